"""What an operation says of a page whose samples say less than its lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from unisono.cli import main

PAGE = """---
title: {path}
name: {name}
method: {method}
---
### Request Parameters

text
: (string) ***Required*** The note.

count
: (string, decimal) How often.

### Response Codes

201
: Written.

4XX
: Refused.

default
: Anything else.

~~~ bash
curl -X {verb} https://api.example.com{sent}
~~~
{{: title="Curl" }}
"""


def export(folder: Path, pages: dict[str, str]) -> Result:
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["export", "openapi", str(folder)])


def page(path: str, method: str, sent: str | None = None, name: str = "Write") -> str:
    return PAGE.format(path=path, name=name, method=method, verb=method.upper(), sent=sent or path)


def operation(done: Result, path: str, method: str) -> Any:
    return yaml.safe_load(done.stdout)["paths"][path][method]


@pytest.mark.parametrize("method", ["post", "put", "patch"])
def test_listed_content_that_no_sample_sends(tmp_path: Path, method: str) -> None:
    found = operation(export(tmp_path, {"a.md": page("/notes", method, "/notes?count=1")}), "/notes", method)
    schema = {"type": "object", "properties": {"text": {"type": "string", "description": "The note."}}, "required": ["text"]}
    assert found["requestBody"] == {"content": {"application/json": {"schema": schema}}, "required": True}
    assert [one["name"] for one in found["parameters"]] == ["count"]


def test_where_the_page_does_not_say_whether_it_is_content(tmp_path: Path) -> None:
    done = export(tmp_path, {"a.md": page("/notes", "delete")})
    assert "requestBody" not in operation(done, "/notes", "delete")
    assert "listed parameters that no sample sends: in the query or in the content, the page does not say" in done.stderr


def test_statuses_of_several(tmp_path: Path) -> None:
    found = operation(export(tmp_path, {"a.md": page("/notes", "post")}), "/notes", "post")
    said = {"201": "Written.", "4XX": "Refused.", "default": "Anything else."}
    assert {status: one["description"].rstrip(".") + "." for status, one in found["responses"].items()} == said


def test_operations_that_only_a_fragment_tells_apart(tmp_path: Path) -> None:
    names = ("List", "Read")
    done = export(tmp_path, {f"{one}.md": page(f"/#Target={one}", "post", "/", one) for one in names})
    assert [*yaml.safe_load(done.stdout)["paths"]] == ["/", "/#Target=Read"]
    assert "2 requests of 2 endpoints written." in done.stderr


def test_a_query_parameter_of_several_types_with_a_value(tmp_path: Path) -> None:
    text = page("/notes", "post", "/notes?count=1").replace("(string, decimal)", "(boolean or null)")
    found = operation(export(tmp_path, {"a.md": text}), "/notes", "post")
    assert found["parameters"] == [
        {"name": "count", "in": "query", "description": "How often.", "schema": {"type": ["boolean", "null"]}}
    ]


def test_the_media_type_of_content_that_is_not_shown_is_that_of_most_requests(tmp_path: Path) -> None:
    sent = page("/forms", "post", "/forms -d text=a", "Send")
    found = operation(export(tmp_path, {"a.md": page("/notes", "post"), "b.md": sent}), "/notes", "post")
    assert [*found["requestBody"]["content"]] == ["application/x-www-form-urlencoded"]


@pytest.mark.parametrize("text", ["Required only for daily ones.", "Required for daily ones.", "Required where there is one."])
def test_what_is_required_under_a_condition_is_not_required(tmp_path: Path, text: str) -> None:
    done = export(tmp_path, {"a.md": page("/notes", "post").replace("***Required*** The note.", text)})
    schema = operation(done, "/notes", "post")["requestBody"]["content"]["application/json"]["schema"]
    assert "required" not in schema
    assert schema["properties"]["text"]["description"] == text
