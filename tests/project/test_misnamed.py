"""What is looked at for pages whose files have not the name of one, and where it is told."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sites import endpoint, write
from unisono.cli import main
from unisono.pages import misnamed
from unisono.reports import formats
from unisono.text import files

PAGE = endpoint(body="~~~ bash\ncurl https://api.example.com/things/\n~~~\n{: title=Curl }\n")


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write(tmp_path, {".git/HEAD": "", "docs/thing.md": PAGE})
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "docs", *arguments])


def rules_found(*arguments: str) -> list[tuple[str, str]]:
    found = json.loads(run("--output-format", "json", *arguments).stdout)
    return [(one["path"], one["rule"]) for one in found["diagnostics"]]


@pytest.mark.parametrize("form", sorted(formats()))
def test_every_report_tells_it_once(form: str) -> None:
    write(Path(), {"docs/other.mdx": PAGE})
    done = run("--output-format", form)
    assert done.exit_code == 1
    assert "misnamed-page" in done.stdout
    told = [line for line in re.split(r"\n|\\n", done.stdout.replace("\\.", ".")) if "another ending than .md" in line]
    assert len(told) == (0 if form == "statistics" else 1)


def test_a_second_run_tells_it_as_well() -> None:
    write(Path(), {"docs/other.mdx": PAGE})
    assert [rules_found(), rules_found()] == [[("docs/other.mdx", "misnamed-page")]] * 2


def test_parts_of_the_pages_tell_it_once_together() -> None:
    write(Path(), {"docs/other.mdx": PAGE, "docs/a.md": "# A\n", "docs/b.qmd": PAGE})
    found = rules_found("--shard", "1/2") + rules_found("--shard", "2/2")
    assert sorted(found) == [("docs/b.qmd", "misnamed-page"), ("docs/other.mdx", "misnamed-page")]


def test_settings_and_git_pass_it_over() -> None:
    write(Path(), {"docs/a.mdx": PAGE, "docs/b.mdx": PAGE, "docs/c.mdx": PAGE})
    write(Path(), {"unisono.toml": "exclude = ['docs/a.mdx']\n", ".gitignore": "b.mdx\n"})
    assert rules_found() == [("docs/c.mdx", "misnamed-page")]


def test_a_comment_accepts_it() -> None:
    write(Path(), {"docs/other.mdx": PAGE})
    done = run("--add-suppressions")
    assert done.exit_code == 0, done.output
    assert "ignore-page[misnamed-page]" in Path("docs/other.mdx").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["inspect", "docs"], 0),
        (["export", "har", "docs"], 1),
        (["probe", "docs", "--server", "http://127.0.0.1:9"], 2),  # sends nothing, as the method is not safe
    ],
)
def test_other_commands_say_it(arguments: list[str], status: int) -> None:
    write(Path(), {"docs/thing.md": PAGE.replace("get", "post"), "docs/other.mdx": PAGE})
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == status, done.output
    assert done.stderr.count("docs/other.mdx:6:9: this is the page of an endpoint, and is passed over") == 1
    assert "other" not in done.stdout


def test_folders_with_nothing_else_have_a_finding() -> None:
    write(Path(), {"only/other.mdx": PAGE})
    assert CliRunner().invoke(main, ["check", "only"]).exit_code == 1


def test_other_files_are_not_read(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    write(outside, {"page": PAGE})
    write(Path(), {"docs/data.yml": PAGE, "docs/other.md.bak": "no front matter", "docs/.hidden.mdx": PAGE})
    Path("docs/picture.png").write_bytes(b"\x89PNG\r\n" + b"x" * 1_000)
    Path("docs/binary.bin").write_bytes(b"---\ntitle: /x/\nmethod: get\n\0" + b"x" * 1_000)
    Path("docs/large.bin").write_bytes(PAGE.encode() + b"x" * (misnamed.BEGINNING * 3))
    Path("docs/link.mdx").symlink_to(outside / "page")
    Path("docs/nowhere.mdx").symlink_to(outside / "absent")
    os.mkfifo("docs/pipe.mdx")
    read: dict[str, int] = {}

    def first_bytes(path: Path, inside: Path, number: int) -> bytes:
        data = files.first_bytes(path, inside, number)
        read[path.name] = read.get(path.name, 0) + len(data)
        return data

    monkeypatch.setattr("unisono.pages.misnamed.first_bytes", first_bytes)
    assert rules_found() == [("docs/large.bin", "misnamed-page")]
    assert {name: number for name, number in read.items() if number > 6} == {
        "binary.bin": 6 + 28 + 1_000,
        "large.bin": 6 + misnamed.BEGINNING,
    }
    assert "link.mdx" not in read
