"""One sample run: put behind the wall, watched, and ended when its time is over."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Any

from unisono.languages.running import LIBRARIES
from unisono.records import dataclass
from unisono.running.gate import GO, read_line
from unisono.running.recorder import Authority, Recorder
from unisono.running.run import Ended, Run
from unisono.running.sent import KNOWN_NAMES
from unisono.running.wall import CERTIFICATE, FOLDER, INSTALL, WRITABLE, Wall, WallError, around, namespaces

SECONDS = 20.0
"""What a sample may take, by default."""

KEPT = 4000
"""Bytes of what a client says that are kept, of its beginning and of its end."""

MEMORY, FILE, FILES, PROCESSES = 4 << 30, 64 << 20, 1024, 512
"""A process of a sample may have that much data, write files so long, open so many, and have so many beside it."""

REQUESTS = 100
"""Requests of a sample that are taken, at each port."""

_ENDS = b"\x04" * 64
"""What stands for the end of input at a terminal."""

_SYSTEM = ("/usr/local/bin", "/usr/bin", "/bin")
_GATE = Path(__file__).with_name("gate.py")
_STARTING = 20.0


@dataclass(frozen=True, eq=False)
class Runner:
    """Runs samples behind a wall, or without one where that is None. `libraries` is the folder with packages that they import,
    `temporary` a folder of this run's own."""

    wall: Wall | None
    libraries: Path | None
    temporary: Path
    authority: Authority
    seconds: float = SECONDS

    def run(self, run: Run) -> Ended:
        """Raises WallError, before anything of the sample is run, where the wall does not hold."""
        with ExitStack() as stack:
            own = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=self.temporary)))
            behind = _Behind(self, own, run) if self.wall else _Unprotected(self, own, run)
            return behind.watched(stack.enter_context(behind.started()))


class _Behind:
    """A sample behind a wall."""

    folder, certificate = FOLDER, CERTIFICATE
    ports: Sequence[int]

    def __init__(self, runner: Runner, own: Path, run: Run) -> None:
        self.runner, self.own, self.what = runner, own, run
        self.ports = run.ports
        self.seconds = runner.seconds + run.recipe.compiling
        self.canary = own / "canary"
        self.canary.write_bytes(b"")

    def wall(self) -> list[str]:
        assert self.runner.wall  # noqa: S101 (for the type checker)
        hosts = self.own / "hosts"
        hosts.write_text("".join(f"127.0.0.1 {name}\n" for name in ("localhost", *self.what.hosts)), encoding="ascii")
        hosts.chmod(0o644)
        programs = (*self.what.programs, Path(sys.executable), Path(sys.base_prefix) / "bin" / "python3")
        seen = [place for program in programs for place in around(program)]
        libraries = [self.runner.libraries.resolve()] if self.runner.libraries else []
        return self.runner.wall.command([*seen, *libraries], [self.canary], hosts)

    @contextmanager
    def started(self) -> Iterator[list[Recorder]]:
        """Puts up the wall and lets the gate try it; gives the recorders behind it. Raises WallError."""
        ours, theirs = socket.socketpair()
        with ours, _terminal() as (terminal, self.keyboard), ExitStack() as stack:
            self.terminal = terminal
            gate = [sys.executable, "-I", "-S", "-c", _GATE.read_text(encoding="utf-8"), str(theirs.fileno())]
            pipe = subprocess.PIPE
            with theirs, _starting():
                self.process = subprocess.Popen(  # noqa: S603 (what runs is what was asked for, behind the wall)
                    [*self.wall(), *gate],
                    env={},
                    cwd="/",
                    stdin=terminal,
                    stdout=pipe,
                    stderr=pipe,
                    pass_fds=[theirs.fileno()],
                    start_new_session=True,
                )
            stack.callback(self.end)
            sockets = self.examined(ours)
            recorders = self.recorders(sockets)
            for recorder in recorders:
                stack.callback(recorder.close)
                recorder.answer, recorder.most = self.what.answer, REQUESTS
            ours.sendall(GO + b"\n")
            yield recorders

    def recorders(self, sockets: Sequence[socket.socket]) -> list[Recorder]:
        """Those that the sample reaches: at the sockets that the gate has opened."""
        return [Recorder(self.runner.authority, one) for one in sockets]

    def examined(self, channel: socket.socket) -> list[socket.socket]:
        """Gives the gate its order, and takes its report; the sockets that it opened. Raises WallError unless it could do
        nothing that it must not."""
        with self.outside() as (addresses, untouched):
            channel.settimeout(_STARTING)
            checks = {
                "canaries": [str(self.canary)],
                "addresses": addresses,
                "namespaces": dict(namespaces()),
                "writable": WRITABLE,
            }
            try:
                channel.sendall(json.dumps(self.order(checks)).encode() + b"\n")
                said, descriptors, _, _ = socket.recv_fds(channel, 65536, 200)
                if said and not said.endswith(b"\n"):
                    said += read_line(channel)
            except OSError:
                said, descriptors = b"", []
            sockets = [socket.socket(fileno=descriptor) for descriptor in descriptors]
            try:
                report = json.loads(said)
            except ValueError:
                raise WallError(f"{self.runner.wall and self.runner.wall.program} puts up no wall{self.words()}") from None
            if report != {"trespasses": []}:
                raise WallError(f"the wall does not hold: {'; '.join(report['trespasses'] or ['it was not tried'])}")
            if self.canary.read_bytes() or not untouched():
                raise WallError("the wall does not hold: what is outside of it was reached")
        return sockets

    @contextmanager
    def outside(self) -> Iterator[tuple[list[Any], Any]]:
        """Two servers outside of the wall, and what says whether they are untouched."""
        name = f"unisono-{token_hex(8)}"
        with (
            socket.create_server(("127.0.0.1", 0)) as server,
            socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as abstract,
        ):
            abstract.bind(f"\0{name}")
            abstract.listen()
            for one in (server, abstract):
                one.setblocking(False)
            yield [[*server.getsockname()], name], lambda: not any(map(_is_visited, (server, abstract)))

    def order(self, checks: Mapping[str, Any] | None) -> dict[str, Any]:
        recipe, libraries = self.what.recipe, self.runner.libraries
        files = {**recipe.files, **{name: self.filled(text) for name, text in recipe.settings.items()}}
        return {
            "checks": checks,
            "ports": [*self.ports],
            "folder": self.folder,
            "files": {self.certificate: self.runner.authority.certificate, **self.what.files, **files},
            "links": {LIBRARIES: str(libraries.resolve())} if libraries else {},
            "limits": self.limits(),
            "command": [self.filled(word) for word in recipe.command],
            "environment": self.environment(),
        }

    def limits(self) -> dict[str, int]:
        seconds = int(self.seconds) + 1
        return {"CPU": seconds, "DATA": MEMORY, "FSIZE": FILE, "NOFILE": FILES, "NPROC": PROCESSES, "CORE": 0}

    def environment(self) -> dict[str, str]:
        """All of it: of this process's own nothing but where commands are."""
        own = {name: self.filled(value) for name, value in self.what.recipe.environment.items()}
        folders = sorted({str(program.parent) for program in self.what.programs} - {*_SYSTEM})
        path = os.pathsep.join([*folders, *_SYSTEM])
        own |= {"PATH": path, "HOME": self.folder, "TMPDIR": str(Path(self.folder).parent), "LANG": "C.UTF-8", "TERM": "dumb"}
        return {**self.what.variables, **own}

    def filled(self, text: str) -> str:
        return text.replace("{certificate}", self.certificate).replace("{folder}", self.folder)

    def words(self) -> str:
        """What was said on standard error, of a process that is at its end."""
        self.end()
        assert self.process.stderr  # noqa: S101 (for the type checker)
        said = self.process.stderr.read(KEPT).decode("utf-8", "replace").strip()
        return f": {said}; if it is there, does this system allow namespaces to users? Else {INSTALL}" if said else ""

    def end(self) -> None:
        """Kills what is left of it, by the group of processes that was made for it."""
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def watched(self, recorders: Sequence[Recorder]) -> Ended:
        """Waits for the end, of the process and of what it has written, or of its time."""
        deadline, errors, is_late = time.monotonic() + self.seconds, b"", False
        with selectors.DefaultSelector() as pipes:
            for pipe in (self.process.stdout, self.process.stderr):
                assert pipe  # noqa: S101 (for the type checker)
                pipes.register(pipe, selectors.EVENT_READ)
            while pipes.get_map():
                left = deadline - time.monotonic()
                if left <= 0:
                    is_late = True
                    break
                for key, _ in pipes.select(left):
                    said = os.read(key.fd, 65536)
                    if not said:
                        pipes.unregister(key.fileobj)
                    elif key.fileobj is self.process.stderr:
                        errors += said
                        if len(errors) > 2 * KEPT:
                            errors = errors[:KEPT] + errors[-KEPT:]
        if not is_late:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(max(deadline - time.monotonic(), 0.1))
        is_late = is_late or self.process.poll() is None
        self.end()
        for pipe in (self.process.stdout, self.process.stderr):
            assert pipe  # noqa: S101 (for the type checker)
            pipe.close()
        sent = tuple(one for recorder in recorders for one in recorder.sent)
        return Ended(self.process.returncode, errors.decode("utf-8", "replace"), sent, is_late, self.asked())

    def asked(self) -> bool:
        """Whether some of the ends of input were read."""
        os.set_blocking(self.terminal, False)
        left = 0
        with contextlib.suppress(BlockingIOError):
            while os.read(self.terminal, 4096) == b"" and left < len(_ENDS):
                left += 1
        return left < len(_ENDS)


class _Unprotected(_Behind):
    """A sample without a wall: in a folder of its own, and told by its environment to go to the recorder."""

    def __init__(self, runner: Runner, own: Path, run: Run) -> None:
        super().__init__(runner, own, run)
        self.ports = ()
        self.folder, self.certificate = str(own / "sample"), str(own / "authority.pem")
        self.server = Recorder(runner.authority)

    def wall(self) -> list[str]:
        return []

    def recorders(self, sockets: Sequence[socket.socket]) -> list[Recorder]:
        """The one that its environment leads it to."""
        del sockets
        return [self.server]

    def examined(self, channel: socket.socket) -> list[socket.socket]:
        """There is nothing to try."""
        if os.geteuid() == 0:
            raise WallError("nothing is run as root without a wall")
        channel.sendall(json.dumps(self.order(None)).encode() + b"\n")
        read_line(channel)
        return []

    def limits(self) -> dict[str, int]:
        """Processes would be counted with all others of the user."""
        found = super().limits()
        del found["NPROC"]
        return found

    def environment(self) -> dict[str, str]:
        redirected = {name: self.filled(value) for name, value in (self.what.recipe.redirected or {}).items()}
        return {**super().environment(), **redirected}

    def filled(self, text: str) -> str:
        return super().filled(text).replace("{port}", str(self.server.port)).replace("{names}", KNOWN_NAMES)


@contextmanager
def _starting() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WallError(f"{error.filename} cannot be started: {error.strerror}") from None


def _is_visited(server: socket.socket) -> bool:
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return False
    return True


@contextmanager
def _terminal() -> Iterator[tuple[int, int]]:
    """A terminal whose input is at its end: some clients take any other standard input for content."""
    keyboard, terminal = os.openpty()
    try:
        os.write(keyboard, _ENDS)
        yield terminal, keyboard
    finally:
        os.close(keyboard)
        os.close(terminal)
