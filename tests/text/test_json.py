"""JSON read strictly: every value with its place, what is wrong with what is none, and numbers as they are written."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exactness import assert_exact, assert_within, place, shown
from unisono.text.json import MAX_DEPTH, JsonError, Node, begins_json, read_annotated_json, read_json, same_number
from unisono.text.source import Source, Span, Text


def read(text: str) -> Node:
    return read_json(Text.of(Source("page.md", text)))


def plain(node: Node) -> object:
    """The value as `json.loads` gives it, numbers as their text."""
    match node.kind:
        case "object":
            return {key.value: plain(value) for key, value in node.members}
        case "array":
            return [plain(item) for item in node.items]
        case "string":
            return node.value
        case "number":
            return ("number", node.value)
        case _:
            return {"true": True, "false": False, "null": None}[node.value]


def number(text: str) -> tuple[str, str]:
    return ("number", text)


def nodes(node: Node) -> list[Node]:
    found, pending = [], [node]
    while pending:
        current = pending.pop()
        found.append(current)
        pending += [*current.items, *(part for member in current.members for part in member)]
    return found


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES, st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_reads_what_json_writes(value: object, ascii_only: bool, indent: int | str | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    root = read(text)
    assert plain(root) == json.loads(text, parse_int=number, parse_float=number)
    for node in nodes(root):
        assert_exact(node.text)
        assert_within(node.span)
        assert plain(read(shown(node.span))) == plain(node)


@given(st.text(st.sampled_from('{}[],:"\\/u0dDae1.-+E tfn\n#*'), max_size=30) | st.text(max_size=30))
def test_agrees_with_the_standard_library(text: str) -> None:
    def refuse(name: str) -> object:
        raise ValueError(name)  # NaN and Infinity are no JSON

    try:
        expected = json.loads(text, parse_int=number, parse_float=number, parse_constant=refuse)
    except ValueError:
        with pytest.raises(JsonError) as error:
            read(text)
        assert_within(error.value.span)
        assert str(error.value)
    else:
        assert plain(read(text)) == expected


def test_duplicate_members_and_number_texts_are_kept() -> None:
    root = read('{"a": 1.0, "a": 12345678901234567890.10e+2}')
    assert [(key.value, value.value) for key, value in root.members] == [("a", "1.0"), ("a", "12345678901234567890.10e+2")]


@pytest.mark.parametrize(
    ("text", "message", "where", "what"),
    [
        ("", "the JSON ends too early; expected a value", (1, 1), ""),
        ('{"a": 1', "the JSON ends too early; expected ',' or '}'", (1, 8), ""),
        ('{"a": 1,\n}', "there is a comma before '}'; remove it", (1, 8), ","),
        ("[1,]", "there is a comma before ']'; remove it", (1, 3), ","),
        ("[1] [2]", "there is more after the JSON value; keep one value in a block", (1, 5), "["),
        ("{\n// why\n}", "there is a comment, and JSON has none; remove it", (2, 1), "//"),
        ("[1 /* x */]", "there is a comment, and JSON has none; remove it", (1, 4), "/*"),
        ("{} # x", "there is a comment, and JSON has none; remove it", (1, 4), "#"),
        ("[1, ...]", "'...' stands for something left out; write it out or take it away", (1, 5), "..."),
        ("[…]", "'...' stands for something left out; write it out or take it away", (1, 2), "…"),
        ("['a']", "strings and names are written in double quotes in JSON", (1, 2), "'"),
        ("{“a”: 1}", '“ (U+201C) is a typographic quotation mark; write "', (1, 2), "“"),
        ("[–1]", "– (U+2013) is a typographic dash; write -", (1, 2), "–"),
        ("[1,\u00a02]", "there is a no-break space (U+00A0) here; write a space, or take it away", (1, 4), "\u00a0"),
        ("{a: 1}", "expected a member's name in double quotes, found 'a'", (1, 2), "a"),
        ("{1: 1}", "expected a member's name in double quotes, found '1'", (1, 2), "1"),
        ('{"a" 1}', "a ':' is missing here", (1, 5), ""),
        ('{"a": 1 "b": 2}', "a ',' is missing here", (1, 8), ""),
        ('{"a": 1\n"b": 2}', "a ',' is missing here", (1, 8), ""),
        ('{"a": "x"y"}', "expected ',' or '}', found 'y'", (1, 10), "y"),
        ("[1]]", "there is one ']' too many; take it away", (1, 4), "]"),
        ("[True]", "expected a value, found 'True'; write true", (1, 2), "True"),
        ("None", "expected a value, found 'None'; write null", (1, 1), "None"),
        ("[01]", "expected a value, found '01'", (1, 2), "01"),
        ("[1.]", "expected a value, found '1.'", (1, 2), "1."),
        ("[+1]", "expected a value, found '+1'", (1, 2), "+1"),
        ('["a', "the string that starts here has no closing quote", (1, 2), '"'),
        ('["a\nb"]', "the string does not end on its line; write '\"' where it ends, or \\n for a line break", (1, 4), ""),
        ('["a\tb"]', "there is a control character within a string; write an escape such as \\t", (1, 4), "\t"),
        ('["\\x"]', "'\\x' is not an escape in JSON; write '\\\\' for a backslash", (1, 3), "\\x"),
        ('["\\u12"]', "'\\u' is not an escape in JSON; write '\\\\' for a backslash", (1, 3), "\\u"),
        ("[1 2]", "a ',' is missing here", (1, 3), ""),
        ("[1}", "expected ',' or ']', found '}'", (1, 3), "}"),
    ],
)
def test_mistakes(text: str, message: str, where: tuple[int, int], what: str) -> None:
    with pytest.raises(JsonError) as error:
        read(text)
    assert (str(error.value), place(error.value.span), shown(error.value.span)) == (message, where, what)


def test_depth() -> None:
    read("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    for opening in ("[", '{"a":'):
        with pytest.raises(JsonError, match="nested deeper than 200 levels; flatten it"):
            read(opening * 100_000)


@pytest.mark.parametrize(
    ("escaped", "value"),
    [
        ('"\\u00e9"', "é"),
        ('"\\ud83d\\ude42"', "🙂"),
        ('"\\ud83d"', "\ud83d"),
        ('"\\ude42\\ud83d"', "\ude42\ud83d"),
        ('"\\/\\b\\\\n"', "/\b\\n"),
    ],
)
def test_escapes(escaped: str, value: str) -> None:
    node = read(escaped)
    assert node.value == node.text.value == value


class TestPlaceholders:
    def test_in_place_of_a_value_and_in_a_string(self) -> None:
        source = Source("a.sh", '{"a": $A, "b": "x $B y"}')
        unknown = [Text.placeholder("$A", Span(source, 6, 8)), Text.placeholder("$B", Span(source, 18, 20))]
        text = Text.join([Text.of(source, 0, 6), unknown[0], Text.of(source, 8, 18), unknown[1], Text.of(source, 20)])
        values = {key.value: value for key, value in read_json(text).members}
        assert [(v.kind, v.value) for v in values.values()] == [
            ("placeholder", "$A"),
            ("string", "x $B y"),
        ]
        assert values["b"].text.has_placeholder

    @pytest.mark.parametrize("written", ['os.environ["TOKEN"]', "a\\u1", "}", "\n"])
    def test_what_it_is_written_as_is_no_syntax(self, written: str) -> None:
        source = Source("a.py", '{"a": "' + written + '"}')
        token = Text.placeholder(written, Span(source, 7, 7 + len(written)))
        text = Text.join([Text.of(source, 0, 7), token, Text.of(source, 7 + len(written))])
        ((_, value),) = read_json(text).members
        assert (value.kind, value.value, value.text.value) == ("string", written, written)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("1", "1.0", True),
        ("1", "10e-1", True),
        ("100", "1E+2", True),
        ("0", "-0.00e9", True),
        ("0.1", "0.10", True),
        ("-1", "1", False),
        ("1", "10", False),
        ("12345678901234567890", "12345678901234567891", False),
        ("12345678901234567890", "12345678901234567890.0", True),
        ("0.30000000000000000001", "0.3", False),
        ("1e400", "1e401", False),
        ("1e999999999999999999999", "1", False),
    ],
)
def test_same_number(left: str, right: str, same: bool) -> None:
    assert same_number(left, right) is same
    assert same_number(right, left) is same


@pytest.mark.parametrize(
    ("written", "meant", "annotations"),
    [
        ('{"a": 1}', '{"a": 1}', []),
        ('// x\n{"a": 1} // y', '{"a": 1}', ["// x", "// y"]),
        ('{"a": /* x, "b": */ 1,}', '{"a": 1}', ['/* x, "b": */', ","]),
        ("[1, # x\n 2,\n]", "[1, 2]", ["# x", ","]),
        ('{"a": "//", "b": "/* # */", "c": "\\"//"}', '{"a": "//", "b": "/* # */", "c": "\\"//"}', []),
        ('{"a": [{"b": 1,},],}', '{"a": [{"b": 1}]}', [",", ",", ","]),
        ('{"a": 1 /* "x" */, /* y */ "b": 2}', '{"a": 1, "b": 2}', ['/* "x" */', "/* y */"]),
    ],
)
def test_annotated(written: str, meant: str, annotations: list[str]) -> None:
    node, found = read_annotated_json(Text.of(Source("page.md", written)))
    assert plain(node) == plain(read(meant))
    assert [written[note.span.start : note.span.end] for note in found] == annotations


@pytest.mark.parametrize("written", ["[,]", "{,}", "[1,,]", "[1, /* x]", "// x", '{"a": 1} {"b": 2}', "[1, ...]", '{"a: 1}'])
def test_annotations_do_not_make_it_json(written: str) -> None:
    with pytest.raises(JsonError):
        read_annotated_json(Text.of(Source("page.md", written)))


@pytest.mark.parametrize("comment", ["// ... more", "/* [...] */", "#…", "// etc.", "/*\n... */"])
def test_a_comment_that_says_that_something_is_left_out(comment: str) -> None:
    with pytest.raises(JsonError, match="stands for something left out") as error:
        read_annotated_json(Text.of(Source("page.md", f'{{"a": 1, {comment}\n"b": 2}}')))
    assert shown(error.value.span) == comment


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("{", True),
        (" \r\n[", True),
        ("// a\n# b\n/* c */ {", True),
        ("// {", False),
        ("/* {", False),
        ("a[", False),
        ("", False),
    ],
)
def test_what_begins_as_json(text: str, begins: bool) -> None:
    assert begins_json(Text.of(Source("page.md", text))) is begins
