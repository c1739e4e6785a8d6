"""`unisono lsp` with a real client: what it answers when it is asked of a place."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from lsprotocol import types

from editor import Editor, editing, spot
from sites import endpoint, write

pytestmark = pytest.mark.asyncio(loop_scope="module")

CURL = '~~~ bash\ncurl {} https://api.example.com/v1{}\n~~~\n{{: title="Curl" }}\n'
HTTPIE = '~~~ bash\nhttp GET https://api.example.com/v1{}\n~~~\n{{: title="HTTPie" }}\n'

FULL = """\
---
title: /orders/:order_id/
name: Pay Order
method: post
position: 9
visibility: public
description: Pays
right_code: |
  ~~~ json
  {"amount": 5, "payer": {"name": "Ada"}}
  ~~~
  {: title="Request" }
---
{% include auth.md %}

### URL Parameters

order_id
: (string) ***Required*** The order

### Request Parameters

amount
: (number) ***Required*** How much

name
: (string) Who `pays`

never
: (string) Nothing

~~~ bash
curl https://api.example.com/v1/orders/12/ -d '{"amount": 5, "payer": {"name": "Ada"}}' -H 'Content-Type: application/json'
~~~
{: title="Curl" }

~~~ bash
http POST '
~~~
{: title="HTTPie" }
"""

UNCALLED = """\
~~~ bash
list_things() { curl "https://api.example.com/v1/things/?after=$1"; }
~~~
{: title="Curl" }

~~~ java
public HttpResponse<String> things() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.example.com/v1/things/")).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
}
~~~
{: title="Java" }
"""

SITE = {
    ".git/HEAD": "",
    "mkdocs.yml": "site_name: A\nplugins:\n- unisono:\n    "
    "servers: [https://api.example.com/v1]\n    visibilities: [public, partner]\n",
    "docs/a.md": endpoint(path="/a/", position="1", body=CURL.format("-s", "/a/") + HTTPIE.format("/a/")),
    "docs/b.md": endpoint(path="/b/", position="2", body="{% include auth.md %}\n\n" + CURL.format("-s", "/b/")),
    "docs/full.md": FULL,
    "docs/_includes/deep/limits.md": "Limits.\n",
    "docs/_includes/auth.md": "Send your key.\n",
    "docs/_includes/shared.md": CURL.format("-X DELETE", "/s/"),
    "docs/shared.md": endpoint(path="/s/", position="3", body="{% include shared.md %}\n"),
}


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def editor(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Editor]:
    root = tmp_path_factory.mktemp("site")
    write(root, SITE)
    async with editing(root) as editor:
        yield editor


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def closing(editor: Editor) -> AsyncIterator[None]:
    yield
    for name in list(editor.texts):
        editor.close(name)


def titles(actions: list[types.CodeAction]) -> list[str]:
    return [f"{one.kind}: {one.title}{' *' if one.is_preferred else ''}" for one in actions]


QUICK = types.CodeActionKind.QuickFix.value
BY_ITSELF = types.CodeActionTriggerKind.Automatic


async def test_what_is_safe_to_mend_is_preferred(editor: Editor) -> None:
    editor.open("docs/a.md", SITE["docs/a.md"].replace("-s https", "-o '𝄞' “https").replace("/a/\n~~~", "/a/”\n~~~", 1))
    (action,) = await editor.actions("docs/a.md", editor.find("docs/a.md", "“"), trigger=BY_ITSELF)
    assert titles([action]) == ["quickfix: Mend Curl: typographic characters replaced *"]
    assert [one.code for one in action.diagnostics or ()] == ["misprinted-sample"]
    editor.apply(action)
    assert "curl -o '𝄞' \"https://api.example.com/v1/a/\"\n" in editor.texts["docs/a.md"].text
    assert await editor.found("docs/a.md") == []


async def test_what_changes_the_request_is_marked(editor: Editor) -> None:
    editor.open("docs/a.md", SITE["docs/a.md"].replace("-s", "-X DELETE"))
    at = editor.find("docs/a.md", "DELETE", 2)
    (action,) = await editor.actions("docs/a.md", at, trigger=BY_ITSELF)
    assert titles([action]) == ["quickfix: Mend Curl: value changed (unsafe: it sends another request then)"]
    assert await editor.actions("docs/a.md", spot(0, 0), QUICK) == []
    assert await editor.actions("docs/a.md", at, "refactor") == []
    assert await editor.actions("docs/a.md", at, "source.fixAll") == []
    editor.apply(action)
    assert await editor.found("docs/a.md") == []


async def test_all_that_is_safe_at_once(editor: Editor) -> None:
    text = (
        SITE["docs/a.md"]
        .replace("curl -s https", "curl “https")
        .replace("/a/\n~~~", "/a/”\n~~~", 1)
        .replace("http GET", "http DELETE")
    )
    editor.open("docs/a.md", text)
    (action,) = await editor.actions("docs/a.md", spot(0, 0), "source.fixAll")
    assert titles([action]) == ["source.fixAll.unisono: Mend all that is safe to mend"]
    editor.apply(action)
    (left,) = await editor.found("docs/a.md")
    assert "method-mismatch" in left


async def test_an_include_is_mended_for_all_pages(editor: Editor) -> None:
    editor.open("docs/shared.md")
    editor.open("docs/_includes/shared.md")
    await editor.comes("docs/_includes/shared.md", ["2:9: method-mismatch: Curl sends DELETE, the page declares GET"])
    (action,) = await editor.actions("docs/_includes/shared.md", editor.find("docs/_includes/shared.md", "DELETE"))
    editor.apply(action)
    assert "DELETE" not in editor.texts["docs/_includes/shared.md"].text
    await editor.comes("docs/_includes/shared.md", [])


async def test_missing_samples_are_written(editor: Editor) -> None:
    editor.open("docs/a.md")
    await editor.found("docs/a.md")
    editor.open("docs/b.md")
    found = await editor.actions("docs/b.md", spot(0, 0), trigger=types.CodeActionTriggerKind.Invoked)
    assert titles(found) == ["source.addSamples.unisono: Write the missing HTTPie sample"]
    assert await editor.actions("docs/b.md", spot(0, 0), trigger=BY_ITSELF) == []
    editor.apply(found[0])
    assert '{: title="HTTPie" }' in editor.texts["docs/b.md"].text
    assert await editor.actions("docs/b.md", spot(0, 0), "source") == []


async def test_samples_are_written_where_they_are_found_missing(editor: Editor) -> None:
    editor.open("docs/a.md")
    await editor.found("docs/a.md")
    editor.open("docs/b.md", endpoint(path="/b/", position="2", body=""))
    await editor._when("docs/b.md", lambda said: [one.code for one in said.diagnostics] == ["missing-sample"])
    at = editor.said[editor.uri("docs/b.md")].diagnostics[0].range.start
    found = await editor.actions("docs/b.md", at, QUICK)
    assert titles(found) == [
        "quickfix: Write the samples that are missing: cURL, HTTPie *",
        "quickfix: Write the missing cURL sample *",
        "quickfix: Write the missing HTTPie sample *",
    ]
    assert [one.code for one in found[0].diagnostics or ()] == ["missing-sample"]
    editor.apply(found[0])
    await editor.comes("docs/b.md", [])


async def hover(editor: Editor, words: str, at: int = 0, name: str = "docs/full.md") -> str:
    place = editor.find(name, words, at)
    answer = await editor.client.text_document_hover_async(types.HoverParams(editor.document(name), place))
    assert answer is None or isinstance(answer.contents, types.MarkupContent)
    return answer.contents.value.replace(editor.root.as_uri(), "") if answer else ""  # type: ignore[union-attr]


async def test_a_sample_shows_the_request_that_it_sends(editor: Editor) -> None:
    editor.open("docs/full.md")
    head = "POST https://api.example.com/v1/orders/12/\nContent-Type: application/json"
    told = f'`Curl` sends\n\n```http\n{head}\n\n{{"amount": 5, "payer": {{"name": "Ada"}}}}\n```'
    assert await hover(editor, "curl https") == told
    assert await hover(editor, "~~~ bash", 2) == told
    assert (await hover(editor, "http POST")).startswith("`HTTPie` cannot run as it is printed: ")
    assert await hover(editor, "title: /orders", 2) == ""


async def test_a_sample_of_an_endpoint_in_a_heading(editor: Editor) -> None:
    body = "# API\n\n## GET /a/\n\n~~~ bash\ncurl https://api.example.com/v1/a/\n~~~\n\n## GET /b/\n\nWords.\n"
    editor.open("docs/full.md", body)
    assert await hover(editor, "curl https") == "`cURL` sends\n\n```http\nGET https://api.example.com/v1/a/\n```"


HEADINGS = """\
# API

Words.

## POST /a/

### Request Parameters

amount
: (number) How much

```json
{"amount": 5}
```

~~~ bash
curl https://api.example.com/v1/a/ --json '{"amount": 5}'
~~~

## PUT /b/

### Request Parameters

amount
: (number) How many

```bash
curl -X PUT https://api.example.com/v1/b/ --json '{"amount": 6}'
```
"""


async def test_a_parameter_of_an_endpoint_in_a_heading(editor: Editor) -> None:
    """Each endpoint has its own, though they are called the same."""
    editor.open("docs/full.md", HEADINGS)
    for words, line, value in (("amount\n: (number) How many", 28, 6), ("amount\n: (number) How much", 17, 5)):
        told = await hover(editor, words)
        assert f"`cURL`, [line {line}]" in told.replace("cURL", "`cURL`"), told
        assert f": `{value}`" in told
        params = types.ReferenceParams(
            types.ReferenceContext(False), editor.document("docs/full.md"), editor.find("docs/full.md", words)
        )
        uses = await editor.client.text_document_references_async(params)
        assert [one.range.start.line + 1 for one in uses or []][-1] == line
    assert await lead(editor, "docs/full.md", editor.find("docs/full.md", '"amount": 6', 2)) == ["docs/full.md:24"]


async def test_the_outline_of_a_page_with_endpoints_in_headings(editor: Editor) -> None:
    editor.open("docs/full.md", HEADINGS)
    assert await symbols(editor, "docs/full.md") == [
        "String API [] 1-30",
        "  String POST /a/ [] 5-20",
        "    String Request Parameters [] 7-20",
        "      Field amount [number] 9-10",
        "      Event cURL [curl] 16-19",
        "  String PUT /b/ [] 20-30",
        "    String Request Parameters [] 22-30",
        "      Field amount [number] 24-25",
        "      Event cURL [curl] 27-30",
    ]


async def test_what_is_not_called_is_not_told_as_sent(editor: Editor) -> None:
    editor.open("docs/full.md", endpoint(path="/things/", body=UNCALLED))
    told = await hover(editor, "curl")
    request = "```http\nGET https://api.example.com/v1/things/?after=$1\n```"
    assert told == f"`Curl` would send, were it to call `list_things`,\n\n{request}"
    told = await hover(editor, "HttpRequest request")
    assert told.startswith("`Java` cannot run as it is printed: ")
    assert "\n\nAs it is meant, it would send, were it to call `things`,\n\n```http\nGET https://" in told


async def test_a_parameter_shows_where_it_occurs(editor: Editor) -> None:
    editor.open("docs/full.md")
    assert await hover(editor, "amount\n", 3) == (
        "`request.amount` (number, required): How much\n\nOccurs in 2 places:\n\n"
        "- the Request example, [line 10](/docs/full.md#L10): `5`\n- Curl, [line 33](/docs/full.md#L33): `5`"
    )
    assert await hover(editor, "order_id\n") == (
        "`path.order_id` (string, required): The order\n\nOccurs in 2 places:\n\n"
        "- the path, [line 2](/docs/full.md#L2)\n- Curl, [line 33](/docs/full.md#L33): `12`"
    )
    assert await hover(editor, "name\n: ") == (
        "`request.name` (string): Who `pays`\n\nNo list says which object has it; keys that are called so:\n\n"
        "- the Request example, [line 10](/docs/full.md#L10): `Ada`\n- Curl, [line 33](/docs/full.md#L33): `Ada`"
    )
    assert (await hover(editor, "never\n")).endswith(
        "Occurs in no example and no sample of those that can be read; HTTPie cannot."
    )


async def test_where_a_parameter_is_used_it_shows_what_it_is(editor: Editor) -> None:
    editor.open("docs/full.md")
    told = "`path.order_id` (string, required): The order\n\nDocumented in [line 18](/docs/full.md#L18)."
    assert await hover(editor, ":order_id", 3) == told
    assert (await hover(editor, "orders/12/", 8)).startswith(f"{told}\n\n---\n\n`Curl` sends")


async def lead(editor: Editor, name: str, at: types.Position) -> list[str]:
    """Where a place leads."""
    answer = await editor.client.text_document_definition_async(types.DefinitionParams(editor.document(name), at))
    assert isinstance(answer, list)
    return [f"{editor.name(one.uri)}:{one.range.start.line + 1}" for one in answer if isinstance(one, types.Location)]


async def test_a_place_leads_to_the_other_site(editor: Editor) -> None:
    editor.open("docs/full.md")
    assert await lead(editor, "docs/full.md", editor.find("docs/full.md", "{% include", 5)) == ["docs/_includes/auth.md:1"]
    assert await lead(editor, "docs/full.md", editor.find("docs/full.md", '"amount": 5, "payer"', 2)) == ["docs/full.md:23"]
    assert await lead(editor, "docs/full.md", editor.find("docs/full.md", "Pays")) == []
    editor.open("docs/_includes/shared.md")
    delete = editor.find("docs/_includes/shared.md", "DELETE")
    await editor.client.text_document_hover_async(types.HoverParams(editor.document("docs/_includes/shared.md"), delete))
    assert await lead(editor, "docs/_includes/shared.md", delete) == ["docs/shared.md:6"]
    params = types.ReferenceParams(
        types.ReferenceContext(False), editor.document("docs/full.md"), editor.find("docs/full.md", "amount\n")
    )
    uses = await editor.client.text_document_references_async(params)
    assert [one.range.start.line + 1 for one in uses or []] == [10, 33]


async def symbols(editor: Editor, name: str) -> list[str]:
    params = types.DocumentSymbolParams(editor.document(name))
    answer = await editor.client.text_document_document_symbol_async(params)
    return [line for one in answer or [] if isinstance(one, types.DocumentSymbol) for line in lines(one)]


def lines(one: types.DocumentSymbol, indent: str = "") -> list[str]:
    own = f"{indent}{one.kind.name} {one.name} [{one.detail or ''}] {one.range.start.line + 1}-{one.range.end.line + 1}"
    return [own, *(line for child in one.children or [] for line in lines(child, indent + "  "))]


async def test_the_outline(editor: Editor) -> None:
    editor.open("docs/full.md")
    assert await symbols(editor, "docs/full.md") == [
        "Method POST /orders/{order_id}/ [Pay Order] 4-4",
        "String URL Parameters [] 16-21",
        "  Field order_id [string] 18-19",
        "String Request Parameters [] 21-41",
        "  Field amount [number] 23-24",
        "  Field name [string] 26-27",
        "  Field never [string] 29-30",
        "  Event Curl [curl] 32-35",
        "  Event HTTPie [httpie] 37-40",
        "Object Request [request] 10-11",
    ]
    editor.open("docs/_includes/shared.md")
    assert await symbols(editor, "docs/_includes/shared.md") == ["Event Curl [curl] 1-4"]


async def proposed(editor: Editor, name: str, words: str) -> list[str]:
    """What is proposed behind words, as it is written then."""
    at = editor.find(name, words, len(words))
    answer = await editor.client.text_document_completion_async(types.CompletionParams(editor.document(name), at))
    assert isinstance(answer, list)
    written = []
    for one in answer:
        assert isinstance(one.text_edit, types.TextEdit)
        start, end = one.text_edit.range.start, one.text_edit.range.end
        assert (start.line, end.line) == (at.line, at.line)
        line = editor.texts[name].line(at.line + 1)
        written.append(line[: start.character] + one.text_edit.new_text + line[end.character :])
    return written


async def test_what_may_be_written(editor: Editor) -> None:
    name = "docs/full.md"
    editor.open(name, FULL.replace("description: Pays", "desc\ndepr: x\nmethod: p").replace("visibility: public\n", "", 1))
    assert {"description: ", "endpoint: "} <= set(await proposed(editor, name, "\ndesc"))
    assert "deprecated: x" in await proposed(editor, name, "\ndepr")
    assert "name: " not in await proposed(editor, name, "\ndesc")
    assert "method: patch" in await proposed(editor, name, "method: p")
    editor.replace(name, FULL.replace("visibility: public", "visibility: "))
    assert await proposed(editor, name, "visibility: ") == ["visibility: public", "visibility: partner"]
    body = (
        "{% include  %}\n{% include dee.md %}\n<!-- unisono: ignore[method-mismatch, pa] -->\n{{ site.t }} {{ page.na }}\nx: "
    )
    editor.replace(name, f"{FULL}{body}")
    files = ["auth.md", "shared.md", "deep/limits.md"]
    assert await proposed(editor, name, "\n{% include ") == [f"{{% include {file} %}}" for file in files]
    assert await proposed(editor, name, "{% include dee") == [f"{{% include {file} %}}" for file in files]
    assert "<!-- unisono: ignore[method-mismatch, path-mismatch] -->" in await proposed(editor, name, "mismatch, pa")
    assert "{{ site.title }} {{ page.na }}" in await proposed(editor, name, "{{ site.t")
    assert "{{ site.t }} {{ page.name }}" in await proposed(editor, name, "{{ page.na")
    assert await proposed(editor, name, "\nx: ") == []
