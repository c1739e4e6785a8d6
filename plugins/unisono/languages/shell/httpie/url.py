"""The URL that HTTPie sends for the one that the author wrote: what requests, which is under it, makes of it."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable

from unisono.languages.python.library import percent
from unisono.languages.python.requests import urls
from unisono.languages.python.thrown import Thrown
from unisono.languages.reading import Invalid, Unsupported
from unisono.text.regex import regex
from unisono.text.source import Text

UNRESOLVED = "Couldn’t resolve the given hostname. Please check the URL and try again."
"""What HTTPie says of a host that no name server can know."""

_AUTHORITY = regex(r"https?://([^/?#]*)", re.IGNORECASE)
_ADDRESS = regex(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*\[([^\]\[/?#\0]*+(?:[/?#][^\]\0]*+)?)\]")
_RESOLVABLE = regex(r"(?:\[.*\]|[A-Za-z0-9_\0-]+(?:\.[A-Za-z0-9_\0-]+)*)(?::[0-9\0]*)?")
_PATH = regex(r"(?:[^/?#]*//)?[^/?#]*([^?#]*)", re.DOTALL)


def prepared(url: Text, params: Iterable[tuple[Text, Text]] = (), *, path_as_is: bool = False) -> Text:
    """`url`, absolute, with `params` added to its query, as it is sent: encoded, without user information and fragment.

    `path_as_is`: as with HTTPie's option of that name, dots in the path stay. A URL that begins with a placeholder
    (`$BASE/orders`) keeps it in place of scheme and authority.

    Raises Invalid, with the words of HTTPie and of what is under it, for a URL that they refuse.
    """
    if address := _ADDRESS.match(url.known):
        try:
            ipaddress.ip_address(address[1])
        except ValueError as error:
            raise Invalid(f"ValueError: {error}", url.span(*address.span(1))) from error
    try:
        target, _ = urls.prepared(_as_written(url) if path_as_is else url, urlencoded(params), path_as_is=path_as_is)
    except Thrown as thrown:
        raise _refused(thrown) from None
    host = _AUTHORITY.match(target.known)
    if host is not None and not _RESOLVABLE.fullmatch(host[1]):
        raise Invalid(UNRESOLVED, target.span(*host.span(1)))
    return target


def _refused(thrown: Thrown) -> Invalid:
    """HTTPie names exceptions without their modules."""
    return Invalid(f"{thrown.name.rpartition('.')[2]}: {thrown.message}", thrown.span)


def _as_written(url: Text) -> Text:
    """With the path that Python's `urlparse` finds: without tabs and line ends, and parameters apart."""
    found = _PATH.match(url.known)
    start, end = found.span(1) if found else (0, 0)
    path = url.slice(start, end)
    if ";" in path.known.rpartition("/")[2]:
        raise Unsupported("a path as it is that has parameters (`;`)", path.span())
    return Text.join([url.slice(0, start), path.sub(re.compile(r"[\t\r\n]"), lambda _: ""), url.slice(end, len(url))])


def urlencoded(pairs: Iterable[tuple[Text, Text]]) -> Text | None:
    """`name=value` pairs as Python's `urlencode` joins them; None when there are none. Raises Invalid as it fails."""
    given = list(pairs)
    try:
        return percent.urlencoded(given, given[0][0].span()) if given else None
    except Thrown as thrown:
        raise _refused(thrown) from None
