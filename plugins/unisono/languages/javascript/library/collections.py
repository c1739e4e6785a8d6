"""`Map` and `Set` objects (ECMAScript 24.1, 24.2)."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import field

from unisono.languages.javascript.coercion import is_unknown
from unisono.languages.javascript.run import Call, Method
from unisono.languages.javascript.values import (
    Array,
    Boolean,
    Listing,
    Null,
    Number,
    Object,
    String,
    Undefined,
    Unknown,
    Value,
    failure,
)
from unisono.languages.reading import Unsupported
from unisono.records import dataclass


@dataclass(slots=True, eq=False)
class Collection(Object):
    """Values by what they are equal by, with their keys: those of a set are their own."""

    found: dict[Hashable, tuple[Value, Value]] = field(default_factory=dict)

    def get(self, name: str) -> Value | None:
        return Number(self.origin, len(self.found)) if name == "size" else Object.get(self, name)

    def add(self, key: Value, value: Value) -> None:
        same = _same_value(key)
        self.found[same] = (self.found[same][0] if same in self.found else key, value)


class Map(Collection):
    __slots__ = ()
    kind = "Map"


class Set(Collection):
    __slots__ = ()
    kind = "Set"


def _same_value(key: Value) -> Hashable:
    """What is the same for keys that are the same (SameValueZero, ECMAScript 7.2.10)."""
    if isinstance(key, Unknown) or is_unknown(key):
        raise Unsupported("a key that is known only at run time", key.origin.span())
    match key:
        case String():
            return key.origin.value
        case Number() | Boolean():
            return type(key), "NaN" if key.value != key.value else key.value
        case Null() | Undefined():
            return type(key).__name__, None
    return id(key)


def map_constructor(call: Call) -> Value:
    """`new Map(pairs)`."""
    made = Map(call.origin)
    for row in _given(call):
        if not isinstance(row, Array):
            if isinstance(row, Object):
                raise Unsupported("a pair that is no array", call.origin.span())
            if isinstance(row, Unknown | String):
                raise Unsupported("a pair that is known only at run time", call.origin.span())
            raise failure("TypeError", f"Iterator value {row.origin.value} is not an entry object", call.origin)
        key, value = (row.items[i] if i < len(row.items) else Undefined(call.origin) for i in range(2))
        made.add(key, value)
    return made


def set_constructor(call: Call) -> Value:
    """`new Set(values)`."""
    made = Set(call.origin)
    for value in _given(call):
        made.add(value, value)
    return made


def _given(call: Call) -> list[Value]:
    given = call.arg(0)
    if isinstance(given, Undefined | Null):
        return []
    found = call.run.iterated(given)
    if found is None:
        if is_unknown(given) or not isinstance(given, Number | Boolean | Object):
            raise Unsupported("going through a value that is known only at run time", call.origin.span())
        raise failure("TypeError", f"{given.origin.value} is not iterable", call.origin)
    return found


def _this(call: Call) -> Collection:
    if not isinstance(call.this, Collection):
        raise failure("TypeError", "Method called on incompatible receiver", call.origin)
    return call.this


def _add(call: Call) -> Value:
    _this(call).add(call.arg(0), call.arg(0))
    return call.this


def _set(call: Call) -> Value:
    _this(call).add(call.arg(0), call.arg(1))
    return call.this


def _get(call: Call) -> Value:
    found = _this(call).found.get(_same_value(call.arg(0)))
    return found[1] if found else Undefined(call.origin)


def _has(call: Call) -> Value:
    return Boolean(call.origin, _same_value(call.arg(0)) in _this(call).found)


def _delete(call: Call) -> Value:
    return Boolean(call.origin, _this(call).found.pop(_same_value(call.arg(0)), None) is not None)


def _clear(call: Call) -> Value:
    _this(call).found.clear()
    return Undefined(call.origin)


def _entries(call: Call) -> Value:
    return Listing(call.origin, items=[Array(call.origin, items=[key, value]) for key, value in _this(call).found.values()])


def _keys(call: Call) -> Value:
    return Listing(call.origin, items=[key for key, _ in _this(call).found.values()])


def _values(call: Call) -> Value:
    return Listing(call.origin, items=[value for _, value in _this(call).found.values()])


def _for_each(call: Call) -> Value:
    for key, value in list(_this(call).found.values()):
        call.run.call(call.arg(0), call.arg(1), [value, key, call.this], call.origin)
    return Undefined(call.origin)


_METHODS: dict[str, Method] = {
    "clear": _clear,
    "delete": _delete,
    "entries": _entries,
    "forEach": _for_each,
    "has": _has,
    "keys": _keys,
    "values": _values,
}
MAP_METHODS: dict[str, Method] = {**_METHODS, "get": _get, "set": _set}
SET_METHODS: dict[str, Method] = {**_METHODS, "add": _add}
