"""Functions of a sample: their parameters, and calls of them (`about_Functions`, `about_Scopes`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tree_sitter import Node

from unisono.languages.powershell.state import Call, Cmdlet, PowerShell
from unisono.languages.powershell.values import to_text
from unisono.languages.program.tree import parts, within
from unisono.languages.program.values import Boolean, Null, Number, String, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.text.regex import regex
from unisono.text.source import Text

_OUTER = regex(r"\$(?:script|global):\w+\s*[-+*/]?=(?!=)")
_NUMBERS = frozenset({"int", "int32", "int64", "long", "double", "decimal"})


class FunctionParameter(NamedTuple):
    """`name` as written, `kind` its type in lower case ("" where it has none), `default` what it is where it is not given."""

    name: Text
    kind: str
    default: Node | None
    is_mandatory: bool

    @property
    def word(self) -> str:
        """The name as calls have it, in lower case."""
        return self.name.value.lstrip("$").lower()


def parameters_of(powershell: PowerShell, node: Node) -> list[FunctionParameter]:
    """The parameters of a function: in parentheses behind its name, or in a `param` block."""
    body = next((child for child in node.children if child.type == "script_block"), None)
    holders = [*node.children, *(body.children if body is not None else [])]
    listed = [holder for holder in holders if holder.type in {"function_parameter_declaration", "param_block"}]
    found = []
    for parameter in (one for holder in listed for one in within(holder) if one.type == "script_parameter"):
        variable = next(child for child in parameter.children if child.type == "variable")
        default = next((child for child in parameter.children if child.type == "script_parameter_default"), None)
        types = [powershell.tree.written(one)[1:-1].lower() for one in within(parameter) if one.type == "type_literal"]
        written = powershell.tree.written(parameter).lower()
        is_mandatory = "mandatory" in written and "mandatory = $false" not in written and "mandatory=$false" not in written
        text = powershell.tree.text(variable)
        found.append(FunctionParameter(text, types[0] if types else "", parts(default)[-1] if default else None, is_mandatory))
    return found


def as_cmdlet(powershell: PowerShell, node: Node) -> Cmdlet:
    """How a function of the sample is called."""
    listed = parameters_of(powershell, node)
    switches = frozenset(one.word for one in listed if one.kind == "switch")
    positions = tuple(one.word for one in listed if one.word not in switches)
    return Cmdlet(lambda call: _run(call, node), frozenset(positions), switches, positions)


def _run(call: Call, node: Node) -> Value:
    place = call.origin.span()
    if call.this is not None:
        raise Unsupported("what a pipeline gives a function", place)
    if call.args:
        raise Unsupported("more arguments than a function has parameters", place)
    return run_function(call.powershell, node, call.named, call.origin)


def run_function(powershell: PowerShell, node: Node, given: Mapping[str, Value], origin: Text) -> Value:
    """Runs a function, which sees the variables of who calls it."""
    powershell.entered.add(node.id)
    if found := _OUTER.search(powershell.tree.written(node).lower()):
        raise Unsupported(
            "a function that sets variables outside of it", powershell.tree.text(node).slice(*found.span()).span()
        )
    scope = dict(powershell.scope)
    for parameter in parameters_of(powershell, node):
        scope[parameter.word] = _value(powershell, parameter, given.get(parameter.word), origin)
    statements = _statements(powershell, node)

    def run() -> Value:
        values = [powershell.evaluate(statement) for statement in statements]
        is_one = all(_only_sets(statement) for statement in statements[:-1])
        return values[-1] if values and is_one else Unknown(origin) if values else Null(origin)

    return powershell.called(run, scope, origin)


def _statements(powershell: PowerShell, node: Node) -> list[Node]:
    """The statements of a function. Raises Unsupported for one with blocks for what a pipeline gives."""
    body = next((child for child in node.children if child.type == "script_block"), None)
    inner = next((child for child in body.children if child.type == "script_block_body"), None) if body is not None else None
    listed = parts(inner) if inner is not None else []
    if any(child.type != "statement_list" for child in listed):
        raise powershell.unsupported(listed[0], "a function with blocks of its own")
    return [statement for child in listed for statement in parts(child)]


def _only_sets(statement: Node) -> bool:
    """Whether a statement sets a variable, and gives nothing."""
    inner = parts(statement)
    return statement.type == "pipeline" and len(inner) == 1 and inner[0].type == "assignment_expression"


def _value(powershell: PowerShell, parameter: FunctionParameter, given: Value | None, origin: Text) -> Value:
    """What a parameter is, of its type."""
    if given is None:
        return _not_given(powershell, parameter, origin)
    if parameter.kind == "string":
        return Unknown(given.origin, is_text=True, given=given.given) if isinstance(given, Unknown) else String(to_text(given))
    if parameter.kind in _NUMBERS and not isinstance(given, Number | Unknown):
        raise Unsupported("a value that is made a number", given.origin.span())
    return given


def _not_given(powershell: PowerShell, parameter: FunctionParameter, origin: Text) -> Value:
    if parameter.is_mandatory:
        raise Unsupported(f"the parameter {parameter.name}, which PowerShell asks for", origin.span())
    if parameter.default is not None:
        return powershell.evaluate(parameter.default)
    if parameter.kind in {"switch", "bool"}:
        return Boolean(parameter.name, False)
    if parameter.kind == "string":
        return String(Text.decoded("", parameter.name.span()))
    return Number(parameter.name, 0) if parameter.kind in _NUMBERS else Null(parameter.name)
