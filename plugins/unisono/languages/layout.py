"""How code is laid out in samples that are written: as the formatter of their language leaves it alone.

What fits on a line is on one; what does not has each of its items on a line of its own (ruff format, prettier, gofmt).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Style(NamedTuple):
    """`width` in characters; `indent`: what one level is moved in by; `comma`: whether the last of several lines has one."""

    width: int = 80
    indent: str = "  "
    comma: bool = True


class Group(NamedTuple):
    """Items between brackets, each what stands before it (a key, a name) and itself. `pad`: what is between the brackets and
    the items on one line; `hugs`: the last item may go on over several lines where the rest fits on the first; `breaks`: never
    on one line."""

    opening: str
    items: Sequence[tuple[str, str | Group]]
    closing: str
    pad: str = ""
    hugs: bool = False
    breaks: bool = False


Tree = str | Group
"""An expression: text that nothing breaks, or a group."""


def lay_out(tree: Tree, style: Style, before: str = "", after: str = "", level: int = 0) -> str:
    """The expression behind `before` and in front of `after`, on lines that are `level` levels in but for the first."""
    flat = _flat(tree)
    if isinstance(tree, str) or (flat is not None and len(before) + len(flat) + len(after) <= style.width):
        return f"{before}{flat}{after}"
    if tree.hugs and (found := _hugged(tree, style, before, after, level)) is not None:
        return found
    inner = style.indent * (level + 1)
    lines = [f"{before}{tree.opening}"]
    for number, (prefix, item) in enumerate(tree.items, 1):
        comma = "," if style.comma or number < len(tree.items) else ""
        lines.append(lay_out(item, style, f"{inner}{prefix}", comma, level + 1))
    return "\n".join([*lines, f"{style.indent * level}{tree.closing}{after}"])


def _hugged(tree: Group, style: Style, before: str, after: str, level: int) -> str | None:
    """With only the last item over several lines; None where that is no group, or the rest does not fit."""
    *others, (prefix, last) = tree.items or [("", "")]
    flats = [_flat(item) for _, item in others]
    if isinstance(last, str) or not last.items or None in flats:
        return None
    head = tree.opening + "".join(f"{before_it}{flat}, " for (before_it, _), flat in zip(others, flats, strict=True)) + prefix
    if len(before) + len(head) + len(last.opening) > style.width:
        return None
    return lay_out(last._replace(breaks=True), style, before + head, tree.closing + after, level)


def _flat(tree: Tree) -> str | None:
    """On one line; None where it cannot be."""
    if isinstance(tree, str):
        return tree
    flats = [(prefix, _flat(item)) for prefix, item in tree.items]
    if tree.breaks or any(flat is None or "\n" in flat for _, flat in flats):
        return None
    inner = ", ".join(f"{prefix}{flat}" for prefix, flat in flats)
    return f"{tree.opening}{tree.pad}{inner}{tree.pad}{tree.closing}" if inner else f"{tree.opening}{tree.closing}"
