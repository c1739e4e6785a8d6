"""HTTPie's request items: what `name=value`, `name:=json`, `Name:value` and the others mean.

After HTTPie's documentation, "Request items" and "Escaping rules", and what HTTPie 3.2.4 does.
"""

from __future__ import annotations

import re
from functools import cache

from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text

HEADER, EMPTY_HEADER, HEADER_FILE = ":", ";", ":@"
QUERY, QUERY_FILE = "==", "==@"
STRING, JSON, STRING_FILE, JSON_FILE = "=", ":=", "=@", ":=@"
UPLOAD = "@"

SEPARATORS = (JSON_FILE, QUERY_FILE, QUERY, JSON, STRING_FILE, HEADER_FILE, STRING, HEADER, EMPTY_HEADER, UPLOAD)
"""Longer ones first: of the separators that begin at one place the longest counts."""

FIELDS = frozenset({STRING, JSON, STRING_FILE, JSON_FILE})
"""Separators of data fields: members of the JSON object, or fields of the form."""

DATA = FIELDS | {UPLOAD}
"""Separators whose items make the request a POST."""


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A request item: `key` and `value` without their escapes, the `word` that holds them, and the key as it is written."""

    key: Text
    separator: str
    value: Text
    word: Text
    raw_key: Text


_ESCAPE = regex(r"\\(?:.|\Z)", re.DOTALL)


def split_item(word: Text, separators: tuple[str, ...] = SEPARATORS, escaped: str = "") -> Item | None:
    """The item that `word` is; None when no separator is in it.

    The first separator counts, the longest when several begin there. A backslash before one of the separators' characters, or
    one of `escaped`, makes it an ordinary character; any other backslash is kept.
    """
    special = set("".join((*separators, escaped)))
    for found in _escape_or(separators).finditer(word.known):
        if found[0][0] != "\\":
            key, value = word.slice(0, found.start()), word.slice(found.end(), len(word))
            return Item(_unescaped(key, special), found[0], _unescaped(value, special), word, key)
    return None


@cache
def _escape_or(separators: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\\(?:.|\Z)|" + "|".join(map(re.escape, separators)), re.DOTALL)


def _unescaped(text: Text, special: set[str]) -> Text:
    parts, done = [], 0
    for escape in _ESCAPE.finditer(text.known):
        if escape[0][1:] in special:
            parts.append(text.slice(done, escape.start()))
            done = escape.start() + 1
    return Text.join([*parts, text.slice(done, len(text))])
