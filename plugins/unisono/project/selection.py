"""Which files are looked at, of those below the folders that a user names: none that the settings exclude, and none that git
ignores.

Both are written as gitignore(5) has it. As there, and as other checkers do, what is named itself is looked at whatever patterns
say of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from unisono.checking.settings import Settings, SettingsError
from unisono.pages.paths import PageFile, page_files
from unisono.project.configuration import Configuration, Configurations
from unisono.project.patterns import Patterns
from unisono.text.files import UnreadableError, read_bytes

IGNORE = ".gitignore"

MAX_BYTES = 100_000
"""The largest file of patterns that is read."""


def looked_at(paths: Iterable[Path], configurations: Configurations, *, misnamed: bool = False) -> list[PageFile]:
    """The pages at or below `paths`; `misnamed` as in `page_files`. Raises as that does, and SettingsError."""
    return page_files(paths, made=False, passed_over=Selection(configurations).below, misnamed=misnamed)


def exclusion(settings: Settings) -> Callable[[str], bool]:
    """Says whether the settings of a site exclude the page at a path from the working directory."""
    folder = _absolute(settings.folder)
    patterns = Patterns(folder, settings.exclude) if settings.exclude else None
    return lambda path: patterns is not None and bool(patterns.say(_absolute(path), folder, is_folder=False))


class Selection:
    """What is passed over in folders. Files of patterns are read once."""

    def __init__(self, configurations: Configurations) -> None:
        self._configurations = configurations
        self._ignored: dict[Path, Patterns | None] = {}
        self._excluded: dict[Path, Patterns] = {}
        self._of_folder: dict[Path, Configuration | None] = {}
        self._repositories: dict[Path, Path | None] = {}

    def below(self, start: Path) -> Callable[[str, bool], bool]:
        """Says of files and folders (`True`) in a folder that is looked at, `start` or one below it, whether they are passed
        over."""
        named = _absolute(start)

        def passed_over(name: str, is_folder: bool) -> bool:
            path = _absolute(name)
            return self.excludes(path, named, is_folder) or self._ignores(path, named, is_folder)

        return passed_over

    def excludes(self, path: Path, named: Path, is_folder: bool) -> bool:
        """Whether the settings of the folder that a file or folder is in exclude it; both paths are absolute."""
        configuration = self._configuration(path.parent)
        if configuration is None or not configuration.settings.exclude or configuration.file is None:
            return False
        if configuration.file not in self._excluded:
            patterns = configuration.settings.exclude
            self._excluded[configuration.file] = Patterns(configuration.file.parent, patterns)
        return bool(self._excluded[configuration.file].say(path, named, is_folder))

    def _configuration(self, folder: Path) -> Configuration | None:
        """That of the files in a folder; None where it cannot be read, which is told if there are pages that have it."""
        if folder not in self._of_folder:
            try:
                self._of_folder[folder] = self._configurations.of(folder / "file")
            except SettingsError:
                self._of_folder[folder] = None
        return self._of_folder[folder]

    def excluded_below(self, path: Path, named: Path) -> bool:
        """Whether the settings exclude a file, or a folder that it is in and that is below what is named."""
        folders = [folder for folder in path.parents if folder != named and folder.is_relative_to(named)]
        return path != named and (
            self.excludes(path, named, is_folder=False) or any(self.excludes(one, named, is_folder=True) for one in folders)
        )

    def _ignores(self, path: Path, named: Path, is_folder: bool) -> bool:
        """Whether git ignores it: the patterns of the nearest folder decide that have one that matches."""
        root = self._repository(path.parent)
        for folder in path.parents if root else ():
            if folder not in self._ignored:
                lines = list(_lines(folder, root or folder))
                self._ignored[folder] = Patterns(folder, lines) if lines else None
            patterns = self._ignored[folder]
            said = patterns.say(path, named, is_folder) if patterns else None
            if said is not None or folder == root:
                return bool(said)
        return False

    def _repository(self, folder: Path) -> Path | None:
        """The root of the repository that the files of a folder are in. Of each folder above, that is found out once."""
        passed, here = [], folder
        while here not in self._repositories and not os.path.lexists(here / ".git") and here != here.parent:
            passed.append(here)
            here = here.parent
        known = self._repositories.get(here, here if os.path.lexists(here / ".git") else None)
        self._repositories |= dict.fromkeys([here, *passed], known)
        return known


def _lines(folder: Path, root: Path) -> Iterator[str]:
    """The lines of the `.gitignore` in a folder, if there is one."""
    file = folder / IGNORE
    if not file.is_file() or file.is_symlink():  # which git does not follow either
        return
    try:
        text = read_bytes(file, root, MAX_BYTES).decode("utf-8", "surrogateescape")
    except UnreadableError as error:
        raise UnreadableError(f"{file}: {error}") from None
    yield from (line.removesuffix("\r") for line in text.split("\n"))


def _absolute(path: str | Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 (asked for each file of a site)
