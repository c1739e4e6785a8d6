"""What several formats say in the same words."""

from __future__ import annotations

import re

from unisono.diagnostic import Diagnostic
from unisono.result import Summary

_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    """With control characters escaped: what a page holds must neither break the line nor command the terminal."""
    return _UNSAFE.sub(lambda c: ascii(c[0])[1:-1], text)


def line(diagnostic: Diagnostic) -> str:
    """The finding on one line."""
    span = diagnostic.span
    place = f"{span.path}:{span.line}:{span.column}"
    return visible(f"{place}: {diagnostic.severity}[{diagnostic.rule}] {diagnostic.message}")


def notes(diagnostic: Diagnostic) -> list[str]:
    """The other sites, a line each."""
    return [visible(f"{r.span.path}:{r.span.line}:{r.span.column}: note: {r.message}") for r in diagnostic.related]


def sentence(summary: Summary, findings: int) -> str:
    """What was looked at and how it ended, on one line."""
    outcomes = (
        (summary.agree, "agree"),
        (summary.disagree, "disagree"),
        (summary.invalid, "cannot run"),
        (summary.unsupported, "not understood"),
    )
    agreement = [f"{number:,} {word}" for number, word in outcomes if number]
    looked = f"{count(summary.pages, 'endpoint page')}, {count(summary.samples, 'sample')}"
    outcome = f" ({', '.join(agreement)})" if agreement else ""
    others = f", {count(summary.other_pages, 'other page')}" if summary.other_pages else ""
    found = count(findings, "finding") if findings else "nothing found"
    suppressed = f", {summary.suppressed:,} suppressed" if summary.suppressed else ""
    below = f", below {visible(summary.base_paths)}" if summary.base_paths else ""
    return f"{looked}{outcome}{below}{others}: {found}{suppressed}."


def count(number: int, noun: str) -> str:
    """A number of things."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
