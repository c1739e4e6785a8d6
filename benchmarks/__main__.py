"""`python -m benchmarks generate DIR PAGES` writes a site."""

from __future__ import annotations

from pathlib import Path

import click

from benchmarks.generate import generate


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


if __name__ == "__main__":
    main()
