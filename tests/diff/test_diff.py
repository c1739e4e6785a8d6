"""What `unisono diff` says of the pairs of pages in `cases/`, exactly, and of changes in real repositories."""

from __future__ import annotations

import io
import json
import os
import subprocess
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import Expected
from unisono.cli import main
from unisono.diff.pairing import Difference, diff_pages
from unisono.diff.report import write_json, write_markdown, write_text
from unisono.pages.liquid import Includes
from unisono.pages.model import Page
from unisono.pages.paths import read_pages
from unisono.pages.reading import read_page
from unisono.text.files import decode

CASES = sorted((Path(__file__).parent / "cases").iterdir())


def difference(case: Path) -> Difference:
    def version(name: str) -> Mapping[str, Page]:
        file = case / f"{name}.md"
        return {"docs/page.md": read_page(decode(file.read_bytes(), "docs/page.md"), Includes(None))} if file.exists() else {}

    return diff_pages(version("before"), version("after"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, expected: Expected) -> None:
    found = difference(case)
    written = {name: io.StringIO() for name in ("expected.txt", "expected.md", "expected.json")}
    text, markdown, for_programs = written.values()
    write_text(found, text)
    write_markdown(found, markdown)
    write_json(found, "main", None, for_programs)
    for name, out in written.items():
        expected.check(case / name, out.getvalue())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_page_and_itself_are_the_same(case: Path) -> None:
    for name in ("before", "after"):
        if (file := case / f"{name}.md").exists():
            page = read_page(decode(file.read_bytes(), "docs/page.md"), Includes(None))
            assert diff_pages({"docs/page.md": page}, {"docs/page.md": page}).changed == ()


def test_any_two_pages_can_be_compared() -> None:
    files = sorted((Path(__file__).parents[1] / "checking" / "rules").glob("*/*.md"))
    pages = [read_pages([file]) for file in files]
    versions: list[Mapping[str, Page]] = [{"page.md": next(iter(page))} for page in pages]
    for before, after in pairwise(versions):
        diff_pages(before, after)


def test_breaking_is_decided_by_the_changes() -> None:
    for case in CASES:
        for page in difference(case).changed:
            assert page.breaking == (page.status == "removed" or any(change.breaking for change in page.changes))


class Repo:
    """A git repository with one folder of pages, `docs`; nobody's own configuration of git is used."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init", "-q")

    def git(self, *arguments: str, day: str = "2026-01-01") -> str:
        who = ["-c", "user.name=A. Writer", "-c", "user.email=writer@example.com", "-c", "commit.gpgsign=false"]
        when = {"GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
        env = {**os.environ, **when, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        command = ["git", "-C", str(self.root), *who, *arguments]
        return subprocess.run(command, capture_output=True, check=True, encoding="utf-8", env=env).stdout

    def write(self, name: str, content: str | bytes) -> None:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())

    def commit(self, day: str = "2026-01-01") -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "change", day=day)


def page(
    path: str = "/orders/cancel/", name: str = "Cancel Order", example: str = '{"order": 1}', method: str = "patch"
) -> str:
    code = f'~~~ json\n{example}\n~~~\n{{: title="Request" }}\n'
    return f"---\ntitle: {path}\nname: {name}\nmethod: {method}\n---\n{code}"


GAINS = '{"order": 1, "reason": "late"}'


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    root = tmp_path / "api"
    root.mkdir()
    monkeypatch.chdir(root)
    made = Repo(root)
    made.write("docs/orders/cancel.md", page())
    made.commit()
    return made


Diff = Callable[..., Result]


@pytest.fixture
def diff() -> Diff:
    return lambda *arguments: CliRunner().invoke(main, ["diff", *arguments])


def lines(result: Result) -> list[str]:
    """What is said of the pages."""
    assert result.exit_code == 0, result.output
    return result.output.split("\n\n")[0].splitlines() if "\n\n" in result.output else []


def test_working_tree(repo: Repo, diff: Diff) -> None:
    assert lines(diff("HEAD")) == []
    repo.write("docs/orders/cancel.md", page(example=GAINS))
    repo.write("docs/new.md", page("/orders/", "List Orders", method="get"))
    assert lines(diff("HEAD")) == [
        "List Orders (docs/new.md): added, GET /orders/",
        "Cancel Order (docs/orders/cancel.md): content gains /reason",
    ]


def test_two_revisions_whatever_the_working_tree_has(repo: Repo, diff: Diff) -> None:
    repo.write("docs/orders/cancel.md", page(example=GAINS))
    repo.commit()
    repo.write("docs/orders/cancel.md", page(method="delete"))
    gains = ["Cancel Order (docs/orders/cancel.md): content gains /reason"]
    assert lines(diff("HEAD~1..HEAD")) == lines(diff("HEAD~1..")) == gains
    assert lines(diff("..HEAD~1")) == ["Cancel Order (docs/orders/cancel.md): content loses /reason [breaking]"]


def test_deleted(repo: Repo, diff: Diff) -> None:
    (repo.root / "docs/orders/cancel.md").unlink()
    removed = ["Cancel Order (docs/orders/cancel.md): removed, PATCH /orders/cancel/ [breaking]"]
    assert lines(diff("HEAD")) == removed
    assert lines(diff("HEAD", "docs/orders")) == removed, "a path needs to be there on one side only"
    repo.write("docs/other.md", page(name="Cancel"))
    repo.write("docs/third.md", page(name="Cancel again"))
    assert "Cancel Order (docs/orders/cancel.md): removed, PATCH /orders/cancel/" in lines(diff("HEAD"))


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (page(), ""),
        (page(example=GAINS, name="Cancel"), "content gains /reason"),
        (page(path="/orders/{id}/cancel/"), "path /orders/cancel/ → /orders/{id}/cancel/ [breaking]"),
    ],
    ids=["the same", "by method and path", "by name"],
)
def test_renamed(repo: Repo, diff: Diff, after: str, said: str) -> None:
    repo.git("rm", "-q", "docs/orders/cancel.md")
    repo.write("docs/v2/cancellation.md", after)
    name = "Cancel" if "name: Cancel\n" in after else "Cancel Order"
    facts = ["moved from docs/orders/cancel.md", *filter(None, [said])]
    assert lines(diff("HEAD")) == [f"{name} (docs/v2/cancellation.md): {fact}" for fact in facts]


def test_moved_to_several_places_is_told_by_the_name_of_the_file(repo: Repo, diff: Diff) -> None:
    repo.write("docs/orders/cancel_v2.md", page())
    repo.commit()
    repo.git("mv", "docs/orders", "docs/all")
    assert lines(diff("HEAD")) == [
        "Cancel Order (docs/all/cancel.md): moved from docs/orders/cancel.md",
        "Cancel Order (docs/all/cancel_v2.md): moved from docs/orders/cancel_v2.md",
    ]


def test_changed_include(repo: Repo, diff: Diff) -> None:
    repo.write("docs/orders/cancel.md", page(example="{% include inputs/order.md %}"))
    repo.write("docs/_includes/inputs/order.md", '{"order": 1}')
    repo.commit()
    repo.write("docs/_includes/inputs/order.md", '{"order": "1"}')
    changed = ["Cancel Order (docs/orders/cancel.md): /order integer → string [breaking]"]
    assert lines(diff("HEAD")) == changed
    repo.commit()
    assert lines(diff("HEAD~..HEAD", "docs/orders/cancel.md")) == changed


def test_includes_folder_of_the_settings(repo: Repo, diff: Diff) -> None:
    repo.write("unisono.toml", 'includes = "parts"\n')
    repo.write("docs/orders/cancel.md", page(example="{% include order.md %}"))
    repo.write("parts/order.md", '{"order": 1}')
    repo.commit()
    repo.write("parts/order.md", GAINS)
    assert lines(diff("HEAD")) == ["Cancel Order (docs/orders/cancel.md): content gains /reason"]


@pytest.mark.parametrize(
    "name", ["für Händler.md", "注文 取消.md", " leading.md", "-x.md", "a:b.md", 'q"uote.md', "%0A.md", "*.md"]
)
def test_names_of_files(repo: Repo, diff: Diff, name: str) -> None:
    repo.write(f"docs/{name}", page("/orders/", "Orders", '{"a": 1}'))
    repo.commit()
    repo.write(f"docs/{name}", page("/orders/", "Orders", '{"b": 1}'))
    assert lines(diff("HEAD")) == [
        f"Orders (docs/{name}): {fact}" for fact in ("content loses /a [breaking]", "content gains /b")
    ]


def test_name_that_is_no_text(repo: Repo, diff: Diff) -> None:
    (repo.root / os.fsdecode(b"docs/\xff.md")).write_text(page("/orders/", "Orders"))
    repo.commit()
    assert lines(diff("HEAD")) == []
    (repo.root / os.fsdecode(b"docs/\xff.md")).unlink()
    assert lines(diff("HEAD")) == ["Orders (docs/\\udcff.md): removed, PATCH /orders/ [breaking]"]


def test_name_with_a_line_end_is_said_to_be_unreadable(repo: Repo, diff: Diff) -> None:
    repo.write("docs/a\nb.md", page("/orders/", "Orders"))
    repo.commit()
    reason = "cannot be compared, the old version: cannot read this page: there is a line end in its name; rename it"
    assert lines(diff("HEAD")) == [f"Orders (docs/a\\nb.md): {reason}"]


def test_line_ends_make_no_difference(repo: Repo, diff: Diff) -> None:
    repo.write("docs/orders/cancel.md", page().replace("\n", "\r\n").encode())
    assert lines(diff("HEAD")) == []


def test_binary_page(repo: Repo, diff: Diff) -> None:
    repo.write("docs/orders/cancel.md", b"\0PNG\n")
    (said,) = lines(diff("HEAD"))
    start = "Cancel Order (docs/orders/cancel.md): cannot be compared, the new version: cannot read this page: it is binary"
    assert said.startswith(start)
    repo.commit()
    assert lines(diff("HEAD")) == []
    repo.write("docs/orders/cancel.md", page(example=GAINS))
    assert lines(diff("HEAD"))[0].startswith("Cancel Order (docs/orders/cancel.md): cannot be compared, the old version")
    assert lines(diff("HEAD~")) == ["Cancel Order (docs/orders/cancel.md): content gains /reason"]


def test_too_large_page(repo: Repo, diff: Diff) -> None:
    repo.write("docs/large.md", "x" * 4_000_001)
    repo.commit()
    repo.write("docs/large.md", page("/orders/"))
    assert "4,000,001 bytes long" in lines(diff("HEAD"))[0]


def test_symbolic_links(repo: Repo, diff: Diff) -> None:
    (repo.root / "docs/link.md").symlink_to("orders/cancel.md")
    (repo.root / "docs/dangling.md").symlink_to("nothing.md")
    (repo.root / "docs/folder.md").symlink_to("orders")
    (repo.root / "docs/outside.md").symlink_to("/etc/hostname")
    (repo.root / "docs/loop.md").symlink_to("loop.md")
    repo.commit()
    assert lines(diff("HEAD")) == []
    repo.write("docs/orders/cancel.md", page(example=GAINS))
    assert lines(diff("HEAD")) == [
        "Cancel Order (docs/link.md): content gains /reason",
        "Cancel Order (docs/orders/cancel.md): content gains /reason",
    ]


def test_a_path_through_a_symbolic_link_to_the_repository(repo: Repo, diff: Diff, tmp_path: Path) -> None:
    repo.write("docs/orders/cancel.md", page(example=GAINS))
    (tmp_path / "link").symlink_to(repo.root)
    gains = ["Cancel Order (docs/orders/cancel.md): content gains /reason"]
    for path in ("link", "link/docs", "link/docs/orders/cancel.md"):
        assert lines(diff("HEAD", str(tmp_path / path))) == gains


def test_what_git_ignores_or_a_check_passes_over_is_no_page(repo: Repo, diff: Diff) -> None:
    repo.write(".gitignore", "site/\n")
    for folder in ("site", "docs/_includes", "docs/.cache", "docs/node_modules"):
        repo.write(f"{folder}/page.md", page("/orders/"))
    assert lines(diff("HEAD")) == []


def test_paths_from_a_folder_within(repo: Repo, diff: Diff, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.write("docs/orders/cancel.md", page(example=GAINS))
    repo.write("other/a.md", page("/orders/", "Orders"))
    monkeypatch.chdir(repo.root / "docs")
    gains = ["Cancel Order (orders/cancel.md): content gains /reason"]
    assert (
        lines(diff("HEAD")) == lines(diff("HEAD", "orders/cancel.md")) == lines(diff("HEAD", str(repo.root / "docs"))) == gains
    )
    assert lines(diff("HEAD", "../other")) == ["Orders (../other/a.md): added, PATCH /orders/"]


def test_outputs(repo: Repo, diff: Diff) -> None:
    repo.write("docs/orders/cancel.md", page(example='{"order": "1", "reason": "x"}'))
    assert diff("HEAD").output == (
        "Cancel Order (docs/orders/cancel.md): content gains /reason\n"
        "Cancel Order (docs/orders/cancel.md): /order integer → string [breaking]\n\n"
        "1 endpoint page compared: 1 changed; 1 page with breaking changes.\n"
    )
    assert diff("HEAD", "--output-format", "markdown").output == (
        "1 endpoint page compared: 1 changed; 1 page with breaking changes.\n\n"
        "- Cancel Order (`docs/orders/cancel.md`)\n"
        "  - content gains `/reason`\n"
        "  - **breaking:** `/order` `integer` → `string`\n"
    )
    found = json.loads(diff("HEAD", "--output-format", "json").output)
    assert (found["version"], found["before"], found["after"], found["summary"]["breaking"]) == (1, "HEAD", None, 1)


def test_fail_on_breaking(repo: Repo, diff: Diff) -> None:
    repo.write("docs/orders/cancel.md", page(example=GAINS))
    assert diff("HEAD", "--fail-on", "breaking").exit_code == 0
    repo.write("docs/orders/cancel.md", page(example='{"reason": "x"}'))
    result = diff("HEAD", "--fail-on", "breaking")
    assert (result.exit_code, "content loses /order [breaking]" in result.output) == (1, True)
    assert diff("HEAD").exit_code == 0


@pytest.fixture
def grown(repo: Repo) -> Repo:
    """A repository with a history: a page that gains a member, moves, and loses it in the working tree; and one for others."""
    repo.write("mkdocs.yml", "site_name: API\nplugins: [unisono]\n")
    repo.write("docs/secret.md", page("/secret/", "Secret").replace("---\n", "---\nvisibility: internal\n", 1))
    for name in ("docs/orders/cancel.md", "docs/secret.md"):
        text = (repo.root / name).read_text()
        repo.write(name, text if "visibility" in text else text.replace("---\n", "---\nvisibility: public\n", 1))
    repo.commit(day="2026-01-01")
    shown = page(example=GAINS).replace("---\n", "---\nvisibility: public\n", 1)
    repo.write("docs/orders/cancel.md", shown)
    repo.write("docs/secret.md", page("/secrets/", "Secret").replace("---\n", "---\nvisibility: internal\n", 1))
    repo.commit(day="2026-02-01")
    repo.git("mv", "docs/orders/cancel.md", "docs/cancel [1].md")
    repo.commit(day="2026-02-02")
    repo.write("docs/cancel [1].md", shown.replace(', "reason": "late"', ""))
    return repo


HEAD_OF_PAGE = "# Changelog\n\nWhat has changed in the documented requests, the newest first.\n"
ENTRY = "- [Cancel Order](<cancel [1].md>)\n    - {}\n"


def test_a_page_for_the_site_by_day(grown: Repo, diff: Diff) -> None:
    del grown
    days = [
        "\n## Unreleased\n\n" + ENTRY.format("**Breaking:** content loses `/reason`"),
        "\n## 2026-02-02\n\n" + ENTRY.format("Moved from `docs/orders/cancel.md`"),
        "\n## 2026-02-01\n\n" + ENTRY.format("Content gains `/reason`"),
    ]
    assert diff("--site").output == HEAD_OF_PAGE + "".join(days)
    assert diff("--site", "HEAD~1..HEAD").output == HEAD_OF_PAGE + days[1]
    assert diff("--site", "--fail-on", "breaking").exit_code == 1


def test_a_page_for_the_site_by_tag(grown: Repo, diff: Diff) -> None:
    grown.git("tag", "v1", "HEAD~2")
    grown.git("tag", "-a", "-m", "second", "v2", "HEAD~1")
    moved = "\n## Unreleased\n\n" + ENTRY.format("Moved from `docs/orders/cancel.md`")
    second = "\n## v2 (2026-02-01)\n\n" + ENTRY.format("Content gains `/reason`")
    assert diff("--site", "v1..").output == HEAD_OF_PAGE + moved + second


def test_a_page_for_the_site_is_one_for_its_audience(grown: Repo, diff: Diff, monkeypatch: pytest.MonkeyPatch) -> None:
    del grown
    assert "Secret" not in diff("--site").output
    monkeypatch.setenv("UNISONO_AUDIENCE", "internal")
    assert "- [Secret](<secret.md>)\n    - **Breaking:** path `/secret/` → `/secrets/`\n" in diff("--site").output


def test_a_page_that_could_not_be_read_for_a_while_was_there_all_the_same(repo: Repo, diff: Diff) -> None:
    for day, content in (("2026-02-01", "---\nmethod: [\n---\n"), ("2026-02-02", page(example=GAINS))):
        repo.write("docs/orders/cancel.md", content)
        repo.commit(day)
    gains = "\n## 2026-02-02\n\n- [Cancel Order](<orders/cancel.md>)\n    - Content gains `/reason`\n"
    assert diff("--site").output == HEAD_OF_PAGE + gains
    repo.write("docs/orders/cancel.md", page())
    said = diff("HEAD~1", "--site").output
    assert "\n## Unreleased\n\n- [Cancel Order](<orders/cancel.md>)\n    - **Breaking:** content loses `/reason`\n" in said
    assert "\n    - Cannot be compared, the old version\\: front matter is not valid YAML\\: " in said


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("a\x1b[2J.md", "a%1B[2J.md"),
        ("a\r.md", "a%0D.md"),
        ("a%20b&lt;.md", "a%2520b%26lt;.md"),
        ("<b>\\*.md", "%3Cb%3E%5C*.md"),
    ],
    ids=["control character", "line end", "reference", "markup"],
)
def test_a_page_for_the_site_links_pages_by_their_addresses(repo: Repo, diff: Diff, name: str, address: str) -> None:
    repo.write(f"docs/{name}", page("/new/", "New"))
    assert f"\n- [New](<{address}>)\n    - Added, `PATCH /new/`\n" in diff("--site").output


def test_a_commit_of_a_time_that_no_calendar_has(repo: Repo, diff: Diff) -> None:
    repo.write("docs/orders/cancel.md", page(example=GAINS))
    repo.git("add", "-A")
    tree, parent = repo.git("write-tree").strip(), repo.git("rev-parse", "HEAD").strip()
    who = "A <a@example.com> 99999999999999 +0000"
    (repo.root / "commit").write_text(f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\nlate\n")
    repo.git("reset", "-q", "--hard", repo.git("hash-object", "-t", "commit", "-w", "commit").strip())
    assert "\n## 9999-12-31\n\n- [Cancel Order]" in diff("--site").output


def test_many_endpoints_of_one_request_on_a_page_are_numbered() -> None:
    text = "# API\n\n" + "".join(f"## GET /a{n % 2}\n\n" for n in range(6))
    read = read_page(decode(text.encode(), "page.md"), Includes(None))
    added = [one.path for one in diff_pages({}, {"page.md": read}).changed]
    assert added == [f"page.md#GET /a{n}{number}" for n in range(2) for number in ("", " (2)", " (3)")]


IN_A_HEADING = "# Plain\n\n## {} /secret/\n\n~~~ bash\ncurl -X {} https://api.example.com/secret/\n~~~\n{{: title=Curl }}\n"


@pytest.mark.parametrize("says", ["docs/inner/.meta.yml", "docs/.meta.yml", "docs/other.md", "docs/notes.md"])
@pytest.mark.parametrize("paths", [[], ["HEAD~1..", "docs/inner"]])
def test_whom_pages_are_for_is_said_elsewhere(repo: Repo, diff: Diff, says: str, paths: list[str]) -> None:
    """By the file of their folder, or by other pages of the site, which say that it knows an audience."""
    text = {"docs/other.md": page("/other/", "Other").replace("---\n", "---\nvisibility: public\n", 1)}
    by_page = {**text, "docs/notes.md": "---\nvisibility: public\n---\n# Notes\n"}
    repo.write(says, by_page.get(says, "visibility: internal\n"))
    for path, method in (("/secret/", "PUT"), ("/secrets/", "DELETE")):
        repo.write("docs/inner/secret.md", page(path, "Secret"))
        if says.startswith("docs/inner") or says == "docs/.meta.yml":
            repo.write("docs/inner/plain.md", IN_A_HEADING.format(method, method))
        repo.commit(day="2026-01-01" if method == "PUT" else "2026-02-01")
    result = diff("--site", *paths)
    assert (result.exit_code, result.output) == (0, HEAD_OF_PAGE)


def test_a_folder_that_everybody_may_see(repo: Repo, diff: Diff) -> None:
    repo.write("docs/open/.meta.yml", "visibility: public\n")
    for day, path in (("2026-01-01", "/open/"), ("2026-02-01", "/opened/")):
        repo.write("docs/open/page.md", page(path, "Open"))
        repo.commit(day=day)
    assert "- [Open](<open/page.md>)\n    - **Breaking:** path `/open/` → `/opened/`\n" in diff("--site").output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nope"], "cannot find the revision 'nope': fatal: "),
        (["HEAD..nope"], "cannot find the revision 'nope': fatal: "),
        (["--", "-x"], "'-x' is an option, not a revision"),
        (["..--output=x"], "'--output=x' is an option, not a revision"),
        (["HEAD...HEAD"], "compares with a merge base"),
        (["^HEAD"], "'^HEAD' excludes a revision"),
        (["HEAD:docs"], "cannot find the revision"),
        (["HEAD", ".", ".."], "is outside the repository"),
        (["HEAD", "nothing"], "found no endpoint page at nothing"),
        (["HEAD", "HEAD~0"], "HEAD~0 is a revision and no path; two are compared by HEAD..HEAD~0."),
        ([], "name the revision to compare with"),
        (["--site", "--output-format", "json"], "leave --output-format out"),
        (["--site", "nope"], "cannot find the revision 'nope'"),
    ],
)
def test_what_cannot_run(repo: Repo, diff: Diff, arguments: list[str], words: str) -> None:
    del repo
    result = diff(*arguments)
    assert result.exit_code == 2
    assert words in result.output


def test_outside_a_repository(diff: Diff, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    result = diff("HEAD")
    assert result.exit_code == 2
    assert "not a git repository" in result.output


def test_without_git(repo: Repo, diff: Diff, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repo.root))
    result = diff("HEAD")
    assert result.exit_code == 2
    assert "git is not installed" in result.output
