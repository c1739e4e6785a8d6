"""`json_encode` (PHP manual, "JSON"), every character with its place, and `json_decode`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from unisono.languages.php.state import Call
from unisono.languages.php.values import Object, key, number_text, to_text, truthy, whole
from unisono.languages.program.values import Boolean, Map, Null, Number, String, Unknown, Value, long_integer_of
from unisono.languages.reading import Unsupported
from unisono.text.json import JsonError, Node, read_json
from unisono.text.regex import regex
from unisono.text.source import Text

CONSTANTS = {
    "JSON_HEX_TAG": 1,
    "JSON_HEX_AMP": 2,
    "JSON_HEX_APOS": 4,
    "JSON_HEX_QUOT": 8,
    "JSON_FORCE_OBJECT": 16,
    "JSON_NUMERIC_CHECK": 32,
    "JSON_UNESCAPED_SLASHES": 64,
    "JSON_PRETTY_PRINT": 128,
    "JSON_UNESCAPED_UNICODE": 256,
    "JSON_PARTIAL_OUTPUT_ON_ERROR": 512,
    "JSON_PRESERVE_ZERO_FRACTION": 1024,
    "JSON_UNESCAPED_LINE_TERMINATORS": 2048,
    "JSON_OBJECT_AS_ARRAY": 1,
    "JSON_BIGINT_AS_STRING": 2,
    "JSON_INVALID_UTF8_IGNORE": 1048576,
    "JSON_INVALID_UTF8_SUBSTITUTE": 2097152,
    "JSON_THROW_ON_ERROR": 4194304,
}
_HEXADECIMAL = {"<": 1, ">": 1, "&": 2, "'": 4, '"': 8}
_SIMPLE = {"\b": r"\b", "\f": r"\f", "\n": r"\n", "\r": r"\r", "\t": r"\t", '"': r"\"", "\\": r"\\"}
_SPECIAL = regex("[\x00-\x1f\"\\\\/<>&'\x80-\U0010ffff]")


def encoded(value: Value, flags: int = 0) -> Text:
    """The JSON of a value. A value that is known only at run time stands in it as it is, in quotes where it is a string."""
    return Text.join(_Encoder(flags).pieces(value, 0))


class _Encoder:
    def __init__(self, flags: int) -> None:
        self.flags = flags

    def pieces(self, value: Value, level: int) -> Iterator[Text]:
        place = value.origin.span()
        match value:
            case Map() if value.is_list and not self.flags & 16:
                yield from self._container("[]", [(None, item) for item in value.values()], value.origin, level)
            case Map():
                members = [(entry.name, entry.value) for entry in value.entries.values()]
                yield from self._container("{}", members, value.origin, level)
            case Object():
                members = [(entry.name, entry.value) for entry in value.members.entries.values()]
                yield from self._container("{}", members, value.origin, level)
            case String() | Unknown(is_text=True):
                yield self._string(to_text(value))
            case Unknown():
                yield to_text(value)
            case Number():
                yield number_text(value, keeps_fraction=bool(self.flags & 1024))
            case Boolean():
                word = "true" if value.value else "false"
                yield value.origin if value.origin.value == word else Text.decoded(word, place)
            case Null():
                yield value.origin if value.origin.value == "null" else Text.decoded("null", place)
            case _:
                raise Unsupported("an object in json_encode", place)

    def _container(self, brackets: str, items: Sequence[tuple[Text | None, Value]], origin: Text, level: int) -> Iterator[Text]:
        """Brackets and commas are made from the characters around the array; pretty printing is in steps of four blanks."""
        before, after = origin.slice(0, 1).span(), origin.slice(len(origin) - 1, len(origin)).span()
        pretty = bool(self.flags & 128) and items
        yield Text.decoded(brackets[0], before)
        for number, (name, value) in enumerate(items):
            between = ("," if number else "") + ("\n" + "    " * (level + 1) if pretty else "")
            if between:
                yield Text.decoded(between, value.origin.span())
            if name is not None:
                yield self._string(name)
                yield Text.decoded(": " if pretty else ":", value.origin.span())
            yield from self.pieces(value, level + 1)
        yield Text.decoded(("\n" + "    " * level if pretty else "") + brackets[1], after)

    def _string(self, text: Text) -> Text:
        if self.flags & 32 and re.fullmatch(r"\s*[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?", text.known):
            raise Unsupported("JSON_NUMERIC_CHECK of such a text", text.span())
        quote = Text.decoded('"', text.span())
        return Text.join([quote, text.sub(_SPECIAL, self._escaped), quote])

    def _escaped(self, found: re.Match[str]) -> str:
        character = found[0]
        if self.flags & _HEXADECIMAL.get(character, 0):
            return f"\\u00{ord(character):02X}"
        if character == "/":
            return character if self.flags & 64 else r"\/"
        if character in _SIMPLE:
            return _SIMPLE[character]
        code = ord(character)
        if code < 0x20 or (code >= 0x80 and (not self.flags & 256 or (code in {0x2028, 0x2029} and not self.flags & 2048))):
            units = character.encode("utf-16-be", "surrogatepass")
            return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
        return character


def json_encode(call: Call) -> Value:
    return String(encoded(call.arg(0), call.number(1, 0)))


def json_decode(call: Call) -> Value:
    """What a text says that is known; of an answer it is not."""
    given = call.arg(0)
    if not isinstance(given, String) or given.origin.has_placeholder:
        return call.unknown(good=isinstance(given, Unknown) and given.good)
    try:
        return _decoded(read_json(given.origin), truthy(call.arg(1)) is True)
    except JsonError:
        return Null(call.origin)


def _decoded(node: Node, as_arrays: bool) -> Value:
    place = node.document.slice(node.start, node.end)
    if node.kind == "object":
        members = Map(place)
        for name, value in node.members:
            members.put(key(name.value), name.text, _decoded(value, as_arrays))
        return members if as_arrays else Object(place, members=members)
    if node.kind == "array":
        return Map.of(place, [_decoded(item, as_arrays) for item in node.items])
    if node.kind == "string":
        return String(node.text)
    if node.kind == "number":
        return Number(
            place, whole(long_integer_of(node.value, 10, place)) if re.fullmatch("-?[0-9]+", node.value) else float(node.value)
        )
    return Null(place) if node.kind == "null" else Boolean(place, node.value == "true")


FUNCTIONS = {"json_encode": json_encode, "json_decode": json_decode}
