"""JSON Schemas of what a page lists: the types, descriptions and facts of parameters, objects with their members."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from unisono.exports.formats.openapi.facts import keywords
from unisono.pages.documentation import Documentation, Listing, Member, Section
from unisono.pages.parameter_names import ANY
from unisono.pages.parameters import Parameter
from unisono.pages.stated import stated_of
from unisono.pages.types import JsonType, read_type
from unisono.text.json import Node
from unisono.text.regex import regex
from unisono.text.source import Text

Schema = dict[str, Any]

_FORMATS = {
    "uuid": "uuid",
    "guid": "uuid",
    "url": "uri",
    "uri": "uri",
    "email": "email",
    "date": "date",
    "datetime": "date-time",
    "date-time": "date-time",
    "timestamp": "date-time",
    "int32": "int32",
    "int64": "int64",
    "long": "int64",
    "float": "float",
    "double": "double",
}
"""The words for types that say a format (OpenAPI 3.1, 4.4, and its format registry)."""

_NONE = object()
"""What no value is."""

_WORD = regex(r"[a-z][\w-]*")
_NULLABLE = regex(r"(?<!\w)(?:null|nullable|none|nil)(?!\w)")
_NUMBER = regex(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


class Schemas:
    """Those of one page. `own` are the site's words for types."""

    def __init__(self, documentation: Documentation, own: Mapping[str, str]) -> None:
        self._documentation = documentation
        self._own = own
        objects = (pair for found in documentation.objects for pair in found.documented())
        self._shown_null: dict[Member, set[int]] = {}
        """What the page's examples, or its samples, show as null, whatever its type is: they say that it may be. 0 is for the
        value, 1 for the elements of an array, 2 for those of an array in that."""
        for _, _, value, member in objects:
            self._shown_null.setdefault(member, set()).update(_null_depths(value))

    def of_content(self, section: Section | None, example: Node | None, *, request: bool) -> Schema | None:
        """That of the content of a request or a response; None where the page lists no members of it. `example` tells whether
        it is an array of what is listed."""
        if section is None or section.root is None:
            return None
        names = [*section.root.members]
        if request:
            names = [name for name in names if not self._is_elsewhere(section.root.members[name])]
        if not names:
            return None
        found = self._object(section, section.root, names, ())
        if example is not None and example.kind == "array":
            return _nullable_at({"type": "array", "items": found}, set(_null_depths(example)))
        return found

    def of_value(self, parameter: Parameter) -> tuple[Schema, str]:
        """That of one value, and its description with what there are no keywords for."""
        return self._facts(parameter, self._type(parameter))

    def _is_elsewhere(self, member: Member) -> bool:
        return member.parameter is not None and self._documentation.outside_content(member.parameter)

    def _object(self, section: Section, listing: Listing, names: Iterable[str], around: tuple[Listing, ...]) -> Schema:
        found: Schema = {"type": "object"}
        properties: Schema = {}
        required = []
        for name in names:
            member = listing.members[name]
            schema = self._member(section, member, (*around, listing))
            if name == ANY:
                found["additionalProperties"] = schema
                continue
            properties[name] = schema
            if member.parameter is not None and member.parameter.required:
                required.append(name)
        if properties:
            found["properties"] = properties
        if required:
            found["required"] = required
        return found

    def _member(self, section: Section, member: Member, around: tuple[Listing, ...]) -> Schema:
        parameter = member.parameter
        schema = self._type(parameter) if parameter else {}
        below = section.below(member)
        if below is not None and not _is_within(below, around):
            inner = self._object(section, below, below.members, around)
            if schema.get("type") == "array" or (parameter is None and _is_array(member)):
                schema = {**schema, "type": "array", "items": inner}
            elif schema.get("type", "object") == "object":
                schema |= inner
        schema = _nullable_at(schema, self._shown_null.get(member, set()))
        if parameter is None:
            return schema
        schema, text = self._facts(parameter, schema)
        return {**schema, "description": text} if text else schema

    def _type(self, parameter: Parameter) -> Schema:
        if parameter.type is None:
            return {}
        phrase = " ".join(parameter.type.value.lower().split())
        found = read_type(phrase, self._own)
        schema = _typed(found, phrase) if found else {}
        return _nullable(schema) if schema and _NULLABLE.search(phrase) else schema

    def _facts(self, parameter: Parameter, schema: Schema) -> tuple[Schema, str]:
        """The schema with what is stated of its values, and the description with what there are no keywords for."""
        facts = stated_of(parameter)
        kind = _kind(schema)
        ranges = [parameter.range.value.strip()] if parameter.range else []
        found, said = keywords((*facts.facts, *ranges), kind)
        if facts.values:
            of = schema.setdefault("items", {}) if kind == "array" else schema
            of["enum"] = [_value(word, _kind(of)) for word in facts.values]
        if facts.default is not None and kind not in {"array", "object"}:
            schema["default"] = _value(facts.default, kind)
        elif facts.default is not None:
            said.append(f"Default: `{facts.default}`.")
        example = _value(found.pop("example"), kind) if "example" in found else _NONE
        if found.pop("nullable", False) or None in (example, schema.get("default", _NONE)):
            schema = _nullable(schema)
        if example not in (None, _NONE):
            found["examples"] = [example]
        schema = _with_null_in_enum(schema)
        if "items" in schema:
            schema["items"] = _with_null_in_enum(schema["items"])
        return schema | found, " ".join([*filter(None, [facts.rest.strip()]), *said])


def _kind(schema: Schema) -> str | None:
    """The one type of a schema besides null; None where it has several or none."""
    kinds = schema.get("type", [])
    named = [kind for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind != "null"]
    return named[0] if len(named) == 1 else None


def _nullable(schema: Schema) -> Schema:
    kinds = schema.get("type", [])
    if not kinds or "null" in kinds:
        return schema
    return {**schema, "type": [*([kinds] if isinstance(kinds, str) else kinds), "null"]}


def _null_depths(value: Node) -> Iterator[int]:
    """How many arrays are around each null of a value that is in no object, up to as many as a type in words has."""
    at = [value]
    for depth in range(MAX_DEPTH):
        if any(one.kind == "null" for one in at):
            yield depth
        at = [item for one in at if one.kind == "array" for item in one.items]


def _nullable_at(schema: Schema, depths: Collection[int]) -> Schema:
    """A schema whose value, or elements, may be null at these depths."""
    if 0 in depths:
        schema = _nullable(schema)
    inner = {depth - 1 for depth in depths if depth}
    return {**schema, "items": _nullable_at(schema["items"], inner)} if inner and "items" in schema else schema


def _with_null_in_enum(schema: Schema) -> Schema:
    """A schema that says null in both its type and its enumeration, which says all that is allowed, or in none of them."""
    if None in schema.get("enum", ()):
        return _nullable(schema)
    return {**schema, "enum": [*schema["enum"], None]} if "enum" in schema and "null" in schema.get("type", ()) else schema


def _is_within(below: Listing, around: Iterable[Listing]) -> bool:
    """Whether an object is described by a list that describes one around it, which would never end."""
    return any(below is one or below.members is one.members for one in around) or len(tuple(around)) > MAX_DEPTH


MAX_DEPTH = 20
"""Levels of objects within objects."""


def _is_array(member: Member) -> bool:
    return any(name == ANY for name in member.members)


def _typed(found: JsonType, phrase: str) -> Schema:
    kinds = sorted({"string" if kind == "numeric string" else kind for kind in found.kinds})
    word = next((_FORMATS[word] for word in _WORD.findall(phrase) if word in _FORMATS), None)
    if kinds == ["array"]:
        items = _typed(found.items, phrase) if found.items else {}
        return {"type": "array", "items": items}
    if kinds == ["number", "string"] and word in {"date", "date-time"}:
        kinds = ["string"]
    if not kinds or set(kinds) == {"boolean", "number", "string"}:
        return {}
    schema: Schema = {"type": kinds[0] if len(kinds) == 1 else kinds}
    if word is not None and (word in {"int32", "int64", "float", "double"}) == (schema["type"] in {"integer", "number"}):
        schema["format"] = word
    return schema


def _value(text: Text | str, kind: str | None) -> Any:
    """A value that is said in words, as JSON of its type, or null."""
    if str(text).strip().strip("`") == "null":
        return None
    word = str(text).strip().strip("\"'`")
    if kind in {"integer", "number"} and _NUMBER.fullmatch(word):
        return json.loads(word)
    if kind == "boolean" and word.lower() in {"true", "false"}:
        return word.lower() == "true"
    return word
