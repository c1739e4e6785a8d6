"""Guzzle 7, PHP's client library."""

from unisono.languages.calls import QUOTED_URL
from unisono.text.regex import regex

ID = "php_guzzle"
TITLE = "PHP (Guzzle)"
TITLES = frozenset({"php", "guzzle", "php guzzle", "php (guzzle)", "php - guzzle", "php-guzzle", "guzzle (php)"})
_EXCERPT = (
    r"(?=[\s\S]*?\$\w+[ \t]*=[ \t]*new[ \t]+Client\()"
    r"(?=[\s\S]*?(?:\bnew[ \t]+Request\([ \t\r\n]*|->request(?:Async)?\([ \t\r\n]*)['\"][A-Z]+['\"][ \t\r\n]*,)"
)
EXCERPT = regex(rf"\A{_EXCERPT}")
"""What is left of a program without its `use` lines, as Postman has it."""
MARK = regex(rf"\A(?:(?=[\s\S]*?\b(?:use|new)[ \t]+\\?GuzzleHttp\\)|{_EXCERPT}(?![\s\S]*?\bcurl_init\b))")
"""No other language has such names: whatever the code begins with, and whatever it is labelled as."""
WORDS = ("GuzzleHttp", "Client(")

ADVICE = {
    "not-as-json": "give the array itself to the option 'json'",
}
CALLS = (
    regex(rf"->(?P<method>get|post|put|patch|delete|head)(?:Async)?\([ \t\n]*{QUOTED_URL}"),
    regex(rf"->request(?:Async)?\([ \t\n]*([\"'])(?P<method>\w+)\1[ \t]*,[ \t\n]*(?:{QUOTED_URL})?"),
)
