"""For people who plan: how many findings each rule has, and no finding itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TextIO

from unisono.checking.diagnostic import Diagnostic
from unisono.checking.result import Summary
from unisono.checking.wording import sentence
from unisono.reports import PLAIN, Surroundings

COUNTS = True

_HEADS = ("Findings", "Pages", "Severity", "Rule")


def write(diagnostics: Sequence[Diagnostic], summary: Summary, out: TextIO, surroundings: Surroundings = PLAIN) -> None:
    """A table, the most frequent first, and the summary last. A rule that has several severities has a line for each."""
    del surroundings
    counts = Counter((diagnostic.severity, diagnostic.rule) for diagnostic in diagnostics)
    pages = Counter(kind for kind, _ in {((d.severity, d.rule), d.span.path) for d in diagnostics})
    rows = [
        (f"{number:,}", f"{pages[severity, rule]:,}", severity.value, rule)
        for (severity, rule), number in sorted(counts.items(), key=lambda item: (-item[1], item[0][1], item[0][0]))
    ]
    if rows:
        widths = [max(len(row[at]) for row in (_HEADS, *rows)) for at in range(3)]
        for number, of, severity, rule in (_HEADS, *rows):
            out.write(f"{number:>{widths[0]}}  {of:>{widths[1]}}  {severity:{widths[2]}}  {rule}\n")
        out.write("\n")
    out.write(f"{sentence(summary, len(diagnostics))}\n")
