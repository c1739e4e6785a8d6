"""Pygments' lexers for samples, with the rules for the most frequent tokens before their others.

A lexer tries the rules of a state in their order. Those of Python have white space and brackets after some forty that can never
match there, which takes most of the time that colouring takes. A rule moved to the front matches only where none before it
does, so the tokens stay the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar

from pygments.lexer import Lexer, bygroups, combined, inherit
from pygments.lexers import get_lexer_by_name
from pygments.lexers.data import JsonLexer
from pygments.lexers.javascript import JavascriptLexer
from pygments.lexers.python import PythonLexer
from pygments.lexers.shell import BashLexer, BashSessionLexer
from pygments.token import Operator, Punctuation, String, Text, Whitespace, _TokenType
from pygments.util import ClassNotFound


class _Python(PythonLexer):
    tokens: ClassVar = {
        "root": [
            (r"[][{}(),;]|:(?!=)", Punctuation),
            (r"(?<=[^\n])[^\S\n]+", Text),  # at the start of a line it may be part of something longer
            (r'"(?!"")', String.Double, combined("stringescape", "dqs")),
            (r"'(?!'')", String.Single, combined("stringescape", "sqs")),
            (r"!=|==|<<|>>|[-~+/*%=<>&^|]|\.(?!\d)", Operator),
            inherit,
        ],
    }


class _JavaScript(JavascriptLexer):
    tokens: ClassVar = {
        "root": [
            (r"[{(\[;,]", Punctuation, "slashstartsregex"),
            (r"[})\]]|\.(?![.\d])", Punctuation),
            (r"'(?:\\\\|\\[^\\]|[^'\\])*'", String.Single),
            (r'"(?:\\\\|\\[^\\]|[^"\\])*"', String.Double),
            inherit,
        ],
        "slashstartsregex": [(r"(?![\s/<])", bygroups(), "#pop"), inherit],
    }


class _Bash(BashLexer):
    tokens: ClassVar = {
        "root": [
            (r"\s+", Whitespace),
            (r"(?s)'.*?'", String.Single),
            # Pygments' own rule for these takes exponential time for one with octal escapes that is not closed.
            (r"(?s)\$'(?:\\.|[^'\\])*'", String.Single),
            (r"\$(?=')", Text),
            inherit,
        ],
    }


class _BashSession(BashSessionLexer):
    _innerLexerCls = _Bash  # noqa: N815 (Pygments' name)


class _Json(JsonLexer):
    """With the comments that begin with `#`, too, which are shown to Pygments as those that begin with `//`."""

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        masked = _HASH.sub(lambda found: found[0] if found[1] is None else f"//{found[1][2:]}", text) if "#" in text else text
        tokens: Iterator[tuple[int, _TokenType, str]] = super().get_tokens_unprocessed(masked)  # type: ignore[no-untyped-call]
        for at, kind, value in tokens:
            yield at, kind, text[at : at + len(value)]


_HASH = re.compile(r'"(?:[^"\\\n]|\\.)*+"?|//[^\n]*|/\*(?s:.*?)(?:\*/|\Z)|(#[^\n]+)')

_ALIASES = {"jsonc": "json"}

_QUICK = {quick.__base__: quick for quick in (_Python, _JavaScript, _Bash, _BashSession, _Json)}


@lru_cache(maxsize=64)  # pages name them
def lexer_of(name: str) -> Lexer:
    """The lexer that Pygments has under a name, which gives all of a text; for any other name one that colours nothing."""
    try:
        found = get_lexer_by_name(_ALIASES.get(name.lower(), name))
    except ClassNotFound:
        found = get_lexer_by_name("text")
    return _QUICK.get(type(found), type(found))(stripnl=False, ensurenl=False)
