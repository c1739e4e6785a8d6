"""Conversions between types, as ECMAScript 7.1 defines them, that keep where the characters were written."""

from __future__ import annotations

import math

from unisono.languages.javascript.run import Call, Host, Native
from unisono.languages.javascript.script import whole_number
from unisono.languages.javascript.values import (
    Array,
    Boolean,
    Error,
    Function,
    Null,
    Number,
    Object,
    Regex,
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

MAX_LENGTH = 100_000
"""Longer strings are not made: code that doubles one in a loop would otherwise take all memory."""

MAX_PIECES = 1000
"""How many pieces a string may have that is added to: each addition copies them."""

_NUMBER = regex(r"[+-]?(\d++(?:\.\d*+)?([eE][+-]?\d+)?|\.\d++([eE][+-]?\d+)?|Infinity)")
_BASED = regex(r"0([xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)")
_SURROGATES = regex("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")
_SPACES = " \t\n\r\v\f\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))


def well_formed(text: Text) -> Text:
    """The text with U+FFFD for each surrogate without its other half, which has no UTF-8 form (ECMAScript 22.1.3.31)."""
    return text.sub(_SURROGATES, lambda found: utf8(found[0]).decode())


def to_string(call: Call) -> Value:
    """The method `toString` of what has no other."""
    return String(to_text(call.this))


def utf8(text: str) -> bytes:
    """The bytes of a string, as Node.js encodes it: as `well_formed`."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def format_number(value: float) -> str:
    """A number as a string (ECMAScript 6.1.6.1.20)."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    fraction = "" if fraction == "0" else fraction
    point = len(whole) + int(exponent or 0)
    digits = (whole + fraction).lstrip("0")
    point -= len(whole + fraction) - len(digits)
    digits = digits.rstrip("0")
    if 0 < point <= 21:
        return sign + (digits.ljust(point, "0") if len(digits) <= point else f"{digits[:point]}.{digits[point:]}")
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    rest = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{rest}e{'+' if point > 0 else '-'}{abs(point - 1)}"


def parse_number(text: str) -> float:
    """A string as a number (ECMAScript 7.1.4.1.1); NaN where it is none."""
    stripped = text.strip(_SPACES)
    if not stripped:
        return 0.0
    if _BASED.fullmatch(stripped):
        return whole_number(int(stripped, 0))
    if not (stripped.isascii() and _NUMBER.fullmatch(stripped)):
        return math.nan
    return float(stripped.replace("Infinity", "inf"))


def integer(value: float) -> int:
    """`ToIntegerOrInfinity` (ECMAScript 7.1.5), with an integer beyond any length for the infinities; 0 for NaN."""
    return 0 if math.isnan(value) else int(max(-(2**53), min(2**53, value)))


def as_written(value: str, origin: Text) -> Text:
    """`value` with the place of each character where the author wrote exactly it, else with the place of the whole."""
    return origin if origin.value == value else Text.decoded(value, origin.span())


def placeholder(value: Value) -> Text:
    """What stands for a value that is known only at run time."""
    return Text.placeholder(value.origin.value, value.origin.span())


def to_text(value: Value) -> Text:
    """`String(value)`. Raises `Thrown` for a symbol, `Unsupported` for an object whose `toString` the sample defines."""
    match value:
        case String():
            return value.origin
        case Number():
            return as_written(format_number(value.value), value.origin)
        case Boolean():
            return as_written("true" if value.value else "false", value.origin)
        case Null() | Undefined():
            return as_written("null" if isinstance(value, Null) else "undefined", value.origin)
        case Unknown():
            return placeholder(value)
        case Regex():
            return value.origin
        case Symbol():
            raise failure("TypeError", "Cannot convert a Symbol value to a string", value.origin)
        case Object():
            return _object_text(value)
    raise Unsupported(f"{type(value).__name__} as a string", value.origin.span())


def _object_text(value: Object) -> Text:
    if isinstance(value, Array):
        return joined(value, Text.decoded(",", value.origin.span()))
    if isinstance(value, Function):
        return value.origin
    if isinstance(value, Error):
        name, message = value.get("name"), value.get("message")
        texts = [to_text(part) for part in (name, message) if part is not None]
        return Text.decoded(": ".join(text.value for text in texts if text.value), value.origin.span())
    if value.get("toString") is not None or isinstance(value, Native):
        raise Unsupported("an object with a toString of its own as a string", value.origin.span())
    if (own := value.as_text()) is not None:
        return own
    if isinstance(value, Host):
        return placeholder(value)
    return Text.decoded(f"[object {value.kind}]", value.origin.span())


def joined(array: Array, separator: Text) -> Text:
    """`array.join(separator)`: null and undefined are empty."""
    pieces: list[Text] = [Text.decoded("", array.origin.span())]
    budget.elements(len(array.items), array.origin.span())
    for i, item in enumerate(array.items):
        if i:
            pieces.append(separator)
        if not isinstance(item, Null | Undefined):
            pieces.append(to_text(item))
    return checked(Text.join(pieces))


def concatenated(texts: list[Text], origin: Text) -> Text:
    """The texts in one; `origin` is what puts them together."""
    if any(len(text.pieces) > MAX_PIECES for text in texts):
        raise Unsupported("a string that is put together in very many steps", origin.span())
    return checked(Text.join(texts))


def checked(text: Text) -> Text:
    if len(text) > MAX_LENGTH:
        raise Unsupported("a very long string", text.span())
    return text


def is_unknown(value: Value) -> bool:
    """True for a value that nothing can be decided by: known only at run time, or a string with such a part."""
    return isinstance(value, Unknown) or (isinstance(value, String) and value.origin.has_placeholder)


def to_number(value: Value) -> float | None:
    """`Number(value)`; None where it depends on what is known only at run time."""
    if is_unknown(value):
        return None
    match value:
        case Number():
            return value.value
        case Boolean():
            return float(value.value)
        case Null():
            return 0.0
        case Undefined():
            return math.nan
        case Host():
            return None
    return parse_number(to_text(value).value)


def truthy(value: Value) -> bool | None:
    """`Boolean(value)`; None where it depends on what is known only at run time."""
    match value:
        case Unknown():
            return None
        case String():
            return None if _only_placeholders(value.origin) else bool(value.origin.value)
        case Number():
            return not (value.value == 0 or math.isnan(value.value))
        case Boolean():
            return value.value
        case Null() | Undefined():
            return False
    return True


def _only_placeholders(text: Text) -> bool:
    return text.has_placeholder and all(unknown for part, unknown in text.runs() if part.value)


def type_of(value: Value) -> str | None:
    """`typeof value`; None where only a run could tell."""
    names: dict[type[Value], str] = {
        Undefined: "undefined",
        Null: "object",
        Boolean: "boolean",
        Number: "number",
        String: "string",
        Symbol: "symbol",
        Regex: "object",
    }
    if isinstance(value, Unknown):
        return None
    return names.get(type(value)) or ("function" if isinstance(value, Function | Native) else "object")


def strictly_equal(left: Value, right: Value) -> bool | None:
    """`left === right`; None where it depends on what is known only at run time."""
    if left is right and not is_unknown(left):
        return not (isinstance(left, Number) and math.isnan(left.value))
    if is_unknown(left) or is_unknown(right):
        return None
    if isinstance(left, String) and isinstance(right, String):
        return left.origin.value == right.origin.value
    if isinstance(left, Number | Boolean) and type(left) is type(right):
        return left.value == right.value
    return isinstance(left, Null | Undefined) and type(left) is type(right)


def loosely_equal(left: Value, right: Value) -> bool | None:
    """`left == right` (ECMAScript 7.2.14); None where it depends on what is known only at run time."""
    nothing = Null | Undefined
    if isinstance(left, nothing) and isinstance(right, nothing):
        return True
    if isinstance(left, nothing) or isinstance(right, nothing):
        return None if is_unknown(left) or is_unknown(right) else False
    simple = Number | Boolean | String
    if isinstance(left, simple) and isinstance(right, simple) and type(left) is not type(right):
        a, b = to_number(left), to_number(right)
        return None if a is None or b is None else a == b
    return strictly_equal(left, right)
