"""The program run by somebody without rights: as whom the tests run, or, where that is root, as nobody."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sites import ROOT

NOBODY = 65534


def _user() -> dict[str, Any]:
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}


@cache
def python() -> Sequence[str] | None:
    """The command of a Python that has this program and that somebody without rights can run; None where there is none."""
    for place in dict.fromkeys([sys.executable, *(f"/usr/bin/python3.{minor}" for minor in range(11, 20))]):
        if Path(place).is_file() and _runs(place):
            return [place]
    return None


def _runs(place: str) -> bool:
    command = [place, "-c", "import unisono.cli, trustme, tree_sitter, sys; assert sys.version_info >= (3, 11)"]
    try:
        return (
            subprocess.run(command, env=_environment({}), cwd="/", capture_output=True, check=False, **_user()).returncode == 0
        )
    except OSError:
        return False


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    """Little of this one. The packages are those of the Python of the tests, which another one of its version may have, too."""
    packages = [place for place in sys.path if place.endswith("-packages")]
    path = os.pathsep.join([str(ROOT / "plugins"), *packages])
    own = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LANG": "C.UTF-8", "PYTHONPATH": path}
    return {**own, "PYTHONDONTWRITEBYTECODE": "1", "UNISONO_CACHE_DIR": "/nonexistent", **more}


@contextmanager
def own_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that belongs to whom the program is run by: that of the test, or one that nobody can reach, too."""
    if os.geteuid() != 0:
        yield tmp_path
        return
    with TemporaryDirectory(prefix="unisono-test-") as made:
        os.chown(made, NOBODY, NOBODY)
        yield Path(made)


def run_unisono(
    arguments: Sequence[str | Path], cwd: Path, environment: Mapping[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[str]:
    """How a command ends."""
    given = {"stdin": subprocess.DEVNULL, "capture_output": True, "encoding": "utf-8", "timeout": 300}
    command = [*(python() or ()), "-m", "unisono", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, check=False, env=_environment(environment or {}), **{**given, **_user(), **options})
