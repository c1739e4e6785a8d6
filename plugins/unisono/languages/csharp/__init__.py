"""C#, read on the kernel for straight-line programs: what C# 12 on .NET 8 does, found without running it."""

from unisono.languages.interpolation import Interpolation
from unisono.text.regex import regex

INFO_STRINGS = frozenset({"csharp", "cs", "c#"})
LEXER = "csharp"
GRAMMARS = ("tree_sitter_c_sharp",)
INTERPOLATION = Interpolation(
    "C#",
    regex(r"(?<!\{)\{([A-Za-z_]\w*)[^{}]*\}(?!\})"),
    regex(r"\b(?:var|string\??|const string|int|object)[ \t]+([A-Za-z_]\w*)[ \t]*=(?![=>])"),
    regex(r"(?!)"),
    "values only into text with $ before its quotation marks; write $ there",
)
