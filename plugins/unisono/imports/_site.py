"""What an import makes beside the pages: the site that they are of."""

from __future__ import annotations

from collections.abc import Mapping

from unisono.imports import Import
from unisono.starting.configuration import configuration
from unisono.starting.front_page import front_page

FRONT = "index.md"
CONFIGURATION = "mkdocs.yml"


def site_files(found: Import, pages: Mapping[str, bytes], docs: str, *, has_front: bool, is_whole: bool) -> dict[str, bytes]:
    """The files of a site by their paths from its folder. `pages` are those from the folder of the pages, which is called
    `docs`. A front page is added where there is none (`has_front`), and `mkdocs.yml` unless the site `is_whole` already."""
    settings = found.settings
    files = dict(pages)
    if FRONT not in files and not has_front:
        files[FRONT] = front_page(settings.name, settings.description).encode()
    placed = {f"{docs}/{path}" if docs else path: data for path, data in files.items()}
    return placed if is_whole else {CONFIGURATION: configuration(settings).encode(), **placed}
