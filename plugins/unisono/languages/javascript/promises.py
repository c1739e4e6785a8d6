"""Promises and `await`. A response is there as soon as its request is sent."""

from __future__ import annotations

from collections.abc import Callable

from unisono.languages.javascript.run import Call, Method, Native, Run
from unisono.languages.javascript.values import Array, Function, Object, Promise, Thrown, Undefined, Unknown, Value, object_of
from unisono.text.source import Text


def settle(run: Run, promise: Promise, value: Value) -> None:
    """Resolve (or, if it is marked as failed, reject) a promise; a promise as the value passes its own on."""
    if isinstance(value, Promise):
        inner = value
        _when_settled(run, inner, lambda: _take_over(run, promise, inner))
        return
    if promise.value is None:
        promise.value = value
        run.tasks.extend(promise.waiting)
        promise.waiting.clear()


def _take_over(run: Run, promise: Promise, inner: Promise) -> None:
    inner.caught = True
    promise.failed = promise.failed or inner.failed
    settle(run, promise, inner.value or Undefined(inner.origin))


def _when_settled(run: Run, promise: Promise, task: Callable[[], None]) -> None:
    if promise.value is None:
        promise.waiting.append(task)
    else:
        run.tasks.append(task)


def settled(run: Run, value: Value, origin: Text) -> Value:
    """`await value`."""
    run.turn()
    if not isinstance(value, Promise):
        return value
    value.caught = True
    if value.failed and value.value is not None:
        raise Thrown(value.value, value.value.origin)
    return value.value or Unknown(origin)


def then(call: Call) -> Value:
    return _chained(call, call.arg(0), call.arg(1))


def catch(call: Call) -> Value:
    return _chained(call, Undefined(call.origin), call.arg(0))


def finally_(call: Call) -> Value:
    promise = call.this
    chained = _chained(call, Undefined(call.origin), Undefined(call.origin))
    if isinstance(promise, Promise):
        run, callback = call.run, call.arg(0)
        _when_settled(run, promise, lambda: run.later(callback, [], call.origin))
    return chained


def _chained(call: Call, fulfilled: Value, rejected: Value) -> Value:
    promise, run = call.this, call.run
    if not isinstance(promise, Promise):
        return call.unknown()
    promise.caught = True
    derived = Promise(call.origin)
    run.promises.append(derived)
    _when_settled(run, promise, lambda: _react(run, promise, derived, rejected if promise.failed else fulfilled))
    return derived


def _react(run: Run, promise: Promise, derived: Promise, callback: Value) -> None:
    value = promise.value or Undefined(promise.origin)
    if not isinstance(callback, Function | Native):
        derived.failed = promise.failed
        settle(run, derived, value)
        return
    if isinstance(value, Unknown | Object) and not run.leads_to_request(callback) and _mentions_unknown(value):
        settle(run, derived, Unknown(derived.origin))
        return
    depth = run.depth
    try:
        settle(run, derived, run.call(callback, Undefined(derived.origin), [value], derived.origin))
    except Thrown as thrown:
        run.depth = depth
        run.failures.append(thrown)
        derived.failed = True
        settle(run, derived, thrown.value)


def _mentions_unknown(value: Value) -> bool:
    return isinstance(value, Unknown) or (isinstance(value, Array) and any(isinstance(i, Unknown) for i in value.items))


def promise_constructor(call: Call) -> Value:
    """`new Promise((resolve, reject) => …)`: the executor runs at once."""
    run, promise = call.run, Promise(call.origin)
    run.promises.append(promise)

    def resolve(inner: Call) -> Value:
        settle(run, promise, inner.arg(0))
        return Undefined(inner.origin)

    def reject(inner: Call) -> Value:
        promise.failed = promise.failed or promise.value is None
        run.failures.append(Thrown(inner.arg(0), inner.origin))
        settle(run, promise, inner.arg(0))
        return Undefined(inner.origin)

    args: list[Value] = [Native(call.origin, call=resolve), Native(call.origin, call=reject)]
    requests = len(run.requests)
    run.call(call.arg(0), Undefined(call.origin), args, call.origin)
    if promise.value is None and (len(run.requests) > requests or not run.tasks):
        settle(run, promise, Unknown(call.origin))  # resolved with what a response brings
    return promise


def _all(call: Call) -> Value:
    """`Promise.all` and its like, of promises that the sample made."""
    array = call.arg(0)
    if not isinstance(array, Array):
        return Promise(call.origin, value=call.unknown())
    call.run.turn()
    for item in array.items:
        if isinstance(item, Promise):
            item.caught = True
            if item.failed and item.value is not None:
                return Promise(call.origin, value=item.value, failed=True)
    values = [(item.value or call.unknown()) if isinstance(item, Promise) else item for item in array.items]
    return Promise(call.origin, value=Array(call.origin, items=values))


def _race(call: Call) -> Value:
    found = _all(call)
    inner = found.value if isinstance(found, Promise) else None
    return Promise(call.origin, value=call.unknown()) if isinstance(inner, Array) else found


def _all_settled(call: Call) -> Value:
    _all(call)
    return Promise(call.origin, value=call.unknown())


def _resolve(call: Call) -> Value:
    value = call.arg(0)
    return value if isinstance(value, Promise) else Promise(call.origin, value=value)


def _reject(call: Call) -> Value:
    call.run.failures.append(Thrown(call.arg(0), call.origin))
    promise = Promise(call.origin, value=call.arg(0), failed=True)
    call.run.promises.append(promise)
    return promise


def promise_object(origin: Text) -> Native:
    made = Native(origin, call=promise_constructor)
    statics: dict[str, Method] = {
        "all": _all,
        "allSettled": _all_settled,
        "any": _race,
        "race": _race,
        "resolve": _resolve,
        "reject": _reject,
    }
    made.members.update(
        object_of(origin, [(Text.decoded(n, origin.span()), Native(origin, call=f)) for n, f in statics.items()]).members
    )
    return made


METHODS: dict[str, Method] = {"then": then, "catch": catch, "finally": finally_}
