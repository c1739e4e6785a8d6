"""`unisono check --built`: which pages of a site are not for the audience, and what a build has of them."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from unisono.pages.audience import Audience, Inherited, chosen_audience, looks_like_a_page, visible
from unisono.pages.model import Page
from unisono.pages.paths import PageFile, PageReader, page_files
from unisono.project.configuration import Configuration, site_folder
from unisono.project.published import Leak, Texts, leaks
from unisono.records import dataclass
from unisono.text.files import MAX_BYTES, beginning, files_below, is_markdown

_HIDDEN = (".", "node_modules")


@dataclass(frozen=True)
class Gate:
    """What was looked for: how many texts of how many pages in how many files, for which audience, and what was found."""

    audience: Audience
    pages: int
    texts: int
    files: int
    leaks: Sequence[Leak]


def look(build: Path, pages: Sequence[Path], configuration: Configuration, environment: Mapping[str, str]) -> Gate:
    """Look in a build for what only those pages have that are not for its audience. Raises as `page_files` does."""
    reader = PageReader(configuration.includes, configuration.site)
    named = [*page_files(pages), *_by_another_name(pages)]
    site = site_folder(configuration, named)
    read = {file: reader.read(file) for file in (*named, *_elsewhere(site, named))}
    folders = {root: Inherited(root) for root in ({site} if site else {file.root for file in read})}
    inherited = {file: folders[site or file.root].of(_below(file, site)) for file in read}
    settings = configuration.settings
    chosen = chosen_audience(settings.audience, environment, stated=settings.states_audience)
    audience = chosen.with_pages(read.values(), inherited.values())
    shown = {file: page for file, page in read.items() if visible(page, audience, inherited[file])}
    hidden = {file: read[file] for file in named if file not in shown}
    own = _includes(hidden, reader).items() - _includes(shown, reader).items()
    beside = _beside([site] if site else pages, {file.absolute for file in read})
    known = (*_shown(shown, reader, site), *beside, *(configuration.site or {}).values())
    texts = Texts([*((os.fspath(file.path), _text(file, page)) for file, page in hidden.items()), *own], known)
    files, number = files_below(build), len(texts)
    return Gate(audience, len(hidden), number, len(files), leaks(texts, files) if number else [])


def _elsewhere(site: Path | None, named: Iterable[PageFile]) -> Iterator[PageFile]:
    """The pages of the site that are not among those that are named. What they say may be published, and who may see them
    decides whether the site knows an audience."""
    known = {file.absolute for file in named}
    for file in (*page_files([site]), *_by_another_name([site])) if site else ():
        if file.absolute not in known:
            yield file


def _below(file: PageFile, site: Path | None) -> str:
    return (file.absolute.relative_to(site) if site else file.path.relative_to(file.root)).as_posix()


def _text(file: PageFile, page: Page) -> str:
    """Also of a page that is no text as a whole."""
    return page.source.text or beginning(file.path, MAX_BYTES)


def _includes(pages: Mapping[PageFile, Page], reader: PageReader) -> dict[str, str]:
    found: dict[str, str] = {}
    for page in pages.values():
        includes = reader.includes(page.source.path)
        folder = os.fspath(includes.folder or "")
        known = includes.texts(page.includes)
        found |= {os.path.join(folder, name): text for name, text in known.items() if text is not None}  # noqa: PTH118
    return found


def _shown(pages: Mapping[PageFile, Page], reader: PageReader, site: Path | None) -> Iterator[str]:
    for file, page in pages.items():
        yield page.source.text
        yield _below(file, site)
    yield from _includes(pages, reader).values()


def _others(pages: Sequence[Path]) -> Iterator[PageFile]:
    """The files beside the pages."""
    for root in (path for path in pages if path.is_dir()):
        for path in files_below(root):
            passed = any(part.startswith(_HIDDEN) for part in path.relative_to(root).parts)
            if not passed and not is_markdown(path.name):
                yield PageFile(path, root)


def _by_another_name(pages: Sequence[Path]) -> Iterator[PageFile]:
    return (file for file in _others(pages) if looks_like_a_page(file.path))


def _beside(pages: Sequence[Path], known: Container[Path]) -> Iterator[str]:
    """The text of files that are published as they are."""
    return (beginning(file.path, MAX_BYTES) for file in _others(pages) if file.absolute not in known)
