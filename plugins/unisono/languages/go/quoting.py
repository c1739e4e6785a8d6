"""How a value is quoted at a place in a Go program (The Go Programming Language Specification, "String literals")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tree_sitter import Node

from unisono.languages.go import GRAMMARS
from unisono.languages.program.following import Follower, Layers, Step
from unisono.languages.program.tree import Tree, parser, parts
from unisono.languages.quoting import Escape, Found, Quoting, Slot, Uncertain
from unisono.text.regex import regex
from unisono.text.source import Source, Text

_SENDING = frozenset(
    {"NewRequest", "NewRequestWithContext", "Get", "Head", "Post", "PostForm", "Parse", "ParseRequestURI", "Set", "Add"}
    | {"NewReader", "NewBufferString", "NewBuffer", "Marshal", "MarshalIndent"}
    | {"Print", "Println", "Fatal", "Fatalln"}
)
"""What is called with a text and hands it on as it is, in JSON too, or only shows it: of net/http, net/url, strings, bytes,
encoding/json, fmt and log."""

_PLAIN_FORMAT = regex(r"(?:[^%]|%%|%[svd])*")
_VERB = regex(r"%[svd%]")
_ESCAPE = Escape(r'["\\]', r"\&")


def places(code: str, slots: Sequence[Slot]) -> list[Found | None]:
    """For each slot its place, which may be wider, and how it is quoted; None where that is not certain."""
    return _Go(Tree(Text.of(Source("sample", code)), parser(GRAMMARS[0]))).places(slots)


class _Go(Follower):
    STRINGS: Mapping[str, Quoting] = {
        '"': Quoting((_ESCAPE,)),
        "`": Quoting((), ("`",)),
        "": Quoting((_ESCAPE, Escape("^|$", '"'))),
    }
    LITERALS = frozenset({"interpreted_string_literal", "raw_string_literal"})
    CHARACTERS = frozenset({"interpreted_string_literal_content", "raw_string_literal_content", "escape_sequence"})
    HOLES = frozenset[str]()
    NAMES = frozenset({"identifier"})
    EXPRESSIONS = frozenset({*NAMES, "call_expression", "binary_expression"})
    DEFINITIONS = frozenset({"function_declaration", "method_declaration", "func_literal"})
    ENTRY = ("function_declaration", "main")
    PASSING = frozenset(
        {"parenthesized_expression", "literal_element", "literal_value", "composite_literal", "type_conversion_expression"}
    )

    def is_use(self, node: Node) -> bool:
        """Whether a name stands for its value, and not where it gets one: in a list of such, or in a declaration."""
        parent = node.parent
        if parent is None or parent.type in {"var_spec", "const_spec"}:
            return parent is None or node not in parent.children_by_field_name("name")
        outer = parent.parent
        return parent.type != "expression_list" or outer is None or outer.child_by_field_name("left") != parent

    def in_operation(self, parent: Node, node: Node) -> Layers:
        sign = parent.child_by_field_name("operator")
        if sign is not None and sign.type == "+":
            return self.follow(parent)
        others = [other for other in parts(parent) if other != node]
        if sign is not None and sign.type in {"==", "!="} and all(self.tree.written(other) == '""' for other in others):
            return ()  # no value is empty
        raise Uncertain

    def in_pair(self, parent: Node, node: Node) -> Layers:
        if node != parent.child_by_field_name("value"):
            raise Uncertain
        return self.follow(parent)

    def in_list(self, parent: Node, node: Node) -> Layers:
        """One of the values of an assignment or a declaration, and the name or the target that it is for."""
        outer = parent.parent
        if outer is None or outer.child_by_field_name("left") == parent:
            raise Uncertain
        left = outer.child_by_field_name("left")
        targets = parts(left) if left is not None else outer.children_by_field_name("name")
        targets = [target for target in targets if target.type != ","]
        values = parts(parent)
        if len(targets) != len(values):
            raise Uncertain
        target = targets[values.index(node)]
        if target.type == "identifier":
            return self.named(self.tree.written(target))
        if re.fullmatch(r"\w+\.Header(?:\[.*\])?", self.tree.written(target)):
            return ()
        raise Uncertain

    def in_arguments(self, parent: Node, node: Node) -> Layers:
        call = parent.parent
        function = call.child_by_field_name("function") if call else None
        if call is None or function is None:
            raise Uncertain
        name = self.tree.written(function)
        if name == "fmt.Sprintf":
            return self._in_format(call, parts(parent), node)
        if name == "fmt.Sprint" and len(parts(parent)) == 1:
            return self.follow(call)
        member = function.child_by_field_name("field")
        if member is None or self.tree.written(member) not in _SENDING:
            raise Uncertain
        return ()

    def _in_format(self, call: Node, given: list[Node], node: Node) -> Layers:
        """A text that is a format, or a value for one of its verbs."""
        pattern = self.tree.written(given[0])
        if pattern[:1] not in {'"', "`"} or not _PLAIN_FORMAT.fullmatch(pattern):
            raise Uncertain
        outer = self.follow(call)
        if node == given[0]:
            return (Quoting((Escape("%", "&&"),)), *outer)
        verbs = [verb for verb in _VERB.findall(pattern) if verb != "%%"]
        number = given.index(node) - 1
        if number >= len(verbs) or verbs[number] == "%d":
            raise Uncertain
        return outer

    STEPS: Mapping[str, Step] = {
        "binary_expression": in_operation,
        "keyed_element": in_pair,
        "expression_list": in_list,
        "argument_list": in_arguments,
    }
