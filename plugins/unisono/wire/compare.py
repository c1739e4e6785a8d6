"""Two requests, or a page's declaration and a request → their differences, each with its place on both sides. For the content
see `compare_content`.

What counts as the same follows RFC 3986 (URLs), RFC 8259 (JSON values), RFC 7578 (multipart) and the WHATWG URL standard's
`application/x-www-form-urlencoded`. A placeholder agrees with any value in the same place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from urllib.parse import unquote

from unisono.records import dataclass
from unisono.text.likeness import likeness
from unisono.text.placeholders import same_text, variable_name
from unisono.text.regex import regex
from unisono.text.source import Origin, Span, Text
from unisono.wire.cookies import cookie_pairs, same_cookies
from unisono.wire.request import DEFAULT_PORTS, IMPLICIT_FIELDS, Field, Request, essence
from unisono.wire.target import PathParameter, Target
from unisono.wire.urls import Pair, Url, read_pairs, split_url


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which a request differs from what it is compared with.

    `aspect` is what differs: method, host, path, query, field, authentication, content or media-type. `found` says what the
    request does, at `span`; `expected` what the other side has, at `other`. `where` is a JSON pointer (RFC 6901) into the
    content, a name, or "". `sent_name` is the name of a member that the request has in the place of the other side's. `slip` is
    the usual mistake that it looks like, if any: "json-as-text", "text-as-json" or "not-as-json".
    """

    aspect: str
    where: str
    found: str
    span: Span
    expected: str
    other: Span
    sent_name: str | None = None
    slip: str = ""

    @property
    def is_lack(self) -> bool:
        """Whether it is that the request does not send something."""
        return self.found.startswith(("sends no ", "does not send "))


def compare_method(request: Request, method: Text) -> Iterator[Difference]:
    """Methods are compared as the wire has them; the declared one is taken in upper case."""
    declared = method.value.upper()
    if not same_text(request.method, Text.decoded(declared, method.span())):
        sent = f"sends {request.method}"
        yield Difference("method", "", sent, request.method.span(), declared, method.span())


def compare_path(request: Request, target: Target, servers: Sequence[str] = (), base: str = "") -> Iterator[Difference]:
    """Paths segment by segment; a path parameter agrees with any one segment's text. Before the page's path comes that of the
    base URL in `servers` that the request's URL starts with, or the API's base path `base`. Where the beginning of the URL is
    not known, the rest of it is compared with the end of the page's path."""
    path = split_url(request.url).path
    if (rest := unknown_start(request.url)) is not None:
        same = _is_end(rest, target)
    elif servers and not target.base:
        bases = _server_paths(request, servers)
        is_whole = any(target.path.startswith(f"{base}/") for base in bases if base)
        own = ["", *bases] if is_whole else bases
        same = any(path.value.startswith(base) and _same_path(path.slice(len(base), len(path)), target) for base in own)
        base = "" if is_whole else next(filter(None, bases), "")
    elif target.base:
        same = _same_path(path, target)
    else:
        same = path.value.startswith(base) and _same_path(path.slice(len(base), len(path)), target)
    if not same:
        found = f"requests the path {bounded(path.value or '/')}"
        yield Difference("path", "", found, path.span(), bounded(f"{base}{target.path}"), target.text.span())


def base_path(request: Request, target: Target) -> str | None:
    """What stands before the page's path in the path of a request: "" where it is that path, "/v1" where the API has a base
    path. None where the request is for another path, or where that cannot be told: the page's path says it with its host, names
    nothing (`/{id}`), or the beginning of the URL is not known."""
    path = split_url(request.url).path
    if unknown_start(request.url) is not None:
        return None
    if _same_path(path, target):
        return ""
    declared = _declared(target)
    if target.base or not any(segment and _LITERAL.search(segment.value) for segment in declared):
        return None
    slashes = [found.start() for found in re.finditer("/", path.value)]
    # Where no parameter spans several segments, what is left has as many as the page's path.
    for at in slashes[:_LONGEST_BASE] if _spanning(target) else slashes[-len(declared) :][:1]:
        if at and _same_path(path.slice(at, len(path)), target):
            return None if path.slice(0, at).has_placeholder or path.value[at - 1] == "/" else path.value[:at]
    return None


_LONGEST_BASE = 50
"""Segments of a path that may stand before the page's."""


_LITERAL = regex(r"[A-Za-z0-9]")


_UNKNOWN = regex("\0+")
_UNKNOWN_HOST = regex("\0+([^\0.:@]*)")


def unknown_start(url: Text) -> Text | None:
    """What follows in a URL whose beginning is only known when the sample runs (`$API/orders`, `{{ site.api_url }}orders`):
    that value may hold a base path as well. None where scheme and host are known, or the value is a part of the host."""
    parts = split_url(url)
    if not parts.scheme.value:
        found = _UNKNOWN.match(url.known)
        return url.slice(found.end(), len(url)) if found else None
    found = _UNKNOWN_HOST.fullmatch(parts.authority.known)
    if found is None:
        return None
    after = len(parts.scheme) + len("://") + len(parts.authority)
    # The slash that curl adds to a host is none where the value has a path.
    is_alone = found[1] or parts.scheme.pieces[0].origin is Origin.DECODED
    added = is_alone and parts.path.value == "/" and parts.path.pieces[0].origin is Origin.DECODED
    return url.slice(after - len(found[1]), after if added else len(url))


def _is_end(rest: Text, target: Target) -> bool:
    """Whether a path ends with what is known of another. Its first segment may be a part of one."""
    known, declared = split_url(rest).path, _declared(target)
    segments = _segments(_decoded_path(known))
    if None in declared or not known.value:
        return True
    pairs = list(zip(reversed(segments), reversed(declared), strict=False))
    glued = not known.value.startswith("/") and len(segments) <= len(declared)
    whole = pairs[:-1] if glued else pairs
    if not all(_same_segment(mine, theirs) for mine, theirs in whole):
        return False
    mine, theirs = pairs[-1] if glued else (None, None)
    return not glued or theirs is None or mine is None or theirs.has_placeholder or theirs.value.endswith(mine.value)


def compare_paths(request: Request, other: Request) -> Iterator[Difference]:
    """Paths of two requests. Where the beginning of a URL is not known, its rest is compared with the end of the other."""
    path, reference = split_url(request.url).path, split_url(other.url).path
    mine, theirs = unknown_start(request.url), unknown_start(other.url)
    same = True
    if mine is None and theirs is None:
        same = _same_path(path, _undeclared(reference))
    elif mine is not None and theirs is not None and _variable(request, mine) == _variable(other, theirs):
        same = _same_path(split_url(mine).path, _undeclared(split_url(theirs).path))
    elif mine is not None:
        same = _is_end(mine, _undeclared(reference if theirs is None else split_url(theirs).path))
    elif theirs is not None:
        same = _is_end(theirs, _undeclared(path))
    if not same:
        sent = f"requests the path {path.value or '/'}"
        yield Difference("path", "", sent, path.span(), reference.value or "/", reference.span())


def _variable(request: Request, rest: Text) -> str:
    """What a URL begins with before the rest that is known: two languages name one variable in different ways."""
    shown = request.url.value[: len(request.url) - len(rest)].rpartition("://")[2]
    return variable_name(shown) or shown


def _undeclared(path: Text) -> Target:
    """A path without parameters."""
    return Target(path, (path,), None, None)


def is_another_try(request: Request, other: Request) -> bool:
    """Whether a request looks as if it were meant for the same endpoint as another: for the same host, and a path that is the
    same or nearly so. A query of what the other has changed (GET or HEAD, no content) is none."""
    if request.content is None and request.method.value in {"GET", "HEAD"} and other.method.value not in {"GET", "HEAD"}:
        return False
    url, reference = split_url(request.url), split_url(other.url)
    if not same_text(url.authority, reference.authority):
        return False
    mine, theirs = ([s for s in _segments(_decoded_path(path)) if s.value] for path in (url.path, reference.path))
    if len(mine) != len(theirs):
        return False
    return all(same_text(a, b) or likeness(a.value, b.value) >= NEARLY for a, b in zip(mine, theirs, strict=True))


NEARLY = 0.8
"""How alike two names are of which one is a slip of the other: "note" and "notes", not "users" and "orders"."""


def _server_paths(request: Request, servers: Sequence[str]) -> list[str]:
    """The paths of the servers that have the request's scheme and host, without their last slash; none where no server has."""
    origin = _origin(split_url(request.url))
    return [_URL_BASE.sub("", server).rstrip("/") for server in servers if _origin_of(server) == origin] or [""]


def compare_servers(request: Request, servers: Sequence[str], place: Span) -> Iterator[Difference]:
    """Whether the request is for one of the servers."""
    url = split_url(request.url)
    if url.authority.has_placeholder or any(_origin(url) == _origin_of(server) for server in servers):
        return
    found = f"is sent to {url.scheme}://{url.authority}"
    yield Difference("host", "", found, request.url.span(0, _authority_end(url)), " or ".join(servers), place)


def compare_hosts(request: Request, other: Request) -> Iterator[Difference]:
    """Scheme, host and port; a default port is the same as none (RFC 9110, 4.2.3)."""
    url, reference = split_url(request.url), split_url(other.url)
    if unknown_start(request.url) is not None or unknown_start(other.url) is not None:
        return
    same_authority = same_text(url.authority, reference.authority)
    if _origin(url) == _origin(reference) or (same_authority and url.scheme.value == reference.scheme.value):
        return
    found = f"is sent to {url.scheme}://{url.authority}"
    expected = f"{reference.scheme}://{reference.authority}"
    own, theirs = request.url.span(0, _authority_end(url)), other.url.span(0, _authority_end(reference))
    yield Difference("host", "", found, own, expected, theirs)


_URL_BASE = regex(r"[^:/?#]*://[^/?#]*")


def _authority_end(url: Url) -> int:
    return len(url.scheme) + len("://") + len(url.authority)


def _origin(url: Url) -> tuple[str, str, str]:
    scheme = url.scheme.value.lower()
    host, _, port = url.authority.value.lower().rpartition("@")[2].partition(":")
    return scheme, host, port or DEFAULT_PORTS.get(scheme, "")


def _origin_of(server: str) -> tuple[str, str, str]:
    scheme, _, rest = server.partition("://")
    host, _, port = rest.partition("/")[0].lower().partition(":")
    return scheme.lower(), host, port or DEFAULT_PORTS.get(scheme.lower(), "")


_AUTHENTICATION = "authorization"
_ELSEWHERE = frozenset({_AUTHENTICATION, "content-type"})  # compared by rules of their own
FROM_THE_CLIENT = IMPLICIT_FIELDS | {"accept", "transfer-encoding", "expect", "accept-language"}
"""Names of fields that clients also send by themselves, so that they say something only where the author wrote them."""


def compare_fields(request: Request, other: Request) -> Iterator[Difference]:
    """Header fields by name, their values in order. Fields that clients also send by themselves are compared only where both
    sides have them, so only where both authors wrote them."""
    mine, theirs = _fields(request), _fields(other)
    for name in dict.fromkeys([*mine, *theirs]):
        left, right = mine.get(name), theirs.get(name)
        if name in FROM_THE_CLIENT and not (is_written(left) and is_written(right)):
            continue
        if left and not right:
            missing = f"no field {left[0].name}"
            yield Difference("field", name, f"sends the field {left[0].name}", left[0].name.span(), missing, other.url.span())
        elif right and not left:
            shown = right[0].name
            yield Difference("field", name, f"sends no field {shown}", request.url.span(), f"a field {shown}", shown.span())
        elif left and right and not _same_values(left, right):
            found, expected = (bounded(", ".join(f.value.value for f in side)) for side in (left, right))
            place, other_place = left[0].value.span(), right[0].value.span()
            yield Difference("field", name, f"sends {left[0].name}: {found}", place, expected, other_place)


def is_written(fields: list[Field] | None) -> bool:
    """Whether the author wrote these fields, rather than the client because of an option (the `Accept` of curl's `--json`)."""
    return fields is not None and any(p.origin is Origin.VERBATIM for f in fields for p in f.name.pieces)


def _fields(request: Request) -> dict[str, list[Field]]:
    grouped: dict[str, list[Field]] = {}
    for header in request.fields:
        name = header.name.value.lower()
        if name not in _ELSEWHERE:
            grouped.setdefault(name, []).append(header)
    return grouped


def _same_values(left: list[Field], right: list[Field]) -> bool:
    """Several fields of one name say the same as one with a list (RFC 9110, 5.2); cookies are a set."""
    if left[0].name.value.lower() == "cookie":
        return same_cookies(*(cookie_pairs(field.value for field in side) for side in (left, right)))
    if len(left) != len(right):
        return ", ".join(f.value.value for f in left) == ", ".join(f.value.value for f in right)
    return all(same_text(a.value.stripped(), b.value.stripped()) for a, b in zip(left, right, strict=True))


def compare_authentication(request: Request, other: Request) -> Iterator[Difference]:
    """The credentials in `Authorization`; the scheme's name ignores case (RFC 9110, 11.1)."""
    mine, theirs = request.field(_AUTHENTICATION), other.field(_AUTHENTICATION)
    aspect = "authentication"
    if mine and not theirs:
        yield Difference(aspect, "", "sends credentials", mine.value.span(), "no credentials", other.url.span())
    elif theirs and not mine:
        yield Difference(
            aspect, "", "sends no credentials", request.url.span(), bounded(theirs.value.value), theirs.value.span()
        )
    elif mine and theirs and not _same_credentials(mine.value, theirs.value):
        sends, expected = f"sends {bounded(mine.value.value)}", bounded(theirs.value.value)
        yield Difference(aspect, "", sends, mine.value.span(), expected, theirs.value.span())


def _same_credentials(left: Text, right: Text) -> bool:
    """Whether two values of `Authorization` agree. A word that a reader replaces stands for the credentials, not for their
    scheme as well: `YOUR_TOKEN` is not `Bearer YOUR_TOKEN`. A variable can hold both."""
    mine, theirs = _SCHEME.match(left.known), _SCHEME.match(right.known)
    if mine is None or theirs is None:
        known = mine is theirs or left.value == right.value or left.has_placeholder or right.has_placeholder
        return known and same_text(left, right)
    rest = [text.slice(found.end(), len(text)) for text, found in ((left, mine), (right, theirs))]
    return mine[1].lower() == theirs[1].lower() and same_text(*rest)


_SCHEME = regex(r"[ \t]*([A-Za-z][A-Za-z0-9-]*)[ \t]+")


def _same_path(path: Text, target: Target) -> bool:
    """Segment by segment; a parameter that spans several stands for one or more of them."""
    left, right, spanning = _segments(_decoded_path(path)), _declared(target), _spanning(target)
    if spanning is None:
        return len(left) == len(right) and all(map(_same_segment, left, right))
    first, last = spanning
    if len(left) < first + len(right) - last:
        return False
    tail = right[last + 1 :]
    if not all(map(_same_segment, left[len(left) - len(tail) :], tail)):
        return False
    at = first
    if not all(map(_same_segment, left[:first], right[:first])):
        return False
    for chunk in _between(right[first : last + 1]):  # where there are several: each as early as it can be
        starts = range(at + 1, len(left) - len(tail) - len(chunk))
        found = next((i for i in starts if all(map(_same_segment, left[i : i + len(chunk)], chunk))), None)
        if found is None:
            return False
        at = found + len(chunk)
    return at < len(left) - len(tail)


def _between(segments: Sequence[Text | None]) -> Iterator[list[Text | None]]:
    """What stands between parameters that span several segments."""
    chunk: list[Text | None] = []
    for segment in segments[1:]:
        if segment is not None:
            chunk.append(segment)
        elif chunk:
            yield chunk
            chunk = []


def _same_segment(left: Text | None, right: Text | None) -> bool:
    return left is not None and right is not None and same_text(left, right)


@lru_cache(maxsize=8)  # each sample of a page is compared with it
def _declared(target: Target) -> Sequence[Text | None]:
    """The segments of a documented path; a path parameter is a placeholder, None where it spans several segments."""
    parts = [
        piece
        for part in target.parts
        for piece in (_pattern(part) if isinstance(part, PathParameter) else [_decoded_path(part)])
    ]
    found = _segments(Text.join(parts) if parts else target.text.slice(0, 0))
    return [None if segment.value == "**" and segment.has_placeholder else segment for segment in found]


@lru_cache(maxsize=8)
def _spanning(target: Target) -> tuple[int, int] | None:
    """Which segments of a documented path are the first and the last that stand for several; None where none does."""
    found = [number for number, segment in enumerate(_declared(target)) if segment is None]
    return (found[0], found[-1]) if found else None


def _pattern(parameter: PathParameter) -> Iterator[Text]:
    span = parameter.text.span()
    for piece in re.findall(r"\*\*|\*|[^*]+", parameter.pattern):
        yield Text.placeholder("**" if piece == "**" else "{}", span) if piece[0] == "*" else Text.decoded(piece, span)


def _segments(path: Text) -> list[Text]:
    """The segments between the slashes; a missing leading slash is no difference, an empty path is `/` (RFC 3986, 6.2.3)."""
    start = 1 if path.value.startswith("/") else 0
    segments = []
    for segment in path.value[start:].split("/"):
        segments.append(path.slice(start, start + len(segment)))
        start += len(segment) + 1
    return segments


_ENCODED = regex(r"(?:%[0-9A-Fa-f]{2})+")


def _decoded_path(text: Text) -> Text:
    """Percent-encoded characters decoded (RFC 3986, 6.2.2.2), but for an encoded slash, which is data within a segment."""
    parts, at = [], 0
    for found in _ENCODED.finditer(text.value):
        parts.append(text.slice(at, found.start()))
        value = unquote(found[0]).replace("/", "%2F")
        parts.append(Text.decoded(value, text.span(*found.span())))
        at = found.end()
    return Text.join([*parts, text.slice(at, len(text))]) if parts else text


def compare_query(request: Request, query: Text | None, place: Span) -> Iterator[Difference]:
    """Queries as names with their values in order; the order of different names makes no difference. `place` is where the
    other side's URL is, for what it lacks."""
    url = split_url(request.url)
    own = url.query.span() if url.query and url.query.value else url.path.span()
    yield from compare_pairs("query", read_pairs(url.query), own, read_pairs(query), place)


def compare_pairs(aspect: str, own: list[Pair], own_place: Span, other: list[Pair], place: Span) -> Iterator[Difference]:
    """The differences of two lists of pairs; `own_place` and `place` stand for what a side lacks."""
    noun = "query parameter" if aspect == "query" else "form field"
    names = list(dict.fromkeys([p.name for p in own] + [p.name for p in other]))
    left, right = _by_name(own), _by_name(other)
    for name in names:
        mine, theirs = left.get(name, []), right.get(name, [])
        if not theirs:
            yield Difference(aspect, name, f"sends the {noun} '{name}'", mine[0].text.span(), f"no {noun} '{name}'", place)
        elif not mine:
            yield Difference(aspect, name, f"sends no {noun} '{name}'", own_place, _shown(theirs), theirs[0].text.span())
        elif len(mine) != len(theirs) or not all(map(_same_value, mine, theirs)):
            at = next((i for i, pair in enumerate(zip(mine, theirs, strict=False)) if not _same_value(*pair)), 0)
            yield Difference(
                aspect, name, f"sends {_shown(mine)}", mine[at].text.span(), _shown(theirs), theirs[at].text.span()
            )


def _shown(pairs: list[Pair]) -> str:
    return short("&".join(pair.text.value for pair in pairs))


def _by_name(pairs: list[Pair]) -> dict[str, list[Pair]]:
    grouped: dict[str, list[Pair]] = {}
    for pair in pairs:
        grouped.setdefault(pair.name, []).append(pair)
    return grouped


def _same_value(left: Pair, right: Pair) -> bool:
    if left.value is None or right.value is None:
        return left.value is right.value
    return same_text(left.value, right.value)


def compare_media_type(request: Request, other: str | None, place: Span) -> Iterator[Difference]:
    """Media types by type and subtype; any `+json` agrees with JSON (RFC 6839), parameters make no difference. `other` is
    None where the other side has none."""
    sent = request.media_type
    found = essence(sent.value) if sent else None
    if found == other or (found and found.endswith("+json") and other == "application/json"):
        return
    if sent and sent.has_placeholder:
        return
    span = sent.span() if sent else request.url.span()
    says = f"sends its content as {found}" if found else "sends its content without a Content-Type"
    slip = "not-as-json" if other == "application/json" else ""
    yield Difference("media-type", "", says, span, other or "no Content-Type", place, slip=slip)


def compare_media_types(request: Request, other: Request) -> Iterator[Difference]:
    """The media types of two requests: here, kinds of JSON are told apart, as servers do (`application/merge-patch+json` is
    another format than `application/json`)."""
    sent, declared = request.media_type, other.media_type
    if any(t and t.has_placeholder for t in (sent, declared)):
        return
    if (essence(sent.value) if sent else None) != (essence(declared.value) if declared else None):
        found, expected = (f"as {essence(t.value)}" if t else "without a Content-Type" for t in (sent, declared))
        place, other_place = (sent or request.url).span(), (declared or other.url).span()
        expected = expected.removeprefix("as ").replace("without a", "no")
        yield Difference("media-type", "", f"sends its content {found}", place, expected, other_place)


_MAX_SAID, _END = 2_000, 500


def bounded(text: str) -> str:
    """What is said of each of very many places: what no page would have, a name or a value without an end, lacks its middle."""
    return text if len(text) <= _MAX_SAID else f"{text[: _MAX_SAID - _END]} … {text[-_END:]}"


def short(text: str) -> str:
    """A value for a message: one line, at most 60 characters."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57] + "…"
