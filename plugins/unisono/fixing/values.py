"""Edits of single values in a sample: what stands in the place of each that differs from the declared request."""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.diagnostic import Edit
from unisono.fixing.edits import is_variable
from unisono.text.json import Node
from unisono.text.source import Span, Text
from unisono.wire.agreement import differences
from unisono.wire.compare import Difference
from unisono.wire.request import Request
from unisono.wire.urls import base_variable, read_pairs, split_url


def value_edits(request: Request, wanted: Request, code: Text) -> list[Edit] | None:
    """The edits of a sample's code that give each value that differs the declared one; None where one of them is no such value.
    That they do is not certain: a value may be written in a way that its text does not tell."""
    sources = {piece.source for piece in code.pieces}
    edits: dict[Span, Edit] = {}
    for difference in differences(request, wanted):
        found = _edit(difference, request, wanted)
        if found is None or found.span.source not in sources or found.span.start == found.span.end:
            return None
        edits[found.span] = found
    return list(edits.values()) or None


def _edit(difference: Difference, request: Request, wanted: Request) -> Edit | None:
    pair = next(_values(difference, request, wanted), None)
    if pair is None or pair[0] is None or pair[1] is None or pair[1].has_placeholder:
        return None
    found, declared = pair[0].span(), pair[1].value
    written = found.source.text[found.start : found.end]
    if any(is_variable(piece) for piece in pair[0].pieces):
        return None
    for spelled in (str.lower, str.capitalize):  # `requests.post` and `Net::HTTP::Post` for POST
        if written != pair[0].value and written == spelled(pair[0].value):
            declared = spelled(declared)
    text, start = found.source.text, found.start
    if written.startswith('"') and text[start - 1 : start] == "\\":  # which a shell takes away
        start -= 1
    if text.startswith('\\"', start):  # JSON in a text in quotation marks
        declared = declared.replace("\\", r"\\").replace('"', r"\"")
    return Edit(found._replace(start=start), declared)


def _values(difference: Difference, request: Request, wanted: Request) -> Iterator[tuple[Text | None, Text | None]]:
    """The value that the request has and the one that is declared."""
    aspect, where = difference.aspect, difference.where
    url, other = split_url(request.url), split_url(wanted.url)
    if aspect == "method":
        yield request.method, wanted.method
    elif aspect == "path":
        base, declared = base_variable(request.url), base_variable(wanted.url)
        yield url.path.slice(len(base or ""), len(url.path)), other.path.slice(len(declared or ""), len(other.path))
    elif aspect == "host":
        yield _origin(request), _origin(wanted)
    elif aspect in {"field", "authentication"}:
        name = where or "authorization"
        yield tuple(one and one.value for one in (request.field(name), wanted.field(name)))  # type: ignore[misc]
    elif aspect == "query":
        yield tuple(next((p.value for p in read_pairs(part.query) if p.name == where), None) for part in (url, other))  # type: ignore[misc]
    elif aspect == "content":
        yield tuple(_member(one, where) for one in (request, wanted))  # type: ignore[misc]


def _origin(request: Request) -> Text:
    url = split_url(request.url)
    return request.url.slice(0, len(url.scheme) + len("://") + len(url.authority))


def _member(request: Request, pointer: str) -> Text | None:
    """The scalar at a JSON pointer (RFC 6901) of the content, as it is written."""
    node = request.content.json if request.content else None
    for step in pointer.split("/")[1:]:
        if not isinstance(node, Node):
            return None
        name = step.replace("~1", "/").replace("~0", "~")
        if node.kind == "array":
            node = node.items[int(name)] if name.isdecimal() and int(name) < len(node.items) else None
        else:
            node = next((value for key, value in node.members if key.value == name), None)
    if not isinstance(node, Node) or node.kind in {"object", "array", "placeholder"}:
        return None
    return node.document.slice(node.start, node.end)
