"""`unisono diff`: what a change does to the documented requests."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from unisono.checking.wording import visible
from unisono.commands import CONFIG, EXIT_FAILED, INCLUDES, Failure, configured, failing
from unisono.diff.pairing import Difference, diff_pages, together
from unisono.diff.report import write_json, write_markdown, write_text
from unisono.diff.revision import GitError, Given, Repository, Revision, Tree, WorkingTree, page_names, pages_in
from unisono.pages.model import Page
from unisono.project.configuration import Configurations
from unisono.text.files import leads_to, must_be_page, relative


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
            leads_to(path)
            if path.is_file():
                must_be_page(path)
    configurations = configured(config, includes)
    try:
        repository = Repository(Path.cwd())
        before, after = Revision(repository, old), WorkingTree(repository) if new is None else Revision(repository, new)
        with failing():
            found = _difference(repository, (before, after), paths, configurations)
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


def _difference(
    repository: Repository, trees: tuple[Tree, Tree], paths: tuple[Path, ...], configurations: Configurations
) -> Difference:
    """What becomes of the pages, site by site: what a page of one says does not make up for a page of another. Raises
    SettingsError."""
    wanted = [repository.name(path) for path in paths]
    names = [page_names(tree, wanted) for tree in trees]

    def given(name: str) -> Given:
        found = configurations.of(repository.root / name)
        return Given(None if found.includes is None else repository.name(found.includes), found.site)

    before, after = (
        _by_site(repository, pages_in(tree, own, given), configurations) for tree, own in zip(trees, names, strict=True)
    )
    return together(diff_pages(before.get(site, {}), after.get(site, {})) for site in {**before, **after})


Site = Path | None
"""The file with the settings of a site."""


def _by_site(repository: Repository, pages: Mapping[str, Page], configurations: Configurations) -> dict[Site, dict[str, Page]]:
    """The pages of each site, by their paths from the working directory."""
    sites: dict[Site, dict[str, Page]] = {}
    for name, page in pages.items():
        file = repository.root / name
        sites.setdefault(configurations.of(file).file, {})[relative(str(file), Path.cwd())] = page
    return sites
