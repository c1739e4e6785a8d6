"""How a value is quoted at a place in a JavaScript program: the literal that holds it, and where that literal's text goes.

A text is followed from its literal through names, containers, templates and functions of the program itself to the calls of a
client. Where it may go another way, or something may look into it, the place is uncertain. The names of nodes are those of
tree-sitter's grammar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property

from tree_sitter import Node

from unisono.languages.javascript.script import Script
from unisono.languages.program.tree import parts
from unisono.languages.quoting import PLAIN, STRINGS, Found, Place, Quoting, Slot, Uncertain, but_for, where_certain
from unisono.text.regex import regex
from unisono.text.source import Source, Text
from unisono.walking import modules

_REFERRER = regex("referrer", re.IGNORECASE)
"""An option of `fetch` and `Request`: where the request comes from."""


def places(code: str, slots: Sequence[Slot]) -> list[Found | None]:
    """For each slot its place, which may be wider, and how it is quoted; None where that is not certain."""
    return but_for(_REFERRER, code, slots, where_certain(_Program(code).found, slots))


_CLIENTS = modules("unisono.languages.javascript", "client")
_SENDING = frozenset({"log", "error", "info", "append", "set", "send", "stringify", "URLSearchParams", "assign"}).union(
    *(getattr(client, "SENDING", ()) for client in _CLIENTS)
)
"""What is called with a text, or with what holds it, and hands it on as it is or only shows it."""

_MODULES = "|".join(["require", *(re.escape(name) for client in _CLIENTS for name in getattr(client, "INSTANCES", ()))])
_RENAMED = regex(rf"\b(?:const|let|var)\s+([\w$]+)\s*=(?!\s*(?:await\s+import|{_MODULES})\b)")
"""What is defined as something other than a module or a part of one."""

_READ = frozenset({"toString", "href", "append", "set", "searchParams", "headers"})
_ORIGIN_ONLY = Quoting((), (r"^[a-z]+:\/\/[^\/]+\/.",))
"""Of a base that a path is resolved against, only the origin counts (URL Standard, 4.4)."""

_FUNCTIONS = frozenset({"function_declaration", "function_expression", "arrow_function", "generator_function_declaration"})


class _Program:
    def __init__(self, code: str) -> None:
        self._code = code
        self._script = Script(Text.of(Source("sample", code)))
        self._broken = self._script.root.has_error
        self._bytes = code.encode("utf-8", "surrogatepass")
        self._followed: set[tuple[str, int]] = set()

    def found(self, place: Place) -> Found:
        if self._broken:
            raise Uncertain
        start, end = place
        self._followed.clear()
        node = self._at(start, end)
        if node.type == "string_fragment" or (node.type == "escape_sequence" and node.parent):
            node = node.parent or node
        low, high = self._script.bounds(node)
        if node.type == "string" and low < start and end < high:
            return Found(start, end, self._literal(node, STRINGS[self._code[low]]))
        if node.type == "template_string" and low < start and end < high:
            start, end = self._beside_holes(node, place)
            return Found(start, end, self._literal(node, STRINGS["`"]))
        while node.parent and self._script.bounds(node.parent) == (low, high):
            node = node.parent
        if (low, high) != place or node.type in {"property_identifier", "shorthand_property_identifier", "string_fragment"}:
            raise Uncertain
        return Found(start, end, self._literal(node, STRINGS[""]))

    def _literal(self, node: Node, quoting: Quoting) -> Quoting:
        return self._follow(node, 0).inside(quoting)

    def _at(self, start: int, end: int) -> Node:
        """The smallest node around characters."""
        low = len(self._code[:start].encode("utf-8", "surrogatepass"))
        high = low + len(self._code[start:end].encode("utf-8", "surrogatepass"))
        node = self._script.root.descendant_for_byte_range(low, high)
        if node is None:
            raise Uncertain
        return node

    def _beside_holes(self, template: Node, place: Place) -> Place:
        """The place in the text of a template, with the whole of the holes that it has part in."""
        start, end = place
        for hole in template.named_children:
            low, high = self._script.bounds(hole)
            if hole.type != "template_substitution" or high <= start or end <= low:
                continue
            inner = self._script.bounds(hole.named_children[0])
            if start not in {low, inner[0]} and not start < low:
                raise Uncertain
            if end not in {high, inner[1]} and not end > high:
                raise Uncertain
            start, end = min(start, low), max(end, high)
        return start, end

    def _follow(self, node: Node, depth: int) -> Quoting:
        """What a text goes through on its way to a client; it is `depth` containers deep in `node`."""
        parent = node.parent
        step = _STEPS.get(parent.type) if parent else None
        if parent is None or step is None:
            raise Uncertain
        return step(self, parent, node, depth)

    def in_template_substitution(self, parent: Node, _: Node, depth: int) -> Quoting:
        template = parent.parent
        if depth or template is None or self._is_tagged(template):
            raise Uncertain
        return self._follow(template, 0)

    @staticmethod
    def _is_tagged(template: Node) -> bool:
        return template.parent is not None and template.parent.type == "call_expression"

    def in_binary_expression(self, parent: Node, _: Node, depth: int) -> Quoting:
        sign = parent.child_by_field_name("operator")
        kind = sign.type if sign else ""
        if kind in {"||", "??"} or (kind == "+" and not depth):
            return self._follow(parent, depth)
        raise Uncertain

    def in_parenthesized_expression(self, parent: Node, _: Node, depth: int) -> Quoting:
        if parent.parent and parent.parent.type == "if_statement":
            return PLAIN  # no value is empty
        return self._follow(parent, depth)

    def in_await_expression(self, parent: Node, _: Node, depth: int) -> Quoting:
        return self._follow(parent, depth)

    def in_unary_expression(self, parent: Node, _: Node, _depth: int) -> Quoting:
        sign = parent.child_by_field_name("operator")
        if sign is None or sign.type != "!":
            raise Uncertain
        return PLAIN  # no value is empty

    def in_ternary_expression(self, parent: Node, node: Node, depth: int) -> Quoting:
        return PLAIN if node == parent.child_by_field_name("condition") else self._follow(parent, depth)

    def in_pair(self, parent: Node, node: Node, depth: int) -> Quoting:
        if node != parent.child_by_field_name("value") or parent.parent is None or parent.parent.type != "object":
            raise Uncertain
        return self._follow(parent.parent, depth + 1)

    def in_object(self, parent: Node, _: Node, depth: int) -> Quoting:
        return self._follow(parent, depth + 1)  # `{ token }`

    def in_array(self, parent: Node, _: Node, depth: int) -> Quoting:
        return self._follow(parent, depth + 1)

    def in_spread_element(self, parent: Node, _: Node, depth: int) -> Quoting:
        if not depth or parent.parent is None or parent.parent.type != "object":
            raise Uncertain
        return self._follow(parent.parent, depth)

    def in_expression_statement(self, *_: object) -> Quoting:
        return PLAIN  # not used

    def in_variable_declarator(self, parent: Node, node: Node, depth: int) -> Quoting:
        name = parent.child_by_field_name("name")
        if name is None or name.type != "identifier" or node == name:
            raise Uncertain
        return self._named(name, depth)

    def in_assignment_pattern(self, parent: Node, node: Node, depth: int) -> Quoting:
        name = parent.child_by_field_name("left")
        if name is None or name.type != "identifier" or node == name:
            raise Uncertain
        return self._named(name, depth)

    def in_assignment_expression(self, parent: Node, node: Node, depth: int) -> Quoting:
        left = parent.child_by_field_name("left")
        if left is None or node == left:
            raise Uncertain
        if re.search(r"\.defaults\b", self._written(left)):  # of a client
            return PLAIN
        while left.type in {"member_expression", "subscript_expression"}:
            left, depth = left.child_by_field_name("object") or left.named_children[0], depth + 1
        if left.type != "identifier":
            raise Uncertain
        return self._named(left, depth)

    def in_member_expression(self, parent: Node, node: Node, depth: int) -> Quoting:
        """As that of which a member is got, called or set."""
        outer = parent.parent
        name = self._written(parent.child_by_field_name("property"))
        if outer is None or not depth or node != parent.child_by_field_name("object"):
            raise Uncertain
        if outer.type == "assignment_expression" and outer.child_by_field_name("left") == parent:
            return PLAIN
        if outer.type == "call_expression" and outer.child_by_field_name("function") == parent:
            if name not in _READ:
                raise Uncertain
            return self._follow(outer, 0) if name == "toString" else PLAIN
        if outer.type == "member_expression" or name in {"searchParams", "headers"}:
            return self._follow(parent, max(depth - 1, 1))
        return self._follow(parent, depth - 1)

    def in_subscript_expression(self, parent: Node, node: Node, depth: int) -> Quoting:
        outer, index = parent.parent, parent.child_by_field_name("index")
        if not depth or node != parent.child_by_field_name("object") or index is None or index.type != "string":
            raise Uncertain
        if outer and outer.type == "assignment_expression" and outer.child_by_field_name("left") == parent:
            return PLAIN
        return self._follow(parent, depth - 1)

    def in_arguments(self, parent: Node, node: Node, depth: int) -> Quoting:
        call = parent.parent
        if call is None:
            raise Uncertain
        given = parts(parent)
        if call.type == "new_expression":
            return self._constructed(call, given.index(node), depth)
        callee = call.child_by_field_name("function")
        if callee is None or call.type != "call_expression":
            raise Uncertain
        name = self._written(callee.child_by_field_name("property") if callee.type == "member_expression" else callee)
        if callee.type == "identifier" and name in self._functions:
            return self._received(name, given.index(node), depth)
        if name == "String" and not depth and name not in self._defined:
            return self._follow(call, 0)
        if name not in _SENDING or name in self._functions or (callee.type == "identifier" and name in self._renamed):
            raise Uncertain
        if name in {"create", "assign"}:
            return PLAIN if name == "create" else self._follow(call, depth)
        return PLAIN

    def _constructed(self, call: Node, argument: int, depth: int) -> Quoting:
        name = self._written(call.child_by_field_name("constructor"))
        if name in self._defined:
            raise Uncertain
        if name == "URL" and not depth:
            own = self._follow(call, 1)
            return own.inside(_ORIGIN_ONLY) if argument == 1 else own
        if name in {"Headers", "Request", "URLSearchParams"}:
            return self._follow(call, 1)
        raise Uncertain

    def _received(self, name: str, argument: int, depth: int) -> Quoting:
        function = self._functions[name]
        if function is None:
            raise Uncertain
        one = function.child_by_field_name("parameter")
        parameters = function.child_by_field_name("parameters")
        names = [one] if one else parts(parameters) if parameters else []
        if argument >= len(names):
            raise Uncertain
        parameter = names[argument]
        if parameter.type == "assignment_pattern":
            parameter = parameter.child_by_field_name("left") or parameter
        if parameter.type != "identifier":
            raise Uncertain
        return self._named(parameter, depth)

    def _named(self, defined: Node, depth: int) -> Quoting:
        """Wherever a name is used; it is taken for one, whatever the scope."""
        name = self._written(defined)
        if (name, depth) in self._followed:
            return PLAIN
        self._followed.add((name, depth))
        found = [self._follow(use, depth) for use in self._uses(name)]
        if not found:
            raise Uncertain  # it is used in another way
        never = {pattern: None for quoting in found for pattern in quoting.never}
        return Quoting((), tuple(never))

    def _uses(self, name: str) -> list[Node]:
        nodes = []
        for match in re.finditer(rf"(?<![\w$]){re.escape(name)}(?![\w$])", self._code):
            node = self._at(*match.span())
            if node.type not in {"identifier", "shorthand_property_identifier"} or self._script.bounds(node) != match.span():
                continue
            if not _is_defined_by(node):
                nodes.append(node)
        return nodes

    @cached_property
    def _functions(self) -> dict[str, Node | None]:
        """The functions of the program by their names; None for a name of several."""
        found: dict[str, Node | None] = {}
        for match in re.finditer(
            r"\bfunction\b\s*+(?:\*\s*+)?([\w$]+)"
            r"|(?<![\w$])([\w$]++)\s*+[=:]\s*+(?:async\b\s*+)?(?:\(|function\b|[\w$]++\s*+=>)",
            self._code,
        ):
            name = match[1] or match[2]
            node: Node | None = self._at(*match.span(1 if match[1] else 2)).parent
            if node and node.type not in _FUNCTIONS:
                node = node.child_by_field_name("value")
            if node and node.type not in _FUNCTIONS:
                continue
            found[name] = None if name in found else node
        for match in re.finditer(r"(?<![\w$])([\w$]++)\s*+\([^()]*+\)\s*+\{", self._code):
            if self._at(*match.span(1)).type == "property_identifier":  # a method
                found[match[1]] = None
        return found

    @cached_property
    def _renamed(self) -> set[str]:
        return set(_RENAMED.findall(self._code))

    @cached_property
    def _defined(self) -> set[str]:
        return {*self._functions, *self._renamed, *re.findall(r"\bclass\s+([\w$]+)", self._code)}

    def _written(self, node: Node | None) -> str:
        return self._script.written(node) if node else ""


_STEPS: dict[str, Callable[[_Program, Node, Node, int], Quoting]] = {
    "template_substitution": _Program.in_template_substitution,
    "binary_expression": _Program.in_binary_expression,
    "parenthesized_expression": _Program.in_parenthesized_expression,
    "await_expression": _Program.in_await_expression,
    "unary_expression": _Program.in_unary_expression,
    "ternary_expression": _Program.in_ternary_expression,
    "pair": _Program.in_pair,
    "object": _Program.in_object,
    "array": _Program.in_array,
    "spread_element": _Program.in_spread_element,
    "expression_statement": _Program.in_expression_statement,
    "variable_declarator": _Program.in_variable_declarator,
    "assignment_pattern": _Program.in_assignment_pattern,
    "assignment_expression": _Program.in_assignment_expression,
    "augmented_assignment_expression": _Program.in_assignment_expression,
    "member_expression": _Program.in_member_expression,
    "subscript_expression": _Program.in_subscript_expression,
    "arguments": _Program.in_arguments,
}


def _is_defined_by(node: Node) -> bool:
    """Whether a name is there where it gets its value."""
    parent = node.parent
    if parent is None:
        return False
    kind = parent.type
    if kind == "variable_declarator":
        return node == parent.child_by_field_name("name")
    if kind in {"assignment_expression", "augmented_assignment_expression", "assignment_pattern"}:
        return node == parent.child_by_field_name("left")
    if kind == "member_expression" and parent.parent and parent.parent.type == "assignment_expression":
        return False
    return kind in {"formal_parameters", "required_parameter"} or (
        kind == "arrow_function" and node == parent.child_by_field_name("parameter")
    )
