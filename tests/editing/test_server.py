"""`unisono lsp` with a real client: what it says of open texts, and when."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest
from lsprotocol import types

from editor import editing, spot
from sites import endpoint, write
from unisono.checking.diagnostic import Diagnostic
from unisono.editing.positions import place
from unisono.pages.paths import page_files
from unisono.project.configuration import find_configuration
from unisono.project.run import Run

pytestmark = pytest.mark.asyncio

CURL = '~~~ bash\ncurl {} https://api.example.com/v1{}\n~~~\n{{: title="Curl" }}\n'


def page(path: str, position: str, option: str = "-s", more: str = "") -> str:
    """An endpoint page for GET with one sample."""
    return endpoint(path=path, position=position, body=more + CURL.format(option, path))


SITE = {
    ".git/HEAD": "",
    "mkdocs.yml": "site_name: A\nplugins:\n- unisono:\n    select: [default, duplicate-endpoint]\n",
    "docs/a.md": page("/a/", "1"),
    "docs/b.md": page("/b/", "2"),
    "docs/c.md": page("/c/", "3", more="{% include note.md %}\n\n"),
    "docs/d.md": page("/d/", "4"),
    "docs/_includes/note.md": "Words.\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, SITE)
    return tmp_path


def line_of(diagnostic: Diagnostic) -> str:
    start = place(diagnostic.span, "utf-16").start
    return f"{start.line + 1}:{start.character + 1}: {diagnostic.rule}: {diagnostic.message}"


def fresh(root: Path, name: str) -> list[str]:
    """What a check of all pages says of one."""
    run = Run(find_configuration(root / name))
    run.check(list(page_files([root / "docs"], made=False)))
    return [line_of(found) for found in run.result().diagnostics if Path(found.span.path) == root / name]


async def test_from_open_to_close(root: Path) -> None:
    async with editing(root) as editor:
        assert editor.answer.capabilities.position_encoding == types.PositionEncodingKind.Utf16
        editor.open("docs/a.md")
        assert await editor.found("docs/a.md") == []
        line = editor.texts["docs/a.md"].text.split("\n").index("curl -s https://api.example.com/v1/a/")
        editor.edit("docs/a.md", spot(line, 5), spot(line, 7), "-X DELETE")
        (found,) = await editor.found("docs/a.md")
        assert "method-mismatch" in found
        said = editor.said[editor.uri("docs/a.md")]
        assert said.version == 2
        page_of_rule = said.diagnostics[0].code_description
        assert page_of_rule is not None
        assert page_of_rule.href.endswith("/docs/rules/method-mismatch.md")
        assert said.diagnostics[0].severity == types.DiagnosticSeverity.Error
        assert said.diagnostics[0].related_information is not None
        editor.close("docs/a.md")
        await editor.comes("docs/a.md", [])


async def test_several_changes_in_one_message_and_in_a_row(root: Path) -> None:
    async with editing(root) as editor:
        editor.open("docs/a.md", "")
        for character in SITE["docs/a.md"].replace("-s", "-X DELETE"):
            end = editor.texts["docs/a.md"]
            at = spot(end.text.count("\n"), len(end.text.rpartition("\n")[2]))
            editor.edit("docs/a.md", at, at, character)
        (found,) = await editor.found("docs/a.md")
        assert "method-mismatch" in found


async def test_columns_are_those_of_utf_16(root: Path) -> None:
    async with editing(root) as editor:
        text = SITE["docs/a.md"].replace("curl -s", "curl -H 'X: 𝄞é' -X DELETE")
        editor.open("docs/a.md", text)
        column = len("curl -H 'X: 𝄞é' -X ") + 2  # from 1, and two units for the clef
        found = [one for one in await editor.found("docs/a.md") if "method-mismatch" in one]
        assert [one.split(":")[1] for one in found] == [str(column)]


@pytest.mark.parametrize("start", [".", "elsewhere/deep"])
async def test_pages_that_are_open_are_compared_as_they_are_open(root: Path, start: str) -> None:
    (root / start).mkdir(parents=True, exist_ok=True)
    async with editing(root, start=start) as editor:
        editor.open("docs/a.md")
        editor.open("docs/b.md")
        await editor.comes("docs/b.md", [])
        editor.replace("docs/a.md", page("/b/", "1"))
        assert await editor.found("docs/a.md") == []
        await editor.comes(
            "docs/b.md",
            ["2:8: duplicate-endpoint: GET /b/ is documented on two pages; merge them, or correct the path or method of one"],
        )
        editor.close("docs/a.md")
        await editor.comes("docs/b.md", [])


async def test_an_include_that_is_open_wins_over_its_file(root: Path) -> None:
    async with editing(root) as editor:
        editor.open("docs/c.md")
        assert await editor.found("docs/c.md") == []
        editor.open("docs/_includes/note.md")
        editor.replace("docs/_includes/note.md", CURL.format("-X DELETE", "/c/"))
        expected = ["2:9: method-mismatch: Curl sends DELETE, the page declares GET"]
        await editor.comes("docs/_includes/note.md", expected)
        assert await editor.found("docs/c.md") == []
        editor.close("docs/_includes/note.md")
        await editor.comes("docs/_includes/note.md", [])


async def test_files_that_other_programs_write(root: Path) -> None:
    async with editing(root) as editor:
        editor.open("docs/a.md", page("/a/", "1", "-X DELETE"))
        (found,) = await editor.found("docs/a.md")
        editor.write("mkdocs.yml", SITE["mkdocs.yml"] + "    ignore: [method-mismatch]\n")
        await editor.comes("docs/a.md", [])
        editor.write("mkdocs.yml", "site_name: A\nplugins:\n- unisono:\n    selct: []\n")
        await editor._when("docs/a.md", lambda said: any("selct" in one.message for one in said.diagnostics))
        editor.write("mkdocs.yml", SITE["mkdocs.yml"])
        await editor.comes("docs/a.md", [found])


async def test_what_others_write_is_seen_with_the_next_save_where_files_are_not_watched(root: Path) -> None:
    async with editing(root, watching=False) as editor:
        editor.open("docs/a.md", page("/a/", "1", "-X DELETE"))
        assert len(await editor.found("docs/a.md")) == 1
        write(root, {"mkdocs.yml": SITE["mkdocs.yml"] + "    ignore: [method-mismatch]\n"})
        editor.save("docs/a.md")
        await editor.comes("docs/a.md", [])


async def test_each_page_has_the_settings_that_are_nearest(root: Path) -> None:
    ignored = 'ignore = ["method-mismatch", "duplicate-position"]\n'
    write(root, {"docs/own/unisono.toml": f'{ignored}select = ["default", "duplicate-endpoint"]\n'})
    write(root, {f"docs/own/{name}.md": page("/x/", "9", "-X DELETE") for name in "xy"})
    write(root, {"docs/e.md": page("/x/", "5", "-X DELETE")})
    twice = "2:8: duplicate-endpoint: GET /x/ is documented on two pages; merge them, or correct the path or method of one"
    async with editing(root) as editor:
        editor.open("docs/own/y.md")
        await editor.comes("docs/own/y.md", [twice])
        editor.open("docs/e.md")
        (found,) = await editor.found("docs/e.md")
        assert "method-mismatch" in found
        editor.write("docs/own/unisono.toml", "[")
        await editor._when("docs/own/y.md", lambda said: "unisono.toml" in said.diagnostics[0].message)
        editor.write("docs/own/unisono.toml", 'select = ["method-mismatch"]\n')
        await editor._when("docs/own/y.md", lambda said: [one.code for one in said.diagnostics] == ["method-mismatch"])


async def test_a_page_that_nobody_has_saved_is_one_of_its_site(root: Path) -> None:
    async with editing(root) as editor:
        editor.open("docs/b.md")
        await editor.found("docs/b.md")
        editor.open("docs/0/new.md", page("/b/", "7"))
        twice = "2:8: duplicate-endpoint: GET /b/ is documented on two pages; merge them, or correct the path or method of one"
        await editor.comes("docs/b.md", [twice])
        editor.close("docs/0/new.md")
        await editor.comes("docs/b.md", [])


async def test_nothing_is_said_of_pages_that_a_check_passes_over(root: Path) -> None:
    write(root, {"mkdocs.yml": SITE["mkdocs.yml"] + "    exclude: [drafts/]\n", "docs/drafts/a.md": ""})
    async with editing(root) as editor:
        for name in ("docs/drafts/a.md", "docs/drafts/new.md"):
            editor.open(name, page("/z/", "1", "-X DELETE"))
            assert await editor.found(name) == []


async def test_the_page_of_an_endpoint_by_another_name_is_told(root: Path) -> None:
    write(root, {"docs/z.mdx": page("/z/", "1"), "docs/z.txt": "Words.\n"})
    async with editing(root) as editor:
        editor.open("docs/z.mdx")
        (found,) = await editor.found("docs/z.mdx")
        assert "misnamed-page" in found
        editor.open("docs/z.txt")
        assert await editor.found("docs/z.txt") == []


async def test_a_page_of_no_site_is_checked_by_itself(tmp_path: Path) -> None:
    write(tmp_path, {"notes/a.md": page("/a/", "1", "-X DELETE"), "notes/b.md": page("/a/", "1")})
    async with editing(tmp_path) as editor:
        editor.open("notes/a.md")
        (found,) = await editor.found("notes/a.md")
        assert "method-mismatch" in found
        editor.open("notes/b.md")
        assert await editor.found("notes/b.md") == []


@pytest.mark.parametrize(("kind", "column"), [("utf-8", 17), ("utf-32", 14)])
async def test_columns_are_counted_as_the_editor_offers(root: Path, kind: str, column: int) -> None:
    async with editing(root, types.PositionEncodingKind(kind)) as editor:
        assert editor.answer.capabilities.position_encoding == kind
        editor.open("docs/a.md", page("/a/", "1", "-o 𝄞 -X DELETE"))
        (found,) = await editor.found("docs/a.md")
        assert found.split(":")[1] == str(column)


async def test_a_page_that_is_no_page(root: Path) -> None:
    async with editing(root) as editor:
        editor.open("docs/a.md", "---\ntitle: [\n---\n")
        assert [one.split(": ")[1] for one in await editor.found("docs/a.md")] == ["invalid-front-matter"]
        editor.replace("docs/a.md", "a\0b")
        assert [one.split(": ")[1] for one in await editor.found("docs/a.md")] == ["unreadable-page"]
        editor.replace("docs/a.md", "\ud83d{% include ../../x %}\ud83d")
        await editor.found("docs/a.md")
        editor.replace("docs/a.md", page("/a/", "1"))
        assert await editor.found("docs/a.md") == []


async def test_what_no_editor_sends(root: Path) -> None:
    async with editing(root) as editor:
        client = editor.client
        for uri in ("untitled:Untitled-1", "file:///%00", "file://", "nonsense", ""):
            item = types.TextDocumentItem(uri, "markdown", 1, "x")
            client.text_document_did_open(types.DidOpenTextDocumentParams(item))
            closed = types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
            client.text_document_did_close(closed)
        editor.texts["docs/a.md"], editor.versions["docs/a.md"] = editor.texts.get("docs/a.md"), 7  # type: ignore[assignment]
        never = types.VersionedTextDocumentIdentifier(7, editor.uri("docs/a.md"))
        change = types.TextDocumentContentChangeWholeDocument("y")
        client.text_document_did_change(types.DidChangeTextDocumentParams(never, [change]))
        editor.open("docs/a.md", page("/a/", "1", "-X DELETE"))
        far = spot(2**31 - 1, 2**31 - 1)
        editor.edit("docs/a.md", far, far, "\n")
        (found,) = await editor.found("docs/a.md")
        assert "method-mismatch" in found


WORDS = (
    "x",
    "\n",
    "",
    "~~~\n",
    "-X DELETE ",
    "é𝄞",
    "{% include note.md %}",
    "method: post\n",
    "---\n",
    "{",
    '"',
    "position: 2\n",
    "/b/",
)


async def test_a_hundred_random_edits_give_what_a_fresh_check_gives(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copy = tmp_path_factory.mktemp("copy")
    shutil.copytree(root, copy, dirs_exist_ok=True)
    names = ["docs/a.md", "docs/c.md"]
    dice = random.Random(17)
    async with editing(root) as editor:
        for name in names:
            editor.open(name)
            await editor.comes(name, fresh(copy, name))
        editor.open("docs/d.md")  # the site is complete when a finding that needs the others comes
        editor.replace("docs/d.md", page("/b/", "9"))
        (copy / "docs/d.md").write_text(page("/b/", "9"), encoding="utf-8")
        await editor.comes("docs/d.md", fresh(copy, "docs/d.md"))
        assert fresh(copy, "docs/d.md") != []
        seen = set()
        for number in range(100):
            name = names[number % 2]
            if number % 25 > 22:
                editor.replace(name, SITE[name])
            else:
                lines = editor.texts[name].text.split("\n")
                first = dice.randrange(len(lines))
                last = min(first + dice.choice((0, 0, 0, 1)), len(lines) - 1)
                start, end = (
                    spot(first, dice.randrange(len(lines[first]) + 1)),
                    spot(last, dice.randrange(len(lines[last]) + 1)),
                )
                editor.edit(name, start, end, dice.choice(WORDS))
            (copy / name).write_text(editor.texts[name].text, encoding="utf-8", newline="")
            expected = fresh(copy, name)
            assert await editor.found(name) == expected, editor.texts[name].text
            seen |= {re.split(": ", one)[1] for one in expected}
    assert len(seen) > 5
