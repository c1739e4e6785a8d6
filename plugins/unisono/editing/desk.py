"""The texts that are open in an editor, each on a page of a site, and what is found there."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import field
from pathlib import Path

from unisono.checking.diagnostic import Diagnostic
from unisono.checking.settings import SettingsError
from unisono.editing.sites import OpenSite, View, site_of
from unisono.project.configuration import NAMES
from unisono.records import dataclass
from unisono.text.source import Source


@dataclass(frozen=True)
class Findings:
    """What is found in one file. `failure` is why nothing can be found, if so."""

    diagnostics: tuple[Diagnostic, ...] = ()
    failure: str | None = None


@dataclass
class Desk:
    """`warn` is told what keeps results from being kept from run to run."""

    warn: Callable[[str], None]
    _texts: dict[str, str] = field(default_factory=dict)
    """The open texts, by `file_of`."""
    _open: dict[Path, Source] = field(default_factory=dict)
    """The same, by the paths that the editor has for them."""
    _sites: dict[tuple[Path | None, Path], OpenSite] = field(default_factory=dict)
    _site_of: dict[Path, OpenSite | SettingsError] = field(default_factory=dict)
    """The sites of the open texts."""

    @property
    def paths(self) -> list[Path]:
        """Those of the open texts."""
        return list(self._open)

    def source(self, path: Path) -> Source | None:
        """The text that is open there."""
        return self._open.get(path)

    def put(self, path: Path, text: str) -> None:
        """A text is opened, or is now another."""
        self._open[path] = Source(os.fspath(path), text)
        self._texts[os.path.realpath(path)] = text
        self._changed(path)

    def close(self, path: Path) -> None:
        """What is in the file counts from now on."""
        if self._open.pop(path, None) is not None:
            self._texts.pop(os.path.realpath(path), None)
            self._changed(path)
            self._site_of.pop(path, None)

    def files_changed(self, paths: Collection[Path]) -> None:
        """Files are written, made, moved or gone."""
        if any(path.name in NAMES or self._is_baseline(path) for path in paths):
            self.settings_changed()
            return
        for path in paths:
            if path not in self._open:
                for site in self._sites.values():
                    site.changed(path)

    def settings_changed(self) -> None:
        """Begin anew."""
        self._sites.clear()
        self._site_of.clear()

    def found(self, path: Path) -> Mapping[Path, Findings]:
        """What is found for an open text, by the files that it is in: itself, also if nothing is, and those that a page is made
        with. Of one that is no page, what pages have found in it."""
        site = self._site(path)
        if isinstance(site, SettingsError):
            return {path: Findings(failure=str(site))}
        page = site.page(path)
        if page is None:
            return {path: Findings(site.found_in(path))}
        by_file: dict[Path, list[Diagnostic]] = {path: []}
        for diagnostic in site.found_on(page):
            by_file.setdefault(self.path_of(diagnostic.span.path), []).append(diagnostic)
        return {file: Findings(tuple(found)) for file, found in by_file.items()}

    def beside(self, path: Path) -> Iterator[Path]:
        """The other open texts of which something else may be found once that one is another."""
        site = self._site_of.get(path)
        yield from (other for other, its in self._site_of.items() if its is site and other != path and other in self._open)

    def site(self, path: Path) -> OpenSite | None:
        """The site of an open text; None if its settings are wrong."""
        site = self._site(path)
        return None if isinstance(site, SettingsError) else site

    def view(self, path: Path) -> View | None:
        """What is known of an open text; None if it is of no page, or the settings of it are wrong."""
        site = self.site(path)
        return None if site is None else site.view(path)

    def path_of(self, name: str) -> Path:
        """The path of a file by its name in places, as the editor has it if it is open."""
        path = Path(os.path.abspath(name))  # noqa: PTH100 (without `..`)
        if path in self._open:
            return path
        real = os.path.realpath(name)
        return next((other for other in self._open if os.path.realpath(other) == real), path)

    def go_on(self) -> Collection[Path]:
        """Check some more of the pages that are not open. The open texts of a site that is now complete, of which something
        else may be found; none while there is nothing more to do."""
        for site in self._sites.values():
            if not site.is_complete:
                site.go_on()
                return [path for path, its in self._site_of.items() if its is site] if site.is_complete else ()
        return ()

    @property
    def is_complete(self) -> bool:
        """Whether all pages of the sites are checked."""
        return all(site.is_complete for site in self._sites.values())

    def _site(self, path: Path) -> OpenSite | SettingsError:
        if path not in self._site_of:
            try:
                key = site_of(path)
                if key.identity not in self._sites:
                    self._sites[key.identity] = OpenSite(key, self._texts, self.warn)
                self._site_of[path] = self._sites[key.identity]
            except SettingsError as error:
                self._site_of[path] = error
        return self._site_of[path]

    def _changed(self, path: Path) -> None:
        self._site(path)
        for site in self._sites.values():
            site.changed(path)

    def _is_baseline(self, path: Path) -> bool:
        return any(site.baseline == path for site in self._sites.values())
