"""How far a long run is, on standard error, for those who look at a terminal."""

from __future__ import annotations

import sys
import time

PATIENCE = 1.0
"""Seconds before the bar shows, so that it never does for what is quick."""

INTERVAL = 0.1
WIDTH = 30


class Progress:
    """A bar while it is entered, which shows how many of `total` things are done; never where nobody sees it."""

    def __init__(self, total: int, noun: str) -> None:
        self._total = total
        self._noun = noun
        self._done = 0
        self._shown = False

    def __enter__(self) -> Progress:
        self._seen = sys.stderr.isatty()
        self._due = time.monotonic() + PATIENCE
        return self

    def advance(self) -> None:
        """One more is done."""
        self._done += 1
        if self._seen and time.monotonic() >= self._due:
            self._draw()
            self._due, self._shown = time.monotonic() + INTERVAL, True

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _draw(self) -> None:
        filled = WIDTH * self._done // self._total
        sys.stderr.write(f"\r{'█' * filled}{'░' * (WIDTH - filled)} {self._done:,} of {self._total:,} {self._noun}")
        sys.stderr.flush()
