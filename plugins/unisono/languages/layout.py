"""How code is laid out in samples that are written: as the formatter of their language leaves it alone.

What fits on a line is on one; what does not has each of its items on a line of its own (ruff format, prettier, gofmt).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import category, east_asian_width

from unisono.text.regex import regex


class Style(NamedTuple):
    """`width` in characters; `indent`: what one level is moved in by; `comma`: whether the last of several lines has one;
    `drops`: whether a text that does not fit behind its key or name goes on the next line (prettier)."""

    width: int = 80
    indent: str = "  "
    comma: bool = True
    drops: bool = False


class Group(NamedTuple):
    """Items between brackets, each what stands before it (a key, a name) and itself. `pad`: what is between the brackets and
    the items on one line; `hugs`: the last item may go on over several lines where the rest fits on the first; `breaks`: never
    on one line; `fills`: as many items on a line as fit."""

    opening: str
    items: Sequence[tuple[str, str | Group]]
    closing: str
    pad: str = ""
    hugs: bool = False
    breaks: bool = False
    fills: bool = False


Tree = str | Group
"""An expression: text that nothing breaks, or a group."""


def lay_out(tree: Tree, style: Style, before: str = "", after: str = "", level: int = 0) -> str:
    """The expression behind `before` and in front of `after`, on lines that are `level` levels in but for the first."""
    flat = tree if isinstance(tree, str) else _flat(tree)
    fits = flat is not None and columns(f"{before}{flat}{after}") <= style.width
    if not fits and _drops(tree, style, before):
        return f"{before.rstrip()}\n{lay_out(tree, style, style.indent * (level + 1), after, level + 1)}"
    if isinstance(tree, str) or fits or not tree.items:
        return f"{before}{flat}{after}"
    if tree.hugs and (found := _hugged(tree, style, before, after, level)) is not None:
        return found
    inner = style.indent * (level + 1)
    lines = [f"{before}{tree.opening}", *(_filled if tree.fills else _one_by_one)(tree, style, inner, level + 1)]
    return "\n".join([*lines, f"{style.indent * level}{tree.closing}{after}"])


def columns(text: str) -> int:
    """How wide a line is in a terminal (Unicode Standard Annex 11), as formatters count it."""
    if text.isascii():
        return len(text)
    return sum(0 if category(c) in {"Mn", "Me", "Cf"} else 2 if east_asian_width(c) in {"W", "F"} else 1 for c in text)


def _drops(tree: Tree, style: Style, before: str) -> bool:
    """Whether an expression goes below its name: a text, but no template, truth value or number without a sign, and not where
    the key is hardly longer than the indentation; a group whose bracket does not fit behind it."""
    name = before.strip()
    if not style.drops or (isinstance(tree, str) and _STAYS.match(tree)):
        return False
    if isinstance(tree, Group):
        return name.endswith(":") and (not tree.items or columns(before + tree.opening) > style.width)
    return name.endswith("=") or (name.endswith(":") and columns(name) - 1 >= len(style.indent) + 3)


_STAYS = regex(r"`|(?:true|false|\d[\d.e-]*)\Z")


def _one_by_one(tree: Group, style: Style, inner: str, level: int) -> Sequence[str]:
    last = len(tree.items) - 1
    return [
        lay_out(item, style, f"{inner}{prefix}", "," if style.comma or number < last else "", level)
        for number, (prefix, item) in enumerate(tree.items)
    ]


def _filled(tree: Group, style: Style, inner: str, level: int) -> Sequence[str]:
    lines: list[str] = []
    for item in _one_by_one(tree, style, "", level):
        if lines and columns(f"{lines[-1]} {item}") <= style.width:
            lines[-1] += f" {item}"
        else:
            lines.append(f"{inner}{item}")
    return lines


def _hugged(tree: Group, style: Style, before: str, after: str, level: int) -> str | None:
    """With only the last item over several lines; None where that is no group, or the rest does not fit."""
    *others, (prefix, last) = tree.items or [("", "")]
    flats = [_flat(item) for _, item in others]
    if isinstance(last, str) or not last.items or None in flats:
        return None
    head = tree.opening + "".join(f"{before_it}{flat}, " for (before_it, _), flat in zip(others, flats, strict=True)) + prefix
    if columns(before + head + last.opening) > style.width:
        return None
    return lay_out(last._replace(breaks=True), style, before + head, tree.closing + after, level)


def _flat(tree: Tree) -> str | None:
    """On one line; None where it cannot be."""
    if isinstance(tree, str):
        return None if "\n" in tree else tree
    flats = [(prefix, _flat(item)) for prefix, item in tree.items]
    if tree.breaks or any(flat is None for _, flat in flats):
        return None
    inner = ", ".join(f"{prefix}{flat}" for prefix, flat in flats)
    return f"{tree.opening}{tree.pad}{inner}{tree.pad}{tree.closing}" if inner else f"{tree.opening}{tree.closing}"
