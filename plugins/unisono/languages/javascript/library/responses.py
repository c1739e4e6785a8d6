"""`new Response(stream).blob()`, by which a file becomes a `Blob` (Fetch standard, 5.5)."""

from __future__ import annotations

from unisono.languages.javascript.coercion import to_text
from unisono.languages.javascript.library.bodies import Blob, FileStream
from unisono.languages.javascript.run import Call, host
from unisono.languages.javascript.values import Promise, Unknown, Value
from unisono.languages.reading import Unsupported


def response_constructor(call: Call) -> Value:
    body = call.arg(0)
    if not isinstance(body, FileStream):
        raise Unsupported("a Response of anything but a file", call.origin.span())
    text = to_text(Unknown(body.origin))

    def blob(inner: Call) -> Value:
        return Promise(inner.origin, value=Blob(inner.origin, text=text))

    return host(call.origin, {"blob": blob}, sends=True)
