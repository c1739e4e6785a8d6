"""What is fuzzed: functions from bytes, named `fuzz_…`. One that raises has found something."""

from __future__ import annotations

import json
import re
import string
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from markdown import Markdown

from client_cases import FILES, client_of, told_otherwise
from fuzz import (
    csharp_code,
    go_code,
    java_code,
    javascript_code,
    patterns,
    php_code,
    powershell_code,
    python_code,
    ruby_code,
    shell_code,
)
from fuzz.choices import Choices
from unisono.checking.check import check, entry_of
from unisono.checking.settings import Settings, SettingsError
from unisono.diff.pairing import diff_pages
from unisono.exports.inspection import inspect
from unisono.languages import languages
from unisono.pages.internal import RULE
from unisono.pages.liquid import Includes
from unisono.pages.model import EndpointPage, Page
from unisono.pages.reading import read_page
from unisono.project.baseline import BaselineError, read_baseline
from unisono.project.cache import encoding
from unisono.project.configuration import Configuration, read_configuration
from unisono.project.documents import check_document
from unisono.project.run import Run
from unisono.testing import answered
from unisono.text.documents import DocumentError, read_document
from unisono.text.files import read_source
from unisono.text.json import JsonError, read_json
from unisono.text.source import Source, Text

HERE = Path(__file__).parent
_ALL = Settings(select=("all",))
_TOKENS = (
    "---\n",
    "~~~ ",
    "```",
    "\n",
    "\n\n",
    '{: title="Curl" }\n',
    '{: title="',
    "{% include a.md %}",
    "{% raw %}",
    "{{ page.title }}",
    "{{ site.x }}",
    "<!-- unisono: ignore[path-mismatch] x -->",
    "<!--",
    "-->",
    ": ",
    "- ",
    "> ",
    "# ",
    "## Request\n",
    "### ",
    "\t",
    "    ",
    "| a | b |\n|---|---|\n",
    "***",
    "method: get\n",
    "title: /a/{id}\n",
    "title: |\n  /a/\n",
    'right_code: |\n  ~~~ json\n  {"a": 1}\n  ~~~\n',
    "parameters:\n  - name: a\n",
    "position: 1.10\n",
    "visibility: public\n",
    "&a ",
    "*a",
    "<<: *a",
    "!!binary ",
    "'",
    '"',
    "[",
    "]",
    "{",
    "}",
    "\\",
    "$",
    "%",
    "é",
    "\U0001f600",
    "\0",
    "\r\n",
    "\r",
    "\u2028",
    "\x1b",
    "\ufeff",
    "<b>",
    "</b>",
    "<script>",
    "&amp;",
    "a\n: b\n",
    "order\n: string, *required*. The order\n",
    "1e999",
    "-0",
    "null",
    "\ud800",
)
_REPEATED = (
    *string.printable,
    *_TOKENS,
    "# ",
    "| ",
    "|-",
    "- ",
    "> ",
    "/*",
    "*/",
    '\\"',
    "[a](b)",
    "**a** ",
    "${a}",
    "{a: ",
    "/{a}",
    "GET /a ",
)


@cache
def _seeds() -> list[str]:
    """Texts to change: the pages of the rules' cases."""
    return [
        path.read_text(encoding="utf-8", errors="replace")
        for path in sorted((HERE.parent / "checking" / "rules").glob("*/*.md"))
    ]


def _mutated(choices: Choices, text: str) -> str:
    for _ in range(choices.number(12)):
        at, end = sorted((choices.number(len(text) + 1), choices.number(len(text) + 1)))
        part = text[at : min(end, at + 200)]
        token, seed = choices.one(_TOKENS), choices.one(_seeds())
        made = choices.one((token, "", part * 2, part * 30, part[::-1], token * 300, seed[at : at + 300]))
        text = (text[:at] + made + text[at + choices.number(2) * len(part) :])[:20_000]
    return text


def _text(data: bytes) -> str:
    choices = Choices(data)
    return _mutated(choices, choices.one(_seeds()))


def _whole(page: Page) -> None:
    """Everything that is made of a page, but for its HTML."""
    if failed := [problem.message for problem in page.problems if problem.rule == RULE]:
        raise AssertionError(failed)
    result = check(page, _ALL)
    if failed := [found.message for found in result.diagnostics if found.rule == RULE]:
        raise AssertionError(failed)
    encoding.dump(result, entry_of(page))
    if isinstance(page, EndpointPage):
        json.dumps(inspect(page))


def fuzz_page(data: bytes) -> None:
    _whole(read_page(Source("a.md", _text(data)), Includes(None)))


def fuzz_stretch(data: bytes) -> None:
    """A page, or a sample, that somewhere has the same very many times takes no longer than any other of its length."""
    choices = Choices(data)
    language, code = choices.one(_samples())
    text = choices.one((choices.one(_seeds()), code))
    at = choices.number(len(text) + 1)
    same = "".join(choices.some(lambda: choices.one(_REPEATED), 3)) or " "
    long = text[:at] + (same * 30_000)[:30_000] + text[at:]
    if text is code:
        languages()[language].read(Text.of(Source("sample", long)))
    else:
        _whole(read_page(Source("a.md", long), Includes(None)))


def fuzz_front_matter(data: bytes) -> None:
    choices = Choices(data)
    _whole(
        read_page(Source("a.md", "---\n" + "".join(choices.some(lambda: choices.one(_TOKENS), 60)) + "\n---\n"), Includes(None))
    )


_OF_ANSWERS = (
    *("HTTP/1.1 ", "200", "404", "302", "204", " OK\r\n", "\r\n", "\n", "Content-Type: ", "application/json", "text/html"),
    *("Content-Length: ", "Transfer-Encoding: chunked", "Content-Encoding: gzip", "Location: ", "http://[", "//", "/new", "@"),
    *("{", "}", "[", "]", ",", ":", '"uuid"', '"items"', '"<sku>"', '"EUR"', '"total"', "null", "true", "1", "-", "1e9", '"'),
)

_ANSWERED = """\
---
title: /orders/{uuid}/
method: get
right_code: |
  ~~~ json
  {"uuid": "a", "items": [{"sku": "b"}, {}], "rates": {"EUR": 1}, "any": {"<sku>": null}, "total": "<total>"}
  ~~~
  {: title="Response" }
---

### Response Parameters

items
: (array of objects) ***Required*** Item objects.

#### Item Object

sku
: (string) ***Required*** The article.

~~~ bash
curl https://api.example.com/orders/7/
~~~
{: title="Curl" }
"""


def fuzz_answer(data: bytes) -> None:
    choices = Choices(data)
    begin = choices.one(("HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", ""))
    message = begin + "".join(choices.some(lambda: choices.one(_OF_ANSWERS), 60))
    page = read_page(Source("a.md", _ANSWERED), Includes(None))
    assert isinstance(page, EndpointPage)
    found = list(answered(page, Settings(), message.encode() + choices.rest()))
    assert not [one for one in found if one.rule == RULE], found


def fuzz_includes(data: bytes) -> None:
    choices = Choices(data)

    def read(path: Path, inside: Path) -> Source:
        del inside
        names = ("a.md", "b.md", "../c.md", "{{ page.title }}", "")
        return Source(
            str(path),
            choices.one(_seeds())[:300] + "".join(f"{{% include {choices.one(names)} %}}\n" for _ in range(choices.number(3))),
        )

    _whole(read_page(Source("a.md", _text(data) + "{% include a.md %}\n{% include b.md %}\n" * 3), Includes(Path("i"), read)))


def _read(language: str, code: str) -> None:
    reading = languages()[language].read(Text.of(Source("sample", code)))
    assert reading.status in ("ok", "invalid", "unsupported")
    assert reading.status == "ok" or reading.reason
    if len(code) % 4:
        return  # most of the time goes to what the reader is not asked
    known = languages()[language]
    fence = f'~~~~~~~~ {known.lexer}\n{code}\n~~~~~~~~\n{{: title="{min(known.titles)}" }}\n'
    page = f"---\ntitle: /orders/\nmethod: get\n---\n{fence}"
    _whole(read_page(Source("a.md", page), Includes(None)))


def fuzz_python(data: bytes) -> None:
    _read("python_requests", python_code.code(Choices(data)))


def fuzz_javascript(data: bytes) -> None:
    choices = Choices(data)
    _read(choices.one(("fetch", "axios", "node_http")), javascript_code.code(choices))


def fuzz_php(data: bytes) -> None:
    choices = Choices(data)
    _read(choices.one(("php", "php_guzzle")), php_code.code(choices))


def fuzz_go(data: bytes) -> None:
    _read("go", go_code.code(Choices(data)))


def fuzz_ruby(data: bytes) -> None:
    _read("ruby", ruby_code.code(Choices(data)))


def fuzz_csharp(data: bytes) -> None:
    _read("csharp", csharp_code.code(Choices(data)))


def fuzz_java(data: bytes) -> None:
    _read("java", java_code.code(Choices(data)))


def fuzz_powershell(data: bytes) -> None:
    _read("powershell", powershell_code.code(Choices(data)))


def fuzz_curl(data: bytes) -> None:
    _read("curl", shell_code.code(Choices(data), "curl", shell_code.CURL))


def fuzz_httpie(data: bytes) -> None:
    _read("httpie", shell_code.code(Choices(data), "http", shell_code.HTTPIE))


def fuzz_xh(data: bytes) -> None:
    _read("xh", shell_code.code(Choices(data), "xh", shell_code.XH))


@cache
def _samples() -> list[tuple[str, str]]:
    return [(client_of(path), path.read_bytes().decode("utf-8")) for path in FILES]


def fuzz_sample(data: bytes) -> None:
    """A case of a language, changed."""
    choices = Choices(data)
    language, code = choices.one(_samples())
    _read(language, _mutated(choices, code))


_PIECES = re.compile(r"\w+|\s+|.", re.DOTALL)


def fuzz_slip(data: bytes) -> None:
    """A case of a language with one slip: a word or a sign is left out, doubled, or another one, or lacks a letter."""
    choices = Choices(data)
    language, code = choices.one(_samples())
    pieces = _PIECES.findall(code) or [""]
    at = choices.number(len(pieces))
    piece = pieces[at]
    letter = choices.number(len(piece) + 1)
    pieces[at] = choices.one(("", piece * 2, choices.one(pieces), piece[:letter] + piece[letter + 1 :]))
    _read(language, "".join(pieces))


def fuzz_glimpse(data: bytes) -> None:
    """A case of a language, changed: what is seen of it is a request that it is read as, where it can be read."""
    choices = Choices(data)
    language, code = choices.one(_samples())
    sample = Text.of(Source("sample", _mutated(choices, code)))
    found = languages()[language].seen(sample)
    reading = languages()[language].read(sample) if found else None
    if found and reading and reading.meant.status == "ok":
        assert [] in [told_otherwise(found, request) for request in reading.meant.requests]


def fuzz_json(data: bytes) -> None:
    choices = Choices(data)
    tokens = (
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        '"',
        '"a"',
        '"\\u12"',
        '"\\ud800"',
        "1",
        "-",
        "1e999999999999",
        "0" * 50,
        "9" * 5000,
        "null",
        "tru",
        " ",
        "\n",
        "$T",
        "...",
        "//",
        "é",
        "\0",
        "[" * 2000,
    )
    with suppress(JsonError):
        read_json(Text.of(Source("a.json", "".join(choices.some(lambda: choices.one(tokens), 40)))))


_ODD: tuple[Any, ...] = (
    *(None, True, -1, "", "a/b", "http://", "//h", "https://{a}{b}/{c}", "\u2028", [], [None], [1, "a", {}], {}),
    *({"$ref": target} for target in ("#", "#/paths", "", "../x", 1)),
    *({"type": ["x"]}, {"type": {}}, {"required": [1, "a"]}, {"properties": []}, {"allOf": {}}, {"oneOf": [{}]}),
)
"""What documents do not have where something else is expected."""


@cache
def _documents() -> list[str]:
    """OpenAPI documents to change, as JSON."""
    files = sorted(path for path in (HERE.parent / "openapi").glob("*/openapi.*") if path.suffix != ".txt")
    return [json.dumps(read_document(read_source(file, file.parent)).root, default=float) for file in files]


def _entries(value: object) -> list[tuple[Any, Any]]:
    """Each object and array of a document, with each of its keys."""
    found, pending = [], [value]
    while pending:
        here = pending.pop()
        inner = list(here.items()) if isinstance(here, dict) else list(enumerate(here)) if isinstance(here, list) else []
        found += [(here, key) for key, _ in inner]
        pending += [child for _, child in inner]
    return found


def fuzz_document(data: bytes) -> None:
    choices = Choices(data)
    root = json.loads(choices.one(_documents()))
    for _ in range(1 + choices.number(4)):
        entries = _entries(root)
        around, key = choices.one(entries)
        other, of_other = choices.one(entries)
        made = choices.one((*_ODD, other[of_other]))
        around[key] = json.loads(json.dumps(made))  # a copy: what is put in is changed later, too
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "api.json")
        file.write_text(json.dumps(root), encoding="utf-8")
        with suppress(DocumentError):
            assert not check_document(file, _ALL).failed


def fuzz_diff(data: bytes) -> None:
    choices = Choices(data)
    before = choices.one(_seeds())
    after = _mutated(choices, before)
    pages = [{"a.md": read_page(Source("a.md", text), Includes(None))} for text in (before, after)]
    found = diff_pages(*pages)
    assert not any((page.reason or "").startswith("internal error") for page in found.changed)


def fuzz_cache(data: bytes) -> None:
    """Rows of the cache that nobody has written: they are worked out anew."""
    choices = Choices(data)
    run = Run(Configuration())
    source = Source("a.md", _seeds()[0])
    page = read_page(source, Includes(None))
    known = json.dumps({**encoding.dump(check(page, _ALL), entry_of(page)), "includes": {}})
    run._load(_mutated(choices, known), source)


def _settings(text: str, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_text(text, encoding="utf-8", errors="surrogatepass")
        with suppress(SettingsError):
            read_configuration(file)


def fuzz_settings(data: bytes) -> None:
    choices = Choices(data)
    tokens = (
        "[tool.unisono]\n",
        "select = ",
        "ignore = ",
        '["all"]',
        "[",
        "]",
        '"',
        "{",
        "}",
        "\n",
        "audience = ",
        '"a"',
        "1",
        "1e999",
        "true",
        "includes = ",
        "site = ",
        "per-page-ignores = ",
        "= ",
        "a",
        "'",
        "\0",
        "'''",
        "2020-01-01",
        "strict = ",
        "baseline = ",
    )
    yaml = (
        "site_name: a\n",
        "plugins:\n",
        "  - unisono:\n",
        "      select: ",
        "[all]\n",
        "      audience: ",
        "&a ",
        "*a",
        "!ENV ",
        "!!python/name:os.system ",
        "!!int ",
        "9" * 5000,
        "1",
        "a: ",
        "- ",
        "\n",
        "{",
        "}",
        "extra: ",
        "INHERIT: a.yml\n",
        "\t",
        "? ",
        "|\n",
        "'",
    )
    as_toml = choices.number(2)
    _settings(
        "".join(choices.some(lambda: choices.one(tokens if as_toml else yaml), 40)), "unisono.toml" if as_toml else "mkdocs.yml"
    )


def fuzz_baseline(data: bytes) -> None:
    choices = Choices(data)
    text = _mutated(
        choices,
        '{\n "version": 1,\n "findings": [\n  {"rule": "a", "path": "b", "sample": "c", "where": "d", "count": 1}\n ]\n}\n',
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "baseline.json")
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        with suppress(BaselineError):
            read_baseline(file)


def fuzz_drawing(data: bytes) -> None:
    text = _text(data)
    try:
        Markdown(extensions=["attr_list", "def_list", "tables", "unisono"]).convert(text)
    except RecursionError:  # as Python-Markdown itself does for what is nested hundreds of levels deep
        with suppress(RecursionError):
            Markdown(extensions=["attr_list", "def_list", "tables"]).convert(text)
            raise


def fuzz_patterns(data: bytes) -> None:
    """Each pattern takes time linear in the text: what does not is a hang with `python -m fuzz`, which says of which."""
    patterns.fuzz(Choices(data))


def targets() -> Mapping[str, Callable[[bytes], None]]:
    """Every target by its name, without `fuzz_`."""
    return {name.removeprefix("fuzz_"): target for name, target in sorted(globals().items()) if name.startswith("fuzz_")}
