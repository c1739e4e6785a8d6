"""Expressions: `ast` nodes to values."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

from unisono.languages.python import literals
from unisono.languages.python.attributes import attribute
from unisono.languages.python.calls import Call
from unisono.languages.python.library.builtins import builtin
from unisono.languages.python.library.functions import awaited, environment, variable
from unisono.languages.python.operators import (
    binary,
    check_digits,
    compared,
    formatted,
    hashable,
    iterated,
    joined,
    result,
    sliced,
    subscript,
    unary,
)
from unisono.languages.python.places import Places
from unisono.languages.python.raised import Raised
from unisono.languages.python.values import (
    Bytes,
    Class,
    Const,
    Exc,
    Function,
    Map,
    Namespace,
    Native,
    Object,
    Scope,
    Seq,
    Str,
    Unknown,
    Value,
    key_of,
    truth,
    type_name,
)
from unisono.languages.reading import Unsupported
from unisono.text.source import Span, Text

if TYPE_CHECKING:
    from unisono.languages.python.statements import Evaluator

STEPS = 100_000
"""How many expressions and statements are followed: samples need a few hundred."""


class Expressions:
    """The part of the evaluator that evaluates expressions; `Evaluator` adds statements and calls of functions."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.globals = Scope()
        self.scope = self.globals
        self.environ: Object = environment(places.code.slice(0, 0).span())
        self.steps = 0

    @property
    def _whole(self) -> Evaluator:
        return cast("Evaluator", self)

    def span(self, node: ast.expr | ast.stmt | ast.keyword | ast.excepthandler) -> Span:
        return self.places.span(node)

    def step(self, node: ast.expr | ast.stmt) -> None:
        self.steps += 1
        if self.steps > STEPS:
            raise Unsupported("more steps than a sample takes", self.span(node))

    def evaluate(self, node: ast.expr) -> Value:
        """The value of an expression; raises `Raised`, `Unsupported` or `Invalid`."""
        self.step(node)
        run: Callable[[ast.expr], Value] | None = getattr(self, "_" + type(node).__name__.lower(), None)
        if run is None:
            raise Unsupported(f"a Python {type(node).__name__} expression", self.span(node))
        return run(node)

    # Names and literals

    def _name(self, node: ast.Name) -> Value:
        return self.lookup(node.id, self.span(node))

    def lookup(self, name: str, span: Span) -> Value:
        scope: Scope | None = self.scope
        while scope is not None:
            if name in scope.outer:
                scope = scope.outer[name]
            if name in scope.names:
                return scope.names[name]
            scope = scope.parent
        found = builtin(name, span)
        if found is None and span.source.text.startswith("{{", span.start):  # a variable of Liquid whose value is not known
            return Unknown(span.source.text[span.start : span.end].strip("{ }"), span)
        if found is None:
            raise Raised("NameError", f"name '{name}' is not defined", span)
        return found

    def assign_name(self, name: str, value: Value) -> None:
        self.scope.outer.get(name, self.scope).names[name] = value

    def _constant(self, node: ast.Constant) -> Value:
        if isinstance(node.value, str):
            return Str(literals.string(self.places.text(node)))
        if isinstance(node.value, bytes):
            if node.value.isascii():
                return Bytes(literals.string(self.places.text(node)))
            return result(node.value, self.span(node))
        check_digits(node.value, self.span(node))
        return Const(node.value, self.span(node))

    def _joinedstr(self, node: ast.JoinedStr) -> Value:
        literal = self.places.text(node)
        pieces = [p if isinstance(p, Text) else self._field(p) for p in literals.parts(literal)]
        return Str(joined(pieces or [literal.slice(0, 0)]))

    def _field(self, field: literals.Field) -> Text:
        span = field.place.span()
        value = self._within(field.expression)
        spec = Text.join([Text.decoded("", span), *(p if isinstance(p, Text) else self._field(p) for p in field.spec)])
        conversion = field.conversion or ("r" if field.shown and not spec.value else "")
        text = formatted(value, conversion, spec, span)
        return Text.join([field.shown, text]) if field.shown else text

    def _within(self, code: Text) -> Value:
        """The value of an expression inside an f-string, parsed by itself: before Python 3.12 `ast` misplaces it."""
        span = code.span()
        around = Text.join([Text.decoded("(", span), code, Text.decoded(")", span)])
        try:
            tree = ast.parse(around.value, mode="eval")
        except (SyntaxError, ValueError):
            raise Unsupported("an expression in an f-string", span) from None
        outer, self.places = self.places, Places(around)
        try:
            return self.evaluate(tree.body)
        finally:
            self.places = outer

    # Displays

    def _list(self, node: ast.List) -> Value:
        return Seq("list", list(self._spread(node.elts)), self.span(node))

    def _tuple(self, node: ast.Tuple) -> Value:
        return Seq("tuple", list(self._spread(node.elts)), self.span(node))

    def _set(self, node: ast.Set) -> Value:
        span = self.span(node)
        return Seq("set", list({hashable(v, span): v for v in self._spread(node.elts)}.values()), span)

    def _spread(self, nodes: list[ast.expr]) -> Iterator[Value]:
        for node in nodes:
            if not isinstance(node, ast.Starred):
                yield self.evaluate(node)
                continue
            items = iterated(self.evaluate(node.value), self.span(node))
            if items is None:
                raise Unsupported("spreads a value known only at run time", self.span(node))
            yield from items

    def _dict(self, node: ast.Dict) -> Value:
        made = Map({}, self.span(node))
        for key, item in zip(node.keys, node.values, strict=True):
            if key is None:
                spread = self.evaluate(item)
                if not isinstance(spread, Map):
                    raise self._not_mapping(spread, self.span(item))
                for name, value in spread.entries.values():
                    made.set(hashable(name, made.span), name, value)
                continue
            name = self.evaluate(key)
            made.set(hashable(name, self.span(key)), name, self.evaluate(item))
        return made

    def _not_mapping(self, value: Value, span: Span) -> Raised | Unsupported:
        if isinstance(value, Unknown | Object):
            return Unsupported("spreads a value known only at run time", span)
        return Raised("TypeError", f"'{type_name(value)}' object is not a mapping", span)

    # Operators

    def _binop(self, node: ast.BinOp) -> Value:
        chain: list[ast.BinOp] = [node]
        while isinstance(chain[-1].left, ast.BinOp):  # a + b + c …: as deep as long, so not by recursion
            chain.append(chain[-1].left)
        value = self.evaluate(chain[-1].left)
        for part in reversed(chain):
            value = binary(type(part.op).__name__, value, self.evaluate(part.right), self.span(part))
        return value

    def _unaryop(self, node: ast.UnaryOp) -> Value:
        value = self.evaluate(node.operand)
        if isinstance(node.op, ast.Not):
            known = truth(value)
            return Unknown("not", self.span(node), "bool") if known is None else Const(not known, self.span(node))
        return unary(type(node.op).__name__, value, self.span(node))

    def _boolop(self, node: ast.BoolOp) -> Value:
        stop = isinstance(node.op, ast.Or)
        for i, part in enumerate(node.values):
            value = self.evaluate(part)
            known = truth(value)
            if known is None and i + 1 < len(node.values):
                for rest in node.values[i + 1 :]:
                    self._whole.perhaps(self.span(part), lambda rest=rest: self.evaluate(rest))  # type: ignore[misc]
                return value
            if known is stop:
                return value
        return value

    def _compare(self, node: ast.Compare) -> Value:
        left = self.evaluate(node.left)
        found: Value = Const(True, self.span(node))
        for op, right_node in zip(node.ops, node.comparators, strict=True):
            right = self.evaluate(right_node)
            found = compared(type(op).__name__, left, right, self.span(node))
            if truth(found) is not True:
                return found
            left = right
        return found

    def _ifexp(self, node: ast.IfExp) -> Value:
        known = truth(self.evaluate(node.test))
        if known is None:
            for branch in (node.body, node.orelse):
                self._whole.perhaps(self.span(node), lambda branch=branch: self.evaluate(branch))  # type: ignore[misc]
            return Unknown("value", self.span(node))
        return self.evaluate(node.body if known else node.orelse)

    def _namedexpr(self, node: ast.NamedExpr) -> Value:
        value = self.evaluate(node.value)
        self.assign_name(node.target.id, value)
        return value

    def _subscript(self, node: ast.Subscript) -> Value:
        value, span = self.evaluate(node.value), self.span(node)
        if isinstance(node.slice, ast.Slice):
            bounds = [self.evaluate(part) if part else None for part in (node.slice.lower, node.slice.upper, node.slice.step)]
            return sliced(value, bounds, span)
        index = self.evaluate(node.slice)
        if isinstance(value, Object) and value.type == "environ":
            return variable(value, index, span)
        if isinstance(value, Object | Class | Native | Exc | Namespace | Function):
            return Unknown("value", span)
        return subscript(value, index, span)

    # Attributes and calls

    def _attribute(self, node: ast.Attribute) -> Value:
        return self.attribute(self.evaluate(node.value), node.attr, self._last(node))

    def _last(self, node: ast.Attribute) -> Span:
        """Where the name after the dot stands."""
        text = self.places.text(node)
        return text.slice(len(text) - len(node.attr), len(text)).span()

    def attribute(self, value: Value, name: str, span: Span) -> Value:
        return attribute(self._whole, value, name, span)

    def _call(self, node: ast.Call) -> Value:
        function = self.evaluate(node.func)
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "function")
        place = self._last(node.func) if isinstance(node.func, ast.Attribute) else self.span(node.func)
        args = list(self._spread(node.args))
        keywords: dict[str, Value] = {}
        places: dict[str, Span] = {}
        for keyword in node.keywords:
            for key, where, value in self._keyword(keyword):
                if key in keywords:
                    message = f"{name}() got multiple values for keyword argument '{key}'"
                    raise Raised("TypeError", message, self.span(node))
                keywords[key], places[key] = value, where
        return self._whole.run(function, Call(self._whole, name, args, keywords, places, self.span(node), place))

    def _keyword(self, keyword: ast.keyword) -> Iterator[tuple[str, Span, Value]]:
        value = self.evaluate(keyword.value)
        if keyword.arg is not None:
            start, _ = self.places.bounds(keyword)
            yield keyword.arg, self.places.code.slice(start, start + len(keyword.arg)).span(), value
        elif isinstance(value, Map):
            for name, item in value.entries.values():
                if not isinstance(name, Str):
                    raise Raised("TypeError", "keywords must be strings", self.span(keyword))
                yield str(key_of(name)), name.span, item
        else:
            raise self._not_mapping(value, self.span(keyword.value))

    def call(self, function: Value, args: list[Value], span: Span) -> Value:
        """Calls a value with positional arguments only."""
        return self._whole.run(function, Call(self._whole, "function", args, {}, {}, span, span))

    def call_method(self, value: Value, name: str, call: Call) -> Value:
        """`value.name(…)` with the rest of a call's arguments after the first."""
        inner = Call(call.evaluator, name, call.args[1:], call.keywords, call.places, call.span, call.function)
        return self._whole.run(self.attribute(value, name, call.span), inner)

    def call_builtin(self, name: str, call: Call) -> Value:
        function = builtin(name, call.span)
        return self._whole.run(function, call) if function else call.unknown()

    def _await(self, node: ast.Await) -> Value:
        return awaited(self.evaluate(node.value))

    def _yield(self, node: ast.Yield) -> Value:
        if self._whole.doubt:
            raise Unsupported("a generator whose items are known only at run time", self.span(node))
        self._whole.yielded.append(self.evaluate(node.value) if node.value else Const(None, self.span(node)))
        return Const(None, self.span(node))

    def _lambda(self, node: ast.Lambda) -> Value:
        return self._whole.function("<lambda>", node, self.span(node))

    def _starred(self, node: ast.Starred) -> Value:
        raise Unsupported("a starred expression", self.span(node))

    # Comprehensions

    def _listcomp(self, node: ast.ListComp) -> Value:
        return self._comprehension(node, "list")

    def _setcomp(self, node: ast.SetComp) -> Value:
        return self._comprehension(node, "set")

    def _generatorexp(self, node: ast.GeneratorExp) -> Value:
        return self._comprehension(node, "generator")

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp, kind: str) -> Value:
        items: list[Value] = []
        span = self.span(node)
        if not self._loop(node.generators, lambda: items.append(self.evaluate(node.elt)), span):
            return Unknown("items", span, kind)
        if kind == "set":
            items = list({hashable(item, span): item for item in items}.values())
        return Seq(kind, items, span)

    def _dictcomp(self, node: ast.DictComp) -> Value:
        made = Map({}, self.span(node))

        def add() -> None:
            name = self.evaluate(node.key)
            made.set(hashable(name, made.span), name, self.evaluate(node.value))

        return made if self._loop(node.generators, add, made.span) else Unknown("items", made.span, "dict")

    def _loop(self, generators: list[ast.comprehension], each: Callable[[], object], span: Span) -> bool:
        """Runs a comprehension; False if what it goes over is known only at run time."""
        outer, self.scope = self.scope, Scope(parent=self.scope)
        try:
            return self._loop_over(generators, each, span)
        finally:
            self.scope = outer

    def _loop_over(self, generators: list[ast.comprehension], each: Callable[[], object], span: Span) -> bool:
        if not generators:
            each()
            return True
        first, *rest = generators
        items = iterated(self.evaluate(first.iter), span)
        if items is None:
            self._whole.assign(first.target, Unknown("item", span))
            self._whole.perhaps(span, lambda: self._loop_over(rest, each, span))
            return False
        for item in items:
            self._whole.assign(first.target, item)
            wanted = [truth(self.evaluate(test)) for test in first.ifs]
            if None in wanted:
                return False
            if all(wanted) and not self._loop_over(rest, each, span):
                return False
        return True
