"""How HTTPie runs: by bash, with the package that is installed for the tests, in a process that has all of it imported."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from trials import shell
from trials.own import TOKEN, URL
from trials.running import Batch, Ended, Job, run_batch_command, run_recipe
from unisono.languages.shell.httpie.running import CONFIGURATION, TRUSTING

PROGRAMS = shell.PROGRAMS
DISTRIBUTIONS = ("httpie",)
# HTTPie loads all authorities of the system for each request, before it takes the one that it is told of.
ENVIRONMENT = TRUSTING | {"SSL_CERT_FILE": "{certificate}"}
_FOLDER = Path(__file__).parents[1]
COMMANDS = {name: f"exec {{python}} -I -S '{_FOLDER / 'relay_httpie.py'}' {name} \"$@\"" for name in ("http", "https")}

# What a shell makes of HTTPie's command lines is handed to HTTPie itself, which takes long to start, in one process.
_HANDED_ON = 'http() {{ printf "%s\\0" "$#" "$@" >> {words}; }}; https() {{ printf "%s\\0" "$#" "$@" >> {words}; }}\n'
_MANY = """
import io, sys
from httpie.context import Environment
from httpie.core import main
words = open(sys.argv[1], "rb").read().decode().split("\\0")[:-1]
while words:
    count = int(words[0])
    output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    main(["http", *words[1 : count + 1]], env=Environment(stdin=None, stdin_isatty=True, stdout=output, stdout_isatty=False))
    words = words[count + 1 :]
"""


called = shell.called


def needs(_code: str) -> list[str]:
    return [*PROGRAMS, *DISTRIBUTIONS]


def run(job: Job) -> Ended:
    return run_recipe("httpie", replace(job, environment={**job.environment, "UNISONO_HTTPIE": _started(job.environment)}))


_processes: list[tuple[Mapping[str, str], str, subprocess.Popen[str]]] = []
"""Those that wait for command lines, each with its environment and its socket, whose path must be short."""


def _started(environment: Mapping[str, str]) -> str:
    for own, path, _ in _processes:
        if own == environment:
            return path
    path = f"{tempfile.mkdtemp()}/socket"
    command, pipe = [sys.executable, str(_FOLDER / "run_httpie.py"), path], subprocess.PIPE
    process = subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True, start_new_session=True)
    assert process.stdout
    assert process.stdout.readline() == "\n"
    _processes.append((environment, path, process))
    return path


def close() -> None:
    for _, path, process in _processes:
        process.communicate()  # it ends when there is nothing more to read
        shutil.rmtree(Path(path).parent)
    _processes.clear()


def run_batch(batch: Batch) -> str:
    batch.written("config.json", CONFIGURATION)
    own = replace(batch, environment={**batch.environment, "HTTPIE_CONFIG_DIR": str(batch.inputs)})
    words = batch.written("words", "")
    said = shell.run_batch(own, _HANDED_ON.format(words=words))
    return said + run_batch_command([sys.executable, batch.written("run_httpie.py", _MANY), words], own)


PLACES = {
    "bare": f"http {URL} X-Api-Key:{TOKEN}",
    "'": f"http GET '{URL}' 'X-Api-Key:{TOKEN}'",
    '"': f'http GET "{URL}" "Authorization: Bearer {TOKEN}"',
    "$'": f"http GET $'{URL}' $'X-Api-Key:{TOKEN}'",
    "value": f"http {URL} X-Api-Key:'{TOKEN}'",
    '"$': f"TOKEN='{TOKEN}'\nhttp {URL} X-Api-Key:\"$TOKEN\"",
    "option": f"http -A bearer -a {TOKEN} {URL}",
    "option=": f"http --auth-type=bearer --auth='{TOKEN}' {URL}",
}
