"""The samples of an endpoint with each of several examples of its request, so that a reader can choose one for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from unisono.checking.declared import has_example, with_example
from unisono.languages.writing import Unwritable, write_sample, writers
from unisono.pages.model import EndpointPage, Example, ExampleKind, Page, Part, Sample
from unisono.pages.sample_groups import sets_beside, sets_in_text
from unisono.records import dataclass
from unisono.text.json import Node
from unisono.text.source import Origin, Source, Text
from unisono.wire.request import Field
from unisono.words import Words

MAX_EXAMPLES = 8
"""Examples that can be chosen; each makes the page longer by all of its samples."""


@dataclass(frozen=True, eq=False)
class Variants:
    """`choices` are the examples that can be chosen, by their numbers among those of the request beside the text. `own` is the
    number of the one that a sample has, `written` what it is with each of the others."""

    choices: Mapping[int, Example]
    own: Mapping[Sample, int]
    written: Mapping[Sample, Mapping[int, Sample]]

    def page(self, page: Page, number: int) -> Page:
        """The page with the samples of a choice."""

        def chosen(part: Part) -> Part:
            return self.written.get(part, {}).get(number, part) if isinstance(part, Sample) else part

        return replace(page, body=tuple(map(chosen, page.body)), aside=tuple(map(chosen, page.aside)))

    def blocks(self, sample: Sample) -> list[tuple[int, Sample]]:
        """The sample and what it is with other examples, by their numbers; nothing for one that has none of the examples."""
        if sample not in self.own:
            return []
        return sorted({**self.written[sample], self.own[sample]: sample}.items())


NONE = Variants({}, {}, {})


def variants(page: Page) -> Variants:
    """What can be chosen on a page: examples in JSON that some sample has, and those with which each of these can be written
    and, read back, sends them."""
    if not isinstance(page, EndpointPage) or sets_in_text(page) or len(sets_beside(page)) != 1:
        return NONE
    shown = [example for example in page.examples_beside if example.kind is ExampleKind.REQUEST]
    examples = {number: one for number, one in enumerate(shown, 1) if isinstance(one.json, Node)}
    if not 1 < len(examples) <= MAX_EXAMPLES:
        return NONE
    own = {sample: number for sample in page.samples_beside if (number := _number_of(sample, examples))}
    written: dict[Sample, dict[int, Sample]] = {sample: {} for sample in own}
    choices = {}
    for number, example in examples.items():
        made = {sample: _written(sample, example) for sample in own if own[sample] != number}
        if all(made.values()):  # else it would be that of some samples only
            choices[number] = example
            for sample, variant in made.items():
                if variant:
                    written[sample][number] = variant
    return Variants(choices, own, written) if own and len(choices) > 1 else NONE


def _number_of(sample: Sample, examples: Mapping[int, Example]) -> int | None:
    """That of the example whose content a sample sends, in its only request."""
    reading = sample.reading
    if reading.status != "ok" or len(reading.requests) != 1 or sample.language is None or reading.uncalled:
        return None
    return next((number for number, one in examples.items() if has_example(reading.requests[0], one)), None)


def _written(sample: Sample, example: Example) -> Sample | None:
    clients = [name for name, writer in writers().items() if writer.reader == sample.language]
    shown = [name for name in clients if writers()[name].mark.search(sample.code.value)]
    if not clients:
        return None
    request = sample.reading.requests[0]
    fields = tuple(field for field in request.fields if not _is_by_itself(field))
    try:
        code = write_sample([*shown, *clients][0], with_example(replace(request, fields=fields), [example]))
    except Unwritable:
        return None
    text = Text.of(Source(sample.span.path, code))
    return Sample(sample.title, sample.language, sample.info, text, text.span(), sample.written, generated=True)


def _is_by_itself(field: Field) -> bool:
    """Whether a client sends a field because of what else it is told: that it takes JSON, where it sends JSON."""
    return field.name.value.lower() == "accept" and field.value.pieces[0].origin is not Origin.VERBATIM


def choice_html(found: Variants, words: Words) -> str:
    """What a reader chooses an example with; the script reads it. "" where there is nothing to choose."""
    if not found.choices:
        return ""
    first = next(iter(found.own.values()))
    options = "".join(
        f'<option value="{number}"{" selected" if number == first else ""}>{escape(example.caption)}</option>'
        for number, example in found.choices.items()
    )
    return f'<label class="unisono-choice">{escape(words.example)} <select autocomplete="off">{options}</select></label>'


def variant_html(number: int, html: str, *, shown: bool) -> str:
    """One of several, of which the script shows another."""
    hidden = "" if shown else " hidden"
    return f'<div class="unisono-variant" data-example="{number}"{hidden}>{html}</div>'
