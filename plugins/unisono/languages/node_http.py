"""Samples for Node.js that use its modules `http` and `https`."""

import re

from unisono.languages._javascript.reading import read

TITLE = "Node.js"
TITLES = frozenset({"node.js", "nodejs", "node", "javascript", "js", "node.js (http)", "node.js (https)"})
INFO_STRINGS = frozenset({"javascript", "js", "mjs", "cjs", "node"})
MARK = re.compile(r"""\bhttps?\w*\s*\.\s*(?:request|get)\s*\(|['"](?:(?:node:)?https?|follow-redirects)['"]""")
LEXER = "javascript"

__all__ = ["INFO_STRINGS", "LEXER", "MARK", "TITLE", "TITLES", "read"]
