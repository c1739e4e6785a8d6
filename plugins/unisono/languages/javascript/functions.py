"""Functions and classes of the sample: making them, calling them."""

from __future__ import annotations

from tree_sitter import Node

from unisono.languages.javascript.completion import Return
from unisono.languages.javascript.patterns import unpack
from unisono.languages.javascript.promises import settle
from unisono.languages.javascript.properties import property_name
from unisono.languages.javascript.run import Call, Host, Native, Run
from unisono.languages.javascript.values import (
    Arguments,
    Array,
    Class,
    Function,
    Member,
    Null,
    Object,
    Promise,
    Scope,
    Thrown,
    Undefined,
    Unknown,
    Value,
    failure,
)
from unisono.languages.program.tree import parts
from unisono.languages.reading import Unsupported
from unisono.text.source import Text


def generator_value(run: Run, node: Node, scope: Scope) -> Native:  # noqa: ARG001  the signature of all
    """The value of a generator function: it may be there, but not be called."""

    def refuse(call: Call) -> Value:
        raise Unsupported("a generator function is not understood", call.origin.span())

    return Native(run.script.text(node), call=refuse, sends=True)


def function_value(run: Run, node: Node, scope: Scope) -> Function:
    """The value of a function expression, declaration, arrow function or method."""
    origin = run.script.text(node)
    if any(child.type == "*" for child in node.children[:3]):
        raise Unsupported("a generator method is not understood", origin.span())
    made = Function(origin, node=node, scope=scope)
    if node.type == "arrow_function":
        made.this = scope.enclosing().this
    elif node.type == "function_expression" and (name := node.child_by_field_name("name")):
        made.scope = Scope(scope)
        made.scope.declare(run.script.written(name), made)
    return made


def is_async(node: Node) -> bool:
    return any(child.type == "async" for child in node.children[:3])


def call_function(run: Run, function: Function, this: Value, args: list[Value], origin: Text) -> Value:
    """Run a function's body; an async function gives a promise."""
    node = function.node
    if node is None:
        return Undefined(origin)
    run.enter(node)
    run.entered.add(node.id)
    depth = run.depth
    if not is_async(node):
        value = _body_value(run, function, this, args, origin)
        run.leave()
        return value
    promise = Promise(origin)
    run.promises.append(promise)
    try:
        settle(run, promise, _body_value(run, function, this, args, origin))
    except Thrown as thrown:
        run.depth = depth
        run.failures.append(thrown)
        promise.failed = True
        settle(run, promise, thrown.value)
    run.leave()
    return promise


def _body_value(run: Run, function: Function, this: Value, args: list[Value], origin: Text) -> Value:
    node = function.node
    body = node.child_by_field_name("body") if node else None
    if node is None or body is None:
        return Undefined(origin)
    scope = Scope(function.scope, body=True)
    if node.type != "arrow_function":
        scope.this = Unknown(origin) if isinstance(this, Undefined) else this
        scope.function = function
        scope.declare("arguments", Arguments(origin, items=list(args)))
    _bind(run, node, scope, args, origin)
    before = run.may_have_left  # what a function leaves is not the loop that calls it
    try:
        if body.type != "statement_block":
            return run.evaluate(body, scope)
        done = run.execute_block(body, scope)
    finally:
        run.may_have_left = before
    return done.value if isinstance(done, Return) else Undefined(origin)


def _bind(run: Run, node: Node, scope: Scope, args: list[Value], origin: Text) -> None:
    def declare(target: Node, value: Value) -> None:
        scope.declare(run.script.written(target), value)

    single = node.child_by_field_name("parameter")
    parameters = node.child_by_field_name("parameters")
    patterns = [single] if single else parts(parameters) if parameters else []
    for i, pattern in enumerate(patterns):
        if pattern.type == "rest_pattern":
            unpack(run, parts(pattern)[0], Array(origin, items=args[i:]), scope, declare)
        else:
            unpack(run, pattern, args[i] if i < len(args) else Undefined(origin), scope, declare)


def method_into(run: Run, holder: Object, node: Node, scope: Scope) -> Function:
    """Make the function of `name() { … }` and put it into an object or a class's prototype."""
    name_node = node.child_by_field_name("name")
    if node.type != "method_definition" or name_node is None or any(c.type in ("get", "set") for c in node.children[:-2]):
        raise Unsupported(
            f"{run.script.written(node).partition('(')[0].strip()} is not understood", run.script.text(node).span()
        )
    made = function_value(run, node, scope)
    made.home = holder
    name = run.script.text(name_node) if name_node.type.endswith("identifier") else property_name(run, name_node, scope)
    holder.members[name.value] = Member(name, made)
    return made


def class_value(run: Run, node: Node, scope: Scope) -> Class:
    """The value of a class: methods go to the prototype, fields are kept for each instance."""
    origin = run.script.text(node)
    heritage = next((child for child in node.children if child.type == "class_heritage"), None)
    parent = run.evaluate(parts(heritage)[0], scope) if heritage else None
    instance = Object(origin, prototype=_inherited(run, parent, origin))
    made = Class(origin, prototype=parent if isinstance(parent, Object) else None, instance=instance, parent=parent)
    body = node.child_by_field_name("body")
    inner = Scope(scope)
    if name := node.child_by_field_name("name"):
        inner.declare(run.script.written(name), made, constant=True)
    for member in parts(body) if body else []:
        _class_member(run, made, instance, member, inner)
    instance.members["constructor"] = Member(origin, made)
    return made


def _inherited(run: Run, parent: Value | None, origin: Text) -> Object | None:
    """What the objects of a class inherit from that of its parent."""
    if isinstance(parent, Class):
        return parent.instance
    if isinstance(parent, Unknown) and parent.foreign:
        run.foreign = run.foreign or origin
    own = parent.get("prototype") if isinstance(parent, Native) else None
    if parent is None or isinstance(parent, Null):
        return None
    return own if isinstance(own, Object) else Host(origin, sends=isinstance(parent, Native | Host) and parent.sends)


def _class_member(run: Run, made: Class, instance: Object, member: Node, scope: Scope) -> None:
    static = any(child.type == "static" for child in member.children[:2])
    if member.type == "field_definition":
        key, value = member.child_by_field_name("property"), member.child_by_field_name("value")
        name = run.script.text(key) if key else made.origin
        if static:
            own = Scope(scope, this=made)
            made.set(name, run.evaluate(value, own) if value else Undefined(name))
        else:
            made.fields.append((name, value))
        return
    function = method_into(run, made if static else instance, member, scope)
    if "constructor" in instance.members and instance.members["constructor"].value is function:
        made.constructor = function
    made.scope = scope


def construct(run: Run, maker: Value, args: list[Value], origin: Text) -> Value:
    """`new maker(args)`."""
    if isinstance(maker, Class):
        made: Object = Object(origin, prototype=maker.instance)
        initialize(run, maker, made, args, origin)
        return made
    if isinstance(maker, Native) and maker.call is not None:
        return maker.call(Call(run, Undefined(origin), args, origin, new=True))
    if isinstance(maker, Unknown | Host):
        return run.call_unknown(maker, args, origin)
    if isinstance(maker, Function):
        raise Unsupported("a function used as a class", origin.span())
    raise failure("TypeError", f"{maker.origin.value} is not a constructor", origin)


def initialize(run: Run, cls: Class, this: Value, args: list[Value], origin: Text) -> None:
    """Set an instance's fields and run the constructor."""
    if cls.constructor is None and isinstance(cls.parent, Class):
        initialize(run, cls.parent, this, args, origin)
    for name, value in cls.fields:
        if isinstance(this, Object):
            this.set(name, run.evaluate(value, Scope(cls.scope, this=this)) if value else Undefined(name))
    if cls.constructor is not None:
        call_function(run, cls.constructor, this, args, origin)
