"""The wall around a sample: bubblewrap, which gives it namespaces of its own, and of this machine only programs, to be read.

https://github.com/containers/bubblewrap. What it promises is not believed: `gate` tries it before each sample.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from unisono.records import dataclass

PROGRAM = "bwrap"
INSTALL = "install bubblewrap (Debian, Ubuntu: apt install bubblewrap; Fedora: dnf install bubblewrap)"

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc", "/opt", "/nix/store")
"""What a sample sees of this machine, with where its programs lie: no home, no data, no sockets of services."""

ROOM = 256 * 1024 * 1024
"""Bytes that a sample can write, in memory that is its own."""

# Not those of `--dev`: terminals of its own cost it the namespace in which low ports may be opened.
DEVICES = ("null", "zero", "full", "random", "urandom", "tty")
_LINKS = {"fd": "/proc/self/fd", "stdin": "/proc/self/fd/0", "stdout": "/proc/self/fd/1", "stderr": "/proc/self/fd/2"}
_SHARED = 64 * 1024 * 1024
WRITABLE = ("/tmp", "/proc")  # noqa: S108 (those behind the wall)
FOLDER = "/tmp/sample"  # noqa: S108
CERTIFICATE = "/tmp/authority.pem"  # noqa: S108
NAMESPACES = ("user", "mnt", "pid", "net", "ipc", "uts")


class WallError(Exception):
    """There is no wall that holds. The message says why."""


@dataclass(frozen=True)
class Wall:
    """The command that puts up a wall before it runs another one."""

    program: str

    @classmethod
    def found(cls) -> Wall:
        """The one that is installed. Raises WallError."""
        if not sys.platform.startswith("linux"):
            raise WallError("samples are walled off by bubblewrap, which is there for Linux only")
        program = shutil.which(PROGRAM)
        if program is None:
            raise WallError(f"there is no {PROGRAM}, which walls samples off; {INSTALL}")
        return cls(program)

    def command(self, seen: Iterable[Path], canaries: Sequence[Path], hosts: Path) -> list[str]:
        """The words before those of the command that is to run behind it. `seen` is what it sees besides the system, `canaries`
        are files that are seen and must not be written, `hosts` takes the place of the table of names."""
        mounts = [*_tmpfs("/tmp", ROOM)]  # noqa: S108
        for place in (*map(Path, SYSTEM), *outermost(seen), *canaries):
            mounts += ["--ro-bind-try" if place not in canaries else "--ro-bind", str(place), str(place)]
        return [
            *(self.program, "--unshare-user", "--unshare-all", "--die-with-parent", "--new-session", "--clearenv"),
            *("--cap-drop", "ALL", "--cap-add", "CAP_NET_BIND_SERVICE"),
            *mounts,
            *("--ro-bind", str(hosts), "/etc/hosts"),
            *("--proc", "/proc", "--tmpfs", "/dev"),
            *(word for name in DEVICES for word in ("--dev-bind", f"/dev/{name}", f"/dev/{name}")),
            *(word for name, to in _LINKS.items() for word in ("--symlink", to, f"/dev/{name}")),
            *_tmpfs("/dev/shm", _SHARED),  # noqa: S108
            *("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp", "--"),  # noqa: S108
        ]


def _tmpfs(place: str, size: int) -> list[str]:
    return ["--size", str(size), "--tmpfs", place]


def namespaces() -> Mapping[str, str]:
    """Those of this process."""
    return {name: os.readlink(f"/proc/self/ns/{name}") for name in NAMESPACES}  # noqa: PTH115


def outermost(places: Iterable[Path]) -> Iterator[Path]:
    """Existing places that are in no other one, nor in the system's."""
    done = [Path(place) for place in SYSTEM]
    for place in sorted({place for place in places if os.path.exists(place)}):  # noqa: PTH110 (or may not be seen)
        if not any(place.is_relative_to(other) for other in done):
            done.append(place)
            yield place


def around(program: Path) -> Iterator[Path]:
    """Where a program and its libraries lie: its own folder, and of an environment what it is made of. A home is never shown as
    a whole."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 (which fails without one)
    for path in {program.absolute(), program.resolve()}:
        yield path if home.is_relative_to(path.parent) else path.parent
        above = path.parent.parent
        if path.parent.name in {"bin", "sbin"} and above != Path(above.anchor):
            yield from (above / name for name in ("lib", "lib64", "libexec", "include", "pyvenv.cfg"))
