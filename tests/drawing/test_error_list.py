"""The catalogue of errors: each status and code that the pages of a site tell of, with the pages that do."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import Page

from browsing import Open
from sites import MakeSite, Site, endpoint, text_of, with_class
from unisono.drawing.facts import Facts
from unisono.pages.liquid import Includes
from unisono.pages.model import EndpointPage
from unisono.pages.reading import read_page
from unisono.text.source import Source

GONE = '~~~ json\n{"code": "gone", "message": "It is <gone>."}\n~~~\n{: title="Response 404" }\n'
SECRET = '~~~ json\n{"code": "secretcode", "message": "secretmessage"}\n~~~\n{: title="Response 418" }\n'
CODES = "### Response codes\n\n`200`, `404` when it is old, or `500`.\n\n"
TABLE = "| Code | Meaning |\n|---|---|\n| 404 | Not there |\n| 200 | Done |\n"
FILES = {
    "errors.md": "# Errors\n\n<!-- unisono: errors -->\n\n## Response codes\n\n| Code | Meaning |\n|---|---|\n| 503 | Own |\n",
    "guide.md": "---\nvisibility: public\n---\n# Status codes\n\n" + TABLE,
    "orders/index.md": "<!-- unisono: errors -->",
    "orders/a.md": endpoint("A | <b>", "/a/", "1.1", body=CODES + GONE),
    "orders/b.md": endpoint(
        "B", "/b/", "1.2", body="### Response codes\n\n| Code | Meaning |\n|---|---|\n| 404 | No |\n\n" + GONE
    ),
    "orders/secret.md": endpoint("Secret", "/secret/", "1.3", "internal", SECRET),
    "other/c.md": endpoint("C", "/c/", "2", body='~~~ json\n{"errors": ["Odd"]}\n~~~\n{: title="Error" }\n'),
    "other/d.md": endpoint("D", "/d/", "3"),
}


def _rows(page: Element) -> list[list[str]]:
    return [[text_of(cell) for cell in row] for row in with_class(page, "unisono-errors")[0].iter("tr")][1:]


def test_statuses_and_codes_of_all_pages(make_site: MakeSite) -> None:
    site = make_site(FILES)
    page = site.page("errors/")
    assert _rows(page) == [
        ["404 Not Found"],
        ["", "Not there", "Status codes"],
        ["gone", "It is <gone>.", "GET A | <b> When it is oldGET B No"],
        ["500 Internal Server Error"],
        ["", "", "GET A | <b>"],
        ["Errors without a status"],
        ["", "Odd", "GET C"],
    ]
    links = [str(a.get("href")) for a in with_class(page, "unisono-errors")[0].iter("a")]
    shown = "../orders/a/#status.404"
    assert links == ["../guide/", shown, "../orders/b/", "../orders/a/#status.500", "../other/c/"]
    assert "status.404" in {e.get("id") for e in site.page("orders/a/").iter()}
    assert "Errors are documented of 3 of 4 endpoints." in text_of(page)
    assert {"status.404", "status.500", "status.none"} <= {e.get("id") for e in page.iter()}


def test_nothing_of_pages_that_are_not_for_the_audience(make_site: MakeSite) -> None:
    site = make_site(FILES)
    assert [word for word in ("secretcode", "secretmessage", "/secret/", "Teapot") if site.files_with(word)] == []
    site = make_site(FILES, unisono={"audience": ["public", "internal"]})
    assert ["secretcode", "Secretmessage", "GET Secret"] in _rows(site.page("errors/"))


def test_on_the_index_page_of_a_folder_those_below_it(make_site: MakeSite) -> None:
    assert [row[0] for row in _rows(make_site(FILES).page("orders/"))] == [
        "404 Not Found",
        "gone",
        "500 Internal Server Error",
        "",
    ]


def test_as_markdown_and_in_the_search(make_site: MakeSite) -> None:
    site = make_site(FILES)
    text = site.read("errors/index.md")
    pages = "GET [A &#124; <b>](../orders/a/index.md) (when it is old), GET [B](../orders/b/index.md) (No)"
    assert "**404 Not Found**\n\n| Code | Meaning | Endpoints |\n|---|---|---|\n|  | Not there | [Status codes]" in text
    assert f"| `gone` | It is <gone>. | {pages} |" in text
    found = [entry["location"] for entry in site.search_entries() if "gone" in entry["text"]]
    assert "errors/" in {location.partition("#")[0] for location in found}


def test_many_endpoints_of_an_error_are_folded(make_site: MakeSite) -> None:
    files = {f"p{n}.md": endpoint(f"P{n}", f"/p{n}/", f"{n}", body=GONE) for n in range(12)}
    page = make_site({"errors.md": "<!-- unisono: errors -->", **files}).page("errors/")
    table = with_class(page, "unisono-errors")[0]
    assert [text_of(e) for e in table.iter("summary")] == ["12 endpoints"]
    assert len(list(table.iter("li"))) == 12


def test_none_on_a_site_without_errors(make_site: MakeSite) -> None:
    page = make_site({"errors.md": "# E\n\n<!-- unisono: errors -->\n", "a.md": endpoint()}).page("errors/")
    assert with_class(page, "unisono-errors") == []


def test_everything_that_the_own_pages_name_is_there(own_site: Site) -> None:
    """By the statuses and codes that stand in the files, read with nothing but regular expressions."""
    docs = Path(__file__).parents[2] / "docs" / "api"
    rows = _rows(own_site.page("api/response_codes/"))
    statuses = {row[0][:3] for row in rows if len(row) == 1}
    codes = {row[0] for row in rows if len(row) == 3} - {""}
    texts = [path.read_text(encoding="utf-8") for path in docs.rglob("*.md")]
    public = [text for text in texts if "visibility: public" in text and "method:" in text]
    said = {status for text in public for status in re.findall(r"`([45]\d\d)`", text.partition("Response Codes")[2])}
    assert statuses == said | {status for text in public for status in re.findall(r"title.*Response ([45]\d\d)", text)}
    assert codes == {code for text in public for code in re.findall(r'"code": "(\w+)"', text)}


def test_everything_that_a_real_site_names_is_there(corpus: Path) -> None:
    """The numbers below headings of codes on the 138 endpoint pages, and those of the tables on pages for all of them."""
    known, told, endpoints = 0, 0, 0
    for path in sorted(corpus.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        page = read_page(Source(str(path), text), Includes(corpus / "_includes"), {})
        endpoints += isinstance(page, EndpointPage)
        text = text if text.startswith("---") else ""  # others are about how pages are written
        section = re.split(r"\n~~~|\n#", text.partition("Expected Response Codes")[2])[0]
        rows = re.findall(r"(?m)^\| (\d{3}) +\|", text) if "Response Codes" in text[:40] else []
        named = {status for status in [*re.findall(r"\b[45]\d\d\b", section), *rows] if status >= "400"}
        found = {failure.status for failure in Facts.of(page).failures}
        assert found == named, path
        known, told = known + len(named), told + bool(found)
    assert (endpoints, told, known) == (138, 7, 24)


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_from_a_status_to_the_endpoint(open_page: Open, width: int) -> None:
    page: Page = open_page("api/response_codes/#status.409", width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert 40 <= page.locator("[id='status.409']").evaluate("e => e.getBoundingClientRect().top") <= 120
    page.locator(".unisono-errors").get_by_text("Cancel Order").click()
    page.wait_for_url("**/cancel_order/#status.409")
    row = page.locator(".unisono-answers [id='status.409']")
    row.wait_for()
    assert 40 <= row.evaluate("e => e.getBoundingClientRect().top") <= 900
