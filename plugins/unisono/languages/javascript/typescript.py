"""TypeScript samples: read as the JavaScript that is left when their types are erased.

That is what a compiler, Deno, Bun, tsx and ts-node make of them before they run: annotations, interfaces, assertions and
imports of types go. What stands for code of its own (enumerations, namespaces, parameter properties, decorators) is not
understood.

Types become blanks, so that all else keeps its place. The names of nodes and of their fields are those of
[tree-sitter's grammar](https://github.com/tree-sitter/tree-sitter-typescript).
"""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node, Parser

from unisono.languages.javascript import GRAMMARS, reading
from unisono.languages.javascript.script import Script
from unisono.languages.javascript.syntax import fault
from unisono.languages.program.tree import parser
from unisono.languages.reading import Reading, SampleError, Unsupported
from unisono.text.regex import regex
from unisono.text.source import Text

LEXER = "typescript"

_ERASED = frozenset(
    {
        "type_annotation",
        "type_predicate_annotation",
        "asserts_annotation",
        "type_parameters",
        "type_arguments",
        "implements_clause",
        "accessibility_modifier",
        "override_modifier",
        "index_signature",
        "method_signature",
        "abstract_method_signature",
    }
)
_STATEMENTS = frozenset({"interface_declaration", "type_alias_declaration", "ambient_declaration", "function_signature"})
"""Whole statements; an empty one stays, so that those around them do not become one."""

_WORDS = frozenset({"abstract", "readonly", "declare", "override"})
_MARKED = frozenset({"optional_parameter", "public_field_definition", "method_definition", "variable_declarator"})
"""Nodes in which a `?` or a `!` of their own says something about a type."""

_UNSUPPORTED = {
    "enum_declaration": "an enum of TypeScript",
    "internal_module": "a namespace of TypeScript",
    "module": "a module declaration of TypeScript",
    "decorator": "a decorator",
    "import_alias": "an import alias of TypeScript",
    "import_require_clause": "import … = require(…) of TypeScript",
}
_GOES_ON = regex(r"[ \t]*\n\s*[(\[`]")


def _parsers() -> tuple[Parser, Parser]:
    return parser(GRAMMARS[1], "language_typescript"), parser(GRAMMARS[1], "language_tsx")


def read(code: Text) -> Reading:
    """What the sample sends when its types are erased and Node.js 20 runs it."""
    if len(code) > reading.MAX_LENGTH:
        return reading.read(code)
    try:
        return reading.read(program(code))
    except SampleError as error:
        return error.reading()


def program(code: Text) -> Text:
    """The sample as JavaScript, of the same length. Raises `Invalid` for what is no TypeScript, and `Unsupported`."""
    script = next((script for parse in _parsers() if not (script := Script(code, parse)).root.has_error), None)
    if script is not None:
        return _Erasure(script).program()
    if Script(code).root.has_error and (refused := fault(Script(code, _parsers()[0]))):
        raise refused
    return code


class _Erasure:
    """Goes through a script once. `blanks` are the stretches that are types, `used` the names in what is left."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._blanks: list[tuple[int, int, str]] = []
        self._used: set[str] = set()
        self._imports: list[Node] = []

    def program(self) -> Text:
        pending = [self._script.root]
        while pending:
            pending += reversed(list(self._kept(pending.pop())))
        for statement in self._imports:
            self._import(statement)
        return self._blanked()

    def _kept(self, node: Node) -> Iterator[Node]:
        """What of a node's children is code, after noting what is not."""
        if node.type in _UNSUPPORTED:
            raise Unsupported(_UNSUPPORTED[node.type], self._script.text(node).span())
        match node.type:
            case "import_statement":
                yield from self._noted_import(node)
            case "export_statement":
                yield from self._export(node)
            case "as_expression" | "satisfies_expression":
                yield node.children[0]
                self._blank_after(node)
            case "identifier" | "shorthand_property_identifier":
                self._used.add(self._script.written(node))
            case _ if node.type in _STATEMENTS:
                self._blank(node, ";")
            case _ if node.type in _ERASED:
                self._blank(node)
            case _:
                yield from self._children(node)

    def _children(self, node: Node) -> Iterator[Node]:
        children = node.children
        if node.type == "public_field_definition" and any(child.type in {"declare", "abstract"} for child in children):
            self._blank(node)
            return
        for i, child in enumerate(children):
            if node.type in {"required_parameter", "optional_parameter"}:
                self._check_parameter(node, child)
            if child.type == "required_parameter" and child.children[0].type == "this":
                self._blank(child)
                self._blank_comma(children, i)
            elif child.type in _WORDS or (child.type in {"?", "!"} and self._is_mark(node)):
                self._blank(child)
            else:
                yield child

    def _is_mark(self, node: Node) -> bool:
        return node.type in _MARKED or node.type == "non_null_expression"

    def _check_parameter(self, node: Node, child: Node) -> None:
        if child.type in {"accessibility_modifier", "override_modifier", "readonly"}:
            raise Unsupported("a parameter property of TypeScript", self._script.text(node).span())

    def _noted_import(self, node: Node) -> Iterator[Node]:
        if node.children[1].type in {"type", "typeof"}:
            self._blank(node, ";")
        elif any(child.type == "import_require_clause" for child in node.children):
            yield from node.children
        else:
            self._imports.append(node)

    def _export(self, node: Node) -> Iterator[Node]:
        declaration = node.child_by_field_name("declaration")
        if node.children[1].type == "type" or (declaration and declaration.type in _STATEMENTS):
            self._blank(node, ";")
        elif node.children[1].type in {"=", "as"}:
            raise Unsupported("an export of TypeScript", self._script.text(node).span())
        else:
            yield from node.children

    def _import(self, statement: Node) -> None:
        """Leave out the names that only types have used, as compilers do, and the statement if there are no others."""
        clause = next((child for child in statement.named_children if child.type == "import_clause"), None)
        if clause is None:
            return
        named = [child for child in clause.named_children if child.type == "named_imports"]
        specifiers = [child for group in named for child in group.named_children if child.type == "import_specifier"]
        unused = [node for node in specifiers if node.children[0].type == "type" or not self._is_used(node)]
        others = [child for child in clause.named_children if child.type in {"identifier", "namespace_import"}]
        idle = [child for child in others if not self._is_used(child)]
        if len(unused) == len(specifiers) and len(idle) == len(others):
            self._blank(statement, ";")
            return
        for node in [*unused, *idle]:
            self._blank(node)
            siblings = node.parent.children if node.parent else []
            self._blank_comma(siblings, siblings.index(node))

    def _is_used(self, node: Node) -> bool:
        """Whether code uses what a specifier, or the clause of an import, names."""
        name = node.child_by_field_name("alias") or node.child_by_field_name("name") or node
        return self._script.written(name.named_children[-1] if name.type == "namespace_import" else name) in self._used

    def _blank(self, node: Node, instead: str = "") -> None:
        self._blanks.append((*self._script.bounds(node), instead))

    def _blank_comma(self, children: list[Node], index: int) -> None:
        if index + 1 < len(children) and children[index + 1].type == ",":
            self._blank(children[index + 1])

    def _blank_after(self, node: Node) -> None:
        """Blank the assertion behind an expression. What begins the next line must not go on with the expression."""
        start, end = self._script.bounds(node.children[0])[1], self._script.bounds(node)[1]
        ends = _GOES_ON.match(self._script.code.value, end)
        self._blanks.append((start, end, ";" if ends else ""))

    def _blanked(self) -> Text:
        code, parts, at = self._script.code, [], 0
        for start, end, instead in sorted(self._blanks):
            parts += [code.slice(at, start), Text.decoded(instead.ljust(end - start), code.slice(start, end).span())]
            at = end
        return Text.join([*parts, code.slice(at, len(code))]) if parts else code
