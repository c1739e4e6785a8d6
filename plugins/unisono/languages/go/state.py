"""The state of one Go program, and calls of what is not the sample's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import NamedTuple

from tree_sitter import Node

from unisono.languages.go.types import Type
from unisono.languages.go.values import Bytes, GoMap, Opaque, Tuple, copied, to_text, type_name
from unisono.languages.program.run import Program
from unisono.languages.program.values import Boolean, Host, Null, Number, String, Unknown, Value
from unisono.languages.reading import Invalid, Misprint, Unsupported
from unisono.records import dataclass
from unisono.text.source import Text


class Call(NamedTuple):
    """One call. `this` is what a method is called of, `name` what it is called by."""

    go: Go
    this: Value
    name: str
    args: list[Value]
    origin: Text

    def text(self, number: int) -> Text:
        return to_text(self.args[number])

    def string(self, value: str) -> String:
        """A string that is made by this call as a whole."""
        return String(Text.decoded(value, self.origin.span()))

    def unknown(self, *, is_text: bool = False) -> Unknown:
        return Unknown(self.origin, is_text=is_text, good=True)

    def nil(self) -> Null:
        return Null(self.origin)

    def well(self, value: Value) -> Tuple:
        """A value, and that there was no error."""
        return Tuple(self.origin, [value, self.nil()])

    def fails(self, reason: str, at: Value | None = None) -> Invalid:
        """That the program ends here, or gets an error that keeps it from sending."""
        return self.go.fails(reason, self.origin if at is None else at.origin)


class Native(NamedTuple):
    """A function or method of the library. `takes` has a letter for each parameter, see `FITS`; a dot behind the last: as
    many as are given."""

    takes: str
    run: Callable[[Call], Value]


class Reads(Host):
    """What content can be read from: an `io.Reader`."""

    __slots__ = ()


class Writes(Host):
    """What can be written to: an `io.Writer`."""

    __slots__ = ()


def _is_text(value: Value) -> bool:
    return isinstance(value, String)


FITS: Mapping[str, tuple[str, Callable[[Value], bool]]] = {
    "a": ("any", lambda _: True),
    "s": ("string", _is_text),
    "b": ("[]byte", lambda value: isinstance(value, Bytes | Null)),
    "i": ("int", lambda value: isinstance(value, Number)),
    "t": ("bool", lambda value: isinstance(value, Boolean)),
    "m": ("map", lambda value: isinstance(value, GoMap | Null)),
    "r": ("io.Reader", lambda value: isinstance(value, Reads | Opaque | Null)),
    "w": ("io.Writer", lambda value: isinstance(value, Writes | Opaque)),
}
"""By the letter of a parameter: its type, and whether a value has it that is known."""


class Library(NamedTuple):
    """What there is besides Go's syntax: functions and values of packages by their full names; methods by class (of maps by
    the name of their type) and name; members of hosts likewise, to get and to set; what makes a value of a type; and `sending`,
    the names of what sends requests or says what they are."""

    functions: Mapping[str, Native]
    constants: Mapping[str, Callable[[Text], Value]]
    methods: Mapping[tuple[type | str, str], Native]
    getters: Mapping[tuple[type, str], Callable[[Value, Text], Value]]
    setters: Mapping[tuple[type, str], Callable[[Go, Value, Value], None]]
    makers: Mapping[str, Callable[[Go, Mapping[str, Value], Text], Value]]
    sending: frozenset[str]


@dataclass
class Go(Program):
    """`imports`: paths by the names that they have in the file; `functions` and `methods`: those of the sample; `types` and
    `declared`: its types, made and as written; `globals`: its package's variables; `frames`: what the names of each block that
    is open stood for outside of it; `addressed`: variables that something points to; `unordered`: loops over maps that run."""

    library: Library = field(kw_only=True)
    imports: dict[str, str] = field(default_factory=dict)
    functions: dict[str, Node] = field(default_factory=dict)
    methods: dict[tuple[str, str], Node] = field(default_factory=dict)
    types: dict[str, Type] = field(default_factory=dict)
    declared: dict[str, Node] = field(default_factory=dict)
    globals: dict[str, Value] = field(default_factory=dict)
    frames: list[dict[str, Value | None]] = field(default_factory=list)
    addressed: set[str] = field(default_factory=set)
    unordered: int = 0

    def refuses(self, reason: str, place: Text) -> Invalid:
        """That the program does not compile, so none of it runs."""
        return Invalid(reason, place.span())

    def fails(self, reason: str, place: Text) -> Invalid:
        """That the program ends here, or gets an error that keeps it from sending."""
        return Invalid(reason, place.span(), tuple(self.requests))

    def warn(self, message: str, place: Text) -> None:
        """Notes what Go takes without a word, once for each place."""
        found = Misprint(message, place.span())
        if found not in self.misprints:
            self.misprints.append(found)

    def package(self, node: Node) -> str:
        """The path of the package that a node names."""
        name = self.tree.written(node)
        if name not in self.imports:
            raise Unsupported(f"the package {name}", self.tree.text(node).span())
        return self.imports[name]

    def declare(self, name: str, value: Value) -> None:
        """Sets a variable of the block that runs now, and only for it."""
        if name == "_":
            return
        if self.frames and name not in self.frames[-1]:
            self.frames[-1][name] = self.scope.get(name)
        self.scope[name] = copied(value)

    def assign(self, name: str, value: Value, place: Text) -> None:
        """Sets the variable of that name, wherever it is declared."""
        if name == "_":
            return
        if name in self.addressed and not isinstance(value, Host | Unknown):
            raise Unsupported("a variable that is set while something points to it", place.span())
        where = self.globals if name not in self.scope and name in self.globals else self.scope
        where[name] = copied(value)

    def in_block(self, run: Callable[[], None]) -> None:
        """Runs something whose variables end with it."""
        self.frames.append({})
        try:
            run()
        finally:
            for name, before in self.frames.pop().items():
                if before is None:
                    self.scope.pop(name, None)
                else:
                    self.scope[name] = before

    def checked(self, native: Native, call: Call) -> Value:
        """Calls a function of the library with arguments that it takes. Raises where the program would not compile."""
        variadic = native.takes.endswith(".")
        letters = native.takes.rstrip(".")
        least = len(letters) - variadic
        if len(call.args) < least or (len(call.args) > least and not variadic):
            amount = "not enough" if len(call.args) < least else "too many"
            raise self.refuses(f"{amount} arguments in call to {call.name}", call.origin)
        for number, value in enumerate(call.args):
            kind, fits = FITS[letters[min(number, len(letters) - 1)]]
            if not isinstance(value, Unknown) and not fits(value):
                said = f"cannot use {value.origin.value[:40]} ({type_name(value)}) as {kind} value in argument to {call.name}"
                raise self.refuses(said, value.origin)
        return native.run(call)
