"""Examples: those that a document has, and what is made of its schemas where it has none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from unisono.imports._endpoint_pages import placeholder
from unisono.imports.openapi.schemas import Schema, Schemas, allowed, is_needed
from unisono.text.documents import Number
from unisono.text.references import At

MAX_LENGTH = 300_000
"""Characters of an example that is carried over."""

MAX_MADE = 2_000
"""Values in an example that is made of a schema."""


class Given(NamedTuple):
    """An example that the document has. `name` is empty for one that has none."""

    name: str
    value: Any
    at: At


class Made(NamedTuple):
    """A value made of a schema. `given` says whether any of it is the document's own (an `example`, a `default`, one of the
    values that are allowed), `invented` whether any of it is not."""

    value: Any
    given: bool
    invented: bool


class TooLong(Exception):
    """An example of more than `MAX_LENGTH` characters."""


class Examples:
    """Finds examples, and makes them."""

    def __init__(self, schemas: Schemas) -> None:
        self.schemas = schemas
        self.losses = schemas.losses
        self._made: dict[tuple[int, str], Made] = {}
        self._objects: dict[tuple[int, str], Made] = {}
        self._texts: dict[tuple[int, str, bool], tuple[Any, str, str]] = {}
        self._left = 0

    def given(self, around: At, schema: Schema | None) -> list[Given]:
        """The examples of a media type or a parameter, or else of its schema."""
        found = [*self._listed(around)]
        if around.has("example"):
            named = [one for one in found if one.value == around.value["example"]]
            place = around.get("example") or around
            found = found if named else [Given("", around.value["example"], place), *found]
        return found or [*self._of_schema(schema)]

    def _listed(self, around: At) -> Iterator[Given]:
        for name, listed in around.members("examples"):
            at = self.schemas.library.resolve(listed)
            if at is None:
                continue
            if not isinstance(at.value, dict):
                self.losses.add(at, f"the example '{name[:100]}' is no object with a value", "write it under 'value'")
            elif at.has("value"):
                if at.text("summary") or at.text("description"):
                    self.losses.count(at, "what is said of an example is not carried over", "say on the page what it is of")
                yield Given(name, at.value["value"], at.get("value") or at)
            elif at.text("externalValue"):
                what = f"the example '{name[:100]}' is in another place ({at.text('externalValue')[:200]})"
                self.losses.add(at, what, "put it into the page")
            else:
                self.losses.add(at, f"the example '{name[:100]}' has no value", "write it under 'value'")

    def _of_schema(self, schema: Schema | None) -> Iterator[Given]:
        if schema is None:
            return
        if "example" in schema.facts:
            yield Given("", schema.facts["example"].value, schema.facts["example"])
        examples = schema.facts.get("examples")
        if examples is not None and isinstance(examples.value, list):
            yield from (Given("", at.value, at) for at in examples.items())

    def text(self, value: Any, media_type: str, schema: Schema | None) -> tuple[str, str]:
        """An example as it is written on a page, and the info string of its block. One of JSON that is given as a text of JSON
        is that. Raises TooLong."""
        is_text = schema is not None and "string" in schema.types
        if not isinstance(value, dict | list):
            return _as_text(value, media_type, is_text=is_text)
        known = id(value), media_type, is_text  # many operations have the same; it is kept, so that no other has its id
        if known not in self._texts:
            self._texts[known] = (value, *_as_text(value, media_type, is_text=is_text))
        return self._texts[known][1:]

    def make(self, schema: Schema | None, direction: str) -> Made:
        """A value of a schema: what the document says of its parts, the required ones in any case."""
        if schema is None:
            return Made("YOUR_VALUE", False, True)
        known = (id(schema), direction)
        if known not in self._made:
            self._left = MAX_MADE
            self._made[known] = self._value(schema, direction, "value", ())
        return self._made[known]

    def _value(self, schema: Schema | None, direction: str, name: str, within: tuple[int, ...]) -> Made:
        self._left -= 1
        if schema is None:
            return Made(placeholder(name), False, True)
        for found in self._of_schema(schema):
            return Made(found.value, True, False)
        if "default" in schema.facts and schema.facts["default"].value is not None:
            return Made(schema.facts["default"].value, True, False)
        if values := [value for value in allowed(schema) if value is not None]:
            return Made(values[0], True, False)
        if self._left <= 0 or id(schema) in within or len(within) > 12:
            empty: Any = [] if schema.is_array else {} if schema.is_object else placeholder(name)
            return Made(empty, False, True)
        inner = (*within, id(schema))
        if schema.is_array:
            item = self._value(self.schemas.read(schema.items), direction, name.removesuffix("s"), inner)
            return Made([item.value], item.given, item.invented)
        if schema.is_object:
            known = (id(schema), direction)
            if known not in self._objects:
                self._objects[known] = self._object(schema, direction, inner)
            return self._objects[known]
        return Made(invented(schema, name), False, True)

    def _object(self, schema: Schema, direction: str, within: tuple[int, ...]) -> Made:
        hidden = "readOnly" if direction == "request" else "writeOnly"
        made: dict[str, Any] = {}
        given = was_invented = False
        for name in schema.members:
            if (of := schema.only_of.get(name)) and schema.alternatives and schema.alternatives[0] not in of:
                continue
            member = self.schemas.member(schema, name)
            if member is not None and (
                member.fact(hidden) is True or (member.fact("deprecated") is True and name not in schema.required)
            ):
                continue
            found = self._value(member, direction, name, within)
            needed = is_needed(schema, name, member)
            if needed and found.invented and direction == "response":
                return Made({}, False, True)  # none is shown that is made up
            if needed or (found.given and not found.invented):
                made[name] = found.value
                given, was_invented = given or found.given, was_invented or found.invented
        return Made(made, given, was_invented)


_OF_FORMAT = {
    "date": "2024-01-31",
    "date-time": "2024-01-31T12:00:00Z",
    "time": "12:00:00Z",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "email": "name@example.com",
    "uri": "https://example.com/",
    "url": "https://example.com/",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "hostname": "www.example.com",
}
"""Values that plainly are made up (RFC 2606, RFC 5737, RFC 3849)."""


def invented(schema: Schema, name: str) -> Any:
    """A value that the document does not have: one that readers replace, or the least that is allowed."""
    kind = schema.types[0] if schema.types else ""
    if kind in {"integer", "number"}:
        low = schema.fact("minimum")
        return low if isinstance(low, int | float) and not isinstance(low, bool) and low > 1 else 1
    if kind == "boolean":
        return True
    if kind == "array":
        return []
    if kind == "object":
        return {}
    return _OF_FORMAT.get(schema.format, placeholder(name))


def is_json(media_type: str) -> bool:
    """Whether content of a media type is JSON (RFC 6839, 3.1)."""
    bare = media_type.partition(";")[0].strip().lower()
    return bare.endswith(("/json", "+json")) or bare in {"*/*", "application/*"}


def json_of(value: Any) -> str:
    """A value in JSON, numbers in their own spelling. Raises TooLong."""
    written = _Json()
    written.put(value, "\n")
    return "".join(written.parts)


class _Json:
    """JSON as it is written, piece by piece."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.left = MAX_LENGTH

    def put(self, value: Any, line: str) -> None:
        if isinstance(value, dict) and value:
            inner, mark = line + "  ", "{"
            for name, member in value.items():
                self._add(f"{mark}{inner}{_quoted(name)}: ")
                self.put(member, inner)
                mark = ","
            self._add(line + "}")
        elif isinstance(value, list) and value:
            inner, mark = line + "  ", "["
            for item in value:
                self._add(mark + inner)
                self.put(item, inner)
                mark = ","
            self._add(line + "]")
        elif isinstance(value, Number):
            self._add(value.text)
        else:
            self._add(_quoted(value))

    def _add(self, part: str) -> None:
        self.left -= len(part)
        if self.left < 0:
            raise TooLong
        self.parts.append(part)


_quoted = json.JSONEncoder(ensure_ascii=False).encode


def _as_text(value: Any, media_type: str, *, is_text: bool) -> tuple[str, str]:
    if is_json(media_type):
        if isinstance(value, str) and not is_text and value.lstrip()[:1] in {"{", "["} and len(value) <= MAX_LENGTH:
            return value.strip(), "json"
        return json_of(value), "json"
    if not isinstance(value, str):
        return json_of(value), "json" if isinstance(value, dict | list) and not media_type.startswith("text/") else "text"
    if len(value) > MAX_LENGTH:
        raise TooLong
    kind = media_type.partition(";")[0].strip().lower()
    return value.strip("\n"), next((word for word in ("xml", "html", "yaml", "csv", "json") if kind.endswith(word)), "text")
