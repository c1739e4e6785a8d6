"""Shell samples of curl, HTTPie and xh: the options that they have, with odd values, in odd words of a shell."""

from __future__ import annotations

import re
from pathlib import Path

from fuzz.choices import Choices
from unisono.languages.shell import curl, httpie, xh

ODD = (
    "''",
    "a",
    "'a b'",
    '"a$T"',
    "$T",
    "${T:-b}",
    "$(echo a)",
    "`echo a`",
    "$'\\x41\\n'",
    "a=b",
    "a:b",
    "a:=1",
    "a==b",
    "a@f",
    "@f",
    "@-",
    "<f",
    "a[b]=c",
    "a[]=1",
    "a[0][b]:=[1]",
    "a[99999999999999999999]=1",
    "a[",
    "-",
    "--",
    "-1",
    "0",
    "1",
    "9" * 25,
    "1-2",
    "1:2",
    "{1..5}",
    "{a,b}{c,d}",
    "{1..99999999}",
    "{a,{b,c}}",
    "[1-3]",
    "'[1-1000000]'",
    "'{a,b}[a-z:5]'",
    "'[1-'",
    "'\\{'",
    "https://a.example/",
    "'https://a.example/?a=b#c'",
    "'http://[::1]:80/'",
    "'http://[::1'",
    "http://u:p@h:99999/",
    "'//'",
    "localhost:3000",
    ":3000",
    "'é'",
    "'{\"a\": 1}'",
    "'{\"a\": [1, {}]}'",
    "'['",
    "'1e99999'",
    "POST",
    "get",
    "GET@",
    "2020-01-01",
    "'Mon, 01 Jan 2020 00:00:00 GMT'",
    "'name=a;filename=b;type=c'",
    "'a=@f;type=text/plain,g'",
    "'%{url}'",
    "'{{a:trim}}'",
    "a=b:c:d",
    "$((1+1))",
    "<<<a",
    "<(echo a)",
    "*",
    "~",
    "!",
    "\\",
    "#",
    "&",
    "a\\\n",
    "'" + "a" * 5000 + "'",
    "{" * 50,
    "$(" * 50,
)


def _options(folder: str) -> list[str]:
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.py")))
    return sorted(
        set(re.findall(r"(?<![\w-])--[a-z][a-z0-9-]+", source))
        | {f"--{name}" for name in re.findall(r'"([a-z][a-z0-9-]{2,})"', source)}
    )


CURL = [*_options(curl.__path__[0]), *(f"-{letter}" for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ#:0")]
HTTPIE = [*_options(httpie.__path__[0]), *(f"-{letter}" for letter in "abcdfhjmopqstvx")]
XH = [*_options(xh.__path__[0]), *(f"-{letter}" for letter in "abcdfhjmopqsvxAFIPSV46")]
_BEFORE = (
    "",
    "T=a ",
    "export T=b\n",
    "sudo ",
    "env A=b ",
    "echo a | ",
    "printf '%s' a b | ",
    "cat <<E |\n$T\nE\n",
    "T=$(echo a; echo b)\n",
    "for i in 1 2; do ",
    "if a; then ",
    "f() { ",
)
_AFTER = (
    "",
    " | jq .",
    " > f",
    " <<E\na$T\nE",
    " <<'E'\na\nE",
    " &",
    " && echo a",
    " || true",
    "; done",
    "; fi",
    "; }",
    ' <<<"$T"',
    " 2>&1",
    "\\",
)


def code(choices: Choices, program: str, options: list[str]) -> str:
    """A script of up to three commands."""

    def word() -> str:
        return choices.one(options) if choices.number(3) == 0 else choices.one(ODD)

    def command() -> str:
        words = [choices.one((f"{program} https://a.example/", program)), *choices.some(word, 6)]
        return choices.one(_BEFORE) + choices.one((" ", " ", " \\\n")).join(words) + choices.one(_AFTER)

    return "\n".join([command(), *choices.some(command, 2)]) + "\n"
