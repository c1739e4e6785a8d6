"""Runs HTTPie for those that connect to the socket whose path is the argument, each time in a process of its own that has all
imported that HTTPie wants.

Each of them hands on, as `relay_httpie.py` does, its standard streams, and in a JSON object the `arguments`, the folder `cwd`
and the `environment`; it gets the exit status, a byte. HTTPie is killed when the connection ends before it. It is in another
session, so that it asks for a password on the standard streams. All ends with standard input.
"""

import gc
import importlib
import json
import os
import signal
import sys
import traceback
from select import select
from socket import AF_UNIX, MSG_WAITALL, recv_fds, socket
from typing import Any


def main() -> None:
    importlib.import_module("httpie.core")
    for name in [name for name in sys.modules if name.partition(".")[0] == "httpie"]:
        del sys.modules[name]  # its own look at the environment and the terminal when they are imported
    gc.freeze()
    with socket(AF_UNIX) as listening:
        listening.bind(sys.argv[1])
        listening.listen()
        print(flush=True)
        while sys.stdin not in select([listening, sys.stdin], [], [])[0]:
            connection, _ = listening.accept()
            with connection:
                if os.fork() == 0:
                    os._exit(_keep(connection))
            _reap()


def _reap() -> None:
    """Those that have ended until now."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return


def _keep(connection: socket) -> int:
    """Has HTTPie run as long as there is someone who waits for it."""
    size, streams, _, _ = recv_fds(connection, 4, 3)
    length = int.from_bytes(size, "big")
    job = json.loads(connection.recv(length, MSG_WAITALL))
    ended, held = os.pipe()  # held by HTTPie alone
    child = os.fork()
    if child == 0:
        os._exit(_run(job, streams))
    for one in (held, *streams):
        os.close(one)
    if ended not in select([ended, connection.fileno()], [], [])[0]:
        os.kill(child, signal.SIGKILL)
        return 1
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    connection.sendall(bytes([status if status >= 0 else 128 - status]))
    return 0


def _run(job: dict[str, Any], streams: list[int]) -> int:
    os.chdir(job["cwd"])
    os.environ.clear()
    os.environ.update(job["environment"])
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    sys.stdin = _opened("stdin", 0, "r", "surrogateescape")
    sys.stdout = _opened("stdout", 1, "w", "surrogateescape")
    sys.stderr = _opened("stderr", 2, "w", "backslashreplace", 1)
    sys.argv = job["arguments"]
    try:
        return int(importlib.import_module("httpie.__main__").main())
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else bool(end.code)
    except BaseException:  # noqa: BLE001 - what is raised, Python prints at the end
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def _opened(name: str, number: int, mode: str, errors: str, buffering: int = -1) -> Any:
    """A standard stream as Python opens it in its UTF-8 mode, and calls it."""
    stream: Any = open(number, mode, buffering, "utf-8", errors, closefd=False)  # noqa: SIM115
    stream.buffer.raw.name = f"<{name}>"
    return stream


if __name__ == "__main__":
    main()
