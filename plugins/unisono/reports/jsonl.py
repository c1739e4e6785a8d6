"""For programs that read line by line: each finding as in `json`, one a line, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from unisono.checking.diagnostic import Diagnostic
from unisono.checking.result import Summary
from unisono.checking.wording import json_text
from unisono.reports import PLAIN, Surroundings
from unisono.reports.json import to_object

COUNTS = False
FIXES = True


def write(diagnostics: Sequence[Diagnostic], summary: Summary, out: TextIO, surroundings: Surroundings = PLAIN) -> None:
    """A JSON object a line."""
    del summary, surroundings
    for diagnostic in diagnostics:
        out.write(json_text(to_object(diagnostic)) + "\n")
