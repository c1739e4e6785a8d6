"""Whether the files of a build, by any host, have a text that only pages have which are not for the audience.

Texts are compared by their words alone, whatever marks, markup and escapes stand between them: what is coloured, in an
attribute, in a string of JSON or compressed is found too.
"""

from __future__ import annotations

import gzip
import os
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from filecmp import cmp
from functools import cache
from html import unescape
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from unisono.text.regex import regex

WINDOW = 5
"""Words of a longer text that are looked for together, wherever in it they are: it may be cut or wrapped anywhere."""

LONG = 5
"""Letters of the longest word that a text must have. Shorter ones say nothing, and numbers may be anybody's."""

MAX_UNPACKED = 200_000_000
"""Bytes that a compressed file may come to."""

Words = tuple[str, ...]


class Place(NamedTuple):
    """Where a text stands: a page, by the name of its file, and a line of it, and the text as it is there."""

    page: str
    line: int
    text: str


class Leak(NamedTuple):
    """A file of a build, the first text in it that is a hidden page's own, and how many of that page's are."""

    file: Path
    place: Place
    number: int


class Texts:
    """The texts of hidden pages that no other source has."""

    def __init__(self, hidden: Iterable[tuple[str, str]], shown: Iterable[str]) -> None:
        """`hidden` are names and texts of pages, `shown` all else that a build is made of."""
        self._places: dict[Words, Place] = {}
        for page, text in hidden:
            for number, line in enumerate(text.splitlines(), 1):
                for words in _texts_of(line):
                    self._places.setdefault(words, Place(page, number, line.strip()))
        self._index()
        for text in shown:
            self._forget(text)

    def __len__(self) -> int:
        return len(self._places)

    @property
    def pages(self) -> int:
        """How many pages have texts of their own."""
        return len({place.page for place in self._places.values()})

    def in_file(self, file: Path) -> list[Leak]:
        """What is in a file, for each page once."""
        found: dict[str, dict[Words, None]] = defaultdict(dict)
        for text in _readings(file):
            for words in self._found(_words(text)):
                found[self._places[words].page][words] = None
        return [Leak(file, self._places[next(iter(all_words))], len(all_words)) for all_words in found.values()]

    def forget_templates(self) -> None:
        """Take away what the installed themes say of themselves: a page may be called as a button is."""
        for file in (file for files in _theme_files().values() for file in files if file.suffix == ".html"):
            for text in _readings(file):
                self._forget(text)

    def _forget(self, text: str) -> None:
        plain = _MARKS.sub(" ", text)
        ways = (text, plain, text.replace("_", " "), _TAG.sub(" ", plain), _TAG.sub("", plain))
        known = {words for way in ways for words in self._found(_words(" ".join(unescape(way).splitlines())))}
        if known:
            self._places = {words: place for words, place in self._places.items() if words not in known}
            self._index()

    def _index(self) -> None:
        self._by_first: dict[Words, list[Words]] = defaultdict(list)
        for words in self._places:
            self._by_first[words[:2]].append(words)

    def _found(self, words: list[str]) -> Iterator[Words]:
        first = self._by_first
        for at, pair in enumerate(zip(words, [*words[1:], ""], strict=False)):
            if pair[:1] in first:
                yield pair[:1]
            if pair in first:
                there = tuple(words[at : at + WINDOW])
                yield from (wanted for wanted in first[pair] if there[: len(wanted)] == wanted)


_WORD = regex(r"\w+|[/\n]")  # paths are no words, and nothing goes on in the next line
_KEY = regex(r"\s*(?:[-*:]\s+)?[\"']?[\w-]+[\"']?\s*[:=]\s")
_MARKS = regex(
    r"(?m)^\s*:\s+|\((?:[\w ,-]+)\)|\*{3}\w+\*{3}|\{%[^%\n]*%\}|\{:[^{}\n]*\}|\{\{[^{}\n]*\}\}"
    r"|\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _texts_of(line: str) -> Iterator[Words]:
    """What is looked for of a line: all of it, or the value behind its key."""
    plain = _TAG.sub(" ", _MARKS.sub(" ", line))
    words = _words((plain[key.end() :] if (key := _KEY.match(plain)) else plain).strip(" \t\"',;/"))
    for at in range(max(len(words) - WINDOW, 0) + 1):
        part = tuple(words[at : at + WINDOW])
        if any(len(word) >= LONG and word.replace("_", "").isalpha() for word in part):
            yield part


_SPANS = "a|abbr|b|code|em|i|kbd|mark|s|samp|small|span|strong|sub|sup|u|var|wbr"
_INLINE = regex(rf"</?(?:{_SPANS})(?:\s[^<>]*)?>", re.IGNORECASE)
_BLOCK = regex(rf"<(?!/?(?:{_SPANS})[\s>])[^<>]*>", re.IGNORECASE)
_TAG = regex(r"<[^<>]*>")
_ESCAPE = regex(r"\\(?:u([0-9a-fA-F]{4})|[nrt\"'/\\])")
_ESCAPED = {"n": "\n", "r": "\n", "t": " ", '"': '"', "'": "'", "/": "/", "\\": "\\"}


def _readings(file: Path) -> Iterator[str]:
    """The text of a file as readers see it, and as it is written: words may be cut by markup, or stand in an attribute."""
    text = _text(file)
    if not text:
        return
    text = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)) if escape[1] else _ESCAPED[escape[0][1]], text)
    if "%" in text:
        text = unquote(text)
    yield unescape(unescape(text)) if "&" in text else text
    if "<" in text or "&lt;" in text:
        yield unescape(unescape(_TAG.sub("\n", _INLINE.sub("", text))))
        yield unescape(unescape(_TAG.sub(" ", _BLOCK.sub("\n", text).replace("</", "<"))))
        if "&lt;" in text:  # HTML in HTML, as in the index of a search
            yield unescape(_TAG.sub("\n", _INLINE.sub("", unescape(text))))


def _text(file: Path) -> str:
    """Empty for what is no text."""
    try:
        if file.suffix == ".gz":
            with gzip.open(file) as packed:
                data = packed.read(MAX_UNPACKED)
        else:
            data = file.read_bytes()
    except (EOFError, OSError, zlib.error):
        return ""
    return "" if b"\0" in data[:8192] else data.decode("utf-8", errors="replace")


_PACKAGES = ("unisono", "zensical")


@cache
def _theme_files() -> Mapping[str, list[Path]]:
    """The files of the themes of MkDocs that are installed, of its search, and what this program adds, by their names."""
    found: dict[str, list[Path]] = defaultdict(list)
    for package in sorted({entry.value.partition(".")[0] for entry in entry_points(group="mkdocs.themes")} | {*_PACKAGES}):
        spec = find_spec(package)
        for root in spec.submodule_search_locations or () if spec else ():
            for folder, folders, names in os.walk(root):
                folders[:] = [name for name in folders if name not in {".icons", "__pycache__"}]
                for name in names:
                    found[name].append(Path(folder, name))
    return found


def _is_of_a_theme(file: Path) -> bool:
    """Whether a file of a build is an installed theme's own, byte for byte."""
    return any(cmp(file, own, shallow=False) for own in _theme_files().get(file.name, ()))


def leaks(texts: Texts, files: Iterable[Path]) -> list[Leak]:
    """What of hidden pages is in the files of a build."""
    found = {leak.file: leak for file in files if not _is_of_a_theme(file) for leak in texts.in_file(file)}
    if found:
        texts.forget_templates()
    return [leak for file in found for leak in texts.in_file(file)]
