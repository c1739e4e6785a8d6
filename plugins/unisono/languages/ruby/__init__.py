"""Ruby, read on the kernel for straight-line programs: what Ruby 3 does, found without running it."""

import re

from unisono.languages.interpolation import Interpolation
from unisono.text.regex import regex

INFO_STRINGS = frozenset({"ruby", "rb"})
LEXER = "ruby"
GRAMMARS = ("tree_sitter_ruby",)
INTERPOLATION = Interpolation(
    "Ruby",
    regex(r"#\{([A-Za-z_]\w*)?[^{}]*\}"),
    regex(r"(?m)^[ \t]*([A-Za-z_]\w*)[ \t]*=(?![=>~])"),
    regex(r".*", re.DOTALL),
    'values only into text in double quotes; write " for the quotation marks',
)
