"""Statements: what each does, and where it goes on."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

from unisono.languages.python.assignment import assign, augmented_assignment, delete
from unisono.languages.python.calls import Call
from unisono.languages.python.completion import Jump, Return
from unisono.languages.python.evaluator import Evaluator
from unisono.languages.python.functions import define_class, define_function
from unisono.languages.python.imports import import_from, import_modules
from unisono.languages.python.library.builtins import caught_by, exception_value
from unisono.languages.python.operators import iterated, to_text
from unisono.languages.python.thrown import Thrown
from unisono.languages.python.values import Class, Coroutine, Exc, Object, Unknown, none, truthy
from unisono.languages.reading import Unsupported


def _expr(run: Evaluator, node: ast.Expr) -> None:
    run.evaluate(node.value)


def _pass(_: Evaluator, __: ast.Pass) -> None:
    pass


def _assign(run: Evaluator, node: ast.Assign) -> None:
    value = run.evaluate(node.value)
    for target in node.targets:
        assign(run, target, value)


def _annassign(run: Evaluator, node: ast.AnnAssign) -> None:
    if node.value is not None:
        assign(run, node.target, run.evaluate(node.value))


def _global(run: Evaluator, node: ast.Global) -> None:
    run.scope.outer.update(dict.fromkeys(node.names, run.globals))


def _nonlocal(run: Evaluator, node: ast.Nonlocal) -> None:
    for name in node.names:
        scope = run.scope.parent
        while scope is not None and name not in scope.names:
            scope = scope.parent
        if scope is not None:
            run.scope.outer[name] = scope


def _assert(run: Evaluator, node: ast.Assert) -> None:
    if truthy(run.evaluate(node.test)) is False:
        raise Thrown(
            "AssertionError", to_text(run.evaluate(node.msg), run.span(node)).value if node.msg else "", run.span(node)
        )


def _raise(run: Evaluator, node: ast.Raise) -> None:
    value = run.evaluate(node.exc) if node.exc else None
    if isinstance(value, Exc | Class):
        value = run.apply(value, Call(run, value.name, [], {}, {}, run.span(node), run.span(node)))
    if isinstance(value, Object):
        message = value.members.get("message")
        raise Thrown(value.type, to_text(message, run.span(node)).value if message else "", run.span(node))
    if value is None and run.caught is not None:
        raise run.caught
    raise Thrown("Exception", "", run.span(node))


def _if(run: Evaluator, node: ast.If) -> None:
    known = truthy(run.evaluate(node.test))
    if known is None:
        _branches(run, node, [node.body, node.orelse])
    else:
        run.execute_all(node.body if known else node.orelse)


def _branches(run: Evaluator, node: ast.stmt, blocks: list[list[ast.stmt]]) -> None:
    for block in blocks:
        run.skip(run.span(node), lambda block=block: run.execute_all(block))  # type: ignore[misc]


def _while(run: Evaluator, node: ast.While) -> None:
    level = len(run.doubt)
    while True:
        known = truthy(run.evaluate(node.test))
        if known is None:
            _branches(run, node, [node.body])
            break
        if not known:
            run.execute_all(node.orelse)
            break
        if not _turn(run, node.body):
            break
        if len(run.doubt) > level and isinstance(node.test, ast.Constant):
            break  # `while True`, left when something known only at run time says so
    del run.doubt[level:]


def _for(run: Evaluator, node: ast.For | ast.AsyncFor) -> None:
    items = iterated(run.evaluate(node.iter), run.span(node.iter))
    level = len(run.doubt)
    if items is None:
        assign(run, node.target, Unknown(getattr(node.target, "id", "item"), run.span(node.iter)))
        _branches(run, node, [node.body])
    else:
        for item in items:
            assign(run, node.target, item)
            if not _turn(run, node.body):
                break
        else:
            run.execute_all(node.orelse)
    del run.doubt[level:]


def _turn(run: Evaluator, body: list[ast.stmt]) -> bool:
    """One turn of a loop; False if it ends the loop."""
    try:
        run.execute_all(body)
    except Jump as jump:
        return not jump.leaves
    return True


def _jump(_: Evaluator, node: ast.Break | ast.Continue) -> None:
    raise Jump(leaves=isinstance(node, ast.Break))


def _return(run: Evaluator, node: ast.Return) -> None:
    raise Return(run.evaluate(node.value) if node.value else none(run.span(node)))


def _try(run: Evaluator, node: ast.Try) -> None:
    try:
        try:
            run.execute_all(node.body)
        except Thrown as thrown:
            _handle(run, node.handlers, thrown)
        else:
            run.execute_all(node.orelse)
    finally:
        run.execute_all(node.finalbody)


def _handle(run: Evaluator, handlers: list[ast.ExceptHandler], thrown: Thrown) -> None:
    for handler in handlers:
        caught = True if handler.type is None else caught_by(thrown, run.evaluate(handler.type))
        if caught is None:
            raise Unsupported("which exceptions this catches", run.span(handler))
        if not caught:
            continue
        run.caught = run.caught or thrown
        if handler.name:
            run.scope.assign(handler.name, exception_value(thrown))
        run.execute_all(handler.body)
        return
    raise thrown


def _with(run: Evaluator, node: ast.With | ast.AsyncWith) -> None:
    for item in node.items:
        value = run.evaluate(item.context_expr)
        if isinstance(value, Coroutine):
            value = value.run()
        if item.optional_vars is not None:
            entered = value.members.get("__entered__", value) if isinstance(value, Object) else value
            assign(run, item.optional_vars, entered)
    run.execute_all(node.body)


STATEMENTS: Mapping[type[ast.stmt], Callable[[Evaluator, Any], None]] = {
    ast.Expr: _expr,
    ast.Pass: _pass,
    ast.Assign: _assign,
    ast.AnnAssign: _annassign,
    ast.AugAssign: augmented_assignment,
    ast.Delete: delete,
    ast.Global: _global,
    ast.Nonlocal: _nonlocal,
    ast.Assert: _assert,
    ast.Raise: _raise,
    ast.Import: import_modules,
    ast.ImportFrom: import_from,
    ast.If: _if,
    ast.While: _while,
    ast.For: _for,
    ast.AsyncFor: _for,
    ast.Break: _jump,
    ast.Continue: _jump,
    ast.Return: _return,
    ast.Try: _try,
    ast.With: _with,
    ast.AsyncWith: _with,
    ast.FunctionDef: define_function,
    ast.AsyncFunctionDef: define_function,
    ast.ClassDef: define_class,
}
"""What each kind of statement does."""
