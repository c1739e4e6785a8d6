"""Samples that use axios, run by Node.js."""

import re

from unisono.languages._interpolation import JAVASCRIPT
from unisono.languages._javascript.reading import read

TITLE = "JavaScript (axios)"
TITLES = frozenset(
    {"axios", "javascript (axios)", "node.js (axios)", "js (axios)", "node.js", "nodejs", "node", "javascript", "js"}
)
INFO_STRINGS = frozenset({"javascript", "js", "mjs", "cjs", "node"})
MARK = re.compile(r"\baxios\b")
LEXER = "javascript"
INTERPOLATION = JAVASCRIPT

__all__ = ["INFO_STRINGS", "INTERPOLATION", "LEXER", "MARK", "TITLE", "TITLES", "read"]
