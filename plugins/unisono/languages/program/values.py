"""The values of programs, each with the characters it was written with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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


_MAX_DIGITS = 300
"""Of an integer: each of them can then be made a number of floating point, of which the largest has 309."""

_MOST_READ = 4_000
"""Characters of an integer, with what stands before its digits: Python itself reads none of more than 4,300."""


def integer_of(digits: str, base: int, place: Text) -> int:
    """The number that digits are. Raises Unsupported where they are very many."""
    return bounded_integer(long_integer_of(digits, base, place), place)


def long_integer_of(digits: str, base: int, place: Text) -> int:
    """The same for languages in which an integer that is too large is another kind of number."""
    if len(digits) > _MOST_READ:
        raise _too_long(place)
    return int(digits, base)


def bounded_integer(value: int, place: Text) -> int:
    """An integer that was worked out. Raises Unsupported where it is very large."""
    if abs(value) >= _LIMIT:
        raise _too_long(place)
    return value


_LIMIT = 10**_MAX_DIGITS


def _too_long(place: Text) -> Unsupported:
    return Unsupported(f"a number of more than {_MAX_DIGITS} digits", place.span())


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
    """Keys and values, in the order in which they were put there; also the lists of languages whose lists are maps.
    `following` is the key of what is put behind all others."""

    entries: dict[Key, Entry] = field(default_factory=dict)
    following: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        if self.entries:  # taken over from another one
            budget.elements(len(self.entries), self.origin.span())
            self.following = max((key for key in self.entries if isinstance(key, int)), default=-1) + 1

    def get(self, key: Key) -> Value | None:
        found = self.entries.get(key)
        return found.value if found else None

    def put(self, key: Key, name: Text, value: Value) -> None:
        """Sets a member; one that is there keeps its place."""
        budget.elements(1, name.span())
        if isinstance(key, int) and (key >= self.following or not self.entries):
            self.following = key + 1
        self.entries[key] = Entry(name, value)

    def append(self, value: Value) -> None:
        """Puts a value behind the largest whole number that was a key."""
        self.put(self.following, Text.decoded(str(self.following), value.origin.span()), value)

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

    def __post_init__(self) -> None:
        if self.items:
            budget.elements(len(self.items), self.origin.span())

    def extend(self, values: Sequence[Value]) -> None:
        """Puts values behind the others."""
        budget.elements(len(values), self.origin.span())
        self.items += values


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
