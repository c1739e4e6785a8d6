"""The request of an operation: its parameters and its content, as a sample has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from unisono.imports._endpoint_pages import placeholder
from unisono.imports._samples import Call, FormPart, form
from unisono.imports.openapi.examples import Examples, is_json
from unisono.imports.openapi.schemas import Schema, shown
from unisono.text.references import At

FILE = "file"
"""The name of a file in a sample, where nothing says another."""


def parameter_value(examples: Examples, at: At, schema: Schema | None, name: str) -> Any:
    """What a sample has for a parameter."""
    given = examples.given(at, schema)
    if given and given[0].value is not None:
        return given[0].value
    made = examples.make(schema, "request")
    if schema is None or (made.invented and not isinstance(made.value, dict | list | int | float)):
        return placeholder(name) if schema is None or not schema.format or str(made.value).startswith("YOUR_") else made.value
    if isinstance(made.value, list) and made.invented:
        return [placeholder(name)]
    return made.value


def pairs_of(name: str, value: Any, style: str, explode: bool) -> Iterator[tuple[str, str]]:
    """A query parameter, or a member of a form, as pairs (OpenAPI 3.1, 4.8.12.6)."""
    if isinstance(value, dict):
        if style == "deepObject":
            for key, inner in value.items():
                yield from pairs_of(f"{name}[{key}]", inner, style, explode)
        elif explode:
            for key, inner in value.items():
                yield key, ",".join(map(shown, inner)) if isinstance(inner, list) else shown(inner)
        else:
            yield name, ",".join(f"{key},{shown(inner)}" for key, inner in value.items())
    elif isinstance(value, list) and style == "deepObject":
        for number, inner in enumerate(value):
            yield from pairs_of(f"{name}[{number}]" if isinstance(inner, dict) else f"{name}[]", inner, style, explode)
    elif isinstance(value, list):
        between = {"spaceDelimited": " ", "pipeDelimited": "|"}.get(style, ",")
        if explode:
            yield from ((name, shown(inner)) for inner in value)
        else:
            yield name, between.join(map(shown, value))
    else:
        yield name, shown(value)


def in_segment(value: Any) -> str:
    """A value as it stands in a path."""
    if isinstance(value, dict):
        value = [part for pair in value.items() for part in pair]
    text = ",".join(map(shown, value)) if isinstance(value, list) else shown(value)
    return quote(text, safe="@:,;=+$!*~'()") or "YOUR_VALUE"


def filled(path: str, values: dict[str, str]) -> str:
    """A path with values in the places of its parameters, without a fragment."""
    path = re.sub(
        r"\{([^{}]*)\}", lambda found: values.get(found[1].strip("+*?"), placeholder(found[1])), path.partition("#")[0]
    )
    return re.sub(r"[\s\"<>\\^`{|}]", lambda found: quote(found[0]), path)


class Body:
    """A media type of a request's content, as the sample has it."""

    def __init__(self, examples: Examples, at: At, media_type: str, schema: Schema | None) -> None:
        self.examples = examples
        self.at = at
        self.media_type = media_type.strip()
        self.kind = self.media_type.partition(";")[0].lower()
        self.schema = schema

    @property
    def is_form(self) -> bool:
        return self.kind == "application/x-www-form-urlencoded"

    @property
    def is_multipart(self) -> bool:
        return self.kind.startswith("multipart/")

    def put(self, call: Call, value: Any) -> None:
        """Give a request this content. Raises TooLong."""
        call.media_type = "application/json" if self.kind in {"*/*", "application/*"} else self.media_type
        if self.is_multipart:
            call.parts = [*self._parts(value)] if isinstance(value, dict) and value else None
        elif self.is_form and isinstance(value, dict):
            call.content = self.form(value)
        elif self.schema is not None and self.schema.format in {"binary", "byte"} and not is_json(self.kind):
            call.file = FILE
        elif isinstance(value, str) or is_json(self.kind):
            call.content, _ = self.examples.text(value, self.media_type, self.schema)
        elif value is not None:
            call.content, _ = self.examples.text(value, "application/json", self.schema)

    def pairs(self, value: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """The pairs of a form."""
        for name, member in value.items():
            encoding = self._encoding(name)
            style = encoding.text("style") if encoding else ""
            if encoding and not style and is_json(encoding.text("contentType")) and isinstance(member, dict | list):
                yield name, shown(member)
                continue
            has_style = bool(style) or isinstance(member, dict) or _holds_objects(member)
            explode = encoding is None or encoding.value.get("explode") is not False
            yield from pairs_of(name, member, style or ("deepObject" if has_style else "form"), explode)

    def _encoding(self, name: str) -> At | None:
        """What is said of how a member of a form or a part is sent."""
        return next((at for own, at in self.at.members("encoding") if own == name and isinstance(at.value, dict)), None)

    def form(self, value: dict[str, Any]) -> str:
        """The content of a form."""
        return form(self.pairs(value))

    def _parts(self, value: dict[str, Any]) -> Iterator[FormPart]:
        for name, member in value.items():
            schema = self.examples.schemas.member(self.schema, name) if self.schema and name in self.schema.members else None
            items = member if isinstance(member, list) else [member]
            inner = self.examples.schemas.read(schema.items) if schema is not None and schema.is_array else schema
            encoding = self._encoding(name)
            if encoding and isinstance(member, dict) and (style := encoding.text("style")):
                yield from (
                    FormPart(*pair) for pair in pairs_of(name, member, style, encoding.value.get("explode") is not False)
                )
                continue
            kind = self._kind_of_part(encoding) if encoding else ""
            fields = tuple(self._fields_of_part(encoding)) if encoding else ()
            for item in items:
                if inner is not None and (inner.format in {"binary", "byte", "base64"} or "contentMediaType" in inner.facts):
                    yield FormPart(name, file=FILE, media_type=kind, fields=fields)
                else:
                    own = kind or ("application/json" if isinstance(item, dict) else "")
                    yield FormPart(name, shown(item), media_type=own, fields=fields)

    def _kind_of_part(self, encoding: At) -> str:
        """The media type of a part (OpenAPI 3.1, 4.8.15): the first of those that are allowed; none for a range such as
        `image/*`, of which the file has its own."""
        first, _, others = encoding.text("contentType").partition(",")
        if others:
            what = f"of the media types of a part, the sample has the first, and not{others.rstrip()}"[:300]
            self.examples.losses.add(encoding, what, "say them in the description")
        return "" if "*" in first else first.strip()

    def _fields_of_part(self, encoding: At) -> Iterator[tuple[str, str]]:
        """The header fields of a part which are required; that a part has others is told."""
        schemas = self.examples.schemas
        for name, header in encoding.members("headers"):
            if name.lower() == "content-type" or (at := schemas.library.resolve(header)) is None:
                continue
            self.examples.losses.count(at, "a header field of a part is not described", "describe it with the part")
            if at.flag("required"):
                yield name, shown(parameter_value(self.examples, at, schemas.read(at.get("schema")), name))


def _holds_objects(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)
