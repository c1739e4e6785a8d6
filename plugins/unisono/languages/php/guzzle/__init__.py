"""Guzzle 7, PHP's client library."""

from unisono.languages.calls import QUOTED_URL
from unisono.text.regex import regex

ID = "php_guzzle"
TITLE = "PHP (Guzzle)"
TITLES = frozenset({"php", "guzzle", "php guzzle", "php (guzzle)", "php - guzzle", "php-guzzle", "guzzle (php)"})
MARK = regex(r"\A(?=[\s\S]*?\b(?:use|new)[ \t]+\\?GuzzleHttp\\)")
"""No other language has such names: whatever the code begins with, and whatever it is labelled as."""
WORDS = ("GuzzleHttp",)

ADVICE = {
    "not-as-json": "give the array itself to the option 'json'",
}
CALLS = (
    regex(rf"->(?P<method>get|post|put|patch|delete|head)(?:Async)?\([ \t\n]*{QUOTED_URL}"),
    regex(rf"->request(?:Async)?\([ \t\n]*([\"'])(?P<method>\w+)\1[ \t]*,[ \t\n]*(?:{QUOTED_URL})?"),
)
