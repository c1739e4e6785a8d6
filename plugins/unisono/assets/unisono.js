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
  // Others may have written there: a list of texts, or none.
  const recallList = (key) => {
    const found = recall(key);
    return Array.isArray(found) ? found.slice(-100).filter((item) => typeof item === "string") : [];
  };
  const remember = (key, value, store = "localStorage") => {
    try {
      window[store].setItem(`unisono.${key}`, JSON.stringify(value));
    } catch {
      // refused
    }
  };

  // What the page says by itself, in its language: it hands the words over where they are needed, with `{names}` to put in.
  const say = (name, putIn = {}) => {
    for (const words of all(".unisono-words")) {
      const text = JSON.parse(words.content.textContent)[name];
      if (text !== undefined) return text.replace(/\{(\w+)\}/g, (whole, key) => putIn[key] ?? whole);
    }
    return "";
  };

  // Language: that of the address (`?lang=python`), else the remembered one, else the first.
  const titleOf = (input) => (input.labels[0] ? input.labels[0].textContent.trim() : "");

  const fit = (input, word) => {
    const [id, title, wanted] = [input.value, titleOf(input), word].map((text) => text.toLowerCase());
    return 3 * (title === wanted) || 2 * (id === wanted) || +(id.startsWith(`${wanted}_`) || title.startsWith(wanted));
  };

  const bestOf = (set, words) => {
    const inputs = all(":scope > input", set);
    for (const word of words) {
      const best = word && inputs.reduce((a, b) => (fit(b, word) > fit(a, word) ? b : a));
      if (best && fit(best, word)) return best;
    }
    return null;
  };

  const chooseLanguage = (set) => {
    const best = bestOf(set, [new URLSearchParams(location.search).get("lang"), ...recallList("language")]);
    if (!best) return;
    best.checked = true;
    linkTabs(titleOf(best));
  };

  // Material keeps the labels of linked tabs, and chooses by them too.
  const linkTabs = (title) => {
    const tabs = typeof __md_get === "function" && __md_get("__tabs");
    if (Array.isArray(tabs)) __md_set("__tabs", [...new Set([title, ...tabs])]);
  };

  // With Material's linked tabs, those of the other sets of samples that are of the language, whatever they are called.
  const hasFeature = (name) => {
    const config = document.getElementById("__config");
    return config !== null && JSON.parse(config.textContent).features.includes(name);
  };
  let linking = false;
  const linkSets = (input) => {
    linking = true;
    for (const set of all(".unisono-samples:has(> .tabbed-content)")) {
      const best = set !== input.parentElement && bestOf(set, [titleOf(input), input.value]);
      if (!best || best.checked) continue;
      best.labels[0].setAttribute("data-md-switching", ""); // told to Material, which would go on from it
      best.click();
    }
    linking = false;
  };

  const keepLanguage = (input) => {
    if (linking) return;
    if (hasFeature("content.tabs.link")) linkSets(input);
    remember("language", [titleOf(input), input.value]);
    const url = new URL(location.href);
    url.searchParams.set("lang", input.value || titleOf(input));
    if (url.hash === `#${input.id}`) url.hash = ""; // Material's link to the tab, which says the same by its number
    history.replaceState(history.state, "", url);
  };

  // Folded members: opened by the reader, or by a link to one of them.
  const nameOf = (details) => details.parentElement.parentElement.id;
  const unfold = (details) => {
    if (recallList("open").includes(nameOf(details))) details.open = true;
  };
  const keepFold = (details, closed = details.open) => {
    const others = recallList("open").filter((name) => name !== nameOf(details));
    remember("open", closed ? others : [...others, nameOf(details)].slice(-100));
  };
  const reveal = () => {
    let name = location.hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      // a % that encodes nothing: as it is
    }
    const row = name && document.getElementById(name);
    for (let e = row && row.parentElement; e; e = e.parentElement) if (e.matches(".unisono-more")) e.open = true;
    linkedTo = row && row.matches(".unisono-parameter") ? row.id : null;
    lightUp(linkedTo);
    if (linkedTo) showValue();
    if (!row || !row.closest(".unisono-members")) return;
    for (let e = row.parentElement; e; e = e.parentElement) if (e.localName === "details") e.open = true;
    row.scrollIntoView();
  };

  // Pointed at or focused, a parameter lights up its value in the example and in every sample; else the one that was linked to.
  let lit = null;
  let linkedTo = null;
  const light = ({ target }) => {
    const row = target.closest && target.closest(".unisono-parameter");
    lightUp(row ? row.id : linkedTo);
  };
  const lightUp = (name) => {
    if (name === lit) return;
    lit = name;
    for (const value of all(".unisono-code [data-unisono]")) {
      value.classList.toggle("unisono-lit", `${value.dataset.unisono}.`.startsWith(`${name}.`));
    }
  };

  // In the code column, a tab of the examples that has it is opened, and the value scrolled to.
  const showValue = () => {
    const values = all(".unisono-code .unisono-lit");
    if (!values.length) return;
    const within = ({ offsetParent }) => offsetParent !== null;
    const value = values.find(within) || values.find((one) => one.closest(".tabbed-block") && !one.closest(".unisono-samples"));
    if (!value) return;
    const block = value.closest(".tabbed-block");
    const input = block && block.closest(".tabbed-set").querySelectorAll(":scope > input")[[...block.parentElement.children].indexOf(block)];
    if (input) input.checked = true;
    const [lines, code] = [linesOf(value.closest(".highlight")), value.closest("code").getBoundingClientRect()];
    if (lines && value.getBoundingClientRect().bottom > code.bottom) flip(lines, true);
    for (const scroller of [value.closest("code"), value.closest(".unisono-code")]) {
      const [outer, inner] = [scroller.getBoundingClientRect(), value.getBoundingClientRect()];
      const isSeen = inner.top >= outer.top && inner.bottom <= outer.bottom;
      if (!isSeen && scroller.scrollHeight > scroller.clientHeight) scroller.scrollTop += inner.top - outer.top - scroller.clientHeight / 3;
    }
  };

  // Long code is folded from a line on.
  const flip = (button, open = button.getAttribute("aria-expanded") === "false") => {
    if (button.getAttribute("aria-expanded") === String(open)) return;
    button.setAttribute("aria-expanded", String(open));
    [button.textContent, button.dataset.other] = [button.dataset.other, button.textContent];
  };
  const linesOf = (highlight) => {
    const next = highlight && highlight.nextElementSibling;
    return next && next.matches(".unisono-lines") ? next : null;
  };
  const expand = (button) => {
    flip(button);
    const open = button.getAttribute("aria-expanded") === "true";
    for (const details of all(".unisono-members", button.parentElement.nextElementSibling)) {
      details.open = open;
      keepFold(details, !open);
    }
  };

  // The reader's own values. Each is made what can stand in any request, or refused with the reason.
  const encode = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const brief = (text) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
  // A character that may be seen, else its number.
  const named = (sign) => (/[\p{L}\p{N}\p{P}\p{S}]/u.test(sign) ? sign : `U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
  const need = (holds, reason, putIn) => {
    if (!holds) throw new RangeError(say(reason, putIn));
  };
  const needAscii = (text) => {
    const other = /[^ -~]/u.exec(text);
    need(!other, "own_sign", { sign: other && named(other[0]) });
  };
  const checked = {
    base(text) {
      const [, scheme = ""] = /^([a-z][a-z0-9+.-]*:)(?!\d+(?:\/|$))/i.exec(text) || [];
      need(scheme, "own_no_scheme", { text: brief(text) });
      need(/^https?:$/i.test(scheme), "own_other_scheme", { scheme: brief(scheme) });
      need(/^https?:\/\/[^/]/i.test(text), "own_no_host", { scheme });
      const [host] = text.slice(scheme.length + 2).split(/[/?#]/);
      need(!host.includes("@"), "own_user");
      need(!/[?#]/.test(text), "own_query", { text: brief(text.slice(text.search(/[?#]/))) });
      const url = URL.canParse(text) ? new URL(text) : { hostname: "" };
      need(/^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/.test(url.hostname), "own_bad_host", { host: brief(host) });
      need(!/%(?![0-9a-f]{2})/i.test(url.pathname), "own_percent");
      const path = url.pathname.split("/").map((segment) => encode(decodeURIComponent(segment)));
      return `${url.protocol}//${url.host}${path.join("/").replace(/(?<!\/)\/+$/, "")}`;
    },
    token(text) {
      needAscii(text);
      const twice = /^bearer /i.test(text) && all('[data-slot="token"]').some((slot) => /bearer/i.test(slot.closest("code").textContent));
      need(!twice, "own_twice", { text: text.slice(0, 6) });
      return text;
    },
    path(text) {
      need(!/^\.\.?$/.test(text), "own_dots", { text });
      return encode(text);
    },
    query(text) {
      const control = /[\u0000-\u001f\u007f]/.exec(text);
      need(!control, "own_control", { sign: control && named(control[0]) });
      need(encode(text).length <= 8000, "own_long");
      return text;
    },
    header(text) {
      needAscii(text);
      return text;
    },
    request(text, kind) {
      need(kind !== "number" || /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?$/.test(text), "own_number", { text: brief(text) });
      need(kind !== "boolean" || /^(?:true|false)$/.test(text), "own_truth", { text: brief(text) });
      return checked.query(text);
    },
  };
  const inRequest = ({ name, dataset }, text) => {
    let value;
    try {
      value = checked[name.split(".")[0]](text, dataset.kind);
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
      throw new RangeError(say("own_encoding"));
    }
    need(value.length <= 8000, "own_long");
    return value;
  };

  // Put into the samples where they were found, through what each place asks for: pairs of a pattern and what a match becomes.
  const escaped = (text, steps) => steps.reduce((before, [pattern, by]) => before.replace(new RegExp(pattern, "gu"), (found) => {
    const code = () => found.charCodeAt(0).toString(16).padStart(2, "0");
    return by.replace(/[&%]/g, (sign) => (sign === "&" ? found : code()));
  }), text);

  const printed = new WeakMap(); // what stands in the page by itself
  const put = (slot, text) => {
    if (!printed.has(slot)) printed.set(slot, [...slot.childNodes]);
    const own = printed.get(slot);
    const { escapes, never } = slot.dataset;
    const kept = Boolean(text && never && new RegExp(never, "u").test(text));
    slot.toggleAttribute("data-kept", kept);
    if (!text || kept) {
      slot.replaceChildren(...own);
      return kept;
    }
    const holder = own[0].nodeType === Node.ELEMENT_NODE ? own[0].cloneNode() : document.createElement("span");
    holder.removeAttribute("data-unknown"); // now it is known
    holder.textContent = escaped(slot.dataset.as === "uri" ? encode(text) : text, JSON.parse(escapes || "[]"));
    slot.replaceChildren(holder);
    return false;
  };
  const use = (input) => {
    let text = input.value.trim();
    let told = "";
    try {
      text = text && inRequest(input, text);
    } catch (error) {
      text = "";
      told = say("own_refused", { reason: error.message });
    }
    told ? input.setAttribute("aria-invalid", "true") : input.removeAttribute("aria-invalid");
    const slots = all("[data-slot]").filter((slot) => slot.dataset.slot === input.name);
    if (slots.filter((slot) => put(slot, text)).length) told = say("own_some_kept");
    input.closest("label").nextElementSibling.textContent = told;
    text ? used.add(input.name) : used.delete(input.name);
    tellKept();
  };
  // Each sample says which of the values are not in it.
  const used = new Set();
  const wordFor = (name) => (/^(?:base|token)$/.test(name) ? say(`own_kept_${name}`) : name.slice(name.indexOf(".") + 1));
  const listed = (words) => {
    const [last, ...others] = words.reverse();
    return others.length ? say("own_and", { values: others.reverse().join(say("comma")), last }) : last;
  };
  const tellKept = () => {
    for (const line of all(".unisono-kept")) {
      const own = [...JSON.parse(line.dataset.kept), ...all("[data-slot][data-kept]", line.parentElement).map((slot) => slot.dataset.slot)];
      const words = [...used].filter((name) => own.includes(name)).map(wordFor);
      line.hidden = !words.length;
      line.textContent = words.length ? say("own_kept", { values: listed(words) }) : "";
    }
  };
  // Of this site: others may be on the same host.
  const script = document.currentScript;
  const site = script && script.src ? new URL(script.src).pathname.replace(/assets\/(?:unisono\/)?[^/]*$/, "") : "";
  // What is sent to one endpoint is its page's, and is forgotten with the token.
  const isOfPage = ({ name }) => /^(?:query|request)\./.test(name);
  const keyOf = (input) => `value.${site}.${isOfPage(input) ? `${location.pathname}.` : ""}${input.name}`;
  const storeOf = (input) => (input.name === "token" || isOfPage(input) ? "sessionStorage" : "localStorage");
  const fields = () => all(".unisono-own input");
  const chooseServer = (select) => {
    const base = fields().find((input) => input.name === "base");
    select.value = base.value;
    if (select.selectedIndex < 0) select.value = "";
  };
  const keep = (input) => {
    use(input);
    for (const select of all(".unisono-own select")) chooseServer(select);
    remember(keyOf(input), input.value, storeOf(input));
  };

  // What Material leaves out: a name for its search dialog, and a way with the keyboard to tables, and to code that scrolls
  // downwards (it takes away the tabindex of code that does not scroll sideways, so this comes a frame later).
  const nameSearch = () => {
    const input = document.querySelector(".md-search__input");
    const dialog = input && input.closest("[role=dialog]:not([aria-label], [aria-labelledby])");
    if (dialog) dialog.setAttribute("aria-label", input.getAttribute("aria-label") || input.placeholder);
  };
  const resized = new ResizeObserver((entries) =>
    requestAnimationFrame(() => {
      for (const { target } of entries) {
        const isTable = target.localName === "div" && target.scrollWidth > target.clientWidth;
        const scrolls = target.scrollHeight > target.clientHeight && getComputedStyle(target).overflowY !== "hidden";
        if (isTable || scrolls) target.tabIndex = 0;
      }
    }),
  );

  // What else can be done with code comes when the reader goes there. A button that was too quick is pressed again then.
  let code = null;
  const loadCode = ({ type, target }) => {
    if (!script || !target.closest || !target.closest(".unisono-code")) return;
    if (!code) {
      code = Object.assign(document.createElement("script"), { src: new URL("unisono.code.js", script.src).href });
      code.addEventListener("load", () => (code.dataset.loaded = ""));
      document.head.append(code);
    }
    const isEarly = type === "click" && code.dataset.loaded === undefined && target.closest(".unisono-markdown");
    if (isEarly) code.addEventListener("load", () => isEarly.click());
  };

  // Trying a request has a script and styles of its own, which come when a reader opens it; a page from a disk has none of it.
  const offerTrials = () => {
    for (const panel of all(".unisono-try")) panel.hidden = !site || !/^https?:$/.test(location.protocol);
  };
  let loaded = false;
  const loadTrials = ({ target }) => {
    if (loaded || !target.matches(".unisono-try[open]")) return;
    loaded = true;
    const beside = (name) => new URL(name, script.src).href;
    const styles = Object.assign(document.createElement("link"), { rel: "stylesheet", href: beside("unisono.try.css") });
    document.head.append(styles, Object.assign(document.createElement("script"), { src: beside("unisono.try.js") }));
  };

  // Material's instant navigation loads the page again for the first link to a place on it, or step back to one: what the reader
  // has opened and tried there would be gone. The browser follows these links itself.
  let visited = false; // another page, from which on Material tells them apart
  const follow = ({ target }) => {
    const link = target.closest("a[href*='#']:not([target])");
    if (link && link.hash && link.href.split("#")[0] === location.href.split("#")[0]) link.target = "_self";
  };
  const stay = (event) => {
    if (!visited && hasFeature("navigation.instant")) event.stopImmediatePropagation();
  };

  const seen = new WeakSet();
  const arrange = () => {
    for (const element of all(".unisono-samples:has(> .tabbed-content), .unisono-members")) {
      if (seen.has(element)) continue;
      seen.add(element);
      (element.localName === "details" ? unfold : chooseLanguage)(element);
    }
  };
  const start = () => {
    lit = linkedTo = null;
    arrange();
    nameSearch();
    resized.disconnect();
    for (const code of all(".unisono-code pre > code")) resized.observe(code);
    requestAnimationFrame(() => all(".md-typeset__scrollwrap").forEach((table) => resized.observe(table))); // Material's own
    for (const input of fields()) {
      Object.assign(input, { autocomplete: "off", autocapitalize: "off", spellcheck: false, inputMode: input.dataset.kind === "number" ? "decimal" : "" });
      const known = recall(keyOf(input), storeOf(input));
      input.value = typeof known === "string" ? known : "";
      if (input.value) use(input);
    }
    for (const select of all(".unisono-own select")) chooseServer(select);
    offerTrials();
    reveal();
  };

  const parsing = new MutationObserver(arrange);
  parsing.observe(root, { childList: true, subtree: true });
  const parsed = () => {
    parsing.disconnect();
    window.document$ ? window.document$.subscribe(start) : start();
    if (window.location$) window.location$.subscribe(() => (visited = true));
  };
  if (document.readyState === "complete") parsed(); // loaded late, by a host that has no place for it in the head
  else addEventListener("DOMContentLoaded", parsed);
  addEventListener("hashchange", reveal);
  addEventListener("popstate", stay, true);
  document.addEventListener("click", follow, true);
  document.addEventListener("change", ({ target }) => {
    if (target.matches(".unisono-samples > input")) keepLanguage(target);
    if (target.matches(".unisono-own select")) {
      const base = fields().find((input) => input.name === "base");
      keep(Object.assign(base, { value: target.value }));
    }
  });
  document.addEventListener("input", ({ target }) => {
    if (target.matches(".unisono-own input")) keep(target);
  });
  document.addEventListener("click", ({ target }) => {
    if (target.matches(".unisono-clear")) for (const input of fields()) keep(Object.assign(input, { value: "" }));
    if (target.matches(".unisono-lines")) flip(target);
    if (target.matches(".unisono-expand")) expand(target);
    if (target.matches(".unisono-show")) {
      const field = target.previousElementSibling;
      field.type = field.type === "text" ? "password" : "text";
      const shows = field.type === "text";
      target.textContent = say(shows ? "own_hide" : "own_show");
      target.setAttribute("aria-label", say(shows ? "own_hide_token" : "own_show_token"));
    }
    for (const menu of all(".unisono-contents[open]")) if (!menu.contains(target) || target.closest("a")) menu.open = false;
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
      link.textContent = say("page_copied");
    } catch {
      location.assign(link.href);
    }
  });
  // Ctrl-K, as on other documentation, beside Material's keys. In a field, it may mean something else.
  document.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
    const search = key.toLowerCase() === "k" && (ctrlKey || metaKey) && !altKey && !shiftKey && document.querySelector(".md-search__input");
    if (!search || (target !== search && target.closest("input, textarea, select, [contenteditable]"))) return;
    event.preventDefault();
    const toggle = document.querySelector("[data-md-toggle=search]");
    if (toggle && !toggle.checked) toggle.click(); // of a focus, Material learns later, and an Escape before that would be lost
    search.focus();
    search.select();
  });
  document.addEventListener("keydown", ({ key, target }) => {
    const menu = key === "Escape" && target.closest(".unisono-contents[open]");
    if (!menu) return;
    menu.open = false;
    menu.firstElementChild.focus();
  });
  document.addEventListener("toggle", loadTrials, true);
  document.addEventListener("pointerover", light);
  document.addEventListener("focusin", light);
  for (const type of ["pointerover", "focusin", "click", "change"]) document.addEventListener(type, loadCode);
  addEventListener("beforeprint", () => {
    const closed = all(":is(.unisono-members, .unisono-more):not([open])");
    for (const details of closed) details.open = true;
    addEventListener("afterprint", () => closed.forEach((details) => (details.open = false)), { once: true });
  });
})();
