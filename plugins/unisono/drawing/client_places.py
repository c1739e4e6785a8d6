"""Where a sample takes the reader's values, of the places that its client knows how to quote (`quoting` in its package)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from unisono.languages import languages
from unisono.languages.quoting import BASE, PROVEN, Found, Slot, in_url
from unisono.text.regex import regex


def client_places(language: str, code: str, slots: Sequence[Slot]) -> list[Found | None]:
    """For each slot its place, which may be wider, and how it is quoted; None where that is not certain."""
    found = languages()[language].places(code, slots)
    return [place and _checked(code, slot, place) for slot, place in zip(slots, found, strict=True)]


_DOTS = regex(r"/(?:\.|%2e){1,2}(?![\w.%~-])", re.IGNORECASE)
"""Dot segments, which take away what the path of a base before them ends with."""

_BEHIND_A_BASE = regex(r"""[/'"`\s${}()\],;]|\Z""")
"""A host goes on with any other character."""


def _checked(code: str, slot: Slot, place: Found) -> Found | None:
    after = "" if slot.name.startswith(PROVEN) else code[place.end : place.end + 1]  # `\"` may end a string of JSON
    if "\\" in (code[place.start - 1 : place.start], after):  # of an escape with what is beside it
        return None
    if in_url(slot.name) and _DOTS.search(code):
        return None
    if slot.name == BASE and not _BEHIND_A_BASE.match(code, place.end):
        return None
    return place
