"""What the commands that change pages share: which pages, how they are shown and written, and what is said of it."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from difflib import unified_diff
from pathlib import Path

import click

from unisono.checking.base_paths import base_paths
from unisono.checking.check import entry_of
from unisono.checking.generated import clients_by_name
from unisono.checking.settings import suggested
from unisono.checking.wording import count, visible
from unisono.commands import EXIT_FAILED, EXIT_FINDINGS, Failure
from unisono.commands._unread import tell_unread, warn_of_unread
from unisono.fixing.versions import Terms
from unisono.fixing.writing import Unwritten, write_back
from unisono.languages import languages
from unisono.languages.writing import writers
from unisono.pages.model import Page, endpoints_of
from unisono.pages.paths import PageFile
from unisono.pages.sample_groups import sample_groups
from unisono.project.configuration import Configurations
from unisono.project.nearest import NearestReader
from unisono.records import dataclass
from unisono.text.source import Source

FROM = click.option("--from", "source", metavar="CLIENT", help="Take what the page leaves open from the sample of this client.")
DIFF = click.option("--diff", is_flag=True, help="Show what would be changed, and change nothing.")
CHECK = click.option("--check", "only_check", is_flag=True, help="Change nothing; exit with 1 if something would be changed.")


@dataclass(frozen=True)
class Change:
    """What is to be changed in one file, which leads out of no `root`: its text now and then, and a line for each thing that is
    done to the page and for each that is left. `needs` are the names of the files that it is right with only."""

    root: Path
    before: Source
    text: str
    done: Sequence[str] = ()
    left: Sequence[str] = ()
    needs: Collection[str] = ()

    @property
    def name(self) -> str:
        return self.before.path


def check_source(source: str | None) -> None:
    """Raises Failure for a client that there is no reader for."""
    known = sorted({*languages(), *writers()})
    if source is not None and source not in known:
        hint = suggested(source, clients_by_name(), f"; there are {', '.join(known)}")
        raise Failure(f"no samples are read of '{source}'{hint}")


class Pages:
    """The pages in files, each `read` with its nearest configuration. Raises SettingsError."""

    def __init__(self, files: Sequence[PageFile], configurations: Configurations) -> None:
        self.reader = NearestReader(configurations)
        self._configurations = configurations
        groups = configurations.grouped(files)
        self.read = {file: self.reader.read_found(file) for file in files}
        self._bases = {
            configuration.file: base_paths([entry_of(self.read[file]) for file in own]) for configuration, own in groups
        }

    def unread(self) -> list[Page]:
        """Those that may be of an endpoint and cannot be read as such, which is said of each."""
        return [page for page in self.read.values() if warn_of_unread(page)]

    def with_samples(self) -> Iterator[tuple[PageFile, Page]]:
        """Those that samples are mended on, or added to."""
        for file, page in self.read.items():
            if endpoints_of(page) or sample_groups(page):
                yield file, page

    def terms_of(self, page: Page) -> Terms:
        """What a page is checked with, be it one of these or of another site; the base path where it departs from its own."""
        configuration = self._configurations.of(Path(page.source.path))
        bases, entry = self._bases.get(configuration.file), entry_of(page)
        return Terms(configuration.settings, bases.of(entry) if bases and bases.departs(entry) else None)


def finish(changes: Sequence[Change], unread: int, verb: str, *, diff: bool, only_check: bool) -> None:
    """Show or make the changes, includes before what needs them, say what was done, and exit if that is not all. `verb` says
    what is done to a sample; `unread` pages could not be read."""
    changed = [one for one in changes if one.text != one.before.text]
    if diff:
        click.echo("".join(line for one in changed for line in _diff(one)), nl=False)
    failed = set() if diff or only_check else _unwritten(changed)
    made = [one for one in changes if failed.isdisjoint({one.name, *one.needs})]
    for one in changes:
        for line in (*(one.done if one in made else ()), *one.left):
            click.echo(visible(line), err=True)
    done, left = (sum(map(len, lines)) for lines in ([one.done for one in made], [one.left for one in changes]))
    said = f"would be {verb}" if diff or only_check else verb
    pages = sum(bool(one.done) for one in made)
    click.echo(f"{count(done, 'sample')} {said} on {count(pages, 'page')}; {left:,} left.", err=True)
    tell_unread(unread)
    if failed:
        sys.exit(EXIT_FAILED)
    if changed if diff or only_check else left or unread:
        sys.exit(EXIT_FINDINGS)


def _diff(one: Change) -> Iterator[str]:
    before, after = (text.splitlines(keepends=True) for text in (one.before.text, one.text))
    for line in unified_diff(before, after, one.name, one.name):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _unwritten(changed: Sequence[Change]) -> set[str]:
    """Write the files; the names of those that are left as they are, of which the reason is said."""
    failed: set[str] = set()
    for one in sorted(changed, key=lambda one: bool(one.needs)):
        try:
            if lost := failed.intersection(one.needs):
                raise Unwritten(f"{min(lost)}, which is changed with it, could not be written")
            write_back(Path(one.name), one.root, one.before, one.text)
        except Unwritten as error:
            click.echo(visible(f"Error: {one.name} is left as it is: {error}."), err=True)
            failed.add(one.name)
    return failed
