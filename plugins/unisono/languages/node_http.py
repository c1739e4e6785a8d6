"""Samples for Node.js that use its modules `http` and `https`."""

import re

from unisono.languages._interpolation import JAVASCRIPT
from unisono.languages._javascript.reading import read

TITLE = "Node.js"
TITLES = frozenset({"node.js", "nodejs", "node", "javascript", "js", "node.js (http)", "node.js (https)"})
INFO_STRINGS = frozenset({"javascript", "js", "mjs", "cjs", "node"})
MARK = re.compile(r"""\bhttps?\w*\s*\.\s*(?:request|get)\s*\(|['"](?:(?:node:)?https?|follow-redirects)['"]""")
LEXER = "javascript"
INTERPOLATION = JAVASCRIPT

__all__ = ["INFO_STRINGS", "INTERPOLATION", "LEXER", "MARK", "TITLE", "TITLES", "read"]
