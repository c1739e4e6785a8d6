"""The state of one evaluation, and the steps that all of the evaluator shares: what a node or a call does, tables say."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from typing import Any

from unisono.languages.python.attributes import attribute
from unisono.languages.python.calls import Call, Run
from unisono.languages.python.completion import Jump, Return
from unisono.languages.python.library.functions import environment
from unisono.languages.python.places import Places
from unisono.languages.python.thrown import Thrown
from unisono.languages.python.values import Object, Scope, Unknown, Value, type_name
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text import budget
from unisono.text.source import Span
from unisono.wire.request import Request

MAX_STEPS = 100_000
"""How many expressions and statements are followed: samples need a few hundred."""

MAX_REQUESTS = 500
"""Requests of one sample that are followed: more come from a loop that was not understood."""

Module = Callable[[str, Span], Value]
"""A package, or a module in it, by its dotted name, where it is imported."""


@dataclass(frozen=True, slots=True)
class Language:
    """How each kind of expression is evaluated, each kind of statement executed, each kind of value called, the packages
    that are understood, by name, and by the names of classes the modules of clients that samples import them from."""

    expressions: Mapping[type[ast.expr], Callable[[Evaluator, Any], Value]]
    statements: Mapping[type[ast.stmt], Callable[[Evaluator, Any], None]]
    calls: Mapping[type[Value], Callable[[Evaluator, Any, Call], Value]]
    packages: Mapping[str, Module]
    classes: Mapping[str, str]


@dataclass(eq=False)
class Evaluator(Run):
    """Follows a sample's statements and notes the requests that they send.

    Where the way depends on what only run time knows, all ways are followed in `doubt`: a request there is not understood.
    """

    places: Places
    language: Language
    globals: Scope = field(default_factory=Scope)
    requests: list[Request] = field(default_factory=list)
    doubt: list[Span] = field(default_factory=list)
    yielded: list[Value] = field(default_factory=list)
    returned: list[Value] = field(default_factory=list)  # by `return` in a branch that may not be taken
    caught: Thrown | None = None  # the first exception that the sample handled
    steps: int = 0
    scope: Scope = field(init=False)
    environ: Object = field(init=False)

    def __post_init__(self) -> None:
        self.scope = self.globals
        self.environ = environment(self.places.code.slice(0, 0).span())

    def span(self, node: ast.expr | ast.stmt | ast.keyword | ast.excepthandler) -> Span:
        return self.places.span(node)

    def evaluate(self, node: ast.expr) -> Value:
        """The value of an expression; raises `Thrown`, `Unsupported` or `Invalid`."""
        self._step(node)
        evaluate = self.language.expressions.get(type(node))
        if evaluate is None:
            raise Unsupported(f"a Python {type(node).__name__} expression", self.span(node))
        return evaluate(self, node)

    def execute_all(self, statements: Iterable[ast.stmt]) -> None:
        """Runs statements one after another; raises what `evaluate` does, and a `Return` or `Jump` that leaves them."""
        for node in statements:
            self._step(node)
            execute = self.language.statements.get(type(node))
            if execute is None:
                raise Unsupported(f"a Python {type(node).__name__} statement", self.span(node))
            execute(self, node)

    def _step(self, node: ast.expr | ast.stmt) -> None:
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise Unsupported("more steps than a sample takes", self.span(node))

    def apply(self, function: Value, call: Call) -> Value:
        run = self.language.calls.get(type(function))
        if run is None:
            raise Thrown("TypeError", f"'{type_name(function)}' object is not callable", call.span)
        return run(self, function, call)

    def attribute(self, value: Value, name: str, span: Span) -> Value:
        return attribute(self, value, name, span)

    def send(self, request: Request) -> None:
        if self.doubt:
            raise Unsupported("whether this request is sent depends on what is known only at run time", request.span)
        if len(self.requests) >= MAX_REQUESTS:
            raise Unsupported(f"more than {MAX_REQUESTS} requests", request.span)
        if request.content is not None:
            budget.characters(len(request.content.text), request.span)
        self.requests.append(request)

    def skip(self, span: Span, follow: Callable[[], object]) -> None:
        """Follows a branch that may not be taken: what it assigns is not known afterwards, what it raises does not happen."""
        before = dict(self.scope.names)
        level = len(self.doubt)
        self.doubt.append(span)
        leaving = False
        try:
            follow()
        except Return as done:
            self.returned.append(done.value)
            leaving = True
        except Jump:
            leaving = True
        except Thrown:
            pass
        finally:
            del self.doubt[level:]
        for name, value in self.scope.names.items():
            if before.get(name) is not value:
                before[name] = Unknown(name, span)
        self.scope.names.clear()
        self.scope.names.update(before)
        if leaving:  # from here to the end of the function or loop, nothing is certain
            self.doubt.append(span)
