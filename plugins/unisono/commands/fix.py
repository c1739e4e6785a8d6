"""`unisono fix`: mend the samples that cannot run or send another request than their page declares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from pathlib import Path

import click

from unisono.checking.check import compared
from unisono.commands import CONFIG, INCLUDES, PATHS, configured, failing, no_endpoint_page
from unisono.commands._rewriting import CHECK, DIFF, FROM, Change, Pages, check_source, finish
from unisono.fixing.candidates import Left, Mended, Wish
from unisono.fixing.drafts import Drafts
from unisono.fixing.mending import mend
from unisono.fixing.versions import Terms
from unisono.pages.model import Page, Sample
from unisono.pages.paths import IncludeUsers, PageFile
from unisono.project.configuration import Configurations, pages_here
from unisono.project.selection import looked_at
from unisono.records import dataclass


@click.command("fix", short_help="Mend the samples that send another request than their page declares.")
@PATHS
@INCLUDES
@CONFIG
@click.option("--unsafe-fixes", is_flag=True, help="Also change what samples send, to what the page declares.")
@FROM
@DIFF
@CHECK
def command(
    paths: tuple[Path, ...],
    includes: Path | None,
    config: Path | None,
    unsafe_fixes: bool,
    source: str | None,
    diff: bool,
    only_check: bool,
) -> None:
    """Mend the samples that cannot run or send another request than their page declares.

    PATH is a page or a folder of pages, by default those of the site. Without --unsafe-fixes only how a sample is written is
    changed: a missing backslash, typographic quotation marks. With it, values that differ are replaced by those that the page
    declares, and samples of which that is not possible are written anew. What the page leaves open is as in the sample that
    differs least, or as in that of the client which --from or `source` in the front matter names.

    Each change is made only if the page, read again, then has a sample that sends the declared request, and nothing new to be
    found. Exit status: 0, 1 if samples are left that cannot run or differ, or a page cannot be read (with --diff and --check:
    if something would be changed), or 2 if it could not run or a file could not be written.
    """
    check_source(source)
    configurations = configured(config, includes)
    with failing():
        paths = paths or pages_here(configurations.of_folder(Path()))
        changes, unread = _changes(paths, configurations, Wish(unsafe_fixes, source))
    if not changes:
        raise no_endpoint_page(paths)
    finish(changes, unread, "mended", diff=diff, only_check=only_check)


def _changes(paths: tuple[Path, ...], configurations: Configurations, wish: Wish) -> tuple[list[Change], int]:
    """What is changed, and how many pages cannot be read."""
    read = Pages(looked_at(paths, configurations, misnamed=True), configurations)
    pages, reader = list(read.with_samples()), read.reader
    drafts = Drafts(reader, IncludeUsers(reader, configurations.with_includes(paths)), read.terms_of, wish)
    works = [_Work(file, page) for file, page in pages]
    is_new = True
    while is_new:
        is_new = False
        for work in works:
            if work.is_waiting:
                is_new = work.mend(drafts, read.terms_of, wish) or is_new
    texts = {source.path: (source, text) for source, text in drafts.changed}
    found = []
    for work in works:
        source = work.page.source
        rest = list(dict.fromkeys(f"{_place(one.sample)} is left: {one.reason}" for one in work.left or ()))
        source, text = texts.pop(source.path, (source, source.text))
        found.append(Change(work.file.root, source, text, list(work.done), rest, drafts.used(work.page)))
    changed = [Change(reader.include_folder(source), source, text) for source, text in texts.values()]
    return [*changed, *found], len(read.unread())


@dataclass
class _Work:
    """What is done to a page: a line for each thing, what is left of it, and the samples that were mended so far that they can
    be read, by their numbers, each with its place."""

    file: PageFile
    page: Page
    done: dict[str, None] = field(default_factory=dict)
    left: list[Left] | None = None
    uncovered: dict[int, tuple[str, Mended]] = field(default_factory=dict)
    is_uncovered: bool = False

    @property
    def is_waiting(self) -> bool:
        """Whether there is something to do: an edit of an include may be right only when other pages are mended, and what
        differs of a sample is known only when it can be read. As it can be read from then on, there is an end to that."""
        return self.left is None or self.is_uncovered or any(_is_shared(one.sample, self.page) for one in self.left)

    def mend(self, drafts: Drafts, terms_of: Callable[[Page], Terms], wish: Wish) -> bool:
        """Mend what can be mended now; whether that is anything."""
        now = drafts.now(self.page)
        settings, base = terms_of(now)
        mended, self.left = mend(now, settings, drafts.read, wish, base, drafts.others)
        drafts.make(edit for one in mended for edit in one.edits)
        samples = compared(now)
        for one in mended:
            self._tell(one, samples.index(one.sample))
        self.is_uncovered = wish.unsafe and any(one.uncovers for one in mended)
        return bool(mended)

    def _tell(self, one: Mended, number: int) -> None:
        place, message = _place(one.sample), one.message
        if number in self.uncovered:  # one sample is mended once
            place, first = self.uncovered.pop(number)
            del self.done[_line(place, first.message, first)]
            message = f"{first.message}; {message}"
        self.done[_line(place, message, one)] = None
        if one.uncovers:
            self.uncovered[number] = place, one


def _line(place: str, message: str, one: Mended) -> str:
    return f"{place}: {message} ({one.safety})"


def _place(sample: Sample) -> str:
    return f"{sample.span.path}:{sample.span.line}: {sample.title}"


def _is_shared(sample: Sample, page: Page) -> bool:
    """Whether a part of a sample is in an include."""
    return any(piece.source.path != page.source.path for piece in sample.code.pieces)
