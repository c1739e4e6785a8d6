"""The one server that requests are sent to."""

from __future__ import annotations

from urllib.parse import quote, urljoin, urlsplit

from unisono.records import dataclass

UNQUOTED = "".join(map(chr, range(0x21, 0x7F)))
"""Characters that may stand in a request target: others are sent percent-encoded."""


class ServerError(Exception):
    """What was given is no server; the message says why, and what to write."""


@dataclass(frozen=True)
class Server:
    """Scheme, host and port, and the path that comes before those of the pages, without a slash at its end; None where the
    URL has no path."""

    scheme: str
    host: str
    port: int
    path: str | None

    @property
    def origin(self) -> str:
        """As people write it, without the port that the scheme has by itself (RFC 9110, 4.2)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    def target_of(self, location: str, target: str) -> str | None:
        """The request target that a `Location` in the answer to a request for `target` leads to (RFC 9110, 10.2.2); None
        where that is on another server."""
        try:
            url = urlsplit(urljoin(self.origin + target, location))
            same = (url.scheme, url.hostname, url.port or _PORTS.get(url.scheme)) == (self.scheme, self.host, self.port)
        except ValueError:
            return None
        if not same or "@" in url.netloc:
            return None
        return quote((url.path or "/") + (f"?{url.query}" if url.query else ""), safe=UNQUOTED)


_PORTS = {"http": 80, "https": 443}


def read_server(text: str) -> Server:
    """Reads a base URL. Raises ServerError."""
    example = "write one such as https://staging.example.com/v1"
    try:
        url = urlsplit(text)
        port = url.port
    except ValueError as error:
        raise ServerError(f"'{text}' is no URL ({error}); {example}") from None
    if url.scheme not in _PORTS or not url.hostname or not text.isascii() or not text.isprintable() or " " in text:
        raise ServerError(f"'{text}' is no URL of a server; {example}")
    if "@" in url.netloc:
        raise ServerError("the URL of the server has a user in it; leave it out, and give credentials as values of the samples")
    if url.query or url.fragment:
        raise ServerError(f"'{text}' has more than a path behind its host; {example}")
    return Server(url.scheme, url.hostname, port or _PORTS[url.scheme], url.path.rstrip("/") if url.path else None)
