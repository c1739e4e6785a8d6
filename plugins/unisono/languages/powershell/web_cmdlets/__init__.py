"""PowerShell's own cmdlets `Invoke-RestMethod` and `Invoke-WebRequest`."""

from unisono.languages.calls import BARE_URL
from unisono.text.regex import regex

ID = "powershell"
TITLE = "PowerShell"
TITLES = frozenset({"powershell", "powershell (invoke-restmethod)", "invoke-restmethod", "invoke-webrequest", "pwsh", "ps1"})
MARK = regex(r"\A(?=[\s\S]*?(?:\b[Ii]nvoke-(?:[Rr]est[Mm]ethod|[Ww]eb[Rr]equest)\b|(?<![\w-])(?:irm|iwr)[ \t]+[-'\"$\w]))")
"""No other language has such names: whatever the code begins with, and whatever it is labelled as."""
WORDS = ("nvoke-", "irm", "iwr")
ADVICE = {
    "not-as-json": "add -ContentType 'application/json'",
    "query-for-content": "add -Method Post: without it, what is given to -Body goes into the query",
}
_BLANK = r"(?:[ \t]|`\r?\n)+"
CALLS = (
    regex(
        r"(?i)\b(?:invoke-(?:restmethod|webrequest)|irm|iwr)"
        rf"(?=(?:[^|;\n`]|`\r?\n){{0,600}}?(?<=[ \t\n])-method[ \t]+['\"]?(?P<method>[a-z]+)\b)?"
        rf"(?:{_BLANK}-method[ \t]+['\"]?[a-z]+['\"]?)?(?:{_BLANK}-uri[ \t]+{BARE_URL})?"
    ),
)
