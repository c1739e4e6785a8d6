"""Statements: what they do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tree_sitter import Node

from unisono.languages.java.calls import leave
from unisono.languages.java.faults import check_type
from unisono.languages.java.names import CLASSES, last_name
from unisono.languages.java.state import Java
from unisono.languages.java.values import elements, truthy
from unisono.languages.program.run import Exit, Jump
from unisono.languages.program.tree import parts, within
from unisono.languages.program.values import Unknown
from unisono.languages.reading import Unsupported


def _nothing(java: Java, node: Node) -> None:
    """What was done before the program began, or does nothing."""


def _expression(java: Java, node: Node) -> None:
    java.evaluate(parts(node)[0])


def _block(java: Java, node: Node) -> None:
    java.execute_all(parts(node))


def _variables(java: Java, node: Node) -> None:
    kind = node.child_by_field_name("type")
    for found in node.children_by_field_name("declarator"):
        named, value = found.child_by_field_name("name"), found.child_by_field_name("value")
        if named is None:
            raise java.unsupported(found)
        given = java.evaluate(value) if value is not None else Unknown(java.tree.text(named))
        if kind is not None:
            check_type(java, last_name(java.tree.text(kind)), given)
        java.scope[java.tree.written(named)] = given


def _if(java: Java, node: Node) -> None:
    condition, yes, no = (node.child_by_field_name(part) for part in ("condition", "consequence", "alternative"))
    if condition is None or yes is None:
        raise java.unsupported(node)
    java.branch(truthy(java.evaluate(condition)), yes, no)


def _try(java: Java, node: Node) -> None:
    """Requests are taken to go well: what is caught is passed over."""
    for clause in parts(node):
        if clause.type == "catch_clause" and sends(java, clause):
            raise Unsupported("a request that is sent where another one fails", java.tree.text(clause).span())
    resources, body = node.child_by_field_name("resources"), node.child_by_field_name("body")
    for resource in parts(resources) if resources is not None else []:
        named, value = resource.child_by_field_name("name"), resource.child_by_field_name("value")
        if named is None or value is None:
            raise java.unsupported(resource)
        java.scope[java.tree.written(named)] = java.evaluate(value)
    if body is not None:
        java.execute(body)
    for clause in parts(node):
        if clause.type == "finally_clause":
            java.execute_all(parts(clause))


def _for_each(java: Java, node: Node) -> None:
    named, over, body = (node.child_by_field_name(part) for part in ("name", "value", "body"))
    if named is None or over is None or body is None:
        raise java.unsupported(node)
    value = java.evaluate(over)
    if isinstance(value, Unknown):
        java.skip(body)
        return
    word = java.tree.written(named)

    def rounds() -> Iterator[None]:
        for item in elements(value):
            java.scope[word] = item
            yield

    java.rounds(body, rounds())


def _for(java: Java, node: Node) -> None:
    for found in node.children_by_field_name("init"):
        if found.type == "local_variable_declaration":
            java.execute(found)
        else:
            java.evaluate(found)
    _loop(java, node, node.children_by_field_name("update"))


def _while(java: Java, node: Node) -> None:
    _loop(java, node, [])


def _loop(java: Java, node: Node, update: Iterable[Node]) -> None:
    condition, body = node.child_by_field_name("condition"), node.child_by_field_name("body")
    if condition is None or body is None:
        raise java.unsupported(node)
    if truthy(java.evaluate(condition)) is None:
        java.skip(body)
        return

    def rounds() -> Iterator[None]:
        while holding := truthy(java.evaluate(condition)):
            yield
            for found in update:
                java.evaluate(found)
        if holding is None:
            raise Unsupported("a loop that ends where only a run could tell", java.tree.text(condition).span())

    java.rounds(body, rounds())


def _switch(java: Java, node: Node) -> None:
    """Over an answer all ways are passed over; over anything else it is not understood."""
    condition = node.child_by_field_name("condition")
    if condition is None or not isinstance(java.evaluate(condition), Unknown):
        raise java.unsupported(node, "a switch over this value")
    java.skip(node)


def _jump(java: Java, node: Node) -> None:
    if parts(node):
        raise java.unsupported(node, "leaving several loops")
    raise Jump(leaves=node.type == "break_statement")


def _throw(java: Java, node: Node) -> None:
    """An exception that nobody catches ends the program; one that is caught is not followed."""
    outer: Node | None = node
    while outer is not None:
        if outer.type.startswith("try_"):
            raise java.unsupported(node, "an exception that the sample throws itself")
        outer = outer.parent
    raise Exit


STATEMENTS: dict[str, Callable[[Java, Node], None]] = {
    **dict.fromkeys(CLASSES, _nothing),
    "import_declaration": _nothing,
    "package_declaration": _nothing,
    "method_declaration": _nothing,
    "line_comment": _nothing,
    "block_comment": _nothing,
    ";": _nothing,
    "expression_statement": _expression,
    "block": _block,
    "local_variable_declaration": _variables,
    "if_statement": _if,
    "try_statement": _try,
    "try_with_resources_statement": _try,
    "enhanced_for_statement": _for_each,
    "for_statement": _for,
    "while_statement": _while,
    "switch_expression": _switch,
    "break_statement": _jump,
    "continue_statement": _jump,
    "return_statement": leave,
    "throw_statement": _throw,
}


def changed(java: Java, node: Node) -> Iterable[str]:
    """The variables that running a node could set."""
    for found in within(node):
        left = (
            found.child_by_field_name("left")
            if found.type == "assignment_expression"
            else parts(found)[0]
            if found.type == "update_expression"
            else None
        )
        if left is not None:
            yield java.tree.written(left).removeprefix("this.").partition("[")[0]


def sends(java: Java, node: Node) -> bool:
    """Whether running a node could send a request, or change what one is."""
    pending, seen = [node], set()
    while pending:
        for found in within(pending.pop()):
            if found.type == "method_reference":
                name = java.tree.written(found.children[-1])
            elif found.type == "method_invocation" and (named := found.child_by_field_name("name")) is not None:
                name = java.tree.written(named)
            else:
                continue
            if name in java.functions:
                if name not in seen:
                    seen.add(name)
                    pending += java.functions[name]
            elif name in java.library.sending:
                return True
    return False
