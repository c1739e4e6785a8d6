"""Go: what all of its clients have in common."""

from unisono.languages.interpolation import GO

INFO_STRINGS = frozenset({"go", "golang"})
LEXER = "go"
INTERPOLATION = GO
