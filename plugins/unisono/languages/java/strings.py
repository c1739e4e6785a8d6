"""Text literals: their escapes, and text blocks (JLS 3.10.5 to 3.10.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from unisono.languages.java.state import Java
from unisono.languages.java.values import Character
from unisono.languages.program.values import String, Value
from unisono.languages.reading import Unsupported
from unisono.text.regex import regex
from unisono.text.source import Text

_SIMPLE = {"b": "\b", "s": " ", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "'": "'", "\\": "\\"}
_ESCAPE = regex(r"\\(?:u+[0-9A-Fa-f]{4}(?:\\u+[0-9A-Fa-f]{4})?|[0-3]?[0-7]{1,2}|\n|.?)", re.DOTALL)
_LINE = regex(r"[^\n]*\n?")
_SYNTAX = regex("[\"'\\\\\n\r]")
_BREAK = regex(r"\r\n?")
_WHITE = " \t\f\x0b\x1c-\x1f\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000"
_BEFORE = regex(f"[{_WHITE}]*")
_TRAILING = regex(f"(?<![{_WHITE}])[{_WHITE}]++(?=\n|\\Z)")
"""What `Character.isWhitespace` holds for, of which text blocks lose what is at the ends of their lines."""


def string(java: Java, node: Node) -> Value:
    text = java.tree.text(node)
    if text.value.startswith('"""'):
        return String(_block(java, text))
    inner = text.slice(1, len(text) - 1)
    if broken := re.search(r"[\r\n]", inner.value):
        raise java.refused(
            'unclosed string literal; a text of several lines stands in a text block (""")',
            text.slice(0, broken.start() + 1),
        )
    return String(_unescaped(java, inner, is_block=False))


def character(java: Java, node: Node) -> Value:
    text = java.tree.text(node)
    found = _unescaped(java, text.slice(1, len(text) - 1), is_block=False)
    if len(found.value) != 1:
        raise java.refused("unclosed character literal; a text stands in double quotation marks", text)
    return Character(found)


def _block(java: Java, text: Text) -> Text:
    """The text of a text block: line ends are `\\n`, the indentation that its lines share and blanks at their ends go."""
    opened = re.match(r'"""[ \t\f]*(?:\r\n?|\n)', text.value)
    if opened is None:
        raise java.refused(
            'illegal text block open delimiter sequence, missing line terminator; begin the text below the """',
            text.slice(0, 3),
        )
    inner = text.slice(opened.end(), len(text) - 3).sub(_BREAK, lambda _: "\n")
    bare = inner.sub(_TRAILING, lambda _: "")
    lines = inner.known.split("\n")
    counted = [line for line in lines[:-1] if _indent(line) < len(line)] + lines[-1:]
    indent = min(map(_indent, counted))
    parts = [line.slice(min(indent, len(line.value.rstrip("\n"))), len(line)) for line in _lines(bare)]
    return _unescaped(java, Text.join([inner.slice(0, 0), *parts]), is_block=True)


def _indent(line: str) -> int:
    found = _BEFORE.match(line)
    return found.end() if found else 0


def _lines(text: Text) -> Iterator[Text]:
    """With their line ends."""
    for found in _LINE.finditer(text.known):
        if found[0]:
            yield text.slice(*found.span())


def _unescaped(java: Java, text: Text, *, is_block: bool) -> Text:
    return text.sub(_ESCAPE, lambda found: _escape(java, text, found, is_block)) if "\\" in text.value else text


def _escape(java: Java, text: Text, found: re.Match[str], is_block: bool) -> str:
    kind = found[0][1:2]
    if kind == "u" and len(found[0]) > 2:
        units = [int(unit, 16) for unit in re.findall(r"(?<!u)u++([0-9A-Fa-f]{4})", found[0])]
        made = b"".join(unit.to_bytes(2) for unit in units).decode("utf-16-be", "surrogatepass")
        if _SYNTAX.search(made) or (is_block and _indent(made)):  # it is read as that before all else (JLS 3.3)
            raise Unsupported("a Unicode escape of a quotation mark, a backslash or white space", text.span(*found.span()))
        return made
    if kind and kind in "01234567":
        return chr(int(found[0][1:], 8))
    if kind == "\n" and is_block:
        return ""
    if kind not in _SIMPLE:
        raise java.refused(f"illegal escape character '\\{kind}'; write \\\\ for a backslash", text.slice(*found.span()))
    return _SIMPLE[kind]
