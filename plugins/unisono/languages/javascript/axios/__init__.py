"""Samples that use axios, run by Node.js."""

from unisono.text.regex import regex

TITLE = "JavaScript (axios)"
TITLES = frozenset(
    {"axios", "javascript (axios)", "node.js (axios)", "js (axios)", "node.js", "nodejs", "node", "javascript", "js"}
)
MARK = regex(r"\baxios\b")
WORDS = ("axios",)
