"""How a value is quoted at a place in shell commands: by the quotation marks around it, as the reader of commands finds them.

A place is a part of a word of a client's command, or of what a variable is set to that such words use. In any other place (a
here-document, the output of a command, an expansion that changes a value) it is uncertain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from unisono.languages.quoting import PLAIN, Escape, Found, Place, Quoting, Slot, Uncertain
from unisono.languages.reading import SampleError
from unisono.languages.shell.quotes import Quotes, Stretch
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


_ASSIGNMENT = regex(r"([A-Za-z_]\w*)\+?=")
_DECLARING = regex(r"export|readonly|declare|typeset|local")
_MARKS = regex(r"\$?'|[\"\\]")


class _Commands:
    def __init__(self, code: str, names: frozenset[str]) -> None:
        self._code = code
        self._names = names
        self._quotes = Quotes(code)
        self._known_texts: dict[int, Sequence[str]] = {}  # by the list of the words, which `_quotes` keeps
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
        around = [one for one in self._quotes.stretches if one.holds(*place)]
        expanded = [one for one in self._quotes.expansions if place[0] <= one.start and one.end <= place[1]]
        across = [one for one in self._quotes.stretches if one not in around and one.start <= place[1] and place[0] <= one.end]
        if any(one.mark == "`" for one in around):
            raise Uncertain
        for one in across:
            inner = any(other.start <= one.start and one.end <= other.end for other in expanded)
            beside = one.mark != "`" and (one.end < place[0] or place[1] < one.start)
            if not inner and not beside:
                raise Uncertain
        return min(around, key=lambda one: one.end - one.start).mark if around else ""

    def _word(self, place: Place) -> tuple[list[Stretch], int]:
        """The words of the innermost command that a place is in a word of, and the number of that word."""
        for words in self._quotes.commands:  # inner ones first
            for number, word in enumerate(words):
                if word.holds(*place):
                    return words, number
        raise Uncertain

    def _uses(self, place: Place, followed: frozenset[str]) -> Iterator[Use]:
        words, number = self._word(place)
        texts = self._texts(words)
        assigned = self._assigned(words, number)
        if assigned:
            if assigned in followed:
                raise Uncertain
            yield from self._uses_of(assigned, followed | {assigned})
        elif any(text.rpartition("/")[2] in self._names for text in texts[:number]):
            yield Use(_MARKS.sub("", self._code[words[number].start : place[0]]), texts[number - 1], PLAIN)
        else:
            raise Uncertain

    def _texts(self, words: Sequence[Stretch]) -> Sequence[str]:
        """Words without quotation marks, of a command once for all of its places."""
        known = self._known_texts.get(id(words))
        if known is None:
            known = self._known_texts[id(words)] = [_MARKS.sub("", self._code[word.start : word.end]) for word in words]
        return known

    def _assigned(self, words: Sequence[Stretch], number: int) -> str | None:
        """The variable that a word sets."""
        found = [_ASSIGNMENT.match(self._code, word.start, word.end) for word in words]
        if _DECLARING.fullmatch(self._code, words[0].start, words[0].end):
            return found[number][1] if found[number] else None  # type: ignore[index]
        setting = found[number] if all(found[: number + 1]) else None
        if setting and not all(found):
            raise Uncertain  # for one command only
        return setting[1] if setting else None

    def _uses_of(self, name: str, followed: frozenset[str]) -> Iterator[Use]:
        used = 0
        for one in self._quotes.expansions:
            written = self._code[one.start : one.end]
            if not re.match(rf"\$\{{?[#!]?{name}\b", written):
                continue
            if written not in {f"${name}", f"${{{name}}}"}:
                raise Uncertain
            used += 1
            self._mark((one.start, one.end))
            words, number = self._word((one.start, one.end))
            split = not one.quoted and self._assigned(words, number) is None
            for use in self._uses((one.start, one.end), followed):
                yield Use(use.before, use.previous, use.quoting.inside(_QUOTED["split"] if split else PLAIN))
        if not used or used != len(re.findall(rf"\$\{{?[#!]?{name}\b", self._code)):
            raise Uncertain
