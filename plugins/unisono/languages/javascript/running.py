"""How Node.js runs a sample."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from unisono.languages.reading import Uncalled
from unisono.languages.running import Recipe
from unisono.text.regex import regex

TRUSTING = {"NODE_EXTRA_CA_CERTS": "{certificate}"}
REDIRECT = Path(__file__).with_name("redirect.cjs")
"""What Node.js requires before a sample where it has to be redirected."""

READS = r"(?:fs\.createReadStream|fs\.readFileSync|fileFromSync|openAsBlob)\(['\"]%s(?:['\"](?:, (?:'[\w/-]+'|{[^}]*}))?\))?"
"""What stands in a reading for what is in a file, with the pattern for the name of that put in."""

_NAMED = regex(r"(?:require\(|from )['\"](?!node:)([a-z][\w-]*|@[\w-]+/[\w-]+)['\"]")
_OWN = frozenset(
    """assert buffer child_process crypto dns events fs http http2 https net os path process querystring readline stream
    string_decoder timers tls url util zlib""".split()  # noqa: SIM905
)
"""Modules that are in Node.js."""
_VERSION = (
    "console.log(JSON.parse(require('fs').readFileSync(process.env.NODE_PATH + '/' + process.argv[1] + '/package.json'))"
    ".version)"
)
_MODULE = regex(r"^(?:import|export)\b|^(?!.*\basync\b)\S.*\bawait\b|^await\b", re.MULTILINE)


def is_module(code: str) -> bool:
    """Whether only an ECMAScript module can have such code: `import`, `export`, or `await` outside functions."""
    return _MODULE.search(code) is not None


def called(functions: Sequence[Uncalled], _code: str) -> str:
    """Lines that call functions and methods one after the other, by their names or as what is exported."""
    calls = "".join(f"  await called({_owner(one.name)}, {one.name.partition('.')[2]!r});\n" for one in functions)
    return f"\n(async () => {{\n{_CALLING}{calls}}})();\n"


_CALLING = """  const given = (of) => Array(of.length).fill('a');
  const called = (owner, name) => {
    if (!name) return owner(...given(owner));
    const of = owner[name] || typeof owner !== 'function' ? owner : new owner(...given(owner));
    return of[name](...given(of[name]));
  };
"""
"""What calls a function, or a method of an object or a class, with a text for each parameter without a value."""


def _owner(name: str) -> str:
    """What a function is, or what a method is of, in JavaScript."""
    first = name.partition(".")[0]
    if first == "default":
        return "(await import(import.meta.url)).default"
    exported = "module.exports" if first == "exports" else f"module.exports.{first}"
    return f"typeof {first} === 'undefined' ? {exported} : {first}" if first != "exports" else exported


def recipe(code: str) -> Recipe:
    script = f"sample.{'mjs' if is_module(code) else 'js'}"
    libraries = [name for name in dict.fromkeys(_NAMED.findall(code)) if name not in _OWN]
    return Recipe(
        {"node": ("node", "--version"), **{name: ("node", "-e", _VERSION, name) for name in libraries}},
        ("node", script),
        {script: code},
        TRUSTING,
        {".redirect.cjs": REDIRECT.read_text(encoding="utf-8")},
        {
            "NODE_OPTIONS": "--require {folder}/.redirect.cjs",
            "UNISONO_WIRE_PORT": "{port}",
            "UNISONO_WIRE_NAMES": "{names}",
        },
    )
