"""Text that may be anything, as Markdown that shows just that."""

from __future__ import annotations

from unisono.text.regex import regex

_MARKS = regex(r"[\\`*_{}\[\]|~$^=!]")
_BEGINS_BLOCK = regex(r"(?:[#+:-]|\d{1,9}[.)])(?=\s|$|-)")


def plain_markdown(text: str) -> str:
    """A text on one line as Markdown that shows it as it is: no markup, no HTML, no Liquid."""
    line = " ".join(text.replace("\0", "").split())
    escaped = _MARKS.sub(lambda found: f"\\{found[0]}" if found[0] in _ESCAPABLE else f"&#{ord(found[0])};", _entities(line))
    begins = _BEGINS_BLOCK.match(escaped)
    return f"{escaped[: begins.end() - 1]}\\{escaped[begins.end() - 1 :]}" if begins else escaped


_ESCAPABLE = frozenset("\\`*_{}[]!")
"""Of the marks, those that Python-Markdown lets a backslash stand before (its `ESCAPED_CHARS`)."""


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
