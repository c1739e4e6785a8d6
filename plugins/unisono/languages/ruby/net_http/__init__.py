"""Ruby's own library net/http."""

from unisono.languages.calls import QUOTED_URL
from unisono.text.regex import regex

ID = "ruby"
TITLE = "Ruby"
TITLES = frozenset({"ruby", "ruby (net/http)", "ruby - net/http", "ruby net/http", "net/http", "net::http", "rb"})
MARK = regex(r"\A(?=[\s\S]*?\bNet::HTTP\b)")
"""No other language has such a name: whatever the code begins with, and whatever it is labelled as."""
WORDS = ("Net::HTTP",)
ADVICE = {"not-as-json": "add request['Content-Type'] = 'application/json'"}
CALLS = (
    regex(r"(?P<made>)\bNet::HTTP::(?P<method>Get|Post|Put|Patch|Delete|Head)\.new\("),
    regex(rf"(?P<made>)\bURI(?:\.parse)?\([ \t]*{QUOTED_URL}"),
)
