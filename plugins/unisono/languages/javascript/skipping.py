"""Code that is left out because only a run could tell whether it runs."""

from __future__ import annotations

from tree_sitter import Node

from unisono.languages.javascript.run import Host, Native, Run
from unisono.languages.javascript.script import FUNCTIONS
from unisono.languages.javascript.values import Object, Scope, Unknown
from unisono.languages.reading import Unsupported

_LEAVING = frozenset({"break_statement", "return_statement"})
_CHANGES = ("assignment_expression", "augmented_assignment_expression", "update_expression", "call_expression")


def skip(run: Run, node: Node, scope: Scope) -> None:
    """Leave `node` out. What it may change is unknown from then on; it must not be able to send a request.

    A branch that only throws or returns is taken for the handling of an error, which a good response does not need.
    """
    if run.code_leads_to_request(node, scope):
        raise Unsupported("a request that depends on what is known only at run time", run.script.text(node).span())
    run.may_have_left |= _may_leave(node)
    forget_changes(run, node, scope)


def _may_leave(node: Node) -> bool:
    """Whether code may end the loop or the function that it stands in."""
    waiting = [node]
    while waiting:
        inner = waiting.pop()
        if inner.type in _LEAVING:
            return True
        waiting += [child for child in inner.named_children if child.type not in FUNCTIONS]
    return False


def forget_changes(run: Run, node: Node, scope: Scope) -> None:
    """Make unknown what code that is left out may change."""
    waiting = [node]
    while waiting:
        inner = waiting.pop()
        if inner.type in _CHANGES:
            _forget(run, inner, scope)
        waiting += inner.named_children


def _forget(run: Run, change: Node, scope: Scope) -> None:
    target = (
        change.child_by_field_name("left") or change.child_by_field_name("argument") or change.child_by_field_name("function")
    )
    if target is None or (change.type == "call_expression" and target.type != "member_expression"):
        return
    place = run.script.text(target)
    holder = target
    while (outer := holder.child_by_field_name("object")) is not None:
        holder = outer
    binding = scope.find(run.script.written(holder)) if holder.type == "identifier" else None
    if binding is None or isinstance(binding.value, Native | Host):
        return
    name = target.child_by_field_name("property")
    direct = change.type != "call_expression" and target.child_by_field_name("object") == holder
    if direct and name is not None and isinstance(binding.value, Object):
        binding.value.set(run.script.text(name), Unknown(place))
        return
    binding.value = Unknown(place)
