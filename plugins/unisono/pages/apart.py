"""A page with endpoints in its headings, taken apart."""

from __future__ import annotations

from dataclasses import replace

from unisono.pages.blocks import Heading, Prose
from unisono.pages.model import Example, Page, Part
from unisono.pages.parameters import ParameterGroup
from unisono.text.source import Span


def apart(page: Page) -> tuple[Page, ...]:
    """A page without what stands below the headings of its endpoints, then these. A page with none is all there is."""
    if not page.endpoints:
        return (page,)
    pieces = [piece for one in page.endpoints if one.section for piece in one.section.pieces]

    def is_own(part: Part) -> bool:
        """Whether a part begins outside of them."""
        place = _place(part)
        return not any(piece.source is place.source and piece.start <= place.start < piece.end for piece in pieces)

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
