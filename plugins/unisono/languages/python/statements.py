"""Statements, functions and classes: the evaluator as a whole, and what it does where only run time knows the way."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import NoReturn

from unisono.languages.python.attributes import member
from unisono.languages.python.calls import Call
from unisono.languages.python.functions import Functions, Return
from unisono.languages.python.library.builtins import caught_by, exception_value
from unisono.languages.python.library.modules import module as stdlib_module
from unisono.languages.python.operators import binary, check_items, hashable, iterated, raising, text_of
from unisono.languages.python.places import Places
from unisono.languages.python.raised import Raised
from unisono.languages.python.values import (
    Class,
    Const,
    Coroutine,
    Exc,
    Map,
    Namespace,
    Object,
    Seq,
    Str,
    Unknown,
    Value,
    none,
    truth,
    type_name,
)
from unisono.languages.reading import Unsupported
from unisono.text import budget
from unisono.text.source import Span
from unisono.wire.request import Request

MOST_REQUESTS = 500
"""Requests of one sample that are followed: more come from a loop that was not understood."""


class _Break(Exception):
    pass


class _Continue(Exception):
    pass


class Evaluator(Functions):
    """Follows a sample's statements and notes the requests that they send.

    Where the way depends on what only run time knows, both ways are followed with `doubt`: a request there is not understood.
    """

    def __init__(self, places: Places, modules: dict[str, Callable[[str, Span], Value]]) -> None:
        super().__init__(places)
        self.modules = modules
        self.caught: Raised | None = None

    def send(self, request: Request) -> None:
        if self.doubt:
            raise Unsupported("whether this request is sent depends on what is known only at run time", request.span)
        if len(self.requests) >= MOST_REQUESTS:
            raise Unsupported(f"more than {MOST_REQUESTS} requests", request.span)
        if request.content is not None:
            budget.characters(len(request.content.text), request.span)
        self.requests.append(request)

    def changing(self, value: Map | Seq) -> None:
        """A dict or list is about to change: in a branch that may not be taken, nothing is known of it afterwards."""
        if self.doubt:
            value.doubtful = self.doubt[-1]

    # Running

    def block(self, statements: Sequence[ast.stmt]) -> None:
        for statement in statements:
            self.step(statement)
            run: Callable[[ast.stmt], None] | None = getattr(self, "_do_" + type(statement).__name__.lower(), None)
            if run is None:
                raise Unsupported(f"a Python {type(statement).__name__} statement", self.span(statement))
            run(statement)

    def perhaps(self, span: Span, run: Callable[[], object]) -> None:
        """Follows a branch that may not be taken: what it assigns is not known afterwards, what it raises does not happen."""
        before = dict(self.scope.names)
        level = len(self.doubt)
        self.doubt.append(span)
        leaving = False
        try:
            run()
        except Return as done:
            self.returned.append(done.value)
            leaving = True
        except (_Break, _Continue):
            leaving = True
        except Raised:
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

    # Simple statements

    def _do_expr(self, node: ast.Expr) -> None:
        self.evaluate(node.value)

    def _do_pass(self, _: ast.Pass) -> None:
        pass

    def _do_assign(self, node: ast.Assign) -> None:
        value = self.evaluate(node.value)
        for target in node.targets:
            self.assign(target, value)

    def _do_annassign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.assign(node.target, self.evaluate(node.value))

    def _do_augassign(self, node: ast.AugAssign) -> None:
        kind, right = type(node.op).__name__, self.evaluate(node.value)
        old = self.evaluate(node.target)
        if isinstance(old, Map) and isinstance(right, Map) and kind == "BitOr":
            self.call_update(old, right, self.span(node))
            return
        if isinstance(old, Seq) and old.kind == "list" and kind == "Add":
            self.changing(old)
            items = iterated(right, self.span(node))
            if items is None:
                raise Unsupported("a list whose items are known only at run time", self.span(node))
            check_items(len(items) + len(old.items), self.span(node))
            old.items.extend(items)
            return
        self.assign(node.target, binary(kind, old, right, self.span(node)))

    def call_update(self, target: Map, source: Map, span: Span) -> None:
        self.changing(target)
        for name, value in source.entries.values():
            target.set(hashable(name, span), name, value)

    def assign(self, target: ast.expr, value: Value) -> None:
        if isinstance(target, ast.Name):
            self.assign_name(target.id, value)
        elif isinstance(target, ast.Tuple | ast.List):
            self._unpack(target, value)
        elif isinstance(target, ast.Subscript):
            self._assign_item(target, value)
        elif isinstance(target, ast.Attribute):
            owner = self.evaluate(target.value)
            if isinstance(owner, Object | Class):
                owner.members[target.attr] = value
            elif not isinstance(owner, Unknown):
                raise Unsupported(f"setting {target.attr} of a {type_name(owner)}", self.span(target))
        else:
            raise Unsupported("this assignment", self.span(target))

    def _unpack(self, target: ast.Tuple | ast.List, value: Value) -> None:
        span = self.span(target)
        items = iterated(value, span)
        wanted = target.elts
        star = next((i for i, part in enumerate(wanted) if isinstance(part, ast.Starred)), None)
        if items is None:
            items = [Unknown("item", span) for _ in wanted]
        elif star is not None:
            tail = len(wanted) - star - 1
            if len(items) < len(wanted) - 1:
                self._unpacking(f"not enough values to unpack (expected at least {len(wanted) - 1}, got {len(items)})", span)
            middle = Seq("list", items[star : len(items) - tail], span)
            items = [*items[:star], middle, *items[len(items) - tail :]]
        elif len(items) < len(wanted):
            self._unpacking(f"not enough values to unpack (expected {len(wanted)}, got {len(items)})", span)
        elif len(items) > len(wanted):
            self._unpacking(f"too many values to unpack (expected {len(wanted)})", span)
        for part, item in zip(wanted, items, strict=True):
            self.assign(part.value if isinstance(part, ast.Starred) else part, item)

    def _unpacking(self, message: str, span: Span) -> NoReturn:
        raise Raised("ValueError", message, span)

    def _assign_item(self, target: ast.Subscript, value: Value) -> None:
        owner, span = self.evaluate(target.value), self.span(target)
        if isinstance(owner, Unknown) or isinstance(target.slice, ast.Slice):
            if isinstance(owner, Unknown):
                return
            raise Unsupported("assigning to a slice", span)
        index = self.evaluate(target.slice)
        if isinstance(owner, Map):
            self.changing(owner)
            owner.set(hashable(index, span), index, value)
        elif isinstance(owner, Seq) and isinstance(index, Const) and isinstance(index.value, int):
            self.changing(owner)
            if owner.kind == "tuple":
                raise Raised("TypeError", "'tuple' object does not support item assignment", span)
            with raising(span):
                owner.items[index.value] = value
        elif isinstance(owner, Object) and owner.type == "CookieJar":
            self.run(owner.members["set"], Call(self, "set", [index, value], {}, {}, span, span))
        elif isinstance(owner, Object) and owner.type == "environ":
            owner.members[text_of(index, span).value] = value
        elif isinstance(owner, Str):
            raise Raised("TypeError", "'str' object does not support item assignment", span)
        else:
            raise Unsupported(f"assigning to a member of a {type_name(owner)}", span)

    def _do_delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            if isinstance(target, ast.Name):
                self.scope.names.pop(target.id, None)
                continue
            owner = self.evaluate(target.value) if isinstance(target, ast.Subscript | ast.Attribute) else None
            if not isinstance(target, ast.Subscript) or not isinstance(owner, Map):
                raise Unsupported("this del statement", self.span(target))
            self.changing(owner)
            index = self.evaluate(target.slice)
            if owner.remove(hashable(index, self.span(target))) is None:
                raise Raised("KeyError", text_of(index, self.span(target), "r").value, self.span(target))

    def _do_global(self, node: ast.Global) -> None:
        self.scope.outer.update(dict.fromkeys(node.names, self.globals))

    def _do_nonlocal(self, node: ast.Nonlocal) -> None:
        for name in node.names:
            scope = self.scope.parent
            while scope is not None and name not in scope.names:
                scope = scope.parent
            if scope is not None:
                self.scope.outer[name] = scope

    def _do_assert(self, node: ast.Assert) -> None:
        if truth(self.evaluate(node.test)) is False:
            raise Raised(
                "AssertionError", text_of(self.evaluate(node.msg), self.span(node)).value if node.msg else "", self.span(node)
            )

    def _do_raise(self, node: ast.Raise) -> None:
        value = self.evaluate(node.exc) if node.exc else None
        if isinstance(value, Exc | Class):
            value = self.run(value, Call(self, value.name, [], {}, {}, self.span(node), self.span(node)))
        if isinstance(value, Object):
            message = value.members.get("message")
            raise Raised(value.type, text_of(message, self.span(node)).value if message else "", self.span(node))
        if value is None and self.caught is not None:
            raise self.caught
        raise Raised("Exception", "", self.span(node))

    # Imports

    def _do_import(self, node: ast.Import) -> None:
        for alias in node.names:
            found = self.import_module(alias.name, self.span(node))
            if alias.asname:
                self.assign_name(alias.asname, found)
            else:
                top = alias.name.partition(".")[0]
                self.assign_name(top, found if top == alias.name else self.import_module(top, self.span(node)))

    def _do_importfrom(self, node: ast.ImportFrom) -> None:
        span = self.span(node)
        if node.level:
            raise Raised("ImportError", "attempted relative import with no known parent package", span)
        module = self.import_module(node.module or "", span)
        for alias in node.names:
            if alias.name == "*":
                self._import_all(module, span)
                continue
            name = alias.name
            try:
                found = (
                    member(self, module, name, span) if isinstance(module, Namespace) else self.attribute(module, name, span)
                )
            except Raised:
                raise Raised("ImportError", f"cannot import name '{name}' from '{node.module}'", span) from None
            self.assign_name(alias.asname or name, found)

    def _import_all(self, module: Value, span: Span) -> None:
        if isinstance(module, Namespace):
            for name, make in module.members.items():
                self.assign_name(name, make(span))
        elif isinstance(module, Unknown) and module.foreign:
            raise Unsupported(f"from {module.name} import *", span)

    def import_module(self, name: str, span: Span) -> Value:
        if name == "__future__":
            return Unknown(name, span)
        top = name.partition(".")[0]
        make = self.modules.get(top)
        return make(name, span) if make else stdlib_module(name, span)

    # Control flow

    def _do_if(self, node: ast.If) -> None:
        known = truth(self.evaluate(node.test))
        if known is None:
            self._branches(node, [node.body, node.orelse])
        else:
            self.block(node.body if known else node.orelse)

    def _branches(self, node: ast.stmt, blocks: list[list[ast.stmt]]) -> None:
        for block in blocks:
            self.perhaps(self.span(node), lambda block=block: self.block(block))  # type: ignore[misc]

    def _do_while(self, node: ast.While) -> None:
        level = len(self.doubt)
        while True:
            known = truth(self.evaluate(node.test))
            if known is None:
                self._branches(node, [node.body])
                break
            if not known:
                self.block(node.orelse)
                break
            if not self._turn(node.body):
                break
            if len(self.doubt) > level and isinstance(node.test, ast.Constant):
                break  # `while True`, left when something known only at run time says so
        del self.doubt[level:]

    def _do_for(self, node: ast.For | ast.AsyncFor) -> None:
        items = iterated(self.evaluate(node.iter), self.span(node.iter))
        level = len(self.doubt)
        if items is None:
            self.assign(node.target, Unknown(getattr(node.target, "id", "item"), self.span(node.iter)))
            self._branches(node, [node.body])
        else:
            for item in items:
                self.assign(node.target, item)
                if not self._turn(node.body):
                    break
            else:
                self.block(node.orelse)
        del self.doubt[level:]

    _do_asyncfor = _do_for

    def _turn(self, body: list[ast.stmt]) -> bool:
        """One turn of a loop; False if it ends the loop."""
        try:
            self.block(body)
        except _Break:
            return False
        except _Continue:
            pass
        return True

    def _do_break(self, _: ast.Break) -> None:
        raise _Break

    def _do_continue(self, _: ast.Continue) -> None:
        raise _Continue

    def _do_return(self, node: ast.Return) -> None:
        raise Return(self.evaluate(node.value) if node.value else none(self.span(node)))

    def _do_try(self, node: ast.Try) -> None:
        try:
            try:
                self.block(node.body)
            except Raised as raised:
                self._handle(node.handlers, raised)
            else:
                self.block(node.orelse)
        finally:
            self.block(node.finalbody)

    def _handle(self, handlers: list[ast.ExceptHandler], raised: Raised) -> None:
        for handler in handlers:
            caught = True if handler.type is None else caught_by(raised, self.evaluate(handler.type))
            if caught is None:
                raise Unsupported("which exceptions this catches", self.span(handler))
            if not caught:
                continue
            self.caught = self.caught or raised
            if handler.name:
                self.assign_name(handler.name, exception_value(raised))
            self.block(handler.body)
            return
        raise raised

    def _do_with(self, node: ast.With | ast.AsyncWith) -> None:
        for item in node.items:
            value = self.evaluate(item.context_expr)
            if isinstance(value, Coroutine):
                value = value.run()
            if item.optional_vars is not None:
                entered = value.members.get("__entered__", value) if isinstance(value, Object) else value
                self.assign(item.optional_vars, entered)
        self.block(node.body)

    _do_asyncwith = _do_with
