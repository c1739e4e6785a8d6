"""GNU Wget."""

from unisono.languages.calls import BLANK
from unisono.languages.shell import BEFORE
from unisono.text.regex import regex

TITLE = "Wget"
COMMANDS = frozenset({"wget"})
TITLES = frozenset({"wget", "gnu wget", "shell (wget)", "bash (wget)", "wget (bash)", "wget (shell)"})
INFO_STRINGS = frozenset({"bash", "sh", "shell", "zsh", "console", "shell-session", "shellsession", "wget"})
MARK = regex(rf"(?m)(?:^[ \t]*(?:[$%>#][ \t]+)?|[;&|(`][ \t]*|^\w+=\S*[ \t]+|{BEFORE})wget[\"']?[ \t]+[-'\"\w$\\]")
WORDS = ("wget",)
ADVICE = {"not-as-json": "add --header='Content-Type: application/json'"}
CALLS = (regex(rf"(?<![\w.-])wget(?:[ \t]+(?:-q|--quiet|-O[ \t]*-|-qO-))*{BLANK}--method[ =](?P<method>[A-Z]+)(?=\s)"),)
