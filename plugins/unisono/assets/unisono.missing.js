// Unisono: on the page for what is not there, a search for the words of the address, which Material opens by `?q=`.
(() => {
  "use strict";

  const line = document.querySelector(".unisono-missing");
  if (!line || line.firstChild) return;
  let path = location.pathname.slice(line.dataset.root.length);
  try {
    path = decodeURIComponent(path);
  } catch {
    // a % that encodes nothing: as it is
  }
  const words = (path.replace(/\.(?:html?|md)$/, "").match(/[\p{L}\p{N}]+/gu) || []).slice(-4).join(" ");
  if (!words || words === "404") return;
  const said = [...document.querySelectorAll(".unisono-words")].map((one) => JSON.parse(one.content.textContent).missing_search);
  const link = document.createElement("a");
  link.href = `${line.dataset.root}?q=${encodeURIComponent(words)}`;
  link.target = "_self"; // a load of its own: with instant navigation, Material does not look at the query
  link.textContent = said.find((text) => text !== undefined).replace("{words}", () => words);
  line.append(link);
  line.hidden = false;
})();
