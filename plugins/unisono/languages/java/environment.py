"""What is there for a program to begin with: Java itself, and the client."""

from __future__ import annotations

from tree_sitter import Node

from unisono.languages.java import calls, expressions, library, statements
from unisono.languages.java.names import CLASSES, Names
from unisono.languages.java.state import Java, Library
from unisono.languages.program.run import Grammar
from unisono.languages.program.tree import Tree, parts
from unisono.languages.program.values import Null
from unisono.walking import modules, with_tables

_HERE = "unisono.languages.java"
_GRAMMAR = Grammar(expressions.EXPRESSIONS, statements.STATEMENTS, statements.sends, statements.changed)
_APIS = modules(_HERE, "api")
LIBRARY = Library(
    with_tables(library.METHODS, _HERE, "api", "METHODS"),
    with_tables(library.STATIC, _HERE, "api", "STATIC"),
    with_tables(library.CONSTRUCTORS, _HERE, "api", "CONSTRUCTORS"),
    library.CONSTANTS.union(*(api.CONSTANTS for api in _APIS)),
    library.CHANGING.union(*(api.SENDING for api in _APIS)),
)
"""What there is besides Java's syntax."""


def java_program(tree: Tree, names: Names) -> Java:
    """A program at its start, with the variables of its classes."""
    java = Java(tree, _GRAMMAR, library=LIBRARY, names=names, run_function=lambda f, args: calls.run_function(java, f, args))
    bodies = [tree.root, *(body for node in java.names.own.values() if (body := node.child_by_field_name("body")) is not None)]
    for body in bodies:
        for member in parts(body):
            if member.type == "method_declaration" and (name := member.child_by_field_name("name")) is not None:
                java.functions.setdefault(tree.written(name), []).append(member)
    for body in bodies[1:]:
        for member in parts(body):
            if member.type == "field_declaration":
                _declare(java, member)
            elif member.type not in {*CLASSES, "method_declaration", "constructor_declaration"}:
                raise java.unsupported(member)
    return java


def _declare(java: Java, member: Node) -> None:
    """The variables of a class, which begin as null."""
    for found in member.children_by_field_name("declarator"):
        name, value = found.child_by_field_name("name"), found.child_by_field_name("value")
        if name is not None:
            java.fields[java.tree.written(name)] = Null(java.tree.text(found)) if value is None else java.evaluate(value)
