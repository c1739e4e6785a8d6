"""What reading one sample may take: a few characters of an expression can ask for more than any machine has.

Values are counted where they are made: the characters of texts in `source`, the items of lists and the digits of numbers by the
readers. What is counted is never given back, so that it bounds time as well as memory, also where no single value is large.
Where no budget is set (a page is read or drawn), nothing is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

CHARACTERS = 1_000_000
"""That one sample may make: those in the documentation make a few thousand."""

ELEMENTS = 200_000
"""Items of lists, members of objects and pieces of texts that one sample may make or go through."""

DIGITS = 6_000
"""Of an integer: Python itself writes none of more than 4,300."""

BITS = DIGITS * 10 // 3


class Place(Protocol):
    """A stretch of a file, as `Span` is, which stands above: what is counted here is made there."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class Budget:
    """What is left of it. `refuse` makes the exception that is raised when nothing is, from the reason and the place."""

    __slots__ = ("_characters", "_elements", "_refuse")

    def __init__(self, refuse: Callable[[str, Any], Exception]) -> None:
        self._refuse = refuse
        self._characters = CHARACTERS
        self._elements = ELEMENTS

    def characters(self, count: int, span: Place) -> None:
        self._characters -= count
        if self._characters < 0:
            raise self._refuse(f"values of more than {CHARACTERS:,} characters", span)

    def elements(self, count: int, span: Place) -> None:
        self._elements -= count
        if self._elements < 0:
            raise self._refuse(f"values of more than {ELEMENTS:,} elements", span)


_budget: ContextVar[Budget | None] = ContextVar("budget", default=None)
current = _budget.get
"""The budget that is being spent; None where none is."""


@contextmanager
def spending(budget: Budget) -> Iterator[None]:
    """Counts what is made inside against the budget."""
    before = _budget.set(budget)
    try:
        yield
    finally:
        _budget.reset(before)


def characters(count: int, span: Place) -> None:
    """Take characters from the budget, before they are made. Raises what the budget refuses with."""
    if (budget := current()) is not None:
        budget.characters(count, span)


def elements(count: int, span: Place) -> None:
    """Take elements from the budget, before they are made. Raises what the budget refuses with."""
    if (budget := current()) is not None:
        budget.elements(count, span)
