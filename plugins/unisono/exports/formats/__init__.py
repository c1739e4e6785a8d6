"""The formats that a site's requests are written in: one module a format, found by walking this package.

A format is named as its module. The first line of its docstring says what it is, `TITLE` what it is called, `ENDING` is that of
its files, and `write(collection)` gives its files, each with its path: one without a path, or those of a folder. What it cannot
say it tells `collection.losses`.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol, cast

from unisono.exports.collection import Collection
from unisono.walking import public_modules


class File(NamedTuple):
    """A file of an export: its path in the export's folder with `/` in it, empty where the file is all of it. `value` is what
    the text says, where it may be YAML or JSON."""

    path: str
    text: str
    value: Any = None


class Format(Protocol):
    """What a module of this package has."""

    TITLE: str
    ENDING: str

    def write(self, collection: Collection) -> Iterator[File]: ...


FORMATS = tuple(sorted(public_modules(__path__)))
"""The names of the formats."""


def format_named(name: str) -> Format:
    """Raises KeyError where there is none of that name."""
    if name not in FORMATS:
        raise KeyError(name)
    return cast("Format", importlib.import_module(f"{__name__}.{name}"))
