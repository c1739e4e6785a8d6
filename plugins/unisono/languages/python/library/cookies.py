"""Cookie jars: those of requests, and those of the standard library."""

from __future__ import annotations

from unisono.languages.python.calls import Call, Native
from unisono.languages.python.library.methods import pairs
from unisono.languages.python.operators import hashable
from unisono.languages.python.values import Map, Object, Seq, Value, none
from unisono.languages.reading import Unsupported
from unisono.text.source import Span

HELD = "cookie"
"""The kind of what a jar holds for a cookie with a domain or a path: value, domain, path."""


def jar(span: Span) -> Object:
    """A cookie jar: under each name its value, or with its domain and path."""
    held = Map({}, span)

    def add(call: Call) -> Value:
        found = call.bind("name, value, domain=, path=, **kwargs", "RequestsCookieJar.set", 1)
        name, value = found.values["name"], found.values["value"]
        if "domain" in found.values or "path" in found.values:
            nothing = none(call.span)
            value = Seq(HELD, [value, found.get("domain") or nothing, found.get("path") or nothing], call.span)
        held.set(hashable(name, call.span), name, value)
        return value

    def update(call: Call) -> Value:
        source = call.only()
        other = source.members.get("jar") if isinstance(source, Object) else source
        for name, value in pairs(other or source, call.span):
            held.set(hashable(name, call.span), name, value)
        return none(call.span)

    def clear(call: Call) -> Value:
        held.entries.clear()
        return none(call.span)

    natives = {"set": add, "update": update, "clear": clear}
    return Object("CookieJar", {"jar": held, **{name: Native(name, run, span) for name, run in natives.items()}}, span)


def file_jar(call: Call) -> Value:
    """`MozillaCookieJar(…)` and its like: empty, also with a file's name, until it loads one."""

    def nothing(inner: Call) -> Value:
        return none(inner.span)

    def refuse(inner: Call) -> Value:
        raise Unsupported("cookies from a file or of a kind of their own", inner.span)

    held = Map({}, call.span)
    natives = {"save": nothing, "clear": nothing, "load": refuse, "revert": refuse, "set_cookie": refuse}
    return Object("FileCookieJar", {"jar": held, **{n: Native(n, run, call.span) for n, run in natives.items()}}, call.span)
