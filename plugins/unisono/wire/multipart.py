"""Multipart content that an author wrote by hand, taken apart (RFC 2046, 5.1.1; RFC 7578)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import Content, Field, Part, Request, essence

_BOUNDARY = regex(r""";[ \t]*boundary=(?:"([^"]*)"|([^\s;"]+))""", re.IGNORECASE)
_PARAMETER = regex(r""";[ \t]*([\w*-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))""")
_LINE_END = regex(r"\r?\n")


def boundary_of(media_type: Text) -> str | None:
    """The boundary that a `Content-Type` names; None if it names none."""
    found = _BOUNDARY.search(media_type.value)
    return (found[1] or found[2] or None) if found else None


def is_multipart(request: Request) -> bool:
    """Whether the request says that its content is multipart."""
    return request.media_type is not None and essence(request.media_type.value).startswith("multipart/")


def boundary_fault(request: Request) -> str | None:
    """What is wrong with the boundary in `Content-Type`, so that no server takes the content apart; None where nothing is."""
    media_type, content = request.media_type, request.content
    if media_type is None or content is None or not content.text.value or not is_multipart(request):
        return None
    if media_type.has_placeholder:
        return None
    boundary = boundary_of(media_type)
    if boundary is None:
        return "names no boundary"
    if content.parts is None and content.text.has_placeholder:
        return None
    if not re.search(rf"(?:^|\n)--{re.escape(boundary)}(?:--)?[ \t]*\r?(?:\n|$)", content.text.known):
        return f"names the boundary '{boundary}', which its content does not have"
    return None


def parts_of(request: Request) -> tuple[Part, ...] | None:
    """The parts of a request's multipart content, also where the author wrote it out; None where it has none."""
    content = request.content
    if content is None or content.parts is not None:
        return content.parts if content else None
    boundary = boundary_of(request.media_type) if request.media_type and is_multipart(request) else None
    return tuple(_read(content, boundary)) or None if boundary else None


def _read(content: Content, boundary: str) -> Iterator[Part]:
    delimiter = re.compile(rf"(?:^|\r?\n)--{re.escape(boundary)}(--)?[ \t]*(?:\r?\n|$)")
    found = list(delimiter.finditer(content.text.known))
    for here, after in pairwise(found):
        if here[1] is None and (part := _part(content.text.slice(here.end(), max(here.end(), after.start())))):
            yield part


def _part(text: Text) -> Part | None:
    """One part: header fields, an empty line, the value."""
    fields: list[Field] = []
    at = 0
    while found := _LINE_END.search(text.known, at):
        line, at = text.slice(at, found.start()), found.end()
        if not line.value:
            break
        colon = len(line.value.partition(":")[0])
        fields.append(Field(line.slice(0, colon).stripped(), line.slice(colon + 1, len(line)).stripped()))
    disposition = _field(fields, "content-disposition")
    if disposition is None:
        return None
    name = _parameter(disposition, "name")
    others = tuple(f for f in fields if f.name.value.lower() not in {"content-disposition", "content-type"})
    return Part(
        name or disposition.slice(0, 0),
        text.slice(at, len(text)),
        _parameter(disposition, "filename"),
        _field(fields, "content-type"),
        others,
        name is not None,
    )


def _field(fields: list[Field], name: str) -> Text | None:
    return next((field.value for field in fields if field.name.value.lower() == name), None)


def _parameter(disposition: Text, name: str) -> Text | None:
    for found in _PARAMETER.finditer(disposition.known):
        if found[1].lower() == name:
            group = 2 if found[2] is not None else 3
            return disposition.slice(*found.span(group))
    return None
