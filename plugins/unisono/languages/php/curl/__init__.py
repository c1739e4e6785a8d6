"""PHP's extension curl: `curl_init`, `curl_setopt`, `curl_exec`."""

from unisono.languages.calls import QUOTED_URL
from unisono.text.regex import regex

ID = "php"
TITLE = "PHP"
TITLES = frozenset({"php", "php curl", "php (curl)", "php - curl", "php-curl", "php / curl", "curl (php)"})
MARK = regex(r"\A(?=[\s\S]*?\bcurl_(?:init|setopt(?:_array)?|exec)[ \t]*\()|\A\s*<\?php\b(?![\s\S]*?\bGuzzleHttp\b)")
"""No other language has such names: whatever the code begins with, and whatever it is labelled as. All that is surely PHP is
read, too, so that what it uses instead is told."""
WORDS = ("curl_", "<?php")

ADVICE = {
    "not-as-json": "add 'Content-Type: application/json' to CURLOPT_HTTPHEADER",
}
CALLS = (
    regex(rf"(?P<made>)\bcurl_init\([ \t]*(?:{QUOTED_URL})?"),
    regex(rf"(?P<made>)\bCURLOPT_URL[ \t]*(?:,|=>)[ \t]*{QUOTED_URL}"),
    regex(r"(?P<made>)\bCURLOPT_CUSTOMREQUEST[ \t]*(?:,|=>)[ \t]*([\"'])(?P<method>[A-Z]+)\2"),
    regex(r"(?P<made>)\bcurl_exec\("),
)
