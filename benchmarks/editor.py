"""From an edit to what is said of it: how long `unisono lsp` takes, as an editor sees it.

Characters are typed and taken out again at random places of a page of 500 lines; the next one comes when the page's version is
spoken of."""

from __future__ import annotations

import json
import random
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import quantiles
from typing import IO, Any

from benchmarks.endpoints import endpoint
from benchmarks.generate import generate
from benchmarks.measure import Measured
from benchmarks.processes import UNISONO, UnfitError, environment
from benchmarks.samples import samples

GROUP = "editor"
LINES = 500
EDITS = 200
"""Of a repeat; each other one takes out what the one before it typed."""


class Server:
    """A language server, and the messages to it and from it."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.started = time.perf_counter()
        self._process = subprocess.Popen(  # noqa: S603
            (*UNISONO, "lsp"), cwd=folder, env=environment(cache), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._number = 0
        self._request("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": {}})
        self.tell("initialized", {})

    def tell(self, method: str, parameters: Mapping[str, Any]) -> None:
        self._send({"method": method, "params": parameters})

    def wait(self, uri: str, version: int) -> None:
        """Wait until something is said of that version."""
        while True:
            said = self._read()
            what = said.get("params") or {}
            is_said = said.get("method") == "textDocument/publishDiagnostics" and what["uri"] == uri
            if is_said and what.get("version") == version:
                return

    def stop(self) -> None:
        self._request("shutdown", None)
        self._send({"method": "exit"})
        if self._process.wait(10) != 0:
            raise UnfitError(f"the server ends with {self._process.returncode}")

    def _request(self, method: str, parameters: Mapping[str, Any] | None) -> None:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": parameters})
        while self._read().get("id") != self._number:
            pass

    def _send(self, message: Mapping[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream = self._pipe(self._process.stdin)
        stream.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        stream.flush()

    def _read(self) -> dict[str, Any]:
        stream, length = self._pipe(self._process.stdout), 0
        while (line := stream.readline()) != b"\r\n":
            if not line:
                raise UnfitError("the server has ended")
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        found: dict[str, Any] = json.loads(stream.read(length))
        return found

    @staticmethod
    def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
        if stream is None:
            raise UnfitError("the server has no standard input or output")
        return stream


def editor(folder: Path, pages: int, repeats: int, say: Callable[[str], None]) -> list[Measured]:
    """Start a server on a site and edit a page of it, with the cache that a check has left."""
    made = generate(folder / "site", pages)
    path = folder / "site" / "docs" / made.files[0]
    path.write_text(long_page(path.read_text(encoding="utf-8")), encoding="utf-8")
    start = Measured(GROUP, "from the start to the first diagnostics", pages, made.samples)
    edit = Measured(GROUP, f"from an edit to its diagnostics, {LINES} lines", pages, made.samples)
    for turn in range(repeats):
        _repeat(folder, path, turn, start, edit)
        say(f"{turn + 1}/{repeats} {GROUP}, {pages:,} pages: started in {start.seconds[-1]:.2f} s, edits {edit.note}")
    return [start, edit]


def long_page(text: str) -> str:
    """A page with as many more samples, as others write them, as it takes for `LINES`."""
    call, seed = endpoint(0, 1).call, 2
    while text.count("\n") < LINES:
        text += "".join(
            f'\n~~~ {sample.language}\n{sample.code}\n~~~\n{{: title="{sample.title}" }}\n'
            for sample, _ in samples(call, 0, seed)
        )
        seed += 1
    return text


def _repeat(folder: Path, path: Path, turn: int, start: Measured, edit: Measured) -> None:
    text, uri, dice = path.read_text(encoding="utf-8"), path.as_uri(), random.Random(turn)  # noqa: S311
    server = Server(folder / "site", folder / "cache")
    server.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "markdown", "version": 0, "text": text}})
    server.wait(uri, 0)
    start.seconds.append(time.perf_counter() - server.started)
    time.sleep(2 + start.pages / 100)  # until the other pages are known, as they are when somebody writes
    lines = text.split("\n")
    place = {"line": 0, "character": 0}
    for version in range(1, EDITS + 1):
        if version % 2:
            line = dice.randrange(len(lines))
            place = {"line": line, "character": dice.randrange(len(lines[line]) + 1)}
        end = {**place, "character": place["character"] + (version % 2 == 0)}
        change = {"range": {"start": place, "end": end}, "text": "x" if version % 2 else ""}
        began = time.perf_counter()
        server.tell("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]})
        server.wait(uri, version)
        edit.seconds.append(time.perf_counter() - began)
        time.sleep(0.02)
    server.stop()
    edit.note = f"95th percentile {quantiles(edit.seconds, n=20)[-1] * 1000:.1f} ms, median {(edit.median or 0) * 1000:.1f} ms"
