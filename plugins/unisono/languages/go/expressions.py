"""Expressions (The Go Programming Language Specification, "Expressions")."""

from __future__ import annotations

from collections.abc import Callable

from tree_sitter import Node

from unisono.languages.go import calls, literals
from unisono.languages.go.state import Go
from unisono.languages.go.types import PREDECLARED
from unisono.languages.go.typing import type_of
from unisono.languages.go.values import (
    Bound,
    Closure,
    GoMap,
    Opaque,
    Package,
    Pointer,
    Slice,
    Struct,
    Tuple,
    Typed,
    pointed,
    to_text,
    type_name,
)
from unisono.languages.program.operations import ARITHMETIC
from unisono.languages.program.tree import parts
from unisono.languages.program.values import (
    Boolean,
    Function,
    Host,
    Null,
    Number,
    String,
    Unknown,
    Value,
    bounded_integer,
    key_of,
)
from unisono.languages.reading import Unsupported
from unisono.languages.uncalled import given_client
from unisono.text.source import Text


def _identifier(go: Go, node: Node) -> Value:
    name, origin = go.tree.written(node), go.tree.text(node)
    if name in go.scope:
        return _as_here(go.scope[name], origin)
    if name in go.globals:
        return go.globals[name]
    if name in go.functions:
        return Function(origin, go.functions[name])
    if name in go.imports:
        return Package(origin, go.imports[name])
    if name in go.declared or name in PREDECLARED:
        return Typed(origin, type_of(go, node) if name in go.declared else PREDECLARED[name])
    raise Unsupported(f"the name {name}", origin.span())


def _as_here(value: Value, origin: Text) -> Value:
    """What is known only at run time is shown as the name of its variable, but for variables of the environment."""
    if isinstance(value, Unknown) and value.good and not value.is_text:
        return Unknown(origin, good=True)
    return value


def _constant(go: Go, node: Node) -> Value:
    origin = go.tree.text(node)
    return Null(origin) if node.type == "nil" else Boolean(origin, node.type == "true")


def _parenthesized(go: Go, node: Node) -> Value:
    return go.evaluate(parts(node)[0])


def single(go: Go, node: Node) -> Value:
    """The value of an expression that must be one."""
    value = go.evaluate(node)
    if isinstance(value, Tuple):
        raise go.refuses(f"multiple-value {go.tree.written(node)[:60]} in single-value context", value.origin)
    return value


def _selector(go: Go, node: Node) -> Value:
    operand, member = node.child_by_field_name("operand"), node.child_by_field_name("field")
    if operand is None or member is None:
        raise go.unsupported(node)
    name, origin = go.tree.written(member), go.tree.text(node)
    holder = pointed(single(go, operand))
    if isinstance(holder, Package):
        return _of_package(go, holder, name, origin)
    return member_of(go, holder, name, origin)


def _of_package(go: Go, package: Package, name: str, origin: Text) -> Value:
    full = f"{package.path}.{name}"
    if full in go.library.functions:
        return Bound(origin, None, full)
    if made := go.library.constants.get(full):
        return made(origin)
    found = calls.named_type(go, full)
    if found is not None:
        return Typed(origin, found)
    raise Unsupported(f"{package.path.rpartition('/')[2]}.{name}", origin.span())


def member_of(go: Go, holder: Value, name: str, origin: Text) -> Value:
    """A field or a method of a value."""
    if isinstance(holder, Unknown):
        return Unknown(origin, good=not holder.given, given=holder.given)
    if isinstance(holder, Opaque):
        return Unknown(origin, good=True)
    if isinstance(holder, Struct):
        if (found := _selected(go, holder, name, origin)) is not None:
            return found
        _refuse_embedded(holder, name, origin)
        raise go.refuses(f"{origin.value} undefined (type {holder.type.name} has no field or method {name})", origin)
    for kind in type(holder).__mro__:
        if get := go.library.getters.get((kind, name)):
            return get(holder, origin)
    if isinstance(holder, Null):
        raise go.fails("invalid memory address or nil pointer dereference", origin)
    return Bound(origin, holder, name)


def _selected(go: Go, holder: Struct, name: str, origin: Text) -> Value | None:
    """A field or a method, also one of what is embedded (The Go Programming Language Specification, Selectors)."""
    if name in holder.members:
        return holder.members[name]
    if (holder.type.name, name) in go.methods:
        return Bound(origin, holder, name)
    inner = sorted(map(pointed, embedded(holder)), key=lambda value: isinstance(value, Unknown | Opaque))
    promoted = (_promoted(go, value, name, origin) for value in inner)
    return next((found for found in promoted if found is not None), None)


def embedded(holder: Struct) -> list[Value]:
    """What a struct has without a name of its own."""
    return [holder.members[member.name] for member in holder.type.members if member.embedded]


def _promoted(go: Go, inner: Value, name: str, origin: Text) -> Value | None:
    if isinstance(inner, Struct):
        return _selected(go, inner, name, origin)
    if isinstance(inner, Unknown) and inner.given and name.lower() in calls.sending_names(go):
        raise given_client(inner.origin.value, origin.span())
    if isinstance(inner, Unknown | Opaque):
        return member_of(go, inner, name, origin)
    if get := next((get for kind in type(inner).__mro__ if (get := go.library.getters.get((kind, name)))), None):
        return get(inner, origin)
    if any((kind, name) in go.library.methods for kind in calls.kinds_of(inner)):
        return Bound(origin, inner, name)
    return None


def _refuse_embedded(holder: Struct, name: str, origin: Text) -> None:
    """Raise Unsupported where a value of the library is embedded: it may have methods that are not known here."""
    for value in map(pointed, embedded(holder)):
        if isinstance(value, Struct):
            _refuse_embedded(value, name, origin)
        else:
            raise Unsupported(f"the method {name}", origin.span())


def _index(go: Go, node: Node) -> Value:
    operand, index = node.child_by_field_name("operand"), node.child_by_field_name("index")
    if operand is None or index is None:
        raise go.unsupported(node)
    holder, origin = pointed(single(go, operand)), go.tree.text(node)
    key = single(go, index)
    if isinstance(holder, Unknown):
        return Unknown(origin, good=not holder.given, given=holder.given)
    if isinstance(holder, GoMap):
        found = holder.get(key_of(key))
        return found if found is not None else literals.zero(go, holder.type.element or PREDECLARED["any"], origin)
    if isinstance(holder, Slice) and isinstance(key, Number) and isinstance(key.value, int):
        if not 0 <= key.value < len(holder.items):
            raise go.fails(f"index out of range [{key.value}] with length {len(holder.items)}", origin)
        return holder.items[key.value]
    raise go.unsupported(node, "an element of such a value")


def _sliced(go: Go, node: Node) -> Value:
    holder, origin = single(go, parts(node)[0]), go.tree.text(node)
    if isinstance(holder, Unknown) or node.child_by_field_name("start") or node.child_by_field_name("end"):
        if isinstance(holder, Unknown):
            return Unknown(origin, is_text=holder.is_text, good=holder.good, given=holder.given)
        raise go.unsupported(node)
    return holder


def _unary(go: Go, node: Node) -> Value:
    operator, operand = node.child_by_field_name("operator"), node.child_by_field_name("operand")
    if operator is None or operand is None:
        raise go.unsupported(node)
    kind, origin = operator.type, go.tree.text(node)
    if kind == "&":
        return _address(go, operand, origin)
    value = single(go, operand)
    if isinstance(value, Unknown):
        return Unknown(origin, good=value.good, given=value.given)
    if kind == "*":
        return pointed(value)
    if kind == "!" and isinstance(value, Boolean):
        return Boolean(origin, not value.value)
    if kind in {"-", "+"} and isinstance(value, Number):
        return Number(origin, -value.value if kind == "-" else value.value)
    raise go.unsupported(node, f"'{kind}' of this value")


def _address(go: Go, operand: Node, origin: Text) -> Value:
    """`&x`: what the library makes are references anyway."""
    value = single(go, operand)
    if isinstance(value, Host):
        return value
    if operand.type == "composite_literal":
        return Pointer(origin, value)
    if operand.type == "identifier" and (name := go.tree.written(operand)) in go.scope:
        if not isinstance(value, Struct):
            go.addressed.add(name)
        return Pointer(origin, value, go.scope, name)
    if isinstance(value, Struct | Unknown):
        return Pointer(origin, value)
    raise go.unsupported(operand, "a pointer to this")


def _binary(go: Go, node: Node) -> Value:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    operator = node.child_by_field_name("operator")
    if left is None or right is None or operator is None:
        raise go.unsupported(node)
    kind, value, origin = operator.type, single(go, left), go.tree.text(node)
    if kind in {"||", "&&"}:
        return _logical(go, kind, value, right, origin)
    return operated(go, kind, value, single(go, right), origin)


def _logical(go: Go, kind: str, value: Value, right: Node, origin: Text) -> Value:
    if isinstance(value, Boolean):
        return value if value.value == (kind == "||") else single(go, right)
    go.skip(right)
    return Unknown(origin, good=True)


def operated(go: Go, kind: str, left: Value, right: Value, origin: Text) -> Value:
    """What an operator makes of two values."""
    if kind in {"==", "!="}:
        same = _equal(left, right)
        return Unknown(origin) if same is None else Boolean(origin, same == (kind == "=="))
    texts = [isinstance(value, String) or (isinstance(value, Unknown) and value.is_text) for value in (left, right)]
    if kind == "+" and any(texts):
        if not all(text or isinstance(value, Unknown) for text, value in zip(texts, (left, right), strict=True)):
            names = f"{type_name(left)} and {type_name(right)}"
            raise go.refuses(f"invalid operation: {origin.value[:60]} (mismatched types {names})", origin)
        if go.unordered:
            raise Unsupported("a text that is put together in the order of a map, which is another each time", origin.span())
        return String(Text.join([to_text(left), to_text(right)]))
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return Unknown(origin)
    if isinstance(left, Number) and isinstance(right, Number) and kind in _ARITHMETIC:
        if kind in {"/", "%"} and right.value == 0:
            raise go.fails("integer divide by zero", origin)
        found = _ARITHMETIC[kind](left.value, right.value)
        if isinstance(found, bool):
            return Boolean(origin, found)
        return Number(origin, bounded_integer(found, origin) if isinstance(found, int) else found)
    raise Unsupported(f"'{kind}' of these values", origin.span())


def _divided(left: float, right: float) -> float:
    """Of whole numbers the whole part, towards zero."""
    if isinstance(left, int) and isinstance(right, int):
        whole = abs(left) // abs(right)
        return whole if (left < 0) == (right < 0) else -whole
    return left / right


_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    **ARITHMETIC,
    "/": _divided,
    "%": lambda left, right: left - _divided(left, right) * right,
}


def _equal(left: Value, right: Value) -> bool | None:
    """Whether two values are equal. What a request that went well gives is no nil."""
    nils = [isinstance(value, Null) for value in (left, right)]
    if any(nils):
        other = left if nils[1] else right
        return None if isinstance(other, Unknown) and not other.good else all(nils)
    if isinstance(left, String) and isinstance(right, String):
        if left.origin.has_placeholder or right.origin.has_placeholder:
            return None
        return left.origin.value == right.origin.value
    if isinstance(left, Number | Boolean) and isinstance(right, Number | Boolean):
        return left.value == right.value
    if isinstance(left, Unknown) and left.unset and isinstance(right, String) and not right.origin.value:
        return False  # `if token == ""`: the reader has set it
    return None


def _function(go: Go, node: Node) -> Value:
    return Closure(go.tree.text(node), node, dict(go.scope), scope=go.scope, frames=list(go.frames))


def _asserted(go: Go, node: Node) -> Value:
    """`x.(T)`"""
    value = single(go, parts(node)[0])
    if isinstance(value, Unknown):
        return Unknown(go.tree.text(node), good=not value.given, given=value.given)
    return value


def _converted(go: Go, node: Node) -> Value:
    """`[]byte(x)`"""
    typed, operand = node.child_by_field_name("type"), node.child_by_field_name("operand")
    if typed is None or operand is None:
        raise go.unsupported(node)
    return literals.conversion(go, single(go, operand), type_of(go, typed), go.tree.text(node))


def _type(go: Go, node: Node) -> Value:
    return Typed(go.tree.text(node), type_of(go, node))


EXPRESSIONS: dict[str, Callable[[Go, Node], Value]] = {
    "identifier": _identifier,
    "nil": _constant,
    "true": _constant,
    "false": _constant,
    "interpreted_string_literal": literals.quoted,
    "raw_string_literal": literals.raw,
    "rune_literal": literals.rune,
    "int_literal": literals.integer,
    "float_literal": literals.floating,
    "composite_literal": literals.composite,
    "parenthesized_expression": _parenthesized,
    "selector_expression": _selector,
    "index_expression": _index,
    "slice_expression": _sliced,
    "unary_expression": _unary,
    "binary_expression": _binary,
    "call_expression": calls.call,
    "func_literal": _function,
    "type_assertion_expression": _asserted,
    "type_conversion_expression": _converted,
    "map_type": _type,
    "slice_type": _type,
    "qualified_type": _type,
    "type_identifier": _type,
    "pointer_type": _type,
    "struct_type": _type,
}
