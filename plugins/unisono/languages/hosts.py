"""Hosts that no client finds an address of: a part of their name is empty, as where `...` stands for what is left out."""

from __future__ import annotations

from dataclasses import replace

from unisono.languages.reading import Reading
from unisono.text.regex import regex
from unisono.wire.request import Request

_HOST = regex(r"[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#@]*@)?([^/?#:\[]*)")


def with_hosts(reading: Reading) -> Reading:
    """The reading; an invalid one where a request goes to a host whose name has an empty label (RFC 1034, 3.1).

    curl 8.21 and later refuse most such URLs (exit status 3), and requests, httpx and Java all of them; the other clients ask
    for an address, and there is none.
    """
    if reading.completed is not None:
        completed = with_hosts(reading.completed)
        return reading if completed is reading.completed else completed
    if reading.status != "ok":
        return reading
    for number, request in enumerate(reading.requests):
        if (host := _unknown(request)) is not None:
            start, end = host
            reason = f"no host is named '{request.url.value[start:end]}'; write that of the API"
            sent = reading.requests[:number]
            return replace(reading, status="invalid", requests=sent, reason=reason, span=request.url.span(start, end))
    return reading


def _unknown(request: Request) -> tuple[int, int] | None:
    """Where in the URL such a host stands. What a `Host` field names need not have an address."""
    found = _HOST.match(request.url.known)
    is_unknown = found is not None and (found[1].startswith(".") or ".." in found[1] or "…" in found[1])
    return found.span(1) if found and is_unknown and not request.field("host") else None
