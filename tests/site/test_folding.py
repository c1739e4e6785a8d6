"""What folds on a page: the members of parameters all at once, long code with a count of its lines, JSON by its members.
Without scripts, on paper and in what is copied is everything. And code as Markdown, for those who ask an assistant."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page

from browsing import Open, pages
from sites import MakeSite, Site, endpoint, text_of, with_class

ORDER = "api/orders/create_order/"
VALUES = {
    "items": [{"id": number, "tags": ["a", "b"], "text": 'a "]} {'} for number in range(9)],
    "empty": {},
    "last": {"x": 1},
}
LONG = json.dumps(VALUES, indent=2)
LINES = LONG.count("\n") + 1


def _code(page: Page) -> str:
    return page.locator(".unisono-responses code").first.inner_text()


def _example(text: str, title: str = "Response") -> str:
    return f'~~~ json\n{text}\n~~~\n{{: title="{title}" }}\n\n'


def test_lines_are_counted(make_site: MakeSite) -> None:
    body = (
        _example(LONG)
        + _example("[\n" + "1,\n" * 22 + "2]", "Response 201")
        + _example("[\n" + "1,\n" * 23 + "2]", "Response 202")
    )
    found = [text_of(e) for e in with_class(make_site({"a.md": endpoint(body=body)}).page("a/"), "unisono-lines")]
    assert found == [f"Show all {LINES} lines", "Show all 25 lines"]


NESTED = "### Request Parameters\n\nbox\n: (object) It.\n\n#### Box Object\n\nlid\n: (object) It.\n\n"


def test_all_members_can_be_opened_where_there_are_several(make_site: MakeSite) -> None:
    files = {
        "one.md": endpoint("One", "/1/", body=NESTED),
        "two.md": endpoint("Two", "/2/", body=NESTED + "#### Lid Object\n\nc\n: (string) C.\n"),
        "none.md": endpoint("None", "/3/", body="### Request Parameters\n\na\n: (string) A.\n"),
    }
    site = make_site(files)
    found = {name: [text_of(e) for e in with_class(site.page(f"{name}/"), "unisono-expand")] for name in ("one", "two", "none")}
    assert found == {"one": [], "two": ["Expand all"], "none": []}


@pytest.mark.browser
def test_json_that_is_none_folds_in_linear_time(browser: Browser, make_site: MakeSite) -> None:
    """A string without an end, in which very many others may begin."""
    marks = '\\"' * 90_000
    text = f'[\n  {{\n    "a": 1\n  }},\n  "{marks}\n  {{\n    "b": 2\n  }}\n]'
    site = make_site({"a.md": endpoint(body=_example(text))})
    with pages(browser, site) as opened:
        page = opened("a/")
        page.locator(".unisono-responses code").first.hover(position={"x": 5, "y": 5})
        page.locator(".unisono-fold").first.wait_for()
        assert page.locator(".unisono-fold").count() == 2


@pytest.mark.browser
def test_expand_all_and_collapse_all(open_page: Open) -> None:
    page = open_page(ORDER)
    button = page.locator(".unisono-expand").first
    button.press("Enter")
    members = page.locator(".unisono-switch + dl").first.locator(".unisono-members")
    assert [e.get_attribute("open") for e in members.all()] == ["", "", ""]
    assert (button.inner_text(), button.get_attribute("aria-expanded")) == ("Collapse all", "true")
    assert page.locator(".unisono-members[open]").count() == 3
    page.reload()
    assert page.locator(".unisono-members[open]").count() == 3  # remembered by their names
    button.press("Enter")
    button.press("Enter")
    assert members.evaluate_all("all => all.every((e) => !e.open)")


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_long_code(open_page: Open, width: int) -> None:
    page = open_page(ORDER, width)
    button = page.locator(".unisono-responses .unisono-lines").first
    code = page.locator(".unisono-responses code").first
    assert button.inner_text() == "Show all 35 lines"
    assert code.evaluate("e => e.clientHeight < 300 && e.scrollHeight > 600")
    button.press("Enter")
    assert (button.inner_text(), button.get_attribute("aria-expanded")) == ("Show fewer lines", "true")
    assert code.evaluate("e => e.scrollHeight <= e.clientHeight + 1")
    button.click()
    assert code.evaluate("e => e.clientHeight < 300")


@pytest.mark.browser
def test_a_link_to_a_field_opens_the_code_that_has_its_value(open_page: Open) -> None:
    page = open_page(f"{ORDER}#response.gift.wrap")
    page.locator('.unisono-responses .unisono-lines[aria-expanded="true"]').wait_for()
    page.goto(page.url.partition("#")[0] + "?again#response.uuid")
    page.locator(".unisono-responses .unisono-lit").first.wait_for()
    assert page.locator('.unisono-responses .unisono-lines[aria-expanded="true"]').count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("options", [{"java_script_enabled": False}, {}])
def test_all_is_there_without_scripts_and_on_paper(open_page: Open, options: dict[str, bool]) -> None:
    page = open_page(ORDER, **options)
    if not options:
        page.locator(".unisono-responses").hover()
        page.locator(".unisono-fold").first.evaluate("e => e.click()")
        page.emulate_media(media="print")
    for code in page.locator(".unisono-responses .tabbed-block:first-child code, .unisono-request code").all():
        assert code.evaluate("e => e.scrollHeight <= e.clientHeight + 1")
    assert page.locator(":is(.unisono-lines, .unisono-expand, .unisono-fold, .unisono-markdown):visible").count() == 0
    assert '"sku": "BULB-E27-8W"' in _code(page)


CURL = "curl -X GET 'https://api.example.com/things/' -H 'Authorization: Bearer YOUR_TOKEN'"


@pytest.fixture
def long_site(make_site: MakeSite) -> Site:
    sample = f'~~~ bash\n{CURL}\n~~~\n{{: title="Curl" }}\n\n'
    parameters = "### Response Parameters\n\nlast\n: (object) L.\n\n#### Last Object\n\nx\n: (integer) X.\n\n"
    body = parameters + sample + _example(LONG) + _example("text\n{\n}\n", "Response 404")
    theme = {"name": "material", "font": False, "features": ["content.code.copy"]}
    return make_site({"a.md": endpoint("A `b`", body=body)}, theme=theme)


@pytest.mark.browser
def test_json_by_its_members(browser: Browser, long_site: Site) -> None:
    with pages(browser, long_site) as opened:
        page = opened("a/", permissions=["clipboard-read", "clipboard-write"])
        page.locator(".unisono-responses").hover()
        buttons = page.locator(".unisono-responses .tabbed-block:first-child .unisono-fold")
        buttons.first.wait_for()
        names = [button.get_attribute("aria-label") for button in buttons.all()]
        assert [name for name in names if name and name.isalpha()] == ["items", *["tags"] * 9, "last"]
        assert len(names) == 20
        items, first, tags, last = (buttons.nth(number) for number in (0, 1, 2, 19))
        tags.press("Enter")
        assert json.loads(_code(page))["items"][0]["tags"] == []
        first.press("Enter")
        items.press("Enter")
        last.press("Enter")
        assert json.loads(_code(page)) == {"items": [], "empty": {}, "last": {}}
        assert (items.get_attribute("aria-expanded"), first.is_visible()) == ("false", False)
        page.locator(".unisono-responses .md-code__button").first.click()
        page.wait_for_function("navigator.clipboard.readText().then((text) => text !== '')")
        assert json.loads(page.evaluate("navigator.clipboard.readText()")) == VALUES
        items.press("Enter")
        found = json.loads(_code(page))
        assert (found["items"][0], found["items"][1]["tags"], found["last"]) == ({}, ["a", "b"], {})
        page.evaluate("location.hash = 'response.last.x'")
        page.locator(".unisono-responses .unisono-lit", has_text="1").first.wait_for()
        assert json.loads(_code(page)) == VALUES


@pytest.mark.browser
def test_code_as_markdown(browser: Browser, long_site: Site) -> None:
    head = "# A `b`\n\n`GET https://api.example.com/things/`\n\nWords about it\n\n"
    with pages(browser, long_site) as opened:
        page = opened("a/", permissions=["clipboard-read", "clipboard-write"])
        page.locator(".unisono-own > summary").click()
        page.locator('.unisono-own [name="token"]').fill("mine-and-secret")
        page.locator(".unisono-samples .unisono-markdown").press("Enter")
        page.wait_for_function("navigator.clipboard.readText().then((text) => text.includes('## Curl'))")
        assert page.evaluate("navigator.clipboard.readText()") == f"{head}## Curl\n\n```bash\n{CURL}\n```\n"
        assert "mine-and-secret" in page.locator(".unisono-samples code").inner_text()
        page.locator(".unisono-responses .unisono-fold").first.press("Enter")
        page.locator(".unisono-responses .unisono-markdown").first.click()
        page.wait_for_function("navigator.clipboard.readText().then((text) => text.includes('## Response'))")
        assert page.evaluate("navigator.clipboard.readText()") == f"{head}## Response\n\n```json\n{LONG}\n```\n"
