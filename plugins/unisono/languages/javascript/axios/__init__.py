"""Samples that use axios, run by Node.js."""

from unisono.languages.calls import ENTRY, QUOTED_URL
from unisono.text.regex import regex

TITLE = "JavaScript (axios)"
TITLES = frozenset(
    {"axios", "javascript (axios)", "node.js (axios)", "js (axios)", "node.js", "nodejs", "node", "javascript", "js"}
)
MARK = regex(r"\baxios\b")
WORDS = ("axios",)
CALLS = (
    regex(rf"\baxios\.(?P<method>get|post|put|patch|delete|head|options)\([ \t\n]*(?:{QUOTED_URL})?"),
    regex(
        rf"\baxios(?:\.request)?\([ \t\n]*\{{(?=(?:{ENTRY})*?[ \t\n]*method[ \t]*:[ \t]*([\"'])(?P<method>\w+)\1)"
        rf"(?=(?:{ENTRY})*?[ \t\n]*url[ \t]*:[ \t]*{QUOTED_URL})?"
    ),
)
