"""The code column of a page as HTML: its samples and its examples, in tabs."""

from __future__ import annotations

from unisono.drawing.responses import caption_of, class_of
from unisono.drawing.samples import Samples
from unisono.drawing.tabs import Tab, tabs_html
from unisono.pages.model import Example, ExampleKind, Page


def code_column_html(page: Page, samples: Samples) -> str:
    """The samples that do not stand in the text, below them the responses, then the request's examples, which the samples have
    too; without samples, these first. Examples of one kind are tabs."""
    beside, words = samples.beside_html(), samples.settings.page_words
    kinds = [("responses", ExampleKind.RESPONSE), ("request", ExampleKind.REQUEST), ("examples", ExampleKind.OTHER)]
    if not beside:
        kinds[:2] = kinds[1::-1]
    examples = ([example for example in page.examples_beside if example.kind is kind] for _, kind in kinds)
    blocks = [
        beside,
        *(
            tabs_html(name, [_tab(example, samples) for example in found], words)
            for (name, _), found in zip(kinds, examples, strict=True)
        ),
    ]
    return "\n".join(block for block in blocks if block)


def _tab(example: Example, samples: Samples) -> Tab:
    title = caption_of(example, samples.settings.page_words)
    return Tab(title, samples.block_html(example), status=class_of(title))
