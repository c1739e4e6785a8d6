"""`unisono run`: do the samples send what was read in them?"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from unisono.checking.check import examine, judge_runs
from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Severity
from unisono.checking.ran import Outcome, RanPage, RanSample
from unisono.checking.result import Result, combined
from unisono.checking.wording import count, visible
from unisono.commands import CONFIG, EXIT_FAILED, EXIT_FINDINGS, INCLUDES, Failure, configured, failing, no_endpoint_page
from unisono.commands._progress import Progress
from unisono.commands._reports import FAIL_LEVEL, OUTPUT_FILE, OUTPUT_FORMAT, REPORT, Output, outputs, write
from unisono.commands._rewriting import Pages
from unisono.commands._unread import tell_unread
from unisono.languages.running import Recipe
from unisono.pages.model import EndpointPage
from unisono.project.configuration import pages_here
from unisono.project.selection import looked_at
from unisono.records import dataclass
from unisono.running.outcomes import outcome_of
from unisono.running.plan import Planned, plan, programs_of
from unisono.running.programs import Programs
from unisono.running.run import Ended, Run
from unisono.running.wall import Wall, WallError

if TYPE_CHECKING:
    from unisono.running.execution import Runner

UNPROTECTED = "--unprotected"


@dataclass(frozen=True, eq=False)
class _PlannedPage:
    checked: CheckedPage
    samples: Sequence[Planned]


@click.command("run", short_help="Run the samples against a recording server on loopback, walled off.")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask before what is listed is run.")
@click.option(
    UNPROTECTED,
    is_flag=True,
    help="Run samples without a wall, with all rights of yours on files; only names and proxies lead them to the server.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True, max=3600),
    default=20,
    show_default=True,
    help="Seconds that a sample may take.",
)
@OUTPUT_FORMAT
@OUTPUT_FILE
@REPORT
@FAIL_LEVEL
@CONFIG
@INCLUDES
def command(
    paths: tuple[Path, ...],
    *,
    yes: bool,
    unprotected: bool,
    timeout: float,
    output_format: str | None,
    output_file: Path | None,
    reports: tuple[Output, ...],
    fail_level: Severity,
    config: Path | None,
    includes: Path | None,
) -> None:
    """Run the samples of the pages at PATH, by default those of the site, for real, and compare what they send with what was
    read in them. They reach nothing but a server on loopback that records their requests.

    What is to be run is listed, and asked for. Each sample runs behind a wall of its own (bubblewrap, on Linux), which is tried
    before; without one that holds, nothing is run. Exit status: 0 nothing found, 1 findings or a page
    that cannot be read, 2 could not run.
    """
    written = outputs(reports, output_format, output_file, statistics=False)
    checked, unread = _checked(paths, config, includes)
    with TemporaryDirectory(prefix="unisono-run-") as temporary:
        runner = _runner(Path(temporary), timeout, unprotected=unprotected)
        pages = _planned(checked, walled=not unprotected)
        _try(runner)
        _ask(pages, yes=yes, unprotected=unprotected)
        ended = _run(runner, [one for page in pages for one in page.samples])
    result = combined([_result(page, ended) for page in pages])
    write(written, result.diagnostics, result.summary, fail_level)
    tell_unread(unread)
    if result.failed:
        sys.exit(EXIT_FAILED)
    if unread or any(diagnostic.severity.reaches(fail_level) for diagnostic in result.diagnostics):
        sys.exit(EXIT_FINDINGS)


def _checked(paths: Sequence[Path], config: Path | None, includes: Path | None) -> tuple[list[CheckedPage], int]:
    """The pages that have samples, and how many may be of an endpoint and cannot be read as such, which is said."""
    configurations = configured(config, includes)
    with failing():
        given = paths or pages_here(configurations.of_folder(Path()))
        pages = Pages(looked_at(given, configurations, misnamed=True), configurations)
    unread = pages.unread()
    found = [page for _, page in pages.with_samples() if page not in unread]
    checked = [examine(page, *pages.terms_of(page)) for page in found]
    if not any(page.all_samples for page in checked):
        raise no_endpoint_page(given)
    return [page for page in checked if page.all_samples], len(unread)


def _runner(temporary: Path, seconds: float, *, unprotected: bool) -> Runner:
    """What runs samples. Raises Failure where nothing may be run."""
    if not hasattr(os, "geteuid") or not hasattr(os, "openpty"):
        raise Failure("samples are not run on this system: it has no terminals of its own for them")
    if os.geteuid() == 0:
        raise Failure("samples are not run as root, not even behind a wall; run this as a user without rights of its own")
    try:
        # What it needs is not installed with all the rest.
        from unisono.running.execution import Runner  # noqa: PLC0415
        from unisono.running.recorder import Authority  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise Failure(f"the recording server needs {error.name}; install unisono[run]") from None
    try:
        wall = None if unprotected else Wall.found()
    except WallError as error:
        raise _refusal(error) from None
    return Runner(wall, Programs().libraries, temporary, Authority(), seconds)


def _refusal(error: Exception) -> Failure:
    return Failure(f"nothing is run: {error}. {UNPROTECTED} runs samples that you would run by hand, without a wall")


def _try(runner: Runner) -> None:
    """Has the wall put up once for a command that does nothing. Raises Failure where it does not hold."""
    if runner.wall is None:
        return
    try:
        runner.run(Run(Recipe({}, ("true",), {}), {}, {}, (), (80, 443), {}))
    except WallError as error:
        raise _refusal(error) from None


def _planned(checked: Iterable[CheckedPage], *, walled: bool) -> list[_PlannedPage]:
    programs = Programs()
    return [_PlannedPage(page, [*plan(page, programs, walled=walled)]) for page in checked]


def _ask(pages: Sequence[_PlannedPage], *, yes: bool, unprotected: bool) -> None:
    """List what is to be run, say what protects from it, and ask. Raises Failure where it is not to be."""
    samples = [one for page in pages for one in page.samples]
    runs = [one for one in samples if one.run]
    for one in runs:
        span, language = one.sample.span, one.sample.language
        click.echo(visible(f"{span.path}:{span.line}: {one.sample.title} ({language}, by {one.client})"), err=True)
    if not runs:
        reasons = "; ".join(dict.fromkeys(one.reason for one in samples))
        raise Failure(f"none of {count(len(samples), 'sample')} can be run: {reasons}")
    versions = ", ".join(f"{name} {version}".rstrip() for name, version in programs_of(runs).items())
    click.echo(visible(f"Clients: {versions}."), err=True)
    click.echo(_PROTECTION[unprotected], err=True)
    left = len(samples) - len(runs)
    question = f"Run {count(len(runs), 'sample')} ({left:,} cannot be run)?" if left else f"Run {count(len(runs), 'sample')}?"
    if yes:
        return
    if not (sys.stdin and sys.stdin.isatty()):
        raise Failure(f"nothing is run: {question} There is no terminal to ask at; --yes says so")
    if not click.confirm(question, err=True):
        raise Failure("nothing is run, as you wish")


_PROTECTION = {
    False: (
        "Protection: behind a wall (bubblewrap, tried before each sample) that lets nothing be written but memory of its own, "
        "and nothing be reached but the recording server; without your environment and your home; time, memory, length of "
        "files and number of processes are bounded."
    ),
    True: (
        "Protection: NONE for your files and processes: a sample can read, change and delete what you can. Names and proxies "
        "lead clients to the recording server, and a sample that evades them reaches others. Your environment is kept from it; "
        "time, memory and length of files are bounded."
    ),
}


def _run(runner: Runner, samples: Sequence[Planned]) -> dict[Planned, Ended | None]:
    """How each ended. Raises Failure, and runs no more, when a wall does not hold."""
    ended: dict[Planned, Ended | None] = dict.fromkeys(samples)
    runs = [one for one in samples if one.run]
    with Progress(len(runs), "samples") as progress, ThreadPoolExecutor(min(os.cpu_count() or 1, 4)) as pool:
        futures = {one: pool.submit(runner.run, one.run) for one in runs if one.run}
        try:
            for one, future in futures.items():
                ended[one] = future.result()
                progress.advance()
        except WallError as error:
            raise _refusal(error) from None
        finally:
            pool.shutdown(cancel_futures=True)
    return ended


def _result(page: _PlannedPage, ended: dict[Planned, Ended | None]) -> Result:
    """What is found on a page; how each of its samples ended is said."""
    found: list[RanSample] = []
    for one in page.samples:
        outcome = outcome_of(one, ended[one])
        found.append(outcome)
        span, said = one.sample.span, outcome.outcome.said
        why = f" ({one.reason})" if outcome.outcome is Outcome.UNRUN else ""
        if outcome.outcome is Outcome.UNREAD and outcome.finding:
            why = f" ({outcome.finding.message})"
        click.echo(visible(f"{span.path}:{span.line}: {one.sample.title}: {said}{why}"), err=True)
    result = judge_runs(RanPage(page.checked, tuple(found)))
    result.summary.pages = isinstance(page.checked.page, EndpointPage)
    result.summary.endpoints = len(page.checked.endpoints)
    result.summary.other_pages = not result.summary.pages
    return result
