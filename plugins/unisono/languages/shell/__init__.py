"""Shell commands: what readers of their clients share. They keep the place of every value."""

from unisono.languages.interpolation import SHELL

LEXER = "bash"
INTERPOLATION = SHELL
