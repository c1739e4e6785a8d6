"""Code as HTML, coloured by Pygments in the markup that Material styles and puts its copy button on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from html import escape
from typing import NamedTuple

from pygments.token import STANDARD_TYPES, Whitespace, _TokenType

from unisono.drawing.lexing import lexer_of


class Mark(NamedTuple):
    """Characters `start` to `end` of a code block, wrapped in a `span` with these attributes (escaped HTML)."""

    start: int
    end: int
    attributes: str


def quoted(value: str) -> str:
    """An attribute's value in the quotation marks that it has less of."""
    text = escape(value, quote=False)
    if text.count('"') > text.count("'"):
        return "'" + text.replace("'", "&#39;") + "'"
    return '"' + text.replace('"', "&quot;") + '"'


def code_html(code: str, lexer: str, title: str = "", marks: Iterable[Mark] = (), beside: str = "") -> str:
    """A block of code, escaped, below its title if it has one; an unknown lexer colours nothing. Of marks that overlap without
    one being inside the other, the first is kept. `beside` is HTML that stands in the block, too."""
    plain, at = _with_plain_breaks(code)
    shown = plain.strip("\n")
    cut = len(plain) - len(plain.lstrip("\n"))
    *runs, (css, last) = _runs(lexer_of(lexer).get_tokens(f"{shown}\n"))  # some lexers leave out a line without an end
    runs.append((css, last.removesuffix("\n")))
    moved = [Mark(at(mark.start) - cut, at(mark.end) - cut, mark.attributes) for mark in marks]
    if "".join([value for _, value in runs]) != shown:  # a lexer that does not give all of its text
        moved = []
    html = "".join(_marked(runs, _nested(moved, len(shown))))
    name = f'<span class="filename">{escape(title)}</span>' if title else ""
    return f'<div class="highlight">{name}<pre><span></span><code>{html}\n</code></pre>{beside}</div>'


def _with_plain_breaks(code: str) -> tuple[str, Callable[[int], int]]:
    """Code with the line ends that lexers and HTML make of all others, and where in it a character of the code is."""
    if "\r" not in code:
        return code, lambda offset: offset
    dropped = [found.start() for found in re.finditer("\r\n", code)]
    return re.sub("\r\n?", "\n", code), lambda offset: offset - bisect_left(dropped, offset)


@cache
def _css(kind: _TokenType) -> str:
    while kind not in STANDARD_TYPES and kind.parent is not None:
        kind = kind.parent
    return "" if kind is Whitespace else STANDARD_TYPES.get(kind, "")


def _runs(tokens: Iterable[tuple[_TokenType, str]]) -> list[tuple[str, str]]:
    """Texts that are of one class, each with its class. White space is part of the punctuation before it, or of no class: JSON
    is half a page lighter without spans of its own for what cannot be seen."""
    runs: list[tuple[str, str]] = []
    before, parts = "", [""]
    for kind, value in tokens:
        css = _css(kind)
        if css != before and not (before == "p" and value.isspace()):
            runs.append((before, "".join(parts)))
            before, parts = css, []
        parts.append(value)
    return [*runs, (before, "".join(parts))]


def _nested(marks: Iterable[Mark], length: int) -> list[Mark]:
    """Outer ones before those inside them, without those that overlap an earlier one in part."""
    kept: list[Mark] = []
    around: list[int] = []
    for mark in sorted(set(marks), key=lambda mark: (mark.start, -mark.end, mark.attributes)):
        while around and around[-1] <= mark.start:
            around.pop()
        if 0 <= mark.start < mark.end <= (around[-1] if around else length):
            kept.append(mark)
            around.append(mark.end)
    return kept


def _marked(runs: Iterable[tuple[str, str]], marks: list[Mark]) -> Iterator[str]:
    """Runs of one class as HTML, cut where a mark begins or ends."""
    edges = sorted({edge for mark in marks for edge in (mark.start, mark.end)}, reverse=True)
    coming, closing = marks[::-1], [-1]
    at = 0
    for css, whole in runs:
        value = whole
        while edges and edges[-1] < at + len(value):
            edge = edges.pop()
            yield _token(css, value[: edge - at])
            value, at = value[edge - at :], edge
            while closing[-1] == at:
                closing.pop()
                yield "</span>"
            while coming and coming[-1].start == at:
                mark = coming.pop()
                closing.append(mark.end)
                yield f"<span {mark.attributes}>"
        yield _token(css, value)
        at += len(value)
    yield "</span>" * (len(closing) - 1)


def _token(css: str, value: str) -> str:
    return _short_span(css, value) if len(value) <= _SHORT else _span(css, value)


def _span(css: str, value: str) -> str:
    text = escape(value, quote=False)
    return f'<span class="{css}">{text}</span>' if css and value else text


_SHORT = 40
"""Characters of what is remembered: names and signs that come again and again. A block without colours is one token."""

_short_span = lru_cache(maxsize=4096)(_span)
