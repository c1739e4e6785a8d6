"""How statements end other than by their end (ECMAScript 6.2.4, completion records)."""

from __future__ import annotations

from unisono.languages.javascript.values import Value
from unisono.records import dataclass


@dataclass(slots=True, eq=False)
class Return:
    value: Value


@dataclass(slots=True, eq=False)
class Jump:
    """`break` or `continue`, with its label if it has one."""

    leaves: bool
    label: str | None


Completion = Return | Jump | None
