"""PowerShell's values besides those of the kernel and of .NET, and all of them as text."""

from __future__ import annotations

from unisono.languages.csharp.values import Money, Type, number_text
from unisono.languages.program.values import Boolean, Host, List, Map, Null, Number, String, Unknown, Value, spelled
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text.source import Text


@dataclass(slots=True, eq=False)
class Table(Map):
    """A hashtable, whose keys are the same in upper and lower case; `ordered`, or an object with properties (`custom`)."""

    kind: str = ""

    @property
    def shown(self) -> str:
        """What it is as a text."""
        return {"ordered": "System.Collections.Specialized.OrderedDictionary", "": "System.Collections.Hashtable"}[self.kind]


@dataclass(slots=True, eq=False)
class Secure(Host):
    """A `SecureString`."""

    text: Text


@dataclass(slots=True, eq=False)
class Credential(Host):
    """A `PSCredential`."""

    user: Text
    password: Text


@dataclass(slots=True, eq=False)
class FileInfo(Host):
    """A file, as `Get-Item` gives it."""

    path: Text


def whole_number(number: Number) -> int:
    """A number where an `[int]` is wanted: .NET rounds it, a half to the even one. Raises Unsupported for one that is none."""
    if not -(2**31) <= number.value < 2**31 - 0.5:  # NaN is not, either
        raise Unsupported("a number that is too large", number.origin.span())
    return round(number.value)


def to_text(value: Value) -> Text:
    """A value as a text, as it is put into strings and given to parameters."""
    place = value.origin.span()
    match value:
        case String() | Money():
            return value.origin
        case Unknown():
            return Text.placeholder(value.origin.value, place)
        case Number():
            return spelled(number_text(value.value), value)
        case Boolean():
            return Text.decoded("True" if value.value else "False", place)
        case Null():
            return Text.decoded("", place)
        case List():
            texts = [value.origin.slice(0, 0)]
            for number, item in enumerate(value.items):
                texts += [Text.decoded(" ", item.origin.span())] if number else []
                texts.append(to_text(item))
            return Text.join(texts)
        case Table() if value.kind != "custom":
            return Text.decoded(value.shown, place)
        case Type():
            return Text.decoded(value.name, place)
    raise Unsupported("such a value where a text is wanted", place)


def truthy(value: Value) -> bool | None:
    """Whether a condition holds; None where only a run could tell."""
    match value:
        case Null():
            return False
        case Boolean() | Number():
            return bool(value.value)
        case String() if not value.origin.has_placeholder:
            return bool(value.origin.value)
        case Unknown():
            return True if value.good else False if value.unset else None
        case List():
            return truthy(value.items[0]) if len(value.items) == 1 else bool(value.items)
        case Table() | Host():
            return True
    return None


def key_of(value: Value) -> str | int:
    """The key of a hashtable that a value is."""
    match value:
        case String() if not value.origin.has_placeholder:
            return value.origin.value.lower()
        case Number() if isinstance(value.value, int):
            return value.value
    raise Unsupported("a key that is known only at run time", value.origin.span())
