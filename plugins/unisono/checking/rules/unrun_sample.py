"""## What it does

Reports, in `unisono run`, a sample that was not run: its client or a library that it imports is not installed, nobody knows how
samples of its client are run, or it is sent to an address that cannot be led to the recording server.

## Why is this bad?

Nothing is known of what it sends when it is run. It is counted, and not called right.

## Example

A page has a sample for PowerShell, and there is no `pwsh` on the machine.

## How to mend it

Install what the message names, where `PATH` finds it.

## When not to use it

Where some clients are run elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from unisono.checking.diagnostic import Finding, Severity
from unisono.checking.ran import Outcome, RanPage

SEVERITY = Severity.INFO
DEFAULT = True


def check_runs(page: RanPage) -> Iterator[Finding]:
    yield from page.ended(Outcome.UNRUN)
