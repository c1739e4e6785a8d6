"""For GitLab: a Code Quality report (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from unisono.checking.diagnostic import Diagnostic, Severity
from unisono.checking.result import Summary
from unisono.checking.wording import json_text
from unisono.reports import PLAIN, Surroundings
from unisono.reports._fingerprint import fingerprints

COUNTS = False

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(diagnostics: Sequence[Diagnostic], summary: Summary, out: TextIO, surroundings: Surroundings = PLAIN) -> None:
    """One JSON array with an object for each finding."""
    del summary
    identified = zip(diagnostics, fingerprints(diagnostics, surroundings), strict=True)
    found = [_issue(diagnostic, fingerprint, surroundings) for diagnostic, fingerprint in identified]
    out.write(json_text(found, indent=1) + "\n")


def _issue(diagnostic: Diagnostic, fingerprint: str, surroundings: Surroundings) -> dict[str, object]:
    span = diagnostic.span
    return {
        "description": diagnostic.message,
        "check_name": diagnostic.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {"path": surroundings.path(span.path), "lines": {"begin": span.line, "end": span.end_line}},
    }
