"""Go's values besides those of the kernel, as text."""

from __future__ import annotations

import math
from dataclasses import field
from decimal import Decimal

from unisono.languages.go.types import ANY, Type
from unisono.languages.program.values import Boolean, Function, Host, List, Map, Null, Number, String, Unknown, Value, spelled
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text import budget
from unisono.text.source import Text


class Bytes(Value):
    """A slice of bytes: `origin` is what they are as text."""

    __slots__ = ()


class RawJson(Bytes):
    """A `json.RawMessage`."""

    __slots__ = ()


class NumberText(String):
    """A `json.Number`, which stands in JSON as it is written."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class Tuple(Value):
    """What a function with several results gives."""

    items: list[Value]


@dataclass(slots=True, eq=False)
class GoMap(Map):
    """A map; JSON and `Encode` take its keys in order, whatever that of the literal is."""

    type: Type = ANY


@dataclass(slots=True, eq=False)
class Slice(List):
    type: Type = ANY


@dataclass(slots=True, eq=False)
class Struct(Value):
    """A struct: its members by their names, each with a value."""

    type: Type
    members: dict[str, Value] = field(default_factory=dict)

    def copy(self) -> Struct:
        """A struct is copied where it is assigned."""
        budget.elements(4 * len(self.members) + 1, self.origin.span())
        return Struct(self.origin, self.type, {name: copied(value) for name, value in self.members.items()})


@dataclass(slots=True, eq=False)
class Pointer(Value):
    """A pointer. `scope` and `name` are the variable's that it points to, where it does to one."""

    target: Value
    scope: dict[str, Value] | None = None
    name: str = ""


@dataclass(slots=True, eq=False)
class Package(Value):
    """A package of the library: `path` is what it is imported by."""

    path: str


@dataclass(slots=True, eq=False)
class Typed(Value):
    """A type where a value may stand: in a conversion, in `make` and in `new`."""

    type: Type


@dataclass(slots=True, eq=False)
class Bound(Value):
    """A method of a value, or a function of a package, that is called next."""

    this: Value | None
    name: str


@dataclass(slots=True, eq=False)
class Closure(Function):
    """A function that is a value: with the scope and the open blocks that it was written in; `captured` is what names stood for
    then."""

    scope: dict[str, Value] = field(default_factory=dict)
    frames: list[dict[str, Value | None]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Opaque(Host):
    """A value of the library that changes nothing in what is sent, whatever is done with it."""


def copied(value: Value) -> Value:
    return value.copy() if isinstance(value, Struct) else value


def pointed(value: Value) -> Value:
    """What a pointer points to, now; the value itself where it is none."""
    if not isinstance(value, Pointer):
        return value
    if value.scope is not None and value.name in value.scope:
        return value.scope[value.name]
    return value.target


def forget(pointer: Pointer) -> None:
    """What a pointer points to is known only at run time from here on."""
    if pointer.scope is not None:
        shown = pointer.origin.slice(pointer.origin.value.startswith("&"), len(pointer.origin))
        pointer.scope[pointer.name] = Unknown(shown, good=True)
    if isinstance(pointer.target, Struct):
        for name in pointer.target.members:
            pointer.target.members[name] = Unknown(pointer.origin, good=True)


def map_of(value: Value) -> GoMap:
    """The map that a method is called of."""
    if not isinstance(value, GoMap):
        raise AssertionError(value)
    return value


def to_text(value: Value) -> Text:
    """The text of a string, of bytes, and of what is known only at run time."""
    match value:
        case String() | Bytes():
            return value.origin
        case Unknown():
            return Text.placeholder(value.origin.value, value.origin.span())
    raise Unsupported("such a value where a text is wanted", value.origin.span())


def shown(value: Value) -> Text:
    """A value as `%v` and `fmt.Sprint` write it."""
    value = pointed(value) if isinstance(value, Pointer) and isinstance(value.target, Unknown) else value
    match value:
        case Number():
            return spelled(number_text(value.value, -4), value)
        case Boolean():
            return spelled("true" if value.value else "false", value)
        case Bytes():
            raise Unsupported("bytes where a text is wanted", value.origin.span())
    return to_text(value)


def number_text(value: float, smallest: int) -> str:
    """A number as Go writes it: a float with as many digits as are needed, with an exponent from 10**21 on, and below ten to
    the power `smallest`."""
    if isinstance(value, int):
        return str(value)
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "+Inf" if value > 0 else "-Inf"
    minus, digits, power = Decimal(repr(value)).as_tuple()
    figures = "".join(map(str, digits)).rstrip("0") or "0"
    exponent = len(digits) + int(power) - 1
    if figures == "0" or smallest <= exponent < _LARGE:
        text = format(Decimal(repr(value)), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    fraction = f".{figures[1:]}" if len(figures) > 1 else ""
    return f"{'-' * minus}{figures[0]}{fraction}e{'-' if exponent < 0 else '+'}{abs(exponent):02d}"


_LARGE = 21


def type_name(value: Value) -> str:
    """What the compiler calls the type of a value, as far as it is told in messages."""
    match value:
        case GoMap() | Slice() | Struct():
            return value.type.name
        case Pointer():
            return f"*{type_name(value.target)}"
        case Bytes():
            return "[]byte"
        case String():
            return "string"
        case Boolean():
            return "bool"
        case Number():
            return "int" if isinstance(value.value, int) else "float64"
        case Null():
            return "nil"
    return "value"
