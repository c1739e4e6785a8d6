"""What a check and a build ask of the system: no socket, no program, and no file but the project's and Python's own."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import unisono
from sites import endpoint, write
from unisono.project.run import SOME

BIN = Path(sys.executable).parent
SAMPLE = '{{% include words.md %}}\n\n~~~ bash\ncurl https://api.example.com/{}/\n~~~\n{{: title="Curl" }}\n'

ALLOWED = (
    sys.prefix,
    sys.base_prefix,
    sysconfig.get_path("stdlib"),
    str(Path(unisono.__file__).parent.parent),  # where it is installed for development
    "/lib",  # what Python and its libraries are linked with
    "/usr/lib",
    "/usr/share/locale",
    "/etc/locale.alias",
    "/etc/ssl/openssl.cnf",  # hashlib is linked with OpenSSL
    "/usr/share/zoneinfo",  # times in logs
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/mime.types",  # the module mimetypes, which knows the kinds of the files of samples
    "/etc/apache2/mime.types",
    "/dev/null",
    "/dev/urandom",
    "/dev/shm/sem.",  # the locks of copies of the process
    "/proc/self",
)


@pytest.mark.parametrize("command", [("unisono", "check", "docs"), ("mkdocs", "build", "-q")], ids=lambda command: command[0])
def test_what_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]) -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    root, user, log = tmp_path / "project", tmp_path / "user", tmp_path / "log"
    pages = {f"docs/{n}.md": endpoint(f"Page {n}", f"/{n}/", f"1.{n}", body=SAMPLE.format(n)) for n in range(SOME)}
    settings = "site_name: API\ntheme: material\nplugins: [search, unisono]\n"
    write(root, {**pages, "docs/_includes/words.md": "Words.", "mkdocs.yml": settings, ".git/HEAD": ""})
    (root / "docs/out.md").symlink_to("/etc/hostname")
    (root / "docs/_includes/out.md").symlink_to("/etc/hostname")
    monkeypatch.delenv("UNISONO_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(user))
    calls = "trace=network,open,openat,openat2,creat,execve,execveat"
    program = [str(BIN / command[0]), *command[1:]]
    traced = ["strace", "-f", "-qq", "-y", "-s", "4096", "-e", calls, "-o", str(log), *program]
    done = subprocess.run(traced, cwd=root, capture_output=True, text=True, check=False)
    if "PTRACE" in done.stderr or "ptrace" in done.stderr:
        pytest.skip("processes may not be traced here")
    assert done.returncode in (0, 1), done.stderr
    said = log.read_text()
    opened = set(re.findall(r"^\d+ +(?:open|openat|openat2|creat)\(.* = \d+<(/[^>]*)>$", said, re.MULTILINE))
    assert str(root / "docs/1.md") in opened
    allowed = (*ALLOWED, str(root), str(user / "unisono"))
    assert {path for path in opened if not path.startswith(allowed)} == set()
    started = re.findall(r"^\d+ +execve(?:at)?\(.*", said, re.MULTILINE)
    assert len(started) == 1, started
    network = r"^\d+ +(?:socket|socketpair|connect|bind|listen|accept4?|send(?:to|msg|mmsg)|recv(?:from|msg|mmsg))\(.*"
    assert re.findall(network, said, re.MULTILINE) == []


def test_the_list_is_not_all_there_is() -> None:
    for path in ("/etc/passwd", "/etc/hostname", "/etc/ssl/private/key", str(Path.home() / ".ssh" / "id")):
        assert not path.startswith(ALLOWED)
