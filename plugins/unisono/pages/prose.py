"""What stands in the text of a page and in no block of code."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from math import inf

from unisono.pages.blocks import Heading, Prose
from unisono.pages.model import Page
from unisono.pages.parameters import ParameterGroup
from unisono.text.source import Source, Span, Text


def in_text(page: Page, look: Callable[[str], Iterable[tuple[int, int]]]) -> Iterator[Span]:
    """The places in the text of a page that `look` gives of each piece of it, but for those in code."""
    code: dict[Source, list[tuple[int, int]]] = {}
    for block in page.blocks:
        code.setdefault(block.span.source, []).append((block.span.start, block.span.end))
    for places in code.values():
        places.sort()
    for text in _texts(page):
        for found in look(text.value):
            span = text.span(*found)
            places = code.get(span.source, [])
            last = bisect_right(places, (span.start, inf)) - 1
            if not (last >= 0 and span.start < places[last][1]):
                yield span


def _texts(page: Page) -> Iterator[Text]:
    for part in page.body:
        match part:
            case Prose() | Heading():
                yield part.text
            case ParameterGroup():
                yield from (parameter.markdown for parameter in part.walk())
