"""`unisono export`: the requests of a site in another format."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import click

from unisono.checking.check import examine
from unisono.checking.checked import CheckedPage, checked_endpoints
from unisono.checking.settings import suggestion
from unisono.checking.wording import count, json_text, visible
from unisono.commands import CONFIG, EXIT_FINDINGS, INCLUDES, Failure, configured, failing, no_endpoint_page
from unisono.commands._rewriting import Pages
from unisono.commands._unread import warn_of_unread
from unisono.exports.collection import Collection, collect
from unisono.exports.formats import FORMATS, File, format_named
from unisono.pages.audience import VARIABLE, Inherited, chosen_audience
from unisono.pages.audience import visible as may_see
from unisono.pages.model import EndpointPage, endpoints_of
from unisono.pages.paths import PageFile, head_of, page_files
from unisono.project.configuration import Configurations, pages_here, site_folder
from unisono.project.selection import looked_at
from unisono.text.files import UnreadableError
from unisono.text.replacing import replaced, write_whole


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
    error, once for each kind. Exit status: 0, 1 if a request is left out or a page cannot be read, or
    2 if nothing could be written.
    """
    known = f"; there are {', '.join(FORMATS)}"
    if name not in FORMATS:
        raise Failure(f"there is no format '{name}'{suggestion(name, FORMATS, known)}")
    configurations = configured(config, includes)
    with failing():
        given = paths or pages_here(configurations.of_folder(Path()))
        pages, hidden, unread = _pages(given, configurations, audience)
        site = configurations.of_folder(given[0]).site or {}
    if not pages and not hidden and not unread:
        raise no_endpoint_page(given)
    collection = collect(title or site.get("title") or "API", pages)
    files = list(format_named(name).write(collection))
    _write(files, output)
    _tell(collection, hidden, unread)
    if collection.losses.left_out or unread:
        sys.exit(EXIT_FINDINGS)


def _pages(
    paths: Sequence[Path], configurations: Configurations, names: str | None
) -> tuple[list[tuple[CheckedPage, EndpointPage, str]], int, int]:
    """The endpoint pages that the audience of their site may see, each with its folder below the given one; how many it may not
    see, and how many may be of an endpoint and cannot be read as such."""
    pages = Pages(looked_at(paths, configurations, misnamed=True), configurations)
    shown: list[tuple[CheckedPage, EndpointPage, str]] = []
    hidden = unread = 0
    known = {file.absolute for file in pages.read}
    for configuration, own in configurations.grouped(pages.read):
        settings = configuration.settings
        environment = os.environ if names is None else {VARIABLE: names}
        chosen = chosen_audience(settings.audience, environment, stated=settings.states_audience)
        site = site_folder(configuration, own)
        said = {file: inherited.of(path) for file, inherited, path in _inheriting(own, site)}
        beside = [] if chosen.known or site is None else [file for file in page_files([site]) if file.absolute not in known]
        elsewhere = [inherited.of(path) for _, inherited, path in _inheriting(beside, site)]
        heads = [*(pages.read[file] for file in own), *map(head_of, beside)]
        audience = chosen.with_pages(heads, [*said.values(), *elsewhere])
        for file in own:
            page = pages.read[file]
            if warn_of_unread(page):
                unread += 1
            elif not endpoints_of(page):
                continue
            elif may_see(page, audience, said[file]):
                folder = PurePosixPath(_below(file)).parent.as_posix()
                checked = examine(page, *pages.terms_of(page))
                shown += [(*one, "" if folder == "." else folder) for one in checked_endpoints(checked)]
            else:
                hidden += 1
    return shown, hidden, unread


def _inheriting(files: Sequence[PageFile], site: Path | None) -> Iterator[tuple[PageFile, Inherited, str]]:
    """Pages with what says who may see them where they do not, and by which path."""
    folders = {root: Inherited(root) for root in ({site} if site else {file.root for file in files})}
    for file in files:
        root = site or file.root
        yield file, folders[root], file.absolute.relative_to(root).as_posix() if site else _below(file)


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
        with _writing(output), replaced(output) as out:
            out.write(json_text(files[0].value, indent=2) + "\n" if is_json else files[0].text)


def _write_folder(files: Sequence[File], folder: Path) -> None:
    """Raises Failure for a folder that has files already: what of it is of an older export is not known."""
    try:
        is_new = not folder.exists() or not any(folder.iterdir())
    except OSError as error:
        raise Failure(f"{folder} is no folder to write to: {error.strerror}. Name a new one") from None
    if not is_new:
        raise Failure(f"{folder} is there already; name a new folder, or remove it")
    with _writing(folder):
        for file in files:
            write_whole(folder / file.path, file.text)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, UnreadableError) as error:
        raise Failure(f"{path} cannot be written: {getattr(error, 'strerror', None) or error}. Name another one") from None


def _tell(collection: Collection, hidden: int, unread: int) -> None:
    for what, places in collection.losses.places.items():
        more = f" and {count(len(places) - 3, 'other')}" if len(places) > 3 else ""
        click.echo(visible(f"{what} ({', '.join(places[:3])}{more})"), err=True)
    lost = collection.losses.left_out
    said = [f"{count(collection.written, 'request')} of {count(len(collection.endpoints), 'endpoint')} written"]
    said += [f"{len(lost):,} left out"] if lost else []
    said += [f"{count(hidden, 'page')} that the audience may not see passed over"] if hidden else []
    said += [f"{count(unread, 'page')} may be of an endpoint, and cannot be read as such"] if unread else []
    click.echo(f"{'; '.join(said)}.", err=True)
