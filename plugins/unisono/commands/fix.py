"""`unisono fix`: mend the samples that cannot run or send another request than their page declares."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

import click

from unisono.checking.base_paths import base_paths
from unisono.checking.check import entry_of
from unisono.checking.settings import suggestion
from unisono.checking.wording import count, visible
from unisono.commands import CONFIG, EXIT_FAILED, EXIT_FINDINGS, INCLUDES, PATHS, Failure, configured, failing, no_endpoint_page
from unisono.fixing.edits import applied
from unisono.fixing.mending import Left, Mended, Wish, mend
from unisono.fixing.writing import Unwritten, write_back
from unisono.languages import languages
from unisono.languages.writing import writers
from unisono.pages.model import EndpointPage, Page
from unisono.pages.paths import PageFile, PageReader, page_files
from unisono.pages.sample_groups import sample_groups
from unisono.project.configuration import Configuration


@dataclass(frozen=True)
class _Done:
    """What became of one page."""

    file: PageFile
    page: Page
    mended: list[Mended]
    left: list[Left]

    @property
    def text(self) -> str:
        return applied(self.page.source, [edit for one in self.mended for edit in one.edits])


@click.command("fix", short_help="Mend the samples that send another request than their page declares.")
@PATHS
@INCLUDES
@CONFIG
@click.option("--unsafe-fixes", is_flag=True, help="Also change what samples send, to what the page declares.")
@click.option("--from", "source", metavar="CLIENT", help="Take what the page leaves open from the sample of this client.")
@click.option("--diff", is_flag=True, help="Show what would be changed, and change nothing.")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit with 1 if something would be changed.")
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

    PATH is a page or a folder of pages. Without --unsafe-fixes only how a sample is written is changed: a missing backslash,
    typographic quotation marks. With it, values that differ are replaced by those that the page declares, and samples of which
    that is not possible are written anew. What the page leaves open is as in the sample that differs least, or as in that of
    the client which --from or `source` in the front matter names.

    Each change is made only if the page, read again, then has a sample that sends the declared request, and nothing new to be
    found. Exit status: 0, 1 if samples are left that cannot run or differ (with --diff and --check: if something would be
    changed), or 2 if it could not run or a file could not be written.
    """
    _check_source(source)
    configuration = configured(paths[0], config, includes)
    wish = Wish(unsafe_fixes, source)
    with failing():
        done = list(_mended(list(page_files(paths)), configuration, wish))
    if not done:
        raise no_endpoint_page(paths)
    changed = [one for one in done if one.mended]
    if diff:
        click.echo("".join(line for one in changed for line in _diff(one)), nl=False)
    failed = [] if diff or only_check else [one for one in changed if not _written(one)]
    for line in _report(done, failed, would=diff or only_check):
        click.echo(visible(line), err=True)
    if failed:
        sys.exit(EXIT_FAILED)
    if changed if diff or only_check else any(one.left for one in done):
        sys.exit(EXIT_FINDINGS)


def _check_source(source: str | None) -> None:
    known = sorted({*languages(), *writers()})
    if source is not None and source not in known:
        hint = suggestion(source, known, f"; there are {', '.join(known)}")
        raise Failure(f"no samples are read of '{source}'{hint}")


def _mended(files: Iterable[PageFile], configuration: Configuration, wish: Wish) -> Iterator[_Done]:
    """The pages with samples, each with what is to be changed in it."""
    reader = PageReader(configuration.includes, configuration.site)
    pages = {file: reader.read(file) for file in files}
    entries = {file: entry_of(page) for file, page in pages.items()}
    bases = base_paths(list(entries.values()))
    for file, page in pages.items():
        if isinstance(page, EndpointPage) or sample_groups(page):
            base = bases.of(entries[file]) if bases.departs(entries[file]) else None
            yield _Done(file, page, *mend(page, configuration.settings, reader.read_text, wish, base))


def _diff(one: _Done) -> Iterator[str]:
    name = one.page.source.path
    before, after = (text.splitlines(keepends=True) for text in (one.page.source.text, one.text))
    for line in unified_diff(before, after, name, name):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _written(one: _Done) -> bool:
    """Whether the page could be written; why not is said."""
    try:
        write_back(one.file.path, one.file.root, one.page.source, one.text)
    except Unwritten as error:
        click.echo(visible(f"Error: {one.page.source.path} is left as it is: {error}."), err=True)
        return False
    return True


def _report(done: Iterable[_Done], failed: Iterable[_Done], *, would: bool) -> Iterator[str]:
    """What was done and what was left, a line each, and the counts."""
    failed = list(failed)
    mended = left = pages = 0
    for one in done:
        path = one.page.source.path
        made = one not in failed
        for change in one.mended if made else ():
            yield f"{path}:{change.sample.span.line}: {change.sample.title}: {change.message} ({change.safety})"
        for rest in one.left:
            yield f"{path}:{rest.sample.span.line}: {rest.sample.title} is left: {rest.reason}"
        mended += len(one.mended) if made else 0
        pages += bool(one.mended and made)
        left += len(one.left)
    verb = "would be mended" if would else "mended"
    yield f"{count(mended, 'sample')} {verb} on {count(pages, 'page')}; {count(left, 'sample')} left."
