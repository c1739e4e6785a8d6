"""The types that a sample writes (The Go Programming Language Specification, "Types")."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tree_sitter import Node

from unisono.languages.go.state import Go
from unisono.languages.go.types import BYTES, NAMED, PREDECLARED, Member, Type
from unisono.languages.program.tree import parts
from unisono.languages.reading import Unsupported
from unisono.text.regex import regex


def type_of(go: Go, node: Node) -> Type:
    """The type that a node of the tree is."""
    made = _MAKERS.get(node.type)
    if made is None:
        raise go.unsupported(node, f"the type '{go.tree.written(node)}'")
    go.depth += 1
    if go.depth > _DEEPEST:
        raise Unsupported("types that are nested very deeply", go.tree.text(node).span())
    found = made(go, node)
    go.depth -= 1
    return found


_DEEPEST = 100


def _named(go: Go, node: Node) -> Type:
    name = go.tree.written(node)
    if name in go.types:
        return go.types[name]
    if name in go.declared:
        go.types[name] = Type("any", name)  # one that holds itself
        go.types[name] = _renamed(type_of(go, go.declared[name]), name)
        return go.types[name]
    if name in PREDECLARED:
        return PREDECLARED[name]
    raise go.unsupported(node, f"the type {name}")


def _renamed(found: Type, name: str) -> Type:
    return Type(found.kind, name, found.element, found.members)


def _qualified(go: Go, node: Node) -> Type:
    package, name = node.child_by_field_name("package"), node.child_by_field_name("name")
    if package is None or name is None:
        raise go.unsupported(node)
    full = f"{go.package(package)}.{go.tree.written(name)}"
    return NAMED.get(full) or Type("host", full)


def _slice(go: Go, node: Node) -> Type:
    element = node.child_by_field_name("element")
    if element is None:
        raise go.unsupported(node)
    written = go.tree.written(element)
    return BYTES if written in {"byte", "uint8"} else Type("slice", f"[]{written}", type_of(go, element))


def _map(go: Go, node: Node) -> Type:
    key, value = node.child_by_field_name("key"), node.child_by_field_name("value")
    if key is None or value is None or type_of(go, key).kind not in {"string", "int"}:
        raise go.unsupported(node, "such a map")
    return Type("map", go.tree.written(node), type_of(go, value))


def _pointer(go: Go, node: Node) -> Type:
    return Type("pointer", go.tree.written(node), type_of(go, parts(node)[0]))


def _struct(go: Go, node: Node) -> Type:
    members: list[Member] = []
    for declared in parts(parts(node)[0]):
        members += _members(go, declared)
    return Type("struct", "struct", members=tuple(members))


_TAG = regex(r'json:"((?:[^"\\]|\\.)*)"')


def _members(go: Go, node: Node) -> list[Member]:
    typed, tag_node = node.child_by_field_name("type"), node.child_by_field_name("tag")
    if typed is None:
        raise go.unsupported(node)
    tag = go.tree.written(tag_node)[1:-1] if tag_node is not None else ""
    if tag_node is not None and tag_node.type == "interpreted_string_literal":
        tag = tag.replace('\\"', '"')
    of, names = type_of(go, typed), [go.tree.written(name) for name in node.children_by_field_name("name")]
    said = found[1] if (found := _TAG.search(tag)) else ""
    own, *options = said.split(",")
    if "string" in options:
        raise go.unsupported(node, "the option 'string' of a field")
    if not names:
        name = go.tree.written(typed).rpartition(".")[2].lstrip("*")
        return [Member(name, of, own or name, "omitempty" in options, embedded=not own, tag=tag)]
    return [
        Member(name, of, None if said == "-" or not name[:1].isupper() else own or name, "omitempty" in options, tag=tag)
        for name in names
    ]


def _anything(go: Go, node: Node) -> Type:
    return Type("any", go.tree.written(node))


_MAKERS: Mapping[str, Callable[[Go, Node], Type]] = {
    "type_identifier": _named,
    "qualified_type": _qualified,
    "slice_type": _slice,
    "array_type": _slice,
    "implicit_length_array_type": _slice,
    "map_type": _map,
    "pointer_type": _pointer,
    "struct_type": _struct,
    "interface_type": _anything,
    "function_type": _anything,
    "channel_type": _anything,
    "parenthesized_type": lambda go, node: type_of(go, parts(node)[0]),
}
