"""From a page to its diagnostics: every sample read, compared with what the page declares, and the rules applied. No I/O."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from unisono.comparison import Disagreement, disagreements
from unisono.diagnostic import Diagnostic, Related, Severity
from unisono.page import EndpointPage, Page, Sample
from unisono.rules import Finding, Rule, rules

Outcome = Literal["agree", "disagree", "invalid", "unsupported"]


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

    def reported(self, rule: str) -> Iterator[Finding]:
        """What reading the page found to be wrong under that rule."""
        for problem in self.page.problems:
            if problem.rule == rule:
                yield Finding(problem.message, problem.span, related=problem.related)

    def disagreements(self, aspect: str) -> Iterator[Finding]:
        """In what the samples differ in one aspect, both sites shown."""
        for checked in self.samples:
            for found in checked.disagreements:
                if found.difference.aspect == aspect:
                    difference, title = found.difference, checked.sample.title
                    declared = f"{found.against} {difference.expected}"
                    message = f"{title} {difference.found}, {declared}"
                    yield Finding(message, difference.span, title, (Related(difference.other, declared),))

    def unreadable(self, status: str) -> Iterator[Finding]:
        """The samples whose reading ended so, each with the reason."""
        for checked in self.samples:
            reading = checked.sample.reading
            if reading.status == status:
                message = f"{checked.sample.title}: {' '.join((reading.reason or '').split())}"
                yield Finding(message, reading.span or checked.sample.span, checked.sample.title)


@dataclass
class Summary:
    """How much was looked at and how it ended. `samples` is the sum of the four outcomes."""

    pages: int = 0
    other_pages: int = 0
    samples: int = 0
    agree: int = 0
    disagree: int = 0
    invalid: int = 0
    unsupported: int = 0
    suppressed: int = 0

    def __iadd__(self, other: Summary) -> Summary:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)
        return self


@dataclass(frozen=True)
class Result:
    """A page's diagnostics in the order of their places, and what was looked at."""

    diagnostics: tuple[Diagnostic, ...]
    summary: Summary = field(default_factory=Summary)


def check(page: Page, selected: Mapping[str, Rule] | None = None) -> Result:
    """Apply rules (by default all) to a page. A page that documents no endpoint is checked for how it is written."""
    checked = examine(page)
    diagnostics = [
        Diagnostic(rule, module.SEVERITY, found.message, found.span, found.sample, found.related)
        for rule, module in (rules() if selected is None else selected).items()
        for found in module.check(checked)
    ]
    diagnostics.sort(key=lambda d: (d.span.path != page.source.path, d.span.path, d.span.start, d.rule))
    return Result(tuple(diagnostics), _summary(checked))


def examine(page: Page) -> CheckedPage:
    """Read the samples of an endpoint page and compare their requests."""
    if not isinstance(page, EndpointPage):
        return CheckedPage(page, ())
    found = disagreements(page)
    return CheckedPage(page, tuple(CheckedSample(s, tuple(found.get(s, ()))) for s in page.samples))


def _summary(checked: CheckedPage) -> Summary:
    if not isinstance(checked.page, EndpointPage):
        return Summary(other_pages=1)
    summary = Summary(pages=1, samples=len(checked.samples))
    for sample in checked.samples:
        setattr(summary, sample.outcome, getattr(summary, sample.outcome) + 1)
    return summary


def worst(diagnostics: Iterable[Diagnostic]) -> Severity | None:
    """The most severe of the diagnostics; None if there are none."""
    found = {diagnostic.severity for diagnostic in diagnostics}
    return next((severity for severity in Severity if severity in found), None)
