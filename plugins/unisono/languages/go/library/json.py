"""encoding/json (src/encoding/json/encode.go of Go 1.19)."""

from __future__ import annotations

import math
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace

from unisono.languages.go.library.streams import write
from unisono.languages.go.state import Call, Native
from unisono.languages.go.values import (
    Bytes,
    GoMap,
    NumberText,
    Pointer,
    RawJson,
    Slice,
    Struct,
    Tuple,
    forget,
    number_text,
    pointed,
    to_text,
)
from unisono.languages.program.values import Boolean, Host, Null, Number, String, Unknown, Value, spelled
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text.json import JsonError, Node, read_json
from unisono.text.regex import regex
from unisono.text.source import Text

_SPECIAL = regex('[\x00-\x1f"\\\\<>&\u2028\u2029]')
_SIMPLE = {'"': r"\"", "\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"}


@dataclass(frozen=True, slots=True)
class Layout:
    """How JSON is laid out: `prefix` begins each line but the first, `indent` is one level; `escapes`: `<`, `>` and `&` are
    written as escapes."""

    prefix: str = ""
    indent: str = ""
    escapes: bool = True


_PLAIN = Layout()


def encoded(call: Call, value: Value, layout: Layout = _PLAIN) -> Text:
    return Text.join(_Encoder(call, layout).pieces(value, 0))


class _Encoder:
    def __init__(self, call: Call, layout: Layout) -> None:
        self.call = call
        self.layout = layout

    def pieces(self, value: Value, level: int) -> Iterator[Text]:
        place = value.origin.span()
        if level > _DEEPEST:
            raise Unsupported("values that are nested very deeply", place)
        match value:
            case Pointer():
                yield from self.pieces(pointed(value), level)
            case GoMap():
                names = sorted((str(key), entry) for key, entry in value.entries.items())
                yield from self._container("{}", [(entry.name, entry.value) for _, entry in names], value.origin, level)
            case Struct():
                self._refuse_own(value)
                yield from self._container("{}", list(_members(value)), value.origin, level)
            case Slice():
                yield from self._container("[]", [(None, item) for item in value.items], value.origin, level)
            case RawJson():
                yield self._raw(value.origin)
            case _:
                yield self._scalar(value)

    def _scalar(self, value: Value) -> Text:
        place = value.origin.span()
        match value:
            case NumberText():
                return value.origin if value.origin.value else Text.decoded("0", place)
            case Bytes() if value.origin.has_placeholder:
                raise Unsupported("bytes that are known only at run time in JSON", place)
            case Bytes():
                return Text.decoded(f'"{b64encode(value.origin.value.encode("utf-8", "surrogatepass")).decode()}"', place)
            case String() | Unknown(is_text=True):
                return self._string(to_text(value))
            case Unknown():
                return to_text(value)
            case Number() if not math.isfinite(value.value):
                raise self.call.fails("json: unsupported value", value)
            case Number():
                return spelled(_json_number(value.value), value)
            case Boolean():
                return spelled("true" if value.value else "false", value)
            case Null():
                return spelled("null", value)
        raise Unsupported("such a value in JSON", place)

    def _raw(self, text: Text) -> Text:
        """A `json.RawMessage`, without white space between its values."""
        if not text.value:
            return Text.decoded("null", text.span())
        try:
            read = read_json(text)
        except JsonError as error:
            raise self.call.fails(f"json: {error}", String(text)) from None
        return _compact(read)

    def _refuse_own(self, value: Struct) -> None:
        """A type may say itself how it is written."""
        if {(value.type.name, "MarshalJSON"), (value.type.name, "MarshalText")} & self.call.go.methods.keys():
            raise Unsupported("a type with a method MarshalJSON", value.origin.span())

    def _container(
        self, brackets: str, items: list[tuple[None, Value]] | list[tuple[Text, Value]], origin: Text, level: int
    ) -> Iterator[Text]:
        before, after = origin.slice(0, 1).span(), origin.slice(len(origin) - 1, len(origin)).span()
        pretty = bool(self.layout.indent or self.layout.prefix) and bool(items)
        line = "\n" + self.layout.prefix
        yield Text.decoded(brackets[0], before)
        for number, (name, value) in enumerate(items):
            between = ("," if number else "") + (line + self.layout.indent * (level + 1) if pretty else "")
            if between:
                yield Text.decoded(between, value.origin.span())
            if name is not None:
                yield self._string(name)
                yield Text.decoded(": " if pretty else ":", value.origin.span())
            yield from self.pieces(value, level + 1)
        yield Text.decoded((line + self.layout.indent * level if pretty else "") + brackets[1], after)

    def _string(self, text: Text) -> Text:
        quote = Text.decoded('"', text.span())
        return Text.join([quote, text.sub(_SPECIAL, self._escaped), quote])

    def _escaped(self, found: re.Match[str]) -> str:
        character = found[0]
        if character in "<>&" and not self.layout.escapes:
            return character
        return _SIMPLE.get(character) or f"\\u{ord(character):04x}"


_DEEPEST = 100


def _json_number(value: float) -> str:
    """A number; of an exponent below zero not two digits are written where one is enough."""
    return re.sub(r"e-0(\d)\Z", r"e-\1", number_text(value, -6))


def _members(value: Struct) -> Iterator[tuple[Text, Value]]:
    for member in value.type.members:
        found = value.members[member.name]
        inner = pointed(found)
        if member.embedded and isinstance(inner, Struct):
            yield from _members(inner)
        elif member.key is not None and not (member.omits and _is_empty(found)):
            yield Text.decoded(member.key, found.origin.span()), found


def _is_empty(value: Value) -> bool:
    """Whether `omitempty` leaves a value out."""
    match value:
        case String() | Bytes():
            return not value.origin.value
        case Number() | Boolean():
            return not value.value
        case GoMap():
            return not value.entries
        case Slice():
            return not value.items
    return isinstance(value, Null)


def _compact(node: Node) -> Text:
    """JSON without white space: on one line, and then without the blanks that go with that."""
    if node.kind in {"object", "array"}:
        pieces = [node.document.slice(node.start, node.start + 1)]
        members = node.members if node.kind == "object" else [(None, item) for item in node.items]
        for number, (name, value) in enumerate(members):
            pieces += [Text.decoded(",", value.document.span())] if number else []
            pieces += [_written(name), Text.decoded(":", name.document.span())] if name is not None else []
            pieces.append(_compact(value))
        return Text.join([*pieces, node.document.slice(node.end - 1, node.end)])
    return _written(node)


def _written(node: Node) -> Text:
    return node.document.slice(node.start, node.end)


@dataclass(slots=True, eq=False)
class Encoder(Host):
    """What `json.NewEncoder` makes."""

    writer: Value
    layout: Layout = _PLAIN


class Decoder(Host):
    """What `json.NewDecoder` makes."""

    __slots__ = ()


def _marshal(call: Call) -> Value:
    return call.well(Bytes(encoded(call, call.args[0])))


def _indented(call: Call) -> Value:
    layout = Layout(call.text(1).value, call.text(2).value)
    return call.well(Bytes(encoded(call, call.args[0], layout)))


def _encoder(call: Call) -> Value:
    return Encoder(call.origin, call.args[0])


def _this(call: Call) -> Encoder:
    if not isinstance(call.this, Encoder):
        raise AssertionError(call.this)
    return call.this


def _encode(call: Call) -> Value:
    encoder = _this(call)
    text = encoded(call, call.args[0], encoder.layout)
    write(call, encoder.writer, Text.join([text, Text.decoded("\n", call.origin.span())]))
    return call.nil()


def _set_indent(call: Call) -> Value:
    encoder = _this(call)
    encoder.layout = replace(encoder.layout, prefix=call.text(0).value, indent=call.text(1).value)
    return Tuple(call.origin, [])


def _set_escapes(call: Call) -> Value:
    encoder, given = _this(call), call.args[0]
    encoder.layout = replace(encoder.layout, escapes=isinstance(given, Boolean) and given.value)
    return Tuple(call.origin, [])


def _decoded(call: Call) -> Value:
    """What is read from an answer is known only at run time; so is the variable that it is read into."""
    target = call.args[-1]
    if not isinstance(target, Pointer | Unknown):
        raise Unsupported("such a target of JSON", call.origin.span())
    if isinstance(target, Pointer):
        forget(target)
    return call.nil()


def _is_valid(call: Call) -> Value:
    try:
        read_json(call.text(0))
    except JsonError:
        return Boolean(call.origin, False)
    return Boolean(call.origin, True)


FUNCTIONS = {
    "encoding/json.Marshal": Native("a", _marshal),
    "encoding/json.MarshalIndent": Native("ass", _indented),
    "encoding/json.NewEncoder": Native("w", _encoder),
    "encoding/json.NewDecoder": Native("a", lambda call: Decoder(call.origin)),
    "encoding/json.Unmarshal": Native("ba", _decoded),
    "encoding/json.Valid": Native("b", _is_valid),
}
METHODS: dict[tuple[type | str, str], Native] = {
    (Encoder, "Encode"): Native("a", _encode),
    (Encoder, "SetIndent"): Native("ss", _set_indent),
    (Encoder, "SetEscapeHTML"): Native("t", _set_escapes),
    (Decoder, "Decode"): Native("a", _decoded),
}
