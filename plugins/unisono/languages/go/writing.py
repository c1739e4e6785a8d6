"""Texts as literals of Go, in the style that gofmt leaves alone."""

from __future__ import annotations

import re

from unisono.languages.writing import Opaque, Pieces, Variable
from unisono.text.regex import regex

_NOT_RAW = regex("[`\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u2028\u2029\ufeff\ud800-\udfff]")
_ESCAPED = regex('[\\\\"\x00-\x1f\x7f-\xa0\xad\u2028\u2029\ufeff\ud800-\udfff]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def text(value: Pieces, *, beside: bool = False, lines: bool = False) -> str:
    """A text, with what the environment holds put in by `+`. `beside`: it is one of several arguments, between which gofmt
    leaves the blanks around `+` out; `lines`: it may go over several lines."""
    return ("+" if beside else " + ").join(terms_of(value, lines=lines))


def terms_of(value: Pieces, *, lines: bool = False) -> list[str]:
    """What is put together for a text."""
    terms: list[str] = []
    known = ""
    for piece in value:
        if isinstance(piece, Variable):
            terms += literals(known, lines=lines) if known else []
            terms.append(f'os.Getenv("{piece.name}")')
            known = ""
        else:
            known += piece.tag if isinstance(piece, Opaque) else piece
    if known or not terms:
        terms += literals(known, lines=lines)
    return terms


def literals(value: str, *, lines: bool) -> list[str]:
    """A text as literals: of one over several lines, each backquote is one of its own."""
    if not (lines and "\n" in value and "`" in value) or _NOT_RAW.search(value.replace("`", "")):
        return [literal(value, lines=lines)]
    return [f"`{part}`" if part[0] != "`" else f'"{part}"' for part in re.split("(`+)", value) if part]


def literal(value: str, *, lines: bool = False) -> str:
    """A text between backquotes where nothing in it needs an escape there, and something would between quotation marks."""
    awkward = '"' in value or "\\" in value or (lines and "\n" in value)
    if awkward and not _NOT_RAW.search(value) and (lines or ("\n" not in value and "\t" not in value)):
        return f"`{value}`"
    return '"' + _ESCAPED.sub(_escape, value) + '"'


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _ESCAPES.get(found[0]) or (f"\\x{code:02x}" if code < 128 else f"\\u{code:04x}")
