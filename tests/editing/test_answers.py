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

SITE = {
    ".git/HEAD": "",
    "mkdocs.yml": "site_name: A\nplugins:\n- unisono:\n    servers: [https://api.example.com/v1]\n",
    "docs/a.md": endpoint(path="/a/", position="1", body=CURL.format("-s", "/a/") + HTTPIE.format("/a/")),
    "docs/b.md": endpoint(path="/b/", position="2", body="{% include auth.md %}\n\n" + CURL.format("-s", "/b/")),
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
