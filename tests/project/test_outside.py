"""Nothing outside the project is read, whatever a repository names or links to."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sites import endpoint, write

SECRET = "5ecret"
BIN = Path(sys.executable).parent


class Strangers:
    """A repository with pages, beside a folder that is none of its business; commands end soon, also where a pipe is named."""

    def __init__(self, folder: Path) -> None:
        self.root, self.outside = folder / "api", folder / "outside"
        write(
            self.root,
            {"docs/a.md": endpoint(body="{% include words.md %}"), "docs/_includes/words.md": "Words.", ".git/HEAD": ""},
        )
        write(self.root, {"mkdocs.yml": "site_name: API\ntheme: mkdocs\nplugins: [unisono]\n"})
        secret = f"# {SECRET}"
        write(self.outside, {"words.md": secret, "asset.txt": secret, "sub/b.md": secret, "base.yml": f"site_name: {SECRET}"})
        write(self.outside, {"unisono.toml": f'select = ["{SECRET}"]', "baseline.json": '{"version": 1, "findings": []}'})

    def link(self, name: str, target: Path) -> None:
        path = self.root / name
        if path.is_dir():
            for file in path.iterdir():
                file.unlink()
            path.rmdir()
        path.unlink(missing_ok=True)
        path.symlink_to(target)

    def pipe(self, name: str) -> None:
        (self.root / name).unlink(missing_ok=True)
        os.mkfifo(self.root / name)

    def settings(self, text: str) -> None:
        write(self.root, {"unisono.toml": text})

    def run(self, *command: str) -> tuple[int, str]:
        program, *arguments = command
        done = subprocess.run(
            [str(BIN / program), *arguments], cwd=self.root, capture_output=True, text=True, check=False, timeout=30
        )
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def strangers(tmp_path: Path) -> Strangers:
    return Strangers(tmp_path)


@pytest.mark.parametrize(
    ("arrange", "said"),
    [
        (lambda s: s.link("docs/_includes", s.outside), "leads outside"),
        (lambda s: s.link("docs/_includes", Path("/")), "leads outside"),
        (lambda s: s.link("docs/_includes/words.md", s.outside / "words.md"), "leads outside the folder docs/_includes"),
        (lambda s: s.link("docs/_includes/words.md", Path("/proc/self/environ")), "leads outside the folder docs/_includes"),
        (lambda s: s.link("docs/_includes/words.md", s.root / ".git/HEAD"), "leads outside the folder docs/_includes"),
        (lambda s: s.pipe("docs/_includes/words.md"), "it is not a regular file"),
        (lambda s: s.link("docs/a.md", s.outside / "words.md"), "leads outside the folder docs"),
        (lambda s: s.link("docs/a.md", Path("/dev/zero")), "leads outside the folder docs"),
        (lambda s: s.pipe("docs/a.md"), "it is not a regular file"),
    ],
)
@pytest.mark.parametrize("command", [("unisono", "check", "docs"), ("mkdocs", "build", "--strict")], ids=lambda c: c[0])
def test_pages_and_includes(
    strangers: Strangers, arrange: Callable[[Strangers], None], said: str, command: tuple[str, ...]
) -> None:
    arrange(strangers)
    status, output = strangers.run(*command)
    assert (status, said in output.replace(f"{strangers.root}/", "")) == (1, True), output
    assert SECRET not in output
    assert not [file for file in strangers.root.rglob("site/**/*") if file.is_file() and SECRET.encode() in file.read_bytes()]


@pytest.mark.parametrize(
    ("arrange", "said"),
    [
        (lambda s: s.settings('includes = "/etc"'), "unisono.toml:1: 'includes': /etc leads outside"),
        (lambda s: s.settings(f'includes = "{s.outside}"'), "unisono.toml:1: 'includes': "),
        (lambda s: s.settings('includes = "docs/../../outside"'), "unisono.toml:1: 'includes': "),
        (lambda s: s.settings('includes = "\\u0000"'), "unisono.toml:1: 'includes' is no path"),
        (lambda s: s.settings(f'baseline = "{s.outside}/baseline.json"'), "unisono.toml:1: 'baseline': "),
        (lambda s: s.settings('baseline = "/dev/zero"'), "unisono.toml:1: 'baseline': /dev/zero leads outside"),
        (lambda s: (s.settings('baseline = "b"'), s.pipe("b")), "cannot read the baseline b: it is not a regular file"),
        (lambda s: (s.settings('baseline = "b"'), s.link("b", s.outside / "baseline.json")), "'baseline': "),
        (lambda s: s.link("unisono.toml", s.outside / "unisono.toml"), "unisono.toml: cannot read it: it leads outside"),
        (lambda s: s.link("unisono.toml", Path("/dev/zero")), "unisono.toml: cannot read it: it leads outside"),
        (lambda s: s.pipe("unisono.toml"), "unisono.toml: cannot read it: it is not a regular file"),
        (lambda s: s.pipe("pyproject.toml"), "pyproject.toml: cannot read it: it is not a regular file"),
    ],
)
def test_settings(strangers: Strangers, arrange: Callable[[Strangers], object], said: str) -> None:
    """As the command line reads them, and the plugin, which has none of its own."""
    arrange(strangers)
    for command in (("unisono", "check", "docs"), ("mkdocs", "build")):
        status, output = strangers.run(*command)
        assert (status, said in output) == (2 if command[0] == "unisono" else 1, True), output
        assert SECRET not in output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("INHERIT: ../outside/base.yml\nplugins: [unisono]\n", "it leads outside the folder"),
        ("INHERIT: /dev/zero\nplugins: [unisono]\n", "it leads outside the folder"),
        ("INHERIT: pipe\nplugins: [unisono]\n", "it is not a regular file"),
        ("plugins: [{unisono: {includes: ../../outside}}]\n", "'includes': "),
        ("plugins: [{unisono: {baseline: ../outside/baseline.json}}]\n", "'baseline': "),
    ],
)
def test_settings_of_mkdocs(strangers: Strangers, text: str, said: str) -> None:
    """What is inherited, MkDocs itself reads in a build."""
    strangers.pipe("pipe")
    write(strangers.root, {"mkdocs.yml": text})
    status, output = strangers.run("unisono", "check", "docs")
    assert (status, said in output) == (2, True), output
    if "INHERIT" not in text:
        write(strangers.root, {"mkdocs.yml": f"site_name: API\ntheme: mkdocs\n{text}"})
        status, output = strangers.run("mkdocs", "build")
        assert (status, said in output) == (1, True), output


@pytest.mark.parametrize("command", ["check", "inspect"])
def test_a_path_that_leads_out_of_the_repository(strangers: Strangers, command: str) -> None:
    strangers.link("more", strangers.outside)
    for path in ("more", "more/sub", "more/words.md"):
        status, output = strangers.run("unisono", command, path)
        assert (status, "is a symbolic link that leads out of" in output, SECRET in output) == (2, True, False), output
    status, output = strangers.run("unisono", command, "docs", "--includes", "more")
    assert (status, "is a symbolic link that leads out of" in output, SECRET in output) == (2, True, False), output


def test_a_working_tree_whose_includes_lead_out(strangers: Strangers) -> None:
    (strangers.root / ".git/HEAD").unlink()
    (strangers.root / ".git").rmdir()
    who = ("-c", "user.name=A. Writer", "-c", "user.email=writer@example.com", "-c", "commit.gpgsign=false")
    for arguments in (("init", "-q"), ("add", "-A"), (*who, "commit", "-q", "-m", "change")):
        subprocess.run(["git", "-C", str(strangers.root), *arguments], check=True)
    strangers.link("docs/_includes", strangers.outside)
    status, output = strangers.run("unisono", "diff", "HEAD", "docs")
    assert (status, "docs/_includes is outside the repository" in output, SECRET in output) == (2, True, False), output


def test_files_that_a_build_copies(strangers: Strangers) -> None:
    """MkDocs follows links. One that stays in the repository is as good as a file."""
    strangers.link("docs/asset.txt", strangers.outside / "asset.txt")
    strangers.link("docs/folder", strangers.root / "docs" / "_includes")
    write(strangers.root, {"words.txt": "ours"})
    strangers.link("docs/words.txt", strangers.root / "words.txt")
    status, output = strangers.run("mkdocs", "build")
    assert (status, output.count("It is left out")) == (0, 1), output
    assert (strangers.root / "site/words.txt").read_text() == "ours"
    assert not [file for file in strangers.root.rglob("site/**/*") if file.is_file() and SECRET.encode() in file.read_bytes()]


def test_a_folder_that_leads_out_of_the_repository(strangers: Strangers) -> None:
    """MkDocs would go through all that is in there."""
    write(strangers.root, {"docs/deep/a.txt": ""})
    strangers.link("docs/deep/folder", Path("/"))
    status, output = strangers.run("mkdocs", "build")
    assert (status, "docs/deep/folder leads outside" in output) == (1, True), output
    status, output = strangers.run("unisono", "check", "docs", "--output-format", "concise")
    assert (status, output.count("unreadable-page"), "docs/deep/folder:1:1: error[" in output) == (1, 1, True), output


def test_what_a_user_names_is_the_users(strangers: Strangers, tmp_path: Path) -> None:
    """Also through a link of the user's own."""
    write(tmp_path, {"mine/_includes/words.md": "Mine."})
    (tmp_path / "link").symlink_to(tmp_path / "mine")
    assert strangers.run("unisono", "check", str(tmp_path / "link" / "_includes" / "words.md"))[0] == 2  # no endpoint
    for includes in (tmp_path / "mine" / "_includes", tmp_path / "link" / "_includes"):
        assert strangers.run("unisono", "check", "docs", "--includes", str(includes)) == (
            0,
            "1 endpoint page, 0 samples: nothing found.\n",
        )


def test_includes_above_the_repository_are_not_looked_for(strangers: Strangers) -> None:
    for file in (strangers.root / "docs/_includes").iterdir():
        file.unlink()
    (strangers.root / "docs/_includes").rmdir()
    (strangers.root / "mkdocs.yml").unlink()
    write(strangers.root.parent, {"_includes/words.md": SECRET})
    status, output = strangers.run("unisono", "check", "docs")
    assert (status, "there is no includes folder" in output, SECRET in output) == (1, True, False), output
