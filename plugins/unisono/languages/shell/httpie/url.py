"""The URL that HTTPie, and requests under it, sends for the one that the author wrote; form encoding as Python does it.

After what requests 2.34 (`PreparedRequest.prepare_url`, `requote_uri`) and urllib3 2.8 (`parse_url`, `_encode_target`) do, and
RFC 3986. Placeholders are left as they are.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import quote_plus

from unisono.languages.idna import to_ascii
from unisono.languages.python.requests.urls import HOST
from unisono.languages.reading import Invalid, Unsupported
from unisono.text.source import Text

UNRESOLVED = "Couldn’t resolve the given hostname. Please check the URL and try again."
"""What HTTPie says of a host that no name server can know."""

_URL = re.compile(r"(?:([A-Za-z][A-Za-z0-9+.-]*)://([^\\/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#.*)?", re.DOTALL)
_RESOLVABLE = re.compile(r"[A-Za-z0-9_\0-]+(?:\.[A-Za-z0-9_\0-]+)*\.?")

_UNRESERVED = r"A-Za-z0-9._~\-"
_PATH = _UNRESERVED + r"!$&'()*+,;=:@/"
_QUERY = _PATH + "?"

_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")


def prepared(url: Text, params: Iterable[tuple[Text, Text]] = (), *, path_as_is: bool = False) -> Text:
    """`url`, absolute, with `params` added to its query, as it is sent: encoded, without user information and fragment.

    `path_as_is`: as with HTTPie's option of that name, dots in the path stay. A URL that begins with a placeholder
    (`$BASE/orders`) keeps it in place of scheme and authority.

    Raises Invalid, with requests' words, for a URL that it refuses.
    """
    url = url.slice(len(url) - len(url.known.lstrip()), len(url))
    known = url.known
    base = len(known) - len(known.lstrip("\0"))
    found = _URL.fullmatch(known, base)
    if found is None:  # the pattern takes anything
        raise Unsupported("a URL that cannot be read", url.span())
    origin = [url.slice(0, base)] if base else _origin(url, found)
    path = _encoded_path(url.slice(*found.span(3)), path_as_is)
    added = urlencoded(params)
    query = [_encoded(url.slice(*found.span(4)), _QUERY)] if found[4] else []
    query += [added] if added is not None else []
    parts = [*origin, path]
    for i, part in enumerate(query):
        at = part.slice(0, 0).span()
        parts += [Text.decoded("&" if i else "?", at), part]
    return Text.join(parts)


def _origin(url: Text, found: re.Match[str]) -> list[Text]:
    """Scheme, host and port."""
    if found[1] is None:
        raise Invalid(f"MissingSchema: Invalid URL {url.value!r}: No scheme supplied", url.span())
    scheme = url.slice(*found.span(1))
    if scheme.value.lower() not in {"http", "https"}:
        raise Invalid(f"InvalidSchema: No connection adapters were found for {url.value!r}", scheme.span())
    begin, end = found.span(2)
    begin += found[2].rfind("@") + 1
    authority = url.slice(begin, end)
    host = HOST.fullmatch(authority.known)
    if host is None or int((host["port"] or "").strip("\0") or 0) > 65535:
        raise Invalid(f"InvalidURL: Failed to parse: {authority.value!r} is not a valid host or port", authority.span())
    _check_host(url, authority, host)
    colon = host.end("host")
    port = (
        [authority.slice(colon, colon + 1), authority.slice(*host.span("port"))] if host["port"] not in {None, "", "0"} else []
    )
    return [_lower(scheme), url.slice(found.end(1), found.end(1) + 3), _host(authority.slice(0, colon)), *port]


def _check_host(url: Text, authority: Text, host: re.Match[str]) -> None:
    address, name = host["address"], host["name"]
    if address is not None:
        try:
            ipaddress.IPv6Address(address.partition("%")[0])
        except ValueError as error:
            raise Invalid(f"ValueError: {error}", authority.span()) from error
        return
    if not name:
        raise Invalid(f"InvalidURL: Invalid URL {url.value!r}: No host supplied", url.span())
    if name.startswith(("*", ".")):
        raise Invalid("InvalidURL: URL has an invalid label.", authority.span())
    if bad := re.search(r"[\x01-\x20\x7f]", name):
        raise Invalid(f"InvalidURL: Failed to parse: Host {name!r} contains invalid character {bad[0]!r}", authority.span())
    if name.isascii() and not _RESOLVABLE.fullmatch(name):
        raise Invalid(UNRESOLVED, authority.span())


def _host(host: Text) -> Text:
    """The host as urllib3 sends it: in lower case, without the dot of the root, and in ASCII (RFC 5891)."""
    name = host.known.removesuffix(".")
    host = host.slice(0, len(name))
    if name.isascii():
        return _lower(host)
    try:
        return to_ascii(host, strict=True)
    except UnicodeError:
        raise Invalid(f"InvalidURL: Failed to parse: Name {name!r} is not a valid IDNA label", host.span()) from None


def _lower(text: Text) -> Text:
    return text.sub(re.compile(r"[A-Z]+"), lambda letters: letters[0].lower())


def _encoded_path(path: Text, as_is: bool) -> Text:
    if not path.value:
        return Text.decoded("/", path.span())
    if path.known[0] not in "/\0":
        path = Text.join([Text.decoded("/", path.slice(0, 0).span()), path])
    if as_is:
        return _encoded(_as_written(path), _PATH, requote=False)
    return _encoded(_without_dots(path), _PATH)


def _as_written(path: Text) -> Text:
    """The path that Python's `urlparse` finds: without tabs and line ends, and parameters apart."""
    if ";" in path.known.rpartition("/")[2]:
        raise Unsupported("a path as it is that has parameters (`;`)", path.span())
    return path.sub(re.compile(r"[\t\r\n]"), lambda _: "")


def _without_dots(path: Text) -> Text:
    """RFC 3986, 5.2.4, as urllib3 does it."""
    known = path.known
    if "/." not in known:
        return path
    kept: list[tuple[int, int]] = []
    start = 0
    for segment in known.split("/"):
        if segment == "..":
            if kept:
                kept.pop()
        elif segment != ".":
            kept.append((start, start + len(segment)))
        start += len(segment) + 1
    if not kept or kept[0][0] != kept[0][1]:
        kept.insert(0, (0, 0))
    if known.endswith(("/.", "/..")):
        kept.append((len(known), len(known)))
    parts = [path.slice(*kept[0])]
    for begin, end in kept[1:]:
        slash = path.slice(begin - 1, end) if known[begin - 1 : begin] == "/" else None
        parts.append(slash if slash is not None else Text.decoded("/", path.slice(begin, begin).span()))
    return Text.join(parts)


def _encoded(component: Text, allowed: str, *, requote: bool = True) -> Text:
    """A path or query with everything but the characters `allowed` percent-encoded.

    Where every `%` begins an escape, escapes stay, in upper case, and with `requote` those of unreserved characters are
    decoded; where one does not, each `%` is encoded.
    """
    known = component.known
    escapes = len(_ESCAPED.findall(known)) == known.count("%")

    def encode(found: re.Match[str]) -> str:
        text = found[0]
        if len(text) == 1:
            return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))
        if not escapes:
            return "%25" + text[1:].upper()
        character = chr(int(text[1:], 16))
        return character if requote and re.fullmatch(f"[{_UNRESERVED}]", character) else text.upper()

    return component.sub(re.compile(rf"%[0-9A-Fa-f]{{2}}|[^{allowed}]"), encode)


def urlencoded(pairs: Iterable[tuple[Text, Text]]) -> Text | None:
    """`name=value` pairs as Python's `urlencode` joins them; None when there are none."""
    parts: list[Text] = []
    for name, value in pairs:
        if parts:
            parts.append(Text.decoded("&", name.slice(0, 0).span()))
        parts += [quoted(name), Text.decoded("=", value.slice(0, 0).span()), quoted(value)]
    return Text.join(parts) if parts else None


def quoted(text: Text) -> Text:
    """Python's `quote_plus`: a space is `+`, everything but letters, digits and `_.-~` percent-encoded as UTF-8."""
    return text.sub(re.compile(rf"[^{_UNRESERVED}]"), lambda character: quote_plus(character[0], errors="surrogatepass"))
