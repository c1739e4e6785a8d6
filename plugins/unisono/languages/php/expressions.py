"""Expressions: what each gives."""

from __future__ import annotations

import math
from collections.abc import Callable

from tree_sitter import Node

from unisono.languages.php import calls
from unisono.languages.php.classes import static_property
from unisono.languages.php.state import Php
from unisono.languages.php.strings import double, heredoc, single
from unisono.languages.php.values import Object, equal, integer, key_of, to_number, to_text, truthy, whole
from unisono.languages.php.variables import answer, assign, holds, read_element, read_property, read_variable
from unisono.languages.program.operations import ARITHMETIC
from unisono.languages.program.tree import parts
from unisono.languages.program.values import Boolean, Map, Null, Number, String, Unknown, Value, long_integer_of
from unisono.languages.reading import Invalid, Unsupported
from unisono.text.source import Text


def _integer(php: Php, node: Node) -> Value:
    origin = php.tree.text(node)
    digits = origin.value.replace("_", "").lower()
    base = {"0x": 16, "0b": 2, "0o": 8}.get(digits[:2], 8 if digits.startswith("0") and digits != "0" else 10)
    return Number(origin, whole(long_integer_of(digits, base, origin)))


def _float(php: Php, node: Node) -> Value:
    """A number with a fraction or a power. The grammar takes a constant for one that begins with the power's letter, and a dot
    alone."""
    origin = php.tree.text(node)
    if origin.value[:1] in "eE":
        return _constant(php, node)
    if origin.value == ".":
        raise Invalid('PHP Parse error: syntax error, unexpected token "."', origin.span())
    return Number(origin, float(origin.value.replace("_", "")))


def _boolean(php: Php, node: Node) -> Value:
    return Boolean(php.tree.text(node), php.tree.written(node).lower() == "true")


def _null(php: Php, node: Node) -> Value:
    return Null(php.tree.text(node))


def _constant(php: Php, node: Node) -> Value:
    """A constant of the sample, of PHP or of an extension; their names are in capitals, but for the `v` of a version."""
    origin = php.tree.text(node)
    name = origin.value.lstrip("\\")
    if name in php.constants:
        return php.constants[name]
    if name in php.library.constants:
        value = php.library.constants[name]
        return String(Text.decoded(value, origin.span())) if isinstance(value, str) else Number(origin, value)
    if name.startswith("__"):
        return Unknown(origin, is_text=True)
    if name.replace("v", "").isupper():
        raise Unsupported(f"the constant {name}", origin.span())
    raise php.fails(f'Error: Undefined constant "{name}"', origin)


def _inner(php: Php, node: Node) -> Value:
    return php.evaluate(parts(node)[0])


def _array(php: Php, node: Node) -> Value:
    made = Map(php.tree.text(node))
    for item in parts(node):
        inner = parts(item)
        if inner[0].type == "variadic_unpacking":
            _unpack(php, parts(inner[0])[0], made)
        elif len(inner) == 1:
            made.append(php.evaluate(inner[0]))
        else:
            key = php.evaluate(inner[0])
            made.put(key_of(key), to_text(key), php.evaluate(inner[1]))
    return made


def _unpack(php: Php, node: Node, made: Map) -> None:
    found = php.evaluate(node)
    if not isinstance(found, Map):
        raise Unsupported("elements that are known only at run time", found.origin.span())
    for key, entry in found.entries.items():
        if isinstance(key, int):
            made.append(entry.value)
        else:
            made.put(key, entry.name, entry.value)


def _binary(php: Php, node: Node) -> Value:
    """Walks down the left operands in a loop: long concatenations are deep only on that side."""
    chain = []
    while node.type == "binary_expression" and (left := node.child_by_field_name("left")) is not None:
        chain.append(node)
        node = left
    value = _coalesced(php, chain.pop()) if chain[-1].children[1].type == "??" else php.evaluate(node)
    while chain:
        if chain[-1].children[1].type == ".":
            texts = [to_text(value)]
            while chain and chain[-1].children[1].type == ".":
                texts.append(to_text(php.evaluate(_right(php, chain.pop()))))
            value = String(Text.join(texts))
        else:
            value = _combined(php, value, chain.pop())
    return value


def _right(php: Php, node: Node) -> Node:
    found = node.child_by_field_name("right")
    if found is None:
        raise php.unsupported(node)
    return found


def _coalesced(php: Php, node: Node) -> Value:
    found = holds(php, node.named_children[0])
    if found is None or isinstance(found, Null) or (isinstance(found, Unknown) and found.unset):
        return php.evaluate(_right(php, node))
    return found


def _combined(php: Php, left: Value, node: Node) -> Value:
    operator, origin = node.children[1].type.lower(), php.tree.text(node)
    if operator == "??":
        return left if not isinstance(left, Null) else php.evaluate(_right(php, node))
    if operator in {"&&", "and", "||", "or"}:
        return _logical(php, left, node, stops=operator in {"||", "or"})
    if operator == "instanceof":
        return Unknown(origin)
    right = php.evaluate(_right(php, node))
    if operator in {"===", "!==", "==", "!=", "<>"}:
        found = equal(left, right, strict=len(operator) == 3)
        return answer(php, node, None if found is None else found != operator.startswith(("!", "<")))
    one, other = to_number(left), to_number(right)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return Unknown(origin)
    if one is None or other is None or operator not in _ARITHMETIC:
        raise php.unsupported(node, f"'{operator}' of these values")
    return _arithmetic(php, operator, one.value, other.value, origin)


def _logical(php: Php, left: Value, node: Node, *, stops: bool) -> Value:
    """`&&` and `||`: what is to the right runs only where the left one does not decide."""
    holding = truthy(left)
    if holding is stops:
        return Boolean(php.tree.text(node), stops)
    right = _right(php, node)
    if holding is None:
        php.skip(right)
        return Unknown(php.tree.text(node))
    return answer(php, node, truthy(php.evaluate(right)))


def _arithmetic(php: Php, operator: str, left: float, right: float, origin: Text) -> Value:
    try:
        found = _ARITHMETIC[operator](left, right)
    except ZeroDivisionError:
        raise php.fails("DivisionByZeroError: Division by zero", origin) from None
    except (TypeError, ValueError, OverflowError):
        raise Unsupported(f"'{operator}' of these numbers", origin.span()) from None
    if isinstance(found, bool):
        return Boolean(origin, found)
    return Number(origin, whole(found) if isinstance(found, int) else found)


def _power(left: float, right: float) -> float:
    if isinstance(left, int) and isinstance(right, int) and 0 <= right <= 64:
        return int(left**right)
    return math.pow(left, right)


def _quotient(left: float, right: float) -> float:
    found = left / right
    return left // right if isinstance(left, int) and isinstance(right, int) and left % right == 0 else found


def _remainder(left: float, right: float) -> int:
    one, other = integer(left), integer(right)
    return int(math.copysign(abs(one) % abs(other), one))


def _order(left: float, right: float) -> int:
    return (left > right) - (left < right)


_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    **ARITHMETIC,
    "/": _quotient,
    "%": _remainder,
    "**": _power,
    "<=>": _order,
    "|": lambda left, right: integer(left) | integer(right),
    "&": lambda left, right: integer(left) & integer(right),
    "^": lambda left, right: integer(left) ^ integer(right),
}


def _unary(php: Php, node: Node) -> Value:
    operator, origin = node.children[0].type, php.tree.text(node)
    value = php.evaluate(parts(node)[0])
    if operator == "!":
        holding = truthy(value)
        return answer(php, node, None if holding is None else not holding)
    number = to_number(value)
    if number is None or operator not in "+-":
        raise php.unsupported(node, f"'{operator}' of this value")
    return Number(
        origin,
        whole(-number.value)
        if isinstance(number.value, int) and operator == "-"
        else -number.value
        if operator == "-"
        else number.value,
    )


def _conditional(php: Php, node: Node) -> Value:
    condition, yes, no = (node.child_by_field_name(name) for name in ("condition", "body", "alternative"))
    if condition is None or no is None:
        raise php.unsupported(node)
    tested = php.evaluate(condition)
    decided = truthy(tested)
    if decided is None:
        for side in (yes, no):
            if side is not None:
                php.skip(side)
        return Unknown(php.tree.text(node))
    if decided:
        return tested if yes is None else php.evaluate(yes)
    return php.evaluate(no)


def _assignment(php: Php, node: Node) -> Value:
    left = node.child_by_field_name("left")
    if left is None or left.type == "list_literal":
        raise php.unsupported(node, "an assignment to a list")
    value = php.evaluate(_right(php, node))
    assign(php, left, value)
    return value


def _augmented(php: Php, node: Node) -> Value:
    left = node.child_by_field_name("left")
    if left is None:
        raise php.unsupported(node)
    operator = node.children[1].type
    if operator == ".=":
        value: Value = String(Text.join([to_text(php.evaluate(left)), to_text(php.evaluate(_right(php, node)))]))
    elif operator == "??=":
        found = holds(php, left)
        value = found if found is not None and not isinstance(found, Null) else php.evaluate(_right(php, node))
    else:
        value = _changed(php, left, operator[:-1], php.evaluate(_right(php, node)), node)
    assign(php, left, value)
    return value


def _changed(php: Php, target: Node, operator: str, by: Value, node: Node) -> Value:
    one, other = php.evaluate(target), to_number(by)
    if isinstance(one, Unknown) or isinstance(by, Unknown):
        return Unknown(php.tree.text(node))
    before = to_number(one)
    if before is None or other is None or operator not in _ARITHMETIC:
        raise php.unsupported(node, f"'{operator}=' of these values")
    return _arithmetic(php, operator, before.value, other.value, php.tree.text(node))


def _update(php: Php, node: Node) -> Value:
    target, origin = parts(node)[0], php.tree.text(node)
    before = php.evaluate(target)
    after = _changed(php, target, "+" if "++" in origin.value else "-", Number(origin, 1), node)
    assign(php, target, after)
    return after if node.children[0].type in {"++", "--"} else before


def _cast(php: Php, node: Node) -> Value:
    type_node, value_node = node.child_by_field_name("type"), node.child_by_field_name("value")
    if type_node is None or value_node is None:
        raise php.unsupported(node)
    kind, value, origin = php.tree.written(type_node).lower().strip(), php.evaluate(value_node), php.tree.text(node)
    if isinstance(value, Unknown):
        return Unknown(value.origin, is_text=kind == "string", good=value.good)
    if kind == "string":
        return String(to_text(value))
    if kind == "object" and isinstance(value, Map):
        return Object(origin, members=value)
    if kind == "array":
        return value if isinstance(value, Map) else value.members if isinstance(value, Object) else Map.of(origin, [value])
    if kind in {"bool", "boolean"}:
        return answer(php, node, truthy(value))
    number = to_number(value)
    if number is not None and kind in {"int", "integer", "float", "double"}:
        return Number(value.origin, integer(number.value) if kind.startswith("int") else float(number.value))
    raise php.unsupported(node, f"({kind}) of this value")


def _print(php: Php, node: Node) -> Value:
    return Number(php.evaluate(parts(node)[0]).origin, 1)


def _thrown(php: Php, node: Node) -> Value:
    raise php.fails(php.tree.written(node), php.tree.text(node))


def _include(php: Php, node: Node) -> Value:
    """A file that defines classes, or settings: what it sets is not known, and it is taken to send nothing."""
    return Unknown(php.tree.text(node))


EXPRESSIONS: dict[str, Callable[[Php, Node], Value]] = {
    "string": single,
    "encapsed_string": double,
    "heredoc": heredoc,
    "nowdoc": heredoc,
    "integer": _integer,
    "float": _float,
    "boolean": _boolean,
    "null": _null,
    "name": _constant,
    "qualified_name": _constant,
    "variable_name": read_variable,
    "subscript_expression": read_element,
    "member_access_expression": read_property,
    "nullsafe_member_access_expression": read_property,
    "class_constant_access_expression": calls.class_constant,
    "scoped_property_access_expression": static_property,
    "parenthesized_expression": _inner,
    "array_creation_expression": _array,
    "binary_expression": _binary,
    "unary_op_expression": _unary,
    "conditional_expression": _conditional,
    "assignment_expression": _assignment,
    "augmented_assignment_expression": _augmented,
    "update_expression": _update,
    "cast_expression": _cast,
    "error_suppression_expression": _inner,
    "print_intrinsic": _print,
    "throw_expression": _thrown,
    "require_expression": _include,
    "require_once_expression": _include,
    "include_expression": _include,
    "include_once_expression": _include,
    "function_call_expression": calls.function_call,
    "member_call_expression": calls.method_call,
    "nullsafe_member_call_expression": calls.method_call,
    "scoped_call_expression": calls.static_call,
    "object_creation_expression": calls.creation,
    "anonymous_function": calls.closure,
    "arrow_function": calls.closure,
}
