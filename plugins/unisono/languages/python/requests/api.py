"""The module `requests`: its functions, sessions and classes."""

from __future__ import annotations

from collections.abc import Callable

from unisono.languages.python.calls import Arguments, Call, Native
from unisono.languages.python.library.cookies import jar
from unisono.languages.python.library.functions import Factory, function, harmless
from unisono.languages.python.library.methods import pairs
from unisono.languages.python.library.modules import module
from unisono.languages.python.operators import hashable
from unisono.languages.python.requests.content import falsy, is_none
from unisono.languages.python.requests.cookies import jar_from_dict, made_jar
from unisono.languages.python.requests.wire import check_proxy, prepare, run_hooks, send
from unisono.languages.python.thrown import BASES, Thrown
from unisono.languages.python.values import Bytes, Class, Exc, Map, Namespace, Object, Str, Unknown, Value, none
from unisono.languages.reading import Unsupported
from unisono.text.source import Span, Text

VERBS = {
    "get": "url, params=, **kwargs",
    "options": "url, **kwargs",
    "head": "url, **kwargs",
    "post": "url, data=, json=, **kwargs",
    "put": "url, data=, **kwargs",
    "patch": "url, data=, **kwargs",
    "delete": "url, **kwargs",
}
_REQUEST = (
    "method, url, params=, data=, headers=, cookies=, files=, auth=, timeout=, allow_redirects=, proxies=, hooks=, stream=, "
    "verify=, cert=, json="
)
_REQUEST_CLASS = "method=, url=, headers=, files=, data=, params=, auth=, cookies=, hooks=, json="


def requests_module(name: str, span: Span) -> Value:
    """`requests`, or a module in it by its dotted name."""
    members = _MODULES.get(name)
    if members is None and name.startswith("requests.packages"):
        return Unknown("packages", span, "module")
    if members is None:
        raise Thrown("ModuleNotFoundError", f"No module named '{name}'", span)
    return Namespace(name, members, span, frozenset(members) | _OTHERS if name == "requests" else frozenset())


def _verb(verb: str, session: Object | None) -> Callable[[Call], Value]:
    def run(call: Call) -> Value:
        name = f"Session.{verb}" if session else verb
        found = call.bind(VERBS[verb], name, 1 if session else 0)
        method = Str(Text.decoded(verb.upper(), call.function))
        return _request({"method": method, **found.values, **found.others}, found, session, call)

    return run


def _any_method(session: Object | None) -> Callable[[Call], Value]:
    def run(call: Call) -> Value:
        if session is None:
            found = call.bind("method, url, **kwargs")
            return _request({**found.values, **found.others}, found, None, call)
        found = call.bind(_REQUEST, "Session.request", 1)
        return _request(found.values, found, session, call)

    return run


def _request(values: dict[str, Value], found: Arguments, session: Object | None, call: Call) -> Value:
    """`Session.request`, in the session given or in one made for this request."""
    inner = Call(
        call.run, "request", [], values, {**dict.fromkeys(values, call.span), **found.places}, call.span, call.function
    )
    arguments = inner.bind(_REQUEST, "Session.request", 1)
    method = arguments.values["method"]
    if isinstance(method, Bytes):  # decoded, as everything that requests takes for a method
        arguments.values["method"] = Str(method.text)
    elif not isinstance(method, Str | Unknown):
        raise Thrown("AttributeError", "'NoneType' object has no attribute 'upper'", call.span)
    prepared = prepare(_merged(arguments.values, session), arguments.places, call)
    check_proxy(arguments.get("proxies"), prepared.members["url"])
    response = send(prepared, call)
    run_hooks(arguments.get("hooks"), call)
    return response


def _merged(values: dict[str, Value], session: Object | None) -> dict[str, Value]:
    """A request's arguments with the session's: dicts merge, the request's `None` removes, other values replace."""
    if session is None:
        return values
    merged = dict(values)
    for name in ("headers", "params"):
        merged[name] = _merge(values.get(name), session.members[name], name)
    merged["cookies"] = _merged_cookies(values.get("cookies"), session.members["cookies"])
    if is_none(values.get("auth")):
        merged["auth"] = session.members["auth"]
    return merged


def _merged_cookies(own: Value | None, general: Value) -> Value:
    made = Map({}, own.span if own else general.span)
    for source in (general, own):
        held = source.members.get("jar") if isinstance(source, Object) else source
        if isinstance(held, Unknown):
            raise Unsupported("cookies known only at run time", held.span)
        if isinstance(held, Map):
            made.entries.update(held.entries)
    return made


def _merge(own: Value | None, general: Value, name: str) -> Value:
    if own is None or falsy(own):
        return general
    if not isinstance(own, Map) or not isinstance(general, Map):
        return own
    merged = Map(
        dict(general.entries), own.span, folded=general.folded or name == "headers", doubtful=general.doubtful or own.doubtful
    )
    for key, value in own.entries.values():
        merged.set(hashable(key, own.span), key, value)
    return merged


def session_object(call: Call) -> Value:
    """`requests.Session()`."""
    session = Object("Session", {}, call.span)
    session.members.update(
        headers=_defaults(call.span),
        params=Map({}, call.span),
        cookies=jar(call.span),
        auth=none(call.span),
        request=Native("request", _any_method(session), call.span),
        send=Native("send", _send_prepared, call.span),
        prepare_request=Native("prepare_request", lambda inner: _prepare_in(session, inner), call.span),
        close=Native("close", lambda inner: none(inner.span), call.span),
        mount=Native("mount", lambda inner: none(inner.span), call.span),
    )
    for verb in VERBS:
        session.members[verb] = Native(verb, _verb(verb, session), call.span)
    for name in ("get_adapter", "resolve_redirects"):
        session.members[name] = Native(name, _sends_itself(name), call.span)
    return session


def _sends_itself(name: str) -> Callable[[Call], Value]:
    def refuse(call: Call) -> Value:
        raise Unsupported(f"what {name} of a session may send", call.span)

    return refuse


def _defaults(span: Span) -> Map:
    """The fields that a session sends by itself: an author may read and remove them."""
    headers = Map({}, span, folded=True)
    for name in ("User-Agent", "Accept-Encoding", "Accept", "Connection"):
        headers.set(name, Str(Text.decoded(name, span)), Unknown(name.replace("-", "_"), span, "default"))
    return headers


def _send_prepared(call: Call) -> Value:
    prepared = call.bind("request, **kwargs", "Session.send", 1).values["request"]
    if isinstance(prepared, Object) and prepared.type == "Request":
        raise Thrown("ValueError", "You can only send PreparedRequests.", call.span)
    if not isinstance(prepared, Object) or prepared.type != "PreparedRequest":
        raise Unsupported("a request known only at run time", call.span)
    return send(prepared, call)


def _request_object(call: Call) -> Value:
    """`requests.Request(…)`: its attributes are its arguments, and may still change."""
    found = call.bind(_REQUEST_CLASS, "Request.__init__", 1)
    made = Object("Request", dict(found.values), call.span)
    made.members["prepare"] = Native("prepare", lambda inner: _prepare(made, found.places, inner), call.span)
    return made


def _prepare(made: Object, places: dict[str, Span], call: Call) -> Object:
    values = {k: v for k, v in made.members.items() if k != "prepare"}
    if "hooks" in values:
        raise Unsupported("hooks of a Request", made.span)
    if "method" not in values or "url" not in values:
        raise Unsupported("a Request without a method or URL", made.span)
    return prepare(values, places, call)


def _prepare_in(session: Object, call: Call) -> Value:
    made = call.bind("request", "Session.prepare_request", 1).values["request"]
    if not isinstance(made, Object) or made.type != "Request":
        raise Unsupported("a request known only at run time", call.span)
    merged = Object("Request", _merged(made.members, session), made.span)
    return _prepare(merged, {}, call)


def _basic_auth(type_: str) -> Callable[[Call], Value]:
    def run(call: Call) -> Value:
        found = call.bind("username, password", f"{type_}.__init__", 1)
        return Object(type_, dict(found.values), call.span)

    return run


def _folded(call: Call) -> Value:
    """`CaseInsensitiveDict(…)`."""
    made = Map({}, call.span, folded=True)
    for source in call.args:
        for name, value in pairs(source, call.span):
            made.set(hashable(name, call.span), name, value)
    return made


def _exception(name: str) -> Factory:
    return lambda span: Exc("requests.exceptions." + name, span)


def _submodule(name: str) -> Factory:
    return lambda span: requests_module("requests." + name, span)


_EXCEPTIONS: dict[str, Factory] = {
    name.rpartition(".")[2]: _exception(name.rpartition(".")[2]) for name in BASES if name.startswith("requests.")
}
_AUTH: dict[str, Factory] = {
    "HTTPBasicAuth": function("HTTPBasicAuth", _basic_auth("HTTPBasicAuth")),
    "HTTPDigestAuth": function("HTTPDigestAuth", _basic_auth("HTTPDigestAuth")),
    "AuthBase": lambda span: Class("AuthBase", {}, [], span),
}
_ADAPTERS: dict[str, Factory] = {"HTTPAdapter": harmless("HTTPAdapter"), "Retry": harmless("Retry")}
_STRUCTURES: dict[str, Factory] = {"CaseInsensitiveDict": function("CaseInsensitiveDict", _folded)}
_COOKIES: dict[str, Factory] = {
    "cookiejar_from_dict": function("cookiejar_from_dict", jar_from_dict),
    "RequestsCookieJar": function("RequestsCookieJar", made_jar),
}
_QUOTING = ("quote", "unquote", "quote_plus", "urlencode", "urljoin", "urlparse", "unquote_plus")
_UTILS: dict[str, Factory] = {}


def _parse_member(name: str) -> Factory:
    def make(span: Span) -> Value:
        parse = module("urllib.parse", span)
        return parse.members[name](span) if isinstance(parse, Namespace) else parse

    return make


_UTILS.update({name: _parse_member(name) for name in _QUOTING})
_SESSIONS: dict[str, Factory] = {"Session": function("Session", session_object), "session": function("session", session_object)}
_MODELS: dict[str, Factory] = {"Request": function("Request", _request_object), "Response": harmless("Response")}

_MODULES: dict[str, dict[str, Factory]] = {
    "requests.auth": _AUTH,
    "requests.adapters": _ADAPTERS,
    "requests.structures": _STRUCTURES,
    "requests.cookies": _COOKIES,
    "requests.exceptions": _EXCEPTIONS,
    "requests.utils": {**_UTILS, **_COOKIES},
    "requests.compat": _UTILS,
    "requests.sessions": _SESSIONS,
    "requests.models": _MODELS,
    "requests.api": {},
}
_TOP: dict[str, Factory] = {
    **{verb: function(verb, _verb(verb, None)) for verb in VERBS},
    "request": function("request", _any_method(None)),
    **_SESSIONS,
    **_MODELS,
    **{name: _EXCEPTIONS[name] for name in ("RequestException", "HTTPError", "ConnectionError", "Timeout", "URLRequired",
       "TooManyRedirects", "ReadTimeout", "ConnectTimeout", "JSONDecodeError")},
    **{name.partition(".")[2]: _submodule(name.partition(".")[2]) for name in _MODULES},
    "codes": harmless("codes"),
    "packages": harmless("packages"),
    "__version__": harmless("version"),
    "PreparedRequest": lambda span: Unknown("PreparedRequest", span, foreign=True),
}  # fmt: skip
_OTHERS = frozenset(
    {"certs", "check_compatibility", "hooks", "status_codes", "help", "ssl", "urllib3", "warnings", "FileModeWarning"}
    | {"RequestsDependencyWarning", "NullHandler", "chardet_version", "charset_normalizer_version"}
    | {"DependencyWarning", "annotations", "logging"}
)
"""What `requests` has besides."""
_MODULES["requests"] = _TOP
_MODULES["requests.api"].update({name: _TOP[name] for name in (*VERBS, "request")})

PACKAGES = {"requests": requests_module}
CLASSES = dict.fromkeys(_AUTH, "requests.auth")
