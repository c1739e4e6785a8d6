"""What rules look at: a page, and how its samples compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from unisono.checking.diagnostic import Finding
from unisono.checking.disagreements import Disagreement, is_misprint
from unisono.checking.settings import Settings
from unisono.pages.documentation import Documentation, documentation_of
from unisono.pages.model import Page, Sample
from unisono.pages.problem import Related
from unisono.text.source import Span


@dataclass(frozen=True, eq=False)
class CheckedSample:
    """A sample, and in what its request differs from what the page declares or from the other samples."""

    sample: Sample
    disagreements: tuple[Disagreement, ...]

    @property
    def outcome(self) -> Outcome:
        if self.sample.reading.status != "ok":
            return self.sample.reading.status
        return "disagree" if self.disagreements else "agree"


@dataclass(frozen=True, eq=False)
class CheckedPage:
    """What rules look at."""

    page: Page
    samples: tuple[CheckedSample, ...]
    settings: Settings

    @cached_property
    def documentation(self) -> Documentation:
        """The page's parameter lists, and the objects in its examples that they describe."""
        return documentation_of(self.page)

    @cached_property
    def slips(self) -> Mapping[str, Span]:
        """Where the page's example has another name than all its samples, by the name that they send: told as that."""
        return {
            found.difference.sent_name: found.difference.other
            for checked in self.samples
            for found in checked.disagreements
            if found.of_page and found.difference.sent_name
        }

    def reported(self, rule: str) -> Iterator[Finding]:
        """What reading the page found to be wrong under that rule."""
        for problem in self.page.problems:
            if problem.rule == rule:
                yield Finding(problem.message, problem.span, related=problem.related)

    def disagreements(self, aspect: str) -> Iterator[Finding]:
        """In what the samples differ in one aspect, both sites shown. What all of them have otherwise than the page is one
        finding, about the page."""
        yield from self._of_page(aspect)
        for checked in self.samples:
            for found in checked.disagreements:
                if (
                    found.difference.aspect == aspect
                    and not found.of_page
                    and not is_misprint(checked.sample, found.difference)
                ):
                    difference, title = found.difference, checked.sample.title
                    declared = f"{found.against} {difference.expected}"
                    message = f"{title} {difference.found}, {declared}"
                    related = (Related(difference.other, declared),)
                    yield Finding(message, difference.span, title, related, difference.where)

    def _of_page(self, aspect: str) -> Iterator[Finding]:
        understood = [checked for checked in self.samples if checked.sample.reading.status == "ok"]
        for found in understood[0].disagreements if understood else ():
            if not found.of_page or found.difference.aspect != aspect:
                continue
            difference = found.difference
            of_those = "" if len(understood) == len(self.samples) else " that were understood"
            message = (
                f"{found.against} {difference.expected}; each of the {len(understood)} samples{of_those} {difference.found}"
            )
            same = (difference.aspect, difference.where, difference.found, difference.other)
            related = tuple(
                Related(one.difference.span, f"{checked.sample.title} {one.difference.found}")
                for checked in understood
                for one in checked.disagreements
                if (one.difference.aspect, one.difference.where, one.difference.found, one.difference.other) == same
            )
            yield Finding(message, difference.other, related=related, where=difference.where)

    def unreadable(self, status: str) -> Iterator[Finding]:
        """The samples whose reading ended so, each with the reason."""
        for checked in self.samples:
            reading = checked.sample.reading
            if reading.status == status:
                message = f"{checked.sample.title}: {' '.join((reading.reason or '').split())}"
                yield Finding(message, reading.span or checked.sample.span, checked.sample.title)


Outcome = Literal["agree", "disagree", "invalid", "unsupported"]
