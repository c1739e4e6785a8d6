"""How Go samples run: compiled, those of a batch as one program, and sent to the recorder as to a proxy."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from trials.own import BASE, TOKEN, URL
from trials.running import Batch, Ended, Job, run_batch_command, run_command
from unisono.languages.go.running import MODULE, OFFLINE, called, files_of

__all__ = ["called"]

_REDIRECT = Path(__file__).parents[1] / "shim" / "redirect.go"
ENVIRONMENT = {
    "http_proxy": "http://127.0.0.1:{port}",
    "SSL_CERT_FILE": "{certificate}",
}


@cache
def _said(*arguments: str) -> str | None:
    """What the command says to these arguments; None where it is not there."""
    found = shutil.which("go")
    if found is None:
        return None
    return subprocess.run([found, *arguments], capture_output=True, text=True, check=True).stdout.strip()


def _version() -> str | None:
    found = re.search(r"\d+(\.\d+)+", _said("version") or "")
    return found[0] if found else None


LIBRARIES = {"go": _version}


def needs(_code: str) -> list[str]:
    return [*LIBRARIES]


def run(job: Job) -> Ended:
    built = _built(job.cwd / "built", [*files_of(job.code).items()])
    return built if isinstance(built, Ended) else run_command([str(built)], job)


def run_batch(batch: Batch) -> str:
    numbered = [(f"sample{number}", code) for number, code in enumerate(batch.codes)]
    calls = "".join(f"\t{name}()\n" for name, _ in numbered)
    files = [(f"{name}.go", code.replace("func main() {", f"func {name}() {{")) for name, code in numbered]
    built = _built(batch.inputs / "built", [*files, ("main.go", f"package main\n\nfunc main() {{\n{calls}}}\n")])
    return built.errors if isinstance(built, Ended) else run_batch_command([str(built)], batch)


def _built(folder: Path, files: Sequence[tuple[str, str]]) -> Path | Ended:
    """The program that files are, or how compiling it ended."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, text in [*files, ("go.mod", MODULE), ("redirect.go", _REDIRECT.read_text(encoding="utf-8"))]:
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    command = [shutil.which("go") or "go", "build", "-ldflags=-s -w", "-o", "program", "."]
    environment = {**os.environ, **OFFLINE, "GOCACHE": _said("env", "GOCACHE") or ""}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return folder / "program" if done.returncode == 0 else Ended(done.returncode, done.stderr)


_PROGRAM = """package main

import (
	"fmt"
	"net/http"
	"os"
)

func main() {{
	{}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {{
		panic(err)
	}}
	defer resp.Body.Close()
	fmt.Println(resp.Status, os.Getenv("TOKEN"))
}}"""


def _program(*lines: str) -> str:
    return _PROGRAM.format("\n\t".join(lines))


_MADE = 'req, _ := http.NewRequest("GET", {}, nil)'
PLACES = {
    '"': _program(_MADE.format(f'"{URL}"'), f'req.Header.Set("Authorization", "Bearer {TOKEN}")'),
    "`": _program(_MADE.format(f"`{URL}`"), f"req.Header.Add(`X-Api-Key`, `{TOKEN}`)"),
    "names": _program(
        f'base, token := "{BASE}", "{TOKEN}"',
        _MADE.format('base+"/a/1/"'),
        'req.Header.Set("Authorization", "Bearer "+token)',
    ),
    "Sprintf": _program(
        f'url := fmt.Sprintf("{BASE}/%s/%v/", "a", "1")',
        _MADE.format("url"),
        f'req.Header.Set("X-Api-Key", fmt.Sprint("{TOKEN}"))',
    ),
    "Getenv": _program(_MADE.format(f'"{URL}"'), 'req.Header.Set("Authorization", "Bearer "+os.Getenv("TOKEN"))'),
}
