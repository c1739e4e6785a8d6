"""The request that `HttpClient` sends (System.Net.Http of .NET 8)."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import field

from unisono.languages.csharp.http_client.fields import Fields
from unisono.languages.csharp.http_client.urls import resolved
from unisono.languages.csharp.state import Call
from unisono.languages.program.values import Host, String
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import BOUNDARY, Content, Field, Part, Request, effective_url


@dataclass(slots=True, eq=False)
class Address(Host):
    """A `Uri`."""

    text: Text


@dataclass(slots=True, eq=False)
class Method(Host):
    """An `HttpMethod`."""

    text: Text


@dataclass(slots=True, eq=False)
class Handler(Host):
    """What carries requests. `in_utf8`: it writes fields in UTF-8."""

    in_utf8: bool = False


@dataclass(slots=True, eq=False)
class Client(Host):
    """An `HttpClient`."""

    fields: Fields
    base: Text | None = None
    in_utf8: bool = False


@dataclass(slots=True, eq=False)
class MediaType(Host):
    """A `MediaTypeHeaderValue`: type and subtype, and the parameters."""

    essence: Text
    parameters: dict[str, tuple[Text, Text]] = field(default_factory=dict)

    def text(self) -> Text:
        """As it is sent."""
        texts = [self.essence]
        for name, value in self.parameters.values():
            texts += [Text.decoded("; ", name.span()), name, Text.decoded("=", name.span()), value]
        return Text.join(texts)


@dataclass(slots=True, eq=False)
class Body(Host):
    """An `HttpContent`. `parts`: those of a multipart content, which are written out when it is sent."""

    text: Text
    fields: Fields
    media_type: MediaType | None = None
    parts: list[NamedPart] | None = None

    def sent_fields(self) -> list[Field]:
        """The header fields of the content, `Content-Type` among them."""
        found = self.fields.sent()
        if self.media_type is not None:
            text = self.media_type.text()
            found.append(Field(Text.decoded("Content-Type", text.span()), text))
        return found


@dataclass(slots=True, eq=False)
class NamedPart:
    """A part of multipart content, as it was added: without a name it has none."""

    body: Body
    name: Text | None
    filename: Text | None


@dataclass(slots=True, eq=False)
class Message(Host):
    """An `HttpRequestMessage`."""

    method: Text
    address: Text | None
    fields: Fields
    body: Body | None = None
    is_sent: bool = False


_NORMALIZED = frozenset("get post put delete head options trace patch connect".split())  # noqa: SIM905


def request_of(call: Call, client: Client, message: Message) -> Request:
    """What a client sends for a message."""
    if message.is_sent:
        raise call.fails("The request message was already sent. Cannot send the same request message multiple times", message)
    message.is_sent = True
    url = resolved(call, client.base, message.address)
    own = set(message.fields.fields)
    defaults = [f for f in client.fields.sent() if f.name.value.lower() not in own]
    fields = [*message.fields.sent(), *defaults]
    if not client.in_utf8 and (wide := next((f for f in fields if not f.value.known.isascii()), None)):
        raise call.fails("Request headers must contain only ASCII characters (HttpRequestException)", String(wide.value))
    content, body = None, message.body
    if body is not None:
        fields += body.sent_fields()
        content = _content(call, body)
    method = message.method
    if method.value.lower() in _NORMALIZED and method.value != method.value.upper():
        method = Text.decoded(method.value.upper(), method.span())
    kept = content if content is not None and (content.text.value or content.parts) else None
    return Request(method, effective_url(url, fields), tuple(fields), kept, call.origin.span())


def _content(call: Call, body: Body) -> Content:
    if body.parts is None:
        return Content(body.text)
    media_type = body.media_type
    boundary = media_type.parameters["boundary"][1].value.strip('"') if media_type is not None else BOUNDARY
    return Content.multipart([_part(part) for part in body.parts], call.origin.span(), boundary)


def _part(part: NamedPart) -> Part:
    """As `MultipartFormDataContent.Add` makes it: names in ASCII only (`ContentDispositionHeaderValue`)."""
    body = part.body
    if body.parts is not None:
        raise Unsupported("multipart content in multipart content", body.origin.span())
    own = [*_own_fields(body)]
    media_type = body.media_type.text() if body.media_type is not None else None
    disposition = next((f for f in own if f.name.value.lower() == "content-disposition"), None)
    if disposition is not None:
        return _disposed(part, disposition, media_type, [f for f in own if f is not disposition])
    name = in_ascii(part.name) if part.name is not None else body.text.slice(0, 0)
    filename = in_ascii(part.filename) if part.filename is not None else None
    return Part(name, body.text, filename, media_type, tuple(own), part.name is not None)


def _own_fields(body: Body) -> Iterator[Field]:
    yield from body.fields.sent()


_DISPOSITION = regex(r'form-data(?:;[ \t]*(name|filename)=(?:"([^"\\]*)"|([^\s;"]+)))(?:;[ \t]*(filename)="([^"\\]*)")?')


def _disposed(part: NamedPart, said: Field, media_type: Text | None, rest: list[Field]) -> Part:
    """A part whose `Content-Disposition` the sample has set itself."""
    if part.name is not None:
        raise Unsupported("a part whose name is said twice", said.value.span())
    found = _DISPOSITION.fullmatch(said.value.known)
    if found is None or found[1] != "name":
        raise Unsupported("such a Content-Disposition", said.value.span())
    name = said.value.slice(*found.span(2 if found[2] is not None else 3))
    filename = said.value.slice(*found.span(5)) if found[4] else None
    return Part(name, part.body.text, filename, media_type, tuple(rest))


def in_ascii(name: Text) -> Text:
    """A part's name or a file's name as it is sent: in quotation marks or not, and as an encoded word where it is not ASCII."""
    bare = name.slice(1, len(name) - 1) if re.fullmatch(r'"[^"]*"', name.known) else name
    if '"' in bare.known or "\\" in bare.known or re.search(r"[\r\n]", bare.known):
        raise Unsupported("a name in quotation marks of a part", name.span())
    if bare.known.isascii():
        return bare
    if bare.has_placeholder:
        raise Unsupported("a name that is partly known only at run time", name.span())
    return Text.decoded(f"=?utf-8?B?{b64encode(bare.value.encode()).decode()}?=", name.span())
