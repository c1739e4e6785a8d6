"""`unisono add`: write the samples that pages lack."""

from __future__ import annotations

from pathlib import Path

import click

from unisono.checking.generated import no_writer, writer_of
from unisono.commands import CONFIG, INCLUDES, Failure, configured, failing, no_endpoint_page
from unisono.commands._rewriting import CHECK, DIFF, FROM, Change, Pages, check_source, finish
from unisono.fixing.adding import added
from unisono.fixing.edits import applied
from unisono.pages.model import EndpointPage
from unisono.project.configuration import Configurations, pages_here
from unisono.project.selection import looked_at


@click.command("add", short_help="Write the samples that pages lack.")
@click.argument("names", nargs=-1, required=True, metavar="LANGUAGE...")
@click.option("--pages", multiple=True, metavar="PATH", type=click.Path(path_type=Path), help="A page or a folder of pages.")
@INCLUDES
@CONFIG
@FROM
@DIFF
@CHECK
def command(
    names: tuple[str, ...],
    pages: tuple[Path, ...],
    includes: Path | None,
    config: Path | None,
    source: str | None,
    diff: bool,
    only_check: bool,
) -> None:
    """Write samples for LANGUAGE into each endpoint page that has none for it, and below each heading with an endpoint, behind
    the others there and as they are written.

    The pages are those of the site, or those that --pages names. What a sample sends is what the page declares, and what it
    leaves open is as in the sample that differs least, or as in that of the client which --from or `source` in the front
    matter names. Each one has been read back. Exit status: 0, 1 if samples are missing that cannot be written, or a page cannot
    be read (with --diff and --check: if something would be changed), or 2 if it could not run or a file could not be written.
    """
    for name in names:
        if writer_of(name) is None:
            raise Failure(no_writer(name))
    check_source(source)
    configurations = configured(config, includes)
    with failing():
        paths = pages or pages_here(configurations.of_folder(Path()))
        changes, unread = _changes(paths, names, configurations, source)
    if not changes:
        raise no_endpoint_page(paths)
    finish(changes, unread, "added", diff=diff, only_check=only_check)


def _changes(
    paths: tuple[Path, ...], names: tuple[str, ...], configurations: Configurations, source: str | None
) -> tuple[list[Change], int]:
    """What is changed, and how many pages cannot be read."""
    changes = []
    pages = Pages(looked_at(paths, configurations, misnamed=True), configurations)
    for file, page in pages.with_samples():
        settings, base = pages.terms_of(page)
        found = added(page, settings, pages.reader.read_text, names, base, source)
        path = page.source.path
        done = [
            f"{path}:{edit.span.line}: {one.wanted}: added{f'; it sends {one.uncalled}' if one.uncalled else ''}"
            for one, edit in zip(found.samples, found.edits, strict=True)
        ]
        left = [
            f"{_place(one.endpoint)}: there is no sample for {one.wanted}, and none can be written: {why}"
            for one, why in found.refused
        ]
        changes.append(Change(file.root, page.source, applied(page.source, found.edits), done, left))
    return changes, len(pages.unread())


def _place(endpoint: EndpointPage) -> str:
    """Where an endpoint is: its page, and the line of one of several."""
    place = endpoint.declared_method.span()
    return f"{place.path}:{place.line}" if endpoint.in_heading else endpoint.source.path
