"""`unisono fix`: mend the samples that cannot run or send another request than their page declares."""

from __future__ import annotations

from pathlib import Path

import click

from unisono.commands import CONFIG, INCLUDES, PATHS, configured, failing, no_endpoint_page
from unisono.commands._rewriting import CHECK, DIFF, FROM, Change, check_source, finish, pages_of
from unisono.fixing.mending import Wish, mend
from unisono.pages.paths import page_files
from unisono.project.configuration import Configuration


@click.command("fix", short_help="Mend the samples that send another request than their page declares.")
@PATHS
@INCLUDES
@CONFIG
@click.option("--unsafe-fixes", is_flag=True, help="Also change what samples send, to what the page declares.")
@FROM
@DIFF
@CHECK
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
    check_source(source)
    configuration = configured(paths[0], config, includes)
    with failing():
        changes = _changes(paths, configuration, Wish(unsafe_fixes, source))
    if not changes:
        raise no_endpoint_page(paths)
    finish(changes, "mended", diff=diff, only_check=only_check)


def _changes(paths: tuple[Path, ...], configuration: Configuration, wish: Wish) -> list[Change]:
    found = []
    for file, page, reader, base in pages_of(page_files(paths), configuration):
        mended, left = mend(page, configuration.settings, reader.read_text, wish, base)
        path = page.source.path
        done = [f"{path}:{one.sample.span.line}: {one.sample.title}: {one.message} ({one.safety})" for one in mended]
        rest = [f"{path}:{one.sample.span.line}: {one.sample.title} is left: {one.reason}" for one in left]
        found.append(Change(file, page, [edit for one in mended for edit in one.edits], done, rest))
    return found
