"""Choices made by bytes: whoever makes the bytes (Hypothesis, Atheris, chance) makes what a generator builds of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Chosen = TypeVar("Chosen")


class Choices:
    """Takes one byte or two for each choice; the first alternative where none are left, so that what is built ends."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def left(self) -> int:
        return len(self._data) - self._at

    def number(self, below: int) -> int:
        size = 1 if below <= 256 else 2
        taken = self._data[self._at : self._at + size]
        self._at += size
        return int.from_bytes(taken, "big") % below

    def one(self, among: Sequence[Chosen]) -> Chosen:
        return among[self.number(len(among))]

    def some(self, make: Callable[[], Chosen], most: int) -> list[Chosen]:
        return [make() for _ in range(self.number(most + 1))]

    def rest(self) -> bytes:
        taken = self._data[self._at :]
        self._at = len(self._data)
        return taken
