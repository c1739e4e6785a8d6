"""Calls: who is called, with what."""

from __future__ import annotations

from tree_sitter import Node

from unisono.languages.javascript.early import EarlyError, refuse_missing_items
from unisono.languages.javascript.functions import construct, initialize
from unisono.languages.javascript.properties import elements, get_member
from unisono.languages.javascript.run import Host, Native, Run
from unisono.languages.javascript.values import (
    Class,
    Function,
    Null,
    Promise,
    Scope,
    String,
    Undefined,
    Unknown,
    Value,
    failure,
)
from unisono.languages.program.tree import parts
from unisono.languages.reading import Unsupported
from unisono.languages.uncalled import CLIENT_NAMES, SENDING_NAMES, given_client, may_send
from unisono.text.source import Text

_LISTENERS = frozenset({"on", "once", "addListener", "addEventListener", "then", "finally"})
_ERROR_EVENTS = frozenset({"error", "timeout", "abort", "aborted", "close"})
_ERROR_METHODS = frozenset({"catch"})


def call_expression(run: Run, node: Node, scope: Scope) -> Value:
    callee, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    origin = run.script.text(node)
    if callee is None or arguments is None or arguments.type != "arguments":
        raise Unsupported("a tagged template is not understood", origin.span())
    if node.id in run.script.awaiting:
        if not parts(arguments):
            raise EarlyError("SyntaxError: Unexpected token ')'", run.script.text(arguments).span())
        return [run.evaluate(part, scope) for part in parts(arguments)][-1]
    if callee.type == "import":
        return _dynamic_import(run, arguments, scope, origin)
    if callee.type == "super":
        return _super_call(run, _arguments(run, arguments, scope), scope, origin)
    this, function = _callee(run, callee, scope)
    if isinstance(function, Undefined | Null) and _gives_up(node, callee, this):
        return Undefined(origin)
    if isinstance(function, Native) and function.kind == "Silent":
        return _silent(run, arguments, scope, origin)
    args = _arguments(run, arguments, scope)
    if isinstance(function, Unknown) and function.given and may_be_client(run, callee):
        raise given_client(run.script.written(callee), run.script.text(callee).span())
    if isinstance(this, Unknown) and not this.foreign and callee.type == "member_expression":
        listened = _listen(run, run.script.written(callee).rpartition(".")[2], args, origin)
        if listened is not None:
            return listened
    if isinstance(function, Undefined | Null | String) or not callable_value(function):
        raise failure("TypeError", f"{run.script.written(callee)} is not a function", run.script.text(callee), callee)
    return run.call(function, this, args, origin)


_SENDING = SENDING_NAMES | {"ajax", "submit", "requestSubmit"}
_OF_MAPS = frozenset({"get", "delete"})
_CLIENTS = CLIENT_NAMES | {"https", "instance"}


def may_be_client(run: Run, callee: Node) -> bool:
    """Whether what is called may by its names be a client's, where nobody knows what it is."""
    if callee.type == "identifier":
        return run.script.written(callee) in _SENDING | _CLIENTS
    holder, member = callee.child_by_field_name("object"), callee.child_by_field_name("property")
    if holder is None or member is None:
        return False
    name = run.script.written(holder).rpartition(".")[2].lstrip("_#")
    return may_send(name, run.script.written(member), _SENDING, _OF_MAPS, _CLIENTS)


def callable_value(value: Value) -> bool:
    return isinstance(value, Function | Native | Unknown | Host)


def new_expression(run: Run, node: Node, scope: Scope) -> Value:
    maker, arguments = node.child_by_field_name("constructor"), node.child_by_field_name("arguments")
    if maker is None:
        raise Unsupported("new without a class", run.script.text(node).span())
    args = _arguments(run, arguments, scope) if arguments else []
    return construct(run, run.evaluate(maker, scope), args, run.script.text(node))


def _callee(run: Run, node: Node, scope: Scope) -> tuple[Value, Value]:
    if node.type in ("member_expression", "subscript_expression"):
        run.enter(node)
        found = get_member(run, node, scope)
        run.leave()
        return found
    return Undefined(run.script.text(node)), run.evaluate(node, scope)


def _gives_up(node: Node, callee: Node, this: Value) -> bool:
    """True for `f?.()` and for `a?.b()` whose `a` is missing."""
    if node.child_by_field_name("optional_chain") is not None:
        return True
    return callee.child_by_field_name("optional_chain") is not None and isinstance(this, Undefined | Null)


def _arguments(run: Run, node: Node, scope: Scope) -> list[Value]:
    args: list[Value] = []
    refuse_missing_items(run.script, node)
    for child in parts(node):
        if child.type == "spread_element":
            args += elements(run, run.evaluate(parts(child)[0], scope), run.script.text(child))
        else:
            args.append(run.evaluate(child, scope))
    return args


def _silent(run: Run, arguments: Node, scope: Scope, origin: Text) -> Value:
    """`console.log(…)`: what is printed does not matter, unless printing it sends a request."""
    depth = run.depth
    try:
        _arguments(run, arguments, scope)
    except Unsupported:
        if run.code_leads_to_request(arguments, scope):
            raise
        run.depth = depth
    return Undefined(origin)


def _listen(run: Run, method: str, args: list[Value], origin: Text) -> Value | None:
    """A callback given to a response or another value that only a run could tell; None if the method takes no callback."""
    if method in _ERROR_METHODS:
        return Unknown(origin)
    if method not in _LISTENERS or not args:
        return None
    if isinstance(args[0], String):
        if args[0].origin.value not in _ERROR_EVENTS:
            run.later(args[1] if len(args) > 1 else args[0], [], origin)
    else:
        run.later(args[0], [], origin)
    return Unknown(origin)


def _dynamic_import(run: Run, arguments: Node, scope: Scope, origin: Text) -> Value:
    args = _arguments(run, arguments, scope)
    if not args or not isinstance(args[0], String):
        raise Unsupported("import() of a module whose name is not a string", origin.span())
    return Promise(origin, value=run.namespace(args[0].origin.value, origin))


def _super_call(run: Run, args: list[Value], scope: Scope, origin: Text) -> Value:
    inner = scope.enclosing()
    cls = inner.function.home if inner.function else None
    parent = cls.members["constructor"].value if cls and "constructor" in cls.members else None
    this = inner.this or Undefined(origin)
    if isinstance(parent, Class) and isinstance(parent.parent, Class):
        initialize(run, parent.parent, this, args, origin)
    return Undefined(origin)
