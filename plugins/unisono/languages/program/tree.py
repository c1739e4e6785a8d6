"""Code to syntax tree, every node with its characters. The trees are tree-sitter's; the names are those of the grammars."""

from __future__ import annotations

import importlib
import re
from array import array
from collections.abc import Iterator
from functools import cache

from tree_sitter import Language, Node, Parser

from unisono.text.source import Text


@cache
def parser(package: str, language: str = "language") -> Parser:
    """The parser of a grammar, which is loaded when the first sample asks for it: `language` is its function in the package."""
    return Parser(Language(getattr(importlib.import_module(package), language)()))


class Tree:
    """Parsed code: `root` is its tree; the methods say what the characters of a node are."""

    def __init__(self, code: Text, parser: Parser) -> None:
        self.code = code
        text = code.masked("_")
        encoded = text.encode("utf-8", "surrogatepass")
        self.root = parser.parse(encoded).root_node
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
        """The node at which the code stops being of its language; None where it is to its end."""
        if not self.root.has_error:
            return None
        node = self.root
        while not (node.is_error or node.is_missing):
            broken = next((child for child in node.children if child.has_error or child.is_missing), None)
            if broken is None:
                break
            node = broken
        return node


def parts(node: Node) -> list[Node]:
    """The named children of a node, without comments, which grammars have several kinds of."""
    return [child for child in node.named_children if not child.type.endswith("comment")]


def within(node: Node) -> Iterator[Node]:
    """A node and all that is in it, in order."""
    pending = [node]
    while pending:
        found = pending.pop()
        yield found
        pending += reversed(found.children)


def without_indent(text: Text, indent: int, *, starts: bool) -> Text:
    """A part of a heredoc without the indentation of its lines; it `starts` the first of them, or goes on with one."""
    if not indent:
        return text
    return text.sub(re.compile(rf"(?:(?<=\n){'|^' if starts else ''})[ \t]{{1,{indent}}}"), lambda _: "")


def _character_offsets(text: str) -> array[int]:
    """For each byte of the UTF-8 form, and for its end, the number of the character that it belongs to."""
    offsets = array("L")
    for i, c in enumerate(text):
        code = ord(c)
        offsets.extend([i] * (1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4))
    offsets.append(len(text))
    return offsets
