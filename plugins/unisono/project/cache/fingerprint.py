"""Digests: of what a result was made from, and of the program that made it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

from unisono.checking.rules import is_of_program, rules
from unisono.languages import grammars

_LIBRARIES = ("frontmatter", "markdown", "pygments", "tree_sitter", "yaml")
"""The packages whose version shows in what a page is read as or drawn as, besides the grammars of languages."""


def digest(*parts: str) -> str:
    """A digest of texts in their order; where one ends and the next begins counts."""
    made = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        made.update(b"%d:" % len(data))
        made.update(data)
    return made.hexdigest()


@cache
def program() -> str:
    """A digest of this program, the libraries that it reads pages with, and the Python that runs it. By the size and the time
    of files: a version number stays the same while a rule is being written."""
    package = Path(__file__).parent.parent.parent
    files = (*_modules(package), *_library_files(), *_rule_files())
    return digest(sys.version, *rules(), *_marks(files))


def _modules(folder: Path | str) -> Iterator[str]:
    """The modules in a folder and those in it, in order. There are hundreds, and each run with a cache waits for it: with a
    `Path` for each it takes twice as long."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (f"{parent}{os.sep}{name}" for name in sorted(names) if name.endswith(".py"))


def _library_files() -> Iterator[str]:
    for name in (*_LIBRARIES, *grammars()):
        spec = find_spec(name)
        if spec and spec.origin:
            yield spec.origin


def _rule_files() -> Iterator[str]:
    """The files of rules that are not this program's own, with all that is in their packages."""
    for rule in rules().values():
        module = sys.modules.get(str(getattr(rule, "__module__", "") or getattr(rule, "__name__", "")))
        if is_of_program(rule) or module is None or module.__file__ is None:
            continue
        top = sys.modules.get((module.__package__ or "").partition(".")[0])
        yield from (file for folder in getattr(top, "__path__", ()) for file in _modules(folder))
        yield module.__file__


def _marks(files: Iterable[str]) -> Iterator[str]:
    for file in files:
        found = os.stat(file)  # noqa: PTH116 (as in `_modules`)
        yield f"{file} {found.st_size} {found.st_mtime_ns}"
