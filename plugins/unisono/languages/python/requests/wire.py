"""What requests does with its arguments: prepared requests, and what of them goes over the wire.

Sources: requests' documentation ("Quickstart", "Advanced Usage") and the behaviour of requests 2.34 with urllib3 2 on the
wire, which the cases of this language record.
"""

from __future__ import annotations

import re
from functools import partial

from unisono.languages.python.calls import Call
from unisono.languages.python.library.cookies import HELD
from unisono.languages.python.operators import to_text
from unisono.languages.python.requests import urls
from unisono.languages.python.requests.content import body_of, drop_length, falsy, form, is_none, named, set_field, text
from unisono.languages.python.requests.urls import proxy_fault
from unisono.languages.python.thrown import Thrown
from unisono.languages.python.values import (
    Body,
    Bytes,
    Const,
    Function,
    Map,
    NotKnown,
    Object,
    Seq,
    Str,
    Unknown,
    Value,
    key_of,
    plain,
    truthy,
    type_name,
)
from unisono.languages.reading import Invalid, Unsupported
from unisono.text.percent import percent_decoded
from unisono.text.source import Span, Text
from unisono.wire import request
from unisono.wire.request import Content, Field, Request, effective_url

_ERRORS = "requests.exceptions."
_MEASURED = "body whose length was taken"


def settled(value: Value, seen: set[int] | None = None) -> None:
    """Raises Unsupported if a dict or list in `value` was changed in a branch that may not have been taken."""
    seen = set() if seen is None else seen
    if isinstance(value, Map | Seq) and id(value) not in seen:
        seen.add(id(value))
        if value.doubtful is not None:
            raise Unsupported("whether this changes what is sent depends on what is known only at run time", value.doubtful)
        for item in value.items if isinstance(value, Seq) else [v for entry in value.entries.values() for v in entry]:
            settled(item, seen)


def prepare(arguments: dict[str, Value], places: dict[str, Span], call: Call) -> Object:
    """A PreparedRequest: `method`, `url`, `headers` and `body` as values, which the sample may still change.

    `arguments` are those of `requests.Request`; raises `Thrown` where requests raises.
    """
    for value in arguments.values():
        settled(value)
    headers = _headers(arguments.get("headers"), call)
    method = to_text(arguments["method"], call.span)
    if method.value != method.value.upper() and not method.has_placeholder:
        method = Text.decoded(method.value.upper(), method.span())
    wrong = re.search(r"[^-!#$%&'*+.^_`|~0-9A-Za-z]", method.value)
    if wrong:
        message = f"Method cannot contain non-token characters {method.value!r} (found at least {wrong[0]!r})"
        raise Thrown("ValueError", message, method.span())
    url, user = _url(arguments, call)
    _add_cookies(headers, arguments.get("cookies"), url, call)
    body = body_of(headers, arguments, places, call)
    prepared = Object("PreparedRequest", {"method": Str(method), "url": Str(url), "headers": headers, "body": body}, call.span)
    auth = arguments.get("auth")
    if isinstance(auth, Function) or (isinstance(auth, Object) and auth.made_by is not None):
        done = call.run.call(auth, [prepared], auth.span)
        if not isinstance(done, Object) or done.type != "PreparedRequest":
            raise Unsupported("an authentication that returns something else than the request", auth.span)
        prepared = done
    else:
        _add_auth(headers, auth, user)
    drop_length(headers, body)
    _check_coding(headers, call)
    prepared.members[_MEASURED] = prepared.members["body"]
    return prepared


def _check_coding(headers: Map, call: Call) -> None:
    """A field that says `chunked` makes no chunks; the server waits for them (RFC 9112, 7.1)."""
    coding = headers.get("transfer-encoding")
    if coding is not None and "chunked" in text(coding, call).value.lower():
        raise Invalid("Transfer-Encoding says chunked, but requests sends no chunks: the server waits", coding.span)


def _url(arguments: dict[str, Value], call: Call) -> tuple[Text, Text | None]:
    url, params = arguments["url"], arguments.get("params")
    text = url.text if isinstance(url, Bytes) else to_text(url, call.span)
    added = None
    if isinstance(params, Str | Bytes):
        added = params.text
    elif params is not None and not falsy(params):
        added = form(params, call)
    try:
        return urls.prepared(text, added)
    except Thrown as thrown:  # a URL may be put together of pieces from all over a sample: the whole is shown
        raise Thrown(thrown.name, thrown.message, text.span()) from None


def _headers(given: Value | None, call: Call) -> Map:
    made = Map({}, given.span if given else call.span, folded=True)
    if given is None or falsy(given):
        return made
    if isinstance(given, Unknown):
        raise Unsupported("header fields known only at run time", given.span)
    if not isinstance(given, Map):
        raise Thrown("AttributeError", f"'{type_name(given)}' object has no attribute 'items'", given.span)
    for name, value in given.entries.values():
        if is_none(value) or (isinstance(value, Unknown) and value.type == "default"):
            continue
        checked_part(name, name, value, 0)
        checked_part(value, name, value, 1)
        made.set(to_text(name, call.span).value if isinstance(name, Str) else key_of(name), name, value)
    return made


def checked_part(part: Value, name: Value, value: Value, index: int) -> None:
    """Raises InvalidHeader for a name or value that requests does not send."""
    if isinstance(part, Unknown):
        return
    if not isinstance(part, Str | Bytes):
        shown = f"({_shown(name)}, {_shown(value)})"
        kind = f"<class '{type_name(part)}'>"
        message = f"Header part ({_shown(part)}) from {shown} must be of type str or bytes, not {kind}"
        raise Thrown(_ERRORS + "InvalidHeader", message, part.span)
    text = part.text.value
    bad = "\r" in text or "\n" in text or text[:1].isspace() or (index == 0 and (not text or ":" in text))
    if bad:
        kind = "value" if index else "name"
        message = f"Invalid leading whitespace, reserved character(s), or return character(s) in header {kind}: {text!r}"
        raise Thrown(_ERRORS + "InvalidHeader", message, part.span)


def _shown(value: Value) -> str:
    try:
        return repr(plain(value))
    except NotKnown:
        return type_name(value)


def _add_cookies(headers: Map, given: Value | None, url: Text, call: Call) -> None:
    if given is None or falsy(given):
        return
    pairs = cookie_pairs(given, url)
    if pairs and headers.get("cookie") is None:
        set_field(headers, "Cookie", cookie_value(pairs, call), given.span)


def cookie_pairs(given: Value, url: Text) -> list[tuple[Value, Value]]:
    """The names and values of the cookies that go to `url`: all of a dict, of a jar those whose domain and path match."""
    jar = given.members.get("jar") if isinstance(given, Object) else given
    if not isinstance(jar, Map):
        raise Unsupported("cookies known only at run time", given.span)
    host, path = re.match(r"(?:[^/]*//)?([^/?#]*)([^?#]*)", url.value).groups()  # type: ignore[union-attr]
    found: list[tuple[Value, Value]] = []
    for name, value in jar.entries.values():
        if not isinstance(value, Seq) or value.kind != HELD:
            found.append((name, value))
            continue
        held, domain, prefix = value.items
        suffix = domain.text.value.lstrip(".") if isinstance(domain, Str) else ""
        start = prefix.text.value if isinstance(prefix, Str) else "/"
        if (not suffix or host == suffix or host.endswith("." + suffix)) and path.startswith(start):
            found.append((name, held))
    return found


def cookie_value(pairs: list[tuple[Value, Value]], call: Call) -> Text:
    pieces: list[Text] = []
    for name, value in pairs:
        if isinstance(value, Seq | Map) or (isinstance(value, Const) and value.value is not None):
            raise Thrown("AttributeError", f"'{type_name(value)}' object has no attribute 'startswith'", value.span)
        pieces += [Text.decoded("; ", name.span)] if pieces else []
        pieces.append(to_text(name, call.span))
        if is_none(value):
            continue
        held = to_text(value, call.span)
        if held.value.startswith('"') and '\\"' in held.value:
            raise Unsupported("a cookie with escaped quotation marks", value.span)
        pieces += [Text.decoded("=", name.span), held]
    return Text.join(pieces)


def _add_auth(headers: Map, auth: Value | None, user: Text | None) -> None:
    if is_none(auth) or auth is None:
        if user is not None and ":" in user.known:
            end = user.known.index(":")
            name, password = (Str(percent_decoded(part)) for part in (user.slice(0, end), user.slice(end + 1, len(user))))
            basic(headers, name, password, user.span())
        elif user is not None and user.has_placeholder:
            raise Unsupported("credentials in one variable, which are sent if there is a `:` in it", user.span())
        return
    if truthy(auth) is False:
        return
    if isinstance(auth, Seq) and auth.kind == "tuple" and len(auth.items) == 2:
        basic(headers, auth.items[0], auth.items[1], auth.span)
    elif isinstance(auth, Object) and auth.type == "HTTPBasicAuth":
        basic(headers, auth.members["username"], auth.members["password"], auth.span)
    elif isinstance(auth, Object) and auth.type == "HTTPDigestAuth":
        return  # sends nothing until the server has asked
    elif isinstance(auth, Seq | Str | Map | Const | Bytes):
        raise Thrown("TypeError", f"'{type_name(auth)}' object is not callable", auth.span)
    elif isinstance(auth, Unknown) and not auth.foreign:
        set_field(headers, "Authorization", auth.text, auth.span)
    else:
        raise Unsupported("an authentication of its own", auth.span)


def basic(headers: Map, user: Value, password: Value, span: Span, encoding: str = "latin-1") -> None:
    """`Authorization: Basic …` (RFC 7617), as requests encodes it."""
    texts = [v.text if isinstance(v, Bytes) else to_text(v, span) for v in (user, password)]
    whole = Text.join([texts[0], Text.decoded(":", span), texts[1]])
    try:
        value = request.basic(whole if whole.has_placeholder else Text.decoded(whole.value, span), encoding)
    except UnicodeEncodeError as error:
        raise Thrown("UnicodeEncodeError", str(error), span) from None
    set_field(headers, "Authorization", value, span)


# Sending


def sent(prepared: Object, call: Call) -> Request:
    """What goes over the wire for a prepared request."""
    method, url, headers = (prepared.members[name] for name in ("method", "url", "headers"))
    if not isinstance(headers, Map | Seq):
        raise Unsupported("header fields known only at run time", prepared.span)
    fields = [_field(name, value, call) for name, value in named(headers, call) if not is_none(value)]
    if nameless := next((f.name for f in fields if f.name.value.lower() == "host" and not f.value.value), None):
        raise Unsupported("a request without its `Host`", nameless.span())
    verb, target = to_text(method, call.span), effective_url(to_text(url, call.span), fields)
    if not verb.value:
        raise Invalid("a request without a method has no request line (RFC 9112, 3)", call.span)
    content = _content(prepared.members["body"])
    _check_measure(prepared, verb, content)
    return Request(verb, target, tuple(fields), content, call.span)


def check_proxy(proxies: Value | None, url: Value) -> None:
    """The proxy for a URL's scheme must have a host that can be read."""
    if not isinstance(proxies, Map) or not isinstance(url, Str):
        return
    proxy = proxies.get(url.text.value.partition(":")[0]) or proxies.get("all")
    if isinstance(proxy, Str) and not proxy.text.has_placeholder and (fault := proxy_fault(proxy.text.value)):
        name, message = fault
        raise Thrown(f"requests.exceptions.{name}", message, proxy.span)


def _check_measure(prepared: Object, method: Text, content: Content | None) -> None:
    """A prepared request keeps its `Content-Length` when its body changes: the server cuts the content, or waits for more."""
    body, measured = prepared.members["body"], prepared.members.get(_MEASURED)
    if measured is None or measured is body:
        return
    before = _content(measured)
    if before is None and method.value in {"GET", "HEAD"}:
        return
    sizes = {len(c.text.value.encode("utf-8", "replace")) if c else 0 for c in (before, content)}
    if len(sizes) > 1 or any(c is not None and c.text.has_placeholder for c in (before, content)):
        raise Unsupported("a body that changes after its length was taken", body.span)


def _field(name: Value, value: Value, call: Call) -> Field:
    field = Field(text(name, call), text(value, call))
    try:
        field.name.value.encode("ascii")
        if not isinstance(value, Bytes):
            field.value.value.encode("latin-1")
    except UnicodeEncodeError as error:
        raise Thrown("UnicodeEncodeError", str(error), value.span) from None
    return field


def _content(body: Value) -> Content | None:
    if isinstance(body, Body):
        return body.content
    if is_none(body):
        return None
    if not isinstance(body, Str | Bytes | Unknown):
        raise Unsupported(f"content of type {type_name(body)}", body.span)
    if not body.text.value:
        return None
    try:
        body.text.value.encode()
    except UnicodeEncodeError as error:
        raise Thrown("UnicodeEncodeError", str(error), body.span) from None
    return Content(body.text)


def run_hooks(value: Value | None, call: Call) -> None:
    """Follows the functions that are called with the response: they may not send anything."""
    response = Unknown("response", call.span, "Response")
    for _, hooks in value.entries.values() if isinstance(value, Map) else ():
        for hook in hooks.items if isinstance(hooks, Seq) else [hooks]:
            call.run.skip(hook.span, partial(call.run.call, hook, [response], hook.span))


def send(prepared: Object, call: Call) -> Value:
    """Sends a prepared request, and gives the response."""
    call.run.send(sent(prepared, call))
    return Unknown("response", call.span, "Response")
