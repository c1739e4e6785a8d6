"""JavaScript samples of calls of the real interfaces with odd arguments."""

from __future__ import annotations

from collections.abc import Callable

from fuzz.choices import Choices, Maker
from unisono.languages.javascript import environment
from unisono.languages.javascript.library import bodies, modules
from unisono.languages.javascript.library.standard import PROTOTYPES

ODD = (
    "''",
    "'a'",
    "'1'",
    "'a b&c=d'",
    "'é😀'",
    "'\\0'",
    "'\\ud800'",
    "'%E0%A4%A'",
    "'$&'",
    "0",
    "1",
    "-1",
    "-0",
    "1.5",
    "1e999",
    "-Infinity",
    "NaN",
    "2**53",
    "2**1024",
    "0xffffffffffffffffffffffffffffffffff",
    "1n",
    "true",
    "null",
    "undefined",
    "[]",
    "[1, 2, 3]",
    "['a', ['b']]",
    "[['a', 'b']]",
    "[, 1]",
    "{}",
    "{a: 1}",
    "{a: [1, {b: 2}]}",
    "{toString: 1}",
    "{toJSON() { return 1 }}",
    "{length: 1e9}",
    "x",
    "y",
    "s",
    "() => 1",
    "a => a",
    "f",
    "C",
    "new C()",
    "/a+/g",
    "/[--b]/",
    "/(/",
    "Symbol('a')",
    "process.env.T",
    "process",
    "console",
    "fetch",
    "axios",
    "`a${x}`",
    "x[0]",
    "x.a",
    "x?.a",
    "x.length",
    "'a'.repeat(9000)",
    "new Array(3)",
    "Array(1e9)",
    "'2020-01-01'",
    "'0001-01-01T00:00+23:59'",
    "'9999-12-31T23:59:59-23:59'",
    "'https://a.example/?a=b'",
    "'http://[::1'",
    "'//'",
    "new Date(0)",
    "new Date(8.64e15)",
    "new Date(NaN)",
    "new URL('https://a.example/?a=b')",
    "new URLSearchParams('a=b&a=c')",
    "new Headers({a: 'b'})",
    "new FormData()",
    "new Blob(['a'])",
    "Buffer.from('a')",
    "Buffer.alloc(9)",
    "Promise.resolve(1)",
    "Promise.reject(1)",
    "new Promise(r => r(1))",
    "async () => 1",
    "JSON",
    "Math",
    "globalThis",
    "this",
    "arguments",
    "'__proto__'",
    "'constructor'",
    "'length'",
    "'99999999999999999999'",
    "4294967295",
    "...x",
    "-x",
    "!x",
    "typeof x",
)
_METHODS = sorted({name for names in PROTOTYPES.values() for name in names} | set(bodies.FORM_PACKAGE_METHODS))
_STATICS = (
    "Object.keys",
    "Object.values",
    "Object.entries",
    "Object.assign",
    "Object.fromEntries",
    "Object.freeze",
    "Array.from",
    "Array.of",
    "Array.isArray",
    "Number.parseInt",
    "Math.floor",
    "Math.max",
    "Math.min",
    "Math.round",
    "Math.abs",
    "JSON.stringify",
    "JSON.parse",
    "Buffer.from",
    "Buffer.alloc",
    "Buffer.concat",
    "Buffer.byteLength",
    "Promise.all",
    "Promise.race",
    "Promise.allSettled",
    "axios.get",
    "axios.post",
    "axios.request",
    "axios.create",
    "axios.put",
    "axios.delete",
    "axios.postForm",
    "http.request",
    "https.get",
    "https.request",
    "qs.stringify",
    "querystring.stringify",
    "url.parse",
    "url.format",
    "fs.readFileSync",
    "fs.createReadStream",
    "process.exit",
    "axios",
    "new URL",
    "new URLSearchParams",
    "new Headers",
    "new FormData",
    "new Blob",
    "new File",
    "new Request",
    "new Response",
    "new Date",
    "new Promise",
    "new Error",
    "new Array",
    "new FormDataPackage",
    "new C",
    "new AbortController",
    "new TextEncoder",
    "nodeFetch",
)
_GLOBALS = sorted(environment.GLOBALS)
_KEYS = (
    "method",
    "body",
    "headers",
    "data",
    "params",
    "url",
    "baseURL",
    "auth",
    "timeout",
    "host",
    "hostname",
    "port",
    "path",
    "protocol",
    "redirect",
    "referrer",
    "mode",
    "type",
    "filename",
    "contentType",
    "arrayFormat",
    "paramsSerializer",
    "transformRequest",
    "maxRedirects",
    "proxy",
    "duplex",
    "signal",
    "credentials",
    "a",
    "username",
    "password",
    "encoding",
    "responseType",
)
_OPERATORS = [
    "+",
    "-",
    "*",
    "/",
    "%",
    "**",
    "<<",
    ">>",
    ">>>",
    "|",
    "&",
    "^",
    "==",
    "!=",
    "===",
    "!==",
    "<",
    "<=",
    ">",
    ">=",
    "in",
    "instanceof",
    "&&",
    "||",
    "??",
]
_HEAD = (
    "let x = 'a', y = 'b', s = 'c';\n"
    "const axios = require('axios'), http = require('http'), https = require('https');\n"
    "const fs = require('fs'), qs = require('qs');\n"
    "const querystring = require('querystring'), url = require('url'), FormDataPackage = require('form-data');\n"
    "const nodeFetch = require('node-fetch');\n"
    "function f(a = 1, ...b) { return a; }\nclass C { b = 1; constructor(a) { this.a = a; } m(a) { return this.a; } }\n"
)
assert modules.MODULES


def code(choices: Choices) -> str:
    """A sample of up to eight statements, the last of which sends."""
    maker = _Maker(choices)
    lines = [f"x = {maker.value()};", f"y = {maker.value()};", f"s = {maker.value()};"]
    lines += [maker.statement() for _ in range(choices.number(5))]
    lines = [f"try {{ {line} }} catch (e) {{}}" for line in lines]  # so that all are reached
    return _HEAD + "\n".join(lines) + f"\nfetch({maker.value()}, {maker.options()});\nfetch('https://a.example/');\n"


class _Maker(Maker):
    def statement(self) -> str:
        choices, value = self.choices, self.value
        name = choices.one(("x", "y", "s", "x.a", "x['a']", "x[0]", "[x, y]", "{a: x, ...y}", "x.search", "x.__proto__"))
        form = choices.number(11)
        if form < 5:
            return f"({name} = {value()});"
        if form == 5:
            return f"for (const q of {value()}) {{ y = {value()}; }}"
        if form == 6:
            return f"try {{ x = {value()}; }} catch (e) {{ y = {value()}; }}"
        if form == 7:
            return f"if ({value()}) {{ x = {value()}; }} else {{ y = {value()}; }}"
        if form == 8:
            return f"for (const q in {value()}) y = q;"
        if form == 9:
            return f"x {choices.one(('+', '-', '*', '**', '||', '??', '<<'))}= {value()};"
        grown = choices.one(
            (
                "[x, x]",
                "x + x",
                "x.concat(x)",
                "({a: x, b: x})",
                "f(x)",
                "String(x)",
                "JSON.stringify(x)",
                "btoa(x)",
                "[...x, ...x]",
                "`${x}${x}`",
                "encodeURIComponent(x + '%')",
            )
        )
        return f"for (let i = 0; i < 40; i++) x = {grown};"

    def value(self) -> str:
        made = self.expression()
        return made if not made.startswith("...") else f"[{made}]"

    def expression(self) -> str:
        choices = self.choices
        with self.form(10) as form:
            if form < 3:
                return choices.one(ODD)
            if form < 6:
                return self.call(f"({self.value()}).{choices.one(_METHODS)}")
            if form == 6:
                return self.call(choices.one(_GLOBALS))
            if form == 7:
                return self.call(choices.one(_STATICS))
            if form == 8:
                return f"({self.value()} {choices.one(_OPERATORS)} {self.value()})"
            forms: tuple[Callable[[], str], ...] = (
                self.options,
                lambda: f"[{self.expression()}, {self.expression()}]",
                lambda: f"({self.value()})[{self.value()}]",
                lambda: f"({self.value()} ? {self.value()} : {self.value()})",
                lambda: f"`{self.depth}${{{self.value()}}}`",
                lambda: f"(a => {self.value()})",
            )
            return choices.one(forms)()

    def options(self) -> str:
        names = dict.fromkeys(self.choices.some(lambda: self.choices.one(_KEYS), 3))
        return "{" + ", ".join(f"{name}: {self.value()}" for name in names) + "}"

    def call(self, function: str) -> str:
        return f"{function}({', '.join(self.choices.some(self.expression, 3))})"
