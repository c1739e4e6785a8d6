"""Keys of front matter, and other words, that are not read as they are written, and the known one that each was probably meant
to be."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from unisono.text.regex import regex

ALIKE = 0.8
"""How alike a misspelt key and the one that was meant are, as `difflib` counts it: `titel` and `title` are as little alike as
this. Ordinary keys of site generators are less alike: `subtitle` has 0.77."""

GUARDED = ("visibility", "audience", "method")
"""Keys that must not be missed: they say who may see a page, and that it is one of an endpoint."""

_LEAST = 4
"""Letters from which on a key may be misspelt: anything looks like a shorter one."""

_COLONS = str.maketrans("\u02d0\u2236\ua789", ":::")
_UNSEEN = regex("[\x00-\x08\x0e-\x1f\x7f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")


def as_seen(text: str) -> str:
    """A text as a reader sees it: without characters that show nothing, wide forms and special blanks as plain ones."""
    return (
        text
        if text.isascii() and text.isprintable()
        else _UNSEEN.sub("", unicodedata.normalize("NFKC", text).translate(_COLONS))
    )


@lru_cache(maxsize=8192)
def meant(key: str, known: tuple[str, ...]) -> str | None:
    """Which of the `known` keys a key was probably meant to be; None for one of them, and for one that looks like none."""
    if key in known or len(key) > 40:
        return None
    bare = letters_of(key)
    close: tuple[float, str] | None = None
    for other in known:
        own = letters_of(other)
        if own == bare:
            return other
        if min(len(own), len(bare) + 1) < _LEAST or (other not in GUARDED and _is_another(key, bare, other)):
            continue
        if _most_alike(bare, own) < (ALIKE if close is None else close[0]):
            continue
        ratio = 1.0 if sorted(own) == sorted(bare) else SequenceMatcher(None, bare, own).ratio()
        if ratio >= ALIKE and (close is None or ratio > close[0]):
            close = ratio, other
    return close[1] if close else None


def _most_alike(a: str, b: str) -> float:
    """How alike two words are at most, by the letters that both have: as `quick_ratio` of `difflib`, and quicker."""
    shorter, both = min(len(a), len(b)), len(a) + len(b)
    if 2 * shorter >= ALIKE * both:
        shorter = sum([min(a.count(letter), b.count(letter)) for letter in set(a)])
    return 2 * shorter / both


def _is_another(key: str, bare: str, known: str) -> bool:
    """Whether a key is a known one's plural, or a known one with more words: `names`, `title_en`."""
    return bare == f"{letters_of(known)}s" or known in re.split(r"[\W_]+", key)


@lru_cache(maxsize=8192)
def letters_of(key: str) -> str:
    """Letters and digits alone, in lower case."""
    return re.sub(r"[\W_]+", "", as_seen(key).casefold())


def slip_of(word: str, known: tuple[str, ...]) -> str | None:
    """Which of the `known` words, in lower case, a word of prose is a slip of; None for one that may be another word.

    It begins as the known one does, or differs from a long one in the order of its letters, or in having one more or less.
    """
    name = None if word.startswith(_OTHERS) or len(word) < _LEAST else meant(word, known)
    if name is None or letters_of(name) == word:
        return None
    more, singular = len(word) - len(name), word.removesuffix("s")
    is_longer = word.startswith(name) and (more > 1 or len(name) < _LONG)
    if is_longer or (name.startswith(singular) and len(name) > len(singular) + 1):
        return None
    one_letter = abs(more) == 1 and (name.endswith(word) or word.endswith(name))
    is_like = len(name) >= _LONG and (one_letter or sorted(name) == sorted(word))
    return name if name[0] == word[0] or is_like else None


_LONG = 6
"""Letters from which on a word that is like a known one is hardly another."""

_OTHERS = tuple(
    """attributed attribution augment decided doubled filed flat integral mapped numer objective operation optimal parametri
    patch requires respond responsi retired rewired spring stringen""".split()  # noqa: SIM905
)
"""How words begin that are as like a known one as a slip is: `patch` and `path`, `optimal` and `optional`."""
