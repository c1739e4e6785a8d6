"""Rules of a site's own: those that installed packages have as entry points of the group `unisono.rules`."""

from __future__ import annotations

import os
import sys
from collections.abc import Container, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unisono.checking.settings import SettingsError
from unisono.text.regex import regex

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "unisono.rules"

_ID = regex(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def installed_rules(taken: Container[str]) -> dict[str, Any]:
    """The rules of installed packages by their ids, which are the names of the entry points. Raises SettingsError where one
    cannot be loaded, or has an id that is none or is `taken`."""
    found: dict[str, Any] = {}
    for package, entry in _entry_points():
        where = f"the rule '{entry.name}' of the package '{package}' ({entry.value})"
        if not _ID.fullmatch(entry.name):
            raise SettingsError(f"{where} needs another name: small letters, with '-' between words")
        if entry.name in taken or entry.name in found:
            raise SettingsError(f"{where} has the name of another rule; give it another one")
        try:
            found[entry.name] = entry.load()
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            raise SettingsError(f"{where} cannot be loaded: {reason}; mend it, or uninstall the package") from error
    return found


def _entry_points() -> Iterator[tuple[str, EntryPoint]]:
    folders = [folder for folder in sys.path if _announces(folder)]
    if not folders:
        return
    # Takes as long as a tenth of the start-up, and most sites have no rules of their own.
    from importlib.metadata import distributions  # noqa: PLC0415

    for package in distributions(path=folders):
        for entry in package.entry_points.select(group=GROUP):
            yield package.name, entry


def _announces(folder: str) -> bool:
    """Whether a package that is installed in a folder of Python's path has such entry points. What is in the working directory
    may be a stranger's, and is not asked."""
    if not folder or Path(folder).absolute() == Path.cwd():
        return False
    try:
        names = [name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info"))]  # noqa: PTH208 (half the time)
    except OSError:  # a path that is an archive, or nothing
        return False
    return any(map(_has_group, (os.path.join(folder, name, "entry_points.txt") for name in names)))  # noqa: PTH118


def _has_group(file: str) -> bool:
    try:
        with open(file, "rb") as opened:  # noqa: PTH123
            return f"[{GROUP}]".encode() in opened.read()
    except OSError:
        return False
