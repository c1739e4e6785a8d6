"""For toys: the rule of each finding, and where it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from unisono.checking.diagnostic import Diagnostic
from unisono.checking.result import Summary
from unisono.reports import PLAIN, Surroundings

COUNTS = False


def write(diagnostics: Sequence[Diagnostic], summary: Summary, out: TextIO, surroundings: Surroundings = PLAIN) -> None:
    """`toy: rule, sample, path, line`."""
    del summary
    for found in diagnostics:
        out.write(f"toy: {found.rule}, {found.sample}, {surroundings.path(found.span.path)}, {found.span.line}\n")
