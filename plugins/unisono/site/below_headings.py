"""Where the endpoints that stand in headings are on the page that MkDocs makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import unescape
from typing import NamedTuple

from unisono.drawing.facts import BelowHeading
from unisono.pages.heading_words import letters
from unisono.text.regex import regex

_BOUND = regex(r"<h([1-6])(\s[^<>]*)?>|</h[1-6]>")
_ID = regex(r"""\sid=(?:"([^"]*)"|'([^']*)')""")
_PERMALINK = regex(r"""<a\s[^<>]*class="headerlink"[^<>]*>[^<]*</a>""")
_TAG = regex(r"<[^<>]*>")


class Anchored(NamedTuple):
    """An endpoint with the id of its heading, "" where that has none or cannot be told; `is_title`: it is the page's own."""

    endpoint: BelowHeading
    anchor: str
    is_title: bool


class _Shown(NamedTuple):
    """A heading of a page: its level and its id."""

    level: str
    id: str


def with_anchors(endpoints: Sequence[BelowHeading], html: str) -> Iterator[Anchored]:
    """The endpoints of a page in their order, each with the id of its heading in the page's HTML: of the headings that say the
    same, the one with its number. Where there are not as many as on the page that was read, nobody knows which it is."""
    by_letters: dict[str, list[_Shown]] = {}
    first: _Shown | None = None
    for said, heading in _headings(html):
        by_letters.setdefault(said, []).append(heading)
        first = first or heading
    for endpoint in endpoints:
        found = by_letters.get(endpoint.heading, []) if endpoint.heading else []
        heading = found[endpoint.number] if endpoint.number < len(found) == endpoint.alike else _Shown("", "")
        yield Anchored(endpoint, heading.id, heading is first and heading.level == "1")


def _headings(html: str) -> Iterator[tuple[str, _Shown]]:
    """The headings of a page in order, those without an id too, each with its letters."""
    html = _without_comments(html)
    heading, start = None, 0
    for bound in _BOUND.finditer(html):
        if heading is not None:
            inner = _TAG.sub("", _PERMALINK.sub("", html[start : bound.start()]))
            yield letters(inner), heading
        heading, start = None, bound.end()
        if bound[1]:
            identifier = _ID.search(bound[2] or "")
            heading = _Shown(bound[1], unescape(identifier[1] or identifier[2] or "") if identifier else "")


def _without_comments(html: str) -> str:
    first, *others = html.split("<!--")
    return "".join([first, *(other.partition("-->")[2] for other in others)])
