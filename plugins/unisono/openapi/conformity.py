"""Content against a schema (JSON Schema as OpenAPI 3.0 and 3.1 have it): required names that it lacks, values of another type,
and names that the schema does not have. Only what is wrong by every reading of the schema is told: of alternatives, content
may fit any; what a keyword that is not read here may allow is allowed; a placeholder is of every type, and so is `null`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from unisono.records import dataclass
from unisono.text.json import Node
from unisono.text.placeholders import is_placeholder, literals
from unisono.text.references import At
from unisono.text.regex import regex

MAX_STEPS = 50_000
"""Schemas that one content is held against; content that would take more is not compared."""

_TYPES = {
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "array": "an array",
    "object": "an object",
}

LEFT_OUT = frozenset({"...", "…", ""})
"""Names of members that stand for members which are left out."""

_OF_OTHERS = frozenset({"patternProperties", "if", "dependentSchemas", "propertyNames", "discriminator", "$dynamicRef"})
_OPENING = frozenset({"additionalProperties", "unevaluatedProperties"})
"""Keywords that tell of members which `properties` does not name; the second two where they are not `false`."""

_WHOLE = regex(r"-?\d+(?:\.0+)?(?:[eE][+]?\d+)?")

Resolve = Callable[[At], At | None]


class Fault(NamedTuple):
    """What is wrong with a value: it lacks the name at the end of `pointer`, is of another type, or is called what the schema
    does not have. `expected` are the types that it may be of, or the names that there are; `at` is where the schema says so."""

    kind: Literal["required", "type", "undocumented"]
    node: Node
    pointer: str
    expected: tuple[str, ...]
    at: At


def types_said(expected: Sequence[str]) -> str:
    """Types in words."""
    return " or ".join(_TYPES[one] for one in expected)


def faults(schema: At, content: Node, resolve: Resolve) -> list[Fault]:
    """What is wrong with content of a request by its schema, in order."""
    comparison = _Comparison(resolve)
    found = comparison.faults(schema, schema, content, "")
    return [] if comparison.steps > MAX_STEPS else found


def required_names(schema: At, resolve: Resolve) -> Iterator[tuple[str, At]]:
    """The names that each content of a request must have, each with where the schema says so."""
    comparison = _Comparison(resolve)
    for part in comparison.all_of(schema):
        yield from comparison.required(schema, part)


@dataclass
class _Comparison:
    """One content against its schema. `steps` is how many schemas were looked at."""

    resolve: Resolve
    steps: int = 0

    def all_of(self, schema: At, seen: frozenset[int] = frozenset()) -> Iterator[At]:
        """A schema and those of its `allOf`, references followed."""
        found = self.resolve(schema)
        self.steps += 1
        if found is None or not isinstance(found.value, dict) or id(found.value) in seen or self.steps > MAX_STEPS:
            return
        yield found
        for part in found.items("allOf"):
            yield from self.all_of(part, seen | {id(found.value)})

    def any_of(self, schema: At, seen: frozenset[int] = frozenset()) -> Iterator[At]:
        """All schemas that say something of the same value, whichever of alternatives holds."""
        for part in self.all_of(schema, seen):
            yield part
            for key in ("oneOf", "anyOf"):
                for one in part.items(key):
                    yield from self.any_of(one, seen | {id(part.value)})

    def required(self, whole: At, part: At) -> Iterator[tuple[str, At]]:
        """The names that a part of a schema requires in a request. One that only answers have (`readOnly`) is not, nor is one
        with a default, which says that it may be left out."""
        for one in part.items("required"):
            if isinstance(one.value, str) and not any(map(self._may_be_left_out, self._members(whole, one.value))):
                yield one.value, one

    def _members(self, schema: At, name: str) -> Iterator[At]:
        for part in self.any_of(schema):
            properties = part.get("properties")
            if properties is not None and (member := properties.get(name)) is not None:
                yield from self.any_of(member)

    @staticmethod
    def _may_be_left_out(member: At) -> bool:
        return member.flag("readOnly") or member.has("default") or member.has("const")

    def faults(self, whole: At, schema: At, node: Node, pointer: str, seen: frozenset[int] = frozenset()) -> list[Fault]:
        """What is wrong with a value. `whole` is all that is said of it, `schema` this or a part of it."""
        found = self.resolve(schema)
        self.steps += 1
        if found is None or not isinstance(found.value, dict) or id(found.value) in seen or self.steps > MAX_STEPS:
            return []
        if node.kind == "null" or is_placeholder(node):
            return []
        if (wrong := _type_fault(found, node, pointer)) is not None:
            return [wrong]
        inner = seen | {id(found.value)}
        wrong_here = [*self._lacking(whole, found, node, pointer), *self._of_members(found, node, pointer)]
        wrong_here += self._undocumented(whole, node, pointer) if whole is schema else ()
        for part in found.items("allOf"):
            wrong_here += self.faults(whole, part, node, pointer, inner)
        for key in ("oneOf", "anyOf"):
            tried = [self.faults(whole, one, node, pointer, inner) for one in found.items(key)]
            certain = [[fault for fault in one if fault.kind != "undocumented"] for one in tried]
            if certain and all(certain):
                wrong_here += _nearest(certain, node, found, key)
        return wrong_here

    def _lacking(self, whole: At, schema: At, node: Node, pointer: str) -> Iterator[Fault]:
        if node.kind != "object":
            return
        names = {key.value for key, _ in node.members}
        for name, at in self.required(whole, schema) if not _is_excerpt(node) else ():
            if name not in names:
                yield Fault("required", node, f"{pointer}/{escaped(name)}", (), at)

    def _undocumented(self, whole: At, node: Node, pointer: str) -> Iterator[Fault]:
        """The members whose names a schema does not have, though it has some and says nothing of others."""
        names = self._names(whole) if node.kind == "object" and not _is_excerpt(node) else set()
        for key, _ in node.members if names else ():
            if key.value not in names:
                yield Fault("undocumented", key, f"{pointer}/{escaped(key.value)}", tuple(names), whole)

    def _names(self, schema: At) -> set[str]:
        """All names of members that a schema has; none where there may be any."""
        names: set[str] = set()
        for part in self.any_of(schema):
            if any(part.has(key) for key in _OF_OTHERS) or any(part.value.get(key) for key in _OPENING):
                return set()
            if any(self.resolve(one) is None for key in ("allOf", "oneOf", "anyOf") for one in part.items(key)):
                return set()
            names.update(name for name, _ in part.members("properties"))
        return names

    def _of_members(self, schema: At, node: Node, pointer: str) -> Iterator[Fault]:
        if node.kind == "object":
            properties = schema.get("properties")
            for key, value in node.members if properties is not None else ():
                member = properties.get(key.value) if properties is not None else None
                if member is not None:
                    yield from self.faults(member, member, value, f"{pointer}/{escaped(key.value)}")
        elif node.kind == "array" and (items := schema.get("items")) is not None:
            for number, item in enumerate(node.items):
                yield from self.faults(items, items, item, f"{pointer}/{number}")


def _is_excerpt(node: Node) -> bool:
    """Whether an object has a member that stands for others, or one whose name is not known."""
    return any(None in literals(key.text) or key.value.strip() in LEFT_OUT for key, _ in node.members)


def _type_fault(schema: At, node: Node, pointer: str) -> Fault | None:
    at = schema.get("type")
    said = [] if at is None else at.value if isinstance(at.value, list) else [at.value]
    types = tuple(one for one in said if isinstance(one, str) and one in _TYPES)
    if at is None or not types or len(types) < len([one for one in said if one != "null"]):
        return None  # no type, or one that is not known
    return None if any(_is_of(one, node) for one in types) else Fault("type", node, pointer, types, at)


def _is_of(kind: str, node: Node) -> bool:
    if kind == "integer":
        return node.kind == "number" and _WHOLE.fullmatch(node.value) is not None
    return node.kind == kind


def _nearest(tried: Sequence[list[Fault]], node: Node, schema: At, key: str) -> list[Fault]:
    """What is wrong with a value that none of several schemas allows: its type, where that is none of theirs, else what keeps
    it from the one that it comes nearest to."""
    fitting = [found for found in tried if found[0].kind != "type" or found[0].node is not node]
    if fitting:
        return min(fitting, key=len)
    expected = tuple(dict.fromkeys(one for found in tried for one in found[0].expected))
    return [tried[0][0]._replace(expected=expected, at=schema.get(key) or schema)]


def escaped(name: str) -> str:
    """A name as a token of a JSON pointer (RFC 6901, 3)."""
    return re.sub("[~/]", lambda found: "~0" if found[0] == "~" else "~1", name)


def unescaped(token: str) -> str:
    """The name that a token of a JSON pointer stands for (RFC 6901, 4)."""
    return token.replace("~1", "/").replace("~0", "~")
