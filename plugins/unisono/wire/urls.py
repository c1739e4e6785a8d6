"""URLs and the pairs of their queries, with the place of each part (RFC 3986)."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import unquote_plus

from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text


@dataclass(frozen=True, slots=True, eq=False)
class Url:
    """A request's URL in its parts (RFC 3986, 3). `query` is None without a `?`."""

    scheme: Text
    authority: Text
    path: Text
    query: Text | None


_URL = regex(r"(?:([^:/?#]*)://([^/?#]*))?([^?#]*)(?:\?([^#]*))?")


@lru_cache(maxsize=64)  # each comparison asks again
def split_url(url: Text) -> Url:
    """The parts of a URL; scheme and authority are empty where it is relative."""
    found = _URL.match(url.value)
    if found is None:  # cannot be: every part is optional
        raise AssertionError(url.value)
    cut = [url.slice(*found.span(group)) if found[group] is not None else None for group in range(1, 5)]
    nothing = url.slice(0, 0)
    return Url(cut[0] or nothing, cut[1] or nothing, cut[2] or nothing, cut[3])


def port_number(digits: str) -> int | None:
    """The number of a port that is written in decimal digits, of which there may be any number; None where it is above 65535,
    which no port is (RFC 6335, 6), and for what is no number."""
    if not (digits.isascii() and digits.isdecimal()):
        return None
    written = digits.lstrip("0")
    number = int(written[:6] or "0")
    return number if number <= 65535 else None


def base_variable(url: Text) -> Text | None:
    """The variable that a URL begins with in the place of its scheme and host; None where these are written."""
    first, is_unknown = next(url.runs())
    return first if is_unknown else None


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A name and value of a query or of form content; `value` is None for a name without `=`."""

    name: str
    value: Text | None
    text: Text


def read_pairs(text: Text | None) -> list[Pair]:
    """The pairs of a query or of form content. Both are read as servers read them, as
    `application/x-www-form-urlencoded` (WHATWG URL, 5.1): `+` and `%20` are a space, `%2B` is a plus sign."""
    if text is None:
        return []
    pairs, at = [], 0
    for item in text.known.split("&"):
        pair, at = text.slice(at, at + len(item)), at + len(item) + 1
        if item:
            name, equals, _ = item.partition("=")
            value = pair.slice(len(name) + 1, len(item)).sub(_FORM_ENCODED, lambda found: unquote_plus(found[0]))
            pairs.append(Pair(unquote_plus(pair.value[: len(name)]), value if equals else None, pair))
    return pairs


_FORM_ENCODED = regex(r"\+|(?:%[0-9A-Fa-f]{2})+")
