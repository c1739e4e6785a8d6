"""Where what is known lies: one SQLite file, which other runs may use at the same time.

A store never fails: what cannot be read is unknown, what cannot be written is not kept, and either is said once. The file is
never changed: a new one takes its place, so that a reader sees a whole one, and SQLite needs no locks and no journal; of runs
that write at the same time, the last one's is kept.

The file may be a stranger's, as part of a repository. It is read without what SQLite would look for beside it, by a question
that no view or trigger answers, up to sizes that are given. Each value is authenticated by a key (`cache.key`) that no
repository has, so that none can say of a page that it is right.
"""

from __future__ import annotations

import hmac
import os
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from hashlib import blake2b
from pathlib import Path
from shutil import copyfile
from stat import S_ISREG
from typing import NamedTuple, TypeVar

from unisono.project.cache.key import NoKeyError, read_key
from unisono.text.files import UnreadableError, leads_to, repository

VARIABLE = "UNISONO_CACHE_DIR"
"""The environment variable that says where the cache is."""

FOLDER = ".unisono_cache"
"""The name of the folder where it is by default, in the folder with the settings or, without these, in the repository's."""

_FILE = "cache.sqlite3"

_KEPT = 30 * 24 * 3600
"""Seconds after which what was not written again is forgotten: pages are renamed and deleted."""

_LEFT = 3600
"""Seconds after which a new file that has not taken the place of the old one is what a killed run has left."""

_AT_ONCE = 500
"""Names in a question: SQLite before 3.32 takes 999 values."""

_MAX_FILE = 1_000_000_000
"""The largest file that is read or made, in bytes. That of 10,000 pages, checked and drawn, is a tenth of it."""

_MAX_VALUE = 16_000_000
"""The largest value, in bytes as it is kept."""

_MAX_TEXT = 100_000_000
"""The largest value, in bytes as it is read."""

_MAX_STEPS = 1_000
"""Thousands of SQLite's instructions that a question may take: a hundred times of what it does."""

_MARK = 16
"""Bytes of a value that authenticate the rest."""

_SCHEMA = """CREATE TABLE known_1 (
  kind TEXT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL, written INTEGER NOT NULL, value BLOB NOT NULL,
  PRIMARY KEY (kind, name)
)"""

_OBJECTS = [("index", "sqlite_autoindex_known_1_1", "known_1", None), ("table", "known_1", "known_1", _SCHEMA)]
"""All that is in a database of ours, as SQLite lists it."""


def cache_folder(configuration: Path | None) -> Path:
    """The folder that the environment names, else one beside the file with the settings, else one in the repository."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    return (configuration.parent if configuration else repository()) / FOLDER


Found = TypeVar("Found")


class Known(NamedTuple):
    """A value, and the digest of what it was made from."""

    digest: str
    value: str


class OddError(Exception):
    """A file that this program has not made, or that has been damaged since."""


class Store:
    """The cache in a folder, which is made when something is written. `warn` is told what went wrong, once."""

    def __init__(self, folder: Path, warn: Callable[[str], None]) -> None:
        self.folder = folder
        self._warn = warn
        self._warned = False

    def read(self, kind: str, digests: Mapping[str, str]) -> dict[str, str]:
        """The values of that kind that are known under these names and were made from what has these digests."""
        return self._look(lambda connection, key: dict(_read(connection, key, kind, digests))) or {}

    def _look(self, look: Callable[[sqlite3.Connection, bytes], Found]) -> Found | None:
        """What is found in the file; None where there is none, or where it cannot be had."""
        try:
            file = leads_to(self.folder) / _FILE
            if not _is_there(file):
                return None
            key = self._key()
            with _opened(file) as connection:
                return look(connection, key)
        except (UnreadableError, NoKeyError, OSError) as error:
            self._say(f"is not used: {error}")
        except OddError as error:
            self._say(f"is damaged, or not made here, and is made anew: {error}")
            self._remove(file)
        return None

    def known(self, kind: str, digests: Mapping[str, str]) -> set[str]:
        """The names under which `read` will find a value, unless that turns out to be damaged, which only reading it tells."""
        return self._look(lambda connection, _: set(_names(connection, kind, digests))) or set()

    def write(self, kind: str, known: Mapping[str, Known]) -> None:
        """Keep these, in the place of what was known under their names."""
        try:
            folder = leads_to(self.folder)
            _make_folder(folder)
            key = self._key()
            with _replaced(folder / _FILE) as connection:
                now = int(time.time())
                connection.execute("DELETE FROM known_1 WHERE written < ?", (now - _KEPT,))
                rows = _rows(key, kind, known, now)
                connection.executemany("INSERT OR REPLACE INTO known_1 VALUES (?, ?, ?, ?, ?)", rows)
        except (sqlite3.Error, OSError, UnreadableError, NoKeyError) as error:
            self._say(f"cannot be written: {error}")

    def _key(self) -> bytes:
        named = os.environ.get(VARIABLE)
        return read_key(self.folder, named=named is not None and Path(named) == self.folder)

    def _remove(self, file: Path) -> None:
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            self._say(f"cannot be removed: {error}")

    def _say(self, problem: str) -> None:
        if not self._warned:
            self._warn(f"the cache in {self.folder} {problem}. The result is right without it.")
        self._warned = True


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")


def _is_there(file: Path) -> bool:
    """Raises OddError for what is no regular file of a size that is read; links are not followed."""
    try:
        found = file.lstat()
    except FileNotFoundError:
        return False
    if not S_ISREG(found.st_mode):
        raise OddError(f"{file.name} is not a regular file")
    if found.st_size > _MAX_FILE:
        raise OddError(f"{file.name} is larger than {_MAX_FILE:,} bytes")
    return True


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection that reads a file that does not change, and no other. Raises OddError where it is not ours, also in the
    block, and OSError where it may not be read."""
    with file.open("rb"):
        pass
    try:
        # Immutable: without the journal that may lie beside it, which names files to delete (https://www.sqlite.org/uri.html).
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            _guard(connection)
            yield connection
    except (sqlite3.Error, zlib.error, TypeError, ValueError) as error:
        raise OddError(str(error)) from None


def _guard(connection: sqlite3.Connection) -> None:
    """As https://www.sqlite.org/security.html says of files from others. Raises OddError where the schema is another one."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_VALUE + 1_000)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    _limit_steps(connection)
    found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type LIMIT 3").fetchall()
    if found != _OBJECTS:
        raise OddError("it has another schema")


def _limit_steps(connection: sqlite3.Connection) -> None:
    """Interrupt the next question when it takes too many."""
    steps = iter(range(_MAX_STEPS))
    connection.set_progress_handler(lambda: next(steps, None) is None, 1_000)


def _read(connection: sqlite3.Connection, key: bytes, kind: str, digests: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, spelled, made_from, value in _asked(connection, kind, digests, "value"):
        if not isinstance(value, bytes):
            raise OddError("a value has another type")
        yield name, _unpacked(key, kind, spelled, made_from, value)


def _names(connection: sqlite3.Connection, kind: str, digests: Mapping[str, str]) -> Iterator[str]:
    return (name for name, *_ in _asked(connection, kind, digests, "NULL"))


def _asked(
    connection: sqlite3.Connection, kind: str, digests: Mapping[str, str], column: str
) -> Iterator[tuple[str, str, str, object]]:
    """Of what was made from what has these digests: the name, as it is and as it is spelled, the digest, and a column."""
    asked = {_spelled(name): name for name in digests}
    names = list(asked)
    for part in (names[at : at + _AT_ONCE] for at in range(0, len(names), _AT_ONCE)):
        marks = ",".join("?" * len(part))
        question = f"SELECT name, digest, {column} FROM known_1 WHERE kind = ? AND name IN ({marks})"  # noqa: S608
        _limit_steps(connection)
        for name, made_from, value in connection.execute(question, (kind, *part)):
            if not (isinstance(name, str) and isinstance(made_from, str) and name in asked):
                raise OddError("a value has another type")
            if made_from == digests[asked[name]]:
                yield asked[name], name, made_from, value


@contextmanager
def _replaced(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a copy of the file, or to a new one where it is not ours, that takes its place in the end."""
    _clean(file.parent)
    new = file.with_name(f".unisono-{os.urandom(8).hex()}.tmp")
    try:
        os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        known = _is_ours(file)
        if known:
            copyfile(file, new)
        with closing(sqlite3.connect(new)) as connection, connection:
            connection.execute("PRAGMA journal_mode = OFF")  # what is not complete is thrown away
            connection.execute("PRAGMA synchronous = OFF")  # what a power failure breaks is found to be broken
            connection.execute(f"PRAGMA max_page_count = {_MAX_FILE // 4096}")
            if not known:
                connection.execute(_SCHEMA)
            yield connection
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)


def _is_ours(file: Path) -> bool:
    try:
        if _is_there(file):
            with _opened(file):
                return True
    except OddError:
        file.unlink()
    return False


def _clean(folder: Path) -> None:
    """Remove what runs that were killed have left."""
    for left in folder.glob(".unisono-*.tmp"):
        try:
            if time.time() - left.lstat().st_mtime > _LEFT:
                left.unlink()
        except FileNotFoundError:
            continue  # by another run


def _rows(key: bytes, kind: str, known: Mapping[str, Known], now: int) -> Iterator[tuple[str, str, str, int, bytes]]:
    for name, (made_from, text) in known.items():
        spelled = _spelled(name)
        value = _packed(key, kind, spelled, made_from, text)
        if len(value) <= _MAX_VALUE:
            yield kind, spelled, made_from, now, value


def _spelled(name: str) -> str:
    """A name as SQLite takes it: a file's may be no text. Names that are spelled alike have different digests."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _packed(key: bytes, kind: str, name: str, made_from: str, text: str) -> bytes:
    data = zlib.compress(text.encode("utf-8", "surrogatepass"), 1)
    return _mark(key, kind, name, made_from, data) + data


def _unpacked(key: bytes, kind: str, name: str, made_from: str, value: bytes) -> str:
    """Raises OddError for what `_packed` has not made with this key, and zlib.error or ValueError for what is no text."""
    data = value[_MARK:]
    if not hmac.compare_digest(value[:_MARK], _mark(key, kind, name, made_from, data)):
        raise OddError("a value was not written by this user")
    reader = zlib.decompressobj()
    text = reader.decompress(data, _MAX_TEXT)
    if not reader.eof:
        raise OddError("a value is too large")
    return text.decode("utf-8", "surrogatepass")


def _mark(key: bytes, *parts: str | bytes) -> bytes:
    """A message authentication code (RFC 7693, 2.9) of parts; where one ends and the next begins counts."""
    made = blake2b(key=key, digest_size=_MARK)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        made.update(b"%d:" % len(data))
        made.update(data)
    return made.digest()
