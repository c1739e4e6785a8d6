"""Parameters: name, type, whether required, and what the parameter means, as definition lists have them, grouped under their
headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache

from unisono.pages.blocks import Definition, DefinitionList, Heading
from unisono.pages.keys import slip_of
from unisono.pages.parameter_facts import is_yes, read_name, split_flag
from unisono.pages.types import read_type
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text


class Place(StrEnum):
    """Where a parameter belongs, told by the headings above it."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    REQUEST = "request"
    RESPONSE = "response"
    OTHER = "other"


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """One documented parameter. `required` is None where the page does not say; `markdown` is the description alone.

    `default`, `values` and `range` are what the page states of these apart from the description, `values` only where they are
    all that are allowed. `members` are the parameters of an object, or of an array's items, that are listed within it.
    """

    name: Text
    type: Text | None
    required: bool | None
    markdown: Text
    malformed: str | None = None
    default: Text | None = None
    values: tuple[Text, ...] = ()
    range: Text | None = None
    members: tuple[Parameter, ...] = ()

    def walk(self) -> Iterator[Parameter]:
        """The parameter, then those within it at any depth."""
        yield self
        for member in self.members:
            yield from member.walk()


@dataclass(frozen=True, slots=True, eq=False)
class ParameterGroup:
    """The parameters of one list. `subject` is what an object heading names ("SKU" of "SKU Object"), else None."""

    place: Place
    heading: Text | None
    subject: Text | None
    parameters: tuple[Parameter, ...]

    def walk(self) -> Iterator[Parameter]:
        """Each parameter, followed by those within it."""
        for parameter in self.parameters:
            yield from parameter.walk()


_TYPE = regex(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)[ \t]*")
_FLAG_AHEAD = r"(?=[ \t]*[*_`\[({]{1,4}[ \t]?(?:[Rr]equired|[Mm]andatory|[Oo]ptional)\b)"
_MARKED_TYPE = regex(
    r"(?P<tag><(?:em|i|b|strong|code|kbd|span)\b[^<>]{0,80}>)?(?P<mark>[*_`]{0,3}(?P<open>[\[{(])?[*_`]{0,3})"
    r"(?P<type>[A-Za-z][^*_`()<>{}\n]{0,60}?)[*_`]{0,3}(?(open)[\]})])[*_`]{0,3}(?(tag)</\w+>)"
    rf"(?:[ \t]*[,;:.–—-]?{_FLAG_AHEAD}[ \t]*|(?:[ \t]*+[:.–—-])?[ \t]++(?=[A-Z])|\s*\Z)"
)
"""A type in other marks than parentheses. `list` or `map` are values."""
_BARE_TYPE = regex(
    r"(?P<type>[a-z][a-z \t]{1,30}?)(?:(?:[ \t]*+[,;:–—-])?[ \t]++(?=[*_(\[]{1,3}(?:required|mandatory|optional)\b)|\s*\Z)",
    re.IGNORECASE,
)
_REQUIRED = regex(
    r"(?:[*_]{0,4}(?P<mark>[\[({`⚠‼❗–—-]\ufe0f?)[ \t]*)?"
    r"(?:\*{1,4}[ \t]?|_{1,4}|\b(?!\w+[ \t]+(?:if|when|unless|where|only|for|with)\b))"  # no condition
    r"(?P<flag>required|mandatory|optional)"
    r"(?:[.:,;!]?[ \t]?(?:\*{1,4}|_{1,4})|\b)(?(mark)[\])}`]?+(?!\()[*_]{0,4}|)[ \t]*[.:,;–—-]?[ \t]*",
    re.IGNORECASE,
)
_REQUIRED_BELOW = regex(
    r"\n[ \t]*[*_]{1,4}(?P<flag>required|mandatory|optional)[.:,;!]?[*_]{1,4}[ \t]*[.:,;–—-]?[ \t]*", re.IGNORECASE
)
"""A flag on the line below the type, which it goes on with."""
_OBJECT = regex(r"(?<=[ \t])objects?\b", re.IGNORECASE)
_HEADERS = r"\bheaders?\b"
_OF_OTHERS = r"respon|return|result|receiv|error|limit|pagina|webhook|callback|event|body|quer|path"
_PLACES = (
    (
        Place.OTHER,
        regex(
            r"\bcookies?\b|\b(?:status|response|error|return) codes?\b"
            rf"|(?:{_OF_OTHERS}).*{_HEADERS}|{_HEADERS}.*(?:{_OF_OTHERS})",
            re.IGNORECASE,
        ),
    ),
    (Place.HEADER, regex(_HEADERS, re.IGNORECASE)),
    (Place.RESPONSE, regex(r"respon|return|result", re.IGNORECASE)),
    (Place.QUERY, regex(r"quer", re.IGNORECASE)),
    (Place.PATH, regex(r"\burl|\buri|path", re.IGNORECASE)),
    (
        Place.REQUEST,
        regex(r"\brequests?\b|\bbody\b|parameter|argument|attribute|field|\bpayload\b|\bform data\b", re.IGNORECASE),
    ),
)


LONGEST_HEADING = 1_000
"""Characters of a heading that are looked at."""


@lru_cache(maxsize=1024)  # the pages of a site have the same headings
def place_named(heading: str) -> Place | None:
    """The place that a heading names, if it names one; a word that is misspelt counts as what it was meant to be."""
    heading = heading[:LONGEST_HEADING]
    for found, name in reversed([*misspelt_heading_words(heading)]):
        heading = f"{heading[: found.start()]}{name}{heading[found.end() :]}"
    return next((place for place, pattern in _PLACES if pattern.search(heading)), None)


def names_a_list(heading: str) -> bool:
    """Whether a heading says what a list is of, and nothing else: "Request Parameters", "Query"."""
    return _NAMES_A_LIST.fullmatch(heading) is not None


_NAMES_A_LIST = regex(
    r"(?:(?:https?|json|required|optional|requests?|responses?|path|ur[il]|query|string|headers?|body|param(?:eter)?s?"
    r"|fields?|arguments?|attributes?|and|[1-5]\d\d)\b\W*)+",
    re.IGNORECASE,
)


def misspelt_heading_words(heading: str) -> Iterator[tuple[re.Match[str], str]]:
    """The words of a heading that look like one of those that say what a list is of, each with the one that is meant."""
    for found in _HEADING_WORD.finditer(heading, 0, 200):
        word = found[0].lower()
        if name := slip_of(word.removesuffix("s"), _HEADING_WORDS):
            yield found, f"{name}s" if word.endswith("s") else name


_HEADING_WORD = regex(r"(?<![\w-])[A-Za-z]{4,}(?![\w-])")
_HEADING_WORDS = (
    *("request", "response", "header", "cookie", "query", "path", "body", "parameter", "argument", "attribute", "field"),
    *("object", "optional", "required"),
)


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
        if own is Place.HEADER and around is Place.RESPONSE:
            own = Place.OTHER  # those of a response are compared with nothing
        is_object = _OBJECT.search(heading.text.value, 0, LONGEST_HEADING) is not None
        self._open.append((heading, around if is_object and around is not Place.OTHER else own))

    @property
    def here(self) -> tuple[Text | None, Place]:
        """The heading of the section, if there is one, and the place that it stands for."""
        heading, place = self._open[-1] if self._open else (None, Place.OTHER)
        return (heading.text if heading else None), place

    def group(self, parameters: Iterable[Parameter], place: Place | None = None) -> ParameterGroup:
        """The parameters of a list that stands here, in `place` if something else says so."""
        heading, around = self.here
        found = _OBJECT.search(heading.value, 0, LONGEST_HEADING) if heading else None
        subject = heading.slice(0, found.start()).stripped() if heading and found else None
        return ParameterGroup(place or around, heading, subject, tuple(parameters))


def read_definitions(definitions: DefinitionList) -> Iterator[Parameter]:
    """The parameters of a definition list."""
    return map(read_parameter, definitions.definitions)


def read_parameter(definition: Definition) -> Parameter:
    """`name (optional)` and `(type) ***Required*** text`, each of type and flag optional, the flag also in the type's
    parentheses: `(string, required)`."""
    name, required = read_name(definition.term)
    body = definition.body
    at = 0
    kind: Text | None = None
    if found := _TYPE.match(body.value):
        kind, required = read_kind(body.slice(*found.span(1)), required)
        at = found.end()
    elif found := _other_type(body.value):
        kind, required = read_kind(body.slice(*found.span("type")), required)
        at = found.end()
    if found := _REQUIRED.match(body.value, at) or _REQUIRED_BELOW.match(body.value, at):
        required = is_yes(found["flag"])
        at = found.end()
    rest = body.slice(at, len(body.value)) if at else body
    if found is None and (flag := split_flag(rest)):
        rest, required = flag
    return Parameter(name, kind, required, rest, definition.malformed)


_LONGEST_TYPE = 400
"""Characters of a description within which a type stands, and what shows that it is one."""


def _other_type(body: str) -> re.Match[str] | None:
    """A type that does not stand in parentheses, where it surely is one: it is marked as code, by emphasis or by another
    bracket, and a sentence follows it, or nothing but a flag does."""
    beginning = body if len(body) <= _LONGEST_TYPE else f"{body[:_LONGEST_TYPE]}…"  # whose blanks are not its last
    marked = _MARKED_TYPE.match(beginning)
    if marked and (marked["mark"] or marked["tag"]) and read_type(marked["type"], {}):
        return marked
    bare = _BARE_TYPE.match(beginning)
    return bare if bare and read_type(bare["type"], {}) else None


def marked_flag(description: Text) -> tuple[Text, bool] | None:
    """A description that begins with a flag in marks (`***Required***`, `[optional]`), without it, and what it says."""
    found = _REQUIRED.match(description.value)
    if found is None or found[0][0].isalpha():
        return None
    return description.slice(found.end(), len(description)), is_yes(found["flag"])


def read_kind(inside: Text, required: bool | None) -> tuple[Text | None, bool | None]:
    """A type, whose parentheses or cell may hold the flag as well, in either order: `string, required`."""
    kept: list[Text] = []
    at = 0
    if "," not in inside.value and inside.value.strip().lower() not in {"", "required", "mandatory", "optional"}:
        return inside.stripped(), required
    for word in inside.value.split(","):
        piece = inside.slice(at, at + len(word)).stripped()
        at += len(word) + 1
        if piece.value.lower() in {"required", "mandatory", "optional"}:
            required = is_yes(piece.value)
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
