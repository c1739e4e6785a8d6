"""The request that net/http sends (src/net/http/request.go, client.go and transport.go of Go 1.19)."""

from __future__ import annotations

import re
from dataclasses import field, replace

from unisono.languages.go.library.streams import Buffer, File, Reader
from unisono.languages.go.library.urls import Url, texts_of
from unisono.languages.go.state import Call
from unisono.languages.go.types import HEADER
from unisono.languages.go.values import GoMap
from unisono.languages.idna import to_ascii
from unisono.languages.program.values import Host, Null, String, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text.percent import percent_decoded
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.multipart import boundary_of, parts_of
from unisono.wire.request import BOUNDARY, TOKEN, Content, Field, Request, basic, effective_url

_BROKEN_VALUE = regex(r"[\x01-\x08\x0a-\x1f\x7f]")
_OF_THE_CLIENT = frozenset({"Host", "Content-Length", "Transfer-Encoding", "Trailer"})
"""Fields that are not sent from `Header`; `User-Agent` is, where it is not empty."""


@dataclass(slots=True, eq=False)
class Message(Host):
    """An `*http.Request`. `size`: how much content it had when it was made, by which its length is said."""

    method: Text
    url: Url
    header: GoMap
    body: Value
    host: Text | None = None
    size: int | None = field(default=None)


def made(call: Call, method: Text, url: Url, body: Value) -> Message:
    """As `http.NewRequest`."""
    if not method.value:
        method = Text.decoded("GET", method.span())
    if not method.has_placeholder and not TOKEN.fullmatch(method.value):
        raise call.fails(f'net/http: invalid method "{method.value}"', String(method))
    size = len(body.text) if isinstance(body, Reader | Buffer) and body.sized else None
    return Message(call.origin, method, url, GoMap(call.origin, type=HEADER), body, size=size)


def canonical(name: Text) -> Text:
    """As `http.CanonicalHeaderKey`: `content-TYPE` as `Content-Type`; what is no name of a field stays as it is."""
    if not TOKEN.fullmatch(name.value):
        return name
    written = "-".join(part[:1].upper() + part[1:].lower() for part in name.value.split("-"))
    return name if written == name.value else Text.decoded(written, name.span())


def request_of(call: Call, message: Message) -> Request:
    """What a client sends."""
    url = message.url
    fields = [*_fields(call, message)]
    if url.user is not None and not any(f.name.value.lower() == "authorization" for f in fields):
        fields.append(Field(Text.decoded("Authorization", url.user.span()), _credentials(url.user)))
    if message.host is not None and message.host.value:
        fields.append(Field(Text.decoded("Host", message.host.span()), message.host))
    content = _content(call, message)
    kept = content if content is not None and content.text.value else None
    made = Request(message.method, effective_url(_url(call, url), fields), tuple(fields), kept, call.origin.span())
    return _in_parts(call, made)


def _in_parts(call: Call, request: Request) -> Request:
    """Content that a `multipart.Writer` has written under a boundary of its own choice, with its parts."""
    kind, content = request.media_type, request.content
    boundary = boundary_of(kind) if kind is not None else None
    if kind is None or content is None or boundary is None or f"--{boundary}" not in content.text.known:
        return request
    if f"--{boundary}--" not in content.text.known:
        call.go.warn("the last boundary is missing, and servers read no part; close the multipart.Writer before", kind)
        return request
    return replace(request, content=Content(content.text, parts_of(request))) if boundary == BOUNDARY else request


def _credentials(user: Text) -> Text:
    pair = percent_decoded(user)
    return basic(pair if ":" in pair.known else Text.join([pair, Text.decoded(":", pair.span())]), errors="surrogatepass")


def _url(call: Call, url: Url) -> Text:
    """The URL as it goes over the wire. Raises where the client refuses it."""
    if (
        url.scheme.value not in {"http", "https"}
        and not url.scheme.has_placeholder
        and not url.authority.known.startswith("\0")
    ):
        raise call.fails(f'unsupported protocol scheme "{url.scheme.value}"; write a whole URL', url)
    if not url.authority.value:
        raise call.fails("http: no Host in request URL", url)
    text = url.text()
    if found := re.search(" ", url.query.known if url.query is not None else ""):
        place = url.query or url.authority
        raise call.fails(
            "a blank in the query is sent as it is, and breaks the request; write url.QueryEscape, or %20 for it",
            String(place.slice(*found.span())),
        )
    if url.authority.value.isascii() or url.authority.has_placeholder:
        return text
    try:
        host = to_ascii(url.authority)
    except UnicodeError:
        raise call.fails("invalid URL host", String(url.authority)) from None
    start = text.value.index(url.authority.value)
    return Text.join([text.slice(0, start), host, text.slice(start + len(url.authority), len(text))])


def _fields(call: Call, message: Message) -> list[Field]:
    found: list[Field] = []
    for key, entry in message.header.entries.items():
        name = entry.name
        if not TOKEN.fullmatch(str(key)):
            raise call.fails(f'net/http: invalid header field name "{key}"', String(name))
        for value in texts_of(entry.value):
            if _BROKEN_VALUE.search(value.known):
                raise call.fails(f'net/http: invalid header field value for "{key}"', String(value))
            if str(key) in _OF_THE_CLIENT:
                _warn_of(call, str(key), value)
            elif str(key) != "User-Agent" or value.value:
                found.append(Field(name, value.stripped()))
    return found


def _warn_of(call: Call, name: str, value: Text) -> None:
    if name == "Host":
        call.go.warn("net/http takes no Host from Header; set req.Host", value)


def _content(call: Call, message: Message) -> Content | None:
    body = message.body
    if isinstance(body, Null):
        return None
    if isinstance(body, Unknown):
        return Content(Text.placeholder(body.origin.value, body.origin.span()))
    if not isinstance(body, Reader | Buffer | File):
        raise Unsupported("such content", body.origin.span())
    text = body.taken()
    if message.size is not None and len(text) != message.size:
        raise call.fails(
            "http: ContentLength differs from the length of the body: it was written to, or read, after http.NewRequest", body
        )
    return Content(text)
