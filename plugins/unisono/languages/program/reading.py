"""From a sample's text to a reading: what is the same for each language."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps

from unisono.languages.reading import Misprint, Reading, SampleError, Unsupported, bounded
from unisono.text.source import Text
from unisono.text.typography import CHARACTER, advice

MAX_LENGTH = 50_000
"""Characters of a sample that are read: the parser takes more than linear time to recover from errors."""


def reader(read: Callable[[Text], Reading]) -> Callable[[Text], Reading]:
    """`read` within its bounds, and with a reading for each error that it raises."""

    @bounded
    @wraps(read)
    def within(code: Text) -> Reading:
        if len(code) > MAX_LENGTH:
            return Unsupported(f"a sample of more than {MAX_LENGTH:,} characters", code.span(0, 1)).reading()
        try:
            return read(code)
        except SampleError as error:
            return error.reading()

    return within


def typographic(code: Text, texts: re.Pattern[str], *, double: bool = False) -> Misprint | None:
    """The first typographic character that is no part of a text or a comment, which `texts` matches; `double` as for the
    advice."""
    plain = texts.sub(lambda found: "_" * len(found[0]), code.masked("_"))
    found = CHARACTER.search(plain)
    return Misprint(advice(found[0], double=double), code.span(*found.span())) if found else None
