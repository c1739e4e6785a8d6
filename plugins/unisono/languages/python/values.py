"""What Python expressions of a sample evaluate to, every value with its place in the file."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import field
from itertools import count

from unisono.languages.python.places import Places
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text import budget
from unisono.text.source import Span, Text
from unisono.wire.request import Content


@dataclass(slots=True, eq=False)
class Str:
    text: Text

    @property
    def span(self) -> Span:
        return self.text.span()


@dataclass(slots=True, eq=False)
class Bytes:
    """A bytes object, held as the text that it is in UTF-8."""

    text: Text

    @property
    def span(self) -> Span:
        return self.text.span()


@dataclass(slots=True, eq=False)
class Const:
    """A number, True, False, None, `...`, or an immutable object of the standard library (a date, a Decimal)."""

    value: object
    span: Span


@dataclass(slots=True, eq=False)
class Seq:
    kind: str  # the name of its Python type: list, tuple, set, generator, dict_items …
    items: list[Value]
    span: Span
    doubtful: Span | None = None  # the branch that may or may not have changed it


@dataclass(slots=True, eq=False)
class Map:
    """A dict; `folded`: one whose keys ignore case, as requests' header dicts do."""

    entries: dict[object, tuple[Value, Value]]
    span: Span
    folded: bool = False
    doubtful: Span | None = None

    def get(self, key: object) -> Value | None:
        found = self.entries.get(self._key(key))
        return found[1] if found else None

    def set(self, key: object, name: Value, value: Value) -> None:
        """As Python does: a plain dict keeps the key object it first had, requests' takes the newest spelling."""
        slot = self._key(key)
        old = self.entries.get(slot)
        self.entries[slot] = (old[0] if old and not self.folded else name, value)

    def remove(self, key: object) -> Value | None:
        found = self.entries.pop(self._key(key), None)
        return found[1] if found else None

    def _key(self, key: object) -> object:
        return key.lower() if self.folded and isinstance(key, str) else key


@dataclass(slots=True, eq=False)
class Unknown:
    """A value known only when the sample runs. `type` is its Python type's name where that is known, else empty.

    `foreign`: it comes from a package that this reader does not know, whose calls might send requests. `given`: the name of the
    parameter that it is, or that it is an attribute of, where nobody calls the function: it may be a client.
    """

    name: str
    span: Span
    type: str = ""
    foreign: bool = False
    given: str = ""

    @property
    def text(self) -> Text:
        return Text.placeholder("$" + self.name, self.span)


@dataclass(slots=True, eq=False)
class Scope:
    names: dict[str, Value] = field(default_factory=dict)
    parent: Scope | None = None
    outer: dict[str, Scope] = field(default_factory=dict)  # names declared global or nonlocal

    def find(self, name: str) -> Value | None:
        """What the name stands for, here or around; None where nothing has that name."""
        scope: Scope | None = self
        while scope is not None:
            scope = scope.outer.get(name, scope)
            if name in scope.names:
                return scope.names[name]
            scope = scope.parent
        return None

    def assign(self, name: str, value: Value) -> None:
        self.outer.get(name, self).names[name] = value


@dataclass(slots=True, eq=False)
class Function:
    """A function that the sample defines."""

    name: str
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    defaults: dict[str, Value]
    scope: Scope
    places: Places
    span: Span
    bound: tuple[Value, ...] = ()
    called: bool = False
    kind: str = ""  # staticmethod, classmethod or property


class Builtin:
    """A function or method of Python or of a library: `calls.Native`, which says what a call of it does."""

    __slots__ = ()

    span: Span


@dataclass(slots=True, eq=False)
class Namespace:
    """A module, or part of one. What `members` lacks is not understood."""

    name: str
    members: dict[str, Callable[[Span], Value]]
    span: Span
    names: frozenset[str] = frozenset()  # all that it has, understood or not; empty where that is not known


@dataclass(slots=True, eq=False)
class Class:
    name: str
    members: dict[str, Value]
    bases: list[Value]
    span: Span


@dataclass(slots=True, eq=False)
class Object:
    """An object with attributes: a Session, a Request, an exception, an instance of the sample's own class. `__str__`, where it
    has it, is the string that `str` makes of it, and all that is known of it."""

    type: str
    members: dict[str, Value]
    span: Span
    made_by: Class | None = None


@dataclass(slots=True, eq=False)
class Coroutine:
    """What calling an async function gives: nothing happens until it is awaited."""

    run: Callable[[], Value]
    span: Span


@dataclass(slots=True, eq=False)
class Exc:
    """An exception class, by its full name (`ValueError`, `requests.exceptions.Timeout`)."""

    name: str
    span: Span


@dataclass(slots=True, eq=False)
class Body:
    """Prepared content that is more than a string: multipart."""

    content: Content
    span: Span


Value = Str | Bytes | Const | Seq | Map | Unknown | Function | Builtin | Namespace | Class | Object | Coroutine | Exc | Body


MAX_VALUES = 20_000
"""How many values a structure may hold: lists that hold themselves, or one another, have no end."""


class NotKnown(Exception):
    """Thrown by `plain` for a value that is not known before the sample runs."""


def plain(value: Value) -> object:
    """The Python object that a value stands for. Raises `NotKnown` where it is not wholly known."""
    return _plain(value, count(MAX_VALUES, -1))


def _plain(value: Value, left: Iterator[int]) -> object:
    if next(left) <= 0:
        raise Unsupported(f"more than {MAX_VALUES} values", value.span)
    if isinstance(value, Str | Bytes):
        if value.text.has_placeholder:
            raise NotKnown
        return value.text.value if isinstance(value, Str) else value.text.value.encode("utf-8", "surrogatepass")
    if isinstance(value, Const):
        return value.value
    if isinstance(value, Seq):
        budget.elements(len(value.items), value.span)
        items = [_plain(item, left) for item in value.items]
        return {"tuple": tuple, "set": set, "frozenset": frozenset}.get(value.kind, list)(items)
    if isinstance(value, Map):
        budget.elements(len(value.entries), value.span)
        return {key: _plain(item, left) for key, (_, item) in value.entries.items()}
    raise NotKnown


def key_of(value: Value) -> object:
    """The hashable Python object under which a dict keeps `value`; raises TypeError as Python does."""
    if isinstance(value, Str):
        return value.text.value
    if isinstance(value, Bytes):
        return value.text.value.encode("utf-8", "surrogatepass")
    if isinstance(value, Const):
        return value.value
    if isinstance(value, Seq) and value.kind in ("tuple", "frozenset"):
        budget.elements(len(value.items), value.span)
        keys = [key_of(item) for item in value.items]
        return tuple(keys) if value.kind == "tuple" else frozenset(keys)
    if isinstance(value, Seq | Map):
        raise TypeError(f"unhashable type: '{type_name(value)}'")
    return value.text.value if isinstance(value, Unknown) else value


def wrap(found: object, span: Span) -> Value | None:
    """A Python object as a value made from `span`; None for an object of a kind that no sample's value has."""
    if isinstance(found, str):
        return Str(Text.decoded(found, span))
    if isinstance(found, bytes | bytearray):
        try:
            return Bytes(Text.decoded(found.decode(), span))
        except UnicodeDecodeError:
            return None
    if isinstance(found, list | tuple | set | frozenset | dict):
        budget.elements(len(found), span)
    if isinstance(found, list | tuple | set | frozenset):
        items = [wrap(item, span) for item in found]
        return Seq(type(found).__name__, [i for i in items if i is not None], span) if None not in items else None
    if isinstance(found, dict):
        made = Map({}, span)
        for key, item in found.items():
            name, value = wrap(key, span), wrap(item, span)
            if name is None or value is None:
                return None
            made.set(key, name, value)
        return made
    return Const(found, span)


def type_name(value: Value) -> str:
    """The name of a value's Python type, as Python's messages give it; empty where it is not known."""
    if isinstance(value, Seq):
        return value.kind
    if isinstance(value, Unknown | Object):
        return value.type
    if isinstance(value, Const):
        return type(value.value).__name__
    names = {Str: "str", Bytes: "bytes", Map: "dict", Function: "function", Namespace: "module"}
    if isinstance(value, Builtin):
        return "function"
    return names.get(type(value), "type" if isinstance(value, Class | Exc) else type(value).__name__.lower())


def truthy(value: Value) -> bool | None:
    """Whether a value counts as true; None where only running the sample can tell."""
    if isinstance(value, Str | Bytes):
        return None if value.text.has_placeholder else bool(value.text.value)
    if isinstance(value, Const):
        return bool(value.value)
    if isinstance(value, Seq):
        return bool(value.items) or value.kind == "generator"
    if isinstance(value, Map):
        return bool(value.entries)
    return None if isinstance(value, Unknown) else True


def none(span: Span) -> Const:
    return Const(None, span)
