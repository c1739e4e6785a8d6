"""Markdown's blocks, as far as endpoint pages are made of them, each with its place.

This is not a Markdown parser: prose stays as it is for the one that renders it. It finds what a page's model is made of
(fenced code with its attributes, headings, definition lists, pipe tables, HTML comments) and never looks into a fence or a
comment for more.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from unisono.pages.keys import meant
from unisono.pages.problem import Problem, Related
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Span, Text
from unisono.text.typography import DOUBLE, SINGLE


@dataclass(frozen=True, slots=True, eq=False)
class Prose:
    """Markdown that the model does not read into."""

    text: Text


@dataclass(frozen=True, slots=True, eq=False)
class Heading:
    """An ATX heading, `text` without its marks and a closing colon. `markdown` is the line as written."""

    level: int
    text: Text
    markdown: Text

    @property
    def words(self) -> str:
        """The text without attributes at its end, the addresses of links, and marks of code and emphasis."""
        return _MARKS_IN_HEADING.sub(lambda found: found[1] or "", self.text.value).strip()


_MARKS_IN_HEADING = regex(r"\s\{[^{}]*\}\s*$|\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])|`|\*+")


@dataclass(frozen=True, slots=True, eq=False)
class Comment:
    """An HTML comment that starts a line, its marks included."""

    text: Text


@dataclass(frozen=True, slots=True, eq=False)
class CodeBlock:
    """A fenced code block: `info` is its info string's first word, `title` comes from its attributes or its content tab,
    `markdown` is all of it as written, `notes` the list below it that explains annotations in the code, `label` what stands
    behind the info string (`bash cURL`), which some generators take for a title."""

    code: Text
    info: Text | None
    title: Text | None
    span: Span
    markdown: Text
    notes: Text | None = None
    label: Text | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """One term of a definition list and what defines it. `malformed` says why Markdown would not read it as one, if so."""

    term: Text
    body: Text
    malformed: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class DefinitionList:
    definitions: tuple[Definition, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A pipe table: the cells of its header and of its rows, without white space at their ends and with `\\|` as the pipe that
    it stands for. `text` is all of it as written."""

    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    text: Text


Block = Prose | Heading | Comment | CodeBlock | DefinitionList | Table

_FENCE = regex(r"( {0,3})(`{3,}|~{3,})[ \t]*(.*)")
# Of two marks or more, Python-Markdown takes one without a blank for a heading too; `#1` and `#tag` are hardly meant as one.
_BEGINS_ANOTHER = regex(r" {0,3}(?:~~~|```|<!--|:(?!:))")
_MAY_END = frozenset(" ~`<:#")
"""How a line begins that may end a paragraph, be it a heading or the beginning of another block."""
_HEADING = regex(r" {0,3}(#{1,6}(?=[ \t])|#{2,6}(?=[^\s#]))[ \t]*(\S.*)")
_DEFINITION = regex(r" {0,3}:(?!:)(?P<gap>[ \t]*)(?=\S)")  # `:::` begins what mkdocstrings puts in
_ATTRIBUTES = regex(r" {0,3}\{(?::|(?=[ \t]*(?:(?i:title)\b|[.#])))([^{}]*)\}[ \t]*")
_AHEAD = regex(r" {0,3}\{:(?![:/])[^{}]*\}[ \t]*")
_QUOTES = f"\"'{DOUBLE}{SINGLE}«»‹›"
# A pair of straight quotation marks, else any two, of which the second may be missing, else a word.
_TITLE = regex(
    r"(?:^|[\s{])(?i:title)[ \t]*=[ \t]*(?:\"([^\"]*)\"|'([^']*)'"
    rf"|[{_QUOTES}]([^{_QUOTES}{{}}]*?)[ \t]*(?:[{_QUOTES}]|(?=\}})|\Z)|([^\s{_QUOTES}{{}}]+))"
)
_QUOTED = regex(rf"(?:(?<![\w-])([\w-]++)[ \t]*+[=:;]{{0,2}}|\A)[ \t]*[{_QUOTES}]([^{_QUOTES}{{}}]+)")
_LIKE_A_TITLE = regex(
    r"[ \t]*+(?:[{(\[][ \t]*+)?(?:[:;.][ \t]*+)?(?i:title)[ \t]*+=[ \t]*+"
    rf"[{_QUOTES}]?([^{_QUOTES}{{}}()\[\]]{{1,200}}).{{0,20}}"
)
_STRAY = regex(r" {0,3}(?:`{2,}|~{2,})[ \t]*")
_SHOWS_MARKDOWN = frozenset({"", "md", "markdown", "mdx", "kramdown", "text", "txt", "plain", "plaintext", "none"})
_INFO = regex(r"(?:\{:?[ \t]*(?:#[^\s{}]+[ \t]+)?)?\.?([^\s{}`=#:.][^\s{}`=]*+)(?![ \t]*=)")
_LABEL = regex(r"[ \t]*[\w+#.-]+[ \t]+([^\s={}`\"'\[\](),][^={}`\"'\r\n]*?)[ \t]*(?=\Z|\r|\n|\{|[ \t][\w-]+=)")
_DELIMITERS = regex(r" {0,3}[|+]?(?:[ \t]*:?-+:?[ \t]*[|+])*+(?:[ \t]*:?-+:?)?[ \t]*")
_IAL = regex(r" {0,3}\{:[^{}]*\}[ \t]*")
_IN_ROW = regex(r"\\.|`+|\|")
_ESCAPED_PIPE = regex(r"\\\|")
_TAB = regex(r"""===[!+]*[ \t]+(?:"([^"]*)"|'([^']*)')[ \t]*$""")


def read_blocks(text: Text) -> tuple[list[Block], list[Problem]]:
    """The blocks of `text` in order, and what is wrong with how they are written."""
    reader = _Reader(text)
    return list(reader.blocks()), reader.problems


def read_placed(text: Text) -> Iterator[tuple[int, int, Block]]:
    """The blocks of `text` in order, each with where it begins and ends there."""
    reader = _Reader(text)
    for first, end, block in reader.placed():
        yield reader.starts[first], reader.starts[end], block


class _Reader:
    def __init__(self, text: Text) -> None:
        self.text = text
        lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text.value)
        self.lines = [line.rstrip("\r\n") for line in lines]
        self.starts = list(accumulate((len(line) for line in lines), initial=0))
        self.problems: list[Problem] = []
        self.at = 0
        self._known_closing: dict[str, list[int]] = {}

    def line(self, number: int) -> Text:
        return self.text.slice(self.starts[number], self.starts[number] + len(self.lines[number]))

    def stretch(self, first: int, end: int) -> Text:
        """Lines `first` up to, not including, `end`, with their line ends."""
        return self.text.slice(self.starts[first], self.starts[end])

    def blocks(self) -> Iterator[Block]:
        return (block for _, _, block in self.placed())

    def placed(self) -> Iterator[tuple[int, int, Block]]:
        """The blocks, each with its first line and that behind it."""
        prose = 0
        while self.at < len(self.lines):
            start = self.at
            found = list(self._block(prose))
            if not found:
                self.at = start + 1
                continue
            # A definition list takes its first term, already passed as prose, with it.
            until = start - self._term_lines(start, prose) if isinstance(found[0], DefinitionList) else start
            until -= self._is_ahead(start - 1, prose) if isinstance(found[0], CodeBlock) else 0
            if prose < until:
                yield from self._prose(prose, until)
            yield from ((until, self.at, block) for block in found)
            prose = self.at
        if prose < len(self.lines):
            yield from self._prose(prose, len(self.lines))

    def _prose(self, first: int, end: int) -> Iterator[tuple[int, int, Block]]:
        if any(line.strip() for line in self.lines[first:end]):
            yield first, end, Prose(self.stretch(first, end))

    def _block(self, prose: int) -> Iterator[Block]:
        line = self.lines[self.at]
        stripped = line.lstrip(" ")
        if not stripped or len(line) - len(stripped) > 3:
            return
        if "|" in line and self._begins_table(prose):
            yield self._table()
            return
        match stripped[0]:
            case "`" | "~":
                yield from self._fence(line, prose)
            case "#":
                yield from self._heading(line)
            case "<":
                yield from self._comment(stripped)
            case ":":
                yield from self._definitions(prose)
            case "=":
                yield from self._tab()

    def _begins_table(self, prose: int) -> bool:
        """Whether the header of a table is at `self.at`: at the start of a block, as Python-Markdown and kramdown have it, with
        a line of delimiters below it."""
        if self.at + 1 == len(self.lines) or (self.at > prose and self.lines[self.at - 1].strip()):
            return False
        below = self.lines[self.at + 1]
        return "-" in below and ("|" in below or "+" in below) and _DELIMITERS.fullmatch(below) is not None

    def _table(self) -> Table:
        first = self.at
        self.at += 2
        while self.at < len(self.lines) and self.lines[self.at].strip() and "|" in self.lines[self.at]:
            self.at += 1
        header, rows = self.line(first), [self.line(number) for number in range(first + 2, self.at)]
        rows = [row for row in rows if _DELIMITERS.fullmatch(row.value) is None]
        if self.at < len(self.lines) and _IAL.fullmatch(self.lines[self.at]):
            self.at += 1
        return Table(_cells(header), tuple(map(_cells, rows)), self.stretch(first, self.at))

    def _heading(self, line: str) -> Iterator[Block]:
        if found := _HEADING.fullmatch(line):
            title = found[2].rstrip().rstrip("#").rstrip().rstrip(":")
            markdown = self.line(self.at)
            yield Heading(len(found[1]), markdown.slice(found.start(2), found.start(2) + len(title)), markdown)
            self.at += 1

    def _comment(self, stripped: str) -> Iterator[Block]:
        """Comments, one after the other, and what follows the last one on its line."""
        start = self.starts[self.at]
        while stripped.startswith("<!--"):
            close = self.text.value.find("-->", start)
            end = len(self.text) if close < 0 else close + len("-->")
            if close < 0:
                message = "the comment is never closed and hides what follows; write '-->' where it ends"
                self.problems.append(Problem("unclosed-comment", message, self.line(self.at).stripped().span(0, 4)))
            while self.at + 1 < len(self.lines) and self.starts[self.at + 1] <= end:
                self.at += 1
            rest = self.text.value[end : self.starts[self.at + 1]]
            yield Comment(self.text.slice(start, end).stripped())
            start, stripped = end, rest.lstrip()
        if not stripped:
            self.at += 1
        elif start > self.starts[self.at]:
            self.lines[self.at], self.starts[self.at] = rest.rstrip("\r\n"), start

    def _is_ahead(self, number: int, prose: int) -> bool:
        """Whether a line is an attribute list for the block below: none ends directly above it (kramdown)."""
        if number < prose or not _AHEAD.fullmatch(self.lines[number]):
            return False
        return number == 0 or not (above := self.lines[number - 1].strip()) or above.endswith("-->")

    def _fence(self, line: str, prose: int) -> Iterator[CodeBlock]:
        found = _FENCE.fullmatch(line)
        if not found or (found[2][0] == "`" and "`" in found[3]):
            return
        first, indent, mark = self.at, len(found[1]), found[2]
        header = self.line(first).slice(found.start(3), len(found[0]))
        info = info_of(header)
        until, self.at = self._end_of_fence(first, mark, info.value.lower() if info else "")
        code = self._code(first + 1, until, indent)
        title = title_of(header)
        ahead = self._is_ahead(first - 1, prose)
        if ahead:
            title = title_of(self.line(first - 1)) or title
        if self.at < len(self.lines):
            title = self._attributes(code) or title
        if title is None:
            self._missed_title(header, _missed_title(header.value.strip("{} \t")), code)
        span = self.text.span(self.starts[first], self.starts[min(until + 1, len(self.lines))])
        yield CodeBlock(code, info, title, span, self.stretch(first - ahead, self.at), label=label_of(header))

    def _attributes(self, code: Text) -> Text | None:
        """The title in the line below a block, which is passed if it is an attribute list."""
        line, title = self.line(self.at), None
        if attributes := _ATTRIBUTES.fullmatch(line.value):
            inside = line.slice(*attributes.span(1))
            title = title_of(inside)
            self.at += 1
            if title is None:
                self._missed_title(line, _missed_title(inside.value), code)
        elif found := _LIKE_A_TITLE.fullmatch(line.value):
            self._missed_title(line, found[1], code)
        return title

    def _missed_title(self, line: Text, title: str | None, code: Text) -> None:
        if title is not None:
            message = f'no title is read from this; write {{: title="{title.strip()}" }} below the code, as far left as it'
            related = (Related(code.span(), "this block has no title"),)
            self.problems.append(Problem("malformed-title", message, line.stripped().span(), related))

    def _end_of_fence(self, first: int, mark: str, info: str) -> tuple[int, int]:
        """The line behind the code of a fence, and the one at which the next block begins. One that is not closed ends where
        its attribute list, or the next fence, shows that its code is over."""
        count = len(self.lines)
        closing = self._closing(mark)
        close = closing[at] if (at := bisect_right(closing, first)) < len(closing) else None
        ends = range(first + 1, count if close is None else close)
        marked = (i for i in ends if mark in self.lines[i]) if info not in _SHOWS_MARKDOWN else ()
        following = next((i for i in marked if self._begins(i, mark)), None)
        if close is not None and following is None:
            return close, close + 1
        shown = mark if len(mark) <= 20 else f"{mark[:20]}…"
        over = next((i for i in range(first + 1, following or count) if self._is_titled(i)), following)
        if over is None and (stray := [i for i in ends if _STRAY.fullmatch(self.lines[i])]):
            over = stray[0] + 1
        if over is None:
            message = f"the code fence '{shown}' is never closed; write '{shown}' on a line of its own after the code"
            indent = len(self.lines[first]) - len(self.lines[first].lstrip(" "))
            self.problems.append(Problem("unclosed-fence", message, self.line(first).span(indent, indent + len(mark))))
            return count, count
        end = over
        while end - 1 > first and not self.lines[end - 1].strip():
            end -= 1
        if end - 1 > first and _STRAY.fullmatch(self.lines[end - 1]):
            end -= 1
            message = f"'{self.lines[end].strip()[:20]}' does not close the code fence '{shown}'; write '{shown}'"
            self.problems.append(Problem("unclosed-fence", message, self.line(end).stripped().span()))
        else:
            begin = self.line(first).span().line
            message = f"the code fence '{shown}' of line {begin} is not closed; write '{shown}' before this line"
            self.problems.append(Problem("unclosed-fence", message, self.line(over).stripped().span()))
        return end, over

    def _closing(self, mark: str) -> list[int]:
        """The lines that end a code block which a fence of `mark` has begun, in order. Few marks are of different lengths."""
        if mark not in self._known_closing:
            self._known_closing[mark] = [
                number for number, line in enumerate(self.lines) if mark in line and _closes(line, mark)
            ]
        return self._known_closing[mark]

    def _begins(self, number: int, mark: str) -> bool:
        """Whether a line begins a fence that could not stand within one of `mark`."""
        found = _FENCE.fullmatch(self.lines[number])
        return found is not None and found[2].startswith(mark) and found[3].strip() != ""

    def _is_titled(self, number: int) -> bool:
        found = _ATTRIBUTES.fullmatch(self.lines[number])
        return found is not None and title_of(self.line(number).slice(*found.span(1))) is not None

    def _code(self, first: int, end: int, indent: int) -> Text:
        """Lines as the content of a code block: without up to `indent` leading spaces (CommonMark 4.5), the file's line ends as
        LF."""
        if first >= end:
            return self.text.slice(self.starts[first - 1], self.starts[first - 1])
        file_end = self.text.pieces[0].source.line_end
        if not indent and file_end == "\n":
            return self.stretch(first, end)
        parts = []
        for number in range(first, end):
            content, start, end = self.lines[number], self.starts[number], self.starts[number + 1]
            cut, line_end = start + min(indent, len(content) - len(content.lstrip(" "))), start + len(content)
            if file_end == "\n" or self.text.value[line_end:end] != file_end:
                parts.append(self.text.slice(cut, end))
            else:
                parts += [self.text.slice(cut, line_end), Text.decoded("\n", self.text.span(line_end, end))]
        return Text.join(parts)

    def _term_lines(self, definition: int, prose: int) -> int:
        """How many lines above the first `:` belong to the list: the term and a blank line between; 0 if there is no term."""
        for back in (1, 2):
            above = definition - back
            if above < prose or self.lines[above].startswith(("    ", "\t")):
                return 0
            if self.lines[above].strip():
                return back
        return 0

    def _definitions(self, prose: int) -> Iterator[Block]:
        start = self.at
        above = self._term_lines(start, prose)
        if not above or not _DEFINITION.match(self.lines[start]):
            return
        definitions = []
        term = start - above
        while True:
            definitions.append(self._definition(term))
            following = self._next_term()
            if following is None:
                break
            term, self.at = following
        yield DefinitionList(tuple(definitions))

    def _definition(self, term: int) -> Definition:
        """The definition that starts at line `self.at`; moves past its end."""
        first, lines = self.at, self.lines
        found = _DEFINITION.match(lines[first])
        gap = found["gap"] if found else ""
        malformed = None if gap else "there is no space after the ':'"
        at, count = first + 1, len(lines)
        while at < count:
            if not lines[at].strip():
                after = at + 1
                while after < count and not lines[after].strip():
                    after += 1
                if after == count or not lines[after].startswith(("    ", "\t")):
                    break
                at = after
            elif self._ends_paragraph(at):
                break
            at += 1
        self.at = at
        begin, end = self.starts[first] + (found.end() if found else 0), self.starts[at]
        return Definition(self.line(term).stripped(), self.text.slice(begin, end).stripped(), malformed)

    def _ends_paragraph(self, number: int) -> bool:
        line = self.lines[number]
        if line[0] not in _MAY_END:  # asked of every line of a list
            return False
        return _BEGINS_ANOTHER.match(line) is not None or _HEADING.fullmatch(line) is not None

    def _next_term(self) -> tuple[int, int] | None:
        """The lines of the next term and of its `:` if the list goes on after blank lines."""
        i = self.at
        while i < len(self.lines) and not self.lines[i].strip():
            i += 1
        term = i
        if term >= len(self.lines) or self.lines[term][0] in " \t" or self._ends_paragraph(term):
            return None
        i += 1
        if i < len(self.lines) and not self.lines[i].strip():
            i += 1
        return (term, i) if i < len(self.lines) and _DEFINITION.match(self.lines[i]) else None

    def _tab(self) -> Iterator[Block]:
        """A content tab of pymdownx.tabbed that holds one code block and nothing else but comments before it: these, and that
        block, titled as the tab."""
        if not (title := tab_title(self.line(self.at))):
            return
        start, end = self.at, self.at + 1
        while end < len(self.lines) and (not self.lines[end].strip() or self.lines[end].startswith("    ")):
            end += 1
        inner = _Reader(self._code(start + 1, end, 4))
        comments: list[Block] = []
        while inner.at < len(inner.lines) and not (content := inner.lines[inner.at].strip()).startswith(("`", "~")):
            if content.startswith("<!--"):
                comments += inner._comment(content)
            elif content:
                return
            else:
                inner.at += 1
        blocks = list(inner._fence(inner.lines[inner.at], inner.at)) if inner.at < len(inner.lines) else []
        if blocks and not any(content.strip() for content in inner.lines[inner.at :]):
            self.problems += inner.problems
            self.at = end
            fence = blocks[0]
            yield from comments
            yield CodeBlock(fence.code, fence.info, title, fence.span, self.stretch(start, end))


def _cells(row: Text) -> tuple[Text, ...]:
    """The cells of a row. A pipe after a backslash, or in a code span, divides none (as in Python-Markdown and kramdown)."""
    row = row.stripped()
    cuts = [found.start() for found in _outside_code(row.value) if found[0] == "|"]
    start = 1 if cuts and cuts[0] == 0 else 0
    cuts = cuts[start:]
    ends = cuts if cuts and cuts[-1] == len(row) - 1 else [*cuts, len(row)]
    cells = []
    for end in ends:
        cell = row.slice(start, end).stripped()
        cells.append(cell.sub(_ESCAPED_PIPE, lambda _: "|") if "\\|" in cell.value else cell)
        start = end + 1
    return tuple(cells)


def _outside_code(row: str) -> Iterator[re.Match[str]]:
    """Escapes and pipes that are in no code span (CommonMark 6.1)."""
    marks = list(_IN_ROW.finditer(row))
    last = {mark[0]: number for number, mark in enumerate(marks)}
    number = 0
    while number < len(marks):
        mark = marks[number]
        if mark[0][0] != "`":
            yield mark
        elif last[mark[0]] > number:
            number = next(i for i in range(number + 1, len(marks)) if marks[i][0] == mark[0])
        number += 1


def _closes(line: str, mark: str) -> bool:
    """Whether a line ends the code block that a fence has begun (CommonMark 4.5)."""
    text = line.rstrip(" \t")
    bare = text.lstrip(" ")
    return bare.startswith(mark) and len(text) - len(bare) <= 3 and not bare.strip(mark[0])


def info_of(header: Text) -> Text | None:
    """The first word of what stands behind the mark of a fence, in braces or not."""
    info = _INFO.match(header.value)
    return header.slice(*info.span(1)) if info else None


def label_of(header: Text) -> Text | None:
    """The words between the info string and attributes, or the end, of what stands behind the mark of a fence."""
    found = _LABEL.match(header.value, 0, 200)
    return header.slice(*found.span(1)) if found else None


def tab_title(line: Text) -> Text | None:
    """The label of a content tab whose first line this is, without indentation."""
    tab = _TAB.fullmatch(line.value)
    return line.slice(*tab.span(1 if tab[1] is not None else 2)) if tab else None


def title_of(attributes: Text) -> Text | None:
    """The value of `title` in an attribute list."""
    found = _TITLE.search(attributes.value, 0, 1000)
    return attributes.slice(*found.span(found.lastindex or 0)) if found else None


def _missed_title(attributes: str) -> str | None:
    """What is meant as the title in attributes from which none is read: a quoted text without a key, or with one that looks
    like `title`."""
    for found in _QUOTED.finditer(attributes, 0, 1000):
        if found[1] is None or found[1].lower() == "title" or meant(found[1].lower(), ("title",)):
            return found[2]
    return None
