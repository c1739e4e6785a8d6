"""Python's built-in functions, as far as samples use them."""

from __future__ import annotations

import builtins
from collections.abc import Callable

from unisono.languages.python.calls import Call, Native
from unisono.languages.python.library.methods import pairs
from unisono.languages.python.operators import computed, formatted, hashable, in_any_order, iterated, raising, to_text
from unisono.languages.python.thrown import Thrown, ancestors
from unisono.languages.python.values import (
    Bytes,
    Class,
    Const,
    Exc,
    Map,
    NotKnown,
    Object,
    Seq,
    Str,
    Unknown,
    Value,
    none,
    plain,
    truthy,
    type_name,
)
from unisono.languages.reading import Unsupported
from unisono.text import budget
from unisono.text.source import Span, Text


def builtin(name: str, span: Span) -> Value | None:
    """The built-in of that name; None if Python has none. Raises Unsupported for one that samples do not use."""
    if name in _FUNCTIONS:
        real = getattr(builtins, name, None)
        return Native(name, _FUNCTIONS[name], span, real if isinstance(real, type) else None)
    real = getattr(builtins, name, None)
    if isinstance(real, type) and issubclass(real, BaseException):
        return Exc(name, span)
    if name == "__name__":
        return Str(Text.decoded("__main__", span))
    if name == "__file__":
        return Unknown("file", span, "str")
    if real is not None:
        raise Unsupported(f"the built-in {name}", span)
    return None


def call_builtin(name: str, call: Call) -> Value:
    """Calls the built-in of that name instead of what was called."""
    function = builtin(name, call.span)
    return function.run(call) if isinstance(function, Native) else call.unknown()


def _print(call: Call) -> Value:
    return none(call.span)


def _str(call: Call) -> Value:
    if not call.args:
        return Str(Text.decoded("", call.span))
    value = call.args[0]
    if isinstance(value, Bytes) and len(call.args) > 1:
        return Str(value.text)
    return Str(to_text(value, call.span))


def _bytes(call: Call) -> Value:
    value = call.args[0] if call.args else Bytes(Text.decoded("", call.span))
    if isinstance(value, Str) and len(call.args) + len(call.keywords) > 1:
        return call.run.call_method(value, "encode", call)
    if isinstance(value, Str):
        call.type_error("string argument without an encoding")
    if isinstance(value, Const) and isinstance(value.value, int) and value.value > 10_000:
        call.unsupported("a value of thousands of zeros")
    return value if isinstance(value, Bytes) else computed(bytes, call.args, call.span, "bytes")


def _number(kind: type) -> Callable[[Call], Value]:
    def run(call: Call) -> Value:
        if call.keywords:
            call.unsupported(f"{kind.__name__} with named arguments")
        if call.args and (
            isinstance(call.args[0], Unknown) or (isinstance(call.args[0], Str) and call.args[0].text.has_placeholder)
        ):
            found = call.args[0]
            return Unknown(found.name if isinstance(found, Unknown) else "value", call.span, kind.__name__)
        return computed(kind, call.args, call.span, kind.__name__)

    return run


def _bool(call: Call) -> Value:
    known = truthy(call.args[0]) if call.args else False
    return call.unknown("bool") if known is None else Const(known, call.span)


def _len(call: Call) -> Value:
    value = call.only()
    if isinstance(value, Unknown):
        return call.unknown("int")
    if isinstance(value, Map):
        return Const(len(value.entries), call.span)
    if isinstance(value, Seq) and value.kind != "generator":
        return Const(len(value.items), call.span)
    return computed(len, [value], call.span, "len") if isinstance(value, Str | Bytes | Const) else _no_len(value, call)


def _no_len(value: Value, call: Call) -> Value:
    return call.type_error(f"object of type '{type_name(value)}' has no len()")


def _collection(kind: str) -> Callable[[Call], Value]:
    def run(call: Call) -> Value:
        go_over = in_any_order if kind in ("set", "frozenset") else iterated
        items = go_over(call.args[0], call.span) if call.args else []
        if items is None:
            return call.unknown(kind)
        if kind in ("set", "frozenset"):
            items = list({hashable(item, call.span): item for item in items}.values())
        return Seq(kind, items, call.span)

    return run


def _dict(call: Call) -> Value:
    made = Map({}, call.span)
    for source in call.args:
        if isinstance(source, Unknown):
            return call.unknown("dict", source.name)
        for name, value in pairs(source, call.span):
            made.set(hashable(name, call.span), name, value)
    for keyword, value in call.keywords.items():
        made.set(keyword, Str(_keyword(keyword, call)), value)
    return made


def _keyword(keyword: str, call: Call) -> Text:
    """A keyword's characters in the file: what it names stands there as it is."""
    span = call.places[keyword]
    if span.source.text[span.start : span.end] == keyword:
        return Text.of(span.source, span.start, span.end)
    return Text.decoded(keyword, span)


def _listing(make: Callable[..., list[Value]]) -> Callable[[Call], Value]:
    def run(call: Call) -> Value:
        groups = [iterated(value, call.span) for value in call.args]
        if not all(group is not None for group in groups):
            return call.unknown()
        return Seq("list", make(call, *groups), call.span)

    return run


def _enumerate(call: Call) -> Value:
    found = call.bind("iterable, start=0")
    start = found.get("start") or Const(0, call.span)
    items = iterated(found.values["iterable"], call.span)
    if items is None or not isinstance(start, Const):
        return call.unknown()
    if not isinstance(start.value, int):
        call.type_error(f"'{type_name(start)}' object cannot be interpreted as an integer")
    first = start.value
    return Seq(
        "list", [Seq("tuple", [Const(first + i, call.span), item], call.span) for i, item in enumerate(items)], call.span
    )


def _zip(call: Call, *groups: list[Value]) -> list[Value]:
    return [Seq("tuple", list(row), call.span) for row in zip(*groups, strict=False)]


def _reversed(call: Call) -> Value:
    items = iterated(call.only(), call.span)
    return call.unknown() if items is None else Seq("generator", items[::-1], call.span)


def _sorted(call: Call) -> Value:
    by = call.keywords.get("key")
    items = (iterated if by else in_any_order)(call.only(), call.span)
    if items is None:
        return call.unknown("list")
    backwards = call.keywords.get("reverse")
    try:
        keys = [plain(call.run.call(by, [item], call.span) if by else item) for item in items]
    except NotKnown:
        return call.unknown("list")
    with raising(call.span):
        order = sorted(range(len(items)), key=keys.__getitem__, reverse=bool(backwards and truthy(backwards)))  # type: ignore[arg-type]
    return Seq("list", [items[i] for i in order], call.span)


def _map_function(call: Call) -> Value:
    items = iterated(call.only(1), call.span)
    if items is None or len(call.args) != 2:
        return call.run.call_unknown(call.unknown(), call)
    return Seq("generator", [call.run.call(call.args[0], [item], call.span) for item in items], call.span)


def _plainly(function: Callable[..., object]) -> Callable[[Call], Value]:
    def run(call: Call) -> Value:
        found = computed(function, call.args, call.span, call.name)
        if call.keywords and not isinstance(found, Unknown):
            call.unsupported(f"{call.name} with named arguments")
        return found

    return run


def _round(call: Call) -> Value:
    found = call.bind("number, ndigits=None")
    digits = found.get("ndigits")
    if isinstance(digits, Const) and isinstance(digits.value, int) and digits.value < -budget.DIGITS:
        call.unsupported("a number that is rounded to thousands of digits")
    return computed(round, [found.values["number"], *([digits] if digits else [])], call.span, "round")


def _range(call: Call) -> Value:
    if any(isinstance(a, Unknown) for a in call.args):
        return call.unknown()
    return computed(range, call.args, call.span, "range")


def _isinstance(call: Call) -> Value:
    value, kinds = call.only(0), call.only(1)
    names = kinds.items if isinstance(kinds, Seq) else [kinds]
    if isinstance(value, Unknown) or not all(isinstance(k, Native) and k.type for k in names):
        return call.unknown("bool")
    kind = {"str": str, "bytes": bytes, "dict": dict, "list": list, "tuple": tuple, "set": set}.get(type_name(value))
    known = type(value.value) if isinstance(value, Const) else kind or object
    return Const(any(isinstance(k, Native) and k.type and issubclass(known, k.type) for k in names), call.span)


def _open(call: Call) -> Value:
    found = call.bind("file, mode=None, buffering=None, encoding=None, errors=None, newline=None, closefd=None, opener=None")
    mode = found.get("mode")
    kind = mode.text.value if isinstance(mode, Str) else "r"
    name = found.values["file"]
    return opened(name if isinstance(name, Str) else Str(Text.placeholder("$file", name.span)), kind, call.span)


def opened(name: Str, mode: str, span: Span) -> Object:
    """A file object: its name is known, what it holds is not."""
    return Object("file", {"name": name, "mode": Str(Text.decoded(mode, span))}, span)


def _input(call: Call) -> Value:
    return Str(Text.placeholder("$input", call.span))


def raise_exit(call: Call) -> Value:
    """`sys.exit`, and the names for it that Python has at a prompt."""
    raise Thrown("SystemExit", to_text(call.args[0], call.span).value if call.args else "", call.span)


def _getattr(call: Call) -> Value:
    name = call.only(1)
    if not isinstance(name, Str) or name.text.has_placeholder:
        return call.run.call_unknown(call.unknown(), call)
    try:
        return call.run.attribute(call.args[0], name.text.value, call.span)
    except Thrown:
        if len(call.args) > 2:
            return call.args[2]
        raise


def _hasattr(call: Call) -> Value:
    return call.unknown("bool")


def _next(call: Call) -> Value:
    items = iterated(call.only(), call.span)
    return items[0] if items else call.unknown()


def _iter(call: Call) -> Value:
    if len(call.args) > 1:
        call.unsupported("iter with a sentinel")
    items = iterated(call.only(), call.span)
    return call.unknown() if items is None else Seq("iterator", items, call.span)


def _format(call: Call) -> Value:
    spec = call.args[1].text if len(call.args) > 1 and isinstance(call.args[1], Str) else Text.decoded("", call.span)
    return Str(formatted(call.only(), "", spec, call.span))


def _repr(call: Call) -> Value:
    return Str(to_text(call.only(), call.span, "r"))


def _type(call: Call) -> Value:
    return Unknown(type_name(call.only()) or "type", call.span)


def _any_all(function: Callable[..., bool]) -> Callable[[Call], Value]:
    def run(call: Call) -> Value:
        items = in_any_order(call.only(), call.span)
        known = [truthy(item) for item in items] if items is not None else [None]
        return call.unknown("bool") if None in known else Const(function(known), call.span)

    return run


_FUNCTIONS: dict[str, Callable[[Call], Value]] = {
    "print": _print, "str": _str, "bytes": _bytes, "int": _number(int), "float": _number(float), "bool": _bool, "len": _len,
    "list": _collection("list"), "tuple": _collection("tuple"), "set": _collection("set"), "dict": _dict, "iter": _iter,
    "frozenset": _collection("frozenset"), "enumerate": _enumerate, "zip": _listing(_zip), "sorted": _sorted,
    "reversed": _reversed, "map": _map_function, "range": _range, "min": _plainly(min), "max": _plainly(max),
    "sum": _plainly(sum), "abs": _plainly(abs), "round": _round, "chr": _plainly(chr), "ord": _plainly(ord),
    "hex": _plainly(hex), "any": _any_all(any), "all": _any_all(all), "isinstance": _isinstance, "open": _open, "input": _input,
    "exit": raise_exit, "quit": raise_exit, "getattr": _getattr, "hasattr": _hasattr, "next": _next, "format": _format,
    "repr": _repr, "type": _type,
}  # fmt: skip


def exception_value(thrown: Thrown) -> Object:
    """The exception object that `except … as name` binds."""
    return Object(thrown.name, {"args": Unknown("args", thrown.span)}, thrown.span)


def caught_by(thrown: Thrown, kinds: Value) -> bool | None:
    """Whether an `except` clause with the class or classes `kinds` catches it; None if that cannot be told."""
    found = ancestors(thrown.name)
    for kind in kinds.items if isinstance(kinds, Seq) else [kinds]:
        if not isinstance(kind, Exc | Class):
            return None
        if kind.name in found:
            return True
    return False
