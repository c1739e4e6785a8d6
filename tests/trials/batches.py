"""Many samples in one process of their client, each in a folder of the batch, one after the other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).parent

# As in a terminal, where a line's `!` is expanded before anything else of it is read.
_TERMINAL = "set -o history -o histexpand\n"
# What a shell makes of HTTPie's command lines is handed to HTTPie itself, which takes long to start, in one process.
_HANDED_ON = 'http() {{ printf "%s\\0" "$#" "$@" >> {words}; }}; https() {{ printf "%s\\0" "$#" "$@" >> {words}; }}\n'

_PYTHON = """
import contextlib, io, json, sys, traceback
import requests, httpx
for code in json.load(open(sys.argv[1], encoding="utf-8")):
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            exec(compile(code, "sample", "exec", dont_inherit=True), {"__name__": "__main__"})
        except Exception:
            traceback.print_exc()
"""
_HTTPIE = """
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
_NODE = """
const AsyncFunction = (async () => 0).constructor;
const { createRequire } = require("module");
const { subscribe } = require("diagnostics_channel");
let ended = () => 0;
subscribe("http.client.response.finish", () => ended());
console.log = () => 0;
(async () => {
  for (const { code, events } of JSON.parse(require("fs").readFileSync(process.argv[2], "utf8"))) {
    const end = events ? new Promise((resolve) => { ended = resolve; }) : null;
    try {
      await new AsyncFunction("require", code)(createRequire(process.cwd() + "/sample.js"));
      await end;
    } catch (error) {
      console.error(error);
    }
  }
})();
"""


def run_batch(
    language: str, codes: Sequence[str], folder: Path, environment: Mapping[str, str], proxy: Mapping[str, str]
) -> str:
    """What the clients and the shell say to standard error."""
    env = {**environment, "HOME": str(folder), "HTTPIE_CONFIG_DIR": str(folder.parent / "httpie")}
    inputs = folder.parent / "inputs"
    inputs.mkdir(exist_ok=True)
    (folder.parent / "httpie").mkdir(exist_ok=True)
    (folder.parent / "httpie" / "config.json").write_text('{"disable_update_warnings": true}', encoding="utf-8")
    if language in {"curl", "httpie"}:
        words, script = inputs / "words", inputs / "samples.sh"
        words.write_bytes(b"")
        head = _TERMINAL + (_HANDED_ON.format(words=words) if language == "httpie" else 'curl() { command curl -s "$@"; }\n')
        script.write_text(head + "".join(f"{code}\n" for code in codes), encoding="utf-8")
        said = _run(["bash", "--norc", str(script)], folder, {**env, **(proxy if language == "curl" else {})})
        if language == "curl":
            return said
        return said + _run([sys.executable, _written(inputs / "run_httpie.py", _HTTPIE), str(words)], folder, env)
    if language == "python_requests":
        jobs, command = json.dumps(codes), [sys.executable, _written(inputs / "run_python.py", _PYTHON)]
    else:
        jobs = json.dumps([{"code": code, "events": language != "fetch"} for code in codes])
        command = ["node", _written(inputs / "run_node.cjs", _NODE)]
    return _run([*command, _written(inputs / "samples.json", jobs)], folder, env)


def _written(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def _run(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> str:
    given = {**env, "PATH": f"{env['PATH']}:{os.defpath}"} if command[0] != "bash" else env
    done = subprocess.run(  # noqa: PLW1510 - a batch goes on after a sample that fails
        command, cwd=folder, env=given, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=570
    )
    return done.stderr.decode("utf-8", "replace")
