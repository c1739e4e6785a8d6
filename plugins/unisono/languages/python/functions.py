"""Functions and classes that a sample defines, and calls of whatever can be called."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from unisono.languages.python.attributes import class_member
from unisono.languages.python.calls import Call, Native, Signature
from unisono.languages.python.completion import Return
from unisono.languages.python.evaluator import Evaluator
from unisono.languages.python.thrown import Thrown, ancestors
from unisono.languages.python.values import (
    Class,
    Coroutine,
    Exc,
    Function,
    Map,
    Object,
    Scope,
    Seq,
    Str,
    Unknown,
    Value,
    none,
    truthy,
)
from unisono.languages.reading import Unsupported
from unisono.text.source import Span, Text


def made_function(run: Evaluator, name: str, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, span: Span) -> Function:
    arguments = node.args
    named = [*arguments.posonlyargs, *arguments.args]
    late = named[len(named) - len(arguments.defaults) :]
    defaults = {arg.arg: run.evaluate(value) for arg, value in zip(late, arguments.defaults, strict=True)}
    for arg, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if value is not None:
            defaults[arg.arg] = run.evaluate(value)
    return Function(name, node, defaults, run.scope, run.places, span)


def define_function(run: Evaluator, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    made: Value = made_function(run, node.name, node, run.span(node))
    for decorator in reversed(node.decorator_list):
        made = _decorated(run, made, decorator)
    run.scope.assign(node.name, made)


def _decorated(run: Evaluator, made: Value, decorator: ast.expr) -> Value:
    name = decorator.id if isinstance(decorator, ast.Name) else ""
    if name in ("staticmethod", "classmethod", "property") and isinstance(made, Function):
        made.kind = name
        return made
    found = run.evaluate(decorator)
    return run.call(found, [made], run.span(decorator))


def define_class(run: Evaluator, node: ast.ClassDef) -> None:
    if node.decorator_list:
        raise Unsupported("a decorated class", run.span(node))
    bases = [run.evaluate(base) for base in node.bases if not (isinstance(base, ast.Name) and base.id == "object")]
    if not all(isinstance(base, Class | Exc) or (isinstance(base, Unknown) and base.name == "ABC") for base in bases):
        raise Unsupported("a class with these bases", run.span(node))
    outer, run.scope = run.scope, Scope(parent=run.scope)
    try:
        run.execute_all(node.body)
        made = Class(node.name, run.scope.names, bases, run.span(node))
    finally:
        run.scope = outer
    for value in made.members.values():
        if isinstance(value, Function):
            value.scope = outer
    run.scope.assign(node.name, made)


def _call_object(run: Evaluator, function: Object, call: Call) -> Value:
    """Calls an instance of a class of the sample's own, or an object of a library that can be called."""
    if "__call__" in function.members:
        return run.apply(function.members["__call__"], call)
    if function.made_by is None or class_member(function.made_by, "__call__") is None:
        raise Unsupported(f"a call of a {function.type}", call.span)
    return run.apply(run.attribute(function, "__call__", call.span), call)


def _instance(run: Evaluator, made: Class, call: Call) -> Value:
    names = {name for base in made.bases if isinstance(base, Exc) for name in ancestors(base.name)}
    if "BaseException" in names:
        return Object(made.name, {"message": call.args[0]} if call.args else {}, call.span)
    instance = Object(made.name, {}, call.span, made)
    start = class_member(made, "__init__")
    if isinstance(start, Function):
        _run_function(run, replace(start, bound=(instance,)), call)
    return instance


def _run_function(run: Evaluator, function: Function, call: Call) -> Value:
    function.called = True
    arguments = function.node.args
    positional = [a.arg for a in [*arguments.posonlyargs, *arguments.args]]
    signature = Signature(
        tuple(positional),
        sum(1 for name in positional if name not in function.defaults),
        tuple(a.arg for a in arguments.kwonlyargs),
        tuple(a.arg for a in arguments.kwonlyargs if a.arg not in function.defaults),
        arguments.vararg.arg if arguments.vararg else "",
        arguments.kwarg.arg if arguments.kwarg else "",
    )
    full = replace(call, name=function.name, args=[*function.bound, *call.args])
    found = full.bind_to(signature, function.name)
    names = {**function.defaults, **found.values}
    if signature.rest:
        names[signature.rest] = Seq("tuple", found.rest, call.span)
    if signature.others:
        others = Map({}, call.span)
        for keyword, value in found.others.items():
            others.set(keyword, Str(Text.decoded(keyword, found.places[keyword])), value)
        names[signature.others] = others
    scope = Scope(names, function.scope)
    if isinstance(function.node, ast.AsyncFunctionDef):
        return Coroutine(lambda: _body(run, function, scope, call.span), call.span)
    return _body(run, function, scope, call.span)


def _body(run: Evaluator, function: Function, scope: Scope, span: Span) -> Value:
    """Runs a function's body in its own scope. What it returns in a branch that may not be taken is what success gives."""
    outer = run.scope, run.places, run.returned, len(run.doubt)
    run.scope, run.places, run.returned = scope, function.places, []
    try:
        if isinstance(function.node, ast.Lambda):
            return run.evaluate(function.node.body)
        if any(isinstance(n, ast.Yield | ast.YieldFrom) for n in ast.walk(function.node)):
            return _generated(run, function.node.body, span)
        return _result(run, function.node.body, span)
    finally:
        run.scope, run.places, run.returned = outer[:3]
        del run.doubt[outer[3] :]


def _generated(run: Evaluator, body: list[ast.stmt], span: Span) -> Value:
    """What a generator yields, found at once: it may not send anything, for that would be later."""
    outer, run.yielded = run.yielded, []
    count = len(run.requests)
    try:
        _result(run, body, span)
        if len(run.requests) > count:
            raise Unsupported("a generator that sends requests", span)
        return Seq("generator", run.yielded, span)
    finally:
        run.yielded = outer


def _result(run: Evaluator, body: list[ast.stmt], span: Span) -> Value:
    try:
        run.execute_all(body)
        found: Value = none(span)
    except Return as done:
        found = done.value
    except Thrown:
        if not run.returned:
            raise
        return run.returned[0]
    if run.returned:
        same = len(run.returned) == 1 and (truthy(found) is False or found is run.returned[0])
        return run.returned[0] if same else Unknown("result", span)
    return found


def _call_native(_: Evaluator, function: Native, call: Call) -> Value:
    return function.run(call)


def _call_exception(_: Evaluator, function: Exc, call: Call) -> Value:
    return Object(function.name, {"message": call.args[0]} if call.args else {}, call.span)


CALLS: Mapping[type, Callable[[Evaluator, Any, Call], Value]] = {
    Native: _call_native,
    Function: _run_function,
    Unknown: Evaluator.call_unknown,
    Class: _instance,
    Exc: _call_exception,
    Object: _call_object,
}
"""What calling each kind of value does."""
