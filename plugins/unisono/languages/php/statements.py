"""Statements: what they do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tree_sitter import Node

from unisono.languages.php.calls import HARMLESS, leave
from unisono.languages.php.classes import CONSTRUCTOR, declare_class
from unisono.languages.php.state import Php
from unisono.languages.php.values import copied, key_of, truthy
from unisono.languages.php.variables import assign, base_variable
from unisono.languages.program.run import Exit, Jump
from unisono.languages.program.tree import parts, within
from unisono.languages.program.values import Map, Number, String, Unknown
from unisono.languages.reading import Unsupported


def _nothing(php: Php, node: Node) -> None:
    """What was done before the program began, or does nothing."""


def _namespace(php: Php, node: Node) -> None:
    body = node.child_by_field_name("body")
    if body is not None:
        php.execute(body)


def _expression(php: Php, node: Node) -> None:
    php.evaluate(parts(node)[0])


def _block(php: Php, node: Node) -> None:
    php.execute_all(parts(node))


def _echo(php: Php, node: Node) -> None:
    """What is shown is of no interest, unless showing it sends something or sets variables."""
    if sends(php, node) or any(changed(php, node)):
        for value in parts(node):
            php.evaluate(value)


def _if(php: Php, node: Node) -> None:
    """`if`, each `elseif`, `else`: the first way whose condition holds."""
    unknown = False
    for clause in [node, *node.children_by_field_name("alternative")]:
        condition, body = clause.child_by_field_name("condition"), clause.child_by_field_name("body")
        decided = True if condition is None else truthy(php.evaluate(condition))
        if body is None:
            continue
        if unknown or decided is None:
            php.skip(body)
            unknown = True
        elif decided:
            php.execute(body)
            return


def _try(php: Php, node: Node) -> None:
    """Requests are taken to go well: what is caught is passed over."""
    body = node.child_by_field_name("body")
    for clause in parts(node):
        if (
            clause.type == "catch_clause"
            and (handler := clause.child_by_field_name("body")) is not None
            and sends(php, handler)
        ):
            raise Unsupported("a request that is sent where another one fails", php.tree.text(handler).span())
    if body is not None:
        php.execute(body)
    for clause in parts(node):
        if clause.type == "finally_clause" and (final := clause.child_by_field_name("body")) is not None:
            php.execute(final)


def _foreach(php: Php, node: Node) -> None:
    body = node.child_by_field_name("body")
    inner = [child for child in parts(node) if body is None or child.id != body.id]
    if body is None or len(inner) != 2:
        raise php.unsupported(node)
    over = php.evaluate(inner[0])
    if isinstance(over, Unknown):
        php.skip(node)
        return
    if not isinstance(over, Map):
        raise php.unsupported(node, "a loop over this value")
    key, value = parts(inner[1]) if inner[1].type == "pair" else (None, inner[1])

    def rounds() -> Iterator[None]:
        for name, entry in list(over.entries.items()):
            if key is not None:
                assign(php, key, Number(entry.name, name) if isinstance(name, int) else String(entry.name))
            assign(php, value, entry.value)
            yield

    php.rounds(body, rounds())


def _for(php: Php, node: Node) -> None:
    def run(name: str) -> None:
        for found in node.children_by_field_name(name):
            php.evaluate(found)

    run("initialize")
    _loop(php, node, lambda: run("update"))


def _while(php: Php, node: Node) -> None:
    _loop(php, node, lambda: None)


def _loop(php: Php, node: Node, update: Callable[[], None]) -> None:
    condition, body = node.child_by_field_name("condition"), node.child_by_field_name("body")
    if condition is None or body is None:
        raise php.unsupported(node)
    if truthy(php.evaluate(condition)) is None:
        php.skip(body)
        return

    def rounds() -> Iterator[None]:
        while holding := truthy(php.evaluate(condition)):
            yield
            update()
        if holding is None:
            raise Unsupported("a loop that ends where only a run could tell", php.tree.text(condition).span())

    php.rounds(body, rounds())


def _jump(php: Php, node: Node) -> None:
    if parts(node):
        raise php.unsupported(node, "leaving several loops")
    raise Jump(leaves=node.type == "break_statement")


def _exit(php: Php, node: Node) -> None:  # noqa: ARG001  the signature of all
    raise Exit


def _constants(php: Php, node: Node) -> None:
    for found in parts(node):
        inner = parts(found)
        if found.type == "const_element" and len(inner) == 2:
            php.constants[php.tree.written(inner[0])] = php.evaluate(inner[1])


def _unset(php: Php, node: Node) -> None:
    for found in parts(node):
        inner = parts(found)
        holder = php.scope.get(base_variable(php, found) or "")
        if found.type == "variable_name":
            php.scope.pop(php.tree.written(found)[1:], None)
        elif found.type == "subscript_expression" and len(inner) == 2 and isinstance(holder, Map):
            if inner[0].type != "variable_name":
                raise php.unsupported(found, "taking away an element that is further in")
            holder.entries.pop(key_of(php.evaluate(inner[1])), None)
        else:
            raise php.unsupported(found, "unset of this")


def _global(php: Php, node: Node) -> None:
    for found in parts(node):
        name = php.tree.written(found)[1:]
        if name in php.globals:
            php.scope[name] = copied(php.globals[name])


STATEMENTS: dict[str, Callable[[Php, Node], None]] = {
    "php_tag": _nothing,
    "text": _nothing,
    "text_interpolation": _nothing,
    "empty_statement": _nothing,
    "namespace_use_declaration": _nothing,
    "namespace_definition": _namespace,
    "class_declaration": _nothing,
    "interface_declaration": _nothing,
    "function_definition": _nothing,
    "declare_statement": _nothing,
    "expression_statement": _expression,
    "compound_statement": _block,
    "colon_block": _block,
    "echo_statement": _echo,
    "if_statement": _if,
    "try_statement": _try,
    "foreach_statement": _foreach,
    "for_statement": _for,
    "while_statement": _while,
    "break_statement": _jump,
    "continue_statement": _jump,
    "return_statement": leave,
    "exit_statement": _exit,
    "const_declaration": _constants,
    "unset_statement": _unset,
    "global_declaration": _global,
}


def declare(php: Php) -> None:
    """What holds before the first statement runs: the functions of the sample, and the short names of classes."""
    for node in within(php.tree.root):
        if node.type == "function_definition" and (name := node.child_by_field_name("name")) is not None:
            php.functions[php.tree.written(name).lower()] = node
        elif node.type == "class_declaration":
            declare_class(php, node)
        elif node.type == "namespace_use_declaration":
            _use(php, node)


def _use(php: Php, node: Node) -> None:
    """`use A\\B;`, `use A\\B as C;`, `use A\\{B, C};`"""
    prefix = next((php.tree.written(child) for child in node.named_children if child.type == "namespace_name"), "")
    for clause in within(node):
        if clause.type not in {"namespace_use_clause", "namespace_use_group_clause"}:
            continue
        full = php.tree.written(clause.named_children[0]).lstrip("\\")
        full = f"{prefix}\\{full}" if prefix else full
        alias = php.tree.written(clause.named_children[-1]) if len(clause.named_children) > 1 else full.rpartition("\\")[2]
        php.uses[alias.rpartition(" ")[2].lower()] = full


_ASSIGNMENTS = frozenset(
    ["assignment_expression", "augmented_assignment_expression", "update_expression", "reference_assignment_expression"]
)


def changed(php: Php, node: Node) -> Iterable[str]:
    """The variables that running a node could set."""
    for found in within(node):
        is_setting = found.type in _ASSIGNMENTS or (found.type in _METHOD_CALLS and _sets_properties(php, found))
        if is_setting and (name := base_variable(php, found.named_children[0])):
            yield name


_METHOD_CALLS = frozenset(["member_call_expression", "nullsafe_member_call_expression"])


def _sets_properties(php: Php, call: Node) -> bool:
    """Whether a call is one of a method of the sample that sets properties, itself or by others."""
    pending, seen = [call], set()
    while pending:
        for found in within(pending.pop()):
            if found.type in _ASSIGNMENTS and base_variable(php, found.named_children[0]) == "this":
                return True
            named = found.child_by_field_name("name") if found.type in _METHOD_CALLS else None
            name = php.tree.written(named).lower() if named is not None else ""
            if name and name not in seen:
                seen.add(name)
                pending += [one.methods[name] for one in php.classes.values() if name in one.methods]
    return False


_CALLS = frozenset(
    [
        "function_call_expression",
        "member_call_expression",
        "nullsafe_member_call_expression",
        "scoped_call_expression",
        "object_creation_expression",
    ]
)


def sends(php: Php, node: Node) -> bool:
    """Whether running a node could send a request, or change a handle of curl's or a client."""
    pending, seen = [node], set()
    while pending:
        for found in within(pending.pop()):
            if found.type not in _CALLS:
                continue
            named = found.child_by_field_name("function") or found.child_by_field_name("name")
            name = php.tree.written(named).rpartition("\\")[2].lower() if named is not None else ""
            if found.type != "function_call_expression":
                if name in php.library.sending:
                    return True
                own = CONSTRUCTOR if found.type == "object_creation_expression" else name
                if f"->{own}" not in seen:
                    seen.add(f"->{own}")
                    pending += [one.methods[own] for one in php.classes.values() if own in one.methods]
            elif name in php.functions:
                if name not in seen:
                    seen.add(name)
                    pending.append(php.functions[name])
            elif name not in HARMLESS and (name not in php.library.functions or name in php.library.sending):
                return True
    return False
