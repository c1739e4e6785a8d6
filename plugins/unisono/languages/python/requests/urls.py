"""URLs as requests and urllib3 prepare them (RFC 3986), with the places of the author's characters."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass

from unisono.languages.idna import to_ascii
from unisono.languages.python.library.percent import UNRESERVED, percent_encoded
from unisono.languages.python.thrown import Thrown
from unisono.text.source import Span, Text

_URI = re.compile(
    r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?(?://(?P<authority>[^\\/?#]*))?(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?",
    re.DOTALL,
)
_HOST_PORT = re.compile(
    r"(?P<host>(?:[^\[\]%:/?#]|%[a-fA-F0-9]{2})*|\[[0-9A-Fa-f:.%]*\])(?::0*(?P<port>|0|[1-9][0-9]{0,4}))?", re.DOTALL
)
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_USER = "!$&'()*+,;=:"
_PATH = _USER + "@/"
_QUERY = _PATH + "?"

INVALID_URL = "requests.exceptions.InvalidURL"


@dataclass(frozen=True, slots=True)
class Split:
    """A URL in parts; `user` without its `@`."""

    scheme: Text | None
    user: Text | None
    host: Text
    port: Text | None
    path: Text
    query: Text | None


def prepared(url: Text, params: Text | None, span: Span) -> tuple[Text, Text | None]:
    """The URL that requests sends, without user information and fragment, and that user information.

    `params` is the query to append, encoded. Raises `Thrown` with the exception of requests. A URL that begins with a
    placeholder is taken as it is: its scheme and host are known only when the sample runs.
    """
    url = url.slice(len(url) - len(url.value.lstrip()), len(url))
    if _starts_unknown(url):
        return _unknown_start(url, params), None
    if ":" in url.value and not url.value.lower().startswith("http"):
        raise Thrown("requests.exceptions.InvalidSchema", f"No connection adapters were found for {url.value!r}", span)
    split = _split(url, span)
    path = _requoted(_path(split.path))
    query = split.query and _requoted(encoded(split.query, _QUERY))
    target = [path if path.value else Text.decoded("/", url.span())]
    queries = [q for q in (query, params and params.value and _target(_requoted(params))) if q and q.value]
    for i, part in enumerate(queries):
        target += [Text.decoded("&" if i else "?", part.span()), part]
    mark = Text.decoded(":", split.host.span())
    port = [mark, split.port] if split.port and split.port.value else []
    scheme = _lowered(split.scheme) if split.scheme else mark
    slashes = url.slice(len(scheme), len(scheme) + 3)
    return Text.join([scheme, slashes, _host(split.host, span), *port, *target]), split.user


def _starts_unknown(url: Text) -> bool:
    """Whether a placeholder stands before the end of the scheme, host and port."""
    end = re.match(r"(?:[^/?#]*//)?[^/?#]*", url.value)
    return bool(end) and url.slice(0, end.end() if end else 0).has_placeholder


def _unknown_start(url: Text, params: Text | None) -> Text:
    split = _URI.match(url.value)
    end = split.end() if split else len(url)
    kept = url.slice(0, end)
    at = kept.value.find("?")
    start = re.match(r"(?:[^/?#]*//)?[^/?#]*", kept.value)
    cut = start.end() if start else 0
    path = kept.slice(cut, at if at >= 0 else end)
    pieces = [kept.slice(0, cut), _requoted(encoded(path, _PATH))]
    query = _requoted(encoded(kept.slice(at + 1, end), _QUERY)) if at >= 0 else None
    extra = _target(_requoted(params)) if params is not None and params.value else None
    for i, part in enumerate([q for q in (query, extra) if q is not None and q.value]):
        pieces += [Text.decoded("&" if i else "?", part.span()), part]
    return Text.join(pieces)


def _split(url: Text, span: Span) -> Split:
    if not re.match(r"[a-zA-Z][a-zA-Z0-9+-]*:|/", url.value):
        raise _missing_schema(url, span)
    found = _URI.match(url.value)
    if found is None or found["scheme"] is None:
        raise _missing_schema(url, span)
    start, end = found.span("authority")
    at = url.value.rfind("@", start, end)
    user = url.slice(start, at) if at > start else None
    where = max(start, at + 1)
    authority = _HOST_PORT.fullmatch(url.value, where, end) if start >= 0 else None
    if start >= 0 and authority is None:
        raise _bad_host(url.value[where:end], span)
    if authority is None or not authority["host"]:
        raise Thrown(INVALID_URL, f"Invalid URL {url.value!r}: No host supplied", span)
    if authority["port"] and int(authority["port"]) > 65535:
        raise Thrown(INVALID_URL, f"Failed to parse: {url.value}", span)

    def part(name: str) -> Text:
        return url.slice(*found.span(name))

    port = url.slice(*authority.span("port")) if authority["port"] else None
    query = part("query") if found["query"] is not None else None
    scheme, path = part("scheme"), part("path")
    if scheme.value.lower() not in ("http", "https"):
        raise Thrown("requests.exceptions.InvalidSchema", f"No connection adapters were found for {url.value!r}", span)
    return Split(scheme, user, url.slice(*authority.span("host")), port, path, query)


def _missing_schema(url: Text, span: Span) -> Thrown:
    message = f"Invalid URL {url.value!r}: No scheme supplied. Perhaps you meant https://{url.value}?"
    return Thrown("requests.exceptions.MissingSchema", message, span)


def _bad_host(host: str, span: Span) -> Thrown:
    control = _CONTROL.search(host)
    what = f"Host {host!r} contains invalid character {control[0]!r}" if control else f"{host!r} is not a valid host or port"
    return Thrown(INVALID_URL, f"Failed to parse: {what}", span)


def _host(host: Text, span: Span) -> Text:
    value = host.value
    control = _CONTROL.search(value)
    if control:
        raise Thrown(INVALID_URL, f"Failed to parse: Host {value!r} contains invalid character {control[0]!r}", span)
    if value.startswith("["):
        try:
            ipaddress.IPv6Address(value[1:-1].partition("%")[0])
        except ValueError:
            raise Thrown(INVALID_URL, f"Failed to parse: {value!r} is not a valid host or port", span) from None
        return _lowered(host)
    if value.startswith(("*", ".")):
        raise Thrown(INVALID_URL, "URL has an invalid label.", span)
    host = host.slice(0, len(value.rstrip(".")))  # urllib3 leaves the dot of the root out of `Host`
    if value.isascii():
        if any(len(label) > 63 for label in value.split(".")) or ".." in value:
            raise Thrown(INVALID_URL, f"Failed to parse: {value!r}, label empty or too long", span)
        return _lowered(host)
    try:
        return to_ascii(host, strict=True)
    except UnicodeError:
        raise Thrown(INVALID_URL, f"Failed to parse: Name '{value}' is not a valid IDNA label", span) from None


def _lowered(text: Text) -> Text:
    return text if text.value == text.value.lower() else Text.decoded(text.value.lower(), text.span())


def _path(path: Text) -> Text:
    """Without dot segments (RFC 3986, 5.2.4), encoded."""
    if not path.value:
        return path
    if not path.value.startswith("/"):  # behind a host that a backslash ends
        path = Text.join([Text.decoded("/", path.span()), path])
    return encoded(without_dots(path), _PATH)


def without_dots(path: Text) -> Text:
    """A path without its `.` and `..` segments."""
    segments = path.value.split("/")
    if "." not in segments and ".." not in segments:
        return path
    kept: list[Text] = []
    at = 0
    for segment in segments:
        if segment == "..":
            if kept:
                kept.pop()
        elif segment != ".":
            kept.append(path.slice(at, at + len(segment)))
        at += len(segment) + 1
    if path.value.startswith("/") and (not kept or kept[0].value):
        kept.insert(0, path.slice(0, 0))
    if path.value.endswith(("/.", "/..")):
        kept.append(path.slice(len(path), len(path)))
    slash = Text.decoded("/", path.span())
    pieces: list[Text] = []
    for i, part in enumerate(kept):
        pieces += [slash, part] if i else [part]
    return Text.join(pieces or [path.slice(0, 0)])


def encoded(part: Text, allowed: str) -> Text:
    """A component with all but `allowed` characters percent-encoded; percent signs too, unless all begin an escape."""
    fixed = _known(part)
    if fixed.count("%") == len(_ESCAPE.findall(fixed)):
        allowed += "%"
    else:  # urllib3 writes the escapes in upper case before it finds that it has to encode their percent signs
        part = _escapes(part, str.upper)
    return percent_encoded(part, allowed)


def _known(part: Text) -> str:
    return "".join(run.value for run, hidden in part.runs() if not hidden)


def _requoted(text: Text) -> Text:
    """Escapes of unreserved characters decoded, the others in upper case, illegal characters encoded (requests)."""
    return percent_encoded(_escapes(text, _unreserved), "!#$%&'()*+,/:;=?@[]~")


def _unreserved(escape: str) -> str:
    character = chr(int(escape[1:], 16))
    return character if character in UNRESERVED else escape.upper()


def _escapes(text: Text, change: Callable[[str], str]) -> Text:
    """`text` with every percent escape outside placeholders changed."""
    pieces = []
    for run, hidden in text.runs():
        at = 0
        for found in () if hidden else _ESCAPE.finditer(run.value):
            changed = change(found[0])
            place = run.slice(found.start(), found.end())
            pieces += [run.slice(at, found.start()), place if changed == found[0] else Text.decoded(changed, place.span())]
            at = found.end()
        pieces.append(run.slice(at, len(run)))
    return Text.join(pieces)


def _target(query: Text) -> Text:
    """A query as urllib3 sends it at last."""
    return encoded(query, _QUERY)


HOST = re.compile(
    r"(?P<host>\[(?P<address>[^\]]*)\]|(?P<name>(?:[^\[\]%:/?#]|%[0-9A-Fa-f]{2})*))(?::0*?(?P<port>|0|[1-9][0-9]{0,4}|\0+))?"
)
"""A host and a port (urllib3, `parse_url`); characters that are not known are NUL."""

_PROXY = re.compile(r"[A-Za-z][A-Za-z0-9+-]*:(?://(?:[^/?#]*@)?(?P<host>[^/?#]*))?")
"""The beginning of a proxy's URL; where no `//` follows, what stands before the colon is the scheme, and there is no host."""


def proxy_fault(proxy: str) -> tuple[str, str] | None:
    """The exception's name and its message where a proxy has no host, or none that can be read (`select_proxy`); else None."""
    found = _PROXY.match(proxy)
    if found is None:
        return None
    if not found["host"] or found["host"].startswith(":"):
        return "InvalidProxyURL", "Please check proxy URL. It is malformed and could be missing the host."
    host = HOST.fullmatch(found["host"])
    if host is None or int(host["port"] or 0) > 65535:
        return "InvalidURL", f"Failed to parse: {found['host']!r} is not a valid host or port"
    return None
