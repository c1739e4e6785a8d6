"""Lines in whose place a Markdown extension puts what is in another file, which nobody else has read: those of PyMdown's
Snippets, and those of markdown-include."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unisono.text.regex import regex

_SNIPPET = regex(
    r"""^[ \t]*(?:(?P<line>-{1,9}8<-{1,9}[ \t]+(?:"[^"\n]+"|'[^'\n]+'))|(?P<block>-{1,9}8<-{1,9}))[ \t]*\r?$"""
    r"""|(?P<include>\{![^!\n{}]+![^\n{}]{0,200}\})""",
    re.MULTILINE,
)


def snippets(text: str) -> Iterator[tuple[int, int]]:
    """The places of such lines; of a block of several files, of the mark that begins it. One that is escaped with `;` is
    none."""
    if "8<" not in text and "{!" not in text:  # as nearly always
        return
    is_open = False
    for found in _SNIPPET.finditer(text):
        if found["block"]:
            is_open = not is_open
            if not is_open:
                continue
        yield found.span(str(found.lastgroup))
