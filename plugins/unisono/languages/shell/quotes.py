"""Where shell commands have quotation marks, words and expansions: what their reader sees on its way."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from unisono.languages.shell.commands import _TRANSCRIPT, _Draft, _Reader, _without_continuation_prompts
from unisono.languages.shell.windows import CONTINUATION
from unisono.languages.shell.words import Fragment, Variables
from unisono.text.source import Source, Text


class Stretch(NamedTuple):
    """Characters `start` to `end` of the code. `mark` is the quotation mark around them (`$` for `$'…'`), or a backtick for
    what is read in another way: backticks, a here-document, an expansion in braces."""

    start: int
    end: int
    mark: str = ""

    def holds(self, start: int, end: int) -> bool:
        return self.start <= start and end <= self.end


class Expansion(NamedTuple):
    """A `$…`, and whether it is in double quotes."""

    start: int
    end: int
    quoted: bool


_T = TypeVar("_T")


class Stretches(Generic[_T]):
    """Stretches of the code, each with what it stands for, of which those at a place are found without a look at all."""

    def __init__(self, found: Iterable[tuple[Stretch | Expansion, _T]]) -> None:
        numbered = sorted((one.start, one.end, number, value) for number, (one, value) in enumerate(found))
        self._starts = [start for start, *_ in numbered]
        self._ends = list(accumulate((end for _, end, *_ in numbered), max))  # how far those up to here reach
        self._found = numbered

    def touching(self, start: int, end: int) -> list[_T]:
        """What stands for those that have part in the characters from `start` to `end`, or touch them; in their order."""
        near = self._found[bisect_left(self._ends, start) : bisect_right(self._starts, end)]
        return [value for *_, value in sorted((one for one in near if one[1] >= start), key=itemgetter(2))]


class Quotes:
    """What is seen: the quoted stretches, the expansions, and the words of each simple command, inner commands first."""

    def __init__(self, code: str) -> None:
        """Raises `SampleError` where the commands cannot be read."""
        self.stretches: list[Stretch] = []
        self.expansions: list[Expansion] = []
        self.commands: list[list[Stretch]] = []
        self.has_functions = False
        self.for_windows = CONTINUATION.search(code) is not None
        if self.for_windows:
            return
        text = Text.of(Source("sample", code))
        transcript = _TRANSCRIPT.match(code) is not None
        reader = _Observer(_without_continuation_prompts(text) if transcript else text, Variables())
        reader.seen = self
        while reader.next_line(transcript):
            reader.line()
        self.has_functions = bool(reader.variables.functions)


class _Observer(_Reader):
    seen: Quotes

    def __init__(self, code: Text, variables: Variables, depth: int = 0) -> None:
        super().__init__(code, variables, depth)
        self._words: list[Stretch] = []

    def nested(self, code: Text, variables: Variables) -> _Observer:
        inner = _Observer(code, variables, self.depth + 1)
        inner.seen = self.seen
        inner._line_commands, inner._files, inner.called = self._line_commands, self._files, self.called
        return inner

    def _stretch(self, start: int, end: int, mark: str = "") -> Stretch:
        span = self.code.span(start, end)
        return Stretch(span.start, span.end, mark)

    def _note(self, start: int, end: int, mark: str) -> None:
        self.seen.stretches.append(self._stretch(start, end, mark))

    def word(self) -> list[Fragment]:
        start = self.i
        found = super().word()
        if self.i > start:
            self._words.append(self._stretch(start, self.i))
        return found

    def _simple_command(self, operator: str) -> _Draft:
        outer, self._words = self._words, []
        draft = super()._simple_command(operator)
        self.seen.commands.append(self._words)
        self._words = outer
        return draft

    def _single_quoted(self, found: list[Fragment]) -> None:
        start = self.i + 1
        super()._single_quoted(found)
        self._note(start, self.i - 1, "'")

    def _double_quoted(self, found: list[Fragment]) -> None:
        start = self.i + 1
        super()._double_quoted(found)
        self._note(start, self.i - 1, '"')

    def _ansi_quoted(self) -> Text:
        start = self.i + 2
        text = super()._ansi_quoted()
        self._note(start, self.i - 1, "$")
        return text

    def _dollar(self, found: list[Fragment], quoted: bool = False) -> None:
        start = self.i
        super()._dollar(found, quoted)
        if self.source[start + 1 : start + 2] not in {"'", '"'}:
            span = self.code.span(start, self.i)
            self.seen.expansions.append(Expansion(span.start, span.end, quoted))

    def _braced_parameter(self, found: list[Fragment], quoted: bool) -> None:
        start = self.i
        super()._braced_parameter(found, quoted)
        self._note(start + 1, self.i - 1, "`")

    def _backticks(self, found: list[Fragment]) -> None:
        start = self.i
        super()._backticks(found)
        self._note(start + 1, self.i - 1, "`")

    def _read_documents(self) -> None:
        start = self.i
        super()._read_documents()
        if self.i > start:
            self._note(start, self.i, "`")
