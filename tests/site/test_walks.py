"""Three tasks of readers, walked in a browser on the project's own site, with the clicks that each takes: find the endpoint for
"cancel", make its request with my token in Go, understand its 409."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import yaml
from playwright.sync_api import Browser, Locator
from playwright.sync_api import Page as Window

from browsing import Open, pages
from sites import ROOT, Site, build, configure
from unisono.languages import languages
from unisono.text.source import Source, Text
from unisono.wire.har import to_har

pytestmark = pytest.mark.browser

PAGE = "api/orders/cancel_order/"
WIDTHS = [1440, 390]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The project's own, with a sample for Go on each page."""
    folder = tmp_path_factory.mktemp("walks")
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["plugins"]["unisono"] |= {"languages": ["go"], "exports": []}
    return build(configure(folder, **settings | {"docs_dir": str(ROOT / "docs")}), folder / "site")


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[Open]:
    with pages(browser, site) as opened:
        yield opened


@dataclass
class Reader:
    """Who looks at a page, and how often they have clicked. What they click, they see."""

    window: Window
    clicks: int = 0

    def click(self, seen: Locator) -> None:
        seen.click(timeout=10_000)
        self.clicks += 1

    def sees(self, what: Locator) -> None:
        """Without scrolling, and not below something else but Material's button to the top, which comes and goes."""
        what.wait_for(state="visible", timeout=10_000)
        self.window.wait_for_function(
            """(e) => {
              const { left, top, right, bottom } = e.getBoundingClientRect();
              const over = document.elementFromPoint((left + Math.min(right, innerWidth)) / 2, (top + bottom) / 2);
              return over !== null && (e.contains(over) || over.contains(e) || over.closest('.md-top') !== null);
            }""",
            arg=what.element_handle(),
            timeout=10_000,
        )


def search(reader: Reader, words: str) -> Locator:
    """The results, best first."""
    reader.window.keyboard.type(words)
    found = reader.window.locator(".md-search-result__link")
    found.first.wait_for(timeout=20_000)
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_find_the_endpoint_for_cancel(open_page: Open, width: int) -> None:
    reader = Reader(open_page("", width))
    reader.click(reader.window.locator("label.md-header__button[for=__search]" if width == 390 else ".md-search__input"))
    first = search(reader, "cancel").first
    assert "PATCH" in first.inner_text()
    reader.click(first)
    reader.window.wait_for_url(f"**/{PAGE}**")
    reader.sees(reader.window.get_by_role("heading", name="Cancel Order", level=1))
    reader.sees(reader.window.locator(".unisono-head .unisono-path"))
    assert reader.clicks == 2


def test_find_it_without_a_mouse(open_page: Open) -> None:
    reader = Reader(open_page(""))
    reader.window.keyboard.press("Control+k")
    search(reader, "cancel")
    reader.window.keyboard.press("ArrowDown")
    reader.window.keyboard.press("Enter")
    reader.window.wait_for_url(f"**/{PAGE}**")
    assert reader.clicks == 0


def test_find_it_in_the_list_of_endpoints(open_page: Open) -> None:
    reader = Reader(open_page("api/"))
    reader.click(reader.window.locator(".unisono-endpoints").get_by_role("link", name="Cancel Order"))
    reader.window.wait_for_url(f"**/{PAGE}")
    assert reader.clicks == 1


def copied(reader: Reader) -> dict[str, str]:
    """The request that the Go program in the clipboard sends, read as a check reads it."""
    code = reader.window.evaluate("navigator.clipboard.readText()")
    reading = languages()["go"].read(Text.of(Source("clipboard", code)))
    assert (reading.status, reading.reason, len(reading.requests)) == ("ok", None, 1)
    har = to_har(reading.requests[0])
    fields = {header["name"].lower(): header["value"] for header in har["headers"]}
    return {"method": har["method"], "url": har["url"], "token": fields.get("authorization", "")}


@pytest.mark.parametrize("width", WIDTHS)
def test_make_its_request_with_my_token_in_go(open_page: Open, width: int) -> None:
    reader = Reader(open_page(PAGE, width, permissions=["clipboard-read", "clipboard-write"]))
    window = reader.window
    samples = window.locator(".unisono-samples")
    reader.click(samples.locator(".tabbed-labels label", has_text="Go"))
    reader.click(window.locator(".unisono-own > summary"))
    reader.click(window.get_by_label("Token", exact=True))
    window.keyboard.type("my-own-token")
    reader.click(samples.locator(".tabbed-block:visible").get_by_role("button", name="Copy").first)
    window.wait_for_function("async () => (await navigator.clipboard.readText()).includes('my-own-token')")
    wanted = {"method": "PATCH", "url": "https://api.example.com/orders/cancel/", "token": "Bearer my-own-token"}
    assert copied(reader) == wanted
    assert reader.clicks == 4
    # On the next page, both are known.
    window.goto(window.url.partition("/api/")[0] + "/api/orders/get_order/")
    reader.click(window.locator(".unisono-samples .tabbed-block:visible").get_by_role("button", name="Copy").first)
    window.wait_for_function("async () => (await navigator.clipboard.readText()).includes('/orders/7d0c1f4e')")
    assert copied(reader)["token"] == "Bearer my-own-token"
    assert reader.clicks == 5


@pytest.mark.parametrize("width", WIDTHS)
def test_understand_its_409(open_page: Open, width: int) -> None:
    reader = Reader(open_page(PAGE, width))
    row = reader.window.locator(".unisono-answers tr", has=reader.window.locator("[id='status.409']"))
    assert row.locator("td").first.inner_text() == "When a parcel is on its way already"
    reader.click(row.get_by_role("link", name="Response 409"))
    shown = reader.window.locator(".unisono-responses .tabbed-block:visible code")
    assert "already_shipped" in shown.inner_text()
    assert "A parcel of this order has left the warehouse." in shown.inner_text()
    reader.sees(shown.get_by_text('"already_shipped"'))
    assert reader.clicks == 1


def test_where_else_a_409_comes_from(open_page: Open) -> None:
    """From its row to the catalogue of errors, at that status."""
    reader = Reader(open_page(PAGE))
    reader.click(reader.window.locator("[id='status.409'] a"))
    reader.window.wait_for_url("**/api/response_codes/#status.409")
    reader.sees(reader.window.locator(".unisono-errors [id='status.409']"))
    rows = reader.window.locator(".unisono-errors tr", has_text="already_shipped")
    assert "Cancel Order" in rows.inner_text()
    assert reader.clicks == 1
