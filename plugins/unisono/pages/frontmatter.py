"""Front matter with positions: python-frontmatter's YAML handler, reading into values that know their place in the file.

YAML is read from libyaml's event stream, never constructed into objects: tags have no effect, `5.10` stays the text `5.10`,
and nesting, aliases and size are bounded while reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence as Entries

import yaml
from frontmatter.default_handlers import YAMLHandler

from unisono.pages.yaml_faults import fault
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Source, Span, Text
from unisono.text.yaml_events import Entry, YamlError, YamlReader, end_of, scalar_text, start_of, stretch_of

MAX_DEPTH = 50
"""Levels of nesting in front matter. libyaml's scanner takes quadratic time on deep nesting, so it is stopped early."""

MAX_VALUES = 20_000
"""Values in one front matter, each alias counted as the values it repeats."""


class FrontMatterError(Exception):
    """The front matter cannot be read; `span` is the place, the message says what was found and what to do."""

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.span = span


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """A YAML scalar as text. `is_null` is true for an empty plain scalar, `~` and `null` (YAML 1.1)."""

    text: Text
    is_null: bool

    @property
    def span(self) -> Span:
        return self.text.span()


@dataclass(frozen=True, slots=True, eq=False)
class Sequence:
    items: tuple[Value, ...]
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class Mapping:
    """A YAML mapping with its entries in order, duplicates included."""

    entries: tuple[tuple[Scalar, Value], ...]
    span: Span

    def get(self, name: str) -> Value | None:
        """The value of the last entry of that name, as YAML readers and Jekyll take it; None if there is none."""
        return next((value for key, value in reversed(self.entries) if key.text.value == name), None)

    def text(self, name: str) -> Text | None:
        """The text of a scalar entry; None if it is absent, empty, or not a scalar."""
        value = self.get(name)
        return value.text if isinstance(value, Scalar) and value.text.value and not value.is_null else None


Value = Scalar | Sequence | Mapping


class PositionedYAMLHandler(YAMLHandler):
    """python-frontmatter's YAML handler over one file, keeping positions.

    It differs from its base in what it takes for a boundary: exactly `---` (or `...` at the end) on a line of its own, as
    Jekyll does, with or without a line end after the last one.
    """

    FM_BOUNDARY = regex(r"(?:\A|(?<=[\r\n]))(?:---|\.\.\.)[ \t]*(?:(?=[\r\n])|\Z)")

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source

    def split_text(self) -> tuple[Text, Text] | None:
        """The front matter between its boundaries and the body after them; None if the file does not start with any.

        Raises FrontMatterError if it is opened and never closed.
        """
        text = self.source.text
        if not text.startswith("---") or not (opening := self.FM_BOUNDARY.match(text)):
            return None
        closing = _CLOSING.search(text, opening.end())
        if closing is None:
            if re.match(r"\s*[\w-]+[ \t]*:", text[opening.end() : opening.end() + 200]) is None:
                return None  # a thematic break at the top of a plain page
            if nearly := _NEARLY_CLOSED.search(text, opening.end()):
                message = f"'{nearly[1]}' does not close the front matter; write '---'"
                raise FrontMatterError(message, Span(self.source, *nearly.span(1)))
            raise FrontMatterError(
                "front matter starts here and has no closing '---'; write '---' on a line of its own after its last key",
                Span(self.source, 0, 3),
            )
        if _ONLY_TEXT.match(text, opening.end(), closing.start(1)):
            return None  # two thematic breaks, and text between them
        line_end = re.compile(r"\r\n|[\r\n]|\Z").match(text, closing.end())
        body = line_end.end() if line_end else closing.end()
        return Text.of(self.source, opening.end(), closing.start(1)), Text.of(self.source, body)

    def load_text(self, front_matter: Text) -> Mapping:
        """The front matter's values. Raises FrontMatterError where it is not a YAML mapping within the bounds."""
        reader = _Reader(front_matter)
        try:
            value = reader.document()
        except YamlError as error:
            raise FrontMatterError(str(error), front_matter.span(error.start, error.end)) from None
        except yaml.MarkedYAMLError as error:
            wrong = fault(front_matter.value, error)
            message = f"front matter is not valid YAML: {wrong.message}"
            raise FrontMatterError(message, reader.place(wrong.at)) from None
        if value is None:
            return Mapping((), front_matter.span())
        if not isinstance(value, Mapping):
            found = "a list" if isinstance(value, Sequence) else "a single value"
            raise FrontMatterError(f"front matter is {found}; write it as 'key: value' lines", value.span)
        return value


# The boundary after a line end, for which a search need not look at every character.
_CLOSING = regex(r"[\r\n]((?:---|\.\.\.)[ \t]*)(?:(?=[\r\n])|\Z)")

_NEARLY_CLOSED = regex(r"(?:\A|(?<=[\r\n]))[ \t]*([-–—―]{2,20}|[–—―])[ \t]*(?:(?=[\r\n])|\Z)")

# A blank line, and then text of which no line begins as a key or an item does.
_ONLY_TEXT = regex(
    r"(?:[ \t]*(?>\r\n|\r|\n)){2}(?=\s*\S)(?:(?![ \t]*[\"'?&!{\[-]|[^:\r\n]*:(?:\s|\Z))[^\r\n]*(?>\r\n|\r|\n))*+\Z"
)


class _Reader(YamlReader[Scalar, Value]):
    """Makes front matter of a YAML document."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.value, "front matter", MAX_DEPTH, MAX_VALUES)
        self.text = text

    def place(self, index: int) -> Span:
        index = min(index, len(self.text))
        return self.text.span(index, min(index + 1, len(self.text)))

    def key(self, event: yaml.ScalarEvent) -> Scalar:
        return self.scalar(event)

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        raw = self.text.slice(*stretch_of(event, self.text.value))
        return Scalar(scalar_text(raw, event.value), not event.style and event.value in {"", "~", "null", "Null", "NULL"})

    def sequence(self, start: int, end: int, items: list[Value]) -> Sequence:
        return Sequence(tuple(items), self.text.span(start, end))

    def mapping(self, start: int, end: int, entries: Entries[Entry[Scalar, Value]]) -> Mapping:
        own: list[tuple[Scalar, Value]] = []
        merged: list[tuple[Scalar, Value]] = []
        for entry in entries:
            if getattr(entry.told, "style", None) == ">":
                _check_folding(entry.key, entry.value, self.text.span(start_of(entry.told), end_of(entry.told)))
            if entry.is_merge:
                merged += _merged(entry.value)
            else:
                own.append((entry.key, entry.value))
        names = {key.text.value for key, _ in own}
        inherited = {key.text.value: (key, value) for key, value in reversed(merged) if key.text.value not in names}
        return Mapping((*reversed(inherited.values()), *own), self.text.span(start, end))


def _check_folding(key: Scalar, value: Value, written: Span) -> None:
    """Raises FrontMatterError for code that `>` joins to one line."""
    raw, name = written.source.text[written.start : written.end], key.text.value
    if isinstance(value, Scalar) and len(_FENCE.findall(raw)) != len(_FENCE.findall(value.text.value)):
        message = f"'{name}: >' joins the lines of its code; write '{name}: |'"
        raise FrontMatterError(message, Span(written.source, written.start, written.start + 1))


_FENCE = regex(r"(?m)^[ \t]*(?:~~~|```)")


def _merged(value: Value) -> Iterator[tuple[Scalar, Value]]:
    """The entries that a merge key stands for, those that count before the others (https://yaml.org/type/merge.html)."""
    for mapping in value.items if isinstance(value, Sequence) else [value]:
        if not isinstance(mapping, Mapping):
            raise FrontMatterError(
                "'<<' stands for keys of another mapping, and has none here; write 'key: value'", mapping.span
            )
        yield from mapping.entries
