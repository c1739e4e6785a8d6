"""Syntax errors that the grammar lets pass: they are found where the code is read, but keep all of it from running."""

from __future__ import annotations

from tree_sitter import Node

from unisono.languages.javascript.script import Script
from unisono.languages.reading import Invalid


class EarlyError(Invalid):
    """A syntax error that is found before anything runs."""


def refuse_missing_items(script: Script, node: Node) -> None:
    """Refuse `(a,, b)` and `{a: 1,, b: 2}`; only in arrays may items be missing."""
    missing = True
    for child in node.children[1:-1]:
        if child.type == "," and missing:
            raise EarlyError("SyntaxError: Unexpected token ','", script.text(child).span())
        if child.type != "comment":
            missing = child.type == ","


def refuse_line_end(script: Script, node: Node) -> None:
    """Refuse a line end in a string literal that no backslash escapes."""
    if node.start_point.row == node.end_point.row:
        return
    at = node.start_byte + 1
    for child in [*node.named_children, node.children[-1]]:
        if child.start_byte != at:
            raise EarlyError("SyntaxError: Invalid or unexpected token", script.text(node).span())
        at = child.end_byte
