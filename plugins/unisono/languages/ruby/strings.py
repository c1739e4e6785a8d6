"""Strings: literals, what is put into them, and heredocs (Ruby's documentation, "Literals")."""

from __future__ import annotations

import re

from tree_sitter import Node

from unisono.languages.program.tree import without_indent
from unisono.languages.program.values import List, String, Value
from unisono.languages.reading import Unsupported
from unisono.languages.ruby.state import Ruby
from unisono.languages.ruby.values import Symbol, to_text
from unisono.text.regex import regex
from unisono.text.source import Text

_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "s": " ", "e": "\x1b", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_ESCAPE = regex(r"\\(?:u\{[0-9A-Fa-f ]+\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|\r?\n|.)", re.DOTALL)
_QUOTED = regex(r"\\[\\']")


def string(ruby: Ruby, node: Node) -> Value:
    start, end = ruby.tree.bounds(node)
    opening = ruby.tree.written(node.children[0])
    start, end = start + len(opening), end - 1
    if opening == "'" or opening.startswith("%q"):
        text = ruby.tree.code.slice(start, end)
        return String(text.sub(_QUOTED, lambda found: found[0][1]) if "\\" in text.value else text)
    return String(_joined(ruby, node, start, end, None))


def chained(ruby: Ruby, node: Node) -> Value:
    return String(Text.join([to_text(string(ruby, part)) for part in node.named_children]))


def heredoc(ruby: Ruby, node: Node) -> Value:
    """The text between the line of the name and the one that closes it; `<<~` leaves out what all its lines begin with."""
    body = ruby.heredocs.get(node.id)
    if body is None:
        raise ruby.unsupported(node)
    written, code = ruby.tree.written(node), ruby.tree.code
    start = code.value.find("\n", ruby.tree.bounds(body)[0]) + 1
    last = ruby.tree.bounds(body.named_children[-1])[0]
    end = code.value.rfind("\n", 0, last) + 1
    indent = _indent(code.value[start:end]) if written.startswith("<<~") else 0
    if "'" in written:
        return String(without_indent(code.slice(start, end), indent, starts=True))
    return String(_joined(ruby, body, start, max(start, end), indent))


def _indent(text: str) -> int:
    lines = [line for line in text.split("\n") if line.strip()]
    return min((len(line) - len(line.lstrip(" \t")) for line in lines), default=0)


def _joined(ruby: Ruby, node: Node, start: int, end: int, indent: int | None) -> Text:
    """What stands from `start` to `end`, with the values that the node's interpolations put in."""
    texts: list[Text] = []
    at = start
    for child in [child for child in node.named_children if child.type == "interpolation"]:
        low, high = ruby.tree.bounds(child)
        texts.append(_plain(ruby.tree.code.slice(at, low), indent, starts=at == start))
        texts += [to_text(ruby.evaluate(value)) for value in child.named_children if value.type != "comment"]
        at = high
    texts.append(_plain(ruby.tree.code.slice(at, end), indent, starts=at == start))
    return Text.join(texts)


def _plain(text: Text, indent: int | None, *, starts: bool) -> Text:
    bare = without_indent(text, indent or 0, starts=starts)
    return bare.sub(_ESCAPE, lambda found: _unescaped(found[0], text)) if "\\" in bare.value else bare


def _unescaped(escape: str, place: Text) -> str:
    kind, rest = escape[1], escape[2:]
    if kind == "u":
        codes = [int(code, 16) for code in rest.strip("{}").split()]
        if any(code > 0x10FFFF or 0xD800 <= code < 0xE000 for code in codes):
            raise Unsupported("an escape that is no character", place.span())
        return "".join(map(chr, codes))
    if (kind == "x" and rest) or (kind in "01234567" and kind + rest != "0"):
        code = int(rest, 16) if kind == "x" else int(kind + rest, 8)
        if code >= 0x80:
            raise Unsupported("bytes that are no text", place.span())
        return chr(code)
    if kind in "\r\n":
        return ""
    return _SIMPLE.get(kind, kind)


def symbol(ruby: Ruby, node: Node) -> Value:
    """`:name`, and the name before the colon of a pair."""
    text = ruby.tree.text(node)
    return Symbol(text.slice(1, len(text)) if text.value.startswith(":") else text)


def quoted_symbol(ruby: Ruby, node: Node) -> Value:
    start, end = ruby.tree.bounds(node)
    return Symbol(_joined(ruby, node, start + 2, end - 1, None))


def words(ruby: Ruby, node: Node) -> Value:
    """`%w[a b]` and `%i[a b]`."""
    kind = String if node.type == "string_array" else Symbol
    return List(ruby.tree.text(node), [kind(ruby.tree.text(word)) for word in node.named_children])
