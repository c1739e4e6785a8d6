"""The JSON that xh sends: what serde_json writes of what it has read, without blanks, and nested JSON as xh puts it together.

After xh's manual and source (0.24), "Nested JSON" of HTTPie's documentation, which that names, and serde_json 1 with
`preserve_order`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from decimal import Decimal

from unisono.languages import json_dumps
from unisono.languages.reading import HALF, Invalid, Unsupported
from unisono.records import dataclass
from unisono.text import budget
from unisono.text.json import JsonError, Node, read_json
from unisono.text.regex import regex
from unisono.text.source import Span, Text

MAX_DEPTH = 100
"""Levels of nesting that one key may ask for."""

MAX_INDEX = 10_000
"""The highest index that is filled up with nulls."""

_COMPACT = json_dumps.Layout(item=",", key=":", ascii=False)
_SPECIAL = frozenset("=@:;[]\\")


@dataclass(slots=True, eq=False)
class Object:
    """An object: its members by name, each with the name as it was written first."""

    span: Span
    members: dict[str, tuple[Text, Value]] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Array:
    """An array."""

    span: Span
    elements: list[Value] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """Any other value, as it is written."""

    text: Text
    kind: str


Value = Object | Array | Leaf


def string(text: Text) -> Leaf:
    """A string of the author's, in quotes."""
    if HALF.search(text.value):
        raise Invalid("lone leading surrogate in hex escape", text.span())
    return Leaf(_quoted(text), "string")


def _quoted(text: Text) -> Text:
    return Text.join(list(json_dumps.string(text, _COMPACT)))


def _null(place: Span) -> Leaf:
    """What stands for an element that is skipped (`a[2]=x`)."""
    return Leaf(Text.decoded("null", place), "null")


def unknown(placeholder: Text) -> Leaf:
    """Any value, known only when the sample runs."""
    return Leaf(placeholder, "value known only when the sample runs")


def parse(text: Text, shown: str) -> Value:
    """The value of JSON written by the author. `shown` introduces it in the reason. Raises Invalid where it is not JSON."""
    try:
        return _value(read_json(text))
    except JsonError as error:
        if text.has_placeholder:
            raise Unsupported(f"JSON that cannot be read: {error}", error.span) from None
        hint = ", write `=` for text" if re.fullmatch(r"[\w.@:/+-]+", text.value) else ""
        raise Invalid(f'"{shown}": {error}; `:=` takes JSON{hint}', error.span) from None


def _value(node: Node) -> Value:
    match node.kind:
        case "array":
            return Array(node.span, [_value(item) for item in node.items])
        case "object":
            made = Object(node.span)
            for name, value in node.members:
                label = made.members[name.value][0] if name.value in made.members else string(name.text).text
                made.members[name.value] = label, _value(value)
            return made
        case "string":
            return string(node.text)
        case "number":
            return Leaf(json_dumps.spelled(node.text, _number(node.text)), "number")
        case "placeholder":
            return unknown(node.text)
        case _:
            return Leaf(node.text, "bool" if node.kind == "boolean" else "null")


def _number(text: Text) -> str:
    """A number as serde_json writes it: what is no integer of 64 bits is one of floating point."""
    if re.fullmatch(r"-?[0-9]{1,20}", text.value) and text.value != "-0" and -(2**63) <= int(text.value) < 2**64:
        return text.value
    number = float(text.value)
    if number in (float("inf"), float("-inf")):
        raise Invalid("number out of range", text.span())
    return _floating(number)


def _floating(number: float) -> str:
    """A number of floating point in the fewest digits, as the crate ryu lays them out."""
    if number == 0:
        return "-0.0" if str(number).startswith("-") else "0.0"
    sign, figures, exponent = Decimal(repr(number)).normalize().as_tuple()
    digits, behind = "".join(map(str, figures)), int(exponent)
    point = len(digits) + behind
    if behind >= 0 and point <= 16:
        said = f"{digits}{'0' * behind}.0"
    elif 0 < point <= 16:
        said = f"{digits[:point]}.{digits[point:]}"
    elif -5 < point <= 0:
        said = f"0.{'0' * -point}{digits}"
    else:
        said = f"{digits[0]}{'.' if digits[1:] else ''}{digits[1:]}e{point - 1}"
    return f"-{said}" if sign else said


def part(value: Value) -> json_dumps.Part:
    """The JSON text that is sent, in parts."""
    match value:
        case Leaf():
            return value.text
        case Array():
            return json_dumps.array(value.span, map(part, value.elements), _COMPACT)
        case Object():
            return json_dumps.members(value.span, ((name, part(one)) for name, one in value.members.values()), _COMPACT)


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """One step on the way to a value: the `name` of a member, or an `index`; None for an element that is added. `at` is where
    it is written."""

    name: Text | None
    index: int | None
    at: int


def build(pairs: Iterable[tuple[Text, Value]]) -> Value | None:
    """The JSON value that the items' keys, as they are written, and values make up together; None where there are none.

    Raises Invalid with xh's words for keys that it does not understand and steps that do not fit.
    """
    root: Value | None = None
    for key, value in pairs:
        root = _inserted(root, [*_path(key)], value, key)
    return root


def _inserted(root: Value | None, path: list[_Step], value: Value, key: Text) -> Value:
    """`root` with the value where the path leads."""
    if not path:
        return value
    step = path[0]
    if root is None:
        root = Array(key.span()) if step.name is None else Object(key.span())
    if isinstance(root, Object) and step.name is not None:
        _put_member(root, step.name, path, value, key)
    elif isinstance(root, Array) and step.name is None:
        _put_element(root, step, path, value, key)
    else:
        how, wanted = ("key", "object") if step.name is not None else ("index" if step.index is not None else "append", "array")
        kind = root.kind if isinstance(root, Leaf) else "array" if isinstance(root, Array) else "object"
        raise Invalid(
            f"Can't perform '{how}' based access on '{key.value[: step.at]}' which has a type of '{kind}' but this operation "
            f"requires a type of '{wanted}'.",
            key.span(step.at),
        )
    return root


def _put_member(here: Object, name: Text, path: list[_Step], value: Value, key: Text) -> None:
    known = here.members.get(name.value)
    label = known[0] if known else string(name).text
    if len(path) == 1:
        here.members[name.value] = label, value
        return
    if known:  # taken out, which puts the last member in its place, and then put behind them
        budget.elements(len(here.members), key.span())
        entries = list(here.members.items())
        at = list(here.members).index(name.value)
        last = entries.pop()
        if at < len(entries):
            entries[at] = last
        here.members = dict(entries)
    here.members[name.value] = label, _inserted(known[1] if known else None, path[1:], value, key)


def _put_element(here: Array, step: _Step, path: list[_Step], value: Value, key: Text) -> None:
    count = len(here.elements)
    index = count if step.index is None else step.index
    if index > MAX_INDEX:
        raise Unsupported(f"an index above {MAX_INDEX}", key.span(step.at))
    budget.elements(max(index - count + 1, 0), key.span())
    here.elements += [_null(here.span)] * (index - count + 1)
    old = here.elements[index] if index < count else None
    here.elements[index] = value if len(path) == 1 else _inserted(old, path[1:], value, key)


_BRACKET = regex(r"\\(?:.|\Z)|[\[\]]", re.DOTALL)
_INDEX = regex(r"\+?[0-9]{1,18}")


def _path(key: Text) -> Iterator[_Step]:
    """`a[b][0][]` as its steps. A backslash makes a bracket an ordinary character, and a number in brackets a name."""
    marks = [found for found in _BRACKET.finditer(key.known) if found[0] in "[]"]
    first = marks[0].start() if marks else len(key)
    if first or not marks:
        if not first and not marks:
            raise _expected("text or '['", key, 0)
        yield _Step(_unescaped(key.slice(0, first)), None, 0)
    at = first
    for number in range(0, len(marks), 2):
        opening, closing = marks[number], marks[number + 1] if number + 1 < len(marks) else None
        if opening.start() != at or opening[0] != "[":
            raise _expected("'['" if number or first else "text or '['", key, at)
        if closing is None or closing[0] != "]":
            raise _expected("']'", key, closing.start() if closing else len(key))
        yield _inner(key, opening.end(), closing.start(), is_first=not number and not first)
        at = closing.end()
        if number > 2 * MAX_DEPTH:
            raise Unsupported(f"a key nested deeper than {MAX_DEPTH} levels", key.span())
    if at != len(key):
        raise _expected("'['", key, at)


def _inner(key: Text, start: int, end: int, *, is_first: bool) -> _Step:
    """The step in a pair of brackets."""
    inner = key.slice(start, end)
    if start == end:
        return _Step(None, None, start - 1)
    if _INDEX.fullmatch(inner.known):
        return _Step(None, int(inner.value), start - 1)
    if is_first:
        raise _expected("number or ']'", key, start)
    if inner.has_placeholder and not inner.known.strip("\0"):
        raise Unsupported("an index or key known only when the sample runs", inner.span())
    if inner.known.startswith("\\") and _INDEX.fullmatch(inner.known[1:]):
        return _Step(inner.slice(1, len(inner)), None, start - 1)
    return _Step(_unescaped(inner), None, start - 1)


def _unescaped(text: Text) -> Text:
    return text.sub(_ESCAPE, lambda found: found[0][1:] if found[0][1:] in _SPECIAL else found[0])


_ESCAPE = regex(r"\\(?:.|\Z)", re.DOTALL)


def _expected(what: str, key: Text, at: int) -> Invalid:
    return Invalid(f"expected {what}", key.span(min(at, len(key)), min(at + 1, len(key))))
