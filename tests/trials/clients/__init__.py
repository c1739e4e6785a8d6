"""The real clients: which are there, and running a sample with one, cut off from everything but the recorder.

A sample's commands are looked up in a folder that holds the few they need, so that none of them can reach out, and Python and
Node.js are sent to the recorder by what `unisono run` sends them with. How a client is run is in the module of its id, which
has

- `needs(code) -> list[str]`: those of `PROGRAMS`, of Python's `DISTRIBUTIONS`, of npm's `MODULES` and of `LIBRARIES` that a
  sample needs;
- `run(job: Job) -> Ended`, and `run_batch(batch: Batch) -> str` for many samples, which gives what is said to standard error;
- `PLACES`: samples that take the reader's own values, by kind, and in `KEPT` the names of values that they do not take, in
  `REFUSED` a pattern for the base URLs and encoded path parameters that they do not take, and in `DECODED` one for escapes in
  URLs that the client that is run here decodes;

and may have

- `LIBRARIES`: what else it needs, by name, each with a function that gives its version, or None where it is not there;
- `ENVIRONMENT`: variables in which `{certificate}` and `{port}` are the recorder's;
- `COMMANDS`: lines of shell that are commands, by name, in which `{python}` is the interpreter;
- `BEYOND`: a pattern that shows in samples that want more than what is run here has;
- `completed(code, reading) -> str`: a sample with what it does not import, where that is more than lines before it;
- `called(functions, code) -> str`: what calls the functions that a sample only defines, to stand behind its code;
- `DEVIATIONS` and `NEWER`: cases whose reading is not what a run here sends (`test_wire.py`);
- `close()`: ends what it has started.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import pytest

from trials.node import node_modules
from trials.running import Batch, Ended, Job
from unisono.languages import languages
from unisono.languages.javascript.running import REDIRECT
from unisono.languages.python.running import START
from unisono.running.recorder import Recorder
from unisono.running.sent import KNOWN_NAMES

_FOR_SAMPLES = ("base64", "cat", "cut", "date", "head", "jq", "mkdir", "rm", "sleep", "tr", "xargs", "bash", "node")
_PYTHON = {"python3": 'exec {python} "$@"'}


@cache
def trials() -> Mapping[str, ModuleType]:
    """How each client is run."""
    return {name: importlib.import_module(f"{__name__}.{name}") for name in languages()}


def _all(name: str) -> list[str]:
    """What the modules have under that name."""
    return list(dict.fromkeys(one for trial in trials().values() for one in getattr(trial, name, ())))


@cache
def versions() -> Mapping[str, str]:
    """The version of every client that is here."""
    found = {}
    for command in _all("PROGRAMS"):
        if path := shutil.which(command):
            shown = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
            if version := re.search(r"\d+(\.\d+)+", shown):
                found[command] = version[0]
    for package in _all("DISTRIBUTIONS"):
        try:
            found[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
    for package in _all("MODULES"):
        if (modules := node_modules()) and (manifest := modules / package / "package.json").is_file():
            found[package] = json.loads(manifest.read_text(encoding="utf-8"))["version"]
    for trial in trials().values():
        for library, version_of in getattr(trial, "LIBRARIES", {}).items():
            if version := version_of():
                found[library] = version
    return found


def skip(reason: str) -> NoReturn:
    """Skips a test for want of a client; where `CI=true`, npm packages have to be there, and their lack is a failure."""
    if os.environ.get("CI") == "true" and "UNISONO_NODE_MODULES" in reason:
        pytest.fail(f"{reason} (CI=true)")
    pytest.skip(reason)


def missing(language: str, code: str) -> str | None:
    """Why a sample cannot be run here; None if it can."""
    if not hasattr(os, "openpty"):
        return "this system has no pseudo-terminals"
    lacking = [name for name in trials()[language].needs(code) if name not in versions()]
    if not lacking:
        return None
    hint = "; UNISONO_NODE_MODULES names no folder that holds it" if lacking[0] in _all("MODULES") else ""
    return f"{' and '.join(lacking)} not installed{hint}"


class Clients:
    """Runs samples with the real clients. `folder` is a folder of its own for what they need."""

    def __init__(self, folder: Path, recorder: Recorder) -> None:
        self.folder = folder
        self._certificate = folder / "authority.pem"
        self._port = recorder.port
        recorder.write_certificate(self._certificate)
        commands = folder / "bin"
        commands.mkdir()
        for name in {*_FOR_SAMPLES, *_all("PROGRAMS")}:
            if path := shutil.which(name):
                (commands / name).symlink_to(path)
        for own in (_PYTHON, *(getattr(trial, "COMMANDS", {}) for trial in trials().values())):
            for name, line in own.items():
                (commands / name).write_text(f"#!/bin/sh\n{line.format(python=sys.executable)}\n", encoding="utf-8")
                (commands / name).chmod(0o755)
        if modules := node_modules():
            (folder / "node_modules").symlink_to(modules)
        start = folder / "start"
        start.mkdir()
        shutil.copyfile(START, start / START.name)
        # What runs in the background would die with bash, whose terminal it is.
        (folder / "at-exit.sh").write_text("trap wait EXIT\n", encoding="utf-8")
        self._environment = {
            "PATH": str(commands),
            "BASH_ENV": str(folder / "at-exit.sh"),
            "LANG": "C.UTF-8",
            "PYTHONUTF8": "1",
            "PYTHONPATH": str(start),
            "NODE_OPTIONS": f"--require {REDIRECT}",
            "UNISONO_CERTIFICATE": str(self._certificate),
            "UNISONO_WIRE_PORT": str(self._port),
            "UNISONO_WIRE_NAMES": KNOWN_NAMES,
        }

    def close(self) -> None:
        for trial in trials().values():
            if hasattr(trial, "close"):
                trial.close()

    def _environment_of(self, language: str) -> dict[str, str]:
        own = getattr(trials()[language], "ENVIRONMENT", {})
        return self._environment | {
            name: value.format(certificate=self._certificate, port=self._port) for name, value in own.items()
        }

    def run(self, language: str, code: str, cwd: Path, variables: Mapping[str, str], typed: str, seconds: float) -> Ended:
        """Runs a sample in `cwd`, at a terminal on which `typed` is typed, for at most that many seconds."""
        with _terminal(typed) as terminal:
            own = {"HOME": str(cwd), **variables}
            ended: Ended = trials()[language].run(Job(code, cwd, self._environment_of(language), own, terminal, seconds))
        return ended

    def run_batch(self, language: str, codes: Sequence[str], cwd: Path, variables: Mapping[str, str]) -> str:
        """What the clients and the shell say to standard error."""
        inputs = cwd.parent / "inputs"
        inputs.mkdir(exist_ok=True)
        environment = {**self._environment_of(language), **variables, "HOME": str(cwd)}
        said: str = trials()[language].run_batch(Batch(codes, cwd, environment, inputs))
        return said


@contextmanager
def _terminal(typed: str) -> Iterator[int]:
    """A person's terminal: HTTPie takes any other standard input for its content."""
    keyboard, terminal = os.openpty()
    try:
        os.write(keyboard, typed.encode())
        yield terminal
    finally:
        os.close(keyboard)
        os.close(terminal)
