"""axe-core finds nothing serious or critical, on whole pages: in what Unisono draws, and in what Material draws around it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from browsing import SERIOUS, Open, pages
from sites import Site

pytestmark = pytest.mark.browser

# What scripts do to a page after it is there
READY = """() => document.querySelector('[role=dialog]').hasAttribute('aria-label')
  && (!document.querySelector('#__config').textContent.includes('content.code.copy')
    || document.querySelectorAll('pre > code').length <= document.querySelectorAll('.md-code__button, .md-clipboard').length)
  && [...document.querySelectorAll('.unisono-code pre > code')]
    .every((e) => e.scrollHeight <= e.clientHeight || e.tabIndex === 0 || getComputedStyle(e).overflowY === 'hidden')
  && [...document.querySelectorAll('.md-typeset__scrollwrap')].every((e) => e.scrollWidth <= e.clientWidth || e.tabIndex === 0)
"""


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
@pytest.mark.parametrize(
    "url",
    [
        "",
        "site/",
        "api/",
        "api/orders/create_order/",
        "api/orders/update_order/",
        "api/account/create_token/",
        "api/response_codes/",
        "api/authentication/",
    ],
)
def test_nothing_serious(open_page: Open, axe: str, url: str, width: int, scheme: str) -> None:
    page = open_page(url, width, color_scheme=scheme)
    page.evaluate(axe)
    page.wait_for_function(READY)
    page.evaluate("for (const details of document.querySelectorAll('.md-content details')) details.open = true")
    assert page.evaluate(SERIOUS) == []


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("url", ["_v1_ordering_retailer/cancel_order/", "_v1_product/search_items/"])
def test_nothing_serious_on_a_site_as_it_is(
    browser: Browser, corpus_site: Callable[[str], Site], axe: str, url: str, width: int
) -> None:
    with pages(browser, corpus_site("v1"), searched=False) as opened:
        page = opened(url, width)
        page.evaluate(axe)
        page.wait_for_function(READY)
        page.evaluate("for (const details of document.querySelectorAll('.md-content details')) details.open = true")
        assert page.evaluate(SERIOUS) == []


@pytest.mark.parametrize("width", [390, 1440])
def test_code_that_scrolls_is_reached_with_keys(open_page: Open, width: int) -> None:
    page = open_page("api/orders/create_order/", width)
    page.wait_for_function(READY)
    assert page.evaluate("document.querySelector('.unisono-responses code').tabIndex === 0") == (width == 390)


def test_what_opens_a_fold_holds_no_link(open_page: Open) -> None:
    page = open_page("api/orders/create_order/")
    assert page.locator(".unisono-members > summary").count() > 0
    assert page.locator("summary a").count() == 0
