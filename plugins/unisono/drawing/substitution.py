"""Where a sample takes the reader's own values, and how each is escaped there.

How a place is quoted follows from the sample's syntax (`client_places`). Where that does not tell, no value is put there. What
clients make of values of query, header and content is proven besides (`proven_places`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape

from unisono.drawing.client_places import client_places
from unisono.drawing.copying import copied_code
from unisono.drawing.highlight import Mark, quoted
from unisono.drawing.linking import Offsets
from unisono.drawing.own_values import OwnValue, own_values
from unisono.drawing.proven_places import Way, proven_places
from unisono.languages import languages
from unisono.languages.quoting import BASE, PROVEN, TOKEN, Quoting, Slot, in_url
from unisono.pages.model import EndpointPage, Sample
from unisono.pages.parameters import Place
from unisono.text.regex import regex
from unisono.text.source import Origin, Piece, Text
from unisono.wire.request import Request


def slot_marks(page: EndpointPage, sample: Sample, servers: Sequence[str] = ()) -> list[tuple[str, Mark]]:
    """The places of a sample that sends one request, as marks for the script, each with how a value is escaped there and with
    the name of the value. `servers` as of `own_values`."""
    if sample.language is None or sample.reading.meant.status != "ok" or len(sample.reading.requests) != 1:
        return []
    if any(function.parameters for function in sample.reading.meant.uncalled):
        return []  # a value that a caller gives has no place in the sample
    code = copied_code(sample)
    request = sample.reading.requests[0]
    values = {slot[:3]: (slot, own) for slot, own in _slots(page, code, request, servers)}
    pieces = _pieces(request)
    alone = [(slot, own) for slot, own in values.values() if own.name.startswith(PROVEN) or _is_used_once(slot.value, pieces)]
    program = languages()[sample.language].program(code, sample.info.value if sample.info else "")
    found = client_places(sample.language, program.value, [slot for slot, _ in alone]) if alone else []
    certain = [(own, place) for (_, own), place in zip(alone, found, strict=True) if place]
    ways = [(own, place, Way(place.quoting)) for own, place in certain if not own.name.startswith(PROVEN)]
    ways += proven_places(sample, code, [(own, place) for own, place in certain if own.name.startswith(PROVEN)])
    shown = Offsets(sample.code)
    marks = []
    for own, place, way in ways:
        at = place[:2] if code is sample.code else shown.of(code.span(place.start, place.end))
        if at:
            marks.append((own.name, Mark(*at, slot_attributes(own.name, way.quoting, encoded=way.encoded))))
    return marks


def slot_attributes(name: str, quoting: Quoting, *, encoded: bool = False) -> str:
    """What tells the script of a place for a value; `encoded`: it is percent-encoded before anything else."""
    is_encoded = encoded and not name.startswith(f"{Place.PATH}.")  # whose values always are
    return " ".join([f"data-slot={quoted(name)}", *(['data-as="uri"'] if is_encoded else []), *_quoting_attributes(quoting)])


@lru_cache(maxsize=1024)  # the same few on all pages
def _quoting_attributes(quoting: Quoting) -> tuple[str, ...]:
    attributes = {}
    if quoting.escapes:
        attributes["escapes"] = json.dumps(quoting.escapes, separators=(",", ":"))
    if quoting.never:
        attributes["never"] = "|".join(quoting.never)
    return tuple(f"data-{key}={quoted(value)}" for key, value in attributes.items())


def _slots(page: EndpointPage, code: Text, request: Request, servers: Sequence[str]) -> Iterator[tuple[Slot, OwnValue]]:
    offsets = Offsets(code)
    for own in _values(page, request, servers):
        value = own.value
        place = offsets.of(value.span()) if value.value else None
        if place and (value.has_placeholder or _same(own, code.value[slice(*place)])):
            yield Slot(own.name, *place, value), own


def _same(own: OwnValue, written: str) -> bool:
    """Whether a value is written as it is sent; the words for truth values differ."""
    return written == own.value.value or (own.kind == "boolean" and written.lower().lstrip("$") == own.value.value)


def _values(page: EndpointPage, request: Request, servers: Sequence[str]) -> Iterator[OwnValue]:
    requoted = "%25" in request.url.value  # a lone % in a URL makes clients of Python encode each other one of it
    for own in own_values(page, request, servers):
        is_known = own.name != BASE or not request.field("host")
        if is_known and not (requoted and in_url(own.name)):
            yield own


def _pieces(request: Request) -> list[Piece]:
    """What a request is made of, but for what follows from the command or the call as a whole, and for what a client writes
    before a token that it gets by itself."""
    fields = [text for field in request.fields for text in (field.name, field.value)]
    content = [request.content.text] if request.content else []
    start, end = request.span.start, request.span.end
    texts = (request.method, request.url, *fields, *content)
    found = ((text, piece) for text in texts for piece in text.pieces if piece.start > start or piece.end < end)
    return [
        piece for text, piece in found if not _AUTHORIZATION.match(text.value, piece.at) or piece.origin is not Origin.DECODED
    ]


_AUTHORIZATION = regex("Authorization$|Bearer ")


def _is_used_once(value: Text, pieces: Sequence[Piece]) -> bool:
    """Whether a value is written in one place, and no other piece is made from what is written there."""
    source, low, high = value.span()
    made = sum(piece.start < high and low < piece.end and piece.source is source for piece in pieces)
    within = sum(low <= piece.start and piece.end <= high for piece in value.pieces)
    return made == within == len(value.pieces)


def kept_html(page: EndpointPage, sample: Sample, offered: Sequence[str], taken: Sequence[str]) -> str:
    """Where the script says which of the reader's values, of those that are offered, are not put into a sample: those that it
    has, or may have, where none was found certain."""
    requests = sample.reading.requests
    known = sample.reading.meant.status == "ok" and len(requests) == 1
    has = {own.name for own in own_values(page, requests[0])} | _of_authority(requests[0]) if known else {*offered}
    kept = [name for name in offered if name in has and name not in taken]
    return f'<p class="unisono-kept" data-kept="{escape(json.dumps(kept))}" hidden></p>'


def _of_authority(request: Request) -> set[str]:
    """What a request has that is no place for a value: a host in parts, credentials of another scheme."""
    return {BASE, TOKEN} if request.field("authorization") else {BASE}
