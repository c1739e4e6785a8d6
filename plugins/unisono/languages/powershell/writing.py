"""Values as literals of PowerShell, laid out as PSScriptAnalyzer's formatter leaves them alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from unisono.languages.csharp.values import number_text
from unisono.languages.layout import columns
from unisono.languages.writing import UNSEEN, Opaque, Piece, Pieces, Unwritable, Variable, pieces
from unisono.text.json import Node
from unisono.text.regex import regex

WIDTH = 100

_ESCAPES = {"\n": "`n", "\r": "`r", "\t": "`t", "\0": "`0"}


class Block(NamedTuple):
    """`@{ … }` or `@( … )`: each item what stands before it, and itself."""

    opening: str
    items: Sequence[tuple[str, str | Block]]
    closing: str
    separator: str


Tree = str | Block
"""An expression: text that nothing breaks, or what has its items in brackets."""


def lay_out(tree: Tree, before: str = "", after: str = "", level: int = 0) -> str:
    """The expression behind `before` and in front of `after`: a list on one line where it fits, else each item on its own."""
    flat = _flat(tree)
    indent = "    " * level
    if isinstance(tree, str) or not tree.items:
        return f"{before}{flat}{after}"
    if tree.separator == ", " and "\n" not in flat and "@{" not in flat and columns(f"{indent}{before}{flat}{after}") <= WIDTH:
        return f"{before}{flat}{after}"
    last = len(tree.items) - 1
    comma = tree.separator.strip().replace(";", "")
    lines = [
        f"{indent}    {lay_out(item, prefix, comma if number < last else '', level + 1)}"
        for number, (prefix, item) in enumerate(tree.items)
    ]
    return "\n".join([f"{before}{tree.opening}", *lines, f"{indent}{tree.closing}{after}"])


def _flat(tree: Tree) -> str:
    if isinstance(tree, str):
        return tree
    return f"{tree.opening}{tree.separator.join(f'{prefix}{_flat(item)}' for prefix, item in tree.items)}{tree.closing}"


def text(value: Pieces) -> str:
    """A string literal, in double quotes where values or escapes are in it; a variable alone as it is."""
    if len(value) == 1 and isinstance(value[0], Variable):
        return f"$env:{value[0].name}"
    known = "".join(piece if isinstance(piece, str) else "" for piece in value)
    if any(isinstance(piece, Variable) for piece in value) or UNSEEN.search(known) or re.search("[‘’‚‛]", known):
        return '"' + _without_braces("".join(_expanded(piece) for piece in value)) + '"'
    return "'" + "".join(piece.replace("'", "''") if isinstance(piece, str) else _tag(piece) for piece in value) + "'"


def _tag(piece: Piece) -> str:
    return piece.tag if isinstance(piece, Opaque) else ""


def _expanded(piece: Piece) -> str:
    if isinstance(piece, Variable):
        return f"${{env:{piece.name}}}"
    if isinstance(piece, Opaque):
        return piece.tag
    special = '[`"$“”„#]' if re.search('[`"$“”„]', piece) else '[`"$“”„]'  # behind an escape, the grammar takes # for a comment
    escaped = re.sub(special, r"`\g<0>", piece)
    return UNSEEN.sub(lambda found: _ESCAPES.get(found[0]) or f"`u{{{ord(found[0]):x}}}", escaped)


def _without_braces(expanded: str) -> str:
    """Text with variables in it, without the braces where the name surely ends."""
    return re.sub(r'(?<!`)\$\{env:(\w+)\}(?=[ /",;&.=)\n-]|\Z)', r"$env:\1", expanded)


def here(value: Pieces) -> str | None:
    """A here-string, for text over several lines; None where an ordinary literal is better."""
    known = "".join(piece if isinstance(piece, str) else "" for piece in value)
    if (
        "\n" not in known
        or UNSEEN.search(known.replace("\n", "").replace("\t", ""))
        or re.search("^['\"]@", known, re.MULTILINE)
    ):
        return None
    if any(isinstance(piece, Variable) for piece in value):
        body = "".join(re.sub("[`$]", r"`\g<0>", piece) if isinstance(piece, str) else _expanded(piece) for piece in value)
        return f'@"\n{_without_braces(body)}\n"@'
    return "@'\n" + "".join(piece if isinstance(piece, str) else _tag(piece) for piece in value) + "\n'@"


def value_of(node: Node) -> Tree:
    """A JSON value as PowerShell's own. Raises Unwritable where PowerShell has no literal of it."""
    if node.kind == "object":
        return table([(pieces(key.text), value_of(value)) for key, value in node.members])
    if node.kind == "array":
        return _array(node)
    if node.kind == "string":
        return text(pieces(node.text))
    if node.kind == "placeholder":
        raise Unwritable("takes the value of a variable for text")
    return _number(node.value) if node.kind == "number" else f"${node.value}"


def _array(node: Node) -> Tree:
    """A list. One list in a list needs a comma before it, as `@( )` takes lists apart."""
    items = [("", value_of(item)) for item in node.items]
    if len(items) == 1 and node.items[0].kind == "array":
        items = [(", ", items[0][1])]
    return Block("@(", items, ")", ", ")


_NAME = regex(r"[A-Za-z_][A-Za-z0-9_]*")
_KEYWORDS = frozenset(
    """begin break catch class clean configuration continue data define do dynamicparam else elseif end enum exit
    filter finally for foreach from function hidden if in inlinescript parallel param process return sequence
    static switch throw trap try type until using var while workflow""".split()  # noqa: SIM905
)


def table(members: Sequence[tuple[Pieces, Tree]]) -> Tree:
    """A hashtable, `[ordered]` where there is an order. Raises Unwritable for names that are the same in lower case."""
    keys = [key(name) for name, _ in members]
    if len({one.lower().strip("'") for one in keys}) < len(keys):
        raise Unwritable("has no object with names that differ in case only")
    ordered = "[ordered]" if len(members) > 1 else ""
    return Block(f"{ordered}@{{", [(f"{name} = ", value) for name, (_, value) in zip(keys, members, strict=True)], "}", "; ")


def key(name: Pieces) -> str:
    """The key of a hashtable."""
    if any(isinstance(piece, Variable) for piece in name):
        raise Unwritable("has no key that a variable is in")
    if len(name) == 1 and isinstance(name[0], str) and _NAME.fullmatch(name[0]) and name[0].lower() not in _KEYWORDS:
        return name[0]
    return text(name)


def depth(tree: Tree) -> int:
    """How many brackets are in one another."""
    return 0 if isinstance(tree, str) else 1 + max((depth(item) for _, item in tree.items), default=0)


def _number(written: str) -> str:
    """A number of a type that `ConvertTo-Json` writes as it is spelled: `int`, `long`, `double` or `decimal`."""
    if re.fullmatch(r"-?(?:0|[1-9][0-9]*)", written):
        if len(written) <= 20 and written != "-0" and -(2**63) < int(written) < 2**63:
            return written
    elif re.fullmatch(r"-?(?:0|[1-9][0-9]*)\.[0-9]+", written):
        plain = number_text(float(written))
        if written in {plain, f"{plain}.0"} and written != "-0.0":
            return written
        digits = written.replace("-", "").replace(".", "").lstrip("0")
        if 0 < len(digits) <= 28 and len(written.partition(".")[2]) <= 28:
            return f"{written}d"
    raise Unwritable(f"has no number that is written '{written}'")
