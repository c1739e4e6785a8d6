"""Dataclasses whose methods are not compiled when their module is imported.

The standard library writes the source of each method of each dataclass and compiles it: a third of a millisecond a class. The
check of one page brings 160 of them, which was a quarter of its time. Here `__init__` is written when the first instance is
made, which for half of them is never, and the other methods are functions that all share.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import MISSING, FrozenInstanceError, fields
from functools import cache
from operator import attrgetter
from reprlib import recursive_repr
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, Never

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(
        cls: type | None = None, /, *, frozen: bool = False, slots: bool = False, eq: bool = True, kw_only: bool = False
    ) -> Any:
        """As `dataclasses.dataclass`; its `fields`, `replace` and all else take what this makes. Without `InitVar`."""

        def made(cls: type) -> type:
            own = dict(_frozen(slots)) if frozen else {}
            if eq:
                own |= {"__eq__": _equals, "__hash__": _hash if frozen else None}
            for name, method in {"__doc__": cls.__name__, "__repr__": _repr, **own}.items():
                if cls.__dict__.get(name) is None:
                    setattr(cls, name, method)
            found = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(cls)
            if "__init__" not in found.__dict__:
                found.__init__ = _late_init(found, frozen)
            return found

        return made if cls is None else made(cls)


def _late_init(owner: Any, is_frozen: bool) -> Callable[..., None]:
    """The `__init__` of a class until it is called for the first time."""

    def init(self: Any, *arguments: Any, **named: Any) -> None:
        owner.__init__ = _init(owner, is_frozen)
        owner.__init__(self, *arguments, **named)

    return init


def _init(owner: Any, is_frozen: bool) -> Callable[..., None]:
    """What `dataclasses` would have written."""
    known: dict[str, Any] = {"_MISSING": MISSING, "_set": object.__setattr__}
    taken: list[str] = []
    named: list[str] = []
    lines: list[str] = []
    for field in fields(owner):
        name = value = field.name
        if field.default is not MISSING:
            known[f"_default_{name}"] = field.default
            value, default = (name, f"=_default_{name}") if field.init else (f"_default_{name}", "")
        elif field.default_factory is not MISSING:
            known[f"_make_{name}"] = field.default_factory
            made = f"_make_{name}()"
            value, default = (f"{made} if {name} is _MISSING else {name}", "=_MISSING") if field.init else (made, "")
        elif field.init:
            default = ""
        else:
            continue
        if field.init:
            (named if field.kw_only else taken).append(name + default)
        slot = getattr(owner, name, None)
        if is_frozen and isinstance(slot, MemberDescriptorType):  # takes half the time that to look it up by its name takes
            known[f"_set_{name}"] = slot.__set__
            lines.append(f"_set_{name}(self, {value})")
        else:
            lines.append(f"_set(self, {name!r}, {value})" if is_frozen else f"self.{name} = {value}")
    if hasattr(owner, "__post_init__"):
        lines.append("self.__post_init__()")
    arguments = ", ".join(["self", *taken, *(["*", *named] if named else [])])
    source = f"def __init__({arguments}):\n " + "\n ".join(lines or ["pass"])
    exec(source, known)  # noqa: S102 (the names of the class's own fields)
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{owner.__qualname__}.__init__"
    return init


@cache
def _compared(cls: Any) -> Callable[[Any], Any]:
    """What two instances are compared by."""
    names = [field.name for field in fields(cls) if field.compare]
    return attrgetter(*names) if names else lambda _: ()


def _equals(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    values = _compared(self.__class__)
    return values(self) == values(other)


def _hash(self: Any) -> int:
    return hash(_compared(self.__class__)(self))


@recursive_repr()
def _repr(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in fields(self) if field.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _cannot_set(self: Any, name: str, value: object) -> Never:
    del self, value
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _cannot_delete(self: Any, name: str) -> Never:
    del self
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in fields(self)]


def _take_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


def _frozen(has_slots: bool) -> Iterator[tuple[str, Callable[..., Any]]]:
    """What keeps instances from being changed; those with slots are then pickled by their values, as nothing can be set."""
    yield "__setattr__", _cannot_set
    yield "__delattr__", _cannot_delete
    if has_slots:
        yield "__getstate__", _state
        yield "__setstate__", _take_state
