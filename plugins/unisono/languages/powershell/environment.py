"""What is there for a program to begin with: PowerShell itself, and the cmdlets that send requests."""

from __future__ import annotations

from unisono.languages.powershell import expressions, library
from unisono.languages.powershell.state import Library, PowerShell
from unisono.languages.program.run import Grammar
from unisono.languages.program.tree import Tree
from unisono.walking import tables

_HERE = "unisono.languages.powershell"
_GRAMMAR = Grammar(
    expressions.EXPRESSIONS,
    dict.fromkeys(expressions.EXPRESSIONS, expressions.execute),
    expressions.sends,
    expressions.changed,
)
_SENDING = tables(_HERE, "api", "CMDLETS")
LIBRARY = Library({**library.CMDLETS, **_SENDING}, library.STATICS, library.METHODS, frozenset(_SENDING))
"""What there is besides PowerShell's syntax."""


def powershell_program(tree: Tree) -> PowerShell:
    """A program at its start."""
    return PowerShell(tree, _GRAMMAR, library=LIBRARY)
