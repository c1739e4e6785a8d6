"""Material's templates for all sites that are built in one process: compiled once, and its folders looked through once.

Most of what a small site takes is the same for each: MkDocs compiles 36 templates, and looks for files in the folders of the
theme, among 14,000 icons that are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import CodeType

import material
import pytest
from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.theme import Theme

THEME = Path(material.__file__).parent / "templates"
PLAIN = Theme.get_env
"""What gives MkDocs its environment of templates, without what is done here."""


class _Compiled(BytecodeCache):
    """What templates were compiled to, by their names, places and texts."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key, bucket.checksum] = bucket.code


class _Loader(FileSystemLoader):
    def list_templates(self) -> list[str]:
        return sorted({name for folder in self.searchpath for name in _listed(Path(folder))})


def _listed(folder: Path) -> list[str]:
    return _of_the_theme() if folder == THEME else FileSystemLoader(folder).list_templates()


@cache
def _of_the_theme() -> list[str]:
    """But for those in folders whose names begin with a dot, which MkDocs leaves out, too."""
    found = (path.relative_to(THEME) for folder in THEME.glob("[!.]*") for path in (folder, *folder.rglob("*")))
    return [path.as_posix() for path in found if (THEME / path).is_file()]


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    compiled = _Compiled()

    def get_env(theme: Theme) -> Environment:
        env = PLAIN(theme)
        env.bytecode_cache = compiled
        if isinstance(env.loader, FileSystemLoader):
            env.loader = _Loader(env.loader.searchpath)
        return env

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Theme, "get_env", get_env)
        yield
