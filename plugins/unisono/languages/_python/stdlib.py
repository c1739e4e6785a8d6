"""The standard library as samples use it: what is computed, what is known only at run time, what is not understood."""

from __future__ import annotations

import base64
import datetime
import decimal
import hashlib
import hmac
import html
import json
import math
import mimetypes
import os
import posixpath
import random
import sys
import textwrap
import time
import urllib.parse
import uuid
from collections.abc import Callable

from unisono.languages import Unsupported
from unisono.languages._python.builtin_names import opened
from unisono.languages._python.calls import Call
from unisono.languages._python.forms import percent_encoded, urlencoded
from unisono.languages._python.json_text import Layout, dumped
from unisono.languages._python.methods import pairs
from unisono.languages._python.operators import computed, iterated, text_of
from unisono.languages._python.raised import Raised
from unisono.languages._python.values import (
    Bytes,
    Const,
    Coroutine,
    Exc,
    Namespace,
    Native,
    Object,
    Seq,
    Str,
    Unknown,
    Value,
    none,
    truth,
)
from unisono.source import Span, Text

Factory = Callable[[Span], Value]

NETWORK = frozenset(
    {"http", "urllib.request", "socket", "ssl", "subprocess", "smtplib", "ftplib", "xmlrpc", "telnetlib", "socketserver"}
)
"""Modules of the standard library whose use is not understood: they may send something."""

HARMLESS = frozenset(
    {"bs4", "certifi", "colorama", "dateutil", "dotenv", "jwt", "loguru", "lxml", "numpy", "pandas", "pydantic", "pytest"}
    | {"pytz", "rich", "tabulate", "tqdm", "typing_extensions", "yaml"}
)
"""Packages that send nothing by themselves."""


def module(name: str, span: Span) -> Value:
    """The module of that dotted name, known or not. Raises nothing: what is not understood is so where it is called."""
    if name in _MODULES:
        members, real = _MODULES[name]
        return Namespace(name, members, span, frozenset(dir(real)) if real else frozenset())
    if name.startswith(("urllib3.util", "urllib3.exceptions")):
        return Unknown(name.rpartition(".")[2], span, "module")
    top = name.partition(".")[0]
    foreign = name in NETWORK or top in NETWORK or (top not in sys.stdlib_module_names and top not in HARMLESS)
    return Unknown(name.rpartition(".")[2], span, "module", foreign)


def function(name: str, run: Callable[[Call], Value]) -> Factory:
    return lambda span: Native(name, run, span)


def _unknown(name: str, type_: str = "") -> Factory:
    return function(name, lambda call: call.unknown(type_))


def plainly(real: Callable[..., object], name: str, fallback: str = "str") -> Factory:
    """A function computed by Python's own where its arguments are known."""

    def run(call: Call) -> Value:
        named = list(call.keywords)

        def apply(*values: object) -> object:
            count = len(call.args)
            return real(*values[:count], **dict(zip(named, values[count:], strict=True)))

        found = computed(apply, [*call.args, *call.keywords.values()], call.span, name)
        return call.unknown(fallback) if isinstance(found, Unknown) else found

    return function(name, run)


# json


def _dumps(call: Call) -> Value:
    found = call.bind(
        "obj, *, skipkeys=, ensure_ascii=, check_circular=, allow_nan=, cls=, indent=, separators=, default=, sort_keys=, **kw"
    )
    return Str(dumped(found.values["obj"], _layout(found.values, call)))


def _layout(options: dict[str, Value], call: Call) -> Layout:
    if truth(options.get("cls", none(call.span))) is not False:
        raise Unsupported("json.dumps with a class of its own", call.span)
    default = options.get("default")
    if default is not None and not (isinstance(default, Native) and default.name == "str"):
        raise Unsupported("json.dumps with a function of its own", call.span)
    indent = options.get("indent")
    step = None
    if isinstance(indent, Str):
        step = indent.text.value
    elif isinstance(indent, Const) and isinstance(indent.value, int):
        step = " " * min(indent.value, 80)
    item, key = (", " if step is None else ","), ": "
    separators = options.get("separators")
    if isinstance(separators, Seq) and len(separators.items) == 2:
        item, key = (text_of(s, call.span).value for s in separators.items)
    return Layout(
        item,
        key,
        step,
        ascii=_flag(options, "ensure_ascii", True),
        nan=_flag(options, "allow_nan", True),
        sort=_flag(options, "sort_keys", False),
        skip=_flag(options, "skipkeys", False),
        as_string=default is not None,
    )


def _flag(options: dict[str, Value], name: str, default: bool) -> bool:
    value = options.get(name)
    return default if value is None else truth(value) is not False


def _loads(call: Call) -> Value:
    value = call.bind("s, *, cls=, object_hook=, parse_float=, parse_int=, parse_constant=, object_pairs_hook=").values["s"]
    if not isinstance(value, Str | Bytes | Unknown):
        call.type_error(f"the JSON object must be str, bytes or bytearray, not {type(value).__name__.lower()}")
    try:
        return computed(json.loads, [value], call.span, "loads")
    except RecursionError:
        raise Unsupported("JSON nested too deeply", call.span) from None
    except Raised as error:
        error.name = "json.decoder.JSONDecodeError"
        raise


# os


def environment(span: Span) -> Object:
    return Object("environ", {}, span)


def variable(environ: Object, name: Value, span: Span) -> Value:
    """An environment variable: what the sample has set, otherwise known only when it runs."""
    key = text_of(name, span).value
    return environ.members.get(key) or Str(Text.placeholder("$" + key, span))


def getenv(environ: Object, call: Call) -> Value:
    found = call.bind("key, default=None")
    default = found.get("default")
    if text_of(found.values["key"], call.span).value not in environ.members and default and not _is_none(default):
        return default
    return variable(environ, found.values["key"], call.span)


def _is_none(value: Value) -> bool:
    return isinstance(value, Const) and value.value is None


def _path_join(call: Call) -> Value:
    known = [v for v in call.args if isinstance(v, Str)]
    if len(known) != len(call.args):
        return call.unknown("str")
    return Str(Text.decoded(posixpath.join(*[v.text.value for v in known]), call.span))


# urllib.parse


def _quote(plus: bool) -> Callable[[Call], Value]:
    def run(call: Call) -> Value:
        found = call.bind("string, safe=None, encoding=None, errors=None")
        value, safe = found.values["string"], found.get("safe")
        if not isinstance(value, Str | Bytes | Unknown):
            call.type_error("quote_from_bytes() expected bytes")
        kept = safe.text.value if isinstance(safe, Str) else "" if plus else "/"
        return Str(percent_encoded(value.text, kept, plus))

    return run


def _urlencode(call: Call) -> Value:
    found = call.bind("query, doseq=None, safe=None, encoding=None, errors=None, quote_via=None")
    query, repeat = found.values["query"], found.get("doseq")
    if isinstance(query, Unknown) or found.get("safe") is not None:
        return call.unknown("str")
    via = found.get("quote_via")
    flat: list[tuple[Text, Text]] = []
    for name, value in pairs(query, call.span):
        several = isinstance(value, Seq) and repeat is not None and truth(repeat)
        items = (iterated(value, call.span) or []) if several else [value]
        flat += [(_form_text(name, call.span), _form_text(item, call.span)) for item in items]
    return Str(urlencoded(flat, call.span, plus=not (isinstance(via, Native) and via.name == "quote")))


def _form_text(value: Value, span: Span) -> Text:
    return value.text if isinstance(value, Bytes) else text_of(value, span)


# files


def _load(call: Call) -> Value:
    return call.unknown("", "load")


def _in_memory(call: Call) -> Value:
    made = opened(Str(Text.decoded("", call.span)), "rb", call.span)
    del made.members["name"]
    made.members["content"] = call.args[0] if call.args else Bytes(Text.decoded("", call.span))
    return made


def path(name: Text, span: Span) -> Object:
    return Object("Path", {"text": Str(name)}, span)


def _path(call: Call) -> Value:
    parts = [v.members["text"] if isinstance(v, Object) and "text" in v.members else v for v in call.args]
    known = [v.text for v in parts if isinstance(v, Str)]
    if len(known) != len(call.args):
        return call.unknown()
    return (
        path(known[0], call.span)
        if len(known) == 1
        else path(Text.decoded(posixpath.join(*[k.value for k in known]), call.span), call.span)
    )


# base64, hashes


def _base64(real: Callable[..., bytes], name: str) -> Factory:
    def run(call: Call) -> Value:
        value = call.only()
        if isinstance(value, Str):
            call.type_error("a bytes-like object is required, not 'str'")
        found = computed(real, [value], call.span, name)
        return Bytes(Text.placeholder("$" + name, call.span)) if isinstance(found, Unknown) else found

    return function(name, run)


def _hash(real: Callable[..., object], name: str) -> Factory:
    def run(call: Call) -> Value:
        values = call.args
        if values and isinstance(values[0], Str):
            call.type_error("Strings must be encoded before hashing")
        return computed(real, values, call.span, name)

    return function(name, run)


def _hmac(call: Call) -> Value:
    found = call.bind("key, msg=None, digestmod=")
    kind = found.get("digestmod")
    name = kind.text.value if isinstance(kind, Str) else getattr(kind, "name", "")
    message = found.get("msg") or Bytes(Text.decoded("", call.span))
    if isinstance(found.values["key"], Str):
        call.type_error("key: expected bytes or bytearray, but got 'str'")
    if name not in hashlib.algorithms_available:
        return call.unknown()
    return computed(lambda k, m: hmac.new(k, m, name), [found.values["key"], message], call.span, "signature")


# asyncio


def awaited(value: Value) -> Value:
    """What `await` gives; a coroutine runs only now."""
    return value.run() if isinstance(value, Coroutine) else value


def _gather(call: Call) -> Value:
    return Coroutine(lambda: Seq("list", [awaited(value) for value in call.args], call.span), call.span)


def _task(call: Call) -> Value:
    done: list[Value] = []

    def run() -> Value:
        if not done:
            done.append(awaited(call.only()))
        return done[0]

    return Coroutine(run, call.span)


def _constant(value: object) -> Factory:
    return lambda span: Const(value, span)


def _type(name: str, real: Callable[..., object], **members: Factory) -> Factory:
    """A class of the standard library: called, it computes an object; some of its own functions only run time knows."""

    def make(span: Span) -> Value:
        def run(call: Call) -> Value:
            return computed(real, call.args, call.span, name) if not call.keywords else _keyword_type(real, name, call)

        found: dict[str, Value] = {member: factory(span) for member, factory in members.items()}
        return Object("type", {**found, "__call__": Native(name, run, span)}, span)

    return make


def _keyword_type(real: Callable[..., object], name: str, call: Call) -> Value:
    names = list(call.keywords)
    count = len(call.args)

    def apply(*values: object) -> object:
        return real(*values[:count], **dict(zip(names, values[count:], strict=True)))

    return computed(apply, [*call.args, *call.keywords.values()], call.span, name)


_DATETIME = _type(
    "datetime",
    datetime.datetime,
    now=_unknown("now", "datetime"),
    utcnow=_unknown("utcnow", "datetime"),
    today=_unknown("today", "datetime"),
    fromtimestamp=_unknown("fromtimestamp", "datetime"),
    fromisoformat=plainly(datetime.datetime.fromisoformat, "fromisoformat"),
    strptime=plainly(datetime.datetime.strptime, "strptime"),
)
_DATE = _type(
    "date", datetime.date, today=_unknown("today", "date"), fromisoformat=plainly(datetime.date.fromisoformat, "date")
)
_TIMEZONE = _type("timezone", datetime.timezone, utc=_constant(datetime.UTC))

_QUOTING: dict[str, Factory] = {
    "quote": function("quote", _quote(False)),
    "quote_plus": function("quote_plus", _quote(True)),
    "urlencode": function("urlencode", _urlencode),
    "unquote": plainly(urllib.parse.unquote, "unquote"),
    "unquote_plus": plainly(urllib.parse.unquote_plus, "unquote_plus"),
    "urljoin": plainly(urllib.parse.urljoin, "urljoin"),
    "urlparse": _unknown("urlparse"),
    "urlsplit": _unknown("urlsplit"),
    "urlunparse": _unknown("urlunparse", "str"),
    "parse_qs": plainly(urllib.parse.parse_qs, "parse_qs"),
    "parse_qsl": plainly(urllib.parse.parse_qsl, "parse_qsl"),
}


def _loop(call: Call) -> Value:
    run = Native("run_until_complete", lambda inner: awaited(inner.only()), call.span)
    create = Native("create_task", _task, call.span)
    close = Native("close", lambda inner: none(inner.span), call.span)
    return Object("loop", {"run_until_complete": run, "create_task": create, "close": close}, call.span)


def _raise_exit(call: Call) -> Value:
    raise Raised("SystemExit", text_of(call.args[0], call.span).value if call.args else "", call.span)


def _path_class(span: Span) -> Value:
    members: dict[str, Value] = {
        "__call__": Native("Path", _path, span),
        "home": Native("home", lambda call: call.unknown(), span),
        "cwd": Native("cwd", lambda call: call.unknown(), span),
    }
    return Object("type", members, span)


def _partial(call: Call) -> Value:
    first, *args = [call.only(), *call.args[1:]]

    def run(inner: Call) -> Value:
        keywords, places = {**call.keywords, **inner.keywords}, {**call.places, **inner.places}
        joined = Call(inner.evaluator, inner.name, [*args, *inner.args], keywords, places, inner.span, inner.function)
        return inner.evaluator.run(first, joined)

    return Native("partial", run, call.span)


def _dedent(call: Call) -> Value:
    """`textwrap.dedent`: blank lines become empty, the margin of all others goes, and the rest keeps its place."""
    value = call.only()
    if not isinstance(value, Str):
        return computed(textwrap.dedent, [value], call.span, "dedent")
    lines = value.text.value.split("\n")
    filled = [line for line in lines if line.strip(" \t")]
    margin = posixpath.commonprefix([line[: len(line) - len(line.lstrip(" \t"))] for line in filled])
    pieces, at = [], 0
    for i, line in enumerate(lines):
        cut = len(margin) if line.strip(" \t") else len(line)
        pieces.append(value.text.slice(at + cut, at + len(line)))
        at += len(line)
        if i + 1 < len(lines):
            pieces.append(value.text.slice(at, at + 1))
            at += 1
    return Str(Text.join(pieces))


_MODULES: dict[str, tuple[dict[str, Factory], object]] = {
    "json": (
        {
            "dumps": function("dumps", _dumps),
            "loads": function("loads", _loads),
            "load": function("load", _load),
            "dump": function("dump", lambda call: none(call.span)),
            "JSONDecodeError": lambda span: Exc("json.decoder.JSONDecodeError", span),
            "decoder": lambda span: module("json.decoder", span),
        },
        json,
    ),
    "os": (
        {
            "path": lambda span: module("os.path", span),
            "getenv": function("getenv", lambda call: getenv(call.evaluator.environ, call)),
            "getcwd": _unknown("getcwd", "str"),
            "sep": lambda span: Str(Text.decoded("/", span)),
        },
        os,
    ),
    "os.path": (
        {
            "join": function("join", _path_join),
            "basename": plainly(posixpath.basename, "basename"),
            "expanduser": _unknown("path", "str"),
            "abspath": _unknown("path", "str"),
            "dirname": _unknown("path", "str"),
            "exists": _unknown("exists", "bool"),
            "isfile": _unknown("isfile", "bool"),
            "getsize": _unknown("getsize", "int"),
        },
        posixpath,
    ),
    "sys": (
        {
            "exit": function("exit", _raise_exit),
            "argv": lambda span: Unknown("argv", span, "list"),
            "stdin": lambda span: Unknown("stdin", span),
            "stdout": lambda span: Unknown("stdout", span),
            "stderr": lambda span: Unknown("stderr", span),
            "version": lambda span: Unknown("version", span, "str"),
            "version_info": lambda span: Unknown("version_info", span),
            "path": lambda span: Unknown("path", span),
        },
        sys,
    ),
    "time": (
        {
            "time": _unknown("time", "float"),
            "time_ns": _unknown("time_ns", "int"),
            "perf_counter": _unknown("perf_counter", "float"),
            "monotonic": _unknown("monotonic", "float"),
            "sleep": function("sleep", lambda call: none(call.span)),
            "strftime": _unknown("strftime", "str"),
            "gmtime": _unknown("gmtime"),
            "localtime": _unknown("localtime"),
            "mktime": _unknown("mktime", "float"),
        },
        time,
    ),
    "datetime": (
        {
            "datetime": _DATETIME,
            "date": _DATE,
            "timezone": _TIMEZONE,
            "timedelta": _type("timedelta", datetime.timedelta),
            "UTC": _constant(datetime.UTC),
        },
        datetime,
    ),
    "uuid": (
        {"uuid4": _unknown("uuid4", "UUID"), "uuid1": _unknown("uuid1", "UUID"), "UUID": _type("UUID", uuid.UUID)},
        uuid,
    ),
    "random": (
        {
            "randint": _unknown("randint", "int"),
            "random": _unknown("random", "float"),
            "choice": _unknown("choice"),
            "choices": _unknown("choices", "list"),
            "uniform": _unknown("uniform", "float"),
        },
        random,
    ),
    "base64": (
        {
            "b64encode": _base64(base64.b64encode, "b64encode"),
            "standard_b64encode": _base64(base64.standard_b64encode, "b64encode"),
            "urlsafe_b64encode": _base64(base64.urlsafe_b64encode, "b64encode"),
            "encodebytes": _base64(base64.encodebytes, "encodebytes"),
            "b64decode": plainly(base64.b64decode, "b64decode", "bytes"),
            "urlsafe_b64decode": plainly(base64.urlsafe_b64decode, "b64decode", "bytes"),
        },
        base64,
    ),
    "hashlib": ({name: _hash(getattr(hashlib, name), name) for name in ("md5", "sha1", "sha256", "sha384", "sha512")}, hashlib),
    "hmac": ({"new": function("new", _hmac)}, hmac),
    "urllib": (
        {"parse": lambda span: module("urllib.parse", span), "request": lambda span: module("urllib.request", span)},
        None,
    ),
    "urllib.parse": (_QUOTING, urllib.parse),
    "getpass": ({"getpass": function("getpass", lambda call: Str(Text.placeholder("$password", call.span)))}, None),
    "pathlib": (
        {"Path": _path_class, "PurePath": _path_class},
        None,
    ),
    "io": (
        {
            "BytesIO": function("BytesIO", _in_memory),
            "StringIO": function("StringIO", _in_memory),
            "open": function("open", lambda call: call.evaluator.call_builtin("open", call)),
        },
        None,
    ),
    "textwrap": (
        {"dedent": function("dedent", _dedent), "indent": plainly(textwrap.indent, "indent")},
        textwrap,
    ),
    "math": ({name: plainly(getattr(math, name), name, "float") for name in ("ceil", "floor", "sqrt", "log10", "trunc")}, None),
    "html": ({"escape": plainly(html.escape, "escape"), "unescape": plainly(html.unescape, "unescape")}, html),
    "mimetypes": ({"guess_type": plainly(mimetypes.guess_type, "guess_type")}, None),
    "decimal": ({"Decimal": _type("Decimal", decimal.Decimal)}, None),
    "functools": (
        {
            "wraps": function("wraps", lambda call: Native("wraps", lambda inner: inner.only(), call.span)),
            "partial": function("partial", _partial),
        },
        None,
    ),
    "collections": (
        {
            "OrderedDict": function("OrderedDict", lambda call: call.evaluator.call_builtin("dict", call)),
            "namedtuple": _unknown("namedtuple"),
            "Counter": _unknown("Counter"),
        },
        None,
    ),
    "urllib3": (
        {
            "disable_warnings": function("disable_warnings", lambda call: none(call.span)),
            "exceptions": lambda span: Unknown("exceptions", span),
            "util": lambda span: Unknown("util", span),
            "Retry": lambda span: Unknown("Retry", span),
        },
        None,
    ),
    "asyncio": (
        {
            "run": function("run", lambda call: awaited(call.only())),
            "gather": function("gather", _gather),
            "create_task": function("create_task", _task),
            "sleep": function("sleep", lambda call: none(call.span)),
            "get_event_loop": function("get_event_loop", _loop),
            "new_event_loop": function("new_event_loop", _loop),
            "wait_for": function("wait_for", lambda call: Coroutine(lambda: awaited(call.only()), call.span)),
        },
        None,
    ),
}
