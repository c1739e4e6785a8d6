"""An endpoint's page in each of its states: axe-core finds nothing serious or critical, and every text and icon has the
contrast that it needs, measured."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page as Window

from browsing import REACHABLE, SERIOUS, STILL, Open
from contrast import MEASURE

pytestmark = pytest.mark.browser


def as_it_opens(page: Window) -> None:
    page.wait_for_function("document.querySelectorAll('.md-clipboard, .md-code__button').length > 0")


def unfolded(page: Window) -> None:
    page.evaluate("for (const details of document.querySelectorAll('.md-content details')) details.open = true")


def with_a_wrong_value(page: Window) -> None:
    unfolded(page)
    page.locator(".unisono-own input[name=base]").fill("example.com")
    page.locator(".unisono-own output").first.wait_for()


def with_own_values(page: Window) -> None:
    unfolded(page)
    page.locator(".unisono-own input[name=base]").fill("https://staging.example.com")
    page.locator(".unisono-own input[name=token]").fill("my-own-token")
    page.locator(".unisono-show").click()


def at_a_response(page: Window) -> None:
    page.locator(".unisono-responses .tabbed-labels label").last.click()


def at_a_field(page: Window) -> None:
    page.locator(".unisono-name").last.focus()
    page.keyboard.press("Enter")
    page.locator(".unisono-lit").first.wait_for(state="attached")


def pointed_at(page: Window) -> None:
    page.locator(".unisono-samples .highlight:visible").first.hover()


def searched(page: Window) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("order")
    page.locator(".md-search-result__link").first.wait_for(timeout=20_000)


STATES: list[Callable[[Window], None]] = [
    as_it_opens,
    unfolded,
    with_a_wrong_value,
    with_own_values,
    at_a_response,
    at_a_field,
    pointed_at,
    searched,
]

OF_MATERIAL = ("md-search", "md-top", "md-header", "md-footer", "md-nav", "md-source", "md-copyright", "headerlink", "md-icon")
"""What Material draws around a page, in colours of its own."""


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")])
def test_contrast_in_every_state(open_searched: Open, width: int, scheme: str) -> None:
    page = open_searched("api/orders/create_order/", width, color_scheme=scheme, reduced_motion="reduce")
    low: set[str] = set()
    texts = icons = 0
    for state in STATES:
        state(page)
        page.wait_for_function(STILL)
        found = page.evaluate(MEASURE)
        texts, icons = texts + found["texts"], icons + found["icons"]
        low.update(one for one in found["low"] if not any(name in one for name in OF_MATERIAL))
    assert (texts > 1500, icons > 60) == (True, True), (texts, icons)
    assert low == set()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "dark"), (390, "light")])
def test_nothing_serious_in_any_state(open_searched: Open, axe: str, width: int, scheme: str) -> None:
    page = open_searched("api/orders/create_order/", width, color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(axe)
    found: dict[str, list[str]] = {}
    for state in STATES:
        state(page)
        page.wait_for_function(STILL)
        page.wait_for_function(REACHABLE)
        found[state.__name__] = page.evaluate(SERIOUS)
    assert found == {state.__name__: [] for state in STATES}
