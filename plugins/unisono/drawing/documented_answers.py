"""What a page documents of its answers, as data for the script that compares one with it: by status, the tab of its example,
its media type and its shape.

A shape is a word whose letters are the kinds of values that are allowed (`s` string, `n` number, `b` truth value, `o` object,
`a` array, `*` any); or `["a", shape]`, an array with items of that shape; or `["o", {name: shape}, [name]]`, an object with
these members, those that may be absent named, and behind them, where members of any name are documented, their shape. `null` is
of every type, as it is in checks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from unisono.drawing.responses import answers
from unisono.pages.documentation import Listing, Member, documentation_of
from unisono.pages.model import Example, ExampleKind, Page
from unisono.pages.parameter_names import ANY
from unisono.pages.parameters import Parameter
from unisono.pages.types import read_type
from unisono.text.json import Node
from unisono.text.placeholders import is_placeholder

Shape = str | list[Any]

_LETTERS = {"string": "s", "number": "n", "integer": "n", "numeric string": "sn", "boolean": "b", "object": "o", "array": "a"}
_DEEPEST = 60


def documented_answers(page: Page, names: Mapping[Parameter, str], types: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """By status; `names` as of `answers`, `types` are the site's words for types."""
    shown = [example for example in page.examples_beside if example.kind is ExampleKind.RESPONSE]
    found: dict[str, dict[str, Any]] = {}
    for answer in answers(page, names):
        known: dict[str, Any] = {}
        if answer.example:
            number, _ = answer.example
            known["tab"] = number
            example = shown[number - 1]
            if isinstance(example.json, Node):
                known |= {"media": "application/json", "shape": _Shapes(page, example, types).of(example.json)}
        found[answer.status] = known
    return found


class _Shapes:
    def __init__(self, page: Page, example: Example, types: Mapping[str, str]) -> None:
        self.types = types
        described = (found for found in documentation_of(page).objects if found.example is example)
        self.listings: Mapping[int, Listing] = {id(found.node): found.listing for found in described}

    def of(self, node: Node, documented: Parameter | None = None, depth: int = 0) -> Shape:
        if is_placeholder(node) or depth > _DEEPEST:
            return "*"
        if node.kind == "object":
            return self._object([node], depth)
        if node.kind == "array":
            objects = [item for item in node.items if item.kind == "object"]
            if objects and len(objects) == len(node.items):
                return ["a", self._object(objects, depth)]
            kinds = {
                letter for item in node.items if isinstance(shape := self.of(item, depth=depth + 1), str) for letter in shape
            }
            others = any(item.kind in ("object", "array") for item in node.items)
            return ["a", "".join(sorted(kinds)) if kinds and not others else "*"]
        said = self._said(documented)
        own = _LETTERS.get(node.kind, "")
        return "".join(sorted({*own, *said})) or "*"

    def _said(self, parameter: Parameter | None) -> str:
        """The letters of a documented type; empty for one that is not known."""
        kind = read_type(parameter.type.value, self.types) if parameter and parameter.type else None
        return "".join(_LETTERS[one] for one in sorted(kind.kinds)) if kind else ""

    def _object(self, nodes: Sequence[Node], depth: int) -> Shape:
        """One object, or the items of an array together: what not all of them have may be absent."""
        members: dict[str, Shape] = {}
        absent: set[str] = set()
        anything: list[Shape] = []
        for node in nodes:
            listing = self.listings.get(id(node))
            for key, value in node.members:
                member = listing.get(key.value) if listing else None
                parameter = member.parameter if member else None
                shape = self.of(value, parameter, depth + 1)
                members[key.value] = _merged(members[key.value], shape) if key.value in members else shape
                if parameter and parameter.required is False:
                    absent.add(key.value)
            for name, member in listing.members.items() if listing else ():
                if name == ANY:
                    anything = ["*"]
                elif name not in members:
                    members[name] = self._listed(member)
                    absent.add(name)
        absent |= {name for name in members if not all(any(key.value == name for key, _ in node.members) for node in nodes)}
        return ["o", members, sorted(absent), *anything]

    def _listed(self, member: Member) -> Shape:
        return self._said(member.parameter) or "*"


def _merged(left: Shape, right: Shape) -> Shape:
    """What allows the values of both."""
    if left == right:
        return left
    if isinstance(left, str) and isinstance(right, str):
        return "".join(sorted({*left, *right}))
    if isinstance(left, list) and isinstance(right, list) and left[0] == right[0]:
        return ["a", _merged(left[1], right[1])] if left[0] == "a" else _merged_objects(left, right)
    return "*"


def _merged_objects(left: list[Any], right: list[Any]) -> Shape:
    names = [*left[1], *(name for name in right[1] if name not in left[1])]
    members = {name: _merged(left[1].get(name, right[1].get(name)), right[1].get(name, left[1].get(name))) for name in names}
    absent = {*left[2], *right[2], *(name for name in names if (name in left[1]) != (name in right[1]))}
    return ["o", members, sorted(absent), *(left[3:] or right[3:])]
