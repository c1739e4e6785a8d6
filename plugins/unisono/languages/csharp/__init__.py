"""C#, read on the kernel for straight-line programs: what C# 12 on .NET 8 does, found without running it."""

from unisono.languages.interpolation import CSHARP

INFO_STRINGS = frozenset({"csharp", "cs", "c#"})
LEXER = "csharp"
INTERPOLATION = CSHARP
