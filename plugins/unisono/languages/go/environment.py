"""What is there for a program to begin with: Go's library, and the client."""

from __future__ import annotations

from typing import Any

from unisono.languages.go import expressions, statements
from unisono.languages.go.library import json, streams, texts, time, urls
from unisono.languages.go.state import Go, Library
from unisono.languages.program.run import Grammar
from unisono.languages.program.tree import Tree
from unisono.walking import tables

_GRAMMAR = Grammar(expressions.EXPRESSIONS, statements.STATEMENTS, statements.sends, statements.changed)
_OWN = (json, streams, texts, time, urls)


def _all(name: str) -> dict[Any, Any]:
    """The tables of that name of Go's library, and of the client."""
    own = {key: value for module in _OWN for key, value in getattr(module, name, {}).items()}
    return own | tables("unisono.languages.go", "api", name)


LIBRARY = Library(
    _all("FUNCTIONS"),
    _all("CONSTANTS"),
    _all("METHODS"),
    _all("GETTERS"),
    _all("SETTERS"),
    _all("MAKERS"),
    frozenset({name for _, name in _all("METHODS")} | {name.rpartition(".")[2] for name in _all("SENDING")}),
)
"""What there is besides Go's syntax."""


def go_program(tree: Tree) -> Go:
    """A program at its start."""
    return Go(tree, _GRAMMAR, library=LIBRARY)
