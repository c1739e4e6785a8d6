"""Pygments' lexers for commands, with the rules for the most frequent tokens before their others."""

from __future__ import annotations

from typing import ClassVar

from pygments.lexer import inherit
from pygments.lexers.shell import BashLexer, BashSessionLexer
from pygments.token import String, Text, Whitespace


class Bash(BashLexer):
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


class BashSession(BashSessionLexer):
    _innerLexerCls = Bash  # noqa: N815 (Pygments' name)


LEXERS = (Bash, BashSession)
