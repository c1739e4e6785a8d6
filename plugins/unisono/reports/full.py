"""For people: each finding with the lines that it is about, both sites marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TextIO

from unisono.checking.diagnostic import Diagnostic, Severity
from unisono.checking.result import Summary
from unisono.checking.wording import sentence, visible
from unisono.records import dataclass
from unisono.reports import PLAIN, Surroundings
from unisono.reports._frame import Row, rows
from unisono.text.source import Source, Span

COUNTS = True

_COLORS = {
    Severity.ERROR: "1;31",
    Severity.WARNING: "1;33",
    Severity.INFO: "1;34",
    "frame": "1;34",
    "message": "1",
    "help": "1;36",
}
"""Parameters of the control sequence SGR (ECMA-48, 8.3.117)."""

Paint = Callable[[str, str], str]


@dataclass(frozen=True)
class _Mark:
    """A place to show, the sign that underlines it, in which colour, and what it says."""

    span: Span
    sign: str
    color: str
    label: str


def write(diagnostics: Sequence[Diagnostic], summary: Summary, out: TextIO, surroundings: Surroundings = PLAIN) -> None:
    """A block for each finding, a blank line after it, and the summary last."""
    paint = _colored if surroundings.color else _plain
    for diagnostic in diagnostics:
        out.writelines(f"{line.rstrip()}\n" for line in _block(diagnostic, paint))
        out.write("\n")
    out.write(f"{sentence(summary, len(diagnostics))}\n")


def frame(diagnostic: Diagnostic) -> str:
    """One finding with its lines, as plain text."""
    return "\n".join(line.rstrip() for line in _block(diagnostic, _plain))


def _plain(text: str, color: str) -> str:
    del color
    return text


def _colored(text: str, color: str) -> str:
    return f"\x1b[{_COLORS[color]}m{text}\x1b[0m"


def _block(diagnostic: Diagnostic, paint: Paint) -> Iterator[str]:
    marks = [_Mark(diagnostic.span, "^", diagnostic.severity, _own_part(diagnostic))]
    marks += [_Mark(related.span, "-", "frame", related.message) for related in diagnostic.related]
    by_source: dict[Source, list[_Mark]] = {}
    for mark in marks:
        by_source.setdefault(mark.span.source, []).append(mark)
    margin = " " * len(str(max(mark.span.end_line for mark in marks)))
    title = paint(f"{diagnostic.severity}[{diagnostic.rule}]", diagnostic.severity)
    yield f"{title}: {paint(visible(diagnostic.message), 'message')}"
    arrow = "-->"
    for found in by_source.values():
        span = found[0].span
        yield f"{margin}{paint(arrow, 'frame')} {visible(span.path)}:{span.line}:{span.column}"
        yield f"{margin} {paint('|', 'frame')}"
        yield from _excerpt(sorted(found, key=lambda mark: mark.span.start), margin, paint)
        arrow = ":::"
    yield f"{margin} {paint('=', 'frame')} {paint('help', 'help')}: unisono rule {diagnostic.rule}"


def _own_part(diagnostic: Diagnostic) -> str:
    """The part of a disagreement's message that is about its own place: "A sends x" of "A sends x, the page declares y"."""
    for related in diagnostic.related:
        if diagnostic.message.endswith(f", {related.message}"):
            return diagnostic.message.removesuffix(f", {related.message}")
    return ""


def _excerpt(marks: Sequence[_Mark], margin: str, paint: Paint) -> Iterator[str]:
    """The marked lines of one file in order, each once however many marks it has, with a sign where lines are left out."""
    shown = Row(0)
    bar = paint("|", "frame")
    for mark in marks:
        found = list(rows(mark.span))
        for row in found:
            if row.line == 0 or (shown.line and row.line > shown.line + 1 and row is found[0]):
                yield paint("...", "frame")
            if row.line == 0:
                continue
            if (row.line, row.text) != (shown.line, shown.text):
                yield f"{paint(f'{row.line:>{len(margin)}}', 'frame')} {bar} {row.text}"
            label = f" {visible(mark.label)}" if row is found[-1] and mark.label else ""
            yield f"{margin} {bar} {' ' * row.start}{paint(mark.sign * row.width + label, mark.color)}"
            shown = row
