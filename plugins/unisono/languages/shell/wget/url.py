"""URLs as wget takes them from the command line (its manual, "URL Format"; behaviour of GNU Wget 1.21)."""

from __future__ import annotations

import re

from unisono.languages.idna import to_ascii
from unisono.languages.reading import Invalid, Unsupported
from unisono.languages.shell.curl.url import without_dots
from unisono.text.percent import percent_decoded, percent_encoded
from unisono.text.regex import regex
from unisono.text.source import Text

_SCHEME = regex(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_PORT_AND_PATH = regex(r"[^:/]*:[0-9]+(?:/|\Z)")
_AUTHORITY_END = regex(r"[/?#]|\Z")
_HOST = regex(r"\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_\0-]+(?:\.[A-Za-z0-9_\0-]+)*\.?")
_PORT = regex(r":0*+([0-9\0]*+)")
_NUMERIC = regex(r"(?:(?:0[xX][0-9A-Fa-f]*|[0-9]+)(?:\.|\Z))+")
_UNSAFE = regex('[\x01-\x20"<>\\\\^`{|}\x7f-\U0010ffff]|%(?![0-9A-Fa-f]{2})')
_UNDOTTED = regex(r"(?!localhost\Z|\[)[^.\0]*", re.IGNORECASE)


def parsed(url: Text, *, among_others: bool) -> tuple[Text, Text | None, Text | None]:
    """The absolute URL that is asked for, and the user and the password in it, where it has them. A URL that begins with a
    placeholder keeps it.

    `among_others`: there are several, so that one without a scheme and a dot is a word that got among them.
    Raises `Invalid` where wget refuses it or it is none of HTTP.
    """
    scheme, rest = _scheme(url)
    end = _AUTHORITY_END.search(rest.known)
    at = end.start() if end else len(rest)
    authority, tail = rest.slice(0, at), rest.slice(at, len(rest))
    user, sign, _ = authority.known.rpartition("@")
    host = _host(authority.slice(len(user) + len(sign), len(authority)), url)
    if among_others and "://" not in url.known and _UNDOTTED.fullmatch(host.known.partition(":")[0]):
        raise Invalid(f"wget: unable to resolve host address ‘{host}’", url.span())
    name, colon, _ = user.partition(":")
    password = authority.slice(len(name) + 1, len(user)) if colon else None
    target = Text.join([*scheme, host, _tail(tail, below_a_base=not scheme)])
    return target, percent_decoded(authority.slice(0, len(name))) if sign else None, password and percent_decoded(password)


def _scheme(url: Text) -> tuple[list[Text], Text]:
    """The scheme with its `://`, nothing where a placeholder holds it, and what is behind."""
    known = url.known
    if found := _SCHEME.match(known):
        scheme = found[1].lower()
        if scheme in {"ftp", "ftps"}:
            raise Invalid(f"an {scheme} URL is not an HTTP request", url.span())
        if scheme not in {"http", "https"}:
            raise Invalid(f"{url}: Unsupported scheme ‘{found[1]}’.", url.span())
        if found[1] != scheme:
            return [Text.decoded(f"{scheme}://", url.span(*found.span()))], url.slice(found.end(), len(url))
        return [url.slice(*found.span())], url.slice(found.end(), len(url))
    if known.startswith("\0") and "://" in known.partition("?")[0]:
        raise Unsupported("a scheme known only when the sample runs", url.span())
    if known.startswith("\0"):
        return [], url
    if not known or known[0] in ":/ " or "://" in known:
        raise Invalid(f"{url}: Scheme missing.", url.span())
    if ":" in known.partition("/")[0] and not _PORT_AND_PATH.match(known):
        raise Invalid("an ftp URL is not an HTTP request (`host:path` is short for one)", url.span())
    return [Text.decoded("http://", url.slice(0, 0).span())], url


def _host(text: Text, url: Text) -> Text:
    """Host and port as they are sent."""
    if not text.value:
        raise Invalid(f"{url}: Invalid host name.", url.span())
    if not text.known.isascii():
        return _international(text)
    found = _HOST.match(text.known)
    port = _PORT.fullmatch(text.known, found.end()) if found else None
    if found is None or (port is None and found.end() < len(text)):
        if re.search(r":[^:\]]*\Z", text.known) and not re.search(r":[0-9\0]*\Z", text.known):
            raise Invalid(f"{url}: Bad port number.", text.span())
        raise Invalid(f"wget: unable to resolve host address ‘{text}’", text.span())
    if port and "\0" not in port[1] and int(port[1][:9] or 0) > 65535:
        raise Invalid(f"{url}: Bad port number.", text.span())
    if _NUMERIC.fullmatch(found[0]) and not re.fullmatch(r"(?:(?:0|[1-9][0-9]{0,2})(?:\.(?!\Z)|\Z)){4}", found[0]):
        raise Unsupported("a host that is a number", text.span())
    host = text.slice(0, found.end()).sub(re.compile("[A-Z]+"), lambda upper: upper[0].lower())
    if port is None or not port[1]:
        return host
    digits = text.slice(port.start(1), port.end(1))
    return Text.join([host, text.slice(found.end(), found.end() + 1), digits])


def _international(text: Text) -> Text:
    host, colon, _ = text.known.partition(":")
    try:
        found = to_ascii(text.slice(0, len(host)), strict=True)
    except UnicodeError:
        raise Invalid(f"wget: unable to resolve host address ‘{text}’", text.span()) from None
    return Text.join([found, text.slice(len(host), len(text))]) if colon else found


def _tail(tail: Text, *, below_a_base: bool) -> Text:
    """Path and query; a base that a variable stands for may have the path."""
    tail = tail.slice(0, len(tail.known.partition("#")[0]))
    path = tail.slice(0, len(tail.known.partition("?")[0]))
    query = tail.slice(len(path), len(tail))
    if not path.value and not below_a_base:
        path = Text.decoded("/", tail.slice(0, 0).span())
    return Text.join([without_dots(_encoded(path)), _encoded(query)])


def _encoded(text: Text) -> Text:
    """With what no URL has percent-encoded, and a `%` that begins no escape."""
    return percent_encoded(text, _UNSAFE, errors="surrogatepass")
