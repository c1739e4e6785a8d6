"""A page with endpoints in its headings, taken apart."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from operator import itemgetter

from unisono.pages.blocks import Heading, Prose
from unisono.pages.model import Example, Page, Part
from unisono.pages.parameters import ParameterGroup
from unisono.text.source import Span


def apart(page: Page) -> tuple[Page, ...]:
    """A page without what stands below the headings of its endpoints, then these. A page with none is all there is."""
    if not page.endpoints:
        return (page,)
    taken: dict[int, list[tuple[int, int]]] = {}
    for piece in (piece for one in page.endpoints if one.section for piece in one.section.pieces):
        taken.setdefault(id(piece.source), []).append((piece.start, piece.end))
    for places in taken.values():
        places.sort()

    def is_own(part: Part) -> bool:
        """Whether a part begins outside of them, which never overlap."""
        place = _place(part)
        places = taken.get(id(place.source), [])
        before = bisect_right(places, place.start, key=itemgetter(0))
        return before == 0 or places[before - 1][1] <= place.start

    return (replace(page, body=tuple(filter(is_own, page.body)), endpoints=()), *page.endpoints)


def _place(part: Part) -> Span:
    match part:
        case ParameterGroup():
            return part.parameters[0].name.span()
        case Prose():
            return part.text.span()
        case Heading():
            return part.markdown.span()
        case Example():
            return part.code.span()
        case _:
            return part.span
