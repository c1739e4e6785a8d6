"""What rules about runs look at: a page, and how its samples ended when they were run."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from unisono.checking.diagnostic import Finding
from unisono.records import dataclass

if TYPE_CHECKING:  # what is said of counts is said without all that a page takes
    from unisono.checking.checked import CheckedPage


class Outcome(StrEnum):
    """How a sample ended, by the name of its count in `Summary`."""

    AS_READ = "as_read"
    OTHERWISE = "otherwise"
    FAILED = "failed"
    LATE = "late"
    ASKED = "asked"
    UNREAD = "unread"
    """Its reader does not understand it, so that nothing is known of what it should send."""
    UNRUN = "unrun"

    @property
    def said(self) -> str:
        return _SAID[self]


_SAID = {
    Outcome.AS_READ: "sent what was read",
    Outcome.OTHERWISE: "sent something else",
    Outcome.FAILED: "failed",
    Outcome.LATE: "took too long",
    Outcome.ASKED: "wanted input",
    Outcome.UNREAD: "run, but not understood when read",
    Outcome.UNRUN: "not run",
}


@dataclass(frozen=True, eq=False)
class RanSample:
    """How a sample ended, and what is to be told of that; nothing where it did as it should, or nobody knows."""

    outcome: Outcome
    finding: Finding | None = None


@dataclass(frozen=True, eq=False)
class RanPage:
    """A page whose samples were run."""

    checked: CheckedPage
    samples: tuple[RanSample, ...]

    def ended(self, *outcomes: Outcome) -> Iterator[Finding]:
        """What is to be told of samples that ended so."""
        return (one.finding for one in self.samples if one.outcome in outcomes and one.finding)
