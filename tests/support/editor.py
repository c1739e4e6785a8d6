"""An editor: a client of the Language Server Protocol with texts of its own, which runs `unisono lsp` as a process."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from lsprotocol import types
from pytest_lsp import LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

from unisono.editing.positions import Position, Range, edited, position
from unisono.text.source import Source

PATIENCE = 20
"""Seconds after which something never comes; far more than anything takes."""


def spot(line: int, character: int) -> types.Position:
    return types.Position(line, character)


def described(diagnostics: Sequence[types.Diagnostic]) -> list[str]:
    """Findings as lines of text, places from 1."""
    return [f"{d.range.start.line + 1}:{d.range.start.character + 1}: {d.code}: {d.message}" for d in diagnostics]


@asynccontextmanager
async def editing(
    root: Path, *encodings: types.PositionEncodingKind, watching: bool = True, start: str = "."
) -> AsyncIterator[Editor]:
    """An editor as VS Code is one, in that folder, which may offer other encodings of columns, and may not be `watching` files;
    its server is started in the folder `start` of that. At the end, it has ended by itself and without an error."""
    client = LanguageClient()
    editor = Editor(client, root)
    register_lsp_features(client, {**DEFAULT_CLIENT_FEATURES, **editor.features()})
    await client.start_io(sys.executable, "-m", "unisono", "lsp", cwd=root / start)
    capabilities = client_capabilities("visual_studio_code")
    if encodings:
        assert capabilities.general is not None
        capabilities.general.position_encodings = encodings
    if not watching:
        assert capabilities.workspace is not None
        capabilities.workspace.did_change_watched_files = None
    folder = types.WorkspaceFolder(root.as_uri(), root.name)
    parameters = types.InitializeParams(capabilities, root_uri=root.as_uri(), workspace_folders=[folder])
    editor.answer = await client.initialize_session(parameters)
    try:
        yield editor
    finally:
        await client.shutdown_session()
        server = client._server
        await client.stop()  # type: ignore[no-untyped-call]
    assert server is not None
    assert server.returncode == 0
    assert [message.message for message in client.messages] == editor.told


class Editor:
    """The open texts, with what the server said of each last."""

    def __init__(self, client: LanguageClient, root: Path) -> None:
        self.client = client
        self.root = root
        self.answer: types.InitializeResult
        self.texts: dict[str, Source] = {}
        self.versions: dict[str, int] = {}
        self.said: dict[str, types.PublishDiagnosticsParams] = {}
        self.told: list[str] = []
        """What the server is to have shown besides, at the end."""
        self._heard = asyncio.Event()

    def features(self) -> Mapping[str, Callable[..., None]]:
        """What the server may ask for and tell, besides what every client knows."""

        def publish(params: types.PublishDiagnosticsParams) -> None:
            self.said[params.uri] = params
            self._heard.set()

        def register(_: types.RegistrationParams) -> None:
            """The tests tell what they write."""

        return {types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: publish, types.CLIENT_REGISTER_CAPABILITY: register}

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def open(self, name: str, text: str | None = None) -> None:
        """Open a file, or a text as if it were in that file."""
        text = (self.root / name).read_text(encoding="utf-8") if text is None else text
        self.texts[name] = Source(name, text)
        self.versions[name] = 1
        item = types.TextDocumentItem(self.uri(name), "markdown", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def edit(self, name: str, start: types.Position, end: types.Position, text: str) -> None:
        """Put a text in the place of a stretch of an open one."""
        where = Range(Position(start.line, start.character), Position(end.line, end.character))
        self.texts[name] = edited(self.texts[name], where, text, "utf-16")
        self._change(name, types.TextDocumentContentChangePartial(types.Range(start, end), text))

    def replace(self, name: str, text: str) -> None:
        """Put another text in the place of all of an open one."""
        self.texts[name] = Source(name, text)
        self._change(name, types.TextDocumentContentChangeWholeDocument(text))

    def save(self, name: str) -> None:
        (self.root / name).write_text(self.texts[name].text, encoding="utf-8")
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(self.document(name)))

    def close(self, name: str) -> None:
        del self.texts[name]
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(self.document(name)))

    def write(self, name: str, text: str) -> None:
        """Write a file by another program, of which the editor tells the server."""
        (self.root / name).write_text(text, encoding="utf-8")
        change = types.FileEvent(self.uri(name), types.FileChangeType.Changed)
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))

    def find(self, name: str, words: str, at: int = 0) -> types.Position:
        """Where words stand in an open text for the first time, and `at` characters further."""
        found = position(self.texts[name], self.texts[name].text.index(words) + at, "utf-16")
        return spot(found.line, found.character)

    async def actions(
        self, name: str, at: types.Position, *only: str, trigger: types.CodeActionTriggerKind | None = None
    ) -> list[types.CodeAction]:
        """What can be done at a place."""
        context = types.CodeActionContext([], list(only) or None, trigger)
        params = types.CodeActionParams(self.document(name), types.Range(at, at), context)
        answer = await self.client.text_document_code_action_async(params)
        return [one for one in answer or [] if isinstance(one, types.CodeAction)]

    def apply(self, action: types.CodeAction) -> None:
        """Make the edits of an action, all of open texts and as they are now."""
        assert action.edit is not None
        for change in action.edit.document_changes or ():
            assert isinstance(change, types.TextDocumentEdit)
            name = self.name(change.text_document.uri)
            assert change.text_document.version == self.versions[name]
            for one in sorted(change.edits, key=lambda one: (one.range.start.line, one.range.start.character), reverse=True):
                assert isinstance(one, types.TextEdit)
                self.edit(name, one.range.start, one.range.end, one.new_text)

    def document(self, name: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(name))

    def name(self, uri: str) -> str:
        """A file's name from the root."""
        return uri.removeprefix(self.root.as_uri()).lstrip("/")

    async def found(self, name: str) -> list[str]:
        """What is said first of the version that is open."""
        return await self._when(name, lambda said: said.version == self.versions[name])

    async def comes(self, name: str, expected: Sequence[str]) -> None:
        """Waits until exactly that is said of a file."""
        await self._when(name, lambda said: described(said.diagnostics) == list(expected))

    async def _when(self, name: str, is_it: Callable[[types.PublishDiagnosticsParams], bool]) -> list[str]:
        said: types.PublishDiagnosticsParams | None = None
        try:
            async with asyncio.timeout(PATIENCE):
                while (said := self.said.get(self.uri(name))) is None or not is_it(said):
                    self._heard.clear()
                    await self._heard.wait()
        except TimeoutError:
            raise AssertionError(f"{name}: said last: {said and described(said.diagnostics)}") from None
        return described(said.diagnostics)

    def _change(self, name: str, change: types.TextDocumentContentChangeEvent) -> None:
        self.versions[name] += 1
        identifier = types.VersionedTextDocumentIdentifier(self.versions[name], self.uri(name))
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))
