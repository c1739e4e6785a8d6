"""Checking many pages: each one, and then all together."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from unisono.checker import Entry, Result, Summary, check, check_site
from unisono.configuration import Configuration
from unisono.diagnostic import Diagnostic
from unisono.page import Page
from unisono.pages import PageFile, PageReader
from unisono.source import Source


class Run:
    """The pages of a site that are checked so far."""

    def __init__(self, configuration: Configuration) -> None:
        self.reader = PageReader(configuration.includes, configuration.site)
        self._settings = configuration.settings
        self._checked: dict[PageFile, tuple[Result, Entry]] = {}
        self._known: dict[PageFile, tuple[Result, Entry]] = {}

    @property
    def pages(self) -> list[Path]:
        """The absolute paths of the pages that are checked."""
        return [file.absolute for file in self._checked]

    def check(self, file: PageFile) -> None:
        """Check a page."""
        self._checked[file] = self._known[file] if file in self._known else self._check(self.reader.read(file))

    def check_text(self, file: PageFile, source: Source) -> None:
        """Check a text as the page that is in that file."""
        self._checked[file] = self._check(self.reader.read_text(source))

    def again(self, changed: Collection[Path]) -> None:
        """Start over. What was found on pages that are not among `changed` is known when they are checked again."""
        self._known = {file: found for file, found in self._checked.items() if file.absolute not in changed}
        self._checked = {}

    def result(self) -> Result:
        """What was found, page by page in the order they were checked, then on the site, and what was looked at."""
        summary = Summary()
        found: list[Diagnostic] = []
        for result, _ in self._checked.values():
            summary += result.summary
            found += result.diagnostics
        site = check_site([entry for _, entry in self._checked.values()], self._settings)
        summary += site.summary
        return Result((*found, *site.diagnostics), summary)

    def _check(self, page: Page) -> tuple[Result, Entry]:
        return check(page, self._settings), Entry.of(page)
