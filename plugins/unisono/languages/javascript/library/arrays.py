"""Methods of arrays."""

from __future__ import annotations

from unisono.languages.javascript.coercion import integer, is_unknown, joined, strictly_equal, to_number, to_text, truthy
from unisono.languages.javascript.run import Call, Method
from unisono.languages.javascript.values import Array, Boolean, Number, String, Undefined, Value, failure
from unisono.languages.reading import Unsupported
from unisono.text import budget
from unisono.text.source import Text


def _array(call: Call) -> Array:
    if not isinstance(call.this, Array):
        raise failure("TypeError", "not an array", call.origin)
    return call.this


def _items(call: Call) -> list[Value]:
    """The items, to go through all of them."""
    items = _array(call).items
    budget.elements(len(items), call.origin.span())
    return items


def _made(call: Call, items: list[Value]) -> Array:
    budget.elements(len(items), call.origin.span())
    return Array(call.origin, items=items)


def _each(call: Call, item: Value, index: int) -> Value:
    budget.elements(1, call.origin.span())  # for an array that grows meanwhile
    return call.run.call(call.arg(0), Undefined(call.origin), [item, Number(call.origin, index), call.this], call.origin)


def _decided(call: Call, item: Value, index: int) -> bool:
    decided = truthy(_each(call, item, index))
    if decided is None:
        raise Unsupported("a choice that depends on what is known only at run time", call.origin.span())
    return decided


def _join(call: Call) -> Value:
    separator = to_text(call.arg(0)) if not isinstance(call.arg(0), Undefined) else Text.decoded(",", call.origin.span())
    return String(joined(_array(call), separator))


def _push(call: Call) -> Value:
    _array(call).items.extend(call.args)
    return Number(call.origin, len(_array(call).items))


def _unshift(call: Call) -> Value:
    _array(call).items[:0] = call.args
    return Number(call.origin, len(_array(call).items))


def _pop(call: Call) -> Value:
    items = _array(call).items
    return items.pop() if items else Undefined(call.origin)


def _shift(call: Call) -> Value:
    items = _array(call).items
    return items.pop(0) if items else Undefined(call.origin)


def _concat(call: Call) -> Value:
    items = list(_items(call))
    for arg in call.args:
        added = arg.items if isinstance(arg, Array) else [arg]
        budget.elements(len(added), call.origin.span())
        items += added
    return _made(call, items)


def _slice(call: Call) -> Value:
    items = _items(call)
    bounds = [None if isinstance(call.arg(i), Undefined) else to_number(call.arg(i)) for i in (0, 1)]
    if any(bound is None and not isinstance(call.arg(i), Undefined) for i, bound in enumerate(bounds)):
        return call.unknown()
    start, end = (None if bound is None else integer(bound) for bound in bounds)
    return _made(call, items[start:end])


def _map(call: Call) -> Value:
    return _made(call, [_each(call, item, i) for i, item in enumerate(_items(call))])


def _flat_map(call: Call) -> Value:
    found = [_each(call, item, i) for i, item in enumerate(_items(call))]
    return _made(call, [inner for item in found for inner in (item.items if isinstance(item, Array) else [item])])


def _for_each(call: Call) -> Value:
    for i, item in enumerate(list(_items(call))):
        _each(call, item, i)
    return Undefined(call.origin)


def _filter(call: Call) -> Value:
    return _made(call, [item for i, item in enumerate(_items(call)) if _decided(call, item, i)])


def _find(call: Call) -> Value:
    for i, item in enumerate(_items(call)):
        if _decided(call, item, i):
            return item
    return Undefined(call.origin)


def _some(call: Call) -> Value:
    return Boolean(call.origin, any(_decided(call, item, i) for i, item in enumerate(_items(call))))


def _every(call: Call) -> Value:
    return Boolean(call.origin, all(_decided(call, item, i) for i, item in enumerate(_items(call))))


def _reduce(call: Call) -> Value:
    items = list(_items(call))
    if len(call.args) < 2 and not items:
        raise failure("TypeError", "Reduce of empty array with no initial value", call.origin)
    total = call.arg(1) if len(call.args) > 1 else items[0]
    for i in range(0 if len(call.args) > 1 else 1, len(items)):
        budget.elements(1, call.origin.span())
        args = [total, items[i], Number(call.origin, i), call.this]
        total = call.run.call(call.arg(0), Undefined(call.origin), args, call.origin)
    return total


def _includes(call: Call) -> Value:
    found = [strictly_equal(item, call.arg(0)) for item in _items(call)]
    if True not in found and None in found:
        return call.unknown()
    return Boolean(call.origin, True in found)


def _index_of(call: Call) -> Value:
    found = [strictly_equal(item, call.arg(0)) for item in _items(call)]
    if None in found:
        return call.unknown()
    return Number(call.origin, found.index(True) if True in found else -1)


def _reverse(call: Call) -> Value:
    _items(call).reverse()
    return call.this


def _sort(call: Call) -> Value:
    array = _array(call)
    if call.args or any(is_unknown(item) for item in array.items):
        raise Unsupported("sorting by a function", call.origin.span())
    _items(call)
    array.items.sort(key=lambda item: to_text(item).value.encode("utf-16-be", "surrogatepass"))
    return array


def _entries(call: Call) -> Value:
    return _made(call, [_made(call, [Number(call.origin, i), item]) for i, item in enumerate(_items(call))])


def _keys(call: Call) -> Value:
    return _made(call, [Number(call.origin, i) for i in range(len(_items(call)))])


def _values(call: Call) -> Value:
    return _made(call, list(_items(call)))


def _to_string(call: Call) -> Value:
    return String(to_text(call.this))


METHODS: dict[str, Method] = {
    "join": _join,
    "push": _push,
    "unshift": _unshift,
    "pop": _pop,
    "shift": _shift,
    "concat": _concat,
    "slice": _slice,
    "map": _map,
    "flatMap": _flat_map,
    "forEach": _for_each,
    "filter": _filter,
    "find": _find,
    "some": _some,
    "every": _every,
    "reduce": _reduce,
    "includes": _includes,
    "indexOf": _index_of,
    "reverse": _reverse,
    "sort": _sort,
    "entries": _entries,
    "keys": _keys,
    "values": _values,
    "toString": _to_string,
}
