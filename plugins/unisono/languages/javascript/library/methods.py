"""The methods of built-in types, and what can be iterated over."""

from __future__ import annotations

from unisono.languages.javascript import promises
from unisono.languages.javascript.coercion import is_unknown, to_string, to_text, utf8
from unisono.languages.javascript.library import arrays, bodies, buffers, collections, dates, standard, strings, url_values
from unisono.languages.javascript.library.bodies import Blob, Form, HeaderList, PackageForm
from unisono.languages.javascript.run import Call, Host, Method, Native, Run
from unisono.languages.javascript.values import (
    Arguments,
    Array,
    Boolean,
    Bytes,
    Class,
    Error,
    Function,
    Listing,
    Null,
    Number,
    Object,
    Promise,
    Regex,
    String,
    Symbol,
    TypedArray,
    Undefined,
    Unknown,
    Value,
    is_index,
)
from unisono.languages.reading import Unsupported
from unisono.text import budget
from unisono.text.source import Text


def method_of(run: Run, holder: Value, name: str, origin: Text) -> Value | None:  # noqa: ARG001  a method of `Run`
    """A built-in property of a value: undefined if there is none, None if nobody knows here what there is.

    Raises `Unsupported` for one that is there, and not built.
    """
    if isinstance(holder, String) and (name == "length" or name.isdecimal()):
        return _of_string(holder, name, origin)
    if name in ("length", "byteLength") and isinstance(holder, Bytes) and holder.text is not None:
        return Unknown(origin) if holder.text.has_placeholder else Number(origin, len(utf8(holder.text.value)))
    methods, names = _of_type(holder)
    if name in methods:
        return Native(origin, call=methods[name], known=_OF_FUNCTIONS)
    if names is None:
        return None
    if name in names:
        raise Unsupported(f"{name} is not understood", origin.span())
    return Undefined(origin)


def _of_type(holder: Value) -> tuple[dict[str, Method], frozenset[str] | None]:
    """The built-in methods of a value, and the names of all properties that it has, where they are known."""
    if isinstance(holder, Native):
        return _FUNCTION_METHODS, holder.known
    if isinstance(holder, Host):
        return _OBJECT_METHODS, holder.known
    return _TYPES.get(type(holder), (_OBJECT_METHODS, None))


def _of_string(text: String, name: str, origin: Text) -> Value:
    if name == "length":
        return Unknown(origin) if is_unknown(text) else Number(origin, _length(text.origin))
    at = int(name) if is_index(name) else len(text.origin)
    return String(text.origin.slice(at, at + 1)) if at < len(text.origin) else Undefined(origin)


def _length(text: Text) -> int:
    """The length of a string, in code units of UTF-16."""
    if text.value.isascii():
        return len(text)
    budget.characters(len(text) // 8, text.span())
    return len(text.value.encode("utf-16-le", "surrogatepass")) // 2


def iterated(run: Run, value: Value) -> list[Value] | None:
    """The elements of what can be iterated over; None for anything else."""
    found = _iterated(run, value)
    budget.elements(len(found or ()), value.origin.span())
    return found


def _iterated(run: Run, value: Value) -> list[Value] | None:
    if isinstance(value, Array | Arguments):
        return list(value.items)
    if isinstance(value, Listing):
        if value.spent:
            raise Unsupported("an iterator that is used twice", value.origin.span())
        value.spent = True
        return value.items
    if isinstance(value, String) and not is_unknown(value):
        return [String(value.origin.slice(i, i + 1)) for i in range(len(value.origin))]
    entries = _ENTRIES.get(type(value)) if isinstance(value, Object) else None
    if entries is not None:
        found = entries(Call(run, value, [], value.origin))
        return found.items if isinstance(found, Listing) else None
    if isinstance(value, Form | Blob):
        raise Unsupported(f"going through a {value.kind}", value.origin.span())
    return None


def _call(call: Call) -> Value:
    return call.run.call(call.this, call.arg(0), call.args[1:], call.origin)


def _apply(call: Call) -> Value:
    args = call.arg(1)
    if not isinstance(args, Array | Arguments | Undefined | Null):
        raise Unsupported("arguments that are known only at run time", call.origin.span())
    given = list(args.items) if isinstance(args, Array | Arguments) else []
    return call.run.call(call.this, call.arg(0), given, call.origin)


def _bind(call: Call) -> Value:
    function, this, first = call.this, call.arg(0), call.args[1:]

    def bound(inner: Call) -> Value:
        return inner.run.call(function, this, [*first, *inner.args], inner.origin)

    made = Native(call.origin, call=bound)
    made.set(Text.decoded("bound", call.origin.span()), function)
    return made


def _has_own(call: Call) -> Value:
    holder, name = call.this, call.arg(0)
    if is_unknown(holder) or is_unknown(name):
        return call.unknown()
    key = to_text(name).value
    if isinstance(holder, String):
        return Boolean(call.origin, key == "length" or (is_index(key) and int(key) < _length(holder.origin)))
    if isinstance(holder, Array | Arguments):
        inside = is_index(key) and int(key) < len(holder.items)
        return Boolean(call.origin, inside or key == "length" or key in holder.members)
    if type(holder) not in (Object, Error) or not isinstance(holder, Object):
        raise Unsupported("hasOwnProperty of this", call.origin.span())
    return Boolean(call.origin, key in holder.members)


def _kind(call: Call) -> Value:
    """`Object.prototype.toString`, which tells the classes of ECMAScript apart."""
    if type(call.this) in (Array, Function, Class, Error, Null, Undefined, Boolean, Number, String):
        kind = call.this.kind if isinstance(call.this, Object) else type(call.this).__name__
        return call.made(f"[object {kind}]")
    return String(to_text(call.this))


_ENTRIES: dict[type[Object], Method] = {
    url_values.SearchParams: url_values.SEARCH_PARAMS_METHODS["entries"],
    HeaderList: bodies.HEADERS_METHODS["entries"],
    collections.Map: collections.MAP_METHODS["entries"],
    collections.Set: collections.SET_METHODS["values"],
}
_OBJECT_METHODS: dict[str, Method] = {"hasOwnProperty": _has_own, "toString": _kind}
_FUNCTION_METHODS: dict[str, Method] = {
    "hasOwnProperty": _has_own,
    "toString": to_string,
    "call": _call,
    "apply": _apply,
    "bind": _bind,
}
_OF_FUNCTIONS = standard.PROTOTYPES["Function"]
METHODS: dict[str, dict[str, Method]] = {
    "Object": _OBJECT_METHODS,
    "String": strings.STRING_METHODS,
    "Number": strings.NUMBER_METHODS,
    "Boolean": strings.BOOLEAN_METHODS,
    "Symbol": {},
    "RegExp": {"toString": to_string},
    "Array": arrays.METHODS,
    "Arguments": {},
    "Function": _FUNCTION_METHODS,
    "Error": {"toString": to_string},
    "Promise": promises.METHODS,
    "Iterator": {},
    "URL": url_values.URL_METHODS,
    "URLSearchParams": url_values.SEARCH_PARAMS_METHODS,
    "Headers": bodies.HEADERS_METHODS,
    "FormData": bodies.FORM_METHODS,
    "Map": collections.MAP_METHODS,
    "Set": collections.SET_METHODS,
    "File": {},
    "Date": dates.METHODS,
    "Uint8Array": buffers.ARRAY_METHODS,
    "ArrayBuffer": buffers.BUFFER_METHODS,
    "DataView": buffers.VIEW_METHODS,
    "Buffer": bodies.BYTES_METHODS,
}
"""The methods of built-in classes, by the name of the class."""

_CLASSES: dict[type[Value], str] = {
    Object: "Object",
    String: "String",
    Number: "Number",
    Boolean: "Boolean",
    Symbol: "Symbol",
    Regex: "RegExp",
    Array: "Array",
    Arguments: "Arguments",
    Function: "Function",
    Class: "Function",
    Error: "Error",
    Promise: "Promise",
    Listing: "Iterator",
    url_values.Url: "URL",
    url_values.SearchParams: "URLSearchParams",
    HeaderList: "Headers",
    collections.Map: "Map",
    collections.Set: "Set",
    Form: "FormData",
    Blob: "File",
    dates.Date: "Date",
    Bytes: "Buffer",
    TypedArray: "Uint8Array",
    buffers.Uint8Array: "Uint8Array",
    buffers.ArrayBuffer: "ArrayBuffer",
    buffers.DataView: "DataView",
}
_TYPES: dict[type[Value], tuple[dict[str, Method], frozenset[str] | None]] = {
    kind: (_OBJECT_METHODS | METHODS[name], standard.PROTOTYPES[name]) for kind, name in _CLASSES.items()
}
_TYPES[PackageForm] = (_OBJECT_METHODS | bodies.FORM_PACKAGE_METHODS, None)
