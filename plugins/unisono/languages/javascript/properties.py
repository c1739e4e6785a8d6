"""Reading properties, and the elements of what can be iterated over."""

from __future__ import annotations

from tree_sitter import Node

from unisono.languages.javascript.coercion import is_unknown, to_text
from unisono.languages.javascript.run import Host, Native, Prototype, Run
from unisono.languages.javascript.values import (
    Null,
    Object,
    Scope,
    Undefined,
    Unknown,
    Value,
    failure,
)
from unisono.languages.reading import Unsupported
from unisono.text.source import Text


def property_name(run: Run, key: Node, scope: Scope) -> Text:
    """The name that a key in an object literal or pattern stands for."""
    if key.type == "property_identifier":
        return run.script.text(key)
    if key.type == "computed_property_name":
        return to_text(run.evaluate(key.named_children[0], scope))
    return to_text(run.evaluate(key, scope))


def get_member(run: Run, node: Node, scope: Scope) -> tuple[Value, Value]:
    """The object and the value of `object.property` or `object[index]`."""
    target = node.child_by_field_name("object")
    index, name = node.child_by_field_name("index"), node.child_by_field_name("property")
    if target is None or (index is None and name is None):
        raise Unsupported("a property that is not complete", run.script.text(node).span())
    holder = _super(run, target, scope) if target.type == "super" else run.evaluate(target, scope)
    if isinstance(holder, Null | Undefined) and _is_optional(node):
        return holder, Undefined(run.script.text(node))
    if index is not None:
        found = run.evaluate(index, scope)
        if isinstance(found, Unknown):
            return holder, Unknown(run.script.text(node), given=found.given)
        key = to_text(found).value
    else:
        key = run.script.written(name) if name else ""
    own = scope.find(key) if run.script.written(target) == "window" and scope.find("window") is None else None
    if own is not None and own.value is not None:  # `window.fetch`
        return holder, own.value
    value = property_of(run, holder, key, run.script.text(node))
    return (scope.enclosing().this or holder, value) if target.type == "super" else (holder, value)


def _is_optional(node: Node) -> bool:
    """True for `a?.b`, and for what follows it: the whole chain is given up (ECMAScript 13.3.9.1)."""
    inner: Node | None = node
    while inner is not None:
        if inner.child_by_field_name("optional_chain") is not None:
            return True
        inner = inner.child_by_field_name("object") or inner.child_by_field_name("function")
    return False


def _super(run: Run, node: Node, scope: Scope) -> Value:
    function = scope.enclosing().function
    home = function.home if function else None
    if home is None or home.prototype is None:
        raise Unsupported("super outside of a class", run.script.text(node).span())
    return home.prototype


def property_of(run: Run, holder: Value, name: str, origin: Text) -> Value:
    """The value of a property; `origin` is the whole expression that reads it."""
    if isinstance(holder, Null | Undefined):
        kind = "null" if isinstance(holder, Null) else "undefined"
        raise failure("TypeError", f"Cannot read properties of {kind} (reading '{name}')", origin)
    if isinstance(holder, Unknown):
        return Unknown(origin, holder.foreign, given=holder.given)
    own = holder.get(name) if isinstance(holder, Object) else None
    if own is not None:
        return own
    base = _base(holder)
    built_in = run.method_of(base, name, origin)
    return _missing(base, name, origin) if built_in is None else built_in


def _base(holder: Value) -> Value:
    """What has the built-in properties of a value: itself, unless its class extends one of Node.js or of a package."""
    base = holder
    while isinstance(base, Object) and base.prototype is not None:
        base = base.prototype
    return base if isinstance(base, Host | Native) else holder


def _missing(holder: Value, name: str, origin: Text) -> Value:
    if not isinstance(holder, Host | Native) or isinstance(holder, Prototype) or holder.sends:
        raise Unsupported(f"{name} is not understood", origin.span())
    return Unknown(origin, unset=holder.kind == "Environment")


def elements(run: Run, value: Value, origin: Text) -> list[Value]:
    """What `...value` or `for (… of value)` goes through. Raises `Unsupported` where only a run could tell."""
    found = run.iterated(value)
    if found is not None:
        return found
    if is_unknown(value) or isinstance(value, Host):
        raise Unsupported("going through a value that is known only at run time", origin.span())
    raise failure("TypeError", f"{value.origin.value} is not iterable", origin)


def pair(run: Run, row: Value, wrong: str, origin: Text) -> list[Value]:
    """The name and the value that a row of pairs holds; `wrong` is what Node.js says of one that holds none."""
    if is_unknown(row) or isinstance(row, Host):
        raise Unsupported("a pair that is known only at run time", origin.span())
    found = run.iterated(row) if isinstance(row, Object) else None
    if found is None or len(found) != 2:
        raise failure("TypeError", wrong, origin)
    return found
