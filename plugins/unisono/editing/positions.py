"""Places as editors count them: lines and columns from 0, the columns in the units of an encoding (LSP 3.17, "Position")."""

from __future__ import annotations

from typing import Literal, NamedTuple

from unisono.text.regex import regex
from unisono.text.source import Source, Span

Encoding = Literal["utf-8", "utf-16", "utf-32"]

_SURROGATE = regex("[\ud800-\udfff]")


class Position(NamedTuple):
    line: int
    character: int


class Range(NamedTuple):
    start: Position
    end: Position

    def touches(self, other: Range) -> bool:
        """Whether two have a place in common, if only that where one ends and the other starts."""
        return self.start <= other.end and other.start <= self.end


def units(text: str, encoding: Encoding) -> int:
    """How many units of the encoding a text takes."""
    if encoding == "utf-32" or text.isascii():
        return len(text)
    if encoding == "utf-8":
        return len(text.encode(errors="replace"))
    return len(text) + sum(character > "\uffff" for character in text)


def position(source: Source, offset: int, encoding: Encoding) -> Position:
    """Where a character is."""
    line, column = source.position(offset)
    return Position(line - 1, units(source.line(line)[: column - 1], encoding))


def place(span: Span, encoding: Encoding) -> Range:
    """Where a stretch of a file is."""
    return Range(position(span.source, span.start, encoding), position(span.source, span.end, encoding))


def offset(source: Source, at: Position, encoding: Encoding) -> int:
    """The character at a position; of one past its line the line's end, of one within a character that character."""
    line = source.line(at.line + 1)
    column = at.character
    if encoding != "utf-32" and not line.isascii():
        left, column = at.character, 0
        for character in line:
            left -= units(character, encoding)
            if left < 0:
                break
            column += 1
    return source.offset(at.line + 1, column + 1)


def edited(source: Source, where: Range, text: str, encoding: Encoding) -> Source:
    """The text with another in the place of a stretch of it."""
    start, end = sorted((offset(source, where.start, encoding), offset(source, where.end, encoding)))
    return Source(source.path, source.text[:start] + whole(text) + source.text[end:])


def whole(text: str) -> str:
    """A text as it can be written to a file: halves of characters, which JSON can have, are replaced."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
