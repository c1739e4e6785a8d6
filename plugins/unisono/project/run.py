"""Checking many pages: each one, and then all together. What is known of a page is not worked out again."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unisono.checking.base_paths import Base, BasePaths, base_paths
from unisono.checking.check import check, check_site, entry_of
from unisono.checking.diagnostic import Diagnostic
from unisono.checking.result import Entry, Result, combined
from unisono.languages import languages
from unisono.pages.paths import IncludeUsers, PageFile, PageReader
from unisono.project import processes
from unisono.project.cache import encoding, including
from unisono.project.cache.fingerprint import digest, program
from unisono.project.cache.store import Known, Store
from unisono.project.configuration import Configuration
from unisono.project.processes import look_for_garbage_seldom
from unisono.records import dataclass
from unisono.text.files import UnreadableError, ends_as_page
from unisono.text.source import Source, Span

if TYPE_CHECKING:
    from unisono.fixing.sharing import Users
    from unisono.fixing.versions import Terms
    from unisono.pages.model import Page

Checked = tuple[Result, Entry]

KIND = "check"
"""Under which a page's result is known."""

SOME = 40
"""Pages from which on copies of this process are quicker than it is alone."""

MANY = 400
"""Pages from which on fresh processes are quicker than one: to start them takes as long as to check some two hundred."""

_FEW = 8
"""Pages that a process is given at a time: few, so that none is left with many at the end."""

_FIRST = 3
"""Pages that are checked before there are copies of this process, which then have what these needed: of a site of some hundred
pages, an eighth of what each takes. More of them keep the other processors waiting for longer than they save."""

_BATCH = 25
"""Pages that a worker of a cluster is given at a time."""


@dataclass(frozen=True)
class _Told:
    """What all pages together tell, until one of them tells something else: the base paths, and the pages of which rules about
    the site say nothing."""

    bases: BasePaths
    silent: set[PageFile] = field(default_factory=set)


class Run:
    """The pages of a site that are checked so far.

    `store` is where results are kept from run to run, None to keep none. `jobs` is the number of processes: -1 is one for each
    processor. `texts` are in the place of what is in files, by `file_of`.
    """

    def __init__(
        self,
        configuration: Configuration,
        store: Store | None = None,
        jobs: int = 1,
        texts: Mapping[str, str] | None = None,
    ) -> None:
        self.reader = PageReader(configuration.includes, configuration.site, texts)
        self._configuration = configuration
        self._store = store
        self._jobs = jobs
        self._checked: dict[PageFile, Checked] = {}
        self._known: dict[PageFile, Checked] = {}
        self._site: list[Entry] | None = None
        self._documents: dict[Path, Result] = {}
        self._texts: dict[PageFile, Source] = {}
        self._told: _Told | None = None
        self._is_edited = texts is not None

    @cached_property
    def _digest(self) -> str:
        """Of all that results are made from besides the page; to look at the files of this program takes a twelfth of the time
        of a check of one page, and only what is kept needs it."""
        return digest(program(), repr(self._configuration.settings), repr(self._configuration.site))

    @property
    def pages(self) -> list[Path]:
        """The absolute paths of the pages that are checked."""
        return [file.absolute for file in self._checked]

    def __contains__(self, file: PageFile) -> bool:
        return file in self._checked

    def check(self, files: Sequence[PageFile], done: Callable[[], None] = lambda: None) -> None:
        """Check pages, in this order. `done` is called after each page that was worked out."""
        found: dict[PageFile, Checked] = {file: self._known[file] for file in files if file in self._known}
        sources: dict[PageFile, Source] = {}
        for file in files:
            if file not in found and not ends_as_page(file.path.name):
                found[file] = self._check_here(self.reader.read_found(file))
            elif file not in found:
                try:
                    sources[file] = self.reader.source(file)
                except UnreadableError:
                    found[file] = self._check_here(self.reader.read(file))
        found |= self._recall(sources)
        for file, checked in self._work_out({file: source for file, source in sources.items() if file not in found}):
            found[file] = checked
            done()
        self._checked |= {file: found[file] for file in files}
        self._told = None

    def check_documents(self, paths: Iterable[Path]) -> None:
        """Check the samples in OpenAPI documents. Raises DocumentError, UnreadableError and OSError."""
        # Few runs have one, and what reads them takes a tenth of the start-up.
        from unisono.project.documents import check_document  # noqa: PLC0415

        for path in paths:
            self._documents[path] = check_document(path, self._configuration.settings)

    def check_text(self, file: PageFile, source: Source) -> None:
        """Check a text as the page that is in that file."""
        self._texts[file] = source
        self._checked[file] = self._check_here(self.reader.read_text(source))
        self._told = None

    def check_now(self, file: PageFile, page: Page, here: Callable[[Span], Span]) -> None:
        """Check a page as it is now, whatever is known of it, and keep nothing for the next run; `here` as in `check`."""
        before = self._checked.get(file)
        now = self._checked[file] = check(page, self._configuration.settings, here=here), entry_of(page)
        if before is None or before[1].facts is None or before[1].facts != now[1].facts:
            self._told = None

    def arrange(self, files: Sequence[PageFile]) -> None:
        """Have these pages, in this order, and no others, of those that are checked."""
        self._checked = {file: self._checked[file] for file in files if file in self._checked}
        self._told = None

    def found_on(self, file: PageFile) -> list[Diagnostic]:
        """What `result` says of one of the pages that are checked, in the same order."""
        entries = [entry for _, entry in self._checked.values()]
        if self._told is None:
            self._told = _Told(base_paths(entries))
        told, (result, entry) = self._told, self._checked[file]
        found = [*self._own(told.bases, file, result, entry).diagnostics]
        if file not in told.silent:
            of_site = check_site(entries, self._configuration.settings, {entry.path}).diagnostics
            if not of_site and entry.facts is not None:
                told.silent.add(file)
            found += of_site
        return found

    def found_in(self, path: str) -> list[Diagnostic]:
        """What was found in a file that pages are made with, by `file_of`, on each of them."""
        return [
            diagnostic
            for result, _ in self._checked.values()
            for diagnostic in result.diagnostics
            if os.path.realpath(diagnostic.span.path) == path
        ]

    def base_of(self, file: PageFile) -> Base | None:
        """The base path of a page that is checked, in `check`, where the others tell another one."""
        return self._base_of(base_paths([entry for _, entry in self._checked.values()]), self._checked[file][1])

    @property
    def clients(self) -> list[str]:
        """The clients, or titles, of the samples of the pages that are checked, those of most pages first."""
        counted = Counter(client for _, entry in self._checked.values() for client in sorted(entry.clients))
        return [client for client, _ in counted.most_common()]

    @property
    def visibilities(self) -> list[str]:
        """The values of `visibility` of the pages that are checked, those of most pages first."""
        counted = Counter(entry.visibility for _, entry in self._checked.values() if entry.visibility)
        return [value for value, _ in counted.most_common()]

    def also(self, files: Sequence[PageFile]) -> None:
        """Compare the pages that are checked with all of these, in this order; the others are checked by another run."""
        sources: dict[PageFile, Source] = {}
        for file in files:
            if file not in self._checked and ends_as_page(file.path.name):
                with suppress(UnreadableError):  # reported where it is checked
                    sources[file] = self.reader.source(file)
        entries = {file: entry for file, (_, entry) in [*self._checked.items(), *self._recall(sources)]}
        if any(file not in entries for file in sources):
            entries |= {f: entry_of(self.reader.read_text(s)) for f, s in sources.items() if f not in entries}
        self._site = [entries[file] for file in files if file in entries]

    def again(self, changed: Collection[Path]) -> None:
        """Start over. What was found on pages that are not among `changed` is known when they are checked again."""
        self._known = {file: found for file, found in self._checked.items() if file.absolute not in changed}
        self._checked = {}

    @property
    def base_paths(self) -> Collection[str]:
        """Those of the API that the pages leave out."""
        return self._bases().all if self._infers_bases else ()

    def results(self) -> Iterator[tuple[PageFile | None, Result]]:
        """What was found page by page in the order they were checked, then on the site, then in documents, and what was looked
        at."""
        bases = self._bases()
        for file, (result, entry) in self._checked.items():
            yield file, self._own(bases, file, result, entry)
        yield None, self._check_site()
        yield from ((None, result) for result in self._documents.values())

    def result(self) -> Result:
        """All that was found, in that order."""
        return combined([result for _, result in self.results()], self.base_paths)

    def terms(self) -> Callable[[Page], Terms]:
        """What says of a page of this site what it is checked with."""
        from unisono.fixing.versions import Terms  # noqa: PLC0415 (as below)

        bases, settings = self._bases(), self._configuration.settings
        return lambda page: Terms(settings, self._base_of(bases, entry_of(page)))

    def with_fixes(
        self, diagnostics: Sequence[Diagnostic], reader: PageReader | None = None, users: Users | None = None
    ) -> list[Diagnostic]:
        """Findings, with what mends them where something does. Where there are other sites, `reader` reads the pages of all,
        and `users` are those of them that use an include."""
        from unisono.project.offering import Offering  # noqa: PLC0415 (takes a tenth of the start-up, and most reports have no fixes)

        about = {diagnostic.span.path for diagnostic in diagnostics if diagnostic.sample is not None}
        bases = self._bases()
        wanted = {
            file: self._base_of(bases, entry)
            for file, (result, entry) in self._checked.items()
            if about & {entry.path, *(d.span.path for d in result.diagnostics if d.sample is not None)}
        }
        store = None if self._is_edited else self._store
        users = self._own_users() if users is None else users
        offering = Offering(reader or self.reader, self._configuration.settings, store, self._digest, self._texts, users)
        return offering.with_fixes(diagnostics, wanted)

    def _own_users(self) -> Users:
        files = IncludeUsers(self.reader, self._configuration.with_includes([]), self._checked)
        terms_of = self.terms()
        return lambda include: ((page, terms_of(page)) for page in map(self.page, files.of(include)))

    def page(self, file: PageFile) -> Page:
        """A page of the site, also one that is not checked."""
        source = self._texts.get(file)
        return self.reader.read_text(source) if source else self.reader.read(file)

    def _bases(self) -> BasePaths:
        return base_paths(self._site or [entry for _, entry in self._checked.values()])

    @property
    def _infers_bases(self) -> bool:
        """Whether base paths are told from the pages: the settings may state the servers."""
        return not self._configuration.settings.stating_servers

    def _own(self, bases: BasePaths, file: PageFile, result: Result, entry: Entry) -> Result:
        """What is found on a page by itself, below the base path that the others tell."""
        base = self._base_of(bases, entry)
        return result if base is None else self._check_below(base, file)

    def _base_of(self, bases: BasePaths, entry: Entry) -> Base | None:
        """The base path of a page in `check`, where the others tell another one."""
        return bases.of(entry) if self._infers_bases and bases.departs(entry) else None

    def _check_below(self, base: Base, file: PageFile) -> Result:
        """Check a page once more, whose samples request another base path than those of the others."""
        return check(self.page(file), self._configuration.settings, base)

    def _check_here(self, page: Page) -> Checked:
        return check(page, self._configuration.settings), entry_of(page)

    def _recall(self, sources: Mapping[PageFile, Source]) -> Iterator[tuple[PageFile, Checked]]:
        """What is known of pages with these texts."""
        digests = {source.path: self._digest_of(source) for source in sources.values()} if self._store else {}
        known = self._store.read(KIND, digests) if self._store else {}
        for file, source in sources.items():
            found = known.get(source.path)
            if found is not None and (checked := self._load(found, source)):
                yield file, checked

    def _digest_of(self, source: Source) -> str:
        return digest(self._digest, repr(self.reader.includes(source.path).folder), source.path, source.text)

    def _load(self, value: str, source: Source) -> Checked | None:
        """What was written down, if the includes that it was made with are still the same, also those that were absent."""
        try:
            dumped = json.loads(value)
            includes = self.reader.includes(source.path)
            if including.digests(includes, dumped["includes"]) != dumped["includes"]:
                return None
            return encoding.load(dumped, including.sources(source, includes, dumped["includes"]))
        except encoding.STRANGE:  # not written by us
            return None

    def _work_out(self, sources: Mapping[PageFile, Source]) -> Iterator[tuple[PageFile, Checked]]:
        """Check pages with these texts, and keep what is found."""
        written: dict[str, Known] = {}
        for (file, source), value in zip(sources.items(), self._values(list(sources.values())), strict=True):
            checked = self._load(value, source)
            yield file, checked or self._check_here(self.reader.read_text(source))  # if an include has just changed
            if self._store and checked and not checked[0].failed:
                written[source.path] = Known(self._digest_of(source), value)
        if self._store and written:
            self._store.write(KIND, written)

    def _values(self, sources: Sequence[Source]) -> Iterator[str]:
        """What is found on each page, written down."""
        check_one = partial(_value, self.reader, self._configuration)
        copied = processes.possible()
        if self._jobs == 1 or len(sources) < SOME:
            return map(check_one, sources)
        if len(sources) >= MANY and (cluster := _cluster()):
            return self._values_of(cluster, sources)
        if not copied and len(sources) < MANY:
            return map(check_one, sources)
        languages()  # found once and not by each process
        jobs = self._jobs if self._jobs > 0 else processes.processors()
        return processes.mapped(check_one, sources, jobs, _FEW, ahead=_FIRST if copied else 0, fresh=not copied)

    def _values_of(self, cluster: Any, sources: Sequence[Source]) -> Iterator[str]:
        batches = [[(s.path, s.text) for s in sources[at : at + _BATCH]] for at in range(0, len(sources), _BATCH)]
        backend, _ = cluster.parallel.get_active_backend()
        one_by_one = getattr(backend, "supports_return_generator", False)  # Ray's gives all of them at the end
        work = cluster.Parallel(n_jobs=self._jobs, return_as="generator" if one_by_one else "list")
        done: Iterable[list[str]] = work(cluster.delayed(check_batch)(batch, self._configuration) for batch in batches)
        return (value for batch in done for value in batch)

    def _check_site(self) -> Result:
        entries = [entry for _, entry in self._checked.values()]
        own = {entry.path for entry in entries}
        return check_site(self._site or entries, self._configuration.settings, own)


def _cluster() -> Any:
    """joblib, where the program that runs this one has chosen a backend of it; None if not. By itself, joblib starts processes
    that look for modules in the working directory."""
    joblib: Any = sys.modules.get("joblib")
    if joblib is None or type(joblib.parallel.get_active_backend()[0]).__name__ == "LokyBackend":
        return None
    return joblib


def check_batch(texts: Sequence[tuple[str, str]], configuration: Configuration) -> list[str]:
    """What is found on pages, given as paths and texts, written down. Runs in another process, maybe on another machine: only
    the includes must be there."""
    look_for_garbage_seldom()
    reader = PageReader(configuration.includes, configuration.site)
    return [_value(reader, configuration, Source(path, text)) for path, text in texts]


def _value(reader: PageReader, configuration: Configuration, source: Source) -> str:
    page = reader.read_text(source)
    try:
        return _dumped(reader, page, check(page, configuration.settings))
    except Exception as error:  # noqa: BLE001 (one page must not keep others from being checked)
        from unisono.pages.reading import broken_page  # noqa: PLC0415 (as in `PageReader`, whose reader it is)

        page = broken_page(source, error)
        return _dumped(reader, page, check(page, configuration.settings))


def _dumped(reader: PageReader, page: Page, result: Result) -> str:
    includes = including.digests(reader.includes(page.source.path), page.includes)
    return json.dumps({**encoding.dump(result, entry_of(page)), "includes": includes})
