"""What a reader's eye stumbles over: alignment, width, order, and what is said more than once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser

from browsing import Open, box, pages
from sites import Site, navigation, site_of, text_of, with_class

LISTED = """\
---
title: /books
name: List books
type: get
visibility: public
deprecated: Use another.
parameters:
  - name: limit
    content: Show so many books
content_markdown: |-
  Sorted by *title*.

  ## Errors

  There are none.
---
The body of the file.
"""

DELETE = "---\ntitle: /books/{id}\nname: Delete a book\nmethod: delete\nvisibility: public\n---\n"

PATH = "/v1/libraries/{library_id}/departments/{department_id}/books/{book_id}"

WIDE = """\
# Wide

A paragraph.

| A setting | Another one | What it is | Where |
|---|---|---|---|
| `visibilities_of_all_things` | `https://api.example.com/a/long/url` | words that can be broken | `an_unbreakable_name` |
"""

FILES = {
    "index.md": "# Home\n\n<!-- unisono: endpoints -->\n",
    "wide.md": WIDE,
    "nameless.md": "---\ntitle:\nvisibility: public\n---\nText.\n",
    "blank.md": "---\ntitle: ' '\n---\n# Heading\n",
    "number.md": "---\ntitle: 2026\n---\nText.\n",
    "books/list.md": LISTED,
    "books/delete.md": DELETE,
    "books/get.md": DELETE.replace("delete", "get").replace("Delete a book", "Get"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(tmp_path_factory.mktemp("details"), FILES)


@pytest.fixture
def opened(browser: Browser, site: Site) -> Iterator[Open]:
    with pages(browser, site) as opening:
        yield opening


def test_badges_in_the_navigation(opened: Open) -> None:
    page = opened("books/list/")
    measured = page.locator(".md-nav__link .unisono-method").evaluate_all(
        """badges => badges.filter((badge) => badge.checkVisibility()).map((badge) => {
          const range = document.createRange();
          range.setStartAfter(badge);
          range.setEndAfter(badge.parentElement.lastChild);
          const middle = ({ top, bottom }) => (top + bottom) / 2;
          return [badge.offsetWidth, middle(range.getBoundingClientRect()) - middle(badge.getBoundingClientRect())];
        })"""
    )
    assert len(measured) == 3
    assert len({width for width, _ in measured}) == 1
    assert max(abs(off) for _, off in measured) <= 0.5


def test_deprecated_in_the_navigation(opened: Open) -> None:
    page = opened("books/list/")
    assert set(page.locator(".md-nav s").all_inner_texts()) == {"List books"}
    mark = page.locator(".md-nav .md-status--deprecated").first
    assert mark.evaluate("e => getComputedStyle(e, '::after').display") == "none"


@pytest.fixture(scope="module")
def site_of_paths(tmp_path_factory: pytest.TempPathFactory) -> Site:
    files = {
        "path.md": f"---\ntitle: {PATH}\nmethod: delete\nvisibility: public\n---\n",
        "old.md": f"---\ntitle: {PATH}\nmethod: get\nvisibility: public\ndeprecated: true\n---\n",
        "name.md": DELETE.replace("Delete a book", "Take a book that nobody has read for years out of the library"),
    }
    return site_of(tmp_path_factory.mktemp("paths"), files)


@pytest.fixture
def opened_path(browser: Browser, site_of_paths: Site) -> Iterator[Open]:
    with pages(browser, site_of_paths) as opening:
        yield opening


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_a_long_path_ends_with_an_ellipsis(opened_path: Open, width: int) -> None:
    """On one line, and all of it in its hint and in the link's name; a name of words has as many lines as it needs."""
    page = opened_path("path/", width)
    if width < 1220:
        page.locator(".md-header label[for=__drawer]").click()
    names = page.locator(".md-nav--primary :is(a, span).md-nav__link:visible .unisono-method + *")
    names.first.wait_for()
    shown = names.evaluate_all(
        """names => names.map((name) => {
          const { textOverflow, overflowX, lineHeight } = getComputedStyle(name);
          return [name.title, name.scrollWidth > name.clientWidth && textOverflow + " " + overflowX,
                  Math.round(name.offsetHeight / parseFloat(lineHeight))];
        })"""
    )
    assert sorted(shown) == [[PATH, "ellipsis hidden", 1], [f"{PATH}, deprecated", "ellipsis hidden", 1]]
    assert page.locator(".md-nav--primary").get_by_role("link", name=f"GET {PATH}").count() == 1
    words = page.locator(".md-nav--primary a:visible", has_text="nobody has read").locator(".unisono-method")
    assert words.evaluate("e => e.nextElementSibling === null && e.parentElement.offsetHeight > 2 * e.offsetHeight")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_path_as_heading_breaks_at_its_slashes(opened_path: Open) -> None:
    page = opened_path("path/", 390)
    heading = page.locator("h1")
    assert heading.inner_text().replace("\n", "") == PATH
    assert heading.evaluate("e => e.scrollWidth <= e.clientWidth")
    assert heading.locator("wbr").count() == PATH.count("/") - 1


def test_list_of_endpoints_on_a_phone(opened: Open) -> None:
    page = opened("", 390)
    rows = page.locator(".unisono-endpoints tr:has(td)")
    for row in rows.all():
        method, path, name = (box(cell) for cell in row.locator("td").all())
        assert method["x"] == path["x"]
        assert method["x"] + method["width"] <= name["x"]
        assert max(above["y"] + above["height"] for above in (method, name)) <= path["y"]
        assert path["height"] < 30
    assert rows.count() == 3


def test_sections_in_a_list_of_endpoints_on_a_phone(open_page: Open) -> None:
    """Over the whole width, not that of the methods."""
    sections = open_page("api/", 390).locator(".unisono-endpoints th[scope=rowgroup]")
    assert sections.count() > 3
    assert all(box(section)["width"] > 300 for section in sections.all())


@pytest.mark.parametrize("width", [390, 1440])
def test_folded_endpoints_stay_in_their_cell(open_page: Open, width: int) -> None:
    cell = open_page("api/authentication/", width).locator("td:has(> .unisono-more)")
    assert box(cell)["x"] <= box(cell.locator("summary"))["x"]


@pytest.mark.parametrize("width", [390, 1440])
def test_wide_table(opened: Open, width: int) -> None:
    page = opened("wide/", width)
    page.locator(".md-typeset__scrollwrap").wait_for()
    edges = "e => { const { left, right } = e.getBoundingClientRect(); return [left, Math.min(right, innerWidth)]; }"
    text = page.locator(".md-content__inner > h1").evaluate(edges)
    table = page.locator(".md-typeset__scrollwrap").evaluate(edges)
    assert table[0] == text[0]
    assert table[1] <= page.locator(".md-content__inner").evaluate(edges)[1]
    assert page.locator("td code").evaluate_all("all => all.map((e) => e.getClientRects().length)") == [1, 1, 1]


def test_the_sites_name_stands_once_at_the_top(opened: Open) -> None:
    page = opened("books/list/")
    shown = [e.inner_text() for e in page.get_by_text("Test", exact=True).all() if e.is_visible()]
    assert shown == ["Test"]


def test_the_tab_that_the_keyboard_is_at(open_page: Open) -> None:
    page = open_page("api/orders/create_order/")
    ring = "getComputedStyle(document.querySelector('.unisono-samples .tabbed-labels'), '::after').outlineStyle"
    assert page.evaluate(ring) == "none"
    page.locator(".unisono-samples input").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(ring) == "solid"
    page.locator(".unisono-samples label").first.click()
    assert page.evaluate(ring) == "none"


def test_on_paper_the_code_comes_last(open_page: Open) -> None:
    page = open_page("api/orders/create_order/", 800)
    page.emulate_media(media="print")
    head, lead, code, prose = (box(e) for e in page.locator(".unisono-endpoint > div").all())
    for above, below in pairwise((head, lead, prose, code)):
        assert above["y"] + above["height"] <= below["y"]


def test_what_is_said_first_comes_before_the_parameters_of_the_front_matter(site: Site) -> None:
    prose = "".join(text_of(part) for part in with_class(site.page("books/list/"), "unisono-prose"))
    order = [prose.index(words) for words in ("Sorted by title.", "Show so many books", "There are none.", "The body")]
    assert order == sorted(order)


def test_pages_without_a_title(site: Site) -> None:
    assert navigation(site.page("")) == [
        "Home",
        "Heading",
        "Nameless",
        "2026",
        "Wide",
        "Books",
        "Delete a book",
        "Get",
        "List books",
    ]
    assert [next(site.page(url).iter("title")).text for url in ("nameless/", "blank/")] == ["Nameless - Test", "Heading - Test"]
