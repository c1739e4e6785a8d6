"""From a word's fragments to the fields a command gets: brace expansion, tilde expansion, field splitting.

After the bash manual, 3.5.1 (Brace Expansion), and POSIX.1-2017, Shell Command Language, 2.6.1 and 2.6.5. Patterns that
match file names are left as they are: a URL hardly ever names a file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from unisono.languages.reading import Unsupported
from unisono.languages.shell.words import Fragment, Kind
from unisono.text.regex import regex
from unisono.text.source import Text

MAX_FIELDS = 1000
"""How many words one with braces may become."""

MAX_FRAGMENTS = 100_000
"""How many fragments these words may have in all."""

MAX_NESTING = 10

_SIGN = regex(r"[{},]|[^{},]+")
_NUMBERS = regex(r"(-?\d{1,4000})\.\.(-?\d{1,4000})(?:\.\.(-?\d{1,4000}))?")
_LETTERS = regex(r"([A-Za-z])\.\.([A-Za-z])(?:\.\.(-?\d{1,4000}))?")
_BLANK = regex(r"[ \t\n]+")

_Word = list[Fragment]


def fields(word: _Word) -> list[Text]:
    """The fields that `word` becomes; none if it expands to nothing."""
    return [field for one in _braces(word) for field in _split(_tilde(one))]


def _braces(word: _Word) -> list[_Word]:
    if not any(f.kind is Kind.BARE and "{" in f.text.value for f in word):
        return [word]
    tokens: _Word = []
    for fragment in word:
        if fragment.kind is Kind.BARE:
            tokens += [Fragment(fragment.text.slice(*m.span()), Kind.BARE) for m in _SIGN.finditer(fragment.text.value)]
        else:
            tokens.append(fragment)
    return _Braces(tokens).words(0, len(tokens), 0)


class _Braces:
    def __init__(self, tokens: _Word) -> None:
        self._tokens = tokens
        self._signs = [t.text.value if t.kind is Kind.BARE and len(t.text) == 1 else "" for t in tokens]
        self._close: dict[int, int] = {}
        self._commas: dict[int, list[int]] = {}
        opened: list[tuple[int, list[int]]] = []
        for i, sign in enumerate(self._signs):
            if sign == "{":
                opened.append((i, []))
            elif sign == "," and opened:
                opened[-1][1].append(i)
            elif sign == "}" and opened:
                start, commas = opened.pop()
                self._close[start], self._commas[start] = i, commas

    def words(self, start: int, end: int, depth: int) -> list[_Word]:
        """What the tokens from `start` to `end` expand to."""
        if depth > MAX_NESTING:
            raise Unsupported(f"braces nested more than {MAX_NESTING} deep", self._tokens[start].text.span())
        found: list[_Word] = [[]]
        i = start
        while i < end:
            close = self._close.get(i, end)
            choices = self._choices(i, close, depth) if close < end else None
            if choices is None:
                for word in found:
                    word.append(self._tokens[i])
                i += 1
                continue
            count = len(found) * len(choices)
            if count > MAX_FIELDS or count * (end - start) > MAX_FRAGMENTS:
                raise Unsupported(f"braces that expand to more than {MAX_FIELDS} words", self._tokens[i].text.span())
            found = [[*word, *choice] for word in found for choice in choices]
            i = close + 1
        return found

    def _choices(self, start: int, close: int, depth: int) -> list[_Word] | None:
        """The words between the braces at `start` and `close`; None if these are only characters."""
        commas = self._commas[start]
        if commas:
            bounds = [start, *commas, close]
            return [word for low, high in pairwise(bounds) for word in self.words(low + 1, high, depth + 1)]
        if close == start + 2 and self._tokens[start + 1].kind is Kind.BARE:
            return _sequence(self._tokens[start + 1].text)
        return None


def _sequence(inside: Text) -> list[_Word] | None:
    """`{1..3}`, `{01..10..2}`, `{a..c}`."""
    values: Sequence[str]
    if match := _NUMBERS.fullmatch(inside.value):
        first, last = int(match[1]), int(match[2])
        padded = any(re.match(r"-?0\d", text) for text in (match[1], match[2]))
        width = max(len(match[1]), len(match[2])) if padded else 0
        numbers = _steps(first, last, match[3])
        values = [str(number).zfill(width) for number in numbers[: MAX_FIELDS + 1]]
    elif match := _LETTERS.fullmatch(inside.value):
        values = [chr(code) for code in _steps(ord(match[1]), ord(match[2]), match[3])]
    else:
        return None
    return [[Fragment(Text.decoded(value, inside.span()), Kind.QUOTED)] for value in values]


def _steps(first: int, last: int, step: str | None) -> range:
    size = abs(int(step or 1)) or 1
    return range(first, last + 1, size) if first <= last else range(first, last - 1, -size)


def _tilde(word: _Word) -> _Word:
    """A `~` that stands for a home directory is known only when the command runs."""
    if not word or word[0].kind is not Kind.BARE or not word[0].text.value.startswith("~"):
        return word
    text = word[0].text
    end = (text.value + "/").index("/")
    home = Fragment(Text.placeholder(text.value[:end], text.span(0, end)), Kind.QUOTED)
    return [home, Fragment(text.slice(end, len(text)), Kind.QUOTED), *word[1:]]


def _split(word: _Word) -> list[Text]:
    if not any(f.kind is Kind.EXPANDED for f in word):
        return [Text.join([f.text for f in word])] if word else []
    found: list[list[Text]] = []
    current: list[Text] = []
    for text, kind in word:
        if kind is not Kind.EXPANDED:
            current.append(text)
            continue
        at = 0
        for blank in _BLANK.finditer(text.value):
            if blank.start() > at:
                current.append(text.slice(at, blank.start()))
            if current:
                found.append(current)
                current = []
            at = blank.end()
        if at < len(text):
            current.append(text.slice(at, len(text)))
    if current:
        found.append(current)
    return [Text.join(parts) for parts in found]
