"""What is wrong with how a page is written, found while it is read."""

from __future__ import annotations

from unisono.records import dataclass
from unisono.text.source import Span


@dataclass(frozen=True, slots=True)
class Related:
    """The other site of a disagreement."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a page that shows while it is read. `rule` is the id of the rule that reports it."""

    rule: str
    message: str
    span: Span
    related: tuple[Related, ...] = ()
