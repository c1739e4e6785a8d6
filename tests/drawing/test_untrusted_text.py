"""Whatever stands in a field is shown as the text it is: it makes no element and no attribute, on no page."""

from __future__ import annotations

import json
from xml.etree.ElementTree import Element

import html5lib
import pytest

from sites import Site, build, configure, navigation, text_of, with_class, write

PAGE = """\
---
title: /things/{id}/%(path)s
name: %(name)s
position: 1
visibility: public
method: get%(method)s
description: %(description)s
right_code: |
  ~~~ json
  {"a": "%(json)s"}
  ~~~
  {: title="Response%(title)s" }
---
Prose%(prose)s.

## Parameters

%(parameter)s
: (string%(type)s) ***Required*** Description%(prose)s.

other%(attributes)s
: (%(contents)s) Description%(prose)s.

~~~ bash
curl -s 'https://api.example.com/things/1/%(sample)s'
~~~
{: title="Request%(title)s" }

~~~ bash
echo
~~~
{: title="Installation%(title)s" }
"""

NAME = (
    """<script>alert(1)</script> "'><img src=x onerror=alert(2)> &lt;b&gt; & *a* `b` {{ c }} {% d %} [TOC] [e](f)"""
    """ wzxhzdk:0 \ue0d5x\ue0d6 ![g](h) <!-- i --> { onclick="alert(3)" }"""
)

DESCRIPTION = f"About {NAME}"  # one that only repeats the name is not shown again

HOSTILE = {
    "path": """<img/src=x/onerror=alert(4)>/"onload="/'/""",
    "name": json.dumps(NAME),
    "method": '"><u>',
    "description": json.dumps(DESCRIPTION),
    "json": "</script><script>alert(5)</script>",
    "title": " </label><u>x</u>",
    "prose": " \ue0d5x \ue0d6 \ue0d5unisono:0\ue0d6",
    "parameter": "<u>`name` *a* &lt;",
    "type": "<u>*a* &lt;",
    "attributes": ' { onclick="alert(6)" }',
    "contents": "[TOC]",
    "sample": "</code><u>\x02wzxhzdk:0\x03\x02wzxhzdk:1\x03",
}

PLAIN = dict.fromkeys(HOSTILE, "") | {
    "name": "a-name-without-a-space",
    "description": "about",
    "parameter": "name",
    "contents": "string",
}

SECTION = """<b>Things</b> "'> &lt;"""


def _site(folder: str, values: dict[str, str], section: str, factory: pytest.TempPathFactory) -> Site:
    where = factory.mktemp(folder)
    write(where / "docs", {"index.md": "# Home\n", "things/page.md": PAGE % values})
    theme = {"name": "material", "font": False, "features": ["navigation.footer", "toc.integrate"]}
    extensions = ["toc", "pymdownx.superfences", "md_in_html", "footnotes", "abbr"]
    settings = {"theme": theme, "markdown_extensions": extensions, "unisono": {"titles": {"things": section}}}
    return build(configure(where, **settings), where / "site")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return _site("hostile", HOSTILE, SECTION, tmp_path_factory)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return _site("plain", PLAIN, "Things", tmp_path_factory)


def _shape(element: Element) -> list[tuple[str, tuple[str, ...]]]:
    """The tags and attributes in order, without those that colour code, let paths break and show the base URL."""
    found = [(element.tag, tuple(sorted(element.attrib)))]
    if element.tag not in ("pre", "title", "wbr"):
        for child in element:
            needs_an_understood_sample = child.get("class") in ("unisono-base", "unisono-own", "unisono-kept")
            found += _shape(child) if child.tag != "wbr" and not needs_an_understood_sample else []
    return found


@pytest.mark.parametrize("url", ["", "things/page/"])
def test_no_element_and_no_attribute_is_made(hostile: Site, plain: Site, url: str) -> None:
    assert _shape(hostile.page(url)) == _shape(plain.page(url))


def test_code_holds_nothing_but_spans(hostile: Site) -> None:
    for block in hostile.page("things/page/").iter("pre"):
        assert {e.tag for e in block.iter()} <= {"pre", "code", "span"}


def test_text_is_shown_as_it_is(hostile: Site) -> None:
    page = hostile.page("things/page/")
    assert text_of(next(page.iter("h1"))) == NAME
    assert [e.text for e in with_class(page, "unisono-description")] == [DESCRIPTION]
    assert {e.text for e in with_class(page, "unisono-method")} == {'GET"><U>'}
    assert text_of(with_class(page, "unisono-path")[0]) == '/things/{id}/<img/src=x/onerror=alert(4)>/"onload="/\'/'
    assert [text_of(e) for e in page.iter("label") if e.get("for", "").startswith("__unisono")] == [
        "Request </label><u>x</u>",
        "Response </label><u>x</u>",
    ]
    assert [e.text for e in with_class(page, "filename")] == ["Installation </label><u>x</u>"]
    terms = [[text_of(part) for part in term] for term in page.iter("dt")]
    assert terms == [["<u>`name` *a* &lt;", "string<u>*a* &lt;", "required"], ['other { onclick="alert(6)" }', "[TOC]"]]


def test_private_use_characters_stay(hostile: Site) -> None:
    prose = [text_of(e) for e in with_class(hostile.page("things/page/"), "unisono-prose")]
    assert prose[0].strip() == "Prose \ue0d5x \ue0d6 unisono:0\ue0d6."


def test_titles_in_the_navigation_of_other_pages(hostile: Site) -> None:
    assert navigation(hostile.page("")) == ["Home", SECTION, NAME]


def test_document_title_and_description(hostile: Site) -> None:
    page = hostile.page("things/page/")
    assert next(page.iter("title")).text == f"{NAME} - Test"
    described = [e.get("content") for e in page.iter("meta") if e.get("name") == "description"]
    assert described == [DESCRIPTION]


def test_search_entries(hostile: Site) -> None:
    """Material inserts titles and texts as HTML."""
    for entry in hostile.search_entries():
        for part in (entry["title"], entry["text"]):
            fragment = html5lib.HTMLParser(namespaceHTMLElements=False).parseFragment(part)
            assert {e.tag for e in fragment.iter()} <= {"DOCUMENT_FRAGMENT", "p", "pre", "code", "h2", "dl", "dt", "dd"}
            assert [e.attrib for e in fragment.iter() if e.attrib] == []


def test_placeholders_of_python_markdown_are_text(hostile: Site) -> None:
    samples = with_class(hostile.page("things/page/"), "unisono-samples")[0]
    assert "</code><u>wzxhzdk:0wzxhzdk:1" in text_of(samples)
