"""URLs as `System.Uri` makes them: resolved against a base (RFC 3986, 5.2), and what is no character of a URL encoded."""

from __future__ import annotations

import re
from typing import Protocol

from unisono.languages.program.references import Reference
from unisono.languages.program.values import Value
from unisono.languages.reading import Invalid, Unsupported
from unisono.languages.shell.curl.url import without_dots
from unisono.text.percent import UNRESERVED, percent_encoded
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import DEFAULT_PORTS

_PARTS = regex(r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/\\?#]*))?([^?#]*)(?:\?([^#]*))?")
_NOT_IN_URLS = regex(r"[^A-Za-z0-9_\-.~!$&'()*+,;=%:@/?\[\]]+|%(?![A-Fa-f0-9]{2})")
_CAPITALS = regex("[A-Z]+")
_NEEDLESS = regex(r"%[2-7][0-9A-Fa-f]")


class Caller(Protocol):
    """What makes a URL: its place, and what becomes of an error there."""

    @property
    def origin(self) -> Text: ...

    def fails(self, reason: str, at: Value | None = None) -> Invalid: ...


def resolved(call: Caller, base: Text | None, address: Text | None) -> Text:
    """The URL that is sent."""
    target = Reference(address.stripped(), _PARTS) if address is not None and address.value else None
    if target is None or target.scheme is None:
        if base is None:
            raise call.fails(
                "An invalid request URI was provided. Either the request URI must be an absolute URI or BaseAddress must "
                "be set (InvalidOperationException)"
            )
        target = _resolved(Reference(base.stripped(), _PARTS), target)
    scheme, authority = target.scheme, target.authority
    if scheme is None or authority is None or (not authority.value and not scheme.value):
        raise call.fails("Invalid URI: the hostname could not be parsed (UriFormatException)")
    if scheme.value and scheme.value.lower() not in {"http", "https"}:
        raise call.fails(f"The '{scheme}' scheme is not supported (NotSupportedException)")
    authority = _host(authority.slice(authority.known.rfind("@") + 1, len(authority)), scheme.value.lower())
    scheme = _lower(scheme)
    path = _written(target.path.sub(re.compile(r"\\"), lambda _: "/"))
    if re.search(r"(?i)/(?:\.|%2e){1,2}(?:/|$)", path.known):
        path = without_dots(path)
    if not path.value and not _is_hidden(authority, target.query):
        path = Text.decoded("/", authority.span())
    joined = [scheme, Text.decoded("://", scheme.span()), authority, path] if scheme.value else [authority, path]
    if target.query is not None and target.query.value:
        joined += [Text.decoded("?", target.query.span()), _written(target.query)]
    return Text.join(joined)


def _host(authority: Text, scheme: str) -> Text:
    """In lower case, without the port that the scheme has anyway."""
    port = f":{DEFAULT_PORTS.get(scheme, '')}"
    return _lower(authority.slice(0, len(authority) - len(port)) if authority.known.endswith(port) else authority)


def _lower(text: Text) -> Text:
    return text.sub(_CAPITALS, lambda found: found[0].lower())


def _is_hidden(authority: Text, query: Text | None) -> bool:
    """Whether a path may be in the variable that the URL begins with."""
    return authority.has_placeholder and query is None


def _resolved(base: Reference, target: Reference | None) -> Reference:
    if target is None:
        return base
    if target.authority is not None:
        target.scheme = base.scheme
        return target
    target.scheme, target.authority = base.scheme, base.authority
    if not target.path.value:
        target.path = base.path
        target.query = target.query if target.query is not None else base.query
    elif not target.path.value.startswith("/"):
        folder = base.path.slice(0, base.path.known.rfind("/") + 1)
        if not base.path.value:
            folder = Text.decoded("/", target.path.span())
        target.path = Text.join([folder, target.path])
    return target


def _written(text: Text) -> Text:
    """With the characters encoded that URLs have not, and those decoded that need not be encoded (`%7E`)."""
    try:
        text = percent_encoded(text, _NOT_IN_URLS)
    except UnicodeEncodeError:
        raise Unsupported("half of a character in a URL", text.span()) from None
    return text.sub(_NEEDLESS, _decoded)


def _decoded(found: re.Match[str]) -> str:
    character = chr(int(found[0][1:], 16))
    return character if re.fullmatch(f"[{UNRESERVED}]", character) else found[0]
