"""URLs as curl takes them from the command line (its URL syntax document; behaviour of curl 7.88)."""

from __future__ import annotations

from typing import NoReturn

from unisono.languages.reading import Invalid
from unisono.languages.shell.curl.host import rewritten
from unisono.languages.shell.curl.percent import ascii_only
from unisono.records import dataclass
from unisono.text.percent import percent_decoded
from unisono.text.regex import regex
from unisono.text.source import Text

_SCHEME = regex(r"([A-Za-z][A-Za-z0-9+.-]*):(/+)")
_JUNK = regex(r"[\x00-\x20\x7f]")
_AUTHORITY_END = regex(r"[/?#]")
_HOST = regex(r"[^\s/:#?!@{}\[\]\\$'\"^`*<>=;,+&()|]+|\[[0-9A-Fa-f:.]+(?:%[^\]]+)?\]")
_PORT = regex(r":0*([0-9]{0,5})")
_OTHER_SCHEMES = ("dict", "file", "ftp", "ftps", "gopher", "gophers", "imap", "imaps", "ldap", "ldaps", "mqtt", "pop3", "pop3s",
                  "rtmp", "rtsp", "scp", "sftp", "smb", "smbs", "smtp", "smtps", "telnet", "tftp", "ws", "wss")  # fmt: skip
_GUESSED = ("ftp", "dict", "ldap", "imap", "smtp", "pop3")
MALFORMED = "curl: (3) URL using bad/illegal format or missing URL"


@dataclass(frozen=True, slots=True, eq=False)
class Url:
    """The parts of an HTTP URL. `authority` is without user information, `credentials` is `user:password` if it has some. With
    an empty scheme, `authority` is a variable that stands for a whole base: scheme, host, maybe the beginning of the path."""

    scheme: Text
    authority: Text
    path: Text
    query: Text | None
    credentials: Text | None

    def joined(self) -> Text:
        """The absolute URL."""
        colon = [Text.decoded("://", self.scheme.span())] if self.scheme.value else []
        parts = [self.scheme, *colon, self.authority, self.path]
        if self.query is not None:
            parts += [Text.decoded("?", self.query.span()), self.query]
        return Text.join(parts)


def parse(url: Text, default_scheme: str | None, path_as_is: bool, *, resolved: bool = True) -> Url:
    """The URL's parts. Raises `Invalid` where curl refuses it or speaks another protocol.

    `resolved`: curl looks up the host's address, so it must be one that can have one.
    """
    if url.value.isspace():
        _refuse(url)
    check_characters(url)
    if default_scheme is None and (base := _BASE.match(url.known)):
        return _below(url, base.end(), path_as_is)
    scheme, rest = _scheme(url, default_scheme)
    end = found.start() if (found := _AUTHORITY_END.search(rest.value)) else len(rest)
    authority, credentials = _authority(rest.slice(0, end), resolved)
    if scheme is None:
        if authority.value.lower() in {"http", "https"}:
            raise Invalid(f"curl: (6) Could not resolve host: {authority}", authority.span())
        scheme = _guessed_scheme(authority)
    if scheme.value not in {"http", "https"}:
        known = scheme.value in _OTHER_SCHEMES
        reason = (
            f"a {scheme} URL is not an HTTP request" if known else f'curl: (1) Protocol "{scheme}" not supported or disabled'
        )
        raise Invalid(reason, url.span())
    path, query = _path(rest, end)
    if not path.value:
        path = Text.decoded("/", rest.slice(end, end).span())
    return Url(scheme, authority, path if path_as_is else without_dots(path), query, credentials)


_BASE = regex(r"\0+[A-Za-z0-9_-]*(?=[/?#]|\Z)")
"""A variable that begins a URL is that of a base, unless more of a host's name follows, or a port."""


def _below(url: Text, end: int, path_as_is: bool) -> Url:
    """What is below a base that a variable stands for."""
    path, query = _path(url, end)
    return Url(url.slice(0, 0), url.slice(0, end), path if path_as_is else without_dots(path), query, None)


def _path(url: Text, start: int) -> tuple[Text, Text | None]:
    """The path, and the query, which goes as it is."""
    fragment = url.known.find("#", start)
    tail = url.slice(start, len(url) if fragment < 0 else fragment)
    mark = tail.known.find("?")
    return _ascii(tail if mark < 0 else tail.slice(0, mark)), None if mark < 0 else tail.slice(mark + 1, len(tail))


def check_characters(text: Text) -> None:
    """Raises `Invalid` for a space or control character, which no part of a URL may have."""
    for run, unknown in text.runs():
        if not unknown and (junk := _JUNK.search(run.value)):
            _refuse(run.slice(junk.start(), junk.end()), "a space or control character must be percent-encoded")


def _refuse(text: Text, hint: str = "") -> NoReturn:
    raise Invalid(MALFORMED + (f" ({hint})" if hint else ""), text.span())


def _scheme(url: Text, default: str | None) -> tuple[Text | None, Text]:
    match = _SCHEME.match(url.value)
    if match:
        if len(match[2]) > 3:
            _refuse(url)
        return _lower(url.slice(0, match.end(1))), url.slice(match.end(), len(url))
    return (Text.decoded(default.lower(), url.span()) if default else None), url


def _lower(text: Text) -> Text:
    lower = text.value.lower()
    return text if lower == text.value else Text.decoded(lower, text.span())


def _guessed_scheme(authority: Text) -> Text:
    """Without a scheme, the beginning of the host's name tells (curl manual page, URL)."""
    name = authority.value.lower()
    return Text.decoded(next((s for s in _GUESSED if name.startswith(s + ".")), "http"), authority.span())


def _authority(text: Text, resolved: bool) -> tuple[Text, Text | None]:
    """Host and port, and `user:password` if the URL has user information."""
    user, at, _ = text.known.partition("@")
    credentials = None
    if at:
        given = percent_decoded(text.slice(0, len(user)))
        credentials = given if ":" in user else Text.join([given, Text.decoded(":", given.span())])
        text = text.slice(len(user) + 1, len(text))
    if text.has_placeholder:
        return text, credentials
    host = _HOST.match(text.value)
    if not host:
        _refuse(text)
    port = text.value[host.end() :]
    number = _PORT.fullmatch(port)
    if port and not (number and int(number[1] or 0) < 65536):
        _refuse(text)
    sent = rewritten(text.slice(0, host.end()), resolved)
    if not number or port == ":":
        return sent, credentials
    digits = text.slice(host.end() + 1, len(text))
    if port.startswith(":0"):  # curl writes the port's number anew
        digits = Text.decoded(number[1] or "0", digits.span())
    return Text.join([sent, text.slice(host.end(), host.end() + 1), digits]), credentials


def check_host(written: Text, url: Url) -> None:
    """Raises `Invalid` for a word among the URLs that is none: no scheme, no dot (`–X`, or what a quote let loose)."""
    host = url.authority.value
    if "://" in written.value or url.authority.has_placeholder or host.partition(":")[0].lower() == "localhost":
        return
    if "." not in host.strip("."):
        raise Invalid(f"curl: (6) Could not resolve host: {host}", written.span())


def _ascii(text: Text) -> Text:
    return text if text.value.isascii() else ascii_only(text)


_SEGMENT = regex(r"/[^/]*")


def without_dots(path: Text) -> Text:
    """RFC 3986, 5.2.4 Remove Dot Segments."""
    if "/." not in path.value:
        return path
    kept: list[Text] = []
    segments = list(_SEGMENT.finditer(path.value))
    for i, match in enumerate(segments):
        last = i == len(segments) - 1
        if match[0] in {"/.", "/.."}:
            if match[0] == "/.." and kept:
                kept.pop()
            if last:
                kept.append(path.slice(match.start(), match.start() + 1))
        else:
            kept.append(path.slice(match.start(), match.end()))
    return Text.join(kept)
