"""What mkdocs-static-i18n makes of a site: a build for each language, of the pages in it, and of those in the default language
where there is no translation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation


def untranslated(files: Iterable[File], plugins: Mapping[str, Any]) -> set[str]:
    """The URLs of pages that the build of another language has, too, and that the plugin wants to be found only there."""
    plugin = plugins.get("i18n")
    if plugin is None or not plugin.config.reconfigure_search:
        return set()
    built = {language.locale for language in plugin.config.languages if language.build}
    return {file.url for file in files if getattr(file, "locale", None) in built and _is_of_another(file)}


def _is_of_another(file: File) -> bool:
    return bool(file.locale != file.locale_alternate_of)  # type: ignore[attr-defined]


def let_go(navigation: Navigation) -> None:
    """Where pages lie in a folder for each language, the plugin puts in the place of the section of a language what is in it,
    which goes on as if it were below that."""
    for item in navigation.items:
        item.parent = None
