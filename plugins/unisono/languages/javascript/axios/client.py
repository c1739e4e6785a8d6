"""axios 1.x on Node.js: `axios(…)`, its methods and instances (documentation: https://axios-http.com/docs/req_config)."""

from __future__ import annotations

from dataclasses import field

from unisono.languages.javascript.axios import data
from unisono.languages.javascript.coercion import to_text, truthy
from unisono.languages.javascript.library import urls
from unisono.languages.javascript.library.percent import percent_decoded
from unisono.languages.javascript.library.url_values import Url
from unisono.languages.javascript.library.urls import ParsedUrl
from unisono.languages.javascript.misprints import left_out
from unisono.languages.javascript.node_http.client import cut
from unisono.languages.javascript.promises import promise_object
from unisono.languages.javascript.run import Call, Host, Maker, Method, Native, host, unknown
from unisono.languages.javascript.values import (
    Array,
    Boolean,
    Member,
    Null,
    Object,
    Promise,
    String,
    Thrown,
    Undefined,
    Unknown,
    Value,
    failure,
)
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import TOKEN, Request, basic, effective_url

_WITHOUT_DATA = ("get", "delete", "head", "options")
_WITH_DATA = ("post", "put", "patch")
_PROXY_HOST = regex(r"[\w-]+(?:\.[\w-]+)*")
_NOT_READ = ("transformRequest", "adapter", "socketPath", "formSerializer", "transport", "httpVersion")


_EXPORTS = frozenset(
    [
        "default",
        "Axios",
        "AxiosError",
        "CanceledError",
        "isCancel",
        "CancelToken",
        "VERSION",
        "all",
        "Cancel",
        "isAxiosError",
        "spread",
        "toFormData",
        "AxiosHeaders",
        "HttpStatusCode",
        "formToJSON",
        "getAdapter",
        "mergeConfig",
        "create",
    ]
)
"""What `import { … } from "axios"` finds."""


def axios_module(origin: Text) -> Value:
    made = _instance(origin, Object(origin))
    statics: dict[str, Method] = {"isAxiosError": unknown, "isCancel": unknown, "spread": _spread}
    for name, method in statics.items():
        made.members[name] = Member(origin, Native(origin, call=method))
    everything = promise_object(origin).members["all"].value
    made.members |= {"all": Member(origin, everything), "default": Member(origin, made), "axios": Member(origin, made)}
    made.members["CancelToken"] = Member(origin, host(origin, {"source": _cancel_source}))
    for name in ("AxiosError", "HttpStatusCode"):
        made.members[name] = Member(origin, Host(origin))
    return made


def _cancel_source(call: Call) -> Value:
    """`CancelToken.source()`: its token, and the function that cancels the requests that have it."""

    def cancel(inner: Call) -> Value:
        if not inner.run.turns:
            raise Unsupported("a request that is cancelled at once", inner.origin.span())
        return Undefined(inner.origin)

    made = host(call.origin, {"cancel": cancel})
    made.members["token"] = Member(call.origin, Host(call.origin))
    return made


def _spread(call: Call) -> Value:
    callback = call.arg(0)

    def spread(inner: Call) -> Value:
        args = inner.arg(0)
        return inner.run.call(callback, inner.this, args.items if isinstance(args, Array) else [], inner.origin)

    made = Native(call.origin, call=spread)
    made.set(Text.decoded("callback", call.origin.span()), callback)
    return made


def _instance(origin: Text, defaults: Object) -> Native:
    """An axios function with these defaults."""
    headers = defaults.own("headers")
    own = Object(origin, dict(headers.members) if isinstance(headers, Object) else {})
    for name in ("common", *_WITHOUT_DATA, *_WITH_DATA):
        if name not in own.members:
            own.members[name] = Member(Text.decoded(name, origin.span()), Object(origin))
    defaults.members["headers"] = Member(Text.decoded("headers", origin.span()), own)

    used: list[Value] = []

    def request(call: Call) -> Value:
        first = call.arg(0)
        if not isinstance(first, String | Unknown | Url):
            return send(call, defaults, _config(first, call), used)
        return send(call, defaults, _config(call.arg(1), call, url=first), used)

    def create(call: Call) -> Value:
        return _instance(call.origin, _merged(defaults, _config(call.arg(0), call)))

    made = Native(origin, call=request, sends=True)
    members: dict[str, Value] = {"defaults": defaults, "interceptors": _interceptors(origin, used)}
    members |= {"request": Native(origin, call=request, sends=True), "create": Native(origin, call=create, sends=True)}
    for method in _WITHOUT_DATA:
        members[method] = Native(origin, call=_sender(defaults, used, method, with_data=False), sends=True)
    for method in _WITH_DATA:
        members[method] = Native(origin, call=_sender(defaults, used, method, with_data=True), sends=True)
        members[f"{method}Form"] = Native(origin, call=_sender(defaults, used, method, with_data=True, form=True), sends=True)
    made.members |= {name: Member(origin, value) for name, value in members.items()}
    return made


def _interceptors(origin: Text, used: list[Value]) -> Value:
    def use(call: Call) -> Value:
        used.insert(0, call.arg(0))  # the last one is asked first
        return call.unknown()

    made = Host(origin)
    made.members["request"] = Member(origin, host(origin, {"use": use}))
    return made


def _sender(defaults: Object, used: list[Value], method: str, with_data: bool, form: bool = False) -> Method:
    def call_method(call: Call) -> Value:
        config = _config(call.arg(2 if with_data else 1), call, url=call.arg(0))
        config.set(Text.decoded("method", call.origin.span()), call.made(method))
        if with_data:
            config.set(Text.decoded("data", call.origin.span()), call.arg(1))
        if form:
            headers = config.own("headers")
            more = Object(call.origin, dict(headers.members) if isinstance(headers, Object) else {})
            more.set(Text.decoded("Content-Type", call.origin.span()), call.made("multipart/form-data"))
            config.set(Text.decoded("headers", call.origin.span()), more)
        return send(call, defaults, config, used)

    return call_method


def _config(given: Value, call: Call, url: Value | None = None) -> Object:
    if isinstance(given, Unknown | Host):
        raise Unsupported("a configuration that is known only at run time", given.origin.span())
    config = Object(call.origin, dict(given.members) if isinstance(given, Object) else {})
    if url is not None and not isinstance(url, Undefined):
        config.set(Text.decoded("url", call.origin.span()), url)
    return config


def _merged(defaults: Object, config: Object) -> Object:
    """The defaults with a configuration over them; objects are merged, as deep as they go."""
    made = Object(config.origin, dict(defaults.members))
    for name, member in config.members.items():
        if isinstance(member.value, Undefined):
            continue
        old = made.members.get(name)
        both_plain = old is not None and type(old.value) is Object and type(member.value) is Object
        value = _merged(old.value, member.value) if both_plain and old else member.value  # type: ignore[arg-type]
        made.members[name] = Member(member.name, value)
    return made


def send(call: Call, defaults: Object, config: Object, interceptors: list[Value]) -> Value:
    """Send the request as the interceptors leave it; what is wrong with it rejects the promise."""
    run = call.run
    promise = Promise(call.origin)
    run.promises.append(promise)
    try:
        run.send(_Exchange(call, defaults, config).request(interceptors))
        promise.value = Unknown(call.origin)
    except Thrown as thrown:
        run.failures.append(thrown)
        promise.failed, promise.value = True, thrown.value
    return promise


class Headers(Object):
    """The header fields that an interceptor finds (axios' `AxiosHeaders`)."""

    __slots__ = ()

    def get(self, name: str) -> Value | None:
        if name == "set":
            return Native(self.origin, call=self._set)
        if name in ("get", "has", "delete", "setContentType", "setAuthorization", "toJSON"):
            raise Unsupported(f"headers.{name} is not understood", self.origin.span())
        return Object.get(self, name)

    def _set(self, call: Call) -> Value:
        self.set(to_text(call.arg(0)), call.arg(1))
        return self


_WRITTEN = {"method": "method: …", "field": "headers: …", "content": "data: …", "query": "params: …"}


@dataclass(slots=True, eq=False)
class _Exchange:
    """One request in the making."""

    call: Call
    defaults: Object
    config: Object
    merged: Object = field(init=False)

    def __post_init__(self) -> None:
        inherited = Object(self.defaults.origin, dict(self.defaults.members))
        for name in ("url", "method", "data"):
            inherited.delete(Text.decoded(name, self.call.origin.span()))
        self.merged = _merged(inherited, self.config)

    def option(self, name: str) -> Value | None:
        return self.merged.own(name)

    def intercept(self, interceptors: list[Value]) -> None:
        """Let the interceptors change the configuration, whose header fields are merged by then."""
        headers = Headers(self.call.origin)
        for line in self.fields(self.method().value.lower()).sent():
            headers.set(line.name, String(line.value))
        self.merged.set(Text.decoded("headers", self.call.origin.span()), headers)
        for interceptor in interceptors:
            run = self.call.run
            changed = run.call(interceptor, Undefined(self.call.origin), [self.merged], self.call.origin)
            changed = changed.value or changed if isinstance(changed, Promise) else changed
            if type(changed) is not Object:
                raise Unsupported("an interceptor that gives no configuration", interceptor.origin.span())
            self.merged = changed

    def request(self, interceptors: list[Value]) -> Request:
        if interceptors:
            self.intercept(interceptors)
        for name in _NOT_READ:
            found = self.option(name)
            if found is not None:
                raise Unsupported(f"axios' option {name} is not understood", found.origin.span())
        self.call.run.misprints += left_out("axios", self.merged, _WRITTEN)
        method = self.method()
        fields = self.fields(method.value.lower())
        content = data.content(self.call, self.option("data"), fields)
        length = fields.get("content-length")
        if length is not None and (content is None or content.parts is None):
            content = cut(self.call.run, content.text if content else None, length)
        if method.value in ("POST", "PUT", "PATCH"):
            fields.default("Content-Type", Text.decoded("application/x-www-form-urlencoded", self.call.origin.span()))
        url = self.url()
        self.check_proxy(url)
        self.authorize(fields, url)
        target = data.with_params(self.call, url.target(), self.option("params"), self.option("paramsSerializer"))
        sent = tuple(fields.sent())
        whole = Text.join([url.origin(), target])
        return Request(method, effective_url(whole, sent), sent, content, self.call.origin.span())

    def method(self) -> Text:
        value = self.option("method") or self.defaults.own("method")
        if value is None or truthy(value) is False:
            return Text.decoded("GET", self.call.origin.span())
        text = to_text(value)
        if not isinstance(value, String | Unknown):
            raise failure("TypeError", "config.method.toLowerCase is not a function", value.origin)
        if not text.has_placeholder and not TOKEN.fullmatch(text.value):
            raise failure("TypeError", f'Method must be a valid HTTP token ["{text.value.upper()}"]', text)
        return text if text.has_placeholder or text.value.isupper() else Text.decoded(text.value.upper(), text.span())

    def url(self) -> ParsedUrl:
        value, base = self.option("url"), self.option("baseURL")
        if isinstance(value, Object) and not isinstance(value, Url):
            raise failure("TypeError", "Invalid URL", value.origin)
        text = to_text(value) if value is not None and truthy(value) is not False else None
        full = _combined(text, to_text(base) if base is not None and truthy(base) is not False else None, self.call.origin)
        try:
            url = urls.parse_url(full)
        except urls.NotAUrl:
            raise failure("TypeError", "Invalid URL", full) from None
        if url.opaque or (url.scheme.value and url.scheme.value not in ("http", "https")):
            raise failure("AxiosError", f"Unsupported protocol {url.scheme.value}:", full)
        return url

    def fields(self, method: str) -> data.Fields:
        """The header fields: those of all methods, of this method, and of this request, later ones over earlier ones."""
        headers = self.option("headers")
        fields = data.Fields()
        if headers is None or isinstance(headers, Null):
            return fields
        if type(headers) not in (Object, Headers) or not isinstance(headers, Object):
            raise Unsupported("these header fields", headers.origin.span())
        buckets = ("common", *_WITHOUT_DATA, *_WITH_DATA)
        for name in ("common", method):
            bucket = headers.members[name].value if name in headers.members else None
            for key, value in bucket.entries() if isinstance(bucket, Object) else ():
                fields.put(key, value)
        for key, value in headers.entries():
            if key.value not in buckets or not isinstance(value, Object):
                fields.put(key, value)
        return fields

    def check_proxy(self, url: ParsedUrl) -> None:
        """A proxy for HTTP hands the request on as it would be without one; of others that is not known here."""
        proxy = self.option("proxy")
        if proxy is None or (isinstance(proxy, Boolean) and not proxy.value):
            return
        parts = [proxy.own(name) for name in ("host", "protocol")] if isinstance(proxy, Object) else []
        host, protocol = (to_text(part).value if isinstance(part, String) else "" for part in parts) if parts else ("", "")
        if not _PROXY_HOST.fullmatch(host) or protocol not in ("", "http", "http:") or url.host.value.startswith("["):
            raise Unsupported("a request through this proxy", proxy.origin.span())

    def authorize(self, fields: data.Fields, url: ParsedUrl) -> None:
        """`auth`, or the user in the URL, takes the place of an `Authorization` field."""
        auth = self.option("auth")
        login: Text | None = None
        if isinstance(auth, Unknown):
            raise Unsupported("auth that is known only at run time", auth.origin.span())
        if isinstance(auth, Object):
            parts = [auth.own(name) for name in ("username", "password")]
            empty = Text.decoded("", auth.origin.span())
            user, password = (to_text(part) if part is not None and truthy(part) is not False else empty for part in parts)
            login = Text.join([user, Text.decoded(":", auth.origin.span()), password])
        elif url.username.value or url.password.value:
            colon = Text.decoded(":", url.username.span())
            login = Text.join([percent_decoded(url.username), colon, percent_decoded(url.password)])
        if login is not None:
            try:
                fields.replace("Authorization", basic(login))
            except UnicodeEncodeError:
                raise Unsupported("half of a surrogate pair in auth", login.span()) from None


def _combined(url: Text | None, base: Text | None, origin: Text) -> Text:
    """A relative URL after the base URL, with one slash between them."""
    if base is None:
        return url or Text.decoded("", origin.span())
    if url is None:
        return base
    if urls.is_absolute(url):
        return url
    end, start = len(base.value.rstrip("/")), len(url) - len(url.value.lstrip("/"))
    return Text.join([base.slice(0, end), Text.decoded("/", url.slice(0, 0).span()), url.slice(start, len(url))])


MODULES: dict[str, Maker] = {"axios": axios_module}
EXPORTS = {"axios": _EXPORTS}

INSTANCES = frozenset({"axios.create"})
"""What makes another client of the same kind."""

SENDING = frozenset({"axios", "request", "create", "postForm", "putForm", "patchForm", *_WITHOUT_DATA, *_WITH_DATA})
"""What is called with a text, or with what holds it, and hands it on as it is."""
