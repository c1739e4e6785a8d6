"""A documented request as it is sent to the server: its target, its fields and its content, with values for what is open."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from importlib.metadata import version
from urllib.parse import quote, quote_plus

from unisono.checking.documented import word_for
from unisono.exports.collection import Endpoint
from unisono.languages.writing import Variable, Wanted
from unisono.pages.sample_groups import sample_groups
from unisono.pages.sent import path_places
from unisono.probing.server import UNQUOTED, Server
from unisono.probing.values import Gap, Unknown, Values, filled, gaps, mark
from unisono.records import dataclass
from unisono.text.json import Node
from unisono.text.placeholders import is_placeholder, literals
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.compare import unknown_start
from unisono.wire.request import BOUNDARY, TOKEN, Request
from unisono.wire.urls import read_pairs, split_url

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
"""The methods that are not to change anything on the server (RFC 9110, 9.2.1)."""

_OVERRIDES = frozenset({"x-http-method-override", "x-http-method", "x-method-override"})
"""Header fields in which servers find the method that is meant."""

_OWN = frozenset(
    {"host", "connection", "keep-alive", "content-length", "transfer-encoding", "expect", "accept-encoding", "te", "upgrade"}
)
"""Header fields that say how a message is sent, which is this client's business."""


@dataclass(frozen=True)
class Message:
    """What goes over the wire: `target` as in a request line (RFC 9112, 3.2.1)."""

    method: str
    target: str
    fields: tuple[tuple[str, str], ...]
    content: bytes | None


def is_safe(request: Request) -> bool:
    """Whether a request is not to change anything: neither its method is, nor one that stands in the place of it."""
    query = {pair.name for pair in read_pairs(split_url(request.url).query)}
    names = {field.name.value.lower() for field in request.fields}
    return request.method.value in SAFE and "_method" not in query and names.isdisjoint(_OVERRIDES)


def message_of(endpoint: Endpoint, request: Request, server: Server, values: Values) -> Message:
    """The message for a request. Raises Unknown where a value is not known, or cannot be sent."""
    if request.method.value == "CONNECT":
        raise Unknown("CONNECT asks for a tunnel to somewhere else, and for no answer")
    content = _content(request, values)
    fields = tuple(_fields(request, values))
    if not any(name.lower() == "user-agent" for name, _ in fields):
        fields = (*fields, ("User-Agent", f"unisono/{version('unisono')}"))
    return Message(request.method.value, _target(endpoint, request, server, values), fields, content)


def _target(endpoint: Endpoint, request: Request, server: Server, values: Values) -> str:
    whole = split_url(request.url).path
    rest = unknown_start(request.url)
    begin = 0 if rest is None else len(whole) - len(split_url(rest).path)
    path = whole.slice(begin, len(whole))
    found = filled(path.value, _path_gaps(endpoint, request, path, begin, values), values, _in_path)
    query = split_url(request.url).query
    asked = "" if query is None else "?" + filled(query.value, gaps(query), values, _in_form)
    return quote(_behind(server, endpoint.checked.base, f"/{found.lstrip('/')}") + asked, safe=UNQUOTED)


def _behind(server: Server, base: str, path: str) -> str:
    """The path behind that of the server, which takes the place of the API's base path. A server without one has only the
    place of the host."""
    if server.path is None:
        return path
    if base and f"{path}/".startswith(f"{base}/"):
        path = path[len(base) :]
    elif server.path and f"{path}/".startswith(f"{server.path}/"):  # a page may write it into its own path
        return path
    return (server.path + path) or "/"


def _path_gaps(endpoint: Endpoint, request: Request, path: Text, begin: int, values: Values) -> list[Gap]:
    """Path parameters of which a value is known are put in; others stay as the page shows them, if it shows a value. `begin` is
    where `path` begins in that of the request."""
    target, found = endpoint.page.target, [*gaps(path)]
    if target is None:
        return found
    parameters = {one.name.value: one for one in target.parameters}
    is_documented = not [*sample_groups(endpoint.page)]
    for name, (low, high) in path_places(request, target):
        place, parameter = slice(low - begin, high - begin), parameters.get(name)
        shown = path.value[place]
        within = [gap for gap in found if place.start <= gap.start and gap.end <= place.stop]
        unsaid = {name, parameter.text.value if parameter else name, *([word_for(name)] if is_documented else [])}
        is_open = bool(within) or shown in unsaid  # of `{id}` in a shell, only the name may be left
        is_named = any(gap.name and values.find(gap.name) for gap in within)
        if values.find(name) is not None or (is_open and not is_named):
            several = parameter is not None and parameter.pattern != "*"
            own = Gap(place.start, place.stop, f"the path parameter {name}", name, several)
            found = [*(gap for gap in found if gap not in within), own]
    return sorted(found)


def _in_path(value: str, gap: Gap) -> str:
    """A value as one segment, or as several (RFC 3986, 3.3)."""
    segments = value.split("/") if gap.several else [value]
    if any(segment in {".", ".."} for segment in segments):
        raise Unknown(f"the value for {gap.shown} leads to another path; give another one")
    return "/".join(quote(segment, safe="") for segment in segments)


def _in_form(value: str, gap: Gap) -> str:
    del gap
    return quote_plus(value)


def _in_json(value: str, gap: Gap) -> str:
    """A value within a string, or a number."""
    del gap
    return json.dumps(value, ensure_ascii=False)[1:-1]


def _fields(request: Request, values: Values) -> Iterator[tuple[str, str]]:
    """The header fields. `Content-Type` of multipart content names the boundary that is in it."""
    wanted = Wanted(request)
    for field in request.fields:
        name, lower = field.name.value, field.name.value.lower()
        if lower in _OWN:
            continue
        if lower == "authorization" and wanted.login:
            value = _basic(wanted, values)
        elif lower == "content-type" and wanted.parts is not None and "boundary=" not in field.value.value.lower():
            value = f"{field.value.value}; boundary={BOUNDARY}"
        else:
            value = filled(field.value.value, gaps(field.value), values)
        if not TOKEN.fullmatch(name) or _NO_VALUE.search(value):
            raise Unknown(f"the header field {name!r} has a name or a value that cannot be sent (RFC 9110, 5)")
        yield name, value


_NO_VALUE = regex(r"[\r\n\0]")


def _basic(wanted: Wanted, values: Values) -> str:
    """Credentials of a user and a password (RFC 7617), each known, a variable, or a word for readers to replace."""
    said = []
    for piece in wanted.login_text:
        if isinstance(piece, Variable):
            said.append(values.value(piece.name, f"${piece.name}"))
        elif isinstance(piece, str):
            text = Text.decoded(piece, wanted.request.span)
            said.append(filled(piece, gaps(text), values))
        else:
            raise Unknown(f"'{piece.tag}' is known only in the site")
    return "Basic " + b64encode("".join(said).encode()).decode()


def _content(request: Request, values: Values) -> bytes | None:
    wanted = Wanted(request)
    text = wanted.text
    if text is None:
        return None
    if wanted.json is not None:
        said = filled(text.value, _json_gaps(text, wanted.json), values, _in_json)
    elif wanted.essence == "application/x-www-form-urlencoded":
        said = filled(text.value, _form_gaps(text), values, _in_form)
    else:
        said = filled(text.value, gaps(text, marks=False), values)
    return said.encode("utf-8", "surrogatepass")


def _json_gaps(text: Text, node: Node) -> list[Gap]:
    """A word for readers to replace is all of a string: within one, it may be a template of the API's own."""
    found, pending = [*gaps(text, marks=False)], [node]
    while pending:
        value = pending.pop()
        pending += [*value.items, *(member for _, member in value.members)]
        if value.kind == "string" and is_placeholder(value) and not value.text.has_placeholder:
            found.append(mark(text.value[value.start + 1 : value.end - 1], value.start + 1))
    return sorted(found)


def _form_gaps(text: Text) -> list[Gap]:
    found, at = [*gaps(text, marks=False)], 0
    for item in text.known.split("&"):
        name, _, value = item.partition("=")
        start = at + len(name) + 1
        own = text.slice(start, at + len(item)) if value else None
        if own is not None and not own.has_placeholder and list(literals(own)) == [None]:
            found.append(mark(own.value, start))
        at += len(item) + 1
    return sorted(found)
