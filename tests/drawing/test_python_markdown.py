"""The extension on its own, in any host that runs Python-Markdown, and beside other extensions."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import markdown
import pytest
from click.testing import CliRunner

from sites import MakeSite, endpoint, text_of, with_class, write
from unisono.checking.check import check
from unisono.checking.settings import Settings
from unisono.cli import main
from unisono.drawing.attributes import _OF_A_LINK, _hidden, split_lists
from unisono.drawing.host import CURRENT, Given
from unisono.pages.liquid import Includes
from unisono.pages.reading import read_page
from unisono.text.source import Source

PAGE = """\
---
title: /orders/{id}/
name: Get Order
method: get
description: One order
---
Before the sections.

### Request Parameters

id
: (string) ***Required*** Which *order*.

### After

| a | b |
|---|---|
| c | d |

~~~ bash
curl https://api.example.com/orders/1/
~~~
{: title="Curl" }
"""

ORDINARY = "# Title\n\nText with `code`.\n\nTerm\n:   Definition\n\n~~~ bash\nls\n~~~\n"


def _parse(html: str) -> Element:
    root: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(html)
    return root


def _convert(text: str, *extensions: str) -> Element:
    return _parse(markdown.markdown(text, extensions=["unisono", "attr_list", "tables", *extensions]))


def _endpoint(body: str, *extensions: str) -> Element:
    return _convert(endpoint(body=body), *extensions)


def test_endpoint_page() -> None:
    root = _convert(PAGE)
    article = with_class(root, "unisono-endpoint")[0]
    assert [e.text for e in article.iter("h1")] == ["Get Order"]
    assert [e.text for e in article.iter("h2")] == ["Request Parameters", "After"]
    assert text_of(with_class(article, "unisono-path")[0]) == "/orders/{id}/"
    assert text_of(next(article.iter("dd"))).strip() == "Which order."
    assert [e.text for e in article.iter("td")] == ["c", "d"]
    assert [text_of(e) for e in with_class(article, "tabbed-labels")[0]] == ["Curl"]


@pytest.mark.parametrize("text", [ORDINARY, "", "\n", "---\n\nA thematic break above.\n", "---\nname: never closed\n\nText.\n"])
def test_ordinary_markdown_is_left_alone(text: str) -> None:
    others = ["attr_list", "tables", "def_list", "fenced_code"]
    assert markdown.markdown(text, extensions=["unisono", *others]) == markdown.markdown(text, extensions=others)


@pytest.mark.parametrize("reset", [True, False])
def test_conversions_with_one_instance_are_independent(reset: bool) -> None:
    md = markdown.Markdown(extensions=["unisono", "attr_list", "tables"])
    found = []
    for text in (PAGE, ORDINARY, PAGE, ORDINARY.replace("Text", "\ue0d5unisono:0\ue0d6")):
        found.append(md.convert(text))
        if reset:
            md.reset()
    assert "unisono" not in found[1]
    assert found[0].count("unisono-endpoint ") == found[2].count("unisono-endpoint ") == 1
    assert "unisono-parameter" not in found[3]


def test_a_conversion_within_a_conversion_is_not_the_page() -> None:
    """As documentation generators do it, with the site's extensions."""
    page = read_page(Source("page.md", PAGE), Includes(None))
    inner: list[str] = []

    class Nested(markdown.preprocessors.Preprocessor):
        def run(self, lines: list[str]) -> list[str]:
            inner.append(markdown.markdown("Inner *text*", extensions=["unisono"]))
            return lines

    md = markdown.Markdown(extensions=["unisono"])
    md.preprocessors.register(Nested(md), "nested", 10)
    CURRENT.set(Given(page, check(page), Settings()))
    assert "Get Order" in md.convert("whatever")
    assert inner == ["<p>Inner <em>text</em></p>"]
    assert CURRENT.get() is None


def test_page_without_sections() -> None:
    root = _endpoint('One.\n\nTwo.\n\n~~~ bash\ncurl https://api.example.com/things/\n~~~\n{: title="Curl" }')
    assert [str(e.get("class")).split()[-1] for e in root[0]] == ["unisono-head", "unisono-lead", "unisono-code"]


def test_page_that_starts_with_a_section() -> None:
    root = _endpoint('## One\n\nTwo.\n\n~~~ bash\ncurl https://api.example.com/things/\n~~~\n{: title="Curl" }')
    assert [str(e.get("class")).split()[-1] for e in root[0]] == ["unisono-head", "unisono-code", "unisono-prose"]


def test_page_without_body() -> None:
    root = _convert("---\ntitle: /things/\nmethod: get\n---")
    assert [str(e.get("class")) for e in root[0]] == ["unisono-head"]


def test_ordinary_page_with_code_beside() -> None:
    text = '---\ntitle: T\nright_code: |\n  ~~~ json\n  {}\n  ~~~\n  {: title="Example" }\n---\n# T\n\nText.\n\n## S\n\nMore.\n'
    root = _convert(text)
    assert root[0].get("class") == "unisono-page unisono-columns"
    assert [e.tag for e in root[0][0]] == ["h1", "p"]
    assert [e.tag for e in root[0][2]] == ["h2", "p"]


def test_notes() -> None:
    root = _endpoint("A note.\n{: .info }\n\nTwo in a row.\n{: .warning }\nText at once.\n{: .error }\nAnd *more*.")
    assert [(e.text, e.get("class")) for e in root.iter("p")][-4:] == [
        ("A note.", "info"),
        ("Two in a row.", "warning"),
        ("Text at once.", "error"),
        ("And ", None),
    ]


TABLE = "| a |\n|---|\n| b |"


@pytest.mark.parametrize(
    ("block", "tag"),
    [
        ("Text\nof two lines.", "p"),
        ("- one\n- two", "ul"),
        ("1. one\n2. two", "ol"),
        ("> Quoted.", "blockquote"),
        (TABLE, "table"),
        ("### Head", "h2"),
        ("Head\n----", "h2"),
        ("    code", "pre"),
        ("one\n: First.", "dl"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_attributes_of_a_block(block: str, tag: str, line_end: str) -> None:
    """A list directly above a block is its own, and so is one directly below (kramdown, block IALs)."""
    ahead = _endpoint(f'Before.\n\n{{: .info #there title="A b" }}\n{block}\n\nAfter.'.replace("\n", line_end))
    found = [e for e in ahead.iter() if e.get("id") == "there"]
    assert [(e.tag, e.get("title")) for e in found] == [(tag, "A b")]
    assert "info" in str(found[0].get("class")).split()
    assert "{:" not in text_of(ahead)
    if tag in ("dl", "pre"):
        return  # there, as in Python-Markdown, what stands below is a part of the description, or of the code
    below = _endpoint(f"Before.\n\n{block}\n{{: .info #there }}\nAt once.".replace("\n", line_end))
    assert [(e.tag, e.get("class")) for e in below.iter() if e.get("id") == "there"] == [(tag, "info")]
    assert [e.text for e in below.iter("p") if not e.get("class")][-1] == "At once."
    assert "{:" not in text_of(below)


def test_attributes_between_blocks() -> None:
    root = _endpoint("One.\n{: .a }\n{: .b }\nTwo.\n\n{: .c }\n\nThree.\n\n{:ref: .d }\nFour.\n\n{:toc}\nFive.\n\n{: .e }\n")
    shown = [(e.text, e.get("class")) for e in root.iter("p")][-5:]
    assert shown == [("One.", "a b"), ("Two.", None), ("Three.", None), ("Four.", None), ("Five.", None)]
    assert "{:" not in text_of(root)


def test_attributes_within_blocks() -> None:
    root = _endpoint("> {: .a }\n> Quoted.\n\n- {: .b } One\n- Two\n\none\n: First.\n\n    {: .c }\n    More.\n")
    assert [(e.tag, (e.text or "").strip()) for e in root.iter() if e.get("class") in ("a", "b", "c")] == [
        ("p", "Quoted."),
        ("li", "One"),
        ("p", "More."),
    ]


@pytest.mark.parametrize("code", ["~~~ bash\nls\n~~~", "```\nls\n```"])
def test_attributes_above_code(code: str) -> None:
    root = _endpoint(f'Text.\n\n{{: .x title="Install" }}\n{code}\n\nText.', "pymdownx.superfences")
    assert [e.text for e in with_class(root, "filename")] == ["Install"]
    assert "{:" not in text_of(root)
    assert (
        [e.tag for e in with_class(root, "unisono-lead")[0]] == ["p", "div", "p"] if with_class(root, "unisono-lead") else True
    )


def test_attributes_above_a_sample() -> None:
    root = _endpoint('Text.\n\n{: title="Curl" }\n~~~ bash\ncurl https://api.example.com/things/\n~~~\n')
    assert [text_of(e) for e in with_class(root, "tabbed-labels")[0]] == ["Curl"]
    assert "{:" not in text_of(root)


TEXTS = [
    '{ "ok": "https://a.example/", "bad": "https://b.example/" }',
    '{"a": {"b": [1, 2]}}',
    "{id}",
    "{ id }",
    "{user-id}",
    "{status=active}",
    "{a, b}",
    "{ a: 1 }",
    "{1, 2}",
    "{{ .Values.x }}",
    "{...}",
    "{}",
]


@pytest.mark.parametrize("braces", TEXTS)
@pytest.mark.parametrize("by_site", [True, False])
def test_braces_that_are_text_stay(braces: str, by_site: bool) -> None:
    where = ["td", "th", "dt", "dd", "p", "li", "h2"]
    text = (
        f"| One {braces} |\n|---|\n| Two {braces} |\n\nTerm {braces}\n:   Three {braces}\n\nFour\n{braces}\n\n"
        f"- Five\n  {braces}\n\n## Six {braces}\n\n`Seven`{braces} and *Eight*{braces}\n"
    )
    page = text if by_site else "---\ntitle: T\n---\n" + text
    root = _convert(page, "def_list")
    assert text_of(root).count(braces) == 9 - (braces == "{status=active}")  # which is one at the end of a heading
    assert [e.tag for e in root.iter() if e.tag in where and e.keys()] == ["h2"] * (braces == "{status=active}")


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("[Send](#){ .md-button .md-button--primary }", {"class": "md-button md-button--primary", "href": "#"}),
        ("[Send](#){ data-preview }", {"data-preview": "data-preview", "href": "#"}),
        ("[Send](#){: target=_blank }", {"target": "_blank", "href": "#"}),
        ("![i](a.png){ width=300 loading=lazy }", {"alt": "i", "src": "a.png", "width": "300", "loading": "lazy"}),
        ("`code`{ .x } and {b}", {"class": "x"}),
        ("*Word*{ .x hidden }", {"class": "x", "hidden": "hidden"}),
        ("Text\n{ .annotate }", {"class": "annotate"}),
        ("- One\n{ .annotate }", {"class": "annotate"}),
        ("## Head {#there}", {"id": "there"}),
        ("## Head { data-toc-label='x' }", {"data-toc-label": "x"}),
        ("| a |\n|---|\n| b { .x } |", {"class": "x"}),
        ("| a |\n|---|\n| Use {id} { .x } |", {"class": "x"}),
    ],
)
def test_lists_as_in_the_manual_of_material(text: str, attributes: dict[str, str]) -> None:
    root = _convert(text)
    found = [e.attrib for e in root.iter() if e.attrib]
    assert [{name: value or name for name, value in each.items()} for each in found] == [attributes]
    assert "{ " not in text_of(root)


@pytest.mark.parametrize("part", ["{ .a ", "{ a=b ", "{.a}{", '{ a="', "{: .a }\n", "{{ ", "{ .a .a"])
def test_braces_take_linear_time(part: str) -> None:
    text = "Text\n" + part * 20_000
    assert len(_hidden(text, _OF_A_LINK, _OF_A_LINK)) == len(text)
    assert list(split_lists(text, goes_on=False, is_followed=False))


def test_attributes_below_a_list_item_and_a_table() -> None:
    root = _endpoint("- one\n{: .x }\n- two\n\n| a |\n|---|\n| b |\n")
    assert len(list(root.iter("ul"))) == 1
    assert [e.text for e in root.iter("td")] == ["b"]


def test_code_blocks_of_the_prose() -> None:
    body = '~~~ bash\nls <b>\n~~~\n{: title="Install & run" }\n\n~~~ nonsense\nx\n~~~\n{: .note }\n\n~~~ bash\nplain\n~~~\n'
    root = _endpoint(body, "pymdownx.superfences")
    assert [e.text for e in with_class(root, "filename")] == ["Install & run"]
    assert [text_of(e) for e in root.iter("pre")] == ["ls <b>\n", "x\n", "plain\n"]


@pytest.mark.parametrize(
    ("description", "tags"),
    [
        ("Plain", ["p"]),
        ("One.\n\n    Two.", ["p", "p"]),
        ("One\n    goes on.", ["p"]),
        ("One:\n\n    - a\n    - b", ["p", "ul"]),
        ("One:\n\n    ~~~ json\n    {}\n    ~~~", ["p", "div"]),
        ("One:\n\n        code", ["p", "pre"]),
        ("One:\n\n    | a | b |\n    |---|---|\n    | c | d |", ["p", "table"]),
        ("One:\n\n    !!! note\n        Two.", ["p", "div"]),
        ("One.\n\n    <div>Two</div>", ["p", "div"]),
        ("<a href='https://example.org/'>One</a>", ["p"]),
        ("One.\n{: .info }", ["p"]),
        ("", []),
    ],
)
def test_description_of_a_parameter_is_markdown(description: str, tags: list[str]) -> None:
    root = _endpoint(f"one\n: (string) {description}\n\ntwo\n: Last", "pymdownx.superfences", "admonition")
    first, last = root.iter("dd")
    assert [e.tag for e in first] == tags
    assert text_of(last).strip() == "Last"


def test_html_without_an_end_swallows_no_more_than_elsewhere() -> None:
    text = endpoint(body="One.\n\na\n: First.\n\nb\n: <div>Second\n\nc\n: Third\n")
    html = markdown.markdown(text, extensions=["unisono"])
    assert html.index("First.") < html.index("<div>Second") < html.index("Third")
    assert "unisono:" not in html


def test_footnotes_abbreviations_and_anchors() -> None:
    body = "Text[^1] of API.\n\n## Section\n\na\n: Also[^1] [there](#section).\n\n[^1]: The note.\n\n*[API]: Interface\n"
    root = _endpoint(body, "footnotes", "abbr", "toc")
    assert [e.get("id") for e in root.iter("h1")] == ["get-thing"]
    assert [e.get("id") for e in root.iter("h2")] == ["section"]
    assert len(list(root.iter("sup"))) == 2
    assert [e.get("title") for e in root.iter("abbr")] == ["Interface"]
    assert "The note." in text_of(with_class(root, "footnote")[0])


def test_snippets_in_prose_and_descriptions(make_site: MakeSite, tmp_path: Path) -> None:
    (tmp_path / "snippet.md").write_text("Text of a **snippet**.\n", encoding="utf-8")
    body = '--8<-- "snippet.md"\n\n## Parameters\n\none\n: First.\n\n    --8<-- "snippet.md"\n'
    extensions = [{"pymdownx.snippets": {"base_path": [str(tmp_path)], "check_paths": True}}]
    site = make_site({"page.md": endpoint(body=body)}, markdown_extensions=extensions)
    assert [e.text for e in site.page("page/").iter("strong")] == ["snippet", "snippet"]


def test_links_are_checked_and_rewritten(make_site: MakeSite) -> None:
    body = "[Home](index.md), [gone](nowhere.md)\n\n## Parameters\n\none\n: [Home](index.md#home), [lost](lost.md)\n"
    site = make_site({"page.md": endpoint(body=body)})
    links = [e.get("href") for e in with_class(site.page("page/"), "unisono-endpoint")[0].iter("a")]
    assert links == ["../", "nowhere.md", "#query.one", "../#home", "lost.md"]
    assert [w.partition("contains a link ")[2].split(",")[0] for w in site.warnings] == ["'nowhere.md'", "'lost.md'"]


def test_what_other_plugins_write_into_a_page_is_kept(make_site: MakeSite, tmp_path: Path) -> None:
    (tmp_path / "hook.py").write_text(
        "def on_page_markdown(markdown, **_):\n    return markdown.replace('MARK', 'put in *later*')\n", encoding="utf-8"
    )
    files = {
        "endpoint.md": endpoint(body="MARK\n\none\n: MARK\n"),
        "ordinary.md": "---\ntitle: T\n---\n# T\n\nMARK {{ site.word }}\n",
    }
    site = make_site(files, hooks=[str(tmp_path / "hook.py")], unisono={"site": {"word": "value"}})
    assert [e.text for e in site.page("endpoint/").iter("em")] == ["later", "later"]
    assert [e.text for e in site.page("ordinary/").iter("em")] == ["later"]
    assert "value" in text_of(site.page("ordinary/"))


def test_line_ends_and_a_byte_order_mark(make_site: MakeSite, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.md").write_bytes(
        b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").replace("get\r", "get\r\nvisibility: public\r").encode()
    )
    page = make_site({}).page("page/")
    assert [e.text for e in page.iter("h2")] == ["Request Parameters", "After"]
    assert "Which order." in text_of(page)


def test_dots_in_an_id() -> None:
    """Material's tags plugin marks the place of its list by a heading with the page's path for an id."""
    text = f"{endpoint()}\n## name {{ #tags.md:9-28/slug }}\n\nText {{ .b }} and {{ .Values.a }}"
    html = markdown.markdown(text, extensions=["unisono", "attr_list"])
    assert '<h2 id="tags.md:9-28/slug">name</h2>' in html
    assert "{ .Values.a }" in html


UNSET = '~~~ bash\ncurl "{{ site.api_url }}/things/"\n~~~\n{: title="Curl" }\n'


@pytest.mark.parametrize(
    ("settings", "outcome"),
    [
        ({}, "agree"),  # nobody says what the values are
        ({"mkdocs.yml": "site_name: Things\nplugins: [unisono]\n"}, "invalid"),
        ({"unisono.toml": "[site]\napi_url = 'https://api.example.com'\n"}, "agree"),
        (
            {"unisono.toml": "[site]\napi_url = 'https://api.example.com/?at='\n"},
            "disagree",
        ),
    ],
)
def test_page_is_drawn_as_it_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], outcome: str
) -> None:
    write(tmp_path, {**settings, "docs/things.md": endpoint(path="/things/", body=UNSET)})
    monkeypatch.chdir(tmp_path)
    report = CliRunner().invoke(main, ["check", "--no-cache", "docs"]).output
    words = {"agree": "1 agree", "invalid": "1 cannot run", "disagree": "1 disagree"}
    assert words[outcome] in report
    seals = with_class(_convert(Path("docs/things.md").read_text(encoding="utf-8")), "unisono-seal")
    assert [seal.get("data-outcome") for seal in seals] == [outcome]
