"""What rules look at: a page, and how its samples compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

from unisono.checking.diagnostic import Finding
from unisono.checking.disagreements import Disagreement, WhatDiffers, base_of, what_differs, would
from unisono.checking.one_mistake import told
from unisono.checking.settings import Settings
from unisono.languages import languages
from unisono.pages.detached_titles import detached_titles
from unisono.pages.documentation import Documentation, documentation_of
from unisono.pages.model import EndpointPage, Page, Sample
from unisono.pages.problem import Related
from unisono.records import dataclass
from unisono.text.source import Span, Text
from unisono.text.typography import with_visible_blanks


@dataclass(frozen=True, eq=False)
class CheckedSample:
    """A sample, and in what its request differs from what the page declares or from the other samples. An excerpt that lacks
    an import is compared, and cannot run. `of_endpoint`: there is a documented request that it is compared with."""

    sample: Sample
    disagreements: tuple[Disagreement, ...]
    of_endpoint: bool = True

    @property
    def outcome(self) -> Outcome:
        if self.sample.reading.status != "ok":
            return self.sample.reading.status
        return "disagree" if self.disagreements else "agree"

    @property
    def is_compared(self) -> bool:
        """Whether what it sends is known, and held against the page and the other samples."""
        return self.outcome in {"agree", "disagree"}

    @property
    def shown(self) -> Shown:
        """The outcome as readers are told it: of what is not called nobody says that it agrees."""
        return "uncalled" if self.outcome == "agree" and not self.is_called else self.outcome

    @property
    def is_called(self) -> bool:
        """Whether running the sample sends what was compared: not where it only defines functions."""
        return not self.sample.reading.meant.uncalled


@dataclass(frozen=True, eq=False)
class CheckedPage:
    """What rules look at."""

    page: Page
    samples: tuple[CheckedSample, ...]
    settings: Settings
    given_base: str | None = None
    """The API's base path, where other pages tell it."""
    endpoints: tuple[CheckedPage, ...] = ()
    """The endpoints that stand in the page's headings."""

    @property
    def all_samples(self) -> tuple[CheckedSample, ...]:
        """Its own, and those of its endpoints."""
        return (*self.samples, *(sample for endpoint in self.endpoints for sample in endpoint.samples))

    @cached_property
    def base(self) -> str:
        """What the samples request before the page's path."""
        return base_of(self.page, self.settings, self.given_base)

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

    @cached_property
    def odd(self) -> frozenset[Span]:
        """Where the page has something else than all its samples: told as that, and as nothing else."""
        return frozenset(one.difference.other for checked in self.samples for one in checked.disagreements if one.of_page)

    @cached_property
    def detached_titles(self) -> Mapping[Span, Text]:
        """The titles that a blank line separates from their blocks, by the place of the code there."""
        return dict(detached_titles(self.page))

    def reported(self, rule: str) -> Iterator[Finding]:
        """What reading the page found to be wrong under that rule."""
        for problem in self.page.problems:
            if problem.rule == rule:
                yield Finding(problem.message, problem.span, related=problem.related)

    def disagreements(self, aspect: str) -> Iterator[Finding]:
        """In what the samples differ in one aspect, both sites shown. What all of them have otherwise than the page is one
        finding, about the page."""
        yield from self._of_page(aspect)
        for sample, found, other in self._told.get(aspect, ()):
            yield _finding(sample, found, other)

    @cached_property
    def _told(self) -> Mapping[str, Sequence[tuple[Sample, Disagreement, Disagreement | None]]]:
        """What is told of each sample, by its aspect, with what it is the other side of: once for the rules of all aspects."""
        ignored = {*self.settings.left_out, *self.settings.ignored_at(self.page.source.path)}
        found: dict[str, list[tuple[Sample, Disagreement, Disagreement | None]]] = {}
        for checked in self.samples:
            for one, other in told(checked.sample, checked.disagreements, ignored).items():
                found.setdefault(one.difference.aspect, []).append((checked.sample, one, other))
        return found

    def _of_page(self, aspect: str) -> Iterator[Finding]:
        understood = [checked for checked in self.samples if checked.sample.reading.meant.status == "ok"]
        for found in understood[0].disagreements if understood else ():
            if not found.of_page or found.difference.aspect != aspect:
                continue
            difference = found.difference
            of_those = "" if len(understood) == len(self.samples) else " that were understood"
            message = (
                f"{found.against} {difference.expected}; each of the {len(understood)} samples{of_those} {difference.found}"
            )
            related = tuple(
                Related(one.difference.span, f"{sample.title} {one.difference.found}")
                for sample, one in self._alike[what_differs(found)]
            )
            yield Finding(message, difference.other, related=related, where=difference.where)

    @cached_property
    def _alike(self) -> Mapping[WhatDiffers, Sequence[tuple[Sample, Disagreement]]]:
        """The samples that differ in the same, by what that is."""
        found: dict[WhatDiffers, list[tuple[Sample, Disagreement]]] = {}
        for checked in self.samples:
            for one in checked.disagreements if checked.sample.reading.meant.status == "ok" else ():
                found.setdefault(what_differs(one), []).append((checked.sample, one))
        return found

    def unreadable(self, status: str) -> Iterator[Finding]:
        """The samples whose reading ended so, each with the reason. Of what one does not import, a rule of its own tells."""
        for checked in self.samples:
            reading = checked.sample.reading.meant
            if reading.status == status:
                message = f"{checked.sample.title}: {' '.join((reading.reason or '').split())}"
                yield Finding(message, reading.span or checked.sample.span, checked.sample.title)


def checked_endpoints(checked: CheckedPage) -> Iterator[tuple[CheckedPage, EndpointPage]]:
    """The endpoints of a page: the one that it is about, or those that stand in its headings."""
    for own in (checked, *checked.endpoints):
        if isinstance(own.page, EndpointPage):
            yield own, own.page


Outcome = Literal["agree", "disagree", "invalid", "unsupported"]
Shown = Literal["agree", "uncalled", "disagree", "invalid", "unsupported"]


def _finding(sample: Sample, found: Disagreement, other: Disagreement | None) -> Finding:
    """A difference, with what it stands in the place of, both sites shown, and what to write where its client has advice."""
    difference, place = found.difference, other or found
    declared = with_visible_blanks(f"{place.against} {place.difference.expected}")
    slip = f"{difference.aspect}-for-{place.difference.aspect}".replace("authentication", "field") if other else difference.slip
    advice = languages()[sample.language].advice.get(slip) if sample.language else None
    does = would(difference.found) if sample.reading.meant.uncalled else difference.found
    message = f"{sample.title} {with_visible_blanks(does)}, {declared}" + (f"; {advice}" if advice else "")
    return Finding(message, difference.span, sample.title, (Related(place.difference.other, declared),), difference.where)
