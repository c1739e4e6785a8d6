// Unisono: what can be done with the code on a page when a reader goes there: JSON folds by its members, and a block is copied as
// Markdown with the endpoint that it is of. Loaded by the page's script.
(() => {
  "use strict";

  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  const styles = new CSSStyleSheet();
  styles.replaceSync(`
.unisono-fold {
  color: var(--md-default-fg-color--light);
  cursor: pointer;
  font: inherit;
  height: 1.55em;
  left: 0;
  position: absolute;
  text-align: center;
  user-select: none;
  width: 0.75rem;
}
[data-md-copying] .unisono-fold { display: none; }
.unisono-fold::before { content: "▾" / ""; }
.unisono-fold[aria-expanded="false"]::before { content: "▸" / ""; }
.unisono-gap::before { content: "…" / ""; }
.unisono-fold:is(:focus-visible, :hover) { color: var(--md-accent-fg-color); }
.unisono-fold[hidden] { display: none; }
@media screen {
  .unisono-gone { display: none; }
  [data-md-copying] .unisono-gone { display: inline; }
}
`);
  document.adoptedStyleSheets.push(styles);

  const folds = new WeakMap(); // by their buttons: the characters between two brackets, of the code's text
  const textNodes = (code) => {
    const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let at = 0, node; (node = walker.nextNode()); at += node.length) found.push([node, at]);
    return found;
  };
  const foldMembers = (code) => {
    const text = code.textContent;
    if (!/^\s*[[{]/.test(text) || text.length > 200000) return;
    const [open, found] = [[], []];
    for (const { 0: sign, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"?|[[\]{}]/g)) {
      if (sign === "{" || sign === "[") open.push(index + 1);
      if ((sign === "}" || sign === "]") && open.length) found.push([open.pop(), index]);
    }
    const wanted = found.filter(([start, end]) => start > 1 && text.slice(start, end).includes("\n")).sort(([a], [b]) => b - a);
    const nodes = textNodes(code);
    for (const [start, end] of wanted.slice(-200)) {
      while (nodes[nodes.length - 1][1] >= start) nodes.pop();
      const [node, at] = nodes[nodes.length - 1];
      const button = Object.assign(document.createElement("button"), { className: "unisono-fold", type: "button" });
      const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start).replace(/[^\p{L}\p{N}_.-]+/gu, " ").trim();
      button.setAttribute("aria-label", line || text.slice(start - 1, end + 1).replace(/\s+/g, " ").slice(0, 40));
      button.setAttribute("aria-expanded", "true");
      folds.set(button, [start, end]);
      if (start - at < node.length) node.splitText(start - at);
      node.parentNode.insertBefore(button, node.nextSibling);
    }
  };
  const drawFolds = (code) => {
    for (const gone of all(".unisono-gone, .unisono-gap", code)) gone.replaceWith(...gone.childNodes);
    code.normalize();
    const buttons = all(".unisono-fold", code);
    const closed = buttons.filter((one) => one.getAttribute("aria-expanded") === "false").map((one) => folds.get(one));
    for (const one of buttons) {
      const [at] = folds.get(one);
      one.hidden = closed.some(([start, end]) => start < at && at < end);
      if (one.hidden || one.getAttribute("aria-expanded") === "true") continue;
      one.after(Object.assign(document.createElement("span"), { className: "unisono-gap" }));
    }
    for (const [node, at] of textNodes(code)) {
      for (const [start, end] of closed) {
        const [from, to] = [Math.max(start - at, 0), Math.min(end - at, node.length)];
        if (from >= to || node.parentNode.matches(".unisono-gone")) continue;
        const piece = from ? node.splitText(from) : node;
        if (to - from < piece.length) piece.splitText(to - from);
        const gone = document.createElement("span");
        gone.className = "unisono-gone";
        piece.replaceWith(gone);
        gone.append(piece);
      }
    }
  };
  const unfoldMembers = (code) => {
    const closed = all('.unisono-fold[aria-expanded="false"]', code);
    for (const button of closed) button.setAttribute("aria-expanded", "true");
    if (closed.length) drawFolds(code);
  };

  // The endpoint that a block is of, as Markdown, without what the reader has put into the token's place.
  const plainText = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const codeText = (code) => {
    const copy = code.cloneNode(true);
    for (const gone of all(".unisono-uncopied, .md-annotation, .md-code__nav, nav", copy)) gone.remove();
    const token = document.querySelector('.unisono-own [name="token"]');
    const own = token && token.value.trim();
    for (const slot of own ? all('[data-slot="token"]:not([data-kept])', copy) : []) slot.textContent = "YOUR_TOKEN";
    return copy.textContent.replace(/(?<!\n)\n+$/, "");
  };
  const titleOf = (block) => {
    const inputs = block && block.closest(".tabbed-set").querySelectorAll(":scope > input");
    return block ? plainText(inputs[[...block.parentElement.children].indexOf(block)].labels[0]) : "";
  };
  const asMarkdown = (button) => {
    const code = button.parentElement.querySelector("pre > code");
    const text = codeText(code);
    const fence = "`".repeat(Math.max(3, ...(text.match(/`+/g) || []).map((marks) => marks.length + 1)));
    const [heading, path, described] = ["h1", ".unisono-path", ".unisono-description"].map((one) => document.querySelector(`article ${one}`));
    const title = heading && heading.cloneNode(true);
    for (const link of title ? all(".headerlink", title) : []) link.remove();
    const address = path && `${path.previousElementSibling ? plainText(path.previousElementSibling) : ""}${plainText(path)}`;
    const method = document.querySelector("article .unisono-request-line .unisono-method");
    return `${[
      title && `# ${plainText(title)}`,
      address && `\`${method ? `${plainText(method)} ` : ""}${address}\``,
      described && plainText(described),
      `## ${titleOf(button.closest(".tabbed-block"))}`,
      `${fence}${button.dataset.info || ""}\n${text}\n${fence}`,
    ].filter(Boolean).join("\n\n")}\n`;
  };
  // Each sample with the example of a request that is chosen, there or among the examples.
  const chooseExample = (column, number) => {
    const select = column.querySelector(".unisono-choice select");
    if (!select || ![...select.options].some((option) => option.value === number)) return;
    select.value = number;
    for (const one of all(".unisono-variant", column)) one.hidden = one.dataset.example !== number;
    const input = all(".unisono-request > input", column)[number - 1];
    if (input && !input.checked) input.click();
  };
  document.addEventListener("change", ({ target }) => {
    const column = target.closest(".unisono-code");
    if (!column) return;
    if (target.matches(".unisono-choice select")) chooseExample(column, target.value);
    if (target.matches(".unisono-request > input")) chooseExample(column, String(all(":scope > input", target.parentElement).indexOf(target) + 1));
  });

  const visit = ({ target }) => {
    const column = target.closest && target.closest(".unisono-code");
    for (const code of column ? all(":is(.unisono-request, .unisono-responses) pre > code", column) : []) {
      if (seen.has(code)) continue;
      seen.add(code);
      foldMembers(code);
    }
  };
  const seen = new WeakSet();
  document.addEventListener("pointerover", visit);
  document.addEventListener("focusin", visit);
  document.addEventListener("click", ({ target }) => {
    if (target.matches(".unisono-fold")) {
      target.setAttribute("aria-expanded", String(target.getAttribute("aria-expanded") === "false"));
      drawFolds(target.closest("code"));
    }
  });
  // Material copies what stands in this attribute, once the click gets to it.
  document.addEventListener("click", ({ target }) => {
    if (target.matches(".unisono-markdown")) target.dataset.clipboardText = asMarkdown(target);
  }, true);
  // Before the page's script looks for the value of the field that a link leads to.
  addEventListener("hashchange", () => all(".unisono-code pre > code").forEach(unfoldMembers), true);
  for (const column of all(".unisono-code")) {
    visit({ target: column });
    const select = column.querySelector(".unisono-choice select");
    if (select) chooseExample(column, select.value);
  }
})();
