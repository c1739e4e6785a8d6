"""A server on loopback that answers as a test says, and takes down what it was asked."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import trustme

Answer = Callable[["Handler"], None]


@dataclass(frozen=True)
class Asked:
    """A request as it came. The names of fields are in lower case."""

    method: str
    target: str
    fields: Mapping[str, str]
    content: bytes


@dataclass(eq=False)
class Answering:
    """`answer` is called for each request; `asked` are those that came, `over` is set when the test is."""

    answer: Answer
    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def handle_one_request(self) -> None:
        self.raw_requestline = self.rfile.readline(65_537)
        self.close_connection = True
        if not self.raw_requestline or not self.parse_request():
            return
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fields = {name.lower(): value for name, value in self.headers.items()}
        self.server.answering.asked.append(Asked(self.command, self.path, fields, content))
        self.server.answering.answer(self)

    def say(self, content: bytes, status: int = 200, media_type: str = "application/json", **fields: str) -> None:
        """A message whose length is said, unless it is among the fields."""
        said = {"Content-Type": media_type, "Content-Length": str(len(content))}
        said |= {name.replace("_", "-"): value for name, value in fields.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in said.items() if value)
        self.wfile.write(f"HTTP/1.1 {status} Some reason\r\n{head}\r\n".encode("latin-1"))
        self.wfile.write(b"" if self.command == "HEAD" else content)

    def say_json(self, value: object, status: int = 200) -> None:
        self.say(json.dumps(value).encode(), status)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    answering: Answering

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that has gone away is none of a test's business."""


@contextmanager
def answering(answer: Answer, authority: trustme.CA | None = None, name: str = "127.0.0.1") -> Iterator[Answering]:
    """The server while it is entered; with an authority, over TLS, with its certificate for `name`."""
    with _Server(("127.0.0.1", 0), Handler) as server:
        if authority is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert(name).configure_cert(context)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https" if authority else "http"
        server.answering = Answering(answer, f"{scheme}://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.answering
        finally:
            server.answering.over.set()
            server.shutdown()
            thread.join()
