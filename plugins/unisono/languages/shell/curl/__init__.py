"""curl."""

from unisono.text.regex import regex

TITLE = "cURL"
COMMANDS = frozenset({"curl", "curl.exe"})
TITLES = frozenset({"curl", "shell (curl)", "bash (curl)", "curl (bash)", "curl (shell)"})
INFO_STRINGS = frozenset({"bash", "sh", "shell", "zsh", "console", "shell-session", "shellsession", "curl", "cmd", "bat"})
MARK = regex(
    r"(?m)(?:^[ \t]*|[;&|(`$%>][ \t]*|/|=[^\s=]*[ \t]+|\b(?:sudo|time|env|exec|command)[ \t]+)curl(?:\.exe)?(?=[\s\\^]|\Z)"
)
WORDS = ("curl",)
ADVICE = {"not-as-json": "add -H 'Content-Type: application/json'"}
