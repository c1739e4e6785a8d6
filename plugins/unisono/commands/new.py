"""`unisono new`: the page of one more endpoint."""

from __future__ import annotations

import os
from collections.abc import Sequence
from http import HTTPMethod
from pathlib import Path

import click

from unisono.checking.check import check
from unisono.checking.wording import count, line, visible
from unisono.commands import CONFIG, Failure, configured, failing
from unisono.pages.model import endpoints_of
from unisono.pages.paths import PageReader, page_files
from unisono.project.configuration import Configuration, pages_folder
from unisono.starting.neighbours import Neighbours, first_word
from unisono.starting.page import NewEndpoint, PathError, endpoint_page
from unisono.text.files import is_markdown, leads_inside
from unisono.text.names import slug
from unisono.text.replacing import write_whole
from unisono.text.source import Source, Text
from unisono.wire.target import read_target


@click.command("new", short_help="Write the page of a new endpoint.")
@click.argument("name")
@click.option("--method", required=True, help="The method of its requests.")
@click.option("--path", "target", required=True, help="The path of its requests, such as /orders/{order_uuid}/.")
@click.option("--file", type=click.Path(path_type=Path), help="Where the page is written. By default beside those like it.")
@CONFIG
def command(name: str, method: str, target: str, file: Path | None, config: Path | None) -> None:
    """Write the page of an endpoint called NAME, with its samples, which send what the page declares.

    The samples are for the `languages` of the settings, or those that most pages have, and go to the first of the `servers`, or
    where the other samples go. Exit status: 0, or 2 if nothing was written.
    """
    if method.upper() not in list(HTTPMethod):
        raise Failure(f"{method!a} is no method; there are {', '.join(HTTPMethod)}")
    if not name.strip():
        raise Failure("the endpoint has no name; give one such as 'Cancel Order'")
    folder = _pages_folder()
    configurations = configured(config, None)
    with failing():
        configuration = configurations.of_folder(folder)
        reader = PageReader(configuration.includes, configuration.site)
        pages = [endpoint for one in page_files([folder]) for endpoint in endpoints_of(reader.read(one))]
        others = Neighbours(pages, configuration.settings)
        place = file or _place(name, target, folder, others)
        given = NewEndpoint(
            " ".join(name.split()),
            method,
            target,
            others.base,
            others.fields,
            others.visibility,
            others.position_in(place.parent),
        )
        try:
            text, refused = endpoint_page(given, others.languages)
        except PathError as error:
            raise Failure(str(error)) from None
        _write(place, folder, text)
    _say(place, text, refused, configuration, reader)


def _pages_folder() -> Path:
    with failing():
        folder = pages_folder(Path())
    if not folder.is_dir():
        raise Failure(f"there is no folder '{folder}' with pages here; 'unisono init' makes a site")
    return folder


def _place(name: str, path: str, folder: Path, others: Neighbours) -> Path:
    """Where the page goes: beside those of paths that begin alike, else into a folder that is called as the path begins."""
    target = read_target(Text.of(Source("--path", path)))
    beside = others.folder_of(target) if target else None
    first = first_word(target) if target else ""
    return (beside or (folder / slug(first) if first else folder)) / f"{slug(name, 'endpoint')}.md"


def _write(place: Path, folder: Path, text: str) -> None:
    """Raises Failure, and UnreadableError for a place that is not among the pages."""
    leads_inside(place, folder)
    if place.exists() or place.is_symlink():
        raise Failure(f"{place} is there already. Name another file with --file")
    if not is_markdown(place.name):
        raise Failure(f"{place} is not called as a page. Name a file that ends with .md")
    try:
        write_whole(place, text)
    except OSError as error:
        raise Failure(f"cannot write {place}: {error.strerror}") from None


def _say(place: Path, text: str, refused: Sequence[str], configuration: Configuration, reader: PageReader) -> None:
    result = check(reader.read_text(Source(os.fspath(place), text)), configuration.settings)
    click.echo(visible(f"{place}: {count(result.summary.samples, 'sample')} written."))
    for reason in refused:
        click.echo(visible(f"No sample is written for a client that cannot say the request: {reason}."))
    for found in result.diagnostics:
        click.echo(line(found))
    click.echo(
        "Next: write what it is for, its parameters and its example; 'unisono fix --unsafe-fixes' then has the samples follow."
    )
