"""Operators, formatting and iteration on values: Python's own on the known ones, placeholders for the rest."""

from __future__ import annotations

import operator
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import cast

from unisono.languages.python.thrown import Thrown, exception_name
from unisono.languages.python.values import (
    Bytes,
    Const,
    Map,
    NotKnown,
    Object,
    Seq,
    Str,
    Unknown,
    Value,
    key_of,
    plain,
    type_name,
    wrap,
)
from unisono.languages.reading import SampleError, Unsupported
from unisono.text import budget
from unisono.text.regex import regex
from unisono.text.source import Span, Text

MAX_LENGTH = 100_000  # characters of a computed value: more is not a sample
MAX_ITEMS = 10_000  # of a computed list
MAX_PIECES = 1000  # of a value that is put together further
TOO_LONG = f"a value of more than {MAX_LENGTH} characters"
TOO_MANY_DIGITS = "a number of thousands of digits"
TOO_MANY = f"a list of more than {MAX_ITEMS} items"

_BINARY: dict[str, Callable[..., object]] = {
    "Add": operator.add, "Sub": operator.sub, "Mult": operator.mul, "Div": operator.truediv, "FloorDiv": operator.floordiv,
    "Mod": operator.mod, "Pow": operator.pow, "LShift": operator.lshift, "RShift": operator.rshift, "BitOr": operator.or_,
    "BitAnd": operator.and_, "BitXor": operator.xor,
    "MatMult": operator.matmul,
}  # fmt: skip
_COMPARE: dict[str, Callable[..., object]] = {
    "Eq": operator.eq, "NotEq": operator.ne, "Lt": operator.lt, "LtE": operator.le, "Gt": operator.gt, "GtE": operator.ge,
}  # fmt: skip


def joined(texts: list[Text]) -> Text:
    """The texts in one, unless that is longer than any sample's value, or one of them is put together already from so many
    pieces that copying them again and again takes long."""
    if sum(map(len, texts)) > MAX_LENGTH:
        raise Unsupported(TOO_LONG, texts[0].span())
    if len(texts) > 1:
        check_pieces(*texts)
    return Text.join(texts)


def check_pieces(*texts: Text) -> None:
    if found := next((text for text in texts if len(text.pieces) > MAX_PIECES), None):
        raise Unsupported("a value that is put together in very many steps", found.span())


def check_items(count: int, span: Span) -> None:
    """A list of so many items is about to be made."""
    if count > MAX_ITEMS:
        raise Unsupported(TOO_MANY, span)
    budget.elements(count, span)


def result(found: object, span: Span) -> Value:
    """A Python object as a value, or Unsupported."""
    if isinstance(found, str | bytes) and len(found) > MAX_LENGTH:
        raise Unsupported(TOO_LONG, span)
    check_digits(found, span)
    made = wrap(found, span)
    if made is None:
        raise Unsupported(f"a value of type {type(found).__name__}", span)
    return made


def check_digits(value: object, span: Span) -> None:
    """Numbers of many digits are not computed with: what is done to them takes long."""
    if isinstance(value, int) and value.bit_length() > budget.BITS:
        raise Unsupported(TOO_MANY_DIGITS, span)
    if (
        isinstance(value, Decimal)
        and value.is_finite()
        and abs(value.adjusted()) + len(value.as_tuple().digits) > budget.DIGITS
    ):
        raise Unsupported(TOO_MANY_DIGITS, span)


def computed(function: Callable[..., object], values: list[Value], span: Span, name: str) -> Value:
    """What a function of Python's own gives for known values, or a placeholder when one of them is not known. What it raises,
    the sample raises. What it makes must be bounded by what it is given."""
    for value in values:
        _check_range(value, span)
    try:
        known = [plain(v) for v in values]
    except NotKnown:
        return Unknown(name, span)
    with raising(span):
        found = function(*known)
    return result(found, span)


@contextmanager
def raising(span: Span) -> Iterator[None]:
    """Whatever Python's own functions raise inside, the sample raises: an exception of any class."""
    try:
        yield
    except (RecursionError, MemoryError, NotKnown, Thrown, SampleError):
        raise
    except Exception as error:  # noqa: BLE001 (what Python does with these values is what it does with the sample's)
        raise Thrown(exception_name(error), _message(error), span) from None


def _message(error: Exception) -> str:
    return str(error.args[0]) if isinstance(error, KeyError) and not isinstance(error.args[0], str) else str(error)


def _check_range(value: Value, span: Span) -> None:
    """A range is held as what it is written with: what goes through one could go on for ever."""
    if isinstance(value, Const) and isinstance(value.value, range) and range_length(value.value) > MAX_ITEMS:
        raise Unsupported(TOO_MANY, span)


def range_length(value: range) -> int:
    """Its length, which `len` does not give for one of more than `sys.maxsize` items."""
    return max(0, (value.stop - value.start + value.step - (1 if value.step > 0 else -1)) // value.step)


def binary(kind: str, left: Value, right: Value, span: Span) -> Value:
    """`left <operator> right`; `kind` is the operator's name in `ast`."""
    if kind == "Add":
        joined = _added(left, right, span)
        if joined is not None:
            return joined
    if kind == "Mod" and isinstance(left, Str):
        return Str(percent_format(left.text, right, span))
    if kind == "Mult":
        repeated = _repeated(left, right, span) or _repeated(right, left, span)
        if repeated is not None:
            return repeated
    if kind == "BitOr" and isinstance(left, Map) and isinstance(right, Map):
        return Map({**left.entries, **right.entries}, span)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return _unknown(left, right, span)
    if isinstance(left, Bytes) and kind == "Mod":
        _check_bytes_format(left, span)
    if isinstance(left, Str | Bytes | Const) and isinstance(right, Str | Bytes | Const):
        _check_size(kind, left, right, span)
        return computed(_BINARY[kind], [left, right], span, "value")
    symbol = {"Add": "+", "Sub": "-", "Mult": "*", "Div": "/", "BitOr": "|", "Mod": "%"}.get(kind)
    if symbol is None or kind in ("Sub", "BitOr"):
        return computed(_BINARY[kind], [left, right], span, "value")
    raise Thrown("TypeError", f"unsupported operand type(s) for {symbol}: '{type_name(left)}' and '{type_name(right)}'", span)


def _added(left: Value, right: Value, span: Span) -> Value | None:
    if isinstance(left, Str) and isinstance(right, Str):
        return Str(joined([left.text, right.text]))
    if isinstance(left, Bytes) and isinstance(right, Bytes):
        return Bytes(joined([left.text, right.text]))
    if isinstance(left, Str) and isinstance(right, Unknown):
        return Str(joined([left.text, right.text]))
    if isinstance(left, Unknown) and isinstance(right, Str):
        return Str(joined([left.text, right.text]))
    if isinstance(left, Seq) and isinstance(right, Seq) and left.kind == right.kind:
        check_items(len(left.items) + len(right.items), span)
        return Seq(left.kind, [*left.items, *right.items], span)
    if isinstance(left, Str) and not isinstance(right, Unknown):
        raise Thrown("TypeError", f'can only concatenate str (not "{type_name(right)}") to str', span)
    if isinstance(left, Bytes) and not isinstance(right, Unknown):
        raise Thrown("TypeError", f"can't concat {type_name(right)} to bytes", span)
    if isinstance(left, Seq) and not isinstance(right, Unknown):
        raise Thrown("TypeError", f'can only concatenate {left.kind} (not "{type_name(right)}") to {left.kind}', span)
    return None


def _repeated(value: Value, times: Value, span: Span) -> Value | None:
    if not isinstance(times, Const) or not isinstance(times.value, int):
        return None
    count = max(0, times.value)
    if isinstance(value, Str | Bytes | Seq) and count > sys.maxsize:
        raise Thrown("OverflowError", "cannot fit 'int' into an index-sized integer", span)
    if isinstance(value, Str | Bytes):
        if count * len(value.text) > MAX_LENGTH:
            raise Unsupported(TOO_LONG, span)
        if not value.text.value:
            return type(value)(value.text)
        if count * len(value.text.pieces) > MAX_PIECES and not value.text.has_placeholder:
            return type(value)(Text.decoded(value.text.value * count, value.span))
        return type(value)(Text.join([value.text] * count) if count else value.text.slice(0, 0))
    if isinstance(value, Seq):
        check_items(count * len(value.items), span)
        return Seq(value.kind, value.items * count, span)
    return None


def _unknown(left: Value, right: Value, span: Span) -> Unknown:
    known = next(v for v in (left, right) if isinstance(v, Unknown))
    return Unknown(known.name, span, known.type if known.type in ("int", "float") else "", known.foreign)


def _check_bytes_format(value: Bytes, span: Span) -> None:
    if "*" in value.text.value:
        raise Unsupported("this format", value.span)
    _check_width(value.text.value, span)


def _check_size(kind: str, left: Value, right: Value, span: Span) -> None:
    a, b = (v.value if isinstance(v, Const) else 0 for v in (left, right))
    if not isinstance(a, int) or not isinstance(b, int):
        return
    bits = {"Pow": a.bit_length() * max(b, 1), "LShift": a.bit_length() + b, "Mult": a.bit_length() + b.bit_length()}
    if bits.get(kind, 0) > budget.BITS:
        raise Unsupported(TOO_MANY_DIGITS, span)


def unary(kind: str, value: Value, span: Span) -> Value:
    functions: dict[str, Callable[..., object]] = {"USub": operator.neg, "UAdd": operator.pos, "Invert": operator.invert}
    return computed(functions[kind], [value], span, value.name if isinstance(value, Unknown) else "value")


def compared(kind: str, left: Value, right: Value, span: Span) -> Value:
    """One comparison; an Unknown when it cannot be known."""
    if kind in ("Is", "IsNot"):
        return _identity(kind, left, right, span)
    if kind in ("In", "NotIn"):
        return _contained(kind, left, right, span)
    return computed(_COMPARE[kind], [left, right], span, "comparison")


def _identity(kind: str, left: Value, right: Value, span: Span) -> Value:
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return Unknown("comparison", span)
    if any(isinstance(v, Str) and v.text.has_placeholder for v in (left, right)):
        return Unknown("comparison", span)
    same = left.value is right.value if isinstance(left, Const) and isinstance(right, Const) else left is right
    return Const(same == (kind == "Is"), span)


def _contained(kind: str, item: Value, group: Value, span: Span) -> Value:
    if isinstance(group, Map) and not isinstance(item, Unknown):
        return Const((group.get(hashable(item, span)) is not None) == (kind == "In"), span)
    return computed(lambda a, b: (a in b) == (kind == "In"), [item, group], span, "comparison")


def to_text(value: Value, span: Span, conversion: str = "s") -> Text:
    """`str(value)`, or `repr` and `ascii` with the conversions `r` and `a`."""
    if conversion in ("", "s"):
        if isinstance(value, Str | Unknown):
            return value.text
        if isinstance(value, Object) and isinstance(own := value.members.get("__str__"), Str):
            return own.text
        if isinstance(value, Const) and type(value.value) in (int, float):
            source = value.span.source.text[value.span.start : value.span.end]
            with raising(span):
                shown = str(value.value)
            if source == shown:
                return Text.of(value.span.source, value.span.start, value.span.end)
        convert: Callable[[object], str] = str
    else:
        convert = repr if conversion == "r" else ascii
    try:
        known = plain(value)
    except NotKnown:
        return _partly_known(value, span)
    if not _is_shown(value):
        return _partly_known(value, span)
    with raising(span):
        shown = convert(known)
    return joined([Text.decoded(shown, value.span)])


def _is_shown(value: Value) -> bool:
    """Whether its text is that of its items in their order: not that of an iterator, nor that of a set, which has no order."""
    if isinstance(value, Map):
        return all(_is_shown(item) for _, item in value.entries.values())
    if not isinstance(value, Seq):
        return True
    is_ordered = value.kind in {"list", "tuple"} or (value.kind in {"set", "frozenset"} and len(value.items) < 2)
    return is_ordered and all(map(_is_shown, value.items))


def _partly_known(value: Value, span: Span) -> Text:
    if isinstance(value, Str):
        quote = Text.decoded("'", value.span)
        return Text.join([quote, value.text, quote])
    return Text.placeholder("$" + (type_name(value) or "value"), span)


def formatted(value: Value, conversion: str, spec: Text, span: Span) -> Text:
    """A value in an f-string or `str.format`."""
    if not spec.value or (spec.value == "s" and isinstance(value, Str)):
        return to_text(value, span, conversion)
    if conversion:
        value = Str(to_text(value, span, conversion))
    try:
        known = plain(value)
    except NotKnown:
        name = value.name if isinstance(value, Unknown) else "value"
        return value.text if isinstance(value, Str) else Text.placeholder("$" + name, span)
    if isinstance(known, date) and SECONDS.search(spec.value):
        return Text.placeholder("$value", span)
    _check_width(spec.value, span)
    with raising(span):
        shown = format(known, spec.value)
    return Text.decoded(shown, span)


SECONDS = regex(r"%[^a-zA-Z%]*s")
"""In a date's format: the seconds since 1970, by the time zone of the machine."""


def _check_width(spec: str, span: Span) -> None:
    """Each width and precision of a format makes so many characters, before anybody sees them."""
    widths = [int(digits) if len(digits) < 9 else MAX_LENGTH + 1 for digits in re.findall(r"\d+", spec)]
    if sum(widths) > MAX_LENGTH:
        raise Unsupported("a very wide format", span)
    budget.characters(sum(widths), span)


_PERCENT = regex(r"%(?:\((?P<key>[^)]*)\))?(?P<flags>[-+ #0]*(?:\d{1,6})?(?:\.\d{1,6})?)(?P<type>[a-zA-Z%])")


def percent_format(pattern: Text, right: Value, span: Span) -> Text:
    """`pattern % right` (library reference, printf-style String Formatting)."""
    queue = list(right.items) if isinstance(right, Seq) and right.kind == "tuple" else [right]
    pieces, at, used = [], 0, 0
    for found in _PERCENT.finditer(pattern.value):
        pieces.append(pattern.slice(at, found.start()))
        at = found.end()
        place = pattern.slice(found.start(), found.end())
        if found["type"] == "%":
            pieces.append(Text.decoded("%", place.span()))
            continue
        if found["key"] is not None:
            value = _member(right, found["key"], span)
            used = len(queue)
        elif used < len(queue):
            value, used = queue[used], used + 1
        else:
            raise Thrown("TypeError", "not enough arguments for format string", span)
        budget.elements(2, span)
        pieces.append(_percent_item(found["flags"], found["type"], value, span))
    pieces.append(pattern.slice(at, len(pattern)))
    if "%" in _PERCENT.sub("", pattern.value):
        raise Unsupported("this format", pattern.span())
    if used < len(queue) and not isinstance(right, Map):
        raise Thrown("TypeError", "not all arguments converted during string formatting", span)
    return joined(pieces)


def _member(group: Value, key: str, span: Span) -> Value:
    if not isinstance(group, Map):
        raise Thrown("TypeError", "format requires a mapping", span)
    found = group.get(key)
    if found is None:
        raise Thrown("KeyError", repr(key), span)
    return found


def _percent_item(flags: str, kind: str, value: Value, span: Span) -> Text:
    if not flags and kind in "sr":
        return to_text(value, span, kind)
    try:
        known = plain(value)
    except NotKnown:
        return to_text(value, span)
    if not _is_shown(value):
        return to_text(value, span)
    _check_width(flags, span)
    with raising(span):
        shown = f"%{flags}{kind}" % (known,)
    return Text.decoded(shown, span)


def subscript(value: Value, index: Value, span: Span) -> Value:
    """`value[index]`."""
    if isinstance(value, Unknown):
        name = index.text.value if isinstance(index, Str) and not index.text.has_placeholder else value.name
        return Unknown(re.sub(r"\W+", "_", name).strip("_") or value.name, span, "", value.foreign)
    if isinstance(index, Unknown) or (isinstance(index, Str) and index.text.has_placeholder and not isinstance(value, Map)):
        return Unknown(index.name if isinstance(index, Unknown) else "value", span)
    if isinstance(value, Map):
        found = value.get(hashable(index, span))
        if found is None:
            raise Thrown("KeyError", to_text(index, span, "r").value, span)
        return found
    if isinstance(value, Seq) and isinstance(index, Const) and isinstance(index.value, int):
        try:
            return value.items[index.value]
        except IndexError:
            fits = abs(index.value) <= sys.maxsize
            message = f"{value.kind} index out of range" if fits else "cannot fit 'int' into an index-sized integer"
            raise Thrown("IndexError", message, span) from None
    if isinstance(value, Str) and isinstance(index, Const) and isinstance(index.value, int):
        if not -len(value.text) <= index.value < len(value.text):
            raise Thrown("IndexError", "string index out of range", span)
        at = index.value % len(value.text)
        return Str(value.text.slice(at, at + 1))
    if isinstance(value, Seq | Str):
        kind = "string" if isinstance(value, Str) else value.kind
        message = f"{kind} indices must be integers or slices, not {type_name(index)}"
        raise Thrown(
            "TypeError", message if kind != "string" else f"string indices must be integers, not '{type_name(index)}'", span
        )
    if isinstance(value, Bytes | Const):
        return computed(operator.getitem, [value, index], span, "value")
    raise Thrown("TypeError", f"'{type_name(value)}' object is not subscriptable", span)


def sliced(value: Value, bounds: list[Value | None], span: Span) -> Value:
    """`value[a:b:c]`."""
    numbers: list[int | None] = []
    for bound in bounds:
        if isinstance(bound, Unknown) or isinstance(value, Unknown):
            return Unknown(value.name if isinstance(value, Unknown) else "value", span)
        if bound is not None and not (isinstance(bound, Const) and isinstance(bound.value, int | None)):
            message = "slice indices must be integers or None or have an __index__ method"
            raise Thrown("TypeError", message, span)
        numbers.append(cast("int | None", bound.value) if isinstance(bound, Const) else None)
    if numbers[2] == 0 and isinstance(value, Str | Bytes | Seq):
        raise Thrown("ValueError", "slice step cannot be zero", span)
    cut = slice(*numbers)
    if isinstance(value, Str | Bytes) and (value.text.has_placeholder or numbers[2] in (None, 1)):
        if value.text.has_placeholder:
            return Unknown("value", span, type_name(value))
        if isinstance(value, Str) or value.text.value.isascii():
            return type(value)(value.text[cut])
    if isinstance(value, Seq):
        items = value.items[cut]
        budget.elements(len(items), span)
        return Seq(value.kind, items, span)
    return computed(operator.getitem, [value, Const(cut, span)], span, "value")


def hashable(value: Value, span: Span) -> object:
    """What a dict or a set knows a value by; raises `TypeError` as Python does."""
    with raising(span):
        key = key_of(value)
        hash(key)
    return key


def iterated(value: Value, span: Span) -> list[Value] | None:
    """The items of an iterable in their order; None where only running the sample can tell them. A set of several has another
    order in each run."""
    if is_disordered(value):
        raise Unsupported("the order of a set", span)
    return in_any_order(value, span)


def is_disordered(value: Value) -> bool:
    """Whether it is a set of several items, which have no order."""
    return isinstance(value, Seq) and value.kind in {"set", "frozenset"} and len(value.items) > 1


def in_any_order(value: Value, span: Span) -> list[Value] | None:
    """The items of an iterable for what does not ask for their order."""
    found = _iterated(value, span)
    budget.elements(len(found or ()), span)
    return found


def _iterated(value: Value, span: Span) -> list[Value] | None:
    if isinstance(value, Seq):
        return list(value.items)
    if isinstance(value, Map):
        return [name for name, _ in value.entries.values()]
    if isinstance(value, Str):
        return None if value.text.has_placeholder else [Str(value.text.slice(i, i + 1)) for i in range(len(value.text))]
    if isinstance(value, Unknown):
        return None
    if isinstance(value, Const) and isinstance(value.value, range):
        if range_length(value.value) > MAX_ITEMS:
            raise Unsupported("a loop of more than ten thousand turns", span)
        return [Const(i, span) for i in value.value]
    if isinstance(value, Bytes):
        return [Const(i, span) for i in value.text.value.encode("utf-8", "surrogatepass")]
    raise Thrown("TypeError", f"'{type_name(value)}' object is not iterable", span)
