"""Places in documents, and what `$ref` leads to: in the same document, or in another one in the folder of the source."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from unisono.text.documents import MAX_BYTES, Document, DocumentError, Key, read_document
from unisono.text.files import UnreadableError, read_bytes
from unisono.text.source import Source, Span, Text

MAX_DOCUMENTS = 10_000
"""Documents that one source is made of."""


class At:
    """A value in a document. Its members are there as places too; of what is no object, there are none."""

    __slots__ = ("around", "document", "key", "value")

    def __init__(self, document: Document, value: Any, around: At | None = None, key: Key = "") -> None:
        self.document = document
        self.value = value
        self.around = around
        self.key = key

    @property
    def pointer(self) -> list[Key]:
        keys: list[Key] = []
        here = self
        while here.around is not None:
            keys.append(here.key)
            here = here.around
        return keys[::-1]

    @property
    def line(self) -> int:
        """The line of its key, where it has one."""
        return self.document.line(self.pointer)

    @property
    def span(self) -> Span:
        """The place of its key, where it has one."""
        return self.document.span(self.pointer)

    @property
    def name(self) -> Text:
        """Its key, with the places of its characters."""
        return self.document.key(self.pointer)

    @property
    def written(self) -> Text | None:
        """What it is where that is a text, with the places of its characters."""
        return self.document.text(self.pointer, self.value) if isinstance(self.value, str) else None

    def get(self, key: str) -> At | None:
        """The member of that name; None where there is none, or `null`."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return None if value is None else At(self.document, value, self, key)

    def has(self, key: str) -> bool:
        return isinstance(self.value, dict) and key in self.value

    def text(self, key: str) -> str:
        """The text of a member; of a number or a truth value as it is written, empty for anything else."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        if isinstance(value, str):
            return value
        return "" if value is None or isinstance(value, dict | list) else str(value)

    def flag(self, key: str) -> bool:
        return isinstance(self.value, dict) and self.value.get(key) is True

    def members(self, key: str | None = None) -> Iterator[tuple[str, At]]:
        """The members of an object, or of that in a member."""
        here = self if key is None else self.get(key)
        if here is not None and isinstance(here.value, dict):
            yield from ((name, At(here.document, value, here, name)) for name, value in here.value.items())

    def items(self, key: str | None = None) -> Iterator[At]:
        """The items of a list, or of that in a member."""
        here = self if key is None else self.get(key)
        if here is not None and isinstance(here.value, list):
            yield from (At(here.document, value, here, number) for number, value in enumerate(here.value))


Tell = Callable[[At, str, str], None]
"""Hears of what is wrong with a document: where, what, and what to do."""


class Library:
    """The documents of one source. `folder` is what they must lie in."""

    def __init__(self, folder: Path, tell: Tell) -> None:
        self.folder = folder
        self.tell = tell
        self._documents: dict[str, Document] = {}
        self._resolved: dict[int, At | None] = {}
        self._targets: dict[tuple[int, str], At] = {}
        self._anchors: dict[int, dict[str, At]] = {}

    @property
    def documents(self) -> list[Document]:
        """Those that were read so far."""
        return list(self._documents.values())

    def document(self, path: Path) -> Document:
        """The document in a file. Raises UnreadableError, OSError and DocumentError."""
        real = os.path.realpath(path)
        if real not in self._documents:
            if len(self._documents) >= MAX_DOCUMENTS:
                raise DocumentError(
                    os.fspath(path), 1, f"it is one of more than {MAX_DOCUMENTS:,} documents; bundle them into one"
                )
            self._documents[real] = self._read(path)
        return self._documents[real]

    def _read(self, path: Path) -> Document:
        found = read_document(Source(os.fspath(path), self.text(path)))
        for name, at in found.repeated:
            self.twice(found, name, at)
        return found

    def twice(self, document: Document, name: str, at: int) -> None:
        """Tell of a key that is there twice."""
        line = document.source.position(at)[0]
        what = f"the key '{name[:100]}' is there twice (line {line}); the last one is taken"
        self.tell(At(document, None), what, "take one out")

    def text(self, path: Path) -> str:
        """The text of a file in the folder. Raises UnreadableError and OSError."""
        data = read_bytes(path, self.folder, MAX_BYTES)
        try:
            return data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise UnreadableError(f"it is not UTF-8 text (byte {error.start}); save it as UTF-8") from None

    def resolve(self, at: At) -> At | None:
        """What stands at a place, references followed; None, which is told, where one leads nowhere or in a circle."""
        if not (isinstance(at.value, dict) and isinstance(at.value.get("$ref"), str)):
            return at
        known = id(at.value)
        if known not in self._resolved:
            self._resolved[known] = self._followed(at)
        return self._resolved[known]

    def _followed(self, at: At) -> At | None:
        here, seen = at, set()
        while isinstance(here.value, dict) and isinstance(reference := here.value.get("$ref"), str):
            if id(here.value) in seen:
                self.tell(at, f"$ref: {reference} leads back to itself", "name what is meant")
                return None
            seen.add(id(here.value))
            try:
                named = id(here.document), reference
                here = self._targets.get(named) or self._targets.setdefault(named, self._target(here, reference))
            except (UnreadableError, OSError, DocumentError, _NowhereError) as error:
                why = error.strerror if isinstance(error, OSError) else str(error)
                self.tell(at, f"$ref: {reference} leads nowhere: {why}", "correct it, or put what it means in its place")
                return None
        return here

    def _target(self, at: At, reference: str) -> At:
        """What a reference leads to (RFC 3986, 4.1; RFC 6901)."""
        address, _, fragment = reference.partition("#")
        document = at.document
        if address:
            if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", address):
                raise _NowhereError("it is on another host, and none is contacted")
            document = self.document(Path(document.source.path).parent / unquote(address))
        fragment = unquote(fragment)
        if fragment and not fragment.startswith("/"):
            return self._anchored(document, fragment)
        here = At(document, document.root)
        for step in fragment.split("/")[1:]:
            key = step.replace("~1", "/").replace("~0", "~")
            if isinstance(here.value, dict) and key in here.value:
                here = At(document, here.value[key], here, key)
            elif isinstance(here.value, list) and key.isdecimal() and len(key) < 9 and int(key) < len(here.value):
                here = At(document, here.value[int(key)], here, int(key))
            else:
                raise _NowhereError(f"there is no '{key[:100]}'")
        return here

    def _anchored(self, document: Document, name: str) -> At:
        """The schema that has an `$anchor` of that name (JSON Schema 2020-12, 8.2.2)."""
        anchors = self._anchors.get(id(document))
        if anchors is None:
            anchors = self._anchors[id(document)] = {}
            pending = [At(document, document.root)]
            while pending:
                here = pending.pop()
                if isinstance(anchor := here.value.get("$anchor") if isinstance(here.value, dict) else None, str):
                    anchors.setdefault(anchor, here)
                pending += [at for _, at in here.members() if isinstance(at.value, dict | list)]
                pending += [at for at in here.items() if isinstance(at.value, dict | list)]
        if name not in anchors:
            raise _NowhereError(f"there is no $anchor '{name[:100]}'")
        return anchors[name]


class _NowhereError(Exception):
    """A reference that leads to nothing. The message says why."""
