"""Samples that use `fetch`, run by Node.js."""

from unisono.languages.calls import METHOD, QUOTED_URL
from unisono.text.regex import regex

TITLE = "JavaScript (fetch)"
TITLES = frozenset(
    {"fetch", "javascript (fetch)", "node.js (fetch)", "js (fetch)", "node.js", "nodejs", "node", "javascript", "js"}
)
MARK = regex(r"\bfetch\s*\(")
WORDS = ("fetch",)
ADVICE = {"not-as-json": 'add the header "Content-Type": "application/json"'}
CALLS = (
    regex(
        rf"(?<![\w.])(?:window\.)?fetch\([ \t\n]*{QUOTED_URL}"
        rf"(?:,[ \t\n]*\{{[ \t\n]*([\"']?)method\3[ \t]*:[ \t]*([\"']){METHOD}\4)?"
    ),
)
