"""A repository of strangers, as CI checks it: nothing of it is run, nothing is fetched."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from sites import endpoint, write

BIN = Path(sys.executable).parent
PAGES = 450
"""Enough for all ways in which pages are shared out among processes."""

SAMPLE = '~~~ bash\ncurl https://api.example.com/{}/\n~~~\n{{: title="Curl" }}\n'


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command as it is installed, in a folder."""
    program, *arguments = command
    return subprocess.run(
        [str(BIN / program), *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def commit(folder: Path) -> None:
    who = ("-c", "user.name=A. Writer", "-c", "user.email=writer@example.com", "-c", "commit.gpgsign=false")
    for arguments in (("init", "-q"), ("add", "-A"), (*who, "commit", "-q", "-m", "change")):
        subprocess.run(["git", "-C", str(folder), *arguments], check=True)


@pytest.fixture(scope="module")
def shadows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that has a module of every name that Python or a library of this environment has, in its root, where
    commands are started, and in the folder of its pages. Each leaves a mark if it is run."""
    root = tmp_path_factory.mktemp("shadows")
    names = {*sys.stdlib_module_names, *packages_distributions(), "sitecustomize", "usercustomize"}
    code = f"open({str(root / 'MARK')!r}, 'a').write(__file__ + ' ')\n"
    modules = {f"{place}{name}.py": code for name in names if name.isidentifier() for place in ("", "docs/")}
    packages = {f"{place}{name}/__init__.py": code for name in ("joblib", "yaml", "multiprocessing") for place in ("", "docs/")}
    pages = {f"docs/{n}.md": endpoint(f"Page {n}", f"/{n}/", body=SAMPLE.format(n)) for n in range(PAGES)}
    settings = {"mkdocs.yml": "site_name: API\ntheme: material\nplugins: [search, unisono]\n"}
    write(root, {**modules, **packages, **pages, **settings, "x.pth": f"import os; {code}"})
    commit(root)
    return root


@pytest.mark.parametrize(
    "command",
    [
        ("unisono", "check", "docs", "--no-cache"),
        ("unisono", "check", "docs", "--no-cache", "--jobs", "1"),
        ("unisono", "inspect", "docs/1.md"),
        ("unisono", "diff", "HEAD", "docs"),
        ("unisono", "rule"),
        ("python", "-P", "-m", "unisono", "check", "docs"),
        ("mkdocs", "build", "--strict", "-q"),
    ],
    ids=" ".join,
)
def test_no_module_of_the_repository_is_run(shadows: Path, command: tuple[str, ...]) -> None:
    done = run(shadows, *command)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (shadows / "MARK").exists(), (shadows / "MARK").read_text()


def test_no_module_of_the_repository_is_run_while_it_is_watched(shadows: Path) -> None:
    """The first check is by copies of the process, the second, of all pages again and with threads beside it, by fresh ones."""
    command = [str(BIN / "unisono"), "check", "docs", "--no-cache", "--watch"]
    with subprocess.Popen(command, cwd=shadows, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as watching:
        assert watching.stdout
        try:
            assert f"{PAGES} endpoint pages" in watching.stdout.readline()
            assert "Waiting" in watching.stdout.readline()
            write(shadows, {"unisono.toml": 'ignore = ["plain-http"]'})
            assert f"{PAGES} endpoint pages" in watching.stdout.readline()
        finally:
            watching.kill()
            (shadows / "unisono.toml").unlink(missing_ok=True)
    assert not (shadows / "MARK").exists(), (shadows / "MARK").read_text()


def test_a_module_that_python_does_not_import_itself_is_not_run_either(tmp_path: Path) -> None:
    """Without `-P`, Python looks into the working directory for what starts `-m`, and not after it."""
    mark = tmp_path / "MARK"
    names = ("__future__", "click", "yaml", "joblib", "multiprocessing", "typing", "tomllib", "concurrent", "sqlite3")
    write(tmp_path, {f"{name}.py": f"open({str(mark)!r}, 'a').write(__file__ + ' ')\n" for name in names})
    for n in range(3):
        write(tmp_path, {f"docs/{n}.md": endpoint(f"Page {n}", f"/{n}/", body=SAMPLE.format(n))})
    done = run(tmp_path, "python", "-m", "unisono", "check", "docs")
    assert (done.returncode, mark.exists()) == (0, False), done.stderr


CONFIGURED = """[core]
\trepositoryformatversion = 0
\tbare = {bare}
{worktree}\tfsmonitor = {command}
\thooksPath = {folder}
\tpager = {command}
\tsshCommand = {command}
\talternateRefsCommand = {command}
[diff]
\texternal = {command}
[diff "x"]
\ttextconv = {command}
[filter "x"]
\tsmudge = {command}
\tclean = {command}
\tprocess = {command}
[alias]
\tls-files = !{command}
[credential]
\thelper = !{command}
[gpg]
\tprogram = {command}
[pager]
\tls-files = {command}
"""


class Repositories:
    """A repository with pages, among which the files of a bare one lie. Its configuration names a command throughout."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "api"
        self.mark = folder / "MARK"
        self.command = folder / "command"
        write(folder, {"command": f"#!/bin/sh\necho run >> {self.mark}\n"})
        self.command.chmod(0o755)
        settings = "site_name: API\ntheme: mkdocs\nplugins: [unisono]\n"
        write(self.root, {"docs/a.md": endpoint(body=SAMPLE.format("things")), "mkdocs.yml": settings})
        commit(self.root)
        self.bare = self.root / "docs" / "bare"
        write(
            self.bare,
            {
                "HEAD": "ref: refs/heads/main\n",
                "refs/x": "",
                "objects/x": "",
                "b.md": endpoint("B", "/b/", body=SAMPLE.format("b")),
            },
        )
        write(self.bare, {".gitattributes": "* filter=x diff=x\n"})

    def configure(self, file: Path, bare: str, worktree: str) -> None:
        text = CONFIGURED.format(command=self.command, folder=self.command.parent, bare=bare, worktree=worktree)
        file.write_text(text)

    def git(self, *arguments: str) -> None:
        subprocess.run(["git", "-c", "safe.bareRepository=all", *arguments], check=False, capture_output=True)

    def has_run(self) -> bool:
        found = self.mark.exists()
        self.mark.unlink(missing_ok=True)
        return found


@pytest.fixture
def repositories(tmp_path: Path) -> Repositories:
    return Repositories(tmp_path)


@pytest.mark.parametrize("bare", ["true", "false"])
def test_a_repository_among_the_pages_is_no_repository(repositories: Repositories, bare: str) -> None:
    repositories.configure(repositories.bare / "config", bare, "" if bare == "true" else f"\tworktree = {repositories.bare}\n")
    if bare == "false":
        repositories.git("-C", str(repositories.bare), "ls-files", "--others")
        assert repositories.has_run()  # by git itself
    for arguments in (
        ("check", "docs"),
        ("diff", "HEAD", "docs"),
        ("diff", "HEAD", "docs/bare"),
        ("diff", "HEAD", "docs/a.md"),
    ):
        done = run(repositories.root, "unisono", *arguments)
        assert (done.returncode, repositories.has_run()) == (0, False), done.stderr
    assert "docs/bare/b.md" in run(repositories.root, "unisono", "diff", "HEAD", "docs").stdout
    done = run(repositories.bare, "unisono", "diff", "HEAD")
    assert (done.returncode, "b.md" in done.stdout, repositories.has_run()) == (0, True, False), done.stderr
    done = run(repositories.root, "mkdocs", "build", "-q")
    assert (done.returncode, repositories.has_run()) == (0, False), done.stderr


def test_what_the_repository_itself_configures_is_not_run(repositories: Repositories) -> None:
    """Of an archive, or where a build before has left it."""
    repositories.configure(repositories.root / ".git" / "config", "false", "")
    repositories.git("-C", str(repositories.root), "ls-files", "--others")
    assert repositories.has_run()  # by git itself
    for arguments, found in ((("HEAD",), "b.md"), (("--site",), "# Changelog\n")):
        done = run(repositories.root, "unisono", "diff", *arguments)
        assert (done.returncode, found in done.stdout, repositories.has_run()) == (0, True, False), done.stderr


def test_the_files_of_another_folder_are_not_compared(repositories: Repositories, tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere/c.md": endpoint("C", "/c/")})
    repositories.configure(repositories.root / ".git" / "config", "false", f"\tworktree = {tmp_path / 'elsewhere'}\n")
    done = run(repositories.root, "unisono", "diff", "HEAD")
    assert (done.returncode, "core.worktree" in done.stderr, repositories.has_run()) == (2, True, False)


def test_the_environment_names_no_other_repository(repositories: Repositories) -> None:
    repositories.configure(repositories.bare / "config", "true", "")
    done = run(
        repositories.root,
        "unisono",
        "diff",
        "HEAD",
        GIT_DIR=str(repositories.bare),
        GIT_EXTERNAL_DIFF=str(repositories.command),
        GIT_PAGER=str(repositories.command),
    )
    assert (done.returncode, "b.md" in done.stdout, repositories.has_run()) == (0, True, False), done.stderr


def test_no_program_called_git_of_the_repository_is_run(repositories: Repositories) -> None:
    (repositories.root / "git").symlink_to(repositories.command)
    done = run(repositories.root, "unisono", "diff", "HEAD", PATH=f":.:{os.environ['PATH']}")
    assert (done.returncode, repositories.has_run()) == (0, False), done.stderr


def test_nothing_is_fetched(repositories: Repositories, tmp_path: Path) -> None:
    repositories.git("-C", str(repositories.root), "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    repositories.git("clone", "-q", "--filter=blob:none", "--no-checkout", f"file://{repositories.root}", str(clone))
    repositories.git("-C", str(clone), "config", "remote.origin.uploadpack", f"{repositories.command}; git-upload-pack")
    repositories.git("-C", str(clone), "config", "protocol.file.allow", "always")
    write(clone, {"docs/a.md": endpoint(body=SAMPLE.format("things"))})
    done = run(clone, "unisono", "diff", "HEAD")
    assert not repositories.has_run()
    said = ("git has not got its content; fetch it" in done.stdout, "could not fetch" in done.stderr)
    assert any(said), done.stderr  # of a new git, of an old one
    repositories.git("-C", str(clone), "cat-file", "-p", "HEAD:docs/a.md")
    assert repositories.has_run()  # by git itself


def test_worktrees_and_submodules(repositories: Repositories, tmp_path: Path) -> None:
    """Whose `.git` is a file."""
    tree = tmp_path / "tree"
    repositories.git("-C", str(repositories.root), "worktree", "add", "-q", str(tree))
    allowed = ("-c", "protocol.file.allow=always")
    repositories.git("-C", str(tree), *allowed, "submodule", "--quiet", "add", str(repositories.root), "sub")
    for folder in (tree, tree / "sub"):
        assert (folder / ".git").is_file()
        write(folder, {"docs/new.md": endpoint("New", "/new/")})
        done = run(folder, "unisono", "diff", "HEAD", "docs")
        assert done.stdout.startswith("New (docs/new.md): added, GET /new/"), done.stderr
