"""Writes a call as a sample for each client, in the ways in which people write them."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random
from urllib.parse import quote, urlencode

from benchmarks.endpoints import HOST, Call, Json
from benchmarks.literals import as_javascript, as_json, as_python, quoted

TOKEN = "Bearer YOUR_TOKEN"  # noqa: S105 - a placeholder for readers


@dataclass(frozen=True)
class Sample:
    title: str
    language: str
    code: str


def samples(call: Call, number: int, seed: int, wrong: float = 0) -> list[tuple[Sample, bool]]:
    """Four samples of a call, and of each whether it is one of those that were made wrong."""
    random = Random(f"{seed} samples {number}")  # noqa: S311 - repeatable is what is wanted
    mistakes = Random(f"{seed} mistakes {number}")  # noqa: S311
    made = []
    for title, language, write in CLIENTS:
        mistaken = mistakes.random() < wrong
        sent = with_mistake(call, mistakes) if mistaken else call
        made.append((Sample(title, language, write(sent, random)), mistaken))
    return made


def with_mistake(call: Call, random: Random) -> Call:
    """The call with one of the mistakes that samples are found to have."""
    kind = random.choice(("method", "path", "content" if call.content else "query"))
    if kind == "content" and call.content:
        return replace(call, content=_with_wrong_value(call.content, random))
    if kind == "query" and call.query:
        name = random.choice(list(call.query))
        return replace(call, query={**call.query, name: f"{call.query[name]}0"})
    if kind == "path":
        return replace(call, path=call.path.replace("/", "/v2/", 1))
    others = ("PUT", "PATCH", "POST") if call.content else ("DELETE", "GET")
    return replace(call, method=random.choice([other for other in others if other != call.method]))


def _with_wrong_value(content: dict[str, Json], random: Random) -> dict[str, Json]:
    name = random.choice(list(content))
    value = content[name]
    changed: Json = str(value) if isinstance(value, bool | int | float) else [value]
    return {**content, name: changed}


def curl(call: Call, random: Random) -> str:
    style = random.randrange(3)
    asks = bool(call.query) and style == 0 and call.content is None  # with -G, content would go into the query
    url = call.url if asks or not call.query else f"{call.url}?{urlencode(call.query)}"
    first = "curl -G" if asks else "curl"
    if call.method != "GET" or style == 1:
        first += f" --request {call.method}" if style == 0 and not call.query else f" -X {call.method}"
    words = [f'{first} "{url}"' if style == 2 else f"{first} '{url}'", f"-H 'Authorization: {TOKEN}'"]
    if asks:
        words += [f"--data-urlencode {shlex.quote(f'{name}={value}')}" for name, value in call.query.items()]
    if call.content is not None and style == 2:
        words.append(f"--json {shlex.quote(json.dumps(call.content, ensure_ascii=False))}")
    elif call.content is not None:
        option = "-d" if style else "--data"
        words += ["-H 'Content-Type: application/json'", f"{option} {shlex.quote(as_json(call.content, indent='  '))}"]
    return " \\\n  ".join(words)


def httpie(call: Call, random: Random) -> str:
    style = random.randrange(3)
    words = [f"http {call.method} {call.url}", f"Authorization:{shlex.quote(TOKEN)}"]
    words += [f"{name}=={shlex.quote(str(value))}" for name, value in call.query.items()]
    for name, value in (call.content or {}).items():
        words += _items(name, value) if style else [_item(name, value)]
    return " \\\n  ".join(words)


def _item(name: str, value: Json) -> str:
    if isinstance(value, str):
        return f"{name}={shlex.quote(value)}"
    text = json.dumps(value, ensure_ascii=False)
    return f"{name}:={text if isinstance(value, bool | int | float | None) else shlex.quote(text)}"


def _items(name: str, value: Json) -> Iterator[str]:
    """One item for each value in objects and in arrays of objects, in HTTPie's syntax for nested JSON."""
    inner: list[tuple[str, Json]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
        inner = [(str(index), entry) for index, entry in enumerate(value)]
    if not inner:
        yield _item(name, value) if "[" not in name else _quoted_item(name, value)
    for key, entry in inner:
        yield from _items(f"{name}[{key}]", entry)


def _quoted_item(name: str, value: Json) -> str:
    text = f"={value}" if isinstance(value, str) else f":={json.dumps(value, ensure_ascii=False)}"
    return shlex.quote(name + text)


def python_requests(call: Call, random: Random) -> str:
    style = random.randrange(4)
    lines = ["import requests", ""]
    arguments = [f'"{call.url}"']
    session = style == 3
    if not session:
        arguments.append(f'headers={{"Authorization": "{TOKEN}"}}')
    if call.query:
        pairs: dict[str, Json] = dict(call.query)
        arguments.append(f"params={as_python(pairs, '        ' if session else '    ')}")
    if call.content is not None:
        lines += [f"content = {as_python(call.content)}", ""]
        arguments.append("json=content")
    arguments.append("timeout=10")
    if style == 2:
        arguments.insert(0, f'"{call.method}"')
    function = f"{'session' if session else 'requests'}.{'request' if style == 2 else call.method.lower()}"
    indent = "    " if session else ""
    if session:
        lines += ["with requests.Session() as session:", f'    session.headers["Authorization"] = "{TOKEN}"']
    lines += [f"{indent}response = {function}(", *(f"{indent}    {argument}," for argument in arguments), f"{indent})"]
    lines += [f"{indent}response.raise_for_status()"]
    return "\n".join([*lines, f"{indent}print(response.json())"] if style else lines)


def node(call: Call, random: Random) -> str:
    return random.choice((_fetch, _fetch, _http, _axios))(call, random)


def _headers(call: Call, indent: str) -> list[str]:
    typed = [f"{indent}  'Content-Type': 'application/json',"] if call.content is not None else []
    return [f"{indent}headers: {{", f"{indent}  'Authorization': '{TOKEN}',", *typed, f"{indent}}},"]


def _content(call: Call) -> list[str]:
    return [] if call.content is None else [f"const content = {as_javascript(call.content)};", ""]


def _search(call: Call) -> list[str]:
    pairs: dict[str, Json] = dict(call.query)
    return [f"const query = new URLSearchParams({as_javascript(pairs)});", ""] if pairs else []


def _fetch(call: Call, random: Random) -> str:
    url = f"`{call.url}?${{query}}`" if call.query else quoted(call.url)
    body = ["  body: JSON.stringify(content),"] if call.content is not None else []
    options = [f"  method: '{call.method}',", *_headers(call, "  "), *body]
    start = [*_search(call), *_content(call)]
    if random.random() < 0.5:
        chain = ["})", "  .then((response) => response.json())", "  .then((found) => console.log(found));"]
        return "\n".join([*start, f"fetch({url}, {{", *options, *chain])
    inner = [f"const response = await fetch({url}, {{", *options, "});", "console.log(response.status, await response.json());"]
    return "\n".join([*start, "(async () => {", *(f"  {line}" for line in inner), "})();"])


def _http(call: Call, random: Random) -> str:
    module = random.choice(("https", "node:https"))
    path = quote(call.path) + (f"?{urlencode(call.query)}" if call.query else "")
    options = [f"  hostname: '{HOST}',", f"  path: {quoted(path)},", f"  method: '{call.method}',", *_headers(call, "  ")]
    reader = [
        "}, (response) => {",
        "  let text = '';",
        "  response.setEncoding('utf8');",
        "  response.on('data', (chunk) => { text += chunk; });",
        "  response.on('end', () => console.log(response.statusCode, text));",
        "});",
        "request.on('error', console.error);",
    ]
    write = ["request.write(JSON.stringify(content));"] if call.content is not None else []
    start = [f"const https = require('{module}');", "", *_content(call), "const request = https.request({"]
    return "\n".join([*start, *options, *reader, *write, "request.end();"])


def _axios(call: Call, random: Random) -> str:
    del random
    pairs: dict[str, Json] = dict(call.query)
    params = [f"  params: {as_javascript(pairs, '  ')},"] if pairs else []
    data = ["  data: content,"] if call.content is not None else []
    options = [f"  method: '{call.method.lower()}',", f"  url: {quoted(call.url)},", *_headers(call, "  "), *params, *data]
    end = ["}).then((response) => console.log(response.data));"]
    return "\n".join(["const axios = require('axios');", "", *_content(call), "axios({", *options, *end])


CLIENTS: tuple[tuple[str, str, Callable[[Call, Random], str]], ...] = (
    ("Curl", "bash", curl),
    ("HTTPie", "bash", httpie),
    ("Python (requests)", "python", python_requests),
    ("Node.js", "javascript", node),
)
