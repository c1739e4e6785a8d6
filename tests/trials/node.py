"""How Node.js runs a sample, and many of them."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from trials.running import Batch, Ended, Job, run_batch_command, run_recipe
from unisono.languages.javascript.running import TRUSTING, called, is_module

__all__ = ["called"]

PROGRAMS = ("node",)
MODULES = ("axios", "follow-redirects", "form-data", "node-fetch", "node-fetch-3", "qs", "undici")
ENVIRONMENT = TRUSTING

_IMPORTED = {"node-fetch": "node-fetch-3"}
"""The folder of a package that is not what a module gets of the name that it imports."""
_NAMED = re.compile(r"(?:require\(|from )['\"]([\w-]+)")

_MANY = """
const AsyncFunction = (async () => 0).constructor;
const { createRequire } = require("module");
const { subscribe } = require("diagnostics_channel");
let ended = () => 0;
subscribe("http.client.response.finish", () => ended());
console.log = () => 0;
(async () => {
  for (const { code, file, events } of JSON.parse(require("fs").readFileSync(process.argv[2], "utf8"))) {
    const end = events ? new Promise((resolve) => { ended = resolve; }) : null;
    try {
      if (file) await import(file);
      else await new AsyncFunction("require", code)(createRequire(process.cwd() + "/sample.js")).then(() => end);
    } catch (error) {
      console.error(error);
    }
  }
})();
"""


def node_modules() -> Path | None:
    """The folder of npm packages named by the environment variable UNISONO_NODE_MODULES."""
    named = os.environ.get("UNISONO_NODE_MODULES")
    return Path(named).resolve() if named else None


def needs(code: str) -> list[str]:
    named = {name for name in _NAMED.findall(code) if name in MODULES}
    return [*PROGRAMS, *sorted(_IMPORTED.get(name, name) if is_module(code) else name for name in named)]


def run(job: Job) -> Ended:
    if is_module(job.code):
        _link_imported(job.cwd)
    return run_recipe("fetch", job)


def _link_imported(cwd: Path) -> None:
    for name, package in _IMPORTED.items():
        if (modules := node_modules()) and (modules / package).exists():
            (cwd / "node_modules").mkdir(exist_ok=True)
            (cwd / "node_modules" / name).symlink_to(modules / package)


def run_batch(batch: Batch, *, events: bool = True) -> str:
    """`events`: the end of a sample is that of its request, and not of what it awaits."""
    jobs = [{"code": code, "file": _file(batch, number, code), "events": events} for number, code in enumerate(batch.codes)]
    command = ["node", batch.written("run_node.cjs", _MANY), batch.written("samples.json", json.dumps(jobs))]
    return run_batch_command(command, batch)


def _file(batch: Batch, number: int, code: str) -> str | None:
    """The file of a sample that imports, which only a module can."""
    is_importing = re.search(r"^import\b", code, re.MULTILINE)
    return batch.written(f"sample{number}.mjs", code) if is_importing else None
