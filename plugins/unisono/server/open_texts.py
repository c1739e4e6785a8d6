"""The texts that are open in the editor, and what is said of them when."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from unisono.editing.desk import Desk, Findings
from unisono.editing.positions import edited, whole
from unisono.server.messages import Messages, failure, path_named, range_sent
from unisono.text.source import Source

SETTLED = 0.0005
"""Seconds without another change after which a page is checked, if that takes no longer."""

PATIENCE = 0.3
"""Seconds after which it is checked in any case."""

BESIDE = 0.2
"""Seconds without another change after which the other open pages are looked at, which it may concern."""


class Protocol(LanguageServerProtocol):
    """What pygls does with open texts itself, done by a `Desk`: it takes other characters for ends of lines (`str.splitlines`)
    than the protocol has, and reads files."""

    _server: Server

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(self, params: types.InitializeParams) -> Any:
        result = yield from super().lsp_initialize(params)
        encoding = result.capabilities.position_encoding or types.PositionEncodingKind.Utf16
        self._server.messages.encoding = types.PositionEncodingKind(encoding).value
        return result

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        self._server.put(document.uri, document.version, whole(document.text))

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        self._server.change(params.text_document.uri, params.text_document.version, params.content_changes)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        self._server.close(params.text_document.uri)


class Server(LanguageServer):
    """Has the texts that are open, and says what is found in them."""

    def __init__(self) -> None:
        super().__init__("unisono", version("unisono"), protocol_cls=Protocol)
        self.desk = Desk(self._warn)
        self.messages = Messages(self.desk.path_of)
        self._shown: dict[Path, dict[Path, Findings]] = {}
        self._changed: dict[Path, float] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._takes = 0.0
        self._beside: dict[Path, None] = {}
        self._sent: dict[Path, types.PublishDiagnosticsParams] = {}

    def put(self, uri: str, number: int | None, text: str) -> None:
        """A text is opened, or is another one, under that version."""
        if (path := path_named(uri)) is None:  # not a file's
            return
        self.messages.uris[path] = uri
        self.messages.versions[path] = number
        self.desk.put(path, text)
        self._changed.setdefault(path, time.monotonic())
        waited = time.monotonic() - min(self._changed.values())
        self._after("check", 0 if waited > PATIENCE else max(SETTLED, min(self._takes - 0.05, PATIENCE)), self._check_changed)

    def change(self, uri: str, number: int | None, changes: Collection[types.TextDocumentContentChangeEvent]) -> None:
        """A text is changed here and there, one change after the other."""
        path = path_named(uri)
        source = self.desk.source(path) if path else None
        if source is None:  # never opened
            return
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                source = edited(source, range_sent(change.range), change.text, self.messages.encoding)
            else:
                source = Source(source.path, whole(change.text))
        self.put(uri, number, source.text)

    def close(self, uri: str) -> None:
        """Nothing is said of a text any more."""
        path = path_named(uri)
        if path is None or self.desk.source(path) is None:
            return
        beside = list(self.desk.beside(path))
        self.desk.close(path)
        self._changed.pop(path, None)
        self.messages.versions.pop(path, None)
        for file in self._shown.pop(path, {}):
            self._show(file)
        self.messages.uris.pop(path, None)
        self._later(beside)

    def files_changed(self, paths: Collection[Path]) -> None:
        """Files are written, made, moved or gone."""
        self.desk.files_changed(paths)
        self._later(self.desk.paths)

    def _check_changed(self) -> None:
        changed, self._changed = list(self._changed), {}
        began = time.monotonic()
        for path in changed:
            self._look(path)
        took = time.monotonic() - began
        self._takes = min(took, 2 * self._takes or SETTLED)  # what takes long once has to be loaded
        self._later({other for path in changed for other in self.desk.beside(path)})

    def _later(self, paths: Collection[Path]) -> None:
        """Look at other open texts when nothing has changed for a while, and go on with the pages that are not open."""
        self._beside |= dict.fromkeys(paths)
        self._after("beside", BESIDE, self._look_beside)

    def _look_beside(self) -> None:
        waiting, self._beside = self._beside, {}
        for path in waiting:
            if path in self.messages.versions:
                self._look(path)
        self._go_on()

    def _go_on(self) -> None:
        """One portion of what is left, and then the editor's messages."""
        if self.desk.is_complete:
            return
        for path in list(self.desk.go_on()):
            if path not in self._changed:
                self._look(path)
        self._after("go on", 0, self._go_on)

    def _look(self, path: Path) -> None:
        """Find out what is to be said of an open text, and say it where it is something else."""
        before = self._shown.get(path, {})
        now = self._shown[path] = dict(self.desk.found(path))
        for file in {**before, **now}:
            self._show(file)

    def _show(self, file: Path) -> None:
        """Say what is found in a file, by all open texts."""
        found = [findings[file] for findings in self._shown.values() if file in findings]
        diagnostics = [failure(one.failure) for one in found if one.failure]
        seen = dict.fromkeys(diagnostic for one in found for diagnostic in one.diagnostics)
        shown = {(one.rule, one.message, one.span.start, one.span.end): one for one in seen}
        diagnostics += [self.messages.diagnostic(one) for one in shown.values()]
        sent = types.PublishDiagnosticsParams(self.messages.uri(file), diagnostics, self.messages.versions.get(file))
        if sent != self._sent.get(file):
            self._sent[file] = sent
            self.text_document_publish_diagnostics(sent)

    def _warn(self, message: str) -> None:
        self.window_log_message(types.LogMessageParams(types.MessageType.Warning, message))

    def _after(self, name: str, seconds: float, call: Callable[[], None]) -> None:
        """Call something then, and not when it was to be called."""
        if (timer := self._timers.get(name)) is not None:
            timer.cancel()
        self._timers[name] = asyncio.get_running_loop().call_later(seconds, call)
