"""The methods of built-in types, and what can be iterated over."""

from __future__ import annotations

from unisono.languages.javascript import promises
from unisono.languages.javascript.coercion import is_unknown, to_text
from unisono.languages.javascript.library import arrays, bodies, dates, strings, url_values
from unisono.languages.javascript.library.bodies import Blob, Form, HeaderList
from unisono.languages.javascript.run import Call, Method, Native, Run
from unisono.languages.javascript.values import Array, Boolean, Bytes, Function, Number, Object, Promise, String, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.text import budget
from unisono.text.source import Text

_ENTRIES: dict[type[Object], Method] = {
    url_values.SearchParams: url_values.SEARCH_PARAMS_METHODS["entries"],
    HeaderList: bodies.HEADERS_METHODS["entries"],
}


def method_of(run: Run, holder: Value, name: str, origin: Text) -> Value | None:  # noqa: ARG001  a method of `Run`
    """A built-in property of a value; None if its type has none of that name, or it is not understood."""
    if name == "length" and isinstance(holder, String):
        return Unknown(origin) if is_unknown(holder) else Number(origin, _length(holder.origin))
    if name in ("length", "byteLength") and isinstance(holder, Bytes) and holder.text is not None:
        return Unknown(origin) if holder.text.has_placeholder else Number(origin, bodies.byte_length(holder.text))
    for kind, methods in _TABLES:
        if isinstance(holder, kind) and name in methods:
            return Native(origin, call=methods[name])
    if isinstance(holder, Form):
        methods = bodies.FORM_PACKAGE_METHODS if holder.package else bodies.FORM_METHODS
        return Native(origin, call=methods[name]) if name in methods else None
    return None


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
    if isinstance(value, Array):
        return list(value.items)
    if isinstance(value, String) and not is_unknown(value):
        return [String(value.origin.slice(i, i + 1)) for i in range(len(value.origin))]
    entries = _ENTRIES.get(type(value)) if isinstance(value, Object) else None
    if entries is not None:
        found = entries(Call(run, value, [], value.origin))
        return found.items if isinstance(found, Array) else None
    if isinstance(value, Form | Blob):
        raise Unsupported(f"going through a {value.kind}", value.origin.span())
    return None


def _call(call: Call) -> Value:
    return call.run.call(call.this, call.arg(0), call.args[1:], call.origin)


def _apply(call: Call) -> Value:
    args = call.arg(1)
    return call.run.call(call.this, call.arg(0), list(args.items) if isinstance(args, Array) else [], call.origin)


def _bind(call: Call) -> Value:
    function, this, first = call.this, call.arg(0), call.args[1:]

    def bound(inner: Call) -> Value:
        return inner.run.call(function, this, [*first, *inner.args], inner.origin)

    made = Native(call.origin, call=bound)
    made.set(Text.decoded("bound", call.origin.span()), function)
    return made


def _has_own(call: Call) -> Value:
    holder = call.this
    return Boolean(call.origin, isinstance(holder, Object) and to_text(call.arg(0)).value in holder.members)


def _to_string(call: Call) -> Value:
    return String(to_text(call.this))


_FUNCTION_METHODS: dict[str, Method] = {"call": _call, "apply": _apply, "bind": _bind}
_OBJECT_METHODS: dict[str, Method] = {"hasOwnProperty": _has_own, "toString": _to_string}
_TABLES: tuple[tuple[type[Value], dict[str, Method]], ...] = (
    (String, strings.STRING_METHODS),
    (Number, strings.NUMBER_METHODS),
    (Boolean, strings.BOOLEAN_METHODS),
    (Array, arrays.METHODS),
    (Promise, promises.METHODS),
    (url_values.Url, url_values.URL_METHODS),
    (url_values.SearchParams, url_values.SEARCH_PARAMS_METHODS),
    (HeaderList, bodies.HEADERS_METHODS),
    (dates.Date, dates.METHODS),
    (Bytes, bodies.BYTES_METHODS),
    (Function, _FUNCTION_METHODS),
    (Object, _OBJECT_METHODS),
)
