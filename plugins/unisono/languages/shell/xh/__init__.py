"""xh."""

from unisono.languages.calls import BARE_URL
from unisono.languages.shell import BEFORE
from unisono.languages.shell.httpie import ADVICE as OF_REQUEST_ITEMS
from unisono.text.regex import regex

TITLE = "xh"
COMMANDS = frozenset({"xh", "xhs"})
TITLES = frozenset({"xh", "shell (xh)", "bash (xh)", "xh (bash)", "xh (shell)"})
INFO_STRINGS = frozenset({"", "bash", "sh", "shell", "zsh", "console", "shell-session", "terminal", "xh", "text"})
MARK = regex(
    rf"""(?mx) (?: ^[ \t]*(?:[$%>][ \t]+)? | [|;&(][ \t]* | ^\w+=\S*[ \t]+ | {BEFORE} )
    xhs?["']?[ \t]+
    (?: --?\w | [A-Z]+[ \t] | (?:get|post|put|patch|delete|head)[ \t] | ["'$:] | localhost\b | [\w.-]+[.:/]\S )"""
)
WORDS = ("xh",)
ADVICE = OF_REQUEST_ITEMS
CALLS = (regex(rf"(?<![\w.-])xhs?(?:[ \t]+(?:-[vfj]|--form|--json|--verbose))*[ \t]+(?P<method>[A-Z]+)[ \t]+(?:{BARE_URL})?"),)
