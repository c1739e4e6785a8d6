"""Pages that Material's instant navigation puts in the place of one another, without a load in between."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from browsing import Open

pytestmark = pytest.mark.browser

ORDER = "api/orders/create_order/"


@pytest.fixture
def page(open_page: Open) -> Iterator[Page]:
    """The page of an order, when links lead to others without a load; it fails if there was one."""
    page = open_page(ORDER, permissions=["clipboard-read", "clipboard-write"])
    page.wait_for_load_state("networkidle")  # the sitemap says what can be fetched
    page.evaluate("window.stays = true")
    yield page
    assert page.evaluate("window.stays") is True


def _go(page: Page, title: str) -> None:
    page.locator(".md-nav--primary a.md-nav__link", has_text=title).first.evaluate("e => e.click()")
    _wait(page, title)


def _wait(page: Page, title: str) -> None:
    page.wait_for_function("title => document.querySelector('h1').textContent.startsWith(title)", arg=title)


def test_language_and_values_go_along(page: Page) -> None:
    page.locator(".unisono-samples label", has_text="Python").click()
    page.locator(".unisono-own > summary").click()
    page.locator(".unisono-own input[name=token]").fill("it's")
    _go(page, "Get Order")
    page.wait_for_function("document.querySelector('.unisono-samples > input[value=python_requests]').checked")
    page.wait_for_function("document.querySelector('.unisono-samples').textContent.includes(`Bearer it's`)")
    assert page.locator(".unisono-own input[name=token]").input_value() == "it's"
    assert page.locator(".unisono-samples .tabbed-block").nth(2).is_visible()


@pytest.mark.parametrize("first", ["", "another page"])
def test_links_within_the_page_leave_it_as_it_is(page: Page, first: str) -> None:
    """The first of them, too, which Material would load the page again for; and so does the way back."""
    if first:
        _go(page, "Get Order")
        _go(page, "Create Order")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith(ORDER) else None)
    page.evaluate("document.querySelector('h1').dataset.same = ''")
    page.locator("[id='request.reference'] .unisono-name").click()
    address = "[id='request.address']"
    page.locator(f"{address} .unisono-members > summary").first.click()
    page.locator("[id='request.address.country'] .unisono-name").click()
    page.locator(f"{address} .unisono-members > summary").first.click()
    page.go_back()
    page.wait_for_function("location.hash === '#request.reference'")
    page.go_forward()
    page.locator("[id='request.address.country'] > dt").wait_for(state="visible")
    page.wait_for_load_state("networkidle")
    assert asked == []
    assert page.locator("h1").get_attribute("data-same") == ""
    _go(page, "Get Order")
    page.go_back()
    _wait(page, "Create Order")
    assert page.url.endswith("#request.address.country")


def test_copying(page: Page) -> None:
    _go(page, "Get Order")
    page.locator(".unisono-copy").click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.endsWith('example.com/orders/{order_uuid}/'))")
    page.locator(".unisono-twin").click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.startsWith('---\\ntitle: Get Order'))")


def test_values_light_up_by_keyboard_and_pointer(page: Page) -> None:
    page.locator("[id='request.reference'] .unisono-name").focus()
    assert page.locator(".unisono-samples .unisono-lit").count() == 4
    _go(page, "Update Order")
    _go(page, "Create Order")
    page.locator("[id='request.reference'] .unisono-name").focus()
    assert page.locator(".unisono-samples .unisono-lit").count() == 4
    page.locator("h1").hover()
    assert page.locator(".unisono-lit").count() == 0
    page.locator("[id='request.reference']").hover()
    assert page.locator(".unisono-samples .unisono-lit").count() == 4


def test_a_link_to_a_folded_parameter_of_another_page(page: Page) -> None:
    _go(page, "Update Order")
    page.evaluate(
        """() => {
          const link = Object.assign(document.createElement('a'), { id: 'away', textContent: 'away' });
          link.href = new URL('../create_order/#request.address.city', location.href).href;
          document.querySelector('.md-content__inner').prepend(link);
        }"""
    )
    page.locator("#away").click()
    _wait(page, "Create Order")
    city = page.locator("[id='request.address.city']")
    city.wait_for(state="visible")
    page.wait_for_function(
        "e => { const y = e.getBoundingClientRect().y; return 0 <= y && y < 600 }", arg=city.element_handle()
    )
    page.go_back()
    _wait(page, "Update Order")


def test_tabs_and_code_stay_within_reach_of_the_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    _go(page, "Get Order")
    page.locator(".unisono-samples input").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(".unisono-samples .tabbed-block").nth(1).is_visible()
    page.wait_for_function("document.querySelector('.unisono-responses code').tabIndex === 0")


def test_the_search_keeps_its_name(page: Page) -> None:
    _go(page, "Get Order")
    assert page.locator("[role=dialog]").get_attribute("aria-label") == "Search"
