"""What in a request is a value of the reader's own: base URL, token, and parameters of path, query, header and content."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple
from urllib.parse import unquote_plus

from unisono.languages.quoting import BASE, TOKEN, Escape, Quoting
from unisono.pages.header_fields import needs_documentation
from unisono.pages.model import EndpointPage
from unisono.pages.parameters import Place
from unisono.pages.sent import path_places
from unisono.text.json import Node
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import Content, Request, essence
from unisono.wire.urls import split_url

Kind = Literal["text", "number", "boolean"]
Part = int | Literal["url", "content"]
"""A part of a request, one of its header fields by the number."""


class OwnValue(NamedTuple):
    """Characters `start` to `end` of a part of a request, which are `value`. `encoded`: percent-encoded as in a URL."""

    name: str
    part: Part
    start: int
    end: int
    value: Text
    kind: Kind = "text"
    encoded: bool = False
    quoting: Quoting = Quoting()


_TOKEN_FIELDS = regex(r"authorization|.*(?:api-?key|token)", re.IGNORECASE)

IN_JSON = Quoting((Escape(r'["\\]', r"\&"),))
"""Inside a string of JSON (RFC 8259, 7), of which the script takes no control characters."""


def own_values(page: EndpointPage, request: Request, servers: Sequence[str] = ()) -> Iterator[OwnValue]:
    """The values of a request, in the order of a form. Of `servers`, the settings' own where these have paths, one that the URL
    begins with is its base. What stands in several
    places under one name is none, but in the path."""
    yield from _own_values(page, request, tuple(servers))


@lru_cache(maxsize=32)  # asked for what a sample takes, for what it keeps and for the form
def _own_values(page: EndpointPage, request: Request, servers: Sequence[str]) -> tuple[OwnValue, ...]:
    alone = _alone([*_of_query(request), *_of_fields(request), *_of_content(request)])
    return (*_base(request.url, servers), *_tokens(request), *_of_path(page, request), *alone)


def own_fields(request: Request) -> Iterator[OwnValue]:
    """Those of `own_values` that are in header fields."""
    yield from _tokens(request)
    yield from _alone([*_of_fields(request)])


def _alone(found: Sequence[OwnValue]) -> Iterator[OwnValue]:
    several = Counter(one.name for one in found)
    yield from (one for one in found if several[one.name] == 1 and one.value.value)


def _base(url: Text, servers: Sequence[str]) -> Iterator[OwnValue]:
    parts = split_url(url)
    if not parts.authority.value:
        return
    end = len(parts.scheme) + len("://") + len(parts.authority)
    bases = [server.rstrip("/") for server in servers]
    end = max([end, *(len(base) for base in bases if f"{url.value}/".startswith(f"{base}/"))])
    yield OwnValue(BASE, "url", 0, end, url.slice(0, end))


def _tokens(request: Request) -> Iterator[OwnValue]:
    for number, field in enumerate(request.fields):
        if not _TOKEN_FIELDS.fullmatch(field.name.value):
            continue
        scheme, space, _ = field.value.value.partition(" ")
        if scheme.lower() != "basic":
            start, end = len(scheme) + 1 if space else 0, len(field.value)
            yield OwnValue(TOKEN, number, start, end, field.value.slice(start, end))


def _of_path(page: EndpointPage, request: Request) -> Iterator[OwnValue]:
    parts = split_url(request.url)
    at = len(parts.scheme) + len("://") + len(parts.authority) if parts.scheme.value else 0
    for name, (start, end) in path_places(request, page.target) if page.target else ():
        yield OwnValue(f"{Place.PATH}.{name}", "url", at + start, at + end, parts.path.slice(start, end), encoded=True)


def _of_query(request: Request) -> Iterator[OwnValue]:
    query = split_url(request.url).query
    if query is not None:
        yield from _pairs(Place.QUERY, "url", query, len(request.url) - len(query))


def _pairs(place: Place, part: Part, text: Text, at: int) -> Iterator[OwnValue]:
    """The values of a query or of form content that begins at `at`."""
    for pair in _PAIR.finditer(text.known):
        start, end = pair.span(2)
        name = unquote_plus(text.value[slice(*pair.span(1))])
        yield OwnValue(f"{place}.{name}", part, at + start, at + end, text.slice(start, end), encoded=True)


_PAIR = regex("(?<![^&])([^&=]++)=([^&]*)")


def _of_fields(request: Request) -> Iterator[OwnValue]:
    for number, field in enumerate(request.fields):
        if needs_documentation(field.name.value) and not _TOKEN_FIELDS.fullmatch(field.name.value):
            yield OwnValue(f"{Place.HEADER}.{field.name}", number, 0, len(field.value), field.value)


def _of_content(request: Request) -> Iterator[OwnValue]:
    content, media_type = request.content, request.media_type
    if content is None or content.parts is not None:
        return
    if media_type and essence(media_type.value) == "application/x-www-form-urlencoded":
        yield from _pairs(Place.REQUEST, "content", content.text, 0)
    elif isinstance(content.json, Node):
        yield from _members(content, content.json)


MAX_NAME = 1_000
"""Characters of the name of a value: each below a name that is longer would have all of it, in all samples and the form."""


def _members(content: Content, root: Node) -> Iterator[OwnValue]:
    """Strings, numbers and truth values of an object and of the objects in it. Those in arrays have no name of their own."""
    pending = [(str(Place.REQUEST), root)]
    while pending:
        path, node = pending.pop(0)
        for key, value in node.members:
            name = f"{path}.{key.value}"
            if len(name) > MAX_NAME:
                continue
            if value.kind == "object":
                pending.append((name, value))
            elif value.kind == "string":
                start, end = value.start + 1, value.end - 1
                yield OwnValue(name, "content", start, end, content.text.slice(start, end), quoting=IN_JSON)
            elif value.kind in ("number", "boolean"):
                kind: Kind = "number" if value.kind == "number" else "boolean"
                yield OwnValue(name, "content", value.start, value.end, content.text.slice(value.start, value.end), kind)
