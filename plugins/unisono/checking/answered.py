"""What rules about answers look at: a page, and in what the API's answers to its requests differ from what it says of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding
from unisono.records import dataclass

Aspect = Literal["unsent", "unreadable", "status", "media-type", "gained", "lacking", "type"]
"""What is found out about a request: that it was not sent, that no answer came that can be read, or in what an answer differs.
`gained` is a member that the API has and the page has not, `lacking` the reverse."""


@dataclass(frozen=True, slots=True, eq=False)
class Departure:
    """One thing that was found out."""

    aspect: Aspect
    finding: Finding


@dataclass(frozen=True, eq=False)
class AnsweredPage:
    """A page whose requests were sent."""

    checked: CheckedPage
    departures: tuple[Departure, ...]

    def found(self, aspect: Aspect) -> Iterator[Finding]:
        """What was found out in one aspect."""
        return (one.finding for one in self.departures if one.aspect == aspect)
