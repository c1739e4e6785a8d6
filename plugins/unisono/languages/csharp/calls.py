"""Names, members and calls: of the sample's own functions, of .NET's classes, and of the client's."""

from __future__ import annotations

from tree_sitter import Node

from unisono.languages.csharp.state import Call, CSharp, of_class
from unisono.languages.csharp.values import JsonObject, Members, Type
from unisono.languages.program.tree import parts
from unisono.languages.program.values import List, Map, Null, Number, String, Unknown, Value, key_of
from unisono.languages.reading import Unsupported
from unisono.languages.uncalled import SENDING_NAMES, given_client, may_send
from unisono.text.source import Text

_HARMLESS = frozenset({"Console", "Debug", "Trace", "Task", "Thread", "Assert"})
"""Types whose methods change nothing in what is sent, and whose arguments say nothing of it."""

_PREDEFINED = {"String": "string", "Int32": "int", "Object": "object"}


def name(csharp: CSharp, node: Node) -> Value:
    """A variable."""
    text = csharp.tree.text(node)
    found = csharp.variable(text.value.removeprefix("@"))
    if found is None:
        raise csharp.unknown_name(text.value, text)
    return found


def dotted(csharp: CSharp, node: Node) -> str | None:
    """The full name of what is no variable but a type or a member of one (`System.Text.Encoding.UTF8`); None for all else."""
    names: list[str] = []
    while node.type == "member_access_expression":
        inner, last = node.child_by_field_name("expression"), node.child_by_field_name("name")
        if inner is None or last is None:
            return None
        names.append(csharp.tree.written(last).partition("<")[0])
        node = inner
    first = csharp.tree.written(node).partition("<")[0]
    if node.type not in {"identifier", "predefined_type", "generic_name"} or csharp.variable(first) is not None:
        return None
    names.append(first)
    return ".".join(reversed(names))


def static(csharp: CSharp, node: Node) -> str | None:
    """The type and the member that a node names, without namespaces; None where it names none that there is."""
    full = dotted(csharp, node)
    if full is None or "." not in full:
        return None
    owner, _, member = full.rpartition(".")
    kind = owner.rpartition(".")[2]
    found = f"{_PREDEFINED.get(kind, kind)}.{member}"
    return found if found in csharp.library.statics else None


def _owner(full: str | None) -> str:
    """The type in the full name of one of its members."""
    return (full or "").rpartition(".")[0].rpartition(".")[2]


def member(csharp: CSharp, node: Node) -> Value:
    """`value.Name` and `value?.Name`"""
    origin = csharp.tree.text(node)
    if (found := static(csharp, node)) is not None:
        return csharp.library.statics[found](call_of(csharp, Type(origin, found), [], origin))
    if _owner(dotted(csharp, node)) in csharp.library.opaque:
        return Unknown(origin)
    if (own := _of_this(csharp, node)) is not None:
        found_own = csharp.outer.get(own.value)
        if found_own is None:
            raise csharp.unknown_name(own.value, origin)
        return found_own
    this, last = _taken_apart(csharp, node)
    return property_of(csharp, node, csharp.evaluate(this), csharp.tree.written(last))


def _of_this(csharp: CSharp, node: Node) -> Text | None:
    """The name in `this.name`; None for all else."""
    inner, last = node.child_by_field_name("expression"), node.child_by_field_name("name")
    is_this = node.type == "member_access_expression" and inner is not None and inner.type == "this"
    return csharp.tree.text(last) if is_this and last is not None else None


def _taken_apart(csharp: CSharp, node: Node) -> tuple[Node, Node]:
    """What stands before the dot, and the name behind it."""
    if node.type == "conditional_access_expression":
        inner = parts(node)
        last = inner[1].child_by_field_name("name") if inner[1].type == "member_binding_expression" else None
        this: Node | None = inner[0]
    else:
        this, last = node.child_by_field_name("expression"), node.child_by_field_name("name")
    if this is None or last is None:
        raise csharp.unsupported(node)
    if this.type == "identifier" and csharp.variable(csharp.tree.written(this)) is None:
        full = dotted(csharp, node) or csharp.tree.written(this)
        if full[:1].isupper():
            raise Unsupported(f"the name {full}", csharp.tree.text(node).span())
    return this, last


def property_of(csharp: CSharp, node: Node, this: Value, wanted: str) -> Value:
    """The value of a property."""
    origin = csharp.tree.text(node)
    if isinstance(this, Unknown):
        return Unknown(origin, good=this.good, given=this.given)
    found = of_class(csharp.library.properties, this, wanted)
    if found is not None:
        return found(call_of(csharp, this, [], origin))
    if isinstance(this, Members) and (held := this.get(wanted)) is not None:
        return held
    raise Unsupported(f"the property {wanted}", origin.span())


def set_property(csharp: CSharp, node: Node, this: Value, wanted: Text, value: Value) -> None:
    """Sets a property."""
    if isinstance(this, Unknown):
        return
    found = of_class(csharp.library.setters, this, wanted.value)
    if found is not None:
        found(call_of(csharp, this, [value], csharp.tree.text(node)))
    elif isinstance(this, Members) and wanted.value in this.entries:
        this.put(wanted.value, wanted, value)
    else:
        raise Unsupported(f"the property {wanted}", wanted.span())


def assign(csharp: CSharp, left: Node, value: Value) -> None:
    """Sets a variable, a property or an element."""
    if left.type == "identifier":
        csharp.assign(csharp.tree.written(left), value, csharp.tree.text(left))
    elif (own := _of_this(csharp, left)) is not None:
        csharp.outer[own.value] = value
    elif left.type == "member_access_expression":
        this, last = _taken_apart(csharp, left)
        set_property(csharp, left, csharp.evaluate(this), csharp.tree.text(last), value)
    elif left.type == "element_access_expression":
        inner = parts(left)
        send(csharp, left, csharp.evaluate(inner[0]), "[]=", [*arguments(csharp, inner[1])[0], value])
    else:
        raise csharp.unsupported(left, "such an assignment")


def element(csharp: CSharp, node: Node, this: Value, keys: list[Value]) -> Value:
    """`value[key]`"""
    origin = csharp.tree.text(node)
    if isinstance(this, Unknown):
        return Unknown(origin, good=this.good, given=this.given)
    if len(keys) == 1 and isinstance(this, Map):
        found = this.get(key_of(keys[0]))
        if found is None and isinstance(this, JsonObject):
            return Null(origin)
        if found is None:
            raise call_of(csharp, this, keys, origin).fails("The given key was not present (KeyNotFoundException)")
        return found
    if len(keys) == 1 and isinstance(this, List) and isinstance(keys[0], Number) and isinstance(keys[0].value, int):
        if 0 <= keys[0].value < len(this.items):
            return this.items[keys[0].value]
        raise call_of(csharp, this, keys, origin).fails("Index was outside the bounds of the array")
    raise csharp.unsupported(node, "an element of this value")


def call_of(csharp: CSharp, this: Value, args: list[Value], origin: Text, named: dict[str, Value] | None = None) -> Call:
    """A call, to be given to what it calls."""
    return Call(csharp, this, args, origin, named or {})


def call(csharp: CSharp, node: Node) -> Value:
    """`value.Method(…)`, `Type.Method(…)`, `function(…)`"""
    function, given = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    origin = csharp.tree.text(node)
    if function is None:
        raise csharp.unsupported(node)
    if (found := static(csharp, function)) is not None:
        args, named = arguments(csharp, given)
        return csharp.library.statics[found](call_of(csharp, Type(origin, found), args, origin, named))
    full = dotted(csharp, function)
    if _owner(full) in _HARMLESS | csharp.library.opaque:
        if given is not None and csharp.grammar.sends(csharp, given):
            arguments(csharp, given)
        return Unknown(origin)
    own = csharp.tree.written(function).removeprefix("this.").partition("<")[0]
    if own in csharp.functions:
        return _own(csharp, csharp.functions[own], *arguments(csharp, given), origin)
    if function.type in {"identifier", "generic_name"}:
        if own == "nameof":
            return String(csharp.tree.text(parts(given)[0])) if given is not None and parts(given) else Null(origin)
        raise Unsupported(f"the function {own}", csharp.tree.text(function).span())
    this_node, last = _taken_apart(csharp, function)
    this = csharp.evaluate(this_node)
    wanted = csharp.tree.written(last).partition("<")[0]
    if isinstance(this, Unknown) and wanted not in {"ToString", "Trim"}:
        if this.given:
            _refuse(csharp, this_node, wanted, origin)
        if given is not None:
            csharp.skip(given)
        return Unknown(origin, good=this.good, given=this.given)
    if isinstance(this, Null) and function.type == "conditional_access_expression":
        return this
    args, named = arguments(csharp, given)
    return send(csharp, node, this, wanted, args, named)


def _refuse(csharp: CSharp, holder: Node, wanted: str, origin: Text) -> None:
    """Raises Unsupported where what a caller gives may send a request."""
    written, name = csharp.tree.written(holder), wanted.removesuffix("Async")
    sending = SENDING_NAMES | {one.lower().removesuffix("async") for one in csharp.library.sending} | {"execute", "invoke"}
    if may_send(written.rpartition(".")[2].lstrip("_"), name, sending, _OF_VALUES) or wanted in csharp.functions:
        raise given_client(written, origin.span())


_OF_VALUES = frozenset({"get", "put", "delete", "add", "clear", "remove", "append"})


def arguments(csharp: CSharp, given: Node | None) -> tuple[list[Value], dict[str, Value]]:
    """The arguments of a call: those that have no name, and those that have."""
    args: list[Value] = []
    named: dict[str, Value] = {}
    for item in parts(given) if given is not None else []:
        label, inner = item.child_by_field_name("name"), parts(item)
        if item.type != "argument" or any(child.type in {"ref", "out", "in"} for child in item.children):
            raise csharp.unsupported(item, f"the argument '{csharp.tree.written(item)}'")
        if label is not None:
            named[csharp.tree.written(label)] = csharp.evaluate(inner[-1])
        else:
            args.append(csharp.evaluate(inner[-1]))
    return args, named


def send(
    csharp: CSharp, node: Node, this: Value, wanted: str, args: list[Value], named: dict[str, Value] | None = None
) -> Value:
    """Calls a method of .NET's or the client's."""
    found = of_class(csharp.library.methods, this, wanted)
    if found is None:
        what = "this value takes no elements" if wanted in {"Add", "[]="} else f"the method {wanted}"
        raise Unsupported(what, csharp.tree.text(node).span())
    return found(call_of(csharp, this, args, csharp.tree.text(node), named))


def run_function(csharp: CSharp, node: Node, given: dict[str, Value], origin: Text) -> Value:
    """Calls a function or a constructor of the sample; arguments are given by the names of its parameters."""
    return _own(csharp, node, [], given, origin)


def _own(csharp: CSharp, node: Node, args: list[Value], named: dict[str, Value], origin: Text) -> Value:
    """Runs a function of the sample in a scope of its own."""
    csharp.entered.add(node.id)
    listed, body = node.child_by_field_name("parameters"), node.child_by_field_name("body")
    scope: dict[str, Value] = {}
    for number, parameter in enumerate(parts(listed) if listed is not None else []):
        label = parameter.child_by_field_name("name")
        if label is None:
            raise csharp.unsupported(parameter, f"the parameter '{csharp.tree.written(parameter)}'")
        text, default = csharp.tree.written(label), parts(parameter)[-1]
        value = named.get(text) or (args[number] if number < len(args) else None)
        if value is None and default.id == label.id:
            raise call_of(csharp, Null(origin), args, origin).fails("the function is called with too few arguments (CS7036)")
        scope[text] = value if value is not None else csharp.evaluate(default)
    if body is None:
        return Null(origin)
    if body.type == "arrow_expression_clause":
        return csharp.called(lambda: csharp.evaluate(parts(body)[0]), scope, origin)

    def run() -> Value:
        csharp.execute(body)
        return Null(origin)

    return csharp.called(run, scope, origin)
