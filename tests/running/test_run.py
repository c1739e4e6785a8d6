"""`unisono run`: what samples send, what they cannot do, and that nothing is run where nothing protects from it.

A sample that would do harm is one that writes to, or removes, a single file that its test has made for it. What is removed is
removed only after the same wall has kept a letter from being written there.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from unisono.cli import main
from unisono.running import gate
from unprivileged import own_folder, python, run_unisono

pytestmark = pytest.mark.wire

GET = "curl -sS https://api.example.com/orders/"


def page_of(samples: Mapping[str, tuple[str, str]]) -> str:
    """A page with samples: by title, the info string and the code."""
    blocks = "".join(f'\n``` {info}\n{code}\n```\n{{: title="{title}" }}\n' for title, (info, code) in samples.items())
    return f"---\ntitle: /orders/\nname: List Orders\nmethod: get\nvisibility: public\n---\nLists orders.\n{blocks}"


class Place:
    """A folder of whom the program is run by."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.victim = folder / "victim.txt"
        self.victim.write_text("as it was", encoding="utf-8")
        if os.geteuid() == 0:
            os.chown(self.victim, folder.stat().st_uid, folder.stat().st_gid)

    def run(
        self, code: str, *arguments: str, title: str = "Curl", info: str = "bash", environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """What `unisono run` makes of a page with one sample."""
        page = self.folder / "page.md"
        page.write_text(page_of({title: (info, code)}), encoding="utf-8")
        return run_unisono(["run", "page.md", *(arguments or ("--yes",))], self.folder, environment)

    def is_unharmed(self) -> bool:
        return self.victim.is_file() and self.victim.read_text(encoding="utf-8") == "as it was"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    if python() is None:
        pytest.skip("as root, there is no Python with this program that another user can run")
    if shutil.which("curl") is None:
        pytest.skip("curl not installed")
    with own_folder(tmp_path) as folder:
        yield Place(folder)


@pytest.fixture(scope="session")
def walled(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A wall that is put up here, and keeps a letter from being written to a file that its user can write."""
    if python() is None:
        pytest.skip("as root, there is no Python with this program that another user can run")
    with own_folder(tmp_path_factory.mktemp("wall")) as folder:
        place = Place(folder)
        done = place.run(f"printf x >> {place.victim} && {GET}")
        if done.returncode == 2 and "nothing is run" in done.stderr:
            reason = f"no wall can be put up here: {done.stderr.splitlines()[-1]}"
            if os.environ.get("CI") == "true":
                pytest.fail(f"{reason} (CI=true)")
            pytest.skip(reason)
        assert place.is_unharmed(), "the wall does not hold; nothing else is tried"
        assert f"{place.victim}: " in done.stdout, f"it did not try:\n{done.stdout}{done.stderr}"


def fake_wall(folder: Path, script: str) -> dict[str, str]:
    """An environment in which the program that walls off is this script."""
    commands = folder / "commands"
    commands.mkdir()
    commands.chmod(0o755)
    fake = commands / "bwrap"
    fake.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    fake.chmod(0o755)
    return {"PATH": f"{commands}{os.pathsep}{os.environ['PATH']}"}


NO_WALL = 'while [ "$1" != "--" ]; do shift; done; shift; exec "$@"'


def needs_its_client(done: subprocess.CompletedProcess[str]) -> None:
    """Skips a test where whom the program is run by has no client for its sample, or not what that imports."""
    if found := re.search(r"can be run: (.* not installed)", done.stderr):
        pytest.skip(found[1])


class TestWithoutAWallNothingIsRun:
    """The sample appends a letter to one file of the test's, by its whole name, so that whether it ran is seen."""

    def check(self, place: Place, environment: Mapping[str, str], said: str) -> None:
        done = place.run(f"{GET}\nprintf x >> {place.victim}", environment=environment)
        assert done.returncode == 2, done.stderr
        assert said in done.stderr
        assert done.stderr.splitlines()[-1].startswith("Error: nothing is run: ")
        assert place.is_unharmed()
        assert done.stdout == ""

    def test_there_is_no_bubblewrap(self, place: Place) -> None:
        commands = place.folder / "commands"
        commands.mkdir()
        for name in ("bash", "curl"):
            (commands / name).symlink_to(shutil.which(name) or "/bin/false")
        self.check(place, {"PATH": str(commands)}, "there is no bwrap, which walls samples off; install bubblewrap")

    def test_bubblewrap_fails(self, place: Place) -> None:
        environment = fake_wall(place.folder, "echo 'bwrap: No permissions to create new namespace' >&2; exit 1")
        self.check(place, environment, "puts up no wall: bwrap: No permissions to create new namespace")

    def test_bubblewrap_says_nothing(self, place: Place) -> None:
        self.check(place, fake_wall(place.folder, "exit 0"), "puts up no wall")

    def test_bubblewrap_cannot_be_started(self, place: Place) -> None:
        environment = fake_wall(place.folder, "")
        (place.folder / "commands" / "bwrap").write_bytes(b"\x7fELF, but no program")
        self.check(place, environment, "cannot be started")

    def test_the_wall_is_none(self, place: Place) -> None:
        """All that the gate tries succeeds: to write, to connect, to see what is outside."""
        environment = fake_wall(place.folder, NO_WALL)
        self.check(place, environment, "the wall does not hold: it can write to ")
        done = place.run(f"{GET}\nprintf x >> {place.victim}", environment=environment)
        assert "it can connect to ['127.0.0.1', " in done.stderr
        for name in ("user", "mnt", "pid", "net", "ipc", "uts"):
            assert f"it shares the namespace '{name}'" in done.stderr

    def test_a_report_that_somebody_makes_up(self, place: Place) -> None:
        """What stands in the place of the gate has no sockets of the order's, and the wall is believed in no other words."""
        script = 'for last in "$@"; do :; done; echo \'{"trespasses": null}\' >&"$last"; sleep 1'
        self.check(place, fake_wall(place.folder, script), "the wall does not hold: it was not tried")

    @pytest.mark.usefixtures("walled")
    def test_a_wall_that_holds_once(self, place: Place) -> None:
        """It is tried before each sample, too."""
        marker = place.folder / "once"
        real = shutil.which("bwrap")
        environment = fake_wall(place.folder, f'[ -e {marker} ] || {{ : > {marker}; exec {real} "$@"; }}\n{NO_WALL}')
        self.check(place, environment, "the wall does not hold: ")

    @pytest.mark.parametrize("option", [[], ["--unprotected"]])
    def test_root_runs_nothing(self, option: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        (tmp_path / "page.md").write_text(page_of({"Curl": ("bash", "exit")}), encoding="utf-8")
        done = CliRunner().invoke(main, ["run", "--yes", *option, str(tmp_path / "page.md")])
        assert done.exit_code == 2
        assert "samples are not run as root, not even behind a wall" in done.stderr


def test_what_the_gate_finds_out(tmp_path: Path) -> None:
    """On this side of the wall it can do all."""
    canary = tmp_path / "canary"
    canary.write_bytes(b"")
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = [*server.getsockname()]
        own = {"net": gate.namespace("net"), "pid": "another"}
        found = gate.trespasses({"canaries": [str(canary)], "addresses": [address], "namespaces": own, "writable": []})
    assert found[:3] == [f"it can write to {canary}", f"it can connect to {address}", "it shares the namespace 'net'"]
    assert canary.read_bytes() == b"!"
    assert not gate.can_write(str(tmp_path / "nowhere" / "canary"))
    assert not gate.can_connect(address)


@pytest.mark.usefixtures("walled")
class TestBehindTheWall:
    def test_what_is_sent_is_what_was_read(self, place: Place) -> None:
        done = place.run(f"{GET} -H 'X-Key: 1'")
        assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "page.md:9: Curl: sent what was read")
        assert done.stdout == "1 endpoint page, 1 sample (1 sent what was read): nothing found.\n"
        assert "page.md:9: Curl (curl, by cURL)\n" in done.stderr
        assert "Clients: bash " in done.stderr
        assert "Protection: behind a wall (bubblewrap, tried before each sample)" in done.stderr

    def test_samples_of_endpoints_that_stand_in_headings(self, place: Place) -> None:
        blocks = "".join(f"\n## GET /{name}/\n\n``` bash\ncurl https://api.example.com/{name}/\n```\n" for name in ("a", "b"))
        (place.folder / "page.md").write_text(f"# API\n{blocks}", encoding="utf-8")
        done = run_unisono(["run", "page.md", "--yes"], place.folder)
        assert done.returncode == 0, done.stderr
        assert done.stdout == "2 endpoints in headings, 2 samples (2 sent what was read), 1 other page: nothing found.\n"

    def test_a_sample_that_removes_a_file(self, place: Place) -> None:
        done = place.run(f"rm -- {place.victim} && {GET}")
        assert place.is_unharmed()
        assert f"rm: cannot remove '{place.victim}'" in done.stdout, f"it did not try:\n{done.stdout}{done.stderr}"

    def test_a_sample_that_writes_a_file(self, place: Place) -> None:
        done = place.run(f'import requests\n\nopen("{place.victim}", "a").write("x")\n', title="Python", info="python")
        needs_its_client(done)
        assert place.is_unharmed()
        assert done.returncode == 1
        assert "Python fails with exit status 1 when it is run" in done.stdout
        assert f"No such file or directory: '{place.victim}'" in done.stdout

    def test_a_sample_that_reads_the_environment(self, place: Place) -> None:
        """A variable has a value that is made up; what is not a variable of the sample is not there."""
        code = f'{GET} -H "X-Key: $UNISONO_TEST_SECRET"\n[ -z "$UNISONO_TEST_OTHER" ] || {GET}other/'
        secrets = {"UNISONO_TEST_SECRET": "of-the-user", "UNISONO_TEST_OTHER": "of-the-user"}
        done = place.run(f'{GET} -H "X-Key: $UNISONO_TEST_SECRET"', environment=secrets)
        assert done.returncode == 0, done.stdout + done.stderr
        done = place.run(f"{GET}\nenv >&2\nexit 3", environment=secrets)
        assert "of-the-user" not in done.stdout + done.stderr
        done = place.run(code, environment=secrets)
        assert "of-the-user" not in done.stdout + done.stderr

    def test_a_sample_that_loops_for_ever(self, place: Place) -> None:
        done = place.run(f"{GET}\nwhile true; do :; done", "--yes", "--timeout", "2")
        assert done.returncode == 1
        assert "Curl does not end in time when it is run" in done.stdout, done.stdout + done.stderr

    def test_a_sample_that_waits_for_ever(self, place: Place) -> None:
        code = 'import time\nimport requests\n\nrequests.get("https://api.example.com/orders/")\ntime.sleep(60)\n'
        done = place.run(code, "--yes", "--timeout", "3", title="Python", info="python")
        needs_its_client(done)
        assert done.returncode == 1
        assert "Python does not end in time when it is run" in done.stdout

    def test_a_sample_that_asks_for_input(self, place: Place) -> None:
        code = 'import requests\n\nname = input("Which? ")\nrequests.get(f"https://api.example.com/orders/{name}/")\n'
        done = place.run(code, title="Python", info="python")
        needs_its_client(done)
        assert done.returncode == 1
        assert "Python waits for input when it is run" in done.stdout

    def test_a_server_of_this_machine_is_not_reached(self, place: Place) -> None:
        """At its port there is the recorder, behind the wall."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.setblocking(False)
            done = place.run(f"curl -sS http://127.0.0.1:{server.getsockname()[1]}/orders/")
            with pytest.raises(BlockingIOError):
                server.accept()
        assert (done.returncode, done.stdout) == (0, "1 endpoint page, 1 sample (1 sent what was read): nothing found.\n")

    def test_an_address_of_loopback_in_brackets(self, place: Place) -> None:
        done = place.run("curl -sS --globoff 'http://[::1]:5000/orders/'")
        assert (done.returncode, done.stdout) == (0, "1 endpoint page, 1 sample (1 sent what was read): nothing found.\n")

    def test_files_that_a_sample_names_are_there(self, place: Place) -> None:
        done = place.run(f"{GET} -X POST -H 'Content-Type: application/json' -d @order.json")
        assert done.returncode == 0, done.stdout + done.stderr

    def test_what_cannot_run_is_told_in_the_words_of_its_client(self, place: Place) -> None:
        done = place.run('requests.get("https://api.example.com/orders/")', title="Python", info="python")
        needs_its_client(done)
        assert done.returncode == 1
        assert "Python fails with exit status 1 when it is run" in done.stdout
        assert "NameError: name 'requests' is not defined" in done.stdout

    def test_reports(self, place: Place) -> None:
        done = place.run(
            "curl -sS https://api.example.com/orders/ --no-such-option",
            "--yes",
            "--report",
            "json",
            "--report",
            "junit=out.xml",
        )
        found = json.loads(done.stdout)
        assert [one["rule"] for one in found["diagnostics"]] == ["failed-run"]
        assert {name: found["summary"][name] for name in ("runs", "failed", "as_read")} == {
            "runs": 1,
            "failed": 1,
            "as_read": 0,
        }
        assert ET.parse(place.folder / "out.xml").getroot().get("failures") == "1"

    def test_what_is_not_installed_is_not_called_right(self, place: Place) -> None:
        page = page_of({"Curl": ("bash", GET), "Own": ("csharp", "using var client = new HttpClient();")})
        (place.folder / "both.md").write_text(page, encoding="utf-8")
        done = run_unisono(["run", "--yes", "both.md"], place.folder)
        assert (done.returncode, "1 sent what was read, 1 not run" in done.stdout) == (0, True), done.stdout + done.stderr


class TestItAsks:
    def test_without_a_terminal(self, place: Place) -> None:
        done = place.run(f"{GET}\nprintf x >> {place.victim}", "--unprotected")
        assert done.returncode == 2
        assert "page.md:9: Curl (curl, by cURL)" in done.stderr
        assert done.stderr.endswith("Run 1 sample? There is no terminal to ask at; --yes says so.\n")
        assert place.is_unharmed()

    @pytest.mark.parametrize(("typed", "status"), [("n\n", 2), ("y\n", 0)])
    def test_at_a_terminal(self, typed: str, status: int, place: Place) -> None:
        keyboard, terminal = os.openpty()
        os.write(keyboard, typed.encode())
        (place.folder / "page.md").write_text(page_of({"Curl": ("bash", GET)}), encoding="utf-8")
        done = run_unisono(["run", "--unprotected", "page.md"], place.folder, stdin=terminal)
        os.close(keyboard)
        os.close(terminal)
        assert done.returncode == status, done.stderr
        assert "Run 1 sample? [y/N]" in done.stderr


class TestUnprotected:
    def test_it_says_so(self, place: Place) -> None:
        done = place.run(GET, "--yes", "--unprotected")
        assert (done.returncode, done.stdout) == (0, "1 endpoint page, 1 sample (1 sent what was read): nothing found.\n")
        assert "Protection: NONE for your files and processes" in done.stderr

    @pytest.mark.parametrize(
        ("title", "info", "code"),
        [
            ("Python", "python", 'import requests\n\nrequests.get("https://api.example.com/orders/")'),
            ("Node.js", "js", 'fetch("https://api.example.com/orders/");'),
        ],
    )
    def test_other_clients(self, title: str, info: str, code: str, place: Place) -> None:
        done = place.run(code, "--yes", "--unprotected", title=title, info=info)
        needs_its_client(done)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "1 sent what was read" in done.stdout

    def test_what_nothing_leads_to_the_server_is_not_run(self, place: Place) -> None:
        code = 'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.Get("https://api.example.com/orders/")\n}'
        done = place.run(code, "--yes", "--unprotected", title="Go", info="go")
        assert done.returncode == 2
        assert "none of 1 sample can be run" in done.stderr
