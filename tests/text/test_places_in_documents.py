"""Documents in JSON and YAML: every text of one, and every key, comes from where it is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from exactness import assert_exact
from unisono.text.documents import Document, DocumentError, Key, read_document
from unisono.text.source import Source

VALUE = {
    "plain": "curl -X POST",
    "several lines": 'curl https://api.example.com \\\n  -d \'{"a": "b"}\'\n',
    'quoted "key"': 'a "b" \\ c',
    "it's": "it's",
    "/orders/{id}": {"get": {"list": ["one", "two words", {"deep": "below\ttabs"}, [["inner"]]]}},
    "200": "ok: yes # no",
    "empty": "",
    "unicode": "grün 🙂 \u2028",
    "folded": "word " * 60,
}

WRITTEN = {
    "json": json.dumps(VALUE),
    "json-indented": json.dumps(VALUE, indent=2, ensure_ascii=False),
    "yaml": yaml.safe_dump(VALUE, sort_keys=False, allow_unicode=True),
    "yaml-quoted": yaml.safe_dump(VALUE, sort_keys=False, default_style='"'),
    "yaml-single": yaml.safe_dump(VALUE, sort_keys=False, default_style="'", width=40),
    "yaml-literal": yaml.safe_dump(VALUE, sort_keys=False, default_style="|"),
    "yaml-folded": yaml.safe_dump(VALUE, sort_keys=False, default_style=">", width=30),
    "yaml-flow": yaml.safe_dump(VALUE, sort_keys=False, default_flow_style=True),
}


def texts(value: Any, *pointer: Key) -> Iterator[tuple[tuple[Key, ...], str]]:
    if isinstance(value, str):
        yield pointer, value
    elif isinstance(value, dict | list):
        for key, member in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts(member, *pointer, key)


def read(text: str) -> Document:
    return read_document(Source("api.yaml", text))


@pytest.mark.parametrize("form", WRITTEN)
def test_texts_and_keys_come_from_where_they_are_written(form: str) -> None:
    document = read(WRITTEN[form])
    assert document.root == VALUE
    for pointer, value in texts(VALUE):
        found = document.text(pointer, value)
        assert found.value == value
        assert_exact(found)
        for number, key in enumerate(pointer):
            if isinstance(key, str):
                name = document.key(pointer[: number + 1])
                assert name.value == key
                assert_exact(name)


def test_what_is_no_text_has_its_place() -> None:
    text = "a:\n  - 1\n  - b: no\n    c: &c {d: 2.50}\n  - *c\n"
    document = read(text)

    def at(*pointer: Key) -> str:
        span = document.span(pointer)
        return text[span.start : span.end]

    assert (at("a"), at("a", 0), at("a", 1), at("a", 1, "c", "d")) == ("a", "1", "b", "d")
    assert at("a", 2, "d") == "d"
    assert [document.line(pointer) for pointer in [("a",), ("a", 0), ("a", 1, "c"), ("a", 2, "d"), ("a", 7)]] == [1, 2, 4, 4, 1]


def test_what_a_merge_brings_stands_where_it_is_written() -> None:
    document = read("base: &base\n  lang: curl\n  source: a\nown:\n  <<: *base\n  source: b\n")
    assert document.root["own"] == {"lang": "curl", "source": "b"}
    assert document.line(["own", "lang"]) == 2
    assert document.line(["own", "source"]) == 6


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [\n", "api.yaml:2: it is not YAML: did not find expected node content; correct it"),
        ('{"a": 1,\n "b": ]}', "api.yaml:2: it is not JSON: Expecting value; correct it"),
        ("a: *b\n", "api.yaml:1: the alias *b stands for nothing defined before it; quote it if it is text"),
    ],
)
def test_what_is_no_document_says_where(text: str, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(text)
    assert str(caught.value) == message
