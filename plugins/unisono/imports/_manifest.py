"""What an import wrote, kept beside the site, so that the next one knows what was edited by hand since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import Path

from unisono.imports import ImportFailure
from unisono.records import dataclass
from unisono.text.files import UnreadableError, leads_inside, read_bytes
from unisono.text.names import fault
from unisono.text.regex import regex
from unisono.text.replacing import write_whole

NAME = ".unisono-import.json"
"""The file of the manifest, in the folder of the site."""

MAX_BYTES = 50_000_000
VERSION = 1

_DIGEST = regex(r"[0-9a-f]{64}")


class Fate(StrEnum):
    """What becomes of a file. The value is how it is said."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "unchanged"
    EDITED = "edited by hand and left as it is"
    CONFLICT = "edited by hand, and changed in the source"
    FOREIGN = "there already, and not from this import"
    DELETED = "deleted by hand and left out"
    GONE = "no longer in the source"

    @property
    def is_written(self) -> bool:
        return self in {Fate.ADDED, Fate.CHANGED}

    @property
    def needs_you(self) -> bool:
        """Whether somebody should look at it."""
        return self in {Fate.CONFLICT, Fate.FOREIGN, Fate.GONE}


@dataclass
class Manifest:
    """The hash (SHA-256) of each file that was written for each source, by paths from the folder of the site."""

    file: Path
    sources: dict[str, dict[str, str]] = field(default_factory=dict)

    def write(self) -> None:
        """Raises OSError."""
        text = json.dumps({"version": VERSION, "sources": self.sources}, indent=1, sort_keys=True)
        write_whole(self.file, f"{text}\n")


@dataclass(frozen=True)
class Plan:
    """What an import would do to a site: the fate of each file, by its path from the folder of the site."""

    destination: Path
    manifest: Manifest
    source: str
    files: Mapping[str, bytes]
    fates: Mapping[str, Fate]

    def carry_out(self) -> None:
        """Write the files, each whole, and what was written last. Raises OSError."""
        known = self.manifest.sources.setdefault(self.source, {})
        for path, fate in self.fates.items():
            if fate.is_written:
                write_whole(self.destination / path, self.files[path])
            if fate.is_written or fate is Fate.SAME:
                known[path] = digest(self.files[path])
        self.manifest.write()


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read_manifest(destination: Path) -> Manifest:
    """That of a site; an empty one where it has none. Raises ImportFailure for a file that is none."""
    file = destination / NAME
    try:
        values = json.loads(read_bytes(file, destination, MAX_BYTES))
        sources = _sources(values)
    except FileNotFoundError:
        return Manifest(file)
    except UnreadableError as error:
        raise ImportFailure(f"{file}: {error}") from None
    except (ValueError, RecursionError):
        sources = None
    if sources is None:
        raise ImportFailure(f"{file}: it is not what an import wrote; restore it, or delete it and import with --force")
    return Manifest(file, sources)


def _sources(values: object) -> dict[str, dict[str, str]] | None:
    """The hashes in a manifest; None for anything else."""
    found = values.get("sources") if isinstance(values, dict) and values.get("version") == VERSION else None
    if not isinstance(found, dict) or not all(isinstance(files, dict) for files in found.values()):
        return None
    pairs = [pair for files in found.values() for pair in files.items()]
    good = all(isinstance(value, str) and _DIGEST.fullmatch(value) and not fault(path) for path, value in pairs)
    return found if good else None


def plan(destination: Path, source: str, files: Mapping[str, bytes], *, force: bool) -> Plan:
    """What becomes of each file in the folder `destination`, and of those that an earlier import of `source` made.

    Raises ImportFailure where something stands in the way that is no file, or a folder that leads out of the destination.
    """
    manifest = read_manifest(destination)
    known = manifest.sources.get(source, {})
    fates = {path: _fate(destination, path, data, known.get(path), force=force) for path, data in files.items()}
    gone = {path: Fate.GONE for path in known if path not in files and (destination / path).is_file()}
    return Plan(destination, manifest, source, files, {**fates, **gone})


def _fate(destination: Path, path: str, new: bytes, written: str | None, *, force: bool) -> Fate:
    there = _there(destination, path)
    if there is None:
        return Fate.ADDED if written is None or force else Fate.DELETED
    if there == digest(new):
        return Fate.SAME
    if force or there == written:
        return Fate.CHANGED
    if written is None:
        return Fate.FOREIGN
    return Fate.EDITED if written == digest(new) else Fate.CONFLICT


def _there(destination: Path, path: str) -> str | None:
    """The hash of what is at a path; None for nothing."""
    file = destination / path
    try:
        leads_inside(file, destination)
        if file.is_symlink():
            raise ImportFailure(f"{file} is a symbolic link; put a file in its place")
        return digest(read_bytes(file, destination, MAX_BYTES))
    except (FileNotFoundError, NotADirectoryError):
        pass
    except UnreadableError as error:
        raise ImportFailure(f"{file} stands in the way: {error}") from None
    if any(parent.is_file() for parent in file.parents if parent.is_relative_to(destination)):
        raise ImportFailure(f"a file stands in the way of the folder {file.parent}; move it")
    return None
