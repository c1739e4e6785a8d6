"""The values of JavaScript, each with the characters it was written with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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


class Undefined(Value):
    __slots__ = ()


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
    value: float


@dataclass(slots=True, eq=False)
class Unknown(Value):
    """A value known only at run time.

    `foreign`: it comes from a module that is not understood. `unset`: it is undefined unless the user sets it. `given`: who
    calls a function that the sample does not call gives it, and it may be a client.
    """

    foreign: bool = False
    unset: bool = False
    given: bool = False


@dataclass(slots=True, eq=False)
class Regex(Value):
    pattern: str
    flags: str


@dataclass(slots=True, eq=False)
class Symbol(Value):
    """Stands for any symbol: property names made of it are never sent."""


@dataclass(slots=True, eq=False)
class Member:
    """A property: its name as written, and its value."""

    name: Text
    value: Value


@dataclass(slots=True, eq=False)
class Object(Value):
    """An object; also the base of all others. `kind` is the class name that `Object.prototype.toString` shows."""

    members: dict[str, Member] = field(default_factory=dict)
    prototype: Object | None = None

    kind = "Object"

    def get(self, name: str) -> Value | None:
        """The property of that name, own or inherited; None if there is none."""
        found: Object | None = self
        while found is not None:
            if name in found.members:
                return found.members[name].value
            found = found.prototype
        return None

    def set(self, name: Text, value: Value) -> None:
        old = self.members.get(name.value)
        self.members[name.value] = Member(old.name if old else name, value)

    def delete(self, name: Text) -> None:
        self.members.pop(name.value, None)

    def entries(self) -> Iterator[tuple[Text, Value]]:
        """Own enumerable properties (ECMAScript 10.1.11.1): array indices first, then the others as they were made."""
        names = list(self.members)
        if names:
            budget.elements(len(names), self.origin.span())
        if any(name.isdecimal() for name in names):
            names.sort(key=lambda n: (0, int(n)) if is_index(n) else (1, 0))
        for name in names:
            member = self.members[name]
            yield member.name, member.value

    def as_text(self) -> Text | None:
        """What its class's own `toString` gives; None where that is the one of every object."""
        return None

    def own(self, name: str) -> Value | None:
        """An option given by that name; None where it is missing or undefined."""
        value = self.get(name)
        return None if isinstance(value, Undefined) else value


def is_index(name: str) -> bool:
    return name.isascii() and name.isdecimal() and len(name) <= 16 and (name == "0" or name[0] != "0")


@dataclass(slots=True, eq=False)
class Array(Object):
    items: list[Value] = field(default_factory=list)

    kind = "Array"

    def get(self, name: str) -> Value | None:
        if is_index(name):
            return self.items[int(name)] if int(name) < len(self.items) else None
        if name == "length":
            return Number(self.origin, len(self.items))
        return Object.get(self, name)

    def set(self, name: Text, value: Value) -> None:
        if is_index(name.value) and int(name.value) <= len(self.items):
            self.items[int(name.value) :] = [value, *self.items[int(name.value) + 1 :]]
        elif is_index(name.value):
            raise Unsupported("an array with holes", name.span())
        elif name.value == "length":
            self.cut(name, value)
        else:
            Object.set(self, name, value)

    def cut(self, name: Text, length: Value) -> None:
        """Set the length."""
        if not isinstance(length, Number) or length.value not in range(len(self.items) + 1):
            raise Unsupported("an array of this length", name.span())
        del self.items[int(length.value) :]

    def delete(self, name: Text) -> None:
        if is_index(name.value) and int(name.value) < len(self.items):
            raise Unsupported("an array with holes", name.span())
        Object.delete(self, name)

    def entries(self) -> Iterator[tuple[Text, Value]]:
        place = self.origin.span()
        budget.elements(len(self.items), place)
        for i, item in enumerate(self.items):
            yield Text.decoded(str(i), place), item
        yield from Object.entries(self)


@dataclass(slots=True, eq=False)
class Arguments(Object):
    """The `arguments` of a function, which have numbers and a length as an array, and none of its methods."""

    items: list[Value] = field(default_factory=list)

    kind = "Arguments"

    def get(self, name: str) -> Value | None:
        if is_index(name) and int(name) < len(self.items):
            return self.items[int(name)]
        return Number(self.origin, len(self.items)) if name == "length" else Object.get(self, name)

    def set(self, name: Text, value: Value) -> None:  # noqa: ARG002  whatever it is
        raise Unsupported("arguments that are changed", name.span())

    def entries(self) -> Iterator[tuple[Text, Value]]:
        place = self.origin.span()
        budget.elements(len(self.items), place)
        for i, item in enumerate(self.items):
            yield Text.decoded(str(i), place), item


@dataclass(slots=True, eq=False)
class Function(Object):
    """A function of the sample: its node, the scope it was made in, and the `this` an arrow function keeps."""

    node: Node | None = None
    scope: Scope | None = None
    this: Value | None = None
    home: Object | None = None  # the prototype of the class it is a method of, for `super`

    kind = "Function"


@dataclass(slots=True, eq=False)
class Class(Function):
    """A class of the sample; `fields` are evaluated for each instance."""

    instance: Object | None = None
    parent: Value | None = None
    constructor: Function | None = None
    fields: list[tuple[Text, Node | None]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Listing(Object):
    """An iterator over values that are known (ECMAScript 27.1); it gives them once."""

    items: list[Value] = field(default_factory=list)
    spent: bool = False

    kind = "Iterator"

    def as_text(self) -> Text | None:
        raise Unsupported("an iterator as a string", self.origin.span())


@dataclass(slots=True, eq=False)
class Promise(Object):
    """`value` is None until it is settled; `failed` marks a rejection."""

    value: Value | None = None
    failed: bool = False
    waiting: list[Callable[[], None]] = field(default_factory=list)
    caught: bool = False

    kind = "Promise"


@dataclass(slots=True, eq=False)
class Bytes(Object):
    """A Buffer that holds the UTF-8 form of a text."""

    text: Text | None = None

    kind = "Uint8Array"

    def as_text(self) -> Text | None:
        return self.text


class TypedArray(Bytes):
    """A typed array that is no Buffer."""

    __slots__ = ()

    def as_text(self) -> Text | None:
        raise Unsupported("the numbers of a typed array", self.origin.span())


class Thrown(Exception):
    """A JavaScript exception on its way up; `place` is where it was thrown."""

    def __init__(self, value: Value, place: Text) -> None:
        super().__init__()
        self.value = value
        self.place = place


def failure(kind: str, message: str, place: Text, undefined: Node | None = None) -> Thrown:
    """The exception that Node.js throws itself: an error object with that name and message."""
    error = Error(place, undefined=undefined)
    for name, text in (("name", kind), ("message", message)):
        error.set(Text.decoded(name, place.span()), String(Text.decoded(text, place.span())))
    return Thrown(error, place)


@dataclass(slots=True, eq=False)
class Error(Object):
    """`undefined` is what the sample uses and has not, where that is what failed: a name or a method."""

    undefined: Node | None = None

    kind = "Error"


def object_of(origin: Text, members: Iterable[tuple[Text, Value]]) -> Object:
    made = Object(origin)
    for name, value in members:
        made.set(name, value)
    return made


@dataclass(slots=True, eq=False)
class Binding:
    """A declared name. `value` is None from the start of its block until its declaration runs."""

    value: Value | None
    constant: bool = False
    lexical: bool = False  # declared by let, const or class: a second declaration is a syntax error


@dataclass(slots=True, eq=False)
class Scope:
    """The names of a block or function.

    `body` marks the scope of a whole function or script, where `var` declares; `this` and `function` are set for a function
    with a `this` of its own.
    """

    parent: Scope | None = None
    names: dict[str, Binding] = field(default_factory=dict)
    this: Value | None = None
    function: Function | None = None
    body: bool = False

    def find(self, name: str) -> Binding | None:
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.parent
        return None

    def declare(self, name: str, value: Value | None, constant: bool = False, lexical: bool = False) -> None:
        self.names[name] = Binding(value, constant, lexical)

    def enclosing(self) -> Scope:
        """The nearest scope that belongs to a function with a `this` of its own, or the outermost."""
        scope = self
        while scope.this is None and scope.parent is not None:
            scope = scope.parent
        return scope
