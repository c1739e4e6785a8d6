"""Where the Markdown of a site's pages goes, and how they refer to one another."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import quote, unquote

from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import get_relative_url

from unisono.drawing.twin import twin
from unisono.pages.model import Page
from unisono.site.machines import Twin
from unisono.words import Words


def twin_uri(file: File) -> str:
    """The place of a page's Markdown: that of its HTML, but for the suffix."""
    return posixpath.splitext(file.dest_uri)[0] + ".md"


def twin_url(file: File) -> str:
    """The same as an address."""
    return quote(twin_uri(file))


def list_mark(kind: str) -> str:
    """What stands where a twin has a list, which depends on the other pages."""
    return f"\ue0d5unisono:{kind}\ue0d6"


def twin_text(model: Page, page: SitePage, files: Files, words: Words) -> str:
    """A page's Markdown but for its lists. Links to other pages lead to their Markdown."""

    def link(target: str) -> str:
        source = posixpath.normpath(posixpath.join(posixpath.dirname(page.file.src_uri), unquote(target)))
        file = files.get_file_from_path(source)
        known = file is not None and file.is_documentation_page()
        return get_relative_url(twin_url(file), twin_url(page.file)) if file and known else target

    return twin(model, link, list_mark, words)


def in_order(texts: Mapping[str, str], navigation: Navigation, files: Files) -> Iterator[Twin]:
    """The twins whose text is known (`texts`, by the pages' paths): those of the navigation in its order, then the others."""
    listed = {page.file.src_uri: page.file for page in navigation.pages}
    others = {file.src_uri: file for file in files.documentation_pages()}
    for file in {**listed, **others}.values():
        page = file.page
        if page is not None and file.src_uri in texts:
            section = unescape(str(page.parent.title)) if page.parent else ""
            description = unescape(str(page.meta.get("description") or ""))
            title = unescape(str(page.title))
            yield Twin(twin_url(file), file.src_uri, section, title, " ".join(description.split()), texts[file.src_uri])
