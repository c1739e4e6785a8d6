"""A server on loopback that takes requests for any host, answers them, and remembers what was sent.

One port speaks plain HTTP, TLS, and SOCKS 5 in front of either: the first byte tells (RFC 1928, 3; RFC 8446, 5.1). It is
a proxy for HTTP too: what it remembers of a request is what a proxy hands on (RFC 9110, 7.6.1 and 9.3.6).
"""

from __future__ import annotations

import json
import re
import socketserver
import ssl
import threading
from collections.abc import Mapping
from pathlib import Path
from socket import MSG_PEEK, SocketIO, socket
from typing import IO

import trustme

from unisono.running.sent import KNOWN_NAMES, Sent
from unisono.text.regex import regex

PATIENCE = 5.0
"""Seconds to wait for a client's next bytes."""

CONTENT, LINE, FIELDS, THREADS = 32 << 20, 1 << 20, 1000, 500
"""What is taken at most: bytes of content and of a line, fields of a request, threads of this process."""

_CONNECT = b"CONNECT "
_FOR_THE_PROXY = regex(r"http://\[?([^/?#]*?)\]?(?::[0-9]*)?(?=/)")
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"


class Authority:
    """Makes the certificates of recorders, for any host; clients have to trust its own."""

    def __init__(self) -> None:
        self._authority = trustme.CA()
        self._making = threading.Lock()
        self._contexts: dict[str | None, ssl.SSLContext] = {}

    @property
    def certificate(self) -> str:
        """The certificate that clients have to trust, in PEM."""
        return self._authority.cert_pem.bytes().decode("ascii")

    def context_for(self, name: str | None) -> ssl.SSLContext:
        """What proves to be a host; `localhost` where a client names none."""
        with self._making:
            if name not in self._contexts:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                self._authority.issue_cert(name or "localhost", "127.0.0.1", "::1").configure_cert(context)
                self._contexts[name] = context
            return self._contexts[name]


class Recorder(socketserver.ThreadingTCPServer):
    """Serves on `port` of 127.0.0.1 from construction until it is closed, or on a socket that listens already; `sent` holds the
    requests, oldest first.

    `answer` is the JSON object that every request is answered with, `most` the number of requests that are taken.
    """

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, authority: Authority | None = None, listening: socket | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Connection, bind_and_activate=listening is None)
        if listening is not None:
            self.socket.close()
            self.socket, self.server_address = listening, listening.getsockname()
        self.port: int = self.server_address[1]
        self.sent: list[Sent] = []
        self.answer: Mapping[str, str] = {}
        self.most: int | None = None
        self.authority = authority or Authority()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def verify_request(self, request: object, client_address: object) -> bool:
        """Whether there is a thread left for a connection: a sample may open more than any machine has."""
        del request, client_address
        return threading.active_count() < THREADS and (self.most is None or len(self.sent) < self.most)

    def write_certificate(self, path: Path) -> None:
        """Writes the certificate that clients have to trust."""
        path.write_text(self.authority.certificate, encoding="ascii")

    def close(self) -> None:
        self.shutdown()
        self.server_close()

    def secured(self, connection: socket) -> ssl.SSLSocket:
        """The server's side of a TLS connection, with a certificate for the name that the client asks for."""

        def name_asked(encrypted: ssl.SSLObject | ssl.SSLSocket, name: str | None, _: ssl.SSLContext) -> None:
            if name is not None:
                encrypted.context = self.authority.context_for(name)

        context = self.authority.context_for(None)
        context.sni_callback = name_asked
        return context.wrap_socket(connection, server_side=True)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away or talks nonsense has sent no request; which client that was, its test says."""


class _Connection(socketserver.BaseRequestHandler):
    server: Recorder

    def handle(self) -> None:
        connection: socket = self.request
        connection.settimeout(PATIENCE)
        if connection.recv(1, MSG_PEEK) == b"\x05" and not _socks(connection):
            return
        if connection.recv(len(_CONNECT), MSG_PEEK) == _CONNECT and not _tunnel(connection):
            return
        encrypted = connection.recv(1, MSG_PEEK) == b"\x16"
        if encrypted:
            connection = self.server.secured(connection)
        with connection, connection.makefile("rb") as stream:
            sent = _request(connection, stream, "https" if encrypted else "http")
            if sent is None:
                return
            self.server.sent.append(sent)
            answer = json.dumps(self.server.answer).encode()
            connection.sendall(_HEAD % len(answer) + (b"" if sent.method == "HEAD" else answer))


def _tunnel(connection: socket) -> bool:
    """Answers a `CONNECT`: what follows is meant for the host that it names. Whether the client may go on, as that exists."""
    with connection.makefile("rb", buffering=0) as stream:
        name = stream.readline().decode("latin-1").split(" ")[1].rpartition(":")[0].strip("[]")
        while stream.readline().strip():
            pass
    exists = re.fullmatch(KNOWN_NAMES, name) is not None
    connection.sendall(b"HTTP/1.1 %b\r\n\r\n" % (b"200 OK" if exists else b"502 Bad Gateway"))
    return exists


def _socks(connection: socket) -> bool:
    """Takes part in a SOCKS 5 exchange (RFC 1928, 3-6); whether the client may go on, as the host it asks for exists."""
    with connection.makefile("rb", buffering=0) as stream:
        _read(stream, _read(stream, 2)[1])
        connection.sendall(b"\x05\x00")
        kind = _read(stream, 4)[3]
        name = _read(stream, {1: 4, 4: 16}.get(kind) or _read(stream, 1)[0])
        _read(stream, 2)
    exists = kind != 3 or re.fullmatch(KNOWN_NAMES, name.decode("latin-1")) is not None
    connection.sendall(b"\x05" + (b"\x00" if exists else b"\x04") + b"\x00\x01" + bytes(6))
    return exists


def _request(connection: socket, stream: IO[bytes], scheme: str) -> Sent | None:
    """Reads a request (RFC 9112, 2.1); None for what is none."""
    line = re.fullmatch(r"([^ ]+) ((?:/|\w+://)[^ ]*|\*) HTTP/1\.1\r\n", _text(stream.readline(LINE)))
    if not line:  # a server answers 400 (RFC 9112, 3)
        return None
    if (asked := _FOR_THE_PROXY.match(line[2])) and not re.fullmatch(KNOWN_NAMES, asked[1]):
        return None
    fields: list[tuple[str, str]] = []
    while field := _text(stream.readline(LINE)).rstrip("\r\n"):
        if len(fields) >= FIELDS:
            return None
        if field[0] in " \t" and fields:  # the line before goes on (5.2)
            fields[-1] = (fields[-1][0], f"{fields[-1][1]} {field.strip()}")
            continue
        name, _, value = field.partition(":")
        if name != "Proxy-Connection":  # is for this hop only
            fields.append((name, value.removeprefix(" ")))
    known = {name.lower(): value for name, value in fields}
    if known.get("expect", "").lower() == "100-continue":
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
    if "chunked" in known.get("transfer-encoding", "").lower():
        content = _chunks(stream)
    else:
        content = _read(stream, int(known.get("content-length", "0")))
    target = _FOR_THE_PROXY.sub("", line[2])
    return Sent(line[1], scheme, known.get("host", ""), target, tuple(fields), content)


def _chunks(stream: IO[bytes]) -> bytes:
    content = b""
    while size := int(stream.readline(LINE).partition(b";")[0], 16):
        content += _read(stream, size)
        if len(content) > CONTENT:
            raise EOFError
        stream.readline(LINE)
    stream.readline(LINE)
    return content


def _read(stream: IO[bytes] | SocketIO, size: int) -> bytes:
    """Exactly that many bytes; `EOFError` when the client ends before, or wants to send more than is taken."""
    content = b""
    if size > CONTENT:
        raise EOFError
    while len(content) < size:
        more = stream.read(size - len(content))
        if not more:
            raise EOFError
        content += more
    return content


def _text(line: bytes) -> str:
    """A line as UTF-8, or as Latin-1 where it is none: clients send either."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("latin-1")
