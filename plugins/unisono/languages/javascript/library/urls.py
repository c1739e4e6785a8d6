"""URLs as the URL standard parses and writes them (https://url.spec.whatwg.org/), with the place of every character."""

from __future__ import annotations

import ipaddress
import re

from unisono.languages.idna import to_ascii
from unisono.languages.javascript.library.percent import PATH, QUERY, percent_decoded, percent_encoded
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.urls import port_number

UNKNOWN = "\ue000"
"""Stands for a character of a placeholder, so that none of them is taken for a delimiter."""

DEFAULT_PORTS = {"http": "80", "https": "443", "ws": "80", "wss": "443", "ftp": "21"}
_SCHEME = regex(r"([A-Za-z][A-Za-z0-9+\-.]*):")
_EDGES = "".join(map(chr, range(0x21)))
_FORBIDDEN = regex(r"[\x00-\x20\x7f#%/:<>?@\[\\\]^|]")
_NUMBER = regex(r"0x[0-9a-f]*|0[0-7]*|[1-9][0-9]*")
_MOST_FIGURES = 10
"""Those of 2**32 in decimal."""
_SINGLE_DOTS = frozenset({".", "%2e"})
_DOUBLE_DOTS = frozenset({"..", ".%2e", "%2e.", "%2e%2e"})


class NotAUrl(Exception):
    """The string is not a URL, or a relative one without a base."""


@dataclass(frozen=True, slots=True, eq=False)
class ParsedUrl:
    """The parts of a URL. `host` holds what stands before the path where that is a placeholder; `scheme` is then empty.

    `port` is empty where it is the scheme's default; `query` and `fragment` are without `?` and `#`, None where missing.
    """

    scheme: Text
    username: Text
    password: Text
    host: Text
    port: Text
    path: Text
    query: Text | None
    fragment: Text | None
    opaque: bool = False

    def origin(self) -> Text:
        """Scheme, host and port."""
        start = self.host.slice(0, 0)
        port = [_constant(":", start), self.port] if self.port.value else []
        scheme = [self.scheme, _constant("://", start)] if self.scheme.value else []
        return Text.join([*scheme, self.host, *port])

    def target(self) -> Text:
        """Path and query."""
        if self.query is None or not self.query.value:
            return self.path
        return Text.join([self.path, _constant("?", self.query.slice(0, 0)), self.query])


def _constant(value: str, place: Text) -> Text:
    return Text.decoded(value, place.span())


def parse_url(text: Text, base: ParsedUrl | None = None) -> ParsedUrl:
    """Parse a URL, relative to `base` if given. Raises `NotAUrl`."""
    text = _cleaned(text)
    shape = text.masked(UNKNOWN)
    scheme = _SCHEME.match(shape)
    if scheme is None:
        if shape.startswith(UNKNOWN):
            return _after_placeholder(text, shape)
        if base is None:
            raise NotAUrl
        return _relative(text, shape, base)
    name = text.slice(0, scheme.end(1))
    lower = name.value.lower()
    if lower not in DEFAULT_PORTS:
        empty = text.slice(0, 0)
        return ParsedUrl(name, empty, empty, empty, empty, text.slice(scheme.end(), len(text)), None, None, opaque=True)
    if lower != name.value:
        name = Text.decoded(lower, name.span())
    at = scheme.end()
    while at < len(shape) and shape[at] in "/\\":
        at += 1
    return _with_authority(name, text, shape, at)


def _cleaned(text: Text) -> Text:
    value = text.value
    left = len(value) - len(value.lstrip(_EDGES))
    text = text.slice(left, max(left, len(value.rstrip(_EDGES))))
    if not re.search(r"[\t\n\r]", text.value):
        return text
    kept = [text.slice(m.start(), m.end()) for m in re.finditer(r"[^\t\n\r]+", text.value)]
    return Text.join(kept or [text.slice(0, 0)])


def _with_authority(scheme: Text, text: Text, shape: str, at: int) -> ParsedUrl:
    end = next((i for i in range(at, len(shape)) if shape[i] in "/\\?#"), len(shape))
    marker = shape.rfind("@", at, end)
    username = password = text.slice(at, at)
    if marker >= 0:
        colon = shape.find(":", at, marker)
        username = text.slice(at, colon if colon >= 0 else marker)
        password = text.slice(colon + 1, marker) if colon >= 0 else password
        at = marker + 1
    colon = shape.rfind(":", at, end)
    if colon >= 0 and "]" in shape[colon:end]:
        colon = -1
    host = _host(text.slice(at, colon if colon >= 0 else end))
    port = text.slice(colon + 1, end) if colon >= 0 else text.slice(end, end)
    path, query, fragment = _tail(text, shape, end)
    return ParsedUrl(scheme, username, password, host, _port(port, scheme.value), normal_path(path), query, fragment)


def _tail(text: Text, shape: str, at: int) -> tuple[Text, Text | None, Text | None]:
    """Path, query and fragment of what follows the authority."""
    mark = shape.find("#", at)
    fragment = text.slice(mark + 1, len(text)) if mark >= 0 else None
    end = mark if mark >= 0 else len(text)
    question = shape.find("?", at, end)
    query = percent_encoded(text.slice(question + 1, end), QUERY) if question >= 0 else None
    return text.slice(at, question if question >= 0 else end), query, fragment


def _after_placeholder(text: Text, shape: str) -> ParsedUrl:
    """`${BASE_URL}/orders`: what stands before the first slash after the placeholder is taken for scheme and host."""
    end = next((i for i, c in enumerate(shape) if c in "/?#"), len(shape))
    empty = text.slice(0, 0)
    path, query, fragment = _tail(text, shape, end)
    return ParsedUrl(empty, empty, empty, text.slice(0, end), empty, percent_encoded(path, PATH), query, fragment)


def _relative(text: Text, shape: str, base: ParsedUrl) -> ParsedUrl:
    if shape[:1] in ("/", "\\") and shape[1:2] in ("/", "\\"):
        return _with_authority(base.scheme, text, shape, 2)
    path, query, fragment = _tail(text, shape, 0)
    if path.value[:1] not in ("/", "\\") and path.value:
        folder = base.path.slice(0, base.path.value.rfind("/") + 1)
        path = Text.join([folder, path])
    elif not path.value:
        path, query = base.path, query if query is not None else base.query
    return ParsedUrl(base.scheme, base.username, base.password, base.host, base.port, normal_path(path), query, fragment)


def normal_path(path: Text) -> Text:
    """The path with its dot segments resolved, backslashes as slashes, and encoded; `/` if it is empty."""
    shape = path.masked(UNKNOWN)
    if not shape:
        return Text.decoded("/", path.span())
    if "." not in shape and "\\" not in shape and "%2" not in shape:
        whole = path if shape.startswith("/") else Text.join([_constant("/", path.slice(0, 0)), path])
        return percent_encoded(whole, PATH)
    bounds = [m.start() for m in re.finditer(r"[/\\]", shape)] + [len(shape)]
    start = 0 if shape[0] not in "/\\" else 1
    kept: list[Text] = []
    last = len(bounds) - 1
    for i, end in enumerate(bounds):
        if end < start:
            continue
        segment = shape[start:end].lower()
        if segment in _DOUBLE_DOTS:
            kept = kept[:-1]
        elif segment not in _SINGLE_DOTS:
            kept.append(path.slice(start, end))
        if segment in _SINGLE_DOTS | _DOUBLE_DOTS and i == last:
            kept.append(path.slice(end, end))
        start = end + 1
    pieces: list[Text] = []
    for part in kept:
        pieces += [_constant("/", part.slice(0, 0)), part]
    return percent_encoded(Text.join(pieces or [_constant("/", path)]), PATH)


def _host(text: Text) -> Text:
    shape = text.masked(UNKNOWN)
    if not shape:
        raise NotAUrl
    if UNKNOWN in shape:
        return text
    if shape.startswith("["):
        try:
            return _lowered(text, f"[{ipaddress.IPv6Address(shape[1:-1])}]")
        except ValueError:
            raise NotAUrl from None
    decoded = percent_decoded(text).value if "%" in shape else shape
    if not decoded.isascii():
        decoded = _punycode(decoded, text)
    if _FORBIDDEN.search(decoded):
        raise NotAUrl
    return _lowered(text, _address(decoded.lower()))


def _address(host: str) -> str:
    """The address that a host ending in a number stands for (URL standard, 3.5, IPv4 parser); any other host as it is."""
    parts = host.removesuffix(".").split(".")
    if not _NUMBER.fullmatch(parts[-1]) and not parts[-1].isdecimal():
        return host
    if len(parts) > 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        raise NotAUrl
    if any(len(part) > _MOST_FIGURES and part[0] != "0" for part in parts):
        raise NotAUrl
    numbers = [
        int(part[2:] or "0", 16) if part.startswith("0x") else int(part, 8 if part.startswith("0") else 10) for part in parts
    ]
    room = 5 - len(numbers)
    if any(number > 255 for number in numbers[:-1]) or numbers[-1] >= 256**room:
        raise NotAUrl
    return ".".join(str(byte) for byte in [*numbers[:-1], *numbers[-1].to_bytes(room, "big")])


def _punycode(host: str, text: Text) -> str:
    try:
        return to_ascii(Text.decoded(host, text.span())).value
    except UnicodeError:
        raise NotAUrl from None


def _lowered(text: Text, value: str) -> Text:
    return text if text.value == value else Text.decoded(value, text.span())


def _port(text: Text, scheme: str) -> Text:
    shape = text.masked(UNKNOWN)
    if not shape or UNKNOWN in shape:
        return text
    found = port_number(shape)
    if found is None:
        raise NotAUrl
    number = str(found)
    return text.slice(0, 0) if number == DEFAULT_PORTS[scheme] else _lowered(text, number)


def is_absolute(text: Text) -> bool:
    """True for what axios takes for an absolute URL: it starts with a scheme and two slashes, or with the slashes."""
    shape = text.masked(UNKNOWN)
    return shape.startswith(UNKNOWN) or re.match(r"([A-Za-z][A-Za-z\d+\-.]*:)?//", shape) is not None
