"""Packages time, context and crypto: what changes nothing in what is sent, or is known only at run time."""

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


_HASHES = ("md5", "sha1", "sha256", "sha512")
FUNCTIONS = {
    "crypto/hmac.New": Native("ab", lambda call: call.unknown()),
    **{f"crypto/{name}.New": Native("", lambda call: call.unknown()) for name in _HASHES},
    **{f"crypto/{name}.Sum": Native("b", lambda call: call.unknown()) for name in _HASHES[:2]},
    "crypto/sha256.Sum256": Native("b", lambda call: call.unknown()),
    "crypto/sha512.Sum512": Native("b", lambda call: call.unknown()),
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
