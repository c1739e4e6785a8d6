"""Why a program is no PHP, with what to write where that is certain."""

from __future__ import annotations

import re

from unisono.languages.program.reading import typographic
from unisono.languages.program.tree import Tree
from unisono.languages.reading import Invalid, Misprint
from unisono.text.regex import regex
from unisono.text.source import Text

_TEXT = regex(r'"(?:[^"\\]|\\.)*+"|\'(?:[^\'\\]|\\.)*+\'|\\[\\"\']|//[^\n]*|\#[^\n]*|/\*.*?(?:\*/|\Z)', re.DOTALL)
_NEXT_ELEMENT = regex(
    r"[^\n]*[^\s,{(\[:;>]()[ \t]*\n\s*(?:[A-Z]+_\w+|\"[^\"\n]*\"|'[^'\n]*')\s*=>",
)
_NEXT_STATEMENT = regex(
    r"(?![ \t]*<\?php[ \t]*\n)[^\n]*[^\s;{}(\[,:.=<>&|?+*/-]()[ \t]*\n"
    r"\s*(?:\$\w+\s*(?:=|->|\[)|[A-Za-z_]\w*\s*\(|(?:echo|return|print)\b)"
)


def fault(tree: Tree) -> Invalid | None:
    """Where and why PHP refuses the program before it runs any of it; None where it does not."""
    broken = tree.error()
    if broken is None:
        return None
    place = tree.text(broken)
    said = f"'{broken.type}' is missing here" if broken.is_missing else f"unexpected '{place.value.split(chr(10))[0][:40]}'"
    refused = Invalid(f"PHP Parse error: syntax error, {said}", place.span())
    misprint = typographic(tree.code, _TEXT) or _left_out(tree.code, tree.bounds(broken))
    return refused.because_of(misprint) if misprint else refused


def misprinted(code: Text) -> Misprint | None:
    """A typographic character outside of texts: PHP has no error for it, and takes it for a letter of a name, which then is
    that of nothing. Where a heredoc or HTML may hold it, nothing is told."""
    program = code.value.strip().removeprefix("<?php")
    return None if any(mark in program for mark in ("<?", "?>", "<<<")) else typographic(code, _TEXT)


def _left_out(code: Text, bounds: tuple[int, int]) -> Misprint | None:
    """A comma or a semicolon that is missing at the end of a line: before the place where the parser gives up, or inside
    of it."""
    at = code.value.rfind("\n", 0, max(code.value.rfind("\n", 0, bounds[0]), 0)) + 1
    while 0 <= at < bounds[1]:
        for pattern, sign in ((_NEXT_ELEMENT, ","), (_NEXT_STATEMENT, ";")):
            if found := pattern.match(code.value, at):
                return Misprint(f"a '{sign}' is missing here", code.span(found.end(1), found.end(1)))
        at = code.value.find("\n", at) + 1 or -1
    return None
