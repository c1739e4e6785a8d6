"""Where a sample takes the reader's own values: base URL, token and path parameters, and how each is escaped there.

How a place is quoted follows from the sample's syntax (`client_places`). Where that does not tell, no value is put there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from html import escape

from unisono.checking.settings import Server
from unisono.drawing.client_places import client_places
from unisono.drawing.copying import copied_code
from unisono.drawing.highlight import Mark
from unisono.drawing.linking import Offsets
from unisono.languages import languages
from unisono.languages.quoting import BASE, TOKEN, Quoting, Slot
from unisono.pages.model import EndpointPage, Sample
from unisono.pages.parameters import Place
from unisono.pages.sent import path_values
from unisono.text.regex import regex
from unisono.text.source import Origin, Piece, Text
from unisono.wire.request import Request
from unisono.wire.urls import split_url
from unisono.words import Words, script_words_html

_TOKEN_FIELDS = regex(r"authorization|.*(?:api-?key|token)", re.IGNORECASE)


def slot_marks(page: EndpointPage, sample: Sample) -> list[tuple[str, Mark]]:
    """The places of a sample that sends one request, as marks for the script, each with how a value is escaped there and with
    the name of the value."""
    if sample.language is None or sample.reading.meant.status != "ok" or len(sample.reading.requests) != 1:
        return []
    code = copied_code(sample)
    slots = list({slot[:3]: slot for slot in _slots(page, code, sample.reading.requests[0])}.values())
    pieces = _pieces(sample.reading.requests[0])
    alone = [slot for slot in slots if _is_used_once(slot.value, pieces)]
    program = languages()[sample.language].program(code, sample.info.value if sample.info else "")
    found = client_places(sample.language, program.value, alone) if alone else []
    shown = Offsets(sample.code)
    marks = []
    for slot, place in zip(alone, found, strict=True):
        at = place and (place[:2] if code is sample.code else shown.of(code.span(place.start, place.end)))
        if place and at:
            marks.append((slot.name, _mark(slot.name, place.quoting, *at)))
    return marks


def _mark(name: str, quoting: Quoting, start: int, end: int) -> Mark:
    attributes = {"slot": name}
    if quoting.escapes:
        attributes["escapes"] = json.dumps(quoting.escapes, separators=(",", ":"))
    if quoting.never:
        attributes["never"] = "|".join(quoting.never)
    return Mark(start, end, " ".join(f'data-{key}="{escape(value)}"' for key, value in attributes.items()))


def _slots(page: EndpointPage, code: Text, request: Request) -> Iterator[Slot]:
    offsets = Offsets(code)
    for name, value in _values(page, request):
        place = offsets.of(value.span()) if value.value else None
        if place and (value.has_placeholder or code.value[slice(*place)] == value.value):
            yield Slot(name, *place, value)


def _values(page: EndpointPage, request: Request) -> Iterator[tuple[str, Text]]:
    url = split_url(request.url)
    requoted = "%25" in request.url.value  # a lone % in a URL makes clients of Python encode each other one of it
    if url.authority.value and not requoted and not request.field("host"):
        yield BASE, request.url.slice(0, len(url.scheme) + len("://") + len(url.authority))
    for name, value in path_values(request, page.target) if page.target and not requoted else ():
        yield f"{Place.PATH}.{name}", value
    for field in request.fields:
        if _TOKEN_FIELDS.fullmatch(field.name.value):
            scheme, space, _ = field.value.value.partition(" ")
            if scheme.lower() != "basic":
                yield TOKEN, field.value.slice(len(scheme) + 1 if space else 0, len(field.value))


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
    has = {name for name, _ in _values(page, requests[0])} | _of_authority(requests[0]) if known else {*offered}
    kept = [name for name in offered if name in has and name not in taken]
    return f'<p class="unisono-kept" data-kept="{escape(json.dumps(kept))}" hidden></p>'


def _of_authority(request: Request) -> set[str]:
    """What a request has that is no place for a value: a host in parts, credentials of another scheme."""
    return {BASE, TOKEN} if request.field("authorization") else {BASE}


def form_html(names: Sequence[str], base: str, servers: Sequence[str], words: Words) -> str:
    """The form for the values that some sample takes; the script reads it, and nothing sends it. `servers` can be chosen."""
    if not names:
        return ""
    inputs = "".join(_input_html(name, base, words) for name in names)
    chosen = _servers_html(servers, words) if BASE in names and len(servers) > 1 else ""
    return (
        f'<details class="unisono-own" data-search-exclude=""><summary>{escape(words.own)}</summary>'
        f'<div class="unisono-fields">{chosen}{inputs}</div><p>{escape(words.own_note)} '
        f'<button class="unisono-clear" type="button">{escape(words.own_clear)}</button></p>'
        f"{script_words_html(words, 'own')}</details>"
    )


def in_form(slots: Sequence[str]) -> list[str]:
    """The names of the values that a form asks for, in its order."""
    return sorted(set(slots), key=lambda name: (name != BASE, name != TOKEN, slots.index(name)))


def _servers_html(servers: Sequence[str], words: Words) -> str:
    options = "".join(
        f'<option value="{escape(server)}">{escape(server.name if isinstance(server, Server) else server)}</option>'
        for server in servers
    )
    none = f'<option value="">{escape(words.own_as_in_samples)}</option>'
    return f"<label>{escape(words.own_server)} <select>{none}{options}</select></label>"


def _input_html(name: str, base: str, words: Words) -> str:
    said = {BASE: words.own_base, TOKEN: words.own_token}.get(name)
    label = escape(said) if said else f"<code>{escape(name.partition('.')[2])}</code>"
    hint = f' placeholder="{escape(base)}"' if name == BASE and base else ""
    common = 'autocomplete="off" autocapitalize="off" spellcheck="false"'
    if name == TOKEN:
        field = f'<input name="{TOKEN}" aria-label="{label}" type="password" {common}>'
        show = (
            f'<button class="unisono-show" type="button" aria-pressed="false" aria-label="{escape(words.own_show_token)}">'
            f"{escape(words.script_own_show)}</button>"
        )
        field = f'<span class="unisono-concealed">{field}{show}</span>'
    else:
        field = f'<input name="{escape(name)}" type="text" {common}{hint}>'
    return f"<label>{label} {field}</label><output></output>"
