"""`unisono import`: a whole site in."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import unified_diff
from pathlib import Path

import click

from unisono.checking.settings import SettingsError, suggestion
from unisono.checking.wording import count, visible
from unisono.commands import EXIT_FINDINGS, Failure
from unisono.imports import Counts, Import, ImportFailure, Loss, importer, kinds, recognised
from unisono.imports._manifest import NAME, Fate, Plan, plan, read_manifest
from unisono.imports._site import CONFIGURATION, FRONT, site_files
from unisono.imports._staging import Look, Seen, Staged, stage
from unisono.project import processes
from unisono.project.configuration import pages_folder
from unisono.records import dataclass
from unisono.text.files import UnreadableError, leads_to, relative


@click.command("import", short_help="Make a site of one of another kind.")
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("destination", type=click.Path(path_type=Path, file_okay=False))
@click.option("--from", "kind", metavar="KIND", help=f"What SOURCE is: {', '.join(kinds())}. By default it is recognised.")
@click.option("--force", is_flag=True, help="Overwrite also what is there already or was edited by hand.")
@click.option("--diff", is_flag=True, help="Show what would be changed, and change nothing.")
def command(source: Path, destination: Path, kind: str | None, force: bool, diff: bool) -> None:
    """Make pages of SOURCE, a file or a folder, in the folder DESTINATION, with a mkdocs.yml if it has none.

    What could not be carried over is listed with its place. The same import again says what has changed in the source, and
    leaves alone what was edited by hand since. Nothing is run, and no host is contacted. Exit status: 0, 1 if something is
    listed, or 2 if nothing was imported.
    """
    with _importing(source):
        leads_to(source)
        leads_to(destination)
        kind = _kind(source, kind)
        found = importer(kind).read(source)
        with tempfile.TemporaryDirectory(prefix="unisono-") as folder:
            staged = stage(found, Path(folder).resolve(), _over)
        done = _plan(found, staged.files, destination, f"{kind} {relative(str(source), destination)}", force=force)
    outcome = _Outcome(found, staged, done)
    for line in outcome.listed():
        click.echo(visible(line))
    if diff:
        click.echo("".join(_diff(done)), nl=False)
    else:
        _write(done)
    for line in outcome.said(shown_only=diff):
        click.echo(visible(line))
    if outcome.needs_you:
        sys.exit(EXIT_FINDINGS)


_MANY = 300
"""Files from which on processes are worth starting: below, one is as fast."""

_BATCH = 50


def _over(look: Look, numbers: range) -> Iterable[Seen | None]:
    """What is seen of the files, by all processors where that is worth it."""
    if len(numbers) < _MANY or not processes.possible():
        return map(look, numbers)
    return processes.mapped(look, numbers, processes.processors(), _BATCH)


@contextmanager
def _importing(source: Path) -> Iterator[None]:
    """Ends the command where the source cannot be imported."""
    try:
        yield
    except (ImportFailure, SettingsError, UnreadableError) as error:
        raise Failure(str(error)) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise Failure(f"cannot import {error.filename or source}: {reason}. Name a file or a folder that can be read") from None


def _kind(source: Path, named: str | None) -> str:
    """The format of the source: the one that is named, or that it is recognised as."""
    if named is not None:
        if named not in kinds():
            raise ImportFailure(f"there is no format '{named}'{suggestion(named, kinds(), f'; there are {_listed(kinds())}')}")
        return named
    if not source.exists():
        raise ImportFailure(f"there is nothing at {source}. Name the file or the folder to import")
    found = recognised(source)
    if not found:
        said = "; ".join(f"{kind}: {summary.rstrip('.')}" for kind, summary in kinds().items())
        raise ImportFailure(f"{source} is not recognised. What can be imported: {said}. Name the kind with --from")
    if len(found) > 1:
        raise ImportFailure(f"{source} may be {_listed(found)}. Say which with --from")
    return found[0]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _plan(found: Import, pages: Mapping[str, bytes], destination: Path, source: str, *, force: bool) -> Plan:
    """What is to be written where: in the folder of the pages of the site that is there, or of the new one."""
    destination = leads_to(destination)
    docs = relative(str(pages_folder(destination)), destination)
    if docs.startswith("../") or Path(docs).is_absolute():
        raise ImportFailure(f"the pages of {destination} are in {docs}, outside of it. Name the folder that holds both")
    docs = "" if docs == "." else docs
    known = read_manifest(destination).sources.get(source, {})
    front = f"{docs}/{FRONT}" if docs else FRONT
    has_front = front not in known and (destination / front).exists()
    is_whole = CONFIGURATION not in known and any((destination / name).exists() for name in (CONFIGURATION, "mkdocs.yaml"))
    files = site_files(found, pages, docs, has_front=has_front, is_whole=is_whole)
    return plan(destination, source, files, force=force)


def _write(done: Plan) -> None:
    try:
        done.carry_out()
    except OSError as error:
        raise Failure(f"cannot write {error.filename}: {error.strerror}. What was written before is whole; try again") from None


def _diff(done: Plan) -> Iterator[str]:
    for path, fate in done.fates.items():
        if not fate.is_written:
            continue
        old = (done.destination / path).read_bytes() if fate is Fate.CHANGED else b""
        if b"\0" in old or b"\0" in done.files[path]:
            yield f"Binary file {path}: {fate}\n"
            continue
        before, after = (data.decode(errors="replace").splitlines(keepends=True) for data in (old, done.files[path]))
        for line in unified_diff(before, after, path if old else "/dev/null", path):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


@dataclass(frozen=True)
class _Outcome:
    """What is said of an import."""

    found: Import
    staged: Staged
    plan: Plan

    @property
    def needs_you(self) -> bool:
        return any(True for _ in self.listed())

    def listed(self) -> Iterator[str]:
        """What somebody has to look at, a line each."""
        for loss in sorted({*self.found.losses, *self.staged.losses}, key=_in_order):
            yield f"{loss.origin}: {loss.what}; {loss.remedy}."
        for link in self.staged.dead:
            yield f"{link.origin}: the link '{link.target}' leads to no file; correct it there."
        for path, fate in self.plan.fates.items():
            if fate.needs_you:
                yield f"{path}: {fate}; {_REMEDIES[fate]}."

    def said(self, *, shown_only: bool) -> Iterator[str]:
        """How much there was and is, and what to do next."""
        yield f"{'':<12}{'before':>9}{'after':>9}"
        before, after = self.staged.before._asdict(), self.staged.after._asdict()
        for name in Counts._fields:
            if before[name] or after[name]:
                yield f"{name:<12}{before[name]:>9,} {after[name]:>8,}"
        if self.found.links is not None or self.staged.links:
            was = "" if self.found.links is None else f"{self.found.links:,}"
            yield f"{'links':<12}{was:>9}{self.staged.links:>9,}"
        yield from self.found.notes
        fates = Counter(self.plan.fates.values())
        told = ", ".join(f"{fates[fate]:,} {fate}" for fate in Fate if fates[fate])
        number = count(len(self.plan.fates), "file")
        yield f"{'Nothing was written. ' if shown_only else ''}{number} in {self.plan.destination}: {told}."
        if not shown_only and fates[Fate.ADDED]:
            yield f"Next, in that folder: unisono check {self._pages}, then mkdocs serve. Keep {NAME} for the next import."

    @property
    def _pages(self) -> str:
        first = next((path for path in self.plan.fates if "/" in path), "docs/")
        return first.partition("/")[0]


_REMEDIES = {
    Fate.CONFLICT: "take over the change by hand, or take the source's with --force",
    Fate.FOREIGN: "move it, or overwrite it with --force",
    Fate.GONE: "delete it, or keep it as your own",
}


def _in_order(loss: Loss) -> tuple[str, int, str, str]:
    return loss.origin.file, loss.origin.line or 0, loss.what, loss.remedy
