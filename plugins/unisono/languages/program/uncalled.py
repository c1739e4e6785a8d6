"""Functions and methods that a program defines and does not call, followed as if it called them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from tree_sitter import Node

from unisono.languages.program.run import Exit, Program
from unisono.languages.program.tree import Tree, within
from unisono.languages.program.values import Null, Unknown, Value
from unisono.languages.reading import Uncalled
from unisono.languages.uncalled import Definition, uncalled
from unisono.text.regex import regex
from unisono.text.source import Text


class Parameter(NamedTuple):
    """One of a function: what it is shown as; whether it is known to be a text; whether it has a value of its own."""

    shown: Text
    is_text: bool = False
    has_value: bool = False

    def given(self) -> Unknown:
        """What stands for it where nobody calls the function."""
        return Unknown(self.shown, is_text=self.is_text, given=True)


def give_what_methods_set(tree: Tree, methods: Iterable[Node], fields: dict[str, Value]) -> None:
    """Gives fields without a value placeholders, where methods set them that a caller may call first."""
    for found in (node for method in methods for node in within(method)):
        left = found.child_by_field_name("left") if found.type == "assignment_expression" else None
        name = tree.text(left).sub(_THIS, lambda _: "") if left is not None else None
        if name is not None and isinstance(fields.get(name.value), Null):
            fields[name.value] = Unknown(name, given=True)


_THIS = regex(r"^this\s*\.\s*")


class Defined(NamedTuple):
    """A function: `name` as of `Definition`, and `place`; its `node`; its `parameters`, those of its class's constructor first;
    `call` calls it with a value for each that has none of its own."""

    name: str
    place: Text
    node: Node
    parameters: Sequence[Parameter]
    call: Callable[[list[Value]], object]


def call_uncalled(
    program: Program, functions: Sequence[Defined], mentioned: Callable[[Node], frozenset[str]]
) -> tuple[Uncalled, ...]:
    """Calls the functions of a program that has sent nothing and called none of them; gives those that send something."""
    if program.requests or any(function.node.id in program.entered for function in functions):
        return ()

    def definition(function: Defined) -> Definition:
        needed = [parameter for parameter in function.parameters if not parameter.has_value]

        def follow() -> list[str]:
            depth = program.depth
            try:
                function.call([parameter.given() for parameter in needed])
            except Exit:
                program.depth = depth
            return [parameter.shown.value for parameter in needed]

        return Definition(
            function.name,
            function.place.span(),
            mentioned(function.node),
            follow,
            lambda: function.node.id in program.entered,
        )

    in_order = sorted(functions, key=lambda function: function.node.start_byte)
    return tuple(uncalled([definition(function) for function in in_order], program.requests))
