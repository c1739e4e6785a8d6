"""PHP's conversions between types, and its numbers as text (PHP manual, "Type juggling")."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from unisono.languages.program.values import (
    Boolean,
    Entry,
    Host,
    Key,
    Map,
    Null,
    Number,
    String,
    Unknown,
    Value,
    long_integer_of,
    spelled,
)
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text import budget
from unisono.text.regex import regex
from unisono.text.source import Text

_INTEGER = regex(r"0|-?[1-9][0-9]{0,17}")
_NUMERIC = regex(r"[ \t\n\r\v\f]*([+-]?(?:[0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?)[ \t\n\r\v\f]*")
_LONGEST = 2**63


@dataclass(slots=True, eq=False)
class Object(Host):
    """An object of `stdClass`, with its properties."""

    members: Map


def to_text(value: Value) -> Text:
    """A value as a string."""
    match value:
        case String():
            return value.origin
        case Unknown():
            return Text.placeholder(value.origin.value, value.origin.span())
        case Number():
            return spelled(float_text(value.value, 14, "E") if isinstance(value.value, float) else str(value.value), value)
        case Boolean():
            return Text.decoded("1" if value.value else "", value.origin.span())
        case Null():
            return Text.decoded("", value.origin.span())
        case Map():
            raise Unsupported("an array where a text is wanted", value.origin.span())
    raise Unsupported("an object where a text is wanted", value.origin.span())


def number_text(value: Number, *, keeps_fraction: bool) -> Text:
    """A number as JSON has it (`serialize_precision` -1: the shortest digits that mean the same number)."""
    if isinstance(value.value, int):
        return spelled(str(value.value), value)
    text = float_text(value.value, 17, "e")
    return spelled(text + ".0" if keeps_fraction and re.fullmatch(r"-?[0-9]+", text) else text, value)


def float_text(value: float, precision: int, exponent: str) -> str:
    """A float as PHP writes it: `precision` digits (17: as many as are needed), with an exponent where it is longer."""
    if math.isnan(value) or math.isinf(value):
        return "NAN" if math.isnan(value) else "INF" if value > 0 else "-INF"
    minus, digits, power = Decimal(repr(value) if precision == 17 else f"{value:.{precision - 1}e}").as_tuple()
    sign, figures, point = "-" * minus, "".join(map(str, digits)).rstrip("0"), len(digits) + int(power)
    if not figures:
        return sign + "0"
    if point < -3 or point > precision:
        return f"{sign}{figures[0]}.{figures[1:] or '0'}{exponent}{'+' if point > 0 else '-'}{abs(point - 1)}"
    if point <= 0:
        return f"{sign}0.{'0' * -point}{figures}"
    whole_part, fraction = figures[:point].ljust(point, "0"), figures[point:]
    return f"{sign}{whole_part}.{fraction}" if fraction else sign + whole_part


def truthy(value: Value) -> bool | None:
    """Whether a condition holds; None where only a run could tell."""
    match value:
        case Boolean():
            return value.value
        case Null():
            return False
        case Number():
            return value.value != 0
        case String() if not value.origin.has_placeholder:
            return value.origin.value not in {"", "0"}
        case Map():
            return bool(value.entries)
        case Unknown():
            return True if value.good else False if value.unset else None
        case Host():
            return True
    return None


def key_of(value: Value) -> Key:
    """The key of an array that a value is: a text that looks like a whole number is that number (PHP manual, "Arrays")."""
    match value:
        case Number():
            return integer(value.value)
        case Boolean():
            return int(value.value)
        case Null():
            return ""
        case String() if not value.origin.has_placeholder:
            return key(value.origin.value)
    raise Unsupported("a key that is known only at run time", value.origin.span())


def key(text: str) -> Key:
    """The key that a text is."""
    return int(text) if _INTEGER.fullmatch(text) else text


def copied(value: Value) -> Value:
    """What a variable that is set to a value holds: arrays are copied, objects are not."""
    if not isinstance(value, Map):
        return value
    budget.elements(1 + 4 * len(value.entries), value.origin.span())  # an element of its own, and a place
    made = Map(value.origin, {name: Entry(entry.name, copied(entry.value)) for name, entry in value.entries.items()})
    made.following = value.following  # also behind members that were taken away
    return made


def to_number(value: Value) -> Number | None:
    """A value in arithmetic; None where it is not known to be a number."""
    if isinstance(value, Number):
        return value
    if isinstance(value, Boolean):
        return Number(value.origin, int(value.value))
    if isinstance(value, Null):
        return Number(value.origin, 0)
    if isinstance(value, String) and (found := _NUMERIC.fullmatch(value.origin.known)):
        return Number(
            value.origin, float(found[1]) if found[2] or found[3] else whole(long_integer_of(found[1], 10, value.origin))
        )
    return None


def integer(value: float) -> int:
    """A number without its fraction; what is not finite is 0 (PHP manual, "Integers")."""
    return int(value) if math.isfinite(value) else 0


def whole(value: int) -> int | float:
    """A whole number, which is a float where it does not fit into 64 bits."""
    if -_LONGEST <= value < _LONGEST:
        return value
    return float(value) if value.bit_length() < 1024 else math.inf if value > 0 else -math.inf


def equal(left: Value, right: Value, *, strict: bool) -> bool | None:
    """`===` or `==` of simple values; None where only a run could tell, or it is not understood."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Unknown):  # a good answer is neither false nor null
            fails = isinstance(other, Boolean | Null) and not truthy(other)
            return False if one.good and fails else None
    if strict and type(left) is not type(right):
        return False
    if isinstance(left, String) and isinstance(right, String):
        if left.origin.has_placeholder or right.origin.has_placeholder:
            return None
        if not strict and to_number(left) and to_number(right):
            return None
        return left.origin.value == right.origin.value
    if isinstance(left, Number) and isinstance(right, Number):
        return left.value == right.value and not (strict and type(left.value) is not type(right.value))
    if isinstance(left, Boolean | Null) or isinstance(right, Boolean | Null):
        one_holds, other_holds = truthy(left), truthy(right)
        return None if one_holds is None or other_holds is None else one_holds == other_holds
    return None
