"""The real clients: which are there, and running a sample with one, cut off from everything but the recorder.

curl is sent to the recorder by a SOCKS proxy (the one setting that holds for every transfer of a command, `--next` or not, and
that does not change a request), Python and Node.js by what is in `shim/`. A sample's commands are looked up in a folder that
holds the few they need, so that none of them can reach out.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest

from trials.recorder import KNOWN_NAMES, Recorder

HERE = Path(__file__).parent
PACKAGES = ("axios", "follow-redirects", "form-data", "node-fetch", "node-fetch-3", "qs", "undici")
IMPORTED = {"node-fetch": "node-fetch-3"}
"""The folder of a package that is not what a module gets of the name that it imports."""
COMMANDS = ("base64", "cat", "cut", "date", "head", "jq", "mkdir", "rm", "sleep", "tr", "xargs")
_NAMED = re.compile(r"(?:require\(|from )['\"]([\w-]+)")
WRAPPERS = {
    "python3": 'exec {python} "$@"',
    "http": 'exec {python} -c \'import sys; sys.argv[0] = "http"; from httpie.__main__ import main; sys.exit(main())\' "$@"',
    "https": 'exec {python} -c \'import sys; sys.argv[0] = "https"; from httpie.__main__ import main; sys.exit(main())\' "$@"',
}


@cache
def versions() -> Mapping[str, str]:
    """The version of every client that is here."""
    found = {}
    for command in ("bash", "curl", "node"):
        if path := shutil.which(command):
            shown = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
            if version := re.search(r"\d+(\.\d+)+", shown):
                found[command] = version[0]
    for package in ("httpie", "requests", "httpx"):
        try:
            found[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
    for package in PACKAGES:
        if (modules := node_modules()) and (manifest := modules / package / "package.json").is_file():
            found[package] = json.loads(manifest.read_text(encoding="utf-8"))["version"]
    return found


def node_modules() -> Path | None:
    """The folder of npm packages named by the environment variable UNISONO_NODE_MODULES."""
    named = os.environ.get("UNISONO_NODE_MODULES")
    return Path(named).resolve() if named else None


def skip(reason: str) -> NoReturn:
    """Skips a test for want of a client; where `CI=true`, npm packages have to be there, and their lack is a failure."""
    if os.environ.get("CI") == "true" and "UNISONO_NODE_MODULES" in reason:
        pytest.fail(f"{reason} (CI=true)")
    pytest.skip(reason)


def missing(language: str, code: str) -> str | None:
    """Why a sample cannot be run here; None if it can."""
    if not hasattr(os, "openpty"):
        return "this system has no pseudo-terminals"
    needed = {"curl": ["bash", "curl"], "httpie": ["bash", "httpie"], "python_requests": ["requests", "httpx"]}.get(language)
    if needed is None:
        named = {name for name in _NAMED.findall(code) if name in PACKAGES}
        needed = ["node", *sorted(IMPORTED.get(name, name) if _is_module(code) else name for name in named)]
    lacking = [name for name in needed if name not in versions()]
    if not lacking:
        return None
    hint = "; UNISONO_NODE_MODULES names no folder that holds it" if lacking[0] in PACKAGES else ""
    return f"{' and '.join(lacking)} not installed{hint}"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: its exit status (negative: killed, by that signal), and what it wrote to standard error."""

    status: int
    errors: str


class Clients:
    """Runs samples with the real clients. `folder` is a folder of its own for what they need."""

    def __init__(self, folder: Path, recorder: Recorder) -> None:
        self.folder = folder
        certificate = folder / "authority.pem"
        recorder.write_certificate(certificate)
        commands = folder / "bin"
        commands.mkdir()
        for name in (*COMMANDS, "bash", "curl", "node"):
            if path := shutil.which(name):
                (commands / name).symlink_to(path)
        for name, line in WRAPPERS.items():
            (commands / name).write_text(f"#!/bin/sh\n{line.format(python=sys.executable)}\n", encoding="utf-8")
            (commands / name).chmod(0o755)
        if modules := node_modules():
            (folder / "node_modules").symlink_to(modules)
        # What runs in the background would die with bash, whose terminal it is.
        (folder / "at-exit.sh").write_text("trap wait EXIT\n", encoding="utf-8")
        trusted = ("CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS")
        self.environment = {name: str(certificate) for name in trusted} | {
            "PATH": str(commands),
            "BASH_ENV": str(folder / "at-exit.sh"),
            "LANG": "C.UTF-8",
            "PYTHONUTF8": "1",
            "PYTHONPATH": str(HERE / "shim"),
            "NODE_OPTIONS": f"--require {HERE / 'shim' / 'redirect.cjs'}",
            "UNISONO_WIRE_PORT": str(recorder.port),
            "UNISONO_WIRE_NAMES": KNOWN_NAMES,
        }
        self.proxy = {"ALL_PROXY": f"socks5h://127.0.0.1:{recorder.port}"}
        self._python: subprocess.Popen[str] | None = None

    def close(self) -> None:
        if self._python and self._python.stdin and self._python.stdout:
            self._python.stdin.close()
            self._python.wait()
            self._python.stdout.close()

    def run(self, language: str, code: str, cwd: Path, variables: Mapping[str, str], typed: str, seconds: float) -> Ended:
        """Runs a sample in `cwd`, at a terminal on which `typed` is typed, for at most that many seconds."""
        env = {"HOME": str(cwd), "HTTPIE_CONFIG_DIR": str(cwd / ".httpie"), **variables}
        with _terminal(typed) as terminal:
            if language == "python_requests":
                return self._run_python(code, cwd, env, os.ttyname(terminal), seconds)
            env |= self.environment
            if language == "curl":
                env |= self.proxy
            if language in ("curl", "httpie"):
                command, script = "bash", cwd / "sample.sh"
            else:
                command, script = "node", cwd / f"sample.{'mjs' if _is_module(code) else 'js'}"
                if script.suffix == ".mjs":
                    _link_imported(cwd)
            script.write_bytes(code.encode())
            return _run([str(self.folder / "bin" / command), str(script)], cwd, env, terminal, seconds)

    def _run_python(self, code: str, cwd: Path, env: Mapping[str, str], terminal: str, seconds: float) -> Ended:
        if self._python is None:
            self._python = subprocess.Popen(
                [sys.executable, str(HERE / "run_python.py")],
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        script, errors = cwd / "sample.py", cwd / "sample.errors"
        script.write_bytes(textwrap.dedent(code).encode())  # a page may indent a whole sample
        job = {"script": str(script), "cwd": str(cwd), "env": env, "terminal": terminal, "errors": str(errors)}
        assert self._python.stdin
        assert self._python.stdout
        self._python.stdin.write(json.dumps(job | {"seconds": seconds}) + "\n")
        self._python.stdin.flush()
        return Ended(int(self._python.stdout.readline()), errors.read_text(encoding="utf-8", errors="replace"))


def _link_imported(cwd: Path) -> None:
    for name, package in IMPORTED.items():
        if (modules := node_modules()) and (modules / package).exists():
            (cwd / "node_modules").mkdir(exist_ok=True)
            (cwd / "node_modules" / name).symlink_to(modules / package)


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


def _run(command: list[str], cwd: Path, env: Mapping[str, str], terminal: int, seconds: float) -> Ended:
    # What runs in the background holds the pipes open, so the end of both is the end of all.
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=cwd, env=env, stdin=terminal, stdout=pipe, stderr=pipe, start_new_session=True
    ) as process:
        try:
            _, errors = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            _, errors = process.communicate()
    return Ended(process.returncode, errors.decode("utf-8", "replace"))


def _is_module(code: str) -> bool:
    """Whether only an ECMAScript module can have such code: `import`, `export`, or `await` outside functions."""
    return re.search(r"^(?:import|export)\b|^(?!.*\basync\b)\S.*\bawait\b|^await\b", code, re.MULTILINE) is not None
