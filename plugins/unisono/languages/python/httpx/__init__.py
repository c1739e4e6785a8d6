"""httpx, as Python samples use it."""

import re

from unisono.languages.calls import METHOD, QUOTED_URL
from unisono.text.regex import regex

ID = "python_requests"
TITLES = frozenset({"httpx", "python httpx", "python (httpx)", "python - httpx"})
MARK = regex(
    r"^[ \t]*(?:>>> |In \[\d+\]: )?(?:import|from)[ \t]+httpx\b"
    r"|\bhttpx\.(?:get|post|put|patch|delete|head|options|request|Client|AsyncClient)\(",
    re.MULTILINE,
)
WORDS = ("httpx",)
CALLS = (
    regex(
        rf"httpx(?<=\bhttpx)\.(?P<method>get|post|put|patch|delete|head|options)\([ \t\n]*"
        rf"(?:(?:url[ \t]*=[ \t]*)?{QUOTED_URL})?"
    ),
    regex(
        rf"httpx(?<=\bhttpx)\.request\([ \t\n]*(?:method[ \t]*=[ \t]*)?([\"']){METHOD}\1[ \t]*,[ \t\n]*"
        rf"(?:(?:url[ \t]*=[ \t]*)?{QUOTED_URL})?"
    ),
)
