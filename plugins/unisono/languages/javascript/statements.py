"""Statements: what they do, and how they end."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tree_sitter import Node

from unisono.languages.javascript.coercion import strictly_equal, truthy
from unisono.languages.javascript.completion import Completion, Jump, Return
from unisono.languages.javascript.expressions import evaluate
from unisono.languages.javascript.functions import class_value
from unisono.languages.javascript.hoisting import hoist
from unisono.languages.javascript.loops import LOOPS
from unisono.languages.javascript.patterns import unpack
from unisono.languages.javascript.run import Run
from unisono.languages.javascript.skipping import skip
from unisono.languages.javascript.values import Scope, Thrown, Undefined, Value
from unisono.languages.program.tree import parts
from unisono.languages.reading import Unsupported

Executor = Callable[[Run, Node, Scope], Completion]


def execute(run: Run, node: Node, scope: Scope) -> Completion:
    """Run one statement. Gives back how it leaves the statements around it; None if it does not."""
    executor = _STATEMENTS.get(node.type)
    if executor is None:
        raise Unsupported(f"{node.type.replace('_', ' ')} is not understood", run.script.text(node).span())
    run.enter(node)
    done = executor(run, node, scope)
    run.leave()
    return done


def execute_all(run: Run, nodes: Iterable[Node], scope: Scope) -> Completion:
    for node in nodes:
        done = execute(run, node, scope)
        if done is not None:
            return done
    return None


def execute_block(run: Run, node: Node, scope: Scope) -> Completion:
    """Run the statements of a block in a scope that is already theirs."""
    statements = parts(node)
    hoist(run, statements, scope)
    return execute_all(run, statements, scope)


def _block(run: Run, node: Node, scope: Scope) -> Completion:
    return execute_block(run, node, Scope(scope))


def _nothing(run: Run, node: Node, scope: Scope) -> Completion:  # noqa: ARG001  the signature of all
    return None


def _expression(run: Run, node: Node, scope: Scope) -> Completion:
    evaluate(run, parts(node)[0], scope)
    return None


def _declaration(run: Run, node: Node, scope: Scope) -> Completion:
    lexical = node.type == "lexical_declaration"
    constant = node.children[0].type == "const"

    def put(target: Node, value: Value) -> None:
        name = run.script.written(target)
        if lexical:
            scope.declare(name, value, constant, lexical=True)
        elif (binding := scope.find(name)) is not None:
            binding.value = value
        else:
            scope.declare(name, value)

    for declarator in parts(node):
        name, value = declarator.child_by_field_name("name"), declarator.child_by_field_name("value")
        if name is not None and value is not None:
            unpack(run, name, evaluate(run, value, scope), scope, put)
        elif name is not None and lexical:
            put(name, Undefined(run.script.text(name)))
    return None


def _class(run: Run, node: Node, scope: Scope) -> Completion:
    if name := node.child_by_field_name("name"):
        scope.declare(run.script.written(name), class_value(run, node, scope), lexical=True)
    return None


def _if(run: Run, node: Node, scope: Scope) -> Completion:
    condition, yes = node.child_by_field_name("condition"), node.child_by_field_name("consequence")
    no = node.child_by_field_name("alternative")
    if condition is None or yes is None:
        raise Unsupported("an if that is not complete", run.script.text(node).span())
    decided = truthy(evaluate(run, condition, scope))
    if decided:
        return execute(run, yes, scope)
    if decided is False:
        return execute(run, parts(no)[0], scope) if no else None
    skip(run, yes, scope)
    if no is not None:
        skip(run, no, scope)
    return None


def _return(run: Run, node: Node, scope: Scope) -> Completion:
    values = parts(node)
    return Return(evaluate(run, values[0], scope) if values else Undefined(run.script.text(node)))


def _throw(run: Run, node: Node, scope: Scope) -> Completion:
    raise Thrown(evaluate(run, parts(node)[0], scope), run.script.text(node))


def _try(run: Run, node: Node, scope: Scope) -> Completion:
    body, handler, final = (node.child_by_field_name(name) for name in ("body", "handler", "finalizer"))
    depth = run.depth
    done: Completion = None
    pending: Thrown | None = None
    try:
        done = _block(run, body, scope) if body else None
    except Thrown as thrown:
        run.depth, pending = depth, thrown
    if pending is not None and handler is not None:
        run.failures.append(pending)
        try:
            done, pending = _handle(run, handler, pending, scope), None
        except Thrown as thrown:
            run.depth, pending = depth, thrown
    if final is not None:
        done = _block(run, parts(final)[0], scope) or done
    if pending is not None:
        raise pending
    return done


def _handle(run: Run, handler: Node, thrown: Thrown, scope: Scope) -> Completion:
    inner = Scope(scope)
    parameter, body = handler.child_by_field_name("parameter"), handler.child_by_field_name("body")
    if parameter is not None:
        unpack(run, parameter, thrown.value, inner, lambda node, value: inner.declare(run.script.written(node), value))
    return _block(run, body, inner) if body else None


def _switch(run: Run, node: Node, scope: Scope) -> Completion:
    value, body = node.child_by_field_name("value"), node.child_by_field_name("body")
    if value is None or body is None:
        raise Unsupported("a switch that is not complete", run.script.text(node).span())
    tested = evaluate(run, value, scope)
    cases = parts(body)
    inner = Scope(scope)
    start = _matching_case(run, tested, cases, inner)
    if start is None:
        skip(run, body, scope)
        return None
    for case in cases[start:]:
        label = case.child_by_field_name("value")
        statements = [child for child in parts(case) if label is None or child.id != label.id]
        hoist(run, statements, inner)
        done = execute_all(run, statements, inner)
        if isinstance(done, Jump) and done.leaves and done.label is None:
            return None
        if done is not None:
            return done
    return None


def _matching_case(run: Run, tested: Value, cases: list[Node], scope: Scope) -> int | None:
    """The number of the case to start at (past the last if none matches); None where only a run could tell."""
    default = len(cases)
    for i, case in enumerate(cases):
        label = case.child_by_field_name("value")
        if label is None:
            default = i
            continue
        equal = strictly_equal(tested, evaluate(run, label, scope))
        if equal is None:
            return None
        if equal:
            return i
    return default


def _jump(run: Run, node: Node, scope: Scope) -> Completion:  # noqa: ARG001  the signature of all
    label = node.child_by_field_name("label")
    return Jump(node.type == "break_statement", run.script.written(label) if label else None)


def _labeled(run: Run, node: Node, scope: Scope) -> Completion:
    label, body = node.child_by_field_name("label"), node.child_by_field_name("body")
    done = execute(run, body, scope) if body else None
    if isinstance(done, Jump) and done.leaves and label is not None and done.label == run.script.written(label):
        return None
    return done


def _export(run: Run, node: Node, scope: Scope) -> Completion:
    declared, value = node.child_by_field_name("declaration"), node.child_by_field_name("value")
    if value is not None:
        run.exported = evaluate(run, value, scope)
    return execute(run, declared, scope) if declared else None


def _import(run: Run, node: Node, scope: Scope) -> Completion:
    """Imports are bound when the module is hoisted, before anything runs."""
    return _nothing(run, node, scope)


_STATEMENTS: dict[str, Executor] = {
    "expression_statement": _expression,
    "lexical_declaration": _declaration,
    "variable_declaration": _declaration,
    "function_declaration": _nothing,
    "generator_function_declaration": _nothing,
    "class_declaration": _class,
    "statement_block": _block,
    "if_statement": _if,
    "return_statement": _return,
    "throw_statement": _throw,
    "try_statement": _try,
    "switch_statement": _switch,
    "break_statement": _jump,
    "continue_statement": _jump,
    "labeled_statement": _labeled,
    "empty_statement": _nothing,
    "debugger_statement": _nothing,
    "hash_bang_line": _nothing,
    "export_statement": _export,
    "import_statement": _import,
    **LOOPS,
}
