"""Runs commands as whole processes, and tells what they took."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

UNISONO = (sys.executable, "-m", "unisono")
MKDOCS = (sys.executable, "-m", "mkdocs")


class UnfitError(Exception):
    """A run that did not do what it was to be measured for."""


@dataclass(frozen=True)
class Spent:
    """What a process and its children took. `peak` is the largest resident size, in MB, that any one of them had."""

    seconds: float
    cpu: float
    peak: float
    output: bytes


def environment(cache: Path | None = None) -> dict[str, str]:
    """The environment of a run. Caches go where they are told, so that a run can start without one. Python keeps the modules
    that it has compiled, as it does for whoever installs a package."""
    dropped = ("UNISONO_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return kept | {"NO_MKDOCS_2_WARNING": "1"} | ({"UNISONO_CACHE_DIR": str(cache)} if cache else {})


def run(command: Sequence[str], folder: Path, env: Mapping[str, str], allowed: Sequence[int] = (0,)) -> Spent:
    """Wait for a command; an exit status that is not allowed is an `UnfitError`."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=output, stderr=subprocess.STDOUT)  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read()
    if process.returncode not in allowed:
        raise UnfitError(f"{' '.join(command[1:])}: exit status {process.returncode}: {said[-2000:].decode(errors='replace')}")
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Spent(seconds, usage.ru_utime + usage.ru_stime, kilobytes / 1024, said)
