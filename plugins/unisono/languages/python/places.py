"""Where `ast` nodes lie: line and UTF-8 column to characters of the sample's `Text`."""

from __future__ import annotations

import ast
from bisect import bisect_left
from itertools import accumulate

from unisono.text.regex import regex
from unisono.text.source import Span, Text

_LINE = regex(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class Places:
    """The stretches of `code` that the nodes of its syntax tree come from."""

    def __init__(self, code: Text) -> None:
        self.code = code
        self._lines = [(m.start(), m[0]) for m in _LINE.finditer(code.masked("_"))]
        self._bytes: dict[int, list[int]] = {}  # of lines that are not ASCII: the byte at which each character begins

    def offset(self, line: int, column: int) -> int:
        """The character at a 1-based line and a 0-based column in UTF-8 bytes, as `ast` counts."""
        if line > len(self._lines):
            return len(self.code)
        start, text = self._lines[max(line, 1) - 1]
        if text.isascii():
            return min(start + column, len(self.code))
        if line not in self._bytes:
            self._bytes[line] = [0, *accumulate(len(c.encode("utf-8", "surrogatepass")) for c in text)]
        return start + bisect_left(self._bytes[line], column)

    def bounds(self, node: ast.expr | ast.stmt | ast.keyword | ast.excepthandler | ast.arg) -> tuple[int, int]:
        start = self.offset(node.lineno, node.col_offset)
        end = self.offset(node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)
        return start, max(start, end)

    def text(self, node: ast.expr | ast.stmt | ast.keyword | ast.excepthandler | ast.arg) -> Text:
        return self.code.slice(*self.bounds(node))

    def span(self, node: ast.expr | ast.stmt | ast.keyword | ast.excepthandler | ast.arg) -> Span:
        return self.text(node).span()


def dedented(code: Text) -> Text:
    """The code without the indentation that all its lines share (blank lines apart), as in a list item or a content tab."""
    lines = [m[0] for m in _LINE.finditer(code.value)]
    filled = [line for line in lines if line.strip()]
    margin = _shared([line[: len(line) - len(line.lstrip(" \t"))] for line in filled])
    if not margin:
        return code
    parts, at = [], 0
    for line in lines:
        cut = len(margin) if line.startswith(margin) else len(line) - len(line.lstrip(" \t"))
        parts.append(code.slice(at + cut, at + len(line)))
        at += len(line)
    return Text.join(parts)


def _shared(indents: list[str]) -> str:
    if not indents:
        return ""
    low, high = min(indents), max(indents)
    length = next((i for i, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), min(len(low), len(high)))
    return low[:length]
