"""Blocks of code under the labels of content tabs, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from unisono.checking.checked import Shown
from unisono.drawing.seal import meanings
from unisono.words import Words


class Tab(NamedTuple):
    """A label and what is under it; `value` is the language's id, by which scripts and links know it, `outcome` what the check
    found, `status` the class of a response's status, its first digit."""

    label: str
    html: str
    value: str = ""
    outcome: Shown | None = None
    status: str = ""


def tabs_html(name: str, tabs: Sequence[Tab], words: Words, number: int = 1) -> str:
    """In the markup of pymdownx.tabbed's alternate style, which is what Material styles and links across the page by label.
    `number` tells sets of one name apart."""
    if not tabs:
        return ""
    group = f"__unisono_{name}" if number == 1 else f"__unisono_{name}-{number}"
    inputs, labels, blocks = "", "", ""
    for place, tab in enumerate(tabs, 1):
        checked = ' checked="checked"' if place == 1 else ""
        value = f' value="{escape(tab.value)}"' if tab.value else ""
        inputs += f'<input{checked} id="{group}_{place}" name="{group}" type="radio"{value}>'
        outcome = f' data-outcome="{tab.outcome}" title="{escape(meanings(words)[tab.outcome])}"' if tab.outcome else ""
        status = f' data-status="{tab.status}"' if tab.status else ""
        labels += f'<label for="{group}_{place}"{outcome}{status}>{escape(tab.label)}</label>'
        blocks += f'<div class="tabbed-block">{tab.html}</div>'
    return (
        f'<div class="unisono-{name} tabbed-set tabbed-alternate" data-tabs="{group}:{len(tabs)}">{inputs}'
        f'<div class="tabbed-labels">{labels}</div><div class="tabbed-content">{blocks}</div></div>'
    )
