"""The cookies that a session of requests keeps and sends."""

from __future__ import annotations

from unisono.languages.python.calls import Call
from unisono.languages.python.library.cookies import jar
from unisono.languages.python.library.methods import pairs
from unisono.languages.python.operators import hashable
from unisono.languages.python.requests.content import is_none
from unisono.languages.python.values import Map, Object, Value
from unisono.languages.reading import Unsupported


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
