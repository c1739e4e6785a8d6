"""Code to syntax tree, every node with its characters. The trees are tree-sitter's; the names are those of the grammars."""

from __future__ import annotations

import importlib
import re
from array import array
from collections.abc import Iterator
from functools import cache, lru_cache

from tree_sitter import Language, Node, Parser

from unisono.languages.reading import Unsupported
from unisono.text.source import Text


@cache
def parser(package: str, language: str = "language") -> Parser:
    """The parser of a grammar, which is loaded when the first sample asks for it: `language` is its function in the package."""
    return Parser(Language(getattr(importlib.import_module(package), language)()))


_SHORT = 4_000
"""Bytes that are parsed in a blink, whatever they are."""

_STEPS, _STEPS_A_BYTE = 400, 0.025
"""What parsing may take, in steps as the parser counts them, a hundred of what it does each. Code of its language takes up to
0.023 a byte; to recover from errors, some grammars take thousands of times that."""

_PORTION = 1_024
"""Bytes that the parser is given at a time."""

_PORTIONS, _PORTIONS_A_BYTE = 200, 1 / 16
"""How often it may ask for some. It reads each once or twice; behind a `/*` that nothing closes, it reads all the rest."""


_FILLER = memoryview(b"a" * _PORTION)


class _Bounds:
    """The code as the parser reads it, until that takes too long."""

    def __init__(self, code: bytes) -> None:
        self._code = memoryview(code)
        self._steps = _STEPS + int(len(code) * _STEPS_A_BYTE)
        self._portions = _PORTIONS + int(len(code) * _PORTIONS_A_BYTE)
        self.reached = 0

    @property
    def passed(self) -> bool:
        """Whether it has taken too long."""
        return self._steps < 0 or self._portions < 0

    def read(self, offset: int, _: object) -> memoryview:
        """What the parser asks for. Once it has asked too often, as many characters of one word, behind which it soon stops:
        code that suddenly ends before what was read of it already ends the process (tree-sitter 0.26.1)."""
        self._portions -= 1
        code = self._code[offset : offset + _PORTION]
        return code if not self.passed else _FILLER[: len(code)]

    def stop(self, offset: int, _: bool) -> bool:
        """Whether the parser has to stop; it asks now and then."""
        self._steps -= 1
        if not self.passed:
            self.reached = min(offset, len(self._code))
        return self.passed


class Tree:
    """Parsed code: `root` is its tree; the methods say what the characters of a node are. Raises Unsupported where parsing
    takes too long."""

    def __init__(self, code: Text, parser: Parser) -> None:
        self.code = code
        text = code.masked("_")
        encoded = text.encode("utf-8", "surrogatepass")
        self._characters = None if len(encoded) == len(text) else _character_offsets(text)
        if len(encoded) > _SHORT:
            self._try(encoded, parser)
            self.root = parser.parse(encoded).root_node
        else:
            self.root = _root(encoded, parser)

    def _try(self, encoded: bytes, parser: Parser) -> None:
        """Parse code for no other end than to see whether that ends: the nodes of a tree whose code was asked for bit by bit
        have no text, and asking for it ends the process (tree-sitter 0.26.1)."""
        bounds = _Bounds(encoded)
        try:
            parser.parse(bounds.read, progress_callback=bounds.stop)
        except ValueError:  # what a parser says that was stopped
            parser.reset()
        if bounds.passed:
            at = bounds.reached if self._characters is None else self._characters[bounds.reached]
            raise Unsupported("code that takes too long to parse", self.code.span(at, at))

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


@lru_cache(maxsize=16)  # a page is drawn soon after it is read, and its samples are looked at once more
def _root(code: bytes, parser: Parser) -> Node:
    return parser.parse(code).root_node


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


Around = tuple[Node, "Around"] | None
"""What a node is in, and what that is in."""


def within_all(node: Node) -> Iterator[tuple[Node, Around]]:
    """As `within`, with what is around each: a `parent` is looked for from the root on, which takes long for many nodes of code
    that is nested deeply."""
    pending: list[tuple[Node, Around]] = [(node, None)]
    while pending:
        found, around = pending.pop()
        yield found, around
        pending += [(child, (found, around)) for child in reversed(found.children)]


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
