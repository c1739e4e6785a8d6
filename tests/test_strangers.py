"""A repository of strangers, as CI checks it: nothing of it is run."""

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
