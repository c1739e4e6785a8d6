"""Every control of an endpoint's page with the keyboard alone: each is reached, shows that it is, and does its work."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page as Window

from browsing import Open

pytestmark = pytest.mark.browser

CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex='0']"

MARK = f"""() => {{
  const shown = (e) => e.checkVisibility({{ visibilityProperty: true }}) && e.tabIndex >= 0 && !e.disabled;
  const isOneOf = (e) => e.type === "radio" && !e.checked;  // arrows lead to it
  window.controls = [...document.querySelectorAll(".md-content article")].flatMap((a) => [...a.querySelectorAll(`{CONTROLS}`)])
    .filter((e) => shown(e) && !isOneOf(e));
  return window.controls.length;
}}"""

AT = """() => {
  const e = document.activeElement;
  const rings = (x) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(x);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  };
  const label = e.type === "radio" && e.labels[0];
  const { width, height } = (label || e).getBoundingClientRect();
  return { inside: e.closest(".md-content article") !== null, closed: e.localName === "summary" && !e.parentElement.open,
    ring: rings(label || e) || (label && rings(label.parentElement)), seen: width > 0 && height > 0,
    known: (window.seen ??= new Set()).add(e).size, html: e.outerHTML.slice(0, 120) };
}"""

MISSED = """() => window.controls.filter((e) => !window.seen.has(e)).map((e) => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize(("url", "width"), [("api/orders/create_order/", 1440), ("api/orders/get_order/", 390)])
def test_every_control_is_reached_and_seen_to_be(open_page: Open, url: str, width: int) -> None:
    page = open_page(url, width)
    page.wait_for_function("document.querySelectorAll('.md-clipboard, .md-code__button').length > 0")
    page.locator(".unisono-code").first.hover()  # what is added to code comes then, in front of where the keyboard may be
    page.wait_for_function("document.querySelector('script[data-loaded]') !== null")
    without_ring, was_inside, reached = [], False, 0
    for _ in range(400):
        page.keyboard.press("Tab")
        at = page.evaluate(AT)
        if not at["inside"]:
            if was_inside:
                break
            continue
        was_inside = True
        reached += 1
        if not (at["ring"] and at["seen"]):
            without_ring.append(at["html"])
        if at["closed"]:
            page.keyboard.press("Enter")
            assert page.evaluate("document.activeElement.parentElement.open")
    assert page.evaluate(MARK) > 30
    assert page.evaluate(MISSED) == []
    assert reached > 30
    assert without_ring == []


def arrive(page: Window) -> None:
    """Wait until a link to a place on the page has been followed: Chromium takes the focus from it a frame after that."""
    page.wait_for_function("document.activeElement === document.body")


def focus(page: Window, selector: str) -> None:
    page.locator(selector).first.focus()


def test_every_kind_of_control_does_its_work(open_page: Open) -> None:
    page = open_page("api/orders/get_order/", permissions=["clipboard-read", "clipboard-write"])
    keys = page.keyboard

    focus(page, ".unisono-contents > summary")
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Enter")
    assert "#" in page.url
    arrive(page)
    focus(page, ".unisono-contents > summary")
    keys.press("Space")
    keys.press("Escape")
    assert not page.evaluate("document.querySelector('.unisono-contents').open")

    focus(page, ".unisono-twin")
    keys.press("Enter")
    page.locator(".unisono-twin", has_text="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("---\ntitle: Get Order")

    focus(page, ".unisono-head .unisono-copy")
    keys.press("Enter")
    page.wait_for_function("async () => (await navigator.clipboard.readText()).startsWith('https://api.example.com/orders/')")

    focus(page, ".unisono-samples > input:checked")
    keys.press("ArrowRight")
    assert page.locator(".unisono-samples > input:checked").get_attribute("id") == "__unisono_samples_2"
    assert "lang=" in page.url
    page.locator(".unisono-samples .tabbed-block:visible").get_by_role("button", name="Copy").first.focus()
    keys.press("Enter")
    page.wait_for_function("async () => (await navigator.clipboard.readText()).startsWith('http ')")

    focus(page, ".unisono-own > summary")
    keys.press("Enter")
    focus(page, ".unisono-own input[name=token]")
    keys.type("my-own-token")
    keys.press("Tab")
    keys.press("Space")
    assert page.locator(".unisono-own input[name=token]").get_attribute("type") == "text"
    assert "my-own-token" in page.locator(".unisono-samples .tabbed-block:visible").inner_text()
    focus(page, ".unisono-clear")
    keys.press("Enter")
    assert "my-own-token" not in page.locator(".unisono-samples .tabbed-block:visible").inner_text()

    focus(page, ".unisono-name")
    keys.press("Enter")
    assert page.url.endswith("#path.order_uuid")
    arrive(page)
    focus(page, ".unisono-seal > summary")
    keys.press("Enter")
    assert page.locator(".unisono-seal li").first.is_visible()
    focus(page, ".unisono-seal a[download]")
    with page.expect_download() as download:
        keys.press("Enter")
    assert download.value.suggested_filename == "get_order.json"
