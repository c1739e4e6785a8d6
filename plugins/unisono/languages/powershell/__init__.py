"""PowerShell, read on the kernel for straight-line programs: what PowerShell 7.4 does, found without running it."""

import re

from unisono.languages.interpolation import Interpolation
from unisono.text.regex import regex

INFO_STRINGS = frozenset({"powershell", "pwsh", "ps1", "ps", "posh"})
LEXER = "powershell"
GRAMMARS = ("tree_sitter_powershell",)
INTERPOLATION = Interpolation(
    "PowerShell",
    regex(r"(?<![`\w$])\$(?:(?:env:)?([A-Za-z_]\w*)|\{([A-Za-z_:]\w*)\}|\([^()]*\))"),
    regex(r"(?m)^[ \t]*(?:\[\w.\[\]]+\])?\$([A-Za-z_]\w*)[ \t]*=(?!=)"),
    regex(r"\$env:\w+|\$\(.*", re.DOTALL),
    'no values into text in single quotes; write " for the quotation marks',
)
