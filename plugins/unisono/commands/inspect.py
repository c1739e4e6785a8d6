"""`unisono inspect`: what every sample sends."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import click

from unisono.checking.wording import json_text, visible
from unisono.commands import CONFIG, EXIT_FAILED, INCLUDES, PATHS, configured, failing, no_endpoint_page, without_documents
from unisono.commands._unread import tell_unread, warn_of_unread
from unisono.exports.inspection import InspectedPage, inspect
from unisono.pages import internal
from unisono.pages.model import EndpointPage, Page
from unisono.pages.sample_groups import sample_groups
from unisono.project.configuration import pages_here
from unisono.project.documents import OpenDocument
from unisono.project.nearest import read_nearest
from unisono.project.selection import looked_at


@click.command("inspect", short_help="Show the request that every sample sends.")
@PATHS
@INCLUDES
@CONFIG
@click.option(
    "--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How it is written."
)
def command(paths: tuple[Path, ...], includes: Path | None, config: Path | None, output_format: str) -> None:
    """Show the request that every sample sends, read without running it, and what every block of code was taken for.

    PATH is a page, a folder of pages, or an OpenAPI document; by default the pages of the site. Requests are HAR 1.2 request
    objects in JSON. Exit status: 0, or 2 if there is no endpoint page, or Unisono itself failed at one.
    """
    configurations = configured(config, includes)
    pages = []
    failed, unread = False, 0
    with failing():
        paths = paths or pages_here(configurations.of_folder(Path()))
        of_site, documents = without_documents(paths)
        files = looked_at(of_site, configurations, misnamed=True)
        for page in chain(read_nearest(files, configurations), _operations(documents)):
            for one in (page, *page.endpoints):
                if isinstance(one, EndpointPage) or sample_groups(one) or (one.endpoints and one.blocks):
                    pages.append(inspect(one))
                    failed |= any(sample.reading.failed for sample in one.samples)
            if not isinstance(page, EndpointPage):
                unread += warn_of_unread(page)
                failed |= any(problem.rule == internal.RULE for problem in page.problems)
    tell_unread(unread)
    if not pages and not failed:
        raise no_endpoint_page(paths)
    if output_format == "json":
        click.echo(json_text({"version": 1, "pages": pages}, indent=1))
    else:
        click.echo("\n".join(map(visible, _described(pages))))
    if failed:
        sys.exit(EXIT_FAILED)


def _operations(documents: Iterable[Path]) -> Iterator[Page]:
    """The operations of OpenAPI documents that have samples. What is wrong with a document is said on standard error."""
    for path in documents:
        document = OpenDocument(path)
        for page in document.pages():
            yield page
            for problem in document.problems():
                span = problem.span
                click.echo(visible(f"{span.path}:{span.line}:{span.column}: {problem.message}"), err=True)
        for kept in document.elsewhere():
            place = f"{kept.at.document.source.path}:{kept.at.line}"
            click.echo(visible(f"{place}: a sample of no path's operation, such as of a webhook, is not read"), err=True)


def _described(pages: Iterable[InspectedPage]) -> Iterator[str]:
    for page in pages:
        place = f"{page['path']}:{page['line']}" if "line" in page else page["path"]
        yield f"{place}: {page['method'] or 'no endpoint'} {page['target'] or ''}".rstrip()
        for sample in page["samples"]:
            reason = f": {sample['reason']}" if sample["reason"] else ""
            uncalled = f", if it is called: {', '.join(sample['uncalled'])}" if "uncalled" in sample else ""
            yield f"  {sample['title']} (line {sample['line']}): {sample['status']}{uncalled}{reason}"
            for request in sample["requests"]:
                yield f"    {request['method']} {request['url']}"
                yield from (f"    {header['name']}: {header['value']}" for header in request["headers"])
                if "postData" in request:
                    yield from ("    " + line for line in ["", *request["postData"]["text"].splitlines()])
        for block in page["blocks"]:
            yield f"  line {block['line']}: {block['role']}: {block['reason']}"
