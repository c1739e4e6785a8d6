"""The seal of a page as HTML: how many of its samples send the documented request, what was compared, and the report."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import PurePath
from urllib.parse import quote

from unisono.checking.checked import CheckedSample, Shown
from unisono.checking.result import Result
from unisono.pages.model import Page
from unisono.pages.sample_groups import SampleGroup, sample_groups, sets_in_text
from unisono.reports.json import counts, to_object
from unisono.words import Words, count, html

WORST: Sequence[Shown] = ("disagree", "invalid", "unsupported", "uncalled", "agree")
"""Whose mark several samples have together, such as those of a page: that of the first of these that one of them has."""


def meanings(words: Words) -> Mapping[Shown, str]:
    """What each mark means, as a hint."""
    return {
        "agree": words.means_agree,
        "uncalled": words.means_uncalled,
        "disagree": words.means_disagree,
        "invalid": words.means_invalid,
        "unsupported": words.means_unsupported,
    }


def seal_html(page: Page, result: Result, words: Words) -> str:
    """Nothing for a page without samples that were compared."""
    if not result.samples:
        return ""
    groups = sample_groups(page) if sets_in_text(page) else ()
    outcomes = [checked.shown for checked in result.samples]
    worst = next(outcome for outcome in WORST if outcome in outcomes)
    notes = [words.no_path] if result.summary.pathless else []
    sentence = escape(_sentence(outcomes, notes, words, of_set=bool(groups)))
    listed = _of_groups(groups, result, words) if groups else _list(result.samples, words)
    explanation = html(words.explanation, others=escape(words.other_samples_of_set if groups else words.other_samples))
    data = quote(json.dumps(report(page, result), separators=(",", ":")))  # in a link, white space would be long
    name = escape(quote(PurePath(page.source.path).stem))
    return (
        f'<details class="unisono-seal" data-search-exclude="" data-outcome="{worst}">'
        f"<summary>{sentence}</summary>{listed}<p>{explanation}</p>"
        f'<p><a download="{name}.json" href="data:application/json,{data}">{escape(words.report)}</a></p></details>'
    )


def _sentence(outcomes: Sequence[Shown], notes: Sequence[str], words: Words, *, of_set: bool) -> str:
    counted = {outcome: outcomes.count(outcome) for outcome in WORST}
    samples = count(len(outcomes), words.samples_one, words.samples_other)
    forms = (words.seal_of_set_one, words.seal_of_set_other) if of_set else (words.seal_one, words.seal_other)
    seal = forms[counted["agree"] != 1].format(agreeing=counted["agree"], samples=samples)
    said: Mapping[Shown, tuple[str, str]] = {
        "disagree": (words.differ_one, words.differ_other),
        "invalid": (words.invalid_one, words.invalid_other),
        "unsupported": (words.unsupported_one, words.unsupported_other),
        "uncalled": (words.uncalled_one, words.uncalled_other),
    }
    counts_of_others = [count(counted[outcome], *forms) for outcome, forms in said.items() if counted[outcome]]
    others = words.comma.join([*counts_of_others, *notes])
    return words.seal_and_others.format(seal=seal, others=others) if others else seal


def _of_groups(groups: Sequence[SampleGroup], result: Result, words: Words) -> str:
    """The samples of each group below the heading that it stands under."""
    checked = {one.sample: one for one in result.samples}
    listed = ""
    for before, group in zip([None, *groups], groups, strict=False):
        if group.heading and not (before and before.heading is group.heading):
            listed += f"<p>{escape(group.heading.words)}</p>"
        listed += _list([checked[sample] for sample in group.samples], words)
    return listed


def _list(samples: Sequence[CheckedSample], words: Words) -> str:
    return f"<ul>{''.join(_item(checked, words) for checked in samples)}</ul>"


def _item(checked: CheckedSample, words: Words) -> str:
    outcome = checked.shown
    said = {
        "agree": words.sample_agrees,
        "uncalled": words.sample_uncalled,
        "disagree": words.sample_disagrees,
        "invalid": words.sample_invalid,
        "unsupported": words.sample_unsupported,
    }[outcome].format(title=checked.sample.title)
    written = words.written_by_the_build.format(said=said) if checked.sample.generated else said
    return f'<li data-outcome="{outcome}" title="{escape(meanings(words)[outcome])}">{escape(written)}</li>'


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
