// Unisono: Try it. Sends the request that stands on an endpoint page from the reader's browser to the server that the reader
// names, once for each press of the button, and shows the answer beside the documented one. Nothing of it is kept.
(() => {
  "use strict";

  const MOST_READ = 20e6; // bytes of an answer
  const MOST_SHOWN = 1e5; // characters of it
  const MOST_TOLD = 20; // differences

  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const made = (name, text = "", css = "") => Object.assign(document.createElement(name), { textContent: text, className: css });
  // The words of the page, with `{names}` to put in. They are read once: an answer may differ in very many members.
  let known = null;
  const words = (name, putIn = {}) => {
    known ??= JSON.parse(document.querySelector(".unisono-try > .unisono-words").content.textContent);
    return known[name].replace(/\{(\w+)\}/g, (whole, key) => putIn[key] ?? whole);
  };
  const field = (name) => all(".unisono-own input").find((input) => input.name === name);
  const panels = () => all(".unisono-try");
  const attemptOf = (panel) => panel.querySelector(".unisono-attempt:not([hidden])");

  // What is shown is what is sent.
  const requestOf = (attempt) => {
    const parts = (name) => all(`.unisono-sent [data-part="${name}"]`, attempt).map((part) => part.textContent);
    const values = parts("value");
    const [method] = parts("method");
    const [url] = parts("url");
    const [content] = parts("content");
    // As bytes, for which a browser adds no Content-Type.
    return { method, url, headers: parts("name").map((name, at) => [name, values[at]]), body: content === undefined ? undefined : new TextEncoder().encode(content) };
  };
  const addressOf = ({ url }) => (/^https?:\/\//i.test(url) && URL.canParse(url) ? new URL(url) : null);

  // What is to be known before the button is pressed; where it keeps the request from being sent, `stops`.
  const isLocal = (host) => /^(?:localhost|.+\.localhost|127\.[\d.]+|\[::1\])$/.test(host);
  const isNamed = (panel, attempt) => {
    const base = field("base");
    if (base && base.value.trim()) return true;
    const servers = all(".unisono-server option", panel).map((option) => option.value).filter(Boolean);
    const slot = attempt.querySelector('.unisono-sent [data-slot="base"]');
    return servers.length === 1 && slot !== null && slot.textContent === servers[0].replace(/\/+$/, "");
  };
  const unknown = (value) => {
    const slot = value.closest("[data-slot]");
    if (!slot) return words("try_worked_out", { value: value.textContent });
    return words("try_give", { name: slot.dataset.slot.replace(/^[^.]*\./, ""), value: value.textContent });
  };
  const before = (panel, attempt) => {
    const request = requestOf(attempt);
    const address = addressOf(request);
    const stops = all(".unisono-own [aria-invalid]").length ? [words("try_correct")] : [];
    if (!isNamed(panel, attempt)) stops.push(words("try_no_server"));
    stops.push(...new Set(all(".unisono-sent [data-unknown]", attempt).map(unknown)));
    if (!address && !stops.length) stops.push(words("try_no_address", { url: request.url }));
    if (address && location.protocol === "https:" && address.protocol === "http:" && !isLocal(address.hostname)) {
      stops.push(words("try_mixed"));
    }
    const told = [];
    const token = attempt.querySelector('.unisono-sent [data-slot="token"]');
    if (token && !token.querySelector("[data-unknown]") && !field("token").value.trim()) told.push(words("try_no_token", { token: token.textContent }));
    if (address && isNamed(panel, attempt) && !/^(?:GET|HEAD|OPTIONS)$/i.test(request.method)) told.push(words("try_changes", { host: address.host }));
    return { address, stops, told };
  };

  const refresh = (panel) => {
    const attempt = attemptOf(panel);
    const { address, stops, told } = before(panel, attempt);
    const server = panel.querySelector(".unisono-server");
    const base = field("base");
    all("option[data-own]", server).forEach((option) => option.remove());
    const named = base ? base.value.trim() : "";
    if (named && !all("option", server).some((option) => option.value === named)) {
      const own = made("option", named);
      Object.assign(own, { value: named }).dataset.own = "";
      server.append(own);
    }
    server.value = named || (isNamed(panel, attempt) ? all("option", server)[1].value : "");
    const lines = [...stops.map((text) => made("li", text, "unisono-stop")), ...told.map((text) => made("li", text))];
    panel.querySelector(".unisono-before").replaceChildren(...lines);
    const send = panel.querySelector(".unisono-send");
    send.disabled = stops.length > 0 || attempt.querySelector("[data-stop]") !== null;
    send.textContent = address && !send.disabled ? words("try_send_to", { host: address.host }) : words("try_send");
    const command = attempt.querySelector(".unisono-command");
    const copy = panel.querySelector(".unisono-copy-command");
    copy.hidden = !command.querySelector("code");
    copy.textContent = words("try_copy", { client: command.dataset.client });
  };
  const refreshAll = () => panels().forEach(refresh);

  // The answer, as text where it is one.
  const read = async (response) => {
    const chunks = [];
    let size = 0;
    const reader = response.body && response.body.getReader();
    for (let step; reader && size <= MOST_READ && !(step = await reader.read()).done; ) {
      chunks.push(step.value);
      size += step.value.length;
    }
    const whole = size <= MOST_READ;
    if (!whole) await reader.cancel();
    const blob = new Blob(chunks, { type: "application/octet-stream" }); // of which a browser makes no page of this site's
    return { blob, size, whole, text: decoded(await blob.arrayBuffer(), response.headers.get("content-type") || "", whole) };
  };
  const decoded = (bytes, type, whole) => {
    const [, charset = "utf-8"] = /;\s*charset="?([^\s;"]+)/i.exec(type) || [];
    try {
      const text = new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: !whole });
      return text.includes("\0") ? null : text;
    } catch {
      return null;
    }
  };
  const isJson = (type) => /^[\w.-]+\/(?:[\w.-]+\+)?json$/i.test(type);
  const essence = (response) => (response.headers.get("content-type") || "").split(";")[0].trim().toLowerCase();
  const sized = (bytes) => (bytes < 1e3 ? `${bytes} B` : bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

  // JSON on one line, on several; its numbers and strings as they are. It may be anything: a string without an end is one too.
  const indented = (text) => {
    if (/[\r\n]/.test(text.trim())) return text;
    let made = "";
    let depth = 0;
    let last = "";
    for (const [token] of text.matchAll(/"(?:[^"\\]|\\[^])*"?|[{}[\],:]|[^\s"{}[\],:]+/g)) {
      if (made.length > MOST_SHOWN) break;
      const closes = /[}\]]/.test(token);
      if (closes) depth = Math.max(depth - 1, 0);
      const breaks = closes ? !/^[{[]$/.test(last) : /^[{[,]$/.test(last);
      made += (breaks ? `\n${"  ".repeat(Math.min(depth, 40))}` : "") + token + (token === ":" ? " " : "");
      if (/^[{[]$/.test(token)) depth += 1;
      last = token;
    }
    return made;
  };

  // What differs from what is documented, see drawing/documented_answers.py for the shapes.
  const nameOf = (letter) => words(`try_kind_${letter}`);
  const letterOf = (value) => (value === null ? "" : Array.isArray(value) ? "a" : (typeof value)[0]);
  const compare = (shape, value, path, found) => {
    const letter = letterOf(value);
    const allowed = typeof shape === "string" ? shape : shape[0];
    if (!letter || allowed.includes("*")) return;
    if (!allowed.includes(letter)) {
      const documented = [...allowed].map(nameOf).reduce((some, last) => words("try_or", { some, last }));
      found.add(words("try_type", { path: path || words("try_content"), type: nameOf(letter), documented }));
    } else if (typeof shape !== "string" && letter === "a") {
      for (const item of value) compare(shape[1], item, `${path}[]`, found);
    } else if (typeof shape !== "string") {
      compareMembers(shape, value, path ? `${path}.` : "", found);
    }
  };
  const compareMembers = ([, members, absent, any], value, path, found) => {
    for (const [name, shape] of Object.entries(members)) {
      if (Object.hasOwn(value, name)) compare(shape, value[name], path + name, found);
      else if (!absent.includes(name)) found.add(words("try_missing", { path: path + name }));
    }
    for (const name of Object.keys(value)) if (!any && !Object.hasOwn(members, name)) found.add(words("try_added", { path: path + name }));
  };
  const differences = (response, answer, documented) => {
    const known = documented[response.status];
    const others = Object.keys(documented).join(words("comma"));
    if (!known) return [words(others ? "try_status" : "try_no_status", { status: response.status, documented: others })];
    const found = new Set();
    const type = essence(response);
    if (known.media && !isJson(type)) found.add(words(type ? "try_media" : "try_no_media", { type, documented: known.media }));
    if (known.shape && answer.whole) {
      try {
        compare(known.shape, JSON.parse(answer.text === null ? "" : answer.text), "", found);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        found.add(words("try_no_json"));
      }
    }
    return [...found];
  };

  // Reached with keys, as it scrolls.
  const block = (title, content) => {
    content.tabIndex = 0;
    content.setAttribute("role", "group");
    content.setAttribute("aria-label", title);
    const pre = made("pre");
    pre.append(content);
    const section = made("div");
    section.append(made("p", title, "unisono-of"), pre);
    return section;
  };
  // Code of the page, as it is now.
  const copied = (code) => {
    const copy = code.cloneNode(true);
    for (const part of all(".unisono-fold, .unisono-gap", copy)) part.remove();
    for (const part of all(".unisono-gone", copy)) part.replaceWith(...part.childNodes); // which is folded
    for (const part of all("[data-slot], [id]", copy)) for (const name of ["data-slot", "id"]) part.removeAttribute(name);
    return copy;
  };
  let saved = "";
  const saveLink = ({ blob }, type) => {
    URL.revokeObjectURL(saved);
    saved = URL.createObjectURL(blob);
    return Object.assign(made("a", words("try_save")), { href: saved, download: `answer.${isJson(type) ? "json" : /^text\//.test(type) ? "txt" : "bin"}` });
  };
  // What is shown of an answer, and whether it is only the beginning.
  const shownText = (answer, type) => {
    if (!answer.size) return [words("try_empty"), false];
    if (answer.text === null) return [words(type ? "try_bytes" : "try_untyped", { size: sized(answer.size), type }), false];
    const begun = answer.text.slice(0, MOST_SHOWN);
    const text = isJson(type) ? indented(begun) : begun;
    const isCut = begun.length < answer.text.length || text.length > MOST_SHOWN;
    return [isCut ? `${text.slice(0, MOST_SHOWN)}…` : text, isCut];
  };
  const fieldsOf = (response) => {
    const details = made("details");
    const list = made("dl");
    for (const [name, value] of response.headers) list.append(made("dt", name), made("dd", value));
    details.append(made("summary", words("try_fields")), list);
    return details;
  };
  const show = (panel, response, answer, seconds) => {
    const documented = JSON.parse(panel.dataset.documented);
    const type = essence(response);
    const found = differences(response, answer, documented);
    const status = made("p", "", `unisono-status unisono-status--${String(response.status)[0]}`);
    const whole = answer.whole ? sized(answer.size) : words("try_unread", { size: sized(MOST_READ) });
    const [shown, isCut] = shownText(answer, type);
    const size = isCut ? words("try_cut", { size: whole }) : whole;
    status.append(made("b", String(response.status)), ` ${response.statusText} · ${seconds.toFixed(2)} s · ${size} · `, saveLink(answer, type));
    const listed = made("ul", "", "unisono-differences");
    listed.append(...found.slice(0, MOST_TOLD).map((text) => made("li", text)));
    if (found.length > MOST_TOLD) listed.append(made("li", words("try_more", { count: found.length - MOST_TOLD })));
    const beside = made("div", "", "unisono-beside");
    beside.append(block(words("try_answer"), made("code", shown)));
    const { tab } = documented[response.status] || {};
    const example = tab && document.querySelector(`.unisono-responses > .tabbed-content > .tabbed-block:nth-child(${tab}) code`);
    if (example) beside.append(block(words("try_documented", { status: response.status }), copied(example)));
    panel.querySelector(".unisono-answer").replaceChildren(status, listed, beside, fieldsOf(response));
    const outcome = found.length > 1 ? "try_differs_other" : found.length ? "try_differs_one" : "try_same";
    tell(panel, words(outcome, { status: response.status, count: found.length }));
  };

  const tell = (panel, text) => (panel.querySelector(".unisono-told").textContent = text);
  const commandOf = (panel) => {
    const code = attemptOf(panel).querySelector(".unisono-command code");
    const copy = code && copied(code);
    if (copy) all(".unisono-uncopied", copy).forEach((part) => part.remove());
    return copy;
  };
  const showCommand = (panel) => {
    const command = commandOf(panel);
    panel.querySelector(".unisono-answer").replaceChildren(...(command ? [block(words("try_command"), command)] : []));
    return command;
  };
  // What to do where a browser does not get at the answer.
  const tellCommand = (panel, text) => {
    tell(panel, `${text} ${words(showCommand(panel) ? "try_run" : "try_run_sample")}`);
  };
  const copyCommand = async (panel) => {
    try {
      await navigator.clipboard.writeText(commandOf(panel).textContent.trimEnd());
      tell(panel, words("try_copied"));
    } catch {
      getSelection().selectAllChildren(showCommand(panel)); // refused: to be taken by hand
      tell(panel, words("try_marked"));
    }
  };

  let running = null;
  const isRunning = (panel, yes) => {
    const [send, cancel] = [panel.querySelector(".unisono-send"), panel.querySelector(".unisono-cancel")];
    const focused = document.activeElement === (yes ? send : cancel);
    send.hidden = yes;
    cancel.hidden = !yes;
    if (focused) (yes ? cancel : send).focus();
  };
  const send = async (panel) => {
    const attempt = attemptOf(panel);
    const { address, stops } = before(panel, attempt);
    if (running || stops.length || attempt.querySelector("[data-stop]")) return;
    const { method, headers, body } = requestOf(attempt);
    running = new AbortController();
    const { signal } = running;
    panel.querySelector(".unisono-answer").replaceChildren();
    isRunning(panel, true);
    tell(panel, words("try_waiting", { host: address.host }));
    const begun = performance.now();
    try {
      // A redirect is not followed: nothing goes to a server that the reader has not named.
      const options = { mode: "cors", credentials: "omit", cache: "no-store", redirect: "manual", referrerPolicy: "no-referrer" };
      const response = await fetch(address, { method, headers, body, signal, ...options });
      if (response.type === "opaqueredirect") {
        tellCommand(panel, words("try_redirect", { host: address.host }));
      } else {
        show(panel, response, await read(response), (performance.now() - begun) / 1e3);
      }
    } catch (error) {
      if (signal.aborted) tell(panel, words("try_cancelled"));
      else if (!(error instanceof TypeError)) throw error;
      else if (!navigator.onLine) tell(panel, words("try_offline"));
      else tellCommand(panel, words("try_no_answer", { host: address.host, origin: location.origin }));
    } finally {
      running = null;
      isRunning(panel, false);
    }
  };

  const choose = (server) => {
    const base = field("base");
    if (!base) return;
    base.value = server.value;
    base.dispatchEvent(new Event("input", { bubbles: true }));
  };
  // The example that is chosen for the samples is that of the request, and the other way round.
  const showAttempt = (panel, at) => {
    all(".unisono-attempt", panel).forEach((attempt, number) => (attempt.hidden = number !== at));
    panel.querySelector(".unisono-which").selectedIndex = at;
    refresh(panel);
  };
  const chooseRequest = (which, at) => {
    const panel = which.closest(".unisono-try");
    showAttempt(panel, at);
    const choice = document.querySelector(".unisono-choice select");
    const { example } = attemptOf(panel).dataset;
    if (!choice || !example || choice.value === example) return;
    choice.value = example;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const followExample = (target) => {
    const inputs = target.localName === "input" ? all(":scope > input", target.parentElement) : [];
    const number = inputs.length ? String(inputs.indexOf(target) + 1) : target.value;
    for (const panel of panels()) {
      const at = all(".unisono-attempt", panel).findIndex((attempt) => attempt.dataset.example === number);
      if (at >= 0) showAttempt(panel, at);
    }
  };
  const clicked = ({ target }) => {
    const panel = target.closest(".unisono-try");
    if (panel && target.matches(".unisono-send")) send(panel);
    if (panel && target.matches(".unisono-cancel") && running) running.abort();
    if (panel && target.matches(".unisono-copy-command")) copyCommand(panel);
    if (panel && target.matches(".unisono-fill")) {
      const own = document.querySelector(".unisono-own");
      own.open = true;
      own.querySelector("input").focus();
    }
    if (target.matches(".unisono-clear")) refreshAll();
  };
  document.addEventListener("click", clicked);
  document.addEventListener("change", ({ target }) => {
    if (target.matches(".unisono-server")) choose(target);
    if (target.matches(".unisono-which")) chooseRequest(target, target.selectedIndex);
    if (target.matches(".unisono-choice select, .unisono-request > input")) followExample(target);
    if (target.matches(".unisono-try select, .unisono-own select")) refreshAll();
  });
  document.addEventListener("input", ({ target }) => {
    if (target.matches(".unisono-own input")) refreshAll();
  });

  const start = () => {
    if (running) running.abort();
    known = null;
    const choice = document.querySelector(".unisono-choice select");
    if (choice) followExample(choice);
    refreshAll();
  };
  window.document$ ? window.document$.subscribe(start) : start();
})();
