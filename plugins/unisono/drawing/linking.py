"""Where the value of each documented parameter stands in the page's code blocks: in its JSON examples and in every sample."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from html import escape

from unisono.drawing.anchors import plain_path
from unisono.drawing.highlight import Mark
from unisono.pages.documentation import Documentation
from unisono.pages.model import EndpointPage, Example, Page, Sample
from unisono.pages.parameters import Parameter, Place
from unisono.pages.sent import path_values, sent_requests
from unisono.text.json import Node
from unisono.text.source import Origin, Source, Span, Text
from unisono.wire.request import Request, essence
from unisono.wire.target import Target
from unisono.wire.urls import read_pairs, split_url


class Offsets:
    """From places in files to offsets in a code block."""

    def __init__(self, code: Text) -> None:
        verbatim = (piece for piece in code.pieces if piece.origin is Origin.VERBATIM)
        self._pieces = sorted((id(p.source), p.start, p.end, p.at) for p in verbatim)

    def of(self, span: Span) -> tuple[int, int] | None:
        """Where the characters of `span` are in the block; None if they are not."""
        first, last = self._at(span.source, span.start), self._at(span.source, span.end - 1)
        return (first, last + 1) if first is not None and last is not None and first <= last else None

    def _at(self, source: Source, offset: int) -> int | None:
        number = bisect_right(self._pieces, (id(source), offset, 1 << 62, 0)) - 1
        if number < 0:
            return None
        owner, start, end, at = self._pieces[number]
        return at + offset - start if owner == id(source) and offset < end else None


def value_marks(page: Page, documentation: Documentation, names: Mapping[Parameter, str]) -> dict[Sample | Example, list[Mark]]:
    """For each sample and example, the values of the parameters, by the parameters' permanent names."""
    found: dict[Sample | Example, list[tuple[str, Span]]] = {}
    for described in documentation.objects:
        for _, _, value, member in described.documented():
            if described.example and member.parameter and member.parameter in names:
                found.setdefault(described.example, []).append((names[member.parameter], value.span))
    known = set(names.values())
    target = page.target if isinstance(page, EndpointPage) else None
    for sample in page.samples:
        for request in sent_requests(sample, target):
            fields = ((documentation.header_fields.get(field.name.value), field.value.span()) for field in request.fields)
            values = (value for value in _values(request, target) if value[0] in known)
            found.setdefault(sample, []).extend([*values, *((names[p], span) for p, span in fields if p and p in names)])
    return {block: list(_marks(block.code, values)) for block, values in found.items()}


def _marks(code: Text, values: list[tuple[str, Span]]) -> Iterator[Mark]:
    offsets = Offsets(code)
    for name, span in values:
        if place := offsets.of(span):
            yield Mark(*place, f'data-unisono="{escape(name)}"')


def _values(request: Request, target: Target | None) -> Iterator[tuple[str, Span]]:
    for name, text in path_values(request, target) if target else ():
        yield f"{Place.PATH}.{name}", text.span()
    for pair in read_pairs(split_url(request.url).query):
        if pair.value and pair.value.value:
            yield f"{Place.QUERY}.{pair.name}", pair.value.span()
    content = request.content
    if content is None:
        return
    if content.parts is not None:
        yield from ((f"{Place.REQUEST}.{part.name}", part.value.span()) for part in content.parts)
    elif request.media_type and essence(request.media_type.value) == "application/x-www-form-urlencoded":
        for pair in read_pairs(content.text):
            if pair.value and pair.value.value:
                yield plain_path(f"{Place.REQUEST}.{pair.name}"), pair.value.span()
    elif isinstance(content.json, Node):
        yield from _members(content.json)


def _members(root: Node) -> Iterator[tuple[str, Span]]:
    """Every member of an object and its value. An object or array that the sample does not write as one has the places of what
    is in it."""
    pending = [(str(Place.REQUEST), root)]
    while pending:
        path, node = pending.pop()
        for item in reversed(node.items):
            if item.kind in _CONTAINERS:
                pending.append((path, item))
            elif not _is_written(node):
                yield path, _value_span(item)
        for key, value in node.members:
            own = f"{path}.{key.value}"
            if value.kind in _CONTAINERS:
                pending.append((own, value))
            if value.kind not in _CONTAINERS or _is_written(value):
                yield own, _value_span(value)


_CONTAINERS = frozenset({"object", "array"})


def _is_written(node: Node) -> bool:
    return node.document.slice(node.start, node.start + 1).pieces[0].origin is Origin.VERBATIM


def _value_span(node: Node) -> Span:
    """A string's characters without its quotes, which not every client writes."""
    return node.text.span() if node.text.value else node.span
