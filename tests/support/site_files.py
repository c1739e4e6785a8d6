"""Whole sites compared."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def files_of(folder: Path) -> dict[str, bytes]:
    """What a site consists of, but for compressed files: gzip notes the time."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".gz")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def differences(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """The names of the files that differ or are only in one."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
