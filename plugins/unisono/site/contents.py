"""The contents of an endpoint's page: its sections, in a menu beside the heading. The code column has the place of Material's
table of contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape, unescape

from mkdocs.structure.toc import AnchorLink

from unisono.words import Words

DEEPEST = 3
"""The level of the headings below those of sections that are listed, too."""


def contents_html(toc: Iterable[AnchorLink], words: Words) -> str:
    """A menu of the headings below the page's own; "" for a page with fewer than two."""
    listed = list(_sections(toc))
    if len(listed) < 2:
        return ""
    items = "".join(
        f'<li class="unisono-level-{section.level}"><a href="#{escape(section.id)}">{escape(unescape(section.title))}</a></li>'
        for section in listed
    )
    title = escape(words.contents)
    menu = f'<nav aria-label="{title}"><ul>{items}</ul></nav>'
    return f'<details class="unisono-contents"><summary>{title}</summary>{menu}</details>'


def _sections(toc: Iterable[AnchorLink]) -> Iterator[AnchorLink]:
    for anchor in toc:
        if 1 < anchor.level <= DEEPEST:
            yield anchor
        yield from _sections(anchor.children)
