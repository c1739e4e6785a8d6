"""How a value is quoted at a place in a C# program (C#'s language reference, "Strings", "Raw string literals" and
"String interpolation")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tree_sitter import Node

from unisono.languages.csharp import GRAMMARS
from unisono.languages.program.following import Follower, Layers, Step
from unisono.languages.program.tree import Tree, parser, parts
from unisono.languages.quoting import Escape, Found, Quoting, Slot, Uncertain
from unisono.text.regex import regex
from unisono.text.source import Source, Text

_REQUESTS = frozenset(
    {"HttpRequestMessage", "SendAsync", "GetAsync", "GetStringAsync", "GetByteArrayAsync", "GetStreamAsync", "DeleteAsync"}
    | {"GetFromJsonAsync", "DeleteFromJsonAsync", "PostAsync", "PutAsync", "PatchAsync"}
    | {"PostAsJsonAsync", "PutAsJsonAsync", "PatchAsJsonAsync"}
)
"""What takes a URL and hands it on as it is."""

_SENDING = frozenset(
    {*_REQUESTS, "AuthenticationHeaderValue", "StringContent", "Serialize", "WriteLine", "Write", "IsNullOrEmpty"}
)
"""What is called with a text and hands it on as it is, only shows it, or asks whether it is empty, which no value is."""

_FIELDS = regex(r"\.\s*(?:Default\w+)?Headers\Z")
_OTHER_FIELD = regex(r'"X-[\w-]+"', re.IGNORECASE)
CHECKED = Quoting((), (r"[^A-Za-z0-9._~+\/=\-]",))
"""`Add` throws what is no value of a field that .NET has a parser for: of `Authorization`, unbalanced quotation marks."""

URL = Quoting((), (r"%[Ee]2%80%(?:8[EeFf]|[Aa][A-Ea-e])",))
"""Some versions of `Uri` take characters away that turn the direction of writing (U+200E, U+200F, U+202A to U+202E)."""

_ORIGIN_ONLY = Quoting((), (*URL.never, r"^[a-z]+:\/\/[^\/]+\/."))
"""What a relative URL is resolved against loses the end of its path, or all of it (RFC 3986, 5.2)."""

_FORMAT = Quoting((Escape("[{}]", "&&"),))
_PLAIN_FORMAT = regex(r"(?:[^{}]|\{[0-9]+\}|\{\{|\}\})*")


def places(code: str, slots: Sequence[Slot]) -> list[Found | None]:
    """For each slot its place, which may be wider, and how it is quoted; None where that is not certain."""
    return _CSharp(Tree(Text.of(Source("sample", code)), parser(GRAMMARS[0]))).places(slots)


_BACKSLASHED, _DOUBLED, _BRACES = Escape(r'["\\]', r"\&"), Escape('"', "&&"), Escape("[{}]", "&&")


class _CSharp(Follower):
    STRINGS: Mapping[str, Quoting] = {
        '"': Quoting((_BACKSLASHED,)),
        '@"': Quoting((_DOUBLED,)),
        '$"': Quoting((_BACKSLASHED, _BRACES)),
        '$@"': Quoting((_DOUBLED, _BRACES)),
        '@$"': Quoting((_DOUBLED, _BRACES)),
        '"""': Quoting((), ('"',)),
        '$"""': Quoting((), ('["{}]',)),
        '$$"""': Quoting((), ('["{}]',)),
        "": Quoting((_BACKSLASHED, Escape("^|$", '"'))),
    }
    HOLES = frozenset({"interpolation"})
    NAMES = frozenset({"identifier"})
    EXPRESSIONS = frozenset({*NAMES, "invocation_expression", "binary_expression"})
    DEFINITIONS = frozenset(
        {"method_declaration", "local_function_statement", "lambda_expression", "anonymous_method_expression"}
        | {"constructor_declaration", "property_declaration", "record_declaration", "struct_declaration"}
        | {"interface_declaration", "operator_declaration", "conversion_operator_declaration", "indexer_declaration"}
    )
    ENTRY = ("method_declaration", "Main")
    PASSING = frozenset(
        {"parenthesized_expression", "interpolation", "interpolated_string_expression", "anonymous_object_creation_expression"}
    )
    LITERALS = frozenset({"string_literal", "verbatim_string_literal", "raw_string_literal", "interpolated_string_expression"})
    CHARACTERS = frozenset(
        {"string_literal_content", "string_content", "raw_string_content", "escape_sequence", "interpolation_start"}
        | {"raw_string_start", "raw_string_end"}
    )

    def is_use(self, node: Node) -> bool:
        """A name behind a dot counts as well: it may be a field of the program's own class."""
        parent = node.parent
        is_declared = parent is not None and parent.type == "variable_declarator" and parent.child_by_field_name("name") == node
        return super().is_use(node) and not is_declared

    def step(self, parent: Node, node: Node) -> Layers:
        if parent.type == "interpolation" and any(child.type.endswith("_clause") for child in parent.children):
            raise Uncertain  # a format, or a width
        return super().step(parent, node)

    def in_operation(self, parent: Node, node: Node) -> Layers:
        sign = parent.child_by_field_name("operator")
        if sign is not None and sign.type in {"+", "??"}:
            return self.follow(parent)
        others = [self.tree.written(other) for other in parts(parent) if other != node]
        if sign is not None and sign.type in {"==", "!="} and all(other in {'""', "null", "string.Empty"} for other in others):
            return ()  # no value is empty
        raise Uncertain

    def in_declaration(self, parent: Node, node: Node) -> Layers:
        name = parent.child_by_field_name("name")
        if name is None or node == name:
            raise Uncertain
        return self.named(self.tree.written(name))

    def in_assignment(self, parent: Node, node: Node) -> Layers:
        """Of a variable, where it is surely run; or of a property that is a URL."""
        target, sign = parent.child_by_field_name("left"), parent.child_by_field_name("operator")
        if target is None or node == target or sign is None or sign.type != "=":
            raise Uncertain
        name = self.tree.written(target).rpartition(".")[2]
        if name in {"RequestUri", "BaseAddress"} and (target.type != "identifier" or self._is_initializer(parent)):
            return (_ORIGIN_ONLY,) if name == "BaseAddress" else (URL,)
        if target.type != "identifier" or self._is_initializer(parent) or not _is_surely_run(parent):
            raise Uncertain
        return self.named(name)

    def _is_initializer(self, assignment: Node) -> bool:
        return assignment.parent is not None and assignment.parent.type == "initializer_expression"

    def in_argument(self, parent: Node, _: Node) -> Layers:
        call = parent.parent.parent if parent.parent is not None else None
        if call is None or parent.parent is None or parent.child_by_field_name("name") is not None:
            raise Uncertain
        name, arguments = self._called(call), parts(parent.parent)
        if name in {"Add", "TryAddWithoutValidation"}:
            return self._of_field(call, name, arguments, parent)
        if name == "Uri" and len(arguments) == 1:
            return self._of_url(call)
        if name == "Format":
            return self._in_format(call, arguments, parent)
        if name not in _SENDING:
            raise Uncertain
        return (URL,) if name in _REQUESTS else ()

    def _called(self, call: Node) -> str:
        """The name of the method or type that is called, without what it is a member of."""
        callee = call.child_by_field_name("function") or call.child_by_field_name("type")
        if callee is None and call.type == "implicit_object_creation_expression":
            callee = _wanted(call)
        return self.tree.written(callee).partition("<")[0].rpartition(".")[2].rstrip("?") if callee is not None else ""

    def _of_field(self, call: Node, name: str, arguments: list[Node], argument: Node) -> Layers:
        function = call.child_by_field_name("function")
        holder = function.child_by_field_name("expression") if function is not None else None
        if holder is None or not _FIELDS.search(self.tree.written(holder)) or len(arguments) != 2 or argument != arguments[1]:
            raise Uncertain
        is_other = _OTHER_FIELD.fullmatch(self.tree.written(arguments[0])) is not None
        return () if is_other or name == "TryAddWithoutValidation" else (CHECKED,)

    def _of_url(self, call: Node) -> Layers:
        """A `Uri` may be a request's; its text, or a part of it, is another one than was given."""
        outer = call.parent
        uses = [outer]
        if outer is not None and outer.type == "variable_declarator":
            declared = outer.child_by_field_name("name")
            name = self.tree.written(declared) if declared is not None else ""
            nodes = [node for node in self.uses(name) if self.is_use(node)]
            uses = [node.parent for node in nodes]
        for use in uses:
            if use is None or use.type not in {"argument", "assignment_expression"}:
                raise Uncertain
            called = use.parent.parent if use.type == "argument" and use.parent is not None else None
            if called is not None and self._called(called) not in _REQUESTS:
                raise Uncertain
        return self.follow(call)

    def _in_format(self, call: Node, arguments: list[Node], argument: Node) -> Layers:
        function = call.child_by_field_name("function")
        owner = self.tree.written(function).rpartition(".")[0].rpartition(".")[2] if function is not None else ""
        pattern = parts(arguments[0])[0]
        is_plain = pattern.type == "string_literal" and _PLAIN_FORMAT.fullmatch(self.tree.written(pattern))
        if owner not in {"string", "String"} or not is_plain:
            raise Uncertain
        return (*((_FORMAT,) if argument == arguments[0] else ()), *self.follow(call))

    STEPS: Mapping[str, Step] = {
        "binary_expression": in_operation,
        "variable_declarator": in_declaration,
        "assignment_expression": in_assignment,
        "argument": in_argument,
    }


def _wanted(creation: Node) -> Node | None:
    """The type that `new(…)` makes: that of its variable, if this says it."""
    declaration = creation.parent.parent if creation.parent is not None else None
    is_declared = declaration is not None and declaration.type == "variable_declaration"
    return declaration.child_by_field_name("type") if is_declared and declaration is not None else None


def _is_surely_run(assignment: Node) -> bool:
    statement = assignment.parent
    block = statement.parent if statement is not None and statement.type == "expression_statement" else None
    if block is None or block.type == "global_statement":
        return block is not None
    return block.type == "block" and block.parent is not None and block.parent.type == "method_declaration"
