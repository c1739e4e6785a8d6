"""HTTPie."""

import re

TITLE = "HTTPie"
TITLES = frozenset({"httpie", "httpie cli", "httpie (cli)"})
INFO_STRINGS = frozenset({"", "bash", "sh", "shell", "zsh", "console", "shell-session", "terminal", "http", "httpie", "text"})
MARK = re.compile(
    r"""(?mx) (?: ^[ \t]*(?:[$%>][ \t]+)? | [|;&(][ \t]* | ^\w+=\S*[ \t]+ )
    (?: https?[ \t]+ (?: --?\w | [A-Z]+[ \t] | (?:get|post|put|patch|delete|head)[ \t] | ["'$:] | localhost\b | [\w.-]+[.:/]\S )
      | python[0-9.]*[ \t]+-m[ \t]+httpie\b )"""
)
