"""The door of editors: messages of the Language Server Protocol in and out, over standard input and output."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Collection
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import from_fs_path, to_fs_path

from unisono.checking.diagnostic import Diagnostic, Severity
from unisono.editing.desk import Desk, Findings
from unisono.editing.positions import Encoding, Position, Range, edited, place, whole
from unisono.project.configuration import NAMES
from unisono.text.source import Source, Span

SETTLED = 0.002
"""Seconds without another change after which a page is checked, if that takes no longer."""

PATIENCE = 0.3
"""Seconds after which it is checked in any case."""

BESIDE = 0.2
"""Seconds without another change after which the other open pages are looked at, which it may concern."""

WATCHED = ("**/*.md", "**/_includes/**", *(f"**/{name}" for name in NAMES))
"""The files whose changes matter while they are not open."""

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


class Protocol(LanguageServerProtocol):
    """What pygls does with open texts itself, done by a `Desk`: it takes other characters for ends of lines (`str.splitlines`)
    than the protocol has, and reads files."""

    _server: Server

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(self, params: types.InitializeParams) -> Any:
        result = yield from super().lsp_initialize(params)
        encoding = result.capabilities.position_encoding or types.PositionEncodingKind.Utf16
        self._server.encoding = types.PositionEncodingKind(encoding).value
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
        self.encoding: Encoding = "utf-16"
        self.desk = Desk(self._warn)
        self._uris: dict[Path, str] = {}
        self._versions: dict[Path, int | None] = {}
        self._shown: dict[Path, dict[Path, Findings]] = {}
        self._changed: dict[Path, float] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._takes = 0.0
        self._beside: dict[Path, None] = {}
        self._sent: dict[Path, types.PublishDiagnosticsParams] = {}

    def put(self, uri: str, number: int | None, text: str) -> None:
        """A text is opened, or is another one, under that version."""
        if (path := _path(uri)) is None:  # not a file's
            return
        self._uris[path] = uri
        self._versions[path] = number
        self.desk.put(path, text)
        self._changed.setdefault(path, time.monotonic())
        waited = time.monotonic() - min(self._changed.values())
        self._after("check", 0 if waited > PATIENCE else max(SETTLED, min(self._takes - 0.05, PATIENCE)), self._check_changed)

    def change(self, uri: str, number: int | None, changes: Collection[types.TextDocumentContentChangeEvent]) -> None:
        """A text is changed here and there, one change after the other."""
        path = _path(uri)
        source = self.desk.source(path) if path else None
        if source is None:  # never opened
            return
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                source = edited(source, _range(change.range), change.text, self.encoding)
            else:
                source = Source(source.path, whole(change.text))
        self.put(uri, number, source.text)

    def close(self, uri: str) -> None:
        """Nothing is said of a text any more."""
        path = _path(uri)
        if path is None or self.desk.source(path) is None:
            return
        beside = list(self.desk.beside(path))
        self.desk.close(path)
        self._changed.pop(path, None)
        self._versions.pop(path, None)
        for file in self._shown.pop(path, {}):
            self._show(file)
        self._uris.pop(path, None)
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
            if path in self._versions:
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
        diagnostics = [self._failure(one.failure) for one in found if one.failure]
        seen = dict.fromkeys(diagnostic for one in found for diagnostic in one.diagnostics)
        shown = {(one.rule, one.message, one.span.start, one.span.end): one for one in seen}
        diagnostics += [self.diagnostic(one) for one in shown.values()]
        uri = self._uris.get(file) or from_fs_path(str(file)) or ""
        sent = types.PublishDiagnosticsParams(uri, diagnostics, self._versions.get(file))
        if sent != self._sent.get(file):
            self._sent[file] = sent
            self.text_document_publish_diagnostics(sent)

    def diagnostic(self, found: Diagnostic) -> types.Diagnostic:
        """A finding as the protocol has it."""
        related = [types.DiagnosticRelatedInformation(self.location(one.span), one.message) for one in found.related]
        return types.Diagnostic(
            self.range(found.span),
            found.message,
            severity=_SEVERITIES[found.severity],
            code=found.rule,
            source="unisono",
            related_information=related or None,
        )

    def range(self, span: Span) -> types.Range:
        """A stretch of a file as the protocol has it."""
        return _as_sent(place(span, self.encoding))

    def location(self, span: Span) -> types.Location:
        """A stretch of a file, with the file."""
        path = Path(span.path).absolute()
        return types.Location(self._uris.get(path) or from_fs_path(str(path)) or "", self.range(span))

    def _failure(self, message: str) -> types.Diagnostic:
        start = types.Position(0, 0)
        return types.Diagnostic(types.Range(start, start), message, severity=types.DiagnosticSeverity.Error, source="unisono")

    def _warn(self, message: str) -> None:
        self.window_log_message(types.LogMessageParams(types.MessageType.Warning, message))

    def _after(self, name: str, seconds: float, call: Callable[[], None]) -> None:
        """Call something then, and not when it was to be called."""
        if (timer := self._timers.get(name)) is not None:
            timer.cancel()
        self._timers[name] = asyncio.get_running_loop().call_later(seconds, call)


def _path(uri: str) -> Path | None:
    """The path of a file; None for a URI of something else."""
    try:
        path = to_fs_path(uri) if uri.startswith("file:") else None
    except ValueError:
        return None
    return Path(path) if path and "\0" not in path else None


def _range(sent: types.Range) -> Range:
    return Range(Position(sent.start.line, sent.start.character), Position(sent.end.line, sent.end.character))


def _as_sent(found: Range) -> types.Range:
    return types.Range(types.Position(*found.start), types.Position(*found.end))


def _features(server: Server) -> None:
    """What the editor is answered, and what it tells."""

    @server.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        capabilities = server.client_capabilities.workspace
        watching = capabilities.did_change_watched_files if capabilities else None
        if watching and watching.dynamic_registration:
            watchers = [types.FileSystemWatcher(pattern) for pattern in WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            registration = types.Registration("watched", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            server.client_register_capability(types.RegistrationParams([registration]))

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        if path := _path(params.text_document.uri):
            server.files_changed([path])

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def changed(params: types.DidChangeWatchedFilesParams) -> None:
        server.files_changed([path for change in params.changes if (path := _path(change.uri))])

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def configured(_: types.DidChangeConfigurationParams) -> None:
        server.desk.settings_changed()
        server.files_changed([])


def serve() -> None:
    """Serve one editor until it ends."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # what goes wrong is told the editor
    server = Server()
    _features(server)
    server.start_io()
