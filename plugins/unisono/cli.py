"""The command line: arguments in, exit status out."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

import click

from unisono.checker import Summary, check
from unisono.diagnostic import Diagnostic
from unisono.inspection import InspectedPage, inspect
from unisono.page import EndpointPage, Page
from unisono.pages import read_pages
from unisono.reports import formats, report
from unisono.rules import documentation, rules

EXIT_FINDINGS = 1
EXIT_FAILED = 2

PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
INCLUDES = click.option(
    "--includes",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="Where {% include %} finds its files. By default the nearest folder named _includes above each page.",
)


class Failure(click.ClickException):
    """What keeps the command from running; exit status 2."""

    exit_code = EXIT_FAILED


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version("unisono"), "-V", "--version", prog_name="unisono", message="%(prog)s %(version)s")
def main() -> None:
    """API documentation whose samples send the same request.

    Reads endpoint pages (Markdown with front matter), and checks that the JSON example and the samples for curl, HTTPie,
    Python and Node.js all describe the one request that the page documents. Samples are read, never run.
    """
    for stream in (sys.stdout, sys.stderr):  # whatever the locale: pages are UTF-8, and names of files may be no text at all
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@main.command("check")
@PATHS
@INCLUDES
@click.option(
    "--output-format", type=click.Choice(formats()), default="text", show_default=True, help="How findings are written."
)
def check_command(paths: tuple[Path, ...], includes: Path | None, output_format: str) -> None:
    """Check that the samples on each page send the request that the page documents.

    PATH is a page or a folder of pages. Exit status: 0 nothing found, 1 findings, 2 could not run.
    """
    diagnostics: list[Diagnostic] = []
    summary = Summary()
    for page in _read(paths, includes):
        result = check(page)
        diagnostics += result.diagnostics
        summary += result.summary
    if not summary.pages and not diagnostics:
        raise Failure(
            f"found no endpoint page at {_shown(paths)}. An endpoint page is a .md file with 'method' in its front matter."
        )
    report(output_format).write(diagnostics, summary, sys.stdout)
    sys.stdout.flush()  # a closed pipe shows here, where click knows what to do
    sys.exit(EXIT_FINDINGS if diagnostics else 0)


@main.command("inspect")
@PATHS
@INCLUDES
@click.option(
    "--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How it is written."
)
def inspect_command(paths: tuple[Path, ...], includes: Path | None, output_format: str) -> None:
    """Show the request that every sample sends, read without running it.

    PATH is a page or a folder of pages. Requests are HAR 1.2 request objects in JSON. Exit status: 0, or 2 if there is no
    endpoint page.
    """
    pages = []
    for page in _read(paths, includes):
        if isinstance(page, EndpointPage):
            pages.append(inspect(page))
        else:
            _warn_of_unread(page)
    if not pages:
        raise Failure(
            f"found no endpoint page at {_shown(paths)}. An endpoint page is a .md file with 'method' in its front matter."
        )
    if output_format == "json":
        json.dump({"version": 1, "pages": pages}, sys.stdout, ensure_ascii=False, indent=1)
        click.echo()
    else:
        click.echo("\n".join(_described(pages)))


@main.command("rule")
@click.argument("rule", required=False, metavar="[RULE]")
def rule_command(rule: str | None) -> None:
    """Explain a rule, or list them all."""
    if rule is None:
        for name, module in rules().items():
            click.echo(f"{name:24} {module.SEVERITY.value:8} {_first_sentence(documentation(module))}")
    elif rule in rules():
        click.echo(f"# {rule}\n\nSeverity: {rules()[rule].SEVERITY.value}\n\n{documentation(rules()[rule])}")
    else:
        raise Failure(f"there is no rule '{rule}'. 'unisono rule' lists them.")


def _read(paths: Iterable[Path], includes: Path | None) -> Iterator[Page]:
    try:
        yield from read_pages(paths, includes)
    except FileNotFoundError as error:
        raise Failure(f"there is nothing at {error.args[0]}. Name a page or a folder of pages.") from None
    except OSError as error:
        raise Failure(f"cannot list the folder {error.filename}: {error.strerror}. Check its permissions.") from None


def _warn_of_unread(page: Page) -> None:
    """Say on standard error that a page may be one of an endpoint and cannot be read as such."""
    for problem in page.problems:
        if problem.rule in {"unreadable-page", "invalid-front-matter"}:
            span = problem.span
            click.echo(f"{span.path}:{span.line}:{span.column}: {problem.message}", err=True)


def _shown(paths: Iterable[Path]) -> str:
    return ", ".join(str(path) for path in paths)


def _first_sentence(text: str) -> str:
    """The first sentence under the first heading."""
    body = " ".join(text.split("\n\n")[1].split())
    return body.partition(". ")[0].rstrip(".")


def _described(pages: Iterable[InspectedPage]) -> Iterator[str]:
    for page in pages:
        yield f"{page['path']}: {page['method']} {page['target'] or ''}".rstrip()
        for sample in page["samples"]:
            reason = f": {sample['reason']}" if sample["reason"] else ""
            yield f"  {sample['title']} (line {sample['line']}): {sample['status']}{reason}"
            for request in sample["requests"]:
                yield f"    {request['method']} {request['url']}"
                yield from (f"    {header['name']}: {header['value']}" for header in request["headers"])
                if "postData" in request:
                    yield "\n".join("    " + line for line in ["", *request["postData"]["text"].splitlines()])
