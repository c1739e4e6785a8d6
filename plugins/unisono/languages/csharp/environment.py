"""What is there for a program to begin with: .NET itself, and the client."""

from __future__ import annotations

from typing import Any

from unisono.languages.csharp import expressions, library, statements
from unisono.languages.csharp.state import CSharp, Library
from unisono.languages.program.run import Grammar
from unisono.languages.program.tree import Tree
from unisono.walking import modules, tables

_HERE = "unisono.languages.csharp"
_GRAMMAR = Grammar(expressions.EXPRESSIONS, statements.STATEMENTS, statements.sends, statements.changed)


def _table(name: str) -> dict[Any, Any]:
    """The entries of that table of .NET itself, and of the client."""
    return {**getattr(library, name), **tables(_HERE, "api", name)}


LIBRARY = Library(
    _table("CONSTRUCTORS"),
    _table("STATICS"),
    _table("METHODS"),
    _table("PROPERTIES"),
    _table("SETTERS"),
    frozenset().union(*(module.SENDING for module in modules(_HERE, "api"))),
    library.OPAQUE,
)
"""What there is besides C#'s syntax."""


def csharp_program(tree: Tree) -> CSharp:
    """A program at its start."""
    made = CSharp(tree, _GRAMMAR, library=LIBRARY)
    made.outer = made.scope
    made.functions.update(statements.functions(made))
    made.classes.update(statements.holders(made))
    return made
