"""Shell commands: what readers of their clients share. They keep the place of every value."""

import re

from unisono.languages.interpolation import Interpolation
from unisono.text.regex import regex

LEXER = "bash"
INTERPOLATION = Interpolation(
    "bash",
    regex(r"(?<![\w$@])\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\}|\((?=[a-z])[^()]*\))"),
    regex(r"(?m)(?:^|[;&|(]|\b(?:export|local|declare|readonly|read))[ \t]*([A-Za-z_]\w*)(?==)"),
    regex(r"\$(?:[A-Z_][A-Z0-9_]*|[{(].*)", re.DOTALL),
    "no values into text in single quotes; write double quotes",
)
_WORDS = "sudo time env exec command nohup do then else elif if while until".split()  # noqa: SIM905
# A word boundary at the beginning would be looked for at each character.
_BEGINS = "|".join(rf"{word[0]}(?<=\b{word[0]}){word[1:]}[ \t]+" for word in _WORDS)
BEFORE = rf"""^[ \t]*["'\\]|[{{!][ \t]+|{_BEGINS}|t(?<=\bt)imeout[ \t]+(?:-\S{{1,40}}[ \t]+){{0,3}}\d\S{{0,9}}[ \t]+"""
"""What may stand before the name of a command in its line, besides the beginning of the line and what ends another command:
reserved words (POSIX.1-2024, XCU 2.4), a quotation mark, and programs that run one."""
