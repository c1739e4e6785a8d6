"""The names that every script finds: those of ECMAScript and of Node.js 20."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Callable
from urllib.parse import unquote

from unisono.languages.javascript.coercion import integer, is_unknown, parse_number, to_number, to_text, truthy
from unisono.languages.javascript.library import bodies, buffers, collections, dates, json, standard, url_values
from unisono.languages.javascript.library.methods import METHODS
from unisono.languages.javascript.library.percent import COMPONENT, WHOLE, percent_encoded
from unisono.languages.javascript.library.responses import response_constructor
from unisono.languages.javascript.operators import binary
from unisono.languages.javascript.promises import promise_object
from unisono.languages.javascript.properties import elements
from unisono.languages.javascript.run import (
    Call,
    Exit,
    Host,
    Maker,
    Method,
    Native,
    Prototype,
    constructor,
    function,
    host,
    unknown,
)
from unisono.languages.javascript.values import (
    Array,
    Boolean,
    Error,
    Function,
    Member,
    Null,
    Number,
    Object,
    String,
    TypedArray,
    Undefined,
    Unknown,
    Value,
    failure,
)
from unisono.languages.reading import HALF, Unsupported
from unisono.text.regex import regex
from unisono.text.source import Text


class Silent(Native):
    """A function that only prints."""

    __slots__ = ()
    kind = "Silent"


class Console(Host):
    __slots__ = ()

    def get(self, name: str) -> Value | None:  # noqa: ARG002  every method only prints
        return Silent(self.origin, call=_nothing)


class Environment(Host):
    """`process.env`: whatever the sample does not set itself is set by the user or missing."""

    __slots__ = ()
    kind = "Environment"


def _nothing(call: Call) -> Value:
    return Undefined(call.origin)


def _encoder(unsafe: re.Pattern[str]) -> Maker:
    def encode(call: Call) -> Value:
        text = to_text(call.arg(0))
        if HALF.search(text.value):
            raise failure("URIError", "URI malformed", call.origin)
        return String(percent_encoded(text, unsafe))

    return function(encode)


def _decode(call: Call) -> Value:
    text = to_text(call.arg(0))
    try:
        value = unquote(text.value, errors="strict")
    except UnicodeDecodeError:
        raise failure("URIError", "URI malformed", call.origin) from None
    return call.arg(0) if value == text.value else String(Text.decoded(value, text.span()))


def _string(call: Call) -> Value:
    return String(to_text(call.arg(0))) if call.args else call.made("")


def _number(call: Call) -> Value:
    value = to_number(call.arg(0)) if call.args else 0.0
    return call.unknown() if value is None else Number(call.arg(0).origin, value)


def _boolean(call: Call) -> Value:
    decided = truthy(call.arg(0))
    return call.unknown() if decided is None else Boolean(call.origin, decided)


_LEADING_NUMBER = regex(r"\s*([+-]?(Infinity|\d++(?:\.\d*+)?([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?))")
_LEADING_INTEGER = regex(r"\s*([+-]?\d+)")


def _parse_float(call: Call) -> Value:
    return _leading(call, _LEADING_NUMBER)


def _parse_int(call: Call) -> Value:
    if len(call.args) > 1 and to_number(call.arg(1)) != 10:
        raise Unsupported("parseInt with another base", call.origin.span())
    return _leading(call, _LEADING_INTEGER)


def _leading(call: Call, pattern: re.Pattern[str]) -> Value:
    if is_unknown(call.arg(0)):
        return call.unknown()
    found = pattern.match(to_text(call.arg(0)).value)
    return Number(call.origin, parse_number(found[1]) if found else math.nan)


def _is_nan(call: Call) -> Value:
    value = to_number(call.arg(0))
    return call.unknown() if value is None else Boolean(call.origin, math.isnan(value))


def _is_number(test: Callable[[float], bool]) -> Method:
    """A function that says whether its argument is a number of some kind, as it is."""

    def decide(call: Call) -> Value:
        value = call.arg(0)
        return (
            call.unknown()
            if isinstance(value, Unknown)
            else Boolean(call.origin, isinstance(value, Number) and test(value.value))
        )

    return decide


def _is_safe(value: float) -> bool:
    return value.is_integer() and abs(value) <= _LARGEST


def _from_codes(call: Call) -> Value:
    codes = [to_number(arg) for arg in call.args]
    if any(code is None for code in codes):
        return call.unknown()
    units = b"".join((integer(code or 0) % 0x10000).to_bytes(2, "little") for code in codes)
    return call.made(units.decode("utf-16-le", "surrogatepass"))


def _own_entries(call: Call) -> list[tuple[Text, Value]] | None:
    given = call.arg(0)
    if isinstance(given, Null | Undefined):
        raise failure("TypeError", "Cannot convert undefined or null to object", call.origin)
    return list(given.entries()) if isinstance(given, Object) and not isinstance(given, Host) else None


def _listed(call: Call, pick: Callable[[Text, Value], Value]) -> Value:
    entries = _own_entries(call)
    return call.unknown() if entries is None else Array(call.origin, items=[pick(n, v) for n, v in entries])


def _keys(call: Call) -> Value:
    return _listed(call, lambda name, _: String(name))


def _values(call: Call) -> Value:
    return _listed(call, lambda _, value: value)


def _entries(call: Call) -> Value:
    return _listed(call, lambda name, value: Array(call.origin, items=[String(name), value]))


def _assign(call: Call) -> Value:
    target = call.arg(0)
    if isinstance(target, Undefined | Null):
        raise failure("TypeError", "Cannot convert undefined or null to object", call.origin)
    if not isinstance(target, Object):
        return call.unknown()
    for source in call.args[1:]:
        if is_unknown(source):
            raise Unsupported("Object.assign of what is known only at run time", call.origin.span())
        if isinstance(source, String):
            raise Unsupported("Object.assign of a text, whose characters are its properties", call.origin.span())
        for name, value in source.entries() if isinstance(source, Object) else ():
            target.set(name, value)
    return target


def _from_entries(call: Call) -> Value:
    made = Object(call.origin)
    for row in elements(call.run, call.arg(0), call.origin):
        if not isinstance(row, Array) or len(row.items) < 2:
            raise Unsupported("Object.fromEntries of this", call.origin.span())
        made.set(to_text(row.items[0]), row.items[1])
    return made


def _create(call: Call) -> Value:
    if not isinstance(call.arg(0), Null) or len(call.args) > 1:
        raise Unsupported("an object with a prototype of its own", call.origin.span())
    return Object(call.origin)


def _has_own(call: Call) -> Value:
    holder, name = call.arg(0), call.arg(1)
    if type(holder) is not Object or is_unknown(name):
        raise Unsupported("Object.hasOwn of this", call.origin.span())
    return Boolean(call.origin, to_text(name).value in holder.members)


def _same(call: Call) -> Value:
    return call.arg(0)


def _object(call: Call) -> Value:
    return call.arg(0) if isinstance(call.arg(0), Object) else Object(call.origin)


def _array(call: Call) -> Value:
    if len(call.args) == 1:
        raise Unsupported("an array of a given length", call.origin.span())
    return Array(call.origin, items=list(call.args))


def _is_array(call: Call) -> Value:
    return call.unknown() if isinstance(call.arg(0), Unknown) else Boolean(call.origin, isinstance(call.arg(0), Array))


def _array_from(call: Call) -> Value:
    given = call.arg(0)
    numbers = isinstance(given, Number | Boolean)  # which have no length
    found = [] if numbers else call.run.iterated(given)
    if found is None and not is_unknown(given) and not isinstance(given, Undefined | Null):
        raise Unsupported("an array of what has a length", call.origin.span())
    made = Array(call.origin, items=elements(call.run, given, call.origin) if found is None else found)
    if isinstance(call.arg(1), Undefined):
        return made
    if not isinstance(call.arg(1), Function | Native | Unknown | Host):
        raise failure("TypeError", f"{call.arg(1).origin.value} is not a function", call.origin)
    rows = [[item, Number(call.origin, i)] for i, item in enumerate(made.items)]
    return Array(call.origin, items=[call.run.call(call.arg(1), Undefined(call.origin), row, call.origin) for row in rows])


def _array_of(call: Call) -> Value:
    return Array(call.origin, items=list(call.args))


_CONSTANTS = {
    "E": math.e,
    "PI": math.pi,
    "LN2": math.log(2),
    "LN10": math.log(10),
    "LOG2E": math.log2(math.e),
    "LOG10E": math.log10(math.e),
    "SQRT2": math.sqrt(2),
    "SQRT1_2": math.sqrt(0.5),
}


def _rounded(operation: Callable[[float], float]) -> Method:
    def calculate(call: Call) -> Value:
        value = to_number(call.arg(0))
        if value is None or not math.isfinite(value):
            return call.unknown()
        return Number(call.origin, float(operation(value)))

    return calculate


def _extreme(choose: Callable[[list[float]], float]) -> Method:
    def calculate(call: Call) -> Value:
        values = [to_number(arg) for arg in call.args]
        known = [value for value in values if value is not None]
        if len(known) == len(values) and any(map(math.isnan, known)):
            return Number(call.origin, math.nan)
        return Number(call.origin, choose(known)) if known and len(known) == len(values) else call.unknown()

    return calculate


def _pow(call: Call) -> Value:
    return binary("**", call.arg(0), call.arg(1), call.origin)


def _square_root(value: float) -> float:
    return math.sqrt(value) if value >= 0 else math.nan


def _math(origin: Text) -> Value:
    methods: dict[str, Method] = {
        "floor": _rounded(math.floor),
        "ceil": _rounded(math.ceil),
        "trunc": _rounded(math.trunc),
        "abs": _rounded(abs),
        "round": _rounded(lambda x: math.floor(x + 0.5)),
        "max": _extreme(max),
        "min": _extreme(min),
        "pow": _pow,
        "sqrt": _rounded(_square_root),
        "sign": _rounded(lambda x: (x > 0) - (x < 0)),
        "random": unknown,
    }
    made = host(origin, methods)
    for name, value in _CONSTANTS.items():
        made.members[name] = Member(origin, Number(origin, value))
    return made


def _error(name: str) -> Maker:
    def construct(call: Call) -> Value:
        made = Error(call.origin)
        made.set(Text.decoded("name", call.origin.span()), call.made(name))
        made.set(Text.decoded("message", call.origin.span()), String(to_text(call.arg(0))) if call.args else call.made(""))
        return made

    return function(construct, captureStackTrace=_nothing)


def _btoa(call: Call) -> Value:
    text = to_text(call.arg(0))
    if any(ord(c) > 255 for c in text.value):
        raise failure("InvalidCharacterError", "Invalid character", call.origin)
    if not text.value.isascii():
        raise Unsupported("btoa of characters beyond ASCII", call.origin.span())
    return bodies.encoded(call, text, "base64")


def _later(call: Call) -> Value:
    """`setTimeout` and its like: the callback runs from the event loop."""
    call.run.later(call.arg(0), [Undefined(call.origin)], call.origin)
    return call.unknown()


def _repeatedly(call: Call) -> Value:
    if call.run.leads_to_request(call.arg(0)):
        raise Unsupported("requests that are repeated without end", call.origin.span())
    return call.unknown()


def _exit(call: Call) -> Value:
    if call.run.requests and not call.run.turns:
        raise Unsupported("process.exit() right after a request", call.origin.span())
    raise Exit


def _process(origin: Text) -> Value:
    made = host(origin, {"exit": _exit, "on": _nothing, "once": _nothing, "nextTick": _later})
    made.members["env"] = Member(origin, Environment(origin))
    made.members["stdout"] = Member(origin, Console(origin))
    made.members["stderr"] = Member(origin, Console(origin))
    return made


def _buffer(origin: Text) -> Value:
    made = host(
        origin,
        {
            "from": bodies.buffer_from,
            "alloc": bodies.buffer_alloc,
            "byteLength": bodies.buffer_byte_length,
            "concat": bodies.buffer_concat,
            "isBuffer": bodies.is_buffer,
        },
    )
    return _callable(made, bodies.buffer_from)


def _callable(made: Host, method: Method) -> Native:
    return Native(made.origin, made.members, call=method)


def _abort(call: Call) -> Value:
    if not call.run.turns:
        raise Unsupported("a request that is aborted at once", call.origin.span())
    return Undefined(call.origin)


def _abort_controller(call: Call) -> Value:
    return host(call.origin, {"abort": _abort})


def _text_encoder(call: Call) -> Value:
    def encode(inner: Call) -> Value:
        return TypedArray(inner.origin, text=to_text(inner.arg(0)))

    return host(call.origin, {"encode": encode})


def _not_read(name: str) -> Maker:
    """Something whose result could be known, but is not worked out here."""

    def refuse(call: Call) -> Value:
        raise Unsupported(f"{name} is not understood", call.origin.span())

    return function(refuse)


_LARGEST = 2**53 - 1
_NUMBERS = {
    "EPSILON": 2.0**-52,
    "MAX_SAFE_INTEGER": float(_LARGEST),
    "MAX_VALUE": sys.float_info.max,
    "MIN_SAFE_INTEGER": float(-_LARGEST),
    "MIN_VALUE": 5e-324,
    "NEGATIVE_INFINITY": -math.inf,
    "NaN": math.nan,
    "POSITIVE_INFINITY": math.inf,
}


def _number_object(origin: Text) -> Value:
    made = Native(origin, call=_number)
    statics: dict[str, Method] = {
        "isFinite": _is_number(math.isfinite),
        "isInteger": _is_number(float.is_integer),
        "isNaN": _is_number(math.isnan),
        "isSafeInteger": _is_number(_is_safe),
        "parseFloat": _parse_float,
        "parseInt": _parse_int,
    }
    made.members |= host(origin, statics).members
    for name, value in _NUMBERS.items():
        made.members[name] = Member(origin, Number(origin, value))
    return made


def _module(origin: Text) -> Value:
    made = Object(origin)
    made.members["exports"] = Member(origin, Object(origin))
    return made


_AT_RUN_TIME = re.findall(
    r"\w+",
    """
    AbortSignal Intl crypto performance __dirname __filename Event EventTarget MessageChannel MessagePort
    MessageEvent BroadcastChannel ReadableStream WritableStream TransformStream CompressionStream
    DecompressionStream DOMException clearTimeout clearInterval clearImmediate TextDecoder WeakRef
    FinalizationRegistry Atomics WebAssembly ByteLengthQueuingStrategy CountQueuingStrategy Crypto CryptoKey CustomEvent
    Performance PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver PerformanceObserverEntryList
    PerformanceResourceTiming ReadableByteStreamController ReadableStreamBYOBReader ReadableStreamBYOBRequest
    ReadableStreamDefaultController ReadableStreamDefaultReader SubtleCrypto TextDecoderStream TextEncoderStream
    TransformStreamDefaultController WritableStreamDefaultController WritableStreamDefaultWriter
    """,
)
_NOT_READ = re.findall(
    r"\w+",
    """
    Reflect Symbol WeakMap WeakSet RegExp Proxy BigInt SharedArrayBuffer
    Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array
    Uint8ClampedArray BigInt64Array BigUint64Array Function AggregateError Iterator structuredClone
    atob escape unescape decodeURI isFinite eval
    """,
)

_CLASSES: dict[str, Method] = {
    "URL": url_values.url_constructor,
    "URLSearchParams": url_values.search_params_constructor,
    "Headers": bodies.headers_constructor,
    "FormData": bodies.form_constructor,
    "Map": collections.map_constructor,
    "Set": collections.set_constructor,
    "Blob": bodies.blob_constructor,
    "File": bodies.file_constructor,
    "Response": response_constructor,
    "AbortController": _abort_controller,
    "TextEncoder": _text_encoder,
    "ArrayBuffer": buffers.buffer_constructor,
    "DataView": buffers.view_constructor,
}

_MAKERS: dict[str, Maker] = {
    "NaN": lambda origin: Number(origin, math.nan),
    "Infinity": lambda origin: Number(origin, math.inf),
    "globalThis": Unknown,
    "global": Unknown,
    "console": Console,
    "process": _process,
    "Buffer": _buffer,
    **{name: function(constructor(name, method)) for name, method in _CLASSES.items()},
    "Uint8Array": function(constructor("Uint8Array", buffers.array_constructor), from_=buffers.array_from, of=buffers.array_of),
    "JSON": lambda origin: host(origin, {"stringify": json.stringify, "parse": json.parse}),
    "Object": function(
        _object,
        assign=_assign,
        create=_create,
        entries=_entries,
        freeze=_same,
        fromEntries=_from_entries,
        hasOwn=_has_own,
        keys=_keys,
        preventExtensions=_same,
        seal=_same,
        values=_values,
    ),
    "Array": function(_array, isArray=_is_array, from_=_array_from, of=_array_of),
    "String": function(_string, fromCharCode=_from_codes),
    "Number": _number_object,
    "Boolean": function(_boolean),
    "Math": _math,
    "Promise": promise_object,
    "encodeURIComponent": _encoder(COMPONENT),
    "encodeURI": _encoder(WHOLE),
    "decodeURIComponent": function(_decode),
    "btoa": function(_btoa),
    "parseInt": function(_parse_int),
    "parseFloat": function(_parse_float),
    "isNaN": function(_is_nan),
    "setTimeout": function(_later),
    "setImmediate": function(_later),
    "queueMicrotask": function(_later),
    "setInterval": function(_repeatedly),
    "Date": function(dates.date_constructor, now=unknown, parse=unknown),
    "module": _module,
    "exports": Object,
    **{
        name: _error(name)
        for name in ("Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "URIError", "EvalError")
    },
    **dict.fromkeys(_AT_RUN_TIME, Host),
    **{name: _not_read(name) for name in _NOT_READ},
}


def _named(name: str, maker: Maker) -> Maker:
    """Makes it with the names of all that it has, and what its objects have."""

    def make(origin: Text) -> Value:
        made = maker(origin)
        if isinstance(made, Native) or (isinstance(made, Host) and name in ("JSON", "Math")):
            made.known = standard.statics(name)
        if isinstance(made, Native):
            prototype = Prototype(origin, known=standard.PROTOTYPES.get(name), methods=METHODS.get(name, {}))
            made.members["prototype"] = Member(origin, prototype)
        return made

    return make


GLOBALS: dict[str, Maker] = {name: _named(name, maker) for name, maker in _MAKERS.items()}
"""What each global name stands for, made when a script mentions it."""
