"""Pygments' lexer for JavaScript, with the rules for the most frequent tokens before its others."""

from __future__ import annotations

from typing import ClassVar

from pygments.lexer import bygroups, inherit
from pygments.lexers.javascript import JavascriptLexer
from pygments.token import Punctuation, String


class JavaScript(JavascriptLexer):
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


LEXERS = (JavaScript,)
