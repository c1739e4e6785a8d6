"""Variables, elements of arrays and properties: what they hold, and setting them."""

from __future__ import annotations

from collections.abc import Callable

from tree_sitter import Node

from unisono.languages.php.state import Php
from unisono.languages.php.values import Object, copied, key_of, to_text, truthy
from unisono.languages.program.tree import parts
from unisono.languages.program.values import Boolean, Instance, Map, Null, String, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.text.source import Text

_ENVIRONMENT = frozenset({"_ENV", "_SERVER"})
_OF_THE_RUN = frozenset({"_GET", "_POST", "_REQUEST", "_COOKIE", "_FILES", "_SESSION", "argv", "argc", "http_response_header"})


def environment_variable(name: Text, place: Text) -> Value:
    """What the environment has under a name."""
    if name.has_placeholder:
        raise Unsupported("a name that is known only at run time", name.span())
    return Unknown(Text.decoded(f"${name}", place.span()), is_text=True, unset=True)


def variable(php: Php, name: Text) -> Value:
    """What a variable holds. PHP only warns of one that nobody has set, and takes null."""
    found = php.scope.get(name.value)
    if found is not None:
        return found
    if name.value in _ENVIRONMENT | _OF_THE_RUN:
        return Unknown(name)
    php.warn(f"the sample does not set the variable ${name}, for which PHP takes null; set it", name)
    return Null(name)


def read_variable(php: Php, node: Node) -> Value:
    return variable(php, php.tree.text(node.named_children[0]))


def read_element(php: Php, node: Node) -> Value:
    inner = parts(node)
    if len(inner) != 2:
        raise php.unsupported(node, "'[]' where a value is wanted")
    if inner[0].type == "variable_name" and php.tree.written(inner[0])[1:] in _ENVIRONMENT:
        return environment_variable(to_text(php.evaluate(inner[1])), php.tree.text(node))
    return element(php, php.evaluate(inner[0]), php.evaluate(inner[1]), node)


def element(php: Php, holder: Value, key: Value, node: Node) -> Value:
    """An element of an array; null where it has none of that key."""
    origin = php.tree.text(node)
    if isinstance(holder, Unknown):
        return Unknown(origin, given=holder.given)
    if isinstance(key, Unknown):
        return Unknown(origin)
    if isinstance(holder, Map):
        found = holder.get(key_of(key))
        if found is None:
            php.warn(f"the array has no element '{to_text(key)}', for which PHP takes null", origin)
        return found or Null(origin)
    raise php.unsupported(node, f"an element of '{php.tree.written(parts(node)[0])}'")


def read_property(php: Php, node: Node) -> Value:
    holder, name = php.evaluate(node.named_children[0]), node.child_by_field_name("name")
    if isinstance(holder, Unknown):
        return Unknown(php.tree.text(node), given=holder.given)
    if isinstance(holder, Instance) and name is not None and name.type == "name":
        return member(php, holder, php.tree.text(name), php.tree.text(node))
    if isinstance(holder, Object) and name is not None and name.type == "name":
        return element(php, holder.members, String(php.tree.text(name)), node)
    raise php.unsupported(node, f"the property {php.tree.written(node)}")


def member(php: Php, holder: Instance, name: Text, place: Text) -> Value:
    """A property of an object; null where it has none, of which PHP only warns."""
    found = holder.members.get(name.value)
    if found is None:
        php.warn(f"the object has no property '{name}', for which PHP takes null", place)
    return found or Null(place)


def holds(php: Php, node: Node) -> Value | None:
    """What an expression holds, as `??` and `isset` ask: None where nothing is there, which PHP does not warn of then."""
    if node.type == "variable_name":
        name = php.tree.written(node)[1:]
        return php.scope.get(name) if name not in _OF_THE_RUN else Unknown(php.tree.text(node))
    if (
        node.type == "subscript_expression"
        and len(inner := parts(node)) == 2
        and php.tree.written(inner[0])[1:] not in _ENVIRONMENT
    ):
        holder = holds(php, inner[0])
        if holder is None or isinstance(holder, Null):
            return None
        key = php.evaluate(inner[1])
        if isinstance(holder, Map) and not isinstance(key, Unknown):
            return holder.get(key_of(key))
    if node.type == "member_access_expression" and (name_node := node.child_by_field_name("name")) is not None:
        owner = php.evaluate(node.named_children[0])
        if isinstance(owner, Instance):
            return owner.members.get(php.tree.written(name_node))
    return php.evaluate(node)


def is_set(php: Php, node: Node) -> bool | None:
    """Whether there is something, and it is not null; None where only a run could tell."""
    found = holds(php, node)
    if isinstance(found, Unknown):
        return True if found.good else False if found.unset else None
    return found is not None and not isinstance(found, Null)


def is_empty(php: Php, node: Node) -> bool | None:
    """What `empty` gives."""
    found = holds(php, node)
    holding = False if found is None else truthy(found)
    return None if holding is None else not holding


def assign(php: Php, target: Node, value: Value) -> None:
    """Sets a variable, an element of an array, or a property."""
    _place(php, target)(copied(value))


def _place(php: Php, target: Node) -> Callable[[Value], None]:
    """How a place is set. What it is in is made where it is not there (PHP manual, "Arrays")."""
    if target.type == "variable_name":
        name = php.tree.text(target.named_children[0])
        return lambda value: php.scope.__setitem__(name.value, value)
    if target.type == "subscript_expression":
        inner = parts(target)
        holder = _container(php, inner[0])
        if isinstance(holder, Unknown):
            return lambda _: None
        if len(inner) == 1:
            return holder.append
        key = php.evaluate(inner[1])
        return lambda value: holder.put(key_of(key), to_text(key), value)
    name_node = target.child_by_field_name("name")
    if target.type == "member_access_expression" and name_node is not None and name_node.type == "name":
        owner, name = php.evaluate(target.named_children[0]), php.tree.text(name_node)
        if isinstance(owner, Instance):
            return lambda value: owner.members.__setitem__(name.value, value)
        if isinstance(owner, Object):
            return lambda value: owner.members.put(name.value, name, value)
    raise php.unsupported(target, f"an assignment to '{php.tree.written(target)}'")


def _container(php: Php, node: Node) -> Map | Unknown:
    """The array that an element is to be set in."""
    found = holds(php, node)
    if found is None or isinstance(found, Null):
        found = Map(php.tree.text(node))
        _place(php, node)(found)
    if isinstance(found, Map | Unknown):
        return found
    raise php.unsupported(node, f"an element of '{php.tree.written(node)}'")


def base_variable(php: Php, node: Node) -> str | None:
    """The variable that an assignment to a place changes; None where that is none."""
    while node.type != "variable_name":
        if not node.named_children:
            return None
        node = node.named_children[0]
    return php.tree.written(node)[1:]


def answer(php: Php, node: Node, decided: bool | None) -> Value:
    """A truth value; unknown where only a run could tell."""
    origin = php.tree.text(node)
    return Unknown(origin) if decided is None else Boolean(origin, decided)


def class_name(php: Php, node: Node) -> str:
    """The full name of a class, without the backslash at its beginning."""
    written = php.tree.written(node)
    if written.startswith("\\"):
        return written[1:]
    first, backslash, rest = written.partition("\\")
    return php.uses.get(first.lower(), first) + backslash + rest
