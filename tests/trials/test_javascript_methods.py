"""The built-in methods of JavaScript give what they give in Node.js, whatever they are called with."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from trials.clients import skip, versions
from unisono.languages.javascript.library.methods import METHODS
from unisono.languages.javascript.reading import read
from unisono.text.source import Source, Text

pytestmark = pytest.mark.wire

OBJECTS = {
    "Object": ["({ a: 1, 2: 'x' })"],
    "Array": ["[3, 1, 2]", "[]", "[1, [2, [3]]]", "['b', 'a', 'b', undefined]", "[null, NaN, 'x', 2]", "['é', 'z', 'a']"],
    "Arguments": ["(function () { return arguments; })(1, 'x')"],
    "String": ["'abcabc'", "''", "' a b '", "'Éx'", "'a-b-c'", "'😀z'"],
    "Number": ["(5)", "(1.005)", "(-3.5)", "NaN"],
    "Boolean": ["true"],
    "Error": ["new TypeError('m')"],
    "Date": ["new Date(1e12)"],
    "URL": ["new URL('https://u:p@h.example:81/a/b?x=1#f')"],
    "URLSearchParams": ["new URLSearchParams('b=2&a=1&b=3&c')"],
    "Headers": ["new Headers({ B: '2', a: '1' })"],
    "FormData": ["new FormData()"],
    "Buffer": ["Buffer.from('héy')"],
}
FUNCTIONS = {
    "": ["Array.from", "Array.isArray", "Array.of", "Boolean", "Number", "String", "parseFloat", "parseInt"],
    "Math": ["abs", "ceil", "floor", "max", "min", "pow", "round", "sign", "sqrt", "trunc"],
    "Number": ["isFinite", "isInteger", "isNaN", "isSafeInteger"],
    "Object": ["entries", "hasOwn", "keys", "values"],
    "String": ["fromCharCode"],
}
ARGUMENTS = (
    """
0|1|-1|2|-9|9|1.5|NaN|Infinity|undefined|null|true|''|'a'|'b'|'2'|'-'|[7, 8]|({ a: 1 })
x => x|x => x > 1|x => [x, x]|x => x === 'b'|(a, b) => a - b|(a, b) => (b < a ? -1 : 1)|(a, b) => a + '/' + b
""".strip()
    .replace("\n", "|")
    .split("|")
)
SHOWN = "[v, typeof v, [...(v && v.next ? v : [])], Array.isArray(r) ? r : String(r)]"


def calls() -> list[str]:
    """Expressions, the same ones each time: every method that is read, and every function, with arguments of any kind."""
    chance = random.Random(1)
    found = []
    for name, objects in OBJECTS.items():
        for method in [*METHODS[name], "hasOwnProperty"]:
            for _ in range(8):
                args = ", ".join(chance.choices(ARGUMENTS, k=chance.choice((0, 1, 1, 2, 3))))
                found.append(
                    f"(() => {{ const r = {chance.choice(objects)}; const v = r.{method}({args}); return {SHOWN}; }})()"
                )
    for function in (f"{name}.{function}".strip(".") for name, functions in FUNCTIONS.items() for function in functions):
        for _ in range(8):
            args = ", ".join(chance.choices(ARGUMENTS, k=chance.choice((0, 1, 1, 2))))
            found.append(f"(() => {{ const v = {function}({args}); return [v, typeof v, String(v)]; }})()")
    return found


def test_methods_give_what_they_give_in_node(tmp_path: Path) -> None:
    if "node" not in versions():
        skip("node not installed")
    asked = calls()
    tries = [f"try {{ out.push(JSON.stringify({call})); }} catch {{ out.push(null); }}" for call in asked]
    script = tmp_path / "calls.js"
    script.write_text("\n".join(["const out = [];", *tries, "console.log(JSON.stringify(out));"]), encoding="utf-8")
    shown = subprocess.run(["node", str(script)], capture_output=True, text=True, check=True).stdout
    wrong, agreed = [], 0
    for call, expected in zip(asked, json.loads(shown), strict=True):
        code = f"fetch('https://a.example/?' + encodeURIComponent(JSON.stringify({call})));"
        reading = read(Text.of(Source("sample.js", code)))
        if reading.status == "unsupported" or any(request.url.has_placeholder for request in reading.requests):
            continue
        found = unquote(reading.requests[0].url.value.partition("?")[2]) if reading.status == "ok" else None
        agreed += found == expected
        wrong += [(call, found, expected)] if found != expected else []
    assert wrong == []
    assert agreed > len(asked) // 2
