"""For people and for editors: a finding a line, the other site below it, and what was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from unisono.checking.diagnostic import Diagnostic
from unisono.checking.result import Summary
from unisono.checking.wording import line, notes, sentence
from unisono.reports import PLAIN, Surroundings

COUNTS = True


def write(diagnostics: Sequence[Diagnostic], summary: Summary, out: TextIO, surroundings: Surroundings = PLAIN) -> None:
    """`path:line:column: severity[rule] message`, then the other site indented, and the summary last."""
    del surroundings
    for diagnostic in diagnostics:
        out.write(f"{line(diagnostic)}\n")
        for note in notes(diagnostic):
            out.write(f"  {note}\n")
    if diagnostics:
        out.write("\n")
    out.write(f"{sentence(summary, len(diagnostics))}\n")
