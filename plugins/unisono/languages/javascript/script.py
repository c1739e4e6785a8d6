"""JavaScript text to syntax tree, and the values of literals, every character with its place.

The tree is tree-sitter's (package tree-sitter-javascript); the names of nodes and of their fields are those of its grammar.
"""

from __future__ import annotations

import math

from tree_sitter import Node, Parser

from unisono.languages.javascript import GRAMMARS
from unisono.languages.program.tree import Tree, parser
from unisono.text.regex import regex
from unisono.text.source import Text

_SIMPLE_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}
_LINE_ENDS = "\n\r\u2028\u2029"
_LEGACY_OCTAL = regex(r"0[0-7]+")


FUNCTIONS = frozenset(
    ["function_declaration", "function_expression", "arrow_function", "method_definition", "generator_function"]
)
"""The nodes that are functions, each with code of its own."""


class Script(Tree):
    """A parsed script, and the values of its strings."""

    def __init__(self, code: Text, grammar: Parser | None = None) -> None:
        super().__init__(code, grammar or parser(GRAMMARS[0]))
        self.awaiting = set[int]()
        """The nodes of `await (…)`, which the grammar takes for calls of a function `await`, by their `id`; …"""
        self.awaited = set[int]()
        """… and those of what they wait for: of `await (a).b()` all of it."""

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


def mistaken_await(word: Node) -> tuple[Node, Node] | None:
    """Of the word of an `await (…)` that is taken for the name of a function, the call and all that is waited for: what comes
    after the parentheses belongs to it (ECMAScript 15.8, AwaitExpression)."""
    call = word.parent
    if (
        word.type != "identifier"
        or call is None
        or call.type != "call_expression"
        or word != call.child_by_field_name("function")
    ):
        return None
    whole = call
    while (outer := whole.parent) is not None and whole in (
        outer.child_by_field_name("function"),
        outer.child_by_field_name("object"),
    ):
        whole = outer
    return call, whole


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


_PAIR = regex("[\ud800-\udbff][\udc00-\udfff]")


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
