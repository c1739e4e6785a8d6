"""Packages time and context, and others that change nothing in what is sent."""

from __future__ import annotations

from collections.abc import Callable

from unisono.languages.go.state import Call, Native
from unisono.languages.go.values import Opaque, Tuple
from unisono.languages.program.values import Number, Value
from unisono.text.source import Text

_UNITS = {
    "Nanosecond": 1,
    "Microsecond": 10**3,
    "Millisecond": 10**6,
    "Second": 10**9,
    "Minute": 60 * 10**9,
    "Hour": 3600 * 10**9,
}


def _unit(size: int) -> Callable[[Text], Value]:
    return lambda origin: Number(origin, size)


def _opaque(call: Call) -> Value:
    return Opaque(call.origin)


def _with_end(call: Call) -> Value:
    """A context, and what ends it."""
    return Tuple(call.origin, [Opaque(call.origin), call.unknown()])


FUNCTIONS = {
    "context.Background": Native("", _opaque),
    "context.TODO": Native("", _opaque),
    "context.WithValue": Native("aaa", _opaque),
    "context.WithCancel": Native("a", _with_end),
    "context.WithTimeout": Native("aa", _with_end),
    "context.WithDeadline": Native("aa", _with_end),
    "time.Now": Native("", lambda call: call.unknown()),
    "time.Since": Native("a", lambda call: call.unknown()),
    "time.Sleep": Native("a", lambda call: Tuple(call.origin, [])),
}
CONSTANTS = {
    **{f"time.{name}": _unit(size) for name, size in _UNITS.items()},
    "os.Args": Opaque,
}
