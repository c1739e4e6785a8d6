"""What the editor tells besides the texts that are open: files and settings that are others."""

from __future__ import annotations

from lsprotocol import types

from unisono.project.configuration import NAMES
from unisono.server.messages import path_named
from unisono.server.open_texts import Server

WATCHED = ("**/*.md", "**/_includes/**", *(f"**/{name}" for name in NAMES))
"""The files whose changes matter while they are not open."""


def hear(server: Server) -> None:
    """Have the server listen to it."""

    @server.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        if _watches(server):
            watchers = [types.FileSystemWatcher(pattern) for pattern in WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            registration = types.Registration("watched", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            server.client_register_capability(types.RegistrationParams([registration]))

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        path = path_named(params.text_document.uri)
        if not _watches(server):  # then nobody tells what other programs have written
            server.desk.settings_changed()
        server.files_changed([path] if path else [])

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def changed(params: types.DidChangeWatchedFilesParams) -> None:
        server.files_changed([path for change in params.changes if (path := path_named(change.uri))])

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def configured(_: types.DidChangeConfigurationParams) -> None:
        server.desk.settings_changed()
        server.files_changed([])


def _watches(server: Server) -> bool:
    """Whether the editor looks at files for its servers."""
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    return bool(watching and watching.dynamic_registration)
