"""Runs Python samples, each in a process of its own that has the clients already imported.

Reads one job per line from standard input, a JSON object: the `script`, the folder `cwd` to run it in, its environment
variables `env`, the `terminal` that is its standard input, the file `errors` for its standard error, and the `seconds` it may
take. Writes the exit status of each as a line; -9 when it took longer.
"""

import json
import os
import signal
import sys
import time
import traceback
import types
from pathlib import Path
from typing import Any

import httpx  # noqa: F401 - imported here once, not in every sample
import requests
import requests.adapters


def main() -> None:
    for line in sys.stdin:
        job = json.loads(line)
        child = os.fork()
        if child == 0:
            os._exit(_run(job))
        print(_wait(child, job["seconds"]), flush=True)


def _wait(child: int, seconds: float) -> int:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _run(job: dict[str, Any]) -> int:
    os.chdir(job["cwd"])
    os.environ.update(job["env"])
    # A session's `send` does not look at REQUESTS_CA_BUNDLE.
    requests.adapters.DEFAULT_CA_BUNDLE_PATH = os.environ["REQUESTS_CA_BUNDLE"]
    os.dup2(os.open(job["terminal"], os.O_RDWR | os.O_NOCTTY), 0)
    errors = os.open(job["errors"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(errors, 1)
    os.dup2(errors, 2)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - the old one has read ahead
    try:
        _run_script(Path(job["script"]))
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else bool(end.code)
    except BaseException:  # noqa: BLE001 - what a sample raises, Python prints at the end
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def _run_script(script: Path) -> None:
    """As `python script` does."""
    sys.argv = [str(script)]
    sys.path[0] = str(script.parent)
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    names = vars(module)
    exec(compile(script.read_text(encoding="utf-8"), str(script), "exec", dont_inherit=True), names)


if __name__ == "__main__":
    main()
