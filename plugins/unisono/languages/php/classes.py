"""Classes of a sample: what they declare, their objects, and what belongs to a class itself."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from unisono.languages.php.state import Php
from unisono.languages.php.variables import class_name
from unisono.languages.program.tree import parts
from unisono.languages.program.values import Class, Instance, Null, Value
from unisono.languages.reading import Unsupported

CONSTRUCTOR = "__construct"


def declare_class(php: Php, node: Node) -> None:
    """Notes a class; what its constants and properties are is worked out where they are asked for."""
    name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
    if name is None or body is None:
        raise php.unsupported(node)
    made = Class(php.tree.text(node), node, php.tree.written(name))
    php.classes[made.name.lower()] = made
    for member in parts(body):
        if member.type == "method_declaration" and (own := member.child_by_field_name("name")) is not None:
            made.methods[php.tree.written(own).lower()] = member


def class_of(php: Php, node: Node) -> Class | None:
    """The class of the sample that a name is that of, `self`, `static` and `parent` too; None for any other."""
    written = php.tree.written(node).lower()
    if written in {"self", "static", "parent"}:
        this = php.scope.get("this")
        found = php.current if written != "static" or not isinstance(this, Instance) else this.of
        if found is None:
            raise Unsupported(f"'{written}' outside of a class", php.tree.text(node).span())
        return _parent(php, found) if written == "parent" else found
    full = class_name(php, node).lower()
    return None if full in php.library.constructors else php.classes.get(full.rpartition("\\")[2])


def is_error(php: Php, of: Class) -> bool:
    """Whether a class is by its name one of what is thrown, and so sends nothing."""
    clause = next((child for child in parts(of.node) if child.type == "base_clause"), None)
    return clause is not None and php.tree.written(parts(clause)[0]).endswith(("Exception", "Error"))


def _parent(php: Php, of: Class) -> Class | None:
    """What a class inherits from."""
    clause = next((child for child in parts(of.node) if child.type == "base_clause"), None)
    if clause is None:
        return None
    if of.parent is None:
        of.parent = php.classes.get(class_name(php, parts(clause)[0]).rpartition("\\")[2].lower())
    if of.parent is None or of.parent is of:
        raise Unsupported("a class that inherits from one that is not in the sample", php.tree.text(clause).span())
    return of.parent


def checked(php: Php, of: Class) -> Class:
    """A class that can be used: all that it inherits is there. Raises Unsupported where it is not."""
    seen: list[Class] = []
    found: Class | None = of
    while found is not None:
        if found in seen:
            raise Unsupported("classes that inherit from each other", php.tree.text(of.node).span())
        seen.append(found)
        body = found.node.child_by_field_name("body")
        for member in parts(body) if body is not None else []:
            if member.type == "use_declaration":
                raise php.unsupported(member, "a trait")
        found = _parent(php, found)
    return of


def properties(php: Php, of: Class, *, static: bool) -> Iterator[tuple[str, Value]]:
    """The properties that a class declares, with their first values, those that it inherits first."""
    if of.parent is not None:
        yield from properties(php, of.parent, static=static)
    body = of.node.child_by_field_name("body")
    for member in parts(body) if body is not None else []:
        is_static = any(child.type == "static_modifier" for child in member.children)
        if member.type != "property_declaration" or is_static != static:
            continue
        for element in parts(member):
            if element.type == "property_element" and (name := element.child_by_field_name("name")) is not None:
                value = element.child_by_field_name("default_value")
                yield php.tree.written(name)[1:], php.evaluate(value) if value is not None else Null(php.tree.text(name))


def constant(php: Php, of: Class, name: str) -> Value | None:
    """A constant of a class, or of what it inherits from."""
    body = of.node.child_by_field_name("body")
    for member in parts(body) if body is not None else []:
        for element in parts(member) if member.type == "const_declaration" else []:
            inner = parts(element)
            if element.type == "const_element" and php.tree.written(inner[0]) == name:
                return within_class(php, of, inner[1])
    return constant(php, of.parent, name) if of.parent is not None else None


def within_class(php: Php, of: Class, node: Node) -> Value:
    """The value of an expression of a class's body."""
    outer, php.current = php.current, of
    try:
        return php.evaluate(node)
    finally:
        php.current = outer


def static_property(php: Php, node: Node) -> Value:
    """`self::$base`."""
    scope, name = node.child_by_field_name("scope"), node.child_by_field_name("name")
    of = class_of(php, scope) if scope is not None else None
    if of is None or name is None or name.type != "variable_name":
        raise php.unsupported(node)
    found = dict(properties(php, checked(php, of), static=True)).get(php.tree.written(name)[1:])
    if found is None:
        raise php.fails(f"Error: Access to undeclared static property {php.tree.written(node)}", php.tree.text(node))
    return found
