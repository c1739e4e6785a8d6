"""Statements: what they do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tree_sitter import Node

from unisono.languages.csharp.calls import dotted, static
from unisono.languages.csharp.expressions import thrown
from unisono.languages.csharp.state import CSharp
from unisono.languages.csharp.values import Pair, truthy
from unisono.languages.program.run import Jump, Return
from unisono.languages.program.tree import parts, within
from unisono.languages.program.values import List, Map, Null, Number, String, Unknown, Value
from unisono.languages.reading import Unsupported


def _nothing(csharp: CSharp, node: Node) -> None:
    """What was done before the program began, or does nothing."""


def _first(csharp: CSharp, node: Node) -> None:
    csharp.execute(parts(node)[0])


def _block(csharp: CSharp, node: Node) -> None:
    csharp.execute_all(parts(node))


def _declaration(csharp: CSharp, node: Node) -> None:
    """`var name = value;` and `using var name = value;`"""
    for found in parts(node):
        if found.type == "variable_declaration":
            declare(csharp, found, csharp.scope)


def declare(csharp: CSharp, node: Node, scope: dict[str, Value]) -> None:
    """Sets the variables that a declaration names."""
    for variable in [child for child in parts(node) if child.type == "variable_declarator"]:
        name, inner = variable.child_by_field_name("name"), parts(variable)
        if name is None:
            raise csharp.unsupported(variable)
        value = csharp.evaluate(inner[-1]) if inner[-1].id != name.id else Null(csharp.tree.text(name))
        scope[csharp.tree.written(name).removeprefix("@")] = value


def _expression(csharp: CSharp, node: Node) -> None:
    inner = parts(node)[0]
    if inner.type == "invocation_expression" and _starts_request(csharp, inner):
        raise Unsupported("a request that nothing waits for", csharp.tree.text(inner).span())
    csharp.evaluate(inner)


def _starts_request(csharp: CSharp, node: Node) -> bool:
    """Whether a statement is nothing but a call that sends a request when it is awaited."""
    function = node.child_by_field_name("function")
    last = function.child_by_field_name("name") if function is not None else None
    name = csharp.tree.written(last).partition("<")[0] if last is not None else ""
    return name.endswith("Async") and name in csharp.library.sending


def _if(csharp: CSharp, node: Node) -> None:
    condition = node.child_by_field_name("condition")
    if condition is None:
        raise csharp.unsupported(node)
    decided = truthy(csharp.evaluate(condition))
    csharp.branch(decided, node.child_by_field_name("consequence"), node.child_by_field_name("alternative"))


def _using(csharp: CSharp, node: Node) -> None:
    """`using (var name = value) { … }`"""
    body = node.child_by_field_name("body")
    for found in parts(node):
        if found.type == "variable_declaration":
            declare(csharp, found, csharp.scope)
        elif body is not None and found.id == body.id:
            csharp.execute(body)
        else:
            csharp.evaluate(found)


def _try(csharp: CSharp, node: Node) -> None:
    """Requests are taken to go well: what is caught is passed over."""
    body = node.child_by_field_name("body")
    for clause in parts(node):
        handler = clause.child_by_field_name("body")
        if clause.type == "catch_clause" and handler is not None and sends(csharp, handler):
            raise Unsupported("a request that is sent where another one fails", csharp.tree.text(handler).span())
    if body is not None:
        csharp.execute(body)
    for clause in parts(node):
        if clause.type == "finally_clause":
            csharp.execute(parts(clause)[0])


def _foreach(csharp: CSharp, node: Node) -> None:
    left, right, body = (node.child_by_field_name(name) for name in ("left", "right", "body"))
    if left is None or right is None or body is None:
        raise csharp.unsupported(node)
    over = csharp.evaluate(right)
    if isinstance(over, Unknown):
        csharp.skip(body)
        return
    if not isinstance(over, Map | List):
        raise csharp.unsupported(node, "a loop over this value")
    names = [
        csharp.tree.written(name).removeprefix("@")
        for name in (within(left) if left.named_children else [left])
        if name.type == "identifier"
    ]

    def rounds() -> Iterator[None]:
        for values in list(_rounds(over, len(names))):
            csharp.scope.update(zip(names, values, strict=True))
            yield

    csharp.rounds(body, rounds())


def _rounds(over: Map | List, names: int) -> Iterator[list[Value]]:
    """The values of the variables of a loop: one, or the two of a pair."""
    items = (
        over.items
        if isinstance(over, List)
        else [
            Pair(entry.name, Number(entry.name, key) if isinstance(key, int) else String(entry.name), entry.value)
            for key, entry in over.entries.items()
        ]
    )
    for item in items:
        if names == 1:
            yield [item]
        elif names == 2 and isinstance(item, Pair):
            yield [item.key, item.value]
        else:
            raise Unsupported("such a loop", item.origin.span())


def _return(csharp: CSharp, node: Node) -> None:
    inner = parts(node)
    raise Return(csharp.evaluate(inner[0]) if inner else Null(csharp.tree.text(node)))


def _jump(csharp: CSharp, node: Node) -> None:  # noqa: ARG001  the signature of all
    raise Jump(leaves=node.type == "break_statement")


def _namespace(csharp: CSharp, node: Node) -> None:
    body = node.child_by_field_name("body")
    csharp.execute_all(parts(body) if body is not None else [])


def _class(csharp: CSharp, node: Node) -> None:
    """A class: what its fields hold, its functions, and the program, where it has it."""
    if is_holder(node):
        return
    body = node.child_by_field_name("body")
    members = parts(body) if body is not None else []
    for member in members:
        if member.type == "field_declaration":
            for found in parts(member):
                if found.type == "variable_declaration":
                    declare(csharp, found, csharp.outer)
        elif member.type in {"class_declaration", "record_declaration"}:
            _class(csharp, member)
        elif member.type == "property_declaration" and (value := member.child_by_field_name("value")) is not None:
            name = member.child_by_field_name("name")
            csharp.outer[csharp.tree.written(name) if name is not None else ""] = csharp.evaluate(value)
    main = next((member for member in members if _is_main(csharp, member)), None)
    if main is not None and (program := main.child_by_field_name("body")) is not None:
        scope: dict[str, Value] = {"args": Unknown(csharp.tree.text(main))}
        run = csharp.evaluate if program.type == "arrow_expression_clause" else csharp.execute
        target = parts(program)[0] if program.type == "arrow_expression_clause" else program

        def body_of_main() -> Value:
            run(target)
            return Null(csharp.tree.text(main))

        csharp.called(body_of_main, scope, csharp.tree.text(main))


def _is_main(csharp: CSharp, node: Node) -> bool:
    name = node.child_by_field_name("name")
    return node.type == "method_declaration" and name is not None and csharp.tree.written(name) == "Main"


def is_holder(node: Node) -> bool:
    """Whether a class or a record does nothing but hold values."""
    if node.type in {"record_declaration", "record_struct_declaration"}:
        return True
    body = node.child_by_field_name("body")
    members = parts(body) if body is not None else []
    return bool(members) and all(member.type == "property_declaration" for member in members)


STATEMENTS: dict[str, Callable[[CSharp, Node], None]] = {
    "using_directive": _nothing,
    "extern_alias_directive": _nothing,
    "global_statement": _first,
    "local_declaration_statement": _declaration,
    "expression_statement": _expression,
    "empty_statement": _nothing,
    "if_statement": _if,
    "using_statement": _using,
    "block": _block,
    "try_statement": _try,
    "foreach_statement": _foreach,
    "return_statement": _return,
    "break_statement": _jump,
    "continue_statement": _jump,
    "throw_statement": thrown,
    "local_function_statement": _nothing,
    "namespace_declaration": _namespace,
    "file_scoped_namespace_declaration": _namespace,
    "class_declaration": _class,
    "struct_declaration": _class,
    "record_declaration": _nothing,
    "enum_declaration": _nothing,
    "interface_declaration": _nothing,
    "preproc_region": _nothing,
    "preproc_endregion": _nothing,
}


def functions(csharp: CSharp) -> Iterator[tuple[str, Node]]:
    """The functions of the sample, by name."""
    for node in within(csharp.tree.root):
        name = node.child_by_field_name("name") if node.type in {"method_declaration", "local_function_statement"} else None
        if name is not None:
            yield csharp.tree.written(name), node


def holders(csharp: CSharp) -> Iterator[tuple[str, Node]]:
    """The classes and records of the sample that do nothing but hold values, by name."""
    for node in within(csharp.tree.root):
        name = node.child_by_field_name("name")
        if node.type in {"class_declaration", "record_declaration", "record_struct_declaration"} and name and is_holder(node):
            yield csharp.tree.written(name), node


def changed(csharp: CSharp, node: Node) -> Iterable[str]:
    """The variables that running a node could set."""
    for found in within(node):
        if found.type == "assignment_expression":
            left = found.child_by_field_name("left")
            while left is not None and left.type != "identifier" and left.named_children:
                left = left.named_children[0]
            if left is not None:
                yield csharp.tree.written(left)
        elif found.type == "variable_declarator" and (name := found.child_by_field_name("name")) is not None:
            yield csharp.tree.written(name)


def sends(csharp: CSharp, node: Node) -> bool:
    """Whether running a node could send a request, or change one."""
    pending, seen = [node], set()
    while pending:
        for found in within(pending.pop()):
            name = csharp.tree.written(found) if found.type == "identifier" else ""
            if name in csharp.library.sending and _is_member(csharp, found):
                return True
            if name in csharp.functions and name not in seen:
                seen.add(name)
                pending.append(csharp.functions[name])
    return False


def _is_member(csharp: CSharp, node: Node) -> bool:
    """Whether a name stands behind a dot, and is called or set."""
    holder = node.parent if node.parent is not None and node.parent.type == "generic_name" else node
    around = holder.parent
    if around is None or around.type not in {"member_access_expression", "member_binding_expression"}:
        return False
    if around.child_by_field_name("name") != holder or static(csharp, around) or dotted(csharp, around):
        return False
    outer = around.parent
    while outer is not None and outer.type == "member_access_expression":
        outer = outer.parent
    return outer is not None and (
        outer.type == "invocation_expression"
        or (outer.type == "assignment_expression" and outer.child_by_field_name("left") is not None)
        or outer.type == "conditional_access_expression"
    )
