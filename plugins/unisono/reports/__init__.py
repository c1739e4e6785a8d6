"""How results are written: one module per output format, found by walking this package.

A format module is named as the format. It has `write(diagnostics, summary, out, surroundings)`, which writes the whole report
to a text stream, and `COUNTS`: whether the report itself says how much was looked at; with `FIXES`, if it carries the edits
that mend a finding.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Sequence
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import Protocol, TextIO, cast

from unisono.checking.diagnostic import Diagnostic, Severity
from unisono.checking.result import Summary
from unisono.records import dataclass
from unisono.text.files import relative, repository_of
from unisono.walking import public_modules


@dataclass(frozen=True)
class Surroundings:
    """Where a report is made. `root` is the folder from which reports for other programs name files; None for the root of the
    repository that each file is in, whatever the working directory is, which takes its place outside of any. `color` says
    whether the reader is at a terminal that shows colours, `fail_level` how bad a finding is that makes a run fail."""

    root: Path | None = Path()
    color: bool = False
    fail_level: Severity = Severity.WARNING

    _roots: dict[str, Path] = field(default_factory=dict, init=False, repr=False, compare=False)
    """By folders."""

    def path(self, path: str) -> str:
        """A file's path from the root, with slashes."""
        if self.root is not None:
            return relative(path, self.root)
        folder = os.path.dirname(path)  # noqa: PTH120 (asked for each finding)
        if folder not in self._roots:
            self._roots[folder] = repository_of(Path(path)) or Path()
        return relative(path, self._roots[folder])


PLAIN = Surroundings()


class Report(Protocol):
    """The interface of a format module."""

    COUNTS: bool

    def write(
        self, diagnostics: Sequence[Diagnostic], summary: Summary, out: TextIO, surroundings: Surroundings = PLAIN
    ) -> None: ...


@cache
def formats() -> tuple[str, ...]:
    """The names of the output formats."""
    return tuple(sorted(public_modules(__path__)))


def carries_fixes(name: str) -> bool:
    """Whether a format carries the edits that mend findings."""
    return bool(getattr(report(name), "FIXES", False))


def report(name: str) -> Report:
    """The format of that name."""
    return cast("Report", importlib.import_module(f"{__name__}.{name}"))
