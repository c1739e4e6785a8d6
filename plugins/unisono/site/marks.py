"""By what a change of the files of a site is told: their times and sizes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from unisono.text.files import walked

Mark = tuple[int, int]
"""The time and the size of a file."""

Marks = Mapping[str, Mark]
"""Those of files, by their absolute paths."""


def marks(config: MkDocsConfig, includes: Path) -> Marks:
    """Those of all files that a build depends on, but for installed themes. `includes` is the includes folder."""
    themes = [folder for folder in config.theme.dirs if "site-packages" not in folder]
    given = (config.docs_dir, str(includes), *map(str, config.watch), *themes)
    places = {os.path.abspath(place) for place in given}  # noqa: PTH100
    found = {path: mark for place in places for path, mark in _below(place)}
    return found | dict(_below(config.config_file_path) if config.config_file_path else ())


def mark(path: str) -> Mark | None:
    """That of one file; None if it is gone."""
    try:
        found = os.stat(path)  # noqa: PTH116 (asked of thousands)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _below(place: str) -> Iterator[tuple[str, Mark]]:
    below = walked(Path(place), strict=False)
    paths = [os.path.join(folder, name) for folder, _, names in below for name in names]  # noqa: PTH118 (ten times)
    for path in paths if os.path.isdir(place) else [place]:  # noqa: PTH112
        found = mark(path)
        if found is not None:
            yield path, found
