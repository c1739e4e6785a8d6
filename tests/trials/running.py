"""What running samples has to do with whichever client: what is run, and what came of it."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path

from unisono.languages import languages
from unisono.running.sent import KNOWN_NAMES


@dataclass(frozen=True, slots=True)
class Job:
    """A sample to run in the folder `cwd`, at a terminal, for at most that many seconds. `environment` is that of all samples
    of its client, `own` what this one has besides."""

    code: str
    cwd: Path
    environment: Mapping[str, str]
    own: Mapping[str, str]
    terminal: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Batch:
    """Samples to run in one process, in the folder `cwd`, one after the other. What that takes is kept in `inputs`."""

    codes: Sequence[str]
    cwd: Path
    environment: Mapping[str, str]
    inputs: Path

    def written(self, name: str, text: str) -> str:
        """The path of a file with that text."""
        (self.inputs / name).write_text(text, encoding="utf-8")
        return str(self.inputs / name)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: its exit status (negative: killed, by that signal), and what it wrote to standard error."""

    status: int
    errors: str


def run_command(command: Sequence[str], job: Job) -> Ended:
    # What runs in the background holds the pipes open, so the end of both is the end of all.
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command,
        cwd=job.cwd,
        env={**job.environment, **job.own},
        stdin=job.terminal,
        stdout=pipe,
        stderr=pipe,
        start_new_session=True,
    ) as process:
        try:
            _, errors = process.communicate(timeout=job.seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            _, errors = process.communicate()
    return Ended(process.returncode, errors.decode("utf-8", "replace"))


def run_recipe(language: str, job: Job) -> Ended:
    """Runs a sample as `unisono run` does without a wall."""
    recipe = languages()[language].recipe(job.code)
    assert recipe
    marks = {
        "{certificate}": job.environment["UNISONO_CERTIFICATE"],
        "{port}": job.environment["UNISONO_WIRE_PORT"],
        "{names}": KNOWN_NAMES,
        "{folder}": str(job.cwd),
    }

    def filled(text: str) -> str:
        return reduce(lambda said, mark: said.replace(*mark), marks.items(), text)

    for name, text in {**recipe.files, **{name: filled(text) for name, text in recipe.settings.items()}}.items():
        (job.cwd / name).parent.mkdir(parents=True, exist_ok=True)
        (job.cwd / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    own = {name: filled(value) for name, value in {**recipe.environment, **(recipe.redirected or {})}.items()}
    command = [filled(word) for word in recipe.command]
    return run_command(command, replace(job, environment={**job.environment, **own}))


def run_batch_command(command: Sequence[str], batch: Batch) -> str:
    """What it says to standard error. A command that is a program of this machine finds others of it."""
    env = batch.environment
    given = {**env, "PATH": f"{env['PATH']}:{os.defpath}"} if command[0] != "bash" else env
    done = subprocess.run(  # noqa: PLW1510 - a batch goes on after a sample that fails
        command,
        cwd=batch.cwd,
        env=given,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        timeout=570,
    )
    return done.stderr.decode("utf-8", "replace")
