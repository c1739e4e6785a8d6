"""Methods that a sample does not call itself, followed as if it called them."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from unisono.languages.java.calls import construct_own, run_method
from unisono.languages.java.names import CLASSES
from unisono.languages.java.state import Java
from unisono.languages.program.tree import parts, within
from unisono.languages.program.uncalled import Defined, Parameter, give_what_methods_set
from unisono.languages.program.uncalled import call_uncalled as call
from unisono.languages.program.values import Value
from unisono.languages.reading import Uncalled, Unsupported

_TEXTS = frozenset({"String", "CharSequence"})


def call_uncalled(java: Java) -> tuple[Uncalled, ...]:
    """Calls the methods that the sample does not call and others can; gives those that send something."""
    functions = [_method(java, node) for nodes in java.functions.values() for node in nodes if _is_open(java, node)]
    found = call(java, functions, lambda node: _mentioned(java, node))
    if found:
        _check_fields(java)
    return found


def _is_open(java: Java, node: Node) -> bool:
    """Whether a method can be called from outside of its class, and is none of a class of what is thrown."""
    of = _class_of(node)
    above = of.child_by_field_name("superclass") if of is not None else None
    is_error = above is not None and java.tree.written(above).endswith(("Exception", "Error"))
    is_hidden = of is not None and "private" in _modifiers(java, node)
    name = node.child_by_field_name("name")
    is_main = name is not None and java.tree.written(name) == "main"
    return not (is_error or is_hidden or is_main) and node.child_by_field_name("body") is not None


def _modifiers(java: Java, node: Node) -> frozenset[str]:
    found = next((child for child in node.children if child.type == "modifiers"), None)
    return frozenset(java.tree.written(child) for child in found.children) if found is not None else frozenset()


def _class_of(node: Node) -> Node | None:
    around = node.parent
    while around is not None and around.type not in CLASSES:
        around = around.parent
    return around


def _method(java: Java, node: Node) -> Defined:
    of = _class_of(node)
    named = of.child_by_field_name("name") if of is not None else None
    owner = java.tree.written(named) if named is not None else ""
    is_made = not owner or "static" in _modifiers(java, node) or owner in java.constructed
    before = [] if is_made or of is None else _of_constructor(java, of)
    place = java.tree.text(node.child_by_field_name("name") or node)

    def run(given: list[Value]) -> Value:
        if of is not None:
            _check_above(java, of)
        if of is not None and not is_made and owner not in java.constructed:
            _check_objects(java, of)
            construct_own(java, owner, given[: len(before)], java.tree.text(node))
        methods = (method for nodes in java.functions.values() for method in nodes)
        give_what_methods_set(java.tree, methods, java.fields)
        return run_method(java, node, given[len(before) :], java.tree.text(node))

    return Defined(f"{owner}.{place}".lstrip("."), place, node, [*before, *_parameters(java, node)], run)


def _of_constructor(java: Java, of: Node) -> list[Parameter]:
    body = of.child_by_field_name("body")
    found = [child for child in parts(body) if child.type == "constructor_declaration"] if body is not None else []
    if len(found) > 1:
        raise Unsupported("which of several constructors is called", java.tree.text(found[1]).span())
    return list(_parameters(java, found[0])) if found else []


def _check_above(java: Java, of: Node) -> None:
    """Raises Unsupported where a class has more than what the sample shows of it."""
    above = of.child_by_field_name("superclass")
    if above is not None:
        raise Unsupported("a class that inherits from another one", java.tree.text(above).span())


def _check_objects(java: Java, of: Node) -> None:
    """Raises Unsupported where a class cannot have objects of its own."""
    if of.type != "class_declaration" or "abstract" in _modifiers(java, of):
        raise Unsupported("methods of what is no class with objects", java.tree.text(of).span())


def _check_fields(java: Java) -> None:
    """Raises Unsupported where two classes have fields of the same name, which are not told apart."""
    seen: set[str] = set()
    fields = [node for node in within(java.tree.root) if node.type == "field_declaration"]
    for declarator in (one for field in fields for one in field.children_by_field_name("declarator")):
        name = declarator.child_by_field_name("name")
        text = java.tree.text(name or declarator)
        if text.value in seen:
            raise Unsupported("fields of the same name in several classes", text.span())
        seen.add(text.value)


def _parameters(java: Java, node: Node) -> Iterator[Parameter]:
    listed = node.child_by_field_name("parameters")
    for parameter in parts(listed) if listed is not None else []:
        name, kind = parameter.child_by_field_name("name"), parameter.child_by_field_name("type")
        if parameter.type != "formal_parameter" or name is None or kind is None:
            raise java.unsupported(parameter, f"the parameter '{java.tree.written(parameter)}'")
        yield Parameter(java.tree.text(name), java.tree.written(kind) in _TEXTS)


def _mentioned(java: Java, node: Node) -> frozenset[str]:
    """The methods that the code of one calls."""
    named = [inner.child_by_field_name("name") for inner in within(node) if inner.type == "method_invocation"]
    return frozenset(java.tree.written(name) for name in named if name is not None)
