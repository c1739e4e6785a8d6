"""The commands: one module each, with the click command as `command`. Here is what several of them share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from unisono.checking.settings import SettingsError
from unisono.checking.wording import visible
from unisono.project.configuration import Configuration, find_configuration, read_configuration
from unisono.text.files import UnreadableError, leads_to, project

EXIT_FINDINGS = 1
EXIT_FAILED = 2

PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
INCLUDES = click.option(
    "--includes",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="Where {% include %} finds its files. By default the nearest folder named _includes above each page.",
)
CONFIG = click.option(
    "--config",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="The file with the settings. By default the nearest unisono.toml, pyproject.toml or mkdocs.yml that has some.",
)


class Failure(click.ClickException):
    """What keeps the command from running; exit status 2."""

    exit_code = EXIT_FAILED

    def __init__(self, message: str) -> None:
        super().__init__(visible(message if message.endswith((".", "?")) else f"{message}."))


def configured(first: Path, file: Path | None, includes: Path | None) -> Configuration:
    """The settings for a run that begins at the path `first`, with what the command line says about them."""
    with failing():
        leads_to(first)
        found = find_configuration(first) if file is None else read_configuration(file)
        if includes is not None:
            real = leads_to(includes)
            # A link of the user's own is followed now, and taken for none later.
            found = replace(found, includes=real if includes.is_symlink() and project(includes) is None else includes)
    return found


@contextmanager
def failing() -> Iterator[None]:
    """Ends the command where paths cannot be read or settings are wrong."""
    try:
        yield
    except (SettingsError, UnreadableError) as error:
        raise Failure(str(error)) from None
    except FileNotFoundError as error:
        hint = "Name a page or a folder of pages; 'unisono init' makes a site"
        raise Failure(f"there is nothing at {error.args[0]}. {hint}") from None
    except OSError as error:
        raise Failure(f"cannot list the folder {error.filename}: {error.strerror}. Check its permissions.") from None


def no_endpoint_page(paths: Iterable[Path]) -> Failure:
    """A run over nothing is an error: it would be taken for a success."""
    places = ", ".join(str(path) for path in paths)
    return Failure(
        f"found no endpoint page at {places}, and no samples of several clients in a row. An endpoint page is a .md file with "
        "'method' in its front matter; 'unisono new' writes one."
    )
