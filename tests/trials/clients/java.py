"""How Java samples run: compiled and run in one machine of Java's, whose proxy for all hosts is the recorder."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from trials.own import BASE, TOKEN, URL
from trials.running import Batch, Ended, Job, run_batch_command, run_command
from unisono.languages.java.running import called, with_calls
from unisono.languages.reading import Reading

__all__ = ["called"]

PROGRAMS = ("java", "javac")
_RUNNER = Path(__file__).parents[1] / "shim" / "Samples.java"
ENVIRONMENT = {"UNISONO_CERTIFICATE": "{certificate}"}
_PROGRAM = """import java.net.URI;
import java.net.http.*;

public class Main {{
  public static void main(String[] args) throws Exception {{
{0}
    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }}
}}
"""
PLACES = {
    "plain": _PROGRAM.format(
        f"""    HttpRequest request = HttpRequest.newBuilder()
        .uri(URI.create("{URL}"))
        .header("Authorization", "Bearer {TOKEN}")
        .build();"""
    ),
    "names": _PROGRAM.format(
        f"""    final String base = "{BASE}";
    String token = "{TOKEN}", id = "1";
    HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/a/" + id + "/")).header("X-Api-Key", token).build();"""
    ),
    "templates": _PROGRAM.format(
        f"""    String url = String.format("{BASE}/a/%s/", "1");
    String bearer = "Bearer %s".formatted(System.getenv("TOKEN"));
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).header("Authorization", bearer).build();"""
    ),
}

DEVIATIONS = {"answer-of-a-library.java": "the library for JSON is no part of Java"}
_GOES_ON = re.compile(r"\bsendAsync\((?![\s\S]*\.join\()")
"""A request that nothing waits for, which is sent as long as its machine runs."""

_FOLDER = tempfile.TemporaryDirectory()
_machines: dict[str, subprocess.Popen[str]] = {}
"""Those that wait for samples, by the port of the recorder."""


def needs(_code: str) -> list[str]:
    return [*PROGRAMS]


def completed(code: str, reading: Reading) -> str:
    """The sample with the imports and the class around it that it lacks."""
    lines = code.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip() and not line.startswith(("import ", "//"))), 0)
    imports = [*lines[:start], *(lacking.line for lacking in reading.missing if lacking.line)]
    body = "\n".join(lines[start:])
    if any(lacking.advice for lacking in reading.missing) and reading.meant.uncalled:
        body = f"public class Main {{\n{body}\n}}"
    elif any(lacking.advice for lacking in reading.missing):
        body = f"public class Main {{\npublic static void main(String[] args) throws Exception {{\n{body}\n}}\n}}"
    return "\n".join([*imports, body])


def run(job: Job) -> Ended:
    """In the machine that waits for samples; in one of its own where the sample has files, as a machine stays in its folder,
    and where it matters that the machine ends."""
    has_files = any(job.cwd.iterdir())
    folder = _written(with_calls(job.code), job.own)
    if has_files or _GOES_ON.search(job.code):
        listed = folder / "list"
        listed.write_text(f"{folder}\n", encoding="utf-8")
        return run_command(_command(job.environment, str(listed)), job)
    port = job.environment["UNISONO_WIRE_PORT"]
    machine = _machines.get(port)
    if machine is None or machine.poll() is not None:
        pipe = subprocess.PIPE
        machine = _machines[port] = subprocess.Popen(
            _command(job.environment), stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True, env=dict(job.environment)
        )
    if machine.stdin is None or machine.stdout is None:
        raise AssertionError(machine)
    machine.stdin.write(f"{folder}\n")
    machine.stdin.flush()
    status, _, errors = machine.stdout.readline().partition(" ")
    return Ended(int(status or 1), base64.b64decode(errors).decode("utf-8", "replace"))


def run_batch(batch: Batch) -> str:
    folders = [_written(code, None) for code in batch.codes]
    listed = batch.written("samples", "".join(f"{folder}\n" for folder in folders))
    return run_batch_command(_command(batch.environment, listed), batch)


def close() -> None:
    for machine in _machines.values():
        machine.communicate()  # it ends when there is nothing more to read
    _machines.clear()


def _written(code: str, variables: Mapping[str, str] | None) -> Path:
    """The folder of a sample."""
    folder = Path(tempfile.mkdtemp(dir=_FOLDER.name))
    (folder / "sample.java").write_text(code, encoding="utf-8", newline="")
    if variables is not None:
        text = "".join(f"{name}\0{value}\0" for name, value in variables.items())
        (folder / "variables").write_text(text, encoding="utf-8", newline="")
    return folder


def _command(environment: Mapping[str, str], *more: str) -> Sequence[str]:
    port = environment["UNISONO_WIRE_PORT"]
    proxies = [f"-D{scheme}.proxy{part}" for scheme in ("http", "https") for part in ("Host=127.0.0.1", f"Port={port}")]
    # This machine's own names are sent there as well, and what runs a few times need not be compiled well.
    options = [*proxies, "-Dhttp.nonProxyHosts=", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8"]
    opened = [f"--add-opens=java.base/java.{name}=ALL-UNNAMED" for name in ("util", "lang")]
    java = shutil.which("java") or "java"
    return [java, *options, *opened, str(_RUNNER), environment["UNISONO_CERTIFICATE"], *more]
