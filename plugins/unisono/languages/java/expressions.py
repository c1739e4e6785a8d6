"""Expressions."""

from __future__ import annotations

from collections.abc import Callable

from tree_sitter import Node

from unisono.languages.java import calls
from unisono.languages.java.names import TYPES, last_name
from unisono.languages.java.state import Java
from unisono.languages.java.strings import character, string
from unisono.languages.java.values import Character, Constant, Octets, Type, to_text, truthy
from unisono.languages.program.operations import ARITHMETIC
from unisono.languages.program.tree import parts
from unisono.languages.program.values import Boolean, Function, List, Null, Number, String, Unknown, Value, integer_of
from unisono.languages.reading import Unsupported
from unisono.text.source import Text

_INT, _LONG = 1 << 31, 1 << 63


def _integer(java: Java, node: Node) -> Value:
    origin = java.tree.text(node)
    digits = origin.value.replace("_", "").rstrip("lL")
    octal = len(digits) > 1 and digits.startswith("0") and digits.isdigit()
    value = integer_of(digits, 8 if octal else 0, origin)
    if node.type == "decimal_integer_literal" and value > (_LONG if digits != origin.value.replace("_", "") else _INT):
        raise java.refused("integer number too large; a long ends with L", origin)
    return Number(origin, value)


def _float(java: Java, node: Node) -> Value:
    origin = java.tree.text(node)
    digits = origin.value.replace("_", "").rstrip("dD")
    if digits[-1:] in "fF":
        raise java.unsupported(node, "a number of the type float")
    return Number(origin, float(digits))


def _boolean(java: Java, node: Node) -> Value:
    return Boolean(java.tree.text(node), node.type == "true")


def _null(java: Java, node: Node) -> Value:
    return Null(java.tree.text(node))


def name(java: Java, node: Node) -> Value:
    """A variable, or the class of that name."""
    origin = java.tree.text(node)
    known = java.scope.get(origin.value) or java.fields.get(origin.value)
    if known is not None:
        return known
    if is_class(java, origin.value):
        return Type(origin, origin.value)
    if origin.value in java.names.members and (found := f"{java.names.members[origin.value]}.{origin.value}"):
        return constant(java, found, origin)
    raise java.refused(f"cannot find symbol: variable {origin.value}", origin)


def is_class(java: Java, word: str) -> bool:
    """Whether a name that is no variable's is that of a class."""
    return word in java.names.own or word in TYPES or word in java.names.single or (word[:1].isupper() and not word.isupper())


def constant(java: Java, found: str, origin: Text) -> Value:
    """A constant of a class of Java's library."""
    if found in java.library.constants:
        return Constant(origin, found)
    raise Unsupported(f"{found}", origin.span())


def field(java: Java, node: Node) -> Value:
    """`this.name`, `Class.NAME`, `array.length`, and names of classes with packages or classes before them."""
    origin, holder, of = java.tree.text(node), node.child_by_field_name("object"), node.child_by_field_name("field")
    if holder is None or of is None:
        raise java.unsupported(node)
    last = java.tree.written(of)
    if holder.type == "this":
        found = java.fields.get(last)
        if found is None:
            raise java.refused(f"cannot find symbol: variable {last}", origin)
        return found
    if _is_package(java, holder):
        return Type(origin, last)
    this = java.evaluate(holder)
    if isinstance(this, Type):
        return _of_type(java, this, last, origin)
    if last == "length" and isinstance(this, List):
        return Number(origin, len(this.items))
    if isinstance(this, Unknown):
        return Unknown(origin, given=this.given)
    return java.fields[last] if last in java.fields else _refuse(java, node)


def _refuse(java: Java, node: Node) -> Value:
    raise java.unsupported(node, f"'{java.tree.written(node)}'")


def _of_type(java: Java, this: Type, last: str, origin: Text) -> Value:
    if this.name in java.names.own and last in java.fields:
        return java.fields[last]
    if f"{this.name}.{last}" in java.library.constants or last.isupper():
        return constant(java, f"{this.name}.{last}", origin)
    if last in java.names.own or last[:1].isupper():
        return Type(origin, last)
    return constant(java, f"{this.name}.{last}", origin)


def _is_package(java: Java, node: Node) -> bool:
    """Whether it is the name of a package: in lower case, and no variable's."""
    written = java.tree.written(node)
    return all(part.islower() for part in written.split(".")) and written.partition(".")[0] in {"java", "javax", "org", "com"}


def _parenthesized(java: Java, node: Node) -> Value:
    return java.evaluate(parts(node)[0])


def _binary(java: Java, node: Node) -> Value:
    left, right, sign = (node.child_by_field_name(part) for part in ("left", "right", "operator"))
    if left is None or right is None or sign is None:
        raise java.unsupported(node)
    if sign.type == "+":
        return _sum(java, node)
    value = java.evaluate(left)
    if sign.type in {"&&", "||"}:
        holds = truthy(value)
        if holds is (sign.type == "||"):
            return value
        if holds is None:
            java.skip(right)
            return Unknown(java.tree.text(node))
        return java.evaluate(right)
    return operated(java, sign.type, value, java.evaluate(right), node)


def _sum(java: Java, node: Node) -> Value:
    """A chain of `+`, without recursion: texts that are put together on many lines nest deeply."""
    chain = [node]
    while (left := chain[-1].child_by_field_name("left")) is not None and left.type == "binary_expression":
        if (sign := left.child_by_field_name("operator")) is None or sign.type != "+":
            break
        chain.append(left)
    if left is None:
        raise java.unsupported(node)
    value = java.evaluate(left)
    for one in reversed(chain):
        right = one.child_by_field_name("right")
        if right is None:
            raise java.unsupported(one)
        value = operated(java, "+", value, java.evaluate(right), one)
    return value


def operated(java: Java, sign: str, left: Value, right: Value, node: Node) -> Value:
    """What a binary operator gives."""
    origin = java.tree.text(node)
    if sign in {"==", "!="}:
        same = _identical(left, right)
        return Unknown(origin) if same is None else Boolean(origin, same == (sign == "=="))
    if sign == "+" and any(isinstance(side, String) or (isinstance(side, Unknown) and side.is_text) for side in (left, right)):
        return String(Text.join([to_text(left), to_text(right)]))
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return Unknown(origin)
    if isinstance(left, Number) and isinstance(right, Number) and sign in ARITHMETIC:
        found = ARITHMETIC[sign](left.value, right.value)
        if isinstance(found, bool):
            return Boolean(origin, found)
        if isinstance(found, int) and not -_INT <= found < _INT:
            raise Unsupported("a number that does not fit into an int", origin.span())
        return Number(origin, found)
    raise java.unsupported(node, f"'{sign}' of these values")


def _identical(left: Value, right: Value) -> bool | None:
    """`==`; of objects only what nobody can see otherwise: null and what is not."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        unknown = left if isinstance(left, Unknown) else right
        other = right if unknown is left else left
        return False if isinstance(other, Null) and isinstance(unknown, Unknown) and unknown.good else None
    if isinstance(left, Null) or isinstance(right, Null):
        return isinstance(left, Null) and isinstance(right, Null)
    if isinstance(left, Number) and isinstance(right, Number):
        return left.value == right.value
    if isinstance(left, Boolean) and isinstance(right, Boolean):
        return left.value == right.value
    return None


def _unary(java: Java, node: Node) -> Value:
    operand, sign = node.child_by_field_name("operand"), node.children[0].type
    if operand is None:
        raise java.unsupported(node)
    value, origin = java.evaluate(operand), java.tree.text(node)
    if sign == "!":
        holds = truthy(value)
        return Unknown(origin) if holds is None else Boolean(origin, not holds)
    if sign == "-" and isinstance(value, Number):
        return Number(origin, -value.value)
    raise java.unsupported(node, f"'{sign}' of this value")


def _update(java: Java, node: Node) -> Value:
    target = parts(node)[0]
    before = java.evaluate(target)
    sign = next(child.type for child in node.children if child.type in {"++", "--"})
    after = operated(java, sign[0], before, Number(java.tree.text(node), 1), node)
    assign(java, target, after)
    return after if node.children[0].type == sign else before


def _conditional(java: Java, node: Node) -> Value:
    condition, yes, no = (node.child_by_field_name(part) for part in ("condition", "consequence", "alternative"))
    if condition is None or yes is None or no is None:
        raise java.unsupported(node)
    decided = truthy(java.evaluate(condition))
    if decided is None:
        java.skip(yes)
        java.skip(no)
        return Unknown(java.tree.text(node))
    return java.evaluate(yes if decided else no)


def _assignment(java: Java, node: Node) -> Value:
    left, right, sign = (node.child_by_field_name(part) for part in ("left", "right", "operator"))
    if left is None or right is None or sign is None:
        raise java.unsupported(node)
    value = java.evaluate(right)
    if sign.type != "=":
        value = operated(java, sign.type[:-1], java.evaluate(left), value, node)
    assign(java, left, value)
    return value


def assign(java: Java, left: Node, value: Value) -> None:
    """Sets a variable, a field, or an element of an array."""
    word = java.tree.written(left)
    if left.type == "identifier" and (word in java.scope or word in java.fields):
        (java.scope if word in java.scope else java.fields)[word] = value
    elif left.type == "identifier":
        raise java.refused(f"cannot find symbol: variable {word}", java.tree.text(left))
    elif left.type == "field_access" and word.startswith("this."):
        java.fields[word.removeprefix("this.").strip()] = value
    elif left.type == "array_access":
        holder, place = _element_of(java, left)
        holder.items[place] = value
    else:
        raise java.unsupported(left, "such an assignment")


def _element_of(java: Java, node: Node) -> tuple[List, int]:
    holder, index = (java.evaluate(part) for part in parts(node))
    if not isinstance(holder, List) or not isinstance(index, Number) or not isinstance(index.value, int):
        raise java.unsupported(node, "an element of this value")
    if not 0 <= index.value < len(holder.items):
        raise java.fails("ArrayIndexOutOfBoundsException", java.tree.text(node))
    return holder, index.value


def _element(java: Java, node: Node) -> Value:
    if isinstance(java.evaluate(parts(node)[0]), Unknown):
        return Unknown(java.tree.text(node))
    holder, place = _element_of(java, node)
    return holder.items[place]


def _array(java: Java, node: Node) -> Value:
    """`new T[] {…}`; `new T[n]` of what is not set is not understood."""
    value = node.child_by_field_name("value")
    if value is None:
        raise java.unsupported(node, "an array without its elements")
    return java.evaluate(value)


def _elements(java: Java, node: Node) -> Value:
    items = [java.evaluate(item) for item in parts(node)]
    if items and all(isinstance(item, Number) for item in items):
        raise java.unsupported(node, "an array of numbers")
    return List(java.tree.text(node), items)


def _cast(java: Java, node: Node) -> Value:
    """A cast of an object is that object; numbers may become others."""
    value, kind = node.child_by_field_name("value"), node.child_by_field_name("type")
    if value is None or kind is None:
        raise java.unsupported(node)
    found = java.evaluate(value)
    if isinstance(found, Number | Character):
        raise java.unsupported(node, "a number as another one")
    return found


def _instance_of(java: Java, node: Node) -> Value:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    origin = java.tree.text(node)
    if left is None or right is None:
        raise java.unsupported(node)
    value = java.evaluate(left)
    if isinstance(value, Unknown):
        return Unknown(origin)
    named = last_name(java.tree.text(right))
    kinds = {"String": String, "Path": calls.PATH, "File": calls.PATH, "byte[]": Octets}
    if named not in kinds:
        raise java.unsupported(node, f"instanceof {named}")
    holds = isinstance(value, kinds[named])
    bound = node.child_by_field_name("name")
    if holds and bound is not None:
        java.scope[java.tree.written(bound)] = value
    return Boolean(origin, holds)


def _function(java: Java, node: Node) -> Value:
    return Function(java.tree.text(node), node, java.scope)


def _class(java: Java, node: Node) -> Value:
    """`Name.class`, which says to a library what to make."""
    return Type(java.tree.text(node), "Class")


def _this(java: Java, node: Node) -> Value:
    return Type(java.tree.text(node), "this")


EXPRESSIONS: dict[str, Callable[[Java, Node], Value]] = {
    "string_literal": string,
    "character_literal": character,
    "decimal_integer_literal": _integer,
    "hex_integer_literal": _integer,
    "octal_integer_literal": _integer,
    "binary_integer_literal": _integer,
    "decimal_floating_point_literal": _float,
    "true": _boolean,
    "false": _boolean,
    "null_literal": _null,
    "identifier": name,
    "field_access": field,
    "this": _this,
    "class_literal": _class,
    "parenthesized_expression": _parenthesized,
    "binary_expression": _binary,
    "unary_expression": _unary,
    "update_expression": _update,
    "ternary_expression": _conditional,
    "assignment_expression": _assignment,
    "array_access": _element,
    "array_creation_expression": _array,
    "array_initializer": _elements,
    "cast_expression": _cast,
    "instanceof_expression": _instance_of,
    "lambda_expression": _function,
    "method_reference": _function,
    "method_invocation": calls.call,
    "object_creation_expression": calls.construct,
}
