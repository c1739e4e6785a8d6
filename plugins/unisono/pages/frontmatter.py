"""Front matter with positions: python-frontmatter's YAML handler, reading into values that know their place in the file.

YAML is read from libyaml's event stream, never constructed into objects: tags have no effect, `5.10` stays the text `5.10`,
and nesting, aliases and size are bounded while reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from frontmatter.default_handlers import YAMLHandler

from unisono.pages.yaml_faults import fault
from unisono.text.regex import regex
from unisono.text.source import Source, Span, Text

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
        closing = self.FM_BOUNDARY.search(text, opening.end())
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
        if _ONLY_TEXT.match(text, opening.end(), closing.start()):
            return None  # two thematic breaks, and text between them
        line_end = re.compile(r"\r\n|[\r\n]|\Z").match(text, closing.end())
        body = line_end.end() if line_end else closing.end()
        return Text.of(self.source, opening.end(), closing.start()), Text.of(self.source, body)

    def load_text(self, front_matter: Text) -> Mapping:
        """The front matter's values. Raises FrontMatterError where it is not a YAML mapping within the bounds."""
        reader = _Reader(front_matter)
        try:
            value = reader.document()
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


_NEARLY_CLOSED = regex(r"(?:\A|(?<=[\r\n]))[ \t]*([-–—―]{2,20}|[–—―])[ \t]*(?:(?=[\r\n])|\Z)")

# A blank line, and then text of which no line begins as a key or an item does.
_ONLY_TEXT = regex(
    r"(?:[ \t]*(?>\r\n|\r|\n)){2}(?=\s*\S)(?:(?![ \t]*[\"'?&!{\[-]|[^:\r\n]*:(?:\s|\Z))[^\r\n]*(?>\r\n|\r|\n))*+\Z"
)


class _Reader:
    """Reads one YAML document from libyaml's events."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.anchors: dict[str, tuple[Value, int]] = {}
        self.values = 0

    def place(self, index: int) -> Span:
        index = min(index, len(self.text))
        return self.text.span(index, min(index + 1, len(self.text)))

    def document(self) -> Value | None:
        if control := yaml.reader.Reader.NON_PRINTABLE.search(self.text.value):
            message = f"front matter has the control character U+{ord(control[0]):04X}, which YAML forbids; remove it"
            raise FrontMatterError(message, self.place(control.start()))
        events = yaml.parse(self.text.value, Loader=yaml.CSafeLoader)
        result: Value | None = None
        for event in events:
            if isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent | yaml.DocumentEndEvent | yaml.StreamEndEvent):
                continue
            if result is not None:
                raise FrontMatterError("front matter has a second YAML document; keep one", self._span(event))
            result = self._value(event, events, 0)
        return result

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Value:
        before = self.values
        self._count(1, event)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if depth > MAX_DEPTH:
            raise FrontMatterError(f"front matter is nested deeper than {MAX_DEPTH} levels; flatten it", self._span(event))
        value: Value
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self._sequence(event, events, depth)
        else:
            value = self._mapping(event, events, depth)
        if anchor := getattr(event, "anchor", None):
            self.anchors[anchor] = (value, self.values - before)
        return value

    def _sequence(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Sequence:
        items = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, events, depth + 1))
        return Sequence(tuple(items), self._span(start, event))

    def _mapping(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Mapping:
        entries: list[tuple[Scalar, Value]] = []
        merged: list[tuple[Scalar, Value]] = []
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._value(event, events, depth + 1)
            if not isinstance(key, Scalar):
                raise FrontMatterError("a key in the front matter is not plain text; write 'key: value'", self._span(event))
            told = next(events)
            value = self._value(told, events, depth + 1)
            if getattr(told, "style", None) == ">":
                _check_folding(key, value, self._span(told))
            if key.text.value == "<<" and getattr(event, "style", None) in (None, ""):
                merged += _merged(value)
            else:
                entries.append((key, value))
        own = {key.text.value for key, _ in entries}
        inherited = {key.text.value: (key, value) for key, value in reversed(merged) if key.text.value not in own}
        return Mapping((*reversed(inherited.values()), *entries), self._span(start, event))

    def _alias(self, event: yaml.AliasEvent) -> Value:
        if event.anchor not in self.anchors:
            raise FrontMatterError(
                f"the alias *{event.anchor} stands for nothing defined before it; quote it if it is text", self._span(event)
            )
        value, size = self.anchors[event.anchor]
        self._count(size, event)
        return value

    def _count(self, values: int, event: yaml.Event) -> None:
        self.values += values
        if self.values > MAX_VALUES:
            raise FrontMatterError(
                f"front matter has more than {MAX_VALUES} values (aliases count as what they repeat); make it smaller",
                self._span(event),
            )

    def _span(self, start: yaml.Event, end: yaml.Event | None = None) -> Span:
        return self.text.span(*_indexes(start, end or start))

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        start, end = _indexes(event, event)
        if (event.anchor or event.tag) and (properties := _PROPERTIES.match(self.text.value, start, end)):
            start = properties.end()  # libyaml's mark of a scalar includes them
        raw, value, style = self.text.value[start:end], event.value, event.style
        plain = style is None or style == ""
        if raw == value:
            text = self.text.slice(start, end)
        elif style == "|":
            text = _literal(self.text.slice(start, end), value)
        else:
            text = _aligned(self.text.slice(start, end), value, style or "")
        return Scalar(text, plain and value in {"", "~", "null", "Null", "NULL"})


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


_PROPERTIES = regex(r"(?:[&!]\S*\s*)+")


def _indexes(first: yaml.Event, last: yaml.Event) -> tuple[int, int]:
    """The character offsets where `first` starts and `last` ends. libyaml marks every event but the stream's own."""
    start, end = first.start_mark, last.end_mark
    return (start.index if start else 0), (end.index if end else 0)


_LINE = regex(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def _literal(raw: Text, value: str) -> Text:
    """A literal block scalar (YAML 1.2, 8.1.2): its lines without their indentation, line ends as LF, ends chomped."""
    header, *lines = _LINE.findall(raw.value)
    explicit = re.search(r"[1-9]", header.partition("#")[0])
    first = next((line for line in lines if line.strip(" \r\n")), "")
    indent = len(first) - len(first.lstrip(" "))
    if explicit:  # relative to the parent's indentation, which the value's own first line tells
        own = next((line for line in value.split("\n") if line.strip(" ")), "")
        indent -= len(own) - len(own.lstrip(" "))
    parts: list[Text] = []
    at = len(header)
    for line in lines:
        end = len(line.rstrip("\r\n"))
        if line[end:] == "\n":
            parts.append(raw.slice(at + min(indent, end), at + len(line)))
        else:
            parts += [raw.slice(at + min(indent, end), at + end), Text.decoded("\n", raw.span(at + end, at + len(line)))]
        at += len(line)
    text = Text.join(parts) if parts else Text.decoded("", raw.span())
    if len(text.value) < len(value):  # the last line of the file may lack its line end
        text = Text.join([text, Text.decoded(value[len(text.value) :], raw.span(len(raw)))])
    return text.slice(0, len(value)) if text.value.startswith(value) else Text.decoded(value, raw.span())


def _aligned(raw: Text, value: str, style: str) -> Text:
    """A folded, quoted or multi-line plain scalar: its raw characters in order, but for escapes and folded line breaks."""
    parts: list[Text] = []
    at = len(style) if style in ("'", '"') else 0
    if style == ">":
        at = raw.value.find("\n") + 1
    i = 0
    while i < len(value):
        run = i
        while run < len(value) and value[run] not in "\\'\n" and raw.value.startswith(value[run], at + run - i):
            if value[run] == " " and raw.value[at + run - i + 1 : at + run - i + 2].isspace():
                break  # a line may be folded here
            run += 1
        if run > i:
            parts.append(raw.slice(at, at + run - i))
            at, i = at + run - i, run
            continue
        width, produced = _unit(raw.value, at, value, i, style)
        parts.append(Text.decoded(value[i : i + produced], raw.span(at, at + width)))
        at, i = at + width, i + produced
    return Text.join(parts) if parts else Text.decoded("", raw.span())


_ESCAPE = regex(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r?\n[ \t]*|.)", re.DOTALL)
_SPACE = regex(r"[ \t\r\n]+")


def _unit(raw: str, at: int, value: str, i: int, style: str) -> tuple[int, int]:
    """How many raw characters at `at` make how many characters of the value at `i`."""
    if style == '"' and (escape := _ESCAPE.match(raw, at)):
        return len(escape[0]), 0 if escape[0][1] in "\r\n" else 1
    if style == "'" and raw.startswith("''", at):
        return 2, 1
    if space := _SPACE.match(raw, at):
        made = _SPACE.match(value, i)
        return len(space[0]), len(made[0]) if made else 0
    return 1, 1
