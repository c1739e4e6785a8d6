"""What every import has, whatever the format: shown with a format that the tests add."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sites import endpoint, write
from unisono import imports
from unisono.cli import main
from unisono.imports._staging import Look, Seen, stage

ADDITIONS = Path(__file__).parents[1] / "repository" / "additions" / "imports"

CURL = '~~~ bash\ncurl https://api.example.com/things/\n~~~\n{: title="Curl" }\n'
PAGE = "things/get.md\n" + endpoint(body=f"Words. [Other](other.md)\n\n{CURL}")
OTHER = "things/other.md\n# Other\n\nWords.\n"

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def toy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(imports, "__path__", [*imports.__path__, str(ADDITIONS)])
    imports.kinds.cache_clear()
    yield
    imports.kinds.cache_clear()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"old/toy.site": "Toys\n", "old/get.toy": PAGE, "old/other.toy": OTHER})
    (tmp_path / "old" / "toy.png").write_bytes(b"\x89PNG\0")
    return lambda *arguments: CliRunner().invoke(main, ["import", "old", "new", *arguments], catch_exceptions=False)


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_site_is_made_and_counted(run: Run, tmp_path: Path) -> None:
    done = run()
    assert done.output == (
        "               before    after\n"
        "pages               2        2\n"
        "samples             1        1\n"
        "images              1        1\n"
        "links                        1\n"
        "5 files in new: 5 added.\n"
        "Next, in that folder: unisono check docs, then mkdocs serve. Keep .unisono-import.json for the next import.\n"
    ).replace("in new:", f"in {tmp_path / 'new'}:")
    assert done.exit_code == 0
    made = {"docs/things/get.md", "docs/things/other.md", "docs/toy.png", "docs/index.md", "mkdocs.yml", ".unisono-import.json"}
    assert files(tmp_path / "new") == made
    assert (tmp_path / "new" / "docs" / "toy.png").read_bytes() == b"\x89PNG\0"
    assert "site_name: Toys\n" in (tmp_path / "new" / "mkdocs.yml").read_text()


def test_other_processes_may_look_at_the_pages(run: Run, tmp_path: Path) -> None:
    """What they are given and what they see is pickled."""
    del run
    found = imports.importer("toy_pages").read(tmp_path / "old")

    def over(look: Look, numbers: range) -> Iterator[Seen | None]:
        return (pickle.loads(pickle.dumps(look(number))) for number in pickle.loads(pickle.dumps(numbers)))

    assert stage(found, tmp_path / "one", over) == stage(found, tmp_path / "two")


def test_nothing_is_written_with_diff(run: Run, tmp_path: Path) -> None:
    done = run("--diff")
    assert "+# Other\n" in done.output
    assert "Nothing was written. 5 files" in done.output
    assert not (tmp_path / "new").exists()


class TestAgain:
    """A second import, after changes on either side."""

    def test_nothing_has_changed(self, run: Run, tmp_path: Path) -> None:
        run()
        before = {name: (tmp_path / "new" / name).read_bytes() for name in files(tmp_path / "new")}
        done = run()
        assert ("5 unchanged." in done.output, done.exit_code) == (True, 0)
        assert {name: (tmp_path / "new" / name).read_bytes() for name in files(tmp_path / "new")} == before

    def test_what_the_source_has_changed_is_taken(self, run: Run, tmp_path: Path) -> None:
        run()
        write(tmp_path, {"old/other.toy": OTHER.replace("Words", "New words")})
        assert "1 changed, 4 unchanged." in run().output
        assert "New words." in (tmp_path / "new/docs/things/other.md").read_text()

    @pytest.mark.parametrize(("source", "told", "status"), [(OTHER, False, 0), (OTHER + "More.\n", True, 1)])
    def test_what_was_edited_by_hand_stays(self, run: Run, tmp_path: Path, source: str, told: bool, status: int) -> None:
        run()
        write(tmp_path, {"old/other.toy": source, "new/docs/things/other.md": "# Mine\n"})
        for done in (run(), run()):
            assert ("docs/things/other.md: edited by hand, and changed in the source; take over" in done.output) is told
            assert "4 unchanged, 1 edited by hand" in done.output
            assert done.exit_code == status
            assert (tmp_path / "new/docs/things/other.md").read_text() == "# Mine\n"
        run("--force")
        assert (tmp_path / "new/docs/things/other.md").read_text() == source.partition("\n")[2]

    def test_what_was_deleted_by_hand_stays_away(self, run: Run, tmp_path: Path) -> None:
        run()
        (tmp_path / "new/docs/things/get.md").unlink()
        done = run()
        assert ("1 deleted by hand and left out." in done.output, done.exit_code) == (True, 0)
        assert not (tmp_path / "new/docs/things/get.md").exists()

    def test_what_the_source_has_no_more_is_told(self, run: Run, tmp_path: Path) -> None:
        run()
        (tmp_path / "old/get.toy").unlink()
        done = run()
        assert "docs/things/get.md: no longer in the source; delete it, or keep it as your own.\n" in done.output
        assert (tmp_path / "new/docs/things/get.md").exists()
        assert done.exit_code == 1


class TestBesideWhatIsThere:
    def test_nothing_is_overwritten(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path, {"new/docs/things/other.md": "# Mine\n", "new/docs/index.md": "# My site\n"})
        done = run()
        told = "docs/things/other.md: there already, and not from this import; move it, or overwrite it with --force.\n"
        assert (told in done.output, done.exit_code) == (True, 1)
        assert (tmp_path / "new/docs/things/other.md").read_text() == "# Mine\n"
        assert (tmp_path / "new/docs/index.md").read_text() == "# My site\n"

    def test_pages_go_where_the_site_has_them(self, run: Run, tmp_path: Path) -> None:
        own = "site_name: Mine\ndocs_dir: pages\nplugins: [search, unisono]\n"
        write(tmp_path, {"new/mkdocs.yml": own})
        assert run().exit_code == 0
        assert (tmp_path / "new/pages/things/get.md").exists()
        assert (tmp_path / "new/mkdocs.yml").read_text() == own

    def test_a_damaged_manifest(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path, {"new/.unisono-import.json": '{"version": 1, "sources": {"toy": {"../../x": "0"}}}'})
        done = run()
        assert "is not what an import wrote; restore it" in done.output
        assert done.exit_code == 2


class TestRefused:
    """Nothing at all is written."""

    @pytest.fixture(autouse=True)
    def nothing_written(self, tmp_path: Path) -> Iterator[None]:
        yield
        assert not (tmp_path / "new").exists()

    @pytest.mark.parametrize(
        "path",
        ["../out.md", "/etc/out.md", "a/../../out.md", "a//b.md", ".git/config", "a\\b.md", "con.md", "a/b. ", "x" * 300],
    )
    def test_a_path_that_is_none_of_the_site(self, run: Run, tmp_path: Path, path: str) -> None:
        write(tmp_path, {"old/get.toy": PAGE.replace("things/get.md", path)})
        done = run()
        assert "get.toy:2: it would be the file" in done.output
        assert done.exit_code == 2

    def test_two_files_of_one_name(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path, {"old/other.toy": PAGE.replace("get.md", "GET.md")})
        assert "other.toy:2: it would be the file things/GET.md, as get.toy:2 is; rename one" in run().output

    def test_a_page_that_comes_out_empty(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path, {"old/other.toy": "other.md\n\n"})
        assert "other.toy:2: the page comes out empty as other.md" in run().output

    def test_a_link_out_of_the_source(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path, {"secret.png": "secret"})
        (tmp_path / "old" / "more.png").symlink_to(tmp_path / "secret.png")
        assert "more.png: it leads outside the folder" in run().output

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["nowhere", "new"], "Error: there is nothing at nowhere. Name the file or the folder to import.\n"),
            (["old/get.toy", "new"], "toy_pages: A folder of pages with the ending `.toy`"),
            (["old", "new", "--from", "toy_page"], "there is no format 'toy_page'; did you mean 'toy_pages'?"),
        ],
    )
    def test_no_source(self, run: Run, arguments: list[str], message: str) -> None:
        del run
        done = CliRunner().invoke(main, ["import", *arguments])
        assert message in done.output
        assert done.exit_code == 2


def test_what_is_lost_is_listed(run: Run, tmp_path: Path) -> None:
    lost = "lost.md\nlost: words, [a link](gone.md) and `[none](code.md)`\n\n~~~\n[none](code.md)\n~~~\n"
    write(tmp_path, {"old/lost.toy": lost, "old/get.toy": PAGE.replace("Words.", "Words of curl here.")})
    done = run()
    assert [line for line in done.output.splitlines() if ": " in line and "old" not in line][:3] == [
        "get.toy:2: samples: 2 in the source, 1 in things/get.md; compare the two and write what lacks.",
        "lost.toy:2: a toy that nobody plays with; play with it.",
        "lost.md:1: the link 'gone.md' leads to no file; correct it there.",
    ]
    assert done.exit_code == 1


def test_a_folder_that_leads_out_of_the_destination(run: Run, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "new" / "docs").mkdir(parents=True)
    (tmp_path / "new" / "docs" / "things").symlink_to(tmp_path / "elsewhere")
    done = run()
    assert "leads outside" in done.output
    assert done.exit_code == 2
    assert files(tmp_path / "elsewhere") == set()
