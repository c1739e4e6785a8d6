"""Characters that word processors and chat programs write in the place of others, and that no language reads as those."""

from __future__ import annotations

from typing import Final
from unicodedata import name

from unisono.text.regex import regex

DOUBLE: Final = "“”„‟〝〞＂"
SINGLE: Final = "‘’‚‛"
DASHES: Final = "‐‑‒–—―−"
BLANKS: Final = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
"""For a character class. A zero-width space is none to Unicode, and what people have where they see no blank."""

UNSEEN = regex("[\u00ad\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff]")
"""What readers do not see and nobody types: soft hyphens, zero-width spaces, byte order marks, marks that turn text around.
Joiners and marks of direction belong to the writing of some languages."""

BLANK = regex(f"[{BLANKS}]")
CHARACTER = regex(f"[{DOUBLE}{SINGLE}{DASHES}{BLANKS}]")


def advice(character: str, meant: str | None = None, *, double: bool = False) -> str:
    """What one of these is, and what to write; `meant` in the place of what that most often is, `double` quotation marks where
    the language has no texts in single ones."""
    code = f"U+{ord(character):04X}"
    if character in DOUBLE or character in SINGLE:
        return f"{character} ({code}) is a typographic quotation mark; write {meant or _quote(character, double)}"
    if character in DASHES:
        return f"{character} ({code}) is a typographic dash; write {meant or '-'}"
    return f"there is a {name(character, 'blank').lower()} ({code}) here; write a space, or take it away"


def with_visible_blanks(text: str) -> str:
    """With what looks like a space escaped: two values that differ in it only must not look the same."""
    return BLANK.sub(lambda blank: ascii(blank[0])[1:-1], text)


def _quote(character: str, double: bool) -> str:
    return '"' if double or character in DOUBLE else "'"
