"""The statuses that a page tells of (RFC 9110, 15): what titles name, and what lists and sentences say that each means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus

from unisono.pages.blocks import Heading, Prose
from unisono.pages.model import Part
from unisono.pages.parameters import ParameterGroup
from unisono.text.regex import regex

STATUS = regex(r"(?<![\w.#-])[1-5]\d\d(?![\w.-])")
_CODES = regex(r"\b(?:status|response|return|error)\b.*\bcodes?\b|^(?:possible |expected )?responses$", re.IGNORECASE)
_ROW = regex(r"^[ \t]*(?:\||[-*+][ \t])", re.MULTILINE)
_SAID = regex(r"`([1-5]\d\d)`((?:[^`\n]|`(?![1-5]\d\d`)|\n(?!\n))*+)")
_ERROR = regex(r"error|fail", re.IGNORECASE)


def status_named(title: str) -> str | None:
    """The status that a title names: its code, `error`, or None for a success without a code."""
    if code := STATUS.search(title):
        return code[0]
    return "error" if _ERROR.search(title) else None


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
    return any(_ROW.search(prose) and STATUS.search(prose) for prose in _prose_of_codes(body))


def _prose_of_codes(body: Sequence[Part]) -> Iterator[str]:
    below: Heading | None = None
    for part in body:
        if isinstance(part, Heading):
            below = part
        elif isinstance(part, Prose) and below and is_of_codes(below):
            yield part.text.value


def meanings_of(body: Sequence[Part]) -> Iterator[tuple[str, str]]:
    """Each status of which lists or sentences say what it means, with that as plain text."""
    for part in body:
        if isinstance(part, ParameterGroup) and lists_codes(part):
            yield from ((p.name.value, _plain(p.markdown.value)) for p in part.parameters)
    for prose in _prose_of_codes(body):
        yield from ((found[1], _plain(found[2])) for found in _SAID.finditer(prose))


_CONJUNCTION = regex(r"[,;]?\s*(?:\b(?:or|and))?\s*$|^[\s:,–—-]+")
_LINK = regex(r"!?\[([^\[\]]*)\]\([^()]*\)")


def _plain(markdown: str) -> str:
    """A clause without the marks of Markdown, and without what joins it to the next."""
    text = " ".join(_LINK.sub(r"\1", markdown).replace("`", "").replace("*", "").split())
    return _CONJUNCTION.sub("", text).rstrip(".").strip()


def phrase_of(status: str) -> str:
    """What a status means; empty for one that HTTP does not have."""
    return _PHRASES.get(int(status), "")


# Before 3.13, Python has some as they were before RFC 9110.
_PHRASES = {status.value: status.phrase for status in HTTPStatus} | {
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    422: "Unprocessable Content",
}
