"""What an endpoint may answer: a table of statuses from what the page says, lists and shows, and tabs in their colours."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import Page

from browsing import Open, box
from sites import MakeSite, Site, endpoint, text_of, with_class

EXAMPLES = """\
~~~ json
{"id": 1}
~~~
{: title="Response" }

~~~ json
{"code": "gone"}
~~~
{: title="Response 404" }

~~~ json
{"code": "bad"}
~~~
{: title="Error 422" }
"""

SENTENCE = "### Expected Response Codes\n\n`201` when it is made, or\n`404` when *the* [order](x.md) is `gone`; `500`.\n\n"
LIST = "### Status codes\n\n200\n: It is <found>.\n\n404\n: Not there, and gone.\n\n"
PARAMETERS = "### Response Parameters\n\nid\n: (number) The id.\n\n### Response Parameters 404\n\ncode\n: (string) Why.\n\n"


def _rows(page: Element) -> list[list[str]]:
    tables = with_class(page, "unisono-answers")
    return [[text_of(cell) for cell in row] for table in tables for row in list(table.iter("tr"))[1:]]


def _page(make_site: MakeSite, body: str) -> Element:
    return make_site({"page.md": endpoint(body=body)}).page("page/")


@pytest.mark.parametrize(
    ("sentence", "meaning"),
    [
        ("`200`; a list.", "A list"),
        ("`200`: a list.", "A list"),
        ("`200`, with a list.", "With a list"),
        ("`200` – a list.", "A list"),
        ("`200` - a list.", "A list"),
        ("`200`.", ""),
        ("`200`, or `404`.", ""),
    ],
)
def test_a_meaning_begins_with_a_word(make_site: MakeSite, sentence: str, meaning: str) -> None:
    assert _rows(_page(make_site, f"### Expected Response Codes\n\n{sentence}\n"))[0][:2] == ["200 OK", meaning]


def test_from_sentences_lists_and_examples(make_site: MakeSite) -> None:
    page = _page(make_site, PARAMETERS + SENTENCE + EXAMPLES)
    assert _rows(page) == [
        ["201 Created", "When it is made", "1 parameter", "Response"],
        ["404 Not Found", "When the order is gone", "1 parameter", "Response 404"],
        ["422 Unprocessable Content", "", "", "Error 422"],
        ["500 Internal Server Error", "", "", ""],
    ]
    links = [str(link.get("href"))[1:] for link in with_class(page, "unisono-answers")[0].iter("a")]
    assert links == [
        "response.id",
        "__unisono_responses_1",
        "response-404.code",
        "__unisono_responses_2",
        "__unisono_responses_3",
    ]
    assert set(links) <= {e.get("id") for e in page.iter()}


def test_a_list_of_codes_becomes_the_table(make_site: MakeSite) -> None:
    page = _page(make_site, LIST)
    assert _rows(page) == [["200 OK", "It is <found>", "", ""], ["404 Not Found", "Not there, and gone", "", ""]]
    assert [row.get("id") for row in list(with_class(page, "unisono-answers")[0].iter("tr"))[1:]] == ["other.200", "other.404"]
    assert with_class(page, "unisono-parameters") == []


def test_without_a_heading_for_it(make_site: MakeSite) -> None:
    page = _page(make_site, PARAMETERS + EXAMPLES)
    assert [row[0] for row in _rows(page)] == ["404 Not Found", "422 Unprocessable Content"]
    assert [text_of(e).rstrip("¶") for e in page.iter("h2")][-1] == "Responses"


@pytest.mark.parametrize(
    "body",
    [
        "Text with 404 and `404`.\n",
        "### Expected Response Codes\n\n| Code | Meaning |\n|---|---|\n| 404 | Gone |\n\n" + EXAMPLES,
        "### Expected Response Codes\n\n- `404`: gone\n\n" + EXAMPLES,
        "### Expected Response Codes\n\nSee [codes](x.md).\n",
        "~~~ json\n{}\n~~~\n{: title=Response }\n",
    ],
)
def test_where_nothing_is_known_or_the_author_has_a_table(make_site: MakeSite, body: str) -> None:
    assert _rows(_page(make_site, body)) == []


def test_a_table_is_drawn_once(make_site: MakeSite) -> None:
    assert len(with_class(_page(make_site, SENTENCE + LIST + EXAMPLES), "unisono-answers")) == 1


def test_tabs_have_the_class_of_their_status(own_site: Site) -> None:
    labels = with_class(with_class(own_site.page("api/orders/create_order/"), "unisono-responses")[0], "tabbed-labels")[0]
    assert [(text_of(label), label.get("data-status")) for label in labels] == [("Response", None), ("Response 422", "4")]


def _middles(page: Page) -> tuple[float, float]:
    labels = [box(label) for label in page.locator(".unisono-responses .tabbed-labels label").all()]
    return labels[0]["y"] + labels[0]["height"] / 2, labels[1]["y"] + labels[1]["height"] / 2


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1440])
def test_from_the_table_to_the_example(open_page: Open, width: int) -> None:
    page = open_page("api/orders/create_order/", width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    word = page.locator(".unisono-answers td > a").first.evaluate(
        "e => { const r = document.createRange(); r.setStart(e.firstChild, 3); r.setEnd(e.firstChild, e.firstChild.length);"
        " return [e.textContent, r.getClientRects().length]; }"
    )
    assert word == ["22 parameters", 1]  # not broken
    first, second = _middles(page)
    assert abs(first - second) < 1
    page.locator(".unisono-answers").get_by_text("Response 422").click()
    page.locator(".unisono-responses .tabbed-block").nth(1).wait_for(state="visible")
