"""Go: what all of its clients have in common."""

from unisono.languages.interpolation import Interpolation
from unisono.text.regex import regex

INFO_STRINGS = frozenset({"go", "golang"})
LEXER = "go"
GRAMMARS = ("tree_sitter_go",)
INTERPOLATION = Interpolation(
    "Go",
    regex(r"\$?\{([A-Za-z_]\w*)\}"),
    regex(r"(?m)^[ \t]*(?:(?:var|const)[ \t]+)?([A-Za-z_]\w*+)[ \t]*+(?:,[ \t]*+\w++[ \t]*+)?(?:[\w.\[\]*]++[ \t]*+)?:?=(?!=)"),
    regex(r"(?!)"),
    "no values into text by itself; write fmt.Sprintf, or put texts together with +",
)
