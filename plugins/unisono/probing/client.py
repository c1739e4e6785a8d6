"""One message to the server and what it answers, within bounds of time and size. Nothing is followed, and no other host is
contacted: neither a proxy of the environment nor what an answer names."""

from __future__ import annotations

import socket
import ssl
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead
from io import BufferedReader
from typing import Any, NamedTuple, cast

from unisono.probing.messages import Message
from unisono.probing.server import Server
from unisono.records import dataclass


class Limits(NamedTuple):
    """What an answer may take: seconds from the connection to its end, and bytes of its content."""

    seconds: float = 10
    size: int = 1_000_000


class Unanswered(Exception):
    """No answer came that can be read; the message says why, as it goes on from the request."""


_CLOSES = "the server closes the connection before its answer is whole"


@dataclass(frozen=True)
class Answer:
    """An answer. `media_type` is the value of `Content-Type`, "" where there is none, `location` where it leads to."""

    status: int
    media_type: str
    content: bytes
    location: str | None = None


class _Lines:
    """What a message is read from. `ended` says whether it was at its end when a line was wanted."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream, self.ended = stream, False

    def readline(self, limit: int = -1) -> bytes:
        line = self._stream.readline(limit)
        self.ended = not line
        return line

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class Response(HTTPResponse):
    """That of `http.client`, which takes the end of a connection for that of the header fields, too."""

    def begin(self) -> None:
        lines = _Lines(self.fp)
        self.fp = cast("BufferedReader", lines)
        super().begin()
        if lines.ended:
            raise Unanswered(_CLOSES)


def send(server: Server, message: Message, limits: Limits) -> Answer:
    """Send a message on a connection of its own. Raises Unanswered."""
    with failing(limits):
        raw = socket.create_connection((server.host, server.port), limits.seconds)
    with raw, _bounded(raw, limits):
        connection = HTTPConnection(server.host, server.port)
        connection.response_class = Response
        connection.default_port = 443 if server.scheme == "https" else 80
        connection.sock = _secured(raw, server) if server.scheme == "https" else raw
        try:
            _write(connection, message)
            return read_answer(connection.getresponse(), message.method, limits.size)
        finally:
            connection.close()


def _secured(raw: socket.socket, server: Server) -> ssl.SSLSocket:
    """With the certificate verified for the host's name."""
    context = ssl.create_default_context()
    # The plain socket is kept: it is what is shut down when time is up.
    copy = raw.dup()
    copy.settimeout(raw.gettimeout())
    return context.wrap_socket(copy, server_hostname=server.host)


def _write(connection: HTTPConnection, message: Message) -> None:
    connection.putrequest(message.method, message.target, skip_accept_encoding=True)
    for name, value in (*message.fields, ("Accept-Encoding", "identity"), ("Connection", "close")):
        connection.putheader(name, value.encode("utf-8", "surrogatepass"))
    if message.content is not None or message.method in {"POST", "PUT", "PATCH"}:
        connection.putheader("Content-Length", str(len(message.content or b"")))
    connection.endheaders(message.content)


@contextmanager
def _bounded(raw: socket.socket, limits: Limits) -> Iterator[None]:
    """Ends what is read from a socket when time is up: that of the socket itself begins anew with each byte."""
    is_late = threading.Event()

    def end() -> None:
        is_late.set()
        with suppress(OSError):  # it is closed already
            raw.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(limits.seconds, end)
    timer.daemon = True
    timer.start()
    try:
        with failing(limits):
            yield
    except Unanswered:
        if not is_late.is_set():
            raise
    finally:
        timer.cancel()
    if is_late.is_set():  # then what was read may look whole
        raise Unanswered(_late(limits))


def _late(limits: Limits) -> str:
    return f"there is no whole answer after {limits.seconds:g} seconds; --timeout gives it more"


@contextmanager
def failing(limits: Limits) -> Iterator[None]:
    """What a connection and a message from strangers may come to, as Unanswered."""
    try:
        yield
    except TimeoutError:
        raise Unanswered(_late(limits)) from None
    except ssl.SSLCertVerificationError as error:
        raise Unanswered(f"the certificate of the server is not valid: {error.verify_message}") from None
    except socket.gaierror as error:
        raise Unanswered(f"the name of the server leads nowhere: {error.strerror}") from None
    except (ConnectionResetError, BrokenPipeError):
        raise Unanswered(_CLOSES) from None
    except OSError as error:
        raise Unanswered(f"the connection fails: {error.strerror or type(error).__name__}") from None
    except (HTTPException, ValueError) as error:
        raise Unanswered(f"the answer is no message of HTTP ({_said(error)})") from None


def _said(error: Exception) -> str:
    said = " ".join(str(error).split())[:80]
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def read_answer(response: HTTPResponse, method: str, size: int) -> Answer:
    """What is left of an answer whose fields are read. Raises Unanswered, and as `http.client` does."""
    if response.status < 200:
        raise Unanswered(f"{response.status} is an interim answer, of which the final one is not read")
    length = response.getheader("Content-Length")
    has_content = method != "HEAD" and response.status not in {204, 304}
    said = int(length) if length is not None and length.strip().isdecimal() else None
    if length is not None and said is None:
        raise Unanswered("its Content-Length is no number")
    content = _content(response, said if has_content and not response.chunked else None, size)
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    content = _decoded(content, coding, size) if content else content
    media_type = response.getheader("Content-Type") or ""
    return Answer(response.status, media_type, content, response.getheader("Location"))


def _content(response: HTTPResponse, said: int | None, size: int) -> bytes:
    """The content, of which `said` bytes are to come."""
    if said is not None and said > size:
        raise Unanswered(_too_large(size))
    content = bytearray()
    try:
        while chunk := response.read(min(65_536, size + 1 - len(content))):
            content += chunk
            if len(content) > size:
                raise Unanswered(_too_large(size))
    except IncompleteRead as error:
        if said is None:
            raise Unanswered(_CLOSES) from None
        content += error.partial
    if said is not None and len(content) < said:
        raise Unanswered(f"its Content-Length is {said:,}, and {len(content):,} bytes come")
    return bytes(content)


def _too_large(size: int) -> str:
    return f"the answer has more than {size:,} bytes; --max-size gives it more"


def _decoded(content: bytes, coding: str, size: int) -> bytes:
    """Content that a server codes although it was not asked to (RFC 9110, 8.4.1)."""
    if coding == "identity":
        return content
    if coding not in {"gzip", "x-gzip", "deflate"}:
        raise Unanswered(f"its content is coded as {coding[:40]!r}, which was not asked for")
    decoder = zlib.decompressobj(47)
    try:
        found = decoder.decompress(content, size + 1)
    except zlib.error:
        raise Unanswered(f"its content is not coded as {coding}") from None
    if len(found) > size:
        raise Unanswered(_too_large(size))
    if not decoder.eof:
        raise Unanswered(_CLOSES)
    return found
