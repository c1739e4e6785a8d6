"""The state of one PHP program, and calls of what is not the sample's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import NamedTuple

from tree_sitter import Node

from unisono.languages.php.values import to_text
from unisono.languages.program.run import Program
from unisono.languages.program.values import Boolean, Class, Instance, Map, Null, Number, String, Unknown, Value
from unisono.languages.reading import Invalid, Misprint, Missing, Unsupported
from unisono.records import dataclass
from unisono.text.source import Text


class Call(NamedTuple):
    """One call of a function, a method or a constructor. `origin` is the whole call as written; `this` the object."""

    php: Php
    args: list[Value]
    origin: Text
    this: Value | None = None

    def arg(self, number: int) -> Value:
        """An argument; null where it was not given."""
        return self.args[number] if number < len(self.args) else Null(self.origin)

    def text(self, number: int) -> Text:
        """An argument as a string."""
        return to_text(self.arg(number))

    def number(self, number: int, default: int) -> int:
        """An argument that is a whole number, such as flags."""
        if number >= len(self.args):
            return default
        found = self.args[number]
        if not isinstance(found, Number) or not isinstance(found.value, int):
            raise Unsupported("flags that are no number", found.origin.span())
        return found.value

    def map(self, number: int) -> Map:
        """An argument that has to be an array."""
        found = self.arg(number)
        if isinstance(found, Map):
            return found
        if isinstance(found, Unknown):
            raise Unsupported("an array that is known only at run time", found.origin.span())
        raise self.fails(f"TypeError: argument #{number + 1} must be of type array", found)

    def made(self, value: str) -> String:
        """A string that is made by this call as a whole."""
        return String(Text.decoded(value, self.origin.span()))

    def unknown(self, *, is_text: bool = False, good: bool = False) -> Unknown:
        return Unknown(self.origin, is_text=is_text, good=good)

    def true(self) -> Boolean:
        return Boolean(self.origin, True)

    def fails(self, reason: str, at: Value | None = None) -> Invalid:
        """That PHP, or the client, ends the program here with an error that nobody catches."""
        return self.php.fails(reason, at.origin if at is not None else self.origin)


Native = Callable[[Call], Value]


class Library(NamedTuple):
    """What there is besides PHP's syntax: functions and classes by their names in lower case, methods by class and name,
    constants by their names. `short_names`: of classes that programs have to import, each with its full one and what shows that
    a program means it. `sending`: the functions and methods that send requests or say what they are; `of_clients`: the
    names by which a program shows that it uses a client."""

    functions: Mapping[str, Native]
    constructors: Mapping[str, Native]
    methods: Mapping[tuple[type, str], Native]
    statics: Mapping[str, Native]
    constants: Mapping[str, int | float | str]
    short_names: Mapping[str, tuple[str, re.Pattern[str]]]
    sending: frozenset[str]
    of_clients: frozenset[str]


@dataclass
class Php(Program):
    """`functions`: those of the sample, by their names in lower case; `uses`: what the short names of classes stand for;
    `classes`: those of the sample, by their names in lower case; `current`: that whose code runs."""

    library: Library = field(kw_only=True)
    functions: dict[str, Node] = field(default_factory=dict)
    uses: dict[str, str] = field(default_factory=dict)
    constants: dict[str, Value] = field(default_factory=dict)
    globals: dict[str, Value] = field(default_factory=dict)
    classes: dict[str, Class] = field(default_factory=dict)
    current: Class | None = None

    def forget(self, name: str, place: Text) -> None:
        """As of all programs; of `$this`, it is its properties that are not known."""
        this = self.scope.get(name)
        if name == "this" and isinstance(this, Instance):
            this.members.update(dict.fromkeys(this.members, Unknown(place)))
        else:
            super().forget(name, place)

    def fails(self, reason: str, place: Text) -> Invalid:
        """That the program ends here with an error that nobody catches."""
        return Invalid(f"PHP Fatal error: Uncaught {reason}", place.span(), tuple(self.requests))

    def need(self, name: str, place: Text) -> None:
        """Raises where a class of a client is used that nothing imports."""
        full, shown = self.library.short_names.get(name.lower(), ("", None))
        if shown is None or not shown.search(self.tree.code.known):
            return
        error = self.fails(f'Error: Class "{name}" not found', place)
        error.missing = Missing(name, place.span(), f"use {full};")
        raise error

    def warn(self, message: str, place: Text) -> None:
        """Notes what PHP only warns of, once for each place."""
        found = Misprint(message, place.span())
        if found not in self.misprints:
            self.misprints.append(found)
