"""Functions that a sample does not call itself, followed as if it called them."""

from __future__ import annotations

from tree_sitter import Node

from unisono.languages.powershell.functions import parameters_of, run_function
from unisono.languages.powershell.state import PowerShell
from unisono.languages.program.tree import within
from unisono.languages.program.uncalled import Defined, Parameter
from unisono.languages.program.uncalled import call_uncalled as call
from unisono.languages.program.values import Value
from unisono.languages.reading import Uncalled


def call_uncalled(powershell: PowerShell) -> tuple[Uncalled, ...]:
    """Calls the functions that the sample does not call; gives those that send something."""
    functions = [_defined(powershell, node) for node in powershell.functions.values()]
    return call(powershell, functions, lambda node: _mentioned(powershell, node))


def _defined(powershell: PowerShell, node: Node) -> Defined:
    listed = parameters_of(powershell, node)
    needed = [one for one in listed if one.default is None and one.kind not in {"switch", "bool"}]

    def run(given: list[Value]) -> Value:
        named = {one.word: value for one, value in zip(needed, given, strict=True)}
        return run_function(powershell, node, named, powershell.tree.text(node))

    place = powershell.tree.text(next(child for child in node.children if child.type == "function_name"))
    return Defined(place.value, place, node, [Parameter(one.name, one.kind == "string") for one in needed], run)


def _mentioned(powershell: PowerShell, node: Node) -> frozenset[str]:
    """The functions that the code of one calls, written as they are defined."""
    called = {powershell.tree.written(found).lower() for found in within(node) if found.type == "command_name"}
    names = (next(child for child in one.children if child.type == "function_name") for one in powershell.functions.values())
    return frozenset(written for name in names if (written := powershell.tree.written(name)).lower() in called)
