"""The canonical request: what goes over the wire, every value with its place in the file.

Names are those of RFC 9110. A request holds what the author's words make the client send, including what the client adds
because of them (the `Content-Type` of curl's `-d`), without what it always adds (`IMPLICIT_FIELDS`).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import cached_property

from unisono.records import dataclass
from unisono.text.json import JsonError, Node, read_json
from unisono.text.regex import regex
from unisono.text.source import Span, Text

IMPLICIT_FIELDS = frozenset({"user-agent", "accept-encoding", "host", "connection", "content-length"})
"""Names of header fields that every client sends by itself: only a request whose author wrote them holds them."""

DEFAULT_PORTS = {"http": "80", "https": "443"}
"""The ports of URLs that name none (RFC 9110, 4.2)."""

TOKEN = regex(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
"""The name of a field, and a method (RFC 9110, 5.6.2)."""

_AUTHORITY = regex(r"[^:/?]+://([^/?]*)")

BOUNDARY = "unisono"
"""The multipart boundary in written-out content. Clients choose a random one, so boundaries are never compared."""


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A header field (RFC 9110, 5): name and value in the spelling that is sent."""

    name: Text
    value: Text


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One part of multipart content (RFC 7578). `filename` and `media_type` are None where the client sends none.

    `fields` are the part's header fields besides `Content-Disposition` and `Content-Type`. What is not `named` is sent without
    a name, though RFC 7578 (4.2) wants one.
    """

    name: Text
    value: Text
    filename: Text | None = None
    media_type: Text | None = None
    fields: tuple[Field, ...] = ()
    named: bool = True


@dataclass(frozen=True, eq=False)
class Content:
    """A request's content: its text, or the parts that make it up when it is multipart.

    An uploaded file's bytes are not known to a reader of samples; its value is a placeholder (`Text.placeholder`).
    """

    text: Text
    parts: tuple[Part, ...] | None = None

    @cached_property
    def json(self) -> Node | JsonError:
        """The text as JSON, or why it is none."""
        try:
            return read_json(self.text)
        except JsonError as error:
            return error

    @classmethod
    def multipart(cls, parts: Iterable[Part], span: Span, boundary: str = BOUNDARY) -> Content:
        """Content of `multipart/form-data`, written out with `boundary`; `span` is the place of what asked for it."""
        parts = tuple(parts)
        pieces = []
        for part in parts:
            head = f"--{boundary}\r\nContent-Disposition: form-data"
            if part.named:
                head += f'; name="{escaped_name(part.name.value)}"'
            if part.filename is not None:
                head += f'; filename="{escaped_name(part.filename.value)}"'
            if part.media_type is not None:
                head += f"\r\nContent-Type: {part.media_type}"
            head += "".join(f"\r\n{field.name}: {field.value}" for field in part.fields)
            pieces += [Text.decoded(head + "\r\n\r\n", span), part.value, Text.decoded("\r\n", span)]
        pieces.append(Text.decoded(f"--{boundary}--\r\n", span))
        return cls(Text.join(pieces), parts)


@dataclass(frozen=True, slots=True, eq=False)
class Request:
    """One request as it goes over the wire.

    `url` is absolute, percent-encoded as the client sends it, without fragment and without user information. `span` is the
    stretch of the sample that sends the request (the command, the call).
    """

    method: Text
    url: Text
    fields: tuple[Field, ...]
    content: Content | None
    span: Span

    def field(self, name: str) -> Field | None:
        """The first header field of that name, whatever its case; None if there is none."""
        lower = name.lower()
        return next((f for f in self.fields if f.name.value.lower() == lower), None)

    @property
    def media_type(self) -> Text | None:
        """The value of `Content-Type` as sent, parameters included; None if the request has none."""
        found = self.field("content-type")
        return found.value if found else None


def basic(credentials: Text, encoding: str = "utf-8", errors: str = "strict") -> Text:
    """The value of `Authorization` for `user:password` (RFC 7617), a placeholder where a part of them is one.

    `encoding`, `errors`: as of `str.encode`, whose UnicodeEncodeError it raises.
    """
    place = credentials.span()
    if credentials.has_placeholder:
        return Text.join([Text.decoded("Basic ", place), in_base64(credentials)])
    return Text.decoded("Basic " + b64encode(credentials.value.encode(encoding, errors)).decode(), place)


def in_base64(text: Text) -> Text:
    """A placeholder for the base64 of a text that is not known: what is known of it has backslashes where it looks like a
    variable."""
    shown = "".join(run.value if unknown else _LIKE_VARIABLE.sub(r"\\\g<0>", run.value) for run, unknown in text.runs())
    return Text.placeholder(f"base64({shown})", text.span())


_LIKE_VARIABLE = regex(r"[$%\\]|process\.env")


def effective_url(url: Text, fields: Iterable[Field]) -> Text:
    """`url`, absolute, with the authority that a `Host` field among `fields` names instead of its own (RFC 9110, 7.1)."""
    host = next((f.value for f in fields if f.name.value.lower() == "host"), None)
    found = _AUTHORITY.match(url.known)
    if found is None or host is None or not host.value or host.value == url.value[found.start(1) : found.end(1)]:
        return url
    return Text.join([url.slice(0, found.start(1)), host, url.slice(found.end(1), len(url))])


def essence(media_type: str) -> str:
    """The type and subtype of a `Content-Type` value, in lower case, without parameters (RFC 9110, 8.3.1)."""
    return media_type.partition(";")[0].strip().lower()


def escaped_name(name: str) -> str:
    """A name in `Content-Disposition`, escaped as the HTML standard's multipart/form-data encoding does and clients follow."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
