"""Places in samples for values of query, header and content: what a place makes of one is proven by reading the sample back.

Whether a client encodes what is written there (`params` of a call) or sends it as it is (the query of a URL, JSON in quotation
marks) does not follow from the quotation marks. So each way is tried with values that every layer takes for something else, and
is taken if the sample then sends these values, and else what it sent before. Of plain commands, which cannot look into a value,
the way follows from where the request has its characters from, and nothing is read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field
from urllib.parse import quote

from unisono.drawing.own_values import OwnValue, own_fields
from unisono.languages import languages
from unisono.languages.quoting import PLAIN, Escape, Found, Quoting
from unisono.pages.model import Sample
from unisono.records import dataclass
from unisono.text.json import Node
from unisono.text.source import Origin, Source, Text
from unisono.wire.request import Request, essence
from unisono.wire.urls import read_pairs, split_url


@dataclass(frozen=True)
class Way:
    """What a value goes through in a place."""

    quoting: Quoting
    encoded: bool = False


@dataclass
class _Tried:
    own: OwnValue
    place: Found
    value: str
    ways: list[Way] = field(default_factory=list)


_NASTY = "a'b\"c\\d $e%20{f}&g=+h:#;`"
_TAME = "a b%20&c=+d"
_TRUTHS = {
    "True": Quoting((Escape("^true$", "True"), Escape("^false$", "False"))),
    "False": Quoting((Escape("^true$", "True"), Escape("^false$", "False"))),
    "$true": Quoting((Escape("^", "$"),)),
    "$false": Quoting((Escape("^", "$"),)),
    "true": PLAIN,
    "false": PLAIN,
}


def proven_places(sample: Sample, code: Text, places: Sequence[tuple[OwnValue, Found]]) -> list[tuple[OwnValue, Found, Way]]:
    """Those of the places in a sample's code for which a way is found, with that."""
    tried = [one for own, place in places if (one := _tried(code.value, own, place))]
    plain = list(_plain(sample, code, tried))
    others = [one for one in tried if all(one.own is not found.own for found in plain)]
    ways = {one.own.name: one.ways[0] for one in (*plain, *_read_with(sample, code.value, others))}
    return [(one.own, one.place, ways[one.own.name]) for one in tried if one.own.name in ways]


def _plain(sample: Sample, code: Text, tried: Sequence[_Tried]) -> Iterator[_Tried]:
    """Those of which nothing has to be read back, with the way that they go: values of query and content, each written as it is
    sent, in a sample that looks into none of them (`is_straight`)."""
    request = sample.reading.requests[0]
    if request.field("content-length") or not languages()[sample.language or ""].is_straight(code.value):
        return  # the length is that of this very content
    for one in tried:
        own, way = one.own, one.ways[-1]
        pieces = own.value.pieces
        if own.part not in ("url", "content") or own.value.span() != code.span(one.place.start, one.place.end) or pieces[1:]:
            continue
        if own.kind == "text":
            sent = request.content.text if own.part == "content" and request.content else request.url
            found = _text_way(one, sent) if pieces[0].origin is Origin.VERBATIM else None
            if found is None:
                continue
            way = found
        yield _Tried(own, one.place, one.value, [way])


def _text_way(tried: _Tried, sent: Text) -> Way | None:
    """The way of a text in straight code. Where the sign before it in the request, `"` or `=`, is written there too, so is the
    text of JSON or of a query, in which the value is escaped; where that comes from nothing or from the name of the value, the
    client writes both."""
    own = tried.own
    before, *more = sent.slice(own.start - 1, own.start).pieces
    begins = own.value.pieces[0].start
    if len(tried.ways) != 2 or more:
        return None
    if before.origin is Origin.DECODED and (before.start == before.end or (own.part == "url" and before.end < begins)):
        return tried.ways[1]
    if not before.start < before.end == begins:
        return None
    if own.part == "url":
        query, *more = sent.slice(sent.value.index("?") + 1, own.end).pieces
        is_whole = not more and query.origin is Origin.VERBATIM and query.source.text[query.start - 1] == "?"
        return tried.ways[0] if is_whole else None
    return None if own.encoded else tried.ways[0]


def _read_with(sample: Sample, code: str, tried: list[_Tried]) -> list[_Tried]:
    """Those for which reading the sample back finds a way."""
    if not tried:
        return []
    request = sample.reading.requests[0]
    before = sent_parts(request)
    likely = [_likely(one, request) for one in tried]
    # Most samples are read back only once for that.
    is_right = likely != tried and _wrong(_read_back(sample, code, likely), likely, before) == set()
    return likely if is_right else _proven(sample, code, tried, before)


def _likely(tried: _Tried, request: Request) -> _Tried:
    """The same with the way that it probably goes. What stands before a value in the request is there in the code too where
    that has the text of JSON or of a query, in which the value is escaped; else the client writes it."""
    own = tried.own
    if len(tried.ways) == 1 or tried.value is not _NASTY or not own.start:  # of others, several ways may come to the same
        return tried
    content = request.content.text if request.content else None
    text = request.url if own.part == "url" else content if own.part == "content" else None
    before = text.span(own.start - 1, own.start) if text else None
    is_written = before is None or before.start < before.end == own.value.span().start
    return tried if is_written else _Tried(own, tried.place, tried.value, tried.ways[1:])


def _proven(sample: Sample, code: str, tried: list[_Tried], before: Sequence[tuple[str, str]]) -> list[_Tried]:
    """All together; in halves, where something else is sent then."""
    while tried:
        wrong = _wrong(_read_back(sample, code, tried), tried, before)
        if wrong is None and len(tried) == 1:
            return []
        if wrong is None:
            half = len(tried) // 2
            return [found for some in (tried[:half], tried[half:]) for found in _proven(sample, code, some, before)]
        if not wrong:
            break
        for one in tried:
            if one.own.name in wrong:
                del one.ways[0]
        tried = [one for one in tried if one.ways]
    return tried


def _wrong(
    after: Sequence[tuple[str, str]] | None, tried: Sequence[_Tried], before: Sequence[tuple[str, str]]
) -> set[str] | None:
    """The names of the values that are not sent as they are; None where anything else is not sent as before."""
    if after is None or [name for name, _ in after] != [name for name, _ in before]:
        return None
    wanted = {one.own.name: one.value for one in tried}
    wrong = {name for (name, value), (_, was) in zip(after, before, strict=True) if value != wanted.get(name, was)}
    return wrong if wrong <= wanted.keys() else None


def _tried(code: str, own: OwnValue, place: Found) -> _Tried | None:
    """A place with the value that is tried there, and the ways that it may go, each tried once."""
    written = code[place.start : place.end]
    if own.kind == "number":
        return _Tried(own, place, "7" if own.value.value != "7" else "8", [Way(PLAIN)])
    if own.kind == "boolean":
        way = _TRUTHS.get(written)
        return _Tried(own, place, "false" if own.value.value == "true" else "true", [Way(way)]) if way else None
    own_layer = Way(own.quoting.inside(place.quoting)) if own.quoting.escapes else None
    ways = [Way(place.quoting, encoded=True)] if own.encoded else [own_layer] if own_layer else []
    ways.append(Way(place.quoting))
    fits = (value for value in (_NASTY, _TAME) if not any(re.search(never, value) for never in place.quoting.never))
    value = next(fits, None)
    return _Tried(own, place, value, ways) if value else None


def _read_back(sample: Sample, code: str, tried: Sequence[_Tried]) -> list[tuple[str, str]] | None:
    """What the sample sends with the values; None where it then does not send one request."""
    parts, at = [], 0
    for one in sorted(tried, key=lambda one: one.place.start):
        parts += [code[at : one.place.start], written(one.value, one.ways[0])]
        at = one.place.end
    text = Text.of(Source("<tried>", "".join([*parts, code[at:]])))
    reading = languages()[sample.language or ""].read(text, sample.info.value if sample.info else "").meant
    return sent_parts(reading.requests[0]) if reading.status == "ok" and len(reading.requests) == 1 else None


def written(value: str, way: Way) -> str:
    """What the script writes for a value."""
    if way.encoded:
        value = quote(value, safe="")
    for pattern, by in way.quoting.escapes:
        value = re.sub(pattern, lambda found, by=by: _replaced(found[0], by), value)  # type: ignore[misc]
    return value


def _replaced(found: str, by: str) -> str:
    return "".join(found if sign == "&" else f"{ord(found):02x}" if sign == "%" else sign for sign in by)


def sent_parts(request: Request) -> list[tuple[str, str]]:
    """All that a request has, part for part, its values decoded and under the names of the reader's own."""
    url = split_url(request.url)
    named = {own.part: own.name for own in own_fields(request) if own.start == 0}
    found = [("method", request.method.value), ("url", request.url.value.partition("?")[0])]
    found += [(f"query.{pair.name}", pair.value.value if pair.value else "") for pair in read_pairs(url.query)]
    found += [
        (named.get(number, f"field {one.name.value.lower()}"), one.value.value) for number, one in enumerate(request.fields)
    ]
    return [*found, *_content(request)]


def _content(request: Request) -> Iterator[tuple[str, str]]:
    content, media_type = request.content, request.media_type
    if content is None:
        return
    if media_type and essence(media_type.value) == "application/x-www-form-urlencoded":
        yield from ((f"request.{pair.name}", pair.value.value if pair.value else "") for pair in read_pairs(content.text))
    elif content.parts is None and isinstance(content.json, Node):
        yield from _leaves("request", content.json)
    else:
        yield "content", content.text.value


def _leaves(path: str, node: Node) -> Iterator[tuple[str, str]]:
    pending: list[tuple[str, Node]] = [(path, node)]
    while pending:
        name, one = pending.pop()
        if one.kind in ("object", "array"):
            yield f"{one.kind} {name}", ""
            pending += [(f"{name}.{key.value}", value) for key, value in reversed(one.members)]
            pending += [(f"{name}[]", item) for item in reversed(one.items)]
        else:
            yield name, one.text.value if one.kind == "string" else one.value
