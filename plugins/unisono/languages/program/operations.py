"""What operators give for numbers where every language gives the same."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Final

ARITHMETIC: Final[dict[str, Callable[[float, float], float]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
"""Division, and what of integers is too large, each language has its own way with."""
