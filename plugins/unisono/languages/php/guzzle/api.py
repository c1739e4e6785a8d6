"""Guzzle's `Client`, and the messages of PSR-7 (Guzzle 7's documentation, "Quickstart" and "Request Options")."""

from __future__ import annotations

import re
from dataclasses import field

from unisono.languages.php.guzzle import EXCERPT
from unisono.languages.php.guzzle.wire import Prepared, prepared, request_of
from unisono.languages.php.state import Call, Native
from unisono.languages.php.values import to_text
from unisono.languages.program.values import Entry, Host, Key, Map, Null, String, Value
from unisono.languages.reading import Unsupported
from unisono.records import dataclass
from unisono.text.source import Text

_OPTIONS = """
allow_redirects auth body cert connect_timeout cookies debug decode_content delay expect force_ip_resolve form_params
headers http_errors idn_conversion json multipart on_headers on_stats progress proxy query read_timeout sink ssl_key stream
synchronous timeout verify version
"""
CONSTANTS = {f"GuzzleHttp\\RequestOptions::{name.upper()}": name for name in _OPTIONS.split()}


@dataclass(slots=True, eq=False)
class Client(Host):
    """A client with its default options."""

    options: Map


@dataclass(slots=True, eq=False)
class Message(Host):
    """A `Psr7\\Request`."""

    method: Text
    url: Text
    headers: Map
    body: Value


@dataclass(slots=True, eq=False)
class Promise(Host):
    """A request that is sent when somebody waits for it."""

    prepared: Prepared
    sent: list[bool] = field(default_factory=list)


def _client(call: Call) -> Value:
    return Client(call.origin, call.map(0) if call.args else Map(call.origin))


def _message(call: Call) -> Value:
    headers = call.map(2) if len(call.args) > 2 else Map(call.origin)
    return Message(call.origin, call.text(0), call.text(1), headers, call.arg(3))


def _options(call: Call, client: Client, number: int) -> Map:
    """The options of a request, and those of the client that it does not have itself."""
    given = call.map(number) if len(call.args) > number else Map(call.origin)
    own: dict[Key, Entry] = {**client.options.entries, **given.entries}
    made = Map(call.origin, {name: entry for name, entry in own.items() if not isinstance(entry.value, Null)})
    defaults = client.options.get("headers")
    if isinstance(defaults, Map) and (not isinstance(given.get("headers"), Null)):
        made.entries["_defaults"] = Entry(call.origin, defaults)
    if "headers" in made.entries and "headers" not in given.entries:
        del made.entries["headers"]
    return made


def _this(call: Call) -> Client:
    if not isinstance(call.this, Client):  # cannot be: methods are looked up by class
        raise AssertionError(call.this)
    return call.this


def _prepared(call: Call, method: Text, first: int) -> Prepared:
    url = call.arg(first)
    address = url.origin if isinstance(url, String) else to_text(url)
    return prepared(call, method, address, _options(call, _this(call), first + 1))


def _sent(call: Call, made: Prepared) -> Value:
    call.php.send(request_of(made))
    return call.unknown(good=True)


def _request(call: Call) -> Value:
    return _sent(call, _prepared(call, call.text(0), 1))


def _request_later(call: Call) -> Value:
    return Promise(call.origin, _prepared(call, call.text(0), 1))


def _shortcut(name: str, *, waits: bool) -> Native:
    def run(call: Call) -> Value:
        made = _prepared(call, Text.decoded(name.upper(), call.origin.span()), 0)
        return _sent(call, made) if waits else Promise(call.origin, made)

    return run


def _from_message(call: Call) -> Prepared:
    message = call.arg(0)
    if not isinstance(message, Message):
        raise Unsupported("a request that is known only at run time", message.origin.span())
    options = _options(call, _this(call), 1)
    given = options.get("headers")
    headers = Map(message.headers.origin, {**message.headers.entries, **(given.entries if isinstance(given, Map) else {})})
    options.entries["headers"] = Entry(message.headers.origin, headers)
    if not isinstance(message.body, Null) and "body" not in options.entries:
        options.entries["body"] = Entry(message.body.origin, message.body)
    return prepared(call, message.method, message.url, options)


def _send(call: Call) -> Value:
    return _sent(call, _from_message(call))


def _send_later(call: Call) -> Value:
    return Promise(call.origin, _from_message(call))


def _wait(call: Call) -> Value:
    promise = call.this
    if isinstance(promise, Promise) and not promise.sent:
        promise.sent.append(True)
        call.php.send(request_of(promise.prepared))
    return call.unknown(good=True)


def _then(call: Call) -> Value:
    """What is done with the answer is of no interest where it sends nothing."""
    return call.this if call.this is not None else call.unknown()


def _with_header(call: Call) -> Value:
    message = call.this
    if not isinstance(message, Message):
        raise AssertionError(message)
    headers = Map(message.headers.origin, dict(message.headers.entries))
    headers.put(call.text(0).value, call.text(0), call.arg(1))
    return Message(message.origin, message.method, message.url, headers, message.body)


_METHODS = ("get", "head", "put", "post", "patch", "delete", "options")

SHORT_NAMES: dict[str, tuple[str, re.Pattern[str]]] = {
    full.rpartition("\\")[2].lower(): (full, EXCERPT)
    for full in ("GuzzleHttp\\Client", "GuzzleHttp\\Psr7\\Request", "GuzzleHttp\\Psr7\\Utils", "GuzzleHttp\\RequestOptions")
}
CONSTRUCTORS: dict[str, Native] = {"guzzlehttp\\client": _client, "guzzlehttp\\psr7\\request": _message}
METHODS: dict[tuple[type, str], Native] = {
    (Client, "request"): _request,
    (Client, "requestasync"): _request_later,
    (Client, "send"): _send,
    (Client, "sendrequest"): _send,
    (Client, "sendasync"): _send_later,
    **{(Client, name): _shortcut(name, waits=True) for name in _METHODS},
    **{(Client, f"{name}async"): _shortcut(name, waits=False) for name in _METHODS},
    (Promise, "wait"): _wait,
    (Promise, "then"): _then,
    (Promise, "otherwise"): _then,
    (Message, "withheader"): _with_header,
}
