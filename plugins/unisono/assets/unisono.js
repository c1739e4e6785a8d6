// Unisono: what the reader chooses on an endpoint page (a language, which parameters are unfolded) and its memory.
// The pages say everything without it. It is loaded in the head, so that a choice is made before it can be seen.
(() => {
  "use strict";

  const root = document.documentElement;
  if (root.dataset.unisono !== undefined) return;
  root.dataset.unisono = "";

  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  // Storage may be refused: then nothing is remembered.
  const recall = (key, store = "localStorage") => {
    try {
      return JSON.parse(window[store].getItem(`unisono.${key}`));
    } catch {
      return null;
    }
  };
  const remember = (key, value, store = "localStorage") => {
    try {
      window[store].setItem(`unisono.${key}`, JSON.stringify(value));
    } catch {
      // refused
    }
  };

  // Language: that of the address (`?lang=python`), else the remembered one, else the first.
  const titleOf = (input) => (input.labels[0] ? input.labels[0].textContent.trim() : "");

  const fit = (input, word) => {
    const [id, title, wanted] = [input.value, titleOf(input), word].map((text) => text.toLowerCase());
    return 3 * (title === wanted) || 2 * (id === wanted) || +(id.startsWith(`${wanted}_`) || title.startsWith(wanted));
  };

  const chooseLanguage = (set) => {
    const inputs = all(":scope > input", set);
    for (const word of [new URLSearchParams(location.search).get("lang"), ...(recall("language") || [])]) {
      const best = word && inputs.reduce((a, b) => (fit(b, word) > fit(a, word) ? b : a));
      if (best && fit(best, word)) {
        best.checked = true;
        linkTabs(titleOf(best));
        return;
      }
    }
  };

  // Material keeps the labels of linked tabs, and chooses by them too.
  const linkTabs = (title) => {
    const tabs = typeof __md_get === "function" && __md_get("__tabs");
    if (Array.isArray(tabs)) __md_set("__tabs", [...new Set([title, ...tabs])]);
  };

  const keepLanguage = (input) => {
    remember("language", [titleOf(input), input.value]);
    const url = new URL(location.href);
    url.searchParams.set("lang", input.value || titleOf(input));
    if (url.hash === `#${input.id}`) url.hash = ""; // Material's link to the tab, which says the same by its number
    history.replaceState(history.state, "", url);
  };

  // Folded members: opened by the reader, or by a link to one of them.
  const nameOf = (details) => details.parentElement.parentElement.id;
  const unfold = (details) => {
    if ((recall("open") || []).includes(nameOf(details))) details.open = true;
  };
  const keepFold = (details) => {
    const others = (recall("open") || []).filter((name) => name !== nameOf(details));
    remember("open", details.open ? others : [...others, nameOf(details)].slice(-100));
  };
  const reveal = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    const row = name && document.getElementById(name);
    if (!row || !row.closest(".unisono-members")) return;
    for (let e = row.parentElement; e; e = e.parentElement) if (e.localName === "details") e.open = true;
    row.scrollIntoView();
  };

  // Pointed at or focused, a parameter lights up its value in the example and in every sample.
  let lit = null;
  const light = ({ target }) => {
    const row = target.closest && target.closest(".unisono-parameter");
    const name = row ? row.id : null;
    if (name === lit) return;
    lit = name;
    for (const value of all(".unisono-code [data-unisono]")) {
      value.classList.toggle("unisono-lit", `${value.dataset.unisono}.`.startsWith(`${name}.`));
    }
  };

  // The reader's own values, put into the samples where they were found, escaped as the sample's language wants it there.
  const encode = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const checked = {
    base(text) {
      const url = new URL(text);
      if (!/^https?:$/.test(url.protocol)) throw new Error("not a web address");
      return (url.origin + url.pathname).replace(/\/+$/, "").replace(/['()*[\]]/g, encode);
    },
    token(text) {
      if (!/^[!-~](?:[ -~]*[!-~])?$/.test(text)) throw new Error("no value of a header");
      return text;
    },
    path(text) {
      if (/^\.\.?$/.test(text)) throw new Error("not a segment");
      return encode(text);
    },
  };
  const escaped = (text, { escape, with: replacement, quote = "" }) => {
    const one = (c) => replacement.replace(/[&%]/, (m) => (m === "&" ? c : c.charCodeAt(0).toString(16).padStart(2, "0")));
    return quote + text.replace(new RegExp(escape, "gu"), one) + quote;
  };

  const printed = new WeakMap(); // what stands in the page by itself
  const put = (slot, text) => {
    if (!printed.has(slot)) printed.set(slot, [...slot.childNodes]);
    const own = printed.get(slot);
    const refused = slot.dataset.never && new RegExp(slot.dataset.never, "u").test(text);
    if (!text || refused) return slot.replaceChildren(...own);
    const holder = own[0].nodeType === Node.ELEMENT_NODE ? own[0].cloneNode() : document.createElement("span");
    holder.textContent = escaped(text, slot.dataset);
    slot.replaceChildren(holder);
  };
  const use = (input) => {
    let text = input.value.trim();
    try {
      text = text && checked[input.name.split(".")[0]](text);
      input.removeAttribute("aria-invalid");
    } catch {
      text = "";
      input.setAttribute("aria-invalid", "true");
    }
    for (const slot of all("[data-slot]")) if (slot.dataset.slot === input.name) put(slot, text);
  };
  const storeOf = (input) => (input.name === "token" ? "sessionStorage" : "localStorage");
  const fields = () => all(".unisono-own input");
  const keep = (input) => {
    use(input);
    remember(`value.${input.name}`, input.value, storeOf(input));
  };

  // What Material leaves out: a name for its search dialog, and a way with the keyboard to code that scrolls downwards (it takes
  // away the tabindex of code that does not scroll sideways, so this comes a frame later).
  const nameSearch = () => {
    const input = document.querySelector(".md-search__input");
    const dialog = input && input.closest("[role=dialog]:not([aria-label], [aria-labelledby])");
    if (dialog) dialog.setAttribute("aria-label", input.getAttribute("aria-label") || input.placeholder);
  };
  const resized = new ResizeObserver((entries) =>
    requestAnimationFrame(() => {
      for (const { target } of entries) if (target.scrollHeight > target.clientHeight) target.tabIndex = 0;
    }),
  );

  const seen = new WeakSet();
  const arrange = () => {
    for (const element of all(".unisono-samples:has(> .tabbed-content), .unisono-members")) {
      if (seen.has(element)) continue;
      seen.add(element);
      (element.localName === "details" ? unfold : chooseLanguage)(element);
    }
  };
  const start = () => {
    lit = null;
    arrange();
    nameSearch();
    resized.disconnect();
    for (const code of all(".unisono-code pre > code")) resized.observe(code);
    for (const input of fields()) {
      input.value = recall(`value.${input.name}`, storeOf(input)) || "";
      if (input.value) use(input);
    }
    reveal();
  };

  const parsing = new MutationObserver(arrange);
  parsing.observe(root, { childList: true, subtree: true });
  const parsed = () => {
    parsing.disconnect();
    window.document$ ? window.document$.subscribe(start) : start();
  };
  if (document.readyState === "complete") parsed(); // loaded late, by a host that has no place for it in the head
  else addEventListener("DOMContentLoaded", parsed);
  addEventListener("hashchange", reveal);
  document.addEventListener("change", ({ target }) => {
    if (target.matches(".unisono-samples > input")) keepLanguage(target);
  });
  document.addEventListener("input", ({ target }) => {
    if (target.matches(".unisono-own input")) keep(target);
  });
  document.addEventListener("click", ({ target }) => {
    if (target.matches(".unisono-own button")) for (const input of fields()) keep(Object.assign(input, { value: "" }));
    const summary = target.closest(".unisono-members > summary");
    if (summary && !target.closest("a")) keepFold(summary.parentElement);
  });
  // The link to the page as Markdown copies what it leads to, if the browser lets it.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest(".unisono-twin");
    if (!link) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.href);
      if (!answer.ok) throw new Error(answer.statusText);
      await navigator.clipboard.writeText(await answer.text());
      link.textContent = "Copied";
    } catch {
      location.assign(link.href);
    }
  });
  document.addEventListener("pointerover", light);
  document.addEventListener("focusin", light);
  addEventListener("beforeprint", () => {
    const closed = all(".unisono-members:not([open])");
    for (const details of closed) details.open = true;
    addEventListener("afterprint", () => closed.forEach((details) => (details.open = false)), { once: true });
  });
})();
