"""The titles of samples that have none, or one that names another client, as edits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from unisono.checking.diagnostic import Edit
from unisono.fixing.blocks import surroundings
from unisono.fixing.candidates import Left, Mended
from unisono.fixing.edits import Uneditable
from unisono.fixing.versions import Versions
from unisono.languages import languages
from unisono.pages.model import Page, Sample
from unisono.pages.sample_groups import sample_groups
from unisono.text.source import Source, Span


def labelled(versions: Versions) -> Iterator[Mended | Left]:
    """Each sample of which is found that its title is missing or wrong, with the title of its client, or why it is left."""
    page = versions.before.page
    places = {place: one for one in reversed(page.samples) for place in _places(one)}
    for found in versions.before.found:
        titling, sample = TITLING.get(found.rule), places.get(found.span)
        if titling and sample:
            try:
                message, edit = titling(page, sample)
                yield Mended(sample, "safe", message, (edit,), rule=found.rule)
            except Uneditable as error:
                yield Left(sample, str(error))


def _places(sample: Sample) -> Iterator[Span]:
    """Where it is found of a sample that its title is missing or wrong."""
    yield sample.info.span() if sample.info else sample.span
    if sample.written:
        yield sample.written.span()


def _title_written(page: Page, sample: Sample) -> tuple[str, Edit]:
    """In the info string, if other samples of the page have it there, else on the line below."""
    opening, prefix, end = surroundings(sample)
    source = sample.span.source
    if sample.info and _titles_are_in_info(page, source):
        at = source.text.index(opening, sample.span.start) + len(opening.rstrip())
        return "title written", Edit(Span(source, at, at), f' title="{sample.title}"')
    return "title written", Edit(Span(source, end, end), f'{source.line_end}{prefix}{{: title="{sample.title}" }}')


@lru_cache(maxsize=8)  # asked for each sample of a page
def _titles_are_in_info(page: Page, source: Source) -> bool:
    """Whether samples in a file have their titles where their fences begin."""
    titles = [one.written.span() for one in page.samples if one.written and one.info and one.span.source is source]
    return any(source.line(place.line).lstrip(" \t>").startswith(("```", "~~~")) for place in titles)


def _title_corrected(page: Page, sample: Sample) -> tuple[str, Edit]:
    """Raises Uneditable where the code may be what is wrong: the page has it under its own title already."""
    client = languages()[sample.language or ""]
    group = _beside(page).get(sample, page.samples)
    if any(one is not sample and one.language == sample.language and _names(one.title, client.titles) for one in group):
        why = f"the page has another sample for {client.title}; correct the title '{sample.title}', or the code below it"
        raise Uneditable(why)
    place = sample.written.span() if sample.written else sample.span
    if place.source.text[place.start : place.end] != sample.title:
        raise Uneditable(f"its title '{sample.title}' is not written as it is read; correct it by hand")
    return "title corrected", Edit(place, client.title)


@lru_cache(maxsize=8)  # as above
def _beside(page: Page) -> Mapping[Sample, Sequence[Sample]]:
    """The samples of a page, each with those of its group."""
    return {sample: group.samples for group in sample_groups(page) for sample in group.samples}


def _names(title: str, titles: frozenset[str]) -> bool:
    return re.sub(r"\s*\(.*\)", "", title).strip().lower() in titles or title.lower() in titles


TITLING: Mapping[str, Callable[[Page, Sample], tuple[str, Edit]]] = {
    "unlabelled-sample": _title_written,
    "mislabelled-sample": _title_corrected,
}
"""What mends what is found of titles, by rule."""
