"""Shell commands: what readers of their clients share. They keep the place of every value.

A client's package says, besides what all do, the `COMMANDS` that run it.
"""

from unisono.languages.interpolation import SHELL

LEXER = "bash"
INTERPOLATION = SHELL
