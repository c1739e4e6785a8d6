"""`ArrayBuffer`, and what looks into it: `Uint8Array` and `DataView` (ECMAScript 23.2, 25.1, 25.3)."""

from __future__ import annotations

import math
from dataclasses import field
from typing import Literal

from unisono.languages.javascript.coercion import to_number
from unisono.languages.javascript.run import Call, Method
from unisono.languages.javascript.values import (
    Arguments,
    Array,
    Boolean,
    Bytes,
    Null,
    Number,
    Object,
    TypedArray,
    Undefined,
    Value,
    failure,
)
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text import budget
from unisono.text.source import Text

_LARGEST = 100_000
"""Bytes of a buffer that are followed."""


@dataclass(slots=True, eq=False)
class _Octets(TypedArray):
    """The bytes that lie in `data`, from `start` on, `count` of them: others may look into the same."""

    data: bytearray = field(default_factory=bytearray)
    start: int = 0
    count: int = 0

    @property
    def held(self) -> bytes:
        return bytes(self.data[self.start : self.start + self.count])

    def put(self, at: int, values: bytes) -> None:
        """Sets bytes; the text that they are is another then, for all that look at them."""
        self.data[self.start + at : self.start + at + len(values)] = values


class _Shown(_Octets):
    """Bytes whose text is worked out when somebody asks for it."""

    __slots__ = ()

    @property
    def text(self) -> Text:
        try:
            return Text.decoded(self.held.decode("utf-8"), self.origin.span())
        except UnicodeDecodeError:
            raise Unsupported("bytes that are no text", self.origin.span()) from None

    @text.setter
    def text(self, value: Text | None) -> None:
        """What a new object sets: there is no other text than that of its bytes."""


class ArrayBuffer(_Shown):
    """The bytes themselves, which only others look at."""

    __slots__ = ()
    kind = "ArrayBuffer"

    def get(self, name: str) -> Value | None:
        return Number(self.origin, self.count) if name == "byteLength" else Object.get(self, name)


class _View(_Shown):
    __slots__ = ()

    def get(self, name: str) -> Value | None:
        if name == "byteLength":
            return Number(self.origin, self.count)
        if name == "byteOffset":
            return Number(self.origin, self.start)
        if name == "buffer":
            return ArrayBuffer(self.origin, data=self.data, count=len(self.data))
        return Object.get(self, name)


class Uint8Array(_View):
    """A typed array of bytes."""

    __slots__ = ()

    def get(self, name: str) -> Value | None:
        if name == "length":
            return Number(self.origin, self.count)
        if name.isdecimal():
            held = self.held
            return Number(self.origin, held[int(name)]) if int(name) < len(held) else Undefined(self.origin)
        return _View.get(self, name)

    def set(self, name: Text, value: Value) -> None:
        if not name.value.isdecimal():
            raise Unsupported("a property of a typed array", name.span())
        if int(name.value) < self.count:
            self.put(int(name.value), bytes([_octet(value)]))


class DataView(_View):
    """What reads and writes numbers of several bytes."""

    __slots__ = ()
    kind = "DataView"


def _octet(value: Value) -> int:
    """A number as a byte (ECMAScript 7.1.11)."""
    return _whole(value) & 0xFF


def _whole(value: Value) -> int:
    found = to_number(value)
    if found is None:
        raise Unsupported("a number that is known only at run time", value.origin.span())
    return int(found) if math.isfinite(found) else 0


def _index(call: Call, number: int, default: int) -> int:
    given = call.arg(number)
    return default if isinstance(given, Undefined) else _whole(given)


def _size(call: Call, size: int) -> int:
    if size < 0:
        raise failure("RangeError", f"Invalid typed array length: {size}", call.origin)
    if size > _LARGEST:
        raise Unsupported(f"a buffer of more than {_LARGEST:,} bytes", call.origin.span())
    budget.elements(size // 16, call.origin.span())
    return size


def buffer_constructor(call: Call) -> Value:
    """`new ArrayBuffer(length)`."""
    if len(call.args) > 1:
        raise Unsupported("an ArrayBuffer that grows", call.origin.span())
    size = _size(call, _index(call, 0, 0))
    return ArrayBuffer(call.origin, data=bytearray(size), count=size)


def array_constructor(call: Call) -> Value:
    """`new Uint8Array(length)`, of a buffer, of an array."""
    given = call.arg(0)
    if isinstance(given, ArrayBuffer):
        start, count = _part(call, given)
        return Uint8Array(call.origin, data=given.data, start=start, count=count)
    if isinstance(given, Undefined | Null | Number):
        size = _size(call, _whole(given) if isinstance(given, Number) else 0)
        return Uint8Array(call.origin, data=bytearray(size), count=size)
    return _made(call, _octets_of(call, given))


def view_constructor(call: Call) -> Value:
    """`new DataView(buffer)`."""
    given = call.arg(0)
    if not isinstance(given, ArrayBuffer):
        raise Unsupported("a DataView of anything but an ArrayBuffer", call.origin.span())
    start, count = _part(call, given)
    return DataView(call.origin, data=given.data, start=start, count=count)


def _part(call: Call, buffer: ArrayBuffer) -> tuple[int, int]:
    """The part of a buffer that is looked at: from an offset on, so many bytes."""
    start = _index(call, 1, 0)
    count = _index(call, 2, buffer.count - start)
    if start < 0 or count < 0 or start + count > buffer.count:
        raise failure("RangeError", f"Start offset {start} is outside the bounds of the buffer", call.origin)
    return start, count


def _made(call: Call, octets: bytes) -> Uint8Array:
    size = _size(call, len(octets))
    return Uint8Array(call.origin, data=bytearray(octets), count=size)


def _octets_of(call: Call, given: Value) -> bytes:
    """The bytes that an array of numbers, or another typed array, has."""
    if isinstance(given, _Octets):
        return given.held
    if isinstance(given, Bytes) and given.text is not None and not given.text.has_placeholder:
        return given.text.value.encode("utf-8", "surrogatepass")
    if isinstance(given, Array | Arguments):
        return bytes(_octet(item) for item in given.items)
    raise Unsupported("a typed array of what is known only at run time", call.origin.span())


def array_from(call: Call) -> Value:
    """`Uint8Array.from(values)`."""
    if len(call.args) > 1:
        raise Unsupported("a typed array whose values are mapped", call.origin.span())
    return _made(call, _octets_of(call, call.arg(0)))


def array_of(call: Call) -> Value:
    """`Uint8Array.of(value, …)`."""
    return _made(call, bytes(_octet(value) for value in call.args))


def _this(call: Call) -> _Octets:
    if not isinstance(call.this, _Octets):
        raise Unsupported("a method of a typed array of something else", call.origin.span())
    return call.this


def _set(call: Call) -> Value:
    this, octets, at = _this(call), _octets_of(call, call.arg(0)), _index(call, 1, 0)
    if at < 0 or at + len(octets) > this.count:
        raise failure("RangeError", "offset is out of bounds", call.origin)
    this.put(at, octets)
    return Undefined(call.origin)


def _bounds(call: Call, first: int) -> tuple[int, int]:
    """Where a part begins and ends; what is below zero counts from the end."""
    count = _this(call).count
    found = [_index(call, first, 0), _index(call, first + 1, count)]
    low, high = (max(0, count + at) if at < 0 else min(at, count) for at in found)
    return low, max(low, high)


def _subarray(call: Call) -> Value:
    this, (low, high) = _this(call), _bounds(call, 0)
    return Uint8Array(call.origin, data=this.data, start=this.start + low, count=high - low)


def _slice(call: Call) -> Value:
    this, (low, high) = _this(call), _bounds(call, 0)
    octets = bytearray(this.held[low:high])
    return type(this)(call.origin, data=octets, count=len(octets))


def _fill(call: Call) -> Value:
    this, (low, high) = _this(call), _bounds(call, 1)
    this.put(low, bytes([_octet(call.arg(0))]) * (high - low))
    return this


def _writes(size: int) -> Method:
    def write(call: Call) -> Value:
        this, at, little = _this(call), _index(call, 0, 0), call.arg(2)
        if at < 0 or at + size > this.count:
            raise failure("RangeError", "Offset is outside the bounds of the DataView", call.origin)
        order = _order(call, little)
        this.put(at, (_whole(call.arg(1)) % (1 << (8 * size))).to_bytes(size, order))
        return Undefined(call.origin)

    return write


def _reads(size: int, *, signed: bool) -> Method:
    def read(call: Call) -> Value:
        this, at = _this(call), _index(call, 0, 0)
        if at < 0 or at + size > this.count:
            raise failure("RangeError", "Offset is outside the bounds of the DataView", call.origin)
        return Number(call.origin, int.from_bytes(this.held[at : at + size], _order(call, call.arg(1)), signed=signed))

    return read


def _order(call: Call, little: Value) -> Literal["little", "big"]:
    if isinstance(little, Undefined):
        return "big"
    if not isinstance(little, Boolean):
        raise Unsupported("an order of bytes that is known only at run time", call.origin.span())
    return "little" if little.value else "big"


BUFFER_METHODS: dict[str, Method] = {"slice": _slice}
ARRAY_METHODS: dict[str, Method] = {"fill": _fill, "set": _set, "slice": _slice, "subarray": _subarray}
VIEW_METHODS: dict[str, Method] = {
    f"{verb}{'Uint' if unsigned else 'Int'}{8 * size}": _writes(size) if verb == "set" else _reads(size, signed=not unsigned)
    for verb in ("get", "set")
    for unsigned in (True, False)
    for size in (1, 2, 4)
}
