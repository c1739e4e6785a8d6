"""JavaScript text to syntax tree, and the values of literals, every character with its place.

The tree is tree-sitter's (package tree-sitter-javascript); the names of nodes and of their fields are those of its grammar.
"""

from __future__ import annotations

import math
import re
from array import array
from functools import cache

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

from unisono.text.source import Text

_SIMPLE_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}
_LINE_ENDS = "\n\r\u2028\u2029"
_LEGACY_OCTAL = re.compile(r"0[0-7]+")


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_javascript.language()))


class Script:
    """A parsed script: `root` is its tree; the methods say what the characters of a node are."""

    def __init__(self, code: Text) -> None:
        self.code = code
        text = code.masked("_")
        encoded = text.encode("utf-8", "surrogatepass")
        self.root = _parser().parse(encoded).root_node
        self._characters = None if len(encoded) == len(text) else _character_offsets(text)

    def bounds(self, node: Node) -> tuple[int, int]:
        """The character offsets in the code where a node starts and ends; tree-sitter counts bytes of UTF-8."""
        start, end = node.byte_range
        return (start, end) if self._characters is None else (self._characters[start], self._characters[end])

    def text(self, node: Node) -> Text:
        """The characters of a node as the author wrote them."""
        return self.code.slice(*self.bounds(node))

    def written(self, node: Node) -> str:
        """The same as a plain string."""
        start, end = self.bounds(node)
        return self.code.value[start:end]

    def error(self) -> Node | None:
        """The node at which the code stops being JavaScript; None where it is JavaScript to its end."""
        if not self.root.has_error:
            return None
        node = self.root
        while not (node.is_error or node.is_missing):
            broken = next((child for child in node.children if child.has_error or child.is_missing), None)
            if broken is None:
                break
            node = broken
        return node

    def string(self, node: Node) -> Text:
        """The value of a string literal (ECMAScript 12.9.4)."""
        start, end = self.bounds(node)
        children = node.named_children
        if not children:
            return self.code.slice(start + 1, end - 1)
        return _with_pairs_joined(Text.join([self.chunk(child) for child in children]))

    def chunk(self, node: Node) -> Text:
        """The value of one part of a string or template literal: plain characters or an escape sequence."""
        text = self.text(node)
        return Text.decoded(_unescaped(text.value), text.span()) if node.type == "escape_sequence" else text


def parts(node: Node) -> list[Node]:
    """The named children of a node, without comments."""
    return [child for child in node.named_children if child.type != "comment"]


def number(literal: str) -> float | None:
    """The value of a number literal (ECMAScript 12.9.3); None for a BigInt, which is not a number."""
    digits = literal.replace("_", "")
    if digits.endswith("n"):
        return None
    base = {"0x": 16, "0o": 8, "0b": 2}.get(digits[:2].lower())
    if base:
        return whole_number(int(digits[2:], base))
    return whole_number(int(digits, 8)) if _LEGACY_OCTAL.fullmatch(digits) else float(digits)


def whole_number(value: int) -> float:
    """The number that an integer is: one that is too large is infinite."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def _character_offsets(text: str) -> array[int]:
    """For each byte of the UTF-8 form, and for its end, the number of the character that it belongs to."""
    offsets = array("L")
    for i, c in enumerate(text):
        code = ord(c)
        offsets.extend([i] * (1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4))
    offsets.append(len(text))
    return offsets


def _unescaped(escape: str) -> str:
    kind = escape[1]
    if kind in _SIMPLE_ESCAPES:
        return _SIMPLE_ESCAPES[kind]
    if kind in "xu" and len(escape) > 2:
        code = int(escape[2:].strip("{}"), 16)
        return chr(code) if code <= 0x10FFFF else "\ufffd"
    if kind in "01234567":
        return chr(int(escape[1:], 8))
    return "" if kind in _LINE_ENDS else escape[1:]


_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def _with_pairs_joined(text: Text) -> Text:
    """Two escapes that make up one character (`\\ud83d\\ude00`) as that character."""
    if not _PAIR.search(text.value):
        return text
    joined, at = [], 0
    for pair in _PAIR.finditer(text.value):
        character = pair[0].encode("utf-16", "surrogatepass").decode("utf-16")
        joined += [text.slice(at, pair.start()), Text.decoded(character, text.span(pair.start(), pair.end()))]
        at = pair.end()
    return Text.join([*joined, text.slice(at, len(text))])
