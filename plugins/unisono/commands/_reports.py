"""What `unisono check` writes where: one report or several, each to a file or to standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TextIO

import click

from unisono.checking.diagnostic import Diagnostic, Severity
from unisono.checking.result import Summary
from unisono.checking.wording import sentence
from unisono.commands import Failure
from unisono.reports import Surroundings, formats, report
from unisono.text.files import UnreadableError
from unisono.text.replacing import replaced

STATISTICS = "statistics"


class Output(NamedTuple):
    """A report: its format, and the file that it goes to, None for standard output. `aside` is for standard error."""

    format: str
    file: Path | None = None
    aside: bool = False


def read_reports(context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> tuple[Output, ...]:
    """Reads each `FORMAT` and `FORMAT=FILE`. Raises BadParameter."""
    del context, option
    return tuple(map(_read, values))


def _read(value: str) -> Output:
    name, equals, file = value.partition("=")
    if name not in formats():
        raise click.BadParameter(f"'{name}' is none of {', '.join(formats())}.")
    if equals and (not file or Path(file).is_dir()):
        raise click.BadParameter(f"'{value}' names no file; write {name}=FILE.")
    return Output(name, Path(file) if file else None)


FILE = click.Path(path_type=Path, dir_okay=False)

OUTPUT_FORMAT = click.option(
    "--output-format", type=click.Choice(formats()), help="How findings are written; by default as full."
)
OUTPUT_FILE = click.option(
    "--output-file", type=FILE, metavar="FILE", help="Where findings are written, instead of standard output."
)
REPORT = click.option(
    "--report",
    "reports",
    multiple=True,
    callback=read_reports,
    metavar="FORMAT[=FILE]",
    help="The same in one word, and several: --report github --report sarif=out.sarif.",
)
FAIL_LEVEL = click.option(
    "--fail-level",
    type=click.Choice([severity.value for severity in Severity]),
    callback=lambda _, __, value: Severity(value),
    default=Severity.WARNING.value,
    show_default=True,
    help="How bad findings must be for the exit status to be 1.",
)
"""Options of the commands that report findings."""


def outputs(reports: Sequence[Output], form: str | None, file: Path | None, *, statistics: bool) -> list[Output]:
    """What is to be written, as the options say. Raises UsageError where that cannot be."""
    if reports and (form or file):
        raise click.UsageError("--report takes the place of --output-format and --output-file; leave these out.")
    if statistics and not (reports or form or file):
        return [Output(STATISTICS)]
    wanted = [*reports] or [Output(form or "full", file)]
    files = [output.file.absolute() if output.file else None for output in wanted]
    for place in files:
        if files.count(place) > 1:
            named = "on standard output" if place is None else f"in {place}"
            raise click.UsageError(f"there is room for one report {named}; write the others elsewhere, as FORMAT=FILE.")
    return [*wanted, *([Output(STATISTICS, aside=None in files)] if statistics else [])]


def write(outputs: Sequence[Output], diagnostics: Sequence[Diagnostic], summary: Summary, fail_level: Severity) -> None:
    """Write all reports. What was looked at is said on standard error where standard output does not."""
    for output in outputs:
        with _opened(output) as out:
            surroundings = Surroundings(None, _shows_color(out), fail_level)
            report(output.format).write(diagnostics, summary, out, surroundings)
            out.flush()  # a closed pipe shows here, where click knows what to do
    if not any(output.file is None and report(output.format).COUNTS for output in outputs):
        click.echo(sentence(summary, len(diagnostics)), err=True)


@contextmanager
def _opened(output: Output) -> Iterator[TextIO]:
    if output.file is None:
        yield sys.stderr if output.aside else sys.stdout
        return
    with writing(output.file), replaced(output.file) as out:
        yield out


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """Ends the command where a file cannot be written."""
    try:
        yield
    except OSError as error:
        raise Failure(f"cannot write {file}: {error.strerror}; it is as it was") from None
    except UnreadableError as error:
        raise Failure(f"cannot write {error}") from None


def _shows_color(out: TextIO) -> bool:
    """NO_COLOR (https://no-color.org), then FORCE_COLOR (https://force-color.org), then whether it is a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return out.isatty() and os.environ.get("TERM") != "dumb"
