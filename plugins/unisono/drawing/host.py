"""How the page being converted reaches the Markdown extension, in each of the hosts.

MkDocs and ProperDocs (which loads plugins of MkDocs) run the plugin: it sets `CURRENT`. Zensical runs no plugins; there, a
preprocessor called `rendering_context` knows the page (private: `tests/site/test_hosts.py` says if it changes), and the file is
read again, for its front matter with its places. Anywhere else, the text is all there is, with its front matter; the settings
and the values of the site are those of the folder that the program runs in, as for a check there.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from markdown import Markdown

from unisono.checking.check import check
from unisono.checking.result import Result
from unisono.checking.settings import Settings
from unisono.fixing.adding import completed
from unisono.pages.audience import Audience, Inherited, chosen_audience, visible
from unisono.pages.liquid import Includes
from unisono.pages.model import EndpointPage, Page, heading
from unisono.pages.paths import head_of, page_files
from unisono.pages.reading import read_page
from unisono.project.configuration import find_configuration
from unisono.text.files import UnreadableError, find_includes, is_of_jekyll, read_source, relative
from unisono.text.source import Source
from unisono.words import DEFAULT as ENGLISH
from unisono.words import language_for


class Given(NamedTuple):
    """A page to convert, what its check found, and the site's settings. `preview` says whether the author looks at it: then
    findings are marked. `lists` are the URLs, from this page, of those that have a list of a kind."""

    page: Page
    result: Result
    settings: Settings
    preview: bool = False
    lists: Mapping[str, str] = {}


CURRENT: ContextVar[Given | None] = ContextVar("unisono_current_page", default=None)
"""The page that the plugin is about to convert."""

_BEGUN: ContextVar[object] = ContextVar("unisono_begun_page", default=None)
"""Zensical's page whose conversion is under way: what else is converted meanwhile is not that page."""


def has_page(md: Markdown) -> bool:
    """Whether a page with front matter is about to be converted, of whose text `take_page` says whether it is that page's."""
    given = CURRENT.get()
    if given is not None:
        return bool(given.page.front_matter.entries)
    return "rendering_context" in md.preprocessors and bool(_context(md).page.meta)


def take_page(md: Markdown, text: str) -> Given | None:
    """The page whose Markdown `text` is being converted; None for what is not to be published. The plugin's is there once: what
    is converted in the course of a page's conversion is not that page. Raises SettingsError for what is wrong in the settings
    that a host other than MkDocs leaves to be found."""
    given = CURRENT.get()
    CURRENT.set(None)
    if given is not None:
        return given
    if "rendering_context" in md.preprocessors:
        context = _context(md)
        given = _from_zensical(context, text)
        if given is None:
            _clear(context.page)
        return given
    found = find_configuration(Path())
    page = read_page(Source("<markdown>", text), Includes(None), found.site)
    return Given(page, check(page, found.settings), found.settings)


def _context(md: Markdown) -> Any:
    return md.preprocessors["rendering_context"]


def _from_zensical(context: Any, text: str) -> Given | None:
    """Settings are those of the command line, wherever they are written. Raises SettingsError for what is wrong in them."""
    pages = Path(os.path.normpath(Path(context.config["docs_dir"]).absolute()))
    file = pages / context.page.path
    found = find_configuration(pages)
    settings = replace(found.settings, locale=found.settings.locale or _locale(context.config, found.settings))
    folder = found.includes.absolute() if found.includes else find_includes(file)
    try:
        source = read_source(file, pages)
    except UnreadableError:
        return None
    includes = Includes(folder and Path(relative(str(folder), Path())))  # the page has its report, with what is said of them
    page = read_page(source, includes, found.site)
    is_included = folder is not None and file.is_relative_to(folder)
    if is_included or is_of_jekyll(context.page.path):
        return None
    if not visible(page, _audience(settings, pages, page), Inherited(pages).of(context.page.path)):
        return None
    # What a file with front matter alone ends with is the mark that closes it.
    is_whole = source.text.replace("\r\n", "\n").rstrip().endswith(text.strip() or ("---", "..."))
    if not is_whole or _BEGUN.get() is context.page:  # a part of the page, converted on its own
        page = read_page(Source("<markdown>", text), includes, found.site)
    elif isinstance(page, EndpointPage):
        context.page.title = heading(page)
        page = completed(page, settings, partial(read_page, includes=includes, site=found.site))
    _BEGUN.set(context.page)
    return Given(page, check(page, settings), settings)


def _locale(config: Any, settings: Settings) -> str:
    """The language of the theme, if there are words in it."""
    return language_for(str((config.get("theme") or {}).get("language") or ENGLISH), settings.words) or ENGLISH


_AUDIENCE: dict[Path, Audience] = {}


def _audience(settings: Settings, folder: Path, page: Page) -> Audience:
    """That of a site, by all pages as they are when the first is converted, and by each that is converted later."""
    chosen = chosen_audience(settings.audience, os.environ, stated=settings.states_audience)
    if folder not in _AUDIENCE or _AUDIENCE[folder].values != chosen.values:
        files = list(page_files([folder]))
        inherited = Inherited(folder)
        said = [inherited.of(file.path.relative_to(folder).as_posix()) for file in files]
        _AUDIENCE[folder] = chosen if chosen.known else chosen.with_pages(map(head_of, files), said)
    _AUDIENCE[folder] = _AUDIENCE[folder].with_pages([page])
    return _AUDIENCE[folder]


def _clear(page: Any) -> None:
    """Leave nothing of a page's front matter, which the host puts into the head, the navigation and the search."""
    page.meta.clear()
    page.meta["search"] = {"exclude": True}
    page.title = ""
