"""What `json.dumps` makes of values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice

from unisono.languages.json_dumps import Layout, Part, array, flat, members, spelled, string
from unisono.languages.python.thrown import Thrown
from unisono.languages.python.values import (
    MAX_VALUES,
    Const,
    Map,
    Seq,
    Str,
    Unknown,
    Value,
    key_of,
    type_name,
)
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text.json import MAX_DEPTH
from unisono.text.source import Text

NOT_FINITE = "Out of range float values are not JSON compliant"


@dataclass(frozen=True, slots=True)
class Options(Layout):
    """Those of `json.dumps`."""

    nan: bool = True
    sort: bool = False
    skip: bool = False
    as_string: bool = False  # default=str


def dumped(value: Value, options: Options) -> Text:
    """The text of a value. Raises `Thrown` (TypeError, ValueError) where `json.dumps` would."""
    pieces = list(islice(flat(_part(value, options, "\n", frozenset())), 10 * MAX_VALUES))
    if len(pieces) == 10 * MAX_VALUES:
        raise Unsupported(f"JSON of more than {MAX_VALUES} values", value.span)
    return Text.join(pieces)


def _part(value: Value, options: Options, line: str, around: frozenset[int]) -> Part:
    """Its part of the text; `around` are the lists and dicts that hold it."""
    if id(value) in around:
        raise Thrown("ValueError", "Circular reference detected", value.span)
    if len(around) > MAX_DEPTH:
        raise Unsupported(f"JSON nested deeper than {MAX_DEPTH} levels", value.span)
    if isinstance(value, Str):
        return string(value.text, options)
    if isinstance(value, Map):
        return members(value.span, _members(value, options, options.inner(line), around | {id(value)}), options, line)
    if isinstance(value, Seq) and value.kind in ("list", "tuple"):
        inner, held = options.inner(line), around | {id(value)}
        return array(value.span, (_part(item, options, inner, held) for item in value.items), options, line)
    if isinstance(value, Const) and (value.value is None or isinstance(value.value, bool | int | float)):
        return spelled(Text.of(value.span.source, value.span.start, value.span.end), _scalar(value, options))
    if options.as_string and isinstance(value, Const | Unknown):
        return Text.decoded(json.dumps(str(value.value)), value.span) if isinstance(value, Const) else _unknown(value)
    if isinstance(value, Unknown) and value.type in ("", "str", "int", "float", "bool"):
        return _unknown(value)
    raise Thrown("TypeError", f"Object of type {type_name(value)} is not JSON serializable", value.span)


def _members(value: Map, options: Options, line: str, around: frozenset[int]) -> Iterator[tuple[Part, Part]]:
    for name, item in _sorted(value) if options.sort else list(value.entries.values()):
        if (key := _key(name, options)) is not None:
            yield key, _part(item, options, line, around)


def _unknown(value: Unknown) -> Text:
    """A placeholder that leaves the text JSON, whatever the value's type turns out to be."""
    if value.type == "str":
        return Text.join([Text.decoded('"', value.span), value.text, Text.decoded('"', value.span)])
    return Text.placeholder(f'"${value.name}"', value.span)


def _scalar(value: Const, options: Options) -> str:
    try:
        return json.dumps(value.value, allow_nan=options.nan)
    except ValueError as error:
        message = NOT_FINITE if isinstance(value.value, float) else str(error)  # an integer may have too many digits
        raise Thrown("ValueError", message, value.span) from None


def _sorted(value: Map) -> list[tuple[Value, Value]]:
    try:
        return sorted(value.entries.values(), key=lambda entry: key_of(entry[0]))  # type: ignore[arg-type, return-value]
    except TypeError as error:
        raise Thrown("TypeError", str(error), value.span) from None


def _key(name: Value, options: Options) -> Part | None:
    """A member's name; None for one that `skipkeys` drops."""
    if isinstance(name, Str):
        return string(name.text, options)
    if isinstance(name, Unknown):
        return _unknown(name)
    if isinstance(name, Const) and (name.value is None or isinstance(name.value, bool | int | float)):
        return Text.decoded(json.dumps(_scalar(name, options)), name.span)
    if options.skip:
        return None
    raise Thrown("TypeError", f"keys must be str, int, float, bool or None, not {type_name(name)}", name.span)
