"""How alike two words are, where that is worth the time it takes: that goes with the product of their lengths."""

from __future__ import annotations

from difflib import SequenceMatcher, get_close_matches

LONGEST = 200
"""Characters of a word, or of a line, that may be another one with a slip."""

MOST = 200
"""Words among which the one is looked for that was meant."""


def likeness(word: str, other: str) -> float:
    """From 0 to 1, as `difflib` counts it. Of what is very long, only what is the same is alike."""
    if max(len(word), len(other)) > LONGEST:
        return float(word == other)
    return SequenceMatcher(None, word, other).ratio()


def most_like(word: str, words: list[str]) -> str | None:
    """The one of some words that is most like another; None where none is like it, or where there are very many."""
    if len(word) > LONGEST or len(words) > MOST:
        return None
    return next(iter(get_close_matches(word, [one for one in words if len(one) <= LONGEST], n=1)), None)
