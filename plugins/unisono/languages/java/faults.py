"""Why the compiler refuses a program, with what to write where that is certain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tree_sitter import Node

from unisono.languages.java.names import last_name
from unisono.languages.java.state import Java
from unisono.languages.java.values import Buffer, Octets, Path
from unisono.languages.program.reading import typographic
from unisono.languages.program.tree import Tree, parts
from unisono.languages.program.values import Boolean, List, Map, Number, String, Unknown, Value
from unisono.languages.reading import Invalid, Misprint
from unisono.text.regex import regex
from unisono.text.source import Text

_ABOVE: Mapping[str, tuple[str, ...]] = {
    "IOException": ("Exception", "Throwable"),
    "InterruptedException": ("Exception", "Throwable"),
    "FileNotFoundException": ("IOException", "Exception", "Throwable"),
    "UnsupportedEncodingException": ("IOException", "Exception", "Throwable"),
    "URISyntaxException": ("Exception", "Throwable"),
    "ExecutionException": ("Exception", "Throwable"),
    "Exception": ("Throwable",),
}
"""The exceptions that a program has to catch or to declare (JLS 11.2), with the classes above each."""

_THROWN: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("Client", "send"): ("IOException", "InterruptedException"),
    ("Files", "readString"): ("IOException",),
    ("Files", "readAllBytes"): ("IOException",),
    ("Files", "newInputStream"): ("IOException",),
    ("BodyPublishers", "ofFile"): ("FileNotFoundException",),
    ("Thread", "sleep"): ("InterruptedException",),
    ("new", "URI"): ("URISyntaxException",),
    ("new", "FileInputStream"): ("FileNotFoundException",),
    ("Buffer", "write"): ("IOException",),
}


def check_type(java: Java, kind: str, value: Value) -> None:
    """Raises where a variable of a type cannot hold a value of another that is known."""
    for name, made, remedy in (
        ("String", Number | Boolean | Octets | Path | List | Map | Buffer, "String.valueOf(…)"),
        ("int", String, "Integer.parseInt(…)"),
    ):
        if kind == name and isinstance(value, made):
            raise java.refused(f"incompatible types: this is no {name}; write {remedy}", value.origin)
    said = getattr(type(value), "BUILDS", "")
    if said and kind == said:
        raise java.refused(f"incompatible types: a builder is no {kind}; write .build() behind it", value.origin)


def check_declared(tree: Tree) -> Invalid | None:
    """Where a variable is declared twice in a method (JLS 6.4)."""
    pending: list[tuple[Node, set[str]]] = [(tree.root, set())]
    while pending:
        node, outer = pending.pop()
        names = set() if node.type in _METHODS else set(outer) if node.type in _SCOPES else outer
        for found in node.children_by_field_name("declarator") if node.type == "local_variable_declaration" else []:
            name = found.child_by_field_name("name")
            word = tree.written(name) if name is not None else ""
            if name is not None and word in names:
                return Invalid(f"variable {word} is already defined", tree.text(name).span())
            names.add(word)
        pending += [(child, names) for child in reversed(node.named_children)]
    return None


_METHODS = frozenset({"method_declaration", "constructor_declaration", "class_body"})
_SCOPES = frozenset({"block", "for_statement", "switch_block", "lambda_expression", "switch_block_statement_group"})


def thrown_by(holder: str, method: str, args: Sequence[Value]) -> tuple[str, ...]:
    """The exceptions that a method of Java's declares."""
    if (holder, method) == ("URLEncoder", "encode") and len(args) > 1 and isinstance(args[1], String | Unknown):
        return ("UnsupportedEncodingException",)
    return _THROWN.get((holder, method), ())


def check_thrown(java: Java, exceptions: Iterable[str], node: Node) -> None:
    """Raises where an exception is neither caught nor declared to be thrown."""
    for exception in exceptions:
        if exception in _ABOVE and not _is_handled(java.tree, exception, node):
            raise java.refused(
                f"unreported exception {exception}; must be caught or declared to be thrown"
                f" (write `throws {exception}` behind the parameters of the method)",
                java.tree.text(node),
            )


def _is_handled(tree: Tree, exception: str, node: Node) -> bool:
    """Whether what surrounds a call takes its exception; code outside of a class is taken to be in such a method."""
    inner, outer = node, node.parent
    while outer is not None:
        if outer.type == "lambda_expression":
            return True  # that depends on what takes it
        if outer.type.startswith("try_") and inner.type not in {"catch_clause", "finally_clause"}:
            clauses = [child for child in parts(outer) if child.type == "catch_clause"]
            if any(_covers(tree, exception, kind) for clause in clauses for kind in _caught(clause)):
                return True
        if outer.type in {"method_declaration", "constructor_declaration"}:
            throws = next((child for child in parts(outer) if child.type == "throws"), None)
            return throws is not None and any(_covers(tree, exception, kind) for kind in parts(throws))
        if outer.type == "field_declaration":
            return False
        inner, outer = outer, outer.parent
    return True


def _caught(clause: Node) -> list[Node]:
    parameter = next((child for child in parts(clause) if child.type == "catch_formal_parameter"), None)
    kinds = next((child for child in parts(parameter) if child.type == "catch_type"), None) if parameter is not None else None
    return parts(kinds) if kinds is not None else []


def _covers(tree: Tree, exception: str, kind: Node) -> bool:
    return last_name(tree.text(kind)) in (exception, *_ABOVE[exception])


_TEXT = regex(
    r'"""(?:[^\\]|\\[\s\S])*?"""|"(?:[^"\\\n]|\\.)*+"|\'(?:[^\'\\\n]|\\.)*+\'|\\[\\"\']|//[^\n]*|/\*[\s\S]*?(?:\*/|\Z)'
)
_ESCAPE = regex(r"""(?:[^\\]|\\[btnfrsu0-7"'\\\r\n])*(\\[^btnfrsu0-7"'\\\r\n])""")
_NEXT_STATEMENT = regex(
    r"(?=[^\n]*+\n\s*+(?:[A-Z][\w.]*(?:<[^\n=]*>)?[ \t]+\w+[ \t]*=|(?:var|final|return|try|if|for)\b|System\.))"
    r"[^\n]*[\w\")\]]()[ \t]*(?://[^\n]*)?\n"
)


def fault(tree: Tree) -> Invalid | None:
    """Where and why the code is no Java; None where it is."""
    broken = tree.error()
    if broken is None:
        return None
    place = tree.text(broken)
    if escape := _illegal_escape(tree.code):
        return escape
    if tree.bounds(broken)[0] == 0 and "\n" in place.value:  # the parser has found nothing in it
        refused = Invalid("syntax error, this is no Java", place.slice(0, place.value.index("\n")).span())
        misprint = typographic(tree.code, _TEXT, double=True)
        return refused.because_of(misprint) if misprint else refused
    said = f"'{broken.type}' expected" if broken.is_missing else f"unexpected '{place.value.split(chr(10))[0][:40]}'"
    refused = Invalid(f"syntax error, {said}", place.span())
    misprint = typographic(tree.code, _TEXT, double=True) or _left_out(tree.code, tree.bounds(broken)[1])
    return refused.because_of(misprint) if misprint else refused


def _illegal_escape(code: Text) -> Invalid | None:
    """The first escape in a text that Java has not."""
    for literal in _TEXT.finditer(code.masked("_")):
        if literal[0].startswith('"') and (found := _ESCAPE.match(literal[0])) is not None:
            start = literal.start() + found.start(1)
            escape = code.slice(start, start + 2)
            return Invalid(f"illegal escape character '{escape}'; write \\\\ for a backslash", escape.span())
    return None


def _left_out(code: Text, end: int) -> Misprint | None:
    """A semicolon that is missing at the end of a line, at the place where the parser gives up or before it."""
    at = code.value.rfind("\n", 0, max(code.value.rfind("\n", 0, end), 0)) + 1
    found = _NEXT_STATEMENT.match(code.value, at)
    return Misprint("a ';' is missing here", code.span(found.end(1), found.end(1))) if found else None
