"""The standard library as samples use it: what is computed, what is known only at run time, what is not understood."""

from __future__ import annotations

import base64
import datetime
import decimal
import functools
import hashlib
import hmac
import html
import importlib
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

from unisono.languages.python.calls import Native
from unisono.languages.python.library.argparse import CONSTANTS, ERRORS, OTHER_NAMES, parser
from unisono.languages.python.library.builtins import call_builtin, raise_exit
from unisono.languages.python.library.cookies import file_jar
from unisono.languages.python.library.functions import (
    DATE,
    DATETIME,
    QUOTING,
    TIMEZONE,
    Factory,
    awaited,
    base64_function,
    constant,
    dedent,
    dumps,
    function,
    gather,
    getenv,
    hash_function,
    hmac_new,
    in_memory,
    indent,
    load,
    loads,
    loop,
    partial,
    path_class,
    path_join,
    plainly,
    task,
    type_of,
    unknown,
)
from unisono.languages.python.values import Coroutine, Exc, Namespace, Str, Unknown, Value, none
from unisono.text.source import Span, Text

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
    if name in MODULES:
        members, real = MODULES[name]
        real = importlib.import_module(real) if isinstance(real, str) else real
        return Namespace(name, members, span, frozenset(dir(real)) if real else frozenset())
    if name.startswith(("urllib3.util", "urllib3.exceptions")):
        return Unknown(name.rpartition(".")[2], span, "module")
    top = name.partition(".")[0]
    foreign = name in NETWORK or top in NETWORK or (top not in sys.stdlib_module_names and top not in HARMLESS)
    return Unknown(name.rpartition(".")[2], span, "module", foreign)


def module_with(name: str) -> str | None:
    """The one module of the standard library that is understood to have that name; None where there is none, or several."""
    found = [module for module, (members, _) in MODULES.items() if name in members]
    return found[0] if len(found) == 1 else None


def _string(text: str, span: Span) -> Value:
    return Str(Text.decoded(text, span))


# What is understood of each, and the module itself, by its name where importing it takes long: its other names are only known.
MODULES: dict[str, tuple[dict[str, Factory], object]] = {
    "json": (
        {
            "dumps": function("dumps", dumps),
            "loads": function("loads", loads),
            "load": function("load", load),
            "dump": function("dump", lambda call: none(call.span)),
            "JSONDecodeError": lambda span: Exc("json.decoder.JSONDecodeError", span),
            "decoder": lambda span: module("json.decoder", span),
        },
        json,
    ),
    "http.cookiejar": (
        {name: function(name, file_jar) for name in ("CookieJar", "LWPCookieJar", "MozillaCookieJar")},
        "http.cookiejar",
    ),
    "os": (
        {
            "path": lambda span: module("os.path", span),
            "getenv": function("getenv", lambda call: getenv(call.run.environ, call)),
            "getcwd": unknown("getcwd", "str"),
            "sep": lambda span: Str(Text.decoded("/", span)),
        },
        os,
    ),
    "os.path": (
        {
            "join": function("join", path_join),
            "basename": plainly(posixpath.basename, "basename"),
            "expanduser": unknown("path", "str"),
            "abspath": unknown("path", "str"),
            "dirname": unknown("path", "str"),
            "exists": unknown("exists", "bool"),
            "isfile": unknown("isfile", "bool"),
            "getsize": unknown("getsize", "int"),
        },
        posixpath,
    ),
    "sys": (
        {
            "exit": function("exit", raise_exit),
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
            "time": unknown("time", "float"),
            "time_ns": unknown("time_ns", "int"),
            "perf_counter": unknown("perf_counter", "float"),
            "monotonic": unknown("monotonic", "float"),
            "sleep": function("sleep", lambda call: none(call.span)),
            "strftime": unknown("strftime", "str"),
            "gmtime": unknown("gmtime"),
            "localtime": unknown("localtime"),
            "mktime": unknown("mktime", "float"),
        },
        time,
    ),
    "datetime": (
        {
            "datetime": DATETIME,
            "date": DATE,
            "timezone": TIMEZONE,
            "timedelta": type_of("timedelta", datetime.timedelta),
            "UTC": constant(datetime.UTC),
        },
        datetime,
    ),
    "uuid": (
        {"uuid4": unknown("uuid4", "UUID"), "uuid1": unknown("uuid1", "UUID"), "UUID": type_of("UUID", uuid.UUID)},
        uuid,
    ),
    "random": (
        {
            "randint": unknown("randint", "int"),
            "random": unknown("random", "float"),
            "choice": unknown("choice"),
            "choices": unknown("choices", "list"),
            "uniform": unknown("uniform", "float"),
        },
        random,
    ),
    "base64": (
        {
            "b64encode": base64_function(base64.b64encode, "b64encode"),
            "standard_b64encode": base64_function(base64.standard_b64encode, "b64encode"),
            "urlsafe_b64encode": base64_function(base64.urlsafe_b64encode, "b64encode"),
            "encodebytes": base64_function(base64.encodebytes, "encodebytes"),
            "b64decode": plainly(base64.b64decode, "b64decode", "bytes"),
            "urlsafe_b64decode": plainly(base64.urlsafe_b64decode, "b64decode", "bytes"),
        },
        base64,
    ),
    "hashlib": (
        {name: hash_function(getattr(hashlib, name), name) for name in ("md5", "sha1", "sha256", "sha384", "sha512")},
        hashlib,
    ),
    "hmac": ({"new": function("new", hmac_new)}, hmac),
    "urllib": (
        {"parse": lambda span: module("urllib.parse", span), "request": lambda span: module("urllib.request", span)},
        None,
    ),
    "urllib.parse": (QUOTING, urllib.parse),
    "getpass": ({"getpass": function("getpass", lambda call: Str(Text.placeholder("$password", call.span)))}, None),
    "pathlib": (
        {"Path": path_class, "PurePath": path_class},
        None,
    ),
    "io": (
        {
            "BytesIO": function("BytesIO", in_memory),
            "StringIO": function("StringIO", in_memory),
            "open": function("open", lambda call: call_builtin("open", call)),
        },
        None,
    ),
    "argparse": (
        {
            "ArgumentParser": function("ArgumentParser", parser),
            **{name: functools.partial(Exc, f"argparse.{name}") for name in ERRORS},
            **{name: functools.partial(_string, text) for name, text in CONSTANTS.items()},
            **{name: functools.partial(Unknown, name) for name in OTHER_NAMES},
        },
        None,
    ),
    "textwrap": (
        {"dedent": function("dedent", dedent), "indent": function("indent", indent)},
        textwrap,
    ),
    "math": ({name: plainly(getattr(math, name), name, "float") for name in ("ceil", "floor", "sqrt", "log10", "trunc")}, None),
    "html": ({"escape": plainly(html.escape, "escape"), "unescape": plainly(html.unescape, "unescape")}, html),
    "mimetypes": ({"guess_type": plainly(mimetypes.guess_type, "guess_type")}, None),
    "decimal": ({"Decimal": type_of("Decimal", decimal.Decimal)}, None),
    "functools": (
        {
            "wraps": function("wraps", lambda call: Native("wraps", lambda inner: inner.only(), call.span)),
            "partial": function("partial", partial),
        },
        None,
    ),
    "collections": (
        {
            "OrderedDict": function("OrderedDict", lambda call: call_builtin("dict", call)),
            "namedtuple": unknown("namedtuple"),
            "Counter": unknown("Counter"),
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
            "gather": function("gather", gather),
            "create_task": function("create_task", task),
            "sleep": function("sleep", lambda call: none(call.span)),
            "get_event_loop": function("get_event_loop", loop),
            "new_event_loop": function("new_event_loop", loop),
            "wait_for": function("wait_for", lambda call: Coroutine(lambda: awaited(call.only()), call.span)),
        },
        None,
    ),
}
