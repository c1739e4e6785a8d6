"""The values that are put in for what a page leaves open: given ones, else variables of the environment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from itertools import takewhile
from typing import NamedTuple
from urllib.parse import quote, quote_plus

from unisono.pages.parameter_names import words
from unisono.records import dataclass
from unisono.text.placeholders import plain_name, variable_name, written
from unisono.text.regex import regex
from unisono.text.source import Text


class Unknown(Exception):
    """A value is not known. The message says which, and how to give it."""


@dataclass(frozen=True, eq=False)
class Values:
    """`given` are the values of the command line by their names, `environment` the variables. `used` takes down the names of
    those given that were put in, `taken` those of the environment."""

    given: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)

    def find(self, name: str) -> str | None:
        """A given value, however its name is spelt (`order_uuid`, `orderUuid`, `YOUR_ORDER_UUID`), else the variable of the
        environment that is called exactly so: other spellings may be those of something that is no business of the server's
        (`PATH`)."""
        for given in (name, *(other for other in self.given if _same(other, name))):
            if given in self.given:
                self.used.add(given)
                return self.given[given]
        value = self.environment.get(name)
        if value:
            self.taken.add(name)
        return value or None

    def value(self, name: str, shown: str) -> str:
        """The value of what is `shown` so on the page. Raises Unknown."""
        found = self.find(name)
        if found is None:
            raise Unknown(f"no value is known for {shown}; give it as --value '{name}=…', or as an environment variable")
        try:
            found.encode()
        except UnicodeEncodeError:
            raise Unknown(f"the value for {shown} is no text; give another one") from None
        return found

    def hidden(self, text: str) -> str:
        """A text without the values that were put in, also as they stand in URLs, and where the text is cut within one. Short
        ones are words like others."""
        sent = [*(self.given[name] for name in self.used), *(self.environment[name] for name in self.taken)]
        for value in sorted(sent, key=len, reverse=True):
            for said in (value, quote(value, safe=""), quote_plus(value)) if len(value) >= SHORTEST else ():
                text = _without(text, said)
        return text


def _without(text: str, value: str) -> str:
    parts, at = [], 0
    while (found := text.find(value[:LONGEST_SHOWN], at)) >= 0:
        end = found + sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text[found:], value, strict=False)))
        parts += [text[at:found], "…"]
        at = end
    return "".join([*parts, text[at:]])


LONGEST_SHOWN = 12
"""Characters that a value begins with, by which it is known where its end is not there."""

SHORTEST = 6
"""Characters of a value that is kept out of reports."""


def _same(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def _plain(name: str) -> tuple[str, ...]:
    return words(_YOURS.sub("", name))


_YOURS = regex(r"\A(?:YOUR|MY)[_ -]")


class Gap(NamedTuple):
    """A stretch of a text in whose place a value goes: `name` is None where only the sample itself can work it out. `several`:
    it is a path of as many segments as it has."""

    start: int
    end: int
    shown: str
    name: str | None
    several: bool = False


def gaps(text: Text, *, marks: bool = True) -> Iterator[Gap]:
    """What is left open in a text: values that are known when a sample runs and, with `marks`, words for readers to replace."""
    at = 0
    for run, unknown in text.runs():
        value = run.value
        if unknown:
            yield Gap(at, at + len(value), value, variable_name(value))
        elif marks:
            yield from (mark(value[start:end], at + start) for start, end in written(value))
        at += len(value)


def mark(shown: str, start: int) -> Gap:
    """A word for readers to replace."""
    return Gap(start, start + len(shown), shown, plain_name(shown))


def _as_it_is(value: str, gap: Gap) -> str:
    del gap
    return value


def filled(text: str, found: Iterable[Gap], values: Values, quoted: Callable[[str, Gap], str] = _as_it_is) -> str:
    """A text with its gaps, which are in order, filled; `quoted` writes a value as it has to stand there. Raises Unknown."""
    parts, at = [], 0
    for gap in found:
        if gap.name is None:
            what = f"the content of the file {gap.shown[1:]}" if gap.shown.startswith("@") else f"'{gap.shown}'"
            raise Unknown(f"{what} is not known before the sample runs")
        parts += [text[at : gap.start], quoted(values.value(gap.name, gap.shown), gap)]
        at = gap.end
    return "".join([*parts, text[at:]])
