"""Expressions to values."""

from __future__ import annotations

from collections.abc import Callable

from tree_sitter import Node

from unisono.languages.javascript import operators
from unisono.languages.javascript.calls import call_expression, new_expression
from unisono.languages.javascript.coercion import checked, concatenated, is_unknown, to_text, truthy, type_of
from unisono.languages.javascript.early import EarlyError, refuse_line_end, refuse_missing_items
from unisono.languages.javascript.functions import class_value, function_value, generator_value, method_into
from unisono.languages.javascript.patterns import assign
from unisono.languages.javascript.promises import settled
from unisono.languages.javascript.properties import elements, get_member, property_name
from unisono.languages.javascript.run import Run
from unisono.languages.javascript.script import number
from unisono.languages.javascript.values import (
    Array,
    Boolean,
    Member,
    Null,
    Number,
    Object,
    Regex,
    Scope,
    String,
    Undefined,
    Unknown,
    Value,
    failure,
)
from unisono.languages.program.tree import parts
from unisono.languages.reading import Unsupported
from unisono.text.source import Text

Evaluator = Callable[[Run, Node, Scope], Value]


def evaluate(run: Run, node: Node, scope: Scope) -> Value:
    """The value of an expression."""
    evaluator = _EXPRESSIONS.get(node.type)
    if node.type.startswith("jsx"):
        raise EarlyError("SyntaxError: Unexpected token '<'", run.script.text(node).span())
    if evaluator is None:
        raise Unsupported(f"{node.type.replace('_', ' ')} is not understood", run.script.text(node).span())
    run.enter(node)
    value = evaluator(run, node, scope)
    if node.id in run.script.awaited:
        value = settled(run, value, run.script.text(node))
    run.leave()
    return value


def _string(run: Run, node: Node, _: Scope) -> Value:
    refuse_line_end(run.script, node)
    return String(run.script.string(node))


def _number(run: Run, node: Node, _: Scope) -> Value:
    text = run.script.text(node)
    value = number(text.value)
    if value is None:
        raise Unsupported("a BigInt is not understood", text.span())
    return Number(text, value)


def _constant(run: Run, node: Node, _: Scope) -> Value:
    text = run.script.text(node)
    match node.type:
        case "null":
            return Null(text)
        case "undefined":
            return Undefined(text)
    return Boolean(text, node.type == "true")


def _regex(run: Run, node: Node, _: Scope) -> Value:
    flags = node.child_by_field_name("flags")
    pattern = node.child_by_field_name("pattern")
    return Regex(
        run.script.text(node), run.script.written(pattern) if pattern else "", run.script.written(flags) if flags else ""
    )


_OF_BROWSERS = frozenset({"window", "document", "localStorage", "sessionStorage", "location"})
"""Names that only browsers have: what they hold, only a run could tell. Not `navigator`, which sends requests itself."""


def _identifier(run: Run, node: Node, scope: Scope) -> Value:
    name = run.script.written(node)
    binding = scope.find(name)
    if binding is None and run.script.text(node).has_placeholder:  # a variable of Liquid whose value is not known
        return Unknown(run.script.text(node))
    if binding is None and name in _OF_BROWSERS:
        return Unknown(run.script.text(node), given=True)
    if binding is None:
        raise failure("ReferenceError", f"{name} is not defined", run.script.text(node), node)
    if binding.value is None and run.turns:
        raise Unsupported("a name that is declared further down", run.script.text(node).span())
    if binding.value is None:
        raise failure("ReferenceError", f"Cannot access '{name}' before initialization", run.script.text(node))
    return binding.value


def _this(run: Run, node: Node, scope: Scope) -> Value:
    return scope.enclosing().this or Undefined(run.script.text(node))


def _template(run: Run, node: Node, scope: Scope) -> Value:
    whole = run.script.text(node)
    texts = [whole.slice(1, 1)]
    for child in node.named_children:
        if child.type == "template_substitution":
            texts.append(to_text(evaluate(run, parts(child)[0], scope)))
        else:
            texts.append(run.script.chunk(child))
    return String(concatenated(texts, whole))


def _parenthesized(run: Run, node: Node, scope: Scope) -> Value:
    return evaluate(run, parts(node)[0], scope)


def _sequence(run: Run, node: Node, scope: Scope) -> Value:
    return [evaluate(run, part, scope) for part in parts(node)][-1]


def _array(run: Run, node: Node, scope: Scope) -> Value:
    origin = run.script.text(node)
    items: list[Value] = []
    hole = True
    for child in node.children[1:-1]:
        if child.type == ",":
            if hole:
                items.append(Undefined(origin))
            hole = True
        elif child.type == "spread_element":
            items += elements(run, evaluate(run, parts(child)[0], scope), run.script.text(child))
            hole = False
        elif child.type != "comment":
            items.append(evaluate(run, child, scope))
            hole = False
    return Array(origin, items=items)


def _object(run: Run, node: Node, scope: Scope) -> Value:
    made = Object(run.script.text(node))
    refuse_missing_items(run.script, node)
    for child in parts(node):
        match child.type:
            case "pair":
                key, value = child.named_children[0], child.child_by_field_name("value")
                name = property_name(run, key, scope)
                if value is not None:
                    made.members[name.value] = Member(name, evaluate(run, value, scope))
            case "shorthand_property_identifier":
                made.set(run.script.text(child), _identifier(run, child, scope))
            case "spread_element":
                _spread(run, made, evaluate(run, parts(child)[0], scope), run.script.text(child))
            case _:
                method_into(run, made, child, scope)
    return made


def _spread(run: Run, made: Object, value: Value, origin: Text) -> None:
    if isinstance(value, Object):
        for name, item in value.entries():
            made.set(name, item)
    elif isinstance(value, String) and not is_unknown(value):
        for i, item in enumerate(elements(run, value, origin)):
            made.set(Text.decoded(str(i), origin.span()), item)
    elif is_unknown(value):
        raise Unsupported("spreading a value that is known only at run time", origin.span())


def _member(run: Run, node: Node, scope: Scope) -> Value:
    return get_member(run, node, scope)[1]


def _unary(run: Run, node: Node, scope: Scope) -> Value:
    operator, argument = node.child_by_field_name("operator"), node.child_by_field_name("argument")
    origin = run.script.text(node)
    if operator is None or argument is None:
        raise Unsupported("an operator without operand", origin.span())
    if operator.type == "typeof" and argument.type == "identifier" and scope.find(run.script.written(argument)) is None:
        return String(Text.decoded("undefined", origin.span()))
    if operator.type == "delete":
        return _delete(run, argument, scope, origin)
    value = evaluate(run, argument, scope)
    if operator.type == "typeof":
        name = type_of(value)
        return String(Text.decoded(name, origin.span())) if name else Unknown(origin)
    return operators.unary(operator.type, value, origin)


def _delete(run: Run, argument: Node, scope: Scope, origin: Text) -> Value:
    target = argument.child_by_field_name("object")
    if target is None:
        raise Unsupported("delete of anything but a property", origin.span())
    holder = evaluate(run, target, scope)
    index, name = argument.child_by_field_name("index"), argument.child_by_field_name("property")
    key = to_text(evaluate(run, index, scope)) if index else run.script.text(name) if name else origin
    if isinstance(holder, Object):
        holder.delete(key)
    return Boolean(origin, True)


def _binary(run: Run, node: Node, scope: Scope) -> Value:
    """Walks down the left operands in a loop: long concatenations are deep only on that side."""
    chain = []
    while node.type == "binary_expression":
        chain.append(node)
        left = node.child_by_field_name("left")
        if left is None:
            break
        node = left
    value = evaluate(run, node, scope)
    while chain:
        if isinstance(value, String) and (operator := chain[-1].child_by_field_name("operator")) and operator.type == "+":
            value = _concatenated(run, value, chain, scope)
            continue
        outer = chain.pop()
        operator, right = outer.child_by_field_name("operator"), outer.child_by_field_name("right")
        if operator is None or right is None:
            break
        value = _combined(run, operator.type, value, right, scope, outer)
    return value


def _concatenated(run: Run, value: String, chain: list[Node], scope: Scope) -> String:
    """A string and all that is added to it, joined once."""
    texts = [value.origin]
    while chain and (operator := chain[-1].child_by_field_name("operator")) and operator.type == "+":
        right = chain.pop().child_by_field_name("right")
        if right is not None:
            texts.append(to_text(evaluate(run, right, scope)))
    return String(checked(Text.join(texts)))


def _combined(run: Run, operator: str, left: Value, right: Node, scope: Scope, node: Node) -> Value:
    if operator not in ("&&", "||", "??"):
        return operators.binary(operator, left, evaluate(run, right, scope), run.script.text(node))
    decided = operators.takes_left(operator, left)
    if decided is True:
        return left
    if decided is False:
        return evaluate(run, right, scope)
    if isinstance(left, Unknown) and left.unset and operator != "&&":
        return evaluate(run, right, scope)  # `process.env.PORT || 3000`: what is sent unless the user says otherwise
    if run.code_leads_to_request(right, scope):
        raise Unsupported("a request that depends on what is known only at run time", run.script.text(node).span())
    return Unknown(run.script.text(node))


def _ternary(run: Run, node: Node, scope: Scope) -> Value:
    condition, yes, no = (node.child_by_field_name(name) for name in ("condition", "consequence", "alternative"))
    if condition is None or yes is None or no is None:
        raise Unsupported("a conditional expression that is not complete", run.script.text(node).span())
    tested = evaluate(run, condition, scope)
    decided = truthy(tested)
    if decided is None and isinstance(tested, Unknown) and tested.unset:
        decided = False
    if decided is not None:
        return evaluate(run, yes if decided else no, scope)
    if run.code_leads_to_request(yes, scope) or run.code_leads_to_request(no, scope):
        raise Unsupported("a request that depends on what is known only at run time", run.script.text(node).span())
    return Unknown(run.script.text(node))


def _assignment(run: Run, node: Node, scope: Scope) -> Value:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is None or right is None:
        raise Unsupported("an assignment that is not complete", run.script.text(node).span())
    value = evaluate(run, right, scope)
    assign(run, left, value, scope)
    return value


def _augmented(run: Run, node: Node, scope: Scope) -> Value:
    left, operator, right = (node.child_by_field_name(name) for name in ("left", "operator", "right"))
    if left is None or right is None or operator is None:
        raise Unsupported("an assignment that is not complete", run.script.text(node).span())
    old = evaluate(run, left, scope)
    value = _combined(run, operator.type[:-1], old, right, scope, node)
    if value is not old:
        assign(run, left, value, scope)
    return value


def _update(run: Run, node: Node, scope: Scope) -> Value:
    operator, argument = node.child_by_field_name("operator"), node.child_by_field_name("argument")
    if operator is None or argument is None:
        raise Unsupported("an update that is not complete", run.script.text(node).span())
    origin = run.script.text(node)
    old = operators.unary("+", evaluate(run, argument, scope), origin)
    new = operators.binary(operator.type[0], old, Number(origin, 1), origin)
    if operator.type == "++":
        new = operators.binary("-", old, Number(origin, -1), origin)
    assign(run, argument, new, scope)
    return new if node.children[0].type == operator.type else old


def _await(run: Run, node: Node, scope: Scope) -> Value:
    return settled(run, evaluate(run, parts(node)[0], scope), run.script.text(node))


def _meta(run: Run, node: Node, _: Scope) -> Value:
    return Unknown(run.script.text(node))


_EXPRESSIONS: dict[str, Evaluator] = {
    "string": _string,
    "number": _number,
    "null": _constant,
    "undefined": _constant,
    "true": _constant,
    "false": _constant,
    "regex": _regex,
    "identifier": _identifier,
    "this": _this,
    "template_string": _template,
    "parenthesized_expression": _parenthesized,
    "sequence_expression": _sequence,
    "array": _array,
    "object": _object,
    "member_expression": _member,
    "subscript_expression": _member,
    "unary_expression": _unary,
    "binary_expression": _binary,
    "ternary_expression": _ternary,
    "assignment_expression": _assignment,
    "augmented_assignment_expression": _augmented,
    "update_expression": _update,
    "await_expression": _await,
    "meta_property": _meta,
    "call_expression": call_expression,
    "new_expression": new_expression,
    "arrow_function": function_value,
    "function_expression": function_value,
    "generator_function": generator_value,
    "class": class_value,
}
