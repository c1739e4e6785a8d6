"""The state of one Java program, and calls of what is not the sample's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import NamedTuple

from tree_sitter import Node

from unisono.languages.java.names import Names
from unisono.languages.java.values import to_text
from unisono.languages.program.run import Program
from unisono.languages.program.values import Boolean, Function, String, Unknown, Value
from unisono.languages.reading import Invalid, Misprint, Unsupported
from unisono.records import dataclass
from unisono.text.source import Text


class Call(NamedTuple):
    """One call of a method, or of a constructor. `this` is what it is called of: an object, or a class."""

    java: Java
    this: Value
    args: list[Value]
    origin: Text
    node: Node

    def arg(self, number: int) -> Value:
        """An argument. Raises where it was not given."""
        if number >= len(self.args):
            raise Unsupported("a call with too few arguments", self.origin.span())
        return self.args[number]

    def text(self, number: int) -> Text:
        return to_text(self.arg(number))

    @property
    def name(self) -> Text:
        """The name of the method, where it is called."""
        named = self.node.child_by_field_name("name")
        return self.java.tree.text(named) if named is not None else self.origin

    def string(self, value: str) -> String:
        """A text that is made by this call as a whole."""
        return String(Text.decoded(value, self.origin.span()))

    def unknown(self, *, good: bool = False, is_text: bool = False) -> Unknown:
        return Unknown(self.origin, good=good, is_text=is_text)

    def truth(self, holds: bool) -> Boolean:
        return Boolean(self.origin, holds)

    def fails(self, reason: str, at: Value | None = None) -> Invalid:
        """That Java ends the program here with an exception that nobody catches."""
        return Invalid(reason, (at.origin if at is not None else self.origin).span(), tuple(self.java.requests))


Native = Callable[[Call], Value]


class Library(NamedTuple):
    """What there is besides Java's syntax: methods of objects by class and name, of classes by both names, and constructors by
    the name of the class. `sending`: the methods that send requests, or change what they are."""

    methods: Mapping[tuple[type, str], Native]
    static: Mapping[str, Native]
    constructors: Mapping[str, Native]
    constants: frozenset[str]
    sending: frozenset[str]


@dataclass
class Java(Program):
    """`names`: what its imports and classes are called; `fields`: the variables of its classes; `functions`: its methods, by
    name; `unawaited`: a request that is sent while the program goes on."""

    library: Library = field(kw_only=True)
    names: Names = field(kw_only=True)
    fields: dict[str, Value] = field(default_factory=dict)
    functions: dict[str, list[Node]] = field(default_factory=dict)
    unawaited: Text | None = None
    constructed: set[str] = field(default_factory=set)
    run_function: Callable[[Function, list[Value]], Value] = field(kw_only=True)

    def fails(self, reason: str, place: Text) -> Invalid:
        """That the program ends here with an exception that nobody catches."""
        return Invalid(reason, place.span(), tuple(self.requests))

    def refused(self, reason: str, place: Text) -> Invalid:
        """That the compiler refuses the program, which sends nothing then."""
        return Invalid(reason, place.span())

    def warn(self, message: str, place: Text) -> None:
        """Notes what Java takes without a word, once for each place."""
        found = Misprint(message, place.span())
        if found not in self.misprints:
            self.misprints.append(found)
