"""The state of one C# program, and calls of what is not the sample's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import NamedTuple

from tree_sitter import Node

from unisono.languages.csharp.values import to_text
from unisono.languages.program.run import Program
from unisono.languages.program.values import Boolean, Null, String, Unknown, Value
from unisono.languages.reading import Invalid, Unsupported
from unisono.records import dataclass
from unisono.text.source import Text


class Call(NamedTuple):
    """One call: `this` is what it is called of, `named` are the arguments that were given by name."""

    csharp: CSharp
    this: Value
    args: list[Value]
    origin: Text
    named: Mapping[str, Value]

    def arg(self, number: int, name: str = "") -> Value:
        """An argument by its place or its name; null where it was not given."""
        if name in self.named:
            return self.named[name]
        return self.args[number] if number < len(self.args) else Null(self.origin)

    def text(self, number: int, name: str = "") -> Text:
        return to_text(self.arg(number, name))

    def string(self, value: str) -> String:
        """A string that is made by this call as a whole."""
        return String(Text.decoded(value, self.origin.span()))

    def unknown(self, *, good: bool = False) -> Unknown:
        return Unknown(self.origin, good=good)

    def truth(self, holds: bool) -> Boolean:
        return Boolean(self.origin, holds)

    def fails(self, reason: str, at: Value | None = None) -> Invalid:
        """That the program ends here with an exception that nobody catches."""
        return Invalid(reason, (at.origin if at is not None else self.origin).span(), tuple(self.csharp.requests))


Native = Callable[[Call], Value]


class Library(NamedTuple):
    """What there is besides C#'s syntax.

    `constructors`: by the name of the type. `statics`: methods and properties of types, by their full name. `methods`,
    `properties`, `setters`: by the class of the object and the name. `sending`: the methods that send requests, or say what
    they are. `opaque`: types whose members say nothing of that.
    """

    constructors: Mapping[str, Native]
    statics: Mapping[str, Native]
    methods: Mapping[tuple[type, str], Native]
    properties: Mapping[tuple[type, str], Native]
    setters: Mapping[tuple[type, str], Native]
    sending: frozenset[str]
    opaque: frozenset[str]


def of_class(table: Mapping[tuple[type, str], Native], value: Value, name: str) -> Native | None:
    """What a table has for an object and a name."""
    return next((found for kind in type(value).__mro__ if (found := table.get((kind, name)))), None)


@dataclass
class CSharp(Program):
    """`outer`: the variables that all functions see; `functions`: those of the sample; `classes`: those of the sample that
    hold values, by name."""

    library: Library = field(kw_only=True)
    outer: dict[str, Value] = field(default_factory=dict)
    functions: dict[str, Node] = field(default_factory=dict)
    classes: dict[str, Node] = field(default_factory=dict)

    def variable(self, name: str) -> Value | None:
        """The value of a variable; None where there is none of that name."""
        found = self.scope.get(name)
        return self.outer.get(name) if found is None else found

    def assign(self, name: str, value: Value, place: Text) -> None:
        """Sets a variable that there is."""
        holder = next((scope for scope in (self.scope, self.outer) if name in scope), None)
        if holder is None:
            raise self.unknown_name(name, place)
        holder[name] = value

    def unknown_name(self, name: str, place: Text) -> Invalid | Unsupported:
        """What a name is that nothing in the sample says."""
        if name[:1].isupper():
            return Unsupported(f"the name {name}", place.span())
        return Invalid(f"The name '{name}' does not exist in the current context (CS0103)", place.span(), tuple(self.requests))
