"""URLs as requests 2.34 (`PreparedRequest.prepare_url`, `requote_uri`) and urllib3 2.8 (`parse_url`, `_encode_target`) prepare
them (RFC 3986), with the places of the author's characters. Placeholders are left as they are."""

from __future__ import annotations

import ipaddress
import re

from unisono.languages.idna import to_ascii
from unisono.languages.python.thrown import Thrown
from unisono.languages.reading import Unsupported
from unisono.text.percent import ESCAPE, UNRESERVED, percent_encoded
from unisono.text.regex import regex
from unisono.text.source import Text

_URI = regex(
    r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?(?://(?P<authority>[^\\/?#]*))?(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?",
    re.DOTALL,
)
_HOST_PORT = regex(
    rf"(?P<host>\[(?P<address>[0-9A-Fa-f:.\0]*)(?P<zone>(?:%25|%)(?:[{UNRESERVED}\0]|%[a-fA-F0-9]{{2}})+)?\]"
    r"|(?:[^\[\]%:/?#]|%[a-fA-F0-9]{2})*)(?::0*?(?P<port>|0|[1-9][0-9]{0,4}|[0-9]*\0[0-9\0]*))?",
    re.DOTALL,
)
"""A host and a port; characters that are not known are NUL."""

_START = regex(r"(?:[^/?#]*//)?[^/?#]*")
_CONTROL = regex(r"[\x00-\x20\x7f]")
_KEPT = "!$&'()*+,;=:@/"
_PATH = regex(f"[^{UNRESERVED}{_KEPT}%]+")
_QUERY = regex(f"[^{UNRESERVED}{_KEPT}?%]+")
_ILLEGAL = regex(r"[^!#$%&'()*+,/:;=?@\[\]~A-Za-z0-9._-]+")  # `requote_uri`

INVALID_URL = "requests.exceptions.InvalidURL"
UNPARSED = "urllib3.exceptions.LocationParseError"
"""What urllib3 raises when it connects, which is not an exception of requests."""


def prepared(url: Text, params: Text | None = None, *, path_as_is: bool = False) -> tuple[Text, Text | None]:
    """The URL that requests sends, without user information and fragment, and that user information.

    `params` is the query to append, encoded. `path_as_is`: dots and escapes in the path stay, as HTTPie's option has it. A URL
    that begins with a placeholder keeps it in place of scheme and authority: they are known only when the sample runs.

    Raises `Thrown` with the exception of requests or urllib3, at the part of the URL that it is about.
    """
    url = url.slice(len(url) - len(url.known.lstrip()), len(url))
    found = _URI.match(url.known)
    if found is None:  # cannot be: every part is optional
        raise AssertionError(url.value)
    if _starts_unknown(url):
        start = _START.match(url.known)
        cut = start.end() if start else 0
        origin, user = [url.slice(0, cut)], None
        path = _encoded(url.slice(cut, max(cut, found.end("path"))), _PATH)
    else:
        origin, user = _origin(url, found)
        path = _path(url.slice(*found.span("path")), as_is=path_as_is)
    query = _encoded(url.slice(*found.span("query")), _QUERY) if found["query"] else None
    added = percent_fixed(_requoted(params), _QUERY) if params is not None and params.value else None
    parts = [*origin, path]
    for i, part in enumerate([part for part in (query, added) if part is not None]):
        parts += [Text.decoded("&" if i else "?", part.span()), part]
    return Text.join(parts), user


def _starts_unknown(url: Text) -> bool:
    """Whether a placeholder stands for the scheme, or for a part of it."""
    start = _START.match(url.known)
    return url.has_placeholder and "\0" in (start[0] if start else "").partition("://")[0]


def _origin(url: Text, found: re.Match[str]) -> tuple[list[Text], Text | None]:
    """Scheme, host and port; and the user information, without its `@`."""
    scheme = found["scheme"]
    if scheme is None or not re.match(r"[a-zA-Z][a-zA-Z0-9+-]*:", url.known):
        if ":" in url.known and not url.known.lower().startswith("http"):
            raise _no_adapter(url, url)
        message = f"Invalid URL {url.value!r}: No scheme supplied. Perhaps you meant https://{url.value}?"
        raise Thrown("requests.exceptions.MissingSchema", message, url.span())
    if scheme.lower() not in ("http", "https"):
        raise _no_adapter(url, url.slice(*found.span("scheme")))
    start, end = found.span("authority")
    at = url.known.rfind("@", start, end) if start >= 0 else -1
    authority = url.slice(max(start, at + 1), end)
    host = _HOST_PORT.fullmatch(authority.known)
    if start >= 0 and (host is None or "\0" in authority.value):
        raise _bad_host(authority, authority)
    if start < 0 or host is None or not host["host"]:
        raise Thrown(INVALID_URL, f"Invalid URL {url.value!r}: No host supplied", url.span())
    port = host["port"] or ""
    if port.isdigit() and int(port) > 65535:
        raise Thrown(INVALID_URL, f"Failed to parse: {url.value}", authority.span())
    mark = host.end("host")
    parts = [_lowered(url.slice(*found.span("scheme"))), url.slice(start - 3, start), _host(authority, host)]
    if port not in ("", "0"):
        parts += [authority.slice(mark, mark + 1), authority.slice(*host.span("port"))]
    return parts, url.slice(start, at) if at > start else None


def _no_adapter(url: Text, place: Text) -> Thrown:
    return Thrown("requests.exceptions.InvalidSchema", f"No connection adapters were found for {url.value!r}", place.span())


def _bad_host(host: Text, authority: Text) -> Thrown:
    control = _CONTROL.search(host.known)
    what = f"Host {host.value!r} contains invalid character {control[0]!r}" if control else ""
    return Thrown(INVALID_URL, f"Failed to parse: {what or f'{host.value!r} is not a valid host or port'}", authority.span())


def _host(authority: Text, found: re.Match[str]) -> Text:
    """The host as it is sent: in lower case and in ASCII (RFC 5891), an address without its zone, a name without the dot of the
    root."""
    host, span = authority.slice(*found.span("host")), authority.span()
    if _CONTROL.search(host.known.replace("\0", "_")):
        raise _bad_host(host, authority)
    if found["address"] is not None:
        return _address(authority, found)
    if host.known.startswith(("*", ".")):
        raise Thrown(INVALID_URL, "URL has an invalid label.", span)
    host = host.sub(ESCAPE, lambda escape: _unescaped(escape[0], authority))
    try:
        name = _lowered(host) if host.value.isascii() else to_ascii(host, strict=True)
    except UnicodeError:
        raise Thrown(INVALID_URL, f"Failed to parse: Name '{host}' is not a valid IDNA label", span) from None
    name = name.sub(ESCAPE, lambda escape: escape[0].upper())
    if not has_labels(name):
        raise Thrown(UNPARSED, f"Failed to parse: {name.value!r}, label empty or too long", span)
    return name.slice(0, len(name.known.rstrip(".")))


def has_labels(name: Text) -> bool:
    """Whether Python's `socket` takes a name in ASCII for one of a host: none of its labels is empty, or longer than 63."""
    labels = name.known.split(".")
    return "" not in labels[:-1] and all(len(label) <= 63 for label in labels if "\0" not in label)


def _unescaped(escape: str, authority: Text) -> str:
    character = chr(int(escape[1:], 16))
    if character < " " or character == "\x7f":
        message = f"Host {authority.value!r} contains invalid percent-encoded control character {escape!r}"
        raise Thrown(INVALID_URL, f"Failed to parse: {message}", authority.span())
    return character if re.match(f"[{UNRESERVED}]", character) else escape


def _address(authority: Text, found: re.Match[str]) -> Text:
    """An address in brackets. Its zone says where this machine finds the host, and is not sent (RFC 6874, 4)."""
    start, end = found.span("address")
    zone = (found["zone"] or "").removeprefix("%").removeprefix("25")
    if re.search("%|^[0-9A-Fa-f]{2}", zone):  # `requote_uri` may take it for an escape, and send another address
        raise Unsupported("this zone of an address", authority.span())
    try:
        if "\0" not in found["address"]:
            ipaddress.IPv6Address(found["address"])
    except ValueError:
        raise _bad_host(authority, authority) from None
    close = found.end("host")
    return Text.join([_lowered(authority.slice(start - 1, end)), authority.slice(close - 1, close)])


_CAPITALS = regex("[A-Z]+")


def _lowered(text: Text) -> Text:
    return text.sub(_CAPITALS, lambda letters: letters[0].lower())


def _path(path: Text, *, as_is: bool) -> Text:
    """Without dot segments (RFC 3986, 5.2.4), encoded."""
    if not path.value:
        return Text.decoded("/", path.span())
    if path.known[0] not in "/\0":  # behind a host that a backslash ends
        path = Text.join([Text.decoded("/", path.span()), path])
    return percent_fixed(path, _PATH) if as_is else _encoded(without_dots(path), _PATH)


def without_dots(path: Text) -> Text:
    """A path without its `.` and `..` segments (RFC 3986, 5.2.4), as urllib3 and httpx take them out."""
    known = path.known
    segments = known.split("/")
    if "." not in segments and ".." not in segments:
        return path
    kept: list[tuple[int, int]] = []
    at = 0
    for segment in segments:
        if segment == "..":
            if kept:
                kept.pop()
        elif segment != ".":
            kept.append((at, at + len(segment)))
        at += len(segment) + 1
    if known.startswith("/") and (not kept or kept[0][0] != kept[0][1]):
        kept.insert(0, (0, 0))
    if known.endswith(("/.", "/..")):
        kept.append((len(known), len(known)))
    parts = [path.slice(*kept[0]) if kept else path.slice(0, 0)]
    for start, end in kept[1:]:
        own = known[start - 1] == "/"
        parts.append(path.slice(start - 1, end) if own else Text.decoded("/", path.span(start, start)))
    return Text.join(parts)


def percent_fixed(part: Text, illegal: re.Pattern[str]) -> Text:
    """A component as urllib3 encodes it: escapes in upper case; their percent signs too where one of them begins no escape."""
    known = part.known
    whole = known.count("%") == len(ESCAPE.findall(known))
    part = part.sub(ESCAPE, lambda escape: escape[0].upper())
    if not whole:
        part = part.sub(re.compile("%"), lambda _: "%25")
    return percent_encoded(part, illegal, errors="surrogatepass")


def _requoted(text: Text) -> Text:
    """Escapes of unreserved characters decoded, the others in upper case, illegal characters encoded (requests)."""
    return percent_encoded(text.sub(ESCAPE, lambda escape: _unreserved(escape[0])), _ILLEGAL, errors="surrogatepass")


def _encoded(part: Text, illegal: re.Pattern[str]) -> Text:
    return _requoted(percent_fixed(part, illegal))


def _unreserved(escape: str) -> str:
    character = chr(int(escape[1:], 16))
    return character if re.match(f"[{UNRESERVED}]", character) else escape.upper()


_PROXY = regex(r"[A-Za-z][A-Za-z0-9+-]*:(?://(?:[^/?#]*@)?(?P<host>[^/?#]*))?")
"""The beginning of a proxy's URL; where no `//` follows, what stands before the colon is the scheme, and there is no host."""


def proxy_fault(proxy: str) -> tuple[str, str] | None:
    """The exception's name and its message where a proxy has no host, or none that can be read (`select_proxy`); else None."""
    found = _PROXY.match(proxy)
    if found is None:
        return None
    if not found["host"] or found["host"].startswith(":"):
        return "InvalidProxyURL", "Please check proxy URL. It is malformed and could be missing the host."
    host = _HOST_PORT.fullmatch(found["host"])
    if host is None or int(host["port"] or 0) > 65535:
        return "InvalidURL", f"Failed to parse: {found['host']!r} is not a valid host or port"
    return None
