"""Documents in JSON or YAML, with the line of each value: what OpenAPI descriptions and Postman collections are.

YAML is read from libyaml's events and never constructed into objects of Python's choosing; what aliases repeat is counted, not
copied. Plain scalars are read as YAML 1.2's core schema has them, so `no`, `on` and dates are text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import yaml

from unisono.text.regex import regex
from unisono.text.source import Source

MAX_BYTES = 100_000_000
"""The largest document that is read. The largest published ones have some 50 MB."""

MAX_DEPTH = 100
"""Levels of nesting. libyaml's scanner takes quadratic time on deep nesting, so it is stopped early."""

MAX_VALUES = 20_000_000
"""Values in a document, each alias counted as the values it repeats."""

Key = str | int
Value = Any
"""None, a bool, an int, a `Number`, a str, a list or a dict with texts as keys."""


class DocumentError(Exception):
    """The text is no such document. `line` is where; the message says what was found and what to do."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


class Number(float):
    """A number with a fraction or an exponent, in its own spelling."""

    text: str

    def __new__(cls, text: str) -> Number:
        made = super().__new__(cls, text)
        made.text = text
        return made


class Document:
    """A document's value, and where its parts stand. `repeated` are the keys that an object has twice, with their lines."""

    def __init__(self, source: Source, root: Value, places: _Places | None, repeated: Sequence[tuple[str, int]]) -> None:
        self.source = source
        self.root = root
        self.repeated = repeated
        self._told = places
        self._is_one_line = "\n" not in source.text

    @cached_property
    def _all_places(self) -> _Places:
        return self._told if self._told is not None else _json_places(self.source.text)

    def line(self, pointer: Sequence[Key]) -> int:
        """The line of what a pointer leads to: of its key where it has one; of what is around it where that is not known."""
        if self._is_one_line:
            return 1
        places: Any = self._all_places
        line: int = places.get(None, 1)
        for key in pointer:
            found = places.get(key) if isinstance(places, dict) else None
            if found is None:
                break
            places, line = found, found.get(None, line) if isinstance(found, dict) else found
        return line


_Places = dict[Key | None, Any]
"""The line of each entry of an object or an array; of one that is such itself, its own places, which have its line at None."""


def read_document(source: Source) -> Document:
    """The document in a text: JSON where it begins as an object or array does and is such, else YAML. Raises DocumentError."""
    return _read_json(source) if re.match(r"\s*[{\[]", source.text) else _read_yaml(source)


def _read_json(source: Source) -> Document:
    repeated: list[str] = []

    def made(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            repeated.extend({name for name in names if names.count(name) > 1} if len(names) < 1000 else ["a key"])
        return found

    try:
        root = json.loads(source.text, parse_float=Number, object_pairs_hook=made, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        if "\n" in source.text.strip() or "," in source.text[:2000]:  # a flow mapping of YAML is no JSON
            try:
                return _read_yaml(source)
            except DocumentError:
                pass
        raise DocumentError(f"it is not JSON: {error.msg}; correct it", error.lineno) from None
    except RecursionError:
        raise DocumentError(f"it is nested deeper than {MAX_DEPTH} levels; flatten it", 1) from None
    except ValueError as error:
        raise DocumentError(f"it is not JSON: {error}; correct it", 1) from None
    _check_depth(root)
    return Document(source, root, None, [(name, 1) for name in repeated])


def _no_constant(name: str) -> Value:
    raise ValueError(f"{name} is no number in JSON")


def _check_depth(root: Value) -> None:
    level = [root]
    for _ in range(MAX_DEPTH + 1):
        level = (
            [
                child
                for value in level
                for child in (value.values() if isinstance(value, dict) else value)
                if isinstance(child, dict | list)
            ]
            if isinstance(root, dict | list)
            else []
        )
        if not level:
            return
    raise DocumentError(f"it is nested deeper than {MAX_DEPTH} levels; flatten it", 1)


_TOKEN = regex(r'\n|"(?:[^"\\]|\\.)*"|[{}\[\],]|[^\s"{}\[\],:]+')


def _json_places(text: str) -> _Places:
    """The places in a text that is known to be JSON."""
    top: _Places = {}
    here, key, line = top, 0, 1
    around: list[tuple[_Places, Any, bool]] = []
    is_object = awaits_key = False
    key_line = 1
    for token in _TOKEN.finditer(text):
        word = token[0]
        mark = word[0]
        if mark == "\n":
            line += 1
        elif mark == "," and len(word) == 1:
            awaits_key = is_object
            if not is_object:
                key += 1
        elif mark in "}]":
            here, key, is_object = around.pop()
            awaits_key = False
        elif awaits_key:
            key, key_line, awaits_key = (json.loads(word) if "\\" in word else word[1:-1]), line, False  # type: ignore[assignment]
        else:
            place = key_line if is_object else line
            if mark in "{[":
                inner: _Places = {None: place}
                here[key] = inner
                around.append((here, key, is_object))
                here, key, is_object = inner, 0, mark == "{"
                awaits_key = is_object
            else:
                here[key] = place
    root = top.get(0)
    return root if isinstance(root, dict) else {None: 1}


def _read_yaml(source: Source) -> Document:
    reader = _Reader(source)
    try:
        root = reader.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "it cannot be read"
        raise DocumentError(f"it is not YAML: {problem}; correct it", mark.line + 1 if mark else 1) from None
    except yaml.YAMLError as error:
        raise DocumentError(f"it is not YAML: {error}; correct it", 1) from None
    return Document(source, root[0], root[1] if isinstance(root[1], dict) else {None: root[1]}, reader.repeated)


_Read = tuple[Value, "_Places | int"]


class _Reader:
    """Reads one YAML document from libyaml's events."""

    def __init__(self, source: Source) -> None:
        self.text = source.text
        self.anchors: dict[str, tuple[_Read, int]] = {}
        self.values = 0
        self.repeated: list[tuple[str, int]] = []

    def document(self) -> _Read:
        if control := yaml.reader.Reader.NON_PRINTABLE.search(self.text):
            line = self.text.count("\n", 0, control.start()) + 1
            raise DocumentError(f"it has the control character U+{ord(control[0]):04X}, which YAML forbids; remove it", line)
        events = yaml.parse(self.text, Loader=yaml.CSafeLoader)
        result: _Read | None = None
        for event in events:
            if isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent | yaml.DocumentEndEvent | yaml.StreamEndEvent):
                continue
            if result is not None:
                raise DocumentError("it has a second YAML document; keep one", _line(event))
            result = self._value(event, events, 0)
        return result or (None, 1)

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> _Read:
        line, before = _line(event), self.values
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, line)
        self._count(1, line)
        read: _Read
        if isinstance(event, yaml.ScalarEvent):
            read = _scalar(event), line
        elif depth >= MAX_DEPTH:
            raise DocumentError(f"it is nested deeper than {MAX_DEPTH} levels; flatten it", line)
        elif isinstance(event, yaml.SequenceStartEvent):
            read = self._sequence(line, events, depth)
        else:
            read = self._mapping(line, events, depth)
        if anchor := getattr(event, "anchor", None):
            self.anchors[anchor] = read, self.values - before
        return read

    def _alias(self, event: yaml.AliasEvent, line: int) -> _Read:
        if event.anchor not in self.anchors:
            raise DocumentError(
                f"the alias *{event.anchor} stands for nothing before it; write an anchor, &{event.anchor}", line
            )
        read, count = self.anchors[event.anchor]
        self._count(count, line)
        return read

    def _count(self, more: int, line: int) -> None:
        self.values += more
        if self.values > MAX_VALUES:
            raise DocumentError(f"it has more than {MAX_VALUES:,} values, aliases counted; write it with fewer", line)

    def _sequence(self, line: int, events: Iterator[yaml.Event], depth: int) -> _Read:
        items: list[Value] = []
        places: _Places = {None: line}
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            value, places[len(items)] = self._value(event, events, depth + 1)
            items.append(value)
        return items, places

    def _mapping(self, line: int, events: Iterator[yaml.Event], depth: int) -> _Read:
        entries: dict[str, Value] = {}
        merged: list[_Read] = []
        places: _Places = {None: line}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            at = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise DocumentError("a key is not plain text; write 'key: value'", at)
            self._count(1, at)
            name = event.value
            told = next(events)
            read = self._value(told, events, depth + 1)
            if name == "<<" and not event.style:
                merged.append(read)
                continue
            if name in entries:
                self.repeated.append((name, at))
            entries[name] = read[0]
            places[name] = read[1] if isinstance(read[1], dict) else at
            if isinstance(read[1], dict) and not isinstance(told, yaml.AliasEvent):
                read[1][None] = at
        for value, where in merged:
            _merge(entries, places, value, where)
        return entries, places


def _merge(entries: dict[str, Value], places: _Places, value: Value, where: _Places | int) -> None:
    """YAML 1.1's merge key: what a mapping has not itself, it takes from another one, or from the first of several."""
    both = (where, value) if isinstance(value, list) else ({0: where}, [value])
    for number, other in enumerate(both[1]):
        own = both[0].get(number) if isinstance(both[0], dict) else None
        for name, found in other.items() if isinstance(other, dict) else ():
            if name not in entries:
                entries[name] = found
                if isinstance(own, dict) and name in own:
                    places[name] = own[name]


_INTEGER = regex(r"[-+]?(?:0|[1-9][0-9]{0,4000})")
_FLOAT = regex(r"[-+]?(?:\.[0-9]+|[0-9]{1,400}(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?")
_WORDS = {"null": None, "Null": None, "NULL": None, "~": None, "": None} | {
    word: truth for name, truth in (("true", True), ("false", False)) for word in (name, name.title(), name.upper())
}


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _scalar(event: yaml.ScalarEvent) -> Value:
    """A scalar by YAML 1.2's core schema. A number that is no JSON number (`.5`, `+1`, `010`) stays text."""
    text: str = event.value
    if event.style or event.tag == "tag:yaml.org,2002:str":
        return text
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "-+.0123456789":
        if _INTEGER.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text) and re.match(r"-?(?:0|[1-9])[0-9]*(?:\.[0-9]+)?(?:[eE]|\Z)", text):
            return Number(text)
    return text
