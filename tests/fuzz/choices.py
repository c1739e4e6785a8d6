"""Choices made by bytes: whoever makes the bytes (Hypothesis, Atheris, chance) makes what a generator builds of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
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


class Maker:
    """Makes code of what is chosen; a language's own has its statements and values."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.depth = 0

    @contextmanager
    def form(self, forms: int) -> Iterator[int]:
        """Which of so many forms a value has whose parts are made meanwhile; the first, which has none, where it is within four
        others or no choices are left."""
        chosen = self.choices.number(forms) if self.depth < 4 and self.choices.left else 0
        self.depth += 1
        try:
            yield chosen
        finally:
            self.depth -= 1

    def value(self) -> str:
        raise NotImplementedError

    def call(self, function: str) -> str:
        """Of a function, with up to three values."""
        return f"{function}({', '.join(self.choices.some(self.value, 3))})"
