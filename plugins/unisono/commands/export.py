"""`unisono export`: the requests of a site in another format."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from unisono.checking.check import examine
from unisono.checking.checked import CheckedPage
from unisono.checking.settings import suggestion
from unisono.checking.wording import count, json_text, visible
from unisono.commands import CONFIG, EXIT_FINDINGS, INCLUDES, Failure, configured, failing, no_endpoint_page
from unisono.commands._rewriting import Pages
from unisono.exports.collection import Collection, collect
from unisono.exports.formats import FORMATS, File, format_named
from unisono.pages.audience import VARIABLE, Inherited, chosen_audience
from unisono.pages.audience import visible as may_see
from unisono.pages.model import EndpointPage, Page
from unisono.pages.paths import PageFile, page_files
from unisono.project.configuration import Configurations, pages_folder


@click.command("export", short_help="Write the requests of a site in another format.")
@click.argument("name", metavar="FORMAT")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="The file or folder. By default standard output."
)
@click.option("--title", metavar="TEXT", help="What the export is called. By default as the site.")
@click.option(
    "--audience", metavar="NAMES", help="Whose pages there are, with commas between them. By default the site's audience."
)
@INCLUDES
@CONFIG
def command(
    name: str,
    paths: tuple[Path, ...],
    output: Path | None,
    title: str | None,
    audience: str | None,
    includes: Path | None,
    config: Path | None,
) -> None:
    """Write what the endpoint pages at PATH declare, by default those of the site, as FORMAT.

    Pages that are not for the audience are left out, as they are of a build. What the format cannot say is told on standard
    error, once for each kind. Exit status: 0, 1 if the request of a page is left out, or 2 if nothing could be written.
    """
    known = f"; there are {', '.join(FORMATS)}"
    if name not in FORMATS:
        raise Failure(f"there is no format '{name}'{suggestion(name, FORMATS, known)}")
    given = paths or (pages_folder(Path()),)
    configurations = configured(config, includes)
    with failing():
        pages, hidden = _pages(given, configurations, audience)
        site = configurations.of_folder(given[0]).site or {}
    if not pages and not hidden:
        raise no_endpoint_page(given)
    collection = collect(title or site.get("title") or "API", pages)
    files = list(format_named(name).write(collection))
    _write(files, output)
    _tell(collection, hidden)
    if any(not endpoint.requests for endpoint in collection.endpoints):
        sys.exit(EXIT_FINDINGS)


def _pages(
    paths: Sequence[Path], configurations: Configurations, names: str | None
) -> tuple[list[tuple[CheckedPage, str]], list[Page]]:
    """The endpoint pages that the audience of their site may see, each with its folder below the given one, and those that it
    may not."""
    pages = Pages(page_files(paths, made=False), configurations)
    folders = {root: Inherited(root) for root in {file.root for file in pages.read}}
    said = {file: folders[file.root].of(_below(file)) for file in pages.read}
    seen: dict[PageFile, bool] = {}
    for configuration, own in configurations.grouped(pages.read):
        settings = configuration.settings
        environment = os.environ if names is None else {VARIABLE: names}
        chosen = chosen_audience(settings.audience, environment, stated=settings.states_audience)
        audience = chosen.with_pages((pages.read[file] for file in own), [said[file] for file in own])
        seen |= {file: may_see(pages.read[file], audience, said[file]) for file in own}
    endpoints = {file: page for file, page in pages.read.items() if isinstance(page, EndpointPage)}
    shown = [
        (examine(page, *pages.terms_of(page)), os.path.dirname(_below(file)))  # noqa: PTH120
        for file, page in endpoints.items()
        if seen[file]
    ]
    return shown, [page for file, page in endpoints.items() if not seen[file]]


def _below(file: PageFile) -> str:
    return file.path.relative_to(file.root).as_posix()


def _write(files: Sequence[File], output: Path | None) -> None:
    if any(file.path for file in files):
        if output is None:
            raise Failure("this format is a folder of files; name it with --output")
        _write_folder(files, output)
    elif output is None or str(output) == "-":
        click.echo(files[0].text, nl=False)
    else:
        is_json = output.suffix == ".json" and files[0].value is not None
        _write_file(output, json_text(files[0].value, indent=2) + "\n" if is_json else files[0].text)


def _write_folder(files: Sequence[File], folder: Path) -> None:
    """Raises Failure for a folder that has files already: what of it is of an older export is not known."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Failure(f"{folder} is there already; name a new folder, or remove it")
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_file(path, file.text)


def _write_file(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise Failure(f"{path} cannot be written: {error.strerror}. Name another file") from None


def _tell(collection: Collection, hidden: Sequence[Page]) -> None:
    for what, places in collection.losses.places.items():
        more = f" and {count(len(places) - 3, 'other')}" if len(places) > 3 else ""
        click.echo(visible(f"{what} ({', '.join(places[:3])}{more})"), err=True)
    requests = sum(len(endpoint.requests) for endpoint in collection.endpoints)
    left = f"; {count(len(hidden), 'page')} that the audience may not see left out" if hidden else ""
    click.echo(f"{count(requests, 'request')} of {count(len(collection.endpoints), 'endpoint')}{left}.", err=True)
