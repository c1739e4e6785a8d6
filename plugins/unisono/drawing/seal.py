"""The seal of a page as HTML: how many of its samples send the documented request, what was compared, and the report."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import PurePath
from urllib.parse import quote

from unisono.checking.checked import CheckedSample, Outcome
from unisono.checking.result import Result
from unisono.pages.model import Page
from unisono.pages.sample_groups import SampleGroup, sample_groups, sets_in_text
from unisono.reports.json import counts, to_object

WORDS: Mapping[Outcome, str] = {
    "agree": "agrees",
    "disagree": "differs",
    "invalid": "cannot run",
    "unsupported": "was not understood",
}
"""What is said of a sample. Never that it works: it was read, not run."""

_OF_SEVERAL: Mapping[Outcome, str] = {**WORDS, "disagree": "differ", "unsupported": "were not understood"}

MEANINGS: Mapping[Outcome, str] = {
    "agree": "Sends the documented request",
    "disagree": "Sends another request than the documented one",
    "invalid": "Run as printed, it fails or sends nothing",
    "unsupported": "Not compared: it was not understood",
}
"""What each mark means, as a hint."""

WORST: Sequence[Outcome] = ("disagree", "invalid", "unsupported", "agree")
"""Whose mark several samples have together, such as those of a page: that of the first of these that one of them has."""

_EXPLANATION = (
    "Unisono read these samples without running them, and compared the method, path, query, header fields and content that "
    "each sends with this page and with the other samples{of_set}. To agree is to say the same; whether the API answers as "
    "described was not tried. A sample that was not understood is not compared, nor is one that cannot run as printed, unless "
    "an import is all that it lacks."
)


def seal_html(page: Page, result: Result) -> str:
    """Nothing for a page without samples that were compared."""
    if not result.samples:
        return ""
    agreeing, total = result.summary.agree, len(result.samples)
    groups = sample_groups(page) if sets_in_text(page) else ()
    request = f"the request of {'its' if agreeing == 1 else 'their'} set" if groups else "this request"
    sentence = f"{agreeing} of {total} {'sample' if total == 1 else 'samples'} {'sends' if agreeing == 1 else 'send'} {request}"
    outcomes = [checked.outcome for checked in result.samples]
    worst = next(outcome for outcome in WORST if outcome in outcomes)
    others = [f"{n} {(WORDS if n == 1 else _OF_SEVERAL)[o]}" for o in WORST if o != "agree" and (n := outcomes.count(o))]
    sentence += f"; {', '.join(others)}" if others else ""
    listed = _of_groups(groups, result) if groups else _list(result.samples)
    explanation = _EXPLANATION.format(of_set=" of its set" if groups else "")
    data = quote(json.dumps(report(page, result), separators=(",", ":")))  # in a link, white space would be long
    name = escape(quote(PurePath(page.source.path).stem))
    return (
        f'<details class="unisono-seal" data-search-exclude="" data-outcome="{worst}">'
        f"<summary>{sentence}</summary>{listed}<p>{explanation}</p>"
        f'<p><a download="{name}.json" href="data:application/json,{data}">Report (JSON)</a></p></details>'
    )


def _of_groups(groups: Sequence[SampleGroup], result: Result) -> str:
    """The samples of each group below the heading that it stands under."""
    checked = {one.sample: one for one in result.samples}
    html = ""
    for before, group in zip([None, *groups], groups, strict=False):
        if group.heading and not (before and before.heading is group.heading):
            html += f"<p>{escape(group.heading.words)}</p>"
        html += _list([checked[sample] for sample in group.samples])
    return html


def _list(samples: Sequence[CheckedSample]) -> str:
    return f"<ul>{''.join(map(_item, samples))}</ul>"


def _item(checked: CheckedSample) -> str:
    outcome = checked.outcome
    written = " (written by the build)" if checked.sample.generated else ""
    words = f"{escape(checked.sample.title)} {WORDS[outcome]}{written}"
    return f'<li data-outcome="{outcome}" title="{escape(MEANINGS[outcome])}">{words}</li>'


def report(page: Page, result: Result) -> dict[str, object]:
    """What `unisono check --output-format json` says of the page, with paths as seen from the page; and the titles of the
    samples that the build has written, if there are any."""
    diagnostics = [to_object(diagnostic) for diagnostic in result.diagnostics]
    generated = [checked.sample.title for checked in result.samples if checked.sample.generated]
    found = {"version": 1, "diagnostics": [_seen_from(page, d) for d in diagnostics], "summary": counts(result.summary)}
    return found | ({"generated": generated} if generated else {})


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
