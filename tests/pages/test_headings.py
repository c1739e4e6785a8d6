"""Endpoints in the headings of pages without front matter, in place: what is read of them, and what is found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from unisono.checking.check import check
from unisono.checking.wording import line, sentence
from unisono.pages.liquid import Includes
from unisono.pages.model import EndpointPage, Page
from unisono.pages.reading import read_page
from unisono.text.files import read_source
from unisono.text.source import Source

if TYPE_CHECKING:
    from conftest import Expected

HERE = Path(__file__).parent / "headings"


@pytest.mark.parametrize("name", sorted(path.stem for path in HERE.glob("*.md")))
def test_what_is_read_and_found(name: str, expected: Expected) -> None:
    page = read_page(read_source(HERE / f"{name}.md", HERE, f"{name}.md"), Includes(None))
    result = check(page)
    told = [text for own in (page, *page.endpoints) for text in _described(own)]
    told += ["", *map(line, result.diagnostics), sentence(result.summary, len(result.diagnostics)), ""]
    expected.check(HERE / f"{name}.txt", "\n".join(told))


def _described(page: Page) -> list[str]:
    what = "no endpoint"
    if isinstance(page, EndpointPage) and page.target:
        what = f"{page.declared_method.span().line}: {page.method} {page.target.path}: {page.name}"
    parameters = [f"  {group.place}: {one.name}" for group in page.parameter_groups for one in group.parameters]
    examples = [f"  {one.label}: {one.kind}, line {one.code.span().line}" for one in page.examples]
    samples = [f"  {one.title}: line {one.span.line}" for one in page.samples]
    blocks = [f"  block at line {block.span.line}: {block.role}" for block in page.blocks if block.role == "other"]
    return [what, *parameters, *examples, *samples, *blocks]


def test_every_block_of_code_is_accounted_for_once() -> None:
    for path in HERE.glob("*.md"):
        source = read_source(path, HERE, path.name)
        page = read_page(source, Includes(None))
        lines = sorted(block.span.line for own in (page, *page.endpoints) for block in own.blocks)
        marks = [number for number, text in enumerate(source.text.splitlines(), 1) if text.lstrip("> ").startswith("```")]
        assert lines == marks[::2], path.name


def test_an_endpoint_page_is_one_whatever_its_headings_say() -> None:
    text = "---\ntitle: /orders\nmethod: get\n---\n## POST /orders\n\n```bash\ncurl https://api.example.com/orders\n```\n"
    page = read_page(Source("page.md", text), Includes(None))
    assert isinstance(page, EndpointPage)
    assert page.endpoints == ()
    assert [sample.title for sample in page.samples] == ["cURL"]


def test_the_base_path_of_a_page_is_what_most_of_its_endpoints_have() -> None:
    sample = "## GET /{0}\n\n```bash\ncurl https://api.example.com/{1}/{0}\n```\n\n"
    text = "".join(sample.format(path, base) for path, base in [("a", "v1"), ("b", "v1"), ("c", "v2"), ("d", "v1")])
    result = check(read_page(Source("page.md", text), Includes(None)))
    assert [(found.rule, found.span.line, found.where) for found in result.diagnostics] == [("path-mismatch", 16, "GET /c")]


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ("## GET /orders/{id}\n", "/orders/{id}"),
        ("Reads one.\n\n`GET /orders/{id}`\n", "/orders/{id}"),
        ("## GET /orders/{id}\n\n### HTTP Request\n\n`GET /orders/{id}`\n", "/orders/{id}"),
        ("## POST /orders\n", None),
        ("## GET /orders\n\n## GET /orders/{id}\n", None),
        ("```md\n## GET /orders\n```\n", None),
    ],
)
def test_a_page_that_says_its_path_nowhere_else(body: str, path: str | None) -> None:
    for text in (
        f"---\ntitle: Read\ntype: get\n---\n{body}",
        f"---\ntype: get\ncontent_markdown: |\n  {body.replace(chr(10), chr(10) + '  ')}\n---\n",
    ):
        page = read_page(Source("page.md", text), Includes(None))
        assert isinstance(page, EndpointPage)
        assert (page.target.path if page.target else None) == path
