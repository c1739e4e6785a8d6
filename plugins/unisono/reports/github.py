"""For GitHub Actions: workflow commands, which GitHub shows as annotations of the changed lines.

The syntax and its escapes: https://docs.github.com/actions/reference/workflow-commands-for-github-actions and
`packages/core/src/command.ts` of actions/toolkit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TextIO

from unisono.checking.diagnostic import Diagnostic, Severity
from unisono.checking.result import Summary
from unisono.checking.wording import notes, sentence, visible
from unisono.reports import PLAIN, Surroundings

COUNTS = True

SHOWN = 10
"""The errors, the warnings and the notices of one step that GitHub shows; it drops the others."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(diagnostics: Sequence[Diagnostic], summary: Summary, out: TextIO, surroundings: Surroundings = PLAIN) -> None:
    """`::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::message`, and the summary last. The message begins with the
    place, which GitHub's log does not show by itself."""
    for diagnostic in diagnostics:
        out.write(_command(diagnostic, surroundings) + "\n")
    dropped = max(Counter(diagnostic.severity for diagnostic in diagnostics).values(), default=0) > SHOWN
    limit = (
        f" GitHub shows {SHOWN} errors, {SHOWN} warnings and {SHOWN} notices of a step as annotations; all are in the log."
        if dropped
        else ""
    )
    out.write(f"{sentence(summary, len(diagnostics))}{limit}\n")


def _command(diagnostic: Diagnostic, surroundings: Surroundings) -> str:
    span = diagnostic.span
    properties: dict[str, object] = {"title": diagnostic.rule, "file": visible(surroundings.path(span.path)), "line": span.line}
    if span.end_line == span.line:  # GitHub takes columns on one line only
        properties |= {"col": span.column, "endLine": span.line, "endColumn": span.end_column}
    else:
        properties |= {"endLine": span.end_line}
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = visible(f"{span.path}:{span.line}:{span.column}: {diagnostic.message}")
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_data(chr(10).join([message, *notes(diagnostic)]))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
