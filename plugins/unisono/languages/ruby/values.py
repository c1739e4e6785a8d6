"""Ruby's values besides those of the kernel, as text and as JSON."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal

from unisono.languages.program.values import Boolean, Host, Key, List, Map, Null, Number, String, Unknown, Value, spelled
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text


class Symbol(Value):
    """A symbol: `origin` is its name."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class Module(Host):
    """A constant of the library: a module or a class, by its full name."""

    name: str


def to_text(value: Value) -> Text:
    """A value as `to_s` and interpolation make a string of it."""
    match value:
        case String() | Symbol():
            return value.origin
        case Unknown():
            return Text.placeholder(value.origin.value, value.origin.span())
        case Number():
            return spelled(number_text(value.value), value)
        case Boolean():
            return spelled("true" if value.value else "false", value)
        case Null():
            return Text.decoded("", value.origin.span())
    raise Unsupported("such a value where a text is wanted", value.origin.span())


def number_text(value: float) -> str:
    """A number as `to_s` writes it: a float with as many digits as are needed, from 10**15 on with an exponent."""
    if isinstance(value, int):
        return str(value)
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    minus, digits, power = Decimal(repr(value)).as_tuple()
    figures, point = "".join(map(str, digits)).rstrip("0") or "0", len(digits) + int(power)
    if figures == "0" or -4 < point <= _DIGITS:
        text = format(Decimal(repr(value)), "f")
        return text if "." in text else text + ".0"
    exponent = point - 1
    return f"{'-' * minus}{figures[0]}.{figures[1:] or '0'}e{'-' if exponent < 0 else '+'}{abs(exponent):02d}"


_DIGITS = 15


def truthy(value: Value) -> bool | None:
    """Whether a condition holds; None where only a run could tell."""
    match value:
        case Null():
            return False
        case Boolean():
            return value.value
        case Unknown():
            return True if value.good else False if value.unset else None
    return True


def key_of(value: Value) -> Key:
    """The key of a hash that a value is. Symbols and strings are different keys."""
    match value:
        case Symbol():
            return f"\0{value.origin.value}"
        case String() if not value.origin.has_placeholder:
            return value.origin.value
        case Number() if isinstance(value.value, int):
            return value.value
    raise Unsupported("a key that is known only at run time", value.origin.span())


def named(given: Map, name: str) -> Value | None:
    """A keyword argument, or the member of an options hash of that name, whether a symbol or a string."""
    return given.get(f"\0{name}") or given.get(name)


_SPECIAL = regex('[\x00-\x1f"\\\\]')
_SIMPLE = {"\b": r"\b", "\f": r"\f", "\n": r"\n", "\r": r"\r", "\t": r"\t", '"': r"\"", "\\": r"\\"}


def json_of(value: Value, *, pretty: bool = False) -> Text:
    """As `JSON.generate`, or as `JSON.pretty_generate`."""
    return Text.join(_json(value, pretty, 0))


def _json(value: Value, pretty: bool, level: int) -> Iterator[Text]:
    place = value.origin.span()
    match value:
        case List():
            yield from _container("[]", [(None, item) for item in value.items], value.origin, pretty, level)
        case Map():
            members = [(entry.name, entry.value) for entry in value.entries.values()]
            yield from _container("{}", members, value.origin, pretty, level)
        case String() | Symbol() | Unknown(is_text=True):
            yield _json_string(to_text(value))
        case Null():
            yield spelled("null", value)
        case Number() if not math.isfinite(value.value):
            raise Unsupported("a number that JSON has not", place)
        case Number() | Boolean() | Unknown():
            yield to_text(value)
        case _:
            raise Unsupported("such a value in JSON", place)


def _json_string(text: Text) -> Text:
    quote = Text.decoded('"', text.span())
    return Text.join([quote, text.sub(_SPECIAL, lambda found: _SIMPLE.get(found[0]) or f"\\u{ord(found[0]):04x}"), quote])


def _container(
    brackets: str, items: list[tuple[None, Value]] | list[tuple[Text, Value]], origin: Text, pretty: bool, level: int
) -> Iterator[Text]:
    before, after = origin.slice(0, 1).span(), origin.slice(len(origin) - 1, len(origin)).span()
    broken = pretty and bool(items)
    yield Text.decoded(brackets[0], before)
    for number, (name, value) in enumerate(items):
        between = ("," if number else "") + ("\n" + "  " * (level + 1) if broken else "")
        if between:
            yield Text.decoded(between, value.origin.span())
        if name is not None:
            yield _json_string(name)
            yield Text.decoded(": " if pretty else ":", value.origin.span())
        yield from _json(value, pretty, level + 1)
    yield Text.decoded(("\n" + "  " * level if broken else "") + brackets[1], after)
