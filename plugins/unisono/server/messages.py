"""Paths, places, findings and edits as the protocol has them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from unisono.checking.diagnostic import Diagnostic, Edit, Severity
from unisono.editing.positions import Encoding, Position, Range, place
from unisono.records import dataclass
from unisono.reports._links import rule_page
from unisono.text.source import Span

FIX_ALL = "source.fixAll.unisono"
ADD = "source.addSamples.unisono"
"""Kinds of actions of ours, below those that the protocol has."""

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


@dataclass
class Messages:
    """`path_of` gives the path of a file as the editor has it, by its name in places. `uris` and `versions` are those of the
    open texts, `encoding` is what columns are counted in."""

    path_of: Callable[[str], Path]
    encoding: Encoding = "utf-16"
    uris: dict[Path, str] = field(default_factory=dict)
    versions: dict[Path, int | None] = field(default_factory=dict)

    def uri(self, path: Path) -> str:
        """What the editor calls a file."""
        return self.uris.get(path) or from_fs_path(str(path)) or ""

    def range(self, span: Span) -> types.Range:
        """A stretch of a file."""
        found = place(span, self.encoding)
        return types.Range(types.Position(*found.start), types.Position(*found.end))

    def location(self, span: Span) -> types.Location:
        """A stretch of a file, with the file."""
        return types.Location(self.uri(self.path_of(span.path)), self.range(span))

    def diagnostic(self, found: Diagnostic) -> types.Diagnostic:
        """A finding."""
        page = rule_page(found.rule)
        related = [types.DiagnosticRelatedInformation(self.location(one.span), one.message) for one in found.related]
        return types.Diagnostic(
            self.range(found.span),
            found.message,
            severity=_SEVERITIES[found.severity],
            code=found.rule,
            code_description=types.CodeDescription(page) if page else None,
            source="unisono",
            related_information=related or None,
        )

    def edit(self, edits: tuple[Edit, ...], *, versioned: bool) -> types.WorkspaceEdit:
        """Edits of one file or several; `versioned`: of the versions that are open, and of no other."""
        by_path: dict[Path, list[types.TextEdit]] = {}
        for edit in edits:
            by_path.setdefault(self.path_of(edit.span.path), []).append(types.TextEdit(self.range(edit.span), edit.text))
        if not versioned:
            return types.WorkspaceEdit(changes={self.uri(path): own for path, own in by_path.items()})
        return types.WorkspaceEdit(
            document_changes=[
                types.TextDocumentEdit(
                    types.OptionalVersionedTextDocumentIdentifier(self.uri(path), self.versions.get(path)), [*own]
                )
                for path, own in by_path.items()
            ]
        )


def path_named(uri: str) -> Path | None:
    """The path of a file; None for a URI of something else."""
    try:
        path = to_fs_path(uri) if uri.startswith("file:") else None
    except ValueError:
        return None
    return Path(path) if path and "\0" not in path else None


def range_sent(sent: types.Range) -> Range:
    """A range as it is in a message."""
    return Range(Position(sent.start.line, sent.start.character), Position(sent.end.line, sent.end.character))


def failure(message: str) -> types.Diagnostic:
    """That nothing can be found, at the beginning of a file."""
    start = types.Position(0, 0)
    return types.Diagnostic(types.Range(start, start), message, severity=types.DiagnosticSeverity.Error, source="unisono")
