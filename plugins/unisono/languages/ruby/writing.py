"""Values as literals of Ruby, in the style that RuboCop leaves alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from unisono.languages.layout import Group, Style, Tree
from unisono.languages.writing import UNSEEN, FormPair, Opaque, Pieces, Unwritable, Variable, pieces
from unisono.text.json import Node

STYLE = Style(width=100, indent="  ", comma=False)
"""RuboCop has two blanks, no comma behind the last of several lines, and lines of 120 characters at most."""

_ESCAPES = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def text(value: Pieces) -> str:
    """A string literal, in double quotes where values or escapes are in it; a variable alone as it is."""
    if len(value) == 1 and isinstance(value[0], Variable):
        return _environment(value[0])
    known = "".join(_written(piece) for piece in value if not isinstance(piece, Variable))
    if any(isinstance(piece, Variable) for piece in value) or UNSEEN.search(known):
        return '"' + "".join(_expanded(piece) for piece in value) + '"'
    return "'" + re.sub(r"[\\']", r"\\\g<0>", known) + "'"


def _written(piece: str | Variable | Opaque) -> str:
    return piece if isinstance(piece, str) else piece.tag if isinstance(piece, Opaque) else ""


def _environment(variable: Variable) -> str:
    return f"ENV['{variable.name}']"


def _expanded(piece: str | Variable | Opaque) -> str:
    """In double quotes, in which `#{`, `#$` and `#@` put values in."""
    if isinstance(piece, Variable):
        return f"#{{{_environment(piece)}}}"
    if isinstance(piece, Opaque):
        return piece.tag
    escaped = re.sub(r'[\\"]|#(?=[{$@]|\Z)', r"\\\g<0>", piece)
    return UNSEEN.sub(lambda found: _ESCAPES.get(found[0]) or f"\\u{{{ord(found[0]):x}}}", escaped)


def value_of(node: Node) -> Tree:
    """A JSON value as Ruby's own. Raises Unwritable where Ruby has no literal of it."""
    if node.kind == "object":
        return hash_of((text(pieces(key.text)), value_of(value)) for key, value in node.members)
    if node.kind == "array":
        return Group("[", [("", value_of(item)) for item in node.items], "]")
    if node.kind == "string":
        return text(pieces(node.text))
    if node.kind == "placeholder":
        raise Unwritable("takes the value of a variable for text")
    return "nil" if node.kind == "null" else node.value


def hash_of(members: Iterable[tuple[str, Tree]]) -> Tree:
    """A hash of literals."""
    items = [(f"{key} => ", value) for key, value in members]
    return Group("{", items, "}", pad=" ") if items else "{}"


def pairs(found: Sequence[FormPair]) -> Tree:
    """The pairs of a query or a form: a hash, or a list of pairs where it has a name twice."""
    names = [text(pair.name) for pair in found]
    values = ["nil" if pair.value is None else text(pair.value) for pair in found]
    if len(set(names)) == len(names):
        return hash_of(zip(names, values, strict=True))
    items = [("", Group("[", [("", name), ("", value)], "]")) for name, value in zip(names, values, strict=True)]
    return Group("[", list(items), "]")
