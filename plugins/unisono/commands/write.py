"""`unisono write`: a sample for a request."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping

import click

from unisono.checking.generated import clients_by_name
from unisono.checking.settings import suggested
from unisono.checking.wording import visible
from unisono.commands import EXIT_FINDINGS, Failure
from unisono.commands._streams import standard_input
from unisono.languages import languages
from unisono.languages.writing import Unwritable, write_sample, writers
from unisono.text.files import MAX_BYTES, UnreadableError, decode
from unisono.text.source import Text
from unisono.wire.har import HarError, read_har
from unisono.wire.request import Request


@click.command("write", short_help="Write the sample that sends a request.")
@click.argument("client", metavar="CLIENT")
@click.option("--from", "source", metavar="CLIENT", help="Read a sample of this client instead of a HAR request.")
def command(client: str, source: str | None) -> None:
    """Write the sample with which CLIENT sends a request, and print it.

    Standard input holds the request: a HAR 1.2 request object in JSON, or with --from a sample. What is printed has been read
    back, and sends exactly that request. Exit status: 0, 1 if the client cannot say the request, or 2 if standard input holds
    none, or there is no such client.
    """
    if client not in writers():
        names = {name: known for name, known in clients_by_name().items() if known in writers()}
        raise Failure(f"no samples are written for '{client}'{suggested(client, names, _listed(writers()))}")
    request = _request(source)
    try:
        click.echo(write_sample(client, request))
    except Unwritable as error:
        click.echo(visible(f"{writers()[client].title} {error}."), err=True)
        sys.exit(EXIT_FINDINGS)


def _listed(known: Iterable[str]) -> str:
    return f"; there are {', '.join(known)}"


def _request(source: str | None) -> Request:
    """What standard input holds."""
    if source is not None and source not in _readers():
        raise Failure(f"no samples are read of '{source}'{suggested(source, clients_by_name(), _listed(_readers()))}")
    try:
        given = decode(standard_input().read(MAX_BYTES + 1), "standard input")
    except UnreadableError as error:
        raise Failure(str(error)) from None
    return _read_sample(_readers()[source], Text.of(given)) if source is not None else _read_har(given.text)


def _readers() -> Mapping[str, str]:
    """The id under which the samples of a client are read, by that of its writer or reader."""
    return {name: name for name in languages()} | {name: writer.reader for name, writer in writers().items()}


def _read_har(text: str) -> Request:
    try:
        return read_har(text)
    except HarError as error:
        raise Failure(f"standard input holds no request: {error}") from None


def _read_sample(reader: str, code: Text) -> Request:
    reading = languages()[reader].read(code)
    if reading.status != "ok":
        place = f"line {reading.span.line}: " if reading.span else ""
        raise Failure(f"the sample on standard input cannot be read: {place}{reading.reason}")
    if len(reading.requests) != 1:
        raise Failure(f"the sample on standard input sends {len(reading.requests)} requests; give one that sends one")
    if functions := ", ".join(function.name for function in reading.uncalled):
        told = f"The sample on standard input sends nothing: it only defines {functions}."
        told += " This is what it would send if it were called."
        click.echo(visible(told), err=True)
    return reading.requests[0]
