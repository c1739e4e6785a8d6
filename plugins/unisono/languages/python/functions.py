"""Functions and classes that a sample defines, and calls of whatever can be called."""

from __future__ import annotations

import ast
from dataclasses import replace

from unisono.languages.python.attributes import class_member
from unisono.languages.python.calls import Call, Signature
from unisono.languages.python.expressions import Expressions
from unisono.languages.python.places import Places
from unisono.languages.python.raised import Raised, ancestors
from unisono.languages.python.values import (
    Class,
    Coroutine,
    Exc,
    Function,
    Map,
    Native,
    Object,
    Scope,
    Seq,
    Str,
    Unknown,
    Value,
    none,
    truth,
    type_name,
)
from unisono.languages.reading import Unsupported
from unisono.text.source import Span, Text
from unisono.wire.request import Request


class Return(Exception):
    """A `return` statement, on its way out of the function."""

    def __init__(self, value: Value) -> None:
        super().__init__()
        self.value = value


class Functions(Expressions):
    """The part of the evaluator that defines and calls; `Evaluator` adds statements."""

    def __init__(self, places: Places) -> None:
        super().__init__(places)
        self.requests: list[Request] = []
        self.doubt: list[Span] = []
        self.yielded: list[Value] = []
        self.returned: list[Value] = []  # by `return` in a branch that may not be taken

    def function(self, name: str, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, span: Span) -> Function:
        arguments = node.args
        named = [*arguments.posonlyargs, *arguments.args]
        late = named[len(named) - len(arguments.defaults) :]
        defaults = {arg.arg: self.evaluate(value) for arg, value in zip(late, arguments.defaults, strict=True)}
        for arg, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
            if value is not None:
                defaults[arg.arg] = self.evaluate(value)
        return Function(name, node, defaults, self.scope, self.places, span)

    def _do_functiondef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        made: Value = self.function(node.name, node, self.span(node))
        for decorator in reversed(node.decorator_list):
            made = self._decorated(made, decorator)
        self.assign_name(node.name, made)

    _do_asyncfunctiondef = _do_functiondef

    def _decorated(self, made: Value, decorator: ast.expr) -> Value:
        name = decorator.id if isinstance(decorator, ast.Name) else ""
        if name in ("staticmethod", "classmethod", "property") and isinstance(made, Function):
            made.kind = name
            return made
        found = self.evaluate(decorator)
        return self.call(found, [made], self.span(decorator))

    def _do_classdef(self, node: ast.ClassDef) -> None:
        if node.decorator_list:
            raise Unsupported("a decorated class", self.span(node))
        bases = [self.evaluate(base) for base in node.bases if not (isinstance(base, ast.Name) and base.id == "object")]
        if not all(isinstance(base, Class | Exc) or (isinstance(base, Unknown) and base.name == "ABC") for base in bases):
            raise Unsupported("a class with these bases", self.span(node))
        outer, self.scope = self.scope, Scope(parent=self.scope)
        try:
            self._whole.block(node.body)
            made = Class(node.name, self.scope.names, bases, self.span(node))
        finally:
            self.scope = outer
        for value in made.members.values():
            if isinstance(value, Function):
                value.scope = outer
        self.assign_name(node.name, made)

    def run(self, function: Value, call: Call) -> Value:
        """Calls a value."""
        if isinstance(function, Native):
            return function.run(call)
        if isinstance(function, Function):
            return self._run_function(function, call)
        if isinstance(function, Unknown):
            return self.unknown_call(call, function)
        if isinstance(function, Class):
            return self._instance(function, call)
        if isinstance(function, Exc):
            return Object(function.name, {"message": call.args[0]} if call.args else {}, call.span)
        if isinstance(function, Object) and "__call__" in function.members:
            return self.run(function.members["__call__"], call)
        if isinstance(function, Object):
            return self._call_object(function, call)
        raise Raised("TypeError", f"'{type_name(function)}' object is not callable", call.span)

    def _call_object(self, function: Object, call: Call) -> Value:
        """Calls an instance of the sample's own class."""
        if function.made_by is None or class_member(function.made_by, "__call__") is None:
            raise Unsupported(f"a call of a {function.type}", call.span)
        return self.run(self.attribute(function, "__call__", call.span), call)

    def unknown_call(self, call: Call, function: Unknown) -> Value:
        """A call of something that this reader does not know: harmless unless it may send a request."""
        if function.foreign:
            raise Unsupported(f"what {function.name} does", call.span)
        if any(isinstance(a, Function | Coroutine) for a in [*call.args, *call.keywords.values()]):
            raise Unsupported(f"whether {function.name} calls the function it is given", call.span)
        return Unknown(function.name, call.span)

    def _instance(self, made: Class, call: Call) -> Value:
        names = {name for base in made.bases if isinstance(base, Exc) for name in ancestors(base.name)}
        if "BaseException" in names:
            return Object(made.name, {"message": call.args[0]} if call.args else {}, call.span)
        instance = Object(made.name, {}, call.span, made)
        start = class_member(made, "__init__")
        if isinstance(start, Function):
            self._run_function(replace(start, bound=(instance,)), call)
        return instance

    def _run_function(self, function: Function, call: Call) -> Value:
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
        full = Call(
            self._whole, function.name, [*function.bound, *call.args], call.keywords, call.places, call.span, call.function
        )
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
            return Coroutine(lambda: self._body(function, scope, call.span), call.span)
        return self._body(function, scope, call.span)

    def _body(self, function: Function, scope: Scope, span: Span) -> Value:
        """Runs a function's body in its own scope. What it returns in a branch that may not be taken is what success gives."""
        outer = self.scope, self.places, self.returned, len(self.doubt)
        self.scope, self.places, self.returned = scope, function.places, []
        try:
            if isinstance(function.node, ast.Lambda):
                return self.evaluate(function.node.body)
            if any(isinstance(n, ast.Yield | ast.YieldFrom) for n in ast.walk(function.node)):
                return self._generated(function.node.body, span)
            return self._result(function.node.body, span)
        finally:
            self.scope, self.places, self.returned = outer[:3]
            del self.doubt[outer[3] :]

    def _generated(self, body: list[ast.stmt], span: Span) -> Value:
        """What a generator yields, found at once: it may not send anything, for that would be later."""
        outer, self.yielded = self.yielded, []
        count = len(self.requests)
        try:
            self._result(body, span)
            if len(self.requests) > count:
                raise Unsupported("a generator that sends requests", span)
            return Seq("generator", self.yielded, span)
        finally:
            self.yielded = outer

    def _result(self, body: list[ast.stmt], span: Span) -> Value:
        try:
            self._whole.block(body)
            found: Value = none(span)
        except Return as done:
            found = done.value
        except Raised:
            if not self.returned:
                raise
            return self.returned[0]
        if self.returned:
            same = len(self.returned) == 1 and (truth(found) is False or found is self.returned[0])
            return self.returned[0] if same else Unknown("result", span)
        return found
