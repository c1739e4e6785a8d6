"""Methods of arrays."""

from __future__ import annotations

import math
from functools import cmp_to_key
from itertools import pairwise

from unisono.languages.javascript.coercion import (
    integer,
    is_unknown,
    joined,
    strictly_equal,
    to_number,
    to_string,
    to_text,
    truthy,
)
from unisono.languages.javascript.run import Call, Host, Method, Native
from unisono.languages.javascript.values import (
    Arguments,
    Array,
    Boolean,
    Function,
    Listing,
    Number,
    String,
    Undefined,
    Unknown,
    Value,
    failure,
)
from unisono.languages.reading import Unsupported
from unisono.text import budget
from unisono.text.source import Text


def _array(call: Call) -> Array:
    if isinstance(call.this, Arguments):
        return Array(call.this.origin, items=list(call.this.items))
    if not isinstance(call.this, Array):
        raise Unsupported("a method of arrays on anything else", call.origin.span())
    return call.this


def _in_place(method: Method) -> Method:
    """A method that changes the array, of nothing else."""

    def change(call: Call) -> Value:
        if not isinstance(call.this, Array):
            raise Unsupported("a method of arrays on anything else", call.origin.span())
        return method(call)

    return change


def _calling(method: Method) -> Method:
    """A method that calls its first argument, which has to be a function even where there is nothing to call it for."""

    def checked(call: Call) -> Value:
        if not isinstance(call.arg(0), Function | Native | Unknown | Host):
            raise failure("TypeError", f"{call.arg(0).origin.value} is not a function", call.origin)
        return method(call)

    return checked


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
    return call.run.call(call.arg(0), call.arg(1), [item, Number(call.origin, index), call.this], call.origin)


def _decided(call: Call, item: Value, index: int) -> bool:
    decided = truthy(_each(call, item, index))
    if decided is None:
        raise Unsupported("a choice that depends on what is known only at run time", call.origin.span())
    return decided


def _position(call: Call, argument: int, default: int) -> int:
    """An argument that says a place in the array, from its end if it is negative, within the array (ECMAScript 23.1.3)."""
    length = len(_array(call).items)
    if isinstance(call.arg(argument), Undefined):
        return default
    at = _integer(call, argument)
    return max(0, length + at) if at < 0 else min(at, length)


def _integer(call: Call, argument: int) -> int:
    value = to_number(call.arg(argument))
    if value is None:
        raise Unsupported("a position that is known only at run time", call.origin.span())
    return integer(value)


def _join(call: Call) -> Value:
    separator = to_text(call.arg(0)) if not isinstance(call.arg(0), Undefined) else Text.decoded(",", call.origin.span())
    return String(joined(_array(call), separator))


@_in_place
def _push(call: Call) -> Value:
    _array(call).items.extend(call.args)
    return Number(call.origin, len(_array(call).items))


@_in_place
def _unshift(call: Call) -> Value:
    _array(call).items[:0] = call.args
    return Number(call.origin, len(_array(call).items))


@_in_place
def _pop(call: Call) -> Value:
    items = _array(call).items
    return items.pop() if items else Undefined(call.origin)


@_in_place
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
    return _made(call, items[_position(call, 0, 0) : _position(call, 1, len(items))])


def _at(call: Call) -> Value:
    items, at = _array(call).items, _integer(call, 0)
    return items[at] if -len(items) <= at < len(items) else Undefined(call.origin)


def _with(call: Call) -> Value:
    items, at = list(_items(call)), _integer(call, 0)
    if not -len(items) <= at < len(items):
        raise failure("RangeError", f"Invalid index : {at}", call.origin)
    items[at] = call.arg(1)
    return _made(call, items)


@_in_place
def _fill(call: Call) -> Value:
    items = _items(call)
    for i in range(_position(call, 1, 0), _position(call, 2, len(items))):
        items[i] = call.arg(0)
    return call.this


@_in_place
def _splice(call: Call) -> Value:
    return _made(call, _spliced(call, _items(call)))


def _to_spliced(call: Call) -> Value:
    items = list(_items(call))
    _spliced(call, items)
    return _made(call, items)


def _spliced(call: Call, items: list[Value]) -> list[Value]:
    """Replace some of the items; gives back those that were there."""
    start = _position(call, 0, 0)
    count = len(items) - start if len(call.args) == 1 else _integer(call, 1) if call.args else 0
    end = start + max(0, min(count, len(items) - start))
    removed = items[start:end]
    items[start:end] = call.args[2:]
    return removed


def _flat(call: Call) -> Value:
    depth = 1 if isinstance(call.arg(0), Undefined) else _integer(call, 0)
    items = _items(call)
    while depth > 0 and any(isinstance(item, Array) for item in items):
        items = [inner for item in items for inner in (item.items if isinstance(item, Array) else [item])]
        budget.elements(len(items), call.origin.span())
        depth -= 1
    return _made(call, list(items))


@_calling
def _map(call: Call) -> Value:
    return _made(call, [_each(call, item, i) for i, item in enumerate(_items(call))])


@_calling
def _flat_map(call: Call) -> Value:
    found = [_each(call, item, i) for i, item in enumerate(_items(call))]
    return _made(call, [inner for item in found for inner in (item.items if isinstance(item, Array) else [item])])


@_calling
def _for_each(call: Call) -> Value:
    for i, item in enumerate(list(_items(call))):
        _each(call, item, i)
    return Undefined(call.origin)


@_calling
def _filter(call: Call) -> Value:
    return _made(call, [item for i, item in enumerate(_items(call)) if _decided(call, item, i)])


def _search(call: Call, backwards: bool = False) -> int:
    """The number of the first or last item that the function chooses; -1 if it chooses none."""
    numbers = range(len(_items(call)))
    for i in reversed(numbers) if backwards else numbers:
        items = _array(call).items
        if _decided(call, items[i] if i < len(items) else Undefined(call.origin), i):
            return i
    return -1


def _found(call: Call, backwards: bool) -> Value:
    items = list(_items(call))
    at = _search(call, backwards)
    return items[at] if at >= 0 else Undefined(call.origin)


@_calling
def _find(call: Call) -> Value:
    return _found(call, backwards=False)


@_calling
def _find_last(call: Call) -> Value:
    return _found(call, backwards=True)


@_calling
def _find_index(call: Call) -> Value:
    return Number(call.origin, _search(call))


@_calling
def _find_last_index(call: Call) -> Value:
    return Number(call.origin, _search(call, backwards=True))


@_calling
def _some(call: Call) -> Value:
    return Boolean(call.origin, any(_decided(call, item, i) for i, item in enumerate(_items(call))))


@_calling
def _every(call: Call) -> Value:
    return Boolean(call.origin, all(_decided(call, item, i) for i, item in enumerate(_items(call))))


def _reduced(call: Call, order: list[int]) -> Value:
    items = list(_items(call))
    if len(call.args) < 2 and not items:
        raise failure("TypeError", "Reduce of empty array with no initial value", call.origin)
    total = call.arg(1) if len(call.args) > 1 else items[order.pop(0)]
    for i in order:
        budget.elements(1, call.origin.span())
        args = [total, items[i], Number(call.origin, i), call.this]
        total = call.run.call(call.arg(0), Undefined(call.origin), args, call.origin)
    return total


@_calling
def _reduce(call: Call) -> Value:
    return _reduced(call, list(range(len(_array(call).items))))


@_calling
def _reduce_right(call: Call) -> Value:
    return _reduced(call, list(reversed(range(len(_array(call).items)))))


def _includes(call: Call) -> Value:
    items = _items(call)
    found = [_same(item, call.arg(0)) for item in items[_position(call, 1, 0) :]]
    if True not in found and None in found:
        return call.unknown()
    return Boolean(call.origin, True in found)


def _same(left: Value, right: Value) -> bool | None:
    """`SameValueZero` (ECMAScript 7.2.11): as `===`, and NaN is the same as itself."""
    if isinstance(left, Number) and isinstance(right, Number) and math.isnan(left.value):
        return math.isnan(right.value)
    return strictly_equal(left, right)


def _index_of(call: Call) -> Value:
    items = _items(call)
    start = _position(call, 1, 0)
    return _index(call, range(start, len(items)))


def _last_index_of(call: Call) -> Value:
    items = _items(call)
    end = len(items) - 1
    if len(call.args) > 1:
        at = _integer(call, 1)
        end = min(at, end) if at >= 0 else len(items) + at
    return _index(call, range(end, -1, -1))


def _index(call: Call, places: range) -> Value:
    """The number of the first item, of those at the places, that is the one looked for; -1 if none is."""
    items = _array(call).items
    for i in places:
        equal = strictly_equal(items[i], call.arg(0))
        if equal is None:
            return call.unknown()
        if equal:
            return Number(call.origin, i)
    return Number(call.origin, -1)


@_in_place
def _reverse(call: Call) -> Value:
    _items(call).reverse()
    return call.this


def _to_reversed(call: Call) -> Value:
    return _made(call, _items(call)[::-1])


@_in_place
def _sort(call: Call) -> Value:
    array = _array(call)
    array.items[:] = _sorted(call)
    return array


def _to_sorted(call: Call) -> Value:
    return _made(call, _sorted(call))


def _sorted(call: Call) -> list[Value]:
    """The items in order, undefined last (ECMAScript 23.1.3.30). Both sorts are stable, so one order is the only one."""
    known = [item for item in _items(call) if not isinstance(item, Undefined)]
    missing = [item for item in _items(call) if isinstance(item, Undefined)]
    if isinstance(call.arg(0), Undefined):
        if any(is_unknown(item) for item in known):
            raise Unsupported("sorting what is known only at run time", call.origin.span())
        known.sort(key=lambda item: to_text(item).value.encode("utf-16-be", "surrogatepass"))
    elif not isinstance(call.arg(0), Function | Native | Unknown | Host):
        raise failure("TypeError", "The comparison function must be either a function or undefined", call.origin)
    else:
        if call.run.leads_to_request(call.arg(0)):
            raise Unsupported("sorting by a function that sends requests", call.origin.span())
        known.sort(key=cmp_to_key(lambda a, b: _order(call, a, b)))
        if any(_order(call, a, b) > 0 or _order(call, b, a) < 0 for a, b in pairwise(known)):
            raise Unsupported("sorting by a function that says no order", call.origin.span())
    return known + missing


def _order(call: Call, left: Value, right: Value) -> int:
    """Whether the left item comes behind the right one (1), before it (-1), or neither."""
    budget.elements(1, call.origin.span())
    order = to_number(call.run.call(call.arg(0), Undefined(call.origin), [left, right], call.origin))
    if order is None:
        raise Unsupported("an order that is known only at run time", call.origin.span())
    return (order > 0) - (order < 0)


def _entries(call: Call) -> Value:
    rows = [_made(call, [Number(call.origin, i), item]) for i, item in enumerate(_items(call))]
    return Listing(call.origin, items=list(rows))


def _keys(call: Call) -> Value:
    return Listing(call.origin, items=[Number(call.origin, i) for i in range(len(_items(call)))])


def _values(call: Call) -> Value:
    return Listing(call.origin, items=list(_items(call)))


METHODS: dict[str, Method] = {
    "at": _at,
    "concat": _concat,
    "entries": _entries,
    "every": _every,
    "fill": _fill,
    "filter": _filter,
    "find": _find,
    "findIndex": _find_index,
    "findLast": _find_last,
    "findLastIndex": _find_last_index,
    "flat": _flat,
    "flatMap": _flat_map,
    "forEach": _for_each,
    "includes": _includes,
    "indexOf": _index_of,
    "join": _join,
    "keys": _keys,
    "lastIndexOf": _last_index_of,
    "map": _map,
    "pop": _pop,
    "push": _push,
    "reduce": _reduce,
    "reduceRight": _reduce_right,
    "reverse": _reverse,
    "shift": _shift,
    "slice": _slice,
    "some": _some,
    "sort": _sort,
    "splice": _splice,
    "toReversed": _to_reversed,
    "toSorted": _to_sorted,
    "toSpliced": _to_spliced,
    "toString": to_string,
    "unshift": _unshift,
    "values": _values,
    "with": _with,
}
