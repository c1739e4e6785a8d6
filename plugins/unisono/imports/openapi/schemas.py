"""Schemas as what a page can say of them: a type in words, sentences, and members.

What is in `allOf` is one schema with what is around it. Of `oneOf` and `anyOf`, the types and the members are those of all
alternatives, and a sentence says what goes together. OpenAPI 3.0 has a dialect of JSON Schema, 3.1 that of 2020-12; both are
read in one way, as a document's `nullable` and `type: [string, "null"]` mean the same in either.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Any

from unisono.imports._losses import Losses, Shelf
from unisono.imports._markdown import code_span, one_line
from unisono.pages.types import read_type
from unisono.records import dataclass
from unisono.text.documents import Number
from unisono.text.references import At
from unisono.text.regex import regex

_TOO_DEEP = 60
"""Schemas within `allOf`, `oneOf`, `anyOf` and `items` of one another, without a member between."""

_NOT_SAID = (
    *(
        "not",
        "if",
        "then",
        "else",
        "contains",
        "minContains",
        "maxContains",
        "prefixItems",
        "propertyNames",
        "dependentSchemas",
    ),
    *("dependentRequired", "dependencies", "unevaluatedItems", "unevaluatedProperties", "$dynamicRef", "$recursiveRef"),
)
_KINDS = ("string", "integer", "number", "boolean", "array", "object")


@dataclass(eq=False)
class Schema:
    """One schema, put together. `name` is that of the component it is, or its title."""

    at: At
    name: str = ""
    types: list[str] = field(default_factory=list)
    format: str = ""
    nullable: bool = False
    members: dict[str, Schema | At] = field(default_factory=dict)
    required: dict[str, None] = field(default_factory=dict)
    only_of: dict[str, list[str]] = field(default_factory=dict)
    others: At | bool | None = None
    items: At | None = None
    description: str = ""
    facts: dict[str, At] = field(default_factory=dict)
    alternatives: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    said: list[str] | None = None

    def fact(self, name: str) -> Any:
        """The value of a keyword; None where the schema has none."""
        found = self.facts.get(name)
        return None if found is None else found.value

    @property
    def is_object(self) -> bool:
        return bool(self.members) or self.others not in (None, False, True)

    @property
    def is_array(self) -> bool:
        return self.items is not None and not self.members


_FACTS = (
    *("enum", "const", "default", "example", "examples", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
    *(
        "multipleOf",
        "minLength",
        "maxLength",
        "pattern",
        "minItems",
        "maxItems",
        "uniqueItems",
        "minProperties",
        "maxProperties",
    ),
    *(
        "readOnly",
        "writeOnly",
        "deprecated",
        "contentEncoding",
        "contentMediaType",
        "externalDocs",
        "discriminator",
        "xml",
        "title",
    ),
)
_FORMAT = regex(r"[^()\s`]{1,40}")
_NAMED = regex(r"[^\s/]{1,200}")
_IS_PARAGRAPH = regex(r"[^\W\d_]|[*_`\[][^\s*]|<[a-z]+>|\d+[^\d.)]")
"""The beginning of a text that is no list and no table."""


class Schemas:
    """Reads the schemas of a library, each once."""

    def __init__(self, library: Shelf) -> None:
        self.library = library
        self.losses: Losses = library.losses
        self._read: dict[int, Schema] = {}
        self._open: set[int] = set()

    def read(self, at: At | None) -> Schema | None:
        """The schema at a place; None where there is none, or it cannot be had, or anything is allowed (`true`)."""
        if at is None:
            return None
        known = self._read.get(id(at.value))
        if known is None:
            known = self._new(at)
            if known is not None:
                self._read[id(at.value)] = known
        return known

    def _new(self, at: At) -> Schema | None:
        found = self.library.resolve(at)
        if found is None or not isinstance(found.value, dict):
            if found is not None and not isinstance(found.value, bool):
                self.losses.add(found, "a schema is no object", "write one")
            return None
        if found is at:
            return self._put_together(at)
        target = self.read(found)
        beside = [key for key in at.value if key != "$ref" and not key.startswith("x-")]
        if target is None or not beside:
            return target
        own = Schema(at, target.name)
        self._take_facts(own, at)
        self._merge(own, target)
        return own

    def _put_together(self, at: At) -> Schema:
        schema = Schema(at, _name(at))
        self._take_facts(schema, at)
        if id(at.value) in self._open or len(self._open) > _TOO_DEEP:
            self.losses.add(at, "the schema is part of itself, without a member between", "take one of the references out")
            return schema
        self._open.add(id(at.value))
        try:
            for name, member in at.members("properties"):
                schema.members[name] = member
            for part in at.items("allOf"):
                if (read := self.read(part)) is not None:
                    self._merge(schema, read)
            for word in ("oneOf", "anyOf"):
                self._choose(schema, at, word)
        finally:
            self._open.discard(id(at.value))
        return schema

    def _take_facts(self, schema: Schema, at: At) -> None:
        kinds = at.value.get("type")
        listed = [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind is not None]
        schema.types += [kind for kind in listed if kind in _KINDS and kind not in schema.types]
        schema.nullable = at.flag("nullable") or at.flag("x-nullable") or "null" in listed
        if odd := [kind for kind in listed if kind not in _KINDS and kind != "null"]:
            self.losses.add(at, f"'{odd[0][:50]}' is no type", f"write one of {', '.join(_KINDS)}")
        schema.format, schema.description = at.text("format").strip(), at.text("description")
        schema.facts.update((name, member) for name, member in at.members() if name in _FACTS)
        if isinstance(enum := schema.fact("enum"), list) and None in enum:
            schema.nullable = True
        required = at.value.get("required")
        schema.required.update((name, None) for name in required if isinstance(name, str)) if isinstance(
            required, list
        ) else None
        schema.items = at.get("items") if isinstance(at.value.get("items"), dict) else None
        if schema.items is not None and not schema.types:
            schema.types.append("array")
        self._take_others(schema, at)
        for word in _NOT_SAID:
            if at.has(word):
                self.losses.count(at, f"{word} of a schema is not said", "say it in the description")
        for name, _ in at.members():
            if name.startswith("x-"):
                self.losses.count(
                    at, f"{name} of a schema is not carried over", "say in the description what readers need of it"
                )

    def _take_others(self, schema: Schema, at: At) -> None:
        """What else an object may have: members of any name, or of names that match a pattern."""
        others = at.value.get("additionalProperties")
        if isinstance(others, dict):
            schema.others = at.get("additionalProperties") if others else True
        elif isinstance(others, bool):
            schema.others = others
        patterns = dict(at.members("patternProperties"))
        for pattern, member in patterns.items():
            schema.notes.append(f"Members whose names match {code_span(pattern)} are allowed.")
            schema.others = member if schema.others in (None, False, True) else schema.others
        if len(patterns) > 1:
            self.losses.count(at, "of several patternProperties, the members of the first are said", "say the others")

    def _merge(self, schema: Schema, part: Schema) -> None:
        """What a part of `allOf` adds. What the schema says itself comes first."""
        schema.types += [kind for kind in part.types if not schema.types or kind in schema.types]
        schema.types[:] = list(dict.fromkeys(schema.types))
        schema.nullable = schema.nullable or part.nullable
        schema.format, schema.description = schema.format or part.format, schema.description or part.description
        for name, member in part.members.items():
            mine = schema.members.get(name)
            schema.members[name] = member if mine is None else self._both(mine, member)
        schema.required.update(part.required)
        for name, names in part.only_of.items():
            schema.only_of.setdefault(name, names)
        schema.items = schema.items or part.items
        schema.others = part.others if schema.others is None else schema.others
        schema.alternatives = schema.alternatives or part.alternatives
        schema.notes += [note for note in part.notes if note not in schema.notes]
        for name, fact in part.facts.items():
            schema.facts.setdefault(name, fact)

    def _both(self, mine: Schema | At, other: Schema | At) -> Schema | At:
        """A member that two parts of one schema have."""
        if isinstance(mine, At) and isinstance(other, At) and mine.value == other.value:
            return mine
        first, second = (self.read(one) if isinstance(one, At) else one for one in (mine, other))
        if first is None or second is None or first is second:
            return mine if first is not None else other
        both = Schema(first.at, first.name)
        self._merge(both, first)
        self._merge(both, second)
        return both

    def member(self, schema: Schema, name: str) -> Schema | None:
        """The schema of a member."""
        found = schema.members[name]
        return found if isinstance(found, Schema) else self.read(found)

    def _choose(self, schema: Schema, at: At, word: str) -> None:
        """What `oneOf` or `anyOf` allows."""
        listed = [*at.items(word)]
        parts = [read for part in listed if (read := self.read(part)) is not None]
        if any(_is_null(part) for part in parts):
            schema.nullable = True
            parts = [part for part in parts if not _is_null(part)]
        if not parts:
            return
        if len(parts) == 1:
            self._merge(schema, parts[0])
            return
        if all(set(part.at.value) <= {"required"} for part in parts):
            sets = [" with ".join(code_span(name) for name in part.required) for part in parts]
            schema.notes.append(f"{'Exactly' if word == 'oneOf' else 'At least'} one is there: {', '.join(sets)}.")
            return
        self._unite(schema, parts, at, word)

    def _unite(self, schema: Schema, parts: list[Schema], at: At, word: str) -> None:
        own = dict(schema.members)
        names = [part.name or f"{_phrase(part)} {number}" for number, part in enumerate(parts, 1)]
        with_members = [(name, part) for name, part in zip(names, parts, strict=True) if part.members]
        for name, part in with_members:
            for key, member in part.members.items():
                if key not in own:
                    schema.only_of.setdefault(key, []).append(name)
                    mine = schema.members.get(key)
                    schema.members[key] = member if mine is None else self._either(mine, member)
        for key in [key for key, of in schema.only_of.items() if len(of) == len(parts)]:
            del schema.only_of[key]
        if len(with_members) == len(parts):
            schema.required.update((key, None) for key in parts[0].required if all(key in part.required for part in parts))
        if with_members:
            schema.alternatives = names
            what = "One of" if word == "oneOf" else "One or several of"
            schema.notes.append(f"{what}: {', '.join(code_span(one_line(name)[:80]) for name in names)}.{_tells(schema)}")
            self.losses.count(at, f"which members go together by {word} is said in a sentence alone", "say it where it matters")
        else:
            self._unite_values(schema, parts)
        schema.types = list(dict.fromkeys(kind for part in parts for kind in (part.types or _implied(part)))) or schema.types
        schema.nullable = schema.nullable or any(part.nullable for part in parts)
        schema.items = schema.items or _either_items([part.items for part in parts if part.items])
        if with_members and any(part.is_array for part in parts):
            self.losses.count(at, f"members of the items of arrays, beside an object in {word}, are not listed", "list them")
        schema.others = next((part.others for part in parts if part.others not in (None, False)), schema.others)
        schema.notes += [note for part in parts for note in part.notes if note not in schema.notes and not part.members]

    def _unite_values(self, schema: Schema, parts: list[Schema]) -> None:
        """Alternatives that are plain values: what all of them have in common, and all values where each has a list of them."""
        formats = {part.format for part in parts}
        schema.format = schema.format or (formats.pop() if len(formats) == 1 else "")
        schema.description = schema.description or next((part.description for part in parts if part.description), "")
        for part in parts:
            for name in ("example", "examples", "default"):
                if name in part.facts:
                    schema.facts.setdefault(name, part.facts[name])
        said = [[*self._constraints(part)] for part in parts]
        if all(part.fact("enum") or "const" in part.facts for part in parts):
            values = [value for part in parts for value in allowed(part)]
            first = next(iter(part.facts[key] for part in parts for key in ("enum", "const") if key in part.facts))
            schema.facts.setdefault("enum", At(first.document, values, first.around, first.key))
        elif any(said) and not all(one == said[0] for one in said):
            schema.notes += [f"As {_a(_phrase(part))}: {' '.join(one)}" for part, one in zip(parts, said, strict=True) if one]
        else:
            for part in parts[:1]:
                for name, fact in part.facts.items():
                    schema.facts.setdefault(name, fact)

    def _either(self, mine: Schema | At, other: Schema | At) -> Schema | At:
        """A member that two alternatives have, each with a schema of its own."""
        if isinstance(mine, At) and isinstance(other, At) and mine.value == other.value:
            return mine
        first, second = (self.read(one) if isinstance(one, At) else one for one in (mine, other))
        if first is None or second is None or first is second:
            return mine if second is not None else other
        both = Schema(first.at, first.name, format=first.format if first.format == second.format else "")
        both.types = list(dict.fromkeys([*(first.types or _implied(first)), *(second.types or _implied(second))]))
        both.nullable = first.nullable or second.nullable
        both.description = first.description or second.description
        both.members = {**second.members, **first.members}
        both.required = {name: None for name in first.required if name in second.required}
        both.items = _either_items([one for one in (first.items, second.items) if one])
        both.others = first.others or second.others
        both.facts = {name: fact for name, fact in first.facts.items() if name in second.facts}
        if first.fact("enum") or "const" in first.facts:
            values = [*allowed(first), *allowed(second)] if allowed(second) else []
            place = first.facts.get("enum") or first.facts["const"]
            both.facts = {name: fact for name, fact in first.facts.items() if name not in {"enum", "const"}}
            if values:
                both.facts["enum"] = At(place.document, values, place.around, place.key)
        return both

    def described(self, schema: Schema | None, own: str = "") -> str:
        """A value's description, which is `own` where its place has one; below it, that of the items of an array."""
        parts = [text] if (text := own.strip() or (schema.description.strip() if schema else "")) else []
        words = "Each item"
        while schema is not None and schema.is_array and len(words) < 100:
            schema = self.read(schema.items)
            if schema is not None and (said := schema.description.strip()) and said not in parts:
                parts.append(f"{words}:{' ' if _IS_PARAGRAPH.match(said) else chr(10) * 2}{said}")
            words += " of it"
        return "\n\n".join(parts)

    def sentences(self, schema: Schema, level: int = 0) -> list[str]:
        """All that is said of a value besides its type and its description."""
        if schema.said is None:
            format_ = [f"Format: {code_span(schema.format)}."] if _is_of_another_type(schema) else []
            schema.said = [*schema.notes, *format_, *self._constraints(schema), *self._of_items(schema, level)]
        return list(schema.said)

    def _of_items(self, schema: Schema, level: int) -> Iterator[str]:
        """What is said of the items of an array, where these are no objects with members."""
        items = self.read(schema.items) if schema.is_array and level < _TOO_DEEP else None
        if items is None or items.is_object:
            return
        said = [one for one in self.sentences(items, level + 1) if not schema.fact("enum") or not one.startswith("One of")]
        yield from (one if one.startswith("One of `") else f"Each item: {one[0].lower()}{one[1:]}" for one in said)

    def _constraints(self, schema: Schema) -> Iterator[str]:
        if not schema.facts:
            return
        yield from _values(schema)
        yield from _interval(*_bounds(schema))
        for low, high, of in (
            ("minLength", "maxLength", "character"),
            ("minItems", "maxItems", "item"),
            ("minProperties", "maxProperties", "member"),
        ):
            yield from _sizes(schema.fact(low), schema.fact(high), of)
        if (multiple := schema.fact("multipleOf")) is not None:
            yield f"A multiple of {shown(multiple)}."
        if isinstance(pattern := schema.fact("pattern"), str):
            yield f"Matches {code_span(pattern)}."
        if schema.fact("uniqueItems") is True:
            yield "No item is there twice."
        for keyword, words in (("contentEncoding", "Encoded as"), ("contentMediaType", "Its content is")):
            if isinstance(value := schema.fact(keyword), str):
                yield f"{words} {code_span(value)}."
        for keyword, word in (("readOnly", "Read-only."), ("writeOnly", "Write-only."), ("deprecated", "Deprecated.")):
            if schema.fact(keyword) is True:
                yield word
        docs = schema.facts.get("externalDocs")
        if docs is not None and re.match(r"https?://\S+\Z", docs.text("url")):
            yield f"See <{docs.text('url')}>."

    def phrase(self, schema: Schema | None) -> str:
        """The type in words: `string, date-time`, `array of integers`, `string or null`."""
        if schema is None:
            return ""
        words = [self._array(schema) if kind == "array" else kind for kind in schema.types or _implied(schema)]
        if not words:
            return ""
        named = " or ".join([*words, *(["null"] if schema.nullable else [])])
        is_shown = _FORMAT.fullmatch(schema.format) and "array" not in named and not _is_of_another_type(schema)
        return f"{named}, {one_line(schema.format)}" if is_shown else named

    def _array(self, schema: Schema, level: int = 0) -> str:
        items = self.read(schema.items) if level < _TOO_DEEP else None
        kinds = (items.types or _implied(items)) if items else []
        if items is None or len(kinds) != 1:
            return "array"
        if kinds[0] == "array":
            inner = self._array(items, level + 1)
            return "array of arrays" + inner.removeprefix("array") if inner.count(" of ") < 4 else "array of arrays"
        note = f" ({one_line(items.format)})" if _FORMAT.fullmatch(items.format) else ""
        return f"array of {kinds[0]}s{note}"


def _is_of_another_type(schema: Schema) -> bool:
    """Whether a format is a word for another type than that of its value, beside which it would be read as a second one: of
    `type: string`, `format: decimal` or `array`."""
    found = read_type(schema.format, {})
    return found is not None and bool(schema.types) and found.kinds.isdisjoint(schema.types)


def _name(at: At) -> str:
    """What a schema is called: its title, or its name among the components."""
    title = one_line(at.text("title"))
    if title and len(title) <= 80:
        return title
    inside = at.around is not None and at.around.key in {"schemas", "$defs", "definitions"}
    return str(at.key) if inside and _NAMED.fullmatch(str(at.key)) else ""


def _is_null(part: Schema) -> bool:
    return (
        part.nullable
        and not part.types
        and not part.members
        and not part.facts.keys() - {"title", "enum"}
        and part.others is None
    )


_SAYS_REQUIRED = regex(r"[\s*_(\[]*required[*_)\]]*\s*[.:;,)\]-]", re.IGNORECASE)


def says_required(description: str) -> bool:
    """Whether a description begins by saying that what it describes is required, as those of many generated documents do."""
    return _SAYS_REQUIRED.match(description) is not None


def is_needed(schema: Schema, name: str, member: Schema | None) -> bool:
    """Whether an object must have a member."""
    return name in schema.required or (member is not None and says_required(member.description))


def _either_items(items: list[At]) -> At | None:
    """The items of several arrays as those of one."""
    first = items[0] if items else None
    if (
        first is None
        or any(one.document is not first.document for one in items)
        or all(one.value == first.value for one in items)
    ):
        return first
    return At(first.document, {"anyOf": [one.value for one in items]}, first.around, first.key)


def _implied(schema: Schema) -> list[str]:
    """The types of a schema that says none, by its other keywords or its values."""
    if schema.members or schema.others not in (None, False):
        return ["object"]
    values = [value for value in allowed(schema) if value is not None]
    return list(dict.fromkeys(kind_of(value) for value in values))


def kind_of(value: Any) -> str:
    """The type of a value, in JSON Schema's word."""
    if isinstance(value, bool):
        return "boolean"
    names = ((str, "string"), (int, "integer"), (Number, "number"), (list, "array"), (dict, "object"))
    return next((name for kind, name in names if isinstance(value, kind)), "null")


def allowed(schema: Schema) -> list[Any]:
    """The values of `enum` or `const`."""
    enum = schema.fact("enum")
    if isinstance(enum, list):
        return enum
    return [schema.facts["const"].value] if "const" in schema.facts else []


def _phrase(schema: Schema) -> str:
    return " or ".join(schema.types or _implied(schema)) or "value"


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "aeio" else f"a {word}"


def _tells(schema: Schema) -> str:
    found = schema.facts.get("discriminator")
    name = found.text("propertyName") if found else ""
    return f" Which one it is, {code_span(name)} says." if name else ""


def shown(value: Any) -> str:
    """A value as it is written in a URL or a form; an object and an array in JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, Number):
        return value.text
    return json.dumps(value, ensure_ascii=False, default=str)


def _values(schema: Schema) -> Iterator[str]:
    values = [value for value in allowed(schema) if value is not None]
    if len(values) == 1:
        yield f"Always {code_span(shown(values[0]))}."
    elif values:
        yield f"One of {', '.join(code_span(shown(value)) for value in values)}."
    default = schema.facts.get("default")
    if default is not None:
        is_list = (
            isinstance(default.value, list) and default.value and not any(isinstance(one, dict | list) for one in default.value)
        )
        text = ",".join(map(shown, default.value)) if is_list else shown(default.value)
        yield (
            "Default: an empty array."
            if default.value == []
            else "Default: an empty text."
            if text == ""
            else f"Default: {code_span(text)}."
        )


def _bounds(schema: Schema) -> tuple[str, str]:
    """The least and the greatest number, each in words; empty where there is none."""
    low, high = schema.fact("minimum"), schema.fact("maximum")
    over, under = schema.fact("exclusiveMinimum"), schema.fact("exclusiveMaximum")
    least = (
        f"more than {shown(low)}" if over is True and low is not None else f"at least {shown(low)}" if low is not None else ""
    )
    most = (
        f"less than {shown(high)}"
        if under is True and high is not None
        else f"at most {shown(high)}"
        if high is not None
        else ""
    )
    if over is not None and not isinstance(over, bool):
        least = f"more than {shown(over)}"
    if under is not None and not isinstance(under, bool):
        most = f"less than {shown(under)}"
    return least, most


def _interval(least: str, most: str) -> Iterator[str]:
    if least.startswith("at least ") and most.startswith("at most "):
        yield f"From {least.removeprefix('at least ')} to {most.removeprefix('at most ')}."
    elif said := " and ".join(filter(None, (least, most))):
        yield f"{said[0].upper()}{said[1:]}."


def _sizes(low: Any, high: Any, of: str) -> Iterator[str]:
    """How many characters, items or members there may be."""
    if isinstance(low, bool) or isinstance(high, bool) or (low in (None, 0) and high is None):
        return
    if low == high:
        yield f"Exactly {_number(low, of)}."
    elif low in (None, 0):
        yield f"At most {_number(high, of)}."
    elif high is None:
        yield f"At least {_number(low, of)}."
    else:
        yield f"From {shown(low)} to {_number(high, of)}."


def _number(number: Any, of: str) -> str:
    return f"{shown(number)} {of}{'' if number == 1 else 's'}"


def spelt(values: Sequence[Any]) -> str:
    """Values as code, with commas between them."""
    return ", ".join(code_span(shown(value)) for value in values)
