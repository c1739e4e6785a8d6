"""Endpoints are found, by what a reader types into the search box."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from browsing import Open, pages
from sites import Site

pytestmark = pytest.mark.browser


def _found(page: Page, query: str) -> list[str]:
    """The paths of the pages that are found, the best first."""
    field = page.locator(".md-search__input")
    field.click()
    field.fill(query[:-1])
    field.press_sequentially(query[-1])  # the page looks at the field when a key goes up
    page.locator(".md-search-result__link").first.wait_for(timeout=10_000)
    links = page.locator(".md-search-result__item > a")
    found: list[str] = links.evaluate_all("all => all.map(a => new URL(a.href).pathname.slice(1))")
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("cancel", {"api/orders/cancel_order/"}),
        ("drafts", {"api/orders/delete_draft/"}),
        ("/orders/cancel/", {"api/orders/cancel_order/"}),
        ("orders/cancel", {"api/orders/cancel_order/"}),
        ("PATCH", {"api/orders/cancel_order/", "api/orders/update_order/"}),
        ("patch cancel", {"api/orders/cancel_order/"}),
        ("Replace Address", {"api/orders/replace_address/"}),
        ("POST orders", {"api/orders/create_order/"}),
        ("post /orders/", {"api/orders/create_order/"}),
        ("delete order", {"api/orders/delete_draft/"}),
    ],
)
def test_own_site(open_searched: Open, query: str, first: set[str]) -> None:
    assert set(_found(open_searched(""), query)[: len(first)]) == first


def test_a_result_says_method_path_and_one_line(open_searched: Open) -> None:
    page = open_searched("")
    _found(page, "cancel")
    first = page.locator(".md-search-result__item").first.locator("article").first
    assert first.inner_text().split("\n\n") == [
        "Cancel Order",
        "PATCH /orders/cancel/ Cancel an order that has not left the warehouse",
    ]


def test_a_parameter_is_opened(open_searched: Open) -> None:
    page = open_searched("")
    _found(page, "postal_code")
    page.locator(".md-search-result__link[href*='create_order/'][href$='#request.address.postal_code']").click()
    field = page.locator("[id='request.address.postal_code'] > dt")
    field.wait_for(state="visible")
    page.wait_for_function("document.querySelector('.unisono-lit') !== null")
    assert page.url.endswith("#request.address.postal_code")


def test_the_page_for_what_is_not_there_searches(open_searched: Open, own_site: Site) -> None:
    page = open_searched("")
    missing = (own_site.folder / "404.html").read_text("utf-8").replace("https://unisono.example.org/", "/")
    page.route("**/old/v1/cancel-order.html", lambda route: route.fulfill(body=missing, content_type="text/html"))
    page.goto(page.url + "old/v1/cancel-order.html")
    page.get_by_text("Search for “old v1 cancel order”").click()
    page.locator(".md-search-result__link").first.wait_for(timeout=10_000)
    assert page.locator(".md-search__input").input_value() == "old v1 cancel order"
    assert "cancel_order/" in str(page.locator(".md-search-result__link").first.get_attribute("href"))


@pytest.mark.parametrize("keys", ["Control+k", "Meta+k"])
def test_the_search_opens_by_keys(open_searched: Open, keys: str) -> None:
    page = open_searched("api/orders/get_order/")
    page.keyboard.press(keys)
    assert page.evaluate("document.activeElement.matches('.md-search__input')")
    page.keyboard.press("Escape")
    page.locator(".unisono-own > summary").click()
    page.locator(".unisono-own input").first.focus()
    page.keyboard.press(keys)
    assert page.evaluate("document.activeElement.name") == "base"


@pytest.mark.parametrize("width", [390, 1440])
def test_the_search_closes_however_soon(open_searched: Open, width: int) -> None:
    """The keys come before Material knows of the focus, as they do on a busy machine."""
    page = open_searched("api/orders/get_order/", width)
    page.wait_for_load_state("networkidle")
    page.evaluate(
        """() => {
          for (const keys of [{ key: "k", ctrlKey: true }, { key: "Escape" }]) {
            const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...keys });
            document.activeElement.dispatchEvent(event);
          }
        }"""
    )
    page.wait_for_timeout(100)  # in which Material would open it
    assert page.evaluate("document.activeElement === document.body")
    assert not page.locator("[data-md-toggle=search]").is_checked()


@pytest.mark.parametrize("query", ["order_uuid", "order", "uuid"])
def test_parameters(open_searched: Open, query: str) -> None:
    found = _found(open_searched(""), query)
    assert {f"api/orders/{name}/" for name in ("cancel_order", "get_order", "update_order")} <= set(found)


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("cancel", "_v1_ordering_retailer/cancel_order/"),
        ("PATCH", "_v1_ordering_retailer/cancel_order/"),
        ("order_uuid", "_v1_ordering_retailer/cancel_order/"),
        ("Create Order", "_v1_ordering_retailer/create_order/"),
    ],
)
def test_corpus(browser: Browser, corpus_site: Callable[[str], Site], query: str, page: str) -> None:
    with pages(browser, corpus_site("v1")) as opened:
        assert page in _found(opened("_v1_ordering_retailer/create_order/"), query)
