"""What becomes of sites of other kinds: `<kind>/<what it has>/site`, and the report and the files of the new one beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import Expected
from sites import build
from unisono.cli import main

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/site"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_imported(case: Path, expected: Expected, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(case / "site", tmp_path / "old")
    done = CliRunner().invoke(main, ["import", "old", "new"], catch_exceptions=False)
    said = done.output.replace(str(tmp_path), "")
    expected.check(case / "report.txt", f"{said}exit status {done.exit_code}\n")
    files = sorted(path for path in (tmp_path / "new").rglob("*") if path.is_file() and path.suffix != ".json")
    shown = "".join(f"=== {path.relative_to(tmp_path / 'new').as_posix()}\n{_text(path)}\n" for path in files)
    expected.check(case / "made.txt", shown)
    again = CliRunner().invoke(main, ["import", "old", "new"], catch_exceptions=False)
    assert f"{len(files)} unchanged." in again.output


def test_a_site_that_knows_no_audience_is_built_whole(tmp_path: Path) -> None:
    arguments = ["import", str(HERE / "jekyll" / "later" / "site"), str(tmp_path / "new")]
    CliRunner().invoke(main, arguments, catch_exceptions=False)
    site = build(tmp_path / "new" / "mkdocs.yml", tmp_path / "site")
    assert site.pages() == {"", "about/", "apis/list/", "apis/sub/add/", "guides/first/", "guides/second/"}


@pytest.mark.parametrize(
    ("kind", "folder", "shown"),
    [
        ("material/tabs", "docs/more", "more"),
        ("jekyll/later", "more", "more"),
        ("slate/kennels", "source/images/more", "images/more"),
    ],
)
def test_a_folder_that_is_a_symbolic_link_is_listed(kind: str, folder: str, shown: str, tmp_path: Path) -> None:
    shutil.copytree(HERE / kind / "site", tmp_path / "old")
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "a.md").write_text("Shared")
    (tmp_path / "old" / folder).parent.mkdir(exist_ok=True)
    (tmp_path / "old" / folder).symlink_to(tmp_path / "shared")
    arguments = ["import", str(tmp_path / "old"), str(tmp_path / "new")]
    done = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert f"{shown}: the folder is a symbolic link, and nothing in it is carried over; put what" in done.output
    assert done.exit_code == 1


def test_what_the_configuration_names_beside_the_pages_is_listed(tmp_path: Path) -> None:
    shutil.copytree(HERE / "material" / "tabs" / "site", tmp_path / "old")
    configuration = tmp_path / "old" / "mkdocs.yml"
    text = configuration.read_text("utf-8").replace("  name: material\n", "  name: material\n  custom_dir: overrides\n")
    configuration.write_text(f"{text}\nhooks: [hooks/a.py, hooks/b.py]\nplugins: [search]\nINHERIT: base.yml\n", "utf-8")
    arguments = ["import", str(tmp_path / "old"), str(tmp_path / "new")]
    done = CliRunner().invoke(main, arguments, catch_exceptions=False)
    for name in (
        "'custom_dir' names overrides",
        "'hooks' names hooks/a.py",
        "'hooks' names hooks/b.py",
        "'INHERIT' names base.yml",
    ):
        assert f"{name}, which is beside the pages, and is not copied; copy it" in done.output
    assert done.exit_code == 1


def _text(path: Path) -> str:
    """Without the part of the configuration that is the same on all sites; bytes as Python writes them."""
    text = path.read_bytes().decode(errors="backslashreplace").replace("\r", "\\r")
    if path.name != "mkdocs.yml":
        return text
    head, _, rest = text.partition("\ntheme:")
    return f"{head}\n…\nplugins:{rest.partition(chr(10) + 'plugins:')[2]}"
