"""The site that an open page is of: checked as `unisono check` does, the open pages first."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from unisono.checking.base_paths import Base
from unisono.checking.diagnostic import Diagnostic
from unisono.checking.settings import SettingsError
from unisono.editing.readings import Readings
from unisono.pages.liquid import Includes
from unisono.pages.model import Page
from unisono.pages.paths import IncludeUsers, PageFile
from unisono.project.baseline import BaselineError, read_baseline
from unisono.project.cache.store import Store, cache_folder
from unisono.project.configuration import Configuration, Configurations, find_configuration, pages_folder
from unisono.project.run import Run
from unisono.project.selection import Selection, looked_at
from unisono.records import dataclass
from unisono.text.files import INCLUDES, UnreadableError, find_includes, is_markdown
from unisono.text.source import Source, Span, Text

AT_ONCE = 4
"""Pages that are checked between two looks at what the editor says."""


@dataclass(frozen=True)
class Place:
    """The settings of a page, and the folder whose pages are looked at together; of a page outside of any, the page alone."""

    configuration: Configuration
    pages: Path

    @property
    def identity(self) -> tuple[Path | None, Path]:
        return self.configuration.file, self.pages


def site_of(path: Path) -> Place:
    """Where a page belongs: to the pages of the site whose settings it has. Raises SettingsError."""
    configuration = find_configuration(path)
    if configuration.file is not None:
        folder = configuration.file.parent
        pages = _absolute(pages_folder(folder))
        if not pages.exists():  # settings of a folder of pages, or of several
            pages = _absolute(folder)
        own = configuration.includes or find_includes(pages / "page.md")
        if path.is_relative_to(pages) or (own is not None and path.is_relative_to(_absolute(own))):
            return Place(configuration, pages)
    includes = next((folder for folder in path.parents if folder.name == INCLUDES), None)
    return Place(configuration, path if includes is None else includes.parent)


def _absolute(path: Path) -> Path:
    """As editors name files: settings name them from the working directory, which may be anywhere."""
    return Path(os.path.abspath(path))  # noqa: PTH100 (without `..`)


@dataclass(frozen=True)
class View:
    """What is known of an open text: the page that it is, or one that is made with it, as places in it have it (`source`)."""

    site: OpenSite
    file: PageFile
    page: Page
    source: Source

    def holds(self, span: Span, at: int) -> bool:
        """Whether a stretch is in this text, maybe as it was read another time, and the character there in it or at its end."""
        own = self.source
        is_own = span.source is own or (span.path == own.path and span.source.text == own.text)
        return is_own and span.start <= at <= span.end

    def has(self, text: Text, at: int) -> bool:
        """Whether some of a text, which may be of several files, comes from around that character."""
        return any(piece.source is self.source and piece.start <= at <= piece.end for piece in text.pieces)


class OpenSite:
    """A site of which pages are open. `texts` are the open ones, by `file_of`; they may change. Raises SettingsError where its
    baseline cannot be read."""

    def __init__(self, place: Place, texts: Mapping[str, str], warn: Callable[[str], None]) -> None:
        self.configuration = place.configuration
        self._folder = place.pages
        self._texts = texts
        self._run = Run(place.configuration, Store(cache_folder(place.configuration.file), warn), texts=texts)
        self._stale: set[PageFile] = set()
        self._left: list[PageFile] = []
        self._order: list[PageFile] = []
        self._nearest = Configurations()
        self._models: dict[PageFile, Page] = {}
        self._readings: dict[PageFile, Readings] = {}
        self._fixed: tuple[tuple[Diagnostic, ...], list[Diagnostic]] | None = None
        try:
            self._baseline = read_baseline(place.configuration.baseline) if place.configuration.baseline else None
        except BaselineError as error:
            raise SettingsError(str(error)) from None
        self.list_anew()

    @property
    def baseline(self) -> Path | None:
        """The file of the findings that are not told."""
        return _absolute(self._baseline.file) if self._baseline else None

    @property
    def is_complete(self) -> bool:
        """Whether all pages are checked."""
        return not self._left

    def list_anew(self) -> None:
        """Find the pages with these settings, those that only the editor has as well, and have all checked."""
        self._nearest = Configurations()
        try:
            files = (
                [*filter(self._is_own, looked_at([self._folder], self._nearest, misnamed=True))]
                if self._folder.exists()
                else []
            )
        except (OSError, UnreadableError, SettingsError):
            files = []
        known = {file.absolute for file in files}
        root = self._folder.parent if is_markdown(self._folder.name) else self._folder
        made = [path for path in map(Path, self._texts) if path not in known and self._may_be_made(path)]
        self._order = [*files, *filter(self._is_own, (PageFile(path, root) for path in made))]
        if made:
            self._order.sort(key=lambda file: file.path.parts)
        self._by_path = {file.absolute: file for file in self._order}
        self._left = list(self._order)
        self._models.clear()
        self._stale |= {file for file in self._order if os.path.realpath(file.path) in self._texts}

    def page(self, path: Path) -> PageFile | None:
        """The page in that file; None if it is no page of the site."""
        return self._by_path.get(path)

    def found_on(self, page: PageFile) -> list[Diagnostic]:
        """What a check of the site says of a page, as far as its other pages are checked."""
        if page in self._stale or page not in self._run:
            self._look(page)
        found = self._run.found_on(page)
        return found if self._baseline is None else self._baseline.new(found)

    def model(self, page: PageFile) -> Page:
        """A page as it is now, with all places in it: what was checked has readings from before."""
        if page in self._stale or page not in self._run:
            self._look(page)
        if page not in self._models:
            self._models[page] = self._run.reader.read_found(page)
        return self._models[page]

    def view(self, path: Path) -> View | None:
        """What is known of a text that is open; None where it is of no page."""
        file = self.page(path)
        if file is not None:
            return View(self, file, page := self.model(file), page.source)
        real = os.path.realpath(path)
        self.includes(os.fspath(path))  # its folder is one that is looked in, also if no page has been read since it changed
        for user in self._users(real):
            page = self.model(user)
            names = zip(page.includes, self._run.reader.include_files(page), strict=True)
            if name := next((name for name, include in names if include == real), None):
                return View(self, user, page, self._run.reader.includes(page.source.path).source(name))
        return None

    def with_fixes(self, found: tuple[Diagnostic, ...]) -> list[Diagnostic]:
        """Findings, with what mends them where something does: worked out once, as editors ask at each move."""
        if self._fixed is None or self._fixed[0] != found:
            self._fixed = found, self._run.with_fixes(found)
        return self._fixed[1]

    def reread(self, source: Source) -> Page:
        """The page with another text."""
        return self._run.reader.read_text(source)

    def includes(self, path: str) -> Includes:
        """The includes of the page, or the include, in a file."""
        return self._run.reader.includes(path)

    @property
    def visibilities(self) -> list[str]:
        """What `visibility` pages have: as the settings say, else as those do that are checked, the commonest first."""
        return list(self.configuration.settings.visibilities) or self._run.visibilities

    def base_of(self, page: PageFile) -> Base | None:
        """The base path of a page that others tell, as `check` takes it."""
        return self._run.base_of(page)

    @property
    def clients(self) -> list[str]:
        """The languages that samples are wanted in: those of the settings, else those of all pages, the commonest first."""
        return list(self.configuration.settings.languages) or self._run.clients

    def found_in(self, path: Path) -> tuple[Diagnostic, ...]:
        """What pages have found in a file that they are made with, each finding once."""
        found = self._run.found_in(os.path.realpath(path))
        new = found if self._baseline is None else self._baseline.new(found)
        return tuple({(one.rule, one.message, one.span.start, one.span.end): one for one in new}.values())

    def changed(self, path: Path) -> None:
        """A file, or an open text, is another one, or gone."""
        self._fixed = None
        page = self._by_path.get(path)
        if page is not None and (path.exists() or os.path.realpath(path) in self._texts):
            self._stale.add(page)
            if os.path.realpath(path) not in self._texts:
                self._left.append(page)
        elif page is not None or self._may_be_page(path):
            self.list_anew()
        elif self._is_include(path):
            self._run.reader.forget_includes()
            self.list_anew()

    def go_on(self) -> None:
        """Check some of the pages that are left."""
        some, self._left = self._left[:AT_ONCE], self._left[AT_ONCE:]
        closed = [file for file in some if os.path.realpath(file.path) not in self._texts]
        for file in some:
            if file not in closed:
                self.found_on(file)
        self._run.check(closed)
        self._stale.difference_update(closed)
        if not self._left:
            self._run.arrange(self._order)

    def _look(self, page: PageFile) -> None:
        model = self._run.reader.read_found(page)
        self._run.check_now(page, model, self._readings.setdefault(page, Readings()).lend(model))
        self._models.pop(page, None)
        self._stale.discard(page)

    def _users(self, include: str) -> Iterator[PageFile]:
        """The pages that use an include, by its `file_of`, those that are known first."""
        yield from [file for file, page in self._models.items() if include in self._run.reader.include_files(page)]
        with suppress(OSError, UnreadableError):  # a folder that cannot be listed has no pages that are known
            yield from IncludeUsers(self._run.reader, [self._folder] if self._folder.exists() else []).of(include)

    def _may_be_made(self, path: Path) -> bool:
        """Whether a page would be one of the site once it is saved; one that is there and was not found is passed over."""
        is_excluded = Selection(self._nearest).excluded_below(path, self._folder)
        return not path.exists() and self._may_be_page(path) and not is_excluded

    def _is_own(self, page: PageFile) -> bool:
        """Whether the settings of a page are those of this site; wrong ones are told when it is open."""
        try:
            return self._nearest.of(page.path).file == self.configuration.file
        except SettingsError:
            return False

    def _may_be_page(self, path: Path) -> bool:
        inside = path == self._folder or path.is_relative_to(self._folder)
        return inside and is_markdown(path.name) and not self._is_include(path) and INCLUDES not in path.parts

    def _is_include(self, path: Path) -> bool:
        known = [*self._run.reader.include_folders, *filter(None, [self.configuration.includes])]
        folders = [os.path.realpath(folder) for folder in known]
        return any(Path(os.path.realpath(path)).is_relative_to(folder) for folder in folders) or INCLUDES in path.parts
