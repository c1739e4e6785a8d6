"""The state of one evaluation, and the steps that all of the evaluator shares."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable
from dataclasses import field

from tree_sitter import Node

from unisono.languages.javascript.completion import Completion
from unisono.languages.javascript.script import Script
from unisono.languages.javascript.values import (
    Class,
    Function,
    Member,
    Object,
    Promise,
    Scope,
    String,
    Thrown,
    Undefined,
    Unknown,
    Value,
    failure,
)
from unisono.languages.reading import Misprint, Unsupported
from unisono.records import dataclass
from unisono.text import budget
from unisono.text.source import Text
from unisono.wire.request import Request

MAX_DEPTH = 120
"""How deep expressions, statements and calls may nest; deeper code is not understood."""


MAX_REQUESTS = 500
"""Requests of one sample that are followed: more come from a loop that was not understood."""


class Exit(Exception):
    """`process.exit()` was called."""


@dataclass(slots=True, eq=False)
class Run(ABC):
    """What the abstract methods do is in rooms that import this one: `Evaluator` brings them together.

    `requests` are those sent so far; `tasks` what waits for the event loop; `failures` the exceptions that were handled
    or that only stopped a callback; `closing` is asked at the end, for requests that are complete without an `end()`."""

    script: Script
    is_module: bool = False
    has_require: bool = True  # a module has it where it is taken as written for scripts
    requests: list[Request] = field(default_factory=list)
    tasks: deque[Callable[[], None]] = field(default_factory=deque)
    failures: list[Thrown] = field(default_factory=list)
    closing: list[Callable[[], None]] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    modules: dict[str, Value] = field(default_factory=dict)
    ignored: list[tuple[Node, Scope]] = field(default_factory=list)  # callbacks that send nothing and are not followed
    names: dict[int, list[str]] = field(default_factory=dict)  # the names that a node mentions, by its id
    misprints: list[Misprint] = field(default_factory=list)
    foreign: Text | None = None  # a use of a module that is not understood
    turns: int = 0  # how often the event loop has run
    started: int = 0  # the requests that were there when it last began to: those since wait for it
    entered: set[int] = field(default_factory=set)  # the ids of the functions that were called
    exported: Value | None = None  # what `export default` gives
    may_have_left: bool = False  # the innermost loop, by what was left out because only a run could tell
    depth: int = 0
    steps: int = 0

    def enter(self, node: Node) -> None:
        """Count a step into `node`; `leave` must follow. Bounds the depth, and the work for code of this length."""
        self.depth += 1
        self.steps += 1
        if self.depth > MAX_DEPTH:
            raise Unsupported("code that is nested very deeply", self.script.text(node).span())
        if self.steps > 20_000 + len(self.script.code):
            raise Unsupported("code that runs for long", self.script.text(node).span())

    def leave(self) -> None:
        self.depth -= 1

    def send(self, request: Request) -> None:
        """Note a request."""
        if len(self.requests) >= MAX_REQUESTS:
            raise Unsupported(f"more than {MAX_REQUESTS} requests", request.span)
        if request.content is not None:
            budget.characters(len(request.content.text), request.span)
        self.requests.append(request)

    def call(self, function: Value, this: Value, args: list[Value], origin: Text) -> Value:
        """Call a value as a function."""
        if isinstance(function, Class):
            raise failure("TypeError", "Class constructor cannot be invoked without 'new'", origin)
        if isinstance(function, Function):
            return self.call_function(function, this, args, origin)
        if isinstance(function, Native) and function.call is not None:
            return function.call(Call(self, this, args, origin))
        if isinstance(function, Unknown | Host):
            return self.call_unknown(function, args, origin)
        raise failure("TypeError", f"{origin.value.partition('(')[0].strip()} is not a function", origin)

    def call_unknown(self, function: Value, args: list[Value], origin: Text) -> Unknown:
        """Call something that is not understood: what it is given must not be able to send requests."""
        foreign = isinstance(function, Unknown) and function.foreign
        if foreign and self.foreign is None:
            self.foreign = origin
        if any(self.leads_to_request(arg) for arg in args):
            raise Unsupported("a function that is not understood gets code that sends requests", origin.span())
        return Unknown(origin, foreign, given=isinstance(function, Unknown) and function.given)

    def later(self, callback: Value, args: list[Value], origin: Text) -> None:
        """Call back from the event loop, if what is called can send requests; anything else it does is never seen."""
        if not isinstance(callback, Function | Native):
            return
        if self.leads_to_request(callback):
            self.tasks.append(lambda: self._call_back(callback, args, origin))
        elif isinstance(callback, Function) and callback.node is not None and callback.scope is not None:
            self.ignored.append((callback.node, callback.scope))

    def _call_back(self, callback: Value, args: list[Value], origin: Text) -> None:
        given = args
        if isinstance(callback, Function) and not args:
            given = [Unknown(origin)] * 4
        self.call(callback, Undefined(origin), given, origin)

    def turn(self, last: bool = False) -> None:
        """Run what waits for the event loop, until nothing does; `last`: no other code runs after that."""
        self.turns += 1
        self.started = len(self.requests)
        while self.tasks or (self.ignored and not last):
            while self.ignored:
                self.forget_changes(*self.ignored.pop())
            if self.tasks:
                self.tasks.popleft()()

    @abstractmethod
    def evaluate(self, node: Node, scope: Scope) -> Value:
        """The value of an expression."""

    @abstractmethod
    def execute(self, node: Node, scope: Scope) -> Completion:
        """Run one statement. Gives back how it leaves the statements around it; None if it does not."""

    @abstractmethod
    def execute_block(self, node: Node, scope: Scope) -> Completion:
        """Run the statements of a block in a scope that is already theirs."""

    @abstractmethod
    def call_function(self, function: Function, this: Value, args: list[Value], origin: Text) -> Value:
        """Run the body of a function of the sample; an async function gives a promise."""

    @abstractmethod
    def leads_to_request(self, value: Value) -> bool:
        """True if calling the value, or something it holds, could send a request."""

    @abstractmethod
    def code_leads_to_request(self, node: Node, scope: Scope) -> bool:
        """True if running the code could send a request."""

    @abstractmethod
    def forget_changes(self, node: Node, scope: Scope) -> None:
        """Make unknown what code that is left out may change."""

    @abstractmethod
    def method_of(self, holder: Value, name: str, origin: Text) -> Value | None:
        """A built-in property of a value; None if its type has none of that name, or it is not understood."""

    @abstractmethod
    def iterated(self, value: Value) -> list[Value] | None:
        """The elements of what can be iterated over; None for anything else."""

    @abstractmethod
    def namespace(self, name: str, origin: Text) -> Value:
        """What `import()` of a module gives."""


@dataclass(slots=True, eq=False)
class Call:
    """One call of a built-in function. `origin` is the whole call as written; `new` tells `new F()` from `F()`."""

    run: Run
    this: Value
    args: list[Value]
    origin: Text
    new: bool = False

    def arg(self, index: int) -> Value:
        return self.args[index] if index < len(self.args) else Undefined(self.origin)

    def made(self, value: str) -> String:
        """A string that is made by this call as a whole."""
        return String(Text.decoded(value, self.origin.span()))

    def unknown(self) -> Unknown:
        return Unknown(self.origin)


Method = Callable[[Call], Value]
Maker = Callable[[Text], Value]


@dataclass(slots=True, eq=False)
class Native(Object):
    """A function of Node.js or of a package. `sends`: calling it can send a request, or leads to something that can.

    `known`: the names of all properties that it has, where they are known; those that are no members are not understood.
    """

    call: Method | None = None
    sends: bool = False
    known: frozenset[str] | None = None

    kind = "Function"


@dataclass(slots=True, eq=False)
class Host(Object):
    """An object of Node.js or of a package whose properties are not all known: one that is missing here is `Unknown`.

    `sends`: its methods can send requests. `known`: as of a `Native`.
    """

    sends: bool = False
    known: frozenset[str] | None = None


@dataclass(slots=True, eq=False)
class Global(Host):
    """The global object (ECMAScript 19.3): its properties are the names that are everywhere."""

    names: Scope = field(default_factory=Scope)

    def get(self, name: str) -> Value | None:
        binding = self.names.find(name)
        return binding.value if binding else None

    def set(self, name: Text, value: Value) -> None:
        self.names.declare(name.value, value)


@dataclass(slots=True, eq=False)
class Prototype(Host):
    """What the objects of a built-in class inherit. A sample that changes it is not understood."""

    methods: dict[str, Method] = field(default_factory=dict)

    def get(self, name: str) -> Value | None:
        return Native(self.origin, call=self.methods[name]) if name in self.methods else None

    def set(self, name: Text, value: Value) -> None:  # noqa: ARG002  whatever it is
        raise Unsupported("a built-in class that is changed", name.span())


def taking(least: int, method: Method) -> Method:
    """`method` as one that refuses fewer arguments than that (Web IDL 3.6)."""

    def checked(call: Call) -> Value:
        if len(call.args) < least:
            raise failure(
                "TypeError", f"{least} argument{'s' if least > 1 else ''} required, but {len(call.args)} found", call.origin
            )
        return method(call)

    return checked


def unknown(call: Call) -> Value:
    """A built-in function whose result only a run could tell."""
    return call.unknown()


def refuse(call: Call) -> Value:
    """A built-in function that may do what is not understood."""
    raise Unsupported(f"{call.origin} is not understood", call.origin.span())


def constructor(name: str, method: Method) -> Method:
    """`method` as the constructor of a class, which must be called with `new`."""

    def construct(call: Call) -> Value:
        if not call.new:
            raise failure("TypeError", f"Class constructor {name} cannot be invoked without 'new'", call.origin)
        return method(call)

    return construct


def host(origin: Text, methods: dict[str, Method], sends: bool = False) -> Host:
    """An object with built-in functions as properties."""
    made = Host(origin, sends=sends)
    for name, method in methods.items():
        made.members[name] = Member(origin, Native(origin, call=method, sends=sends))
    return made


def function(method: Method, sends: bool = False, **statics: Method) -> Maker:
    """What makes a built-in function, with others as its properties; the name of one that is a word of Python ends in `_`."""

    def make(origin: Text) -> Value:
        made = Native(origin, call=method, sends=sends)
        for name, static in statics.items():
            made.members[name.rstrip("_")] = Member(origin, Native(origin, call=static))
        return made

    return make
