"""From a sample's text to a reading: what is the same for each language."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from unisono.languages.reading import Reading, SampleError, Unsupported, bounded
from unisono.text.source import Text

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
