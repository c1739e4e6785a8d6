"""Attributes: `value.name` for every kind of value."""

from __future__ import annotations

from dataclasses import replace
from types import ClassMethodDescriptorType

from unisono.languages.python.calls import Call, Native, Run
from unisono.languages.python.library.builtins import call_builtin
from unisono.languages.python.library.functions import getenv, path
from unisono.languages.python.library.methods import method
from unisono.languages.python.thrown import Thrown
from unisono.languages.python.values import (
    Bytes,
    Class,
    Const,
    Function,
    Map,
    Namespace,
    Object,
    Seq,
    Str,
    Unknown,
    Value,
    none,
)
from unisono.languages.reading import Unsupported
from unisono.text.source import Span, Text


def attribute(run: Run, value: Value, name: str, span: Span) -> Value:
    """The attribute `name`, which stands at `span`; raises AttributeError as Python does."""
    if isinstance(value, Str | Bytes | Seq | Map | Const):
        return method(value, name, span)
    if isinstance(value, Unknown):
        return Unknown(name, span, "", value.foreign, value.given and value.name)
    if isinstance(value, Namespace):
        return member(run, value, name, span)
    if isinstance(value, Object):
        return _of_object(run, value, name, span)
    if isinstance(value, Class):
        found = class_member(value, name)
        if found is not None:
            return _bound(found, value, span) if isinstance(found, Function) and found.kind == "classmethod" else found
        raise Thrown("AttributeError", f"type object '{value.name}' has no attribute '{name}'", span)
    if isinstance(value, Native) and value.type is not None:
        kind = value.type
        if not hasattr(kind, name):
            raise Thrown("AttributeError", f"type object '{kind.__name__}' has no attribute '{name}'", span)
        return Native(name, lambda call: _unbound(run, kind, name, call), span)
    return Unknown(name, span)


def member(run: Run, module: Namespace, name: str, span: Span) -> Value:
    """A module's attribute."""
    if module.name == "os" and name == "environ":
        return run.environ
    if name in module.members:
        return module.members[name](span)
    if module.names and name not in module.names:
        raise Thrown("AttributeError", f"module '{module.name}' has no attribute '{name}'", span)
    raise Unsupported(f"{module.name}.{name}", span)


def class_member(made: Class, name: str) -> Value | None:
    if name in made.members:
        return made.members[name]
    for base in made.bases:
        found = class_member(base, name) if isinstance(base, Class) else None
        if found is not None:
            return found
    return None


def _unbound(run: Run, kind: type, name: str, call: Call) -> Value:
    """`str.strip(x)`, `dict.fromkeys(…)`: a method taken from its type."""
    own = next((vars(base)[name] for base in kind.__mro__ if name in vars(base)), None)
    if isinstance(own, staticmethod | classmethod | ClassMethodDescriptorType):
        raise Unsupported(f"{kind.__name__}.{name}", call.span)
    return run.call_method(call.only(), name, call)


def _of_object(run: Run, value: Object, name: str, span: Span) -> Value:
    if name in value.members:
        return value.members[name]
    if value.made_by is not None:
        found = class_member(value.made_by, name)
        if isinstance(found, Function):
            bound = _bound(found, value.made_by if found.kind == "classmethod" else value, span)
            return run.call(bound, [], span) if found.kind == "property" else bound
        if found is not None:
            return found
        if all(isinstance(base, Class) for base in value.made_by.bases):
            raise Thrown("AttributeError", f"'{value.type}' object has no attribute '{name}'", span)
        return Unknown(name, span, "", True)
    if isinstance(value.members.get("__str__"), Str):
        raise Unsupported(f"{name} of a {value.type}", span)
    if value.type == "environ":
        return _environ(run, name, span)
    if value.type == "file":
        return _file(value, name, span)
    if value.type == "Path":
        return _path(value, name, span)
    return Unknown(name, span)


def _bound(function: Function, owner: Value, span: Span) -> Function:
    """A method with its `self` or `cls`."""
    if function.kind == "staticmethod":
        return function
    return replace(function, bound=(owner,), span=span)


def _environ(run: Run, name: str, span: Span) -> Value:
    if name in ("get", "setdefault", "pop"):
        return Native(name, lambda call: getenv(run.environ, call), span)
    return Unknown(name, span)


def content(value: Object, span: Span) -> Value:
    """What a file object holds: known for one in memory only."""
    known = value.members.get("content")
    if known is not None:
        return known
    mode, name = value.members.get("mode"), value.members.get("name")
    shown = Text.placeholder("@" + (name.text.value if isinstance(name, Str) else "file"), span)
    return Bytes(shown) if isinstance(mode, Str) and "b" in mode.text.value else Str(shown)


def _file(value: Object, name: str, span: Span) -> Value:
    if name == "read":
        return Native(name, lambda call: call.unknown() if call.args else content(value, call.span), span)
    if name in ("close", "seek", "write", "flush"):
        return Native(name, lambda call: none(call.span), span)
    if name in ("readlines", "readline"):
        return Native(name, lambda call: Unknown("lines", call.span), span)
    return Unknown(name, span)


def _path(value: Object, name: str, span: Span) -> Value:
    text = value.members["text"]
    whole = text.text if isinstance(text, Str) else Text.placeholder("$path", span)
    at = whole.value.rfind("/") + 1
    if name == "name":
        return Str(whole.slice(at, len(whole)))
    if name == "open":
        return Native(name, lambda call: _open(call, text), span)
    if name == "read_bytes":
        return Native(name, lambda call: Bytes(Text.placeholder("@" + whole.value, call.span)), span)
    if name == "read_text":
        return Native(name, lambda call: Str(Text.placeholder("@" + whole.value, call.span)), span)
    if name in ("resolve", "expanduser", "absolute"):
        return Native(name, lambda call: path(whole, call.span), span)
    if name == "stem":
        return Str(whole.slice(at, at + len(whole.value[at:].rpartition(".")[0] or whole.value[at:])))
    return Unknown(name, span)


def _open(call: Call, name: Value) -> Value:
    """`Path.open(mode)`."""
    return call_builtin("open", replace(call, name="open", args=[name, *call.args]))
