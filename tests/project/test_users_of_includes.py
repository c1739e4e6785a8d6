"""What mends an include is looked for on all pages that use it; what stands beside them and is no page ends nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sites import endpoint, write
from unisono.cli import main

SLIP = "~~~ bash\ncurl https://api.example.com/things/ -X PUT\n~~~\n{: title=Curl }\n"
PAGE = endpoint(body="{% include sample.md %}\n")


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write(tmp_path, {".git/HEAD": "", "docs/thing.md": PAGE, "docs/_includes/sample.md": SLIP})
    monkeypatch.chdir(tmp_path)


def fixes() -> list[tuple[str, bool]]:
    """The rule of each finding, and whether something mends it."""
    done = CliRunner().invoke(main, ["check", "docs", "--output-format", "json"])
    assert done.exit_code == 1, done.output
    return sorted((one["rule"], one["fix"] is not None) for one in json.loads(done.stdout)["diagnostics"])


def test_a_page_alone() -> None:
    assert fixes() == [("method-mismatch", True)]


@pytest.mark.parametrize("name", ["other.mdx", "other.md.txt", "folder.mdx/other.mdx"])
def test_a_page_that_is_none_by_its_name(name: str) -> None:
    write(Path(), {f"docs/{name}": PAGE})
    assert fixes() == [("method-mismatch", True), ("misnamed-page", False)]


@pytest.mark.parametrize("name", ["other", "other.md"])
def test_a_link_that_leads_outside(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    write(elsewhere, {"page.md": PAGE})
    for target in (elsewhere, elsewhere / "page.md"):
        if target.is_file() and not name.endswith(".md"):
            continue  # no page by its name, and nobody looks at where it leads
        link = Path("docs", name)
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        assert fixes() == [("method-mismatch", True), ("unreadable-page", False)]


def test_a_page_that_wants_another_text() -> None:
    write(Path(), {"docs/other.md": PAGE.replace("method: get", "method: put")})
    assert ("method-mismatch", False) in fixes()
