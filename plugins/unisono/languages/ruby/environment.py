"""What is there for a program to begin with: Ruby itself, and the client."""

from __future__ import annotations

from typing import Any

from unisono.languages.program.run import Grammar
from unisono.languages.program.tree import Tree
from unisono.languages.ruby import expressions, library
from unisono.languages.ruby.state import Library, Ruby
from unisono.walking import tables, with_tables

_HERE = "unisono.languages.ruby"
_GRAMMAR = Grammar(
    expressions.EXPRESSIONS,
    dict.fromkeys(expressions.EXPRESSIONS, expressions.execute),
    expressions.sends,
    expressions.changed,
)
_OF_CLIENT: dict[Any, Any] = tables(_HERE, "api", "METHODS")
LIBRARY = Library(
    with_tables(library.METHODS, _HERE, "api", "METHODS"),
    with_tables(library.OF_MODULES, _HERE, "api", "OF_MODULES"),
    with_tables(library.FUNCTIONS, _HERE, "api", "FUNCTIONS"),
    library.MODULES | {name.rpartition(".")[0] for name in tables(_HERE, "api", "OF_MODULES")},
    frozenset({name for _, name in _OF_CLIENT} | {name.rpartition(".")[2] for name in tables(_HERE, "api", "OF_MODULES")}),
)
"""What there is besides Ruby's syntax."""


def ruby_program(tree: Tree) -> Ruby:
    """A program at its start."""
    return Ruby(tree, _GRAMMAR, library=LIBRARY)
