"""axe-core finds nothing serious or critical in what Unisono draws. Material's own parts (header, footer) are not looked at."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from browsing import Open

pytestmark = pytest.mark.browser

# Chromium (since 130) and Firefox put what scrolls within reach of the keyboard by themselves, which axe does not know.
RUN = """async () => (await axe.run({ include: [['.md-content .unisono-endpoint']] },
    { rules: { 'scrollable-region-focusable': { enabled: false } } })).violations
  .filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => `${v.id}: ${v.nodes[0].html}`)"""


@pytest.fixture(scope="module")
def axe() -> str:
    folder = os.environ.get("UNISONO_NODE_MODULES")
    script = Path(folder or "", "axe-core", "axe.min.js")
    if folder is None or not script.is_file():
        pytest.skip("UNISONO_NODE_MODULES names no folder that holds axe-core")
    return script.read_text(encoding="utf-8")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")])
@pytest.mark.parametrize("url", ["api/orders/create_order/", "api/orders/get_order/", "api/account/create_token/"])
def test_nothing_serious(open_page: Open, axe: str, url: str, width: int, scheme: str) -> None:
    page = open_page(url, width, color_scheme=scheme)
    page.evaluate(axe)
    page.wait_for_function("document.querySelector('.unisono-code .md-code__button, .unisono-code .md-clipboard') !== null")
    assert page.evaluate(RUN) == []


def test_what_opens_a_fold_holds_no_link(open_page: Open) -> None:
    page = open_page("api/orders/create_order/")
    assert page.locator(".unisono-members > summary").count() > 0
    assert page.locator("summary a").count() == 0
