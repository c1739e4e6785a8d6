"""Where text comes from.

`Source` is a file, `Span` a stretch of one, and `Text` a string that knows, character by character, which stretch of which
file it was made from. A reader that decodes something (a YAML block scalar, a shell word, a JSON string) makes a new `Text`
out of slices of the one it was given, so positions survive any number of layers and never have to be searched for.

This is the only module that turns offsets into lines and columns.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from functools import cached_property
from typing import NamedTuple, cast

from unisono.text import budget


class Source:
    """A file's decoded text, without a byte order mark and with its line ends as they are.

    `path` is the name shown in findings, in the spelling the user gave it.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    def __repr__(self) -> str:
        return f"Source({self.path!r}, {len(self.text)} characters)"

    @cached_property
    def _line_starts(self) -> list[int]:
        starts, text = [0], self.text
        carriage_returns = "\r" in text
        at = text.find("\n")
        if not carriage_returns:
            while at >= 0:
                starts.append(at + 1)
                at = text.find("\n", at + 1)
            return starts
        for i, c in enumerate(text):
            if c == "\n" or (c == "\r" and text[i + 1 : i + 2] != "\n"):
                starts.append(i + 1)
        return starts

    @cached_property
    def line_end(self) -> str:
        """How the file ends its lines, told by the first: LF, CRLF or CR. Another line end within it is content."""
        first = re.search(r"\r\n|\r|\n", self.text)
        return first[0] if first else "\n"

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of a character, both counted from 1, the column in Unicode code points (SARIF 3.30.6)."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The place of a character by its line and column, both from 1; the end of the line, or of the text, past these."""
        starts = self._line_starts
        if line > len(starts):
            return len(self.text)
        start = starts[max(line, 1) - 1]
        return start + min(max(column, 1) - 1, len(self.line(max(line, 1))))

    def line(self, number: int) -> str:
        """Line `number` (from 1) without its line end; empty past the end."""
        starts = self._line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")


class Span(NamedTuple):
    """A stretch of a file: characters `start` up to, not including, `end`."""

    source: Source
    start: int
    end: int

    @property
    def path(self) -> str:
        return self.source.path

    @property
    def line(self) -> int:
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        return self.source.position(self.start)[1]

    @property
    def end_line(self) -> int:
        return self.source.position(self.end)[0]

    @property
    def end_column(self) -> int:
        """The column just past the last character, as in SARIF and LSP."""
        return self.source.position(self.end)[1]


class Origin(Enum):
    """How the characters of a piece of `Text` relate to the file they came from."""

    VERBATIM = "verbatim"  # character for character as in the file
    DECODED = "decoded"  # made from the whole stretch (an escape, a default the author's words imply)
    PLACEHOLDER = "placeholder"  # stands for a value known only when the sample runs


class Piece(NamedTuple):
    """Characters of a `Text` from offset `at` on, and the stretch `start`…`end` of `source` they came from."""

    at: int
    source: Source
    start: int
    end: int
    origin: Origin


_VERBATIM = Origin.VERBATIM


class Text:
    """A string and where each of its characters came from. Not to be changed once made.

    Slicing and `Text.join` keep the origins. `str(text)` and `text.value` are the plain string.
    """

    # Hundreds of thousands of these are made for a large site, nearly all of them one stretch of a file as it is. For such a
    # one `_source` and `_low`, where it begins, say it all, and no pieces are made unless somebody asks for them.
    __slots__ = ("_hidden", "_low", "_offsets", "_pieces", "_source", "value")

    def __init__(self, value: str, pieces: tuple[Piece, ...]) -> None:
        self.value = value
        self._pieces: tuple[Piece, ...] | None = pieces
        self._offsets: list[int] | None = None
        self._hidden: bool | None = None
        self._source: Source | None = None
        self._low = 0
        if len(pieces) == 1 and pieces[0].origin is _VERBATIM:
            self._source, self._low = pieces[0].source, pieces[0].start

    def __repr__(self) -> str:
        return f"Text({self.value!r})"

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Where the characters came from, in order; at least one, as even an empty text comes from somewhere."""
        if self._pieces is None:
            source = cast("Source", self._source)
            self._pieces = (_new_piece(Piece, (0, source, self._low, self._low + len(self.value), _VERBATIM)),)
        return self._pieces

    @property
    def _starts(self) -> list[int]:
        if self._offsets is None:
            self._offsets = [piece.at for piece in self.pieces]
        return self._offsets

    @classmethod
    def of(cls, source: Source, start: int = 0, end: int | None = None) -> Text:
        """Characters `start` to `end` (by default all) of a file, as they are."""
        return _stretch(source.text[start:end], source, start)

    @classmethod
    def decoded(cls, value: str, span: Span) -> Text:
        """A value made from `span` as a whole: an escape's character, or what a client adds because of an option."""
        if len(value) > _COUNTED:
            budget.characters(len(value), span)
        return cls(value, (_new_piece(Piece, (0, span.source, span.start, span.end, Origin.DECODED)),))

    @classmethod
    def placeholder(cls, value: str, span: Span) -> Text:
        """A value that is known only when the sample runs (`$TOKEN`), shown as `value`."""
        return cls(value, (Piece(0, span.source, span.start, span.end, Origin.PLACEHOLDER),))

    @classmethod
    def join(cls, texts: Iterable[Text]) -> Text:
        """One text after the other. At least one is needed: even an empty text comes from somewhere."""
        parts = texts if isinstance(texts, list) else list(_counted(texts))
        if len(parts) == 1:
            return parts[0]
        _count(parts)
        pieces: list[Piece] = []
        length = 0
        for text in parts:
            if not text.value:
                continue
            for at, source, start, end, origin in text.pieces:
                last = pieces[-1] if pieces else None
                if last and origin is _VERBATIM and _goes_on(last, length + at, source, start):
                    pieces[-1] = _new_piece(Piece, (last.at, source, last.start, end, origin))
                else:
                    pieces.append(_new_piece(Piece, (at + length, source, start, end, origin)))
            length += len(text.value)
        if not pieces:
            return parts[0]
        return cls("".join([text.value for text in parts]), tuple(pieces))

    def __str__(self) -> str:
        return self.value

    def __len__(self) -> int:
        return len(self.value)

    def __bool__(self) -> bool:
        """True for an empty text too: it is there, and has a place. Ask `.value` for emptiness."""
        return True

    def __getitem__(self, where: slice) -> Text:
        start, end, _ = where.indices(len(self.value))
        return self.slice(start, max(start, end))

    def slice(self, start: int, end: int) -> Text:
        """Characters `start` to `end`; an empty slice keeps the place where it is."""
        value = self.value[start:end]
        if self._source is not None:  # nearly always, and so without a call of `_stretch`
            text = _new_text(Text)
            text.value = value
            text._source = self._source
            text._low = self._low + (start if value else min(start, len(self.value)))
            text._pieces = None
            return text
        starts = self._starts
        first = max(0, bisect_right(starts, start) - 1)
        last = max(first, bisect_right(starts, start + len(value) - 1) - 1)
        if last - first > _COUNTED:
            self._count(last - first)
        if first == last and value:
            at, source, low, _, origin = self.pieces[first]
            if origin is _VERBATIM:
                return _stretch(value, source, low + start - at)
        cut = [*self.pieces[first : last + 1]]
        if start:
            cut = [_new_piece(Piece, (at - start, source, low, high, origin)) for at, source, low, high, origin in cut]
        at, source, low, high, origin = cut[-1]
        if origin is _VERBATIM:  # it may go on past the end
            cut[-1] = Piece(at, source, low, min(high, low + len(value) - at), origin)
        at, source, low, high, origin = cut[0]
        if at < 0:  # it began before the start
            cut[0] = Piece(0, source, min(low - at, high) if origin is _VERBATIM else low, high, origin)
        return Text(value, tuple(cut))

    def stretches(self, places: Sequence[tuple[int, int]]) -> Text:
        """The characters from the first to the second number of each of these, of which there must be one: what `join` makes of
        the slices. They follow one another, and do not overlap."""
        if self._source is None:
            return Text.join([self.slice(start, end) for start, end in places])
        value, source, low = self.value, self._source, self._low
        pieces: list[Piece] = []
        made: list[str] = []
        length, done = 0, -1
        for start, end in places:
            if start == end:
                continue
            first = _new_piece(Piece, (length, source, low + start, low + end, _VERBATIM))
            if start == done:
                before = pieces.pop()
                first = _new_piece(Piece, (before.at, source, before.start, low + end, _VERBATIM))
            pieces.append(first)
            made.append(value[start:end])
            length, done = length + end - start, end
        return Text("".join(made), tuple(pieces)) if pieces else self.slice(*places[0])

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where characters `start` to `end` came from, in the file of the first of them.

        When they come from several files (an include in the middle), the span ends with the last that is in the first one's.
        """
        cut = self if start == 0 and end is None else self.slice(start, len(self.value) if end is None else end)
        if cut._source is not None:
            return Span(cut._source, cut._low, cut._low + len(cut.value))
        first = cut.pieces[0]
        if len(cut.pieces) > _COUNTED:
            cut._count(len(cut.pieces))
        last = max(p.end for p in cut.pieces if p.source is first.source)
        return Span(first.source, first.start, max(first.end, last))

    def lines(self) -> Iterator[Text]:
        """The lines, without their line ends (LF, CRLF or CR)."""
        at = 0
        for line in self.value.splitlines(keepends=True) if _only_plain_breaks(self.value) else _split_lines(self.value):
            body = line.rstrip("\r\n")
            yield self.slice(at, at + len(body))
            at += len(line)

    def stripped(self) -> Text:
        """Without white space at either end."""
        value = self.value
        if value and not value[0].isspace() and not value[-1].isspace():  # as nearly all are
            return self
        left, right = len(value) - len(value.lstrip()), len(value.rstrip())
        return self if left == 0 and right == len(value) else self.slice(left, max(left, right))

    def runs(self) -> Iterator[tuple[Text, bool]]:
        """The text cut where placeholders begin and end: each part, and whether it is a placeholder."""
        if self._source is not None:
            yield self, False
            return
        unknown = [piece.origin is Origin.PLACEHOLDER for piece in self.pieces]
        start = 0
        for i, end in enumerate([*self._starts[1:], len(self.value)]):
            if unknown[i] or i + 1 == len(unknown) or unknown[i + 1]:
                yield self.slice(start, end), unknown[i]
                start = end

    @property
    def known(self) -> str:
        """The string with NUL for every character of a placeholder: what is found here is not found inside a placeholder."""
        return self.masked("\0")

    def masked(self, filler: str) -> str:
        """The string with `filler` for every character of a placeholder, for readers of a language that must take it for one
        word, whatever it is shown as."""
        if not self.has_placeholder:
            return self.value
        return "".join(filler * len(run) if unknown else run.value for run, unknown in self.runs())

    def sub(self, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> Text:
        """With every match outside placeholders replaced, at the place of the match; what stays the same stays verbatim."""
        parts, done = [], 0
        for match in pattern.finditer(self.known):
            if "\0" in match[0] or (new := replace(match)) == match[0]:
                continue
            parts += [self.slice(done, match.start()), Text.decoded(new, self.span(*match.span()))]
            done = match.end()
        return Text.join([*parts, self.slice(done, len(self.value))]) if parts else self

    @property
    def has_placeholder(self) -> bool:
        if self._source is not None:
            return False
        if self._hidden is None:
            self._hidden = any(piece.origin is Origin.PLACEHOLDER for piece in self.pieces)
        return self._hidden

    def _count(self, pieces: int) -> None:
        """Take going through so many pieces from the budget of the sample that is being read: a text may have very many."""
        _, source, start, end, _ = self.pieces[0]
        budget.elements(pieces // 8, Span(source, start, end))


_COUNTED = 100
"""Characters of a value that is made at once from which on a budget hears of it: shorter ones are bounded by the steps."""


def _counted(texts: Iterable[Text]) -> Iterator[Text]:
    """Texts as they come. What makes them may go through one value very often: they are taken from the budget before there are
    many."""
    for number, text in enumerate(texts, 1):
        if not number % _COUNTED:
            budget.elements(4 * _COUNTED, text.span())
        yield text


def _count(parts: list[Text]) -> None:
    """Take what joining texts makes from the budget of the sample that is being read, if one is."""
    found = budget.current()
    if found is not None:
        place = parts[0].span() if parts else Span(Source("", ""), 0, 0)
        found.characters(sum([len(text.value) for text in parts]), place)
        found.elements(sum([1 if text._source is not None else len(text.pieces) for text in parts]), place)


# What is made most often is made without the calls that the constructors of a class and of a named tuple are.
_new_text = Text.__new__
_new_piece = tuple.__new__


def _stretch(value: str, source: Source, low: int) -> Text:
    """`value` as it is in a file from offset `low` on."""
    text = _new_text(Text)
    text.value = value
    text._source = source
    text._low = low
    text._pieces = None  # what follows from pieces is asked for only where there are several
    return text


def _goes_on(before: Piece, at: int, source: Source, start: int) -> bool:
    """Whether characters that are at `at` and as they are in a file from `start` on go on where a piece ends."""
    return (
        before.origin is _VERBATIM
        and before.source is source
        and before.end == start
        and before.end - before.start == at - before.at
    )


# str.splitlines also breaks at form feeds, NEL and Unicode separators, which neither editors nor Markdown take for line ends.
_OTHER_BREAKS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"


def _only_plain_breaks(text: str) -> bool:
    return not any(c in text for c in _OTHER_BREAKS)


def _split_lines(text: str) -> Iterator[str]:
    start = 0
    for i, c in enumerate(text):
        if c == "\n" or (c == "\r" and text[i + 1 : i + 2] != "\n"):
            yield text[start : i + 1]
            start = i + 1
    if start < len(text):
        yield text[start:]
