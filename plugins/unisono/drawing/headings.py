"""Headings that no author wrote: those of lists that the front matter has without a title."""

from __future__ import annotations

from typing import NamedTuple

from unisono.pages.blocks import Heading
from unisono.words import DEFAULT, NAMES, Words, words_for

_ENGLISH = words_for(DEFAULT, {})
_OF_LISTS = {getattr(_ENGLISH, name): name for name in NAMES if name.endswith("_parameters")}
"""What such headings are in the model, and the names of the words that say so."""


class Said(NamedTuple):
    """A heading in the language of the page, and the permanent name that it has in any."""

    text: str
    name: str


def said(word: str, words: Words) -> Said | None:
    """A word as a heading. None where that is in English: there the name follows from the text as that of any heading does."""
    english, text = getattr(_ENGLISH, word), getattr(words, word)
    return Said(text, "-".join(english.lower().split())) if text != english else None


def said_heading(heading: Heading, words: Words) -> Said | None:
    """None for a heading that is as it is in the model."""
    english = heading.text.value
    span = heading.text.span()
    if english not in _OF_LISTS or span.source.text[span.start : span.end] == english:
        return None
    return said(_OF_LISTS[english], words)
