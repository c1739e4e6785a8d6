"""The page of a new endpoint, with its samples written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from unisono.languages.writing import Unwritable, write_sample, writers
from unisono.pages.model import ExampleKind
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Source, Text
from unisono.wire.har import read_har
from unisono.wire.request import Request
from unisono.wire.target import PathParameter, Target, read_target

_WITH_CONTENT = frozenset({"POST", "PUT", "PATCH"})
_EXAMPLE = {"example": "Say what is sent."}
_VALUES = (
    (regex(r"uuid|guid", re.IGNORECASE), "7d0c1f4e-93ab-4c52-8a6f-2b1e5d904c37"),
    (regex(r"(?:id|number|no|count)$", re.IGNORECASE), "17"),
)
"""What stands in samples for a path parameter, by its name."""


class PathError(Exception):
    """What is no path of an endpoint; the message says what to write."""


@dataclass(frozen=True)
class NewEndpoint:
    """What is known of an endpoint that has no page yet. `path` has its parameters in any of the spellings of pages. `base` is
    the URL before it, `fields` are header fields of its requests; `visibility` and `position` are those of front matter."""

    name: str
    method: str
    path: str
    base: str
    fields: tuple[tuple[str, str], ...] = ()
    visibility: str | None = None
    position: str | None = None


def endpoint_page(new: NewEndpoint, languages: Iterable[str]) -> tuple[str, list[str]]:
    """The text of its page, with samples for clients (by the ids of `writers`), and for each that there can be none for, why.
    Raises PathError."""
    target = _target(new.path)
    body = "".join(f"{part}\n\n" for part in _parts(new, target))
    blocks, refused = sample_blocks(_request(new, target), languages)
    return f"{_front_matter(new)}{body}" + "\n".join(blocks), refused


def sample_blocks(request: Request, languages: Iterable[str]) -> tuple[list[str], list[str]]:
    """The samples that send a request as blocks of a page, and for each client that cannot say it, why."""
    blocks, refused = [], []
    for client in languages:
        writer = writers()[client]
        try:
            code = write_sample(client, request)
        except Unwritable as error:
            refused.append(f"{writer.title} {error}")
        else:
            blocks.append(block(writer.lexer, code, writer.title))
    return blocks, refused


def block(info: str, code: str, title: str) -> str:
    """A block of code as pages have it, with its title; the fence is longer than any in the code."""
    longest = max((len(run) for run in re.findall(r"~{3,}", code)), default=2)
    fence = "~" * (longest + 1)
    return f'{fence} {info}\n{code}\n{fence}\n{{: title="{title}" }}\n'


def example_request(base: str, path: str, content: object) -> Request:
    """A request with JSON as its content and a token that everybody sees is none."""
    return _made("POST", base + path, (_TOKEN,), content)


_TOKEN = ("Authorization", "Bearer YOUR_TOKEN")


def _target(path: str) -> Target:
    target = read_target(Text.of(Source("--path", path)))
    if target is None or target.base is not None or not path.startswith("/") or re.search(r"[\s\0]", path):
        raise PathError(f"{path!a} is no path; write one such as /orders/{{order_uuid}}/")
    return target


def _front_matter(new: NewEndpoint) -> str:
    said = {
        "title": new.path,
        "name": new.name,
        "position": new.position,
        "visibility": new.visibility,
        "method": new.method.lower(),
        "description": f"Say in one sentence what {new.name} does.",
    }
    example = block("json", json.dumps(_EXAMPLE, indent=2), ExampleKind.REQUEST.capitalize())
    return front_matter(said, example if new.method.upper() in _WITH_CONTENT else "")


def front_matter(said: Mapping[str, str | None], right_code: str = "") -> str:
    """The front matter of a page: keys with their values, those without one left out, and its examples as Markdown."""
    lines = [f"{key}: {_scalar(value)}\n" for key, value in said.items() if value is not None]
    if right_code:
        lines += ["right_code: |\n", *(f"  {line}\n" if line else "\n" for line in right_code.splitlines())]
    return f"---\n{''.join(lines)}---\n"


_PLAIN = regex(r"[A-Za-z/][\w/{}.-]*(?: [\w/{}.-]+)*|[\d.]+")
_WORDS = regex(r"(?i)y|n|yes|no|on|off|true|false|null")


def _scalar(text: str) -> str:
    """A value of YAML: as it is, or quoted where it would be read as something else."""
    return text if _PLAIN.fullmatch(text) and not _WORDS.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _parts(new: NewEndpoint, target: Target) -> Iterable[str]:
    yield "Say what it is for."
    if target.parameters:
        yield "### Path Parameters"
        yield from (f"{one.name}\n: (string) ***Required*** Say what it is." for one in target.parameters)
    if new.method.upper() in _WITH_CONTENT:
        yield "### Request Parameters"
        yield from (f"{name}\n: (string) ***Required*** Say what it is." for name in _EXAMPLE)


def _request(new: NewEndpoint, target: Target) -> Request:
    parts = (_value(part.name.value) if isinstance(part, PathParameter) else part.value for part in target.parts)
    query = f"?{target.query.value}" if target.query else ""
    content = _EXAMPLE if new.method.upper() in _WITH_CONTENT else None
    return _made(new.method.upper(), f"{new.base}{''.join(parts)}{query}", new.fields, content)


def _value(name: str) -> str:
    return next((value for pattern, value in _VALUES if pattern.search(name)), "example")


def _made(method: str, url: str, fields: Iterable[tuple[str, str]], content: object | None) -> Request:
    har: dict[str, object] = {
        "method": method,
        "url": url,
        "headers": [{"name": name, "value": value} for name, value in fields],
    }
    if content is not None:
        har["postData"] = {"mimeType": "application/json", "text": json.dumps(content)}
    return read_har(json.dumps(har))
