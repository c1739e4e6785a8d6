"""The order of pages: `position` is read as text and compared by its parts."""

from __future__ import annotations

import re

Position = tuple[tuple[int, int, str], ...]
"""Compares as the position does; pages without one come last (`LAST`)."""

LAST: Position = ((2, 0, ""),)


def read_position(text: str | None) -> Position:
    """`3.9` before `3.10`, `5.1` before `5.1.0`, numbers before words."""
    if text is None or not text.strip():
        return LAST
    return tuple(
        (0, int(part), "") if part.isdecimal() and len(part) < 19 else (1, 0, part)
        for part in re.split(r"[.\s]+", text.strip())
    )
