"""requests, as Python samples use it."""

import re

ID = "python_requests"
TITLE = "Python"
TITLES = frozenset(
    {"python", "python3", "python 3", "py", "requests", "python requests", "python-requests", "python - requests"}
    | {"python (requests)", "httpx", "python httpx", "python (httpx)", "python - httpx"}
)
INFO_STRINGS = frozenset({"python", "python3", "py", "py3", "python-requests", "pycon"})
MARK = re.compile(
    r"^[ \t]*(?:import|from)[ \t]+(?:requests|httpx)\b"
    r"|\b(?:requests|httpx)\.(?:get|post|put|patch|delete|head|options|request|Session|Client|AsyncClient)\(",
    re.MULTILINE,
)
ADVICE = {
    "not-as-json": "give the object itself to `json=`",
    "json-as-text": "give the object itself to `json=`",
}
