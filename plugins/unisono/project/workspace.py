"""Checking pages of several sites, each with its own settings: a run for each configuration, told as one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from unisono.checking.diagnostic import Diagnostic
from unisono.checking.result import Result, combined
from unisono.fixing.versions import Terms
from unisono.pages.model import Page
from unisono.pages.paths import IncludeUsers, PageFile
from unisono.project.cache.store import Store
from unisono.project.configuration import Configuration, Configurations
from unisono.project.nearest import NearestReader
from unisono.project.run import Run
from unisono.text.source import Source


class Workspace:
    """The pages that are checked so far, each with the settings of its nearest configuration.

    `store_of` says where the results of a configuration's pages are kept, `jobs` is as of `Run`. What is asked of the pages of
    one site does not depend on those of another. Methods raise SettingsError for the configuration of a page.
    """

    def __init__(
        self, configurations: Configurations, store_of: Callable[[Configuration], Store | None], jobs: int = 1
    ) -> None:
        self.configurations = configurations
        self._store_of = store_of
        self._jobs = jobs
        self._runs: dict[Path | None, tuple[Configuration, Run]] = {}
        self._order: list[PageFile] = []
        self._found: list[tuple[Configuration, Result]] | None = None

    @property
    def sites(self) -> list[Configuration]:
        """The configurations of the pages, in the order in which they were met."""
        return [configuration for configuration, _ in self._runs.values()]

    @property
    def pages(self) -> list[Path]:
        """The absolute paths of the pages that are checked."""
        return [file.absolute for file in self._order]

    @property
    def include_folders(self) -> list[Path]:
        """The includes folders of the pages."""
        return [folder for _, run in self._runs.values() for folder in run.reader.include_folders]

    def check(self, files: Sequence[PageFile], done: Callable[[], None] = lambda: None) -> None:
        """Check pages, in this order. `done` is called after each page that was worked out."""
        self._found = None
        for configuration, own in self.configurations.grouped(files):
            self._run(configuration).check(own, done)
        self._order = list(dict.fromkeys([*self._order, *files]))

    def check_documents(self, paths: Iterable[Path]) -> None:
        """Check the samples in OpenAPI documents. Raises as `Run.check_documents`, too."""
        self._found = None
        for path in paths:
            self._run(self.configurations.of(path)).check_documents([path])

    def check_text(self, file: PageFile, source: Source) -> None:
        """Check a text as the page that is in that file."""
        self._run(self.configurations.of(file.path)).check_text(file, source)
        self._order.append(file)
        self._found = None

    def also(self, files: Sequence[PageFile]) -> None:
        """Compare the pages that are checked with all of these of their sites; the others are checked elsewhere."""
        self._found = None
        for configuration, own in self.configurations.grouped(files):
            if configuration.file in self._runs:
                self._run(configuration).also(own)

    def again(self, changed: Collection[Path]) -> None:
        """Start over, as `Run.again`."""
        self._order = []
        self._found = None
        for _, run in self._runs.values():
            run.again(changed)

    def results(self) -> Sequence[tuple[Configuration, Result]]:
        """What was found page by page in the order they were checked, then site by site."""
        if self._found is None:
            self._found = list(self._results())
        return self._found

    def _results(self) -> Iterator[tuple[Configuration, Result]]:
        of_pages: dict[PageFile, tuple[Configuration, Result]] = {}
        of_sites: list[tuple[Configuration, Result]] = []
        for configuration, run in self._runs.values():
            for file, result in run.results():
                if file is None:
                    of_sites.append((configuration, result))
                else:
                    of_pages[file] = configuration, result
        yield from (of_pages[file] for file in self._order)
        yield from of_sites

    def result(self) -> Result:
        """All that was found, in that order, and what was looked at."""
        return combined([result for _, result in self.results()], self.base_paths)

    @property
    def base_paths(self) -> list[str]:
        """Those of the APIs that the pages leave out, each once; of several sites in the order of the alphabet."""
        told = [path for _, run in self._runs.values() for path in run.base_paths]
        return list(dict.fromkeys(told)) if len(self._runs) == 1 else sorted({*told})

    def with_fixes(self, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Findings, with what mends them where something does. An edit of an include is right on the pages of all sites."""
        found = list(diagnostics)
        reader = NearestReader(self.configurations)
        users = IncludeUsers(reader, self.configurations.with_includes([]), self._order)
        terms = {configuration.file: run.terms() for configuration, run in self._runs.values()}

        def pages_with(include: str) -> Iterator[tuple[Page, Terms]]:
            for file in users.of(include):
                configuration = self.configurations.of(file.path)
                run = self._runs.get(configuration.file)
                page = run[1].page(file) if run else reader.read(file)
                yield page, terms[configuration.file](page) if run else Terms(configuration.settings)

        for _, run in self._runs.values():
            found = run.with_fixes(found, reader, pages_with)
        return found

    def with_pages(
        self, found: Sequence[Diagnostic]
    ) -> Iterator[tuple[PageFile, Page, Callable[[Source], Page], list[Diagnostic]]]:
        """The pages that some of what was found is about, each with what reads a text as it, and with its own findings, those
        in its includes too."""
        wanted = set(map(_place, found))
        for _, run in self._runs.values():
            files = {str(file.path): file for file in self._order if file in run}
            of_pages: dict[PageFile, list[Diagnostic]] = {}
            for file, result in run.results():
                for one in result.diagnostics:
                    about = file or files.get(one.span.path)
                    if about and _place(one) in wanted:
                        of_pages.setdefault(about, []).append(one)
            for about, own in of_pages.items():
                page = run.page(about)
                yield about, page, run.reader.read_text, [_moved(one, page) for one in own]

    def _run(self, configuration: Configuration) -> Run:
        if configuration.file not in self._runs:
            run = Run(configuration, self._store_of(configuration), self._jobs)
            self._runs[configuration.file] = configuration, run
        return self._runs[configuration.file][1]


def _place(diagnostic: Diagnostic) -> tuple[object, ...]:
    span = diagnostic.span
    return diagnostic.rule, diagnostic.message, span.path, span.start, span.end


def _moved(diagnostic: Diagnostic, page: Page) -> Diagnostic:
    """A finding of a page as one of the same page, read again."""
    span = diagnostic.span
    return replace(diagnostic, span=span._replace(source=page.source)) if span.path == page.source.path else diagnostic
