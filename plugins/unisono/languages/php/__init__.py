"""PHP, read on the kernel for straight-line programs: what PHP 8 does, found without running it."""

from unisono.languages.interpolation import Interpolation
from unisono.text.regex import regex

INFO_STRINGS = frozenset({"php", "php8", "php7"})
LEXER = "php"
GRAMMARS = ("tree_sitter_php",)
INTERPOLATION = Interpolation(
    "PHP",
    regex(r"\{\$([A-Za-z_]\w*)\}|\$\{([A-Za-z_]\w*)\}|\$([A-Za-z_]\w*)"),
    regex(r"\$([A-Za-z_]\w*)[ \t]*=(?![=>])"),
    regex(r"(?!)"),
    'values only into text in double quotes; write " for the quotation marks',
)
