"""`unisono init`: a site, or what a site lacks."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from pathlib import Path

import click

from unisono.checking.wording import count, visible
from unisono.commands import EXIT_FINDINGS, Failure, failing
from unisono.imports import recognised
from unisono.pages.model import endpoints_of
from unisono.pages.paths import read_pages
from unisono.project.configuration import find_configuration, pages_folder
from unisono.records import dataclass
from unisono.starting.completing import Incompletable, completed
from unisono.starting.site import CONFIGURATION, HOOKS, IGNORED, WORKFLOW, around, new_site, pages
from unisono.text.files import leads_inside, leads_to, read_source, relative
from unisono.text.replacing import write_whole


@click.command("init", short_help="Make a site, or add what a site lacks.")
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False))
@click.option("--diff", is_flag=True, help="Show what would be added, and add nothing.")
def command(folder: Path, diff: bool) -> None:
    """Make a site in FOLDER, by default the current one: mkdocs.yml, a page with the list of endpoints, an endpoint page with
    its samples, an includes folder, a workflow for GitHub, a pre-commit hook, .gitignore.

    Beside a mkdocs.yml, what is missing is added to it, and shown before. No other file that is there is changed, but for
    .gitignore. Exit status: 0, 1 with --diff if something would be added, or 2 if it could not run.
    """
    with failing():
        folder = leads_to(folder)
        site = _Site.at(folder)
        added = site.added()
    click.echo("".join(site.shown(added, whole=diff)), nl=False)
    if not diff:
        site.write(added)
    for line in site.next_steps(added, shown_only=diff):
        click.echo(visible(line))
    if diff and added:
        sys.exit(EXIT_FINDINGS)


@dataclass(frozen=True)
class _Site:
    """What is there: the folder, its configuration and the text of that, and the folder of the pages with those in it."""

    folder: Path
    configuration: str
    before: str | None
    docs: str

    @classmethod
    def at(cls, folder: Path) -> _Site:
        """Raises SettingsError, UnreadableError, and Failure for a site of another kind."""
        name = next((name for name in ("mkdocs.yml", "mkdocs.yaml") if (folder / name).is_file()), None)
        if name is None and (kinds := recognised(folder)):
            command = f"unisono import {folder} NEW-FOLDER"
            raise Failure(f"{folder} is a site of another kind ({', '.join(kinds)}). Bring it in with '{command}'")
        docs = relative(str(pages_folder(folder)), folder)
        if docs.startswith("../") or Path(docs).is_absolute():
            raise Failure(f"the pages are in {docs}, outside of {folder}. Run this in the folder that holds both")
        before = read_source(folder / name, folder).text if name else None
        return cls(folder, name or CONFIGURATION, before, docs)

    @property
    def name(self) -> str:
        """A name for a new site: that of its folder."""
        words = re.findall(r"[^\W_]+", self.folder.name)
        return " ".join("API" if word == "api" else word[:1].upper() + word[1:] for word in words) or "My API"

    def added(self) -> dict[str, str]:
        """The files that are written, by their paths."""
        wanted = around(self.docs) | self._pages()
        if self.before is None:
            wanted[self.configuration] = new_site(self.name)[CONFIGURATION]
        else:
            wanted[self.configuration] = self._completed(self.before)
        if self._has_workflow:
            del wanted[WORKFLOW]
        found = {path: text for path, text in wanted.items() if self._text(path) is None}
        changed = {self.configuration: wanted[self.configuration], IGNORED: self._ignored(wanted[IGNORED])}
        return {**found, **{path: text for path, text in changed.items() if text != self._text(path)}}

    def _pages(self) -> dict[str, str]:
        """An endpoint page, where no endpoint is documented; a front page, where there is none either."""
        pages_there = self.folder / self.docs
        found = pages(self.name, self.docs)
        has_front = any((pages_there / name).exists() for name in ("index.md", "README.md"))
        if pages_there.is_dir() and any(endpoints_of(page) for page in read_pages([pages_there])):
            return {} if has_front else {path: text for path, text in found.items() if path.endswith("/index.md")}
        return {path: text for path, text in found.items() if not (has_front and path.endswith("/index.md"))}

    def _completed(self, before: str) -> str:
        """Raises Failure."""
        configured = find_configuration(self.folder / self.docs).file is not None  # also by a file that it inherits from
        try:
            return before if configured and "unisono" not in before else completed(before)
        except Incompletable as error:
            raise Failure(f"cannot add to {self.folder / self.configuration}: {error}") from None

    @property
    def _has_workflow(self) -> bool:
        folder = self.folder / ".github" / "workflows"
        files = sorted(folder.glob("*.y*ml")) if folder.is_dir() else []
        return any("unisono" in read_source(file, self.folder).text for file in files)

    def _ignored(self, lines: str) -> str:
        before = self._text(IGNORED) or ""
        lacking = [
            line for line in lines.splitlines() if line.strip("/") not in {old.strip("/ ") for old in before.splitlines()}
        ]
        start = before if not before or before.endswith("\n") else f"{before}\n"
        return start + "".join(f"{line}\n" for line in lacking) if lacking else before

    def _text(self, path: str) -> str | None:
        leads_inside(self.folder / path, self.folder)
        return read_source(self.folder / path, self.folder).text if (self.folder / path).exists() else None

    def shown(self, added: Mapping[str, str], *, whole: bool) -> Iterator[str]:
        """What is added to files that are there, and if it is `whole`, the new ones as well, as a diff."""
        for path, text in added.items():
            before = self._text(path)
            if before is not None or whole:
                old, new = ((before or "").splitlines(keepends=True), text.splitlines(keepends=True))
                yield from unified_diff(old, new, path if before is not None else "/dev/null", path)
            else:
                yield f"{path}: new\n"

    def write(self, added: Mapping[str, str]) -> None:
        for path, text in added.items():
            try:
                write_whole(self.folder / path, text)
            except OSError as error:
                raise Failure(
                    f"cannot write {self.folder / path}: {error.strerror}. What was written before is whole"
                ) from None

    def next_steps(self, added: Mapping[str, str], *, shown_only: bool) -> Iterator[str]:
        """What to do now."""
        if shown_only:
            yield f"{count(len(added), 'file')} would be added or changed."
            return
        hooks = self._text(HOOKS)
        if hooks is not None and "unisono" not in hooks:
            yield f"{HOOKS} is yours, and stays as it is; docs/ci.md of the manual has the hook for it."
        if not added:
            yield "Nothing is missing."
        place = "" if self.folder == Path.cwd() else f", in {self.folder}"
        yield f"Next{place}:"
        yield f"  unisono check {self.docs}    # do the samples send what the pages declare?"
        yield "  mkdocs serve          # the site, at http://127.0.0.1:8000/"
        if self.before is None:
            yield f"  put your own site_name, site_url and servers into {self.configuration}"
        yield '  unisono new "Cancel Order" --method patch --path /orders/cancel/'
