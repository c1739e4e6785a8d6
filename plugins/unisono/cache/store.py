"""Where what is known lies: one SQLite file, which other runs may use at the same time.

A store never fails: what cannot be read is unknown, what cannot be written is not kept, and either is said once. SQLite keeps a
write that is interrupted from showing (https://www.sqlite.org/atomiccommit.html); that a value is whole is told by zlib's
checksum. Values are data, never code: a file that somebody else wrote can make a result wrong, and no more.
"""

from __future__ import annotations

import os
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from unisono.files import repository

VARIABLE = "UNISONO_CACHE_DIR"
"""The environment variable that says where the cache is."""

FOLDER = ".unisono_cache"
"""The name of the folder where it is by default, in the folder with the settings or, without these, in the repository's."""

_FILE = "cache.sqlite3"
_PATIENCE = 5.0
"""Seconds to wait for another run that is writing."""

_KEPT = 30 * 24 * 3600
"""Seconds after which what was not written again is forgotten: pages are renamed and deleted."""

_AT_ONCE = 500
"""Names in a question: SQLite before 3.32 takes 999 values."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS known_1 (
  kind TEXT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL, written INTEGER NOT NULL, value BLOB NOT NULL,
  PRIMARY KEY (kind, name)
)
"""


def cache_folder(configuration: Path | None) -> Path:
    """The folder that the environment names, else one beside the file with the settings, else one in the repository."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    return (configuration.parent if configuration else repository()) / FOLDER


class Known(NamedTuple):
    """A value, and the digest of what it was made from."""

    digest: str
    value: str


class Store:
    """The cache in a folder, which is made when something is written. `warn` is told what went wrong, once."""

    def __init__(self, folder: Path, warn: Callable[[str], None]) -> None:
        self.folder = folder
        self._warn = warn
        self._warned = False

    @property
    def _file(self) -> Path:
        return self.folder / _FILE

    def read(self, kind: str, names: Sequence[str]) -> Mapping[str, Known]:
        """What is known of that kind under these names."""
        if not self._file.exists():
            return {}
        parts = [names[at : at + _AT_ONCE] for at in range(0, len(names), _AT_ONCE)]
        try:
            with closing(self._connect("ro")) as connection:
                return {name: known for part in parts for name, known in _read(connection, kind, part)}
        except sqlite3.OperationalError as error:  # locked for too long, not to be opened
            self._say(f"cannot be read: {error}")
        except (sqlite3.DatabaseError, zlib.error, TypeError, UnicodeDecodeError) as error:
            self._say(f"is damaged and made anew: {error}")
            self._remove()
        return {}

    def write(self, kind: str, known: Mapping[str, Known]) -> None:
        """Keep these, in the place of what was known under their names."""
        now = int(time.time())
        rows = ((kind, _spelled(name), made_from, now, _packed(value)) for name, (made_from, value) in known.items())
        try:
            self._make_folder()
            with closing(self._connect("rwc")) as connection, connection:
                connection.execute("PRAGMA synchronous = OFF")  # what a power failure breaks is found to be broken
                connection.execute(_SCHEMA)
                connection.execute("DELETE FROM known_1 WHERE written < ?", (now - _KEPT,))
                connection.executemany("INSERT OR REPLACE INTO known_1 VALUES (?, ?, ?, ?, ?)", rows)
        except (sqlite3.Error, OSError) as error:
            self._say(f"cannot be written: {error}")

    def _connect(self, mode: str) -> sqlite3.Connection:
        return sqlite3.connect(f"{self._file.absolute().as_uri()}?mode={mode}", timeout=_PATIENCE, uri=True)

    def _make_folder(self) -> None:
        if not self.folder.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / ".gitignore").write_text("*\n", encoding="utf-8")

    def _remove(self) -> None:
        try:
            self._file.unlink(missing_ok=True)
        except OSError as error:
            self._say(f"cannot be removed: {error}")

    def _say(self, problem: str) -> None:
        if not self._warned:
            self._warn(f"the cache in {self.folder} {problem}. The result is right without it.")
        self._warned = True


def _spelled(name: str) -> str:
    """A name as SQLite takes it: a file's may be no text. Names that are spelled alike have different digests."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _read(connection: sqlite3.Connection, kind: str, names: Sequence[str]) -> Iterator[tuple[str, Known]]:
    asked = {_spelled(name): name for name in names}
    marks = ",".join("?" * len(asked))
    question = f"SELECT name, digest, value FROM known_1 WHERE kind = ? AND name IN ({marks})"  # noqa: S608
    for name, made_from, value in connection.execute(question, (kind, *asked)):
        yield asked[name], Known(made_from, zlib.decompress(value).decode("utf-8", "surrogatepass"))


def _packed(value: str) -> bytes:
    return zlib.compress(value.encode("utf-8", "surrogatepass"), 1)
