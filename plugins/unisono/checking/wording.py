"""What several formats say in the same words."""

from __future__ import annotations

import json
import re

from unisono.checking.diagnostic import Diagnostic
from unisono.checking.ran import Outcome
from unisono.checking.result import Summary
from unisono.text.regex import regex

_CONTROLS = r"\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\ud800-\udfff\ufffe\uffff"
_UNSEEN = r"\xad\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f"
_NO_LETTER = r"\x00-\x7f\u2000-\u206f"
_UNSAFE = regex(rf"[{_CONTROLS}{_UNSEEN}]|(?<![^{_NO_LETTER}])[\u200c\u200d]|[\u200c\u200d](?![^{_NO_LETTER}])")
"""Joiners (U+200C, U+200D) are part of words and emoji between what is no ASCII (RFC 5892, A.1 and A.2, which are stricter)."""


def visible(text: str) -> str:
    """With control characters and those without a shape escaped: what a page holds must neither break the line, nor command the
    terminal, nor look like something else."""
    if text.isascii() and text.isprintable():  # as nearly always
        return text
    return _UNSAFE.sub(lambda c: ascii(c[0])[1:-1], text)


def one_line(text: str) -> str:
    """Without line ends, whatever the reader takes for one, so that a value makes no line of its own."""
    return " ".join(part for line in text.splitlines() if (part := line.strip()))


_MARKUP = regex(r"[\\`*_{}\[\]<>()#+.!|~&$:-]")


def markdown_text(text: str) -> str:
    """Text for Markdown as it is written on GitHub and GitLab. Only a comment keeps `@name` and `#1` from being links to
    somebody and something, so they get one."""
    line = " ".join(visible(text).split())
    return re.sub(r"(@|\\#)(?=\w)", r"\1<!-- -->", _MARKUP.sub(r"\\\g<0>", line))


def json_text(value: object, indent: int | None = None) -> str:
    """JSON in which the characters that `visible` escapes are escaped as JSON has them, so that the value is the same."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(lambda c: c[0] if c[0] == "\n" else json.dumps(c[0])[1:-1], text)


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
    kinds = [count(summary.operations, "operation")] if summary.operations else []
    kinds += [count(summary.pages, "endpoint page")] if summary.pages or not (kinds or summary.endpoints) else []
    kinds += [f"{count(summary.endpoints, 'endpoint')} in headings"] if summary.endpoints else []
    looked = f"{', '.join(kinds)}, {_looked_at(summary)}"
    uncalled = f"; {summary.uncalled:,} of them only if called" if summary.uncalled else ""
    pathless = f"; {summary.pathless:,} of them with no path declared" if summary.pathless else ""
    outcome = f" ({', '.join(agreement)}{uncalled}{pathless})" if agreement else ""
    outcome += f", {count(summary.other_samples, 'sample')} of no client that is read" if summary.other_samples else ""
    elsewhere = summary.samples_elsewhere
    outcome += f", {count(elsewhere, 'sample')} of no path's operation, not read" if elsewhere else ""
    others = f", {count(summary.other_pages, 'other page')}" if summary.other_pages else ""
    others += f" with {count(summary.alone, 'sample')} that nothing is compared with" if summary.alone else ""
    found = count(findings, "finding") if findings else "nothing found"
    suppressed = f", {summary.suppressed:,} suppressed" if summary.suppressed else ""
    below = f", below {visible(summary.base_paths)}" if summary.base_paths else ""
    return f"{looked}{outcome}{below}{others}: {found}{suppressed}."


def _looked_at(summary: Summary) -> str:
    if summary.runs:
        outcomes = [(getattr(summary, outcome), outcome.said) for outcome in Outcome]
        return f"{count(summary.runs, 'sample')} ({', '.join(f'{number:,} {said}' for number, said in outcomes if number)})"
    return _requests(summary) if summary.requests else count(summary.samples, "sample")


def _requests(summary: Summary) -> str:
    """What became of the requests that were to be sent."""
    of_answers = ((summary.errors, "with an error"), (summary.compared, "compared by content"))
    answers = [f"{number:,} {word}" for number, word in of_answers if number]
    outcomes = (
        (summary.unanswered, "without an answer that can be read"),
        (summary.unsent, "not sent, as what to send is not known"),
        (summary.unsafe, "of unsafe methods not sent"),
    )
    said = f"{summary.answered:,} answered" + (f", {' and '.join(answers)}" if answers else "")
    return f"{count(summary.requests, 'request')} ({'; '.join([said, *(f'{n:,} {word}' for n, word in outcomes if n)])})"


def count(number: int, noun: str) -> str:
    """A number of things."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
