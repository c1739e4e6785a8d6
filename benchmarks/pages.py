"""Writes an endpoint as a page, in Unisono's format and as people write one by hand for plain MkDocs and Material."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import fill, indent

from benchmarks.endpoints import Endpoint, Field, endpoint
from benchmarks.literals import as_json
from benchmarks.samples import Sample

RESPONSE_CODES = "What every endpoint may answer is listed under [Response codes](../response_codes.md)."
PAGINATION = """\
#### Pagination Object

page
: (integer) The page that this is, from 1.

per_page
: (integer) How many a page holds.

total
: (integer) How many there are on all pages.
"""
INCLUDES = {"links/response_codes.md": f"{RESPONSE_CODES}\n", "objects/pagination.md": PAGINATION}
CODES_PAGE = """\
# Response codes

| Code | Meaning |
|---|---|
| `400` | The request could not be read. |
| `401` | The token is missing, or no longer valid. |
| `403` | The token does not allow this. |
| `404` | There is no such thing, or it belongs to another account. |
| `429` | Too many requests; wait for the seconds in `Retry-After`. |
"""


def unisono_page(page: Endpoint, samples: Sequence[Sample], seed: int) -> str:
    """The page with its method, path and examples as front matter, and what pages share as includes."""
    head = [
        "---",
        f"title: {page.path}",
        f"name: {page.name}",
        f"position: {page.position}",
        "visibility: public",
        f"method: {page.call.method.lower()}",
        f"description: {page.description}",
        "right_code: |",
        indent("\n".join(_examples(page)).rstrip(), "  "),
        "---",
    ]
    codes, pagination = "{% include links/response_codes.md %}", "{% include objects/pagination.md %}"
    body = _body(page, seed, 3, codes, pagination)
    fences = [f'~~~ {sample.language}\n{sample.code}\n~~~\n{{: title="{sample.title}" }}\n' for sample in samples]
    return "\n".join([*head, *body, *fences])


def plain_page(page: Endpoint, samples: Sequence[Sample], seed: int) -> str:
    """The same content with Material's own means: content tabs, code fences, definition lists."""
    head = ["---", f"title: {page.name}", f"description: {page.description}", "---", f"# {page.name}", ""]
    head += [f"`{page.call.method}` `{page.path.replace('&lt;', '<').replace('&gt;', '>')}`", "", f"{page.description}.", ""]
    body = _body(page, seed, 2, RESPONSE_CODES, PAGINATION.replace("####", "###"))
    tabs = [f'=== "{sample.title}"\n\n{_fence(sample.language, sample.code, "    ")}\n' for sample in samples]
    examples = [f"### {title}\n\n{_fence('json', text, '')}\n" for title, text in _titled(page)]
    return "\n".join([*head, *body, "## Samples\n", *tabs, "## Examples\n", *examples])


def _fence(language: str, code: str, margin: str) -> str:
    return indent(f"``` {language}\n{code}\n```", margin)


def _titled(page: Endpoint) -> Iterator[tuple[str, str]]:
    if page.call.content is not None:
        yield "Request", as_json(page.call.content)
    if page.response is not None:
        yield "Response", as_json(page.response)
    if page.response is None or page.number % 3 == 0:
        yield (
            "Response 404",
            as_json({"code": "not_found", "message": f"There is no {page.name.split(' ', 1)[1].lower()} like this."}),
        )


def _examples(page: Endpoint) -> Iterator[str]:
    for title, text in _titled(page):
        yield f'~~~ json\n{text}\n~~~\n{{: title="{title}" }}\n'


def _body(page: Endpoint, seed: int, level: int, codes: str, pagination: str) -> Iterator[str]:
    for paragraph in page.prose:
        yield fill(_linked(paragraph, page, seed), 120, break_on_hyphens=False) + "\n"
    mark = "#" * level
    lists = (("Path", page.path_fields), ("Query", page.query_fields), ("Request", page.request_fields))
    for title, fields in (*lists, ("Response", page.response_fields)):
        if fields:
            yield f"{mark} {title} Parameters\n"
            yield from _list(fields)
            if title == "Response" and page.paged:
                yield "pagination\n: (object) Where you are.\n"
            for field in fields:
                if field.members:
                    yield f"{mark}# {field.heading} Object\n"
                    yield from _list(field.members)
            if title == "Response" and page.paged:
                yield f"{pagination}\n"
    yield f"{mark} Expected Response Codes\n"
    yield f"{page.codes}\n\n{codes}\n"


def _list(fields: Sequence[Field]) -> Iterator[str]:
    for field in fields:
        yield f"{field.name}\n: ({field.type}) {'***Required*** ' if field.required else ''}{field.text}\n"


def _linked(paragraph: str, page: Endpoint, seed: int) -> str:
    def link(match: re.Match[str]) -> str:
        other = endpoint(int(match[1]), seed)
        return f"[{other.name}]({other.file if other.folder == page.folder else f'../{other.folder}/{other.file}'})"

    return re.sub(r"<(\d+)>", link, paragraph)
