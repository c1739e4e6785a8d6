"""httpx, as Python samples use it."""

import re

from unisono.text.regex import regex

ID = "python_requests"
TITLES = frozenset({"httpx", "python httpx", "python (httpx)", "python - httpx"})
MARK = regex(
    r"^[ \t]*(?:>>> |In \[\d+\]: )?(?:import|from)[ \t]+httpx\b"
    r"|\bhttpx\.(?:get|post|put|patch|delete|head|options|request|Client|AsyncClient)\(",
    re.MULTILINE,
)
WORDS = ("httpx",)
