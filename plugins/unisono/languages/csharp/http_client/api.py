"""The classes of System.Net.Http (documentation of .NET 8)."""

from __future__ import annotations

import re
from collections.abc import Callable

from unisono.languages.csharp.http_client.fields import Fields, add_checked, add_unchecked
from unisono.languages.csharp.http_client.urls import resolved
from unisono.languages.csharp.http_client.wire import (
    Address,
    Body,
    Client,
    Handler,
    MediaType,
    Message,
    Method,
    NamedPart,
    request_of,
)
from unisono.languages.csharp.json import Options, json_of
from unisono.languages.csharp.library import data_escaped, ignored, pairs_of
from unisono.languages.csharp.state import Call, Native
from unisono.languages.csharp.values import Encoding, Lambda, Octets, to_text
from unisono.languages.program.values import Host, List, Map, Null, Number, String, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import BOUNDARY, TOKEN

_WORD = TOKEN.pattern


def _address(value: Value) -> Text | None:
    """The text of a URL that is given as such, or as a `Uri`."""
    return value.text if isinstance(value, Address) else None if isinstance(value, Null) else to_text(value)


def _uri(call: Call) -> Value:
    given, more = call.arg(0), call.arg(1)
    text = _address(given)
    if text is None:
        raise call.fails("Value cannot be null (ArgumentNullException)")
    if isinstance(given, Address) or (isinstance(more, String) and len(call.args) > 1):
        return Address(call.origin, resolved(call, text, call.text(1) if not isinstance(more, Address) else more.text))
    if len(call.args) == 1 and not re.match(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|\0)", text.known):
        raise call.fails("Invalid URI: The format of the URI could not be determined (UriFormatException)", given)
    return Address(call.origin, text)


def _client(call: Call) -> Value:
    handler = call.arg(0)
    if not isinstance(handler, Handler | Null):
        raise Unsupported("such a handler", handler.origin.span())
    return Client(call.origin, Fields(call.origin), in_utf8=isinstance(handler, Handler) and handler.in_utf8)


def _message(call: Call) -> Value:
    given = call.arg(0, "method")
    method = given.text if isinstance(given, Method) else Text.decoded("GET", call.origin.span())
    return Message(call.origin, method, _address(call.arg(1, "requestUri")), Fields(call.origin))


def _method(call: Call) -> Value:
    text = call.text(0)
    if not re.fullmatch(_WORD, text.masked("X")):
        raise call.fails("The format of the HTTP method is invalid (FormatException)", call.arg(0))
    return Method(call.origin, text)


def _known_method(verb: str) -> Native:
    return lambda call: Method(call.origin, Text.decoded(verb, call.origin.span()))


def _body(call: Call, text: Text, media_type: MediaType | None = None, parts: list[NamedPart] | None = None) -> Body:
    return Body(call.origin, text, Fields(call.origin, of_content=True), media_type, parts)


def _typed(call: Call, essence: Text, charset: str | None) -> MediaType:
    if not re.fullmatch(rf"{_WORD}/{_WORD}", essence.masked("x")):
        raise call.fails(f"The format of value '{essence}' is invalid (FormatException); give the type alone", String(essence))
    made = MediaType(call.origin, essence)
    if charset is not None:
        made.parameters["charset"] = (Text.decoded("charset", essence.span()), Text.decoded(charset, essence.span()))
    return made


def _string_content(call: Call) -> Value:
    encoding, kind = call.arg(1, "encoding"), call.arg(2, "mediaType")
    if isinstance(encoding, MediaType):
        encoding, kind = Null(call.origin), encoding
    if not isinstance(encoding, Encoding | Null):
        raise Unsupported("an encoding that is known only at run time", encoding.origin.span())
    charset = encoding.name if isinstance(encoding, Encoding) else "utf-8"
    if charset not in {"utf-8", "us-ascii"} or (charset == "us-ascii" and not call.text(0).known.isascii()):
        raise Unsupported("another encoding than UTF-8", encoding.origin.span())
    if isinstance(call.arg(0), Null):
        raise call.fails("Value cannot be null (ArgumentNullException)")
    if isinstance(kind, MediaType):
        return _body(call, call.text(0), kind)
    essence = Text.decoded("text/plain", call.origin.span()) if isinstance(kind, Null) else to_text(kind)
    return _body(call, call.text(0), _typed(call, essence, charset))


def _octets_content(call: Call) -> Value:
    given = call.arg(0)
    if isinstance(given, Unknown):
        return _body(call, Text.placeholder(given.origin.value, given.origin.span()))
    if isinstance(given, List) and not given.items:
        return _body(call, call.origin.slice(0, 0))
    if not isinstance(given, Octets):
        raise Unsupported("such bytes", given.origin.span())
    return _body(call, given.text)


def _form_content(call: Call) -> Value:
    """Names and values as `Uri.EscapeDataString` writes them, but for blanks."""
    texts: list[Text] = [call.origin.slice(0, 0)]
    for name, value in pairs_of(call.arg(0)):
        texts += [Text.decoded("&", name.span())] if len(texts) > 1 else []
        texts += [data_escaped(name, space="+"), Text.decoded("=", name.span()), data_escaped(value, space="+")]
    essence = Text.decoded("application/x-www-form-urlencoded", call.origin.span())
    return _body(call, Text.join(texts), MediaType(call.origin, essence))


def _multipart(call: Call) -> Value:
    quote = Text.decoded('"', call.origin.span())
    boundary = Text.join([quote, call.text(0) if call.args else Text.decoded(BOUNDARY, call.origin.span()), quote])
    made = MediaType(call.origin, Text.decoded("multipart/form-data", call.origin.span()))
    made.parameters["boundary"] = (Text.decoded("boundary", call.origin.span()), boundary)
    return _body(call, call.origin.slice(0, 0), made, [])


def _add_part(call: Call) -> Value:
    this, given = call.this, call.arg(0)
    if not isinstance(this, Body) or this.parts is None or not isinstance(given, Body):
        raise Unsupported("such a part", call.origin.span())
    name, filename = call.arg(1, "name"), call.arg(2, "fileName")
    this.parts.append(
        NamedPart(
            given, None if isinstance(name, Null) else to_text(name), None if isinstance(filename, Null) else to_text(filename)
        )
    )
    return Null(call.origin)


def _json_content(call: Call) -> Value:
    """`JsonContent.Create(value, mediaType, options)`"""
    kind = next((arg for arg in [*call.args[1:], *call.named.values()] if isinstance(arg, MediaType)), None)
    return _as_json(call, call.arg(0, "inputValue"), kind)


def _as_json(call: Call, value: Value, kind: MediaType | None = None) -> Body:
    options = next((arg for arg in [*call.args, *call.named.values()] if isinstance(arg, Options)), None)
    text = json_of(value, options or Options(call.origin, camel=True))
    return _body(call, text, kind or _typed(call, Text.decoded("application/json", call.origin.span()), "utf-8"))


def _media_type(call: Call) -> Value:
    charset = call.arg(1, "charSet")
    return _typed(call, call.text(0), None if isinstance(charset, Null) else to_text(charset).value)


_MEDIA_TYPE = regex(rf"({_WORD}/{_WORD})((?:[ \t]*;[ \t]*{_WORD}=(?:{_WORD}|\"[^\"\\]*\"))*)")


def _parsed_type(call: Call) -> Value:
    text = call.text(0)
    found = _MEDIA_TYPE.fullmatch(text.masked("x").strip())
    if found is None:
        raise call.fails(f"The format of value '{text}' is invalid (FormatException)", call.arg(0))
    text = text.stripped()
    made = MediaType(call.origin, text.slice(*found.span(1)))
    at = found.end(1)
    for parameter in re.finditer(r";[ \t]*+([^=;]+)=((?:\"[^\"]*\"|[^;\"\s])*)", text.masked("x")[at:]):
        name, value = (text.slice(at + parameter.start(group), at + parameter.end(group)) for group in (1, 2))
        made.parameters[name.value.lower()] = (name, value)
    return made


def _with_quality(call: Call) -> Value:
    """A value of `Accept` and its like: a text, with its quality."""
    quality = call.arg(1, "quality")
    if isinstance(quality, Null):
        return String(call.text(0))
    if not isinstance(quality, Number):
        raise Unsupported("such a quality", quality.origin.span())
    shown = f"{quality.value:.1f}" if quality.value in (0, 1) else f"{quality.value:.3g}"
    return String(Text.join([call.text(0), Text.decoded(f"; q={shown}", quality.origin.span())]))


def _authentication(call: Call) -> Value:
    scheme = call.text(0)
    if not re.fullmatch(_WORD, scheme.masked("x")):
        raise call.fails(
            f"The format of value '{scheme}' is invalid (FormatException); give scheme and parameter apart", call.arg(0)
        )
    if len(call.args) < 2 or isinstance(call.arg(1), Null):
        return String(scheme)
    return String(Text.join([scheme, Text.decoded(" ", scheme.span()), call.text(1)]))


def _product(call: Call) -> Value:
    version = call.arg(1)
    if isinstance(version, Null):
        return String(call.text(0))
    return String(Text.join([call.text(0), Text.decoded("/", call.origin.span()), to_text(version)]))


def _this_fields(call: Call) -> Fields:
    if not isinstance(call.this, Fields):
        raise AssertionError(call.this)
    return call.this


def _add(call: Call) -> Value:
    """`Add(name, value)`, the values of which may be several."""
    given = call.arg(1, "value")
    for value in getattr(given, "items", None) or [given]:
        add_checked(call, _this_fields(call), call.text(0, "name"), value)
    return Null(call.origin)


def _add_raw(call: Call) -> Value:
    given, done = call.arg(1, "value"), True
    for value in getattr(given, "items", None) or [given]:
        done = add_unchecked(call, _this_fields(call), call.text(0, "name"), value)
    return call.truth(done)


def _remove(call: Call) -> Value:
    return call.truth(_this_fields(call).fields.pop(call.text(0).value.lower(), None) is not None)


def _clear(call: Call) -> Value:
    _this_fields(call).fields.clear()
    return Null(call.origin)


class Values(Host):
    """The values of one header field, which are added one by one: `of` and `name` say whose they are."""

    __slots__ = ("name", "of")

    def __init__(self, origin: Text, of: Fields, name: str) -> None:
        super().__init__(origin)
        self.of = of
        self.name = name


def _values(name: str) -> Native:
    return lambda call: Values(call.origin, _this_fields(call), name)


def _this_values(call: Call) -> Values:
    if not isinstance(call.this, Values):
        raise AssertionError(call.this)
    return call.this


def _add_value(call: Call) -> Value:
    this, given = _this_values(call), call.arg(0)
    value: Value = String(given.text()) if isinstance(given, MediaType) else given
    add_checked(call, this.of, Text.decoded(this.name, call.origin.span()), value)
    return Null(call.origin)


def _clear_values(call: Call) -> Value:
    this = _this_values(call)
    this.of.fields.pop(this.name.lower(), None)
    return Null(call.origin)


def _set_field(name: str) -> Native:
    """Sets a field that has one value."""

    def run(call: Call) -> Value:
        fields, value = _this_fields(call), call.arg(0)
        if isinstance(value, Null):
            fields.fields.pop(name.lower(), None)
        else:
            text = _address(value)
            fields.set(Text.decoded(name, call.origin.span()), text if text is not None else value.origin)
        return value

    return run


class ContentFields(Host):
    """The header fields of a content."""

    __slots__ = ("body",)

    def __init__(self, origin: Text, body: Body) -> None:
        super().__init__(origin)
        self.body = body


def _headers(call: Call) -> Value:
    if isinstance(call.this, Body):
        return ContentFields(call.origin, call.this)
    if isinstance(call.this, Message | Client):
        return call.this.fields
    raise AssertionError(call.this)


def _body_of(call: Call) -> Body:
    if not isinstance(call.this, ContentFields):
        raise AssertionError(call.this)
    return call.this.body


def _set_content_type(call: Call) -> Value:
    body, value = _body_of(call), call.arg(0)
    if not isinstance(value, MediaType | Null):
        raise Unsupported("such a media type", value.origin.span())
    if body.parts is not None:
        raise Unsupported("another media type of multipart content", value.origin.span())
    body.media_type = value if isinstance(value, MediaType) else None
    return value


def _content_type(call: Call) -> Value:
    return _body_of(call).media_type or Null(call.origin)


def _add_to_content(call: Call, *, checked: bool = True) -> Value:
    body, name, value = _body_of(call), call.text(0, "name"), call.arg(1, "value")
    if name.value.lower() != "content-type":
        if checked:
            add_checked(call, body.fields, name, value)
            return Null(call.origin)
        return call.truth(add_unchecked(call, body.fields, name, value))
    if body.media_type is not None:
        if not checked:
            raise Unsupported("a second media type", call.origin.span())
        raise call.fails(
            "Cannot add value because header 'Content-Type' does not support multiple values (FormatException); set "
            "Headers.ContentType",
            call.arg(0),
        )
    if checked:
        parsed = _parsed_type(call._replace(args=[value]))
        body.media_type = parsed if isinstance(parsed, MediaType) else None
    else:
        body.media_type = MediaType(call.origin, to_text(value))
    return call.truth(True)


def _remove_from_content(call: Call) -> Value:
    body, name = _body_of(call), call.text(0).value.lower()
    if name == "content-type":
        found, body.media_type = body.media_type is not None, None
    else:
        found = body.fields.fields.pop(name, None) is not None
    return call.truth(found)


def _set_charset(call: Call) -> Value:
    if not isinstance(call.this, MediaType):
        raise AssertionError(call.this)
    text = call.text(0)
    if text.value:
        call.this.parameters["charset"] = (Text.decoded("charset", call.origin.span()), text)
    else:
        call.this.parameters.pop("charset", None)
    return call.arg(0)


def _send(call: Call, message: Message) -> Value:
    if not isinstance(call.this, Client):
        raise AssertionError(call.this)
    call.csharp.send(request_of(call, call.this, message))
    return call.unknown(good=True)


def _send_message(call: Call) -> Value:
    message = call.arg(0, "request")
    if not isinstance(message, Message):
        raise Unsupported("a request that is known only at run time", message.origin.span())
    return _send(call, message)


def _shortcut(verb: str, body: Callable[[Call], Body | None] = lambda _: None) -> Native:
    """`GetAsync(url)`, `PostAsync(url, content)` and the like."""

    def run(call: Call) -> Value:
        method = Text.decoded(verb, call.origin.span())
        address = _address(call.arg(0, "requestUri"))
        return _send(call, Message(call.origin, method, address, Fields(call.origin), body(call)))

    return run


def _given(call: Call) -> Body | None:
    given = call.arg(1, "content")
    if not isinstance(given, Body | Null):
        if isinstance(given, String | Map):
            raise call.fails("cannot convert to HttpContent (CS1503); give new StringContent(…)", given)
        raise Unsupported("content that is known only at run time", given.origin.span())
    return given if isinstance(given, Body) else None


def _given_json(call: Call) -> Body | None:
    return _as_json(call, call.arg(1, "value"))


def _set_body(call: Call) -> Value:
    given = call.arg(0)
    if not isinstance(call.this, Message) or not isinstance(given, Body | Null):
        if isinstance(given, String):
            raise call.fails("cannot convert to HttpContent (CS0029); give new StringContent(…)", given)
        raise Unsupported("content that is known only at run time", given.origin.span())
    call.this.body = given if isinstance(given, Body) else None
    return given


def _body_of_message(call: Call) -> Value:
    return (call.this.body if isinstance(call.this, Message) else None) or Null(call.origin)


def _set_method(call: Call) -> Value:
    given = call.arg(0)
    if not isinstance(call.this, Message) or not isinstance(given, Method):
        raise Unsupported("such a method", given.origin.span())
    call.this.method = given.text
    return given


def _set_address(call: Call) -> Value:
    if isinstance(call.this, Message):
        call.this.address = _address(call.arg(0))
    return call.arg(0)


def _set_base(call: Call) -> Value:
    given = call.arg(0)
    if not isinstance(call.this, Client) or not isinstance(given, Address | Unknown):
        raise call.fails("cannot convert to Uri (CS0029); write new Uri(…)", given)
    call.this.base = _address(given)
    return given


def _set_encoding_of_fields(call: Call) -> Value:
    given = call.arg(0)
    found = given.run([]) if isinstance(given, Lambda) else given
    if not isinstance(call.this, Handler) or not isinstance(found, Encoding) or found.name != "utf-8":
        raise Unsupported("such an encoding of header fields", given.origin.span())
    call.this.in_utf8 = True
    return given


_VERBS = {name.capitalize(): name.upper() for name in "get post put delete head options trace patch connect".split()}  # noqa: SIM905
_LISTS = {
    "Accept": "Accept",
    "AcceptCharset": "Accept-Charset",
    "AcceptEncoding": "Accept-Encoding",
    "AcceptLanguage": "Accept-Language",
    "Connection": "Connection",
    "IfMatch": "If-Match",
    "IfNoneMatch": "If-None-Match",
    "UserAgent": "User-Agent",
}
_ONE = {"Authorization": "Authorization", "ProxyAuthorization": "Proxy-Authorization", "Host": "Host", "From": "From"}
_OF_HANDLERS = """UseCookies AutomaticDecompression AllowAutoRedirect ServerCertificateCustomValidationCallback
MaxAutomaticRedirections SslProtocols UseProxy CheckCertificateRevocationList PooledConnectionLifetime ClientCertificateOptions
MaxConnectionsPerServer ConnectTimeout"""
SENDING = frozenset(
    """SendAsync Send GetAsync GetStringAsync GetByteArrayAsync GetStreamAsync GetFromJsonAsync DeleteAsync DeleteFromJsonAsync
    PostAsync PutAsync PatchAsync PostAsJsonAsync PutAsJsonAsync PatchAsJsonAsync Add TryAddWithoutValidation Remove Clear
    ParseAdd TryParseAdd Content Method RequestUri BaseAddress Authorization ContentType CharSet""".split()  # noqa: SIM905
)
CONSTRUCTORS: dict[str, Native] = {
    "HttpClient": _client,
    "HttpClientHandler": lambda call: Handler(call.origin),
    "SocketsHttpHandler": lambda call: Handler(call.origin),
    "HttpRequestMessage": _message,
    "HttpMethod": _method,
    "Uri": _uri,
    "StringContent": _string_content,
    "ByteArrayContent": _octets_content,
    "StreamContent": _octets_content,
    "MemoryStream": ignored,
    "FormUrlEncodedContent": _form_content,
    "MultipartFormDataContent": _multipart,
    "MediaTypeHeaderValue": _media_type,
    "MediaTypeWithQualityHeaderValue": _with_quality,
    "StringWithQualityHeaderValue": _with_quality,
    "AuthenticationHeaderValue": _authentication,
    "ProductInfoHeaderValue": _product,
    "ProductHeaderValue": _product,
    "EntityTagHeaderValue": lambda call: String(call.text(0)),
}
STATICS: dict[str, Native] = {
    **{f"HttpMethod.{name}": _known_method(verb) for name, verb in _VERBS.items()},
    "JsonContent.Create": _json_content,
    "Application.Json": lambda call: call.string("application/json"),
    "Application.Xml": lambda call: call.string("application/xml"),
    "MediaTypeHeaderValue.Parse": _parsed_type,
    "AuthenticationHeaderValue.Parse": lambda call: String(call.text(0)),
    "HttpClientHandler.DangerousAcceptAnyServerCertificateValidator": lambda call: call.unknown(),
}
METHODS: dict[tuple[type, str], Native] = {
    (Fields, "Add"): _add,
    (Fields, "TryAddWithoutValidation"): _add_raw,
    (Fields, "Remove"): _remove,
    (Fields, "Clear"): _clear,
    (Values, "Add"): _add_value,
    (Values, "ParseAdd"): _add_value,
    (Values, "TryParseAdd"): _add_value,
    (Values, "Clear"): _clear_values,
    (ContentFields, "Add"): _add_to_content,
    (ContentFields, "TryAddWithoutValidation"): lambda call: _add_to_content(call, checked=False),
    (ContentFields, "Remove"): _remove_from_content,
    (Body, "Add"): _add_part,
    (Address, "ToString"): lambda call: String(_address(call.this) or call.origin),
    (Client, "SendAsync"): _send_message,
    (Client, "Send"): _send_message,
    **{(Client, f"Get{kind}Async"): _shortcut("GET") for kind in ("", "String", "ByteArray", "Stream", "FromJson")},
    (Client, "DeleteAsync"): _shortcut("DELETE"),
    (Client, "DeleteFromJsonAsync"): _shortcut("DELETE"),
    **{(Client, f"{verb}Async"): _shortcut(verb.upper(), _given) for verb in ("Post", "Put", "Patch")},
    **{(Client, f"{verb}AsJsonAsync"): _shortcut(verb.upper(), _given_json) for verb in ("Post", "Put", "Patch")},
    **{(kind, "Dispose"): lambda call: Null(call.origin) for kind in (Client, Message, Body)},
}
PROPERTIES: dict[tuple[type, str], Native] = {
    (Client, "DefaultRequestHeaders"): _headers,
    (Message, "Headers"): _headers,
    (Message, "Content"): _body_of_message,
    (Body, "Headers"): _headers,
    (ContentFields, "ContentType"): _content_type,
    **{(Fields, name): _values(field) for name, field in _LISTS.items()},
    (Address, "AbsoluteUri"): lambda call: String(_address(call.this) or call.origin),
}
SETTERS: dict[tuple[type, str], Native] = {
    (Client, "BaseAddress"): _set_base,
    **{(Client, name): ignored for name in ("Timeout", "DefaultRequestVersion", "MaxResponseContentBufferSize")},
    **{(Handler, name): ignored for name in _OF_HANDLERS.split()},
    (Handler, "RequestHeaderEncodingSelector"): _set_encoding_of_fields,
    **{(Fields, name): _set_field(field) for name, field in _ONE.items()},
    (Fields, "Referrer"): _set_field("Referer"),
    (Fields, "ConnectionClose"): ignored,
    (Fields, "ExpectContinue"): ignored,
    (Message, "Content"): _set_body,
    (Message, "Method"): _set_method,
    (Message, "RequestUri"): _set_address,
    (Message, "Version"): ignored,
    (ContentFields, "ContentType"): _set_content_type,
    (MediaType, "CharSet"): _set_charset,
}
