"""Calls: of the sample's own functions, of Go's, and of the client's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from tree_sitter import Node

from unisono.languages.go import literals
from unisono.languages.go.state import Call, Go
from unisono.languages.go.types import ANY, NAMED, Type
from unisono.languages.go.typing import type_of
from unisono.languages.go.values import (
    Bound,
    Bytes,
    Closure,
    GoMap,
    Pointer,
    Slice,
    Struct,
    Tuple,
    Typed,
    copied,
    forget,
    pointed,
)
from unisono.languages.program.run import Exit
from unisono.languages.program.tree import parts, within
from unisono.languages.program.values import Function, Null, Number, String, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.languages.uncalled import SENDING_NAMES, given_client, may_send
from unisono.text.source import Text

_SHOWING = frozenset({"fmt", "log", "log/slog", "testing"})
"""Packages whose functions show something and send nothing; what they are given says nothing of a request."""

_MAKING = frozenset({"Sprintf", "Sprint", "Sprintln", "Errorf", "Fprintf", "Fprint", "Fprintln", "Sscanf", "Sscan"})
_OF_ONE = frozenset(
    {"Append", "Appendf", "Appendln", "FormatString", "New", "Default", "Flags", "Prefix", "Writer", "With", "NewLogLogger"}
    | {"NewTextHandler", "NewJSONHandler", "Any", "Bool", "Duration", "Float64", "Group", "Int", "Int64", "String", "Time"}
)
"""What has one result, not as what shows something, whose results are not used or are those of `fmt.Print`."""
_ENDING = frozenset({"Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln"})


def call(go: Go, node: Node) -> Value:
    function, given = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    if function is None or given is None:
        raise go.unsupported(node)
    origin, name = go.tree.text(node), go.tree.written(function)
    if _only_shows(go, function):
        return _shown(go, function, given, origin)
    if function.type == "identifier" and name in _BUILT_IN and name not in go.scope and name not in go.functions:
        return _built_in(go, name, parts(given), origin)
    called = pointed(go.evaluate(function))
    if isinstance(called, Typed):
        inner = parts(function)[0] if function.type == "parenthesized_expression" else function
        is_pointer = inner.type == "unary_expression"  # `(*T)(nil)`
        of = Type("pointer", f"*{called.type.name}") if is_pointer else called.type
        return _converted(go, _arguments(go, given), of, origin)
    if isinstance(called, Unknown):
        if called.given:
            _refuse(go, function, origin)
        for argument in parts(given):
            _passed(go, argument)
        return Unknown(origin, good=not called.given, given=called.given)
    args = _arguments(go, given)
    if isinstance(called, Closure):
        return _closed(go, called, args, origin)
    if isinstance(called, Function):
        return own(go, called.node, args, origin)
    if isinstance(called, Bound):
        return _bound(go, called, args, origin, name)
    raise Unsupported(f"a call of {name}", origin.span())


def _refuse(go: Go, function: Node, origin: Text) -> None:
    """Raises Unsupported where what a caller gives may send a request."""
    operand, member = function.child_by_field_name("operand"), function.child_by_field_name("field")
    holder = go.tree.written(operand) if operand is not None else go.tree.written(function)
    sending = sending_names(go)
    name = go.tree.written(member) if member is not None else ""
    if member is None or may_send(holder.rpartition(".")[2], name, sending, _OF_MAPS):
        raise given_client(holder, origin.span())
    if any(go.grammar.sends(go, node) for (_, own), node in go.methods.items() if own == name):
        raise Unsupported("a method of a value that is known only at run time", origin.span())


def sending_names(go: Go) -> frozenset[str]:
    """What methods that send requests are called, in lower case."""
    return SENDING_NAMES | {name.lower() for name in go.library.sending}


_OF_MAPS = frozenset({"get", "delete", "encode", "string", "len", "bytes", "error", "has", "values"})


def _only_shows(go: Go, function: Node) -> bool:
    operand, member = function.child_by_field_name("operand"), function.child_by_field_name("field")
    if function.type != "selector_expression" or operand is None or member is None:
        return False
    name = go.tree.written(operand)
    shows = go.imports.get(name) in _SHOWING and name not in go.scope
    return shows and go.tree.written(member) not in _MAKING


def _shown(go: Go, function: Node, given: Node, origin: Text) -> Value:
    if go.grammar.sends(go, given):
        _arguments(go, given)
    member = function.child_by_field_name("field")
    if member is not None and go.tree.written(member) in _ENDING:
        raise Exit
    result = Unknown(origin, good=True)
    is_one = member is not None and go.tree.written(member) in _OF_ONE
    return result if is_one else Tuple(origin, [result, Null(origin)])


def _passed(go: Go, argument: Node) -> None:
    """An argument of what is known only at run time: what it points to may be set by it."""
    if go.grammar.sends(go, argument):
        go.evaluate(argument)
    operand = argument.child_by_field_name("operand") if argument.type == "unary_expression" else None
    name = go.tree.written(operand or argument)
    if isinstance(found := go.scope.get(name), Pointer):
        forget(found)
    elif operand is not None and name in go.scope:
        go.scope[name] = Unknown(go.tree.text(operand), good=True)


def _arguments(go: Go, given: Node) -> list[Value]:
    args: list[Value] = []
    nodes = parts(given)
    for item in nodes:
        if item.type == "variadic_argument":
            spread = go.evaluate(parts(item)[0])
            if not isinstance(spread, Slice):
                raise go.unsupported(item, "such an argument")
            args += spread.items
            continue
        value = go.evaluate(item)
        if isinstance(value, Tuple) and len(nodes) > 1:
            raise go.refuses(f"multiple-value {go.tree.written(item)[:60]} in argument", value.origin)
        args += value.items if isinstance(value, Tuple) else [value]
    return args


def _bound(go: Go, called: Bound, args: list[Value], origin: Text, name: str) -> Value:
    if called.this is None:
        return go.checked(go.library.functions[called.name], Call(go, Null(origin), name, args, origin))
    this = called.this
    if isinstance(this, Struct):
        return own(go, go.methods[this.type.name, called.name], args, origin, None, this)
    for kind in kinds_of(this):
        if native := go.library.methods.get((kind, called.name)):
            return go.checked(native, Call(go, this, name, args, origin))
    raise Unsupported(f"the method {name}", origin.span())


def kinds_of(value: Value) -> tuple[type | str, ...]:
    """What methods of the library a value has those of: a map also those of its type."""
    kinds: tuple[type | str, ...] = type(value).__mro__
    return (value.type.name, *kinds) if isinstance(value, GoMap) else kinds


def named_type(go: Go, full: str) -> Type | None:
    """The type of the library that has a full name; None where that is none which is known."""
    return NAMED.get(full) or (Type("host", full) if full in go.library.makers else None)


def own(
    go: Go,
    node: Node,
    args: list[Value],
    origin: Text,
    scope: dict[str, Value] | None = None,
    this: Value | None = None,
    kept: Mapping[str, Value] = MappingProxyType({}),
) -> Value:
    """Runs a function of the sample: in a scope of its own, or in the one that it was written in, with what is kept of it."""
    go.entered.add(node.id)
    body = node.child_by_field_name("body")
    given = {**kept, **_parameters(go, node, args, origin)}
    receiver = node.child_by_field_name("receiver")
    if receiver is not None and this is not None:
        pointer = any(found.type == "pointer_type" for found in parts(parts(receiver)[0]))
        names = parts(receiver)[0].children_by_field_name("name")
        given |= {go.tree.written(name): this if pointer else copied(this) for name in names}
    if body is None:
        raise go.unsupported(node)

    def run() -> Value:
        go.in_block(lambda: _with(go, given, body))
        return Tuple(origin, [])

    return go.called(run, scope if scope is not None else {}, origin)


def _with(go: Go, given: dict[str, Value], body: Node) -> None:
    for name, value in given.items():
        go.declare(name, value)
    go.execute_all(parts(body))


def _closed(go: Go, called: Closure, args: list[Value], origin: Text) -> Value:
    """Runs a function that is a value, with the names of the blocks around it, also of those that have ended."""
    ended = {name for frame in called.frames if not any(frame is one for one in go.frames) for name in frame}
    kept = {name: called.captured[name] for name in ended & called.captured.keys()}
    if not kept.keys().isdisjoint(assigned(go, called.node)):
        raise Unsupported("a function that changes variables of a block that has ended", origin.span())
    return own(go, called.node, args, origin, called.scope, kept=kept)


def assigned(go: Go, node: Node) -> Iterator[str]:
    """The variables that running a node could set, wherever they are declared."""
    for found in within(node):
        target: Node | None = None
        if found.type in {"assignment_statement", "inc_statement", "dec_statement"}:
            target = found.child_by_field_name("left") or parts(found)[0]
        elif found.type == "unary_expression" and found.children[0].type == "&":
            target = found.child_by_field_name("operand")
        for item in parts(target) if target is not None and target.type == "expression_list" else [target]:
            root = item
            while root is not None and root.type != "identifier" and root.named_children:
                root = root.named_children[0]
            if root is not None and root.type == "identifier":
                yield go.tree.written(root)


def _parameters(go: Go, node: Node, args: list[Value], origin: Text) -> dict[str, Value]:
    """The values that parameters and named results begin with."""
    found: dict[str, Value] = {}
    rest = list(args)
    parameters, results = node.child_by_field_name("parameters"), node.child_by_field_name("result")
    for parameter in parts(parameters) if parameters is not None else []:
        names, typed = parameter.children_by_field_name("name"), parameter.child_by_field_name("type")
        if typed is None:
            raise go.unsupported(parameter)
        if parameter.type == "variadic_parameter_declaration":
            element = type_of(go, typed)
            if names:
                found[go.tree.written(names[0])] = Slice(origin, rest, Type("slice", f"[]{element.name}", element))
            rest = []
            continue
        for name in names:
            if not rest:
                raise go.refuses("not enough arguments in call", origin)
            found[go.tree.written(name)] = literals.converted(go, rest.pop(0), type_of(go, typed))
        rest = rest[0 if names else 1 :]
    if rest:
        raise go.refuses("too many arguments in call", origin)
    if results is not None and results.type == "parameter_list":
        for result in parts(results):
            of = result.child_by_field_name("type")
            for name in result.children_by_field_name("name"):
                found[go.tree.written(name)] = literals.zero(go, type_of(go, of or result), origin)
    return found


def _converted(go: Go, given: list[Value], of: Type, origin: Text) -> Value:
    """A conversion, which has one argument (The Go Programming Language Specification, Conversions)."""
    if len(given) != 1:
        raise go.refuses(f"{'too many arguments' if given else 'missing argument'} in conversion to {of.name}", origin)
    return literals.conversion(go, given[0], of, origin)


def _built_in(go: Go, name: str, given: list[Node], origin: Text) -> Value:
    low, high, run = _BUILT_IN[name]
    if len(given) < low or (high is not None and len(given) > high):
        raise go.refuses(f"{'not enough' if len(given) < low else 'too many'} arguments for {origin.value}", origin)
    return run(go, given, origin)


def _make(go: Go, given: list[Node], origin: Text) -> Value:
    of = type_of(go, given[0])
    if of.kind == "map":
        return GoMap(origin, type=of)
    size = go.evaluate(given[1]) if len(given) > 1 else Number(origin, 0)
    if of.kind in {"slice", "bytes"} and isinstance(size, Number) and size.value == 0:
        return Slice(origin, [], of) if of.kind == "slice" else Bytes(Text.decoded("", origin.span()))
    raise Unsupported("such a value of make", origin.span())


def _new(go: Go, given: list[Node], origin: Text) -> Value:
    value = literals.zero(go, type_of(go, given[0]), origin)
    return Pointer(origin, value) if isinstance(value, Struct) else value


def _append(go: Go, given: list[Node], origin: Text) -> Value:
    first = go.evaluate(given[0])
    items: list[Value] = []
    for node in given[1:]:
        if node.type == "variadic_argument":
            spread = go.evaluate(parts(node)[0])
            if isinstance(first, Bytes) and isinstance(spread, String | Bytes):
                return Bytes(Text.join([first.origin, spread.origin]))
            if not isinstance(spread, Slice):
                raise go.unsupported(node, "such an argument")
            items += spread.items
        else:
            items.append(copied(go.evaluate(node)))
    if isinstance(first, Slice):
        return Slice(origin, [*first.items, *items], first.type)
    if isinstance(first, Null):
        return Slice(origin, items, Type("slice", "slice", ANY))
    raise Unsupported("append to this value", origin.span())


def _len(go: Go, given: list[Node], origin: Text) -> Value:
    value = go.evaluate(given[0])
    if isinstance(value, Slice):
        return Number(origin, len(value.items))
    if isinstance(value, GoMap):
        return Number(origin, len(value.entries))
    if isinstance(value, String | Bytes) and not value.origin.has_placeholder:
        return Number(origin, len(value.origin.value.encode("utf-8", "surrogatepass")))
    return Unknown(origin, good=not (isinstance(value, Unknown) and value.given))


def _delete(go: Go, given: list[Node], origin: Text) -> Value:
    holder, key = go.evaluate(given[0]), go.evaluate(given[1])
    if not isinstance(holder, GoMap) or not isinstance(key, String):
        raise Unsupported("delete of this", origin.span())
    holder.entries.pop(key.origin.value, None)
    return Null(origin)


def _panic(go: Go, given: list[Node], origin: Text) -> Value:  # noqa: ARG001  the signature of all
    raise Exit


def _printed(go: Go, given: list[Node], origin: Text) -> Value:  # noqa: ARG001  the signature of all
    return Null(origin)


_BUILT_IN: dict[str, tuple[int, int | None, Callable[[Go, list[Node], Text], Value]]] = {
    "make": (1, 3, _make),
    "new": (1, 1, _new),
    "append": (1, None, _append),
    "len": (1, 1, _len),
    "delete": (2, 2, _delete),
    "panic": (1, 1, _panic),
    "print": (0, None, _printed),
    "println": (0, None, _printed),
}
"""Each built-in function with how many arguments it has at least and at most."""
