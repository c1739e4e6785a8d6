"""`unisono diff`: what a change does to the documented requests."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from unisono.checking.wording import visible
from unisono.commands import CONFIG, EXIT_FAILED, INCLUDES, Failure, configured, failing
from unisono.diff.pairing import diff_pages
from unisono.diff.report import write_json, write_markdown, write_text
from unisono.diff.revision import GitError, Repository, Revision, Tree, WorkingTree, pages_in
from unisono.pages.model import Page
from unisono.project.configuration import Configuration
from unisono.text.files import must_be_page, relative


@click.command("diff", short_help="Show what a change does to the documented requests.")
@click.argument("revision", metavar="REV")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@CONFIG
@INCLUDES
@click.option(
    "--output-format",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="How changes are written.",
)
def command(revision: str, paths: tuple[Path, ...], config: Path | None, includes: Path | None, output_format: str) -> None:
    """Show what a change does to the documented requests, and what of it breaks callers.

    Compares the working tree with the git revision REV, or with REV..REV2 two revisions. PATH is a page or a folder of pages,
    by default the current folder. Exit status: 0, also where something changed, or 2 if it could not run, or failed at a page.
    """
    paths = paths or (Path(),)
    old, new = _revisions(revision)
    with failing():
        for path in paths:
            if path.is_file():
                must_be_page(path)
    configuration = configured(paths[0], config, includes)
    try:
        repository = Repository(Path.cwd())
        before, after = Revision(repository, old), WorkingTree(repository) if new is None else Revision(repository, new)
        found = diff_pages(*(_pages(repository, tree, paths, configuration) for tree in (before, after)))
    except GitError as error:
        raise Failure(f"{error}.") from None
    if not found.pages:
        places = ", ".join(str(path) for path in paths)
        hint = "Name a page or a folder of pages; 'unisono new' writes a page"
        raise Failure(f"found no endpoint page at {places}, neither before nor after. {hint}")
    if output_format == "json":
        write_json(found, old, new, sys.stdout)
    else:
        (write_text if output_format == "text" else write_markdown)(found, sys.stdout)
    sys.stdout.flush()  # a closed pipe shows here, where click knows what to do
    for failure in found.failures:
        click.echo(visible(f"Error: {failure}"), err=True)
    if found.failures:
        sys.exit(EXIT_FAILED)


def _revisions(given: str) -> tuple[str, str | None]:
    """The two sides of the comparison, None for the working tree. A side of `..` that is left out is HEAD (gitrevisions(7))."""
    if "..." in given:
        raise Failure(f"'{given}' compares with a merge base; write REV..REV2, with 'git merge-base' for REV.")
    old, dots, new = given.partition("..")
    return (old or "HEAD", new or "HEAD") if dots else (old, None)


def _pages(repository: Repository, tree: Tree, paths: tuple[Path, ...], configuration: Configuration) -> Mapping[str, Page]:
    """The pages by their paths from the working directory."""
    folder = configuration.includes
    includes = repository.name(folder) if folder is not None else None
    found = pages_in(tree, [repository.name(path) for path in paths], includes, configuration.site)
    return {relative(str(repository.root / name), Path.cwd()): page for name, page in found.items()}
