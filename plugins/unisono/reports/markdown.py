"""For the summary of a job on GitHub, or a comment: Markdown as GitHub and GitLab write it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from unisono.checking.diagnostic import Diagnostic, Severity
from unisono.checking.result import Summary
from unisono.checking.wording import count, markdown_text, sentence
from unisono.reports import PLAIN, Surroundings
from unisono.reports._links import rule_page

COUNTS = True

SHOWN = 500
"""Findings that are listed: GitHub refuses a summary of more than 1 MiB
(https://docs.github.com/actions/reference/workflow-commands-for-github-actions#adding-a-job-summary)."""

_LONGEST = 300
"""Characters of a message that are shown."""


def write(diagnostics: Sequence[Diagnostic], summary: Summary, out: TextIO, surroundings: Surroundings = PLAIN) -> None:
    """A heading, what was looked at, how many findings each rule has, and the findings with their places, the worst first."""
    out.write(f"## Unisono\n\n{markdown_text(sentence(summary, len(diagnostics)))}\n")
    if not diagnostics:
        return
    rules = Counter((diagnostic.severity, diagnostic.rule) for diagnostic in diagnostics)
    ordered = sorted(rules.items(), key=lambda item: (_rank(item[0][0]), -item[1], item[0][1]))
    out.writelines(_table(("Severity", "Rule", "Findings"), (_counted(*kind, number) for kind, number in ordered)))
    shown = sorted(diagnostics, key=lambda diagnostic: _rank(diagnostic.severity))[:SHOWN]
    out.write("\n<details open><summary>Findings</summary>\n")
    out.writelines(_table(("Severity", "Place", "Finding"), (_listed(diagnostic, surroundings) for diagnostic in shown)))
    if left := len(diagnostics) - len(shown):
        out.write(f"\n{count(left, 'finding')} more {'is' if left == 1 else 'are'} in the log.\n")
    out.write("\n</details>\n")


def _rank(severity: Severity) -> int:
    return list(Severity).index(severity)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}\n"
    for row in rows:
        yield f"| {' | '.join(row)} |\n"


def _counted(severity: Severity, rule: str, number: int) -> tuple[str, str, str]:
    page = rule_page(rule)
    return severity.value, f"[{rule}]({page})" if page else markdown_text(rule), f"{number:,}"


def _listed(diagnostic: Diagnostic, surroundings: Surroundings) -> tuple[str, str, str]:
    span, message = diagnostic.span, diagnostic.message
    place = f"{surroundings.path(span.path)}:{span.line}:{span.column}"
    cut = message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"
    return diagnostic.severity.value, markdown_text(place), f"{markdown_text(cut)} ({diagnostic.rule})"
