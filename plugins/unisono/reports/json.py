"""For programs: the contract of `unisono check --output-format json`, version 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from unisono.checking.diagnostic import Diagnostic, Edit, Fix
from unisono.checking.ran import Outcome
from unisono.checking.result import Summary
from unisono.checking.wording import json_text
from unisono.reports import PLAIN, Surroundings

COUNTS = True
FIXES = True


def write(diagnostics: Sequence[Diagnostic], summary: Summary, out: TextIO, surroundings: Surroundings = PLAIN) -> None:
    """One JSON object: `version`, `diagnostics` and `summary`. Lines and columns count from 1, columns in code points."""
    del surroundings
    found = {"version": 1, "diagnostics": [to_object(d) for d in diagnostics], "summary": counts(summary)}
    out.write(json_text(found, indent=1) + "\n")


def counts(summary: Summary) -> dict[str, int | str]:
    """The summary as JSON has it; `uncalled`, `pathless`, `alone`, `endpoints`, `base_paths`, and what is told of OpenAPI
    documents, of requests that are sent and of samples that are run, only where there are any."""
    found = {name: count for name, count in vars(summary).items() if name != "other_pages" and count != ""}
    left_out = (frozenset() if summary.operations else _OF_DOCUMENTS) | (frozenset() if summary.requests else _OF_REQUESTS)
    left_out |= frozenset() if summary.runs else _OF_RUNS
    left_out |= {name for name in ("uncalled", "pathless", "alone", "endpoints") if not found[name]}
    return {name: found[name] for name in found if name not in left_out}


_OF_DOCUMENTS = frozenset({"operations", "other_samples", "samples_elsewhere"})
_OF_RUNS = frozenset({"runs", *(outcome.value for outcome in Outcome)})
_OF_REQUESTS = frozenset({"requests", "answered", "errors", "compared", "unanswered", "unsent", "unsafe"})


def to_object(diagnostic: Diagnostic) -> dict[str, object]:
    """One finding as JSON has it."""
    span = diagnostic.span
    return {
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "path": span.path,
        "sample": diagnostic.sample,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "related": [
            {"path": r.span.path, "line": r.span.line, "column": r.span.column, "message": r.message}
            for r in diagnostic.related
        ],
        "fix": diagnostic.fix and _fix(diagnostic.fix),
    }


def _fix(fix: Fix) -> dict[str, object]:
    return {"safety": fix.safety, "message": fix.message, "edits": [_edit(edit) for edit in fix.edits]}


def _edit(edit: Edit) -> dict[str, object]:
    span = edit.span
    return {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "text": edit.text,
    }
