"""Go's own library net/http."""

from unisono.languages.calls import METHOD, QUOTED_URL
from unisono.text.regex import regex

ID = "go"
TITLE = "Go"
TITLES = frozenset({"go", "golang", "go (net/http)", "go - net/http", "go net/http", "go - native", "net/http (go)"})
MARK = regex(
    r"\A(?=[\s\S]*?(?:\bhttp\.(?:NewRequest(?:WithContext)?|PostForm|DefaultClient|Method[A-Z]\w+|(?:Get|Post|Head)\()"
    r"|&http\.(?:Client|Request)\{))"
)
"""No other language has such names: whatever the code begins with, and whatever it is labelled as."""
WORDS = ("http.",)
ADVICE = {
    "not-as-json": 'add req.Header.Set("Content-Type", "application/json")',
}
CALLS = (
    regex(
        rf"(?P<made>)\bhttp\.NewRequest(?:WithContext\([ \t]*[\w.]+(?:\(\))?[ \t]*,|\()[ \t\n]*\"{METHOD}\"[ \t]*,[ \t\n]*"
        rf"(?:{QUOTED_URL})?"
    ),
    regex(
        r"(?P<made>)\bhttp\.NewRequest(?:WithContext\([ \t]*[\w.]+(?:\(\))?[ \t]*,|\()[ \t\n]*"
        rf"http\.Method(?P<method>Get|Post|Put|Patch|Delete|Head|Options)[ \t]*,[ \t\n]*(?:{QUOTED_URL})?"
    ),
    regex(rf"\bhttp\.(?P<method>Get|Post|Head)\([ \t\n]*(?:{QUOTED_URL})?"),
)
