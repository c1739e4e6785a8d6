"""String literals: their characters with exact places, through escapes, concatenation and f-strings.

`ast` gives the value of a literal but not where its characters come from, and before Python 3.12 wrong places for what is
inside an f-string; so the literal is read again here (Python reference, 2.4). The parser has already accepted it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text


@dataclass(frozen=True, slots=True)
class Field:
    """A replacement field of an f-string: `{expression=!conversion:spec}`."""

    expression: Text
    shown: Text | None  # the text before the value in `{x=}`
    conversion: str
    spec: tuple[Text | Field, ...]
    place: Text


_OPENING = regex(r"([A-Za-z]{0,2})('''|\"\"\"|'|\")")
_BETWEEN = regex(r"(?:\s|\\\r?\n|#[^\r\n]*+)*+")
_ESCAPE = regex(
    r"\r\n?|\\(?:\r\n|[\r\n]|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[\\'\"abfnrtv])", re.DOTALL
)
_SIMPLE = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\", "'": "'", '"': '"'}


def string(literal: Text) -> Text:
    """The value of adjacent string literals without replacement fields."""
    return Text.join([part for part in parts(literal) if isinstance(part, Text)] or [literal.slice(0, 0)])


def parts(literal: Text) -> Iterator[Text | Field]:
    """The literal stretches and the replacement fields of adjacent string literals, in order."""
    at, value = 0, literal.masked("_")
    while True:
        between = _BETWEEN.match(value, at)
        opening = _OPENING.match(value, between.end() if between else at)
        if opening is None:
            return
        reader = _Reader(literal, opening.end(), opening[2], "r" in opening[1].lower())
        if "f" in opening[1].lower():
            yield from reader.fields()
        else:
            yield reader.body()
        at = reader.at + len(opening[2])


@cache
def _escape_or(quote: str) -> re.Pattern[str]:
    return re.compile(r"\\|" + quote)


class _Reader:
    """One literal, from the character `at` after its opening quote on."""

    def __init__(self, literal: Text, at: int, quote: str, raw: bool) -> None:
        self.literal, self.value, self.at, self.quote, self.raw = literal, literal.masked("_"), at, quote, raw

    def body(self) -> Text:
        start, stop = self.at, _escape_or(self.quote)
        while (found := stop.search(self.value, self.at)) and found[0] == "\\":
            self.at = found.end() + 1
        self.at = found.start() if found else len(self.value)
        return self._decoded(start, self.at)

    def fields(self) -> Iterator[Text | Field]:
        stop = re.compile(r"\\N\{[^}]*\}|\\[^{}]?|\{\{|\}\}|\{|" + self.quote, re.DOTALL)
        yield from self._until(stop, self.quote)

    def _until(self, stop: re.Pattern[str], end: str) -> Iterator[Text | Field]:
        start = self.at
        while found := stop.search(self.value, self.at):
            word = found[0]
            if word.startswith("\\"):
                self.at = found.end()
            elif word in ("{{", "}}"):
                yield self._decoded(start, found.start() + 1)
                start = self.at = found.end()
            elif word == end:
                break
            else:
                yield self._decoded(start, found.start())
                self.at = found.end()
                yield self._field()
                start = self.at
        self.at = found.start() if found else len(self.value)
        yield self._decoded(start, self.at)

    def _field(self) -> Field:
        start = self.at
        self._skip_expression()
        end = self.at
        shown, expression = None, self.literal.slice(start, end)
        if self.value[end : end + 1] == "=":
            self.at += 1 + len(self.value[end + 1 :]) - len(self.value[end + 1 :].lstrip())
            shown = self.literal.slice(start, self.at)
        conversion = ""
        if self.value[self.at : self.at + 1] == "!":
            conversion, self.at = self.value[self.at + 1], self.at + 2
        spec: tuple[Text | Field, ...] = ()
        if self.value[self.at : self.at + 1] == ":":
            self.at += 1
            spec = tuple(self._until(re.compile(r"\{|\}"), "}"))
        self.at += 1
        return Field(expression, shown, conversion, spec, self.literal.slice(start - 1, self.at))

    def _skip_expression(self) -> None:
        depth = 0
        while self.at < len(self.value):
            c = self.value[self.at]
            opening = _OPENING.match(self.value, self.at) if c in "'\"" else None
            if opening:
                self._skip_string(opening[2])
                continue
            if c in "([{":
                depth += 1
            elif depth == 0 and (c in "}:" or self._ends_expression(c)):
                return
            elif c in ")]}":
                depth -= 1
            self.at += 1

    def _ends_expression(self, c: str) -> bool:
        after = self.value[self.at + 1 : self.at + 2]
        if c == "!":
            return after != "="
        return (
            c == "="
            and after != "="
            and self.value[self.at - 1] not in "=!<>"
            and bool(re.match(r"\s*[!:}]", self.value[self.at + 1 : self.at + 40]))
        )

    def _skip_string(self, quote: str) -> None:
        """Past a string inside a replacement field, which from Python 3.12 on may be an f-string with the same quotes."""
        prefix = re.search(r"[A-Za-z]{0,2}\Z", self.value[max(0, self.at - 2) : self.at])
        inner = _Reader(self.literal, self.at + len(quote), quote, True)
        if prefix and "f" in prefix[0].lower():
            for _ in inner.fields():
                pass
        else:
            inner.body()
        self.at = inner.at + len(quote)

    def _decoded(self, start: int, end: int) -> Text:
        body = self.literal.slice(start, end)
        if "\r" not in body.value and ("\\" not in body.value or self.raw):
            return body
        pieces, at = [], 0
        for found in _ESCAPE.finditer(body.value):
            if self.raw and found[0].startswith("\\"):
                continue
            pieces.append(body.slice(at, found.start()))
            pieces.append(Text.decoded(_character(found[0]), body.slice(found.start(), found.end()).span()))
            at = found.end()
        pieces.append(body.slice(at, len(body)))
        return Text.join(pieces)


def _character(escape: str) -> str:
    if escape[0] == "\r":
        return "\n"
    rest = escape[1:]
    if rest[0] in "\r\n":
        return ""
    if rest[0] in _SIMPLE:
        return _SIMPLE[rest[0]]
    if rest[0] in "xuU":
        return chr(int(rest[1:], 16))
    if rest[0] == "N":
        return unicodedata.lookup(rest[2:-1])
    return chr(int(rest, 8))
