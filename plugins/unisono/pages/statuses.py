"""The statuses that a page tells of (RFC 9110, 15): what titles name, and what lists and sentences say that each means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from http import HTTPStatus

from unisono.pages.blocks import Heading, Prose
from unisono.pages.model import Part
from unisono.pages.parameters import ParameterGroup
from unisono.text.regex import regex

STATUS = regex(r"(?<![\w.#-])[1-5]\d\d(?!\w|[.-]\w)")
_CODES = regex(
    r"\b(?:status|response|return|error)\b.*\bcodes?\b"
    r"|^(?:(?:possible|expected|common|api|http) )*(?:responses|errors|error (?:responses|handling|messages))$",
    re.IGNORECASE,
)
_ROW = regex(r"^[ \t]*(?:\||[-*+][ \t])", re.MULTILINE)
_PHRASE = r"(?:[ \t]{0,3}[:–—-]?[ \t]{0,3}(?P<phrase>[A-Z][A-Za-z-]*(?:[ \t][A-Z][A-Za-z'-]*){0,4}))?"
_SAID = regex(rf"(?P<mark>`|\*\*|__)(?P<status>[1-5]\d\d){_PHRASE}[ \t]{{0,3}}:?(?P=mark)")
_BARE = regex(rf"(?<![\w.#$€£+-])(?P<status>[1-5]\d\d)(?![\w%$€£]|\.\d){_PHRASE}")
# A number that stands alone is a status with its phrase, or where a mark or a word divides it from what follows.
_ALONE = regex(r"[ \t]*(?:[,.;:()=–—/-]|\Z|\n|(?:or|and|if|when|where|unless|on|means|is|otherwise|response)\b)")
_END = regex(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+][ \t]|\|))")
_ERROR = regex(r"error|fail", re.IGNORECASE)
_OF_ERRORS = regex(r"(?<![\w.#-])[45]xx\b", re.IGNORECASE)
_CLASS = regex(r"(?<![\w.#-])[1345]xx\b", re.IGNORECASE)


@lru_cache(maxsize=1024)  # the pages of a site have the same, and a page has many lists below some
def status_named(title: str) -> str | None:
    """The status that a title names: its code, or the one whose reason phrase it is; `error`, or None for a success without
    one."""
    if code := STATUS.search(title):
        return code[0]
    if code_of := STATUS_OF_PHRASE.get(" ".join(_WORD.findall(title.lower()))):
        return code_of
    return "error" if _ERROR.search(title) or _OF_ERRORS.search(title) else None


@lru_cache(maxsize=1024)
def names_status(heading: str) -> bool:
    """Whether a heading is that of an answer with a status: it begins with its code, or is the reason phrase of an error."""
    code = STATUS_OF_PHRASE.get(" ".join(_WORD.findall(heading.lower())), "")
    return code >= "4" or _BEGINS_WITH_CODE.match(heading) is not None


@lru_cache(maxsize=1024)
def class_named(title: str) -> str | None:
    """The class of statuses that a title names in the place of one: `5xx`. That of successes is what names none; several are
    answers of any error."""
    classes = set() if STATUS.search(title) else {found.lower() for found in _CLASS.findall(title)}
    return classes.pop() if len(classes) == 1 else None


def status_or_class(title: str) -> str | None:
    """The status that a title names, or their class."""
    return class_named(title) or status_named(title)


_BEGINS_WITH_CODE = regex(r"\W*(?:(?:https?|status|codes?|errors?)\b\W*){0,3}[1-5](?:\d\d|xx)\b", re.IGNORECASE)


def misspelt_status(title: str) -> tuple[slice, str] | None:
    """Where a title has what is meant as a status and is none, and the status that is meant: one with a letter that looks like
    a digit (`4O4`), where nothing else stands there but its phrase, or what says that it is a status before it; or one with
    its phrase right behind it (`200OK`). Another number is one of something else: errors have codes of their own."""
    if STATUS.search(title, 0, 200):
        return None
    if like := _LIKE_CODE.match(title, 0, 200):
        code = like["code"].translate(_DIGITS)
        rest = " ".join(_WORD.findall(title[like.end() : 200].lower()))
        if phrase_of(code) and (like["says"] or not rest or STATUS_OF_PHRASE.get(rest) == code):
            return slice(*like.span("code")), code
    for found in _WITH_PHRASE.finditer(title, 0, 200):
        phrase = _NO_LETTER.sub("", found["phrase"]).lower()
        if phrase in {_NO_LETTER.sub("", phrase_of(found["code"])).lower(), "error", "response"}:
            return slice(*found.span()), found["code"]
    return None


_DIGITS = str.maketrans("OolI", "0011")
_LIKE_CODE = regex(
    r"\W*(?P<says>(?:(?i:https?|status|codes?|responses?)\b\W*){0,3})(?P<code>(?=\D{0,2}\d)[1-5lI][0-9OolI]{2})(?!\w|[.-]\w)"
)
_WITH_PHRASE = regex(r"(?<![\w.#-])(?P<code>[1-5]\d\d)[_.-]?(?P<phrase>[A-Za-z_-]{2,40})(?!\w)")
_NO_LETTER = regex(r"[^A-Za-z]+")


def only_success(*known: Mapping[str, object]) -> str | None:
    """The success among statuses, where there is one alone."""
    found = sorted({status for statuses in known for status in statuses if status.startswith("2")})
    return found[0] if len(found) == 1 else None


def is_of_codes(heading: Heading) -> bool:
    """Whether a heading is that of what an endpoint may answer."""
    return _CODES.search(heading.words) is not None


def lists_codes(group: ParameterGroup) -> bool:
    """Whether a list says nothing but what statuses mean."""
    return all(STATUS.fullmatch(parameter.name.value) for parameter in group.parameters)


def tells_codes(body: Sequence[Part]) -> bool:
    """Whether the page has a table or a list of Markdown of its own for that, which stays as it is."""
    return any(_ROW.search(prose) and STATUS.search(prose) for prose in prose_of_codes(body))


def prose_of_codes(body: Sequence[Part], title: str = "") -> Iterator[str]:
    """The text below headings of what may be answered. `title` is what stands above all of them."""
    is_of_them = _CODES.search(title) is not None
    for part in body:
        if isinstance(part, Heading):
            is_of_them = is_of_codes(part)
        elif isinstance(part, Prose) and is_of_them:
            yield part.text.value


def meanings_of(body: Sequence[Part], title: str = "") -> Iterator[tuple[str, str]]:
    """Each status of which lists, tables or sentences say what it means, with that as plain text. `title` as above."""
    for part in body:
        if isinstance(part, ParameterGroup) and lists_codes(part):
            yield from ((p.name.value, plain_text(p.markdown.value)) for p in part.parameters)
    for prose in prose_of_codes(body, title):
        tables, rest = split_rows(prose)
        yield from ((status, plain_text(meaning)) for table in tables for status, meaning in _of_rows(table))
        yield from _of_sentences(rest)


def _of_sentences(prose: str) -> Iterator[tuple[str, str]]:
    """Of numbers, those that are written as code or in bold; where none is, those that stand alone and are statuses of HTTP."""
    marked = list(_SAID.finditer(prose))
    found = marked or [one for one in _BARE.finditer(prose) if _is_status(one, prose)]
    for one, following in zip(found, [*found[1:], None], strict=False):
        rest = prose[one.end() : following.start() if following else len(prose)]
        end = _END.search(rest)
        said = rest[: end.start()] if end else rest
        if one["phrase"] and not _is_phrase(one):
            said = f"{one['phrase']}{said}"
        yield one["status"], plain_text(said)


_INDENT = 10
"""Characters before a number at the start of a line or an item."""


def _is_status(found: re.Match[str], prose: str) -> bool:
    before = prose[max(0, found.start() - _INDENT) : found.start()]
    begins = ("\n" in before or found.start() <= _INDENT) and before.rpartition("\n")[2].strip(" \t-*+") == ""
    stands_alone = begins or _is_phrase(found) or _ALONE.match(prose, found.end("status")) is not None
    return phrase_of(found["status"]) != "" and stands_alone


def _is_phrase(found: re.Match[str]) -> bool:
    """Whether what stands behind a status is its reason phrase, also one from before RFC 9110."""
    phrase = (found["phrase"] or "").lower()
    return phrase != "" and phrase in {phrase_of(found["status"]).lower(), _EARLIER.get(found["status"], "")}


Row = list[str]
"""The cells of a line of a table."""


def split_rows(prose: str) -> tuple[list[list[Row]], str]:
    """The tables in a text, each by its rows, the first of which is its header; and the text without them. Lines that kramdown
    takes for a table are one, whatever their delimiters."""
    tables: list[list[Row]] = []
    rest: list[str] = []
    within = False
    for line in prose.split("\n"):
        row = line.strip()
        if not row.startswith("|"):
            rest.append(line)
        elif not _DELIMITERS.fullmatch(row):
            cells = [cell.strip() for cell in _PIPE.split(row.strip("|"))]
            tables[-1].append(cells) if within else tables.append([cells])
        within = row.startswith("|")
    return tables, "\n".join(rest)


_DELIMITERS = regex(r"[|:\s-]+")
_PIPE = regex(r"(?<!\\)\|")
_OF_MEANINGS = regex(r"mean|descri|when|cause|reason|message|explanation|detail|note", re.IGNORECASE)


def column_of_meanings(header: Row) -> int:
    """The column of a table that says what its rows mean: the first that is called so, else the last."""
    return next((number for number, cell in enumerate(header) if _OF_MEANINGS.search(cell)), len(header) - 1)


def _of_rows(table: list[Row]) -> Iterator[tuple[str, str]]:
    header, *rows = table
    meanings = column_of_meanings(header)
    for row in rows:
        status = STATUS.search(row[0])
        if status and len(row[0]) <= MAX_CELL:
            yield status[0], row[meanings] if 0 < meanings < len(row) else ""


MAX_CELL = 60
"""Characters of a cell that names a status or an error; more is prose."""

_CONJUNCTION = regex(r"[,;(]?\s*(?:\b(?:or|and))?\s*$|^[\s:;,.=)–—-]+")
_LINK = regex(r"!?\[([^\[\]]*)\]\([^()]*\)")


def plain_text(markdown: str) -> str:
    """A clause without the marks of Markdown, and without what joins it to the next or to what stands before it."""
    text = " ".join(_LINK.sub(r"\1", markdown).replace("`", "").replace("*", "").split())
    return _CONJUNCTION.sub("", text).rstrip(".").strip()


def phrase_of(status: str) -> str:
    """What a status means; empty for one that HTTP does not have."""
    return _PHRASES.get(int(status), "")


_EARLIER = {
    "302": "moved temporarily",
    "413": "payload too large",
    "414": "request-uri too long",
    "416": "requested range not satisfiable",
    "422": "unprocessable entity",
}

# Before 3.13, Python has some as they were before RFC 9110.
_PHRASES = {status.value: status.phrase for status in HTTPStatus} | {
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    422: "Unprocessable Content",
}

_WORD = regex(r"\w+")
STATUS_OF_PHRASE = {
    " ".join(_WORD.findall(phrase.lower())): f"{status}"
    for status, phrase in [*_EARLIER.items(), *((status, phrase) for status, phrase in _PHRASES.items())]
}
"""By the reason phrases of HTTP, in lower case and without marks, also those from before RFC 9110."""
