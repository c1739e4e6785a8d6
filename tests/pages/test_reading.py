"""From a file's text to the model of a page: every part of it, and where in the file it is."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from exactness import assert_exact, place, shown
from unisono.pages.blocks import CodeBlock, Comment, Heading, Prose, read_blocks
from unisono.pages.frontmatter import MAX_DEPTH, FrontMatterError, Mapping, PositionedYAMLHandler, Scalar, Sequence, Value
from unisono.pages.liquid import Includes
from unisono.pages.model import EndpointPage, Example, ExampleKind, Page, Sample
from unisono.pages.parameters import Place
from unisono.pages.position import read_position
from unisono.pages.reading import read_page
from unisono.text.json import Node
from unisono.text.source import Source, Text
from unisono.wire.target import read_target


def page_of(text: str, includes: Path | None = None, site: dict[str, str] | None = None) -> Page:
    return read_page(Source("page.md", text), Includes(includes), site)


def endpoint_of(text: str, includes: Path | None = None) -> EndpointPage:
    page = page_of(text, includes)
    assert isinstance(page, EndpointPage)
    return page


def problems_of(page: Page) -> list[tuple[str, int, int]]:
    return [(problem.rule, problem.span.line, problem.span.column) for problem in page.problems]


def front_matter_of(yaml_text: str) -> Mapping:
    handler = PositionedYAMLHandler(Source("page.md", f"---\n{yaml_text}\n---\n"))
    parts = handler.split_text()
    assert parts is not None
    return handler.load_text(parts[0])


class TestBoundaries:
    @pytest.mark.parametrize(
        ("text", "body"),
        [
            ("---\ntitle: /a/\nmethod: get\n---", ""),
            ("---\ntitle: /a/\nmethod: get\n---\n", ""),
            ("---\ntitle: /a/\nmethod: get\n---\n\nBody\n", "\nBody\n"),
            ("---\r\ntitle: /a/\r\nmethod: get\r\n---\r\nBody\r\n", "Body\r\n"),
            ("---\rtitle: /a/\rmethod: get\r---\rBody\r", "Body\r"),
            ("--- \t\ntitle: /a/\nmethod: get\n...  \nBody", "Body"),
            ("---\ntitle: /a/\nmethod: get\nx: |\n  ---\n  y\n---\nBody", "Body"),
            ("---\ntitle: /a/\nmethod: get\nx: a---\n---\nBody\n---\n", "Body\n---\n"),
        ],
        ids=["no-newline", "newline", "body", "crlf", "cr", "dots", "in-a-block-scalar", "later-break"],
    )
    def test_found(self, text: str, body: str) -> None:
        parts = PositionedYAMLHandler(Source("page.md", text)).split_text()
        assert parts is not None
        assert parts[1].value == body
        assert_exact(parts[1])
        page = endpoint_of(text)
        assert (page.method, page.target and page.target.path, page.problems) == ("GET", "/a/", ())

    @pytest.mark.parametrize(
        "text", ["", "Text\n---\na: b\n---\n", "----\na: b\n---\n", "---x\n", " ---\na: b\n---\n", "---\n\nText\n"]
    )
    def test_none(self, text: str) -> None:
        assert PositionedYAMLHandler(Source("page.md", text)).split_text() is None

    def test_never_closed(self) -> None:
        assert problems_of(page_of("---\ntitle: /a/\nmethod: get\n")) == [("invalid-front-matter", 1, 1)]


class TestScalars:
    @pytest.mark.parametrize(
        ("written", "value", "inner", "where"),
        [
            ("plain text", "plain text", "text", (2, 10)),
            ("plain\n  over lines", "plain over lines", "lines", (3, 8)),
            ("'it''s 東京 fine'", "it's 東京 fine", "fine", (2, 14)),
            ('"tab\\t \\u00e9 \\x41 z"', "tab\t é A z", "z", (2, 23)),
            ('"folded \\\n   line"', "folded line", "line", (3, 4)),
            ('"two\n\n  lines"', "two\nlines", "lines", (4, 3)),
            ("|\n  one\n    two 🚚 x\n  three", "one\n  two 🚚 x\nthree\n", "x", (4, 11)),
            ("|-\n  one\n  last", "one\nlast", "last", (4, 3)),
            ("|+\n  one\n", "one\n\n", "one", (3, 3)),
            ("|2\n    deep\n  less", "  deep\nless\n", "less", (4, 3)),
            ("| # why\n\n  late", "\nlate\n", "late", (4, 3)),
            (">\n  one\n  two\n\n  three", "one two\nthree\n", "three", (6, 3)),
            (">-\n  one\n    kept as it is\n  two", "one\n  kept as it is\ntwo", "is", (4, 16)),
            ("&anchor text", "text", "text", (2, 12)),
            ("&a1 !!str |-\n  one\n  two", "one\ntwo", "two", (4, 3)),
            ("!x\n  'it''s'", "it's", "s", (3, 8)),
            ("!!str 5.10", "5.10", "5.10", (2, 10)),
        ],
    )
    def test_value_and_place(self, written: str, value: str, inner: str, where: tuple[int, int]) -> None:
        scalar = front_matter_of(f"k: {written}").get("k")
        assert isinstance(scalar, Scalar)
        assert scalar.text.value == value
        assert_exact(scalar.text)
        at = value.rindex(inner)
        span = scalar.text.span(at, at + len(inner))
        assert (place(span), shown(span)) == (where, inner)

    @pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
    def test_null(self, written: str) -> None:
        mapping = front_matter_of(f"k: {written}")
        assert mapping.text("k") is None
        assert front_matter_of("k: 'null'").text("k") is not None

    def test_texts_are_not_resolved(self) -> None:
        mapping = front_matter_of("a: 5.10\nb: yes\nc: 0x1F\nd: 2026-11-09")
        assert [str(value.text) for _, value in mapping.entries if isinstance(value, Scalar)] == [
            "5.10",
            "yes",
            "0x1F",
            "2026-11-09",
        ]

    @given(
        st.dictionaries(st.text("ab_", min_size=1), st.text(st.characters(codec="utf-8"), max_size=40), max_size=4),
        st.sampled_from([None, "'", '"', "|", ">"]),
        st.sampled_from([20, 1000]),
        st.booleans(),
    )
    def test_any_dumped_text(self, values: dict[str, str], style: str | None, width: int, unicode: bool) -> None:
        dumped = yaml.safe_dump(values, default_style=style, width=width, allow_unicode=unicode)
        try:
            mapping = front_matter_of(dumped)
        except FrontMatterError:
            return  # a document boundary in a text, or a character that YAML forbids
        read = {}
        for key, value in mapping.entries:
            assert isinstance(value, Scalar)
            assert_exact(key.text)
            assert_exact(value.text)
            read[key.text.value] = value.text.value
        assert read == yaml.load(dumped, yaml.CBaseLoader)


class TestStructure:
    def test_last_of_duplicates_counts_and_is_reported(self) -> None:
        page = endpoint_of("---\ntitle: /a/\nmethod: get\nmethod: post\n---\n")
        assert page.method == "POST"
        assert problems_of(page) == [("invalid-front-matter", 4, 1)]

    def test_alias(self) -> None:
        mapping = front_matter_of("a: &x [1, {b: two}]\nc: *x")
        again = mapping.get("c")
        assert isinstance(again, Sequence)
        inner = again.items[1]
        assert isinstance(inner, Mapping)
        two = inner.text("b")
        assert two is not None
        assert place(two.span()) == (2, 15)

    @pytest.mark.parametrize(
        ("text", "where"),
        [
            ("a: *x", (2, 4)),
            ("? [a]\n: b", (2, 3)),
            ("a: b: c", (2, 5)),
            ("a: [", (3, 1)),
            ("a: \x07", (2, 4)),
            ("a: b\n--- \nc: d", (4, 1)),
            ("- a", (2, 1)),
            ("a", (2, 1)),
        ],
    )
    def test_mistakes(self, text: str, where: tuple[int, int]) -> None:
        with pytest.raises(FrontMatterError) as error:
            PositionedYAMLHandler(Source("page.md", "---\n" + text)).load_text(Text.of(Source("page.md", f"---\n{text}\n"), 4))
        assert place(error.value.span) == where

    def test_depth(self) -> None:
        deep = "a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH
        value: Value | None = front_matter_of(deep).get("a")
        assert isinstance(value, Sequence)
        with pytest.raises(FrontMatterError, match="deeper than"):
            front_matter_of(deep.replace("[]", "[[]]"))

    def test_nothing_in_it(self) -> None:
        assert page_of("---\n---\nText\n").problems == ()
        assert page_of("---\n# only a comment\n---\nText\n").problems == ()


def test_positions_in_order() -> None:
    ordered = ["0.9", "1", "1.9", "1.10", "3.9", "3.10", "5.1", "5.1.0", "5.1.1", "6.07", "6.08", "6.10", "10", "a", "b", None]
    backwards = ordered[::-1]
    assert sorted(backwards, key=read_position) == ordered
    assert read_position("6.07") == read_position(" 6.7 ")
    assert read_position("") == read_position(None) > read_position("zz")
    assert read_position("9" * 5000) > read_position("1")


class TestTarget:
    @pytest.mark.parametrize("parameter", [":id", "{id}", "<id>", "&lt;id&gt;", "&ltid&gt"])
    def test_parameter(self, parameter: str) -> None:
        source = Source("page.md", f"title: /orders/{parameter}/items")
        target = read_target(Text.of(source, 7))
        assert target is not None
        assert target.path == "/orders/{id}/items"
        assert [(str(p.name), place(p.name.span()), shown(p.text.span())) for p in target.parameters] == [
            ("id", (1, 16 + parameter.index("id")), parameter)
        ]

    @pytest.mark.parametrize(
        ("written", "path", "query", "base"),
        [
            ("/orders/", "/orders/", None, None),
            ("/", "/", None, None),
            ("orders/cancel/", "/orders/cancel/", None, None),
            ("https://api.example.com/orders", "/orders", None, "https://api.example.com"),
            ("https://api.example.com", "/", None, "https://api.example.com"),
            ("/orders/ lists all orders", "/orders/", None, None),
            ("GET /orders/", "/orders/", None, None),
            ("patch  orders/{id}", "/orders/{id}", None, None),
            ("/orders?limit=20&x#top", "/orders", "limit=20&x", None),
            ("/orders#top?x", "/orders", None, None),
            ("/a:b/:c-d", "/a:b/{c-d}", None, None),
            ("/orders/{a}-{b}.json", "/orders/{a}-{b}.json", None, None),
            ("/orders/{id?}?x#y", "/orders/{id}", "x", None),
            ("/orders/{id:[0-9]+}/:n(\\d+)/<int:m>", "/orders/{id}/{n}/{m}", None, None),
            ("/files/{path...}/*rest", "/files/{path}/{rest}", None, None),
            ("/v1/{name=projects/*/jobs/*}:cancel", "/v1/{name}:cancel", None, None),
        ],
    )
    def test_read(self, written: str, path: str, query: str | None, base: str | None) -> None:
        target = read_target(Text.of(Source("page.md", written)))
        assert target is not None
        assert (target.path, target.query and str(target.query), target.base and str(target.base)) == (path, query, base)
        assert shown(target.text.span()) == target.text.value

    @pytest.mark.parametrize(
        "written", ["", "  ", "List orders", "Create and/or update an order", "GET", "What either/or means"]
    )
    def test_none(self, written: str) -> None:
        assert read_target(Text.of(Source("page.md", written))) is None

    @pytest.mark.parametrize("key", ["title", "endpoint", "url", "path", "description"])
    def test_key(self, key: str) -> None:
        page = endpoint_of(f"---\nmethod: get\n{key}: /orders/{{id}}/\n---\n")
        assert page.target is not None
        assert page.target.path == "/orders/{id}/"

    def test_prose_is_no_path(self) -> None:
        page = endpoint_of("---\nmethod: get\ntitle: Orders\ndescription: either/or\n---\n")
        assert page.target is None


class TestMethod:
    @pytest.mark.parametrize("front_matter", ["method: pAtch", "type: PATCH", "type: patch", "type: object\nmethod: patch"])
    def test_declared(self, front_matter: str) -> None:
        assert endpoint_of(f"---\ntitle: /a/\n{front_matter}\n---\n").method == "PATCH"

    @pytest.mark.parametrize("front_matter", ["type: object", "title: Orders", "method:", "method: [get]"])
    def test_other_page(self, front_matter: str) -> None:
        assert not isinstance(page_of(f"---\n{front_matter}\n---\n"), EndpointPage)


FENCES = {
    "tilde": '~~~ bash\ncurl x\n~~~\n{: title="Curl" }\n',
    "backtick": '``` bash\ncurl x\n```\n{: title="Curl" }\n',
    "longer": '~~~~~ bash\ncurl x\n~~~~~~ \n{: title="Curl" }\n',
    "info-title": '~~~ bash title="Curl"\ncurl x\n~~~\n',
    "info-attributes": "``` { .bash #one title='Curl' hl_lines=\"1\" }\ncurl x\n```\n",
    "id-first": '``` {#one .bash title="Curl"}\ncurl x\n```\n',
    "other-attributes": "~~~bash\ncurl x\n~~~\n{: .wide title=\"Curl\" data-x='{' }\n".replace("'{'", "'y'"),
    "bare-title": "~~~ bash\ncurl x\n~~~\n{: title=Curl .wide }\n",
    "no-colon": '~~~ bash\ncurl x\n~~~\n{ .wide title="Curl" }\n',
    "indented": '   ~~~ bash\n   curl x\n  ~~~\n{: title="Curl" }\n',
    "tab": '=== "Curl"\n\n    ``` bash\n    curl x\n    ```\n\n',
    "tab-of-its-own-title": '=== "Curl"\n    ``` bash title="x"\n    curl x\n    ```\n',
    "typographic": "~~~ bash\ncurl x\n~~~\n{: title=“Curl” }\n",
    "low-typographic": "~~~ bash title=„Curl“\ncurl x\n~~~\n",
    "single-typographic": "~~~ bash\ncurl x\n~~~\n{: title=‘Curl’ }\n",
    "guillemets": "~~~ bash\ncurl x\n~~~\n{: title=«Curl» }\n",
    "mixed": '~~~ bash\ncurl x\n~~~\n{: title="Curl” }\n',
    "unclosed-quote": '~~~ bash\ncurl x\n~~~\n{: title="Curl }\n',
    "unclosed-quote-in-header": '``` { .bash title="Curl }\ncurl x\n```\n',
    "unopened-quote": '~~~ bash\ncurl x\n~~~\n{: title=Curl" }\n',
    "upper-case": '~~~ bash\ncurl x\n~~~\n{ Title="Curl" }\n',
    "unclosed": '~~~ bash title="Curl"\ncurl x\n',
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("form", FENCES)
def test_fence(form: str, line_end: str) -> None:
    text = f"Text.\n\n{FENCES[form]}".replace("\n", line_end)
    blocks, problems = read_blocks(Text.of(Source("page.md", text)))
    (code,) = [block for block in blocks if isinstance(block, CodeBlock)]
    assert (code.code.value, str(code.info), str(code.title)) == ("curl x\n", "bash", "Curl")
    assert [problem.rule for problem in problems] == (["unclosed-fence"] if form == "unclosed" else [])
    for part in (code.code, code.info, code.title, code.markdown):
        assert part is not None
        assert_exact(part)
    assert shown(code.code.span(0, 6)) == "curl x"
    assert code.span.line == (4 if form == "tab-of-its-own-title" else 5 if form == "tab" else 3)


@pytest.mark.parametrize(
    ("opening", "info", "title"),
    [
        ("~~~", None, None),
        ('~~~ {title="x"}', None, "x"),
        ('~~~ title="x"', None, "x"),
        ("~~~ {: .py3 }", "py3", None),
        ("~~~ .py", "py", None),
        ("~~~ c++ linenums", "c++", None),
    ],
)
def test_info_string(opening: str, info: str | None, title: str | None) -> None:
    (block,), _ = read_blocks(Text.of(Source("page.md", f"{opening}\nx\n~~~\n")))
    assert isinstance(block, CodeBlock)
    assert (block.info and str(block.info), block.title and str(block.title)) == (info, title)


def kinds_of(text: str) -> list[tuple[str, str]]:
    blocks, _ = read_blocks(Text.of(Source("page.md", text)))
    return [(type(block).__name__, getattr(block, "text", Text.of(Source("", ""))).value) for block in blocks]


class TestBlocks:
    def test_nothing_is_read_inside_a_fence(self) -> None:
        assert kinds_of("~~~\n# no\n<!-- no\n```\nterm\n: no\n~~~\n# Yes\n") == [("CodeBlock", ""), ("Heading", "Yes")]

    def test_headings_as_python_markdown_takes_them(self) -> None:
        assert kinds_of("##Yes\n\n###Also:\n\n# One\n") == [("Heading", "Yes"), ("Heading", "Also"), ("Heading", "One")]
        assert kinds_of("#tag\n####### seven\n##\n") == [("Prose", "#tag\n####### seven\n##\n")]

    def test_nothing_is_read_inside_a_comment(self) -> None:
        assert kinds_of("<!--\n~~~ bash\n# no\n-->\n# Yes\n") == [("Comment", "<!--\n~~~ bash\n# no\n-->"), ("Heading", "Yes")]

    def test_text_after_a_comment_is_kept_with_its_paragraph(self) -> None:
        assert kinds_of("<!-- a --> <!-- b --> one\ntwo\n") == [
            ("Comment", "<!-- a -->"),
            ("Comment", "<!-- b -->"),
            ("Prose", " one\ntwo\n"),
        ]
        assert kinds_of("<!-- a\nb --> one\n# H\n")[1:] == [("Prose", " one\n"), ("Heading", "H")]

    def test_indented_code_is_prose(self) -> None:
        assert kinds_of("Text\n\n    ~~~ bash\n    # no\n    ~~~\n") == [("Prose", "Text\n\n    ~~~ bash\n    # no\n    ~~~\n")]

    def test_fence_marks_that_are_none(self) -> None:
        assert kinds_of("``` a`b\n~~\n") == [("Prose", "``` a`b\n~~\n")]

    def test_headings(self) -> None:
        blocks, _ = read_blocks(Text.of(Source("page.md", "# One #\n###### Six: ##\n####### no\n#no\n")))
        headings = [(block.level, str(block.text)) for block in blocks if isinstance(block, Heading)]
        assert headings == [(1, "One"), (6, "Six")]

    def test_tab_with_more_than_a_fence_stays_prose(self) -> None:
        assert [kind for kind, _ in kinds_of('=== "A"\n\n    Text\n\n    ~~~\n    x\n    ~~~\n')] == ["Prose"]

    def test_tab_with_comments_before_its_fence(self) -> None:
        tab = '=== "A"\n\n    <!-- a\n    b --> <!-- c -->\n\n    <!-- d -->\n    ~~~\n    x\n    ~~~\n'
        found = [("Comment", "<!-- a\nb -->"), ("Comment", "<!-- c -->"), ("Comment", "<!-- d -->"), ("CodeBlock", "")]
        assert kinds_of(tab) == found
        assert [kind for kind, _ in kinds_of(tab.replace("d -->", "d --> e"))] == ["Prose"]

    @given(st.text(st.sampled_from('~` \n\r\t#:<!->={}"ab[]東'), max_size=60))
    def test_nothing_is_lost(self, text: str) -> None:
        source = Source("page.md", text)
        blocks, _ = read_blocks(Text.of(source))
        covered = [False] * len(text)
        for block in blocks:
            for part in _texts(block):
                assert_exact(part)
                for piece in part.pieces:
                    covered[piece.start : piece.end] = [True] * (piece.end - piece.start)
        left = "".join(c for c, was in zip(text, covered, strict=True) if not was)
        assert left.strip(" \t\r\n:") == ""  # the mark of a definition is no part of it


def _texts(block: object) -> list[Text]:
    match block:
        case Prose() | Comment():
            return [block.text]
        case Heading() | CodeBlock():
            return [block.markdown]
        case _:
            definitions = getattr(block, "definitions", ())
            return [text for d in definitions for text in (d.term, d.body)]


class TestParameters:
    PAGE = """---
title: /orders/{id}/
method: post
---
### Path Parameters

id
: (string) ***Required*** The order.

### Request Parameters:

`quantity` (optional)
: (integer, required) From 1.

    More of it.

    ~~~ json
    {"quantity": 1}
    ~~~

items
: (array of objects (SKU)) Some.

note
:No space.

#### SKU Object

sku

: The product.

### Query Parameters

limit
: How many.

after
: (string) Required if there is no limit.

### Response Parameters

id
: (string)

#### Refund Object

amount
: (number) _Optional._ The sum.
"""

    @pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
    def test_groups(self, line_end: str) -> None:
        page = endpoint_of(self.PAGE.replace("\n", line_end))
        read = [
            (
                group.place,
                group.subject and str(group.subject),
                [(str(p.name), p.type and str(p.type), p.required, p.malformed is None) for p in group.parameters],
            )
            for group in page.parameter_groups
        ]
        assert read == [
            (Place.PATH, None, [("id", "string", True, True)]),
            (
                Place.REQUEST,
                None,
                [
                    ("quantity", "integer", True, True),
                    ("items", "array of objects (SKU)", None, True),
                    ("note", None, None, False),
                ],
            ),
            (Place.REQUEST, "SKU", [("sku", None, None, True)]),
            (Place.QUERY, None, [("limit", None, None, True), ("after", "string", None, True)]),
            (Place.RESPONSE, None, [("id", "string", None, True)]),
            (Place.RESPONSE, "Refund", [("amount", "number", False, True)]),
        ]
        quantity = page.parameter_groups[1].parameters[0]
        assert place(quantity.name.span()) == (12, 2)
        assert quantity.markdown.value.endswith("~~~")
        assert quantity.type is not None
        assert place(quantity.type.span()) == (13, 4)
        for group in page.parameter_groups:
            for parameter in group.parameters:
                assert_exact(parameter.name)
                assert_exact(parameter.markdown)

    def test_listed(self) -> None:
        page = endpoint_of(
            "---\ntitle: /a/\nmethod: get\nparameters:\n  - name: limit\n    content: How many.\n    type: integer\n"
            "    required: true\n  - name:\n    content: Nobody's.\n  -\n  - name: page\n---\n"
        )
        (group,) = page.parameter_groups
        read = [(str(p.name), p.type and str(p.type), p.required, str(p.markdown)) for p in group.parameters]
        assert (group.place, read) == (Place.QUERY, [("limit", "integer", True, "How many."), ("page", None, None, "")])
        assert [(problem.rule, problem.span.line) for problem in page.problems] == [
            ("empty-entry", 11),
            ("invalid-front-matter", 9),
        ]


class TestFrontMatterContent:
    def test_blocks_and_null_entries(self) -> None:
        page = endpoint_of(
            "---\ntitle: /a/\ntype: post\nleft_code_blocks:\n  - code_block: |\n      curl https://api.example.com/a/\n"
            "    title: Curl\n    language: bash\n  -\nright_code_blocks:\n  - code_block: '{\"a\": 1}'\n    title: Request\n"
            "    language: json\n  - code_block:\n    title: Nothing\ncontent_markdown: |-\n  # One\n\n  Text.\n---\nBody.\n"
        )
        assert [(sample.title, sample.language, sample.code.span().line) for sample in page.samples] == [("Curl", "curl", 6)]
        assert [(str(example.title), example.kind) for example in page.examples] == [("Request", ExampleKind.REQUEST)]
        assert [type(part).__name__ for part in page.body] == ["Heading", "Prose", "Prose"]
        assert page.problems == ()

    @pytest.mark.parametrize(
        ("title", "kind"),
        [
            ("Request", ExampleKind.REQUEST),
            ("request body", ExampleKind.REQUEST),
            ("Response", ExampleKind.RESPONSE),
            ("Response to the request", ExampleKind.RESPONSE),
            ("200 OK", ExampleKind.RESPONSE),
            ("Error", ExampleKind.RESPONSE),
            ("Sort order", ExampleKind.OTHER),
        ],
    )
    def test_kind_of_example(self, title: str, kind: ExampleKind) -> None:
        page = page_of(f'---\nright_code: |\n  ~~~ json\n  {{}}\n  ~~~\n  {{: title="{title}" }}\n---\n')
        assert [example.kind for example in page.examples] == [kind]

    def test_samples_of_no_known_client_count(self) -> None:
        page = endpoint_of(
            '---\ntitle: /a/\nmethod: get\n---\n~~~ elixir title="Elixir"\nx\n~~~\n~~~ yaml title="Settings"\nx\n~~~\n'
        )
        assert [(sample.title, sample.reading.status) for sample in page.samples] == [("Elixir", "unsupported")]


def member(example: Example, name: str) -> Node:
    assert isinstance(example.json, Node)
    return next(value for key, value in example.json.members if key.value == name)


JSON_BLOCK = '~~~ json\n{\n  "to": "東京 🚚",\n  "quantity": 2, "note": "a\\u00e9b"\n}\n~~~\n{: title="Request" }\n'


class TestPlacesOfJsonMembers:
    @pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
    @pytest.mark.parametrize(("header", "indent"), [("|", 2), ("|-", 6), ("|4", 4)])
    def test_in_right_code(self, line_end: str, header: str, indent: int) -> None:
        lines = "".join(f"{' ' * indent}{line}\n" for line in JSON_BLOCK.splitlines())
        text = f"---\ntitle: /a/\nmethod: post\nright_code: {header}\n{lines}---\n".replace("\n", line_end)
        (example,) = endpoint_of(text).request_examples
        assert_exact(example.code)
        quantity, note = member(example, "quantity"), member(example, "note")
        assert (place(quantity.span), shown(quantity.span)) == ((8, indent + 15), "2")
        assert (place(note.span), shown(note.span)) == ((8, indent + 26), '"a\\u00e9b"')
        assert (note.value, shown(note.text.span(1, 2))) == ("aéb", "\\u00e9")

    def test_in_an_included_file(self, tmp_path: Path) -> None:
        (tmp_path / "examples").mkdir()
        (tmp_path / "examples" / "order.md").write_bytes(("\ufeff\t\n" + JSON_BLOCK).replace("\n", "\r\n").encode())
        text = "---\ntitle: /a/\nmethod: post\nright_code: |\n  {% include examples/order.md %}\n---\n"
        (example,) = endpoint_of(text, tmp_path).request_examples
        span = member(example, "quantity").span
        assert span.path == str(tmp_path / "examples" / "order.md")
        assert (place(span), shown(span)) == ((5, 15), "2")

    @pytest.mark.parametrize(
        ("written", "column"),
        [("'{\"it''s\": 1, \"q\": 22}'", 35), ('"{\\"it\'s\\": 1, \\"q\\": 22}"', 38)],
        ids=["single", "double"],
    )
    def test_in_a_quoted_scalar(self, written: str, column: int) -> None:
        text = f"---\ntitle: /a/\nmethod: post\nright_code_blocks:\n- {{code_block: {written}, title: Request}}\n---\n"
        (example,) = endpoint_of(text).request_examples
        span = member(example, "q").span
        assert (place(span), shown(span)) == ((5, column), "22")


class TestLiquid:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "outer.md").write_text("<{% include sub/inner.md who='you' %}>")
        (tmp_path / "sub").mkdir()
        (tmp_path / "sub" / "inner.md").write_text("{{ include.who }}/{{include.what}}/{{ page.name }}/{{ site.mail }}")
        return tmp_path

    def body(self, text: str, folder: Path, site: dict[str, str] | None = None) -> tuple[Text, Page]:
        page = page_of(f"---\nname: N\n---\n{text}", folder, site)
        (prose,) = page.body
        assert isinstance(prose, Prose)
        assert_exact(prose.text)
        return prose.text, page

    def test_nested_with_arguments(self, folder: Path) -> None:
        text, page = self.body('{% include outer.md what="that" who="I" %}!', folder, {"mail": "m"})
        assert (text.value, page.problems) == ("<you/that/N/m>!", ())
        assert (text.span(1, 2).path, place(text.span(1, 2))) == (str(folder / "sub" / "inner.md"), (1, 1))
        assert text.span(14, 15).path == "page.md"

    def test_site_not_known(self, folder: Path) -> None:
        text, page = self.body("{{ site.mail }}", folder)
        assert (text.value, text.has_placeholder, page.problems) == ("{{ site.mail }}", True, ())

    @pytest.mark.parametrize("name", ["site.x", "page.x", "include.x"])
    def test_undefined(self, folder: Path, name: str) -> None:
        text, page = self.body(f"a {{{{ {name} }}}}", folder, {})
        assert (text.value, problems_of(page)) == ("a ", [("undefined-variable", 4, 3)])

    @pytest.mark.parametrize("text", ["{{ x }}", "{% endif %}", "{% else %}", "{{", "{%", "{{ }}", "{%%}", "{{{{"])
    def test_other_liquid_stays(self, folder: Path, text: str) -> None:
        read, page = self.body(text, folder)
        assert (read.value, page.problems) == (text, ())

    @pytest.mark.parametrize("text", ["{{ page.name | upcase }}", "{% if page.name %}", "{%- for x in page.y -%}"])
    def test_liquid_that_nothing_expands_is_told(self, folder: Path, text: str) -> None:
        read, page = self.body(f"a {text}", folder)
        assert (read.value, problems_of(page)) == (f"a {text}", [("unexpanded-tag", 4, 3)])

    def test_quoted_and_bare_names(self, folder: Path) -> None:
        for name in ('"sub/inner.md"', "'sub/inner.md'", "sub/inner.md"):
            assert self.body(f"{{%- include {name} who=a what=b -%}}", folder, {"mail": "m"})[0].value == "a/b/N/m"

    def test_raw_and_comment(self, folder: Path) -> None:
        text, _ = self.body("a{% comment %}{% include x %}{% endcomment %}{% raw %}{{ page.x }}{%- endraw -%}b", folder)
        assert text.value == "a{{ page.x }}b"

    def test_page_without_front_matter_is_no_template(self, folder: Path) -> None:
        page = page_of("{% include absent.md %}", folder)
        assert page.problems == ()

    def test_no_folder(self) -> None:
        assert problems_of(page_of("---\nname: N\n---\n{% include a.md %}")) == [("broken-include", 4, 1)]


@given(st.lists(st.tuples(st.text("ab\r\n東🚚", max_size=6), st.sampled_from("vdp")), min_size=1, max_size=6), st.data())
def test_text(parts: list[tuple[str, str]], data: st.DataObject) -> None:
    """Joining and slicing keep every origin; `span` and `lines` stay within."""
    source = Source("a", "".join(value for value, _ in parts))
    texts, at = [], 0
    for value, origin in parts:
        verbatim = Text.of(source, at, at + len(value))
        made = {"v": verbatim, "d": Text.decoded(value.upper(), verbatim.span()), "p": Text.placeholder(value, verbatim.span())}
        texts.append(made[origin])
        at += len(value)
    text = Text.join(texts)
    assert text.value == "".join(t.value for t in texts)
    assert_exact(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    cut = text[start:end]
    assert cut.value == text.value[start:end]
    assert_exact(cut)
    assert shown(text.span()) == source.text[text.span().start : text.span().end]
    assert "".join(run.value for run, _ in text.runs()) == text.value
    lines = list(text.lines())
    assert "\n".join(line.value for line in lines) == text.value.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    for line in lines:
        assert_exact(line)
    assert_exact(text.stripped())


@pytest.mark.parametrize("text", ["a\nb\n", "a\r\nb\r\n", "a\rb\r", "\n\n", "a", "", "\r\n\r", "東\u2028京\x85\n🚚"])
def test_positions(text: str) -> None:
    source = Source("a", text)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, content in enumerate(plain.split("\n"), 1):
        assert source.line(number) == content
    line, column = 1, 1
    for offset, character in enumerate(text):
        assert source.position(offset) == (line, column)
        ends = character == "\n" or (character == "\r" and text[offset + 1 : offset + 2] != "\n")
        line, column = (line + 1, 1) if ends else (line, column + 1)
    assert source.position(len(text)) == (line, column)


@pytest.mark.parametrize("before", ["", "Text.\n\n", "<!-- unisono: ignore[plain-http] why -->\n", "## Head\n\n"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_attribute_list_above_a_fence(before: str, line_end: str) -> None:
    text = f'{before}{{: .x title="Curl" }}\n~~~ bash\ncurl http://a.example/\n~~~\n'.replace("\n", line_end)
    blocks, problems = read_blocks(Text.of(Source("page.md", text)))
    fence = blocks[-1]
    assert isinstance(fence, CodeBlock)
    assert fence.title
    assert (fence.title.value, fence.title.span().line) == ("Curl", text[: text.index("title")].count("\n") + 1)
    assert "{:" not in "".join(block.text.value for block in blocks if isinstance(block, Prose))
    assert problems == []


@pytest.mark.parametrize("before", ["Text.\n", "## Head\n", "~~~\nls\n~~~\n{: .y }\n", "{: .x }\n\n"])
def test_attribute_list_of_what_stands_above_it(before: str) -> None:
    text = before + ("" if before.startswith("{") else '{: title="Curl" }\n') + "~~~ bash\ncurl http://a.example/\n~~~\n"
    blocks, _ = read_blocks(Text.of(Source("page.md", text)))
    fence = blocks[-1]
    assert isinstance(fence, CodeBlock)
    assert fence.title is None


def test_sample_in_an_included_file(tmp_path: Path) -> None:
    (tmp_path / "s.md").write_text('Text\n\n~~~ bash\ncurl https://api.example.com/a/\n~~~\n{: title="Curl" }\n')
    page = endpoint_of("---\ntitle: /a/\nmethod: get\n---\n{% include s.md %}", tmp_path)
    (sample,) = page.samples
    assert isinstance(sample, Sample)
    (request,) = sample.reading.requests
    assert (request.url.span().path, place(request.url.span())) == (str(tmp_path / "s.md"), (4, 6))
