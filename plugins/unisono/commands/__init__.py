"""The commands: one module each, with the click command as `command`. Here is what several of them share."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from unisono.checking.settings import SettingsError
from unisono.checking.wording import visible
from unisono.openapi.document import is_document
from unisono.project.configuration import PLUGIN, Configuration, Configurations, read_configuration
from unisono.text.documents import DocumentError
from unisono.text.files import UnreadableError, beginning, leads_to, project, relative

EXIT_FINDINGS = 1
EXIT_FAILED = 2

PATHS = click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
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


def configured(
    file: Path | None, includes: Path | None, changed: Callable[[Configuration], Configuration] = lambda found: found
) -> Configurations:
    """The settings of each page: those that are nearest to it or, of all, those in `file`; with what the command line says
    about them. `changed` is what it says besides."""
    with failing():
        always = None if file is None else read_configuration(file)
        if includes is None:
            return Configurations(always, changed)
        real = leads_to(includes)
        # A link of the user's own is followed now, and taken for none later.
        folder = real if includes.is_symlink() and project(includes) is None else includes

    def with_includes(found: Configuration) -> Configuration:
        settings = replace(found.settings, includes=os.fspath(folder))
        origins = {**found.origins, "includes": "--includes"}
        return changed(replace(found, settings=settings, includes=folder, origins=origins))

    return Configurations(always, with_includes)


@contextmanager
def failing() -> Iterator[None]:
    """Ends the command where paths cannot be read or settings are wrong."""
    try:
        yield
    except (SettingsError, UnreadableError, DocumentError) as error:
        raise Failure(str(error)) from None
    except FileNotFoundError as error:
        hint = "Name a page or a folder of pages; 'unisono init' makes a site"
        raise Failure(f"there is nothing at {error.args[0]}. {hint}{_import_hint([Path()])}") from None
    except OSError as error:
        raise Failure(f"cannot list the folder {error.filename}: {error.strerror}. Check its permissions.") from None


def without_documents(paths: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The pages and folders of pages among paths, and the OpenAPI documents that are named."""
    named = [path for path in paths if is_document(path) and path.is_file()]
    return tuple(path for path in paths if path not in named), tuple(named)


def no_endpoint_page(paths: Collection[Path]) -> Failure:
    """A run over nothing is an error: it would be taken for a success."""
    places = ", ".join(str(path) for path in paths)
    return Failure(
        f"found no endpoint page at {places}, and no samples of several clients in a row. An endpoint page is a .md file with "
        f"'method' in its front matter, or with headings such as '## GET /orders'; 'unisono new' writes one"
        f"{_import_hint(paths)}"
    )


def _import_hint(paths: Iterable[Path]) -> str:
    """What makes pages of the first of the paths that is, or is in, a site of another kind in the working directory."""
    from unisono.imports import kinds, recognised  # noqa: PLC0415 (only a failure needs it, and every run would wait for it)

    here = Path.cwd()
    for path in paths:
        for place in (path, *(above for above in path.absolute().parents if above.is_relative_to(here))):
            is_own = any(PLUGIN in beginning(place / name, 100_000) for name in ("mkdocs.yml", "mkdocs.yaml"))
            if not is_own and (found := recognised(place)):
                shown = relative(str(place), here)
                what = re.split("[:,]", kinds()[found[0]])[0].rstrip(".")
                named = "This folder" if shown == "." else shown
                return f". {named} has {what[0].lower()}{what[1:]}; 'unisono import {shown} DESTINATION' makes pages of it"
    return ""
