"""The samples of a page as HTML: in tabs, below them the seal and the reader's own values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from html import escape

from unisono.checking.result import Result
from unisono.checking.settings import Settings
from unisono.drawing.copying import lexer_for, uncopied_marks
from unisono.drawing.folding import all_lines_html
from unisono.drawing.highlight import Mark, code_html
from unisono.drawing.markup import origin_of
from unisono.drawing.own_form import form_html, in_form
from unisono.drawing.own_values import own_values
from unisono.drawing.seal import seal_html
from unisono.drawing.substitution import kept_html, slot_marks
from unisono.drawing.tabs import Tab, tabs_html
from unisono.drawing.try_it import Attempt, attempts, kinds_of, slot_names, try_it_html, with_examples
from unisono.drawing.variants import NONE, Variants, choice_html, variant_html
from unisono.pages.model import EndpointPage, Example, Page, Sample
from unisono.pages.sample_groups import SampleGroup, sets_beside, sets_in_text
from unisono.words import Words

Block = Sample | Example

Marks = Mapping[Block, Sequence[Mark]]
"""What is marked in the code of a page."""


class Samples:
    """A page's samples, those beside the text and those in it. `notes` stands for what explains the annotations of a block,
    `found` has what samples are with other examples."""

    def __init__(
        self, page: Page, result: Result, marks: Marks, settings: Settings, notes: Mapping[Block, str], found: Variants = NONE
    ) -> None:
        self.page = page
        self.notes = notes
        self.result = result
        self.marks = marks
        self.settings = settings
        self.outcomes = {checked.sample: checked.shown for checked in result.samples if settings.marks}
        self.in_text = sets_in_text(page)
        self.variants = found

    def beside_html(self) -> str:
        """The card of the code column: the sets that are drawn there, and what is said of all. Nothing where both stand in the
        text."""
        if self.in_text:
            return ""
        sets = sets_beside(self.page)
        html = "".join(
            (f'<p class="unisono-of">{escape(one.heading.words)}</p>' if one.heading and len(sets) > 1 else "")
            + self._tabs_html(one, number)
            for number, one in enumerate(sets, 1)
        )
        return _card_html(choice_html(self.variants, self.settings.page_words) + html + self._said_html())

    def in_text_html(self, group: SampleGroup) -> str:
        """A set that is drawn in the text; the last one with what is said of all."""
        html = self._tabs_html(group, self.in_text.index(group) + 1)
        if group is self.in_text[-1]:
            html += _card_html(self._said_html())
        return f'<div class="unisono-code">{html}</div>'

    def _tabs_html(self, group: SampleGroup, number: int) -> str:
        return tabs_html("samples", list(map(self._tab, group.samples)), self.settings.page_words, number)

    def _said_html(self) -> str:
        """The seal, and the form for the reader's own values."""
        if not isinstance(self.page, EndpointPage):
            return ""
        page, settings, words = self.page, self.settings, self.settings.page_words
        seal = seal_html(page, self.result, words) if settings.seal else ""
        tried, base = self._attempts, origin_of(page) or ""
        form = form_html(self._offered, base, settings.servers, self._kinds, words, tried=bool(tried))
        return seal + form + try_it_html(page, tried, list(map(self._command_html, tried)), settings)

    def _command_html(self, attempt: Attempt) -> str:
        if attempt.command is None or not isinstance(self.page, EndpointPage):
            return ""
        marks = [mark for _, mark in slot_marks(self.page, attempt.command, self.settings.stating_servers)]
        shown = [*marks, *uncopied_marks(attempt.command)]
        return code_html(attempt.command.code.value, lexer_for(attempt.command), marks=shown)

    @cached_property
    def _attempts(self) -> list[Attempt]:
        """The requests that readers can try."""
        if not self.settings.try_it or not isinstance(self.page, EndpointPage):
            return []
        found = attempts(self.page, self.result, self.settings)
        return with_examples(self.page, found, self.variants, self.settings)

    @cached_property
    def _slots(self) -> Mapping[Sample, list[tuple[str, Mark]]]:
        page = self.page
        return (
            {sample: slot_marks(page, sample, self.settings.stating_servers) for sample in page.samples_beside}
            if isinstance(page, EndpointPage)
            else {}
        )

    @cached_property
    def _offered(self) -> list[str]:
        """The values of the reader's own that some sample takes, or a request that is tried."""
        return in_form([*(name for found in self._slots.values() for name, _ in found), *slot_names(self._attempts)])

    @cached_property
    def _kinds(self) -> Mapping[str, str]:
        """Of what kind the values must be that are no text, in any sample."""
        page = self.page
        if not isinstance(page, EndpointPage):
            return {}
        own = (own for sample in self._slots for request in sample.reading.requests for own in own_values(page, request))
        return {**{one.name: one.kind for one in own if one.kind != "text"}, **kinds_of(self._attempts)}

    def _tab(self, sample: Sample) -> Tab:
        blocks = self.variants.blocks(sample)
        html = "".join(variant_html(number, self._sample_html(one), shown=one is sample) for number, one in blocks)
        return Tab(sample.title, html or self._sample_html(sample), sample.language or "", self.outcomes.get(sample))

    def _sample_html(self, sample: Sample) -> str:
        page = self.page
        if not isinstance(page, EndpointPage):
            return self.block_html(sample)
        slots = self._slots[sample] if sample in self._slots else slot_marks(page, sample, self.settings.stating_servers)
        html = self.block_html(sample, [mark for _, mark in slots])
        return html + (kept_html(page, sample, self._offered, [name for name, _ in slots]) if self._offered else "")

    def block_html(self, block: Block, others: Sequence[Mark] = ()) -> str:
        """The code of a sample or an example, and below it what explains its annotations, as Material wants it."""
        marks = [*self.marks.get(block, ()), *others, *uncopied_marks(block)]
        words = self.settings.page_words
        button = markdown_button_html(block, words) if isinstance(self.page, EndpointPage) else ""
        html = code_html(block.code.value, lexer_for(block), marks=marks, beside=button)
        return html + all_lines_html(block.code.value, words) + self.notes.get(block, "")


def markdown_button_html(block: Block, words: Words) -> str:
    """What copies a block as Markdown, with the endpoint that it is of; the script reads it."""
    info = block.info.value.split() if block.info else []
    data = f' data-info="{escape(info[0])}"' if info else ""
    return f'<button class="unisono-markdown" title="{escape(words.copy_markdown)}"{data}></button>'


def _card_html(html: str) -> str:
    return f'<div class="unisono-card">{html}</div>' if html else ""
