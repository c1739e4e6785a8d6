"""Front matter that its author wrote and that is not read as such: the first lines of a text, as a person sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from http import HTTPMethod
from typing import NamedTuple

from unisono.pages.hiding import hides
from unisono.pages.keys import as_seen, meant
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Span, Text

_WITHIN = 25
"""Lines of a text within which front matter may begin."""

_WHOLE = 2_000
"""Lines of front matter that are looked at."""

_MANY = 2
"""Known keys below other text that are no coincidence when there are more."""

_SHORT = 40
"""Characters of a line that may be a key without a colon."""

_LONGEST = 400
"""Characters of a line that are looked at."""

_OPENER = regex(r"<!--|\[(?://|comment)\]\s?:\s?(?:#|<>)?\s?[(\"]|\{%-?\s?comment\s?-?%\}|\{#|/\*")
_CLOSER = {
    "!": regex("-->"),
    "%": regex(r"\{%-?\s?endcomment\s?-?%\}"),
    "#": regex("#\\}"),
    "*": regex(r"\*/"),
    "/": (of_link := regex(r"(?m)[)\"][ \t\r]*$")),
    "c": of_link,
}
_NOTE = regex(r"(?:#|//|;|%|\{%|<[!?a-z]|\[(?://|comment)\]\s*:)", re.IGNORECASE)
_MARKS = r"[-+*=.~_`|;:{}\[\]()<>\u2010-\u2015\u2212\u00b7\u2022\u2500-\u257f\s]"
_RULE = regex(rf"{_MARKS}+(?:(?:ya?ml|toml|json|md|markdown)?\s*|#.*)")
_FENCE = regex(r"`{3}|~{3}")
_PLAIN_FENCE = regex(r"(?:`{3,}|~{3,})\s*(?:ya?ml|toml|text|txt)?\s*", re.IGNORECASE)
_BEFORE = regex(rf"(?![-*+] \w)(?:{_MARKS}{{2,}}|[>{{\[(,])\s*(?=[^\W\d_]|[\"'\u2018-\u201f])")
_QUOTES = "\"'`*_\u2018\u2019\u201c\u201d"
_KEY = regex(rf"([{_QUOTES}]*)([^\W\d_][\w.-]*(?: \w+)?)[{_QUOTES}]*\s*(?::=?|=>?|->)\s*(.*)")
_BARE = regex(r"(\w+)\s+([\w-]+)")
_MARK = r"""(?:(?!-->)[\s"'\[\](){}*_`\u2018-\u201f-])*+"""
_MARKS_AND_COMMAS = rf"(?:{_MARK}[,;|&+])*+{_MARK}"
_ONE = rf"(?:(?!-->)[\w./-])++{_MARK}"
_FEW = rf"(?:{_ONE}{_MARKS_AND_COMMAS}){{0,3}}+"
_LISTED = rf"(?:{_ONE}[,;|&+]{_MARKS_AND_COMMAS})++(?:{_ONE})?+"
_WORDS = regex(rf"(?:[!&]\S*\s+)*+{_MARKS_AND_COMMAS}(?:{_FEW}|{_LISTED})(?:#.*|-->)?")
"""One word, as a `visibility` has it, or a few, or a list of them: what is longer is a sentence."""
_TITLED = regex(r"""(?m)^[ \t]*(?:\{:?[^}\n]*\btitle=|=== "|(?:~{3}|`{3})[^\n]*\btitle=)""")
_NEAR = 1_000
_MAY_FOLLOW = regex(r"(?m)^[^\w\n~`]{2,}$\n[^\w\n]*\w[\w.-]*[^\w\n]*[:=\uff1a]")
_KEY_LINE = regex(r"(?m)^[^\w\n]*(\w[\w.-]*)(?=([^\w\s:=\uff1a]*[ \t]*[:=\uff1a])?)")
_MAY_OPEN = regex(rf"\s*(?:<!--|\[(?://|comment)\]|{_MARKS}{{2,}}|[{_QUOTES}]?[^\W\d_][\w.-]*[{_QUOTES}]?\s*[:=\uff1a])")


class _Line(NamedTuple):
    start: int
    end: int
    indent: int
    seen: str
    """What stands there for a reader."""


class _Entry(NamedTuple):
    value: str
    bare: bool
    """Whether nothing but quotation marks stands around the key."""
    hides: bool = False
    """Whether it is a key by which other programs hide a page."""


@dataclass
class Opening:
    """Keys at the beginning of a text that nobody reads. `place` is the first of them or what stands in the place of `---`."""

    place: Span
    marked: bool
    """Whether a line of marks such as `---`, or nothing at all, comes before them: they are front matter, not text."""
    is_ruled: bool = False
    """Whether such a line does."""
    known: dict[str, _Entry] = field(default_factory=dict)
    """By the key that was probably meant, or that hides a page elsewhere."""

    @property
    def says_visibility(self) -> bool:
        """Whether it says, or seems to say, who may see the page."""
        said = [
            entry for name, entry in self.known.items() if name in {"visibility", "audience"} or (entry.hides and self.is_ruled)
        ]
        return (self.marked or len(self.known) > 1) and any(_WORDS.fullmatch(entry.value) for entry in said)

    @property
    def is_endpoint(self) -> bool:
        """Whether the keys are those of an endpoint page."""
        keys = self._bare
        has_method = keys.get("method", keys.get("type", "")).upper() in _METHODS
        return self.marked and len(keys) > 1 and (has_method or self._has_blocks or self.has_path)

    @property
    def is_certain(self) -> bool:
        """Whether they are, whatever the file is called: with a method or blocks of code, and not `type: post`, which is that
        of an article, alone."""
        keys = self._bare
        method = keys.get("method", "").upper() in _METHODS
        kind = keys.get("type", "").upper()
        of_kind = kind in _METHODS and "method" not in keys and (kind != HTTPMethod.POST or self.has_path)
        return self.is_endpoint and (method or of_kind or self._has_blocks)

    @property
    def _bare(self) -> dict[str, str]:
        return {name: entry.value.strip(" \t\"',") for name, entry in self.known.items() if entry.bare}

    @property
    def _has_blocks(self) -> bool:
        return any(name in self._bare for name in ("right_code", "right_code_blocks", "left_code_blocks"))

    @property
    def has_path(self) -> bool:
        title = self.known.get("title")
        return title is not None and title.value.lstrip(" \t\"'").startswith("/")


_METHODS = frozenset(HTTPMethod)


def unread(text: Text, known: tuple[str, ...], *, whole: bool, is_said: bool = False) -> Opening | None:
    """What looks like front matter at the beginning of a text in which none was found, and is that of an endpoint page or says
    who may see the page. `whole`: whether the text is a whole file, of which some hosts read the first lines as keys without
    any `---`, and not what comes after front matter; `is_said`: whether that says who may see the page, so that a line below it
    which seems to is text."""
    if not whole and not _MAY_OPEN.match(text.value) and not _MAY_FOLLOW.search(text.value, 0, _NEAR):
        return None
    return next(_Scan(text, known, whole=whole, is_said=is_said).found(), None)


def is_commented_out(text: str) -> bool:
    """Whether all of a text is one comment with keys in it: a page that its author has put away."""
    return text.startswith("<!--") and text.find("-->") == len(text.rstrip()) - 3 and _has_keys(text)


def _has_keys(text: str) -> bool:
    """Whether lines look like keys of front matter: several of them, or one for `visibility`."""
    found = list(_KEY_LINE.finditer(as_seen(text).replace("\r", "\n")))
    says = any(line[1] == "visibility" or meant(line[1], ("visibility",)) for line in found)
    return says or sum(line[2] is not None for line in found) > 1


class _Scan:
    def __init__(self, text: Text, known: tuple[str, ...], *, whole: bool, is_said: bool) -> None:
        self._text = text
        self._known = known
        self._whole = whole
        self._is_said = is_said
        self._lines = _lines(text.value)
        self._next: _Line | None = None

    def found(self) -> Iterator[Opening]:
        mark: _Line | None = None  # what stands where `---` should
        whole = self._whole
        first, prose, looked = not self._is_said, False, 0
        for line in self._each():
            looked += 1
            if looked > _WITHIN:
                return
            if not line.seen:
                continue
            if len(line.seen) > _SHORT and line.seen[0].isalnum() and ":" not in line.seen and "=" not in line.seen:
                prose = True  # as most lines of most pages are
            elif _FENCE.match(line.seen) and (prose or not (first and whole)):
                yield from self._fenced(line, prose=prose)
            elif _RULE.fullmatch(line.seen):
                mark = line
                continue
            elif entry := self._entry(line.seen):
                if not prose or mark or entry[0]:
                    marked = mark is not None or (first and (whole or entry[0] == "visibility"))
                    opening = self._keys(line, mark, marked=marked)
                    if self._counts(opening, prose=prose):
                        yield opening
                prose = True
            elif _NOTE.match(line.seen):
                first = first and not line.seen.startswith("#")
                continue
            else:
                prose = True
            mark, first = None, False

    def _counts(self, opening: Opening, *, prose: bool) -> bool:
        """Whether keys are no coincidence, which it takes more to be below other text."""
        many = len(opening.known) > _MANY
        if prose and not opening.marked:
            return many and opening.says_visibility
        return opening.says_visibility or (opening.is_endpoint and (not prose or opening.has_path or many))

    def _fenced(self, fence: _Line, *, prose: bool) -> Iterator[Opening]:
        """Passes over a code block. One below nothing but a heading is front matter if samples with titles follow it; not an
        example below front matter that was read."""
        opening: Opening | None = None
        prose = prose or (not self._whole and _PLAIN_FENCE.fullmatch(fence.seen) is None)
        for line in self._each():
            if line.seen and not line.seen.strip(fence.seen[0]) and _FENCE.match(line.seen):
                rest = self._text.value[line.end :]
                if opening and (opening.says_visibility or opening.is_endpoint) and (not rest.strip() or _TITLED.search(rest)):
                    yield opening
                return
            prose = prose or (not self._whole and line.seen.startswith(("{", "[", '"')))
            if opening is None and not prose and line.seen and not _RULE.fullmatch(line.seen):
                opening = self._keys(line, fence, marked=True)

    def _keys(self, line: _Line, mark: _Line | None, *, marked: bool) -> Opening:
        """The keys from a line on."""
        place = mark or line
        opening = Opening(self._text.span(place.start, place.end), marked, is_ruled=mark is not None)
        base = line.indent
        for number, current in enumerate(self._each(line)):
            entry = self._entry(current.seen)
            if number == _WHOLE or (current.seen and current is not line and _RULE.fullmatch(current.seen)):
                self._next = current
                break
            if entry and (current.indent <= base or (entry[0] == "visibility" and not current.seen.startswith('"'))):
                if entry[0] is not None:
                    opening.known.setdefault(entry[0], entry[1])
                for key, value in _INLINE.findall(current.seen) if current.seen.startswith("{") and not self._is_said else ():
                    if key in self._known:
                        opening.known.setdefault(key, _Entry(value, bare=True))
            elif current.seen and current.indent <= base and not _goes_on(current.seen):
                self._next = current
                break
        return opening

    def _each(self, again: _Line | None = None) -> Iterator[_Line]:
        if again:
            yield again
        while True:
            line, self._next = self._next or next(self._lines, None), None
            if line is None:
                return
            yield line

    def _entry(self, seen: str) -> tuple[str | None, _Entry] | None:
        """The known key that a line has, or seems to have, and what it says; None for a line that has no key at all."""
        found = _KEY.fullmatch(seen[before.end() :] if (before := _BEFORE.match(seen)) else seen)
        if found is None:
            bare = _BARE.fullmatch(seen)
            says = bare and (bare[1] == "visibility" or meant(bare[1], ("visibility",)))
            return ("visibility", _Entry(bare[2], bare=True)) if bare and says else None
        name = found[2] if found[2] in self._known else meant(found[2], self._known)
        if name is None and not self._is_said and hides(found[2], found[3]):
            return found[2], _Entry(found[3], bare=False, hides=True)
        return name, _Entry(found[3], not found[1].strip("\"'\u2018\u2019\u201c\u201d"))


def _goes_on(seen: str) -> bool:
    """Whether a line belongs to the key above it, or is a note between keys."""
    return seen.startswith(("- ", "#", "}", "]")) or seen == "-" or _TABLE.fullmatch(seen) is not None


_TABLE = regex(r"\[{1,2}[\w.-]+\]{1,2}")
_INLINE = regex(r"\"([\w-]+)\"\s*:\s*\"([^\"]*)\"")


def _lines(text: str) -> Iterator[_Line]:
    """The lines without comments."""
    text = _without_comments(text)
    for line in _ANY_LINE.finditer(text):
        start, end = line.span(1)
        seen = as_seen(text[start : min(end, start + _LONGEST)].replace("\t", "    "))
        bare = seen.strip()
        yield _Line(start, end, len(seen) - len(seen.lstrip()), bare)


def _without_comments(text: str) -> str:
    """A text with blanks in the place of the comments that begin near its start. Of one that has keys in it, only what begins
    and ends it is taken away."""
    done, parts, at = 0, [], 0
    while (begin := _OPENER.search(text, at, _HEAD)) and (end := _CLOSER[begin[0][1]].search(text, begin.end())):
        inner = text[begin.end() : end.start()]
        kept = inner if _has_keys(inner) else _NOT_BREAK.sub(" ", inner)
        parts += [text[done : begin.start()], " " * len(begin[0]), kept, " " * len(end[0])]
        done = at = end.end()
    return "".join([*parts, text[done:]]) if parts else text


_NOT_BREAK = regex(r"[^\r\n]")
_HEAD = 20_000
_ANY_LINE = regex(r"([^\r\n\x0b\x0c\x85\u2028\u2029]*)(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]|(?<=.)\Z)", re.DOTALL)
