"""Where the endpoints that stand in headings are on the page that MkDocs makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from mkdocs.structure.toc import AnchorLink

from unisono.drawing.facts import BelowHeading
from unisono.text.regex import regex

_TAG = regex(r"<[^<>]*>")
_NO_WORD = regex(r"[\W_]+")


def with_anchors(endpoints: Sequence[BelowHeading], contents: Iterable[AnchorLink]) -> Iterator[tuple[BelowHeading, str]]:
    """The endpoints of a page in their order, each with the id of its heading: the first one in the page's contents, below that
    of the one before it, that has the same words; "" where there is none, as where the heading is not one of Markdown's."""
    headings = list(_in_order(contents))
    at = 0
    for endpoint in endpoints:
        wanted = _plain(endpoint.heading)
        found = next((number for number in range(at, len(headings)) if headings[number][0] == wanted), None) if wanted else None
        yield endpoint, "" if found is None else headings[found][1]
        at = at if found is None else found + 1


def _in_order(contents: Iterable[AnchorLink]) -> Iterator[tuple[str, str]]:
    pending = [*contents][::-1]
    while pending:
        link = pending.pop()
        yield _plain(unescape(_TAG.sub("", link.title))), link.id
        pending.extend(reversed(link.children))


def _plain(text: str) -> str:
    """What is left of a heading that its marks and signs do not change."""
    return _NO_WORD.sub("", text).casefold()
