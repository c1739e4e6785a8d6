"""Parameters and their values in the code: the marks, and how they light up."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import html5lib
import markdown
import pytest
from playwright.sync_api import Page

from browsing import Open
from sites import Site, text_of, with_class
from unisono.drawing.highlight import Mark, code_html
from unisono.pages.sent import path_values
from unisono.text.source import Source, Text
from unisono.wire.request import Request
from unisono.wire.target import read_target

ORDER = "api/orders/create_order/"


def _values(page: Element, block: str, name: str) -> list[list[str]]:
    """The marked values, by tab."""
    tabs = with_class(with_class(page, block)[0], "tabbed-block")
    return [[text_of(e) for e in tab.iter("span") if e.get("data-unisono") == name] for tab in tabs]


def test_values_of_the_content(own_site: Site) -> None:
    page = own_site.page(ORDER)
    assert _values(page, "unisono-samples", "request.address.city") == [["Porto"]] * 4
    assert _values(page, "unisono-samples", "request.items.sku") == [["LAMP-OAK-01", "BULB-E27-8W"]] * 4
    assert _values(page, "unisono-samples", "request.gift.wrap") == [["true"], ["true"], ["True"], ["true"]]
    assert _values(page, "unisono-request", "request.address.city") == [['"Porto"']]
    assert _values(page, "unisono-responses", "response.address.city")[0] == ['"Porto"']


def test_values_of_the_path_and_the_query(own_site: Site) -> None:
    number = "7d0c1f4e-93ab-4c52-8a6f-2b1e5d904c37"
    assert _values(own_site.page("api/orders/get_order/"), "unisono-samples", "path.order_uuid") == [[number]] * 4
    found = _values(own_site.page("api/orders/list_orders/"), "unisono-samples", "query.status")
    assert found == [["open"]] * 4


@pytest.mark.parametrize(
    ("declared", "path", "values"),
    [
        ("/orders/{id}/items/{sku}", "/v1/orders/7/items/a", {"sku": "a", "id": "7"}),
        ("/repos/{owner}/contents/{path...}", "/v1/repos/ann/contents/docs/a.md", {"owner": "ann", "path": "docs/a.md"}),
        ("/files/{path*}/at/{ref}", "/files/docs/a.md/at/main", {"path": "docs/a.md", "ref": "main"}),
        ("/v1/{name=projects/*}/x", "/v1/projects/p/x", {"name": "projects/p"}),
        ("/files/{path*}", "/other/docs/a.md", {}),
    ],
)
def test_values_of_path_parameters(declared: str, path: str, values: dict[str, str]) -> None:
    target = read_target(Text.of(Source("page.md", declared)))
    url = Text.of(Source("sample.sh", f"https://api.example.com{path}"))
    assert target
    assert {name: value.value for name, value in path_values(Request(url, url, (), None, url.span()), target)} == values


def test_every_mark_is_of_a_parameter(own_site: Site) -> None:
    for url in own_site.pages():
        page = own_site.page(url)
        names = {row.get("id") for row in with_class(page, "unisono-parameter")}
        assert {e.get("data-unisono") for e in page.iter("span")} - {None} <= names


@pytest.mark.parametrize(
    ("marks", "html"),
    [
        ([], "<s>'a b'</s>"),
        ([(0, 5)], "<span x><s>'a b'</s></span>"),
        ([(1, 2)], "<s>'</s><span x><s>a</s></span><s> b'</s>"),
        ([(1, 2), (1, 4)], "<s>'</s><span x><span x><s>a</s></span><s> b</s></span><s>'</s>"),
        ([(0, 3), (2, 5)], "<span x><s>'a </s></span><s>b'</s>"),
        ([(4, 9), (-1, 2), (3, 3)], "<s>'a b'</s>"),
    ],
)
def test_marks_in_code(marks: list[tuple[int, int]], html: str) -> None:
    found = code_html("'a b'", "python", marks=[Mark(start, end, "x") for start, end in marks])
    inside = html.replace("<s>", '<span class="s1">').replace("</s>", "</span>")
    assert found == f'<div class="highlight"><pre><span></span><code>{inside}\n</code></pre></div>'


def test_marks_go_across_tokens() -> None:
    html = code_html("\n\na = [1, 2]", "python", marks=[Mark(6, 12, "x")])
    inside = html.partition("<span x>")[2]
    assert inside.startswith('<span class="p">[</span><span class="mi">1</span>')
    assert inside.endswith('<span class="p">]</span></span>\n</code></pre></div>')


def test_code_that_a_lexer_changes_has_no_marks() -> None:
    assert "<span x>" not in code_html("\ufeffa b", "text", marks=[Mark(0, 1, "x")])


def _lit(page: Page, block: str) -> list[str]:
    return page.locator(f".unisono-{block} .unisono-lit").all_text_contents()


@pytest.mark.browser
def test_values_light_up(open_page: Open) -> None:
    page = open_page(ORDER)
    page.locator("[id='request.reference'] > dd").hover()
    assert _lit(page, "samples") == ["PO-20417"] * 4
    assert _lit(page, "request") == ['"PO-20417"']
    page.locator("[id='request.tags'] .unisono-name").focus()
    assert _lit(page, "request") == ['["web", "priority"]']
    assert "priority" in "".join(_lit(page, "samples"))
    assert "PO-20417" not in "".join(_lit(page, "samples"))
    page.locator("h1").hover()
    assert _lit(page, "code") == []


ANNOTATED = """\
---
title: /orders/
name: Create Order
method: post
right_code: |
  ~~~ {label}
  // An order
  {{
    "sku": "LAMP", // it's "ours", see https://example.com
    "items": [{{"count": 2 /* of them */,}},], # all
  }}
  ~~~
  {{: title="Request" }}
---

### Request Parameters

sku
: (string) What.

items.count
: (integer) How many.

~~~ bash
curl https://api.example.com/orders/ --json '{{"sku": "LAMP", "items": [{{"count": 2}}]}}'
~~~
{{: title="Curl" }}
"""


@pytest.mark.parametrize("label", ["json", "jsonc", "js"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_values_in_annotated_json(label: str, line_end: str) -> None:
    text = ANNOTATED.format(label=label)
    written = text[text.index("// An order") : text.index("  ~~~\n  {:")].replace("\n  ", "\n").rstrip()
    html = markdown.markdown(text.replace("\n", line_end), extensions=["unisono"])
    page = html5lib.parseFragment(html, namespaceHTMLElements=False)
    (example,) = with_class(with_class(page, "unisono-request")[0], "tabbed-block")
    assert text_of(next(example.iter("code"))) == written + "\n"
    marked = [(e.get("data-unisono"), text_of(e)) for e in example.iter("span") if e.get("data-unisono")]
    assert marked == [("request.sku", '"LAMP"'), ("request.items.count", "2")]


def test_marks_in_code_with_other_line_ends() -> None:
    code = '\r\n{\r\n"a": 1,\r\n"b":\r\n2}\r\n'
    at = code.index("2")
    assert '"b"</span><span class="p">:\n</span><span x><span class="mi">2</span></span>' in code_html(
        code, "json", marks=[Mark(at, at + 1, "x")]
    )
