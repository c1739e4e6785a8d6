"""The values of programs, each with the characters it was written with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field

from tree_sitter import Node

from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text import budget
from unisono.text.source import Text


@dataclass(slots=True, eq=False)
class Value:
    """Any value. `origin` is the expression that made it; of a string it is the string itself."""

    origin: Text


class Null(Value):
    __slots__ = ()


class String(Value):
    """A string: `origin` is its text."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class Boolean(Value):
    value: bool


@dataclass(slots=True, eq=False)
class Number(Value):
    value: int | float


_MAX_DIGITS = 4_000
"""Of an integer: Python itself reads and writes none of more than 4,300."""


def integer_of(digits: str, base: int, place: Text) -> int:
    """The number that digits are. Raises Unsupported where they are very many."""
    if len(digits) > _MAX_DIGITS:
        raise Unsupported(f"a number of more than {_MAX_DIGITS:,} digits", place.span())
    return int(digits, base)


def bounded_integer(value: int, place: Text) -> int:
    """An integer that was worked out. Raises Unsupported where it is very large."""
    if value.bit_length() > 3 * _MAX_DIGITS:
        raise Unsupported(f"a number of more than {_MAX_DIGITS:,} digits", place.span())
    return value


@dataclass(slots=True, eq=False)
class Unknown(Value):
    """A value known only when the sample runs: `origin` is what it is shown as.

    `is_text`: it is known to be a string. `unset`: it is nothing unless the user sets it. `good`: it is what a request that
    went well gives, which no check for a failure holds for. `given`: it comes from who calls a function that the sample does
    not call, and may be anything, a client too.
    """

    is_text: bool = False
    unset: bool = False
    good: bool = False
    given: bool = False


def spelled(text: str, value: Value) -> Text:
    """The text of a value: the author's own characters where it is what they wrote."""
    return value.origin if value.origin.value == text else Text.decoded(text, value.origin.span())


@dataclass(slots=True, eq=False)
class Entry:
    """A member of a map: its name as written, and its value."""

    name: Text
    value: Value


Key = str | int


def key_of(value: Value) -> Key:
    """The key of a map that a value is. Raises Unsupported where only a run could tell."""
    match value:
        case String() if not value.origin.has_placeholder:
            return value.origin.value
        case Number() if isinstance(value.value, int):
            return value.value
    raise Unsupported("a key that is known only at run time", value.origin.span())


@dataclass(slots=True, eq=False)
class Map(Value):
    """Keys and values, in the order in which they were put there; also the lists of languages whose lists are maps."""

    entries: dict[Key, Entry] = field(default_factory=dict)

    def get(self, key: Key) -> Value | None:
        found = self.entries.get(key)
        return found.value if found else None

    def put(self, key: Key, name: Text, value: Value) -> None:
        """Sets a member; one that is there keeps its place."""
        budget.elements(1, name.span())
        self.entries[key] = Entry(name, value)

    def append(self, value: Value) -> None:
        """Puts a value behind the largest whole number that is a key."""
        numbers = [key for key in self.entries if isinstance(key, int)]
        self.put(max(numbers, default=-1) + 1, value.origin, value)

    @property
    def is_list(self) -> bool:
        """Whether its keys are 0, 1, 2 and so on."""
        return all(key == number for number, key in enumerate(self.entries))

    def values(self) -> Iterator[Value]:
        return (entry.value for entry in self.entries.values())

    @classmethod
    def of(cls, origin: Text, values: Iterable[Value]) -> Map:
        """A list of values."""
        made = cls(origin)
        for number, value in enumerate(values):
            made.put(number, value.origin, value)
        return made


@dataclass(slots=True, eq=False)
class List(Value):
    """The elements of a list, in languages in which that is another thing than a map."""

    items: list[Value] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Function(Value):
    """A function of the sample, with the names that it takes along."""

    node: Node
    captured: dict[str, Value] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Host(Value):
    """An object of the language's library or of a client."""


@dataclass(slots=True, eq=False)
class Class(Value):
    """A class of the sample: `methods` by their names, `own` the values that belong to the class itself, `parent` what it
    inherits from."""

    node: Node
    name: str
    methods: dict[str, Node] = field(default_factory=dict)
    own: dict[str, Value] = field(default_factory=dict)
    parent: Class | None = None

    def method(self, name: str) -> Node | None:
        """A method of the class, or of what it inherits from."""
        found = self.methods.get(name)
        return found or (self.parent.method(name) if self.parent else None)

    def value(self, name: str) -> Value | None:
        """What belongs to the class itself under a name."""
        found = self.own.get(name)
        return found or (self.parent.value(name) if self.parent else None)


@dataclass(slots=True, eq=False)
class Instance(Host):
    """An object of a class of the sample, with its properties."""

    of: Class
    members: dict[str, Value] = field(default_factory=dict)
