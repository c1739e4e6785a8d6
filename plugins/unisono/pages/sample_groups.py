"""The samples of a page in their groups: those that show one request, each in another language.

A page may have several: a set of samples under "Only a text" and another under "With tags", or two sets of tabs. A group ends
where, below another heading or in another row of samples of several clients, a language comes that it has already; so a
heading for each language makes no groups, and neither do two samples of one language side by side. A sample below a caption
("By state"), of a language that has others, is a variant: a group of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from unisono.pages.blocks import Heading
from unisono.pages.model import EndpointPage, Example, Page, Sample
from unisono.pages.titles import is_caption
from unisono.records import dataclass
from unisono.text.regex import regex

_WORD = regex(r"\w+")
_OF_NO_KIND = frozenset(
    {"a", "an", "and", "body", "content", "data", "example", "for", "json", "of", "payload", "request", "the", "with"}
)


@dataclass(frozen=True, eq=False)
class SampleGroup:
    """Samples that show one request, in order, and the heading that they stand under, if there is one."""

    heading: Heading | None
    samples: tuple[Sample, ...]

    def examples(self, examples: Sequence[Example]) -> Sequence[Example]:
        """Those among a page's examples that the group's heading or the titles of its samples name; all where they name none.

        An example is named by the words of its title that say what it is an example of: "Request with tags" by "With tags".
        """
        run = {sample.run for sample in self.samples if sample.in_place}
        if beside := [example for example in examples if example.in_place and example.run in run]:
            return beside
        said = [self.heading.text.value] if self.heading else []
        words = _words(" ".join([*said, *(sample.title for sample in self.samples)]))
        fitting = [(len(own & words), example) for example in examples if (own := _words(_title(example))) and own <= words]
        most = max((number for number, _ in fitting), default=0)
        return [example for number, example in fitting if number == most] or examples


def _title(example: Example) -> str:
    return example.title.value if example.title else ""


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.lower()) if word not in _OF_NO_KIND}


def sample_groups(page: Page) -> tuple[SampleGroup, ...]:
    """All samples of a page, each in one group; those of the front matter after those of the body. On a page that documents no
    endpoint those that stand in a row, where they are of several clients."""
    if not isinstance(page, EndpointPage):
        return tuple(rows((*page.body, *page.aside)))
    return (*_grouped(page.body), *_grouped(page.aside))


def sets_in_text(page: Page) -> tuple[SampleGroup, ...]:
    """The groups that are drawn in the text, under their headings: those of an endpoint page's body if there are several of
    samples that would stand beside it."""
    if not isinstance(page, EndpointPage):
        return ()
    beside = (SampleGroup(group.heading, _beside(group)) for group in _grouped(page.body))
    groups = tuple(group for group in beside if group.samples)
    return groups if len(groups) > 1 else ()


def sets_beside(page: Page) -> tuple[SampleGroup, ...]:
    """The groups that are drawn in the column of code, but that those below one heading, or without a language in common, are
    one there."""
    in_text = {sample for group in sets_in_text(page) for sample in group.samples}
    order = {sample: number for number, sample in enumerate(page.samples)}
    sets: list[SampleGroup] = []
    for group in (*_grouped(page.body), *_grouped(page.aside)):
        samples = tuple(sample for sample in _beside(group) if sample not in in_text)
        before = sets[-1] if sets else None
        if before and (group.heading is before.heading or not _clients(before.samples) & _clients(samples)):
            merged = sorted((*before.samples, *samples), key=order.__getitem__)
            sets[-1] = SampleGroup(before.heading, tuple(merged))
        elif samples:
            sets.append(SampleGroup(group.heading, samples))
    return tuple(sets)


def _beside(group: SampleGroup) -> tuple[Sample, ...]:
    return tuple(sample for sample in group.samples if not sample.in_place)


def _clients(samples: Iterable[Sample]) -> set[str]:
    return {sample.language or sample.title for sample in samples}


def _written_in(sample: Sample) -> str:
    """The client of a sample; where no reader knows it, what its author says of its language."""
    return sample.language or (sample.info.value.lower() if sample.info else sample.title)


def _grouped(parts: Sequence[object]) -> Iterator[SampleGroup]:
    heading: Heading | None = None
    under: Heading | None = None
    samples: list[Sample] = []
    many = Counter(_written_in(part) for part in parts if isinstance(part, Sample))
    in_rows = {sample for row in rows(parts) for sample in row.samples}
    for part in parts:
        if isinstance(part, Heading):
            heading = part
        elif isinstance(part, Sample):
            if many[_written_in(part)] > 1 and is_caption(part.title, part.info.value if part.info else ""):
                yield SampleGroup(heading, (part,))
                continue
            is_elsewhere = heading is not under or (part in in_rows and samples and part.run != samples[-1].run)
            if is_elsewhere and _clients([part]) & _clients(samples):
                yield SampleGroup(under, tuple(samples))
                samples = []
            if not samples:
                under = heading
            samples.append(part)
    if samples:
        yield SampleGroup(under, tuple(samples))


def rows(parts: Iterable[object]) -> Iterator[SampleGroup]:
    """The samples that stand in a row with those of another client. One without a title is in none: what stands below it may be
    the next step."""
    found: dict[int, list[Sample]] = {}
    for sample in (part for part in parts if isinstance(part, Sample) and part.titled):
        found.setdefault(sample.run, []).append(sample)
    yield from (SampleGroup(None, tuple(row)) for row in found.values() if len(_clients(row)) > 1)
