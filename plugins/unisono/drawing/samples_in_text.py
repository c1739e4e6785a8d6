"""The samples that stand in the text as Markdown draws them. What became of them is marked on the content tabs that authors
write (pymdownx.tabbed, alternate style), and on the titles of fences that stand in no tab."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from html import escape, unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import ETX, HTML_PLACEHOLDER_RE, STX

from unisono.checking.checked import CheckedSample, Shown
from unisono.checking.result import Result
from unisono.drawing.copying import copied_code
from unisono.drawing.seal import WORST, meanings
from unisono.text.regex import regex
from unisono.words import Words

_TAG = regex(r"<[^<>]*>")
_NUMBER = regex(r'<span class="linenos">[^<]*</span>')
_SPACE = regex(r"\s+")


def samples_in_text(md: Markdown, root: Element, result: Result) -> Mapping[int, CheckedSample]:
    """The samples by where Python-Markdown keeps their code until the end. A sample is found by its code, and among several
    with the same by its order: what holds it is known only when all is converted."""
    waiting: dict[str, deque[CheckedSample]] = defaultdict(deque)
    for checked in result.samples:
        if checked.sample.in_place:
            waiting[_plain(checked.sample.code.value)].append(checked)
    found = {}
    for place in _places(root) if waiting else ():
        if same := waiting.get(_code(md, place)):
            found[place] = same.popleft()
    return found


def say_copied(md: Markdown, samples: Mapping[int, CheckedSample]) -> None:
    """Give a block of which less is copied than it shows that text, which Material's copy button takes from there."""
    for place, checked in samples.items():
        stored = md.htmlStash.rawHtmlBlocks[place]
        code = copied_code(checked.sample)
        if code is not checked.sample.code and isinstance(stored, str):
            tag = _FIRST_TAG.match(stored)
            at = tag.end() if tag else 0
            attribute = f' data-copy="{escape(code.value.translate(_RESERVED))}"' if tag else ""
            md.htmlStash.rawHtmlBlocks[place] = f"{stored[:at]}{attribute}{stored[at:]}"


_FIRST_TAG = regex(r"\s*<\w+")
_RESERVED = str.maketrans("", "", STX + ETX)


def mark_tabs(md: Markdown, root: Element, samples: Mapping[int, CheckedSample], words: Words) -> None:
    """Give each tab's label the outcome of the samples in it, the worst of several, and the title of a block in no tab that of
    its own."""
    of_endpoints, beside = meanings(words), _hints_beside(words)
    outcomes = {place: checked.shown for place, checked in samples.items()}
    in_tabs: set[int] = set()

    def hint(place: int) -> str:
        return (of_endpoints if samples[place].of_endpoint else beside)[outcomes[place]]

    for label, block in _tabs(root) if outcomes else ():
        inner = {place for _, tab in _tabs(block) for place in _places(tab)}  # of tabs in this one, which have their own marks
        own = [place for place in _places(block) if place in outcomes]
        in_tabs.update(own)
        if found := [place for place in own if place not in inner]:
            worst = min(found, key=lambda place: WORST.index(outcomes[place]))
            label.set("data-outcome", outcomes[worst])
            label.set("title", hint(worst))
    for place in outcomes.keys() - in_tabs:
        _mark_title(md, place, outcomes[place], hint(place))


def _hints_beside(words: Words) -> Mapping[Shown, str]:
    """What marks mean on samples that are compared with one another, and with no documented request."""
    return {**meanings(words), "agree": words.means_agree_beside, "disagree": words.means_disagree_beside}


def _mark_title(md: Markdown, place: int, outcome: Shown, hint: str) -> None:
    """On the title that Markdown shows above a block of code, if it shows one: it comes before any code, which is escaped."""
    stored = md.htmlStash.rawHtmlBlocks[place]
    if isinstance(stored, str):
        marked = f'{_TITLE[:-1]} data-outcome="{outcome}" title="{escape(hint)}">'
        md.htmlStash.rawHtmlBlocks[place] = stored.replace(_TITLE, marked, 1)


_TITLE = '<span class="filename">'
"""What pymdownx.highlight, and this extension for blocks in the text, begin a title with."""


def _tabs(root: Element) -> Iterator[tuple[Element, Element]]:
    """The labels of content tabs, each with what is below it."""
    for tabs in root.iter("div"):
        if "tabbed-alternate" in tabs.get("class", "").split():
            parts = {part.get("class"): list(part) for part in tabs}
            yield from zip(parts.get("tabbed-labels", ()), parts.get("tabbed-content", ()), strict=False)


def _places(element: Element) -> Iterator[int]:
    """Where Python-Markdown keeps what is written out at the end, blocks of code among it, in the order of the page."""
    for text in element.itertext():
        yield from (int(place[1]) for place in HTML_PLACEHOLDER_RE.finditer(text))


def _code(md: Markdown, place: int) -> str:
    """The code of a block, without its title and the numbers of its lines."""
    stored = md.htmlStash.rawHtmlBlocks[place]
    if not isinstance(stored, str):
        return _plain("".join(stored.itertext()))
    return _plain(unescape(_TAG.sub("", _NUMBER.sub("", stored[max(stored.find("<code"), 0) :]))))


def _plain(code: str) -> str:
    return _SPACE.sub("", code)
