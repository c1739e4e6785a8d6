"""Functions that a sample defines and does not call, followed as if it called them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unisono.languages.python.calls import Call
from unisono.languages.python.evaluator import Evaluator
from unisono.languages.python.library.functions import awaited
from unisono.languages.python.values import Function, Unknown, Value
from unisono.languages.reading import Uncalled
from unisono.languages.uncalled import CLIENT_NAMES, SENDING_NAMES, Definition, given_client, may_send, uncalled
from unisono.text.regex import regex
from unisono.text.source import Span

_SENDING = SENDING_NAMES | {"stream"}
_CLIENTS = CLIENT_NAMES | {"s", "requests"}


def call_uncalled(run: Evaluator) -> Iterator[Uncalled]:
    """Calls each function that no other one mentions, with placeholders for its parameters, if the sample has called none of
    its functions; gives those that send something. Raises what following it raises."""
    functions = [value for value in run.globals.names.values() if isinstance(value, Function)]
    if any(function.called for function in functions):
        return
    yield from uncalled([_definition(run, function) for function in functions], run.requests)


def _definition(run: Evaluator, function: Function) -> Definition:
    def follow() -> list[str]:
        _refuse_clients(run, function)
        needed, keywords = _parameters(function)
        given: list[Value] = [Unknown(arg.arg, run.places.span(arg)) for arg in needed]
        named: dict[str, Value] = {arg.arg: Unknown(arg.arg, run.places.span(arg)) for arg in keywords}
        places = {name: value.span for name, value in named.items()}
        awaited(run.apply(function, Call(run, function.name, given, named, places, function.span, function.span)))
        return [arg.arg for arg in (*needed, *keywords)]

    return Definition(function.name, _name(function), _mentioned(function.node), follow, lambda: function.called)


def _parameters(function: Function) -> tuple[list[ast.arg], list[ast.arg]]:
    """Those without a value of their own: given in order, and by their name."""
    arguments = function.node.args
    needed = [arg for arg in [*arguments.posonlyargs, *arguments.args] if arg.arg not in function.defaults]
    return needed, [arg for arg in arguments.kwonlyargs if arg.arg not in function.defaults]


def _mentioned(node: ast.AST) -> set[str]:
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}


def _refuse_clients(run: Evaluator, function: Function) -> None:
    """Raises Unsupported where a parameter is what sends: what it sends is not known."""
    arguments = function.node.args
    names = {arg.arg for arg in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]}
    for node in ast.walk(function.node):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name in names:
                if may_send(name, attribute, _SENDING, frozenset({"get"}), _CLIENTS):
                    raise given_client(name, run.span(node))


_DEFINITION = regex(r"(?:async\s+)?def\s+(\w+)")


def _name(function: Function) -> Span:
    """The place of the function's name in its definition."""
    text = function.places.text(function.node)
    found = _DEFINITION.match(text.value)
    return text.slice(*found.span(1)).span() if found else function.span
