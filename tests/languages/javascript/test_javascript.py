"""JavaScript samples: any text gives a reading, and what a sample writes is read back the same, with its place."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.languages import languages, role_of
from unisono.languages.javascript import reading
from unisono.languages.javascript.library.globals import GLOBALS
from unisono.languages.javascript.library.standard import PROTOTYPES, statics
from unisono.languages.reading import Reading
from unisono.text.source import Origin, Source, Text

PIECES = r"""const |x| = |require("https")|fetch(|axios.get(|)|{|}|(|[|]|;|'a'|"|`${|=>|async |await |function f|if (
for (const a of b) |try |catch (e) |.then(|...|, |: |new URL(|class A |return |\|/*|//|?.|??|import a from "b"|export |é|😀
while (1) |\u{1f600}|'\ud83d'|null|yield |new |this|super|x.y|1e3|/a/g|<b>""".replace("\n", "|\n|").split("|")


def reading_of(code: str) -> Reading:
    return reading.read(Text.of(Source("sample.js", code)))


def quoted(value: str) -> str:
    """A string literal, with escapes for what needs them."""
    return json.dumps(value, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_a_reading(code: str) -> None:
    found = reading_of(code)
    assert found.status in ("ok", "invalid", "unsupported")
    assert (found.status == "ok") == (found.reason is None)
    if found.span is not None:
        assert 0 <= found.span.start <= found.span.end <= len(code)


@pytest.mark.parametrize(
    "code",
    [
        "(" * 20_000,
        "[" * 5_000 + "]" * 5_000,
        "x=" * 20_000 + "1",
        "-" * 3 + "- " * 5_000 + "1",
        "a => " * 5_000 + "1",
        "{" * 5_000 + "}" * 5_000,
        "`${" * 3_000 + "1" + "}`" * 3_000,
        "let s = 'x'; while (true) s += s;",
        "let s = 'x';" + "s = `${s}y`;" * 4_000,
        "for (;;) {}",
        "function f() { f(); } f();",
        "let a = []; for (let i = 0; i < 9000; i++) a = [a]; fetch('http://a.example/' + a);",
        "const o = {}; o.o = o; fetch('http://a.example/', {method: 'POST', body: JSON.stringify(o)});",
        "fetch('http://a.example/' + " + "'a' + " * 20_000 + "'b');",
        "a" + ".b" * 20_000 + "();",
        "if (x) {} else " * 5_000 + "{}",
    ],
    ids=range(16),
)
def test_hostile_code_is_read_in_time(code: str) -> None:
    started = time.monotonic()
    assert reading_of(code).status in ("ok", "invalid", "unsupported")
    assert time.monotonic() - started < 5


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
numbers = st.one_of(st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False))
values = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, texts),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=4)),
    max_leaves=15,
)


def without_proto(value: Any) -> bool:
    """`{"__proto__": …}` in an object literal sets the prototype: no such property comes to be."""
    if isinstance(value, dict):
        return "__proto__" not in value and all(map(without_proto, value.values()))
    return not isinstance(value, list) or all(map(without_proto, value))


@given(values.filter(without_proto))
@settings(max_examples=150, deadline=None)
def test_json_is_read_back(value: Any) -> None:
    literal = quoted_json(value)
    code = f"fetch('https://api.example.com/', {{method: 'POST', body: JSON.stringify({literal})}});"
    (request,) = reading_of(code).requests
    assert request.content is not None
    assert json.loads(request.content.text.value, parse_int=float) == value


def quoted_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@given(texts.filter(bool))
@settings(max_examples=150, deadline=None)
def test_content_is_read_back(text: str) -> None:
    code = f"const r = require('http').request({{host: 'a.example', method: 'POST'}}); r.write({quoted(text)}); r.end();"
    (request,) = reading_of(code).requests
    assert request.content is not None
    assert request.content.text.value == text


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=20), texts)
@settings(max_examples=150, deadline=None)
def test_every_verbatim_character_is_where_its_span_says(value: str, other: str) -> None:
    comment = json.dumps(other)
    code = f"// {comment}\nfetch('https://api.example.com/', {{headers: {{'X-Key': {quoted(value)}}}}});"
    found = reading_of(code)
    if found.status != "ok":
        return
    text = found.requests[0].fields[0].value
    bounds = [piece.at for piece in text.pieces] + [len(text)]
    for piece, end in zip(text.pieces, bounds[1:], strict=True):
        if piece.origin is Origin.VERBATIM:
            assert piece.source.text[piece.start : piece.end] == text.value[piece.at : end]


def test_values_have_the_place_where_they_are_written() -> None:
    code = """const axios = require('axios');
const päth = '/örders/';
axios.put('https://api.example.com' + päth, { sku: 'M\\u00fcG' }, { headers: { 'X-Key': 'k3y' }, params: { page: 2 } });
"""
    (request,) = reading_of(code).requests
    assert request.url.value == "https://api.example.com/%C3%B6rders/?page=2"
    assert _at(code, request.url.slice(0, 23)) == "https://api.example.com"
    assert _at(code, request.url.slice(25, 30)) == "ö"
    assert _at(code, request.url.slice(37, 41)) == "page"
    assert _at(code, request.url.slice(42, 43)) == "2"
    assert request.content is not None
    assert request.content.text.value == '{"sku":"MüG"}'
    assert _at(code, request.content.text.slice(2, 5)) == "sku"
    assert _at(code, request.content.text.slice(9, 10)) == "\\u00fc"
    key = request.field("X-Key")
    assert key is not None
    assert (_at(code, key.name), _at(code, key.value)) == ("X-Key", "k3y")
    assert code[request.span.start : request.span.end].startswith("axios.put(")


def _at(code: str, text: Text) -> str:
    return code[text.span().start : text.span().end]


def test_environment_is_a_placeholder() -> None:
    code = "fetch('https://api.example.com/', {headers: {Authorization: `Token ${process.env.API_TOKEN}`}})"
    value = reading_of(code).requests[0].fields[0].value
    assert [(part.value, unknown) for part, unknown in value.runs()] == [("Token ", False), ("process.env.API_TOKEN", True)]


@pytest.mark.parametrize(
    ("title", "code", "name"),
    [
        ("Node.js", "const axios = require('axios'); axios.get('x')", "axios"),
        ("Node.js", "const https = require('https'); https.get('x')", "node_http"),
        ("JavaScript", "fetch('x')", "fetch"),
        (None, "fetch('x')", "fetch"),
        ("Axios", "whatever", "axios"),
    ],
)
def test_the_code_decides_between_clients(title: str | None, code: str, name: str) -> None:
    assert role_of(title, "javascript", code).language == name


def test_all_clients_are_read_by_one_evaluator() -> None:
    assert {languages()[name].reading for name in ("axios", "fetch", "node_http")} == {reading.__name__}


BUILT_IN = {
    "Object": "({})",
    "Array": "[1]",
    "Arguments": "(function () { return arguments; })()",
    "String": "'a'",
    "Number": "(1)",
    "Boolean": "true",
    "RegExp": "/a/",
    "Function": "(() => 1)",
    "Error": "new Error('a')",
    "Promise": "Promise.resolve(1)",
    "Iterator": "[1].keys()",
    "URL": "new URL('https://a.example/')",
    "URLSearchParams": "new URLSearchParams('a=1')",
    "Headers": "new Headers({ a: '1' })",
    "Map": "new Map([['a', 1]])",
    "Set": "new Set([1])",
    "FormData": "new FormData()",
    "Blob": "new Blob(['a'])",
    "File": "new File(['a'], 'a.txt')",
    "Date": "new Date(0)",
    "Uint8Array": "new TextEncoder().encode('a')",
    "Buffer": "Buffer.from('a')",
    "ArrayBuffer": "new ArrayBuffer(1)",
    "DataView": "new DataView(new ArrayBuffer(1))",
}
"""An expression for an object of each built-in class that has values here."""

READ = "const x = {};\nx[{}].toString;\nfetch('https://a.example/');\n"


def test_every_built_in_class_is_tried() -> None:
    assert set(BUILT_IN) == set(PROTOTYPES) - {"Symbol"}  # symbols are not understood


@pytest.mark.parametrize("name", BUILT_IN)
def test_what_a_built_in_class_has_is_read_or_not_understood(name: str) -> None:
    found = {word: reading_of(READ.format(BUILT_IN[name], quoted(word))) for word in sorted(PROTOTYPES[name])}
    assert {word: reading.reason for word, reading in found.items() if reading.status == "invalid"} == {}


@pytest.mark.parametrize("name", [*BUILT_IN])
def test_what_a_built_in_class_does_not_have_is_undefined(name: str) -> None:
    found = reading_of(READ.format(BUILT_IN[name], "'noSuchName'"))
    assert (found.status, found.reason) == ("invalid", "TypeError: Cannot read properties of undefined (reading 'toString')")


@pytest.mark.parametrize("name", sorted(set(GLOBALS) - {"Infinity", "NaN", "exports", "module"}))
def test_what_a_global_object_has_is_read_or_not_understood(name: str) -> None:
    found = {word: reading_of(READ.format(name, quoted(word))) for word in sorted(statics(name))}
    assert {word: reading.reason for word, reading in found.items() if reading.status == "invalid"} == {}


def test_a_port_of_very_many_digits_is_none() -> None:
    """What redirects samples takes any port, and so this is not tried with the real client."""
    found = languages()["node_http"].read(
        Text.of(Source("a.js", f'require("http").get({{ host: "a.example", port: "{"1" * 5000}" }});'))
    )
    assert found.status == "invalid"
    assert (found.reason or "").startswith("RangeError: Port should be >= 0 and < 65536.")
