"""The command line: `python -m benchmarks run`, `generate` and `table`."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks.checks import check_cases, corpus_cases, start_up_cases
from benchmarks.editor import editor
from benchmarks.generate import generate
from benchmarks.machine import machine
from benchmarks.measure import Measured, measure
from benchmarks.preview import preview
from benchmarks.report import read_json, readme_table, tables, write_json
from benchmarks.sites import corpus_site_cases, languages_cases, site_cases

KINDS = ("start-up", "check", "corpus", "site", "languages", "corpus-site", "preview", "editor")


@click.group()
def main() -> None:
    """Measure Unisono on generated sites."""


@main.command("generate")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("pages", type=click.IntRange(min=1))
@click.option("--seed", default=1, show_default=True, help="Another seed, other pages.")
@click.option("--wrong", default=0.0, show_default=True, type=click.FloatRange(0, 1), help="Share of samples to make wrong.")
@click.option("--plain", is_flag=True, help="The same content for MkDocs and Material without Unisono.")
def generate_command(folder: Path, pages: int, seed: int, wrong: float, plain: bool) -> None:
    """Write a site of PAGES endpoint pages into FOLDER."""
    made = generate(folder, pages, seed=seed, wrong=wrong, plain=plain)
    click.echo(
        f"{len(made.files)} pages of {made.lines / len(made.files):.0f} lines, {made.samples} samples, {made.wrong} wrong."
    )


@main.command("table")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def table_command(file: Path) -> None:
    """Print the table that the README has, from the JSON of a run."""
    click.echo(readme_table(read_json(file)))


@dataclass(frozen=True)
class Chosen:
    """What to run."""

    kinds: Sequence[str]
    pages: Sequence[int]
    site_pages: Sequence[int]
    preview_pages: Sequence[int]
    editor_pages: Sequence[int]
    corpus: Path | None
    repeats: int


SIZE = click.IntRange(min=3)


@main.command("run")
@click.option("--only", type=click.Choice(KINDS), multiple=True, help="What to measure; everything, unless this is given.")
@click.option("--pages", type=SIZE, multiple=True, default=(100, 1000, 10000), show_default=True, help="Sizes for the checker.")
@click.option("--site-pages", type=SIZE, multiple=True, default=(100, 1000), show_default=True, help="Sizes for builds.")
@click.option("--preview-pages", type=SIZE, multiple=True, default=(1000,), show_default=True, help="Sizes for the preview.")
@click.option("--editor-pages", type=SIZE, multiple=True, default=(100,), show_default=True, help="Sizes for the editor.")
@click.option("--corpus", type=click.Path(path_type=Path, exists=True, file_okay=False), help="A folder of real pages.")
@click.option("--repeats", type=click.IntRange(min=1), default=3, show_default=True, help="How often each thing is measured.")
@click.option("--json", "json_file", type=click.Path(path_type=Path, dir_okay=False), help="Where to keep the results.")
def run_command(
    only: tuple[str, ...],
    pages: tuple[int, ...],
    site_pages: tuple[int, ...],
    preview_pages: tuple[int, ...],
    editor_pages: tuple[int, ...],
    corpus: Path | None,
    repeats: int,
    json_file: Path | None,
) -> None:
    """Measure, and print a table. What is under way is said on standard error."""
    facts = machine()
    chosen = Chosen(
        only or KINDS,
        sorted(pages),
        sorted(site_pages),
        sorted(preview_pages),
        sorted(editor_pages),
        corpus and corpus.resolve(),
        repeats,
    )
    measured = []
    for one in _measured(chosen):
        measured += one
        if json_file:
            write_json(json_file, facts, repeats, measured)
    click.echo(", ".join(f"{name} {value}" for name, value in facts.items()) + f"; medians of {repeats}\n")
    click.echo("\n".join(tables(measured)))


def _measured(chosen: Chosen) -> Iterator[list[Measured]]:
    """Each group in a folder of its own, which is removed before the next."""
    kinds, repeats = chosen.kinds, chosen.repeats
    if "start-up" in kinds:
        with _folder() as folder:
            yield measure(list(start_up_cases(folder)), repeats * 5, _say)
    for pages in chosen.pages if "check" in kinds else ():
        with _folder() as folder:
            yield measure(list(check_cases(folder, pages)), repeats, _say)
    if chosen.corpus and {"corpus", "corpus-site"} & set(kinds):
        with _folder() as folder:
            cases = list(corpus_cases(folder / "check", chosen.corpus))
            counted = cases[0].measured
            if "corpus" in kinds:
                yield measure(cases, repeats, _say)
            if "corpus-site" in kinds:
                yield measure(
                    list(corpus_site_cases(folder / "site", chosen.corpus, counted.pages, counted.samples)), repeats, _say
                )
    for pages in chosen.site_pages if "site" in kinds else ():
        with _folder() as folder:
            yield measure(list(site_cases(folder, pages)), repeats, _say)
    for pages in chosen.site_pages if "languages" in kinds else ():
        with _folder() as folder:
            yield measure(list(languages_cases(folder, pages)), repeats, _say)
    for pages in chosen.preview_pages if "preview" in kinds else ():
        with _folder() as folder:
            yield preview(folder, pages, repeats, _say)
    for pages in chosen.editor_pages if "editor" in kinds else ():
        with _folder() as folder:
            yield editor(folder, pages, repeats, _say)


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as name:
        yield Path(name).resolve()


def _say(text: str) -> None:
    click.echo(text, err=True)


if __name__ == "__main__":
    main(prog_name="python -m benchmarks")
