"""Literals: texts, numbers, and those of structs, maps and slices (The Go Programming Language Specification)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping

from tree_sitter import Node

from unisono.languages.go.state import Go
from unisono.languages.go.types import ANY, NUMBER, RAW, STRINGS, Type
from unisono.languages.go.typing import type_of
from unisono.languages.go.values import (
    Bytes,
    GoMap,
    NumberText,
    Pointer,
    RawJson,
    Slice,
    Struct,
    copied,
    to_text,
    type_name,
)
from unisono.languages.program.tree import parts
from unisono.languages.program.values import Boolean, Null, Number, String, Unknown, Value, integer_of, key_of
from unisono.languages.reading import Invalid, Unsupported
from unisono.text import budget
from unisono.text.regex import regex
from unisono.text.source import Text

_SIMPLE = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\", "'": "'", '"': '"'}
_ESCAPE = regex(r"(?:\\(?:[0-7]{3}|x[0-9A-Fa-f]{2}))+|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\.")


def quoted(go: Go, node: Node) -> Value:
    inner = _inner(go, node)
    return String(inner.sub(_ESCAPE, lambda found: _unescaped(found[0], inner)) if "\\" in inner.value else inner)


def raw(go: Go, node: Node) -> Value:
    """Between backquotes nothing is an escape; carriage returns are left out."""
    inner = _inner(go, node)
    return String(inner.sub(_RETURN, lambda _: "") if "\r" in inner.value else inner)


_RETURN = regex("\r")


def _inner(go: Go, node: Node) -> Text:
    text = go.tree.text(node)
    return text.slice(1, len(text) - 1)


def _unescaped(escape: str, place: Text) -> str:
    kind = escape[1]
    if len(escape) == 2 and kind not in _SIMPLE:
        raise Invalid(f"unknown escape {escape}", place.span())
    if kind in "x01234567":
        codes = re.findall(r"\\(?:x(..)|(...))", escape)
        octets = [int(hexadecimal, 16) if hexadecimal else int(octal, 8) for hexadecimal, octal in codes]
        try:
            return bytes(octets).decode()
        except ValueError:
            raise Unsupported("bytes that are no text", place.span()) from None
    if kind in "uU":
        code = int(escape[2:], 16)
        if code > 0x10FFFF or 0xD800 <= code < 0xE000:
            raise Unsupported("an escape that is no character", place.span())
        return chr(code)
    return _SIMPLE[kind]


def rune(go: Go, node: Node) -> Value:
    inner = _inner(go, node)
    plain = inner.sub(_ESCAPE, lambda found: _unescaped(found[0], inner)).value
    return Number(go.tree.text(node), ord(plain[:1] or "\0"))


def integer(go: Go, node: Node) -> Value:
    origin = go.tree.text(node)
    digits = origin.value.replace("_", "").lower()
    base = 0 if digits[:2] in {"0x", "0o", "0b"} else 8 if digits.startswith("0") and len(digits) > 1 else 10
    value = integer_of(digits, base, origin)
    if value >= 1 << 64:
        raise go.refuses(f"cannot use {digits} as int value (overflows)", origin)
    return Number(origin, value)


def floating(go: Go, node: Node) -> Value:
    origin = go.tree.text(node)
    digits = origin.value.replace("_", "")
    try:
        value = float.fromhex(digits) if digits[:2].lower() == "0x" else float(digits)
    except OverflowError:
        value = math.inf
    if math.isinf(value):  # a constant may be as large as that, a variable may not
        raise Unsupported("a number that is too large", origin.span())
    return Number(origin, value)


def composite(go: Go, node: Node) -> Value:
    """`T{…}`"""
    typed, body = node.child_by_field_name("type"), node.child_by_field_name("body")
    if typed is None or body is None:
        raise go.unsupported(node)
    return built(go, body, type_of(go, typed), go.tree.text(node))


def built(go: Go, body: Node, of: Type, origin: Text) -> Value:
    """The value of a type that is written between braces."""
    kind = _KINDS.get(of.kind)
    if of.kind == "pointer" and of.element is not None:
        return Pointer(origin, built(go, body, of.element, origin))
    if kind is None:
        raise go.unsupported(body, f"a literal of the type {of.name}")
    return kind(go, body, of, origin)


def _pairs(go: Go, body: Node) -> Iterator[tuple[Node | None, Node]]:
    for item in parts(body):
        if item.type == "keyed_element":
            key, value = (item.child_by_field_name(name) for name in ("key", "value"))
            if key is None or value is None:
                raise go.unsupported(item)
            yield parts(key)[0], parts(value)[0]
        else:
            yield None, parts(item)[0]


def _value(go: Go, node: Node, of: Type) -> Value:
    """An element, whose type may be left out."""
    if node.type == "literal_value":
        return built(go, node, of, go.tree.text(node))
    return converted(go, go.evaluate(node), of)


def _struct(go: Go, body: Node, of: Type, origin: Text) -> Value:
    made = _empty(go, of, origin)
    for number, (key, value) in enumerate(_pairs(go, body)):
        name = go.tree.written(key) if key is not None else of.members[number].name if number < len(of.members) else ""
        member = next((member for member in of.members if member.name == name), None)
        if member is None:
            raise go.refuses(f"unknown field {name} in struct literal of type {of.name}", go.tree.text(key or value))
        made.members[name] = _value(go, value, member.type)
    return made


def _empty(go: Go, of: Type, origin: Text) -> Struct:
    """A struct whose members are not set. Structs in structs may be very many."""
    budget.elements(4 * len(of.members) + 1, origin.span())
    return Struct(origin, of, {member.name: zero(go, member.type, origin) for member in of.members})


def _map(go: Go, body: Node, of: Type, origin: Text) -> Value:
    made = GoMap(origin, type=of)
    for key, value in _pairs(go, body):
        if key is None:
            raise go.refuses("missing key in map literal", go.tree.text(value))
        name = go.evaluate(key)
        known = key_of(name)
        if known in made.entries:
            raise go.refuses(f"duplicate key {name.origin.value[:40]} in map literal", name.origin)
        made.put(known, name.origin, _value(go, value, of.element or ANY))
    return made


def _slice(go: Go, body: Node, of: Type, origin: Text) -> Value:
    items = []
    for key, value in _pairs(go, body):
        if key is not None:
            raise go.unsupported(key, "an index in a literal of a slice")
        items.append(_value(go, value, of.element or ANY))
    return Slice(origin, items, of)


def _host(go: Go, body: Node, of: Type, origin: Text) -> Value:
    make = go.library.makers.get(of.name)
    if make is None:
        raise Unsupported(f"a literal of the type {of.name.rpartition('/')[2]}", origin.span())
    given: dict[str, Value] = {}
    for key, value in _pairs(go, body):
        if key is None:
            raise go.unsupported(value, "a field without a name")
        name = go.tree.written(key)
        inner = _IMPLIED.get(name) if value.type == "literal_value" else None
        given[name] = built(go, value, inner, go.tree.text(value)) if inner else go.evaluate(value)
    return make(go, given, origin)


_IMPLIED: Mapping[str, Type] = {"Header": STRINGS}

_KINDS: Mapping[str, Callable[[Go, Node, Type, Text], Value]] = {
    "struct": _struct,
    "map": _map,
    "slice": _slice,
    "host": _host,
}


def zero(go: Go, of: Type, origin: Text) -> Value:
    """The value of a variable that is declared without one."""
    place = origin.span()
    match of.kind:
        case "string":
            return NumberText(Text.decoded("", place)) if of.name == NUMBER.name else String(Text.decoded("", place))
        case "int":
            return Number(origin, 0)
        case "float":
            return Number(origin, 0.0)
        case "bool":
            return Boolean(origin, False)
        case "struct":
            return _empty(go, of, origin)
        case "host" if make := go.library.makers.get(of.name):
            return make(go, {}, origin)
        case "host":
            raise Unsupported(f"the type {of.name.rpartition('/')[2]}", place)
    return Null(origin)


def converted(go: Go, value: Value, of: Type) -> Value:
    """A value as one of a type that it is assigned to. Raises where the program would not compile."""
    wrong = _WRONG.get(of.kind)
    if wrong is not None and isinstance(value, wrong):
        raise go.refuses(f"cannot use {value.origin.value[:40]} ({type_name(value)}) as {of.name} value", value.origin)
    if of.name == NUMBER.name and isinstance(value, String):
        return NumberText(value.origin)
    if of.name == RAW.name and isinstance(value, Bytes):
        return RawJson(value.origin)
    if of.kind == "int" and isinstance(value, Number) and isinstance(value.value, float):
        if not value.value.is_integer():
            raise go.refuses(f"cannot use {value.origin.value[:40]} (untyped float constant) as {of.name} value", value.origin)
        return Number(value.origin, int(value.value))
    if of.kind == "float" and isinstance(value, Number):
        return Number(value.origin, float(value.value))
    if of.kind == "any" and isinstance(value, Number) and isinstance(value.value, int) and abs(value.value) >= 1 << 63:
        raise go.refuses(f"cannot use {value.origin.value[:40]} (untyped int constant) as int value (overflows)", value.origin)
    if isinstance(value, Unknown) and of.kind == "string":
        return Unknown(value.origin, is_text=True, unset=value.unset, good=value.good, given=value.given)
    if isinstance(value, GoMap) and of.kind == "map":
        return GoMap(value.origin, value.entries, of)
    return copied(value)


_WRONG: Mapping[str, tuple[type[Value], ...]] = {
    "string": (Number, Boolean, Null, Bytes, GoMap, Slice, Struct),
    "int": (String, Boolean, Null, Bytes, GoMap, Slice, Struct),
    "float": (String, Boolean, Null, Bytes, GoMap, Slice, Struct),
    "bool": (String, Number, Null, Bytes, GoMap, Slice, Struct),
    "bytes": (String, Number, Boolean, GoMap, Struct),
    "map": (String, Number, Boolean, Bytes, Slice, Struct),
    "slice": (String, Number, Boolean, GoMap, Struct),
    "struct": (String, Number, Boolean, Null, Bytes, GoMap, Slice),
}
"""By the kind of a type, values that are surely none of it."""


def conversion(go: Go, value: Value, of: Type, origin: Text) -> Value:
    """`T(value)`"""
    if of.kind == "pointer" and isinstance(value, Null):
        return Null(origin)
    if of.kind == "pointer" or isinstance(value, Pointer):
        raise Unsupported("a conversion of a pointer", origin.span())
    if of.kind == "bytes" and isinstance(value, Null):  # `[]byte(nil)`
        return Bytes(Text.decoded("", origin.span()))
    if of.kind == "bytes":
        kind = RawJson if of.name == RAW.name else Bytes
        return kind(to_text(value)) if isinstance(value, String | Bytes | Unknown) else converted(go, value, of)
    if of.kind == "string" and isinstance(value, Bytes | Unknown):
        return String(to_text(value))
    if of.kind in {"int", "float"} and isinstance(value, Number):
        if not math.isfinite(value.value):
            raise Unsupported("a number that is too large", origin.span())
        return Number(value.origin, int(value.value) if of.kind == "int" else float(value.value))
    if of.kind == "string" and isinstance(value, Number):
        raise Unsupported("a character of its number", origin.span())
    return converted(go, value, of)
