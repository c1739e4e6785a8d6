"""The request that a web cmdlet sends (`WebRequestPSCmdlet` of PowerShell 7.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from unisono.languages.csharp.http_client.fields import OF_CONTENT, is_refused, is_taken, normalized
from unisono.languages.csharp.http_client.urls import resolved
from unisono.languages.csharp.http_client.wire import in_ascii
from unisono.languages.csharp.values import Octets
from unisono.languages.powershell.library import web_encoded
from unisono.languages.powershell.state import Call
from unisono.languages.powershell.values import Credential, FileInfo, Secure, Table, to_text
from unisono.languages.program.values import List, Map, Null, String, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import BOUNDARY, Content, Field, Part, Request, basic, effective_url

_METHODS = frozenset("default get head post put delete trace options merge patch".split())  # noqa: SIM905
_WITHOUT_EFFECT = frozenset(
    "websession sessionvariable transferencoding resume unixsocket followrellink maximumfollowrellink certificate".split()  # noqa: SIM905
)


class _Given(NamedTuple):
    """What becomes the content: its text or its parts, or nothing; what `Content-Type` has to be then, if anything."""

    text: Text | None = None
    parts: tuple[Part, ...] | None = None


def request_of(call: Call) -> Request:
    """What a call of a cmdlet sends."""
    if found := next((call.named[name] for name in _WITHOUT_EFFECT if name in call.named), None):
        raise Unsupported("a parameter that changes the request in a way that is not read", found.origin.span())
    method = _method(call)
    body = call.named.get("body")
    url, taken = _url(call, method, body)
    headers = [*_headers(call, url)]
    given = _given(call, None if taken else body)
    fields = [Field(name, value) for name, value in headers if name.value.lower() not in OF_CONTENT]
    fields += _content_fields(call, method, given, [pair for pair in headers if pair[0].value.lower() in OF_CONTENT])
    content = None
    if given.parts is not None:
        content = Content.multipart(given.parts, call.named["form"].origin.span())
    elif given.text is not None and given.text.value:
        content = Content(given.text)
    return Request(method, effective_url(url, fields), tuple(fields), content, call.origin.span())


def _method(call: Call) -> Text:
    """The method; `GET` where none is said, whatever else is given."""
    custom = call.named.get("custommethod")
    if custom is not None:
        return to_text(custom)
    said = call.named.get("method")
    if said is None:
        return Text.decoded("GET", call.origin.span())
    text = to_text(said)
    if text.has_placeholder:
        return text
    if text.value.lower() not in _METHODS:
        raise call.fails(f"Cannot bind parameter 'Method': '{text}' is none of its values; write -CustomMethod", said)
    upper = "GET" if text.value.lower() == "default" else text.value.upper()
    return text if text.value == upper else Text.decoded(upper, text.span())


def _url(call: Call, method: Text, body: Value | None) -> tuple[Text, bool]:
    """The URL, and whether it has taken the body into its query: with GET, a hashtable goes there."""
    said = call.named.get("uri")
    if said is None:
        raise call.fails("Missing the mandatory parameter Uri")
    text = to_text(said)
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|\0", text.known):
        text = Text.join([Text.decoded("http://", text.span()), text])
    url = resolved(call, None, text)
    if not isinstance(body, Map) or method.value.upper() != "GET" or (isinstance(body, Table) and body.kind == "custom"):
        return url, False
    pairs = _form_text(body)
    sign = "&" if "?" in url.known else "?"
    return Text.join([url, Text.decoded(sign, body.origin.span()), pairs]) if pairs.value else url, True


def _form_text(body: Map) -> Text:
    """Names and values, as `WebUtility.UrlEncode` writes them."""
    texts = [body.origin.slice(0, 0)]
    for entry in body.entries.values():
        texts += [Text.decoded("&", entry.name.span())] if len(texts) > 1 else []
        value = _as_dotnet(entry.value)
        texts += [web_encoded(entry.name), Text.decoded("=", entry.name.span()), web_encoded(value)]
    return Text.join(texts)


def _as_dotnet(value: Value) -> Text:
    """A value as .NET's own `ToString` gives it: of a list, its type."""
    return Text.decoded("System.Object[]", value.origin.span()) if isinstance(value, List) else to_text(value)


def _headers(call: Call, url: Text) -> Iterator[tuple[Text, Text]]:
    """The fields that the parameters say."""
    given = call.named.get("headers")
    if isinstance(given, Unknown | String) or (given is not None and not isinstance(given, Map | Null)):
        raise Unsupported("header fields that are known only at run time", given.origin.span())
    fields = (
        {entry.name.value.lower(): (entry.name, entry.value) for entry in given.entries.values()}
        if isinstance(given, Map)
        else {}
    )
    if (agent := call.named.get("useragent")) is not None:
        fields.setdefault("user-agent", (Text.decoded("User-Agent", agent.origin.span()), agent))
    if (credentials := _credentials(call, url)) is not None:
        fields["authorization"] = (Text.decoded("Authorization", credentials.span()), String(credentials))
    for lower, (name, value) in fields.items():
        if name.has_placeholder:
            raise Unsupported("a field whose name is known only at run time", name.span())
        if not isinstance(value, Null):
            yield name, _checked(call, lower, name, value)


def _checked(call: Call, lower: str, name: Text, value: Value) -> Text:
    text = _as_dotnet(value)
    if not text.known.isascii():
        raise call.fails("Request headers must contain only ASCII characters", String(text))
    if re.search(r"[\r\n]", text.known):
        raise call.fails("New-line characters are not allowed in header values", String(text))
    if "skipheadervalidation" in call.named or lower in OF_CONTENT:
        return text
    text = normalized(lower, text)
    if is_refused(lower, text):
        raise call.fails(f"The format of value '{text}' is invalid; write -SkipHeaderValidation", String(text))
    if not is_taken(lower, text):
        raise Unsupported(f"such a value of {name}", text.span())
    return text


def _credentials(call: Call, url: Text) -> Text | None:
    """The value of `Authorization` that `-Authentication` asks for. `-Credential` alone waits to be asked."""
    said = call.named.get("authentication")
    kind = to_text(said).value.lower() if said is not None else "none"
    credential, token = call.named.get("credential"), call.named.get("token")
    if kind == "none":
        if credential is not None:
            raise Unsupported(
                "credentials that are sent only when they are asked for; write -Authentication Basic", credential.origin.span()
            )
        return None
    if url.known.lower().startswith("http:") and "allowunencryptedauthentication" not in call.named:
        raise call.fails(
            "The cmdlet cannot protect plain text secrets sent over unencrypted connections; write "
            "-AllowUnencryptedAuthentication",
            said,
        )
    if kind == "basic":
        if not isinstance(credential, Credential):
            raise call.fails("The cmdlet cannot run because Authentication is Basic and there is no Credential", said)
        return basic(Text.join([credential.user, Text.decoded(":", credential.origin.span()), credential.password]))
    if kind not in {"bearer", "oauth"}:
        raise call.fails("Cannot bind parameter 'Authentication': it is None, Basic, Bearer or OAuth", said)
    if isinstance(token, Unknown) and not token.is_text:
        token = Secure(token.origin, to_text(token))
    if not isinstance(token, Secure):
        raise call.fails("Cannot bind parameter 'Token': it is a SecureString; write ConvertTo-SecureString", token or said)
    return Text.join([Text.decoded("Bearer ", token.origin.span()), token.text])


def _given(call: Call, body: Value | None) -> _Given:
    form, file = call.named.get("form"), call.named.get("infile")
    if sum(value is not None for value in (form, file, call.named.get("body"))) > 1:
        raise call.fails("The cmdlet takes one of Body, InFile and Form only")
    if form is not None:
        if not isinstance(form, Map):
            raise Unsupported("a form that is known only at run time", form.origin.span())
        return _Given(parts=tuple(part for entry in form.entries.values() for part in _parts(entry.name, entry.value)))
    if file is not None:
        path = to_text(file)
        return _Given(Text.placeholder(f"@{path}", path.span()))
    if body is None or isinstance(body, Null):
        return _Given()
    if isinstance(body, Octets):
        return _Given(body.text)
    if isinstance(body, Table) and body.kind == "custom":
        raise Unsupported("an object with properties for a body", body.origin.span())
    return _Given(_form_text(body) if isinstance(body, Map) else to_text(body))


def _parts(name: Text, value: Value) -> Iterator[Part]:
    """The parts of one name: a text, a file, or a list of such."""
    if re.search(r'["\\\r\n]', name.known):
        raise Unsupported("a name in quotation marks of a part", name.span())
    for item in value.items if isinstance(value, List) else [value]:
        if isinstance(item, FileInfo):
            filename = item.path.slice(max(item.path.known.rfind("/"), item.path.known.rfind("\\")) + 1, len(item.path))
            kind = Text.decoded("application/octet-stream", item.path.span())
            yield Part(in_ascii(name), Text.placeholder(f"@{item.path}", item.path.span()), in_ascii(filename), kind)
        elif isinstance(item, Octets | Map):
            raise Unsupported("such a part of a form", item.origin.span())
        else:
            text = to_text(item)
            yield Part(in_ascii(name), text, None, Text.decoded("text/plain; charset=utf-8", text.span()))


_MEDIA_TYPE = regex(r"\s*[^\s/;,\"]+/[^\s/;,\"]+(?:\s*;\s*[^\s=;]+=(?:\"[^\"]*\"|[^\s;\"]+))*\s*")


def _content_fields(call: Call, method: Text, given: _Given, said: list[tuple[Text, Text]]) -> list[Field]:
    """The fields of the content: what the headers say, what `-ContentType` says instead, and with POST, that it is a form."""
    if given.parts is not None:
        place = call.named["form"].origin.span()
        return [Field(Text.decoded("Content-Type", place), Text.decoded(f'multipart/form-data; boundary="{BOUNDARY}"', place))]
    fields = {name.value.lower(): Field(name, value) for name, value in said}
    named = call.named.get("contenttype")
    name = Text.decoded("Content-Type", (named.origin if named is not None else call.origin).span())
    if named is not None and not isinstance(named, Null):
        fields["content-type"] = Field(name, to_text(named))
    elif method.value.upper() == "POST" and not ("content-type" in fields and fields["content-type"].value.value):
        fields["content-type"] = Field(name, Text.decoded("application/x-www-form-urlencoded", call.origin.span()))
    if given.text is None and method.value.upper() == "GET" and named is None:
        return []
    kind = fields.get("content-type")
    if kind is not None and not _MEDIA_TYPE.fullmatch(kind.value.masked("x")):
        is_text = given.text is not None and not isinstance(call.named.get("body"), Octets) and "infile" not in call.named
        if kind.value.value.strip() or (is_text and named is not None):
            raise call.fails("The ContentType specified is not valid", String(kind.value))
    return [found for found in fields.values() if found.value.value.strip()]
