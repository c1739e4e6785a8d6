"""Expressions, which all of Ruby's statements are as well."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from tree_sitter import Node

from unisono.languages.program.operations import ARITHMETIC
from unisono.languages.program.run import Jump, Return
from unisono.languages.program.tree import parts, within
from unisono.languages.program.values import (
    Boolean,
    Class,
    List,
    Map,
    Null,
    Number,
    String,
    Unknown,
    Value,
    bounded_integer,
    integer_of,
)
from unisono.languages.reading import Unsupported
from unisono.languages.ruby import calls, classes
from unisono.languages.ruby.state import Ruby
from unisono.languages.ruby.strings import chained, heredoc, quoted_symbol, string, symbol, words
from unisono.languages.ruby.values import Module, key_of, to_text, truthy
from unisono.text.source import Text


def _nothing(ruby: Ruby, node: Node) -> Value:
    return Null(ruby.tree.text(node))


def _integer(ruby: Ruby, node: Node) -> Value:
    origin = ruby.tree.text(node)
    digits = origin.value.replace("_", "").lower()
    if re.fullmatch(r"0[0-7]*[89][0-9]*", digits):
        raise ruby.fails("Invalid octal digit (SyntaxError)", origin)
    octal = digits.isdigit() and digits.startswith("0") and digits != "0"
    base = 8 if octal else 10 if digits.startswith("0d") else 0
    return Number(origin, integer_of(digits.removeprefix("0d"), base, origin))


def _float(ruby: Ruby, node: Node) -> Value:
    origin = ruby.tree.text(node)
    return Number(origin, float(origin.value.replace("_", "")))


def _boolean(ruby: Ruby, node: Node) -> Value:
    return Boolean(ruby.tree.text(node), node.type == "true")


def _name(ruby: Ruby, node: Node) -> Value:
    """A variable, or a method that is called without arguments."""
    name = ruby.tree.written(node)
    if name in ruby.scope:
        return ruby.scope[name]
    return calls.called(ruby, node, None, name, None, None)


def _constant(ruby: Ruby, node: Node) -> Value:
    origin = ruby.tree.text(node)
    name = origin.value.removeprefix("::")
    if (found := classes.constant(ruby, origin.value)) is not None:
        return found
    scope = node.child_by_field_name("scope")
    if scope is not None and scope.type not in {"constant", "scope_resolution"}:
        return _constant_of(ruby, node, ruby.evaluate(scope))
    if name in ruby.library.modules:
        module = name.partition("::")[0]
        ruby.need(module, f"uninitialized constant {module} (NameError)", origin)
        return Module(origin, name)
    raise Unsupported(f"the constant {name}", origin.span())


def _constant_of(ruby: Ruby, node: Node, holder: Value) -> Value:
    """`self.class::BASE`."""
    name = node.child_by_field_name("name")
    found = holder.value(ruby.tree.written(name)) if isinstance(holder, Class) and name is not None else None
    if found is None:
        raise ruby.unsupported(node, f"the constant {ruby.tree.written(node)}")
    return found


def _self(ruby: Ruby, node: Node) -> Value:
    if ruby.this is None:
        raise ruby.unsupported(node, "'self' outside of a class")
    return ruby.this


def _sequence(ruby: Ruby, node: Node) -> Value:
    value: Value = Null(ruby.tree.text(node))
    for child in parts(node):
        value = ruby.evaluate(child)
    return value


def _array(ruby: Ruby, node: Node) -> Value:
    return List(ruby.tree.text(node), [ruby.evaluate(item) for item in _but_pairs(ruby, node)])


def _but_pairs(ruby: Ruby, node: Node) -> list[Node]:
    found = parts(node)
    if any(item.type in {"pair", "splat_argument"} for item in found):
        raise ruby.unsupported(node, "such an element of an array")
    return found


def _hash(ruby: Ruby, node: Node) -> Value:
    made = Map(ruby.tree.text(node))
    for item in parts(node):
        if item.type != "pair":
            raise ruby.unsupported(item, f"'{ruby.tree.written(item)}' in a hash")
        calls.put_pair(ruby, item, made)
    return made


def _assignment(ruby: Ruby, node: Node) -> Value:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is None or right is None:
        raise ruby.unsupported(node)
    value = ruby.evaluate(right)
    _assign(ruby, left, value, node)
    return value


def _assign(ruby: Ruby, left: Node, value: Value, node: Node) -> None:
    if left.type == "instance_variable":
        classes.set_variable(ruby, ruby.tree.written(left), value)
    elif left.type == "class_variable":
        classes.set_class_variable(ruby, left, value)
    elif left.type in {"identifier", "global_variable"}:
        ruby.scope[ruby.tree.written(left)] = value
    elif left.type == "constant":
        of = classes.own_class(ruby)
        (of.own if of is not None else ruby.constants)[ruby.tree.written(left)] = value
    elif left.type == "element_reference":
        inner = parts(left)
        holder = ruby.evaluate(inner[0])
        if isinstance(holder, Map):
            key = ruby.evaluate(inner[1])
            holder.put(key_of(key), to_text(key), value)
        else:
            calls.send(ruby, node, holder, "[]=", [ruby.evaluate(inner[1]), value])
    elif left.type == "call" and (receiver := left.child_by_field_name("receiver")) is not None:
        method = left.child_by_field_name("method")
        calls.send(ruby, node, ruby.evaluate(receiver), f"{ruby.tree.written(method) if method else ''}=", [value])
    else:
        raise ruby.unsupported(left, "such an assignment")


def _operator_assignment(ruby: Ruby, node: Node) -> Value:
    left, right, operator = (node.child_by_field_name(name) for name in ("left", "right", "operator"))
    if left is None or right is None or operator is None:
        raise ruby.unsupported(node)
    kind = ruby.tree.written(operator)
    before: Value = (
        Null(ruby.tree.text(left))
        if left.type == "identifier" and ruby.tree.written(left) not in ruby.scope
        else (ruby.evaluate(left))
    )
    if kind == "||=":
        value = before if truthy(before) else ruby.evaluate(right)
    else:
        value = _operated(ruby, kind[:-1], before, ruby.evaluate(right), node)
    _assign(ruby, left, value, node)
    return value


def _element(ruby: Ruby, node: Node) -> Value:
    inner = parts(node)
    holder, origin = ruby.evaluate(inner[0]), ruby.tree.text(node)
    if len(inner) != 2:
        raise ruby.unsupported(node)
    key = ruby.evaluate(inner[1])
    if isinstance(holder, Unknown):
        return Unknown(origin, given=holder.given)
    if isinstance(holder, Map):
        return holder.get(key_of(key)) or Null(origin)
    if isinstance(holder, List) and isinstance(key, Number) and isinstance(key.value, int):
        return holder.items[key.value] if -len(holder.items) <= key.value < len(holder.items) else Null(origin)
    return calls.send(ruby, node, holder, "[]", [key])


def _binary(ruby: Ruby, node: Node) -> Value:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    operator = node.child_by_field_name("operator")
    if left is None or right is None or operator is None:
        raise ruby.unsupported(node)
    kind, value = operator.type, ruby.evaluate(left)
    if kind in {"||", "or", "&&", "and"}:
        holds, stops = truthy(value), kind in {"||", "or"}
        if holds is stops:
            return value
        if holds is None:
            ruby.skip(right)
            return Unknown(ruby.tree.text(node))
        return ruby.evaluate(right)
    return _operated(ruby, kind, value, ruby.evaluate(right), node)


def _operated(ruby: Ruby, operator: str, left: Value, right: Value, node: Node) -> Value:
    origin = ruby.tree.text(node)
    if operator in {"==", "!="}:
        same = _equal(left, right)
        return Unknown(origin) if same is None else Boolean(origin, same == (operator == "=="))
    if operator in {"+", "<<"} and isinstance(left, String) and isinstance(right, String | Unknown):
        return String(Text.join([left.origin, to_text(right)]))
    if operator == "+" and isinstance(left, Unknown) and left.is_text and isinstance(right, String | Unknown):
        return String(Text.join([to_text(left), to_text(right)]))
    if operator == "+" and isinstance(left, String):
        raise ruby.fails("no implicit conversion into String (TypeError)", right.origin)
    if operator == "<<" and isinstance(left, List):
        left.items.append(right)
        return left
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return Unknown(origin)
    if isinstance(left, Number) and isinstance(right, Number) and operator in ARITHMETIC:
        found = ARITHMETIC[operator](left.value, right.value)
        if isinstance(found, bool):
            return Boolean(origin, found)
        return Number(origin, bounded_integer(found, origin) if isinstance(found, int) else found)
    raise ruby.unsupported(node, f"'{operator}' of these values")


def _equal(left: Value, right: Value) -> bool | None:
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return None
    if isinstance(left, String) and isinstance(right, String):
        if left.origin.has_placeholder or right.origin.has_placeholder:
            return None
        return left.origin.value == right.origin.value
    if isinstance(left, Number) and isinstance(right, Number):
        return left.value == right.value
    return None if type(left) is type(right) else False


def _unary(ruby: Ruby, node: Node) -> Value:
    operator, value, origin = node.children[0].type, ruby.evaluate(node.named_children[0]), ruby.tree.text(node)
    if operator in {"!", "not"}:
        holds = truthy(value)
        return Unknown(origin) if holds is None else Boolean(origin, not holds)
    if operator == "-" and isinstance(value, Number):
        return Number(origin, -value.value)
    raise ruby.unsupported(node, f"'{operator}' of this value")


def _if(ruby: Ruby, node: Node) -> Value:
    """`if`, `unless`, `elsif`, the conditional operator, and the forms behind a statement."""
    condition = node.child_by_field_name("condition")
    yes, no = (
        node.child_by_field_name("consequence") or node.child_by_field_name("body"),
        node.child_by_field_name("alternative"),
    )
    if condition is None:
        raise ruby.unsupported(node)
    decided = truthy(ruby.evaluate(condition))
    if decided is None:
        for way in (yes, no):
            if way is not None:
                ruby.skip(way)
        return Unknown(ruby.tree.text(node))
    chosen = yes if decided != node.type.startswith("unless") else no
    return Null(ruby.tree.text(node)) if chosen is None else ruby.evaluate(chosen)


def _case(ruby: Ruby, node: Node) -> Value:
    """Over an answer all ways are passed over; over anything else it is not understood."""
    value = node.child_by_field_name("value")
    if value is None or not isinstance(ruby.evaluate(value), Unknown):
        raise ruby.unsupported(node, "a case over this value")
    ruby.skip(node)
    return Unknown(ruby.tree.text(node))


def _begin(ruby: Ruby, node: Node) -> Value:
    """Requests are taken to go well: what is rescued is passed over."""
    value: Value = Null(ruby.tree.text(node))
    for child in parts(node):
        if child.type == "rescue":
            if sends(ruby, child):
                raise Unsupported("a request that is sent where another one fails", ruby.tree.text(child).span())
        elif child.type in {"ensure", "else"}:
            _sequence(ruby, child)
        else:
            value = ruby.evaluate(child)
    return value


def _return(ruby: Ruby, node: Node) -> Value:
    values = parts(node)
    raise Return(_sequence(ruby, values[0]) if values else Null(ruby.tree.text(node)))


def _jump(ruby: Ruby, node: Node) -> Value:  # noqa: ARG001  the signature of all
    raise Jump(leaves=node.type == "break")


def _global(ruby: Ruby, node: Node) -> Value:
    return ruby.scope.get(ruby.tree.written(node)) or Null(ruby.tree.text(node))


EXPRESSIONS: dict[str, Callable[[Ruby, Node], Value]] = {
    "string": string,
    "chained_string": chained,
    "heredoc_beginning": heredoc,
    "heredoc_body": _nothing,
    "simple_symbol": symbol,
    "hash_key_symbol": symbol,
    "delimited_symbol": quoted_symbol,
    "string_array": words,
    "symbol_array": words,
    "integer": _integer,
    "float": _float,
    "true": _boolean,
    "false": _boolean,
    "nil": _nothing,
    "identifier": _name,
    "instance_variable": classes.variable,
    "class_variable": classes.class_variable,
    "self": _self,
    "class": classes.declare,
    "module": classes.declare,
    "singleton_class": classes.singleton_class,
    "singleton_method": classes.method,
    "global_variable": _global,
    "constant": _constant,
    "scope_resolution": _constant,
    "parenthesized_statements": _sequence,
    "begin_block": _sequence,
    "then": _sequence,
    "else": _sequence,
    "body_statement": _begin,
    "block_body": _sequence,
    "begin": _begin,
    "array": _array,
    "hash": _hash,
    "assignment": _assignment,
    "operator_assignment": _operator_assignment,
    "element_reference": _element,
    "binary": _binary,
    "unary": _unary,
    "if": _if,
    "elsif": _if,
    "unless": _if,
    "if_modifier": _if,
    "unless_modifier": _if,
    "conditional": _if,
    "case": _case,
    "method": classes.method,
    "return": _return,
    "break": _jump,
    "next": _jump,
    "call": calls.call,
    "argument_list": _sequence,
    "empty_statement": _nothing,
    "uninterpreted": _nothing,
}


def execute(ruby: Ruby, node: Node) -> None:
    ruby.evaluate(node)


def changed(ruby: Ruby, node: Node) -> Iterable[str]:
    """The variables that running a node could set."""
    for found in within(node):
        left = found.child_by_field_name("left") if found.type in {"assignment", "operator_assignment"} else None
        named = found.child_by_field_name("method") if found.type == "call" else found if found.type == "identifier" else None
        if named is not None and (own := classes.methods_named(ruby, ruby.tree.written(named))):
            yield from (name for one in own for name in classes.set_in(ruby, one))
        while left is not None and left.type != "identifier" and left.named_children:
            left = left.named_children[0]
        if left is not None:
            yield ruby.tree.written(left)


def sends(ruby: Ruby, node: Node) -> bool:
    """Whether running a node could send a request, or change one."""
    pending, seen = [node], set()
    while pending:
        for found in within(pending.pop()):
            named = (
                found.child_by_field_name("method") if found.type == "call" else found if found.type == "identifier" else None
            )
            name = ruby.tree.written(named) if named is not None else ""
            if found.type == "call" and found.child_by_field_name("receiver") is not None and name in ruby.library.sending:
                return True
            if name and name not in seen:
                seen.add(name)
                pending += classes.methods_named(ruby, classes.CONSTRUCTOR if name == "new" else name)
                pending += [ruby.methods[name]] if name in ruby.methods else []
    return False
