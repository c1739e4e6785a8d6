"""The other site of what is at a place in an open text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from unisono.checking.diagnostic import Diagnostic
from unisono.editing.occurrences import occurrences
from unisono.editing.sites import View
from unisono.pages.liquid import includes_named
from unisono.text.files import UnreadableError
from unisono.text.source import Span


def other_sites(view: View, at: int, found: Iterable[Diagnostic]) -> list[Span]:
    """What the findings there are about besides, the file that is included there, and what documents the parameter that is used
    there; each once."""
    places = [
        *(related.span for one in found if view.holds(one.span, at) for related in one.related),
        *_included(view, at),
        *(one.parameter.name.span() for one in occurrences(view.page) if view.has(one.text, at)),
    ]
    return list(dict.fromkeys(places))


def uses(view: View, at: int) -> list[Span]:
    """Where the parameter is used that is documented at a place."""
    return [one.text.span() for one in occurrences(view.page) if view.has(one.parameter.name, at)]


def _included(view: View, at: int) -> Iterator[Span]:
    includes = view.site.includes(view.page.source.path)
    for name, start, end in includes_named(view.source.text):
        if start <= at <= end:
            try:
                yield Span(includes.source(name), 0, 0)
            except UnreadableError:  # that is what is found there
                return
