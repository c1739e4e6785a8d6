"""What content is made of: its members and their types, without the values, and in what two contents differ there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import NamedTuple

from unisono.records import dataclass
from unisono.text.json import JsonError, Node, read_json
from unisono.text.placeholders import literals
from unisono.text.source import Text
from unisono.wire.compare import bounded
from unisono.wire.request import Content, Part, essence
from unisono.wire.urls import read_pairs

ITEM = "*"
"""Stands for the index of any item in a pointer: `/orders/*/quantity`."""


@dataclass(slots=True)
class Shape:
    """The types that a value has in one example or in several: those of JSON, `integer` for a number without a fraction,
    `form`, `multipart`, `file`, `text`, and `placeholder` for a value of any type. No type: there is no content."""

    types: set[str] = field(default_factory=set)
    members: dict[str, Shape] = field(default_factory=dict)
    items: Shape | None = None

    def add(self, node: Node) -> None:
        """Take in a JSON value. `read_json` bounds how deep it is."""
        self.types.add(_type(node))
        for key, value in node.members:
            self.members.setdefault(key.value, Shape()).add(value)
        for item in node.items:
            self.items = self.items or Shape()
            self.items.add(item)

    def add_names(self, kind: str, names: Iterable[tuple[str, str]]) -> None:
        """Take in a form or multipart content: the name and type of each of its parts."""
        self.types.add(kind)
        for name, part in names:
            self.members.setdefault(name, Shape()).types.add(part)


def shape_of(content: Content | None, media_type: str | None) -> Shape:
    """The shape of a request's content, read as its media type says; as JSON where nothing else is said or it looks so."""
    shape = Shape()
    if content is None or not content.text.value:
        return shape
    if content.parts is not None:
        shape.add_names("multipart", ((part.name.value, _part_type(part)) for part in content.parts))
    else:
        add_text(shape, content.text, media_type)
    return shape


def add_text(shape: Shape, text: Text, media_type: str | None) -> None:
    """Take in content that is written as text."""
    kind = essence(media_type or "")
    looks_like_json = text.value.lstrip()[:1] in {"{", "["}
    if looks_like_json or not kind or kind == "application/json" or kind.endswith("+json"):
        try:
            return shape.add(read_json(text))
        except JsonError:
            pass  # taken for what it is said to be
    if kind == "application/x-www-form-urlencoded":
        return shape.add_names("form", ((pair.name, "text") for pair in read_pairs(text.stripped())))
    shape.types.add("text")
    return None


class Deviation(NamedTuple):
    """One way in which the second of two shapes differs: a member that only one has, or other types. `pointer` is a JSON
    pointer (RFC 6901) with `ITEM` for any index; in a form or multipart content, the name."""

    pointer: str
    before: frozenset[str] | None
    after: frozenset[str] | None


def deviations(before: Shape, after: Shape) -> Iterator[Deviation]:
    """In what two contents differ. What is inside a value that only one has, or whose type changed, is not listed."""
    pending: list[tuple[tuple[str, ...], Shape, Shape]] = [((), before, after)]
    named = bool((before.types | after.types) & {"form", "multipart"})
    while pending:
        path, left, right = pending.pop()
        if "placeholder" in left.types | right.types:
            continue
        if _comparable(left.types) != _comparable(right.types):
            yield Deviation(_pointer(path, named), frozenset(left.types), frozenset(right.types))
        if left.types & right.types & {"object", "form", "multipart"}:
            for name in [name for name in left.members if name not in right.members]:
                yield Deviation(_pointer((*path, name), named), frozenset(left.members[name].types), None)
            for name in [name for name in right.members if name not in left.members]:
                yield Deviation(_pointer((*path, name), named), None, frozenset(right.members[name].types))
        below = [((*path, name), left.members[name], right.members[name]) for name in left.members if name in right.members]
        if left.items and right.items:
            below.append(((*path, ITEM), left.items, right.items))
        pending += reversed(below)


def narrows(before: frozenset[str], after: frozenset[str]) -> bool:
    """Whether a value of a type that was shown before is not shown any more. An example that is null says nothing of types."""
    return bool(_comparable(before) - _comparable(after) - {"null"}) and after != {"null"}


def described(types: frozenset[str]) -> str:
    return " or ".join(sorted(types))


def _comparable(types: Iterable[str]) -> set[str]:
    """An example cannot tell whether numbers may have a fraction."""
    return {"number" if name == "integer" else name for name in types}


def _pointer(path: tuple[str, ...], named: bool) -> str:
    if named:
        return bounded("".join(path))  # at most one: forms have no depth
    return bounded("".join(f"/{name.replace('~', '~0').replace('/', '~1')}" for name in path))


def _part_type(part: Part) -> str:
    return "text" if part.filename is None else "file"


def _type(node: Node) -> str:
    if node.kind == "string" and node.value and list(literals(node.text)) == [None]:  # "<quantity>"
        return "placeholder"
    return "integer" if node.kind == "number" and not set(node.value) & set(".eE") else node.kind
