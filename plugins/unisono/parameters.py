"""Parameter definition lists: name, type, whether required, and what the parameter means, grouped under their headings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from unisono.blocks import Definition, DefinitionList, Heading
from unisono.source import Text


class Place(StrEnum):
    """Where a parameter belongs, told by the headings above it."""

    PATH = "path"
    QUERY = "query"
    REQUEST = "request"
    RESPONSE = "response"
    OTHER = "other"


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """One documented parameter. `required` is None where the page does not say; `markdown` is the description alone."""

    name: Text
    type: Text | None
    required: bool | None
    markdown: Text
    malformed: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ParameterGroup:
    """The parameters of one definition list. `subject` is what an object heading names ("SKU" of "SKU Object"), else None."""

    place: Place
    heading: Text | None
    subject: Text | None
    parameters: tuple[Parameter, ...]


_TYPE = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)[ \t]*")
_REQUIRED = re.compile(r"(?:\*{1,3}|_{1,3}|\b)(required|optional)(?:\*{1,3}|_{1,3}|\b)[ \t]*[.:,;-]?[ \t]*", re.IGNORECASE)
_FLAG = re.compile(r"[(\[](required|optional)[)\]]", re.IGNORECASE)
_NAME_MARKS = "`* "
_OBJECT = re.compile(r"(?<=[ \t])objects?\b", re.IGNORECASE)
_PLACES = (
    (Place.OTHER, re.compile(r"\bheaders?\b|\bcookies?\b|\b(?:status|response|error|return) codes?\b", re.IGNORECASE)),
    (Place.RESPONSE, re.compile(r"respon|return|result", re.IGNORECASE)),
    (Place.QUERY, re.compile(r"quer", re.IGNORECASE)),
    (Place.PATH, re.compile(r"\burl|\buri|path", re.IGNORECASE)),
    (Place.REQUEST, re.compile(r"\brequests?\b|\bbody\b|parameter|argument|attribute|field", re.IGNORECASE)),
)


def place_named(heading: str) -> Place | None:
    """The place that a heading names, if it names one."""
    return next((place for place, pattern in _PLACES if pattern.search(heading)), None)


class Grouping:
    """Follows the headings of a page and tells where each definition list belongs."""

    def __init__(self) -> None:
        self._open: list[tuple[Heading, Place]] = []

    def heading(self, heading: Heading) -> None:
        """Enter the section of `heading`. A heading that names no place belongs to that of the section around it."""
        while self._open and self._open[-1][0].level >= heading.level:
            self._open.pop()
        around = self._open[-1][1] if self._open else Place.OTHER
        own = place_named(heading.text.value) or around
        is_object = _OBJECT.search(heading.text.value) is not None
        self._open.append((heading, around if is_object and around is not Place.OTHER else own))

    def group(self, definitions: DefinitionList) -> ParameterGroup:
        """The parameters of a definition list that stands here."""
        heading, place = self._open[-1] if self._open else (None, Place.OTHER)
        found = _OBJECT.search(heading.text.value) if heading else None
        subject = heading.text.slice(0, found.start()).stripped() if heading and found else None
        parameters = tuple(read_parameter(definition) for definition in definitions.definitions)
        return ParameterGroup(place, heading.text if heading else None, subject, parameters)


def read_parameter(definition: Definition) -> Parameter:
    """`name (optional)` and `(type) ***Required*** text`, each of type and flag optional, the flag also in the type's
    parentheses: `(string, required)`."""
    name, required = _name(definition.term)
    rest = definition.body
    kind: Text | None = None
    if found := _TYPE.match(rest.value):
        kind, required = _type(rest.slice(*found.span(1)), required)
        rest = rest.slice(found.end(), len(rest))
    if found := _REQUIRED.match(rest.value):
        required = found[1].lower() == "required"
        rest = rest.slice(found.end(), len(rest))
    return Parameter(name, kind, required, rest, definition.malformed)


def _name(term: Text) -> tuple[Text, bool | None]:
    required: bool | None = None
    if flag := _FLAG.search(term.value):
        required = flag[1].lower() == "required"
        term = term.slice(0, flag.start()).stripped()
    bare = term.value.strip(_NAME_MARKS)
    start = term.value.find(bare)
    return term.slice(start, start + len(bare)), required


def _type(inside: Text, required: bool | None) -> tuple[Text | None, bool | None]:
    """A type's parentheses may hold the flag as well, in either order."""
    kept: list[Text] = []
    at = 0
    for word in inside.value.split(","):
        piece = inside.slice(at, at + len(word)).stripped()
        at += len(word) + 1
        if piece.value.lower() in {"required", "optional"}:
            required = piece.value.lower() == "required"
        elif piece.value:
            kept.append(piece)
    if not kept:
        return None, required
    if len(kept) == inside.value.count(",") + 1:
        return inside.stripped(), required
    return _comma_joined(kept), required


def _comma_joined(texts: Iterable[Text]) -> Text:
    parts: list[Text] = []
    for text in texts:
        if parts:
            parts.append(Text.decoded(", ", parts[-1].span(len(parts[-1]))))
        parts.append(text)
    return Text.join(parts)
