"""Samples that use `fetch`, run by Node.js."""

import re

TITLE = "JavaScript (fetch)"
TITLES = frozenset(
    {"fetch", "javascript (fetch)", "node.js (fetch)", "js (fetch)", "node.js", "nodejs", "node", "javascript", "js"}
)
MARK = re.compile(r"\bfetch\s*\(")
WORDS = ("fetch",)
ADVICE = {"not-as-json": 'add the header "Content-Type": "application/json"'}
