"""How far a long run is, on standard error, for those who look at a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds before the bar shows, so that it never does for what is quick."""

INTERVAL = 0.1
WIDTH = 30


def with_progress(items: Sequence[T], noun: str) -> Iterator[T]:
    """The items one by one. While they are worked through, a bar shows how many are done; never where nobody sees it."""
    if not sys.stderr.isatty():
        yield from items
        return
    due, shown = time.monotonic() + PATIENCE, False
    for done, item in enumerate(items):
        if time.monotonic() >= due:
            _draw(done, len(items), noun)
            due, shown = time.monotonic() + INTERVAL, True
        yield item
    if shown:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def _draw(done: int, total: int, noun: str) -> None:
    filled = WIDTH * done // total
    sys.stderr.write(f"\r{'█' * filled}{'░' * (WIDTH - filled)} {done:,} of {total:,} {noun}")
    sys.stderr.flush()
