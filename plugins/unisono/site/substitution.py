"""Where a sample takes the reader's own values: base URL, token and path parameters, and how each is escaped there.

How a place is quoted is not guessed. Where the sample's text does not tell (`quoting`), a trial value is put there with each
way of escaping, and the one is taken with which the language's own reader finds exactly that value in the request.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from unisono.compare import split_url
from unisono.languages import languages
from unisono.page import EndpointPage, Sample
from unisono.parameters import Place
from unisono.request import HarRequest, NameValue, Request, to_har
from unisono.site.highlight import Mark
from unisono.site.linking import Offsets, path_values
from unisono.site.quoting import SHELLS, quotes_at
from unisono.source import Piece, Source, Text


class Escape(NamedTuple):
    """Characters that match `pattern` become `replacement`, in which `&` is the character and `%` its hexadecimal code in two
    digits; then `quote` goes on both sides. `pattern` means the same in Python and in JavaScript."""

    pattern: str
    replacement: str
    quote: str = ""


_SHELL = {
    "'": Escape("'", r"'\''"),
    '"': Escape(r'["\\$`!]', "\"'&'\""),  # for each leaves the quotes: only single ones keep an interactive shell's !
    "": Escape(r"[^A-Za-z0-9_@%+=:,./-]", r"\&"),
    "$": Escape(r"[\\']", r"\&"),
}
_STRING = {
    "'": Escape(r"[\\']", r"\&"),
    '"': Escape(r'[\\"]', r"\&"),
    "`": Escape(r"[\\`$]", r"\&"),
    "{": Escape(r"""[\\'"{}]""", r"\x%"),
    "": Escape(r'[\\"]', r"\&", '"'),
}
_NOT_SENT_BY = {"httpie": r"\\[:;=@]"}  # HTTPie takes a backslash before these for an escape, and has none for the backslash

_TRIALS = {"base": "http://127.0.0.1:8080/a$b&c", "token": "a'b\"c\\d$e<f`g!h{i}#j k", "path": "a%27%20b"}
_TOKEN_FIELDS = re.compile(r"authorization|.*(?:api-?key|token)", re.IGNORECASE)


class Slot(NamedTuple):
    """Characters `start` to `end` of a sample's code, which give `value` of its request."""

    name: str
    start: int
    end: int
    value: Text


def slot_marks(page: EndpointPage, sample: Sample) -> list[tuple[str, Mark]]:
    """The places of a sample that sends one request, as marks for the script, each with how a value is escaped there and with
    the name of the value."""
    if sample.language is None or sample.reading.status != "ok" or len(sample.reading.requests) != 1:
        return []
    slots = list({slot[:3]: slot for slot in _slots(page, sample.code, sample.reading.requests[0])}.values())
    certain = _certain(sample, slots)
    ways = [[way] if way else _likely(sample, slot) for slot, way in zip(slots, certain, strict=True)]
    if not all(certain) and not _holds(sample, slots, [way[0] for way in ways]):
        ways = [[way for way in own if _holds(sample, [slot], [way])] for slot, own in zip(slots, ways, strict=True)]
    return [(slot.name, _mark(slot, way[0], sample.language)) for slot, way in zip(slots, ways, strict=True) if way]


def _mark(slot: Slot, way: Escape, language: str) -> Mark:
    attributes = {"slot": slot.name, "escape": way.pattern, "with": way.replacement}
    if way.quote:
        attributes["quote"] = way.quote
    if slot.name == "token" and language in _NOT_SENT_BY:
        attributes["never"] = _NOT_SENT_BY[language]
    return Mark(slot.start, slot.end, " ".join(f'data-{name}="{escape(value)}"' for name, value in attributes.items()))


def _slots(page: EndpointPage, code: Text, request: Request) -> Iterator[Slot]:
    offsets = Offsets(code)
    for name, value in _values(page, request):
        place = offsets.of(value.span()) if value.value else None
        if place and (value.has_placeholder or code.value[slice(*place)] == value.value):
            yield Slot(name, *place, value)


def _values(page: EndpointPage, request: Request) -> Iterator[tuple[str, Text]]:
    url = split_url(request.url)
    if url.authority.value:
        yield "base", request.url.slice(0, len(url.scheme) + len("://") + len(url.authority))
    for name, value in path_values(request, page.target) if page.target else ():
        yield f"{Place.PATH}.{name}", value
    for field in request.fields:
        if _TOKEN_FIELDS.fullmatch(field.name.value):
            scheme, space, _ = field.value.value.partition(" ")
            if scheme.lower() != "basic":
                yield "token", field.value.slice(len(scheme) + 1 if space else 0, len(field.value))


def _likely(sample: Sample, slot: Slot) -> list[Escape]:
    """The ways of escaping in the sample's language, the likeliest first: by the last quotation mark before the place."""
    ways = _ways(sample)
    before = re.search(r"""['"`](?=[^'"`]*\Z)""", sample.code.value[max(0, slot.start - 200) : slot.start])
    likely = ways.get(before[0] if before else "", ways[""])
    return [likely, *(way for way in ways.values() if way != likely)]


def _certain(sample: Sample, slots: Sequence[Slot]) -> list[Escape | None]:
    """For each place the way of escaping that follows from the sample's text; None where that is not enough: a path that is
    not written, or not after the base URL, and a host that is named twice, depend on the base URL too."""
    code, request = sample.code.value, sample.reading.requests[0]
    ends = {code[slot.end : slot.end + 1] for slot in slots if slot.name == "base"}
    if split_url(request.url).path.value in {"", "/"} or request.field("host") or not ends <= {"/", "'", '"', "`"}:
        return [None] * len(slots)
    quotes = quotes_at(code, [(slot.start, slot.end) for slot in slots], _lexer(sample))
    pieces = _pieces(request)
    once = [_is_used_once(slot.value, pieces) for slot in slots]
    return [_ways(sample)[quote] if quote is not None and alone else None for quote, alone in zip(quotes, once, strict=True)]


def _pieces(request: Request) -> list[Piece]:
    """What a request is made of, but for what follows from the command or the call as a whole."""
    fields = [text for field in request.fields for text in (field.name, field.value)]
    content = [request.content.text] if request.content else []
    start, end = request.span.start, request.span.end
    texts = (request.method, request.url, *fields, *content)
    return [piece for text in texts for piece in text.pieces if piece.start > start or piece.end < end]


def _is_used_once(value: Text, pieces: Sequence[Piece]) -> bool:
    """Whether a value is written in one place, and no other piece is made from what is written there."""
    source, low, high = value.span()
    made = sum(piece.start < high and low < piece.end and piece.source is source for piece in pieces)
    within = sum(low <= piece.start and piece.end <= high for piece in value.pieces)
    return made == within == len(value.pieces)


def _lexer(sample: Sample) -> str:
    return languages()[sample.language or ""].LEXER


def _ways(sample: Sample) -> Mapping[str, Escape]:
    """By the quotation mark around a place."""
    return _SHELL if _lexer(sample) in SHELLS else _STRING


def _holds(sample: Sample, slots: list[Slot], ways: list[Escape]) -> bool:
    """Whether the sample with trial values in these places sends the same request with these values."""
    code, har = sample.code.value, to_har(sample.reading.requests[0])
    for slot, way in sorted(zip(slots, ways, strict=True), key=lambda pair: -pair[0].start):
        code = code[: slot.start] + escaped(_trial(slot), way) + code[slot.end :]
    reading = languages()[sample.language or ""].read(Text.of(Source("trial", code)))
    if reading.status != "ok" or len(reading.requests) != 1:
        return False
    return to_har(reading.requests[0]) == _expected(har, sample.reading.requests[0], slots)


def escaped(value: str, way: Escape) -> str:
    """What the script does, too."""

    def one(found: re.Match[str]) -> str:
        return re.sub("[&%]", lambda m: found[0] if m[0] == "&" else f"{ord(found[0]):02x}", way.replacement, count=1)

    return way.quote + re.sub(way.pattern, one, value) + way.quote


def _trial(slot: Slot) -> str:
    return _TRIALS[slot.name.partition(".")[0]]


def _expected(har: HarRequest, request: Request, slots: list[Slot]) -> HarRequest:
    """The request with trial values, made from the values and not from the code."""
    url = split_url(request.url)
    base = f"{url.scheme}://{url.authority}"
    segments = url.path.value.split("/")
    headers = har["headers"]
    for slot in slots:
        old, new = slot.value.value, _trial(slot)
        if slot.name == "base":
            base = new
        elif slot.name == "token":
            headers = [{**h, "value": h["value"].removesuffix(old) + new} if _has_token(h, old) else h for h in headers]
        else:
            segments[len(segments) - 1 - segments[::-1].index(old)] = new
    query = f"?{url.query}" if url.query else ""
    return {**har, "url": base + "/".join(segments) + query, "headers": headers}


def _has_token(header: NameValue, token: str) -> bool:
    value = header["value"]
    return _TOKEN_FIELDS.fullmatch(header["name"]) is not None and token in (value, value.partition(" ")[2])


def form_html(slots: Sequence[str], base: str) -> str:
    """The form for the values that some sample takes; the script reads it, and nothing sends it."""
    names = sorted(set(slots), key=lambda name: (name != "base", name != "token", slots.index(name)))
    if not names:
        return ""
    inputs = "".join(_input_html(name, base) for name in names)
    return (
        '<details class="unisono-own" data-search-exclude=""><summary>Use your own values</summary>'
        f'<div class="unisono-fields">{inputs}</div><p>They are put into the samples above. Nothing leaves your browser; the '
        'token is forgotten when you close the tab. <button type="button">Clear</button></p></details>'
    )


def _input_html(name: str, base: str) -> str:
    label = {"base": "Base URL", "token": "Token"}.get(name) or f"<code>{escape(name.partition('.')[2])}</code>"
    hint = f' placeholder="{escape(base)}"' if name == "base" and base else ""
    common = 'type="text" autocomplete="off" autocapitalize="off" spellcheck="false"'
    return f'<label>{label} <input name="{escape(name)}" {common}{hint}></label>'
