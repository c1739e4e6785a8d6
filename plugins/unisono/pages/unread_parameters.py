"""What is meant as an entry of a parameter list and is none: an item of another list, a row of a table without a header, a
definition that is indented or has another mark than ':'; and lists of which nothing is read, by the names that they have."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import field
from functools import cache

from unisono.pages.blocks import Heading, Prose, Table
from unisono.pages.lost_headings import place_above
from unisono.pages.model import EndpointPage, Page, Part
from unisono.pages.parameters import ParameterGroup, Place, names_a_list, place_named
from unisono.pages.types import read_type
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text

Found = tuple[Text, str, int]
"""The first entry in a text, its name, and how many there are."""


@dataclass
class _Section:
    """What stands below a heading, or a line, that says that a list follows."""

    level: int
    is_accounted: bool = False
    """Whether something of it is read as a parameter, or told."""
    names: list[Text] = field(default_factory=list)
    """What stands where lists have their names."""

    def unread(self, shown: Callable[[], Collection[str]]) -> Iterator[Found]:
        """The first of the names, where nothing is read and no fewer than half of them are shown on the page."""
        if self.is_accounted or not self.names:
            return
        known = shown()
        if 2 * sum(name.value in known for name in self.names) >= len(self.names):
            yield self.names[0], self.names[0].value, len(self.names)


def unread_parameters(page: Page, shown: Callable[[], Collection[str]]) -> Iterator[Found]:
    """Below each heading of a parameter list the first in each text that looks like an entry; where none does and no list is
    read there, the first that stands where entries have their names, if half of these are `shown` in samples or examples."""
    shown = cache(shown)  # a page may have many sections
    section: _Section | None = None
    for part, found in _entries(page):
        if isinstance(part, Heading):
            is_of_list = place_named(part.text.value) not in {None, Place.OTHER}
            if section and (is_of_list or part.level <= section.level):
                yield from section.unread(shown)
                section = None
            if is_of_list and _heads_a_list(part.words):
                section = _Section(part.level)
            elif section and _NAME_ALONE.fullmatch(part.words):
                section.names.append(Text.decoded(part.words, part.text.span()))
        elif section is None and isinstance(part, Prose) and (below := _below_label(part.text)) is not None:
            section = _Section(_BELOW_HEADINGS, is_accounted=found != [], names=_names_in(below))
        elif section:
            section.is_accounted |= isinstance(part, ParameterGroup) or found != []
            section.names += _where_names_stand(part)
        yield from found
    if section:
        yield from section.unread(shown)


_BELOW_HEADINGS = 7


def _heads_a_list(words: str) -> bool:
    """Whether a heading says what a list is of, and not something about that: "Request Body", not "Limits of the request"."""
    return names_a_list(words) or _OF_CONTENT.fullmatch(words) is not None


_OF_CONTENT = regex(
    r"(?:(?:https?|json|request|response)\W+)*(?:payload|form data)(?:\W+(?:param(?:eter)?s|fields))?", re.IGNORECASE
)


def _below_label(text: Text) -> Text | None:
    """What stands in a text below a line that says that a list follows; None where it has no such line."""
    if label := next(_labels(text), None):
        return text.slice(label.end(), len(text))
    return text.slice(len(text), len(text)) if place_above(text) is not None else None


def _where_names_stand(part: Part) -> list[Text]:
    """The first words of items, paragraphs and rows, if they are marked or followed as names are, and names in tags."""
    if isinstance(part, Table):
        cells = [row[0].stripped() for row in part.rows if row]
        return [cell for cell in cells if _NAME_ALONE.fullmatch(cell.value)]
    return _names_in(part.text) if isinstance(part, Prose) else []


def _names_in(text: Text) -> list[Text]:
    """Those in a text, without types, and without labels: "**Request**"."""
    found = sorted(match.span("name") for pattern in _PLACES for match in pattern.finditer(text.value) if _has_types(match))
    names = (text.slice(*place) for place in dict.fromkeys(found))
    return [name for name in names if not read_type(name.value, {}) and not names_a_list(name.value)]


def _has_types(match: re.Match[str]) -> bool:
    """Whether the word beside a name that may only be a type is one."""
    return all(read_type(word, {}) for kind, word in match.groupdict().items() if kind == "type" and word)


_ANY_NAME = r"(?P<name>[A-Za-z_](?:[\w.-]|\[\]){0,60})"
_ITEM = r"^ {0,3}(?:(?:[-*+\u2022]|\d{1,3}[.)])[ \t]+)"
"""Not one that is indented or in a quote, as notes are."""
_PLACES = (
    regex(rf"(?m){_ITEM}(?:(?P<type>[a-z]{{3,12}})[ \t]+)?[*_`]{{1,4}}{_ANY_NAME}:?[*_`]{{1,4}}(?![*_`\w])"),
    regex(
        rf"(?:\A\s*|\n[ \t]*\r?\n)[*_`]{{1,4}}{_ANY_NAME}(?::[*_`]{{1,4}}|[*_`]{{1,4}}(?![*_`\w])[ \t]*"
        r"(?::|-{1,2}[ \t]|[\u2013\u2014]|\(|\r?(?:\n|\Z)|[*_`]{1,3}(?P<type>\w{3,12})[*_`]))"
    ),
    regex(rf"(?m){_ITEM}{_ANY_NAME}[ \t]*(?::|-{{1,2}}[ \t]|[\u2013\u2014]|\()"),
    regex(rf"<(?:td|dt|li)\b[^<>\n]{{0,80}}>\s{{0,20}}(?:<(?:code|b|strong)>)?{_ANY_NAME}</"),
    regex(
        rf"(?:<[A-Z]\w*|\{{%-?)[ \t][^<>%\n]{{0,200}}?\b(?:body|query|path|header|param|field|name)=\{{?[\"']{_ANY_NAME}[\"']"
    ),
)


def _entries(page: Page) -> Iterator[tuple[Part, list[Found]]]:
    """Each part of a page, and what looks like an entry in it and is none."""
    around: list[Heading] = []
    before: Part | None = None
    of_readme = isinstance(page, EndpointPage) and page.section is not None
    for part in page.body:
        found: list[Found] = []
        if isinstance(part, ParameterGroup):
            found = [one for parameter in part.walk() for one in _in_text(parameter.markdown, _INDENTED)]
        elif isinstance(part, Heading):
            around = [heading for heading in around if heading.level < part.level]
            if _is_of_list(around) and (named := _IN_HEADING.fullmatch(part.words)) and read_type(named["type"], {}):
                found = [(part.text, named["name"], 1)]
            around.append(part)
        elif isinstance(part, Prose) and (_is_of_list(around) or (of_readme and _is_labelled(part.text))):
            below = _TYPE_FIRST.match(part.text.value) if isinstance(before, Heading) and len(around) > 1 else None
            if isinstance(before, Heading) and below and read_type(below["type"], {}) and _NAME_ALONE.fullmatch(before.words):
                found = [(before.text, before.words, 1)]
            else:
                found = list(_in_text(part.text, *_ENTRIES))
        before = part
        yield part, found


def _is_of_list(around: list[Heading]) -> bool:
    """Whether a heading above says what parameters are of: the nearest that says what something is of."""
    places = (place_named(heading.text.value) for heading in reversed(around))
    return next((place for place in places if place), Place.OTHER) is not Place.OTHER


def _is_labelled(text: Text) -> bool:
    """Whether a line of a text, in bold or not, says what a list below it is of."""
    return next(_labels(text), None) is not None


def _labels(text: Text) -> Iterator[re.Match[str]]:
    """The lines that do."""
    return (line for line in _LABEL.finditer(text.value) if place_above(text.slice(line.start(), line.end())) is not None)


_LABEL = regex(r"(?m)^[ \t>*_`]{0,8}[A-Z][A-Za-z ]{2,40}:?[*_`]{0,3}:?[ \t]*\r?$(?=\n[ \t]*\r?\n|\n[ \t]*[*+-])")


def _in_text(text: Text, *patterns: re.Pattern[str]) -> Iterator[Found]:
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
