"""Functions and methods that a script defines and does not call, followed as if it called them."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import NamedTuple

from tree_sitter import Node

from unisono.languages.javascript.calls import may_be_client
from unisono.languages.javascript.environment import CLIENTS, GLOBALS
from unisono.languages.javascript.functions import construct
from unisono.languages.javascript.run import Run
from unisono.languages.javascript.values import Class, Function, Member, Null, Object, Scope, Undefined, Unknown, Value
from unisono.languages.program.tree import parts, within
from unisono.languages.reading import Uncalled
from unisono.languages.uncalled import Definition, given_client, uncalled
from unisono.text.source import Text

_FUNCTIONS = frozenset(["function_declaration", "function_expression", "arrow_function", "method_definition"])


class _Found(NamedTuple):
    """A function of the script, `name` as of `Definition`; `this`: what it is called of, where that is an object or a class;
    `of`: the class that an object is made of first, which has the function then where there is none yet."""

    name: str
    node: Node
    function: Function | None
    this: Value | None = None
    of: Class | None = None


def call_uncalled(run: Run, scope: Scope, root: Node) -> Iterator[Uncalled]:
    """Calls each function of the script that nothing in it mentions, but to export it, with placeholders for its parameters;
    gives those that send something. Raises what following it raises."""
    used = _used(run, root)
    named = [(name, binding.value) for name, binding in list(scope.names.items()) if name not in used and binding.value]
    found = [one for name, value in [*named, *_exported(run, scope)] for one in _functions(name, value)]
    unique = {one.node.id: one for one in reversed(found)}
    in_order = sorted(unique.values(), key=lambda one: one.node.start_byte)
    yield from uncalled([_definition(run, one) for one in in_order], run.requests)


def _functions(name: str, value: Value) -> Iterator[_Found]:
    """A function by that name, or those of a class or an object of the sample."""
    if isinstance(value, Class):
        if not name.endswith("Error"):
            yield from _of_class(name, value, None)
    elif isinstance(value, Function):
        if value.node is not None:
            yield _Found(name, value.node, value)
    elif type(value) is Object:
        for key, function, node in _members(value):
            if not isinstance(function, Class) and not _is_named(node):
                yield _Found(f"{name}.{key}", node, function, this=value)
        maker = value.get("constructor")
        if isinstance(maker, Class) and value.prototype is maker.instance:
            yield from _of_class(name, maker, value)


def _of_class(name: str, of: Class, made: Object | None) -> Iterator[_Found]:
    """The methods of a class that are called from outside; `made` is an object of it that there is."""
    for key, function, node in _members(of) if made is None else []:
        yield _Found(f"{name}.{key}", node, function, this=of)
    for key, function, node in _members(of.instance) if of.instance is not None else []:
        if key != "constructor":
            yield _Found(f"{name}.{key}", node, function, this=made, of=None if made is not None else of)
    for field, value in of.fields if made is None else []:
        if value is not None and value.type in _FUNCTIONS and not field.value.startswith(_HIDDEN):
            yield _Found(f"{name}.{field}", value, None, of=of)


_HIDDEN = ("_", "#")


def _members(holder: Object) -> Iterator[tuple[str, Function, Node]]:
    """The functions of the script that an object has, but for those that are for itself."""
    for key, member in list(holder.members.items()):
        if isinstance(member.value, Function) and member.value.node is not None and not key.startswith(_HIDDEN):
            yield key, member.value, member.value.node


def _definition(run: Run, found: _Found) -> Definition:
    node = found.node

    def follow() -> list[str]:
        maker = _constructor(found.of)
        before = list(_given(run, maker)) if maker is not None else []
        closed, origin = len(run.closing), run.script.text(node)
        given = list(_given(run, node))
        _refuse_clients(run, node)
        this = found.this or Undefined(origin)
        if found.of is not None:
            this = construct(run, found.of, [value for _, value in before], origin)
        if isinstance(this, Object):
            _prepare(run, this)
        made = this.get(found.name.rpartition(".")[2]) if isinstance(this, Object) else None
        run.call(found.function or made or Undefined(origin), this, [value for _, value in given], origin)
        run.turn(last=True)
        for close in run.closing[closed:]:
            close()
        return [shown for shown, value in [*before, *given] if isinstance(value, Unknown)]

    mentions = {run.script.written(inner) for inner in within(node) if inner.type in {"identifier", "property_identifier"}}
    return Definition(found.name, _name(run, node).span(), mentions, follow, lambda: node.id in run.entered)


def _prepare(run: Run, made: Object) -> None:
    """Gives an object placeholders for properties without a value that methods set which a caller may call first."""
    holder: Object | None = made
    while holder is not None:
        nodes = [node for key, member in holder.members.items() if key != "constructor" and (node := _node(member.value))]
        for left in (
            found.child_by_field_name("left") for node in nodes for found in within(node) if "assignment" in found.type
        ):
            name = left.child_by_field_name("property") if left is not None and left.type == "member_expression" else None
            if left is None or name is None or left.named_children[0].type != "this":
                continue
            text = run.script.text(name)
            if isinstance(made.get(text.value), Undefined | Null | None):
                made.members[text.value] = Member(text, Unknown(text, given=True))
        holder = holder.prototype


def _node(value: Value) -> Node | None:
    return value.node if isinstance(value, Function) and not isinstance(value, Class) else None


def _constructor(of: Class | None) -> Node | None:
    """The constructor that makes objects of a class, which may be that of what it inherits from."""
    at: Value | None = of
    while isinstance(at, Class):
        if at.constructor is not None:
            return at.constructor.node
        at = at.parent
    return None


def _exported(run: Run, scope: Scope) -> Iterator[tuple[str, Value]]:
    """What is written where the script exports it."""
    module, names = scope.find("module"), scope.find("exports")
    whole = module.value.get("exports") if module is not None and isinstance(module.value, Object) else None
    for holder in (whole, names.value if names is not None else None):
        if isinstance(holder, Function) and not _is_named(holder.node):
            yield "exports", holder
        for name, member in list(holder.members.items()) if isinstance(holder, Object) else ():
            if isinstance(member.value, Function) and not _is_named(member.value.node):
                yield name, member.value
    if run.exported is not None and not (isinstance(run.exported, Function) and _is_named(run.exported.node)):
        yield "default", run.exported


def _is_named(node: Node | None) -> bool:
    """Whether a function has a name in the script."""
    around = node.parent if node is not None else None
    is_declared = node is not None and node.type in {"function_declaration", "class_declaration"}
    return is_declared or (around is not None and around.type == "variable_declarator")


def _used(run: Run, root: Node) -> Set[str]:
    """The names that code outside of functions mentions elsewhere than where they are declared or exported."""
    found: set[str] = set()
    pending = [root]
    while pending:
        node = pending.pop()
        if node.type in _FUNCTIONS:
            continue
        if node.type in {"identifier", "shorthand_property_identifier"} and not _is_declared_or_exported(node):
            found.add(run.script.written(node))
        pending += node.children
    return found


def _is_declared_or_exported(node: Node) -> bool:
    around = node.parent
    if around is None:
        return False
    declaring = {"function_declaration", "class_declaration", "variable_declarator"}
    if around.type in declaring and around.child_by_field_name("name") == node:
        return True
    if around.type in {"export_specifier", "export_statement"}:
        return True
    if around.type == "assignment_expression" and around.child_by_field_name("right") == node:
        return _is_of_exports(around)
    while around is not None and around.type in {"object", "pair"}:
        around = around.parent
    is_default = around is not None and around.type == "export_statement"
    return is_default or (around is not None and around.type == "assignment_expression" and _is_of_exports(around))


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
        yield origin.value, Undefined(origin) if has_value else Unknown(origin, given=True)


def _refuse_clients(run: Run, node: Node) -> None:
    """Raises Unsupported where a parameter is what sends, also in code that is not followed: what it sends is not known."""
    listed = node.child_by_field_name("parameters") or node.child_by_field_name("parameter")
    names = {run.script.written(inner) for inner in within(listed) if "identifier" in inner.type} if listed else set()
    for call in (inner for inner in within(node) if inner.type == "call_expression"):
        callee = call.child_by_field_name("function")
        holder = callee.child_by_field_name("object") if callee is not None else None
        if callee is None or run.script.written(holder or callee) not in names:
            continue
        is_named_so = callee.type == "identifier" and run.script.written(callee) in {*CLIENTS, *GLOBALS}
        if is_named_so or may_be_client(run, callee):
            raise given_client(run.script.written(callee), run.script.text(callee).span())


def _name(run: Run, node: Node) -> Text:
    """The function's name where it is defined."""
    around = node.parent
    holder = around if around is not None and around.type in {"variable_declarator", "pair", "assignment_expression"} else node
    name = next(filter(None, map(holder.child_by_field_name, ("name", "key", "left"))), None)
    return run.script.text(name if name is not None else node)
