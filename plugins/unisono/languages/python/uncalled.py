"""Functions that a sample defines and does not call, followed as if it called them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unisono.languages.python.attributes import class_member
from unisono.languages.python.calls import Call
from unisono.languages.python.evaluator import Evaluator
from unisono.languages.python.library.functions import awaited
from unisono.languages.python.values import Class, Const, Exc, Function, Object, Unknown, Value
from unisono.languages.reading import Uncalled
from unisono.languages.uncalled import Definition, uncalled
from unisono.text.regex import regex
from unisono.text.source import Span


def call_uncalled(run: Evaluator) -> Iterator[Uncalled]:
    """Calls each function that no other one mentions, and each method that others can call, with placeholders for its
    parameters, if the sample has called none of them; gives those that send something. Raises what following it raises."""
    values = list(run.globals.names.values())
    functions = [value for value in values if isinstance(value, Function)]
    classes = [value for value in values if isinstance(value, Class) and not _is_error(value)]
    methods = [(of, function) for of in classes for function in _methods(of)]
    if any(function.called for function in [*functions, *(function for _, function in methods)]):
        return
    definitions = [_definition(run, function) for function in functions]
    definitions += [_method(run, of, function) for of, function in methods]
    yield from uncalled(sorted(definitions, key=lambda one: one.span.start), run.requests)


def _is_error(of: Class) -> bool:
    return any(isinstance(base, Exc) or (isinstance(base, Class) and _is_error(base)) for base in of.bases)


def _methods(of: Class) -> list[Function]:
    """Those of a class that are called from outside of it."""
    found = [member for member in of.members.values() if isinstance(member, Function)]
    return [function for function in found if not function.name.startswith("_") and function.kind != "property"]


def _definition(run: Evaluator, function: Function) -> Definition:
    def follow() -> list[str]:
        needed, keywords = _parameters(function)
        awaited(run.apply(function, _call(run, function, needed, keywords)))
        return [arg.arg for arg in (*needed, *keywords)]

    return Definition(function.name, _name(function), _mentioned(function.node), follow, lambda: function.called)


def _method(run: Evaluator, of: Class, function: Function) -> Definition:
    """A method, called of an object that the sample has made, or of one that is made with placeholders."""
    made = next((value for value in run.globals.names.values() if isinstance(value, Object) and value.made_by is of), None)
    start = class_member(of, "__init__") if made is None and not function.kind else None

    def follow() -> list[str]:
        first = _parameters(start, bound=1) if isinstance(start, Function) else ([], [])
        owner: Value = of
        if not function.kind:
            owner = made or run.apply(of, _call(run, start if isinstance(start, Function) else function, *first))
            _prepare(owner, of)
        needed, keywords = _parameters(function, bound=function.kind != "staticmethod")
        called = run.attribute(owner, function.name, function.span)
        awaited(run.apply(called, _call(run, function, needed, keywords)))
        function.called = True
        return [arg.arg for arg in (*first[0], *first[1], *needed, *keywords)]

    name = f"{of.name}.{function.name}"
    return Definition(name, _name(function), _mentioned(function.node), follow, lambda: function.called)


def _prepare(made: Value, of: Class) -> None:
    """Gives an object placeholders for attributes without a value that methods set which a caller may call first."""
    for name, member in of.members.items():
        if not isinstance(member, Function) or name == "__init__" or not isinstance(made, Object):
            continue
        for node in ast.walk(member.node):
            match node:
                case ast.Attribute(value=ast.Name(id="self"), attr=attribute, ctx=ast.Store()):
                    held = made.members.get(attribute) or class_member(of, attribute)
                    if held is None or (isinstance(held, Const) and held.value is None):
                        made.members[attribute] = Unknown(attribute, member.places.span(node), given=attribute)
    for base in of.bases:
        if isinstance(base, Class):
            _prepare(made, base)


def _call(run: Evaluator, function: Function, needed: list[ast.arg], keywords: list[ast.arg]) -> Call:
    """A call with placeholders for parameters."""
    given: list[Value] = [_given(run, arg) for arg in needed]
    named = {arg.arg: _given(run, arg) for arg in keywords}
    places = {name: value.span for name, value in named.items()}
    return Call(run, function.name, given, named, places, function.span, function.span)


def _given(run: Evaluator, arg: ast.arg) -> Value:
    return Unknown(arg.arg, run.places.span(arg), given=arg.arg)


def _parameters(function: Function, bound: int = 0) -> tuple[list[ast.arg], list[ast.arg]]:
    """Those without a value of their own: given in order, but for those that are bound, and by their name."""
    arguments = function.node.args
    needed = [arg for arg in [*arguments.posonlyargs, *arguments.args][bound:] if arg.arg not in function.defaults]
    return needed, [arg for arg in arguments.kwonlyargs if arg.arg not in function.defaults]


def _mentioned(node: ast.AST) -> set[str]:
    """The names that code has for functions, and for methods of its own object."""
    names = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
    return names | {inner.attr for inner in ast.walk(node) if isinstance(inner, ast.Attribute)}


_DEFINITION = regex(r"(?:async\s+)?def\s+(\w+)")


def _name(function: Function) -> Span:
    """The place of the function's name in its definition."""
    text = function.places.text(function.node)
    found = _DEFINITION.match(text.value)
    return text.slice(*found.span(1)).span() if found else function.span
