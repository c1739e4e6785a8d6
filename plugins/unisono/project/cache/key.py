"""The key that tells what this user's runs have kept from what a repository says that they have."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from unisono.text.files import UnreadableError, project, read_bytes, repository_of

_FILE = "key"
_LENGTH = 32
"""Bytes."""


class NoKeyError(Exception):
    """There is no key, and none can be made; the message says why and what to do."""


def read_key(cache: Path, *, named: bool) -> bytes:
    """The key for the cache in a folder; made where there is none. It lies in the folder if the user has named that (`named`),
    and it is outside the project, else in the user's own cache folder. Raises NoKeyError."""
    try:
        folder = cache if named and _is_outside(cache) else _users_folder()
        repository = repository_of(cache)
        if repository and Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(repository)):
            raise NoKeyError(f"{folder} is in the repository, which could bring a key along; {_REMEDY}")
        try:
            return _read(folder)
        except FileNotFoundError:
            _make(folder)
            return _read(folder)
    except (OSError, RuntimeError, UnreadableError) as error:
        raise NoKeyError(f"no key can be kept: {error}; {_REMEDY}") from None


_REMEDY = "let UNISONO_CACHE_DIR name a folder outside of it"


def _is_outside(folder: Path) -> bool:
    return project(folder) is None and project(Path(os.path.realpath(folder))) is None


def _users_folder() -> Path:
    """As the XDG Base Directory Specification, Apple's and Microsoft's manuals have it. Raises RuntimeError without a home."""
    if sys.platform == "win32":
        place = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        place = Path.home() / "Library" / "Caches"
    else:
        named = os.environ.get("XDG_CACHE_HOME", "")
        place = Path(named) if Path(named).is_absolute() else Path.home() / ".cache"
    return place / "unisono"


def _read(folder: Path) -> bytes:
    key = read_bytes(folder / _FILE, folder, _LENGTH)
    if len(key) != _LENGTH:
        raise UnreadableError(f"{folder / _FILE} is no key; remove it")
    return key


def _make(folder: Path) -> None:
    """Another run may do the same: the first one's key is kept, and is whole when it has its name."""
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f".unisono-{os.urandom(8).hex()}.tmp"
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as out:  # noqa: PTH123
            out.write(os.urandom(_LENGTH))
        try:
            (folder / _FILE).hardlink_to(new)
        except FileExistsError:
            return
    finally:
        new.unlink()
