"""`unisono probe`: does an API answer as its pages say?"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from unisono.checking.check import examine
from unisono.checking.checked import checked_endpoints
from unisono.checking.diagnostic import Severity
from unisono.checking.result import Result, combined
from unisono.checking.rules import answers_rules, selected
from unisono.checking.wording import visible
from unisono.commands import CONFIG, EXIT_FAILED, EXIT_FINDINGS, INCLUDES, Failure, configured, failing, no_endpoint_page
from unisono.commands._progress import Progress
from unisono.commands._reports import FAIL_LEVEL, OUTPUT_FILE, OUTPUT_FORMAT, REPORT, Output, outputs, write
from unisono.commands._rewriting import Pages
from unisono.commands._unread import tell_unread
from unisono.exports.collection import Collection, collect
from unisono.pages.model import endpoints_of
from unisono.probing.client import Limits
from unisono.probing.probe import Pace, Probe
from unisono.probing.server import Server, ServerError, read_server
from unisono.probing.values import Values
from unisono.project.configuration import pages_here
from unisono.project.selection import looked_at


def _server(context: click.Context, option: click.Parameter, value: str) -> Server:
    """Reads the URL. Raises BadParameter."""
    del context, option
    try:
        return read_server(value)
    except ServerError as error:
        raise click.BadParameter(f"{error}.") from None


def _values(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """Reads each `NAME=VALUE`, whose value no message repeats. Raises BadParameter."""
    del context, option
    found: dict[str, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name.strip() or not value:
            raise click.BadParameter(f"'{name}' has no value; write --value NAME=VALUE.")
        if name in found:
            raise click.BadParameter(f"'{name}' has two values; leave one out.")
        if re.search(r"[\r\n\0]", value):
            raise click.BadParameter(f"the value of '{name}' has a line break, which no request can have there.")
        found[name] = value
    return found


@click.command("probe", short_help="Send the documented requests to a server, and compare its answers.")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--server",
    required=True,
    metavar="URL",
    callback=_server,
    help="The server that is asked, and no other. A path in it takes the place of the API's base path.",
)
@click.option(
    "--value",
    "values",
    multiple=True,
    metavar="NAME=VALUE",
    callback=_values,
    help="The value of a variable in samples, of a word for readers to replace, or of a path parameter; else the variable of "
    "the environment of this name.",
)
@click.option("--unsafe-methods", is_flag=True, help="Send also what may change something: POST, PUT, PATCH, DELETE.")
@click.option(
    "--rate",
    type=click.FloatRange(min=0, min_open=True, max=1000),
    default=5,
    show_default=True,
    help="Requests a second at most.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True, max=3600),
    default=Limits().seconds,
    show_default=True,
    help="Seconds that an answer may take.",
)
@click.option(
    "--max-size",
    type=click.IntRange(min=1, max=100_000_000),
    default=Limits().size,
    show_default=True,
    help="Bytes that the content of an answer may have.",
)
@OUTPUT_FORMAT
@OUTPUT_FILE
@REPORT
@FAIL_LEVEL
@CONFIG
@INCLUDES
def command(
    paths: tuple[Path, ...],
    server: Server,
    values: dict[str, str],
    *,
    unsafe_methods: bool,
    rate: float,
    timeout: float,
    max_size: int,
    output_format: str | None,
    output_file: Path | None,
    reports: tuple[Output, ...],
    fail_level: Severity,
    config: Path | None,
    includes: Path | None,
) -> None:
    """Send the requests that the endpoint pages at PATH document, by default those of the site, to a server, and compare its
    answers with what the pages say of them: status, media type, and the names and kinds of values in JSON.

    Only safe methods are sent (GET, HEAD, OPTIONS, TRACE) unless others are asked for. Exit status: 0 nothing found, 1
    findings or a page that cannot be read, 2 could not run, or failed at a page.
    """
    written = outputs(reports, output_format, output_file, statistics=False)
    collection, unread = _collected(paths, config, includes)
    known = Values(values, dict(os.environ))
    probe = Probe(server, known, Pace(rate), Limits(timeout, max_size), unsafe_methods)
    result = combined(list(_probed(collection, probe)))
    _tell(known)
    summary = result.summary
    if not (summary.answered or summary.unanswered or result.diagnostics):
        raise Failure(_nothing_sent(summary.unsafe))
    write(written, result.diagnostics, summary, fail_level)
    tell_unread(unread)
    if result.failed:
        sys.exit(EXIT_FAILED)
    if unread or any(diagnostic.severity.reaches(fail_level) for diagnostic in result.diagnostics):
        sys.exit(EXIT_FINDINGS)


def _nothing_sent(unsafe: int) -> str:
    if unsafe:
        return (
            f"no request was sent: the methods of all {unsafe:,} may change something; --unsafe-methods sends them all the same"
        )
    return "no request was sent: the pages declare none"


def _collected(paths: Sequence[Path], config: Path | None, includes: Path | None) -> tuple[Collection, int]:
    """The requests of the pages, and how many of these may be of an endpoint and cannot be read as such, which is said."""
    configurations = configured(config, includes)
    with failing():
        given = paths or pages_here(configurations.of_folder(Path()))
        pages = Pages(looked_at(given, configurations, misnamed=True), configurations)
    unread = pages.unread()
    found = [page for page in pages.read.values() if endpoints_of(page) and page not in unread]
    if not found:
        raise no_endpoint_page(given)
    examined = [(*one, "") for page in found for one in checked_endpoints(examine(page, *pages.terms_of(page)))]
    for checked, _, _ in examined:
        if not selected(checked.settings, answers_rules()):
            raise Failure("the settings apply no rule about answers; 'select' the set recommended, or some of these rules")
    return collect("", examined), len(unread)


def _probed(collection: Collection, probe: Probe) -> Iterator[Result]:
    with Progress(len(collection.endpoints), "pages") as progress:
        for endpoint in collection.endpoints:
            yield probe.page(endpoint, collection.losses.reasons(endpoint.place))
            progress.advance()


def _tell(values: Values) -> None:
    """Say which variables of the environment went to the server, and which values did not."""
    if values.taken:
        click.echo(visible(f"From the environment: {', '.join(sorted(values.taken))}."), err=True)
    for name in sorted(values.given.keys() - values.used):
        click.echo(visible(f"Warning: --value {name} is in no request that was to be sent."), err=True)
