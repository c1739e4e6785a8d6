"""Parameter lists linked to the examples: each parameter's path, and what the words for types allow."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from unisono.pages.documentation import Documentation
from unisono.pages.liquid import Includes
from unisono.pages.model import EndpointPage
from unisono.pages.paths import read_pages
from unisono.pages.reading import read_page
from unisono.pages.types import read_type
from unisono.text.json import read_json
from unisono.text.source import Source, Text

DOCS = Path(__file__).parents[2] / "docs"


def test_every_parameter_of_the_manual_has_a_path_of_its_own() -> None:
    for page in read_pages([DOCS / "api"]):
        parameters = [parameter for group in page.parameter_groups for parameter in group.parameters]
        paths = [Documentation(page).paths[parameter] for parameter in parameters]
        assert len(set(paths)) == len(paths) == len(parameters)


def test_paths_name_the_place_and_the_objects_around() -> None:
    (page,) = read_pages([DOCS / "api" / "orders" / "create_order.md"])
    paths = set(Documentation(page).paths.values())
    assert {"request.reference", "request.items[].sku", "request.address.city", "response.items[].uuid"} <= paths


def test_a_list_that_refers_to_itself_ends() -> None:
    names = "\n\n".join(f"node{i}\n: (object) A Node object." for i in range(200))
    code = '{"node1": ' * 100 + "{}" + "}" * 100
    front = f'---\ntitle: /nodes/\nmethod: get\nright_code: |\n  ~~~ json\n  {code}\n  ~~~\n  {{: title="Response" }}\n---\n'
    page = read_page(Source("nodes.md", f"{front}\n### Response\n\n{names}\n\n#### Node Object\n\n{names}\n"), Includes(None))
    started = time.process_time()
    documentation = Documentation(page)
    assert isinstance(page, EndpointPage)
    assert len(documentation.paths) == 400
    assert len(documentation.objects) == 101
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("words", "allowed", "refused"),
    [
        ("integer", ["1", "-2", "3.0", "null", '"{quantity}"'], ["1.5", '"1"', "true", "[1]"]),
        ("positive int", ["1"], ["0.5"]),
        ("number", ["1", "1.5"], ['"1.5"']),
        ("decimal", ["1", '"1.50"', '"1,000.00"'], ['"one"', "true"]),
        ("string, at most 250 characters", ['""'], ["1", "{}"]),
        ("string or integer", ['"1"', "1"], ["1.5", "[]"]),
        ("string | null", ["null", '"x"'], ["1"]),
        ("Boolean", ["true"], ['"true"', "0"]),
        ("datetime", ['"2026-11-02"', "1762000000"], ["true"]),
        ("varchar list", ["[]", "[1]"], ['"x"']),
        ("Address object", ["{}"], ["[]"]),
        ("enum", ['"open"', "3"], ["{}"]),
    ],
)
def test_type_allows(words: str, allowed: list[str], refused: list[str]) -> None:
    kind = read_type(words, {})
    assert kind is not None
    for text in allowed + refused:
        assert kind.allows(read_json(Text.of(Source("x", text)))) == (text in allowed), text


@pytest.mark.parametrize("words", ["", "amount", "number of seconds", "string or amount", "object ID", "array of " * 50])
def test_unknown_type_is_none(words: str) -> None:
    assert read_type(words, {}) is None


def test_the_words_of_a_site_come_first() -> None:
    own = {"amount": "string", "decimal": "number"}
    assert read_type("amount", own) == read_type("string", {})
    assert read_type("decimal", own) == read_type("number", {})
    assert read_type("amount list", own) == read_type("array of strings", {})
