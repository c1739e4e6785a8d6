"""Samples that use axios, run by Node.js."""

import re

TITLE = "JavaScript (axios)"
TITLES = frozenset(
    {"axios", "javascript (axios)", "node.js (axios)", "js (axios)", "node.js", "nodejs", "node", "javascript", "js"}
)
MARK = re.compile(r"\baxios\b")
WORDS = ("axios",)
