"""Samples for Node.js that use its modules `http` and `https`."""

from unisono.languages.calls import ENTRY, METHOD, QUOTED_PATH
from unisono.text.regex import regex

TITLE = "Node.js"
TITLES = frozenset({"node.js", "nodejs", "node", "javascript", "js", "node.js (http)", "node.js (https)"})
# Each branch begins with a character, and so nothing but these is looked at: `\b` before them would be tried everywhere.
MARK = regex(
    r"""h(?<=\bh)ttps?\w*\s*\.\s*(?:request|get)\s*\(|'(?:(?:node:)?https?|follow-redirects)['"]"""
    r"""|"(?:(?:node:)?https?|follow-redirects)['"]"""
)
WORDS = ("http", "follow-redirects")
CALLS = (
    regex(
        rf"(?P<made>)\{{(?=(?:{ENTRY})*?[ \t\n]*['\"]?host(?:name)?['\"]?[ \t]*:)"
        rf"(?=(?:{ENTRY})*?[ \t\n]*['\"]?method['\"]?[ \t]*:[ \t]*([\"']){METHOD}\2)"
        rf"(?=(?:{ENTRY})*?[ \t\n]*['\"]?path['\"]?[ \t]*:[ \t]*{QUOTED_PATH})?"
    ),
)
