"""Assignment: what `=`, `+=`, `for` and `del` change."""

from __future__ import annotations

import ast
from typing import NoReturn

from unisono.languages.python.calls import Call
from unisono.languages.python.evaluator import Evaluator
from unisono.languages.python.operators import binary, check_items, hashable, iterated, raising, to_text
from unisono.languages.python.thrown import Thrown
from unisono.languages.python.values import Class, Const, Map, Object, Seq, Str, Unknown, Value, type_name
from unisono.languages.reading import Unsupported
from unisono.text.source import Span


def assign(run: Evaluator, target: ast.expr, value: Value) -> None:
    if isinstance(target, ast.Name):
        run.scope.assign(target.id, value)
    elif isinstance(target, ast.Tuple | ast.List):
        _unpack(run, target, value)
    elif isinstance(target, ast.Subscript):
        _assign_item(run, target, value)
    elif isinstance(target, ast.Attribute):
        owner = run.evaluate(target.value)
        if isinstance(owner, Object | Class):
            owner.members[target.attr] = value
        elif not isinstance(owner, Unknown):
            raise Unsupported(f"setting {target.attr} of a {type_name(owner)}", run.span(target))
    else:
        raise Unsupported("this assignment", run.span(target))


def _unpack(run: Evaluator, target: ast.Tuple | ast.List, value: Value) -> None:
    span = run.span(target)
    items = iterated(value, span)
    wanted = target.elts
    star = next((i for i, part in enumerate(wanted) if isinstance(part, ast.Starred)), None)
    if items is None:
        items = [Unknown("item", span) for _ in wanted]
    elif star is not None:
        tail = len(wanted) - star - 1
        if len(items) < len(wanted) - 1:
            _unpacking(f"not enough values to unpack (expected at least {len(wanted) - 1}, got {len(items)})", span)
        middle = Seq("list", items[star : len(items) - tail], span)
        items = [*items[:star], middle, *items[len(items) - tail :]]
    elif len(items) < len(wanted):
        _unpacking(f"not enough values to unpack (expected {len(wanted)}, got {len(items)})", span)
    elif len(items) > len(wanted):
        _unpacking(f"too many values to unpack (expected {len(wanted)})", span)
    for part, item in zip(wanted, items, strict=True):
        assign(run, part.value if isinstance(part, ast.Starred) else part, item)


def _unpacking(message: str, span: Span) -> NoReturn:
    raise Thrown("ValueError", message, span)


def _assign_item(run: Evaluator, target: ast.Subscript, value: Value) -> None:
    owner, span = run.evaluate(target.value), run.span(target)
    if isinstance(owner, Unknown) or isinstance(target.slice, ast.Slice):
        if isinstance(owner, Unknown):
            return
        raise Unsupported("assigning to a slice", span)
    index = run.evaluate(target.slice)
    if isinstance(owner, Map):
        run.changing(owner)
        owner.set(hashable(index, span), index, value)
    elif isinstance(owner, Seq) and isinstance(index, Const) and isinstance(index.value, int):
        run.changing(owner)
        if owner.kind == "tuple":
            raise Thrown("TypeError", "'tuple' object does not support item assignment", span)
        with raising(span):
            owner.items[index.value] = value
    elif isinstance(owner, Object) and owner.type == "CookieJar":
        run.apply(owner.members["set"], Call(run, "set", [index, value], {}, {}, span, span))
    elif isinstance(owner, Object) and owner.type == "environ":
        owner.members[to_text(index, span).value] = value
    elif isinstance(owner, Str):
        raise Thrown("TypeError", "'str' object does not support item assignment", span)
    else:
        raise Unsupported(f"assigning to a member of a {type_name(owner)}", span)


def delete(run: Evaluator, node: ast.Delete) -> None:
    for target in node.targets:
        if isinstance(target, ast.Name):
            run.scope.names.pop(target.id, None)
            continue
        owner = run.evaluate(target.value) if isinstance(target, ast.Subscript | ast.Attribute) else None
        if not isinstance(target, ast.Subscript) or not isinstance(owner, Map):
            raise Unsupported("this del statement", run.span(target))
        run.changing(owner)
        index = run.evaluate(target.slice)
        if owner.remove(hashable(index, run.span(target))) is None:
            raise Thrown("KeyError", to_text(index, run.span(target), "r").value, run.span(target))


def augmented_assignment(run: Evaluator, node: ast.AugAssign) -> None:
    kind, right = type(node.op).__name__, run.evaluate(node.value)
    old = run.evaluate(node.target)
    if isinstance(old, Map) and isinstance(right, Map) and kind == "BitOr":
        _update(run, old, right, run.span(node))
        return
    if isinstance(old, Seq) and old.kind == "list" and kind == "Add":
        run.changing(old)
        items = iterated(right, run.span(node))
        if items is None:
            raise Unsupported("a list whose items are known only at run time", run.span(node))
        check_items(len(items) + len(old.items), run.span(node))
        old.items.extend(items)
        return
    assign(run, node.target, binary(kind, old, right, run.span(node)))


def _update(run: Evaluator, target: Map, source: Map, span: Span) -> None:
    run.changing(target)
    for name, value in source.entries.values():
        target.set(hashable(name, span), name, value)
