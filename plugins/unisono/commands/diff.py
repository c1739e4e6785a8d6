"""`unisono diff`: what a change does to the documented requests."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from urllib.parse import quote

import click

from unisono.checking.wording import visible
from unisono.commands import CONFIG, EXIT_FAILED, EXIT_FINDINGS, INCLUDES, Failure, configured, failing
from unisono.diff.history import steps
from unisono.diff.pairing import Difference, diff_pages, together
from unisono.diff.report import write_json, write_markdown, write_page, write_text
from unisono.diff.revision import GitError, Given, Repository, Revision, Tree, WorkingTree, head_in, page_names, pages_in
from unisono.pages.audience import TELLING, Inherited, chosen_audience
from unisono.pages.audience import visible as can_see
from unisono.pages.model import Page
from unisono.project.configuration import Configuration, pages_folder
from unisono.project.selection import Selection
from unisono.text.files import leads_to, must_be_page, relative


@click.command("diff", short_help="Show what a change does to the documented requests.")
@click.argument("revision", metavar="[REV]", required=False)
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
@click.option("--fail-on", type=click.Choice(["breaking"]), help="Exit with status 1 if something breaks callers.")
@click.option(
    "--site", is_flag=True, help="Write a page for the site: what changed since REV, by tag or by day, the newest first."
)
def command(
    revision: str | None,
    paths: tuple[Path, ...],
    config: Path | None,
    includes: Path | None,
    output_format: str,
    fail_on: str | None,
    site: bool,
) -> None:
    """Show what a change does to the documented requests, and what of it breaks callers.

    Compares the working tree with the git revision REV, or with REV..REV2 two revisions. PATH is a page or a folder of pages,
    by default the current folder. With --site, REV may be left out for all of the history. Exit status: 0, also where something
    changed, 1 with --fail-on, or 2 if it could not run, or failed at a page.
    """
    if revision is None and not site:
        raise Failure("name the revision to compare with, such as main or HEAD~1..HEAD")
    if site and output_format != "text":
        raise Failure("--site writes a page of Markdown; leave --output-format out")
    asked = _Asked(*_revisions(revision), paths or (Path(),), config, includes)
    breaking = asked.write_history() if site else asked.write_difference(output_format)
    sys.stdout.flush()  # a closed pipe shows here, where click knows what to do
    for failure in asked.failures:
        click.echo(visible(f"Error: {failure}"), err=True)
    if asked.failures:
        sys.exit(EXIT_FAILED)
    if fail_on and breaking:
        sys.exit(EXIT_FINDINGS)


Site = Path | None
"""The file with the settings of a site."""

Sites = Mapping[Site, Mapping[str, Page]]
"""The pages of each site, by their paths from the working directory."""


class _Asked:
    """What is asked for, and where Unisono itself failed at it. A revision that is None stands for the working tree, and with
    a history the old one for its beginning."""

    def __init__(
        self, old: str | None, new: str | None, paths: tuple[Path, ...], config: Path | None, includes: Path | None
    ) -> None:
        self.old, self.new, self.paths = old, new, paths
        self.failures: list[str] = []
        with failing():
            for path in paths:
                leads_to(path)
                if path.is_file():
                    must_be_page(path)
        self.configurations = configured(config, includes)
        self.selection = Selection(self.configurations)

    def write_difference(self, output_format: str) -> bool:
        """Whether something breaks callers."""
        old = self.old or "HEAD"
        with _asking_git():
            repository = Repository(Path.cwd())
            before = Revision(repository, old)
            after = WorkingTree(repository) if self.new is None else Revision(repository, self.new)
            found = _difference(*(self._sites(repository, tree) for tree in (before, after)))
            if not found.pages:
                raise self._nothing(repository)
        if output_format == "json":
            write_json(found, old, self.new, sys.stdout)
        else:
            (write_text if output_format == "text" else write_markdown)(found, sys.stdout)
        self.failures += found.failures
        return any(page.breaking for page in found.changed)

    def write_history(self) -> bool:
        """Whether something breaks callers."""
        with _asking_git():
            repository = Repository(Path.cwd())
            now = WorkingTree(repository) if self.new is None else Revision(repository, self.new)
            site, configuration = self._one_site(repository, self._sites(repository, now))
            names = [repository.name(path) for path in configuration.with_includes(self.paths)]

            with failing():
                docs = pages_folder(site.parent if site else Path.cwd())

            def read(tree: Tree) -> Mapping[str, Page]:
                return self._sites(repository, tree).get(site, {})

            def seen(tree: Tree, pages: Mapping[str, Page]) -> Mapping[str, Page]:
                paths = {repository.name(Path(path)): path for path in pages}
                named = {name: pages[path] for name, path in paths.items()}
                shown = _for_the_audience(named, tree, repository.name(docs), configuration)
                return {paths[name]: page for name, page in shown.items()}

            there = seen(now, read(now))
            found = steps(repository, self.old, self.new, names, read, seen)
        write_page(found, lambda path: _address(path, docs) if path in there else None, sys.stdout)
        self.failures += dict.fromkeys(failure for step in found for failure in step.found.failures)
        return any(page.breaking for step in found for page in step.found.changed)

    def _one_site(self, repository: Repository, sites: Sites) -> tuple[Site, Configuration]:
        """The site whose history is told."""
        if not sites:
            raise self._nothing(repository)
        if len(sites) > 1:
            files = ", ".join(relative(str(file), Path.cwd()) if file else "none" for file in sites)
            raise Failure(
                f"there are pages of several sites here, whose settings are in {files}; name the folder of one's pages"
            )
        ((site, pages),) = sites.items()
        return site, self.configurations.of(Path(next(iter(pages))))

    def _sites(self, repository: Repository, tree: Tree) -> dict[Site, dict[str, Page]]:
        with failing():
            wanted = [repository.name(path) for path in self.paths]
            names = [name for name in page_names(tree, wanted) if not self._is_excluded(repository, name, wanted)]
            pages = pages_in(tree, names, lambda name: self._given(repository, name))
            sites: dict[Site, dict[str, Page]] = {}
            for name, page in pages.items():
                file = repository.root / name
                sites.setdefault(self.configurations.of(file).file, {})[relative(str(file), Path.cwd())] = page
        return sites

    def _is_excluded(self, repository: Repository, name: str, wanted: Sequence[str]) -> bool:
        """Whether the settings exclude a page below all of what is named that it is below."""
        file = repository.root / name
        named = (repository.root / one for one in wanted)
        return all(self.selection.excluded_below(file, one) for one in named if file.is_relative_to(one))

    def _given(self, repository: Repository, name: str) -> Given:
        found = self.configurations.of(repository.root / name)
        return Given(None if found.includes is None else repository.name(found.includes), found.site)

    def _nothing(self, repository: Repository) -> Failure:
        """There is no endpoint page on either side; where somebody names two revisions as git takes them, how that is said."""
        for path in self.paths:
            if not path.exists() and _is_revision(repository, str(path)):
                return Failure(f"{path} is a revision and no path; two are compared by {self.old}..{path}")
        places = ", ".join(str(path) for path in self.paths)
        hint = "Name a page or a folder of pages; 'unisono new' writes a page"
        return Failure(f"found no endpoint page at {places}, neither before nor after. {hint}")


def _difference(before: Sites, after: Sites) -> Difference:
    """What becomes of the pages, site by site: what a page of one says does not make up for a page of another."""
    return together(diff_pages(before.get(site, {}), after.get(site, {})) for site in {**before, **after})


def _for_the_audience(pages: Mapping[str, Page], tree: Tree, docs: str, configuration: Configuration) -> dict[str, Page]:
    """Those that a build of the site shows, of which the page that is written becomes one. Pages go by their names in the tree,
    as does `docs`, the folder of all pages of the site."""
    settings = configuration.settings
    chosen = chosen_audience(settings.audience, os.environ, stated=settings.states_audience)
    beside = [] if chosen.known else [name for name in page_names(tree, [docs]) if name not in pages]
    telling = {name for name in tree.names if name.rpartition("/")[2] in TELLING}
    tree.load([*beside, *telling])
    folder = PurePosixPath(docs)
    inherited = Inherited(Path(docs), is_file=lambda file: file.as_posix() in telling, read=tree.read)

    def said(name: str) -> str | None:
        path = PurePosixPath(name)
        return inherited.of(path.relative_to(folder).as_posix()) if path.is_relative_to(folder) else None

    heads = [*pages.values(), *(head_in(tree, name) for name in beside)]
    audience = chosen.with_pages(heads, map(said, [*pages, *beside]))
    return {name: page for name, page in pages.items() if can_see(page, audience, said(name))}


@contextmanager
def _asking_git() -> Iterator[None]:
    """Ends the command where git cannot do what is asked."""
    try:
        yield
    except GitError as error:
        raise Failure(f"{error}.") from None


def _is_revision(repository: Repository, name: str) -> bool:
    try:
        repository.commit(name)
    except GitError:
        return False
    return True


def _address(path: str, docs: Path) -> str | None:
    """A page's address from the top of the folder of the pages; None for one outside."""
    found = relative(path, docs)
    return None if found.startswith("../") else "".join(c if _stands(c) else quote(os.fsencode(c)) for c in found)


def _stands(character: str) -> bool:
    """Whether a character stands for itself in an address between `<` and `>` (CommonMark 0.31, 6.3)."""
    return character.isprintable() and character not in "<>\\&%"


def _revisions(given: str | None) -> tuple[str | None, str | None]:
    """The two sides of the comparison, None where nothing is named. A side of `..` that is left out is HEAD
    (gitrevisions(7))."""
    if given is None:
        return None, None
    if "..." in given:
        raise Failure(f"'{given}' compares with a merge base; write REV..REV2, with 'git merge-base' for REV.")
    old, dots, new = given.partition("..")
    return (old or "HEAD", new or "HEAD") if dots else (old, None)
