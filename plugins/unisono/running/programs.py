"""What samples need, looked for on this machine: programs, and the libraries that they have."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from unisono.languages.running import LIBRARIES
from unisono.records import dataclass
from unisono.text.regex import regex

_VERSION = regex(r"\d+(?:\.\d+)+")
_PATIENCE = 30


@dataclass(frozen=True)
class Found:
    """The program of a need, and the versions of what is needed of it, by the name that users know."""

    program: Path
    versions: Mapping[str, str]


class Programs:
    """The programs in `folders`, by default those of the user and the one of this Python."""

    def __init__(self, folders: Sequence[str] | None = None) -> None:
        own = [*os.get_exec_path(), str(Path(sys.executable).parent)] if folders is None else folders
        self._folders = [folder for folder in dict.fromkeys(own) if Path(folder).is_absolute()]
        self._said: dict[tuple[Path, tuple[str, ...]], str | None] = {}

    @cached_property
    def libraries(self) -> Path | None:
        """The nearest folder of libraries in the working directory or above it."""
        here = Path.cwd()
        return next((found for above in (here, *here.parents) if os.path.isdir(found := above / LIBRARIES)), None)  # noqa: PTH112

    def find(self, needs: Mapping[str, Sequence[str]]) -> tuple[Mapping[str, Found], Sequence[str]]:
        """What there is of what a sample needs, by the name of the command; and the names of what there is not. What is needed
        of one command has to be in one place."""
        found: dict[str, Found] = {}
        lacking: list[str] = []
        for command in dict.fromkeys(words[0] for words in needs.values()):
            own = {name: words for name, words in needs.items() if words[0] == command}
            best, missing = self._best(command, own)
            lacking += missing
            if best:
                found[command] = best
        return found, lacking

    def _best(self, command: str, needs: Mapping[str, Sequence[str]]) -> tuple[Found | None, Sequence[str]]:
        """The first program of that name that has all, else how the first one is lacking."""
        first: list[str] | None = None
        for folder in self._folders:
            program = Path(folder) / command
            if not (os.path.isfile(program) and os.access(program, os.X_OK)):  # noqa: PTH113 (a folder that may not be read)
                continue
            versions = {name: self._version(program, tuple(words[1:])) for name, words in needs.items()}
            missing = [name for name, version in versions.items() if version is None]
            if not missing:
                return Found(program, {name: version or "" for name, version in versions.items()}), []
            first = first or missing
        return None, first or list(needs)

    def _version(self, program: Path, words: tuple[str, ...]) -> str | None:
        """What a program says to these words, shortened to a version; None where it fails. It looks at nothing in the working
        directory."""
        if (program, words) not in self._said:
            path = os.pathsep.join([str(program.parent), os.defpath])
            home = os.path.expanduser("~")  # noqa: PTH111 (which fails without one)
            environment = {"PATH": path, "HOME": home, "NODE_PATH": str(self.libraries or "")}
            try:
                done = subprocess.run(  # noqa: S603 (a program of the user's own, for its version)
                    [program, *words],
                    cwd="/",
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    capture_output=True,
                    timeout=_PATIENCE,
                    check=True,
                )
                shown = _VERSION.search(done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace"))
                self._said[program, words] = shown[0] if shown else ""
            except (OSError, subprocess.SubprocessError):
                self._said[program, words] = None
        return self._said[program, words]
