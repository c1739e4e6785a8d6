"""The module `httpx`: its functions, clients and classes."""

from __future__ import annotations

from collections.abc import Callable

from unisono.languages.python.calls import Arguments, Call, Native
from unisono.languages.python.httpx.wire import header_pairs, prepare
from unisono.languages.python.library.cookies import jar
from unisono.languages.python.library.functions import Factory, function, harmless
from unisono.languages.python.operators import hashable, to_text
from unisono.languages.python.requests.content import falsy, is_none
from unisono.languages.python.requests.wire import send
from unisono.languages.python.thrown import BASES, Thrown
from unisono.languages.python.values import Coroutine, Exc, Map, Namespace, Object, Seq, Str, Value, none
from unisono.languages.reading import Unsupported
from unisono.text.regex import regex
from unisono.text.source import Span, Text

_SENDS = "content=, data=, files=, json=, "
_EVERY = "params=, headers=, cookies=, auth=, follow_redirects=, timeout="
_ALONE = ", proxy=, verify=, trust_env="
_IN_CLIENT = ", extensions="
_CLIENT = (
    "*, auth=, params=, headers=, cookies=, verify=, cert=, trust_env=, http1=, http2=, proxy=, mounts=, timeout=, "
    "follow_redirects=, limits=, max_redirects=, event_hooks=, base_url=, transport=, default_encoding="
)
_WITHOUT_CONTENT = ("get", "options", "head", "delete")
_WITH_CONTENT = ("post", "put", "patch")


def httpx_module(name: str, span: Span) -> Value:
    """`httpx`; it has no modules that samples import from."""
    if name != "httpx":
        raise Thrown("ModuleNotFoundError", f"No module named '{name}'", span)
    return Namespace(name, _MEMBERS, span)


def _verb(verb: str, client: Object | None) -> Callable[[Call], Value]:
    words = "url, *, " + (_SENDS if verb in _WITH_CONTENT else "") + _EVERY + (_IN_CLIENT if client else _ALONE)

    def run(call: Call) -> Value:
        found = call.bind(words, f"{_class(client)}.{verb}" if client else verb, 1 if client else 0)
        found.values["method"] = Str(Text.decoded(verb.upper(), call.function))
        return _later(client, lambda: send(_prepared(found, client, call), call), call.span)

    return run


def _any_method(name: str, client: Object | None) -> Callable[[Call], Value]:
    words = "method, url, *, " + _SENDS + _EVERY + (_IN_CLIENT if client else _ALONE)

    def run(call: Call) -> Value:
        found = call.bind(words, f"{_class(client)}.{name}" if client else name, 1 if client else 0)
        return _later(client, lambda: send(_prepared(found, client, call), call), call.span)

    return run


def _class(client: Object | None) -> str:
    return client.type if client else "httpx"


def _later(client: Object | None, run: Callable[[], Value], span: Span) -> Value:
    """An AsyncClient sends only when it is awaited."""
    return Coroutine(run, span) if client is not None and client.type == "AsyncClient" else run()


def _prepared(found: Arguments, client: Object | None, call: Call) -> Object:
    values = dict(found.values)
    if client is not None:
        values["headers"] = _merged_headers(client.members["headers"], values.get("headers"), call)
        values["params"] = _merged(client.members["params"], values.get("params"), call)
        values["cookies"] = _merged_cookies(client.members["cookies"], values.get("cookies"))
        values["base_url"] = client.members["base_url"]
        if "auth" not in values:
            values["auth"] = client.members["auth"]
    return prepare(values, found.places, call)


def _merged_headers(general: Value, own: Value | None, call: Call) -> Value:
    pairs = list(header_pairs(own, call))
    replaced = {hashable(name, call.span) for name, _ in pairs}
    lower = {name.lower() for name in replaced if isinstance(name, str)}
    kept = [(n, v) for n, v in header_pairs(general, call) if not (isinstance(n, Str) and n.text.value.lower() in lower)]
    return Seq("list", [Seq("tuple", [n, v], call.span) for n, v in [*kept, *pairs]], call.span)


def _merged(general: Value, own: Value | None, call: Call) -> Value:
    if falsy(general):
        return own if own is not None else none(call.span)
    if own is None or falsy(own):
        return general
    if not isinstance(general, Map) or not isinstance(own, Map):
        raise Unsupported("params of a client that are not a dict", own.span)
    return Map({**general.entries, **own.entries}, own.span)


def _merged_cookies(general: Value, own: Value | None) -> Value:
    held = general.members.get("jar") if isinstance(general, Object) else general
    other = own.members.get("jar") if isinstance(own, Object) else own
    if isinstance(held, Map) and isinstance(other, Map):
        return Map({**held.entries, **other.entries}, other.span)
    return own if own is not None and not falsy(own) else general


def _client(type_: str) -> Callable[[Call], Value]:
    def run(call: Call) -> Value:
        found = call.bind(_CLIENT, f"{type_}.__init__", 1)
        if found.get("event_hooks") is not None:
            call.unsupported("hooks of a client")
        if found.get("transport") is not None or found.get("mounts") is not None:
            call.unsupported("a client with a transport of its own")
        return client_object(type_, found, call)

    return run


def client_object(type_: str, found: Arguments, call: Call) -> Object:
    """`httpx.Client(…)` or `httpx.AsyncClient(…)`."""
    span = call.span
    headers = Map({}, span, folded=True)
    for name, value in header_pairs(found.get("headers"), call):
        headers.set(hashable(name, span), name, value)
    cookies = jar(span)
    given = found.get("cookies")
    if given is not None and not is_none(given):
        call.run.call(cookies.members["update"], [given], span)
    nothing = none(span)
    members: dict[str, Value] = {
        "headers": headers,
        "params": found.get("params") or nothing,
        "cookies": cookies,
        "auth": found.get("auth") or nothing,
        "base_url": found.get("base_url") or nothing,
    }
    client = Object(type_, members, span)
    for verb in (*_WITHOUT_CONTENT, *_WITH_CONTENT):
        members[verb] = Native(verb, _verb(verb, client), span)
    members["request"] = Native("request", _any_method("request", client), span)
    members["stream"] = Native("stream", _any_method("stream", client), span)
    members["build_request"] = Native("build_request", _build(client), span)
    members["send"] = Native("send", _send_built(client), span)
    for closing in ("close", "aclose"):
        members[closing] = Native(closing, lambda inner: none(inner.span), span)
    return client


def _build(client: Object) -> Callable[[Call], Value]:
    words = "method, url, *, " + _SENDS + "params=, headers=, cookies=, timeout=, extensions="

    def run(call: Call) -> Value:
        return _prepared(call.bind(words, f"{client.type}.build_request", 1), client, call)

    return run


def _send_built(client: Object) -> Callable[[Call], Value]:
    def run(call: Call) -> Value:
        found = call.bind("request, *, stream=, auth=, follow_redirects=", f"{client.type}.send", 1)
        built = found.values["request"]
        if not isinstance(built, Object) or built.type != "httpx.Request" or "auth" in found.values:
            raise Unsupported("a request known only at run time", call.span)
        return _later(client, lambda: send(built, call), call.span)

    return run


def _auth(type_: str) -> Callable[[Call], Value]:
    return lambda call: Object(type_, dict(call.bind("username, password", f"{type_}.__init__", 1).values), call.span)


def _url(call: Call) -> Value:
    """`httpx.URL(text)`."""
    if call.keywords:
        call.unsupported("httpx.URL with parts of the URL")
    text = to_text(call.only(), call.span)
    shown = "".join("x" if hidden else run.value for run, hidden in text.runs())
    if _NORMAL.fullmatch(shown) is None:
        call.unsupported("httpx.URL of a URL that it writes in another way")
    return Object("URL", {"__str__": Str(text)}, call.span)


_PCHAR = r"[A-Za-z0-9\-._~!$&()*+,;=:@/]|%[0-9A-Fa-f]{2}"
_NORMAL = regex(
    r"(?:(?:http(?!s?://[^/?#]*:80(?![0-9]))|https(?!://[^/?#]*:443(?![0-9])))://[a-z0-9_.-]+(?::[1-9][0-9]{0,4})?(?=[/?#]|\Z)"
    rf"|(?=/)(?!//))(?!(?:[^?#]*/)?\.\.?(?:[/?#]|\Z))(?:/(?:{_PCHAR})*+)?(?:\?(?:{_PCHAR}|\?)++)?(?:\#(?:{_PCHAR}|\?)++)?"
)
"""A URL that is its own text once httpx has taken it apart: its host in small letters, no port that its scheme has anyhow, no
segments of dots, and nothing that is percent-encoded."""


_MEMBERS: dict[str, Factory] = {
    **{verb: function(verb, _verb(verb, None)) for verb in (*_WITHOUT_CONTENT, *_WITH_CONTENT)},
    "request": function("request", _any_method("request", None)),
    "stream": function("stream", _any_method("stream", None)),
    "Client": function("Client", _client("Client")),
    "AsyncClient": function("AsyncClient", _client("AsyncClient")),
    "BasicAuth": function("BasicAuth", _auth("httpx.BasicAuth")),
    "DigestAuth": function("DigestAuth", _auth("httpx.DigestAuth")),
    "URL": function("URL", _url),
    "Timeout": harmless("Timeout"),
    "Limits": harmless("Limits"),
    "Response": harmless("Response"),
    "codes": harmless("codes"),
    "__version__": harmless("version"),
}


def _exception(name: str) -> Factory:
    return lambda span: Exc("httpx." + name, span)


_MEMBERS.update({name[len("httpx.") :]: _exception(name[len("httpx.") :]) for name in BASES if name.startswith("httpx.")})

PACKAGES = {"httpx": httpx_module}
