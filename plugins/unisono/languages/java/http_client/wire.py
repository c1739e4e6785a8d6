"""The request that HttpClient sends (`HttpRequestBuilderImpl`, `Http1Request` and `Utils` of OpenJDK 17)."""

from __future__ import annotations

import re
from dataclasses import field, replace
from unicodedata import normalize
from urllib.parse import quote

from unisono.languages.java.state import Call
from unisono.languages.program.values import Host, String, Value
from unisono.languages.reading import HALF, Unsupported
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.multipart import parts_of
from unisono.wire.request import BOUNDARY, TOKEN, Content, Field, Request, essence

_PARTS = regex(r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_ILLEGAL = r"""[\x01-\x20"<>\\^`{|}\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]|%(?![0-9A-Fa-f]{2})"""
NOT_IN_PATHS = regex(rf"{_ILLEGAL}|[\[\]]")
NOT_IN_QUERIES = regex(_ILLEGAL)
"""What `URI.create` refuses in a path, and in a query."""
_HOST = regex(
    r"(?:(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)*[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.?|\d{1,3}(?:\.\d{1,3}){3}"
    r"|\[[0-9A-Fa-f:.]+(?:%\w+)?\])(?::\d*)?"
)
_NOT_IN_VALUES = regex(r"[\x01-\x08\x0a-\x1f\x7f]|[^\x00-\xfe]")
_BEYOND = regex(r"[\x01-\x7f]?[^\x00-\x7f]+")
_ASCII = "".join(map(chr, range(0x21, 0x7F)))

RESTRICTED = frozenset({"connection", "content-length", "expect", "host", "upgrade"})
"""The fields that HttpClient sets itself and takes from nobody (`Utils.DISALLOWED_HEADERS_SET`)."""


@dataclass(slots=True, eq=False)
class Uri(Host):
    """A `URI`: as it was written, and as it is sent."""

    written: Text
    sent: Text


@dataclass(slots=True, eq=False)
class Publisher(Host):
    """A `BodyPublisher`: what it gives."""

    text: Text


@dataclass(slots=True, eq=False)
class Message(Host):
    """A request, or the builder of one."""

    method: Text
    uri: Uri | None = None
    fields: list[tuple[Text, Text]] = field(default_factory=list)
    content: Publisher | None = None


def parsed(call: Call, text: Text, error: str = "IllegalArgumentException") -> Uri:
    """As `URI.create`, whose characters are those of RFC 2396 and all that are not ASCII. Raises where Java does."""
    found = _PARTS.match(text.known)
    if found is None:  # cannot be: every part is optional
        raise AssertionError(text.value)
    for group, illegal, where in ((3, NOT_IN_PATHS, "path"), (4, NOT_IN_QUERIES, "query"), (5, NOT_IN_QUERIES, "fragment")):
        bad = illegal.search(text.known, *found.span(group)) if found[group] is not None else None
        if bad is not None:
            place = String(text.slice(*bad.span()))
            said = "Malformed escape pair" if bad[0] == "%" else f"Illegal character in {where}"
            remedy = "" if bad[0] == "%" else f"; {_remedy(text.known, bad)}"
            raise call.fails(f"{error}: {said} at index {bad.start()}{remedy}", place)
    authority = found[2]
    if authority is not None and (bad := NOT_IN_QUERIES.search(text.known, *found.span(2))):
        raise call.fails(f"{error}: Illegal character in authority at index {bad.start()}", String(text.slice(*bad.span())))
    return Uri(text, text, _sent(text, found))


def _remedy(url: str, bad: re.Match[str]) -> str:
    """What to write instead of a character that Java refuses: of a placeholder, one that it takes."""
    if found := re.compile(r"[{<][\w .-]+[}>]").match(url, bad.start()):
        return f"write a value for {found[0]}, or a placeholder without such characters"
    return f"write {quote(bad[0], safe='')} for it, or encode the value"


def _sent(text: Text, found: re.Match[str]) -> Text:
    """Without user and fragment, with a path, what is not ASCII encoded in the form NFC."""
    if found[2] is None:
        whole = text.slice(0, found.start(5) - 1) if found[5] is not None else text
        return _encoded(_with_path(whole))
    start = found.start(2) + found[2].rfind("@") + 1
    scheme = text.slice(0, found.start(2))
    scheme = scheme if scheme.value.islower() or scheme.has_placeholder else Text.decoded(scheme.value.lower(), scheme.span())
    end = found.end(4) if found[4] else found.end(3)
    path = text.slice(found.start(3), end)
    slash = [] if found[3] else [Text.decoded("/", text.span())]
    return Text.join([scheme, text.slice(start, found.end(2)), *slash, _encoded(path)])


def _with_path(text: Text) -> Text:
    """A URL that begins with what only a run can tell."""
    return text.slice(0, len(text) - 1) if text.known.endswith("?") else text


def _encoded(text: Text) -> Text:
    half = HALF.search(text.known)
    if half is not None:  # of which the client makes a NullPointerException when the request is sent
        raise Unsupported("half of a surrogate pair in a URI", text.span(*half.span()))
    return text.sub(_BEYOND, lambda found: quote(normalize("NFC", found[0]), safe=_ASCII))


def set_uri(call: Call, message: Message, value: Value) -> None:
    """Raises where HttpClient does: where the URI names no host, or is not one of HTTP."""
    if not isinstance(value, Uri):
        if isinstance(value, String):
            raise call.java.refused("uri() takes a URI; write URI.create(…) around the text", value.origin)
        raise Unsupported("a URI that is known only at run time", value.origin.span())
    known = value.written.known
    found = _PARTS.match(known)
    if found is not None and not known.startswith("\0"):
        if found[1] is None:
            raise call.fails(
                "IllegalArgumentException: URI with undefined scheme; begin it with https://", String(value.written)
            )
        if found[1].lower() not in {"http", "https"}:
            raise call.fails(f"IllegalArgumentException: invalid URI scheme {found[1]}", String(value.written))
        host = (found[2] or "").rpartition("@")[2]
        if "\0" not in host and not _HOST.fullmatch(host):
            raise call.fails(f"IllegalArgumentException: unsupported URI {value.written}", String(value.written))
    message.uri = value


def add_field(call: Call, message: Message, name: Text, value: Text) -> None:
    """Raises where HttpClient does."""
    if name.has_placeholder:
        raise Unsupported("a field whose name is known only at run time", name.span())
    if not TOKEN.fullmatch(name.value):
        raise call.fails(f'IllegalArgumentException: invalid header name: "{name}"', String(name))
    if name.value.lower() in RESTRICTED:
        raise call.fails(f'IllegalArgumentException: restricted header name: "{name}"', String(name))
    if bad := _NOT_IN_VALUES.search(value.known):
        raise call.fails(
            f'IllegalArgumentException: invalid header value: "{value}" (U+{ord(bad[0]):04X})', String(value.slice(*bad.span()))
        )
    if not value.known.isascii():
        raise Unsupported(
            "a header field with other characters than ASCII, for which HTTP/1.1 gets question marks", value.span()
        )
    message.fields.append((name, value))


def set_method(call: Call, message: Message, method: Text, content: Publisher | None) -> None:
    if not method.has_placeholder and (not TOKEN.fullmatch(method.value) or method.value == "CONNECT"):
        raise call.fails(f'IllegalArgumentException: illegal method "{method}"', String(method))
    message.method, message.content = method, content


def request_of(call: Call, message: Message) -> Request:
    """What a client sends."""
    if message.uri is None:  # `build` sees to it
        raise AssertionError(message)
    fields = [Field(name, value) for name, value in message.fields]
    text = message.content.text if message.content is not None else None
    if text is not None:
        fields, text = _with_boundary(fields, text)
    content = Content(text) if text is not None and text.value else None
    request = Request(message.method, message.uri.sent, tuple(fields), content, call.origin.span())
    if content is None or message.content is None or content.text is message.content.text:
        return request
    return replace(request, content=Content(content.text, parts_of(request)))


def _with_boundary(fields: list[Field], text: Text) -> tuple[list[Field], Text]:
    """With one that is known for a boundary that the program makes up when it runs."""
    said = next((f for f in fields if f.name.value.lower() == "content-type"), None)
    if said is None or not essence(said.value.value).startswith("multipart/"):
        return fields, text
    unknown = {run.value for run, hidden in said.value.runs() if hidden}
    if not unknown:
        return fields, text

    def told(value: Text) -> Text:
        return Text.join(
            [Text.decoded(BOUNDARY, run.span()) if hidden and run.value in unknown else run for run, hidden in value.runs()]
        )

    return [Field(f.name, told(f.value)) if f is said else f for f in fields], told(text)
