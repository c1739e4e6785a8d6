"""Assignment to names, properties and patterns."""

from __future__ import annotations

from collections.abc import Callable

from tree_sitter import Node

from unisono.languages.javascript.coercion import to_text
from unisono.languages.javascript.properties import elements, property_name, property_of
from unisono.languages.javascript.run import Host, Native, Run
from unisono.languages.javascript.values import Array, Function, Null, Object, Scope, Undefined, Unknown, Value, failure
from unisono.languages.program.tree import parts
from unisono.languages.reading import Unsupported
from unisono.text.source import Text

Setter = Callable[[Node, Value], None]


def assign(run: Run, target: Node, value: Value, scope: Scope) -> None:
    """`target = value`, whatever the target is."""
    match target.type:
        case "identifier" | "shorthand_property_identifier_pattern" | "undefined":
            _assign_name(run, target, value, scope)
        case "member_expression" | "subscript_expression":
            _assign_property(run, target, value, scope)
        case "parenthesized_expression":
            assign(run, parts(target)[0], value, scope)
        case _:
            unpack(run, target, value, scope, lambda node, item: assign(run, node, item, scope))


def _assign_name(run: Run, target: Node, value: Value, scope: Scope) -> None:
    name = run.script.written(target)
    binding = scope.find(name)
    if binding is None:
        if run.is_module:
            raise failure("ReferenceError", f"{name} is not defined", run.script.text(target))
        outermost = scope
        while outermost.parent is not None:
            outermost = outermost.parent
        outermost.declare(name, value)
    elif binding.constant:
        raise failure("TypeError", "Assignment to constant variable.", run.script.text(target))
    elif binding.value is None:
        raise failure("ReferenceError", f"Cannot access '{name}' before initialization", run.script.text(target))
    else:
        binding.value = value


def _assign_property(run: Run, target: Node, value: Value, scope: Scope) -> None:
    holder_node, index = target.child_by_field_name("object"), target.child_by_field_name("index")
    name = target.child_by_field_name("property")
    place = run.script.text(target)
    if holder_node is None:
        raise Unsupported("an assignment that is not understood", place.span())
    holder = run.evaluate(holder_node, scope)
    key = to_text(run.evaluate(index, scope)) if index else run.script.text(name) if name else place
    if isinstance(holder, Null | Undefined):
        kind = "null" if isinstance(holder, Null) else "undefined"
        raise failure("TypeError", f"Cannot set properties of {kind} (setting '{key.value}')", place)
    if isinstance(holder, Object) and key.has_placeholder:
        raise Unsupported("a property whose name is known only at run time", place.span())
    if isinstance(holder, Native | Host) and holder.sends and isinstance(holder.get(key.value), Native):
        raise Unsupported("a client whose functions are replaced", place.span())
    if isinstance(holder, Object):
        holder.set(key, value)
    elif isinstance(holder, Unknown) and isinstance(value, Function) and key.value.startswith("on"):
        run.later(value, [], place)  # what is to happen on an event, as if it did


def unpack(run: Run, pattern: Node, value: Value, scope: Scope, put: Setter) -> None:
    """Take a value apart by a destructuring pattern; `put` gets each name (or nested target) and its value."""
    match pattern.type:
        case "object_pattern" | "object":
            _unpack_object(run, pattern, value, scope, put)
        case "array_pattern" | "array":
            _unpack_array(run, pattern, value, scope, put)
        case "assignment_pattern" | "object_assignment_pattern" | "assignment_expression":
            _with_default(run, pattern, value, scope, put)
        case _:
            put(pattern, value)


def _with_default(run: Run, pattern: Node, value: Value, scope: Scope, put: Setter) -> None:
    left, right = pattern.child_by_field_name("left"), pattern.child_by_field_name("right")
    if left is None or right is None:
        raise Unsupported("a pattern that is not complete", run.script.text(pattern).span())
    absent = isinstance(value, Undefined) or (isinstance(value, Unknown) and value.unset)
    unpack(run, left, run.evaluate(right, scope) if absent else value, scope, put)


def _unpack_object(run: Run, pattern: Node, value: Value, scope: Scope, put: Setter) -> None:
    if isinstance(value, Null | Undefined):
        kind = "null" if isinstance(value, Null) else "undefined"
        raise failure("TypeError", f"Cannot destructure '{value.origin.value}' as it is {kind}.", run.script.text(pattern))
    taken: set[str] = set()
    for part in parts(pattern):
        if part.type == "rest_pattern":
            put(parts(part)[0], _rest(value, taken, run.script.text(part)))
            continue
        if part.type in ("pair_pattern", "pair"):
            key, target = property_name(run, part.named_children[0], scope), part.child_by_field_name("value")
        else:
            left = part.child_by_field_name("left") or part
            key, target = run.script.text(left), part
        taken.add(key.value)
        if target is not None:
            unpack(run, target, property_of(run, value, key.value, key), scope, put)


def _rest(value: Value, taken: set[str], origin: Text) -> Value:
    if not isinstance(value, Object):
        return Unknown(origin)
    rest = Object(origin)
    for name, item in value.entries():
        if name.value not in taken:
            rest.set(name, item)
    return rest


def _unpack_array(run: Run, pattern: Node, value: Value, scope: Scope, put: Setter) -> None:
    origin = run.script.text(pattern)
    unknown = isinstance(value, Unknown)
    items = [] if unknown else elements(run, value, origin)
    position = 0
    for child in pattern.children[1:-1]:
        if child.type == ",":
            position += 1
        elif child.type == "rest_pattern":
            rest: Value = Unknown(origin) if unknown else Array(origin, items=items[position:])
            put(parts(child)[0], rest)
        elif child.type != "comment":
            missing: Value = Unknown(run.script.text(child)) if unknown else Undefined(run.script.text(child))
            unpack(run, child, items[position] if position < len(items) else missing, scope, put)
