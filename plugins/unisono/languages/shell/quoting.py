"""How a value is quoted at a place in shell commands: by the quotation marks around it, as the reader of commands finds them.

A place is a part of a word of a client's command, or of what a variable is set to that such words use. In any other place (a
here-document, the output of a command, an expansion that changes a value) it is uncertain.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple, TypeVar

from unisono.languages.quoting import PLAIN, Escape, Found, Place, Quoting, Slot, Uncertain
from unisono.languages.reading import SampleError
from unisono.languages.shell.quotes import Expansion, Quotes, Stretch, Stretches
from unisono.text.regex import regex

# Hexadecimal where a backslash would do, and single quotes for each character instead of a backslash: an interactive shell
# expands its history (`!`) wherever no single quotes are, and may take `\'` in `$'…'` for their end (bash manual, 9.3).
_QUOTED: Mapping[str, Quoting] = {
    "'": Quoting((Escape("'", r"'\''"),)),
    '"': Quoting((Escape(r'["\\$`!]', "\"'&'\""),)),
    "$": Quoting((Escape(r"[\\'!]", r"\x%"),)),
    "": Quoting((Escape(r"[^A-Za-z0-9_.,:\/@%+\-]", r"\&"),)),
    "split": Quoting((), (r"[\s*?[\\]",)),
    "cmd": Quoting((), (r"^-|[^A-Za-z0-9_.~:\/+\-]",)),
}
"""In words of a command, by the quotation mark: none, `$` for `$'…'`. `split` is what is expanded outside of them, then
split and matched with the names of files; `cmd` a command for cmd.exe, which has no escape for all of what it expands."""


class Use(NamedTuple):
    """Where a value is used in a word of a client's command: what stands in that word before it, the word before that one (both
    without quotation marks), and how it is quoted besides by the quotation marks where it is written."""

    before: str
    previous: str
    quoting: Quoting


def uses(code: str, slots: Sequence[Slot], names: frozenset[str]) -> list[tuple[Found, list[Use]] | None]:
    """For each slot its place and how it is quoted, and its uses by the client that is called by one of `names`; None where
    that is not certain."""
    try:
        commands = _Commands(code, names)
    except SampleError:
        return [None] * len(slots)
    if commands.has_functions:  # whose words are used as often as they are called
        return [None] * len(slots)
    return [commands.found((slot.start, slot.end)) for slot in slots]


def alike(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    """Whether a sample is a command that matches a pattern of those that send each of their values once, whole and unseen."""
    return lambda code: pattern.fullmatch(code) is not None


_T = TypeVar("_T")
_ASSIGNMENT = regex(r"([A-Za-z_]\w*)\+?=")
_DECLARING = regex(r"export|readonly|declare|typeset|local")
_NAMED = regex(r"\$\{?[#!]?([A-Za-z_]\w*)")
_MARKS = regex(r"\$?'|[\"\\]")


class _Words:
    """The words of a command, with what is known of all of them, for each of their places."""

    def __init__(self, code: str, words: Sequence[Stretch], names: frozenset[str]) -> None:
        self.words = words
        self.texts = [_MARKS.sub("", code[word.start : word.end]) for word in words]
        self.assignments = [_ASSIGNMENT.match(code, word.start, word.end) for word in words]
        self.declares = _DECLARING.fullmatch(code, words[0].start, words[0].end) is not None
        self.settings = _first(self.assignments, None)
        """How many words at the beginning set variables."""
        self.client = _first([text.rpartition("/")[2] in names for text in self.texts], True)
        """The number of the first word that calls the client."""
        self._code = code
        self._marks: dict[int, tuple[list[int], list[int]]] = {}

    def before(self, number: int, end: int) -> str:
        """What stands in a word before a place, without quotation marks."""
        start = self.words[number].start
        if number not in self._marks:  # looked for once for all places of a word
            found = list(_MARKS.finditer(self._code, start, self.words[number].end))
            self._marks[number] = [one.end() for one in found], [0, *accumulate(len(one[0]) for one in found)]
        ends, sizes = self._marks[number]
        whole = bisect_right(ends, end)
        if self._code[end - 1 : end + 1] == "$'":  # a mark of two characters across the end
            return _MARKS.sub("", self._code[start:end])
        return self.texts[number][: end - start - sizes[whole]]


def _first(found: list[_T], wanted: _T) -> int:
    return found.index(wanted) if wanted in found else len(found)


class _Commands:
    def __init__(self, code: str, names: frozenset[str]) -> None:
        self._code = code
        self._quotes = Quotes(code)
        commands = [_Words(code, words, names) for words in self._quotes.commands if words]
        self._words = Stretches((word, (words, number)) for words in commands for number, word in enumerate(words.words))
        self._stretches = Stretches((one, one) for one in self._quotes.stretches)
        self._expansions = Stretches((one, one) for one in self._quotes.expansions)
        self._expanding: defaultdict[str, list[Expansion]] = defaultdict(list)
        for one in self._quotes.expansions:
            if named := _NAMED.match(code, one.start, one.end):
                self._expanding[named[1]].append(one)
        self._mentioned = Counter(_NAMED.findall(code))
        self.has_functions = self._quotes.has_functions

    def found(self, place: Place) -> tuple[Found, list[Use]] | None:
        if self._quotes.for_windows:
            return Found(*place, _QUOTED["cmd"]), []
        try:
            uses = list(self._uses(place, frozenset()))
            quoting = _QUOTED[self._mark(place)]
        except Uncertain:
            return None
        for use in uses:
            quoting = quoting.inside(use.quoting)
        return Found(*place, quoting), uses

    def _mark(self, place: Place) -> str:
        """The quotation mark around a place."""
        beside = self._stretches.touching(*place)
        around = [one for one in beside if one.holds(*place)]
        if any(one.mark == "`" for one in around):
            raise Uncertain
        for one in beside:
            expanded = () if one.holds(*place) else self._expansions.touching(one.start, one.end)
            inner = any(place[0] <= it.start <= one.start and one.end <= it.end <= place[1] for it in expanded)
            if not inner and not one.holds(*place):
                raise Uncertain
        return min(around, key=lambda one: one.end - one.start).mark if around else ""

    def _word(self, place: Place) -> tuple[_Words, int]:
        """The words of the innermost command that a place is in a word of, and the number of that word."""
        for words, number in self._words.touching(*place):  # inner ones first
            if words.words[number].holds(*place):
                return words, number
        raise Uncertain

    def _uses(self, place: Place, followed: frozenset[str]) -> Iterator[Use]:
        words, number = self._word(place)
        assigned = self._assigned(words, number)
        if assigned:
            if assigned in followed:
                raise Uncertain
            yield from self._uses_of(assigned, followed | {assigned})
        elif words.client < number:
            yield Use(words.before(number, place[0]), words.texts[number - 1], PLAIN)
        else:
            raise Uncertain

    @staticmethod
    def _assigned(words: _Words, number: int) -> str | None:
        """The variable that a word sets."""
        found = words.assignments[number]
        if words.declares:
            return found[1] if found else None
        setting = found if number < words.settings else None
        if setting and words.settings < len(words.words):
            raise Uncertain  # for one command only
        return setting[1] if setting else None

    def _uses_of(self, name: str, followed: frozenset[str]) -> Iterator[Use]:
        used = self._expanding[name]
        for one in used:
            if self._code[one.start : one.end] not in {f"${name}", f"${{{name}}}"}:
                raise Uncertain
            self._mark((one.start, one.end))
            words, number = self._word((one.start, one.end))
            split = not one.quoted and self._assigned(words, number) is None
            for use in self._uses((one.start, one.end), followed):
                yield Use(use.before, use.previous, use.quoting.inside(_QUOTED["split"] if split else PLAIN))
        if not used or len(used) != self._mentioned[name]:
            raise Uncertain
