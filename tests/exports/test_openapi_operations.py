"""What an operation says of a page whose samples say less than its lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from openapi_schema_validator import OAS30Validator, OAS31Validator

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


def export(folder: Path, pages: dict[str, str], name: str = "openapi") -> Result:
    for file, text in pages.items():
        (folder / file).write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["export", name, str(folder)])


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


NULLS = """---
title: /notes
name: Write
method: post
---
### Request Parameters

shown
: (string) What the example has as null.

stated
: (string) Example: `null`.

usual
: (integer) Default: `null`.

kind
: (string) One of `a`, `b`.

one
: (string) One of `a`, `null`.

either
: (integer or boolean) Two types.

inner
: (object) Members.

text
: (string) Never null. Example: `"null"`.

### Inner Object

deep
: (string) Deep.

~~~ json
{"shown": null, "stated": "a", "usual": null, "kind": null, "one": null, "either": null,
 "inner": {"deep": null}, "text": "null"}
~~~
{: title="Request" }

~~~ json
{"shown": "a", "inner": null}
~~~
{: title="Request with more" }

~~~ bash
curl https://api.example.com/notes --json '{"shown": "a", "inner": null}'
~~~
{: title="cURL" }
"""


@pytest.mark.parametrize(("name", "validator"), [("openapi", OAS31Validator), ("openapi30", OAS30Validator)])
def test_what_is_shown_as_null_may_be_null(tmp_path: Path, name: str, validator: Any) -> None:
    """And nothing else, in the way of each version."""
    content = operation(export(tmp_path, {"a.md": NULLS}, name), "/notes", "post")["requestBody"]["content"]["application/json"]
    schema = content["schema"]
    assert len(content["examples"]) == 2
    for example in content["examples"].values():
        assert [*validator(schema).iter_errors(example["value"])] == []
    members = schema["properties"]
    nullable = {key for key, one in members.items() if validator(one).is_valid(None)}
    assert nullable == {"shown", "stated", "usual", "kind", "one", "either", "inner"}
    assert not validator(members["kind"]).is_valid("c")
    assert not validator(members["either"]).is_valid("c")
    assert not validator(members["shown"]).is_valid(1)
    assert members["usual"]["default"] is None
    assert members["stated"].keys() & {"example", "examples"} == set()
    assert members["kind"]["enum"] == ["a", "b", None]
    assert members["one"]["enum"] == ["a", None]
    assert ("nullable" in members["shown"]) == (name == "openapi30")


ELEMENTS = """---
title: /notes
name: List
method: get
---
### Response Parameters

numbers
: (array of integers) Some.

rows
: (array of arrays of integers) More.

kinds
: (array of strings) One of `a`, `b`.

things
: (array of objects) Things.

whole
: (array of integers) All.

### Things Object

id
: (integer) Its number.

~~~ json
{"numbers": [null, 1], "rows": [[1, null]], "kinds": ["a", null], "things": [null, {"id": 1}], "whole": [1]}
~~~
{: title="Response" }

~~~ bash
curl https://api.example.com/notes
~~~
{: title="cURL" }
"""


@pytest.mark.parametrize(("name", "validator"), [("openapi", OAS31Validator), ("openapi30", OAS30Validator)])
def test_elements_that_are_shown_as_null_may_be_null(tmp_path: Path, name: str, validator: Any) -> None:
    """And neither their arrays nor other elements."""
    [answer] = operation(export(tmp_path, {"a.md": ELEMENTS}, name), "/notes", "get")["responses"].values()
    content = answer["content"]["application/json"]
    assert [*validator(content["schema"]).iter_errors(next(iter(content["examples"].values()))["value"])] == []
    members = content["schema"]["properties"]
    assert members.keys() == {"numbers", "rows", "kinds", "things", "whole"}
    assert not any(validator(one).is_valid(None) for one in members.values())
    assert {key for key, one in members.items() if validator(one).is_valid([None])} == {"numbers", "kinds", "things"}
    assert validator(members["rows"]).is_valid([[None]])
    assert not validator(members["numbers"]).is_valid(["a"])


def test_elements_of_the_content_that_are_shown_as_null_may_be_null(tmp_path: Path) -> None:
    text = ELEMENTS.replace('{"numbers": [null, 1],', '[null, {"numbers": [null, 1],').replace(
        '"whole": [1]}', '"whole": [1]}]'
    )
    [answer] = operation(export(tmp_path, {"a.md": text}), "/notes", "get")["responses"].values()
    content = answer["content"]["application/json"]
    assert content["schema"]["items"]["type"] == ["object", "null"]
    assert [*OAS31Validator(content["schema"]).iter_errors(next(iter(content["examples"].values()))["value"])] == []


OF_ALL = """---
title: /notes
name: Write
method: post
right_code: |
  ~~~ json
  {"a": 1}
  ~~~
  {: title="Request" }

  ~~~ xml
  <a>1</a>
  ~~~
  {: title="Request as XML" }

  ~~~ xml
  <a>2</a>
  ~~~
  {: title="Request as XML, too" }

  ~~~ csv
  a,b
  ~~~
  {: title="Response 200" }
---
### Cookie Parameters

shop
: (integer) ***Required*** The shop.

### Response Headers

X-Left
: (integer) What is left.

### Response Codes

200
: Written.

~~~ bash
curl https://api.example.com/notes -b "shop=7; session=$SESSION; lone" --json '{"a": 1}'
~~~
{: title="Curl" }
"""


def test_cookies_are_parameters(tmp_path: Path) -> None:
    done = export(tmp_path, {"a.md": OF_ALL})
    assert operation(done, "/notes", "post")["parameters"] == [
        {
            "name": "shop",
            "in": "cookie",
            "required": True,
            "description": "The shop.",
            "schema": {"type": "integer"},
            "example": 7,
        },
        {"name": "session", "in": "cookie", "schema": {"type": "string"}},
    ]


def test_examples_stand_under_the_media_type_that_they_are_written_in(tmp_path: Path) -> None:
    found = operation(export(tmp_path, {"a.md": OF_ALL}), "/notes", "post")
    assert {kind: [*one["examples"]] for kind, one in found["requestBody"]["content"].items()} == {
        "application/json": ["Request"],
        "application/xml": ["Request as XML", "Request as XML, too"],
    }
    assert [*found["responses"]["200"]["content"]] == ["text/csv"]


def test_a_list_that_no_document_has_is_told(tmp_path: Path) -> None:
    told = "lists of parameters that are neither of the request nor of the content of an answer"
    assert told in export(tmp_path, {"a.md": OF_ALL}).stderr
    (tmp_path / "a.md").write_text(OF_ALL.replace("### Response Headers", "### Cookies"), encoding="utf-8")
    assert told not in CliRunner().invoke(main, ["export", "openapi", str(tmp_path)]).stderr
