"""What a sample can make of this program: no more than is taken of it, and no look at what it is not to see."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from unisono.checking.check import examine
from unisono.checking.settings import Settings
from unisono.pages.liquid import Includes
from unisono.pages.reading import read_page
from unisono.running.plan import Planned, plan
from unisono.running.programs import Programs
from unisono.running.recorder import CONTENT, FIELDS, Authority, Recorder
from unisono.running.wall import SYSTEM, Wall, around, outermost
from unisono.text.source import Source

pytestmark = pytest.mark.wire


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture
def recorder(authority: Authority) -> Iterator[Recorder]:
    recorder = Recorder(authority)
    yield recorder
    recorder.close()


def send(recorder: Recorder, *parts: bytes) -> bytes:
    """What is answered to bytes; nothing where the server hangs up."""
    with socket.create_connection(("127.0.0.1", recorder.port), timeout=10) as connection:
        try:
            for part in parts:
                connection.sendall(part)
            return connection.recv(100)
        except OSError:
            return b""


HEAD = b"POST http://api.example.com/ HTTP/1.1\r\nHost: api.example.com\r\n"


class TestTheRecorder:
    def test_takes_a_request(self, recorder: Recorder) -> None:
        assert send(recorder, HEAD + b"Content-Length: 1\r\n\r\n1").startswith(b"HTTP/1.1 200 OK")
        assert [one.content for one in recorder.sent] == [b"1"]

    def test_takes_only_so_many_requests(self, recorder: Recorder) -> None:
        recorder.most = 2
        answers = [send(recorder, HEAD + b"Content-Length: 0\r\n\r\n") for _ in range(4)]
        assert [bool(answer) for answer in answers] == [True, True, False, False]
        assert len(recorder.sent) == 2

    @pytest.mark.parametrize(
        "rest",
        [
            b"Content-Length: %d\r\n\r\n" % (CONTENT + 1),
            b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % (CONTENT + 1),
            b"X: 1\r\n" * (FIELDS + 1) + b"\r\n",
            b"Content-Length: -1\r\n\r\n",
            b"Content-Length: many\r\n\r\n",
        ],
        ids=["content", "chunk", "fields", "negative", "number"],
    )
    def test_takes_no_more_than_it_may(self, rest: bytes, recorder: Recorder) -> None:
        answer = send(recorder, HEAD + rest)
        assert not answer or recorder.sent[0].content == b""
        assert all(len(one.fields) <= FIELDS for one in recorder.sent)


class TestTheWallShows:
    def test_no_home_as_a_whole(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Not even where a program lies right in it, or above it."""
        home = tmp_path / "people" / "me"
        (home / "bin").mkdir(parents=True)
        monkeypatch.setenv("HOME", str(home))
        for place in (home, home / "bin", tmp_path):
            (place / "client").write_text("", encoding="utf-8")
            shown = [*around(place / "client")]
            assert [path for path in shown if home.is_relative_to(path)] == []
            assert any((place / "client").is_relative_to(path) for path in shown)

    def test_what_is_there_and_once(self, tmp_path: Path) -> None:
        (tmp_path / "bin").mkdir()
        places = [Path("/usr/bin"), tmp_path, tmp_path / "bin", tmp_path / "lib"]
        assert [*outermost(places)] == [tmp_path]

    def test_nothing_that_can_be_written_but_memory(self, tmp_path: Path) -> None:
        words = Wall("bwrap").command([tmp_path], [tmp_path / "canary"], tmp_path / "hosts")
        assert "--bind" not in words
        assert "--bind-try" not in words
        shown = [words[at + 2] for at, word in enumerate(words) if word in {"--ro-bind", "--ro-bind-try"}]
        assert shown == [*SYSTEM, str(tmp_path), str(tmp_path / "canary"), "/etc/hosts"]
        devices = [words[at + 1] for at, word in enumerate(words) if word == "--dev-bind"]
        assert devices == [f"/dev/{name}" for name in ("null", "zero", "full", "random", "urandom", "tty")]
        assert words[-1] == "--"


class TestThePlan:
    def planned(self, code: str, info: str = "bash", title: str = "Curl", *, walled: bool = True) -> Planned:
        front = "---\ntitle: /a/\nname: A\nmethod: get\nvisibility: public\n---\nA.\n"
        text = f'{front}\n``` {info}\n{code}\n```\n{{: title="{title}" }}\n'
        page = read_page(Source("a.md", text), Includes(None))
        (found,) = plan(examine(page, Settings()), Programs(), walled=walled)
        return found

    def test_hosts_and_ports(self) -> None:
        run = self.planned("curl https://API.example.com:8443/a/ && curl http://localhost:5000/a/ && curl http://one/a/").run
        assert run
        assert {*run.hosts} >= {"api.example.com", "localhost", "one"}
        assert run.ports == [80, 443, 5000, 8443]

    @pytest.mark.parametrize("name", ["../order.json", "/tmp/order.json", "a/../../order.json"])
    def test_files_stay_in_the_folder(self, name: str) -> None:
        run = self.planned(f"curl https://api.example.com/a/ -d @{name}").run
        assert run
        assert run.files == {}

    def test_files_that_are_named(self) -> None:
        run = self.planned("curl https://api.example.com/a/ -F 'photo=@pictures/me.webp'").run
        assert run
        assert "pictures/me.webp" in run.files

    def test_an_address_is_not_led_anywhere(self) -> None:
        found = self.planned("curl http://192.0.2.7/a/")
        assert (found.run, found.reason) == (None, "192.0.2.7 is an address, which cannot be led to the recording server")
        assert self.planned("curl http://127.0.0.1:5000/a/").run
        assert self.planned("curl http://[::1]:5000/a/").run

    def test_what_is_not_installed(self) -> None:
        page = read_page(
            Source("a.md", "---\ntitle: /a/\nname: A\nmethod: get\n---\nA.\n\n``` bash\ncurl https://a.example/a/\n```\n"),
            Includes(None),
        )
        (found,) = plan(examine(page, Settings()), Programs([]), walled=True)
        assert (found.run, found.reason) == (None, "bash and curl not installed")


def test_a_folder_of_programs_that_may_not_be_read(tmp_path: Path) -> None:
    """It is as if there were none."""
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed").chmod(0)
    found, lacking = Programs([str(tmp_path / "closed"), "relative", str(tmp_path / "none")]).find(
        {"curl": ("curl", "--version")}
    )
    (tmp_path / "closed").chmod(0o700)
    assert (found, lacking) == ({}, ["curl"])
