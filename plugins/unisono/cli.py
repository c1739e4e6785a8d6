"""The command line: arguments in, exit status out. Each command is the module of its name in `commands/`, which ends
with `_` where the name is a word of Python's."""

from __future__ import annotations

import errno
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from keyword import iskeyword
from typing import Any, NoReturn, cast

import click

from unisono import commands
from unisono.checking.wording import visible
from unisono.commands._streams import take_streams
from unisono.project.processes import look_for_garbage_seldom
from unisono.walking import public_modules


class Commands(click.Group):
    """The commands, found by walking their package and imported when they are asked for."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        take_streams(_cannot_write)
        return super().main(*arguments, **options)

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        with _visible_errors():
            return super().make_context(*arguments, **options)

    def invoke(self, ctx: click.Context) -> Any:
        with _visible_errors(), _own_failures():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(name.removesuffix("_") for name in public_modules(commands.__path__))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Say of a name that is no command's which is meant."""
        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            from unisono.checking.settings import suggestion  # noqa: PLC0415 (only a failure needs it)

            listed = f"; there are {', '.join(known)}"
            ctx.fail(f"there is no command '{args[0][:60]}'{suggestion(args[0], known, listed)}")
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        return cast("click.Command", importlib.import_module(f"{commands.__name__}.{module}").command)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say which clients are known."""
        del ctx
        from unisono.languages import client_packages  # noqa: PLC0415 (only the help needs it)

        with formatter.section("Clients"):
            formatter.write_text(", ".join(sorted({name for name, _ in client_packages()})))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(None, "-V", "--version", package_name="unisono", prog_name="unisono", message="%(prog)s %(version)s")
def main() -> None:
    """API documentation whose samples send the same request.

    Reads endpoint pages (Markdown with front matter), and checks that the JSON example and the samples for several
    clients all describe the one request that the page documents. Samples are read; only `run` runs them.
    """
    look_for_garbage_seldom()


@contextmanager
def _visible_errors() -> Iterator[None]:
    """What click says of an option or a path has it as it was given."""
    try:
        yield
    except click.UsageError as error:
        raise click.UsageError(visible(error.format_message()), error.ctx) from None


@contextmanager
def _own_failures() -> Iterator[None]:
    """Where this program itself fails beyond a page, it says where, and what to do. Python would show a traceback, with values
    of the pages in it, and end with the status of a run that has found something."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
        raise
    except OSError as error:
        place = f"{error.filename}: " if error.filename is not None else ""
        raise commands.Failure(f"{place}{error.strerror or error}") from error
    except Exception as error:
        from unisono.pages.internal import described  # noqa: PLC0415 (only a failure needs it)

        raise commands.Failure(described(error)) from error


def _cannot_write(error: OSError) -> NoReturn:
    """Not the status of a run that found something, or nothing. Who closes a pipe knows, and is not told."""
    if error.errno == errno.EPIPE:
        raise click.exceptions.Exit(commands.EXIT_FAILED)
    raise commands.Failure(f"cannot write to standard output: {error.strerror}")
