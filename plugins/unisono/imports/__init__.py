"""Whole sites in: one module a format, found by walking this package. What several formats share begins with an underscore.

An importer is named as its format. It has a docstring whose first line says what it takes, `recognises(source)` and
`read(source)`, which gives an `Import`. It writes nothing, runs nothing, and contacts no host: what is done with what it found
is the frame's (`_staging`, `_manifest`).
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from unisono.records import dataclass
from unisono.starting.configuration import SiteSettings
from unisono.text.files import UnreadableError, read_source
from unisono.text.source import Source
from unisono.walking import public_modules

MAX_FILES = 50_000
"""Files that one import makes."""

MAX_COPIED = 50_000_000
"""The largest image or other file that is copied."""


class ImportFailure(Exception):
    """What keeps a source from being imported. The message says where, why and what to do."""


def read_part(root: Path, path: str) -> Source:
    """The text of a file of a source, by its path from the folder of that. Raises ImportFailure, which names it."""
    try:
        return read_source(root / path, root, path)
    except UnreadableError as error:
        raise ImportFailure(f"{path}: {error}") from None


class Origin(NamedTuple):
    """A place in the source: a file as it is shown, and the line where there is one."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


class Counts(NamedTuple):
    """How much there is. Parameters are those of all depths, responses' too; examples are JSON of requests and responses."""

    pages: int = 0
    parameters: int = 0
    samples: int = 0
    examples: int = 0
    images: int = 0

    def plus(self, other: Counts) -> Counts:
        return Counts(*map(sum, zip(self, other, strict=True)))


NOTHING = Counts()


@dataclass(frozen=True)
class ImportedFile:
    """A file of the site that is made. `path` is relative to the folder of the pages, with slashes. `content` is its text, or
    the file of the source that is copied. `before` is how much the source has of it; a page that has
    less after the import is told. One that comes out `empty`, and is not in the source, fails it."""

    path: str
    content: str | Path
    origin: Origin
    before: Counts = NOTHING
    empty: bool = False


class Loss(NamedTuple):
    """What could not be carried over: where it stands, what it is, and what to do."""

    origin: Origin
    what: str
    remedy: str


@dataclass(frozen=True)
class Import:
    """What an importer made of a source. Files that are copied must lie in `root`, the folder of the source. `notes` are
    facts about the whole, a line each, such as how many samples are of languages that no reader knows."""

    root: Path
    settings: SiteSettings
    files: tuple[ImportedFile, ...]
    losses: tuple[Loss, ...] = ()
    notes: tuple[str, ...] = ()
    links: int | None = None
    """Internal links of the source; None where it has no such thing."""


class Importer(Protocol):
    """The interface of a format module."""

    __doc__: str | None

    def recognises(self, source: Path) -> bool:
        """Whether the file or folder is of this format, by a look at its beginning. Raises nothing for what cannot be read."""

    def read(self, source: Path) -> Import:
        """Raises ImportFailure, UnreadableError, and OSError for what cannot be read."""


@cache
def kinds() -> Mapping[str, str]:
    """The names of the formats, each with the first line of what its module says of it."""
    return {name: (importer(name).__doc__ or "").partition("\n")[0] for name in sorted(public_modules(__path__))}


def importer(kind: str) -> Importer:
    """The format of that name."""
    return cast("Importer", importlib.import_module(f"{__name__}.{kind}"))


def recognised(source: Path) -> list[str]:
    """The formats that a file or folder may be of."""
    return [kind for kind in kinds() if importer(kind).recognises(source)]
