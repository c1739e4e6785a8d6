"""Values as literals of PHP, and a program that makes one request, in the style of PSR-12."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from unisono.languages.layout import Group, Style, Tree
from unisono.languages.writing import FormPair, Opaque, Pieces, Unwritable, Variable, pieces
from unisono.text.json import Node
from unisono.text.regex import regex

STYLE = Style(width=100, indent="    ")
"""PSR-12 has four blanks, and lines of 120 characters at most, better of 80."""


def text(value: Pieces) -> str:
    """An expression for a text: literals, and variables of the environment, joined by dots."""
    found: list[str] = []
    run = ""
    for piece in value:
        if isinstance(piece, Variable):
            found += [_literal(run)] if run else []
            found.append(f"getenv('{piece.name}')")
            run = ""
        else:
            run += piece.tag if isinstance(piece, Opaque) else piece
    found += [_literal(run)] if run or not found else []
    return " . ".join(found)


_CONTROL = regex("[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u2028\u2029\ufeff\ud800-\udfff]")
_ESCAPES = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
_LONG = 3
"""Lines from which on a text keeps its line breaks."""


def _literal(value: str) -> str:
    """In single quotes, in which nothing else is escaped; in double ones what has to be (PHP manual, "Strings")."""
    if _CONTROL.search(value) or 0 < value.count("\n") < _LONG:
        escaped = re.sub(r'[\\"$]', r"\\\g<0>", value).replace("\n", r"\n")
        return '"' + _CONTROL.sub(lambda found: _ESCAPES.get(found[0]) or f"\\u{{{ord(found[0]):x}}}", escaped) + '"'
    return "'" + re.sub(r"[\\']", r"\\\g<0>", value) + "'"


def value_of(node: Node) -> Tree:
    """A JSON value as PHP's own. Raises Unwritable where PHP has no literal of it."""
    if node.kind == "object":
        members = [(text(pieces(key.text)), value_of(value)) for key, value in node.members]
        if not members:
            return "new stdClass()"
        names = [key.value for key, _ in node.members]
        is_list = names == [str(number) for number in range(len(names))]
        return array(members, opening="(object) [" if is_list else "[")
    if node.kind == "array":
        return Group("[", [("", value_of(item)) for item in node.items], "]")
    if node.kind == "string":
        return text(pieces(node.text))
    if node.kind == "placeholder":
        raise Unwritable("takes the value of a variable for text")
    return node.value


def array(members: Iterable[tuple[str, Tree]], opening: str = "[") -> Group:
    """An array with keys, which are expressions."""
    return Group(opening, [(f"{key} => ", value) for key, value in members], "]")


def encoded(node: Node) -> Tree:
    """A call of `json_encode`."""
    flag = [("", "JSON_PRESERVE_ZERO_FRACTION")] if has_zero_fraction(node) else []
    return Group("json_encode(", [("", value_of(node)), *flag], ")", hugs=not flag)


def has_zero_fraction(node: Node) -> bool:
    """Whether a number in it ends with `.0`, which PHP leaves out."""
    inner = [*node.items, *(value for _, value in node.members)]
    return (node.kind == "number" and node.value.endswith(".0")) or any(map(has_zero_fraction, inner))


def built(found: Sequence[FormPair]) -> Group:
    """A call of `http_build_query`."""
    return Group("http_build_query(", [("", pairs(found))], ")", hugs=True)


def pairs(found: Sequence[FormPair]) -> Group:
    """The pairs of a query or a form as an array. Raises Unwritable where it has a name twice, or a name without a value."""
    members: dict[str, str] = {}
    for pair in found:
        if pair.value is None:
            raise Unwritable("has no way to send a name without a value")
        name = text(pair.name)
        if name in members:
            raise Unwritable("has no array with a name twice")
        members[name] = text(pair.value)
    return array(members.items())
