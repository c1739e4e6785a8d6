"""Java's values besides those of the kernel, and as text."""

from __future__ import annotations

import math
from dataclasses import field
from decimal import Decimal

from unisono.languages.program.values import (
    Boolean,
    Entry,
    Host,
    Key,
    List,
    Map,
    Null,
    Number,
    String,
    Unknown,
    Value,
    spelled,
)
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text import budget
from unisono.text.source import Text


class Character(Value):
    """A `char`: `origin` is the character."""

    __slots__ = ()


class Octets(Value):
    """A `byte[]`: `origin` is the text whose UTF-8 form it is."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class Type(Host):
    """The name of a class, by its last part."""

    name: str


@dataclass(slots=True, eq=False)
class Constant(Host):
    """A constant of a class, by both names: `HttpClient.Version.HTTP_2`, `System.out`."""

    name: str


@dataclass(slots=True, eq=False)
class Outside(Host):
    """An object of a library for JSON, by the name of its class. What it makes of the sample's own values is not understood."""

    name: str


@dataclass(slots=True, eq=False)
class Path(Host):
    """A `Path`, a `File`, or a stream of one: `name` is what the sample calls it."""

    name: Text


@dataclass(slots=True, eq=False)
class Buffer(Host):
    """What texts, or bytes, are added to: a `StringBuilder`, a `StringJoiner`, a `ByteArrayOutputStream`.

    `frame`: what a joiner puts between the texts, before them and after them.
    """

    texts: list[Text] = field(default_factory=list)
    frame: tuple[Text, Text, Text] | None = None

    def text(self) -> Text:
        """All that was added."""
        empty = self.origin.slice(0, 0)
        if self.frame is None:
            return Text.join([empty, *self.texts])
        between, before, after = self.frame
        return Text.join([empty, before, *separated(self.texts, between), after])


@dataclass(slots=True, eq=False)
class Member(Host):
    """An entry of a map, on a way through it."""

    key: Value
    value: Value


@dataclass(slots=True, eq=False)
class Stream(Host):
    """The elements that go through a stream."""

    items: list[Value]


@dataclass(slots=True, eq=False)
class Joining(Host):
    """A collector that joins texts, with what it puts between them, before them and after them."""

    frame: tuple[Text, Text, Text]


@dataclass(slots=True, eq=False)
class Instance(Host):
    """An object of a class of the sample's own."""

    name: str


def separated(texts: list[Text], between: Text) -> list[Text]:
    """Texts with a separator between them."""
    return [part for number, text in enumerate(texts) for part in ([between, text] if number else [text])]


def to_text(value: Value) -> Text:
    """A value as concatenation and `String.valueOf` make a text of it (JLS 5.1.11)."""
    match value:
        case String() | Character():
            return value.origin
        case Unknown():
            return Text.placeholder(value.origin.value, value.origin.span())
        case Number():
            return spelled(number_text(value.value, value.origin), value)
        case Boolean():
            return spelled("true" if value.value else "false", value)
        case Null():
            return spelled("null", value)
        case Buffer():
            return value.text()
        case Path():
            return value.name
        case Outside():
            raise Unsupported(f"what {value.name} makes", value.origin.span())
    raise Unsupported("such a value where a text is wanted", value.origin.span())


def number_text(value: float, place: Text) -> str:
    """A number as Java writes it: `Double.toString` has an exponent below 10**-3 and from 10**7 on."""
    if isinstance(value, int):
        return str(value)
    if not math.isfinite(value):
        raise Unsupported("a number that is none", place.span())
    if value == 0 or 1e-3 <= abs(value) < 1e7:
        plain = format(Decimal(repr(value)), "f")
        return plain if "." in plain else f"{plain}.0"
    minus, digits, power = Decimal(repr(value)).normalize().as_tuple()
    figures = "".join(map(str, digits))
    return f"{'-' * minus}{figures[0]}.{figures[1:] or '0'}E{int(power) + len(digits) - 1}"


def truthy(value: Value) -> bool | None:
    """Whether a condition holds; None where only a run could tell."""
    match value:
        case Boolean():
            return value.value
        case Unknown():
            return True if value.good else None
    raise Unsupported("such a value as a condition", value.origin.span())


def key_of(value: Value) -> str | int:
    """The key of a map that a value is."""
    match value:
        case String() | Character() if not value.origin.has_placeholder:
            return value.origin.value
        case Number() if isinstance(value.value, int):
            return value.value
    raise Unsupported("such a key", value.origin.span())


def key_value(name: Text, key: str | int) -> Value:
    """The value that a key of a map is."""
    return String(name) if isinstance(key, str) else Number(name, key)


class HashMap(Map):
    """A map that goes through its entries in the order of its buckets."""

    __slots__ = ()


class SortedMap(Map):
    """A map that goes through its entries in the order of their keys."""

    __slots__ = ()


def _ordered(found: Map) -> list[tuple[Key, Entry]]:
    """The entries of a map in the order in which it is gone through. That of buckets is certain for texts (documentation of
    `String.hashCode`; `java.util.HashMap` of OpenJDK)."""
    entries = list(found.entries.items())
    if isinstance(found, SortedMap):
        return sorted(entries, key=lambda item: str(item[0]))
    if not isinstance(found, HashMap):
        return entries
    size = 16
    while len(entries) > size * 3 // 4:
        size *= 2
    budget.characters(sum(len(entry.name) for _, entry in entries), found.origin.span())
    return sorted(entries, key=lambda item: _bucket(item[0], size))


def _bucket(key: str | int, size: int) -> int:
    number = key if isinstance(key, int) else _hash_code(key)
    number &= 0xFFFFFFFF
    return (number ^ number >> 16) & (size - 1)


def _hash_code(text: str) -> int:
    units = text.encode("utf-16-be", "surrogatepass")
    found = 0
    for at in range(0, len(units), 2):
        found = (found * 31 + int.from_bytes(units[at : at + 2])) & 0xFFFFFFFF
    return found


def elements(value: Value) -> list[Value]:
    """What a loop over a value goes through."""
    match value:
        case List():
            budget.elements(len(value.items), value.origin.span())
            return list(value.items)
        case Stream():
            return value.items
        case Map():
            budget.elements(4 * len(value.entries), value.origin.span())
            return [Member(entry.name, key_value(entry.name, key), entry.value) for key, entry in _ordered(value)]
    raise Unsupported("a loop over this value", value.origin.span())
