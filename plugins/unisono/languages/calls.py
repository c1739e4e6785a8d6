"""The parts of the patterns of calls (see `CALLS` in the package). A URL is taken where every client sends it as it
stands: what is no ASCII, or stands in braces, is not."""

_PATH = r"/(?:[A-Za-z0-9_.~:@+,;=()/*-]|%[0-9A-Fa-f]{2})*"
_HOST = r"(?:[A-Za-z0-9_-]+\.)*[A-Za-z][A-Za-z0-9_-]*(?::[1-9][0-9]*)?"
_QUERY = r"(?:\?[^\s\"'`\\$#{}\[\]\0]*)?"
_URL = rf"https?://{_HOST}(?:{_PATH})?{_QUERY}"

QUOTED_URL = rf"""(?P<quote>["'])(?P<url>{_URL})(?P=quote)[ \t]*(?=[,;)\]])"""
"""A URL in quotes that is all of its argument."""

QUOTED_PATH = rf"""(?P<quote>["'])(?P<url>{_PATH}){_QUERY}(?P=quote)[ \t]*(?=[,;)\]}}])"""
"""A path in quotes that is all of its argument."""

BLANK = r"(?:[ \t]|\\\r?\n)+"
"""What separates the words of a command."""

_WORD = rf"https?://{_HOST}(?:/(?:[A-Za-z0-9_.~:@+,=/-]|%[0-9A-Fa-f]{{2}})*)?"
_BARE_QUERY = r"(?:\?[^\s\"'`\\$#{}\[\]\0&|;<>()]*)?"

BARE_URL = (
    rf"""(?P<quote>["'])?(?P<url>{_WORD}(?(quote){_QUERY}|{_BARE_QUERY}))(?(quote)(?P=quote))(?=\s|\Z)"""
    rf"""(?![\s\S]*?\s["']?https?://)"""
)
"""A URL as a word of a command, in quotes or without; the only one that is left."""

ENTRY = r"""[ \t\n]*['"]?\w+['"]?[ \t]*:[ \t]*(?:'[^'\n\\]*'|"[^"\n\\]*"|\w+)[ \t]*,"""
"""A property of an object with a plain value, and the comma behind it."""

METHOD = r"(?P<method>[A-Z]+|get|post|put|delete|head|options)"
"""A method as a client sends it; of `patch` in lower case that is not certain."""
