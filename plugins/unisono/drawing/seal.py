"""The seal of a page as HTML: how many of its samples send the documented request, what was compared, and the report."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from html import escape
from pathlib import PurePath
from urllib.parse import quote

from unisono.checking.checked import Outcome
from unisono.checking.result import Result
from unisono.pages.model import Page
from unisono.reports.json import counts, to_object

WORDS: Mapping[Outcome, str] = {
    "agree": "agrees",
    "disagree": "differs",
    "invalid": "cannot run",
    "unsupported": "was not understood",
}
"""What is said of a sample. Never that it works: it was read, not run."""

_EXPLANATION = (
    "Unisono read these samples without running them, and compared the method, path, query, header fields and content that "
    "each sends with this page and with the other samples. To agree is to say the same; whether the API answers as described "
    "was not tried."
)


def seal_html(page: Page, result: Result) -> str:
    """Nothing for a page without samples that were compared."""
    if not result.samples:
        return ""
    agreeing, total = result.summary.agree, len(result.samples)
    sentence = (
        f"{agreeing} of {total} {'sample' if total == 1 else 'samples'} {'sends' if agreeing == 1 else 'send'} this request"
    )
    listed = "".join(
        f'<li data-outcome="{checked.outcome}">{escape(checked.sample.title)} {WORDS[checked.outcome]}</li>'
        for checked in result.samples
    )
    data = quote(json.dumps(report(page, result), separators=(",", ":")))  # in a link, white space would be long
    name = escape(quote(PurePath(page.source.path).stem))
    return (
        f'<details class="unisono-seal" data-search-exclude="" data-outcome="{"agree" if agreeing == total else "disagree"}">'
        f"<summary>{sentence}</summary><ul>{listed}</ul><p>{_EXPLANATION}</p>"
        f'<p><a download="{name}.json" href="data:application/json,{data}">Report (JSON)</a></p></details>'
    )


def report(page: Page, result: Result) -> dict[str, object]:
    """What `unisono check --output-format json` says of the page, with paths as seen from the page."""
    diagnostics = [to_object(diagnostic) for diagnostic in result.diagnostics]
    return {"version": 1, "diagnostics": [_seen_from(page, d) for d in diagnostics], "summary": counts(result.summary)}


def _seen_from(page: Page, value: object) -> object:
    """The value with every `path` in it relative to the page's folder."""
    if isinstance(value, list):
        return [_seen_from(page, item) for item in value]
    if not isinstance(value, dict):
        return value
    folder = os.path.dirname(page.source.path) or os.curdir  # noqa: PTH120 (pathlib knows no path upwards before 3.12)
    return {
        name: os.path.relpath(item, folder).replace(os.sep, "/") if name == "path" else _seen_from(page, item)
        for name, item in value.items()
    }
