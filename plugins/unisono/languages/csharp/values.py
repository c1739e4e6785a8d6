"""C#'s values besides those of the kernel, and all of them as text."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal

from unisono.languages.program.values import Boolean, Host, List, Map, Null, Number, String, Unknown, Value, spelled
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text.source import Text


class Money(Value):
    """A number of type `decimal`, which keeps its digits: `origin` is its text."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class Members(Map):
    """An object with properties: an anonymous one, or one of a class of the sample."""


@dataclass(slots=True, eq=False)
class JsonObject(Map):
    """A `JsonObject` of System.Text.Json, which gives null for a name that it lacks. `held`: it is in another already."""

    held: bool = False


@dataclass(slots=True, eq=False)
class JsonArray(List):
    """A `JsonArray` of System.Text.Json. `held`: it is in another already."""

    held: bool = False


@dataclass(slots=True, eq=False)
class JObject(JsonObject):
    """The same of Json.NET."""


@dataclass(slots=True, eq=False)
class JArray(JsonArray):
    """The same of Json.NET."""


@dataclass(slots=True, eq=False)
class Pair(Host):
    """A `KeyValuePair`."""

    key: Value
    value: Value


@dataclass(slots=True, eq=False)
class Type(Host):
    """A type, by its name without a namespace."""

    name: str


@dataclass(slots=True, eq=False)
class Octets(Host):
    """Bytes: of a text in UTF-8, or of a file."""

    text: Text


@dataclass(slots=True, eq=False)
class Encoding(Host):
    """A text encoding: its name in media types."""

    name: str


@dataclass(slots=True, eq=False)
class Lambda(Host):
    """A function without a name, which is run with its arguments."""

    run: Callable[[list[Value]], Value]


def to_text(value: Value) -> Text:
    """A value as `ToString` and interpolation make a string of it, in the invariant culture."""
    match value:
        case String() | Money():
            return value.origin
        case Unknown():
            return Text.placeholder(value.origin.value, value.origin.span())
        case Number():
            return spelled(number_text(value.value), value)
        case Boolean():
            return Text.decoded("True" if value.value else "False", value.origin.span())
        case Null():
            return Text.decoded("", value.origin.span())
    raise Unsupported("such a value where a text is wanted", value.origin.span())


def number_text(value: float) -> str:
    """A number as `ToString` writes it: a double with as many digits as are needed, from 1E+15 on with an exponent."""
    if isinstance(value, int):
        return str(value)
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "∞" if value > 0 else "-∞"
    minus, digits, power = Decimal(repr(value)).as_tuple()
    figures, point = "".join(map(str, digits)).rstrip("0") or "0", len(digits) + int(power)
    if figures == "0":
        return "-0" if minus else "0"
    if -5 < point - 1 < _DIGITS:
        text = format(Decimal(repr(value)), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    exponent = point - 1
    fraction = f".{figures[1:]}" if figures[1:] else ""
    return f"{'-' * minus}{figures[0]}{fraction}E{'-' if exponent < 0 else '+'}{abs(exponent):02d}"


_DIGITS = 15


def truthy(value: Value) -> bool | None:
    """Whether a condition holds; None where only a run could tell."""
    match value:
        case Boolean():
            return value.value
        case Unknown(good=True):
            return True
    return None
