"""Words that are written otherwise than they were meant."""

from __future__ import annotations

from functools import lru_cache


def is_one_slip(word: str, known: str) -> bool:
    """Whether one word is another with a letter more, less, in the place of another, or before the one that it follows."""
    if word == known or abs(len(word) - len(known)) > 1:
        return False
    shorter, longer = sorted((word, known), key=len)
    at = next((at for at, letter in enumerate(shorter) if letter != longer[at]), len(shorter))
    if len(shorter) < len(longer):
        return shorter[at:] == longer[at + 1 :]
    return word[at + 1 :] == known[at + 1 :] or word[at:] == known[at + 1 :][:1] + known[at] + known[at + 2 :]


@lru_cache(maxsize=8192)
def misspelt(name: str, known: tuple[str, ...]) -> str | None:
    """The known name that a name of a program is, but for one slip; None for a known one, for a plural of one or its singular,
    for one with another number (`base62`), and for a known one of less than six letters: a slip of such a one is often another
    word (`Long`, `Song`)."""
    if name in known:
        return None
    long = (one for one in known if len(one) >= _LEAST and is_one_slip(name, one))
    return next((one for one in long if _without_ending(name) != _without_ending(one)), None)


def _without_ending(name: str) -> str:
    return name.rstrip("0123456789") if name[-1:].isdecimal() else name.removesuffix("s")


_LEAST = 6
