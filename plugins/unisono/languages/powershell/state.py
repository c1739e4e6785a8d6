"""The state of one PowerShell program, and calls of what is not the sample's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import NamedTuple

from tree_sitter import Node

from unisono.languages.powershell.values import to_text
from unisono.languages.program.run import Program
from unisono.languages.program.values import Null, String, Unknown, Value
from unisono.languages.reading import Invalid, Misprint
from unisono.records import dataclass
from unisono.text.source import Text


class Call(NamedTuple):
    """One call of a cmdlet or a method: `this` is what it is called of or what the pipeline gives, `named` are the parameters
    of a cmdlet by their full name in lower case."""

    powershell: PowerShell
    this: Value | None
    args: list[Value]
    origin: Text
    named: Mapping[str, Value]

    def arg(self, number: int) -> Value:
        """An argument; null where it was not given."""
        return self.args[number] if number < len(self.args) else Null(self.origin)

    def text(self, number: int) -> Text:
        return to_text(self.arg(number))

    def string(self, value: str) -> String:
        """A string that is made by this call as a whole."""
        return String(Text.decoded(value, self.origin.span()))

    def unknown(self, *, good: bool = False) -> Unknown:
        return Unknown(self.origin, good=good)

    def fails(self, reason: str, at: Value | None = None) -> Invalid:
        """That the program ends here with an error."""
        return Invalid(reason, (at.origin if at is not None else self.origin).span(), tuple(self.powershell.requests))


Native = Callable[[Call], Value]


class Cmdlet(NamedTuple):
    """A cmdlet: its parameters that have a value, those that are switches, and those that are given by their position."""

    run: Native
    values: frozenset[str] = frozenset()
    switches: frozenset[str] = frozenset()
    positions: tuple[str, ...] = ()


class Library(NamedTuple):
    """What there is besides PowerShell's syntax: cmdlets by name and alias, static members of types by their full name,
    methods by the class of the object and the name, all in lower case. `sending`: the cmdlets that send requests."""

    cmdlets: Mapping[str, Cmdlet]
    statics: Mapping[str, Native]
    methods: Mapping[tuple[type, str], Native]
    sending: frozenset[str]


CHAINS = frozenset(
    """pipeline pipeline_chain logical_expression bitwise_expression comparison_expression additive_expression
    multiplicative_expression format_expression range_expression array_literal_expression unary_expression
    logical_argument_expression bitwise_argument_expression comparison_argument_expression additive_argument_expression
    multiplicative_argument_expression format_argument_expression range_argument_expression argument_expression
    left_assignment_expression key_expression string_literal statement_list block_name""".split()  # noqa: SIM905
)
"""Nodes that say nothing where only one node is in them."""


def inner(node: Node) -> Node:
    """The node in which a node says something."""
    while node.type in CHAINS and len(node.children) == 1:
        node = node.children[0]
    return node


@dataclass
class PowerShell(Program):
    """`functions`: those of the sample, by their name in lower case."""

    library: Library = field(kw_only=True)
    functions: dict[str, Node] = field(default_factory=dict)

    def evaluate(self, node: Node) -> Value:
        return super().evaluate(inner(node))

    def warn(self, message: str, place: Text) -> None:
        """Notes what PowerShell takes without an error, once for each place."""
        found = Misprint(message, place.span())
        if found not in self.misprints:
            self.misprints.append(found)
