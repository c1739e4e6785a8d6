"""Contrast as WCAG 2.2 defines it (1.4.3, 1.4.11), measured of every text and icon that can be seen on a page."""

from __future__ import annotations

MEASURE = """() => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const rgba = (color) => {
    if (!known.has(color)) {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
      known.set(color, [r, g, b, a / 255]);
    }
    return known.get(color);
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((v, i) => v * a + below[i] * (1 - a));
  const luminance = (color) => {
    const [r, g, b] = color.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const opacity = (e) => {
    let found = 1;
    for (let x = e; x; x = x.parentElement) found *= parseFloat(getComputedStyle(x).opacity);
    return found;
  };
  const isMask = (style) => style.maskImage !== "none" && style.maskImage !== "";
  const behind = (e) => {
    const layers = [];
    for (let x = e; x; x = x.parentElement) {
      const style = getComputedStyle(x);
      if (isMask(style)) continue;
      const [r, g, b, a] = rgba(style.backgroundColor);
      if (a) layers.push([r, g, b, a * (x === document.body || x === document.documentElement ? 1 : opacity(x))]);
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const isSeen = (e) => {
    const { width, height } = e.getBoundingClientRect();
    return e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && width > 1 && height > 1;
  };
  const found = { texts: 0, icons: 0, low: [] };
  const note = (kind, e, what, color) => {
    const [r, g, b, a] = rgba(color);
    const alpha = a * opacity(e);
    if (!alpha) return;
    found[kind] += 1;
    const below = behind(e);
    const ratio = contrast(over([r, g, b, alpha], below), below);
    if (ratio < (kind === "texts" ? 4.5 : 3)) {
      const place = e.closest("[class]");
      const name = place ? [place.localName, ...place.classList].join(".") : e.localName;
      found.low.push(`${ratio.toFixed(2)} ${what.slice(0, 40)} in ${name}`);
    }
  };
  for (const e of document.body.querySelectorAll("*")) {
    if (!isSeen(e) || ["SCRIPT", "STYLE"].includes(e.tagName)) continue;
    const style = getComputedStyle(e);
    const own = [...e.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE && n.data.trim()).map((n) => n.data.trim());
    const hasColor = style.color !== "rgba(0, 0, 0, 0)";
    if (own.length && !e.closest("svg") && hasColor) note("texts", e, own.join(" "), style.color);
    if (e.localName === "path" && e.closest("svg") && style.fill !== "none") note("icons", e, "svg", style.fill);
    if (e.placeholder && !e.value) note("texts", e, e.placeholder, getComputedStyle(e, "::placeholder").color);
    if (isMask(style)) note("icons", e, "mask", style.backgroundColor);
    for (const part of ["::before", "::after"]) {
      const made = getComputedStyle(e, part);
      const isNone = ["none", "normal"].includes(made.content) || made.display === "none";
      if (isNone || made.visibility === "hidden" || made.opacity === "0") continue;
      if (isMask(made)) note("icons", e, part, made.backgroundColor);
      else if (/^"[^"\\\\]/.test(made.content)) note("texts", e, made.content, made.color);
    }
  }
  return found;
}"""
"""Gives how many texts and icons were measured, and those that have less than 4.5 : 1, or 3 : 1 for icons."""
