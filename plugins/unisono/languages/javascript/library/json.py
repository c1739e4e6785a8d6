"""`JSON.stringify` and `JSON.parse` (ECMAScript 25.5), with the place of every name and value."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator

from unisono.languages.javascript.coercion import integer, is_unknown, placeholder, to_number, to_text
from unisono.languages.javascript.library.dates import Date
from unisono.languages.javascript.library.url_values import SearchParams, Url
from unisono.languages.javascript.run import Call, Host, Native
from unisono.languages.javascript.values import (
    Array,
    Boolean,
    Bytes,
    Function,
    Member,
    Null,
    Number,
    Object,
    String,
    Symbol,
    Undefined,
    Unknown,
    Value,
    failure,
)
from unisono.languages.reading import Unsupported
from unisono.text import budget
from unisono.text.regex import regex
from unisono.text.source import Text

MAX_NESTING = 200

_ESCAPED = regex('["\\\\\x00-\x1f\ud800-\udfff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def stringify(call: Call) -> Value:
    """`JSON.stringify(value, replacer, space)`."""
    replacer = call.arg(1)
    if not isinstance(replacer, Null | Undefined):
        raise Unsupported("JSON.stringify with a replacer", call.origin.span())
    writer = _Writer(_indent(call.arg(2)))
    if not writer.write(call.arg(0), 0):
        return Undefined(call.origin)
    return String(Text.join(writer.pieces))


def json_of(value: Value) -> Text | None:
    """The JSON text of a value; None where there is none (undefined, a function)."""
    writer = _Writer("")
    return Text.join(writer.pieces) if writer.write(value, 0) else None


def _indent(space: Value) -> str:
    if isinstance(space, String):
        return space.origin.value[:10]
    number = to_number(space) if isinstance(space, Number) else 0
    return " " * max(0, min(10, integer(number or 0)))


class _Writer:
    def __init__(self, indent: str) -> None:
        self.indent = indent
        self.pieces: list[Text] = []
        self.around: set[int] = set()  # the arrays and objects that are being written

    def write(self, value: Value, depth: int) -> bool:
        """Write a value; False, and nothing, for what JSON leaves out."""
        self.check(value, depth)
        match value:
            case Undefined() | Symbol() | Native() | Function():
                return False
            case String():
                self.quoted(value.origin)
            case Number() if not math.isfinite(value.value):
                self.pieces.append(Text.decoded("null", value.origin.span()))
            case Number() | Boolean() | Null():
                self.pieces.append(to_text(value))
            case Unknown() | Host():
                self.pieces.append(Text.join([_mark('"', value), placeholder(value), _mark('"', value)]))
            case Url():
                self.quoted(value.href)
            case Date():
                self.quoted(value.iso())
            case Array():
                self.array(value, depth)
            case Bytes():
                raise Unsupported("a Buffer in JSON", value.origin.span())
            case Object():
                self.object(value, depth)
            case _:
                self.pieces.append(Text.decoded("{}", value.origin.span()))
        return True

    def check(self, value: Value, depth: int) -> None:
        if id(value) in self.around:
            raise failure("TypeError", "Converting circular structure to JSON", value.origin)
        if depth > MAX_NESTING:
            raise Unsupported("a value that is nested very deeply", value.origin.span())
        budget.elements(4, value.origin.span())  # as many pieces

    def quoted(self, text: Text) -> None:
        self.pieces.append(Text.decoded('"', text.slice(0, 0).span()))
        if escapes := len(_ESCAPED.findall(text.value)):
            budget.elements(4 * escapes, text.span())
            for part, unknown in text.runs():
                self.pieces += [part] if unknown else _escaped(part)
        else:
            self.pieces.append(text)
        self.pieces.append(Text.decoded('"', text.slice(len(text), len(text)).span()))

    def array(self, array: Array, depth: int) -> None:
        self.around.add(id(array))
        self.pieces.append(_mark("[", array))
        for i, item in enumerate(array.items):
            self.separate(i, array, depth)
            if not self.write(item, depth + 1):
                self.pieces.append(Text.decoded("null", item.origin.span()))
        self.close("]", array, depth, bool(array.items))
        self.around.discard(id(array))

    def object(self, value: Object, depth: int) -> None:
        if value.get("toJSON") is not None:
            raise Unsupported("an object with a toJSON of its own", value.origin.span())
        self.around.add(id(value))
        self.pieces.append(_mark("{", value))
        count = 0
        for name, item in () if isinstance(value, SearchParams) else value.entries():
            before = len(self.pieces)
            self.separate(count, value, depth)
            self.quoted(name)
            self.pieces.append(_mark(": " if self.indent else ":", value))
            if self.write(item, depth + 1):
                count += 1
            else:
                del self.pieces[before:]
        self.close("}", value, depth, bool(count))
        self.around.discard(id(value))

    def separate(self, count: int, value: Value, depth: int) -> None:
        line = "\n" + self.indent * (depth + 1) if self.indent else ""
        if count or line:
            self.pieces.append(_mark(("," if count else "") + line, value))

    def close(self, mark: str, value: Value, depth: int, filled: bool) -> None:
        line = "\n" + self.indent * depth if self.indent and filled else ""
        self.pieces.append(_mark(line + mark, value))


def _mark(value: str, of: Value) -> Text:
    return Text.decoded(value, of.origin.span())


def _escaped(text: Text) -> Iterator[Text]:
    at = 0
    for found in _ESCAPED.finditer(text.value):
        start, end = found.span()
        yield text.slice(at, start)
        escape = _SHORT.get(found[0]) or f"\\u{ord(found[0]):04x}"
        yield Text.decoded(escape, text.span(start, end))
        at = end
    yield text.slice(at, len(text))


def parse(call: Call) -> Value:
    """`JSON.parse(text)`."""
    given = call.arg(0)
    if is_unknown(given):
        return call.unknown()
    text = to_text(given)
    try:
        read = _Reader(text).document()
    except (ValueError, RecursionError):
        raise failure("SyntaxError", "the text given to JSON.parse is not JSON", given.origin) from None
    return call.unknown() if len(call.args) > 1 else read


_TOKEN = regex(
    r'[ \t\n\r]*(?:("(?:[^"\\\x00-\x1f]|\\.)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)|([\[\]{}:,]))'
)


class _Reader:
    """A reader of JSON that gives names and values the place of their characters."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.at = 0

    def document(self) -> Value:
        value = self.value(self.token(), 0)
        if self.text.value[self.at :].strip(" \t\n\r"):
            raise ValueError
        return value

    def token(self) -> re.Match[str]:
        found = _TOKEN.match(self.text.value, self.at)
        if found is None:
            raise ValueError
        self.at = found.end()
        return found

    def value(self, token: re.Match[str], depth: int) -> Value:
        place = self.text.slice(token.start(token.lastindex or 0), token.end())
        if depth > MAX_NESTING:
            raise ValueError
        if token[1]:
            return String(_string(place))
        if token[2]:
            return Number(place, float(token[2]))
        if token[3]:
            return Null(place) if token[3] == "null" else Boolean(place, token[3] == "true")
        if token[4] == "[":
            return self.array(place, depth)
        if token[4] == "{":
            return self.object(place, depth)
        raise ValueError

    def array(self, place: Text, depth: int) -> Value:
        made = Array(place)
        token = self.token()
        while token[4] != "]":
            made.items.append(self.value(token, depth + 1))
            token = self.token()
            if token[4] == ",":
                token = self.token()
                if token[4] == "]":
                    raise ValueError
            elif token[4] != "]":
                raise ValueError
        return made

    def object(self, place: Text, depth: int) -> Value:
        made = Object(place)
        token = self.token()
        while token[4] != "}":
            if not token[1] or self.token()[4] != ":":
                raise ValueError
            name = _string(self.text.slice(token.start(1), token.end(1)))
            made.members[name.value] = Member(name, self.value(self.token(), depth + 1))
            token = self.token()
            if token[4] == ",":
                token = self.token()
                if token[4] == "}":
                    raise ValueError
            elif token[4] != "}":
                raise ValueError
        return made


def _string(quoted: Text) -> Text:
    value: str = json.loads(quoted.value)
    inner = quoted.slice(1, len(quoted) - 1)
    return inner if inner.value == value else Text.decoded(value, inner.span())
