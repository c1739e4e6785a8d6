"""An API on loopback that answers pages of other origins, or does not, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    method: str
    target: str
    fields: tuple[tuple[str, str], ...]
    content: bytes

    def field(self, name: str) -> str | None:
        return next((value for own, value in self.fields if own.lower() == name), None)


@dataclass(frozen=True)
class Answer:
    """`slow`: it comes when the API is told to go on. `allowed`: pages of other origins may read it."""

    status: int = 200
    content: bytes = b"{}"
    media_type: str | None = "application/json"
    location: str | None = None
    allowed: bool = True
    slow: bool = False


@dataclass
class Api:
    """`answers` has what is answered, by the last segment of the path; `asked` what it was asked, oldest first, preflights
    included (Fetch, 3.2.2)."""

    base: str
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    go_on: threading.Event = field(default_factory=threading.Event)

    @property
    def sent(self) -> list[Asked]:
        """Without preflights."""
        return [one for one in self.asked if one.method != "OPTIONS"]


@contextmanager
def answering() -> Iterator[Api]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.api = api = Api(f"http://127.0.0.1:{server.server_port}")  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield api
        finally:
            api.go_on.set()
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def _answer(self) -> None:
        api: Api = self.server.api  # type: ignore[attr-defined]
        content = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        api.asked.append(Asked(self.command, self.path, tuple(self.headers.items()), content))
        name = self.path.partition("?")[0].rstrip("/").rpartition("/")[2]
        answer = api.answers.get(name, Answer())
        is_preflight = self.command == "OPTIONS"
        if answer.slow and not is_preflight:
            api.go_on.wait(30)
        self.send_response(204 if is_preflight else answer.status)
        if answer.allowed:
            self.send_header("Access-Control-Allow-Origin", self.headers.get("Origin", "*"))
            self.send_header("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
            self.send_header("Access-Control-Allow-Headers", self.headers.get("Access-Control-Request-Headers", ""))
        if not is_preflight:
            for header, value in (("Content-Type", answer.media_type), ("Location", answer.location)):
                if value:
                    self.send_header(header, value)
            self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        if not is_preflight and self.command != "HEAD":
            self.wfile.write(answer.content)

    def __getattr__(self, name: str) -> Callable[[], None]:
        """Whatever the method."""
        if name.startswith("do_"):
            return self._answer
        raise AttributeError(name)


def as_json(value: object) -> bytes:
    return json.dumps(value).encode()
