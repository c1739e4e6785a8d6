"""How a value is quoted at a place in a Java program (JLS 3.10.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tree_sitter import Node

from unisono.languages.java import GRAMMARS
from unisono.languages.program.following import Follower, Layers, Step, is_set
from unisono.languages.program.tree import Tree, parser, parts
from unisono.languages.quoting import Escape, Found, Quoting, Slot, Uncertain
from unisono.text.source import Source, Text

_SENDING = frozenset({"create", "URI", "newBuilder", "header", "setHeader", "headers", "ofString", "println", "print"})
"""What is called with a text and hands it on as it is or only shows it: of `URI` and HttpClient."""

_TEMPLATE = Quoting((Escape("%", "&&"),))
"""In templates of `String.format`."""

_BLOCKS = frozenset({"block", "program"})


def places(code: str, slots: Sequence[Slot]) -> list[Found | None]:
    """For each slot its place, which may be wider, and how it is quoted; None where that is not certain."""
    return _Java(Tree(Text.of(Source("sample", code)), parser(GRAMMARS[0]))).places(slots)


class _Java(Follower):
    STRINGS: Mapping[str, Quoting] = {
        '"': Quoting((Escape(r'["\\]', r"\&"),)),
        "": Quoting((Escape(r'["\\]', r"\&"), Escape("^|$", '"'))),
    }
    HOLES = frozenset[str]()
    NAMES = frozenset({"identifier"})
    EXPRESSIONS = frozenset({"identifier", "method_invocation"})
    DEFINITIONS = frozenset(
        {"lambda_expression", "method_reference", "constructor_declaration", "interface_declaration", "record_declaration"}
        | {"enum_declaration", "static_initializer", "method_declaration"}
    )
    ENTRY = ("method_declaration", "main")
    PASSING = frozenset({"parenthesized_expression"})
    LITERALS = frozenset({"string_literal"})
    CHARACTERS = frozenset({"string_fragment", "multiline_string_fragment", "escape_sequence"})

    def is_use(self, node: Node) -> bool:
        parent = node.parent
        return not is_set(node) and parent is not None and parent.child_by_field_name("name") != node

    def in_operation(self, parent: Node, _: Node) -> Layers:
        sign = parent.child_by_field_name("operator")
        if sign is None or sign.type != "+":
            raise Uncertain
        return self.follow(parent)

    def in_declaration(self, parent: Node, node: Node) -> Layers:
        name = parent.child_by_field_name("name")
        if name is None or node != parent.child_by_field_name("value"):
            raise Uncertain
        return self.named(self.tree.written(name))

    def in_assignment(self, parent: Node, node: Node) -> Layers:
        target, sign = parent.child_by_field_name("left"), parent.child_by_field_name("operator")
        block = parent.parent.parent if parent.parent is not None else None
        if target is None or target.type != "identifier" or node == target or sign is None or sign.type != "=":
            raise Uncertain
        if block is None or block.type not in _BLOCKS or block.parent is None or block.parent.type not in _BODIES:
            raise Uncertain
        return self.named(self.tree.written(target))

    def in_field(self, parent: Node, node: Node) -> Layers:
        if node != parent.child_by_field_name("field"):
            raise Uncertain
        return self.follow(parent)

    def in_call(self, parent: Node, node: Node) -> Layers:
        name = parent.child_by_field_name("name")
        if name is None or node != parent.child_by_field_name("object") or self.tree.written(name) != "formatted":
            raise Uncertain
        return (_TEMPLATE, *self.follow(parent))

    def in_arguments(self, parent: Node, node: Node) -> Layers:
        call = parent.parent
        named = (call.child_by_field_name("name") or call.child_by_field_name("type")) if call is not None else None
        if call is None or named is None:
            raise Uncertain
        name, holder = self.tree.written(named), call.child_by_field_name("object")
        is_format = holder is not None and f"{self.tree.written(holder)}.{name}" == "String.format"
        if is_format and node == parts(parent)[0]:
            return (_TEMPLATE, *self.follow(call))
        if is_format or name in {"formatted", "concat"}:
            return self.follow(call)
        if name not in _SENDING:
            raise Uncertain
        return ()

    STEPS: Mapping[str, Step] = {
        "binary_expression": in_operation,
        "variable_declarator": in_declaration,
        "assignment_expression": in_assignment,
        "field_access": in_field,
        "method_invocation": in_call,
        "argument_list": in_arguments,
    }


_BODIES = frozenset({"method_declaration"})
