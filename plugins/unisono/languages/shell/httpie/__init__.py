"""HTTPie."""

from unisono.languages.calls import BARE_URL
from unisono.languages.shell import BEFORE
from unisono.text.regex import regex

TITLE = "HTTPie"
COMMANDS = frozenset({"http", "https", "httpie"})
TITLES = frozenset({"httpie", "httpie cli", "httpie (cli)"})
INFO_STRINGS = frozenset({"", "bash", "sh", "shell", "zsh", "console", "shell-session", "terminal", "http", "httpie", "text"})
MARK = regex(
    rf"""(?mx) (?: ^[ \t]*(?:[$%>][ \t]+)? | [|;&(][ \t]* | ^\w+=\S*[ \t]+ | {BEFORE} )
    (?: https?["']?[ \t]+
        (?: --?\w | [A-Z]+[ \t] | (?:get|post|put|patch|delete|head)[ \t] | ["'$:] | localhost\b | [\w.-]+[.:/]\S )
      | python[0-9.]*[ \t]+-m[ \t]+httpie\b )"""
)
WORDS = (*(f"http{s}{mark}{blank}" for mark in ("", '"', "'") for s in ("", "s") for blank in " \t"), "httpie")
ADVICE = {
    "json-as-text": "`=` sends text, write `:=` for JSON",
    "text-as-json": "`:=` sends JSON, write `=` for text",
    "not-as-json": "take --form away",
    "query-for-content": "`==` is for the query, write `=`",
    "query-for-field": "`==` is for the query, write `:`",
    "field-for-content": "`:` is for header fields, write `=`",
    "field-for-query": "`:` is for header fields, write `==`",
    "content-for-query": "`=` is for the content, write `==`",
    "content-for-field": "`=` is for the content, write `:`",
}
CALLS = (
    regex(rf"(?<![\w.-])https?(?:[ \t]+(?:-[vfj]|--form|--json|--verbose))*[ \t]+(?P<method>[A-Z]+)[ \t]+(?:{BARE_URL})?"),
)
