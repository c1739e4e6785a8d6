"""A page as it is, and as it is with edits of it and of its includes: each version is read and checked once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import NamedTuple

from unisono.checking.base_paths import Base
from unisono.checking.check import compared, examine, judge
from unisono.checking.checked import CheckedPage, CheckedSample
from unisono.checking.diagnostic import Diagnostic, Edit
from unisono.checking.settings import Settings
from unisono.fixing.edits import Uneditable, applied
from unisono.pages.model import Page, Sample
from unisono.text.files import file_of
from unisono.text.source import Source

MOST_READ = 10_000_000
"""Characters of versions of a page that are read: a thousand versions of a page of usual length, ten of one of a megabyte."""


class TooLong(Uneditable):
    """A page is too long, or too much of it is wrong, for all changes to be tried."""


Reread = Callable[..., Page]
"""Reads a `Source` as the page that is called so; a second argument are the texts of includes that are other ones than in their
files, by `file_of`, if there are any."""


class Terms(NamedTuple):
    """What a page is checked with: the settings of its site, and its base path, as in `check`."""

    settings: Settings
    base: Base | None = None


class Version:
    """A page with one text. What is worked out of it, is so when it is asked for."""

    def __init__(self, page: Page, settings: Settings, base: Base | None) -> None:
        self.page = page
        self._settings = settings
        self._base = base

    @cached_property
    def samples(self) -> tuple[Sample, ...]:
        return compared(self.page)

    @cached_property
    def checked(self) -> CheckedPage:
        return examine(self.page, self._settings, self._base)

    @cached_property
    def found(self) -> tuple[Diagnostic, ...]:
        return judge(self.checked).diagnostics

    @cached_property
    def told(self) -> frozenset[Sample]:
        """The samples that something is found of, and that cannot run or differ. That one only defines functions is no slip,
        and nothing that is mended: what it differs in may be the page's."""
        titles = {diagnostic.sample for diagnostic in self.found if diagnostic.rule != _UNCALLED}
        return frozenset(c.sample for c in self.checked.all_samples if c.outcome != "agree" and c.sample.title in titles)


class Versions:
    """The versions of a page; `base` as in `check`."""

    def __init__(self, page: Page, settings: Settings, reread: Reread, base: Base | None) -> None:
        self.settings = settings
        self.base = base
        self.before = Version(page, settings, base)
        self.reread = reread
        self._known: dict[frozenset[Edit], Version] = {}
        self._read_so_far = 0

    def after(self, edits: Iterable[Edit]) -> Version:
        """The page with the edits, which are of itself or of includes. Raises TooLong where so much was read before that the
        time for all changes has no bound."""
        made = tuple(dict.fromkeys(edits))  # several at one place stay in their order
        key = frozenset(made)
        if key not in self._known:
            self._known[key] = Version(self._read(made), self.settings, self.base)
        return self._known[key]

    def number(self, sample: Sample) -> int:
        """Which of its samples, as it is, one is."""
        return self._numbers[sample]

    @cached_property
    def _numbers(self) -> dict[Sample, int]:
        return {sample: number for number, sample in enumerate(self.before.samples)}

    def _read(self, edits: Iterable[Edit]) -> Page:
        source = self.before.page.source
        if self._read_so_far > MOST_READ:
            raise TooLong("the page is too long to try more changes of it; mend some, and run it again")
        self._read_so_far += len(source.text)
        texts = edited(edits)
        own = Source(source.path, texts.pop(source, source.text))
        others = {file_of(include): text for include, text in texts.items()}
        return self.reread(own, others) if others else self.reread(own)

    def new(self, after: Version) -> list[Diagnostic]:
        """What is found on a version that was not found before. That a sample which could not be read only defines functions
        was so before it was mended."""
        unread = {one.sample.title for one in self.before.checked.all_samples if one.outcome in {"invalid", "unsupported"}}
        return [d for d in found_only(after, self.before) if not (d.rule == _UNCALLED and d.sample in unread)]

    def gone(self, after: Version) -> list[Diagnostic]:
        """What was found and is not found on a version."""
        return found_only(self.before, after)

    def unclean(self, after: Version) -> str | None:
        """Why a version is worse than the page is; None where it is not."""
        new = self.new(after)
        return worse(new[0]) if new else None


_UNCALLED = "uncalled-function"


def worse(new: Diagnostic) -> str:
    """Why a page is worse on which something new is found."""
    return f"the page would not check clean: {new.message} ({new.rule})"


def found_only(here: Version, there: Version) -> list[Diagnostic]:
    """What is found on one version of a page and not on another."""
    known = {(d.rule, d.sample, d.where) for d in there.found}
    return [d for d in here.found if (d.rule, d.sample, d.where) not in known]


def edited(edits: Iterable[Edit]) -> dict[Source, str]:
    """The texts of the files that edits are of, with them."""
    by_file: dict[str, dict[tuple[int, int, str], Edit]] = {}
    for edit in edits:
        by_file.setdefault(file_of(edit.span.source), {})[edit.span.start, edit.span.end, edit.text] = edit
    sources = {file: next(iter(own.values())).span.source for file, own in by_file.items()}
    return {sources[file]: applied(sources[file], own.values()) for file, own in by_file.items()}


def is_right(checked: CheckedSample) -> bool:
    """Whether a sample is sent, and differs in nothing but in what the page has otherwise than all of them."""
    return checked.sample.reading.status == "ok" and all(one.of_page for one in checked.disagreements)
