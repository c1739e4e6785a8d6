"""Expressions: what they give."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

from tree_sitter import Node

from unisono.languages.csharp import calls
from unisono.languages.csharp.making import anonymous, array, array_of, collection, created, implicitly_created, made_array
from unisono.languages.csharp.state import CSharp
from unisono.languages.csharp.strings import interpolated, plain, raw_string, verbatim
from unisono.languages.csharp.values import Lambda, Money, to_text, truthy
from unisono.languages.program.operations import ARITHMETIC
from unisono.languages.program.tree import parts
from unisono.languages.program.values import (
    Boolean,
    Null,
    Number,
    String,
    Unknown,
    Value,
    bounded_integer,
    integer_of,
)
from unisono.languages.reading import Invalid
from unisono.text.source import Text


def _integer(csharp: CSharp, node: Node) -> Value:
    origin = csharp.tree.text(node)
    digits = origin.value.replace("_", "").rstrip("uUlL").lower()
    base = {"0x": 16, "0b": 2}.get(digits[:2], 10)
    value = integer_of(digits[2:] if base != 10 else digits, base, origin)
    if value >= 1 << 64:
        raise Invalid("Integral constant is too large (CS1021)", origin.span(), tuple(csharp.requests))
    return Number(origin, value)


def _real(csharp: CSharp, node: Node) -> Value:
    origin = csharp.tree.text(node)
    written = origin.value.replace("_", "")
    if written[-1] in "mM":
        if "e" in written.lower():
            raise csharp.unsupported(node, "a decimal with an exponent")
        return Money(origin.slice(0, len(origin) - 1) if "_" not in origin.value else Text.decoded(written[:-1], origin.span()))
    if written[-1] in "fF":
        raise csharp.unsupported(node, "a number of type float")
    return Number(origin, float(written.rstrip("dD")))


def _boolean(csharp: CSharp, node: Node) -> Value:
    origin = csharp.tree.text(node)
    return Boolean(origin, origin.value == "true")


def _null(csharp: CSharp, node: Node) -> Value:
    return Null(csharp.tree.text(node))


def _inner(csharp: CSharp, node: Node) -> Value:
    return csharp.evaluate(parts(node)[0])


def _cast(csharp: CSharp, node: Node) -> Value:
    value = node.child_by_field_name("value")
    if value is None:
        raise csharp.unsupported(node)
    kind, found = node.child_by_field_name("type"), csharp.evaluate(value)
    if isinstance(found, Number) and kind is not None and not csharp.tree.written(kind).startswith("object"):
        raise csharp.unsupported(node, "a number of another type")
    return found


def _binary(csharp: CSharp, node: Node) -> Value:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    operator = node.child_by_field_name("operator")
    if left is None or right is None or operator is None:
        raise csharp.unsupported(node)
    kind, value = operator.type, csharp.evaluate(left)
    if kind == "??":
        if isinstance(value, Null) or (isinstance(value, Unknown) and value.unset and right.type != "throw_expression"):
            return csharp.evaluate(right)
        return value
    if kind in {"||", "&&"}:
        holds, stops = truthy(value), kind == "||"
        if holds is stops:
            return value
        if holds is None:
            csharp.skip(right)
            return Unknown(csharp.tree.text(node))
        return csharp.evaluate(right)
    return operated(csharp, kind, value, csharp.evaluate(right), node)


def operated(csharp: CSharp, operator: str, left: Value, right: Value, node: Node) -> Value:
    """What an operator gives."""
    origin = csharp.tree.text(node)
    if operator in {"==", "!="}:
        same = _equal(left, right)
        return Unknown(origin) if same is None else Boolean(origin, same == (operator == "=="))
    texts = [value for value in (left, right) if isinstance(value, String) or (isinstance(value, Unknown) and value.is_text)]
    if operator == "+" and texts:
        if any(isinstance(value, Number) and isinstance(value.value, float) for value in (left, right)):
            raise csharp.unsupported(node, "a number with a fraction as text, which depends on the machine's language,")
        return String(Text.join([to_text(left), to_text(right)]))
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return Unknown(origin)
    if isinstance(left, Number) and isinstance(right, Number) and operator in ARITHMETIC:
        found = ARITHMETIC[operator](left.value, right.value)
        if isinstance(found, bool):
            return Boolean(origin, found)
        return Number(origin, bounded_integer(found, origin) if isinstance(found, int) else found)
    raise csharp.unsupported(node, f"'{operator}' of these values")


def _equal(left: Value, right: Value) -> bool | None:
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        unknown, other = (left, right) if isinstance(left, Unknown) else (right, left)
        return False if isinstance(unknown, Unknown) and unknown.good and isinstance(other, Null) else None
    if isinstance(left, String) and isinstance(right, String):
        if left.origin.has_placeholder or right.origin.has_placeholder:
            return None
        return left.origin.value == right.origin.value
    if isinstance(left, Number) and isinstance(right, Number):
        return left.value == right.value
    if isinstance(left, Boolean) and isinstance(right, Boolean):
        return left.value == right.value
    return isinstance(left, Null) == isinstance(right, Null) if isinstance(left, Null) or isinstance(right, Null) else None


def _prefix(csharp: CSharp, node: Node) -> Value:
    operator, value, origin = node.children[0].type, csharp.evaluate(parts(node)[0]), csharp.tree.text(node)
    if operator == "!":
        if isinstance(value, Unknown) and value.good:
            return Boolean(origin, False)
        holds = truthy(value)
        return Unknown(origin) if holds is None else Boolean(origin, not holds)
    if operator == "-" and isinstance(value, Number):
        return Number(origin, -value.value)
    if operator == "-" and isinstance(value, Money):
        return Money(Text.join([Text.decoded("-", origin.span()), value.origin]))
    raise csharp.unsupported(node, f"'{operator}' of this value")


def _postfix(csharp: CSharp, node: Node) -> Value:
    """`value!`, which says to the compiler that it is not null."""
    if node.children[-1].type != "!":
        raise csharp.unsupported(node)
    return csharp.evaluate(parts(node)[0])


def _conditional(csharp: CSharp, node: Node) -> Value:
    condition, yes, no = (node.child_by_field_name(name) for name in ("condition", "consequence", "alternative"))
    if condition is None or yes is None or no is None:
        raise csharp.unsupported(node)
    decided = truthy(csharp.evaluate(condition))
    if decided is None:
        csharp.skip(yes)
        csharp.skip(no)
        return Unknown(csharp.tree.text(node))
    return csharp.evaluate(yes if decided else no)


def _assignment(csharp: CSharp, node: Node) -> Value:
    left, right, operator = (node.child_by_field_name(name) for name in ("left", "right", "operator"))
    if left is None or right is None or operator is None:
        raise csharp.unsupported(node)
    if operator.type == "=":
        value = csharp.evaluate(right)
    elif operator.type == "+=":
        value = operated(csharp, "+", csharp.evaluate(left), csharp.evaluate(right), node)
    else:
        raise csharp.unsupported(node, f"'{operator.type}'")
    calls.assign(csharp, left, value)
    return value


def _element(csharp: CSharp, node: Node) -> Value:
    inner = parts(node)
    return calls.element(csharp, node, csharp.evaluate(inner[0]), calls.arguments(csharp, inner[1])[0])


def _lambda(csharp: CSharp, node: Node) -> Value:
    """A function without a name, of which nothing is done but to give a value."""
    body = node.child_by_field_name("body")
    if body is None or body.type == "block":
        raise csharp.unsupported(node, "such a lambda expression")
    return Lambda(csharp.tree.text(node), lambda _: csharp.evaluate(body))


def thrown(csharp: CSharp, node: Node) -> NoReturn:
    """`throw error`, as a statement too."""
    raise Invalid("the program ends here with its own exception", csharp.tree.text(node).span(), tuple(csharp.requests))


def _typeof(csharp: CSharp, node: Node) -> Value:
    return Unknown(csharp.tree.text(node))


EXPRESSIONS: dict[str, Callable[[CSharp, Node], Value]] = {
    "string_literal": plain,
    "character_literal": plain,
    "verbatim_string_literal": verbatim,
    "raw_string_literal": raw_string,
    "interpolated_string_expression": interpolated,
    "integer_literal": _integer,
    "real_literal": _real,
    "boolean_literal": _boolean,
    "null_literal": _null,
    "default_expression": _null,
    "identifier": calls.name,
    "member_access_expression": calls.member,
    "conditional_access_expression": calls.member,
    "invocation_expression": calls.call,
    "element_access_expression": _element,
    "object_creation_expression": created,
    "implicit_object_creation_expression": implicitly_created,
    "anonymous_object_creation_expression": anonymous,
    "implicit_array_creation_expression": made_array,
    "array_creation_expression": array,
    "initializer_expression": array_of,
    "collection_expression": collection,
    "parenthesized_expression": _inner,
    "await_expression": _inner,
    "cast_expression": _cast,
    "as_expression": _inner,
    "binary_expression": _binary,
    "prefix_unary_expression": _prefix,
    "postfix_unary_expression": _postfix,
    "conditional_expression": _conditional,
    "assignment_expression": _assignment,
    "lambda_expression": _lambda,
    "throw_expression": thrown,
    "typeof_expression": _typeof,
}
