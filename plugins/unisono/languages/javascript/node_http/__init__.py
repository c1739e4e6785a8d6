"""Samples for Node.js that use its modules `http` and `https`."""

from unisono.text.regex import regex

TITLE = "Node.js"
TITLES = frozenset({"node.js", "nodejs", "node", "javascript", "js", "node.js (http)", "node.js (https)"})
MARK = regex(r"""\bhttps?\w*\s*\.\s*(?:request|get)\s*\(|['"](?:(?:node:)?https?|follow-redirects)['"]""")
