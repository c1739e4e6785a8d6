"""`unisono check --add-suppressions`: comments that accept all that is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from unisono.checking.diagnostic import Diagnostic
from unisono.checking.wording import count, visible
from unisono.fixing.accepting import accepted, is_acceptable, is_of_comments
from unisono.fixing.writing import Unwritten, write_back
from unisono.project.workspace import Workspace

_ROUNDS = 4
"""How often pages are looked at again: what is accepted of one sample may be told of another one then."""


def add_suppressions(run: Workspace, reported: Callable[[], Sequence[Diagnostic]], again: Callable[[set[Path]], None]) -> None:
    """Write comments into the pages for what is `reported`, until nothing is that can be accepted. `again` checks pages that
    have changed."""
    written: set[Path] = set()
    refused: set[Path] = set()
    for _ in range(_ROUNDS):
        changed = _write(run, [one for one in reported() if is_acceptable(one) or is_of_comments(one)], refused)
        if not changed:
            break
        written |= changed
        again(changed)
    click.echo(f"{count(len(written), 'page')} changed.", err=True)


def _write(run: Workspace, found: Sequence[Diagnostic], refused: set[Path]) -> set[Path]:
    """The pages that were changed. Those that cannot be are said, once, and `refused`."""
    changed: set[Path] = set()
    for file, page, read, own in run.with_pages(found):
        if file.absolute in refused:
            continue
        text = accepted(page, own, read)
        try:
            if text is None:
                raise Unwritten("no comment has an effect there; accept what is found by 'per_path' in the settings")
            if text != page.source.text:
                write_back(file.path, file.root, page.source, text)
        except Unwritten as error:
            click.echo(visible(f"Error: {page.source.path} is left as it is: {error}."), err=True)
            refused.add(file.absolute)
        else:
            if text != page.source.text:
                changed.add(file.absolute)
    return changed
