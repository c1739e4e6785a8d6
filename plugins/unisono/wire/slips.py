"""What a request has that nobody means, whoever it is for: a field whose name is nearly a known one, credentials whose scheme
is none, content that is to be JSON and is none."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator

from unisono.text.json import JsonError, read_json
from unisono.text.placeholders import written
from unisono.text.regex import regex
from unisono.text.slips import is_one_slip, misspelt
from unisono.text.source import Source, Text
from unisono.wire.request import Content, Field, Request, essence

Slip = tuple[Text, str]
"""Where it stands, and what is wrong with it."""

_KNOWN = {
    name.replace("-", "").lower(): name
    for name in """Accept-Encoding Accept-Language Authorization Cache-Control Content-Disposition Content-Encoding
    Content-Length Content-Type Idempotency-Key If-Match If-Modified-Since If-None-Match Proxy-Authorization
    User-Agent""".split()  # noqa: SIM905
}
_SCHEMES = ("bearer", "digest")
_MEDIA_TYPES = (
    *("application/json", "application/xml", "application/x-www-form-urlencoded", "application/octet-stream"),
    *("multipart/form-data", "text/plain"),
)
_IN_USE = (
    *("application/bson", "application/cjson", "application/hjson", "application/json5", "application/jsonb"),
    *("application/jsonc", "application/jsonl", "application/jsonp", "application/ejson", "application/djson"),
    *("application/cml", "application/eml", "application/gml", "application/kml", "application/sml", "application/uml"),
    *("application/wml", "application/xaml", "application/xmi", "application/xmp", "application/xsl", "application/yml"),
)
"""Media types with names of their own that are one letter from one of those."""
_NOT_A_LETTER = regex(r"[^a-z0-9]+")
_COLON_BEHIND = regex(r"[ \t]*(?P<scheme>bearer|basic|digest|token|apikey)[ \t]*:", re.IGNORECASE)
_NO_BLANK = regex(r"[ \t]*Bearer(?=[A-Z]+_|[<{\0])[^\s:=]*")
_SCHEME = regex(r"[ \t]*(?P<scheme>[A-Za-z]{5,7})[ \t]+\S")
_COLON_WITHIN = regex(r"[ \t]*basic[ \t]+[^\s:()<>{}\[\]\0]*:[^\s:()<>{}\[\]\0]*[ \t]*", re.IGNORECASE)
_ONE_WORD = regex(r"[a-z][a-z0-9.+-]*")
_TWO_SCHEMES = regex(r"https?://(?P<again>https?(?::|/|%3A))", re.IGNORECASE)
_COMMA_IN_HOST = regex(r"https?://[^/?#@,\0]*(?P<comma>,)")


def slips(request: Request, documented: Collection[str] = ()) -> Iterator[Slip]:
    """Those in the URL and the header fields. `documented` are names of fields that are right, in lower case."""
    if found := _TWO_SCHEMES.match(request.url.known):
        yield request.url.slice(*found.span("again")), "the URL has a scheme twice"
    if found := _COMMA_IN_HOST.match(request.url.known):
        yield request.url.slice(*found.span("comma")), "the host in the URL has a comma"
    for field in request.fields:
        if field.name.value.lower() not in documented and (name := _meant(field.name.value)):
            yield field.name, f"'{field.name}' is no field that servers know; did you mean '{name}'?"
        yield from _value_slips(field)
    media_type = request.media_type
    if media_type and request.content and _FORM in _as_written(media_type) and _BEGINS_OBJECT.match(request.content.text.known):
        yield media_type, f"JSON is sent as {_FORM}"


_FORM = "x-www-form-urlencoded"


def _as_written(value: Text) -> str:
    """What stands in the file at the place of a value: a client's own default stands nowhere."""
    place = value.span()
    return place.source.text[place.start : place.end].lower()


def _meant(name: str) -> str | None:
    """The known field whose name this is, but for a slip or the marks between its words."""
    lower = name.lower()
    letters = _NOT_A_LETTER.sub("", lower)
    if letters in _KNOWN:
        known = _KNOWN[letters]
        return known if lower != known.lower() else None
    found = None if lower.startswith("x-") else misspelt(letters, tuple(_KNOWN))
    return _KNOWN[found] if found else None


def _value_slips(field: Field) -> Iterator[Slip]:
    name, value = field.name.value.lower(), field.value
    if _has_name_again(name, value.known.lower()):
        yield value, f"the value of {field.name} begins with the name of the field again"
    elif name in {"content-type", "accept"}:
        own = essence(value.known)
        if own in _MEDIA_TYPES or own in _IN_USE:
            return
        meant = next((known for known in _MEDIA_TYPES if is_one_slip(own, known)), None)
        if meant or _ONE_WORD.fullmatch(own):
            yield value, f"'{value}' is no media type" + (f"; did you mean '{meant}'?" if meant else "")
    elif name == "authorization":
        if found := _COLON_BEHIND.match(value.known):
            yield value, f"there is a colon behind '{found['scheme']}'; write a blank"
        elif _NO_BLANK.fullmatch(value.known):
            yield value, "there is no blank behind 'Bearer'"
        elif (found := _SCHEME.match(value.known)) and (meant := misspelt(found["scheme"].lower(), _SCHEMES)):
            yield value.slice(*found.span("scheme")), f"'{found['scheme']}' is no scheme; did you mean '{meant.title()}'?"
        elif _COLON_WITHIN.fullmatch(value.known):
            yield value, "behind 'Basic', name and password are written out; they are sent as base64"


def _has_name_again(name: str, value: str) -> bool:
    """Whether a value begins with the field that it is of; `Host: host:8080` and `URN: urn:isbn:5` are values."""
    is_known = _NOT_A_LETTER.sub("", name) in _KNOWN
    return value.startswith(f"{name}:" if is_known else (f"{name}: ", f"{name}:\t"))


def not_json(request: Request) -> JsonError | None:
    """Why content that is to be JSON, by its media type or by how it begins, is none. Content of which something is left out
    as a whole, lines of JSON, and values that readers put in are no mistake; nor is what
    stands at or beside something unknown, which may hold more than a value (`{"a": 1, $REST}`)."""
    content = request.content
    if content is None or content.parts is not None or not _is_to_be_json(request, content) or _is_json(content.text.value):
        return None
    error = content.json
    if not isinstance(error, JsonError) or _LEFT_OUT.fullmatch(content.text.known) or _may_be_json(content.text):
        return None
    lines = [line for line in content.text.value.splitlines() if line.strip()]
    return None if len(lines) > 1 and all(map(_is_json, lines)) else error


_LEFT_OUT = regex(r"\s*+(?:[\[{]?\s*+(?:\.\.\.|\u2026)?\s*+[\]}]?|[<\[{][^<>{}\[\]\"':,]*+[>\]}]|(?:YOUR|MY)[\w-]*+)\s*+")
_BEGINS_OBJECT = regex(r"\s*+\[?\s*+\{\s*+[\"'\u2018-\u201f]?\w++[\"'\u2018-\u201f]?\s*+:")


def _is_to_be_json(request: Request, content: Content) -> bool:
    media_type = essence(request.media_type.value) if request.media_type else ""
    if media_type == "application/json" or media_type.endswith("+json"):
        return content.text.value.strip() != ""
    is_default = media_type in {"", "text/plain", "application/x-www-form-urlencoded"}
    return is_default and _BEGINS_OBJECT.match(content.text.known) is not None


def _is_json(text: str) -> bool:
    try:
        json.loads(text, parse_constant=_NONE.__getitem__)
    except (ValueError, KeyError, RecursionError):
        return False
    return True


_NONE: dict[str, object] = {}
"""`NaN` and `Infinity` as JSON has them: not at all."""


_COMMA_TOO_MUCH = regex(r",\s*+[\]}]")


def _may_be_json(text: Text) -> bool:
    """Whether the text is JSON with values in the places of what is unknown, or is none only where something unknown stands."""
    known = text.known
    filled = _filled(known)
    if _is_json(filled):
        return True
    try:
        read_json(Text.of(Source("", filled)))
    except JsonError as error:
        return "\0" in known and _is_beside_unknown(known, error.span.start, error.span.end)
    return True


def _is_beside_unknown(known: str, start: int, end: int) -> bool:
    if _COMMA_TOO_MUCH.match(known, start):
        return False  # whatever stands before it
    before, behind = known[:start].rstrip(), known[end:].lstrip()
    is_cut_off = known.startswith('"', start) and known.rstrip().endswith("\0")  # a string that the rest may end
    return is_cut_off or before.endswith("\0") or behind.startswith("\0") or "\0" in known[start:end]


def _filled(known: str) -> str:
    """The text with a number in the place of each placeholder that stands for a whole value, as long as this is. It begins with
    1, as figures may follow (`$(date +%s)000`)."""
    value = known.replace("\0", "1")
    parts, at = [], 0
    for start, end in written(value):
        is_whole = value[start - 1 : start] != '"' and value[end : end + 1] != '"'
        parts += [value[at:start], "1" * (end - start) if is_whole else value[start:end]]
        at = end
    return "".join([*parts, value[at:]])
