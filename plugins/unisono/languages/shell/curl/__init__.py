"""curl."""

from unisono.languages.calls import BARE_URL, BLANK
from unisono.languages.shell import BEFORE
from unisono.text.regex import regex

TITLE = "cURL"
COMMANDS = frozenset({"curl", "curl.exe"})
TITLES = frozenset({"curl", "shell (curl)", "bash (curl)", "curl (bash)", "curl (shell)"})
INFO_STRINGS = frozenset({"bash", "sh", "shell", "zsh", "console", "shell-session", "shellsession", "curl", "cmd", "bat"})
MARK = regex(rf"(?m)(?:^[ \t]*|[;&|(`$%>][ \t]*|/|=[^\s=]*[ \t]+|{BEFORE})curl(?:\.exe)?(?=[\"']?(?:[\s\\^]|\Z))")
WORDS = ("curl",)
ADVICE = {"not-as-json": "add -H 'Content-Type: application/json'"}
_FLAG = r"(?:[ \t]|\\\r?\n)+(?:-[sSiLkvfgN]+|--(?:silent|include|location|insecure|verbose|fail|globoff|compressed))(?=\s)"
CALLS = (
    regex(
        rf"(?<![\w.-])curl(?:{_FLAG})*{BLANK}(?:-X[ \t]*|--request[ =])([\"']?)(?P<method>[A-Z]+)\1(?=\s)(?:{_FLAG})*"
        rf"(?:{BLANK}(?:--url[ =])?{BARE_URL})?"
    ),
    regex(
        rf"(?<![\w.-])curl(?:{_FLAG})*{BLANK}(?:--url[ =])?{BARE_URL}"
        rf"(?:{BLANK}(?:-X[ \t]*|--request[ =])(?P<method>[A-Z]+)(?=\s))?"
    ),
)
