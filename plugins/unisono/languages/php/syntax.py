"""PHP text to syntax tree (package tree-sitter-php), and the values of its literals."""

from __future__ import annotations

import re

from unisono.languages.php import GRAMMARS
from unisono.languages.program.tree import Tree, parser
from unisono.languages.reading import Unsupported
from unisono.text.regex import regex
from unisono.text.source import Text

_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "e": "\x1b", "f": "\f"}
_BYTES = regex("[\udc80-\udcff]+")


def php_tree(code: Text) -> Tree:
    """The tree of a program, whether it begins with `<?php` or goes without."""
    return Tree(code, parser(GRAMMARS[0], "language_php" if "<?" in code.value else "language_php_only"))


def single_quoted(text: Text) -> Text:
    """The value of a literal in single quotes, in which a backslash escapes a quotation mark and a backslash only."""
    inner = text.slice(text.value.index("'") + 1, len(text) - 1)
    return inner.sub(_QUOTED, lambda found: found[0][1]) if "\\" in inner.value else inner


_QUOTED = regex(r"\\[\\']")


def unescaped(text: Text, *, heredoc: bool) -> Text:
    """A part of a string in double quotes, or of a heredoc, without values put in: its escapes are what they stand for (PHP
    manual, "Strings"); a byte beyond ASCII is a lone surrogate."""
    return text.sub(_IN_HEREDOCS if heredoc else _IN_QUOTES, _unescaped) if "\\" in text.value else text


_IN_HEREDOCS = regex(r"\\(?:[ntrvef\\$]|[0-7]{1,3}|x[0-9A-Fa-f]{1,2}|u\{[0-9A-Fa-f]{1,6}\})")
_IN_QUOTES = regex(_IN_HEREDOCS.pattern + r'|\\"')


def _unescaped(found: re.Match[str]) -> str:
    kind, rest = found[0][1], found[0][2:]
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if kind == "u":
        code = int(rest[1:-1], 16)
        return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\udcff"
    if kind == "x":
        return _byte(int(rest, 16))
    return _byte(int(kind + rest, 8) & 0xFF) if kind in "01234567" else kind


def _byte(value: int) -> str:
    return chr(value) if value < 0x80 else chr(0xDC00 + value)


def with_bytes_joined(text: Text) -> Text:
    """A text with the bytes of escapes as the characters that they are in UTF-8."""
    if not _BYTES.search(text.value):
        return text
    parts, at = [], 0
    for found in _BYTES.finditer(text.value):
        place = text.span(*found.span())
        try:
            characters = found[0].encode("ascii", "surrogateescape").decode()
        except UnicodeDecodeError:
            raise Unsupported("bytes that are no text", place) from None
        parts += [text.slice(at, found.start()), Text.decoded(characters, place)]
        at = found.end()
    return Text.join([*parts, text.slice(at, len(text))])
