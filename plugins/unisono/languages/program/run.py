"""One program that is read: its statements in order, on values that know where they were written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any, NamedTuple

from tree_sitter import Node

from unisono.languages.program.tree import Tree
from unisono.languages.program.values import Unknown, Value
from unisono.languages.reading import Misprint, Reading, Uncalled, Unsupported
from unisono.records import dataclass
from unisono.text import budget
from unisono.text.source import Text
from unisono.wire.request import Request

MAX_DEPTH = 100
"""How deep expressions, statements and calls may nest; deeper code is not understood."""

MAX_REQUESTS = 500
"""Requests of one sample that are followed: more come from a loop that was not understood."""


class Return(Exception):
    """A function of the sample returns."""

    def __init__(self, value: Value) -> None:
        super().__init__()
        self.value = value


class Jump(Exception):
    """A loop is left (`leaves`), or goes on with its next round."""

    def __init__(self, *, leaves: bool) -> None:
        super().__init__()
        self.leaves = leaves


class Exit(Exception):
    """The program ends."""


class Grammar(NamedTuple):
    """What a language is: by the type of a node, what it gives or does. `Any` is the language's own kind of `Program`.

    `sends`: whether running the code of a node could send a request. `changed`: the variables that it could set.
    """

    expressions: Mapping[str, Callable[[Any, Node], Value]]
    statements: Mapping[str, Callable[[Any, Node], None]]
    sends: Callable[[Any, Node], bool]
    changed: Callable[[Any, Node], Iterable[str]]


@dataclass
class Program:
    """The state of one evaluation. `scope` holds the variables that the code which runs now sees, `entered` the ids of the
    functions that were called."""

    tree: Tree
    grammar: Grammar
    scope: dict[str, Value] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    misprints: list[Misprint] = field(default_factory=list)
    entered: set[int] = field(default_factory=set)
    depth: int = 0
    steps: int = 0

    def evaluate(self, node: Node) -> Value:
        """The value of an expression."""
        found = self.grammar.expressions.get(node.type)
        if found is None:
            raise self.unsupported(node)
        self._enter(node)
        value = found(self, node)
        self.depth -= 1
        return value

    def execute(self, node: Node) -> None:
        """Runs one statement."""
        found = self.grammar.statements.get(node.type)
        if found is None:
            raise self.unsupported(node)
        self._enter(node)
        found(self, node)
        self.depth -= 1

    def execute_all(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            self.execute(node)

    def unsupported(self, node: Node, what: str = "") -> Unsupported:
        """That a construct is not understood: by default what the grammar calls the node."""
        return Unsupported(f"{what or node.type.replace('_', ' ')} is not understood", self.tree.text(node).span())

    def _enter(self, node: Node) -> None:
        self.depth += 1
        self.steps += 1
        if self.depth > MAX_DEPTH:
            raise Unsupported("code that is nested very deeply", self.tree.text(node).span())
        if self.steps > 20_000 + len(self.tree.code):
            raise Unsupported("code that runs for long", self.tree.text(node).span())

    def send(self, request: Request) -> None:
        """Notes a request."""
        if len(self.requests) >= MAX_REQUESTS:
            raise Unsupported(f"more than {MAX_REQUESTS} requests", request.span)
        if request.content is not None:
            budget.characters(len(request.content.text), request.span)
        self.requests.append(request)

    def branch(self, decided: bool | None, yes: Node | None, no: Node | None) -> None:
        """Runs one of two ways. Where only a run could tell which, neither: it must make no difference for what is sent."""
        if decided is None:
            for node in (yes, no):
                if node is not None:
                    self.skip(node)
        elif (chosen := yes if decided else no) is not None:
            self.execute(chosen)

    def skip(self, node: Node) -> None:
        """Leaves out code that may not run. The variables that it could set are not known from here on."""
        if self.grammar.sends(self, node):
            raise Unsupported("a request that depends on what is known only at run time", self.tree.text(node).span())
        for name in self.grammar.changed(self, node):
            self.forget(name, self.tree.text(node))

    def forget(self, name: str, place: Text) -> None:
        """From here on it is not known what a variable holds."""
        self.scope[name] = Unknown(place)

    def rounds(self, body: Node, rounds: Iterator[None]) -> None:
        """Runs the body of a loop once for each of `rounds`, which prepares it."""
        for _ in rounds:
            depth = self.depth
            try:
                self.execute(body)
            except Jump as jump:
                self.depth = depth
                if jump.leaves:
                    return

    def called(self, body: Callable[[], Value], scope: dict[str, Value], place: Text) -> Value:
        """What the body of a function of the sample gives, which has a scope of its own."""
        outer, depth = self.scope, self.depth
        self.scope, self.depth = scope, depth + 5  # a call takes more of the stack than a node does
        if self.depth > MAX_DEPTH:
            raise Unsupported("code that is nested very deeply", place.span())
        try:
            return body()
        except Return as returned:
            return returned.value
        finally:
            self.scope, self.depth = outer, depth

    def reading(self, uncalled: tuple[Uncalled, ...] = ()) -> Reading:
        """What the program has sent, or what these functions would send."""
        return Reading("ok", tuple(self.requests), misprints=tuple(self.misprints), uncalled=uncalled)
