"""A site with an endpoint that a page is about and one that stands in a heading, both with the same slip: whatever tells of one
of them tells of the other. Each command is walked, and each file of the built site: one that comes is to be walked, too."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from probed_server import Handler, answering
from sites import configure, site_of, write
from unisono.cli import main
from unisono.exports.formats import FORMATS
from unisono.reports import formats

SLIP = "curl -X PUT https://api.example.com/v1/{0}/ -H 'X-Api-Key: KEY'"
RIGHT = SLIP.replace(" -X PUT", "")
ABOUT = f"""### Query Parameters

after_{{0}}
: (string) The last one.

### Response Codes

410
: Gone are the {{0}}.

```bash title="cURL"
{SLIP}
```
"""
PAGES = {
    "index.md": "# Home\n\n"
    + "\n\n".join(f"<!-- unisono: {kind} -->" for kind in ("endpoints", "errors", "authentication"))
    + "\n",
    "orders.md": f"---\ntitle: /orders/\nmethod: get\nname: Orders\ndescription: All\n---\n\n{ABOUT.format('orders')}",
    "notes.md": f"# Texts\n\nMore.\n\n## GET /notes/\n\n{ABOUT.format('notes')}",
}

ELSEWHERE = {
    "lsp": "tests/editing",
    "rule": "of no site",
    "run": "runs as no root: tests/running/test_run.py",
    "schema": "of no site",
    "write": "of no page",
}
"""Commands that look at no pages, or are walked somewhere else."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "docs", PAGES)
    return tmp_path


def said(*arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in {0, 1}, result.output
    return result.output


def told(text: str) -> tuple[bool, bool]:
    """Whether a text tells of the one endpoint, and whether of the other."""
    return re.search(r"\borders\b", text) is not None, re.search(r"\bnotes\b", text) is not None


BOTH = (True, True)


def test_every_command_is_walked() -> None:
    here = {name.removeprefix("test_").split("_")[0] for name in globals() if name.startswith("test_")}
    assert here & set(main.commands) == set(main.commands) - set(ELSEWHERE)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", formats())
def test_check(name: str) -> None:
    text = said("check", "docs", "--output-format", name)
    assert told(text) == BOTH or name == "statistics"
    assert name != "statistics" or re.search(r"^ *2\b.*method-mismatch", text, re.MULTILINE), text


def test_check_accepts_what_is_in_a_baseline_or_a_comment(folder: Path) -> None:
    said("check", "docs", "--baseline", "known.json", "--update-baseline")
    assert told((folder / "known.json").read_text(encoding="utf-8")) == BOTH
    assert "nothing found" in said("check", "docs", "--baseline", "known.json")
    said("check", "docs", "--add-suppressions")
    assert "nothing found" in said("check", "docs")


@pytest.mark.usefixtures("folder")
def test_inspect() -> None:
    assert told(said("inspect", "docs")) == BOTH
    pages = json.loads(said("inspect", "docs", "--output-format", "json"))["pages"]
    assert [(page["target"], len(page["samples"])) for page in pages] == [("/notes/", 1), ("/orders/", 1)]


IN_TEXT = {
    "tables": "# Texts\n\n## Some\n\n| Method | Path |\n|---|---|\n| GET | `/tables/` |\n\n",
    "tags": '# Texts\n\n## Some\n\n<Route method="get" path="/tags/" />\n\n',
    "tasks": '# Texts\n\n{% swagger method="get" path="/tasks/" baseUrl="https://api.example.com/v1" %}\n{% endswagger %}\n\n',
    "labels": "# Texts\n\n## Some\n\n**URL** : `/labels/`\n\n**Method** : `GET`\n\n",
    "boxes": "# Texts\n\n<details>\n<summary><code>GET</code> <code>/boxes/</code></summary>\n\n",
    "keys": "---\ntitle: Some\napi: GET /keys/\n---\n",
    "files": "---\ntitle: Some\nopenapi: openapi.json GET /files/\n---\n",
    "lines": "# Texts\n\n## Some\n\n### Request\n\n<small>GET</small>\n <b><code>/lines/</code></b>\n\n",
}
"""The other places where a page may state a request."""


def test_each_place_of_a_request(folder: Path) -> None:
    write(folder / "docs", {f"{name}.md": f"{text}{ABOUT.format(name)}" for name, text in IN_TEXT.items()})
    names = {*IN_TEXT, "orders", "notes"}
    pages = json.loads(said("inspect", "docs", "--output-format", "json"))["pages"]
    assert {page["target"]: len(page["samples"]) for page in pages} == {f"/{name}/": 1 for name in names}
    said("fix", "docs", "--unsafe-fixes")
    said("add", "httpie", "--pages", "docs")
    assert f"{2 * len(names)} samples ({2 * len(names)} agree)" in said("check", "docs")
    said("export", "har", "docs", "-o", "out.har")
    sent = [one["request"]["url"] for one in json.loads(Path("out.har").read_text(encoding="utf-8"))["log"]["entries"]]
    assert {url.split("/")[4] for url in sent} == names


def _changed(folder: Path) -> list[str]:
    return [name for name in PAGES if (folder / "docs" / name).read_text(encoding="utf-8") != PAGES[name]]


def test_fix(folder: Path) -> None:
    assert told(said("fix", "docs", "--unsafe-fixes")) == BOTH
    assert _changed(folder) == ["orders.md", "notes.md"]
    assert "nothing found" in said("check", "docs")


def test_add(folder: Path) -> None:
    assert told(said("add", "httpie", "--pages", "docs")) == BOTH
    assert _changed(folder) == ["orders.md", "notes.md"]


def test_diff(folder: Path) -> None:
    for arguments in (
        ("init", "-q"),
        ("add", "docs"),
        ("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "A"),
    ):
        subprocess.run(["git", *arguments], check=True)
    write(folder / "docs", {name: text.replace("(string)", "(integer)") for name, text in PAGES.items()})
    assert told(said("diff", "HEAD", "docs")) == BOTH


@pytest.mark.parametrize("name", FORMATS)
def test_export(folder: Path, name: str) -> None:
    said("fix", "docs", "--unsafe-fixes")
    said("export", name, "docs", "-o", "out")
    out = folder / "out"
    files = [out] if out.is_file() else [file for file in out.rglob("*") if file.is_file()]
    assert told("\n".join(file.read_text(encoding="utf-8") for file in files)) == BOTH


@pytest.mark.usefixtures("folder")
def test_probe() -> None:
    asked: list[str] = []

    def answer(handler: Handler) -> None:
        asked.append(handler.path)
        handler.say_json({}, 418)

    with answering(answer) as server:
        text = said("probe", "docs", "--server", f"{server.url}/v1", "--value=KEY=1", "--rate", "1000")
    assert sorted(asked) == ["/v1/notes/", "/v1/orders/"]
    assert told(text) == BOTH


def test_probe_accepts_what_a_comment_does(folder: Path) -> None:
    for name in ("orders.md", "notes.md"):
        file = folder / "docs" / name
        file.write_text(f"{PAGES[name]}\n<!-- unisono: ignore-page[undocumented-status] why -->\n", encoding="utf-8")
    with answering(lambda handler: handler.say_json({}, 418)) as server:
        assert "nothing found" in said("probe", "docs", "--server", f"{server.url}/v1", "--value=KEY=1", "--rate", "1000")


@pytest.mark.parametrize("name", ["orders.md", "notes.md"])
def test_init(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """No example of an endpoint where there is one."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "docs", {name: PAGES[name]})
    said("init")
    assert sorted(file.name for file in (tmp_path / "docs").rglob("*.md")) == sorted([name, "index.md"])


@pytest.mark.parametrize("name", ["orders.md", "notes.md"])
def test_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A page has what its neighbours have: their folder, the clients of their samples, server and credentials."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "docs", {name: PAGES[name]})
    said("new", "Get one", "--method", "get", "--path", f"/{name.removesuffix('.md')}/one/")
    text = (tmp_path / "docs" / "get_one.md").read_text(encoding="utf-8")
    samples = [line for line in text.splitlines() if "https://" in line]
    assert samples == [f"curl https://api.example.com/v1/{name.removesuffix('.md')}/one/ -H 'X-Api-Key: KEY'"]


def test_import(folder: Path) -> None:
    """The samples of both are counted, before and after."""
    configure(folder)
    counts = [line.split() for line in said("import", str(folder), str(folder / "new")).splitlines()]
    assert ["samples", "2", "2"] in counts


def _texts(site: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(site.rglob("*")):
        name = file.relative_to(site).as_posix()
        if file.is_file() and not name.startswith("assets/"):
            yield name, file.read_bytes().decode("utf-8", "replace")


def test_every_file_of_a_site(tmp_path: Path) -> None:
    """But for the page about the one endpoint. That of its lists tells of both in each."""
    site = site_of(tmp_path, PAGES, unisono={"exports": list(FORMATS)})
    telling = {name: told(text) for name, text in _texts(site.folder) if told(text)[0] and not name.startswith("orders/")}
    assert {name for name, both in telling.items() if both != BOTH} == set()
    assert {"index.html", "index.md", "llms.txt", "search/search_index.json", "downloads/openapi.yaml"} <= telling.keys()
    assert site.read("index.md") == LISTS
    found = {one["location"]: (one["method"], one["path"], one["endpoint"]) for one in site.search_entries() if "method" in one}
    words = "/{0}/ {0} /v1/{0}/ v 1 after_{0} after 410"
    assert found == {
        "notes/#get-notes": ("GET", "notes", words.format("notes")),
        "orders/": ("GET", "orders", words.format("orders")),
    }


LISTS = """\
# Home

| Method | Path | Name |
|---|---|---|
| GET | `/v1/notes/` | [GET /notes/](notes/index.md) |
| GET | `/v1/orders/` | [Orders](orders/index.md) |

**410 Gone**

| Code | Meaning | Endpoints |
|---|---|---|
|  | Gone are the notes | GET [GET /notes/](notes/index.md) |
|  | Gone are the orders | GET [Orders](orders/index.md) |

Errors are documented of 2 of 2 endpoints.

| Sent | Endpoints |
|---|---|
| `X-Api-Key: …` | GET [GET /notes/](notes/index.md), GET [Orders](orders/index.md) |
"""
