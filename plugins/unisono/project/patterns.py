"""Patterns as gitignore(5) has them: of files and folders below that of the file that the patterns are in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_MAX_FOLDERS_STARS, _MAX_STARS = 2, 3
"""How many `**`, and other `*`, a pattern may have: the time that a match takes is a power of that."""


def why_no_pattern(text: str) -> str:
    """Why a text is no pattern that is followed; empty if it is one."""
    stars = re.findall(r"\*+", text)
    folders = sum(len(one) > 1 for one in stars)
    if folders > _MAX_FOLDERS_STARS or len(stars) - folders > _MAX_STARS:
        return f"has more than {_MAX_FOLDERS_STARS} '**' or {_MAX_STARS} '*'"
    try:
        found = [one.include for one in _spec([text]).patterns]
    except ValueError:
        found = []
    return "" if found and None not in found else "is no pattern of files"


class Patterns:
    """Patterns, relative to a folder. Those of the lines that are none, or that may take too long, count for nothing."""

    def __init__(self, folder: Path, lines: Iterable[str]) -> None:
        self._folder = folder
        self._lines = [line for line in lines if line.strip() and not why_no_pattern(line)]
        self._of: dict[Path, GitIgnoreSpec] = {}

    def say(self, path: Path, named: Path, is_folder: bool) -> bool | None:
        """Whether the last pattern that matches takes a path out, or in again; None where there is no such pattern. Those that
        match what is `named`, or a folder that it is in, do not count. Both paths are absolute."""
        if not path.is_relative_to(self._folder):
            return None
        if named not in self._of:
            self._of[named] = _spec(self._but_for(named))
        return self._of[named].check_file(self._name(path, is_folder)).include

    def _but_for(self, named: Path) -> Iterator[str]:
        is_below = named != self._folder and named.is_relative_to(self._folder)
        for line in self._lines:
            if not is_below or _spec([line]).check_file(self._name(named, is_folder=True)).include is None:
                yield line

    def _name(self, path: Path, is_folder: bool) -> str:
        return path.relative_to(self._folder).as_posix() + ("/" if is_folder else "")


def _spec(lines: Iterable[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 (takes a tenth of the start-up, and many projects have no patterns)

    return GitIgnoreSpec.from_lines(lines)
