"""requests, as Python samples use it."""

import re

from unisono.languages.calls import METHOD, QUOTED_URL
from unisono.text.regex import regex

ID = "python_requests"
TITLES = frozenset(
    {"python", "python3", "python 3", "py"}
    | {"requests", "python requests", "python-requests", "python (requests)", "python - requests"}
)
MARK = regex(
    r"^[ \t]*(?:>>> |In \[\d+\]: )?(?:import|from)[ \t]+requests\b"
    r"|\brequests\.(?:get|post|put|patch|delete|head|options|request|Session)\(",
    re.MULTILINE,
)
WORDS = ("requests",)
ADVICE = {
    "not-as-json": "give the object itself to `json=`",
    "json-as-text": "give the object itself to `json=`",
}
CALLS = (
    regex(
        rf"requests(?<=\brequests)\.(?P<method>get|post|put|patch|delete|head|options)\([ \t\n]*"
        rf"(?:(?:url[ \t]*=[ \t]*)?{QUOTED_URL})?"
    ),
    regex(
        rf"requests(?<=\brequests)\.request\([ \t\n]*(?:method[ \t]*=[ \t]*)?([\"']){METHOD}\1[ \t]*,[ \t\n]*"
        rf"(?:(?:url[ \t]*=[ \t]*)?{QUOTED_URL})?"
    ),
)
