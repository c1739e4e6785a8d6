"""Excerpts of files with marks under what is meant, aligned as a terminal shows them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from unisono.checking.wording import visible
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Source, Span

CELLS = 110
"""The longest excerpt of a line, in cells of a terminal; a longer line is cut around the mark."""

TAB = 4

_LINE_END = regex(r"[\r\n]")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a file as shown, and which of its cells are marked. `line` is 0 for the lines left out of a long span."""

    line: int
    text: str = ""
    start: int = 0
    width: int = 0


def rows(span: Span) -> Iterator[Row]:
    """The line that a span is on, or, of several lines, the first and the last."""
    number, column = span.source.position(span.start)
    yield _row(span.source, number, span.start - column + 1, span)
    last, last_column = span.source.position(max(span.start, span.end - 1))
    if last > number + 1:
        yield Row(0)
    if last > number:
        yield _row(span.source, last, max(span.start, span.end - 1) - last_column + 1, span)


def _row(source: Source, number: int, line_start: int, span: Span) -> Row:
    """The part of a line around what the span has of it. However long the line, only what may be shown is looked at."""
    text = source.text
    start = max(span.start, line_start)
    found = _LINE_END.search(text, start, start + 2 * CELLS)
    line_end = found.start() if found else min(len(text), start + 2 * CELLS)
    end = max(start, min(span.end, line_end))
    if span.start < line_start:  # the last line of several: what it begins with is no part of what is meant
        start += len(text[start:end]) - len(text[start:end].lstrip())
    first = max(line_start, start - 2 * CELLS)
    cells = _cells(text[first:line_end])
    before, marked = sum(w for _, w in cells[: start - first]), sum(w for _, w in cells[start - first : end - first])
    cut_left, cut_right = first > line_start, found is None and line_end < len(text)
    total = sum(w for _, w in cells)
    if total <= CELLS and not cut_left and not cut_right:
        return Row(number, "".join(shown for shown, _ in cells), before, max(1, marked))
    left = max(0, before - max(0, CELLS - marked) // 2)
    return _cut(Row(number, "", before, marked), cells, left, (cut_left, cut_right))


def _cut(row: Row, cells: list[tuple[str, int]], left: int, cut: tuple[bool, bool]) -> Row:
    """The cells from `left` on, as many as are shown, with an ellipsis where something is left out."""
    at, begin, shown = 0, None, []
    for text, width in cells:
        if at >= left and at + width <= left + CELLS:
            begin = at if begin is None else begin
            shown.append(text)
        at += width
    begin = begin or 0
    before = "…" if begin > 0 or cut[0] else ""
    after = "…" if at > left + CELLS or cut[1] else ""
    start = max(0, row.start - begin)
    width = max(1, min(row.width, CELLS - start))
    return Row(row.line, before + "".join(shown) + after, start + len(before), width)


def _cells(text: str) -> list[tuple[str, int]]:
    """Each character as shown, and the cells of a terminal that it takes: tabs up to the next stop, wide characters of East
    Asia two (Unicode Standard Annex 11), combining ones none, control characters as many as their escape."""
    if text.isascii() and text.isprintable():
        return [(character, 1) for character in text]
    found, at = [], 0
    for character in text:
        if character == "\t":
            shown, width = " " * (TAB - at % TAB), TAB - at % TAB
        elif (shown := visible(character)) != character:
            width = len(shown)
        elif unicodedata.category(character) in {"Mn", "Me", "Cf"}:
            width = 0
        else:
            width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        found.append((shown, width))
        at += width
    return found
