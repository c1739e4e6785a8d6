"""Titles of code blocks that a blank line separates from their blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from unisono.pages.blocks import CodeBlock, Prose
from unisono.pages.model import EndpointPage, Example, Page, Sample
from unisono.text.regex import regex
from unisono.text.source import Span, Text

_LINE = regex(r"[ \t]*(\{:?[^{}\n]{0,200}\btitle[ \t]*=[^{}\n]{1,200}\})[ \t]*(?:\r?\n|\Z)")


def detached_titles(page: Page) -> Iterator[tuple[Span, Text]]:
    """The place of the code of each such block on an endpoint page, and the title, braces included."""
    if isinstance(page, EndpointPage):
        yield from _in(page.aside)
        yield from _in(page.body)


def _in(parts: Sequence[object]) -> Iterator[tuple[Span, Text]]:
    for part, after in pairwise(parts):
        block = _untitled(part)
        if block is None or not isinstance(after, Prose):
            continue
        text = after.text.value
        first = len(text) - len(text.lstrip())
        if "\n" in text[:first] and (found := _LINE.match(text, first)):
            yield block, after.text.slice(*found.span(1))


def _untitled(part: object) -> Span | None:
    """The place of the code in a block without a title."""
    match part:
        case Sample(titled=False) | CodeBlock(title=None) | Example(title=None):
            return part.code.span()
    return None
