"""Strings that PHP puts values into: in double quotes, and as heredocs."""

from __future__ import annotations

from tree_sitter import Node

from unisono.languages.php.state import Php
from unisono.languages.php.syntax import single_quoted, unescaped, with_bytes_joined
from unisono.languages.php.values import to_text
from unisono.languages.php.variables import element, variable
from unisono.languages.program.tree import without_indent
from unisono.languages.program.values import String, Value
from unisono.text.source import Text

_PLAIN = frozenset({"string_content", "escape_sequence", "nowdoc_string", '"', "{", "}"})


def single(php: Php, node: Node) -> Value:
    return String(single_quoted(php.tree.text(node)))


def double(php: Php, node: Node) -> Value:
    start, end = php.tree.bounds(node)
    return _with_values(php, node, start + 1, end - 1, None)


def heredoc(php: Php, node: Node) -> Value:
    """What stands between the lines of the two names. Of each line as much white space is left out as there is before the
    closing name (PHP manual, "Heredoc")."""
    opening, closing = node.child_by_field_name("identifier"), node.child_by_field_name("end_tag")
    if opening is None or closing is None:
        raise php.unsupported(node)
    code = php.tree.code.value
    start, last = code.find("\n", php.tree.bounds(opening)[1]) + 1, php.tree.bounds(closing)[0]
    line = code.rfind("\n", 0, last)
    end = max(start, line - (code[line - 1] == "\r"))
    indent = last - line - 1
    if node.type == "nowdoc":
        return String(without_indent(php.tree.code.slice(start, end), indent, starts=True))
    return _with_values(php, node.child_by_field_name("value") or node, start, end, indent)


def _with_values(php: Php, node: Node, start: int, end: int, indent: int | None) -> String:
    """The string that stands from `start` to `end`, into which the nodes inside put values. `indent`: of a heredoc."""
    texts: list[Text] = []
    at = start

    def plain(until: int) -> None:
        text = php.tree.code.slice(at, until)
        text = text if indent is None else without_indent(text, indent, starts=at == start)
        texts.append(unescaped(text, heredoc=indent is not None))

    for child, before in zip(node.children, [None, *node.children], strict=False):
        if child.type in _PLAIN or not child.is_named:
            continue
        in_braces = before is not None and before.type == "{"
        low, high = php.tree.bounds(child)
        if in_braces:
            low, high = low - 1, php.tree.code.value.index("}", high) + 1
        if not start <= low <= high <= end:
            continue
        plain(low)
        texts.append(to_text(_put_in(php, child, in_braces=in_braces)))
        at = high
    plain(end)
    return String(with_bytes_joined(Text.join(texts)))


def _put_in(php: Php, node: Node, *, in_braces: bool) -> Value:
    """A value in a string. Without braces, the name in `"$map[name]"` is the key itself."""
    if node.type == "subscript_expression" and not in_braces and node.named_children[-1].type == "name":
        name = String(php.tree.text(node.named_children[-1]))
        return element(php, php.evaluate(node.named_children[0]), name, node)
    if node.type == "dynamic_variable_name" and node.named_children[0].type == "name":
        return variable(php, php.tree.text(node.named_children[0]))
    return php.evaluate(node)
