"""The text that Python's `json.dumps` makes, every value in it with its place (json's manual, "Basic Usage").

What holds values has the place of the brackets at its ends; so nothing between them is taken for a part of another value.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from unisono.records import dataclass
from unisono.text import budget
from unisono.text.regex import regex
from unisono.text.source import Span, Text

Part = Text | Iterable["Part"]
"""A part of the text, or the parts that make it up, worked out as they are asked for."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The options of `json.dumps` that change how the same values are written."""

    item: str = ", "
    key: str = ": "
    indent: str | None = None
    ascii: bool = True

    def inner(self, line: str) -> str:
        """How the lines in a container begin, the line end included, whose own begin with `line`."""
        return line + (self.indent or "")


DEFAULT = Layout()
_ASCII = regex(r'["\\]|[^ -~]')
_ANY = regex(r'[\x00-\x1f"\\]')


def flat(part: Part) -> Iterator[Text]:
    """The texts that a part is made of, in order, however deep it is nested."""
    begun: list[Iterator[Part]] = [iter((part,))]
    while begun:
        for inner in begun[-1]:
            if isinstance(inner, Text):
                yield inner
            else:
                begun.append(iter(inner))
                break
        else:
            begun.pop()


def joined(part: Part) -> Text:
    """A part as one text."""
    return Text.join(list(flat(part)))


def string(text: Text, layout: Layout = DEFAULT) -> Iterator[Text]:
    """A string in quotes, its characters escaped; placeholders stay."""
    start, end = _ends(text.span())
    yield Text.decoded('"', start)
    for run, hidden in text.runs():
        if hidden:
            yield run
            continue
        at = 0
        escaped = _ASCII if layout.ascii else _ANY
        budget.elements(4 * len(escaped.findall(run.value)), text.span())
        for found in escaped.finditer(run.value):
            yield run.slice(at, found.start())
            yield Text.decoded(json.dumps(found[0])[1:-1], run.slice(found.start(), found.end()).span())
            at = found.end()
        yield run.slice(at, len(run))
    yield Text.decoded('"', end)


def spelled(written: Text, spelling: str) -> Text:
    """What an author wrote, in the spelling of `json.dumps`."""
    return written if written.value == spelling else Text.decoded(spelling, written.span())


def array(place: Span, items: Iterable[Part], layout: Layout = DEFAULT, line: str = "\n") -> Iterator[Part]:
    """An array, on lines that begin with `line` if it is indented."""
    return _container("[]", place, items, layout, line)


def members(place: Span, pairs: Iterable[tuple[Part, Part]], layout: Layout = DEFAULT, line: str = "\n") -> Iterator[Part]:
    """An object of names, in quotes, and values; otherwise as `array`."""
    colon = Text.decoded(layout.key, _ends(place)[0])
    return _container("{}", place, ((name, colon, value) for name, value in pairs), layout, line)


def _container(brackets: str, place: Span, entries: Iterable[Part], layout: Layout, line: str) -> Iterator[Part]:
    start, end = _ends(place)
    before, behind = ("", "") if layout.indent is None else (layout.inner(line), line)
    empty = True
    for entry in entries:
        yield Text.decoded((brackets[0] if empty else layout.item) + before, start)
        yield entry
        empty = False
    yield Text.decoded(brackets, place) if empty else Text.decoded(behind + brackets[1], end)


def _ends(place: Span) -> tuple[Span, Span]:
    return Span(place.source, place.start, place.start), Span(place.source, place.end, place.end)
