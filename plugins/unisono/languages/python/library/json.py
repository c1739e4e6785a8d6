"""The text that `json.dumps` makes, every value in it with its place (json's manual, "Basic Usage")."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from unisono.languages.python.thrown import Thrown
from unisono.languages.python.values import (
    MAX_VALUES,
    Const,
    Map,
    NotKnown,
    Object,
    Seq,
    Str,
    Unknown,
    Value,
    key_of,
    plain,
    type_name,
)
from unisono.languages.reading import Unsupported
from unisono.text import budget
from unisono.text.source import Text

NOT_FINITE = "Out of range float values are not JSON compliant"
_ASCII = re.compile(r'[\x00-\x1f"\\]|[^\x00-\x7e]')
_ANY = re.compile(r'[\x00-\x1f"\\]')


@dataclass(frozen=True, slots=True)
class Layout:
    """The options of `json.dumps` that change the text."""

    item: str = ", "
    key: str = ": "
    indent: str | None = None
    ascii: bool = True
    nan: bool = True
    sort: bool = False
    skip: bool = False
    as_string: bool = False  # default=str


def dumped(value: Value, layout: Layout) -> Text:
    """The text of a value. Raises `Thrown` (TypeError, ValueError) where `json.dumps` would."""
    pieces = list(islice(_written(value, layout, "\n"), 10 * MAX_VALUES))
    if len(pieces) == 10 * MAX_VALUES:
        raise Unsupported(f"JSON of more than {MAX_VALUES} values", value.span)
    return Text.join(pieces)


def _written(value: Value, layout: Layout, line: str, around: frozenset[int] = frozenset()) -> Iterator[Text]:
    """The pieces of its text; `around` are the lists and dicts that hold it."""
    if id(value) in around:
        raise Thrown("ValueError", "Circular reference detected", value.span)
    if isinstance(value, Str):
        yield from _string(value.text, layout)
    elif isinstance(value, Map):
        yield from _object(value, layout, line, around | {id(value)})
    elif isinstance(value, Seq) and value.kind in ("list", "tuple"):
        yield from _array(value, layout, line, around | {id(value)})
    elif isinstance(value, Const) and (value.value is None or isinstance(value.value, bool | int | float)):
        yield Text.decoded(_scalar(value, layout), value.span) if not _verbatim(value) else _verbatim_text(value)
    elif layout.as_string and isinstance(value, Const | Unknown):
        yield Text.decoded(json.dumps(str(value.value)), value.span) if isinstance(value, Const) else _unknown(value)
    elif isinstance(value, Unknown) and value.type in ("", "str", "int", "float", "bool"):
        yield _unknown(value)
    else:
        raise Thrown("TypeError", f"Object of type {type_name(value)} is not JSON serializable", value.span)


def _unknown(value: Unknown) -> Text:
    """A placeholder that leaves the text JSON, whatever the value's type turns out to be."""
    if value.type == "str":
        return Text.join([Text.decoded('"', value.span), value.text, Text.decoded('"', value.span)])
    return Text.placeholder(f'"${value.name}"', value.span)


def _string(text: Text, layout: Layout) -> Iterator[Text]:
    quote = Text.decoded('"', text.span())
    yield quote
    for run, hidden in text.runs():
        if hidden:
            yield run
            continue
        at = 0
        escaped = _ASCII if layout.ascii else _ANY
        budget.elements(4 * len(escaped.findall(run.value)), text.span())
        for found in escaped.finditer(run.value):
            yield run.slice(at, found.start())
            yield Text.decoded(json.dumps(found[0])[1:-1], run.slice(found.start(), found.end()).span())
            at = found.end()
        yield run.slice(at, len(run))
    yield quote


def _scalar(value: Const, layout: Layout) -> str:
    try:
        return json.dumps(value.value, allow_nan=layout.nan)
    except ValueError as error:
        message = NOT_FINITE if isinstance(value.value, float) else str(error)  # an integer may have too many digits
        raise Thrown("ValueError", message, value.span) from None


def _verbatim(value: Const) -> bool:
    """Whether the number stands in the file exactly as JSON writes it."""
    span, number = value.span, value.value
    if type(number) is int and number.bit_length() > 1000:  # Python may not write it
        return False
    return type(number) in (int, float) and span.source.text[span.start : span.end] == repr(number)


def _verbatim_text(value: Const) -> Text:
    return Text.of(value.span.source, value.span.start, value.span.end)


def _array(value: Seq, layout: Layout, line: str, around: frozenset[int]) -> Iterator[Text]:
    def mark(s: str) -> Text:
        return Text.decoded(s, value.span)

    if not value.items:
        yield mark("[]")
        return
    inner = line if layout.indent is None else line + layout.indent
    before = "" if layout.indent is None else inner
    for i, item in enumerate(value.items):
        yield mark((layout.item if i else "[") + before)
        yield from _written(item, layout, inner, around)
    yield mark(("" if layout.indent is None else line) + "]")


def _object(value: Map, layout: Layout, line: str, around: frozenset[int]) -> Iterator[Text]:
    def mark(s: str) -> Text:
        return Text.decoded(s, value.span)

    entries = list(value.entries.values())
    if layout.sort:
        entries = _sorted(value)
    inner = line if layout.indent is None else line + layout.indent
    before = "" if layout.indent is None else inner
    opened = False
    for name, item in entries:
        key = _key(name, layout)
        if key is None:
            continue
        yield mark((layout.item if opened else "{") + before)
        yield from key
        yield mark(layout.key)
        yield from _written(item, layout, inner, around)
        opened = True
    yield mark(("" if layout.indent is None or not opened else line) + "}" if opened else "{}")


def _sorted(value: Map) -> list[tuple[Value, Value]]:
    try:
        return sorted(value.entries.values(), key=lambda entry: key_of(entry[0]))  # type: ignore[arg-type, return-value]
    except TypeError as error:
        raise Thrown("TypeError", str(error), value.span) from None


def _key(name: Value, layout: Layout) -> list[Text] | None:
    """A member's name; None for one that `skipkeys` drops."""
    if isinstance(name, Str):
        return list(_string(name.text, layout))
    if isinstance(name, Unknown):
        return [_unknown(name)]
    if isinstance(name, Const) and (name.value is None or isinstance(name.value, bool | int | float)):
        return [Text.decoded(json.dumps(_scalar(name, layout)), name.span)]
    if layout.skip:
        return None
    raise Thrown("TypeError", f"keys must be str, int, float, bool or None, not {type_name(name)}", name.span)


def shown(value: Value) -> str:
    """`repr` of a value, for messages and for text made of it. Raises `NotKnown`."""
    if isinstance(value, Object):
        raise NotKnown
    return repr(plain(value))
