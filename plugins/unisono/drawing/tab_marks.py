"""Marks on the content tabs that authors write (pymdownx.tabbed, alternate style): what became of the samples in them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import HTML_PLACEHOLDER_RE

from unisono.checking.checked import Outcome
from unisono.checking.result import Result
from unisono.drawing.seal import MEANINGS, WORST

_TAG = re.compile(r"<[^<>]*>")
_SPACE = re.compile(r"\s+")

_IN_GROUPS: Mapping[Outcome, str] = {
    "agree": "Sends the same request as the samples beside it",
    "disagree": "Sends another request than the samples beside it",
}
"""What marks mean on a page that documents no request."""


def mark_tabs(md: Markdown, root: Element, result: Result, *, is_endpoint: bool) -> None:
    """Give each tab's label the outcome of the samples in it, the worst of several. A sample is found by its code: which tab
    holds it is known only when tabs and code are converted."""
    meanings = MEANINGS if is_endpoint else {**MEANINGS, **_IN_GROUPS}
    outcomes: dict[str, list[Outcome]] = defaultdict(list)
    for checked in result.samples:
        if checked.sample.in_place:
            outcomes[_plain(checked.sample.code.value)].append(checked.outcome)
    for label, block in _tabs(root) if outcomes else ():
        inner = {
            id(code) for _, tab in _tabs(block) for code in tab.iter()
        }  # of tabs in this one, which have marks of their own
        found = [
            outcome
            for code in _codes(md, (element for element in block.iter() if id(element) not in inner))
            for outcome in outcomes.get(code, ())
        ]
        if found:
            worst = min(found, key=WORST.index)
            label.set("data-outcome", worst)
            label.set("title", meanings[worst])


def _tabs(root: Element) -> Iterator[tuple[Element, Element]]:
    """The labels of content tabs, each with what is below it."""
    for tabs in root.iter("div"):
        if "tabbed-alternate" in tabs.get("class", "").split():
            parts = {part.get("class"): list(part) for part in tabs}
            yield from zip(parts.get("tabbed-labels", ()), parts.get("tabbed-content", ()), strict=False)


def _codes(md: Markdown, elements: Iterator[Element]) -> Iterator[str]:
    """The texts of the blocks of code in elements, which Python-Markdown keeps elsewhere until the end."""
    for element in elements:
        for text in (element.text, element.tail):
            for place in HTML_PLACEHOLDER_RE.finditer(text or ""):
                stored = md.htmlStash.rawHtmlBlocks[int(place[1])]
                yield _plain(unescape(_TAG.sub("", stored)) if isinstance(stored, str) else "".join(stored.itertext()))


def _plain(code: str) -> str:
    return _SPACE.sub("", code)
