"""Pygments' lexer for Python, with the rules for the most frequent tokens before its others.

Of those, white space and brackets come after some forty that can never match there.
"""

from __future__ import annotations

from typing import ClassVar

from pygments.lexer import combined, inherit
from pygments.lexers.python import PythonLexer
from pygments.token import Operator, Punctuation, String, Text


class Python(PythonLexer):
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


LEXERS = (Python,)
