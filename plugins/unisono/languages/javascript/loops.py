"""Loops, over what is known."""

from __future__ import annotations

from collections.abc import Callable

from tree_sitter import Node

from unisono.languages.javascript.coercion import truthy
from unisono.languages.javascript.completion import Completion, Jump
from unisono.languages.javascript.patterns import assign, unpack
from unisono.languages.javascript.properties import elements
from unisono.languages.javascript.run import Host, Run
from unisono.languages.javascript.skipping import forget_changes, skip
from unisono.languages.javascript.values import Object, Scope, String, Unknown, Value
from unisono.languages.program.tree import parts
from unisono.languages.reading import Unsupported


def _round(run: Run, body: Node | None, scope: Scope, *, endless: bool = False) -> tuple[bool, Completion]:
    """Run a loop's body once: whether the loop ends with it, and how. One that only its body ends (`while (true)`) ends where
    the body may: how often it runs, only a run could tell."""
    before, run.may_have_left = run.may_have_left, False
    try:
        done = run.execute(body, scope) if body else None
        is_open = run.may_have_left
    finally:
        run.may_have_left = before
    if isinstance(done, Jump) and done.label is None:
        return done.leaves, None
    if endless and is_open and done is None and body is not None:
        forget_changes(run, body, scope)
        return True, None
    return done is not None, done


def _is_endless(run: Run, condition: Node | None) -> bool:
    """Whether a loop's condition never ends it."""
    return condition is None or run.script.written(condition).strip("();") in {"", "true", "1"}


def _goes_on(run: Run, condition: Node | None, node: Node, scope: Scope) -> bool:
    """Whether a loop's condition holds; where only a run could tell, the loop is left out."""
    if condition is None or condition.type == "empty_statement":
        return True
    inner = parts(condition)[0] if condition.type == "expression_statement" else condition
    decided = truthy(run.evaluate(inner, scope))
    if decided is None:
        skip(run, node, scope)
    return bool(decided)


def _for(run: Run, node: Node, scope: Scope) -> Completion:
    start, condition, step, body = (node.child_by_field_name(n) for n in ("initializer", "condition", "increment", "body"))
    inner = Scope(scope)
    if start is not None and start.type != "empty_statement":
        run.execute(start, inner) if start.type.endswith(("declaration", "statement")) else run.evaluate(start, inner)
    while _goes_on(run, condition, node, inner):
        each = Scope(inner.parent, dict(inner.names))
        run.enter(node)
        ends, done = _round(run, body, each, endless=_is_endless(run, condition))
        run.leave()
        if ends:
            return done
        inner = Scope(inner.parent, {name: type(b)(b.value, b.constant, b.lexical) for name, b in each.names.items()})
        if step is not None:
            run.evaluate(step, inner)
    return None


def _for_in(run: Run, node: Node, scope: Scope) -> Completion:
    left, right, body = (node.child_by_field_name(n) for n in ("left", "right", "body"))
    operator, kind = node.child_by_field_name("operator"), node.child_by_field_name("kind")
    if left is None or right is None or operator is None:
        raise Unsupported("a loop that is not complete", run.script.text(node).span())
    over = run.evaluate(right, scope)
    if isinstance(over, Unknown | Host):
        skip(run, node, scope)
        return None
    items = _keys(over) if operator.type == "in" else elements(run, over, run.script.text(right))
    for item in items:
        inner = Scope(scope)
        if kind is None:
            assign(run, left, item, inner)
        else:
            _bind(run, left, item, scope if kind.type == "var" else inner, kind.type == "const")
        run.enter(node)
        ends, done = _round(run, body, inner)
        run.leave()
        if ends:
            return done
    return None


def _bind(run: Run, left: Node, item: Value, scope: Scope, constant: bool) -> None:
    unpack(run, left, item, scope, lambda node, value: scope.declare(run.script.written(node), value, constant))


def _keys(over: Value) -> list[Value]:
    return [String(name) for name, _ in over.entries()] if isinstance(over, Object) else []


def _while(run: Run, node: Node, scope: Scope) -> Completion:
    condition, body = node.child_by_field_name("condition"), node.child_by_field_name("body")
    first = node.type == "do_statement"
    while first or _goes_on(run, condition, node, scope):
        first = False
        run.enter(node)
        ends, done = _round(run, body, scope, endless=_is_endless(run, condition))
        run.leave()
        if ends:
            return done
    return None


LOOPS: dict[str, Callable[[Run, Node, Scope], Completion]] = {
    "for_statement": _for,
    "for_in_statement": _for_in,
    "while_statement": _while,
    "do_statement": _while,
}
