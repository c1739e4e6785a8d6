"""`new Response(stream).blob()`, by which a file becomes a `Blob` (Fetch standard, 5.5)."""

from __future__ import annotations

from unisono.languages import Unsupported
from unisono.languages._javascript.bodies import Blob, FileStream
from unisono.languages._javascript.coercion import to_text
from unisono.languages._javascript.values import Call, Promise, Unknown, Value, host


def response_constructor(call: Call) -> Value:
    body = call.arg(0)
    if not isinstance(body, FileStream):
        raise Unsupported("a Response of anything but a file", call.origin.span())
    text = to_text(Unknown(body.origin))

    def blob(inner: Call) -> Value:
        return Promise(inner.origin, value=Blob(inner.origin, text=text))

    return host(call.origin, {"blob": blob}, sends=True)
