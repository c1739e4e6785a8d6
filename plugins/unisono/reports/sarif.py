"""For code scanning: SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html)."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import TextIO
from urllib.parse import quote

from unisono.checking.diagnostic import Diagnostic, Edit, Fix, Severity
from unisono.checking.result import Summary
from unisono.checking.rules import documentation, headline, rules
from unisono.checking.wording import json_text
from unisono.pages import internal
from unisono.reports import PLAIN, Surroundings
from unisono.reports._fingerprint import fingerprints
from unisono.reports._links import HOME, rule_page
from unisono.reports.json import counts
from unisono.text.source import Span

COUNTS = False
FIXES = True

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(diagnostics: Sequence[Diagnostic], summary: Summary, out: TextIO, surroundings: Surroundings = PLAIN) -> None:
    """One log with one run. `rules` holds the rules that found something; URIs are relative to `%SRCROOT%`, whose place is left
    open, as 3.14.14 allows, so that the log means the same on another machine."""
    index = {rule: at for at, rule in enumerate(sorted({diagnostic.rule for diagnostic in diagnostics}))}
    driver = {
        "name": "Unisono",
        "version": version("unisono"),
        "informationUri": HOME,
        "rules": [_rule(name) for name in index],
    }
    identified = zip(diagnostics, fingerprints(diagnostics, surroundings), strict=True)
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": internal.RULE not in index}],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository."}}},
        "results": [_result(found, index, fingerprint, surroundings) for found, fingerprint in identified],
        "properties": {"summary": counts(summary)},
    }
    out.write(json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n")


def _rule(name: str) -> dict[str, object]:
    rule = rules()[name]
    text = documentation(rule)
    page = rule_page(name)
    return {
        "id": name,
        "shortDescription": {"text": f"{headline(rule)}."},
        "fullDescription": {"text": " ".join(text.split("\n\n")[1].split())},
        **({"helpUri": page} if page else {}),
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"enabled": rule.DEFAULT, "level": _LEVELS[rule.SEVERITY]},
    }


def _result(
    diagnostic: Diagnostic, index: Mapping[str, int], fingerprint: str, surroundings: Surroundings
) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": diagnostic.rule,
        "ruleIndex": index[diagnostic.rule],
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": diagnostic.message},
        "locations": [_location(diagnostic.span, surroundings)],
        "partialFingerprints": {"key/v1": fingerprint},
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {"id": number, **_location(related.span, surroundings), "message": {"text": related.message}}
            for number, related in enumerate(diagnostic.related)
        ]
    if diagnostic.fix:
        result["fixes"] = [_fix(diagnostic.fix, surroundings)]
    return result


def _fix(fix: Fix, surroundings: Surroundings) -> dict[str, object]:
    """SARIF 3.55, with a change for each file."""
    by_path: dict[str, list[Edit]] = {}
    for edit in fix.edits:
        by_path.setdefault(edit.span.path, []).append(edit)
    changes = [
        {
            "artifactLocation": _artifact(edits[0].span, surroundings),
            "replacements": [{"deletedRegion": _region(e.span), "insertedContent": {"text": e.text}} for e in edits],
        }
        for edits in by_path.values()
    ]
    return {"description": {"text": f"{fix.message} ({fix.safety})"}, "artifactChanges": changes}


def _location(span: Span, surroundings: Surroundings) -> dict[str, object]:
    return {"physicalLocation": {"artifactLocation": _artifact(span, surroundings), "region": _region(span)}}


def _artifact(span: Span, surroundings: Surroundings) -> dict[str, object]:
    return {"uri": quote(os.fsencode(surroundings.path(span.path))), "uriBaseId": "%SRCROOT%"}


def _region(span: Span) -> dict[str, object]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
