"""JSON Schemas of what a page lists: the types, descriptions and facts of parameters, objects with their members."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from unisono.pages.documentation import Documentation, Listing, Member, Section
from unisono.pages.parameter_names import ANY
from unisono.pages.parameters import Parameter, Place
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

_WORD = regex(r"[a-z][\w-]*")
_NULLABLE = regex(r"(?<!\w)(?:null|nullable|none|nil)(?!\w)")
_NUMBER = regex(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_RANGE = regex(r"(-?[0-9]+(?:\.[0-9]+)?)\s*(?:-|–|to|\.\.\.?|…)\s*(-?[0-9]+(?:\.[0-9]+)?)")


class Schemas:
    """Those of one page. `own` are the site's words for types."""

    def __init__(self, documentation: Documentation, own: Mapping[str, str]) -> None:
        self._documentation = documentation
        self._own = own

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
            return {"type": "array", "items": found}
        return found

    def of_value(self, parameter: Parameter) -> Schema:
        """That of one value, without its description."""
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
        if parameter is None:
            return schema
        return _described(self._facts(parameter, schema), parameter)

    def _type(self, parameter: Parameter) -> Schema:
        if parameter.type is None:
            return {}
        phrase = " ".join(parameter.type.value.lower().split())
        found = read_type(phrase, self._own)
        schema = _typed(found, phrase) if found else {}
        if schema and _NULLABLE.search(phrase):
            kinds = schema.get("type", [])
            schema["type"] = [*([kinds] if isinstance(kinds, str) else kinds), "null"]
        return schema

    def _facts(self, parameter: Parameter, schema: Schema) -> Schema:
        facts = stated_of(parameter)
        kind = schema.get("type")
        if facts.values:
            of = schema.setdefault("items", {}) if kind == "array" else schema
            of["enum"] = [_value(word, of.get("type")) for word in facts.values]
        if facts.default is not None and kind not in {"array", "object"}:
            schema["default"] = _value(facts.default, kind)
        if parameter.range is not None and (found := _RANGE.fullmatch(parameter.range.value.strip())):
            names = ("minLength", "maxLength") if kind == "string" else ("minimum", "maximum")
            low, high = (json.loads(number) for number in found.groups())
            if kind != "string" or (isinstance(low, int) and isinstance(high, int) and low >= 0):
                schema |= {names[0]: low, names[1]: high}
        return schema


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


def _described(schema: Schema, parameter: Parameter) -> Schema:
    text = stated_of(parameter).rest.strip()
    return {**schema, "description": text} if text else schema


def _value(text: Text, kind: object) -> Any:
    """A value that is said in words, as JSON of its type."""
    word = text.value.strip().strip("\"'`")
    if kind in {"integer", "number"} and _NUMBER.fullmatch(word):
        return json.loads(word)
    if kind == "boolean" and word.lower() in {"true", "false"}:
        return word.lower() == "true"
    return word


def section_of(documentation: Documentation, place: Place, status: str | None = None) -> Section | None:
    """What a page documents of a place, and for a response without a list of its own what it does of a success or of errors."""
    exact = documentation.section(place, status)
    if exact is not None or status is None or place is not Place.RESPONSE:
        return exact
    return documentation.section(place, None if status.startswith("2") else "error")
