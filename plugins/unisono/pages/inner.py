"""Blocks of code within prose: fences in list items, quotes, admonitions, content tabs and other containers, blocks that are
indented, and those of HTML.

Prose stays as it is for Markdown to render. What is code in it is found by its marks, whatever it stands in, so that no sample
is missed; the code is without what its containers put before each line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from unisono.pages.annotations import list_below, may_be_annotated
from unisono.pages.blocks import info_of, label_of, tab_title, title_of
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Span, Text

_PREFIX = regex(r"(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*")
_FENCE = regex(r"(`{3,}|~{3,})[ \t]*(.*)")
_ATTRIBUTES = regex(r"\{[:.#]?[^{}]*\}[ \t]*")
_BOX = regex(r"(?:!!!|\?\?\?\+?|///)[ \t]*\S")
_PRE = regex(r"(?:<(?!pre\b)/?[a-z][^<>]*>[ \t]*){0,9}<pre\b[^<>]*>(?:\s*<code\b(?P<attributes>[^<>]*)>)?", re.IGNORECASE)
_PRE_END = regex(r"(?:</code\s*>\s*)?</pre\s*>", re.IGNORECASE)
_CLASS = regex(r"\bclass\s*=\s*[\"']?(?:language-|lang-|highlight-)?([\w+#-]+)", re.IGNORECASE)
_REFERENCE = regex(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);|<[^<>]*>")


@dataclass(frozen=True, slots=True, eq=False)
class InnerCode:
    """A block of code in prose. `title` is its own, or that of the content tab that it is in (`in_tab`); `comments` stand right
    before it; `label` as of a `CodeBlock`. Blocks of one `run` stand in a row: content tabs of one set, or one below the other
    with nothing between them. `notes` is the list below it that explains annotations in the code."""

    code: Text
    info: Text | None
    title: Text | None
    span: Span
    in_tab: bool = False
    comments: tuple[Text, ...] = ()
    run: int = 0
    notes: Text | None = None
    label: Text | None = None


_MAY_BE = regex(r"<pre\b|(?:\A|\n|\r)[ \t]*[\r\n](?: {4}| {0,3}\t)", re.IGNORECASE)


def may_hold_code(prose: str) -> bool:
    """Whether prose may hold a block of code: most does not, and this is told much sooner."""
    if "```" in prose or "~~~" in prose:
        return True
    may_be_indented = "\n" in prose or "\r" in prose
    return (may_be_indented or "<" in prose) and _MAY_BE.search(prose) is not None


class Runs:
    """The runs of blocks of code that are open, by the column at which the blocks, or the tabs that they are in, begin."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[bool, int]] = {}
        self._last = 0

    def of(self, column: int, *, in_tab: bool) -> int:
        """The run that a block belongs to. Tabs and blocks that are in none make no run together."""
        known = self._open.get(column)
        if known is None or known[0] is not in_tab:
            self._last += 1
            self._open[column] = known = (in_tab, self._last)
        return known[1]

    def end(self, column: int) -> None:
        """End those at a column and further in."""
        if self._open:
            self._open = {known: run for known, run in self._open.items() if known < column}


def inner_code(prose: Text, runs: Runs, column: int = 0) -> list[InnerCode]:
    """The blocks of code in prose, in order. `column` is where its text begins, but for that of its first line."""
    return list(_Scanner(prose, runs, column).found())


@dataclass(frozen=True, slots=True)
class _Line:
    """`indent` is the column, tabs expanded to four, of the first character; `width` that of the text behind the marks of
    lists and quotes, `at` its offset."""

    start: int
    end: int
    at: int
    indent: int
    width: int
    text: str


def _line(start: int, line: str) -> _Line:
    text = line.rstrip("\r\n")
    prefix = _PREFIX.match(text)
    at = prefix.end() if prefix else 0
    indent = len(text[: len(text) - len(text.lstrip(" \t"))].expandtabs(4))
    return _Line(start, start + len(line), start + at, indent, len(text[:at].expandtabs(4)), text[at:])


@dataclass(frozen=True, slots=True)
class _Container:
    """`column` is where the text in it begins; `tab` the label of a content tab, which begins at column `at`."""

    column: int
    tab: Text | None = None
    at: int = 0


@dataclass
class _Scanner:
    prose: Text
    runs: Runs
    column: int
    lines: list[_Line] = field(default_factory=list)
    within: list[_Container] = field(default_factory=list)
    comments: list[Text] = field(default_factory=list)
    at: int = 0

    def __post_init__(self) -> None:
        start = 0
        for line in re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", self.prose.value):
            self.lines.append(_line(start, line))
            start += len(line)

    def found(self) -> Iterator[InnerCode]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.text:
                self.at += 1
                continue
            while self.within and self.within[-1].column > line.indent:
                self.within.pop()
            if self._is_indented(line):
                yield self._indented()
                continue
            if line.width > line.indent and ">" not in self.prose.value[line.start : line.at]:
                self.within.append(_Container(line.width))
            fence = _FENCE.match(line.text)
            if fence and not (fence[1][0] == "`" and "`" in fence[2]):
                yield self._fence(line, fence)
            elif pre := _PRE.match(line.text):
                yield self._pre(line, pre)
            else:
                self._other(line)

    def _other(self, line: _Line) -> None:
        """A line that is no code: it may open a container, or be a comment, which may go on."""
        text = self.prose.slice(line.at, line.at + len(line.text))
        self.at += 1
        if line.text.startswith("<!--"):
            closing = self.prose.value.find("-->", line.at)
            end = len(self.prose) if closing < 0 else closing + len("-->")
            self.comments.append(self.prose.slice(line.at, end))
            while self.at < len(self.lines) and self.lines[self.at].start < end:
                self.at += 1
            return
        self.comments.clear()
        label = tab_title(text)
        self.runs.end(line.width + (label is not None and not line.text.startswith("===!")))
        if label or _BOX.match(line.text):
            self.within.append(_Container(line.width + 4, label, line.width))

    def _is_indented(self, line: _Line) -> bool:
        """Whether a block begins that is code because it is indented, by four columns more than the text of what it stands in,
        after a blank line (CommonMark 4.4)."""
        after_blank = not self.at or not self.lines[self.at - 1].text
        return after_blank and line.indent >= 4 + (self.within[-1].column if self.within else self.column)

    def _fence(self, opening: _Line, fence: re.Match[str]) -> InnerCode:
        """Up to the fence that closes it, else to where its container ends."""
        first = self.at
        mark = fence[1]
        self.at += 1
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.text.rstrip().startswith(mark) and not line.text.strip().strip(mark[0]):
                break
            if line.text and line.width < opening.width and not _is_deeper(self.prose, line, opening):
                break
            self.at += 1
        until = self.at
        closed = until < len(self.lines) and self.lines[until].text.startswith(mark)
        self.at = until + closed
        header = self.prose.slice(opening.at + fence.start(2), opening.at + len(opening.text))
        title = title_of(header)
        if self.at < len(self.lines) and _ATTRIBUTES.fullmatch(self.lines[self.at].text):
            line = self.lines[self.at]
            title = title_of(self.prose.slice(line.at, line.at + len(line.text))) or title
            self.at += 1
        span = self.prose.span(opening.start, self.lines[min(until, len(self.lines) - 1)].end)
        made = self._made(self._code(self.lines[first + 1 : until], opening.width), info_of(header), title, span, opening.width)
        return replace(made, label=label_of(header))

    def _made(self, code: Text, info: Text | None, title: Text | None, span: Span, column: int) -> InnerCode:
        tab = next((container for container in reversed(self.within) if container.tab is not None), None)
        label = tab.tab if tab and title is None else None
        run = self.runs.of(tab.at if tab else column, in_tab=tab is not None)
        comments = tuple(self.comments)
        self.comments.clear()
        return InnerCode(code, info, title or label, span, label is not None, comments, run, self._notes(code))

    def _notes(self, code: Text) -> Text | None:
        """The list below a block that explains annotations in its code."""
        if self.at >= len(self.lines) or not may_be_annotated(code.value):
            return None
        place = list_below(self.prose.value, self.lines[self.at].start)
        return self.prose.slice(*place) if place else None

    def _code(self, lines: Sequence[_Line], width: int) -> Text:
        """Lines without what stands before column `width`, or before their text if that comes first."""
        if not lines:
            return self.prose.slice(self.lines[self.at - 1].start, self.lines[self.at - 1].start)
        return Text.join([self.prose.slice(self._cut(line, width), line.end) for line in lines])

    def _cut(self, line: _Line, width: int) -> int:
        column, at = 0, line.start
        while at < line.at and column < width:
            column += 4 - column % 4 if self.prose.value[at] == "\t" else 1
            at += 1
        return at

    def _indented(self) -> InnerCode:
        first, width = self.at, self.lines[self.at].indent
        end = first
        while self.at < len(self.lines) and (not self.lines[self.at].text or self.lines[self.at].indent >= width):
            self.at += 1
            end = self.at if self.lines[self.at - 1].text else end
        self.at = end
        span = self.prose.span(self.lines[first].start, self.lines[end - 1].end)
        return self._made(self._code(self.lines[first:end], width), None, None, span, width)

    def _pre(self, opening: _Line, pre: re.Match[str]) -> InnerCode:
        """An element of HTML that holds code, with its character references resolved."""
        start = opening.at + pre.end()
        close = _PRE_END.search(self.prose.value, start)
        end, after = close.span() if close else (len(self.prose), len(self.prose))
        while self.at < len(self.lines) and self.lines[self.at].start < after:
            self.at += 1
        named = _CLASS.search(pre["attributes"] or "")
        offset = opening.at + pre.start("attributes") if named else 0
        info = self.prose.slice(offset + named.start(1), offset + named.end(1)) if named else None
        code = self.prose.slice(start, end).sub(_REFERENCE, _shown)
        return self._made(code, info, None, self.prose.span(opening.start, after), opening.width)


def _shown(found: re.Match[str]) -> str:
    """What a character reference stands for, and nothing for a tag."""
    from html import unescape  # noqa: PLC0415 (brings a table of all entities, and few pages have such elements)

    return unescape(found[0]) if found[0].startswith("&") else ""


def _is_deeper(prose: Text, line: _Line, opening: _Line) -> bool:
    """Whether a line that begins further left than a fence in a quote goes on with that quote."""
    return ">" in prose.value[opening.start : opening.at] and ">" in prose.value[line.start : line.at]
