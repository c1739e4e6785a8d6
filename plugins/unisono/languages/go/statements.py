"""Statements (The Go Programming Language Specification, "Statements" and "Declarations and scope")."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tree_sitter import Node

from unisono.languages.go import literals
from unisono.languages.go.calls import assigned
from unisono.languages.go.expressions import embedded, operated, single
from unisono.languages.go.state import Go
from unisono.languages.go.typing import type_of
from unisono.languages.go.values import Closure, GoMap, Slice, Struct, Tuple, copied, pointed
from unisono.languages.program.run import Jump, Return
from unisono.languages.program.tree import parts, within
from unisono.languages.program.values import Boolean, Null, Number, String, Unknown, Value, key_of
from unisono.languages.reading import Unsupported


def _expression(go: Go, node: Node) -> None:
    go.evaluate(parts(node)[0])


def _block(go: Go, node: Node) -> None:
    go.in_block(lambda: _sequence(go, node))


def _sequence(go: Go, node: Node) -> None:
    go.execute_all(parts(node))


def _short(go: Go, node: Node) -> None:
    """`a, err := f()`: names of this block that are there already are set, and the others declared."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is None or right is None:
        raise go.unsupported(node)
    names = parts(left)
    for name_node, value in zip(names, values_of(go, right, len(names)), strict=True):
        name = go.tree.written(name_node)
        if go.frames and name in go.frames[-1]:
            go.assign(name, value, go.tree.text(node))
        else:
            go.declare(name, value)


def values_of(go: Go, right: Node, wanted: int) -> list[Value]:
    """The values on the right of an assignment to so many variables."""
    nodes = parts(right)
    if len(nodes) == 1 and wanted == 2 and nodes[0].type in {"index_expression", "type_assertion_expression"}:
        return _with_whether(go, nodes[0])
    if len(nodes) > 1 or wanted == 1:
        found = [single(go, item) for item in nodes] if wanted > 1 else [go.evaluate(nodes[0])]
        found = found[0].items if wanted == 1 and isinstance(found[0], Tuple) else found
    else:
        value = go.evaluate(nodes[0])
        if isinstance(value, Unknown):
            return [*(Unknown(value.origin, good=True) for _ in range(wanted - 1)), Null(value.origin)]
        found = value.items if isinstance(value, Tuple) else [value]
    if not found:
        raise go.unsupported(right, "what this gives")
    if len(found) != wanted:
        amount = f"{wanted} variable{'s' * (wanted > 1)} but {go.tree.written(right)[:60]} gives {len(found)}"
        raise go.refuses(f"assignment mismatch: {amount}", go.tree.text(right))
    return [copied(value) for value in found]


def _with_whether(go: Go, node: Node) -> list[Value]:
    """`value, ok := m[key]` and `value, ok := x.(T)`."""
    value, origin = go.evaluate(node), go.tree.text(node)
    if isinstance(value, Unknown) or node.type != "index_expression":
        return [value, Boolean(origin, True) if isinstance(value, Unknown) and value.good else Unknown(origin)]
    holder = pointed(go.evaluate(parts(node)[0]))
    return [value, Boolean(origin, isinstance(holder, GoMap) and holder.get(key_of(go.evaluate(parts(node)[1]))) is not None)]


def _variables(go: Go, node: Node) -> None:
    for spec in within(node):
        if spec.type in {"var_spec", "const_spec"}:
            _variable(go, spec)


def _variable(go: Go, spec: Node) -> None:
    names = [name for name in spec.children_by_field_name("name") if name.type == "identifier"]
    typed, value = spec.child_by_field_name("type"), spec.child_by_field_name("value")
    if value is None and typed is None:
        raise go.unsupported(spec, "a constant that takes the value of another")
    of = type_of(go, typed) if typed is not None else None
    found = values_of(go, value, len(names)) if value is not None else None
    for number, name in enumerate(names):
        if found is not None:
            made = literals.converted(go, found[number], of) if of is not None else found[number]
        else:
            made = literals.zero(go, of, go.tree.text(spec)) if of is not None else Null(go.tree.text(spec))
        go.declare(go.tree.written(name), made)


def _types(go: Go, node: Node) -> None:
    for spec in parts(node):
        name, of = spec.child_by_field_name("name"), spec.child_by_field_name("type")
        if name is None or of is None or spec.child_by_field_name("type_parameters") is not None:
            raise go.unsupported(spec)
        go.declared[go.tree.written(name)] = of
        go.types.pop(go.tree.written(name), None)


def _assignment(go: Go, node: Node) -> None:
    left, right, operator = (node.child_by_field_name(name) for name in ("left", "right", "operator"))
    if left is None or right is None or operator is None:
        raise go.unsupported(node)
    targets, kind = parts(left), operator.type
    if kind == "=":
        for target, value in zip(targets, values_of(go, right, len(targets)), strict=True):
            assign(go, target, value)
        return
    before, after = single(go, targets[0]), single(go, parts(right)[0])
    assign(go, targets[0], operated(go, kind.removesuffix("="), before, after, go.tree.text(node)))


def _step(go: Go, node: Node) -> None:
    """`i++` and `i--`."""
    target, origin = parts(node)[0], go.tree.text(node)
    assign(
        go, target, operated(go, "+" if node.type == "inc_statement" else "-", single(go, target), Number(origin, 1), origin)
    )


def assign(go: Go, target: Node, value: Value) -> None:
    """Sets a variable, an element or a field."""
    if target.type == "identifier":
        go.assign(go.tree.written(target), value, go.tree.text(target))
    elif target.type == "index_expression":
        _assign_element(go, target, value)
    elif target.type == "selector_expression":
        _assign_member(go, target, value)
    else:
        raise go.unsupported(target, "such an assignment")


def _assign_element(go: Go, target: Node, value: Value) -> None:
    operand, index = parts(target)
    holder, key = pointed(single(go, operand)), single(go, index)
    if isinstance(holder, GoMap):
        made = literals.converted(go, value, holder.type.element) if holder.type.element is not None else value
        holder.put(key_of(key), key.origin, made)
    elif isinstance(holder, Slice) and isinstance(key, Number) and 0 <= key.value < len(holder.items):
        holder.items[int(key.value)] = value
    elif isinstance(holder, Null):
        raise go.fails("assignment to entry in nil map; make it first", go.tree.text(target))
    elif not isinstance(holder, Unknown):
        raise go.unsupported(target, "an assignment to an element of this")


def _owner(go: Go, holder: Value, name: str) -> Value:
    """What a member is set of: of something that is embedded where a struct itself has none of that name."""
    if not isinstance(holder, Struct) or name in holder.members:
        return holder
    for inner in (_owner(go, pointed(value), name) for value in embedded(holder)):
        is_there = isinstance(inner, Struct) and name in inner.members
        if is_there or any((kind, name) in go.library.setters for kind in type(inner).__mro__):
            return inner
    return holder


def _assign_member(go: Go, target: Node, value: Value) -> None:
    operand, member = target.child_by_field_name("operand"), target.child_by_field_name("field")
    if operand is None or member is None:
        raise go.unsupported(target)
    name = go.tree.written(member)
    holder = _owner(go, pointed(single(go, operand)), name)
    if isinstance(holder, Struct) and name in holder.members:
        of = next(found.type for found in holder.type.members if found.name == name)
        holder.members[name] = literals.converted(go, value, of)
        return
    for kind in type(holder).__mro__:
        if set_it := go.library.setters.get((kind, name)):
            set_it(go, holder, value)
            return
    if not isinstance(holder, Unknown):
        raise Unsupported(f"an assignment to {go.tree.written(target)}", go.tree.text(target).span())


def _if(go: Go, node: Node) -> None:
    initializer, condition = node.child_by_field_name("initializer"), node.child_by_field_name("condition")
    if condition is None:
        raise go.unsupported(node)
    yes, no = node.child_by_field_name("consequence"), node.child_by_field_name("alternative")

    def run() -> None:
        if initializer is not None:
            go.execute(initializer)
        value = single(go, condition)
        go.branch(value.value if isinstance(value, Boolean) else None, yes, no)

    go.in_block(run)


def _switch(go: Go, node: Node) -> None:
    initializer, value = node.child_by_field_name("initializer"), node.child_by_field_name("value")

    def run() -> None:
        if initializer is not None:
            go.execute(initializer)
        wanted = single(go, value) if value is not None else Boolean(go.tree.text(node), True)
        _chosen(go, node, wanted)

    go.in_block(run)


def _chosen(go: Go, node: Node, wanted: Value) -> None:
    """Runs the case that a value has; of what is known only at run time all are passed over."""
    cases = [case for case in parts(node) if case.type in {"expression_case", "default_case"}]
    chosen = next((case for case in cases if case.type == "default_case"), None)
    for case in cases:
        values = case.child_by_field_name("value")
        for item in parts(values) if values is not None else []:
            same = operated(go, "==", wanted, single(go, item), go.tree.text(item))
            if not isinstance(same, Boolean):
                for other in cases:
                    go.skip(other)
                return
            if same.value:
                _run_case(go, case, values)
                return
    if chosen is not None:
        _run_case(go, chosen, None)


def _run_case(go: Go, case: Node, values: Node | None) -> None:
    body = [item for item in parts(case) if item != values]
    try:
        go.in_block(lambda: go.execute_all(body))
    except Jump as jump:
        if not jump.leaves:
            raise


def _passed(go: Go, node: Node) -> None:
    """What runs later, and may not send: `defer resp.Body.Close()`, and a switch over types."""
    go.skip(node)


def _deferred(go: Go, node: Node) -> None:
    call = parts(node)[0]
    function = call.child_by_field_name("function")
    member = function.child_by_field_name("field") if function is not None else None
    if member is not None and go.tree.written(member) in _CLOSING:
        return  # when the program has ended: what is sent is sent by then
    go.skip(call)


_CLOSING = frozenset({"Close", "Stop", "Unlock", "Done", "CloseIdleConnections"})


def _for(go: Go, node: Node) -> None:
    body = node.child_by_field_name("body")
    head = next((item for item in parts(node) if item != body), None)
    if body is None:
        raise go.unsupported(node)
    if head is not None and head.type == "range_clause":
        go.in_block(lambda: _range(go, head, body))
    elif head is not None and head.type == "for_clause":
        go.in_block(lambda: _counted(go, head, body))
    else:
        go.rounds(body, _while(go, head, body))


def _while(go: Go, condition: Node | None, body: Node) -> Iterator[None]:
    while True:
        value = single(go, condition) if condition is not None else None
        if value is not None and not isinstance(value, Boolean):
            go.skip(body)
            return
        if isinstance(value, Boolean) and not value.value:
            return
        go.steps += 1
        yield


def _counted(go: Go, head: Node, body: Node) -> None:
    first, condition, update = (head.child_by_field_name(name) for name in ("initializer", "condition", "update"))
    if first is not None:
        go.execute(first)

    def rounds() -> Iterator[None]:
        for _ in _while(go, condition, body):
            yield
            if update is not None:
                go.execute(update)

    go.rounds(body, rounds())


def _range(go: Go, head: Node, body: Node) -> None:
    left, right = head.child_by_field_name("left"), head.child_by_field_name("right")
    if right is None:
        raise go.unsupported(head)
    value = pointed(single(go, right))
    names = parts(left) if left is not None else []
    pairs = _pairs(value)
    if pairs is None:
        if not isinstance(value, Unknown):
            raise go.unsupported(head, "a loop over this")
        go.skip(body)
        return
    declares = any(child.type == ":=" for child in head.children)

    def rounds() -> Iterator[None]:
        for pair in pairs:
            for name, item in zip(names, pair, strict=False):
                if declares:
                    go.declare(go.tree.written(name), item)
                else:
                    assign(go, name, item)
            yield

    mixed = isinstance(value, GoMap) and len(value.entries) > 1
    go.unordered += mixed
    go.rounds(body, rounds())
    go.unordered -= mixed


def _pairs(value: Value) -> list[tuple[Value, Value]] | None:
    if isinstance(value, Slice):
        return [(Number(value.origin, number), item) for number, item in enumerate(list(value.items))]
    if isinstance(value, GoMap):
        return [
            (String(entry.name) if isinstance(key, str) else Number(entry.name, key), entry.value)
            for key, entry in list(value.entries.items())
        ]
    return [] if isinstance(value, Null) else None


def _return(go: Go, node: Node) -> None:
    given = parts(node)
    origin = go.tree.text(node)
    if not given:
        raise Return(Tuple(origin, []))
    nodes = parts(given[0])
    if len(nodes) == 1:
        raise Return(go.evaluate(nodes[0]))
    raise Return(Tuple(origin, [single(go, item) for item in nodes]))


def _jump(go: Go, node: Node) -> None:
    if parts(node):
        raise go.unsupported(node, "a jump to a label")
    raise Jump(leaves=node.type == "break_statement")


def _nothing(go: Go, node: Node) -> None:
    """What is known before the program runs."""


STATEMENTS: dict[str, Callable[[Go, Node], None]] = {
    "expression_statement": _expression,
    "block": _block,
    "statement_list": _sequence,
    "short_var_declaration": _short,
    "var_declaration": _variables,
    "const_declaration": _variables,
    "type_declaration": _types,
    "assignment_statement": _assignment,
    "inc_statement": _step,
    "dec_statement": _step,
    "if_statement": _if,
    "expression_switch_statement": _switch,
    "type_switch_statement": _passed,
    "defer_statement": _deferred,
    "for_statement": _for,
    "return_statement": _return,
    "break_statement": _jump,
    "continue_statement": _jump,
    "empty_statement": _nothing,
    "package_clause": _nothing,
    "import_declaration": _nothing,
    "function_declaration": _nothing,
    "method_declaration": _nothing,
}


def changed(go: Go, node: Node) -> Iterable[str]:
    """The variables around a node that running it could set."""
    return (name for name in assigned(go, node) if name in go.scope or name in go.globals)


def sends(go: Go, node: Node) -> bool:
    """Whether running a node could send a request, or change one."""
    pending, seen = [node], set()
    while pending:
        for found in within(pending.pop()):
            if found.type != "call_expression" or (function := found.child_by_field_name("function")) is None:
                continue
            member = function.child_by_field_name("field")
            name = go.tree.written(member if member is not None else function)
            if member is not None and name in go.library.sending and not _of_answer(go, function):
                return True
            if name not in seen:
                seen.add(name)
                pending += _own(go, name)
    return False


def _own(go: Go, name: str) -> Iterator[Node]:
    """The sample's own functions and methods of a name."""
    value = go.scope.get(name)
    if isinstance(value, Closure):
        yield value.node
    if name in go.functions:
        yield go.functions[name]
    yield from (node for (_, method), node in go.methods.items() if method == name)


def _of_answer(go: Go, function: Node) -> bool:
    """Whether a method is called of what is known only at run time, such as `resp.Header`."""
    node: Node | None = function
    while node is not None and node.type in {"selector_expression", "call_expression", "index_expression"}:
        node = node.named_children[0]
    found = go.scope.get(go.tree.written(node)) if node is not None else None
    return isinstance(found, Unknown) and not found.given
