"""Expressions and statements: what they give and do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from tree_sitter import Node

from unisono.languages.csharp.values import Money, Octets, Type
from unisono.languages.powershell import calls, strings
from unisono.languages.powershell.state import PowerShell, inner
from unisono.languages.powershell.values import Table, key_of, to_text, truthy, whole_number
from unisono.languages.program.operations import ARITHMETIC
from unisono.languages.program.run import Exit, Jump, Return
from unisono.languages.program.tree import parts, within
from unisono.languages.program.values import (
    Boolean,
    List,
    Null,
    Number,
    String,
    Unknown,
    Value,
    bounded_integer,
    integer_of,
)
from unisono.languages.reading import Invalid, Unsupported
from unisono.text import budget
from unisono.text.source import Text

_SIZES = {"kb": 1 << 10, "mb": 1 << 20, "gb": 1 << 30}


def _number(powershell: PowerShell, node: Node) -> Value:
    origin = powershell.tree.text(node)
    found = re.fullmatch(r"(?i)(0x[0-9a-f]+|[0-9]+)(?:u?l|u)?(kb|mb|gb)?", origin.value)
    if found:
        digits = found[1].lower()
        value = integer_of(digits.removeprefix("0x"), 16 if digits.startswith("0x") else 10, origin)
        if value >= 1 << 63:
            raise powershell.unsupported(node, "so large a number")
        return Number(origin, value * _SIZES.get((found[2] or "").lower(), 1))
    if re.fullmatch(r"(?i)(?:[0-9]*+\.)?[0-9]+d", origin.value):
        return Money(origin.slice(0, len(origin) - 1))
    if re.fullmatch(r"(?i)(?:[0-9]*+\.)?[0-9]+(?:e[+-]?[0-9]+)?", origin.value):
        return Number(origin, float(origin.value))
    raise powershell.unsupported(node, f"the number {origin}")


_AUTOMATIC = frozenset("_ psitem args psscriptroot pscommandpath lastexitcode error matches input myinvocation".split())  # noqa: SIM905


def variable_of(powershell: PowerShell, node: Node) -> str:
    """The name of a variable in lower case, without `$`, braces and the scope that it always has."""
    name = powershell.tree.written(node)[1:].strip("{}").lower()
    return re.sub(r"^(?:script|global|local|private):", "", name)


def _variable(powershell: PowerShell, node: Node) -> Value:
    """A variable. One that the sample does not set is the reader's own: PowerShell asks for nothing before."""
    origin, name = powershell.tree.text(node), variable_of(powershell, node)
    if name in {"true", "false"}:
        return Boolean(origin, name == "true")
    if name == "null":
        return Null(origin)
    if name in powershell.scope:
        return powershell.scope[name]
    if name in _AUTOMATIC:
        return Unknown(origin)
    written = powershell.tree.written(node)[1:].strip("{}")
    if (found := re.fullmatch(r"(?i:env:)?(\w+)", written)) is None:
        raise powershell.unsupported(node, f"the variable {origin}")
    return Unknown(Text.decoded(f"${found[1]}", origin.span()), is_text=True, unset=True)


def _hash(powershell: PowerShell, node: Node) -> Value:
    made = Table(powershell.tree.text(node))
    for entry in [found for body in parts(node) for found in parts(body) if found.type == "hash_entry"]:
        key_node, value_node = entry.named_children[0], entry.named_children[-1]
        bare = inner(key_node)
        key = String(powershell.tree.text(bare)) if bare.type == "simple_name" else powershell.evaluate(bare)
        if key_of(key) in made.entries:
            raise Invalid(f"Duplicate keys '{to_text(key)}' are not allowed in hash literals", key.origin.span())
        made.put(key_of(key), to_text(key), powershell.evaluate(value_node))
    return made


def _array(powershell: PowerShell, node: Node) -> Value:
    """`@(…)`: what its statements give, one after the other."""
    made = List(powershell.tree.text(node))
    for statements in parts(node):
        for statement in parts(statements) if statements.type == "statement_list" else [statements]:
            value = powershell.evaluate(statement)
            given = value.items if isinstance(value, List) else [value]
            made.extend(given)
    return made


def _list(powershell: PowerShell, node: Node) -> Value:
    """`1, 2`"""
    return List(powershell.tree.text(node), [powershell.evaluate(item) for item in parts(node)])


def _unary(powershell: PowerShell, node: Node) -> Value:
    """An operator before a value; a cast is one, too."""
    operator, origin = node.children[0], powershell.tree.text(node)
    if operator.type == "cast_expression":
        return powershell.evaluate(operator)
    value = powershell.evaluate(node.children[-1])
    written = powershell.tree.written(operator).lower()
    if written == ",":
        return List(origin, [value])
    if written in {"!", "-not"}:
        holds = truthy(value)
        return Unknown(origin) if holds is None else Boolean(origin, not holds)
    if written == "-" and isinstance(value, Number):
        return Number(origin, -value.value)
    if written == "-" and isinstance(value, Money):
        return Money(Text.join([Text.decoded("-", origin.span()), value.origin]))
    raise powershell.unsupported(node, f"'{written}' of this value")


_SAME = frozenset("string object array object[] string[] hashtable uri system.uri void int long bool".split())  # noqa: SIM905


def _octets(value: Value) -> Octets | None:
    """The bytes that a list of bytes is; None where it is none."""
    items = value.items if isinstance(value, List) else [value]
    texts = [item.text for item in items if isinstance(item, Octets)]
    return Octets(value.origin, Text.join(texts)) if texts and len(texts) == len(items) else None


def _cast(powershell: PowerShell, node: Node) -> Value:
    kind, value = powershell.tree.written(node.children[0]).strip()[1:-1].lower(), powershell.evaluate(node.children[-1])
    if isinstance(value, Table) and kind in {"ordered", "pscustomobject", "psobject", "hashtable"}:
        value.kind = {"ordered": "ordered", "hashtable": ""}.get(kind, "custom")
        return value
    if isinstance(value, Unknown):
        return Unknown(value.origin, is_text=value.is_text or kind == "string", unset=value.unset, good=value.good)
    if kind == "byte[]" and (octets := _octets(value)) is not None:
        return octets
    if kind == "string":
        return String(to_text(value))
    if kind in _SAME and not (kind in {"int", "long"} and not isinstance(value, Number)):
        return value
    raise powershell.unsupported(node, f"a value as [{kind}]")


def _operation(powershell: PowerShell, node: Node) -> Value:
    """`a + b - c` and its like, from the left."""
    value = powershell.evaluate(node.children[0])
    rest = node.children[1:]
    for operator, right in zip(rest[::2], rest[1::2], strict=False):
        value = _operated(powershell, powershell.tree.written(operator).lower(), value, right, node)
    return value


def _operated(powershell: PowerShell, operator: str, left: Value, right_node: Node, node: Node) -> Value:
    origin = powershell.tree.text(node)
    if operator in {"-and", "-or"}:
        holds, stops = truthy(left), operator == "-or"
        if holds is stops:
            return Boolean(origin, stops)
        holds = None if holds is None else truthy(powershell.evaluate(right_node))
        return Unknown(origin) if holds is None else Boolean(origin, holds)
    right = powershell.evaluate(right_node)
    if operator in {"-eq", "-ne", "-ceq", "-cne", "-ieq", "-ine"}:
        same = _equal(left, right, is_exact=operator.startswith("-c"))
        return Unknown(origin) if same is None else Boolean(origin, same == operator.endswith("eq"))
    if operator == "-f":
        return String(_formatted(to_text(left), right.items if isinstance(right, List) else [right]))
    if operator == "-join":
        return _joined(left, to_text(right))
    if operator == "+":
        return _added(powershell, left, right, node)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return Unknown(origin)
    if isinstance(left, Number) and isinstance(right, Number) and operator in _ARITHMETIC:
        found = _ARITHMETIC[operator](left.value, right.value)
        if isinstance(found, bool):
            return Boolean(origin, found)
        return Number(origin, bounded_integer(found, origin) if isinstance(found, int) else found)
    if isinstance(left, Number) and isinstance(right, Number) and operator == ".." and isinstance(left.value, int):
        return _range(left.value, whole_number(right), origin)
    raise powershell.unsupported(node, f"'{operator}' of these values")


_SIGNS = {"-": "-", "*": "*", "-lt": "<", "-gt": ">", "-le": "<=", "-ge": ">="}
_ARITHMETIC = {name: ARITHMETIC[sign] for name, sign in _SIGNS.items()}


def _range(first: int, last: int, origin: Text) -> Value:
    budget.elements(abs(last - first) + 1, origin.span())
    step = 1 if last >= first else -1
    return List(origin, [Number(origin, number) for number in range(first, last + step, step)])


def _added(powershell: PowerShell, left: Value, right: Value, node: Node) -> Value:
    """What `+` gives: the kind of what stands at its left."""
    origin = powershell.tree.text(node)
    if isinstance(left, List):
        return List(origin, [*left.items, *(right.items if isinstance(right, List) else [right])])
    if isinstance(left, Octets):  # bytes become a list of numbers, until they are bytes again
        return List(origin, [left, *(right.items if isinstance(right, List) else [right])])
    if isinstance(left, Table) and isinstance(right, Table):
        if both := left.entries.keys() & right.entries.keys():
            raise Invalid(f"Item has already been added. Key in dictionary: '{min(map(str, both))}'", origin.span())
        return Table(origin, {**left.entries, **right.entries}, left.kind)
    if isinstance(left, String | Null) or (isinstance(left, Unknown) and left.is_text):
        return String(Text.join([to_text(left), to_text(right)]))
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return Unknown(origin)
    if isinstance(left, Number) and isinstance(right, Number):
        total = left.value + right.value
        return Number(origin, bounded_integer(total, origin) if isinstance(total, int) else total)
    raise powershell.unsupported(node, "'+' of these values")


def _equal(left: Value, right: Value, *, is_exact: bool) -> bool | None:
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return None
    if (
        isinstance(left, String)
        and isinstance(right, String)
        and not (left.origin.has_placeholder or right.origin.has_placeholder)
    ):
        pair = left.origin.value, right.origin.value
        return pair[0] == pair[1] if is_exact else pair[0].lower() == pair[1].lower()
    if isinstance(left, Number | Boolean) and isinstance(right, Number | Boolean):
        return left.value == right.value
    return isinstance(left, Null) == isinstance(right, Null) if isinstance(left, Null) or isinstance(right, Null) else None


def _formatted(template: Text, values: list[Value]) -> Text:
    if re.search(r"\{\{|\}\}|\{\d+[^}\d]", template.known):
        raise Unsupported("such a format", template.span())
    texts, at = [template.slice(0, 0)], 0
    for found in re.finditer(r"\{(\d+)\}", template.known):
        number = integer_of(found[1], 10, template)
        if number >= len(values):
            raise Invalid("Error formatting a string: Index must be less than the size of the argument list", template.span())
        texts += [template.slice(at, found.start()), to_text(values[number])]
        at = found.end()
    return Text.join([*texts, template.slice(at, len(template))])


def _joined(value: Value, separator: Text) -> Value:
    texts: list[Text] = [separator.slice(0, 0)]
    for number, item in enumerate(value.items if isinstance(value, List) else [value]):
        texts += [separator] if number else []
        texts.append(to_text(item))
    return String(Text.join(texts))


def _pipeline(powershell: PowerShell, node: Node) -> Value:
    """`value | Command`: what each gives is the input of the next."""
    stages = parts(node)
    if node.type == "pipeline" and any(child.type in {"&&", "||", "&"} for child in node.children):
        raise powershell.unsupported(node, "'&&', '||' or '&' between commands")
    value = powershell.evaluate(stages[0])
    for stage in stages[1:]:
        value = calls.command(powershell, stage, value)
    return value


def _command(powershell: PowerShell, node: Node) -> Value:
    """A command; also a number for which the grammar has no name."""
    written = powershell.tree.written(node).lower()
    if re.fullmatch(r"(?:[0-9]*+\.)?[0-9]+d", written):
        return _number(powershell, node)
    if found := re.fullmatch(r"([0-9]{1,9})\.\.([0-9]{1,9})", written):
        return _range(int(found[1]), int(found[2]), powershell.tree.text(node))
    return calls.command(powershell, node, None)


def _sequence(powershell: PowerShell, node: Node) -> Value:
    """What several statements give: the one value, or all of them."""
    values = [powershell.evaluate(statement) for statement in parts(node)]
    given = [value for value in values if not isinstance(value, Null)]
    return (
        given[0] if len(given) == 1 else List(powershell.tree.text(node), given) if given else Null(powershell.tree.text(node))
    )


def _assignment(powershell: PowerShell, node: Node) -> Value:
    left, right = inner(node.children[0]), node.child_by_field_name("value")
    sign = next(powershell.tree.written(child) for child in node.children if child.type == "assignement_operator")
    if right is None:
        raise powershell.unsupported(node)
    if left.type == "expression_with_unary_operator" and left.children[0].type == "cast_expression":  # [string]$name = …
        left = inner(left.children[0].children[-1])
    value = powershell.evaluate(right)
    if sign == "+=":
        value = _added(powershell, powershell.evaluate(left), value, node)
    elif sign != "=":
        raise powershell.unsupported(node, f"'{sign}'")
    if left.type == "variable":
        powershell.scope[variable_of(powershell, left)] = value
    elif left.type == "element_access":
        _put(powershell, left, powershell.evaluate(left.named_children[0]), powershell.evaluate(left.named_children[-1]), value)
    elif powershell.tree.written(left).lower().endswith("servicepointmanager]::securityprotocol"):
        pass  # which versions of TLS there may be
    elif left.type == "member_access":
        name = String(powershell.tree.text(left.named_children[-1]))
        _put(powershell, left, powershell.evaluate(left.named_children[0]), name, value)
    else:
        raise powershell.unsupported(left, "such an assignment")
    return Null(powershell.tree.text(node))


def _put(powershell: PowerShell, node: Node, holder: Value, key: Value, value: Value) -> None:
    if isinstance(holder, Unknown):
        return
    if not isinstance(holder, Table):
        raise powershell.unsupported(node, "such an assignment")
    holder.put(key_of(key), to_text(key), value)


def _element(powershell: PowerShell, node: Node) -> Value:
    holder, key = powershell.evaluate(node.named_children[0]), powershell.evaluate(node.named_children[-1])
    origin = powershell.tree.text(node)
    if isinstance(holder, Unknown):
        return Unknown(origin, good=holder.good)
    if isinstance(holder, Table):
        return holder.get(key_of(key)) or Null(origin)
    if isinstance(holder, List) and isinstance(key, Number) and isinstance(key.value, int):
        return holder.items[key.value] if -len(holder.items) <= key.value < len(holder.items) else Null(origin)
    raise powershell.unsupported(node, "an element of this value")


def _type(powershell: PowerShell, node: Node) -> Value:
    origin = powershell.tree.text(node)
    return Type(origin, origin.value.strip("[]").lower().removeprefix("system."))


def _if(powershell: PowerShell, node: Node) -> Value:
    unknown = False
    pending: list[tuple[Node | None, Node]] = []
    condition = node.child_by_field_name("condition")
    for child in parts(node):
        if child.type == "statement_block":
            pending.append((condition, child))
        elif child.type == "elseif_clauses":
            pending += [(clause.child_by_field_name("condition"), parts(clause)[-1]) for clause in parts(child)]
        elif child.type == "else_clause":
            pending.append((None, parts(child)[-1]))
    for test, body in pending:
        decided = True if test is None else truthy(powershell.evaluate(test))
        if unknown or decided is None:
            powershell.skip(body)
            unknown = True
        elif decided:
            return powershell.evaluate(body)
    return Null(powershell.tree.text(node))


def _foreach(powershell: PowerShell, node: Node) -> Value:
    name, over_node, body = (parts(node) + [node] * 3)[:3]
    over = powershell.evaluate(over_node)
    if body.type != "statement_block":
        raise powershell.unsupported(node)
    if isinstance(over, Unknown):
        powershell.skip(body)
        return over
    items = over.items if isinstance(over, List) else [] if isinstance(over, Null) else [over]

    def rounds() -> Iterator[None]:
        for item in list(items):
            powershell.scope[variable_of(powershell, name)] = item
            yield

    powershell.rounds(body, rounds())
    return Null(powershell.tree.text(node))


def _try(powershell: PowerShell, node: Node) -> Value:
    """Requests are taken to go well: what is caught is passed over."""
    value: Value = Null(powershell.tree.text(node))
    for child in parts(node):
        if child.type == "catch_clauses":
            if sends(powershell, child):
                raise Unsupported("a request that is sent where another one fails", powershell.tree.text(child).span())
        elif child.type == "finally_clause":
            powershell.evaluate(parts(child)[-1])
        else:
            value = powershell.evaluate(child)
    return value


def _function(powershell: PowerShell, node: Node) -> Value:
    name = next(child for child in node.children if child.type == "function_name")
    powershell.functions[powershell.tree.written(name).lower()] = node
    return Null(powershell.tree.text(node))


def _flow(powershell: PowerShell, node: Node) -> Value:
    word = powershell.tree.written(node.children[0]).lower()
    values = parts(node)
    if word == "throw":
        raise Invalid("the program ends here with its own error", powershell.tree.text(node).span(), tuple(powershell.requests))
    if word == "exit":
        raise Exit
    if word == "return":
        raise Return(powershell.evaluate(values[0]) if values else Null(powershell.tree.text(node)))
    raise Jump(leaves=word == "break")


def _passed_over(powershell: PowerShell, node: Node) -> Value:
    powershell.skip(node)
    return Unknown(powershell.tree.text(node))


_OPERATIONS = dict.fromkeys(
    [
        f"{name}{kind}_expression"
        for name in ("logical", "bitwise", "comparison", "additive", "multiplicative", "format", "range")
        for kind in ("", "_argument")
    ],
    _operation,
)
EXPRESSIONS: dict[str, Callable[[PowerShell, Node], Value]] = {
    **_OPERATIONS,
    "expandable_string_literal": strings.expandable,
    "verbatim_string_characters": strings.verbatim,
    "expandable_here_string_literal": strings.expandable_here,
    "verbatim_here_string_characters": strings.verbatim_here,
    "integer_literal": _number,
    "decimal_integer_literal": _number,
    "hexadecimal_integer_literal": _number,
    "real_literal": _number,
    "variable": _variable,
    "hash_literal_expression": _hash,
    "array_expression": _array,
    "array_literal_expression": _list,
    "argument_expression_list": _list,
    "parenthesized_expression": _sequence,
    "sub_expression": _sequence,
    "statement_list": _sequence,
    "statement_block": _sequence,
    "expression_with_unary_operator": _unary,
    "cast_expression": _cast,
    "pipeline": _pipeline,
    "pipeline_chain": _pipeline,
    "command": _command,
    "assignment_expression": _assignment,
    "element_access": _element,
    "member_access": calls.member,
    "invokation_expression": calls.invocation,
    "type_literal": _type,
    "if_statement": _if,
    "foreach_statement": _foreach,
    "try_statement": _try,
    "function_statement": _function,
    "flow_control_statement": _flow,
    "empty_statement": _passed_over,
    "script_block_expression": _passed_over,
}


def execute(powershell: PowerShell, node: Node) -> None:
    powershell.evaluate(node)


def changed(powershell: PowerShell, node: Node) -> Iterable[str]:
    """The variables that running a node could set."""
    for found in within(node):
        if found.type == "assignment_expression":
            for name in within(found.children[0]):
                if name.type == "variable":
                    yield variable_of(powershell, name)
                    break


def sends(powershell: PowerShell, node: Node) -> bool:
    """Whether running a node could send a request."""
    pending, seen = [node], set()
    while pending:
        for found in within(pending.pop()):
            name = powershell.tree.written(found).lower() if found.type == "command_name" else ""
            if name in powershell.library.sending:
                return True
            if name in powershell.functions and name not in seen:
                seen.add(name)
                pending.append(powershell.functions[name])
    return False
