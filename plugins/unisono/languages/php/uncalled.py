"""Functions and methods of classes that a sample does not call itself, followed as if it called them."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from unisono.languages.php.calls import PARAMETERS, call_function, call_method, call_value, create, is_static
from unisono.languages.php.classes import CONSTRUCTOR, checked, is_error
from unisono.languages.php.state import Php
from unisono.languages.program.tree import parts, within
from unisono.languages.program.uncalled import Defined, Parameter
from unisono.languages.program.uncalled import call_uncalled as call
from unisono.languages.program.values import Class, Function, Instance, Null, Unknown, Value
from unisono.languages.reading import Uncalled

_TEXTS = frozenset({"string", "?string"})


def call_uncalled(php: Php) -> tuple[Uncalled, ...]:
    """Calls what the sample defines and does not call; gives what sends something."""
    return call(php, [*_functions(php), *_methods(php)], lambda node: _mentioned(php, node))


def _functions(php: Php) -> Iterator[Defined]:
    for node in list(php.functions.values()):
        name = node.child_by_field_name("name")
        if name is not None and not _is_inner(node):
            origin, parameters = php.tree.text(name), list(_parameters(php, node))

            def run(given: list[Value], node: Node = node) -> Value:
                return call_function(php, node, _arguments(php, node, given), php.tree.text(node))

            yield Defined(origin.value, origin, node, parameters, run)
    for variable, value in list(php.globals.items()):
        if isinstance(value, Function) and (before := value.node.parent) is not None:

            def run_value(given: list[Value], value: Function = value) -> Value:
                return call_value(php, value, _arguments(php, value.node, given), value.origin)

            place = before.child_by_field_name("left") or value.node
            yield Defined(f"${variable}", php.tree.text(place), value.node, list(_parameters(php, value.node)), run_value)


def _is_inner(node: Node) -> bool:
    """Whether a function is declared in another one."""
    around = node.parent
    while around is not None and around.type not in {"function_definition", "method_declaration"}:
        around = around.parent
    return around is not None


def _methods(php: Php) -> Iterator[Defined]:
    """Those that can be called from outside; of a class that the sample has made an object of, on that object."""
    for of in php.classes.values():
        if is_error(php, of):
            continue
        made = next((value for value in php.globals.values() if isinstance(value, Instance) and value.of is of), None)
        for node in of.methods.values():
            name = node.child_by_field_name("name")
            hidden = any(child.type == "visibility_modifier" and child.text != b"public" for child in node.children)
            if name is None or hidden or node.child_by_field_name("body") is None or php.tree.written(name).startswith("__"):
                continue
            constructor = checked(php, of).method(CONSTRUCTOR) if made is None and not is_static(node) else None
            before = list(_parameters(php, constructor)) if constructor is not None else []

            def run(
                given: list[Value],
                of: Class = of,
                node: Node = node,
                constructor: Node | None = constructor,
                made: Instance | None = made,
            ) -> Value:
                place = php.tree.text(node)
                first = _arguments(php, constructor, given) if constructor is not None else []
                this: Class | Instance = of if is_static(node) else _prepared(php, made or create(php, of, first, place))
                called = node.child_by_field_name("name")
                return call_method(
                    php, this, php.tree.written(called).lower() if called else "", _arguments(php, node, given), place
                )

            place = php.tree.text(name)
            yield Defined(f"{of.name}.{place}", place, node, [*before, *_parameters(php, node)], run)


def _prepared(php: Php, made: Instance) -> Instance:
    """An object whose properties without a value are placeholders, where methods set them that a caller may call first."""
    of: Class | None = made.of
    while of is not None:
        for name, node in of.methods.items():
            for found in within(node) if name != CONSTRUCTOR else ():
                left = found.child_by_field_name("left") if found.type == "assignment_expression" else None
                key = left.child_by_field_name("name") if left is not None and left.type == "member_access_expression" else None
                if left is not None and key is not None and left.named_children[0].text == b"$this":
                    text = php.tree.text(key)
                    if isinstance(made.members.get(text.value), Null | None):
                        made.members[text.value] = Unknown(text, given=True)
        of = of.parent
    return made


def _parameters(php: Php, node: Node) -> Iterator[Parameter]:
    listed = node.child_by_field_name("parameters")
    for parameter in parts(listed) if listed is not None else []:
        name, kind = parameter.child_by_field_name("name"), parameter.child_by_field_name("type")
        if name is None or parameter.type not in PARAMETERS:
            raise php.unsupported(parameter, f"the parameter '{php.tree.written(parameter)}'")
        is_text = kind is not None and php.tree.written(kind).lower() in _TEXTS
        yield Parameter(php.tree.text(name), is_text, parameter.child_by_field_name("default_value") is not None)


def _arguments(php: Php, node: Node, given: list[Value]) -> list[Value | None]:
    """Takes those of a function from what is given for all parameters without a value."""
    return [None if parameter.has_value else given.pop(0) for parameter in _parameters(php, node)]


def _mentioned(php: Php, node: Node) -> frozenset[str]:
    """The functions and methods that the code of one calls."""
    names = set()
    for found in within(node):
        if found.type.endswith("call_expression"):
            named = found.child_by_field_name("function") or found.child_by_field_name("name")
            if named is not None:
                names.add(php.tree.written(named).rpartition("\\")[2])
    return frozenset(names)
