"""PowerShell, read on the kernel for straight-line programs: what PowerShell 7.4 does, found without running it."""

from unisono.languages.interpolation import POWERSHELL

INFO_STRINGS = frozenset({"powershell", "pwsh", "ps1", "ps", "posh"})
LEXER = "powershell"
INTERPOLATION = POWERSHELL
