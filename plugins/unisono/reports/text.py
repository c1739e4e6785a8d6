"""For people: a finding a line, the other site below it, and what was looked at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TextIO

from unisono.checker import Summary
from unisono.diagnostic import Diagnostic


def write(diagnostics: Sequence[Diagnostic], summary: Summary, out: TextIO) -> None:
    """`path:line:column: severity[rule] message`, then the other site indented, and the summary last."""
    for diagnostic in diagnostics:
        out.write(f"{line(diagnostic)}\n")
        for related in diagnostic.related:
            span = related.span
            out.write(_visible(f"  {span.path}:{span.line}:{span.column}: note: {related.message}") + "\n")
    if diagnostics:
        out.write("\n")
    out.write(f"{sentence(summary, len(diagnostics))}\n")


def line(diagnostic: Diagnostic) -> str:
    """The finding on one line."""
    span = diagnostic.span
    place = f"{span.path}:{span.line}:{span.column}"
    return _visible(f"{place}: {diagnostic.severity}[{diagnostic.rule}] {diagnostic.message}")


def sentence(summary: Summary, findings: int) -> str:
    """What was looked at and how it ended, on one line."""
    agreement = [
        f"{count} {word}"
        for count, word in (
            (summary.agree, "agree"),
            (summary.disagree, "disagree"),
            (summary.invalid, "cannot run"),
            (summary.unsupported, "not understood"),
        )
        if count
    ]
    looked = f"{_count(summary.pages, 'endpoint page')}, {_count(summary.samples, 'sample')}"
    outcome = f" ({', '.join(agreement)})" if agreement else ""
    others = f", {_count(summary.other_pages, 'other page')}" if summary.other_pages else ""
    found = _count(findings, "finding") if findings else "nothing found"
    return f"{looked}{outcome}{others}: {found}."


def _visible(text: str) -> str:
    """With control characters escaped: what a page holds must neither break the line nor command the terminal."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", lambda c: ascii(c[0])[1:-1], text)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
