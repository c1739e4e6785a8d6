"""`unisono check`: do the samples send the request that the page documents?"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Collection, Container, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from unisono.checking.diagnostic import Diagnostic, Severity
from unisono.checking.rules import members, rules, selected
from unisono.checking.settings import Settings, SettingsError, check_rule_names
from unisono.checking.wording import count, visible
from unisono.commands import (
    CONFIG,
    EXIT_FAILED,
    EXIT_FINDINGS,
    INCLUDES,
    Failure,
    configured,
    failing,
    no_endpoint_page,
    without_documents,
)
from unisono.commands._progress import Progress
from unisono.commands._reports import (
    FAIL_LEVEL,
    FILE,
    OUTPUT_FILE,
    OUTPUT_FORMAT,
    REPORT,
    Output,
    outputs,
    write,
    writing,
)
from unisono.commands._showing import show_files, show_settings
from unisono.commands._streams import standard_input
from unisono.openapi.document import is_document
from unisono.pages.paths import PageFile
from unisono.project.baseline import Baseline, BaselineError, Key, Scope, read_baseline
from unisono.project.cache.store import Store, cache_folder
from unisono.project.configuration import NAMES, Configuration, Configurations, pages_folder, pages_here
from unisono.project.selection import IGNORE, looked_at
from unisono.project.workspace import Workspace
from unisono.records import dataclass
from unisono.reports import carries_fixes
from unisono.text.files import INCLUDES as INCLUDES_FOLDER
from unisono.text.files import MAX_BYTES, UnreadableError, decode, leads_to, must_be_page

if TYPE_CHECKING:
    from unisono.project.watch import Watch


class Shard(NamedTuple):
    """Part `number` (from 1) of `total` parts."""

    number: int
    total: int


def _shard(context: click.Context, option: click.Parameter, value: str | None) -> Shard | None:
    """Reads `2/5`. Raises BadParameter."""
    del context, option
    if value is None:
        return None
    found = re.fullmatch(r"([1-9]\d{0,5})/([1-9]\d{0,5})", value)
    if found is None or int(found[1]) > int(found[2]):
        raise click.BadParameter(f"'{value}' is not one of N parts; write 1/4, 2/4 and so on.")
    return Shard(int(found[1]), int(found[2]))


@click.command("check", short_help="Check that all samples send the documented request.")
@click.argument("paths", nargs=-1, metavar="[PATH...]", type=click.Path(path_type=Path))
@CONFIG
@INCLUDES
@click.option("--select", multiple=True, metavar="RULES", help="Rules to apply, with commas: ids, or recommended, strict, all.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Rules, or sets of them, not to apply.")
@OUTPUT_FORMAT
@OUTPUT_FILE
@REPORT
@click.option("--statistics", is_flag=True, help="Say how many findings each rule has, instead of the findings.")
@click.option("--baseline", type=FILE, metavar="FILE", help="Report only what is not in this file.")
@click.option("--no-baseline", is_flag=True, help="Report also what is in the baseline of the settings.")
@click.option("--update-baseline", is_flag=True, help="Write what is found to the baseline, and report nothing.")
@click.option("--add-suppressions", is_flag=True, help="Write comments into the pages that accept what would be reported.")
@click.option("--quiet", "-q", is_flag=True, help="Report errors only.")
@FAIL_LEVEL
@click.option("--exit-zero", is_flag=True, help="Exit with 0 also when there are findings.")
@click.option("--stdin-filename", type=FILE, metavar="NAME", help="Check the page on standard input as if it were this file.")
@click.option("--watch", is_flag=True, help="Go on, and check again what changes.")
@click.option("--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="Processes to use; by default one a processor.")
@click.option("--shard", callback=_shard, metavar="I/N", help="Check the I-th of N equal parts of the pages.")
@click.option(
    "--built",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="Look, instead, in a built site for what only pages have that are not for its audience.",
)
@click.option("--no-cache", is_flag=True, help="Work everything out, and keep nothing for the next run.")
@click.option("--show-files", is_flag=True, help="Say which pages would be checked, and check none.")
@click.option("--show-settings", is_flag=True, help="Say which settings the pages have, and where each is from; check none.")
def command(**options: Any) -> None:
    """Check that the samples on each page send the request that the page documents.

    PATH is a page, a folder of pages, or an OpenAPI document, whose samples are checked against their operations; by default
    the folder of the site here. Exit status: 0 nothing found, 1
    findings, 2 could not run, or failed at a page.
    """
    asked = Options(**options)
    asked.check()
    if not (asked.paths or asked.built or asked.stdin_filename):
        with failing():
            asked = replace(asked, paths=pages_here(configured(asked.config, None).of_folder(Path())))
    if asked.show_files or asked.show_settings:
        _show(asked)
        return
    if asked.built:
        sys.exit(EXIT_FINDINGS if _look(asked.built, asked) and not asked.exit_zero else 0)
    if asked.watch:
        _watch(asked)
    elif asked.update_baseline:
        _update_baseline(asked)
    else:
        run = _run(asked)
        if asked.add_suppressions:
            _add_suppressions(run, asked)
        fails = _report(run, asked)
        if run.result().failed:
            sys.exit(EXIT_FAILED)
        sys.exit(EXIT_FINDINGS if fails and not asked.exit_zero else 0)


def _show(asked: Options) -> None:
    configurations = asked.configurations()
    pages, documents = without_documents(asked.looked_at)
    with failing():
        files = [*looked_at(pages, configurations), *(PageFile(path, path.parent) for path in documents)]
        groups = configurations.grouped(files)
    if asked.show_files:
        show_files(files)
    if asked.show_settings:
        show_settings(groups)


@dataclass(frozen=True)
class Options:
    """What the command line asks for."""

    paths: tuple[Path, ...]
    config: Path | None
    includes: Path | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    output_format: str | None
    output_file: Path | None
    reports: tuple[Output, ...]
    statistics: bool
    baseline: Path | None
    no_baseline: bool
    update_baseline: bool
    add_suppressions: bool
    quiet: bool
    fail_level: Severity
    exit_zero: bool
    stdin_filename: Path | None
    watch: bool
    jobs: int | None
    shard: Shard | None
    built: Path | None
    no_cache: bool
    show_files: bool
    show_settings: bool

    def check(self) -> None:
        """Raises UsageError for options that do not go together."""
        _ = self.outputs
        if self.built:
            if self.stdin_filename or self.watch or self.update_baseline or self.baseline or self.shard or self.output_file:
                raise click.UsageError("--built goes with --config, --includes and --exit-zero only.")
            return
        if self.add_suppressions and (self.watch or self.update_baseline or self.stdin_filename or self.shard):
            raise click.UsageError(
                "--add-suppressions goes with none of --watch, --update-baseline, --stdin-filename and --shard."
            )
        if self.no_baseline and (self.baseline or self.update_baseline):
            raise click.UsageError("--no-baseline goes with neither --baseline nor --update-baseline.")
        if self.paths and self.stdin_filename is not None:
            raise click.UsageError("--stdin-filename takes the place of PATH; leave one out.")
        if self.watch and (self.update_baseline or self.stdin_filename):
            raise click.UsageError("--watch goes with neither --update-baseline nor --stdin-filename.")
        if self.shard and (self.update_baseline or self.stdin_filename or self.watch):
            raise click.UsageError("--shard goes with none of --update-baseline, --stdin-filename and --watch.")

    @property
    def outputs(self) -> list[Output]:
        return outputs(self.reports, self.output_format, self.output_file, statistics=self.statistics)

    @property
    def looked_at(self) -> tuple[Path, ...]:
        return self.paths if self.stdin_filename is None else (self.stdin_filename,)

    def configurations(self) -> Configurations:
        """Those of the pages, with what the command line says instead."""
        try:
            check_rule_names(Settings(select=_names(self.select)), rules(), lambda *_: "--select")
            check_rule_names(Settings(ignore=_names(self.ignore)), rules(), lambda *_: "--ignore")
        except SettingsError as error:
            raise Failure(str(error)) from None
        return configured(self.config, self.includes, self._changed)

    def _changed(self, found: Configuration) -> Configuration:
        select = _names(self.select) or found.settings.select
        ignore = members(_names(self.ignore)) or found.settings.ignore
        baseline = None if self.no_baseline else self.baseline or found.baseline
        named = "" if self.no_baseline else found.settings.baseline if self.baseline is None else os.fspath(self.baseline)
        settings = replace(found.settings, select=select, ignore=ignore, baseline=named)
        given = {name: f"--{name}" for name in ("select", "ignore", "baseline") if getattr(self, name)}
        if self.no_baseline:
            given["baseline"] = "--no-baseline"
        return replace(found, settings=settings, baseline=baseline, origins={**found.origins, **given})

    def scope(self, done: Workspace) -> Scope:
        """What is looked at, which is all that may be said of a baseline."""

        def left_out(file: Path) -> Container[str]:
            return rules().keys() - selected(done.configurations.of(file).settings, rules()).keys()

        return Scope(done.pages if self.shard else self.looked_at, left_out)


def _names(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for names in given for name in names.split(","))


def _run(asked: Options) -> Workspace:
    """Check what is asked for. A run over nothing is a failure."""

    def store_of(configuration: Configuration) -> Store | None:
        return None if asked.no_cache else Store(cache_folder(configuration.file), _warn)

    run = Workspace(asked.configurations(), store_of, asked.jobs or -1)
    if asked.stdin_filename is not None:
        name = asked.stdin_filename
        with failing():
            leads_to(name)
            must_be_page(name)
        try:
            source = decode(standard_input().read(MAX_BYTES + 1), os.fspath(name))
        except UnreadableError as error:
            raise Failure(f"cannot read standard input: {error}") from None
        with failing():
            run.check_text(PageFile(name, name.parent), source)
        return run
    _check(run, asked)
    result = run.result()
    summary = result.summary
    is_nothing = not (summary.pages or summary.endpoints or summary.operations or summary.samples or result.diagnostics)
    if is_nothing and asked.shard is None:
        raise no_endpoint_page(asked.paths)
    return run


def _check(run: Workspace, asked: Options) -> None:
    pages, documents = without_documents(asked.paths)
    with failing():
        run.check_documents(documents[asked.shard.number - 1 :: asked.shard.total] if asked.shard else documents)
        files = looked_at(pages, run.configurations, misnamed=True)
        own = files[asked.shard.number - 1 :: asked.shard.total] if asked.shard else files
        with Progress(len(own), "pages") as progress:
            run.check(own, progress.advance)
        if asked.shard:
            run.also(files)


def _warn(message: str) -> None:
    click.echo(visible(f"Warning: {message} --no-cache leaves it alone."), err=True)


def _report(run: Workspace, asked: Options) -> bool:
    """Write what is not in the baseline; whether any of it is as bad as makes a run fail."""
    result = run.result()
    diagnostics = _new(run, asked)
    if asked.quiet:
        diagnostics = _errors(diagnostics)
    if any(carries_fixes(output.format) for output in asked.outputs):
        with failing():
            diagnostics = run.with_fixes(diagnostics)
    write(asked.outputs, diagnostics, result.summary, asked.fail_level)
    return any(diagnostic.severity.reaches(asked.fail_level) for diagnostic in diagnostics)


def _errors(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The errors. Says how much else there is."""
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
    if others := len(diagnostics) - len(errors):
        click.echo(f"--quiet: {count(others, 'finding')} that {'are' if others > 1 else 'is'} no error left out.", err=True)
    return errors


def _add_suppressions(run: Workspace, asked: Options) -> None:
    # Brings what mends pages, which most checks start without.
    from unisono.commands._accepting import add_suppressions  # noqa: PLC0415

    def reported() -> list[Diagnostic]:
        new, _ = _sifted(run)
        return [one for one in new if not asked.quiet or one.severity is Severity.ERROR]

    def again(changed: set[Path]) -> None:
        run.again(changed)
        _check(run, asked)

    add_suppressions(run, reported, again)


def _look(build: Path, asked: Options) -> int:
    """Say what a build has of pages that are not for its audience; in how many files."""
    # Takes a sixth of the start-up, and most checks look at no build.
    from unisono.project.gate import look  # noqa: PLC0415

    with failing():
        pages = asked.paths or (pages_folder(Path()),)
        configurations = configured(asked.config, asked.includes)
        sites = {found.file: found for found in map(configurations.of_folder, pages)}
        if len(sites) > 1:
            raise Failure(f"the pages are of {len(sites)} sites, and {build} is the build of one; name its pages only")
        found = look(build, pages, next(iter(sites.values())), os.environ)
    if not found.files:
        raise Failure(f"there are no files in {build}. Build the site first.")
    for file, place, number in found.leaks:
        more = f", and {number - 1:,} more of its texts" if number > 1 else ""
        click.echo(visible(f"{file}: {place.text!r} of {place.page}:{place.line}{more}"))
    audience = ", ".join(found.audience.values) or "nobody"
    looked = f"{count(found.texts, 'text')} of {count(found.pages, 'page')} that the audience ({audience}) may not see"
    if not found.audience.known:
        looked = "no text, as neither a page nor a setting says who may see what"
    where = {leak.file for leak in found.leaks}
    outcome = f"{count(len(where), 'file')} {'has' if len(where) == 1 else 'have'} some" if where else "nothing found"
    click.echo(visible(f"Looked for {looked} in {count(found.files, 'file')}: {outcome}."))
    return len(where)


def _baseline(file: Path) -> Baseline:
    try:
        return read_baseline(file)
    except BaselineError as error:
        raise Failure(str(error)) from None


def _new(run: Workspace, asked: Options) -> Sequence[Diagnostic]:
    """What is not in the baseline of its site. Says what the baselines take away, and what of them is gone."""
    new, by_baseline = _sifted(run)
    found = _by_baseline(run)
    for baseline, own in by_baseline.values():
        gone = baseline.gone(found[baseline.file], asked.scope(run))
        _say_new(baseline, len(found[baseline.file]) - len(own), own, gone)
        _say_gone(baseline, gone)
    return new


def _sifted(run: Workspace) -> tuple[list[Diagnostic], dict[Path, tuple[Baseline, list[Diagnostic]]]]:
    """What is not in the baseline of its site; and each baseline with that of its own sites."""
    by_baseline: dict[Path, tuple[Baseline, list[Diagnostic]]] = {
        file: (_baseline(file), []) for one in run.sites if (file := one.baseline)
    }
    left = {file: baseline.counts.copy() for file, (baseline, _) in by_baseline.items()}
    new: list[Diagnostic] = []
    for configuration, result in run.results():
        file = configuration.baseline
        own = by_baseline[file][0].new(result.diagnostics, left[file]) if file else list(result.diagnostics)
        if file:
            by_baseline[file][1].extend(own)
        new += own
    return new, by_baseline


def _say_new(baseline: Baseline, known: int, new: Sequence[Diagnostic], gone: Collection[Key]) -> None:
    """Says how many findings a baseline has, how many it has not, and which of these only came to light."""
    uncovered = baseline.uncovered(new, gone)
    said = [f"{count(known, 'finding')} known"]
    said += [f"{len(new) - len(uncovered):,} new"] if len(new) > len(uncovered) else []
    said += (
        [f"{len(uncovered):,} uncovered, as what hid {'them' if len(uncovered) > 1 else 'it'} is gone:"] if uncovered else []
    )
    click.echo(visible(f"{baseline.file}: {', '.join(said)}{'' if uncovered else '.'}"), err=True)
    for one in uncovered:
        click.echo(visible(f"  {one.span.path}:{one.span.line}:{one.span.column}: {one.rule}"), err=True)


def _by_baseline(run: Workspace) -> dict[Path | None, list[Diagnostic]]:
    """What was found, by the baseline of the site."""
    found: dict[Path | None, list[Diagnostic]] = {one.baseline: [] for one in run.sites}
    for configuration, result in run.results():
        found[configuration.baseline] += result.diagnostics
    return found


def _say_gone(baseline: Baseline, gone: Counter[Key]) -> None:
    """Says what of a baseline could be taken out of the file."""
    if gone:
        said = f"{baseline.file}: {count(gone.total(), 'finding')} in it are gone; --update-baseline takes out:"
        click.echo(visible(said), err=True)
        for (rule, path, sample, where), _ in sorted(gone.items()):
            click.echo(visible(f"  {path}: {' '.join(part for part in (rule, sample, where) if part)}"), err=True)


def _update_baseline(asked: Options) -> None:
    """Write what is found to the baseline of each site that has one."""
    run = _run(asked)
    found = _by_baseline(run)
    rest = found.pop(None, [])
    if not found:
        raise click.UsageError("--update-baseline needs --baseline FILE, or the setting 'baseline'.")
    before = {file: _baseline(file) if file.exists() else Baseline(file, Counter()) for file in found if file}
    if run.result().failed:
        _report(run, asked)
        names = " and ".join(f"{file} is left as it is" for file in before)
        raise Failure(f"{names}: this program failed at a page")
    for file, baseline in before.items():
        after = baseline.updated(found[file], asked.scope(run))
        with writing(file):
            after.write()
        click.echo(visible(f"{file}: {count(after.counts.total(), 'finding')}, {baseline.counts.total():,} before."))
    if rest:
        click.echo(
            f"{count(len(rest), 'finding')} of sites without a baseline {'is' if len(rest) == 1 else 'are'} in none.", err=True
        )


def _watch(asked: Options) -> None:
    """Check, and check again what changes, until interrupted."""
    from unisono.project.watch import Watch  # noqa: PLC0415 (brings watchdog, which most checks start without)

    run = _run(asked)
    folders = {path if path.is_dir() else path.parent for path in asked.paths} | set(run.include_folders)
    with Watch(folders | {one.file.parent for one in run.sites if one.file}) as watch:
        try:
            while True:
                _report(run, asked)
                click.echo("Waiting for changes; Ctrl+C ends.", err=True)
                run = _changed_run(run, asked, watch)
        except KeyboardInterrupt:
            return


def _changed_run(run: Workspace, asked: Options, watch: Watch) -> Workspace:
    """The run after the next change that matters. Changed pages are checked again; all are when an include, the settings or a
    folder that is looked at change. What keeps it from running is said and waited out."""
    everything = False
    while True:
        changed = watch.changed()
        includes = [folder.absolute() for folder in run.include_folders]
        everything = everything or any(_concerns_all(path, asked, includes, watch.folders) for path in changed)
        try:
            if everything:
                return _run(asked)
            before = set(run.pages)
            with failing():
                files = looked_at(without_documents(asked.paths)[0], run.configurations, misnamed=True)
            after = {file.absolute for file in files}
            if before != after or changed & after:
                run.again(changed)
                _check(run, asked)
                return run
        except (Failure, OSError) as failure:
            click.echo(visible(f"Error: {failure}"), err=True)


def _concerns_all(path: Path, asked: Options, includes: Sequence[Path], folders: Sequence[Path]) -> bool:
    """Whether a change at the path may matter to every page. An includes folder that is gone is known by its name alone."""
    if path.name in {*NAMES, IGNORE} or path == asked.config or INCLUDES_FOLDER in path.parts:
        return True
    if without_documents(asked.paths)[1] and is_document(path):
        return True
    return any(map(path.is_relative_to, includes)) or any(folder.is_relative_to(path) for folder in (*includes, *folders))
