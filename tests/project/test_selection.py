"""Which pages are looked at: what the settings exclude and what git ignores is passed over, what is named is not."""

from __future__ import annotations

import os
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sites import build, endpoint, write
from unisono.cli import main
from unisono.project.configuration import Configurations
from unisono.project.selection import looked_at

Run = Callable[..., Result]
PAGES = (
    "docs/a.md",
    "docs/old/b.md",
    "docs/old/deep/c.md",
    "docs/new/old/d.md",
    "docs/e.draft.md",
    "docs/new/f.md",
    "README.md",
)
WRONG = endpoint(body='~~~ bash\ncurl -X PUT https://api.example.com/things/\n~~~\n{: title="Curl" }\n')


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, dict.fromkeys(PAGES, WRONG))
    write(tmp_path, {".git/HEAD": ""})
    return lambda *arguments: CliRunner().invoke(main, list(arguments))


def shown(run: Run, *arguments: str) -> list[str]:
    done = run("check", "--show-files", *arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout.splitlines()


def without(*names: str) -> list[str]:
    return sorted(set(PAGES) - set(names))


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        (["old/"], ["README.md", "docs/a.md", "docs/e.draft.md", "docs/new/f.md"]),
        (["docs/old/"], without("docs/old/b.md", "docs/old/deep/c.md")),
        (["docs/old"], without("docs/old/b.md", "docs/old/deep/c.md")),
        (["/old/"], without()),
        (["docs/old/*"], without("docs/old/b.md", "docs/old/deep/c.md")),
        (["docs/*/*.md"], without("docs/old/b.md", "docs/new/f.md")),
        (["docs/**/c.md"], without("docs/old/deep/c.md")),
        (["*.draft.md"], without("docs/e.draft.md")),
        (["*.md", "!a.md"], ["docs/a.md"]),
        (["docs/old/", "!docs/old/b.md"], without("docs/old/b.md", "docs/old/deep/c.md")),
        (["[a-c].md"], without("docs/a.md", "docs/old/b.md", "docs/old/deep/c.md")),
    ],
)
def test_patterns_are_those_of_git(run: Run, tmp_path: Path, patterns: list[str], left: list[str]) -> None:
    """In the settings and in `.gitignore`; what git itself passes over is the same."""
    write(tmp_path, {"unisono.toml": f"exclude = {patterns}"})
    assert sorted(shown(run, ".")) == left
    (tmp_path / "unisono.toml").unlink()
    write(tmp_path, {".gitignore": "# a comment\r\n\r\n" + "\r\n".join(patterns)})
    assert sorted(shown(run, ".")) == left
    real = tmp_path / "real"
    write(real, {**dict.fromkeys(PAGES, WRONG), ".gitignore": "\n".join(patterns)})
    subprocess.run(["git", "init", "-q", str(real)], check=True)
    listed = ["git", "-C", str(real), "ls-files", "--others", "--exclude-standard", "*.md"]
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    assert sorted(subprocess.run(listed, check=True, capture_output=True, text=True, env=env).stdout.split()) == left


def test_every_command_passes_over_what_is_excluded(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"unisono.toml": 'exclude = ["old/"]'})
    for command in (["check"], ["fix", "--diff", "--unsafe-fixes"], ["inspect"], ["add", "fetch", "--diff", "--pages"]):
        done = run(*command, "docs")
        assert "docs/a.md" in done.stdout, command
        assert "docs/old" not in done.stdout + done.stderr, command


def test_a_change_of_what_is_excluded_is_not_compared(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "git", {"unisono.toml": 'exclude = ["docs/old/"]', "docs/a.md": WRONG, "docs/old/b.md": WRONG})
    os.chdir(tmp_path / "git")
    who = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Begin"]):
        subprocess.run(["git", *who, *arguments], check=True)
    write(tmp_path / "git", dict.fromkeys(("docs/a.md", "docs/old/b.md"), WRONG.replace("/things/", "/others/")))
    assert "docs/old" not in run("diff", "HEAD").stdout
    assert "docs/old/b.md" in run("diff", "HEAD", "docs/old").stdout


def test_what_is_named_is_looked_at(run: Run, tmp_path: Path) -> None:
    for files in ({"unisono.toml": 'exclude = ["docs/old/", "c.md"]'}, {"unisono.toml": "", ".gitignore": "docs/old/\nc.md\n"}):
        write(tmp_path, files)
        assert shown(run, "docs/old") == ["docs/old/b.md"]
        assert shown(run, "docs/old/deep/c.md") == ["docs/old/deep/c.md"]
        assert shown(run, "docs/old/deep", "docs/old/deep/c.md") == ["docs/old/deep/c.md"]


def test_from_another_folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"unisono.toml": 'exclude = ["docs/old/"]', ".gitignore": "/docs/new/f.md\n"})
    monkeypatch.chdir(tmp_path / "docs")
    assert shown(run, ".") == ["a.md", "e.draft.md", "new/old/d.md"]


def test_a_nearer_gitignore_decides(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "*.md\n", "docs/.gitignore": "!*.md\n", "docs/new/.gitignore": "*\n"})
    assert shown(run, ".") == ["docs/a.md", "docs/e.draft.md", "docs/old/b.md", "docs/old/deep/c.md"]


def test_a_gitignore_outside_of_the_repository_is_none(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "*.md\n", "docs/.git/HEAD": ""})
    assert len(shown(run, "docs")) == len(PAGES) - 1
    (tmp_path / ".git" / "HEAD").unlink()
    (tmp_path / ".git").rmdir()
    assert shown(run, "README.md", ".") == list(shown(run, "README.md", "docs"))


def test_the_settings_that_exclude_are_those_nearest_to_the_page(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"unisono.toml": 'exclude = ["b.md"]', "docs/old/unisono.toml": 'exclude = ["c.md"]'})
    assert shown(run, ".") == [
        "README.md",
        "docs/a.md",
        "docs/e.draft.md",
        "docs/new/f.md",
        "docs/new/old/d.md",
        "docs/old/b.md",
    ]


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [("*a*a*a*a", "has more than 2 '**' or 3 '*'"), ("**/a/**/b/**/c", "has more than 2"), ("# no", "is no"), ("", "is no")],
)
def test_what_is_no_pattern(run: Run, tmp_path: Path, pattern: str, reason: str) -> None:
    write(tmp_path, {"unisono.toml": f'\nexclude = ["{pattern}"]'})
    done = run("check", ".")
    assert done.exit_code == 2
    wanted = "'exclude' must be patterns as in a '.gitignore', such as 'old/'"
    assert f"Error: unisono.toml:2: {wanted}; '{pattern}' {reason}" in done.stderr


def test_a_line_of_gitignore_that_may_take_too_long_counts_for_nothing(run: Run, tmp_path: Path) -> None:
    name = "a" * 200
    write(tmp_path, {".gitignore": "*a" * 30 + "b\n", f"docs/{name}.md": WRONG})
    assert f"docs/{name}.md" in shown(run, ".")


def test_a_build_does_not_warn_of_what_is_excluded(tmp_path: Path) -> None:
    options = "site_name: A\ntheme: material\nplugins: [{unisono: {exclude: [docs/old/]}}]\n"
    write(tmp_path, {"mkdocs.yml": options, "docs/index.md": "# A\n", "docs/a.md": WRONG, "docs/old/b.md": WRONG})
    site = build(tmp_path / "mkdocs.yml", tmp_path / "site")
    assert any("a.md" in warning for warning in site.warnings)
    assert not any("b.md" in warning for warning in site.warnings)


class TestPaths:
    def test_those_that_are_configured(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path, {"unisono.toml": 'paths = ["docs/new", "README.md"]'})
        assert shown(run) == ["docs/new/f.md", "docs/new/old/d.md", "README.md"]
        assert "README.md" in run("add", "fetch", "--diff").stdout

    def test_from_a_folder_below(self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(tmp_path, {"unisono.toml": 'paths = ["docs/new"]'})
        monkeypatch.chdir(tmp_path / "docs")
        assert shown(run) == ["new/f.md", "new/old/d.md"]

    def test_outside_of_the_project(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path, {"unisono.toml": 'paths = ["../other"]'})
        assert "Error: unisono.toml:1: 'paths': ../other leads outside" in run("check").stderr.replace(f"{tmp_path}/", "")


class TestSettings:
    def test_each_says_where_it_is_from(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path, {"unisono.toml": '\nservers = ["https://a.example.com"]\nper-path = {"x/*" = ["plain-http"]}\n'})
        lines = run("check", "--show-settings", "--ignore", "plain-http", "docs").stdout.splitlines()
        assert lines[0] == "# unisono.toml: 6 pages, of which docs/a.md"
        assert 'servers = ["https://a.example.com"]  # unisono.toml:2' in lines
        assert 'per_path = { "x/*" = ["plain-http"] }  # unisono.toml:3' in lines
        assert 'ignore = ["plain-http"]  # --ignore' in lines
        assert "strict = false  # default" in lines

    def test_they_are_toml(self, run: Run, tmp_path: Path) -> None:
        """That means the same again."""
        text = 'site = {"a b" = "\\u001b\\"é"}\nservers = {"A" = "https://a.example.com"}\nexclude = ["*.x"]\nseal = false\n'
        write(tmp_path, {"unisono.toml": text})
        found = run("check", "--show-settings", "docs").stdout
        assert tomllib.loads(found)["site"] == {"a b": '\x1b"é'}
        before = Configurations().of(tmp_path / "docs" / "a.md").settings
        write(tmp_path, {"unisono.toml": found})
        assert Configurations().of(tmp_path / "docs" / "a.md").settings == before

    def test_of_several_sites(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path, {"unisono.toml": "strict = true", "docs/old/unisono.toml": 'baseline = "known.json"'})
        found = run("check", "--show-settings", "README.md", "docs/old").stdout
        assert "# unisono.toml: 1 page, of which README.md\n" in found
        assert "\n\n# docs/old/unisono.toml: 2 pages, of which docs/old/b.md\n" in found
        assert 'baseline = "known.json"  # docs/old/unisono.toml:1' in found


def test_files_are_passed_over_in_linear_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository of a stranger, whose patterns and names were chosen to take long."""
    monkeypatch.chdir(tmp_path)
    deep = "docs/" + "a/" * 60
    lines = ["**/a/**/a*a*a*b", "*a*a*a", "!*a*a*b", "**/" * 50 + "b", "[" * 1000, "\\" * 999, "a" * 5000]
    write(tmp_path, {".git/HEAD": "", ".gitignore": "\n".join(lines), f"{deep}{'a' * 200}.md": WRONG})
    assert looked_at([Path("docs")], Configurations()) != []
