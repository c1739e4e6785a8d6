"""The code column of a page as HTML: its samples and its examples, in tabs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from unisono.checking.checked import Outcome
from unisono.checking.result import Result
from unisono.checking.settings import Settings
from unisono.drawing.highlight import Mark, code_html
from unisono.drawing.markup import origin_of
from unisono.drawing.seal import MEANINGS, seal_html
from unisono.drawing.substitution import form_html, slot_marks
from unisono.languages import languages
from unisono.pages.model import EndpointPage, Example, ExampleKind, Page, Sample


class Tab(NamedTuple):
    """A label and what is under it; `value` is the language's id, by which scripts and links know it, `outcome` what the check
    found."""

    label: str
    html: str
    value: str = ""
    outcome: Outcome | None = None


def code_column_html(page: Page, result: Result, marks: Mapping[Sample | Example, Sequence[Mark]], settings: Settings) -> str:
    """The samples as tabs, below them the seal, the request's examples, below these those of the responses as tabs."""
    requests = [e for e in page.examples_beside if e.kind is ExampleKind.REQUEST]
    responses = [e for e in page.examples_beside if e.kind is ExampleKind.RESPONSE]
    others = [e for e in page.examples_beside if e.kind is ExampleKind.OTHER]
    named = {sample: slot_marks(page, sample) for sample in page.samples_beside} if isinstance(page, EndpointPage) else {}
    slots = {sample: [mark for _, mark in found] for sample, found in named.items()}
    base = (origin_of(page) or "") if isinstance(page, EndpointPage) else ""
    outcomes = {checked.sample: checked.outcome for checked in result.samples if settings.marks}
    tabs = [_sample_tab(s, outcomes.get(s), [*marks.get(s, ()), *slots.get(s, ())]) for s in page.samples_beside]
    form = form_html([name for found in named.values() for name, _ in found], base)
    samples = (
        _tabs_html("samples", tabs)
        + (seal_html(page, result) if settings.seal and isinstance(page, EndpointPage) else "")
        + form
    )
    blocks = [
        f'<div class="unisono-card">{samples}</div>' if samples else "",
        *(
            _tabs_html(name, [Tab(_title(e), _example_html(e, marks.get(e, ()))) for e in examples])
            for name, examples in (("request", requests), ("responses", responses), ("examples", others))
        ),
    ]
    return "\n".join(block for block in blocks if block)


def _title(example: Example) -> str:
    return example.title.value if example.title else "Example"


def _sample_tab(sample: Sample, outcome: Outcome | None, marks: Sequence[Mark]) -> Tab:
    lexer = languages()[sample.language].lexer if sample.language else (sample.info.value if sample.info else "text")
    return Tab(sample.title, code_html(sample.code.value, lexer, marks=marks), sample.language or "", outcome)


def _example_html(example: Example, marks: Sequence[Mark]) -> str:
    return code_html(example.code.value, example.info.value if example.info else "text", marks=marks)


def _tabs_html(name: str, tabs: Sequence[Tab]) -> str:
    """Blocks of code under the labels of content tabs, in the markup of pymdownx.tabbed's alternate style, which is what
    Material styles and links across the page by label."""
    if not tabs:
        return ""
    group = f"__unisono_{name}"
    inputs, labels, blocks = "", "", ""
    for number, tab in enumerate(tabs, 1):
        checked = ' checked="checked"' if number == 1 else ""
        value = f' value="{escape(tab.value)}"' if tab.value else ""
        inputs += f'<input{checked} id="{group}_{number}" name="{group}" type="radio"{value}>'
        outcome = f' data-outcome="{tab.outcome}" title="{escape(MEANINGS[tab.outcome])}"' if tab.outcome else ""
        labels += f'<label for="{group}_{number}"{outcome}>{escape(tab.label)}</label>'
        blocks += f'<div class="tabbed-block">{tab.html}</div>'
    return (
        f'<div class="unisono-{name} tabbed-set tabbed-alternate" data-tabs="{group}:{len(tabs)}">{inputs}'
        f'<div class="tabbed-labels">{labels}</div><div class="tabbed-content">{blocks}</div></div>'
    )
