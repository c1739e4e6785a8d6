"""Samples that use `fetch`, run by Node.js."""

import re

from unisono.languages._interpolation import JAVASCRIPT
from unisono.languages._javascript.reading import read

TITLE = "JavaScript (fetch)"
TITLES = frozenset(
    {"fetch", "javascript (fetch)", "node.js (fetch)", "js (fetch)", "node.js", "nodejs", "node", "javascript", "js"}
)
INFO_STRINGS = frozenset({"javascript", "js", "mjs", "cjs", "node"})
MARK = re.compile(r"\bfetch\s*\(")
LEXER = "javascript"
INTERPOLATION = JAVASCRIPT

__all__ = ["INFO_STRINGS", "INTERPOLATION", "LEXER", "MARK", "TITLE", "TITLES", "read"]
