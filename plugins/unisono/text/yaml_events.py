"""One YAML document, read from libyaml's events and never constructed into objects of Python's choosing, with the place of each
value. What is made of the values is the caller's; what aliases repeat is counted, not copied."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

import yaml

from unisono.text.regex import regex
from unisono.text.source import Text


class YamlError(Exception):
    """The document is none, or beyond the bounds. `start` and `end` are where, in characters from the beginning; the message
    says what was found and what to do."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.start = start
        self.end = end


Key = TypeVar("Key")
Made = TypeVar("Made")


class Entry(NamedTuple, Generic[Key, Made]):
    """An entry of a mapping: its key and its value, each with the event that begins it."""

    key: Key
    at: yaml.ScalarEvent
    value: Made
    told: yaml.Event

    @property
    def is_merge(self) -> bool:
        """Whether it is YAML 1.1's merge key, which stands for the entries of its value (https://yaml.org/type/merge.html)."""
        return self.at.value == "<<" and not self.at.style


class YamlReader(ABC, Generic[Key, Made]):
    """Reads a document into what the methods without a body make of its keys, scalars, sequences and mappings.

    `subject` is what messages call the document. `depth` bounds the levels of nesting, as libyaml's scanner takes quadratic
    time on deep nesting; `values` bounds how many values there are, each alias counted as the values it repeats.
    """

    def __init__(self, text: str, subject: str, depth: int, values: int) -> None:
        self._text = text
        self._subject = subject
        self._depth = depth
        self._most = values
        self._values = 0
        self._anchors: dict[str, tuple[Made, int]] = {}

    @abstractmethod
    def key(self, event: yaml.ScalarEvent) -> Key: ...

    @abstractmethod
    def scalar(self, event: yaml.ScalarEvent) -> Made: ...

    @abstractmethod
    def sequence(self, start: int, end: int, items: list[Made]) -> Made: ...

    @abstractmethod
    def mapping(self, start: int, end: int, entries: Sequence[Entry[Key, Made]]) -> Made: ...

    def document(self) -> Made | None:
        """The document's value, None where it is empty. Raises YamlError, and yaml.YAMLError where it is not YAML."""
        if control := yaml.reader.Reader.NON_PRINTABLE.search(self._text):
            found = f"has the control character U+{ord(control[0]):04X}, which YAML forbids; remove it"
            raise YamlError(f"{self._subject} {found}", control.start(), control.end())
        events = yaml.parse(self._text, Loader=yaml.CSafeLoader)
        result: Made | None = None
        for event in events:
            if isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent | yaml.DocumentEndEvent | yaml.StreamEndEvent):
                continue
            if result is not None:
                raise self._error(f"{self._subject} has a second YAML document; keep one", event)
            result = self._value(event, events, 0)
        return result

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Made:
        before = self._values
        self._count(1, event)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if isinstance(event, yaml.ScalarEvent):
            made = self.scalar(event)
        elif depth > self._depth:
            raise self._error(f"{self._subject} is nested deeper than {self._depth} levels; flatten it", event)
        elif isinstance(event, yaml.SequenceStartEvent):
            made = self._sequence(event, events, depth)
        else:
            made = self._mapping(event, events, depth)
        if anchor := getattr(event, "anchor", None):
            self._anchors[anchor] = made, self._values - before
        return made

    def _sequence(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Made:
        items: list[Made] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, events, depth + 1))
        return self.sequence(start_of(start), end_of(event), items)

    def _mapping(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Made:
        entries: list[Entry[Key, Made]] = []
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                raise self._error("a key is not plain text; write 'key: value'", event)
            self._count(1, event)
            if event.anchor:
                self._anchors[event.anchor] = self.scalar(event), 1
            key, told = self.key(event), next(events)
            entries.append(Entry(key, event, self._value(told, events, depth + 1), told))
        return self.mapping(start_of(start), end_of(event), entries)

    def _alias(self, event: yaml.AliasEvent) -> Made:
        if event.anchor not in self._anchors:
            raise self._error(f"the alias *{event.anchor} stands for nothing defined before it; quote it if it is text", event)
        made, size = self._anchors[event.anchor]
        self._count(size, event)
        return made

    def _count(self, more: int, event: yaml.Event) -> None:
        self._values += more
        if self._values > self._most:
            found = f"has more than {self._most:,} values (aliases count as what they repeat); make it smaller"
            raise self._error(f"{self._subject} {found}", event)

    def _error(self, message: str, event: yaml.Event) -> YamlError:
        return YamlError(message, start_of(event), end_of(event))


def start_of(event: yaml.Event) -> int:
    """Where an event begins, in characters. libyaml marks every event but the stream's own."""
    return event.start_mark.index if event.start_mark else 0


def end_of(event: yaml.Event) -> int:
    """Where an event ends. A block ends where the next token begins."""
    return event.end_mark.index if event.end_mark else 0


def stretch_of(event: yaml.ScalarEvent, text: str) -> tuple[int, int]:
    """Where a scalar stands, without its anchor and tag, which libyaml's mark of it includes."""
    start, end = start_of(event), end_of(event)
    if (event.anchor or event.tag) and (properties := _PROPERTIES.match(text, start, end)):
        start = properties.end()
    return start, end


_PROPERTIES = regex(r"(?:[&!]\S*\s*)+")


def scalar_text(raw: Text, value: str) -> Text:
    """What a scalar stands for, with its places: `raw` is it as written, in whichever style, `value` what YAML makes of it."""
    if raw.value == value:
        return raw
    if raw.value.startswith("|"):
        return _literal(raw, value)
    return _aligned(raw, value, raw.value[:1])


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
    text = _without_indentation(raw, len(header), lines, indent)
    if text.value == value:
        return text
    if len(text.value) < len(value):  # the last line of the file may lack its line end
        text = Text.join([text, Text.decoded(value[len(text.value) :], raw.span(len(raw)))])
    return text.slice(0, len(value)) if text.value.startswith(value) else Text.decoded(value, raw.span())


def _without_indentation(raw: Text, at: int, lines: list[str], indent: int) -> Text:
    """The lines of which the first begins at `at`, without so many characters of their indentation, line ends as LF."""
    if not lines:
        return Text.decoded("", raw.span())
    if "\r" not in raw.value and lines[-1].endswith("\n"):  # as nearly all are, whose lines stay as they are
        return raw.stretches([(at + min(indent, len(line) - 1), at := at + len(line)) for line in lines])
    parts: list[Text] = []
    for line in lines:
        end = len(line.rstrip("\r\n"))
        if line[end:] == "\n":
            parts.append(raw.slice(at + min(indent, end), at + len(line)))
        else:
            parts += [raw.slice(at + min(indent, end), at + end), Text.decoded("\n", raw.span(at + end, at + len(line)))]
        at += len(line)
    return Text.join(parts)


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
