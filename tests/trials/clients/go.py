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
from unisono.languages.reading import Uncalled

_REDIRECT = Path(__file__).parents[1] / "shim" / "redirect.go"
_MODULE = "module samples\n\ngo 1.19\n"
_OFFLINE = {"GOPROXY": "off", "GOFLAGS": "-mod=mod", "GOTOOLCHAIN": "local", "GOTELEMETRY": "off"}
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


_CALLS = "\n// the calls\n"
_CALLED = """package main

import (
	"context"
	"reflect"
)

func givenFor(of reflect.Type) reflect.Value {
	value := reflect.New(of).Elem()
	switch of.Kind() {
	case reflect.String:
		value.SetString("a")
	case reflect.Int, reflect.Int64:
		value.SetInt(7)
	case reflect.Interface:
		if background := reflect.ValueOf(context.Background()); background.Type().Implements(of) && of.NumMethod() > 0 {
			value.Set(background)
		}
	case reflect.Struct:
		for i := 0; i < of.NumField(); i++ {
			if value.Field(i).CanSet() {
				value.Field(i).Set(givenFor(of.Field(i).Type))
			}
		}
	}
	return value
}

func callWith(function any, first ...reflect.Value) []reflect.Value {
	called := reflect.ValueOf(function)
	count := called.Type().NumIn()
	if called.Type().IsVariadic() {
		count--
	}
	for i := len(first); i < count; i++ {
		first = append(first, givenFor(called.Type().In(i)))
	}
	return called.Call(first)
}
"""


def called(functions: Sequence[Uncalled], code: str) -> str:
    """A file, the last one, that calls functions before `main` runs: methods of what `New…` gives, of a variable, or of a value
    whose members are set."""
    calls = []
    for function in functions:
        of, _, name = function.name.rpartition(".")
        maker = f"New{of}" if re.search(rf"(?m)^func New{of}\(", code) else ""
        variable = re.search(rf"(?m)^var (\w+) = {of}\{{", code)
        pointer = "*" if re.search(rf"(?m)^func \(\w+ \*{of}\) {name}\(", code) else ""
        first = f", callWith({maker})[0]" if maker else f", reflect.ValueOf(&{variable[1]})" if variable else ""
        calls.append(f"\tcallWith(({pointer}{of}).{name}{first})\n" if of else f"\tcallWith({name})\n")
    main = "" if re.search(r"(?m)^func main\(", code) else "\nfunc main() {}\n"
    return f"{_CALLS}{_CALLED}\nfunc init() {{\n{''.join(calls)}}}\n{main}"


def run(job: Job) -> Ended:
    code, _, calls = job.code.partition(_CALLS)
    files = [("uncalled.go", calls)] if calls else []
    built = _built(job.cwd / "built", [("main.go", _whole(code)), *files])
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
    for name, text in [*files, ("go.mod", _MODULE), ("redirect.go", _REDIRECT.read_text(encoding="utf-8"))]:
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    command = [shutil.which("go") or "go", "build", "-ldflags=-s -w", "-o", "program", "."]
    environment = {**os.environ, **_OFFLINE, "GOCACHE": _said("env", "GOCACHE") or ""}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return folder / "program" if done.returncode == 0 else Ended(done.returncode, done.stderr)


_IMPORTS = re.compile(r"\A((?:import [^\n]*\n)+)(package [^\n]*\n)")
_HEAD = re.compile(r"package main\n(?:import [^\n(]*\n)*")
_DECLARED = re.compile(r"(?m)^(\w+)(?:, (\w+))? :=")


def _whole(code: str) -> str:
    """A sample; statements without a function around them as `main`, which uses what they declare."""
    code = _IMPORTS.sub(r"\2\1", code)  # what was missing stands above all of it
    head = _HEAD.match(code)
    rest = code[head.end() :] if head else ""
    if head is None or re.search(r"(?m)^(?:func|import|type|var|const)\b", rest):
        return code
    names = {name for found in _DECLARED.findall(rest) for name in found if name not in {"", "_"}}
    uses = "".join(f"\t_ = {name}\n" for name in sorted(names))
    return f"{head[0]}\nfunc main() {{\n{rest}\n{uses}}}\n"


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
