"""Functions and methods that a sample does not call itself, followed as if it called them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tree_sitter import Node

from unisono.languages.go.calls import own
from unisono.languages.go.state import Go
from unisono.languages.go.types import Type
from unisono.languages.go.typing import type_of
from unisono.languages.go.values import Pointer, Struct, Tuple, pointed
from unisono.languages.program.tree import parts, within
from unisono.languages.program.uncalled import Defined, Parameter
from unisono.languages.program.uncalled import call_uncalled as call
from unisono.languages.program.values import Null, String, Unknown, Value
from unisono.languages.reading import Uncalled
from unisono.text.source import Text

_STARTING = frozenset({"main", "init"})


def call_uncalled(go: Go) -> tuple[Uncalled, ...]:
    """Calls what the sample defines and does not call; gives what sends something."""
    functions = [_function(go, name, node) for name, node in go.functions.items() if name not in _STARTING]
    methods = [_method(go, of, name, node) for (of, name), node in go.methods.items()]
    return call(go, [*functions, *methods], lambda node: _mentioned(go, node))


def _function(go: Go, name: str, node: Node) -> Defined:
    def run(given: list[Value]) -> Value:
        return own(go, node, given, go.tree.text(node))

    return Defined(name, go.tree.text(node.child_by_field_name("name") or node), node, _parameters(go, node), run)


def _method(go: Go, of: str, name: str, node: Node) -> Defined:
    """A method, called of what the package has of its type, of what a function of the sample makes of it, or else of a value
    whose members the caller sets."""
    there = next(
        (value for value in map(pointed, go.globals.values()) if isinstance(value, Struct) and value.type.name == of), None
    )
    maker = _maker(go, of) if there is None else None
    members = _members(go, of) if there is None and maker is None else []
    before = _parameters(go, maker) if maker is not None else [parameter for _, parameter in members]

    def run(given: list[Value]) -> Value:
        place, first = go.tree.text(node), given[: len(before)]
        this: Value | None = there
        if maker is not None:
            this = _made(own(go, maker, first, place))
        elif there is None:
            typed = type_of(go, go.declared[of]) if of in go.declared else Type("struct", of)
            this = _given(Type("struct", of, members=typed.members), place)
            this.members.update({name: value for (name, _), value in zip(members, first, strict=True)})
        if isinstance(this, Struct):
            _prepare(go, of, this)
        return own(go, node, given[len(before) :], place, None, this)

    place = go.tree.text(node.child_by_field_name("name") or node)
    return Defined(f"{of}.{name}", place, node, [*before, *_parameters(go, node)], run)


def _given(of: Type, place: Text) -> Struct:
    """A struct whose members the caller sets, also those of what is embedded in it."""
    members: dict[str, Value] = {}
    for member in of.members:
        shown = Text.placeholder(member.name, place.span())
        is_text, is_embedded = member.type.kind == "string", member.embedded and member.type.kind == "struct"
        members[member.name] = _given(member.type, place) if is_embedded else Unknown(shown, is_text=is_text, given=True)
    return Struct(place, of, members)


def _prepare(go: Go, of: str, this: Struct) -> None:
    """Gives members without a value placeholders, where methods set them that a caller may call first."""
    for found in (inner for (owner, _), method in go.methods.items() if owner == of for inner in within(method)):
        left = found.child_by_field_name("left") if found.type == "assignment_statement" else None
        for target in parts(left) if left is not None else []:
            name = target.child_by_field_name("field") if target.type == "selector_expression" else None
            held = this.members.get(go.tree.written(name)) if name is not None else None
            is_empty = isinstance(held, Null) or (isinstance(held, String) and not held.origin.value)
            if name is not None and is_empty:
                text = go.tree.text(name)
                this.members[text.value] = Unknown(text, is_text=isinstance(held, String), given=True)


def _maker(go: Go, of: str) -> Node | None:
    """The function of the sample that makes a value of a type."""
    for node in go.functions.values():
        result = node.child_by_field_name("result")
        kinds = parts(result) if result is not None and result.type == "parameter_list" else [result]
        first = kinds[0] if kinds else None
        if first is not None and go.tree.written(first).lstrip("*") == of:
            return node
    return None


def _made(value: Value) -> Value:
    """The first of what a function gives, also through a pointer."""
    if isinstance(value, Tuple) and value.items:
        value = value.items[0]
    return pointed(value) if isinstance(value, Pointer) else value


def _members(go: Go, of: str) -> list[tuple[str, Parameter]]:
    """The members of a struct of the sample, each as a parameter."""
    node = go.declared.get(of)
    if node is None or node.type != "struct_type":
        return []
    places = {
        go.tree.written(name).rpartition(".")[2].lstrip("*"): go.tree.text(name)
        for member in within(node)
        if member.type == "field_declaration"
        for name in member.children_by_field_name("name") or member.children_by_field_name("type")
    }
    return [
        (member.name, Parameter(places[member.name], member.type.kind == "string"))
        for member in type_of(go, node).members
        if not (member.embedded and member.type.kind == "struct")
    ]


def _parameters(go: Go, node: Node) -> list[Parameter]:
    listed = node.child_by_field_name("parameters")
    return [found for parameter in (parts(listed) if listed is not None else []) for found in _of_one(go, parameter)]


def _of_one(go: Go, parameter: Node) -> Iterator[Parameter]:
    """Those of one declaration: several names may share a type; of any number, none is given."""
    names: Sequence[Node] = parameter.children_by_field_name("name")
    typed = parameter.child_by_field_name("type")
    many = parameter.type == "variadic_parameter_declaration"
    for name in names or [parameter]:
        is_text = typed is not None and go.tree.written(typed) == "string"
        yield Parameter(go.tree.text(name), is_text, has_value=many)


def _mentioned(go: Go, node: Node) -> frozenset[str]:
    """The functions and methods that the code of one calls."""
    found = set()
    for inner in within(node):
        function = inner.child_by_field_name("function") if inner.type == "call_expression" else None
        if function is not None:
            found.add(go.tree.written(function.child_by_field_name("field") or function))
    return frozenset(found)
