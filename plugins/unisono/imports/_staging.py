"""What an importer made, looked at as the pages of a site in a folder of its own, before anything is written where it should
be."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from unisono.imports import MAX_COPIED, MAX_FILES, NOTHING, Counts, Import, ImportedFile, ImportFailure, Loss, Origin
from unisono.imports._links import Link, leads_somewhere, links_of
from unisono.imports._site import FRONT
from unisono.pages.blocks import Prose
from unisono.pages.frontmatter import Scalar
from unisono.pages.liquid import Template
from unisono.pages.model import Page
from unisono.pages.paths import PageReader
from unisono.pages.reading import unreadable_page
from unisono.records import dataclass
from unisono.text.files import INCLUDES, MAX_BYTES, UnreadableError, check_size, decode, is_page, read_bytes
from unisono.text.names import fault
from unisono.text.replacing import write_whole
from unisono.text.source import Text


@dataclass(frozen=True)
class Staged:
    """The files of the site, by their paths from the folder of the pages, and what was found in them: how much the source and
    the site have, the internal links, those of them that lead nowhere, and what the source has and the pages have not."""

    files: dict[str, bytes]
    before: Counts
    after: Counts
    links: int
    dead: tuple[Link, ...]
    losses: tuple[Loss, ...]


class Seen(NamedTuple):
    """What was seen of a page: how much it has, whether it shows nothing, and its internal links."""

    has: Counts
    empty: bool
    links: list[Link]


Look = Callable[[int], Seen | None]
"""Looks at the file of that number; None for one that is no page."""


def stage(found: Import, folder: Path, over: Callable[[Look, range], Iterable[Seen | None]] = map) -> Staged:
    """Read the pages that an importer found as a build would that has them in an empty folder, in which their includes are laid
    out. `over` gives what is seen of each file, in order, and may have it looked at by several processes.

    Raises ImportFailure for two files of one path, for a path that is not inside, for files that are too many or too large, and
    for a page that comes out empty.
    """
    files = _contents(found)
    for path, data in files.items():
        if path.startswith(f"{INCLUDES}/"):
            write_whole(folder / path, data)
    reader = PageReader(folder / INCLUDES, _site_values(found))
    before, after = Counts(), Counts()
    losses: list[Loss] = []
    links: list[Link] = []
    numbers = range(len(found.files))

    def look(number: int) -> Seen | None:
        one = found.files[number]
        return _seen(one, files[one.path], folder, reader)

    for one, seen in zip(found.files, over(look, numbers), strict=True):
        before = before.plus(one.before)
        if seen is None:
            after = after.plus(Counts(images=one.before.images))
            continue
        if seen.empty and one.before != NOTHING and not one.empty:
            raise ImportFailure(f"{one.origin}: the page comes out empty as {one.path}; leave it out of the source for now")
        after = after.plus(seen.has)
        losses += _lost(one, seen.has)
        links += seen.links
    there = {*files, FRONT}
    dead = tuple(link for link in links if not leads_somewhere(link, there))
    return Staged(files, before, after, len(links), dead, tuple(losses))


def _seen(one: ImportedFile, data: bytes, folder: Path, reader: PageReader) -> Seen | None:
    *folders, name = one.path.split("/")
    if not is_page(folders, name):
        return None
    page = _page(os.fspath(folder / one.path), data, reader)
    links = [replace(link, origin=_shown(link, one, folder)) for link in links_of(one.path, expanded(page, reader))]
    return Seen(counted(page), is_empty(page), links)


def counted(page: Page) -> Counts:
    """How much a page has for its readers."""
    parameters = sum(1 for group in page.parameter_groups for _ in group.walk())
    return Counts(1, parameters, len(page.all_samples), len(page.examples), 0)


def is_empty(page: Page) -> bool:
    """Whether a page shows nothing below its heading."""
    if page.aside or (page.description and page.description.value.strip()):
        return False
    return not any(part.text.value.strip() if isinstance(part, Prose) else True for part in page.body)


def _contents(found: Import) -> dict[str, bytes]:
    if len(found.files) > MAX_FILES:
        raise ImportFailure(f"{found.root} has more than {MAX_FILES:,} files; import it in parts")
    files: dict[str, bytes] = {}
    spelled: dict[str, ImportedFile] = {}
    for one in found.files:
        if reason := fault(one.path):
            raise ImportFailure(f"{one.origin}: it would be the file {one.path!a}, but {reason}; rename it in the source")
        other = spelled.setdefault(one.path.casefold(), one)
        if other is not one:
            raise ImportFailure(f"{one.origin}: it would be the file {one.path}, as {other.origin} is; rename one of them")
        files[one.path] = _content(one, found.root)
    return files


def _content(one: ImportedFile, root: Path) -> bytes:
    try:
        if isinstance(one.content, Path):
            return read_bytes(one.content, root, MAX_COPIED)
        data = one.content.encode(errors="backslashreplace")
        check_size(len(data), MAX_BYTES)
    except UnreadableError as error:
        raise ImportFailure(f"{one.origin}: {error}") from None
    return data


def _page(path: str, data: bytes, reader: PageReader) -> Page:
    try:
        return reader.read_text(decode(data, path))
    except UnreadableError as error:
        return unreadable_page(path, str(error))


def _site_values(found: Import) -> dict[str, str]:
    values = found.settings.options.get("site")
    own = {str(key): str(value) for key, value in values.items()} if isinstance(values, dict) else {}
    settings = found.settings
    return {"title": settings.name, "description": settings.description, "url": settings.url, "baseurl": "", **own}


def expanded(page: Page, reader: PageReader) -> Text:
    """The text of a page with its includes in place."""
    text = Text.of(page.source)
    if not page.front_matter.entries:
        return text
    values = {key.text.value: value.text.value for key, value in page.front_matter.entries if isinstance(value, Scalar)}
    return Template(reader.includes(page.source.path), None, values).expand(text)


def _shown(link: Link, one: ImportedFile, folder: Path) -> Origin:
    """Where a link stands, from the folder of the pages."""
    file = Path(link.origin.file)
    return link.origin._replace(file=file.relative_to(folder).as_posix() if file.is_relative_to(folder) else one.path)


def _lost(one: ImportedFile, has: Counts) -> Iterator[Loss]:
    for name, before, after in zip(Counts._fields, one.before, has, strict=True):
        if name in {"parameters", "samples", "examples"} and after < before:
            what = f"{name}: {before:,} in the source, {after:,} in {one.path}"
            yield Loss(one.origin, what, "compare the two and write what lacks")
