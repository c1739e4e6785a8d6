"""The request that Guzzle sends (`Client::transfer`, `Handler\\CurlFactory` of 7.4; guzzlehttp/psr7 2.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from unisono.languages.php.guzzle.multipart import multipart
from unisono.languages.php.guzzle.urls import resolved
from unisono.languages.php.library.files import File, content
from unisono.languages.php.library.json import encoded
from unisono.languages.php.library.web import query
from unisono.languages.php.state import Call
from unisono.languages.php.values import to_text
from unisono.languages.program.values import Boolean, Host, Map, Null, Number, String, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import BOUNDARY, Content, Field, Request, basic, effective_url

_WITHOUT_EFFECT = frozenset(
    """allow_redirects cert connect_timeout crypto_method debug decode_content delay force_ip_resolve http_errors idn_conversion
    on_headers on_stats progress proxy read_timeout sink ssl_key stream synchronous timeout verify version expect""".split()  # noqa: SIM905
)
_UNDERSTOOD = frozenset(
    "auth base_uri body cookies form_params headers json multipart query _defaults".split()  # noqa: SIM905
)
_NAME = regex(r"[a-zA-Z0-9'`#$%&*+.^_|~!-]+")
_NO_VALUE = regex(r"[\x00-\x08\x0a-\x1f\x7f]")


class Prepared(NamedTuple):
    """A request that is yet to be sent."""

    method: Text
    url: Text
    fields: tuple[Field, ...]
    content: Content | None
    origin: Text


def request_of(made: Prepared) -> Request:
    url = effective_url(made.url, made.fields)
    return Request(made.method, url, made.fields, made.content, made.origin.span())


def prepared(call: Call, method: Text, address: Text, options: Map) -> Prepared:
    """The request that the options make of a method and an address."""
    _check(call, options)
    base = options.get("base_uri")
    url = resolved(call, to_text(base) if base is not None else None, address, _query(call, options))
    body, media_type = _body(call, options)
    fields = list(_fields(call, options, media_type))
    if url.credentials is not None and all(field.name.value.lower() != "authorization" for field in fields):
        fields.append(
            Field(Text.decoded("Authorization", url.credentials.span()), basic(url.credentials, errors="surrogatepass"))
        )
    upper = method.value.upper()
    sent = method if method.has_placeholder or upper == method.value else Text.decoded(upper, method.span())
    kept = body if body and body.text.value else None
    return Prepared(sent, url.joined(), tuple(fields), kept, call.origin)


def _check(call: Call, options: Map) -> None:
    """Raises where an option is not understood. One that Guzzle does not know, it leaves out."""
    for key, entry in options.entries.items():
        if key in _UNDERSTOOD or key in _WITHOUT_EFFECT:
            continue
        if key == "handler" or f"{key}_setopt" in call.php.library.functions:  # of the extension of that name
            raise Unsupported(f"the option '{key}'", entry.name.span())
        call.php.warn(f"Guzzle has no option '{key}', and leaves it out", entry.name)
    cookies = options.get("cookies")
    if cookies is not None and not isinstance(cookies, Boolean):
        raise Unsupported("cookies that an object holds", cookies.origin.span())


def _query(call: Call, options: Map) -> Text | None:
    given = options.get("query")
    if given is None:
        return None
    if isinstance(given, Map):
        return query(given, None, raw=True)
    if not isinstance(given, String | Unknown):
        raise call.fails("InvalidArgumentException: query must be a string or array", given)
    return to_text(given)


def _body(call: Call, options: Map) -> tuple[Content | None, Text | None]:
    """The content, and the media type that it brings with it."""
    form, parts, json, body = (options.get(name) for name in ("form_params", "multipart", "json", "body"))
    if form is not None and parts is not None:
        raise call.fails("InvalidArgumentException: You cannot use form_params and multipart at the same time", form)
    if json is not None:
        return Content(encoded(json)), Text.decoded("application/json", json.origin.span())
    if parts is not None:
        media_type = Text.decoded(f"multipart/form-data; boundary={BOUNDARY}", parts.origin.span())
        return multipart(call, parts), media_type
    if form is not None:
        if not isinstance(form, Map):
            raise Unsupported("a form that is known only at run time", form.origin.span())
        return Content(query(form, None, raw=False)), Text.decoded("application/x-www-form-urlencoded", form.origin.span())
    if body is None:
        return None, None
    if isinstance(body, Map):
        raise call.fails('InvalidArgumentException: Passing in the "body" request option as an array is not supported', body)
    return Content(stream(body)), None


def stream(value: Value) -> Text:
    """What Guzzle sends of a value that it makes a stream of."""
    if isinstance(value, File):
        return to_text(content(value.path))
    if isinstance(value, Host):
        raise Unsupported("an object for content", value.origin.span())
    return to_text(value)


def _fields(call: Call, options: Map, media_type: Text | None) -> Iterator[Field]:
    """The request's own; then those of its content and of the client, of which it has none itself."""
    own = list(_listed(call, options.get("headers")))
    found = _authorization(call, options)
    if found:
        own = [field for field in own if field.name.value.lower() != "authorization"] + [found]
    yield from own
    names = {field.name.value.lower() for field in own}
    others = list(_listed(call, options.get("_defaults")))
    if media_type is not None:
        others = [field for field in others if field.name.value.lower() != "content-type"]
        others.append(Field(Text.decoded("Content-Type", media_type.span()), media_type))
    yield from (field for field in others if field.name.value.lower() not in names)


def _listed(call: Call, given: Value | None) -> Iterator[Field]:
    if given is None:
        return
    if not isinstance(given, Map):
        if isinstance(given, Unknown):
            raise Unsupported("header fields that are known only at run time", given.origin.span())
        raise call.fails("InvalidArgumentException: headers must be an array", given)
    for key, entry in given.entries.items():
        if isinstance(key, int) and isinstance(entry.value, String):
            written = re.sub(r"^([\w-]+):\s*(.*)", r"'\1' => '\2'", entry.value.origin.value, flags=re.DOTALL)
            call.php.warn(f"Guzzle takes the keys for the names of fields; write {written}", entry.value.origin)
        name = Text.decoded(str(key), entry.name.span()) if isinstance(key, int) else entry.name
        if not _NAME.fullmatch(name.known):
            raise call.fails(f'InvalidArgumentException: "{name}" is not valid header name', entry.value)
        values = entry.value.values() if isinstance(entry.value, Map) else [entry.value]
        for value in values:
            yield Field(name, _value(call, value))


def _value(call: Call, value: Value) -> Text:
    if not isinstance(value, String | Number | Boolean | Null | Unknown):
        raise call.fails("InvalidArgumentException: Header value must be scalar or null", value)
    text = to_text(value).stripped() if to_text(value).value.strip(" \t") != to_text(value).value else to_text(value)
    if _NO_VALUE.search(text.known.replace("\0", "")):
        raise call.fails(f"InvalidArgumentException: {text.value!r} is not valid header value", value)
    return text


def _authorization(call: Call, options: Map) -> Field | None:
    given = options.get("auth")
    if not isinstance(given, Map) or not given.entries:
        if isinstance(given, Unknown):
            raise Unsupported("credentials that are known only at run time", given.origin.span())
        return None
    user, password, scheme = given.get(0), given.get(1), given.get(2)
    if user is None or password is None:
        raise call.fails("auth has to be a list of a user and a password", given)
    if scheme is not None and to_text(scheme).value.lower() != "basic":
        raise Unsupported("a scheme of authentication that waits for a challenge", scheme.origin.span())
    colon = Text.decoded(":", password.origin.span())
    value = basic(Text.join([to_text(user), colon, to_text(password)]), errors="surrogatepass")
    return Field(Text.decoded("Authorization", given.origin.span()), value)
