"""Documents in JSON or YAML, with the place of each value: what OpenAPI descriptions and Postman collections are.

Values are plain ones of Python; where each of them stands, and where each of its characters comes from, is there to be asked
for. Plain scalars of YAML are read as YAML 1.2's core schema has them, so `no`, `on` and dates are text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import yaml

from unisono.text.json import string_text
from unisono.text.regex import regex
from unisono.text.source import Source, Span, Text
from unisono.text.yaml_events import Entry, YamlError, YamlReader, scalar_text, stretch_of

MAX_BYTES = 100_000_000
"""The largest document that is read. The largest published ones have some 50 MB."""

MAX_DEPTH = 100
"""Levels of nesting. libyaml's scanner takes quadratic time on deep nesting, so it is stopped early."""

MAX_REPEATED = 100_000
"""Values that a document may have besides one for each of its characters: each alias counts as what it repeats."""

Key = str | int
Value = Any
"""None, a bool, an int, a `Number`, a str, a list or a dict with texts as keys."""


class DocumentError(Exception):
    """The text is no such document. The message says where, what was found and what to do."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")


class Number(float):
    """A number with a fraction or an exponent, in its own spelling."""

    text: str

    def __new__(cls, text: str) -> Number:
        made = super().__new__(cls, text)
        made.text = text
        return made


class Document:
    """A document's value, and where its parts stand. `repeated` are the keys that an object has twice, with where they
    stand the second time, as far as that is known."""

    def __init__(self, source: Source, root: Value, places: _Places | None, repeated: Sequence[tuple[str, int]]) -> None:
        self.source = source
        self.root = root
        self.repeated = repeated
        self.is_json = places is None
        self._told = places
        self._is_one_line = "\n" not in source.text

    @cached_property
    def _all_places(self) -> _Places:
        return self._told if self._told is not None else _json_places(self.source.text)

    def line(self, pointer: Sequence[Key]) -> int:
        """The line of what a pointer leads to: of its key where it has one; of what is around it where that is not known."""
        return 1 if self._is_one_line else self.source.position(self._place(pointer)[0])[0]

    def span(self, pointer: Sequence[Key]) -> Span:
        """The place of what a pointer leads to: of its key where it has one, else of a scalar as it is written, or of the first
        character of what is more than one."""
        at, start, end = self._place(pointer)
        if pointer and isinstance(pointer[-1], str):
            return self.key(pointer).span()
        return Span(self.source, start, end) if end else Span(self.source, at, min(at + 1, len(self.source.text)))

    def key(self, pointer: Sequence[Key]) -> Text:
        """The key of what a pointer leads to."""
        at, name = self._place(pointer)[0], str(pointer[-1])
        found = _WRITTEN_KEY.match(self.source.text, at)
        raw = Text.of(self.source, at, found.end() if found else at + len(name))
        return string_text(raw) if self.is_json else scalar_text(raw, name)

    def text(self, pointer: Sequence[Key], value: str) -> Text:
        """The text that a pointer leads to, which is `value`, with the places of its characters."""
        _, start, end = self._place(pointer)
        raw = Text.of(self.source, start, end)
        if not end:
            return Text.decoded(value, raw.span())
        return string_text(raw) if self.is_json else scalar_text(raw, value)

    def _place(self, pointer: Sequence[Key]) -> _Place:
        """Where the key stands, and from where to where the value does where that is a scalar."""
        places: Any = self._all_places
        at: int = places.get(None, 0)
        for key in pointer:
            found = places.get(key) if isinstance(places, dict) else None
            if found is None:
                return at, at, 0
            if isinstance(found, tuple):
                return found
            places, at = found, found.get(None, at)
        return at, at, 0


_WRITTEN_KEY = regex(r"""(?s)"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")

_Place = tuple[int, int, int]
"""Where the key of a scalar stands, or the scalar itself where it has none, and where it begins and ends, in characters."""

_Places = dict[Key | None, Any]
"""The place of each entry of an object or an array; of one that is such itself, its own places, and at None where it stands."""


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
        raise DocumentError(source.path, error.lineno, f"it is not JSON: {error.msg}; correct it") from None
    except RecursionError:
        raise DocumentError(source.path, 1, f"it is nested deeper than {MAX_DEPTH} levels; flatten it") from None
    except ValueError as error:
        raise DocumentError(source.path, 1, f"it is not JSON: {error}; correct it") from None
    _check_depth(source, root)
    return Document(source, root, None, [(name, 0) for name in repeated])


def _no_constant(name: str) -> Value:
    raise ValueError(f"{name} is no number in JSON")


def _check_depth(source: Source, root: Value) -> None:
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
    raise DocumentError(source.path, 1, f"it is nested deeper than {MAX_DEPTH} levels; flatten it")


_TOKEN = regex(r'"(?:[^"\\]|\\.)*"|[{}\[\],]|[^\s"{}\[\],:]+')


def _json_places(text: str) -> _Places:
    """The places in a text that is known to be JSON."""
    top: _Places = {}
    here, key = top, 0
    around: list[tuple[_Places, Any, bool]] = []
    is_object = awaits_key = False
    key_at = 0
    for token in _TOKEN.finditer(text):
        word = token[0]
        mark = word[0]
        if mark == "," and len(word) == 1:
            awaits_key = is_object
            if not is_object:
                key += 1
        elif mark in "}]":
            here, key, is_object = around.pop()
            awaits_key = False
        elif awaits_key:
            key, key_at, awaits_key = (json.loads(word) if "\\" in word else word[1:-1]), token.start(), False  # type: ignore[assignment]
        else:
            start, end = token.span()
            place = key_at if is_object else start
            if mark in "{[":
                inner: _Places = {None: place}
                here[key] = inner
                around.append((here, key, is_object))
                here, key, is_object = inner, 0, mark == "{"
                awaits_key = is_object
            else:
                here[key] = place, start, end
    root = top.get(0)
    return root if isinstance(root, dict) else {None: 0}


def _read_yaml(source: Source) -> Document:
    reader = _Reader(source.text)
    try:
        root, places = reader.document() or (None, (0, 0, 0))
    except YamlError as error:
        raise DocumentError(source.path, source.position(error.start)[0], str(error)) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "it cannot be read"
        line = mark.line + 1 if mark else 1
        raise DocumentError(source.path, line, f"it is not YAML: {problem}; correct it") from None
    except yaml.YAMLError as error:
        raise DocumentError(source.path, 1, f"it is not YAML: {error}; correct it") from None
    return Document(source, root, places if isinstance(places, dict) else {None: places[0]}, reader.repeated)


_Read = tuple[Value, "_Places | _Place"]


class _Reader(YamlReader[str, _Read]):
    """Makes plain values of a YAML document, and keeps where they stand."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "it", MAX_DEPTH, len(text) + MAX_REPEATED)
        self.repeated: list[tuple[str, int]] = []

    def key(self, event: yaml.ScalarEvent) -> str:
        return str(event.value)

    def scalar(self, event: yaml.ScalarEvent) -> _Read:
        start, end = stretch_of(event, self._text)
        return _scalar(event), (start, start, end)

    def sequence(self, start: int, end: int, items: list[_Read]) -> _Read:
        del end
        places: _Places = {None: start}
        places.update(enumerate(place for _, place in items))
        return [value for value, _ in items], places

    def mapping(self, start: int, end: int, entries: Sequence[Entry[str, _Read]]) -> _Read:
        del end
        made: dict[str, Value] = {}
        places: _Places = {None: start}
        for name, key, (value, place), told in (entry for entry in entries if not entry.is_merge):
            at = stretch_of(key, self._text)[0]
            if name in made:
                self.repeated.append((name, at))
            made[name] = value
            if isinstance(place, dict):
                places[name] = place
                if not isinstance(told, yaml.AliasEvent):
                    place[None] = at
            else:
                places[name] = at, *place[1:]
        for entry in entries:
            if entry.is_merge:
                _merge(made, places, *entry.value)
        return made, places


def _merge(entries: dict[str, Value], places: _Places, value: Value, where: _Places | _Place) -> None:
    """What a mapping has not itself, it takes from another one, or from the first of several."""
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
