"""What the commands that change pages share: which pages, how they are shown and written, and what is said of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff

import click

from unisono.checking.base_paths import base_paths
from unisono.checking.check import entry_of
from unisono.checking.diagnostic import Edit
from unisono.checking.settings import suggestion
from unisono.checking.wording import count, visible
from unisono.commands import EXIT_FAILED, EXIT_FINDINGS, Failure
from unisono.fixing.edits import applied
from unisono.fixing.writing import Unwritten, write_back
from unisono.languages import languages
from unisono.languages.writing import writers
from unisono.pages.model import EndpointPage, Page
from unisono.pages.paths import PageFile, PageReader
from unisono.pages.sample_groups import sample_groups
from unisono.project.configuration import Configuration

FROM = click.option("--from", "source", metavar="CLIENT", help="Take what the page leaves open from the sample of this client.")
DIFF = click.option("--diff", is_flag=True, help="Show what would be changed, and change nothing.")
CHECK = click.option("--check", "only_check", is_flag=True, help="Change nothing; exit with 1 if something would be changed.")


@dataclass(frozen=True)
class Change:
    """What is to be changed in one page: the edits, and a line for each thing that they do and for each that is left."""

    file: PageFile
    page: Page
    edits: Sequence[Edit]
    done: Sequence[str]
    left: Sequence[str]

    @property
    def text(self) -> str:
        return applied(self.page.source, self.edits)


def check_source(source: str | None) -> None:
    """Raises Failure for a client that there is no reader for."""
    known = sorted({*languages(), *writers()})
    if source is not None and source not in known:
        hint = suggestion(source, known, f"; there are {', '.join(known)}")
        raise Failure(f"no samples are read of '{source}'{hint}")


def pages_of(
    files: Iterable[PageFile], configuration: Configuration
) -> Iterator[tuple[PageFile, Page, PageReader, str | None]]:
    """The pages with samples, each with what reads it and the API's base path, where it departs from the page's own."""
    reader = PageReader(configuration.includes, configuration.site)
    pages = {file: reader.read(file) for file in files}
    entries = {file: entry_of(page) for file, page in pages.items()}
    bases = base_paths(list(entries.values()))
    for file, page in pages.items():
        if isinstance(page, EndpointPage) or sample_groups(page):
            yield file, page, reader, bases.of(entries[file]) if bases.departs(entries[file]) else None


def finish(changes: Sequence[Change], verb: str, *, diff: bool, only_check: bool) -> None:
    """Show or make the changes, say what was done, and exit if that is not all. `verb` says what is done to a sample."""
    changed = [one for one in changes if one.edits]
    if diff:
        click.echo("".join(line for one in changed for line in _diff(one)), nl=False)
    failed = [] if diff or only_check else [one for one in changed if not _written(one)]
    made = [one for one in changed if one not in failed]
    for one in changes:
        for line in (*(one.done if one in made else ()), *one.left):
            click.echo(visible(line), err=True)
    done, left = (sum(map(len, lines)) for lines in ([one.done for one in made], [one.left for one in changes]))
    said = f"would be {verb}" if diff or only_check else verb
    click.echo(f"{count(done, 'sample')} {said} on {count(len(made), 'page')}; {left:,} left.", err=True)
    if failed:
        sys.exit(EXIT_FAILED)
    if changed if diff or only_check else left:
        sys.exit(EXIT_FINDINGS)


def _diff(one: Change) -> Iterator[str]:
    name = one.page.source.path
    before, after = (text.splitlines(keepends=True) for text in (one.page.source.text, one.text))
    for line in unified_diff(before, after, name, name):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _written(one: Change) -> bool:
    """Whether the page could be written; why not is said."""
    try:
        write_back(one.file.path, one.file.root, one.page.source, one.text)
    except Unwritten as error:
        click.echo(visible(f"Error: {one.page.source.path} is left as it is: {error}."), err=True)
        return False
    return True
