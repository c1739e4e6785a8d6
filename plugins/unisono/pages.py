"""From paths on the command line to pages."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from unisono.files import UnreadableError, find_includes, find_pages, read_source
from unisono.liquid import Includes
from unisono.page import Page, read_page, unreadable_page


def read_pages(paths: Iterable[Path], includes: Path | None = None) -> Iterator[Page]:
    """Every page at or below `paths`, in order, each file once. `includes` is the includes folder; by default each page uses
    the nearest `_includes` above it. Raises FileNotFoundError for a path where nothing is."""
    folders: dict[Path | None, Includes] = {}
    seen: set[Path] = set()
    for path in paths:
        root = path if path.is_dir() else path.parent
        for file in find_pages(path):
            if file.absolute() in seen:
                continue
            seen.add(file.absolute())
            folder = includes if includes is not None else find_includes(file)
            yield _read(file, root, folders.setdefault(folder, Includes(folder)))


def _read(file: Path, root: Path, includes: Includes) -> Page:
    try:
        source = read_source(file, inside=root)
    except UnreadableError as error:
        return unreadable_page(os.fspath(file), str(error))
    return read_page(source, includes)
