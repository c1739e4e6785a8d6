"""From an edit to the page: how long `mkdocs serve` takes until a changed text is served, and until a browser shows it.

Both are watched at once. *Served*: the page is asked for again and again until the text is in it. *Reloaded*: as the script in
the page does, the server is asked for a newer version of the site, and the page is loaded when it has one."""

from __future__ import annotations

import os
import random
import re
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Thread

from benchmarks.generate import Generated, generate
from benchmarks.measure import Measured
from benchmarks.processes import MKDOCS, UnfitError, environment

GROUP = "preview"
SERVED, RELOADED, READY = "served", "reloaded", "all ready"
BEGUN, ENDED = b"all of them behind", b" pages again in "  # in the log, where something is done behind
PLAIN = "plain MkDocs"
HEADING = "Expected Response Codes\n"  # which every page has
HOST = "127.0.0.1"
PAUSE = 0.01  # between two requests for a page
SETTLE = 1.5  # before an edit, until a server that was stopped has looked at its files
ROUND = 0.5  # in which MkDocs looks at its files; edits fall anywhere in it
PATIENCE = 3.0  # after a reload that did not show the text
LIMIT = 300.0


@dataclass(frozen=True)
class Shown:
    """Seconds from an edit; nothing where the text never came, and where nothing was left to do behind."""

    served: float | None
    reloaded: float | None
    ready: float | None = None

    def __str__(self) -> str:
        return "never shown" if self.served is None else f"{self.served:.2f} s"


class Server:
    """A preview server. While it is not measured, it and its children are stopped, so that they take no time from others."""

    def __init__(self, name: str, folder: Path, options: Sequence[str] = (), cache: Path | None = None) -> None:
        self.name, self.folder = name, folder
        self.port = _free_port()
        self.log = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the server
        start = time.perf_counter()
        self.process = subprocess.Popen(  # noqa: S603
            (*MKDOCS, "serve", "--dev-addr", f"{HOST}:{self.port}", *options),
            cwd=folder,
            env=environment(cache),
            stdout=self.log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._wait()
        self.started = time.perf_counter() - start

    def _wait(self) -> None:
        deadline = time.perf_counter() + LIMIT
        while self._try_get("") is None:
            if self.process.poll() is not None or time.perf_counter() > deadline:
                self.log.seek(0)
                raise UnfitError(f"{self.name} does not serve: {self.log.read()[-2000:].decode(errors='replace')}")
            time.sleep(PAUSE)

    def get(self, path: str) -> str:
        connection = HTTPConnection(HOST, self.port, timeout=LIMIT)
        try:
            connection.request("GET", f"/{path}")
            return connection.getresponse().read().decode()
        finally:
            connection.close()

    def _try_get(self, path: str) -> str | None:
        try:
            return self.get(path)
        except (OSError, HTTPException):
            return None

    @contextmanager
    def running(self) -> Iterator[None]:
        os.killpg(self.process.pid, signal.SIGCONT)
        time.sleep(SETTLE + random.uniform(0, ROUND))  # noqa: S311
        try:
            yield
        finally:
            os.killpg(self.process.pid, signal.SIGSTOP)

    def is_busy_behind(self) -> bool:
        """Whether pages are made behind that an edit has changed."""
        file = self.log.fileno()
        said = os.pread(file, os.fstat(file).st_size, 0)  # leaves alone where the server writes
        return said.rfind(BEGUN) > said.rfind(ENDED)

    def stop(self) -> None:
        os.killpg(self.process.pid, signal.SIGCONT)
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.log.close()


def watch(server: Server, path: str, marker: str, edit: Callable[[], None]) -> Shown:
    """Make an edit that brings `marker` into the page at `path`, and wait for it."""
    version = _version(server.get(path))
    state: dict[str, float] = {}
    start = time.perf_counter()

    def reload() -> None:
        known = version
        while "stop" not in state and time.perf_counter() - start < LIMIT:
            try:
                reply = int(server.get(f"livereload/{known}/{known}"))
            except (OSError, HTTPException):  # the server has ended
                return
            if reply <= known or "stop" in state:
                continue
            known = reply
            if marker in server.get(path):
                state["reloaded"] = time.perf_counter() - start
                return
            state.setdefault("in vain", time.perf_counter() - start)

    edit()
    thread = Thread(target=reload, daemon=True)
    thread.start()
    while time.perf_counter() - start < state.get("in vain", LIMIT) + PATIENCE:
        if "served" not in state and marker in server.get(path):
            state["served"] = time.perf_counter() - start
        if "reloaded" in state and "served" in state:
            break
        time.sleep(PAUSE if "served" not in state else 10 * PAUSE)
    state["stop"] = 0
    return Shown(state.get("served"), state.get("reloaded"))


def _version(html: str) -> int:
    found = re.search(r"livereload\((\d+),", html)
    if found is None:
        raise UnfitError("the page does not reload itself")
    return int(found[1])


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        port: int = taken.getsockname()[1]
        return port


@dataclass(frozen=True)
class Edit:
    """A change of one file, and the page on which it is to be seen."""

    name: str
    file: str
    seen_on: str
    change: Callable[[str, str], str]


def edits(made: Generated, plain: bool) -> list[Edit]:
    """The name is to be seen in the navigation of the page beside it."""
    first, second, third = made.files[:3]
    text = Edit("text of a page", first, first, lambda text, marker: text.replace(HEADING, f"{HEADING}\n{marker}\n", 1))
    key = "title" if plain else "name"
    change = re.compile(rf"^{key}: .*", re.MULTILINE)
    name = Edit("name of a page", second, third, lambda text, marker: change.sub(rf"\g<0> {marker}", text, count=1))
    if plain:
        return [text, name]
    include = "_includes/links/response_codes.md"
    return [text, name, Edit("text of an include", include, first, lambda text, marker: f"{text}\n{marker}\n")]


def preview(folder: Path, pages: int, repeats: int, say: Callable[[str], None]) -> list[Measured]:
    servers: list[tuple[Server, list[Edit]]] = []
    samples = 0
    try:
        for name, plain, options in (
            ("Unisono", False, ()),
            (PLAIN, True, ()),
            (f"{PLAIN} --dirty", True, ("--dirty",)),
        ):
            source = folder / re.sub(r"\W+", "-", name)
            made = generate(source, pages, plain=plain)
            samples = made.samples
            server = Server(name, source, options, folder / "cache")
            say(f"{GROUP}, {pages:,} pages, {name}: serves after {server.started:.2f} s")
            servers.append((server, edits(made, plain)))
            os.killpg(server.process.pid, signal.SIGSTOP)
        return _repeat(servers, pages, samples, repeats, say)
    finally:
        for server, _ in servers:
            server.stop()


def _repeat(
    servers: Sequence[tuple[Server, Sequence[Edit]]], pages: int, samples: int, repeats: int, say: Callable[[str], None]
) -> list[Measured]:
    results: dict[tuple[str, ...], Measured] = {}
    for server, _ in servers:
        started = Measured(GROUP, f"start, {SERVED}, {server.name}", pages, samples, [server.started])
        results[server.name, "start"] = started
    for turn in range(repeats):
        for server, changes in servers:
            for number, edit in enumerate(changes):
                shown = _apply(server, edit, f"marker{turn}x{number}")
                ways = [(SERVED, shown.served), (RELOADED, shown.reloaded)]
                if shown.ready is not None:
                    ways.append((READY, shown.ready))
                for way, seconds in ways:
                    fresh = Measured(GROUP, f"{edit.name}, {way}, {server.name}", pages, samples)
                    measured = results.setdefault((server.name, edit.name, way), fresh)
                    if seconds is None:
                        measured.note = "never shown"
                    else:
                        measured.seconds.append(seconds)
                say(f"{turn + 1}/{repeats} {GROUP}, {pages:,} pages, {server.name}, {edit.name}: {shown}")
    return list(results.values())


def _apply(server: Server, edit: Edit, marker: str) -> Shown:
    file = server.folder / "docs" / edit.file
    text = file.read_text(encoding="utf-8")
    changed = edit.change(text, marker)
    path = f"{edit.seen_on.removesuffix('.md')}/"
    with server.running():
        start = time.perf_counter()
        shown = watch(server, path, marker, lambda: _replace(file, changed))
        if server.is_busy_behind():  # which the next edit is not to wait for
            while server.is_busy_behind():
                if time.perf_counter() - start > LIMIT:
                    raise UnfitError(f"{server.name}: after {LIMIT:.0f} s, not all pages were made again ({edit.name})")
                time.sleep(10 * PAUSE)
            shown = replace(shown, ready=time.perf_counter() - start)
        time.sleep(SETTLE)  # a rebuild that the same edit set off a second time is not the next edit's
    return shown


def _replace(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
