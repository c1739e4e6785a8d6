"""Calls: of the sample's own methods, of Java's, and of the client's."""

from __future__ import annotations

from tree_sitter import Node

from unisono.languages.java.faults import check_thrown, thrown_by
from unisono.languages.java.names import LIBRARIES, TYPES, last_name
from unisono.languages.java.state import Call, Java
from unisono.languages.java.values import Constant, Instance, Outside, Path, Type
from unisono.languages.program.run import Exit, Return
from unisono.languages.program.tree import parts
from unisono.languages.program.values import Function, Null, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.languages.uncalled import SENDING_NAMES, given_client, may_send
from unisono.text.source import Text

PATH = Path

_OUTPUT = frozenset({"System.out", "System.err"})
_READING = frozenset({"fromJson", "readTree", "readValue", "parseString", "parse", "parseReader"})

_LOGGERS = frozenset({"log", "logger", "LOG", "LOGGER"})
"""What logs are usually called; what is written to them is of no interest."""


def call(java: Java, node: Node) -> Value:
    """`object.method(arguments)`, `method(arguments)`"""
    holder, named, given = (node.child_by_field_name(part) for part in ("object", "name", "arguments"))
    if named is None or given is None:
        raise java.unsupported(node)
    word, origin = java.tree.written(named), java.tree.text(node)
    if holder is None:
        return _unqualified(java, node, word, given)
    if holder.type in {"identifier", "field_access"} and _is_output(java, holder):
        if java.grammar.sends(java, given):
            _arguments(java, given)
        return Null(origin)
    if holder.type == "super":
        raise java.unsupported(node, "a method of the class above")
    this = java.evaluate(holder)
    if isinstance(this, Type) and this.name in LIBRARIES:
        this = Outside(this.origin, this.name)
    if isinstance(this, Outside):
        return _outside(java, node, this, word, given)
    if isinstance(this, Unknown) and (type(this), word) not in java.library.methods:
        if this.given:
            _refuse(java, holder, word, origin)
        java.skip(given)
        return Unknown(origin, good=this.good, given=this.given)
    return send(java, node, this, word, _arguments(java, given))


def _refuse(java: Java, holder: Node, word: str, origin: Text) -> None:
    """Raises Unsupported where what a caller gives may send a request."""
    written = java.tree.written(holder)
    sending = SENDING_NAMES | {name.lower() for name in java.library.sending} | {"execute", "exchange", "sendasync"}
    if may_send(written.rpartition(".")[2], word, sending, _OF_VALUES) or word in java.functions:
        raise given_client(written, origin.span())


_OF_VALUES = frozenset({"get", "put", "add", "delete", "append", "header", "build", "join", "remove", "set"})


def _outside(java: Java, node: Node, this: Outside, word: str, given: Node) -> Value:
    """What a library reads of an answer is known only at run time, too."""
    origin, args = java.tree.text(node), parts(given)
    if word in _READING and args and isinstance(java.evaluate(args[0]), Unknown):
        return Unknown(origin, good=True)
    if java.grammar.sends(java, given):
        _arguments(java, given)
    return Outside(origin, this.name)


def _is_output(java: Java, holder: Node) -> bool:
    written = java.tree.written(holder)
    return written in _OUTPUT or (written in _LOGGERS and written not in java.scope and written not in java.fields)


def _arguments(java: Java, given: Node) -> list[Value]:
    return [java.evaluate(item) for item in parts(given)]


def _unqualified(java: Java, node: Node, word: str, given: Node) -> Value:
    origin = java.tree.text(node)
    if word in java.functions:
        return _own(java, word, _arguments(java, given), node)
    holder = java.names.members.get(word) or next(
        (name for name in sorted(java.names.wholes) if f"{name}.{word}" in java.library.static), None
    )
    if holder is not None:
        return send(java, node, Type(origin, holder), word, _arguments(java, given))
    if java.names.packages or java.names.wholes or java.names.own:  # it may be of a class above
        raise Unsupported(f"the method {word}", origin.span())
    raise java.refused(f"cannot find symbol: method {word}", origin)


def send(java: Java, node: Node, this: Value, word: str, args: list[Value]) -> Value:
    """Calls a method of Java's, of the client's, or of an object of the sample's own."""
    origin = java.tree.text(node)
    if isinstance(this, Type):
        full = f"{this.name}.{word}"
        if this.name in {"this", *java.names.own} and word in java.functions:
            return _own(java, word, args, node)
        if full == "System.exit":
            raise Exit
        native = None if java.names.foreign(this.name) else java.library.static.get(full)
        name = f"{java.names.foreign(this.name) or this.name}.{word}"
    elif isinstance(this, Instance) and word in java.functions:
        return _own(java, word, args, node)
    else:
        native = next((found for kind in type(this).__mro__ if (found := java.library.methods.get((kind, word)))), None)
        name = word
    if isinstance(this, Null):
        raise java.fails(f'NullPointerException: cannot invoke "{word}()"', origin)
    if native is None:
        raise Unsupported(f"the method {name}", origin.span())
    check_thrown(java, thrown_by(this.name if isinstance(this, Type) else type(this).__name__, word, args), node)
    return native(Call(java, this, args, origin, node))


def construct(java: Java, node: Node) -> Value:
    """`new Class(arguments)`; a class without a name is not understood, but for a map that fills itself."""
    kind, given = node.child_by_field_name("type"), node.child_by_field_name("arguments")
    if kind is None or given is None:
        raise java.unsupported(node)
    name, origin = last_name(java.tree.text(kind)), java.tree.text(node)
    body = next((child for child in parts(node) if child.type == "class_body"), None)
    if name in java.names.own and body is None:
        return _instance(java, name, _arguments(java, given), node)
    if name in LIBRARIES:
        args = _arguments(java, given)
        return Unknown(origin, good=True) if args and isinstance(args[0], Unknown) else Outside(origin, name)
    native = java.library.constructors.get(name)
    if native is None or java.names.foreign(name) or (name not in TYPES and name in java.names.single):
        raise Unsupported(f"the class {java.names.foreign(name) or name}", origin.span())
    if body is not None:
        raise java.unsupported(node, f"a class without a name, of {name},")
    args = _arguments(java, given)
    check_thrown(java, thrown_by("new", name, args), node)
    return native(Call(java, Type(origin, name), args, origin, node))


def _instance(java: Java, name: str, args: list[Value], node: Node) -> Value:
    found = _constructors(java, name)
    if len(found) == 1:
        check_thrown(java, tuple(_declared(java, found[0])), node)
    return construct_own(java, name, args, java.tree.text(node))


def _constructors(java: Java, name: str) -> list[Node]:
    body = java.names.own[name].child_by_field_name("body")
    return [child for child in parts(body) if child.type == "constructor_declaration"] if body is not None else []


def construct_own(java: Java, name: str, args: list[Value], origin: Text) -> Value:
    """An object of a class of the sample, of which there is no other one."""
    if name in java.constructed:
        raise Unsupported(f"several objects of the class {name}", origin.span())
    java.constructed.add(name)
    found = _constructors(java, name)
    if not found and args:
        raise Unsupported("such a constructor", origin.span())
    if found:
        run_method(java, _fitting(found, args, origin), args, origin)
    return Instance(origin, name)


def _own(java: Java, word: str, args: list[Value], node: Node) -> Value:
    return _run(java, _fitting(java.functions[word], args, java.tree.text(node)), args, node)


def _fitting(found: list[Node], args: list[Value], origin: Text) -> Node:
    """The one of several methods of a name that takes as many arguments."""
    fitting = [one for one in found if _takes(one) == len(args)]
    if len(fitting) != 1:
        raise Unsupported("several methods of that name" if fitting else "such arguments", origin.span())
    return fitting[0]


def _takes(function: Node) -> int:
    parameters = function.child_by_field_name("parameters")
    return len(parts(parameters)) if parameters is not None else 0


def _run(java: Java, function: Node, args: list[Value], node: Node) -> Value:
    """Runs a method of the sample, whose exceptions somebody has to catch."""
    check_thrown(java, tuple(_declared(java, function)), node)
    return run_method(java, function, args, java.tree.text(node))


def run_method(java: Java, function: Node, args: list[Value], origin: Text) -> Value:
    """Runs a method or a constructor of the sample in a scope of its own."""
    java.entered.add(function.id)
    body, parameters = function.child_by_field_name("body"), function.child_by_field_name("parameters")
    if body is None or parameters is None:
        raise java.unsupported(function, "a method without code")
    scope: dict[str, Value] = {}
    for parameter, value in zip(parts(parameters), args, strict=True):
        named = parameter.child_by_field_name("name")
        if parameter.type != "formal_parameter" or named is None:
            raise java.unsupported(parameter, f"the parameter '{java.tree.written(parameter)}'")
        scope[java.tree.written(named)] = value

    def run() -> Value:
        java.execute_all(parts(body))
        return Null(origin)

    return java.called(run, scope, origin)


def _declared(java: Java, function: Node) -> list[str]:
    """The exceptions that a method of the sample says that it throws."""
    throws = next((child for child in parts(function) if child.type == "throws"), None)
    return [last_name(java.tree.text(kind)) for kind in parts(throws)] if throws is not None else []


def run_function(java: Java, function: Function, args: list[Value]) -> Value:
    """What a lambda expression gives, or a reference to a method."""
    node, origin = function.node, function.origin
    if node.type == "method_reference":
        return _referred(java, node, args)
    parameters, body = node.child_by_field_name("parameters"), node.child_by_field_name("body")
    if parameters is None or body is None:
        raise java.unsupported(node)
    named = [parameters] if parameters.type == "identifier" else parts(parameters)
    names = [java.tree.written(one.child_by_field_name("name") or one) for one in named]
    if len(names) != len(args):
        raise java.unsupported(node, "a lambda expression with such parameters")
    scope = {**function.captured, **dict(zip(names, args, strict=True))}

    def run() -> Value:
        if body.type != "block":
            return java.evaluate(body)
        java.execute_all(parts(body))
        return Null(origin)

    return java.called(run, scope, origin)


def _referred(java: Java, node: Node, args: list[Value]) -> Value:
    """`Class::method`, `object::method`"""
    holder, word = node.children[0], java.tree.written(node.children[-1])
    this = java.evaluate(holder)
    if isinstance(this, Constant) and this.name in _OUTPUT:
        return Null(java.tree.text(node))
    if isinstance(this, Type) and f"{this.name}.{word}" not in java.library.static and word not in java.functions and args:
        return send(java, node, args[0], word, args[1:])
    return send(java, node, this, word, args)


def leave(java: Java, node: Node) -> None:
    """`return`"""
    values = parts(node)
    raise Return(java.evaluate(values[0]) if values else Null(java.tree.text(node)))
