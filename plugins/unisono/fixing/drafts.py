"""The files of a site as the edits that are made so far leave them: pages, and the includes that they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from unisono.checking.diagnostic import Edit
from unisono.fixing.candidates import Wish
from unisono.fixing.sharing import Others
from unisono.fixing.versions import Terms, edited
from unisono.pages.model import Page
from unisono.pages.paths import IncludeUsers, PageReader
from unisono.text.files import file_of
from unisono.text.source import Source


class Drafts:
    """What becomes of pages that `reader` reads; `terms_of` says what a page is checked with, `wish` what the user
    asks for."""

    def __init__(self, reader: PageReader, users: IncludeUsers, terms_of: Callable[[Page], Terms], wish: Wish) -> None:
        self._reader = reader
        self._users = users
        self._terms_of = terms_of
        self._wish = wish
        self._others: Others | None = None
        self._before: dict[str, Source] = {}
        self._texts: dict[str, str] = {}

    @property
    def changed(self) -> Iterator[tuple[Source, str]]:
        """The files that are other ones, as they were read, and their texts now."""
        yield from ((source, self._texts[file]) for file, source in self._before.items() if self._is_changed(file))

    def read(self, source: Source, texts: Mapping[str, str] | None = None) -> Page:
        """The page with this text, and with includes as they are now but for `texts`; what `mend` reads again with."""
        return self._reader.read_text(source, {**self._texts, **(texts or {})})

    def now(self, page: Page) -> Page:
        """A page as it is now."""
        if not self._texts:
            return page
        text = self._texts.get(file_of(page.source))
        return self.read(page.source if text is None else Source(page.source.path, text))

    def make(self, edits: Iterable[Edit]) -> None:
        """Make edits of files as they are now."""
        made = edited(edits)
        if made:
            self._others = None
        for source, text in made.items():
            file = file_of(source)
            self._before.setdefault(file, source)
            self._texts[file] = text

    @property
    def others(self) -> Others:
        """The pages that use includes, as they are now."""
        if self._others is None:
            self._others = Others(self._users_now, self.read, self._wish)
        return self._others

    def _users_now(self, include: str) -> Iterator[tuple[Page, Terms]]:
        """The pages that use an include, as they are now."""
        for file in self._users.of(include):
            page = self.now(self._reader.read(file))
            yield page, self._terms_of(page)

    def used(self, page: Page) -> list[str]:
        """The names of the changed includes that a page is made with."""
        files = dict.fromkeys(self._reader.include_files(page))
        return [self._before[file].path for file in files if self._is_changed(file)]

    def _is_changed(self, file: str) -> bool:
        return file in self._before and self._texts[file] != self._before[file].text
