"""The commands on a page that has its endpoints in its headings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from unisono.cli import main
from unisono.diff.pairing import diff_pages
from unisono.pages.liquid import Includes
from unisono.pages.reading import read_page
from unisono.text.source import Source

PAGE = """# Notes

Text.

## POST /notes

```bash
curl -X PUT https://api.example.com/notes --json '{"text": "a"}'
```

## Read one: `GET /notes/{id}`

```bash
curl https://api.example.com/notes/1
```

## Else

```bash
curl https://api.example.com/else
```
"""

SEVERAL = """# Notes

## GET /notes/{id}

All of one.

```bash
curl https://api.example.com/notes/1
```

### Read its text: GET /notes/{id}/text

All of it.

## POST /notes

Creates one.
"""


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [*arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "notes.md"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_check_says_the_same_from_the_cache(page: Path) -> None:
    first, second = (run("check", page.name, "--output-format", "json") for _ in range(2))
    assert first == second
    assert first[0] == 1
    found = json.loads(first[1])
    assert [(one["rule"], one["line"]) for one in found["diagnostics"]] == [("method-mismatch", 8)]
    wanted = {"pages": 0, "endpoints": 2, "samples": 2, "agree": 1, "disagree": 1, "invalid": 0, "unsupported": 0}
    assert found["summary"] == {**wanted, "suppressed": 0, "alone": 1}


def test_a_page_whose_endpoints_have_no_samples_is_no_run_over_nothing(page: Path) -> None:
    page.write_text("# Notes\n\n## GET /notes\n\nAll of them.\n", encoding="utf-8")
    assert run("check", page.name) == (0, "1 endpoint in headings, 0 samples, 1 other page: nothing found.\n", "")


def test_inspect_lists_each_endpoint_and_what_is_of_none(page: Path) -> None:
    status, text, _ = run("inspect", page.name, "--output-format", "json")
    pages = json.loads(text)["pages"]
    assert status == 0
    assert [(one["method"], one["target"], one.get("line"), len(one["samples"]), len(one["blocks"])) for one in pages] == [
        (None, None, None, 0, 1),
        ("POST", "/notes", 5, 1, 1),
        ("GET", "/notes/{id}", 11, 1, 1),
    ]
    assert [line for line in run("inspect", page.name)[1].splitlines() if not line.startswith(" ")] == [
        "notes.md: no endpoint",
        "notes.md:5: POST /notes",
        "notes.md:11: GET /notes/{id}",
    ]


def test_export_has_each_endpoint(page: Path) -> None:
    _, text, _ = run("export", "http", page.name)
    assert [line for line in text.splitlines() if line.startswith(("GET ", "POST ", "PUT "))] == [
        "POST https://api.example.com/notes HTTP/1.1",
        "GET https://api.example.com/notes/1 HTTP/1.1",
    ]


def test_fix_mends_a_sample_where_it_stands(page: Path) -> None:
    status, _, said = run("fix", "--unsafe-fixes", page.name)
    assert (status, said) == (0, "notes.md:7: cURL: value changed (unsafe)\n1 sample mended on 1 page; 0 left.\n")
    assert page.read_text(encoding="utf-8") == PAGE.replace("-X PUT", "-X POST")
    assert run("check", page.name)[0] == 0


def test_diff_tells_of_each_endpoint(page: Path) -> None:
    """One that has another request now is the same endpoint where its name tells."""
    before = page.read_text(encoding="utf-8")
    after = before.replace("GET /notes/{id}", "GET /note/{id}").replace("/notes/1", "/note/1")
    after = after.replace("-X PUT", "-X POST").replace('{"text": "a"}', '{"text": 1}').replace("## Else", "## PUT /else")
    old, new = (read_page(Source("notes.md", text), Includes(None)) for text in (before, after))
    found = diff_pages({"notes.md": old}, {"notes.md": new})
    assert [(one.path, one.status, one.previous, [change.aspect for change in one.changes]) for one in found.changed] == [
        ("notes.md#GET /note/{id}", "changed", None, ["path"]),
        ("notes.md#POST /notes", "changed", None, ["content"]),
        ("notes.md#PUT /else", "added", None, []),
    ]


def test_add_writes_below_each_heading(page: Path) -> None:
    (page.parent / "unisono.toml").write_text('servers = ["https://api.example.com"]\n', encoding="utf-8")
    page.write_text(SEVERAL, encoding="utf-8")
    status, _, said = run("add", "httpie", "--pages", page.name)
    assert (status, said.splitlines()) == (
        1,
        [
            "notes.md:9: httpie: added",
            "notes.md:13: httpie: added",
            "notes.md:15: there is no sample for httpie, and none can be written: POST /notes has no sample, and no Request "
            "example that says what a POST sends",
            "2 samples added on 1 page; 1 left.",
        ],
    )
    written = page.read_text(encoding="utf-8")
    beside = SEVERAL.replace(
        "```\n\n### Read", '```\n\n```bash title="HTTPie"\nhttp https://api.example.com/notes/1\n```\n\n### Read'
    )
    first = "```bash\nhttp https://api.example.com/notes/ID/text\n```"
    assert written == beside.replace("All of it.\n", f"All of it.\n\n{first}\n")
    assert run("add", "httpie", "--pages", page.name)[2].splitlines()[-1] == "0 samples added on 0 pages; 1 left."
    assert page.read_text(encoding="utf-8") == written


@pytest.mark.parametrize("heading", ["Errors", "Response", "`404` Not Found", "What it returns", "Example response"])
def test_add_writes_the_first_sample_before_what_is_said_of_answers(page: Path, heading: str) -> None:
    """And behind all else that is said of the request."""
    (page.parent / "unisono.toml").write_text('servers = ["https://api.example.com"]\n', encoding="utf-8")
    before = SEVERAL.replace("All of it.\n", f"All of it.\n\n#### Access\n\nFor all.\n\n#### {heading}\n\nIt may be gone.\n")
    page.write_text(before, encoding="utf-8")
    run("add", "curl", "httpie", "--pages", page.name)
    written = page.read_text(encoding="utf-8").partition("### Read")[2]
    address = "https://api.example.com/notes/ID/text"
    assert f"For all.\n\n```bash\ncurl {address}\n```\n\n```bash\nhttp {address}\n```\n\n#### {heading}\n\nIt may" in written


def test_add_leaves_an_endpoint_of_an_include_alone(page: Path) -> None:
    """What is written there would be on every page that has it."""
    folder = page.parent / "_includes"
    folder.mkdir()
    (folder / "one.md").write_text("```bash\ncurl https://api.example.com/notes\n```\n", encoding="utf-8")
    page.write_text("---\ntitle: Notes\n---\n\n## GET /notes\n\n{% include one.md %}\n", encoding="utf-8")
    status, _, said = run("add", "httpie", "--pages", page.name, "--includes", str(folder))
    assert (status, said.splitlines()[0]) == (
        1,
        f"notes.md:5: there is no sample for httpie, and none can be written: the sample before it is in {folder}/one.md, "
        "which other pages may use as well; write it there",
    )
