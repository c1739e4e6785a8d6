"""What a block declares before its first statement runs (ECMAScript 8.2, 14.2.3), and the errors that keep it from running."""

from __future__ import annotations

from tree_sitter import Node

from unisono.languages.javascript.early import EarlyError
from unisono.languages.javascript.functions import function_value, generator_value
from unisono.languages.javascript.run import Run
from unisono.languages.javascript.values import Scope, Undefined
from unisono.languages.program.tree import parts

_NESTING = frozenset(
    [
        "statement_block",
        "if_statement",
        "else_clause",
        "for_statement",
        "for_in_statement",
        "while_statement",
        "do_statement",
        "try_statement",
        "catch_clause",
        "finally_clause",
        "switch_statement",
        "switch_body",
        "switch_case",
        "switch_default",
        "labeled_statement",
    ]
)


def hoist(run: Run, statements: list[Node], scope: Scope) -> None:
    """Declare functions, `var` names (undefined) and `let`, `const` and class names (not to be read yet)."""
    for statement in statements:
        declared = statement.child_by_field_name("declaration") if statement.type == "export_statement" else statement
        match declared.type if declared else "":
            case "function_declaration" | "generator_function_declaration":
                _declare_function(run, declared or statement, scope)
            case "lexical_declaration" | "class_declaration":
                _declare_lexical(run, declared or statement, scope)
            case "variable_declaration":
                _declare_vars(run, declared or statement, scope)
            case kind if kind in _NESTING:
                _declare_nested(run, statement, scope)


def _declare_function(run: Run, node: Node, scope: Scope) -> None:
    name = node.child_by_field_name("name")
    if name is not None:
        _refuse_second(run, name, scope, lexical=False)
        make = generator_value if node.type.startswith("generator") else function_value
        scope.declare(run.script.written(name), make(run, node, scope))


def _declare_lexical(run: Run, node: Node, scope: Scope) -> None:
    if node.type == "class_declaration":
        names = [name] if (name := node.child_by_field_name("name")) else []
    else:
        names = [target for declarator in parts(node) for target in _targets(declarator)]
        _refuse_empty_constants(run, node)
    for name in names:
        _refuse_second(run, name, scope, lexical=True)
        scope.declare(run.script.written(name), None, lexical=True)


def _refuse_empty_constants(run: Run, node: Node) -> None:
    for declarator in parts(node):
        if node.children[0].type == "const" and declarator.child_by_field_name("value") is None:
            raise EarlyError("SyntaxError: Missing initializer in const declaration", run.script.text(declarator).span())


def _declare_vars(run: Run, node: Node, scope: Scope) -> None:
    for declarator in parts(node):
        for target in _targets(declarator):
            name = run.script.written(target)
            _refuse_second(run, target, scope, lexical=False)
            if scope.body and name not in scope.names:
                scope.declare(name, Undefined(run.script.text(target)))


def _declare_nested(run: Run, node: Node, scope: Scope) -> None:
    """`var` in inner blocks belongs to the function."""
    waiting = [node]
    while waiting:
        inner = waiting.pop()
        if inner.type == "variable_declaration":
            if scope.body:
                _declare_vars(run, inner, scope)
        elif inner.type in _NESTING:
            waiting += inner.named_children


def _refuse_second(run: Run, name: Node, scope: Scope, lexical: bool) -> None:
    old = scope.names.get(run.script.written(name))
    if old is not None and (old.lexical or lexical):
        place = run.script.text(name)
        raise EarlyError(f"SyntaxError: Identifier '{place.value}' has already been declared", place.span())


def _targets(declarator: Node) -> list[Node]:
    """The names that a declarator declares, those in patterns too."""
    found: list[Node] = []
    waiting = [name] if (name := declarator.child_by_field_name("name")) else []
    while waiting:
        node = waiting.pop()
        if node.type in ("identifier", "shorthand_property_identifier_pattern"):
            found.append(node)
        elif node.type == "pair_pattern":
            waiting += [value] if (value := node.child_by_field_name("value")) else []
        elif node.type in ("assignment_pattern", "object_assignment_pattern"):
            waiting += [left] if (left := node.child_by_field_name("left")) else []
        elif node.type in ("object_pattern", "array_pattern", "rest_pattern"):
            waiting += parts(node)
    return found
