"""Turns at what only one thread may have a hand in at a time; whoever answers a reader goes before what is done behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """A lock that a thread which takes it again and again leaves to those that wait. One of `threading` goes to whoever is
    quicker, which is the thread that has just released it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._taken = False
        self._waiting = 0

    @contextmanager
    def first(self) -> Iterator[None]:
        """A turn as soon as the one that is under way ends."""
        with self._changed:
            self._waiting += 1
            self._changed.wait_for(lambda: not self._taken)
            self._waiting -= 1
            self._taken = True
        with self._release():
            yield

    @contextmanager
    def last(self) -> Iterator[None]:
        """A turn when nobody waits for a first one."""
        with self._changed:
            self._changed.wait_for(lambda: not self._taken and not self._waiting)
            self._taken = True
        with self._release():
            yield

    @contextmanager
    def _release(self) -> Iterator[None]:
        try:
            yield
        finally:
            with self._changed:
                self._taken = False
                self._changed.notify_all()
