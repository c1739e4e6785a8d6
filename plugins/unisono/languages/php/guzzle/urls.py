"""URLs as Guzzle makes them: resolved against the base (RFC 3986, 5.2), and what is no character of a URL encoded."""

from __future__ import annotations

from unisono.languages.php.state import Call
from unisono.languages.program.references import Reference
from unisono.languages.shell.curl.url import Url, parse
from unisono.text.percent import percent_encoded
from unisono.text.regex import regex
from unisono.text.source import Text

_PARTS = regex(r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?")
_IN_PATHS = regex(r"[^A-Za-z0-9_\-.~!$&'()*+,;=%:@/]+|%(?![A-Fa-f0-9]{2})")
_IN_QUERIES = regex(r"[^A-Za-z0-9_\-.~!$&'()*+,;=%:@/?]+|%(?![A-Fa-f0-9]{2})")


def resolved(call: Call, base: Text | None, address: Text, query: Text | None) -> Url:
    """The URL that is handed to libcurl. `query` is put in place of the address's own."""
    target = Reference(address, _PARTS)
    if base is not None:
        _resolve(Reference(base, _PARTS), target)
    if query is not None:
        target.query = query
    place = address.span()
    if target.authority is None or (target.authority.value == "" and not target.scheme):
        raise call.fails(f"RequestException: the URL has no host: '{address}'")
    path = percent_encoded(target.path, _IN_PATHS)
    if path.value and not path.value.startswith("/"):
        path = Text.join([Text.decoded("/", place), path])
    if target.scheme is not None and not target.scheme.value:
        joined = [target.authority, path]
    else:
        scheme = target.scheme or Text.decoded("http", place)
        joined = [scheme, Text.decoded("://", place), target.authority, path]
    if target.query is not None and target.query.value:
        joined += [Text.decoded("?", target.query.span()), percent_encoded(target.query, _IN_QUERIES)]
    whole = Text.join(joined)
    return parse(whole, None, False)


def _resolve(base: Reference, target: Reference) -> None:
    if target.scheme is not None or target.authority is not None:
        target.scheme = target.scheme or base.scheme
        return
    target.scheme, target.authority = base.scheme, base.authority
    if not target.path.value:
        target.path = base.path
        target.query = target.query if target.query is not None else base.query
        return
    if not target.path.value.startswith("/"):
        folder = base.path.slice(0, base.path.known.rfind("/") + 1)
        if not base.path.value:
            folder = Text.decoded("/", target.path.span())
        target.path = Text.join([folder, target.path])
