"""Finding one's way on an endpoint's page: the menu of its sections, links into objects, the response beside a long request."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from browsing import Open, box
from sites import MakeSite, Site, endpoint, text_of, with_class

ORDER = "api/orders/create_order/"


def test_sections_are_listed(own_site: Site) -> None:
    page = own_site.page(ORDER)
    links = list(with_class(page, "unisono-contents")[0].iter("a"))
    assert [text_of(link) for link in links] == [
        "Request Parameters",
        *("Item Object", "Address Object", "Gift Object"),
        "Response Parameters",
        *("Item Object", "Address Object", "Gift Object"),
        "Expected Response Codes",
    ]
    ids = {e.get("id") for e in page.iter()}
    assert {str(link.get("href"))[1:] for link in links} <= ids
    assert with_class(own_site.page("site/"), "unisono-contents") == []


def test_a_page_of_one_section_has_no_menu(make_site: MakeSite) -> None:
    site = make_site(
        {"one.md": endpoint(body="## One\n\nText."), "two.md": endpoint("B", "/b/", body="## *A* & `<b>`\n\n## B\n")}
    )
    assert with_class(site.page("one/"), "unisono-contents") == []
    assert [text_of(e) for e in with_class(site.page("two/"), "unisono-contents")[0].iter("a")] == ["A & <b>", "B"]


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1440])
def test_menu(open_page: Open, width: int) -> None:
    page = open_page(ORDER, width)
    menu = page.locator(".unisono-contents")
    link = menu.get_by_text("Response Parameters")
    heading, tools = box(page.locator("h1")), box(menu)
    text = page.locator("h1").evaluate(
        "e => { const r = document.createRange(); r.selectNodeContents(e.firstChild); return r.getBoundingClientRect().right; }"
    )
    assert text <= tools["x"] or tools["y"] + tools["height"] <= heading["y"]
    menu.locator("summary").press("Enter")
    area = box(menu.locator("nav"))
    assert area["x"] >= 0
    assert area["x"] + area["width"] <= width
    page.keyboard.press("Escape")
    assert not link.is_visible()
    menu.locator("summary").click()
    link.click()
    assert page.url.endswith("#response-parameters")
    assert not link.is_visible()
    assert 0 <= box(page.locator("#response-parameters"))["y"] < 200
    menu.locator("summary").evaluate("e => e.click()")
    page.mouse.click(5, 500)
    assert menu.get_attribute("open") is None


@pytest.mark.browser
def test_menu_without_scripts(open_page: Open) -> None:
    page = open_page(ORDER, java_script_enabled=False)
    page.locator(".unisono-contents > summary").click()
    page.locator(".unisono-contents a").first.click()
    assert page.url.endswith("#request-parameters")


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1024, 1440])
@pytest.mark.parametrize("name", ["request.address.postal_code", "response.address.country", "response.items.unit_price"])
def test_a_link_into_an_object_shows_its_parent(open_page: Open, name: str, width: int) -> None:
    page = open_page(f"{ORDER}#{name}", width)
    row, parent = (page.locator(f"[id='{one}'] > dt .unisono-name") for one in (name, name.rpartition(".")[0]))
    row.wait_for(state="visible")
    page.wait_for_timeout(100)
    below = box(page.locator(".md-header"))["height"]
    above = box(parent)
    assert below <= above["y"]
    assert above["y"] + above["height"] <= box(row)["y"] <= 500
    on_top = "e => { const r = e.getBoundingClientRect(); return e.contains(document.elementFromPoint(r.x + 2, r.y + 4)); }"
    assert parent.evaluate(on_top)


def _lit(page: Page) -> list[str]:
    return [e.inner_text() for e in page.locator(".unisono-code .unisono-lit").all() if e.is_visible()]


@pytest.mark.browser
def test_the_value_of_a_linked_parameter_is_lit(open_page: Open) -> None:
    page = open_page(f"{ORDER}#response-422.errors")
    page.goto(page.url.replace("response-422.errors", "response.address.country"))
    page.wait_for_timeout(100)
    value = page.locator(".unisono-responses .unisono-lit")
    assert _lit(page) == ['"PT"']
    area, code = box(value.first), box(page.locator(".unisono-code"))
    assert code["y"] <= area["y"] <= code["y"] + code["height"]
    page.locator("[id='request.reference']").hover()
    assert any("PO-20417" in value for value in _lit(page))
    page.mouse.move(2, 450)
    assert _lit(page) == ['"PT"']


@pytest.mark.browser
def test_the_response_is_in_view_beside_a_long_request(open_page: Open) -> None:
    page = open_page(ORDER)
    for label in page.locator(".unisono-samples .tabbed-labels label").all():
        label.click()
        response = box(page.locator(".unisono-responses"))
        assert response["y"] < 700, label.inner_text()
