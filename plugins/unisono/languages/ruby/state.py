"""The state of one Ruby program, and calls of what is not the sample's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import NamedTuple

from tree_sitter import Node

from unisono.languages.program.run import Program
from unisono.languages.program.values import Boolean, Class, Instance, Map, Null, String, Unknown, Value
from unisono.languages.reading import Invalid, Misprint, Missing, Unsupported
from unisono.languages.ruby.values import named, to_text
from unisono.records import dataclass
from unisono.text.slips import misspelt
from unisono.text.source import Text


class Call(NamedTuple):
    """One call of a method. `this` is what it is called of, `keywords` its keyword arguments, `block` what its block does."""

    ruby: Ruby
    this: Value
    args: list[Value]
    keywords: Map
    origin: Text
    block: Callable[[list[Value]], Value] | None = None

    def arg(self, number: int) -> Value:
        """An argument; nil where it was not given."""
        return self.args[number] if number < len(self.args) else Null(self.origin)

    def text(self, number: int) -> Text:
        return to_text(self.arg(number))

    def hash(self, number: int) -> Map:
        """An argument that is a hash: given as such, or as keywords behind the others."""
        if number >= len(self.args):
            return self.keywords
        found = self.args[number]
        if not isinstance(found, Map):
            raise Unsupported("a hash that is known only at run time", found.origin.span())
        return found

    def keyword(self, name: str) -> Value | None:
        return named(self.keywords, name)

    def string(self, value: str) -> String:
        """A string that is made by this call as a whole."""
        return String(Text.decoded(value, self.origin.span()))

    def unknown(self, *, good: bool = False) -> Unknown:
        return Unknown(self.origin, good=good)

    def truth(self, holds: bool) -> Boolean:
        return Boolean(self.origin, holds)

    def fails(self, reason: str, at: Value | None = None) -> Invalid:
        """That Ruby ends the program here with an error that nobody rescues."""
        return Invalid(reason, (at.origin if at is not None else self.origin).span(), tuple(self.ruby.requests))


Native = Callable[[Call], Value]


class Library(NamedTuple):
    """What there is besides Ruby's syntax: methods of objects by class and name, of modules by their full name, and of no
    object. `modules`: the names of modules and classes. `sending`: the methods that send requests or say what they are."""

    methods: Mapping[tuple[type, str], Native]
    of_modules: Mapping[str, Native]
    functions: Mapping[str, Native]
    modules: frozenset[str]
    sending: frozenset[str]


_PROVIDERS = {
    "Net": ("net/http", "net/https", "open-uri"),
    "URI": ("uri", "net/http", "net/https", "open-uri"),
    "OpenSSL": ("openssl", "net/http", "net/https"),
    "JSON": ("json", "json/ext", "json/add/core"),
    "Base64": ("base64",),
    "CGI": ("cgi", "cgi/util"),
    "ERB": ("erb",),
    "SecureRandom": ("securerandom",),
}
"""What makes each module known, the usual one first."""

_KNOWN = (*(name for names in _PROVIDERS.values() for name in names), "time", "date", "pp", "set", "stringio")


@dataclass
class Ruby(Program):
    """`methods`: those of the sample; `heredocs`: the body of each heredoc, by the node at which it begins; `required`: what
    was given to `require`; `this`: the object whose code runs, and `current` the class around that code; `main`:
    the variables of what is no object of a class."""

    library: Library = field(kw_only=True)
    methods: dict[str, Node] = field(default_factory=dict)
    heredocs: dict[int, Node] = field(default_factory=dict)
    constants: dict[str, Value] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)
    this: Instance | Class | None = None
    current: Class | None = None
    main: dict[str, Value] = field(default_factory=dict)

    @property
    def variables(self) -> dict[str, Value]:
        """Those of the object whose code runs (`@name`), and of the class around it (`@@name`)."""
        if isinstance(self.this, Instance):
            return self.this.members
        return self.this.own if self.this is not None else self.main

    def forget(self, name: str, place: Text) -> None:
        """As of all programs, also for the variables of objects."""
        if name.startswith("@"):
            self.variables[name] = Unknown(place)
        else:
            super().forget(name, place)

    def fails(self, reason: str, place: Text) -> Invalid:
        """That the program ends here with an error that nobody rescues."""
        return Invalid(reason, place.span(), tuple(self.requests))

    def require(self, library: Text) -> None:
        """Notes what is required. Raises where that is none of Ruby's own libraries but for one slip."""
        if meant := misspelt(library.value, _KNOWN):
            raise self.fails(f"cannot load such file -- {library.value} (LoadError); write {meant}", library)
        self.required.add(library.value)

    def need(self, module: str, reason: str, place: Text) -> None:
        """Raises where a module of Ruby's library is used that nothing has required. What other libraries require, nobody
        has looked into."""
        providers = _PROVIDERS.get(module)
        if providers is None or not self.required.isdisjoint(providers) or not self.required.issubset(_KNOWN):
            return
        error = self.fails(reason, place)
        error.missing = Missing(module, place.span(), f"require '{providers[0]}'")
        raise error

    def warn(self, message: str, place: Text) -> None:
        """Notes what Ruby takes without a word, once for each place."""
        found = Misprint(message, place.span())
        if found not in self.misprints:
            self.misprints.append(found)
