"""The Python-Markdown extension: an endpoint page's Markdown in, its HTML out.

The page's model takes the place of its text. Prose goes on through Markdown and whatever extensions the site has; samples,
examples and parameter lists, which the model holds, are drawn from it. Works in any host that runs Python-Markdown.
"""

from __future__ import annotations

from typing import Any

from markdown import Extension, Markdown

from unisono.drawing.attributes import BlockLists, HideBraces, ShowBraces
from unisono.drawing.conversion import (
    Columns,
    Draw,
    Drawing,
    MarkSamples,
    PlaceNotes,
    PlainSummaries,
    Replace,
    Unmark,
    convert_blank_text,
)


class UnisonoExtension(Extension):
    """`markdown_extensions: [unisono]`. It has no options."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        drawing = Drawing()
        convert_blank_text(md)
        md.preprocessors.register(Replace(md, drawing), "unisono", 40)  # before snippets (32) and fences (25)
        md.parser.blockprocessors.register(Draw(md.parser, md, drawing), "unisono", 200)  # before all others
        md.treeprocessors.register(BlockLists(md), "unisono-lists", 8.6)  # before attr_list (8)
        md.treeprocessors.register(HideBraces(md), "unisono-braces", 8.4)
        md.treeprocessors.register(ShowBraces(md), "unisono-braces-again", 7.6)
        # Before toc (5), and after attr_list (8): what looks like attributes in a page's name is none.
        md.treeprocessors.register(Columns(md, drawing), "unisono", 7)
        md.treeprocessors.register(MarkSamples(md, drawing), "unisono-marks", 6.5)
        md.treeprocessors.register(PlainSummaries(md), "unisono-summaries", 0)  # after toc (5)
        md.treeprocessors.register(PlaceNotes(md), "unisono-notes", -10)  # after those that change links
        md.postprocessors.register(Unmark(md, drawing), "unisono", 5)  # after raw HTML is put back (30)


def makeExtension(**options: Any) -> UnisonoExtension:  # noqa: N802 (Python-Markdown's name)
    """What Python-Markdown calls for `extensions=["unisono.extension"]`."""
    return UnisonoExtension(**options)
