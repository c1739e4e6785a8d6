"""Python samples of calls of the real interfaces with odd arguments."""

from __future__ import annotations

import builtins
import datetime
import decimal
from collections.abc import Callable

from fuzz.choices import Choices, Maker
from unisono.languages.python.library import builtins as functions
from unisono.languages.python.library import methods, modules

ODD = (
    "''",
    "'a'",
    "'1'",
    "'a b&c=d'",
    "'é'",
    "'\\0'",
    "'\\ud800'",
    "'%s'",
    "'{}'",
    "b''",
    "b'a'",
    "b'\\xff'",
    "0",
    "1",
    "-1",
    "-0.0",
    "1.5",
    "1e999",
    "-1e999",
    "float('nan')",
    "10**400",
    "2**63",
    "-2**63",
    "10**18",
    "1j",
    "True",
    "None",
    "...",
    "[]",
    "[1, 2, 3]",
    "['a', 'b']",
    "()",
    "(1,)",
    "('a', 'b')",
    "{}",
    "{'a': 1}",
    "{'a': ['b']}",
    "{'a': None}",
    "{1: 2}",
    "{1, 2}",
    "set()",
    "range(3)",
    "range(10**400)",
    "range(2**63)",
    "range(0, -5, -1)",
    "x",
    "y",
    "s",
    "lambda: 1",
    "lambda a: a",
    "f",
    "open('f')",
    "open('f', 'rb')",
    "os.environ",
    "os.environ['T']",
    "input()",
    "print",
    "str",
    "int",
    "ValueError",
    "requests",
    "requests.Session()",
    "f'{x}'",
    "f'{x!r:>9}'",
    "f'{1:{2}}'",
    "x[0]",
    "x[::0]",
    "x['a']",
    "x[-1:2**63]",
    "'a' * 2**20",
    "'99999999d'",
    "'utf-16'",
    "'idna'",
    "'punycode'",
    "'a' * 50000",
    "[0] * 9000",
    "frozenset([open('f')])",
    "(x for x in y)",
    "Decimal('NaN')",
    "Decimal('sNaN')",
    "Decimal('1e999999')",
    "Decimal('1')",
    "datetime.now()",
    "datetime(1, 1, 1)",
    "timedelta(999999999)",
    "timezone.utc",
    "Path('a')",
    "Path()",
    "'https://a.example/'",
    "'http://[::1'",
    "'//'",
    "'?a=b#c'",
    "'A' * 300 + ':1'",
    "io.BytesIO(b'a')",
    "json.dumps",
    "x.a",
    "object()",
    "type(x)",
    "not x",
    "~1",
    "-x",
)
_METHODS = sorted(
    {
        name
        for kind in (
            str,
            bytes,
            list,
            dict,
            set,
            tuple,
            int,
            float,
            range,
            datetime.datetime,
            datetime.timedelta,
            decimal.Decimal,
        )
        for name in dir(kind)
    }
    | {*methods._STR, *methods._SEQ, *methods._MAP}
)
_BUILTINS = sorted({*functions._FUNCTIONS, *(name for name in dir(builtins) if name[0].islower())})
_MEMBERS = sorted(f"{name}.{member}" for name, (members, _) in modules.MODULES.items() for member in members)
_SENDING = sorted(
    f"{library}.{name}"
    for library in ("requests", "httpx", "session", "client")
    for name in ("get", "post", "put", "patch", "delete", "head", "options", "request", "send")
)
_MAKING = (
    "requests.Request",
    "requests.Session",
    "httpx.Client",
    "httpx.AsyncClient",
    "httpx.Request",
    "httpx.URL",
    "httpx.BasicAuth",
    "requests.auth.HTTPBasicAuth",
    "requests.cookies.RequestsCookieJar",
    "requests.adapters.HTTPAdapter",
    "httpx.QueryParams",
    "httpx.Headers",
    "httpx.Timeout",
    "httpx.Cookies",
    "requests.auth.HTTPDigestAuth",
)
_KEYWORDS = (
    "params",
    "data",
    "json",
    "headers",
    "cookies",
    "files",
    "auth",
    "timeout",
    "allow_redirects",
    "proxies",
    "verify",
    "stream",
    "cert",
    "content",
    "follow_redirects",
    "method",
    "url",
    "base_url",
    "indent",
    "separators",
    "sort_keys",
    "default",
    "key",
    "reverse",
    "start",
    "ndigits",
    "encoding",
    "errors",
    "safe",
    "doseq",
    "quote_via",
    "sep",
    "maxsplit",
    "altchars",
    "length",
    "byteorder",
    "digestmod",
    "mode",
    "hooks",
    "extensions",
    "event_hooks",
    "transport",
    "mounts",
    "trust_env",
)
_OPERATORS = [
    "+",
    "-",
    "*",
    "/",
    "//",
    "%",
    "**",
    "<<",
    ">>",
    "|",
    "&",
    "^",
    "@",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "in",
    "is",
    "and",
    "or",
    "not in",
    "is not",
]
_CAUGHT = ("Exception", "ValueError", "TypeError", "KeyError")
_GROWN = ("[x, x]", "x + x", "[*x, *x]", "{1: x, 2: x}", "f(x)", "str(x)", "repr(x)", "json.dumps(x)", "x * 3", "(x, x)")
_PERCENT = ("d", "s", "r", "c", "f", "x", "999999d", ".99999f", "(a)s", "*d", "5%", "q")
_FIELDS = ("", "0", "1", "a", "0.a", "0[0]", ":>9", "!r", ":99999999", "0[a]", ":{0}", ":c", ":%Y")
NEWLINE, INDENTED = "\n", "\n    "
_HEAD = (
    "import asyncio, base64, collections, datetime, decimal, functools, hashlib, hmac, html, io, json, math, mimetypes, os, "
    "os.path, pathlib, random, sys, textwrap, time, urllib.parse, uuid, argparse, getpass, requests, httpx\n"
    "import requests.auth, requests.cookies, requests.adapters\n"
    "from pathlib import Path\nfrom datetime import datetime, timedelta, timezone, date\nfrom decimal import Decimal\n"
    "session = requests.Session()\nclient = httpx.Client()\n"
    "x = y = s = 'a'\ndef f(a=1, *b, **c):\n    return a\n"
)


def code(choices: Choices) -> str:
    """A sample of up to eight statements, the last of which sends."""
    maker = _Maker(choices)
    lines = [f"x = {maker.expression()}", f"y = {maker.expression()}", f"s = {maker.expression()}"]
    lines += [maker.statement() for _ in range(choices.number(5))]
    lines = [
        f"try:\n    {line.replace(NEWLINE, INDENTED)}\nexcept Exception:\n    pass" for line in lines
    ]  # so that all are reached
    return _HEAD + "\n".join(lines) + f"\n{maker.call(choices.one(_SENDING))}\nrequests.get('https://a.example/')\n"


class _Maker(Maker):
    def statement(self) -> str:
        choices = self.choices
        name, value = choices.one(("x", "y", "s", "x.a", "x['a']", "x[0]", "x, y", "x, *y")), self.expression
        form = choices.number(12)
        if form < 5:
            return f"{name} = {value()}"
        if form == 5:
            return f"{name.partition(',')[0]} {choices.one(('+', '-', '*', '/', '%', '**', '|'))}= {value()}"
        if form == 6:
            return f"for x in {value()}:\n    y = {value()}"
        if form == 7:
            return f"try:\n    x = {value()}\nexcept {choices.one(_CAUGHT)}:\n    y = {value()}"
        if form == 8:
            return f"if {value()}:\n    x = {value()}\nelse:\n    y = {value()}"
        if form == 9:
            return f"with {value()} as x:\n    y = {value()}"
        if form == 10:
            return f"del x[{value()}]"
        return f"for _ in range(40):\n    x = {choices.one(_GROWN)}"

    def expression(self) -> str:
        choices = self.choices
        with self.form(10) as form:
            if form < 3:
                return choices.one(ODD)
            if form < 5:
                return self.call(f"({self.expression()}).{choices.one(_METHODS)}")
            if form == 5:
                return self.call(choices.one(_BUILTINS))
            if form == 6:
                return self.call(choices.one(_MEMBERS))
            if form == 7:
                return f"({self.expression()} {choices.one(_OPERATORS)} {self.expression()})"
            if form == 8:
                return self.call(choices.one((*_MAKING, *_SENDING)))
            return self.display()

    def display(self) -> str:
        one = self.expression
        forms: tuple[Callable[[], str], ...] = (
            lambda: f"[{one()}, {one()}]",
            lambda: f"{{{one()}: {one()}}}",
            lambda: f"({one()})[{one()}]",
            lambda: f"({one()})[{one()}:{one()}:{one()}]",
            lambda: f"f'{{{one()}}}'" if self.depth < 2 else "f'{x:>10}'",
            lambda: f"('%{self.choices.one(_PERCENT)}' % {one()})",
            lambda: f"'{{{self.choices.one(_FIELDS)}}}'.format({one()}, a={one()})",
            lambda: f"[{one()} for x in {one()}]",
            lambda: f"[*{one()}, *{one()}]",
            lambda: f"{{**{one()}}}",
            lambda: f"({one()} if {one()} else {one()})",
            lambda: f"(lambda a: {one()})({one()})",
        )
        return self.choices.one(forms)()

    def call(self, function: str) -> str:
        choices = self.choices
        arguments = choices.some(self.expression, 3)
        names = dict.fromkeys(choices.some(lambda: choices.one(_KEYWORDS), 2))
        arguments += [f"{name}={self.expression()}" for name in names]
        return f"{function}({', '.join(arguments)})"
