"""Cookie jars: those of requests, and those of the standard library."""

from __future__ import annotations

from unisono.languages import Unsupported
from unisono.languages._python.calls import Call
from unisono.languages._python.methods import pairs
from unisono.languages._python.operators import hashable
from unisono.languages._python.requests_content import is_none
from unisono.languages._python.values import Map, Native, Object, Seq, Value, none
from unisono.source import Span

HELD = "cookie"
"""The kind of what a jar holds for a cookie with a domain or a path: value, domain, path."""


def made_jar(call: Call) -> Value:
    """`RequestsCookieJar()`."""
    return jar(call.span)


def jar_from_dict(call: Call) -> Value:
    """`cookiejar_from_dict(cookies, jar)`: the jar that is given, or a new one, with the cookies of the dict."""
    found = call.bind("cookie_dict, cookiejar=, overwrite=", "cookiejar_from_dict")
    given = found.get("cookiejar")
    made = given if isinstance(given, Object) else jar(call.span)
    held = made.members.get("jar")
    if not isinstance(held, Map) or "overwrite" in found.values:
        raise Unsupported("cookies known only at run time", call.span)
    if not is_none(found.values["cookie_dict"]):
        for name, value in pairs(found.values["cookie_dict"], call.span):
            held.set(hashable(name, call.span), name, value)
    return made


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
