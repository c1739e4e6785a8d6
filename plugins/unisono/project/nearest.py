"""Pages of several sites, each read with what the nearest configuration says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from unisono.checking.settings import SettingsError
from unisono.pages.model import Page
from unisono.pages.paths import PageFile, PageReader
from unisono.project.configuration import Configurations
from unisono.text.files import UnreadableError


class NearestReader(PageReader):
    """Reads each page with the includes and the values of `{{ site.… }}` of its own site. A page whose site has wrong settings
    is one that cannot be read; of those that are asked for, `Configurations.grouped` tells before."""

    def __init__(self, configurations: Configurations) -> None:
        super().__init__()
        self._configurations = configurations

    def configured(self, path: str) -> tuple[Path | None, Mapping[str, str] | None]:
        try:
            found = self._configurations.of(Path(path))
        except SettingsError as error:
            raise UnreadableError(str(error)) from None
        return found.includes, found.site


def read_nearest(files: Sequence[PageFile], configurations: Configurations) -> Iterator[Page]:
    """The pages in these files, in their order. Raises SettingsError."""
    reader = NearestReader(configurations)
    configurations.grouped(files)
    return map(reader.read_found, files)
