"""How a value is quoted at a place in a PHP program (PHP manual, "Strings")."""

from __future__ import annotations

from collections.abc import Mapping

from tree_sitter import Node

from unisono.languages.php.syntax import php_tree
from unisono.languages.program.following import Follower, Layers, Step
from unisono.languages.program.tree import parts
from unisono.languages.quoting import Escape, Quoting, Uncertain
from unisono.text.regex import regex
from unisono.text.source import Source, Text

_PERCENT = Quoting((Escape("%", "&&"),))
_PLAIN_FORMAT = regex(r"(?:%s|%%|[^%])*")

_SHOWING = frozenset({"print_r", "var_dump"})

_UNUSED = frozenset({"expression_statement", "echo_statement", "print_intrinsic", "if_statement", "unary_op_expression"})
"""Where nothing is done with it, or is asked only whether it is empty, which no value is."""


class PhpFollower(Follower):
    """Follows texts to what a client is called with. `sending` is what is called with a text, or with what holds it, and hands
    it on as it is; `settings` are the keys of arrays whose values have a layer of their own."""

    def __init__(self, code: str, sending: frozenset[str], settings: Mapping[str, Quoting]) -> None:
        super().__init__(php_tree(Text.of(Source("sample", code))))
        self._sending = sending
        self._settings = settings

    STRINGS: Mapping[str, Quoting] = {
        "'": Quoting((Escape(r"[\\']", r"\&"),)),
        '"': Quoting((Escape(r'["\\$]', r"\&"),)),
        "": Quoting((Escape(r"[\\']", r"\&"), Escape("^|$", "'"))),
    }
    PASSING = frozenset({"parenthesized_expression", "array_creation_expression", "encapsed_string"})
    HOLES = frozenset({"variable_name"})
    NAMES = frozenset({"variable_name", "name"})
    EXPRESSIONS = frozenset(
        {*NAMES, "integer", "float", "boolean", "function_call_expression", "subscript_expression", "binary_expression"}
    )
    DEFINITIONS = frozenset(
        {"function_definition", "class_declaration", "anonymous_function", "arrow_function", "dynamic_variable_name"}
    )

    def step(self, parent: Node, node: Node) -> Layers:
        if parent.type in _UNUSED:
            return ()
        return super().step(parent, node)

    def in_operation(self, parent: Node, _: Node) -> Layers:
        sign = parent.child_by_field_name("operator")
        if sign is None or sign.type not in {".", "??"}:
            raise Uncertain
        return self.follow(parent)

    def in_choice(self, parent: Node, node: Node) -> Layers:
        is_condition = node == parent.child_by_field_name("condition")
        return () if is_condition and parent.child_by_field_name("body") else self.follow(parent)

    def in_element(self, parent: Node, node: Node) -> Layers:
        *keys, value = parts(parent)
        if node != value:
            raise Uncertain
        own = self._settings.get(self.tree.written(keys[0])[1:-1]) if keys else None
        return (*((own,) if own else ()), *self.follow(parent))

    def in_assignment(self, parent: Node, node: Node) -> Layers:
        target = parent.child_by_field_name("left")
        if target is None or node == target or (parent.parent and parent.parent.type != "expression_statement"):
            raise Uncertain
        while target.type == "subscript_expression":
            target = target.named_children[0]
        if target.type != "variable_name":
            raise Uncertain
        return self.named(self.tree.written(target))

    def in_constant(self, parent: Node, node: Node) -> Layers:
        name = parts(parent)[0]
        return () if node == name else self.named(self.tree.written(name))

    def in_subscript(self, parent: Node, node: Node) -> Layers:
        if node != parent.named_children[0]:
            raise Uncertain
        outer = parent.parent
        is_target = outer is not None and outer.child_by_field_name("left") == parent
        return () if is_target else self.follow(parent)

    def in_argument(self, parent: Node, _: Node) -> Layers:
        call = parent.parent.parent if parent.parent else None
        if call is None or parent.parent is None or len(parts(parent)) != 1:
            raise Uncertain
        callee = call.child_by_field_name("function") or call.child_by_field_name("name")
        if call.type == "object_creation_expression":
            callee = parts(call)[0]
        name = self.tree.written(callee).rpartition("\\")[2] if callee else ""
        if name == "sprintf":
            return self._formatted(call, parts(parent.parent), parent)
        if name not in self._sending | _SHOWING:
            raise Uncertain
        return ()

    def _formatted(self, call: Node, arguments: list[Node], argument: Node) -> Layers:
        form = arguments[0].named_children[0]
        if form.type not in {"string", "encapsed_string"} or not _PLAIN_FORMAT.fullmatch(self.tree.written(form)):
            raise Uncertain
        return (*((_PERCENT,) if argument == arguments[0] else ()), *self.follow(call))

    STEPS: Mapping[str, Step] = {
        "binary_expression": in_operation,
        "conditional_expression": in_choice,
        "array_element_initializer": in_element,
        "assignment_expression": in_assignment,
        "const_element": in_constant,
        "subscript_expression": in_subscript,
        "argument": in_argument,
    }
