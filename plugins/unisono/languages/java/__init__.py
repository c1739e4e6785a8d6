"""Java, read on the kernel for straight-line programs: what Java 17 does, found without running it."""

from unisono.languages.interpolation import Interpolation
from unisono.text.regex import regex

INFO_STRINGS = frozenset({"java"})
LEXER = "java"
GRAMMARS = ("tree_sitter_java",)
INTERPOLATION = Interpolation(
    "Java",
    regex(r"\$\{([A-Za-z_]\w*)\}|\{([A-Za-z_]\w*)\}"),
    regex(r"\b(?:[A-Z][\w.<>\[\]]*|var)[ \t]+([A-Za-z_]\w*)[ \t]*="),
    regex(r"(?!)"),
    "no values into text; write + between text and value, or formatted",
)
