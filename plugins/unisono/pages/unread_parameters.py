"""What is meant as an entry of a parameter list and is none: an item of another list, a row of a table without a header, a
definition that is indented or has another mark than ':'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unisono.pages.blocks import Heading, Prose
from unisono.pages.lost_headings import place_above
from unisono.pages.model import EndpointPage, Page, Part
from unisono.pages.parameters import ParameterGroup, Place, place_named
from unisono.pages.types import read_type
from unisono.text.regex import regex
from unisono.text.source import Text


def unread_parameters(page: Page) -> Iterator[tuple[Text, str, int]]:
    """Below each heading of a parameter list the first in each text, its name, and how many there are in that text."""
    around: list[Heading] = []
    before: Part | None = None
    of_readme = isinstance(page, EndpointPage) and page.section is not None
    for part in page.body:
        if isinstance(part, ParameterGroup):
            for parameter in part.walk():
                yield from _in_text(parameter.markdown, _INDENTED)
        elif isinstance(part, Heading):
            around = [heading for heading in around if heading.level < part.level]
            if _is_of_list(around) and (found := _IN_HEADING.fullmatch(part.words)) and read_type(found["type"], {}):
                yield part.text, found["name"], 1
            around.append(part)
        elif isinstance(part, Prose) and (_is_of_list(around) or (of_readme and _is_labelled(part.text))):
            below = _TYPE_FIRST.match(part.text.value) if isinstance(before, Heading) and len(around) > 1 else None
            if isinstance(before, Heading) and below and read_type(below["type"], {}) and _NAME_ALONE.fullmatch(before.words):
                yield before.text, before.words, 1
            else:
                yield from _in_text(part.text, *_ENTRIES)
        before = part


def _is_of_list(around: list[Heading]) -> bool:
    """Whether a heading above says what parameters are of: the nearest that says what something is of."""
    places = (place_named(heading.text.value) for heading in reversed(around))
    return next((place for place in places if place), Place.OTHER) is not Place.OTHER


def _is_labelled(text: Text) -> bool:
    """Whether a line of a text, in bold or not, says what a list below it is of."""
    return any(place_above(text.slice(line.start(), line.end())) is not None for line in _LABEL.finditer(text.value))


_LABEL = regex(r"(?m)^[ \t>*_`]{0,8}[A-Z][A-Za-z ]{2,40}:?[*_`]{0,3}:?[ \t]*\r?$(?=\n[ \t]*\r?\n|\n[ \t]*[*+-])")


def _in_text(text: Text, *patterns: re.Pattern[str]) -> Iterator[tuple[Text, str, int]]:
    found = [
        (match.start("name"), match)
        for pattern in patterns
        for match in pattern.finditer(text.value)
        if read_type(match["type"], {}) and match["name"].lower() not in _NO_NAMES
    ]
    if found:
        _, first = min(found, key=lambda one: one[0])
        yield text.slice(*first.span("name")), first["name"], len({at for at, _ in found})


_NO_NAMES = frozenset({"type", "returns", "return", "default", "example", "note", "format"})
"""Words before a type that are nobody's name: they say something of what stands above."""

_TAGS = r"(?:<[^<>\n]{0,80}>\s{0,8}){0,4}"
_NAME = r"[*_`]{0,4}(?P<name>[A-Za-z_](?:[\w.-]|\[\]|\\_){0,60})[*_`]{0,4}"
_ENTRIES = (
    regex(
        rf"(?m)^[^\w\n`(]{{0,20}}(?:\d{{1,3}}[.)][ \t]+)?[*_`]{{0,4}}{_TAGS}{_NAME}:?[*_]{{0,4}}{_TAGS}[ \t]*"
        rf"(?:[^\w\s(<]{{1,3}}[ \t]*)?(?:\r?\n[^\w\n(<]{{0,20}})?{_TAGS}[*_`]{{0,3}}\((?P<type>[^()\n]{{1,40}})\)"
    ),
    regex(
        rf"(?m)^[ \t>]*+(?:\|[ \t]*+)?{_NAME}[ \t]*\|[ \t]*"
        r"[*_`(]{0,3}(?P<type>[^|()\n`*]{1,40}?)[*_`)]{0,3}[ \t]*(?:\||$)"
    ),
    regex(
        rf"(?m)<td[^<>\n]{{0,80}}>\s*+{_NAME}\s*+</td>\s*+<td[^<>\n]{{0,80}}>\s*+[(`]?(?P<type>[^<>()\n`]{{1,40}}?)[)`]?\s*+</td>"
    ),
    regex(rf"(?m)^[ \t]*{_NAME}[ \t]*:[ \t]*[*_`]{{0,3}}(?P<type>[a-z]{{1,20}})[*_`]{{0,3}}[ \t]*$"),
)
_INDENTED = regex(r"(?m)^[ \t]+(?P<name>[A-Za-z_][\w.-]{0,60})[ \t]*\r?\n[ \t]+:[ \t]+\((?P<type>[^()\n]{1,40})\)")
"""A definition that is indented, and so a part of the description above it."""
_TYPE_FIRST = regex(r"\s*[*_`]{0,3}\((?P<type>[^()\n]{1,40})\)")
_NAME_ALONE = regex(r"[A-Za-z_][\w.-]{0,60}")
_IN_HEADING = regex(rf"{_NAME}[ \t]*[:–—-]?[ \t]*\((?P<type>[^()\n]{{1,40}})\).{{0,60}}")
