"""Functions that a script defines and does not call, followed as if it called them."""

from __future__ import annotations

from collections.abc import Iterator, Set

from tree_sitter import Node

from unisono.languages.javascript.environment import CLIENTS, GLOBALS
from unisono.languages.javascript.run import Run
from unisono.languages.javascript.values import Class, Function, Object, Scope, Undefined, Unknown, Value
from unisono.languages.program.tree import parts, within
from unisono.languages.reading import Uncalled
from unisono.languages.uncalled import CLIENT_NAMES, SENDING_NAMES, given_client, may_send
from unisono.text.source import Text

_SENDING = SENDING_NAMES | {"ajax"}
_OF_MAPS = frozenset({"get", "delete"})
_CLIENTS = CLIENT_NAMES | {"https", "instance"}


def call_uncalled(run: Run, scope: Scope, root: Node) -> Iterator[Uncalled]:
    """Calls each function of the script that nothing in it mentions, but to export it, with placeholders for its parameters;
    gives those that send something. Raises what following it raises."""
    used = _used(run, root)
    followed: set[int] = set()
    for name, function in [*_declared(scope, used), *_exported(scope)]:
        if isinstance(function, Class) or function.node is None or function.node.id in followed:
            continue
        followed.add(function.node.id)
        _refuse_clients(run, function.node)
        before, closed, origin = len(run.requests), len(run.closing), run.script.text(function.node)
        given = list(_given(run, function.node))
        run.call(function, Undefined(origin), [value for _, value in given], origin)
        run.turn(last=True)
        for close in run.closing[closed:]:
            close()
        if len(run.requests) > before:
            needed = tuple(shown for shown, value in given if isinstance(value, Unknown))
            yield Uncalled(name, needed, _name(run, function.node).span())


def _declared(scope: Scope, used: Set[str]) -> Iterator[tuple[str, Function]]:
    for name, binding in list(scope.names.items()):
        if name not in used and isinstance(binding.value, Function):
            yield name, binding.value


def _exported(scope: Scope) -> Iterator[tuple[str, Function]]:
    """The functions that are written where the script exports them."""
    module, names = scope.find("module"), scope.find("exports")
    whole = module.value.get("exports") if module is not None and isinstance(module.value, Object) else None
    for holder in (whole, names.value if names is not None else None):
        if isinstance(holder, Function):
            yield "exports", holder
        for name, member in list(holder.members.items()) if isinstance(holder, Object) else ():
            if isinstance(member.value, Function) and member.value.node is not None and not _is_declared(member.value.node):
                yield name, member.value


def _is_declared(node: Node) -> bool:
    """Whether a function has a name in the script."""
    around = node.parent
    return node.type == "function_declaration" or (around is not None and around.type == "variable_declarator")


def _used(run: Run, root: Node) -> set[str]:
    """The names that the script mentions elsewhere than where they are declared or exported."""
    found = set()
    for node in within(root):
        if node.type in {"identifier", "shorthand_property_identifier"} and not _is_declared_or_exported(node):
            found.add(run.script.written(node))
    return found


def _is_declared_or_exported(node: Node) -> bool:
    around = node.parent
    if around is None:
        return False
    if around.type in {"function_declaration", "variable_declarator"} and around.child_by_field_name("name") == node:
        return True
    if around.type in {"export_specifier", "export_statement"}:
        return True
    if around.type == "assignment_expression" and around.child_by_field_name("right") == node:
        return _is_of_exports(around)
    while around is not None and around.type in {"object", "pair"}:
        around = around.parent
    return around is not None and around.type == "assignment_expression" and _is_of_exports(around)


def _is_of_exports(assignment: Node) -> bool:
    """Whether it is one to `module.exports`, or to a member of `exports`."""
    left = assignment.child_by_field_name("left")
    written = left.text if left is not None and left.type == "member_expression" else None
    return written is not None and written.startswith((b"module.exports", b"exports."))


def _given(run: Run, node: Node) -> Iterator[tuple[str, Value]]:
    """For each parameter what it is shown as, and its value: a placeholder unless it has one of its own."""
    single, listed = node.child_by_field_name("parameter"), node.child_by_field_name("parameters")
    for parameter in [single] if single else parts(listed) if listed else []:
        origin = run.script.text(parameter)
        if parameter.type == "rest_pattern":
            return
        has_value = parameter.type == "assignment_pattern"
        yield origin.value, Undefined(origin) if has_value else Unknown(origin)


def _refuse_clients(run: Run, node: Node) -> None:
    """Raises Unsupported where a parameter is what sends: what it sends is not known."""
    listed = node.child_by_field_name("parameters") or node.child_by_field_name("parameter")
    names = {run.script.written(inner) for inner in within(listed) if "identifier" in inner.type} if listed else set()
    for call in (inner for inner in within(node) if inner.type == "call_expression"):
        callee = call.child_by_field_name("function")
        if callee is None:
            continue
        if callee.type == "identifier" and run.script.written(callee) in names & {*_SENDING, *_CLIENTS, *CLIENTS, *GLOBALS}:
            raise given_client(run.script.written(callee), run.script.text(callee).span())
        holder, member = callee.child_by_field_name("object"), callee.child_by_field_name("property")
        name = run.script.written(holder) if holder is not None else ""
        if member is not None and name in names and may_send(name, run.script.written(member), _SENDING, _OF_MAPS, _CLIENTS):
            raise given_client(run.script.written(callee), run.script.text(callee).span())


def _name(run: Run, node: Node) -> Text:
    """The function's name where it is defined."""
    around = node.parent
    holder = around if around is not None and around.type in {"variable_declarator", "pair", "assignment_expression"} else node
    name = next(filter(None, map(holder.child_by_field_name, ("name", "key", "left"))), None)
    return run.script.text(name if name is not None else node)
