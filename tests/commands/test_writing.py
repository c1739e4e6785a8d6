"""What is written is whole: reports, baselines, standard output."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from sites import endpoint, write

WRONG = '~~~ bash\ncurl -X PUT https://api.example.com/things/{}/\n~~~\n{{: title="Curl" }}\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path, {f"docs/{n}.md": endpoint(f"Page {n}", f"/{n}/", body=WRONG.format(n)) for n in range(5)})
    write(tmp_path, {".git/HEAD": ""})
    return tmp_path


def check(project: Path, *arguments: str, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    def set_limit() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-m", "unisono", "check", "docs", "--no-cache", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, preexec_fn=set_limit)


def test_killed_writes() -> None:
    """A smaller number of them than the command is for."""
    command = [sys.executable, str(Path(__file__).parents[1] / "support" / "killing.py"), "30"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "old" in done.stdout or "begun" in done.stdout


ARGUMENTS = (
    ("--output-format", "json", "--output-file", "file"),
    ("--baseline", "file", "--update-baseline"),
)


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=lambda arguments: arguments[0])
def test_a_full_disk_leaves_the_old_file(project: Path, arguments: tuple[str, ...]) -> None:
    check(project, *arguments)
    old = (project / "file").read_bytes()
    write(project, {"docs/new.md": endpoint("New", "/new/", body=WRONG.format("new"))})
    done = check(project, *arguments, limit=256)
    assert (done.returncode, done.stderr) == (2, "Error: cannot write file: File too large; it is as it was.\n")
    assert (project / "file").read_bytes() == old
    assert {path.name for path in project.iterdir()} == {".git", "docs", "file"}
    assert check(project, *arguments).returncode in (0, 1)
    assert (project / "file").read_bytes() != old


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=lambda arguments: arguments[0])
def test_permissions_and_links_stay(project: Path, arguments: tuple[str, ...]) -> None:
    write(project, {"kept": '{"version": 1, "findings": []}'})
    (project / "kept").chmod(0o640)
    (project / "file").symlink_to("kept")
    check(project, *arguments)
    assert (project / "file").is_symlink()
    assert (project / "kept").stat().st_mode & 0o777 == 0o640
    assert "method-mismatch" in (project / "kept").read_text()


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=lambda arguments: arguments[0])
def test_a_link_of_the_repository_is_not_written_through(
    project: Path, tmp_path_factory: pytest.TempPathFactory, arguments: tuple[str, ...]
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    write(outside, {"file": '{"version": 1, "findings": []}'})
    (project / "file").symlink_to(outside / "file")
    done = check(project, *arguments)
    assert (done.returncode, "leads out of" in done.stderr) == (2, True), done.stderr
    assert (outside / "file").read_text() == '{"version": 1, "findings": []}'
    (project / "file").unlink()
    (project / "reports").symlink_to(outside)
    done = check(project, *("reports/file" if argument == "file" else argument for argument in arguments))
    assert (done.returncode, "leads out of" in done.stderr) == (2, True), done.stderr
    assert (outside / "file").read_text() == '{"version": 1, "findings": []}'


def test_a_device_is_written_to(project: Path) -> None:
    assert check(project, "--output-file", "/dev/null").returncode == 1
    assert Path("/dev/null").is_char_device()
    assert "method-mismatch" in check(project, "--output-file", "/dev/stdout").stdout
    done = check(project, "--output-file", "/dev/full")
    assert (done.returncode, "No space left on device" in done.stderr) == (2, True)


COMMANDS = (
    ("check", "docs"),
    ("inspect", "docs", "--output-format", "json"),
    ("rule",),
    ("check", "--help"),
)


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_standard_output_that_cannot_be_written(project: Path, arguments: tuple[str, ...]) -> None:
    program = f"{sys.executable} -m unisono {' '.join(arguments)}"

    def run(redirected: str) -> tuple[int, str]:
        done = subprocess.run(
            ["bash", "-c", f"{program} {redirected}"], cwd=project, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stderr

    assert run(">/dev/full") == (2, "Error: cannot write to standard output: No space left on device.\n")
    assert run(">&-") == (2, "Error: cannot write to standard output: Bad file descriptor.\n")
    assert run("2>/dev/full")[0] in (0, 1)
    assert run("2>&-")[0] in (0, 1)


@pytest.mark.parametrize("arguments", ["write curl", "check --stdin-filename docs/new.md", "lsp"])
def test_standard_input_that_is_not_there(project: Path, arguments: str) -> None:
    command = ["bash", "-c", f"{sys.executable} -m unisono {arguments} <&-"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "Error: there is no standard input.\n")


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_pipe_that_is_closed(project: Path, arguments: tuple[str, ...]) -> None:
    read, written = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "unisono", *arguments]
    done = subprocess.run(command, cwd=project, stdout=written, stderr=subprocess.PIPE, check=False)
    os.close(written)
    assert (done.returncode, done.stderr) == (2, b"")
