"""String literals (PowerShell's documentation, "about_Quoting_Rules" and "about_Special_Characters")."""

from __future__ import annotations

import re

from tree_sitter import Node

from unisono.languages.powershell.state import PowerShell
from unisono.languages.powershell.values import to_text
from unisono.languages.program.values import String, Value
from unisono.languages.reading import Unsupported
from unisono.text.regex import regex
from unisono.text.source import Text

TEXT_OR_COMMENT = (
    r"@'\r?\n[\s\S]*?(?:\n'@|\Z)|@\"\r?\n[\s\S]*?(?:\n\"@|\Z)|'[^']*'|\"(?:`[\s\S]|[^\"`])*\"|<#[\s\S]*?(?:#>|\Z)|#[^\n]*"
)
"""The pattern of a text or a comment; what is not closed goes on to the end."""
BEGINNING_PARAMETER = regex(
    rf"{TEXT_OR_COMMENT}|(?<!`)(?<!`\r)\r?\n[ \t]*(-(?!(?:not|bnot|join|[ci]?split)\b)[A-Za-z]\w*)", re.IGNORECASE
)
"""A text or a comment; or, as its group, what looks like a parameter and begins a line though none goes on there. The operators
may stand before a value alone."""

_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v"}
_ESCAPE = regex(r"`(?:u\{[0-9A-Fa-f]{1,6}\}|\r?\n|.)|\"\"", re.DOTALL)
_OF_HERE_STRINGS = regex(r"`(?:u\{[0-9A-Fa-f]{1,6}\}|\r?\n|.)", re.DOTALL)
_HERE = regex(r"@[\"'][ \t]*\r?\n([\s\S]*?)\r?\n?[\"']@\Z")


_SINGLE = regex("[‘’‚‛]")
_DOUBLE = regex("(?<!`)[“”„]")
"""What PowerShell takes for plain quotation marks, wherever it stands."""


def verbatim(powershell: PowerShell, node: Node) -> Value:
    """`'…'`"""
    start, end = powershell.tree.bounds(node)
    if _SINGLE.search(powershell.tree.code.known[start:end]):
        raise powershell.unsupported(node, "a typographic quotation mark, which PowerShell takes for a plain one,")
    return String(powershell.tree.code.slice(start + 1, end - 1).sub(re.compile("''"), lambda _: "'"))


def verbatim_here(powershell: PowerShell, node: Node) -> Value:
    """`@'…'@`, its content on lines of its own."""
    return String(powershell.tree.code.slice(*_of_here_string(powershell, node)))


def expandable(powershell: PowerShell, node: Node) -> Value:
    """`"…"`"""
    start, end = powershell.tree.bounds(node)
    if _DOUBLE.search(powershell.tree.code.known[start:end]):
        raise powershell.unsupported(node, "a typographic quotation mark, which PowerShell takes for a plain one,")
    return String(_joined(powershell, node, start + 1, end - 1, _ESCAPE))


def expandable_here(powershell: PowerShell, node: Node) -> Value:
    """`@"…"@`"""
    start, end = _of_here_string(powershell, node)
    return String(_joined(powershell, node, start, end, _OF_HERE_STRINGS))


def _of_here_string(powershell: PowerShell, node: Node) -> tuple[int, int]:
    start, _ = powershell.tree.bounds(node)
    found = _HERE.match(powershell.tree.written(node).rstrip())
    if found is None:
        raise powershell.unsupported(node)
    return start + found.start(1), start + found.end(1)


def _joined(powershell: PowerShell, node: Node, start: int, end: int, escape: re.Pattern[str]) -> Text:
    texts: list[Text] = []
    at = start
    for child in [child for child in node.named_children if child.type in {"variable", "sub_expression"}]:
        low, high = powershell.tree.bounds(child)
        texts += [_plain(powershell.tree.code.slice(at, low), escape), to_text(powershell.evaluate(child))]
        at = high
    texts.append(_plain(powershell.tree.code.slice(at, end), escape))
    return Text.join(texts)


def _plain(text: Text, escape: re.Pattern[str]) -> Text:
    return text.sub(escape, lambda found: _character(found[0], text)) if re.search('[`"]', text.known) else text


def _character(escape: str, place: Text) -> str:
    if escape == '""':
        return '"'
    kind = escape[1:]
    if kind.startswith("u{"):
        code = int(kind[2:-1], 16)
        if code > 0x10FFFF or 0xD800 <= code < 0xE000:
            raise Unsupported("an escape that is no character", place.span())
        return chr(code)
    return _SIMPLE.get(kind, kind)
