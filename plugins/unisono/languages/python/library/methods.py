"""Methods of Python's own types. What keeps an author's characters as they are keeps their places; the rest is computed."""

from __future__ import annotations

import codecs
import re
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import date, datetime

from unisono.languages.python.calls import Call, Native
from unisono.languages.python.operators import (
    MAX_ITEMS,
    MAX_LENGTH,
    SECONDS,
    TOO_LONG,
    TOO_MANY,
    check_items,
    check_pieces,
    computed,
    formatted,
    hashable,
    is_disordered,
    iterated,
    joined,
    raising,
    subscript,
    to_text,
)
from unisono.languages.python.thrown import Thrown
from unisono.languages.python.values import (
    Bytes,
    Const,
    Map,
    NotKnown,
    Seq,
    Str,
    Unknown,
    Value,
    none,
    plain,
    type_name,
)
from unisono.languages.reading import Unsupported
from unisono.text import budget
from unisono.text.regex import regex
from unisono.text.source import Span, Text

_TYPES: dict[str, type] = {"str": str, "bytes": bytes, "dict": OrderedDict, "list": list, "tuple": tuple, "set": set}
"""What has the methods of a type; a dict may be an `OrderedDict`, too."""


def method(value: Str | Bytes | Seq | Map | Const, name: str, span: Span) -> Value:
    """The attribute `name` of a value; raises AttributeError as Python does."""
    table: dict[type, dict[str, Callable[..., Value]]] = {Str: _STR, Bytes: _BYTES, Seq: _SEQ, Map: _MAP}
    special = table.get(type(value), {}).get(name)
    if special is not None:
        return Native(name, lambda call: special(value, call), span)
    if name.startswith("__"):
        raise Unsupported(f"{name} of a {type_name(value)}", span)
    kind = type_name(value)
    real: object = value.value if isinstance(value, Const) else _TYPES.get(kind, object)
    if isinstance(value, Map) and value.folded:
        raise Unsupported(f"{name} of a header dict", span)
    if not hasattr(real, name):
        if kind in _TYPES or isinstance(value, Const):
            raise Thrown("AttributeError", f"'{kind}' object has no attribute '{name}'", span)
        raise Unsupported(f"{name} of a {kind}", span)
    if isinstance(value, Const):
        return _attribute(value, name, span)
    if isinstance(value, Str | Bytes):
        return Native(name, lambda call: _computed(value, name, call), span)
    raise Unsupported(f"{kind}.{name}", span)


def _attribute(value: Const, name: str, span: Span) -> Value:
    if _is_of_the_machine(value.value, name):
        return Native(name, lambda call: Unknown(name, call.span), span)
    with raising(span):
        found = getattr(value.value, name)
    if not callable(found):
        return computed(lambda: found, [], span, name)

    def run(call: Call) -> Value:
        _check_length(name, call)
        if isinstance(value.value, date) and _asks_the_machine(name, call):
            return Unknown(name, call.span)
        return computed(lambda _, *values: found(*values), [value, *_positional(call)], call.span, name)

    return Native(name, run, span)


def _is_of_the_machine(value: object, name: str) -> bool:
    """Whether what a method of a date gives depends on the clock or the time zone of the machine that the sample runs on."""
    if not isinstance(value, date):
        return False
    if name in {"timestamp", "astimezone"}:
        return isinstance(value, datetime) and value.tzinfo is None
    return name in {"now", "today", "utcnow", "fromtimestamp"}


def _asks_the_machine(name: str, call: Call) -> bool:
    """Whether a date's method goes by the time zone of the machine because of what it is given."""
    first = call.args[0] if call.args else None
    if name == "astimezone":
        return not call.keywords and (first is None or (isinstance(first, Const) and first.value is None))
    return name == "strftime" and isinstance(first, Str) and SECONDS.search(first.text.value) is not None


_LENGTHS = frozenset({"center", "ljust", "rjust", "zfill", "to_bytes"})
"""Methods that are given how much they make."""


def _check_length(name: str, call: Call) -> None:
    given = [*call.args, *call.keywords.values()]
    if name in _LENGTHS and any(isinstance(a, Const) and isinstance(a.value, int) and a.value > MAX_LENGTH for a in given):
        raise Unsupported(TOO_LONG, call.span)


def _positional(call: Call) -> list[Value]:
    if call.keywords:
        raise Unsupported(f"{call.name} with named arguments", call.span)
    return call.args


def _computed(value: Str | Bytes, name: str, call: Call) -> Value:
    """A method of str or bytes done by Python's own; with a placeholder in it, the value keeps what it shows."""
    if name == "format_map":
        raise Unsupported("format_map", call.span)
    _check_length(name, call)
    named = list(call.keywords)

    def run(it: str | bytes, *values: object) -> object:
        count = len(call.args)
        if _most_made(it, name, values) > MAX_LENGTH:
            raise Unsupported(TOO_LONG, call.span)
        return getattr(it, name)(*values[:count], **dict(zip(named, values[count:], strict=True)))

    found = computed(run, [value, *call.args, *call.keywords.values()], call.span, name)
    if isinstance(found, Unknown):
        return Unknown(_first_name(value), call.span, type_name(value))
    return found


def _most_made(it: str | bytes, name: str, values: Sequence[object]) -> int:
    """How many characters a method may make at most that puts in something for each of some; 0 for others."""
    if name == "expandtabs":
        sizes = [value for value in values if isinstance(value, int)] or [8]
        marks = it.count("\t") if isinstance(it, str) else it.count(b"\t")
    elif name in ("replace", "translate", "join"):
        flat = [part for value in values for part in (value.values() if isinstance(value, dict) else (value,))]
        sizes = [len(part) for part in flat if isinstance(part, str | bytes)]
        marks = len(it) + 1
    else:
        return 0
    return len(it) + marks * max(sizes, default=0)


def _first_name(value: Str | Bytes) -> str:
    for run, hidden in value.text.runs():
        if hidden:
            return re.sub(r"\W", "", run.value) or "value"
    return "value"


def _same(value: Str, name: str, call: Call) -> Value:
    """A method that only cuts characters off the ends."""
    chars = call.args[0].text.value if call.args and isinstance(call.args[0], Str) else None
    text = value.text
    known = text.value
    if text.has_placeholder and chars is not None and "$" in chars:
        return _computed(value, name, call)
    if name in ("strip", "lstrip"):
        text = text.slice(len(known) - len(known.lstrip(chars)), len(known))
    if name in ("strip", "rstrip"):
        text = text.slice(0, len(text.value.rstrip(chars)))
    return Str(text)


def _encode(value: Str, call: Call) -> Value:
    encoding = call.args[0] if call.args else call.keywords.get("encoding")
    name = encoding.text.value if isinstance(encoding, Str) else "utf-8"
    errors = _errors(call)
    with raising(call.span):
        _check_coding(name, call)
        made = value.text.value.encode(name, errors)
    if made == value.text.value.encode("utf-8", "surrogatepass"):
        return Bytes(value.text)
    return computed(lambda: made, [], call.span, "encode")


_CODINGS = frozenset("ascii utf-8 utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be iso8859-1 iso8859-15 cp1252".split())  # noqa: SIM905
"""Those of Python's codecs (by the names it knows them by) that take linear time, and put out what other clients do."""


def _check_coding(name: str, call: Call) -> None:
    """Raises LookupError and ValueError as Python does for a coding that it has not."""
    if codecs.lookup(name).name not in _CODINGS:
        raise Unsupported(f"the coding {name}", call.span)


def _errors(call: Call) -> str:
    """How what has no form in a coding is dealt with."""
    errors = call.args[1] if len(call.args) > 1 else call.keywords.get("errors")
    return errors.text.value if isinstance(errors, Str) else "strict"


def _decode(value: Bytes, call: Call) -> Value:
    encoding = call.args[0] if call.args else call.keywords.get("encoding")
    name = encoding.text.value.lower() if isinstance(encoding, Str) else "utf-8"
    if value.text.value.isascii() or name.replace("_", "-") in ("utf-8", "utf8"):
        return Str(value.text)
    with raising(call.span):
        _check_coding(name, call)
    return computed(lambda it: it.decode(name, _errors(call)), [value], call.span, "decode")


def _join(value: Str | Bytes, call: Call) -> Value:
    items = iterated(call.only(), call.span)
    if items is None:
        return call.unknown(type_name(value))
    if len(items) * len(value.text) > MAX_LENGTH:
        raise Unsupported(TOO_LONG, call.span)
    pieces: list[Text] = []
    for i, item in enumerate(items):
        if not isinstance(item, type(value) | Unknown):
            what = f"sequence item {i}: expected {type_name(value)} instance, {type_name(item)} found"
            raise Thrown("TypeError", what, call.span)
        pieces += [value.text, item.text] if i else [item.text]
    return type(value)(joined(pieces or [value.text.slice(0, 0)]))


def _replace(value: Str, call: Call) -> Value:
    old, new = call.only(0), call.only(1)
    if len(call.args) > 2 or not isinstance(old, Str) or not isinstance(new, Str | Unknown) or not old.text.value:
        return _computed(value, "replace", call)
    if old.text.has_placeholder:
        return _computed(value, "replace", call)
    if value.text.value.count(old.text.value) * len(new.text) > MAX_LENGTH:
        raise Unsupported(TOO_LONG, call.span)
    check_pieces(value.text)
    pieces: list[Text] = []
    for run, hidden in value.text.runs():
        at = 0
        while not hidden and (found := run.value.find(old.text.value, at)) >= 0:
            pieces += [run.slice(at, found), new.text]
            at = found + len(old.text)
        pieces.append(run.slice(at, len(run)))
    return Str(joined(pieces))


def _split(value: Str, call: Call) -> Value:
    separator = call.args[0] if call.args else None
    if len(call.args) != 1 or call.keywords or not isinstance(separator, Str) or not separator.text.value:
        return _computed(value, "split", call)
    items: list[Value] = []
    at = 0
    while (found := value.text.value.find(separator.text.value, at)) >= 0:
        items.append(Str(value.text.slice(at, found)))
        at = found + len(separator.text)
    budget.elements(len(items), call.span)
    return Seq("list", [*items, Str(value.text.slice(at, len(value.text)))], call.span)


_NAME = regex(r"\{\{|\}\}|\{([^{}!:]*)(?:!([rsa]))?(?::([^{}]*))?\}")


def _format(value: Str, call: Call) -> Value:
    """`str.format` (library reference, Format String Syntax), without fields inside format specifications."""
    pattern, pieces, at, count = value.text, [], 0, 0
    for found in _NAME.finditer(pattern.value):
        pieces.append(pattern.slice(at, found.start()))
        at = found.end()
        place = pattern.slice(found.start(), found.end())
        if found[0] in ("{{", "}}"):
            pieces.append(Text.decoded(found[0][0], place.span()))
            continue
        field = found[1]
        if re.match(r"[.\[]|\Z", field):
            field, count = str(count) + field, count + 1
        item = _format_value(field, call)
        spec = Text.decoded(found[3] or "", place.span())
        pieces.append(formatted(item, found[2] or "", spec, place.span()))
    pieces.append(pattern.slice(at, len(pattern)))
    rest = _NAME.sub("", pattern.value)
    if "{" in rest or "}" in rest:
        which = "{" if rest.rfind("{") > rest.rfind("}") else "}"
        raise Thrown("ValueError", f"Single '{which}' encountered in format string", call.span)
    return Str(joined(pieces))


def _format_value(field: str, call: Call) -> Value:
    head, *steps = re.findall(r"^[^.\[]*|\.[^.\[]+|\[[^\]]*\]", field)
    if head.isdigit():
        if int(head) >= len(call.args):
            message = f"Replacement index {int(head)} out of range for positional args tuple"
            raise Thrown("IndexError", message, call.span)
        value = call.args[int(head)]
    elif head in call.keywords:
        value = call.keywords[head]
    else:
        raise Thrown("KeyError", repr(head), call.span)
    for step in steps:
        if step[0] == ".":
            value = call.run.attribute(value, step[1:], call.span)
        else:
            key = step[1:-1]
            index: Value = Const(int(key), call.span) if key.isdigit() else Str(Text.decoded(key, call.span))
            value = subscript(value, index, call.span)
    return value


def _get(value: Map, call: Call) -> Value:
    found = value.get(hashable(call.only(), call.span))
    if found is not None:
        return found
    return call.args[1] if len(call.args) > 1 else none(call.span)


def _update(value: Map, call: Call) -> Value:
    call.run.changing(value)
    for source in call.args:
        for name, item in pairs(source, call.span):
            value.set(hashable(name, call.span), name, item)
    for keyword, item in call.keywords.items():
        value.set(keyword, Str(Text.decoded(keyword, call.places[keyword])), item)
    return none(call.span)


def pairs(source: Value, span: Span) -> list[tuple[Value, Value]]:
    """The names and values of a mapping or of an iterable of pairs, as `dict()` takes them."""
    if isinstance(source, Map):
        return list(source.entries.values())
    items = iterated(source, span)
    if items is None:
        raise Unsupported("a dict whose members are known only at run time", span)
    found = []
    for i, item in enumerate(items):
        two = iterated(item, span)
        if two is None or len(two) != 2:
            length = len(two or [])
            raise Thrown("ValueError", f"dictionary update sequence element #{i} has length {length}; 2 is required", span)
        found.append((two[0], two[1]))
    return found


def _setdefault(value: Map, call: Call) -> Value:
    key = hashable(call.only(), call.span)
    found = value.get(key)
    if found is None:
        call.run.changing(value)
        found = call.args[1] if len(call.args) > 1 else none(call.span)
        value.set(key, call.args[0], found)
    return found


def _map_pop(value: Map, call: Call) -> Value:
    call.run.changing(value)
    found = value.remove(hashable(call.only(), call.span))
    if found is not None:
        return found
    if len(call.args) < 2:
        raise Thrown("KeyError", to_text(call.args[0], call.span, "r").value, call.span)
    return call.args[1]


def _items(value: Map, call: Call) -> Value:
    return Seq("dict_items", [Seq("tuple", list(entry), call.span) for entry in value.entries.values()], call.span)


def _clear(value: Map | Seq, call: Call) -> Value:
    call.run.changing(value)
    if isinstance(value, Map):
        value.entries.clear()
    else:
        value.items.clear()
    return none(call.span)


def _append(value: Seq, call: Call) -> Value:
    call.run.changing(value)
    item = call.only()
    if len(value.items) >= MAX_ITEMS:
        raise Unsupported(TOO_MANY, call.span)
    value.items.append(item)
    return none(call.span)


def _add(value: Seq, call: Call) -> Value:
    """`add` of a set, which has each item once."""
    key = hashable(call.only(), call.span)
    budget.elements(len(value.items), call.span)
    if any(hashable(item, call.span) == key for item in value.items):
        call.run.changing(value)
        return none(call.span)
    return _append(value, call)


def _extend(value: Seq, call: Call) -> Value:
    call.run.changing(value)
    items = iterated(call.only(), call.span)
    if items is None or len(items) + len(value.items) > MAX_ITEMS:
        raise Unsupported("a list whose items are known only at run time", call.span)
    value.items.extend(items)
    return none(call.span)


def _insert(value: Seq, call: Call) -> Value:
    call.run.changing(value)
    index = call.only(0)
    if not isinstance(index, Const) or not isinstance(index.value, int):
        raise Unsupported("a place in a list known only at run time", call.span)
    item = call.only(1)
    check_items(len(value.items) + 1, call.span)
    with raising(call.span):
        value.items.insert(index.value, item)
    return none(call.span)


def _seq_pop(value: Seq, call: Call) -> Value:
    call.run.changing(value)
    if is_disordered(value):
        call.unsupported("the order of a set")
    index = call.args[0] if call.args else Const(-1, call.span)
    with raising(call.span):
        return value.items.pop(index.value if isinstance(index, Const) and isinstance(index.value, int) else -1)


def _seq_computed(name: str) -> Callable[..., Value]:
    def run(value: Seq, call: Call) -> Value:
        return computed(getattr(list, name), [Seq("list", value.items, value.span), *_positional(call)], call.span, name)

    return run


def _reverse(value: Seq, call: Call) -> Value:
    call.run.changing(value)
    value.items.reverse()
    return none(call.span)


def _sort(value: Seq, call: Call) -> Value:
    call.run.changing(value)
    if call.keywords:
        raise Unsupported("sorting by a key", call.span)
    try:
        keys = [plain(item) for item in value.items]
    except NotKnown:
        raise Unsupported("sorting values known only at run time", call.span) from None
    with raising(call.span):
        order = sorted(range(len(keys)), key=keys.__getitem__)  # type: ignore[arg-type]
    value.items[:] = [value.items[i] for i in order]
    return none(call.span)


def _copied(value: Map | Seq, call: Call) -> Value:
    budget.elements(len(value.entries if isinstance(value, Map) else value.items), call.span)
    if isinstance(value, Map):
        return Map(dict(value.entries), call.span, value.folded)
    return Seq(value.kind, list(value.items), call.span)


def _cut(name: str) -> Callable[..., Value]:
    return lambda value, call: _same(value, name, call)


_STR: dict[str, Callable[..., Value]] = {
    "strip": _cut("strip"), "lstrip": _cut("lstrip"), "rstrip": _cut("rstrip"), "encode": _encode, "join": _join,
    "replace": _replace, "split": _split, "format": _format,
}  # fmt: skip
_BYTES: dict[str, Callable[..., Value]] = {"decode": _decode, "join": _join}
_MAP: dict[str, Callable[..., Value]] = {
    "get": _get, "update": _update, "setdefault": _setdefault, "pop": _map_pop, "items": _items, "copy": _copied,
    "clear": _clear,
    "keys": lambda value, call: Seq("dict_keys", [name for name, _ in value.entries.values()], call.span),
    "values": lambda value, call: Seq("dict_values", [item for _, item in value.entries.values()], call.span),
}  # fmt: skip
_SEQ: dict[str, Callable[..., Value]] = {
    "append": _append, "add": _add, "extend": _extend, "insert": _insert, "pop": _seq_pop, "reverse": _reverse,
    "sort": _sort, "clear": _clear, "copy": _copied, "index": _seq_computed("index"), "count": _seq_computed("count"),
}  # fmt: skip
