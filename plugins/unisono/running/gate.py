"""The first program behind the wall: it tries to get over it, reports, and becomes the sample only when it is told to.

It is given to Python as text, with the number of a descriptor, and so imports nothing but Python's own. On that descriptor it
reads an order, a line of JSON: see `unisono.running.execution`. It answers with a line that says what it could do and must not
be able to, and with the sockets that it has opened for the recording server. Only after the word GO it goes on.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import socket
import sys
from typing import Any, NoReturn

GO = b"go"
BIND_LOW_PORTS = 1 << 10
"""CAP_NET_BIND_SERVICE, the one capability that the wall leaves, until the sample begins."""

_PR_CAP_AMBIENT, _CLEAR_ALL = 47, 4
_LONGEST = 16_000_000


def main(descriptor: int) -> None:
    channel = socket.socket(fileno=descriptor)
    order = json.loads(read_line(channel))
    report = trespasses(order["checks"]) if order["checks"] is not None else None
    listening = [] if report else [opened(port) for port in order["ports"]]
    said = json.dumps({"trespasses": report}).encode() + b"\n"
    socket.send_fds(channel, [said], [one.fileno() for one in listening])
    if read_line(channel) != GO:
        sys.exit(3)
    for one in (*listening, channel):
        one.close()
    become(order)


def read_line(channel: socket.socket) -> bytes:
    """A line without its end; less if the other side ends before."""
    found = b""
    while not found.endswith(b"\n") and len(found) < _LONGEST:
        more = channel.recv(65536)
        if not more:
            break
        found += more
    return found.removesuffix(b"\n")


def trespasses(checks: dict[str, Any]) -> list[str]:
    """What can be done here, and must not be."""
    found = [f"it can write to {path}" for path in checks["canaries"] if can_write(path)]
    found += [f"it can connect to {address}" for address in checks["addresses"] if can_connect(address)]
    found += [f"it shares the namespace '{name}'" for name, of in checks["namespaces"].items() if namespace(name) == of]
    found += [f"{place} can be written" for place in writable_mounts() if place not in checks["writable"]]
    with open("/proc/self/status", encoding="utf-8", errors="replace") as status:  # noqa: PTH123
        rights = int(next(line for line in status if line.startswith("CapEff:")).split()[1], 16)
    if rights & ~BIND_LOW_PORTS:
        found.append(f"it has the capabilities {rights:#x}")
    if os.getuid() == 0 or os.geteuid() == 0:
        found.append("it runs as root")
    return found


def can_write(path: str) -> bool:
    """Whether a letter can be put behind what a file of our own has, or the file be made where it is not seen."""
    try:
        with open(path, "ab") as file:  # noqa: PTH123
            file.write(b"!")
    except OSError:
        return False
    return True


def can_connect(address: Any) -> bool:
    """Whether a server can be reached: a host and a port, or the name of an abstract socket."""
    family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect("\0" + address if isinstance(address, str) else tuple(address))
        except OSError:
            return False
    return True


def namespace(name: str) -> str:
    return os.readlink(f"/proc/self/ns/{name}")  # noqa: PTH115


def writable_mounts() -> list[str]:
    """The places where something is mounted that can be written (proc_pid_mountinfo(5)), devices left out."""
    with open("/proc/self/mountinfo", encoding="utf-8", errors="surrogateescape") as table:  # noqa: PTH123
        rows = [line.split() for line in table]
    return [row[4] for row in rows if "rw" in row[5].split(",") and not row[4].startswith("/dev/")]


def opened(port: int) -> socket.socket:
    """A socket that listens on a port of all addresses here, which behind a wall are those of loopback."""
    both = socket.has_dualstack_ipv6()
    family = socket.AF_INET6 if both else socket.AF_INET
    found = socket.create_server(("", port), family=family, backlog=64, dualstack_ipv6=both)
    found.set_inheritable(False)
    return found


def become(order: dict[str, Any]) -> NoReturn:
    """Becomes the sample."""
    folder = order["folder"]
    os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    os.chdir(folder)
    for name, text in order["files"].items():
        os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)  # noqa: PTH103, PTH118, PTH120
        with open(name, "wb") as file:  # noqa: PTH123
            file.write(text.encode("utf-8", "surrogatepass"))
    for name, target in order["links"].items():
        os.symlink(target, name)  # noqa: PTH211
    import resource  # noqa: PLC0415 (the tests look at this module on systems, too, that have none)

    for name, most in order["limits"].items():
        kind = getattr(resource, f"RLIMIT_{name}")
        hard = resource.getrlimit(kind)[1]
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (limit, limit))
    if order["checks"] is not None:
        ctypes.CDLL(None).prctl(_PR_CAP_AMBIENT, _CLEAR_ALL, 0, 0, 0)
    for number in (signal.SIGPIPE, signal.SIGXFSZ):  # which Python ignores
        signal.signal(number, signal.SIG_DFL)
    command = order["command"]
    try:
        os.execvpe(command[0], command, order["environment"])  # noqa: S606
    except OSError as error:
        print(f"{command[0]}: {error.strerror}", file=sys.stderr)
        os._exit(127)


if __name__ == "__main__":
    main(int(sys.argv[1]))
