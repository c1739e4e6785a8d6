"""What is there for a program to begin with: PHP itself, and the clients."""

from __future__ import annotations

from typing import Any

from unisono.languages.php import expressions, statements
from unisono.languages.php.library import files, json, strings, web
from unisono.languages.php.state import Library, Php
from unisono.languages.program.run import Grammar
from unisono.languages.program.tree import Tree
from unisono.walking import modules, tables

_GRAMMAR = Grammar(expressions.EXPRESSIONS, statements.STATEMENTS, statements.sends, statements.changed)
_OWN = (json, strings, web, files)


def _all(name: str) -> dict[Any, Any]:
    """The tables of that name of PHP itself, and of the clients."""
    return {key: value for module in _OWN for key, value in getattr(module, name, {}).items()} | tables(_HERE, "api", name)


_HERE = "unisono.languages.php"
LIBRARY = Library(
    _all("FUNCTIONS"),
    _all("CONSTRUCTORS"),
    _all("METHODS"),
    _all("STATICS"),
    _all("CONSTANTS"),
    _all("SHORT_NAMES"),
    frozenset(files.FUNCTIONS).union(
        (name for _, name in _all("METHODS")), *(getattr(client, "SENDING", ()) for client in modules(_HERE, "api"))
    ),
    frozenset(tables(_HERE, "api", "FUNCTIONS").keys() | tables(_HERE, "api", "CONSTRUCTORS").keys()),
)
"""What there is besides PHP's syntax, of PHP itself and of the clients."""


def php_program(tree: Tree) -> Php:
    """A program at its start."""
    php = Php(tree, _GRAMMAR, library=LIBRARY)
    php.globals = php.scope
    return php
