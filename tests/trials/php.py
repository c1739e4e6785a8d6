"""How PHP runs a sample, and many of them: told of the recorder by an environment variable of libcurl's, and by settings."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from trials.running import Batch, Ended, Job, run_batch_command, run_command
from unisono.languages.reading import Uncalled

PROGRAMS = ("php",)
ENVIRONMENT = {"ALL_PROXY": "socks5h://127.0.0.1:{port}", "UNISONO_CERTIFICATE": "{certificate}"}

_DEBIAN = Path("/usr/share/php")
"""Where Debian's packages of libraries are; those of Guzzle load one another from there."""
_MANY = """<?php
foreach (json_decode(file_get_contents($argv[1])) as $code) {
    file_put_contents(__DIR__ . "/sample.php", $code);
    ob_start();
    try {
        (function () { require __DIR__ . "/sample.php"; })();
    } catch (Throwable $error) {
        fwrite(STDERR, $error);
    }
    ob_end_clean();
}
"""


_CALLED = """
(function () {
    $value = fn ($one) => match ((string) $one->getType()) { 'int', 'float' => 7, 'array' => ['a' => 'b'], default => 'a' };
    $values = fn ($of) => array_map($value, array_filter($of->getParameters(), fn ($one) => !$one->isOptional()));
    $own = __NAMESPACE__ === '' ? '' : __NAMESPACE__ . '\\\\';
    foreach (%s as $name) {
        [$class, $method] = str_contains($name, '.') ? explode('.', $name) : ['', $name];
        if ($class === '') {
            $function = new \\ReflectionFunction($name[0] === '$' ? $GLOBALS[substr($name, 1)] : $own . $name);
            $function->invokeArgs($values($function));
            continue;
        }
        $of = new \\ReflectionClass($own . $class);
        $made = array_filter($GLOBALS, fn ($one) => is_object($one) && $of->isInstance($one));
        $first = $of->getConstructor() ? $values($of->getConstructor()) : [];
        $called = $of->getMethod($method);
        $called->invokeArgs($called->isStatic() ? null : ($made ? end($made) : $of->newInstanceArgs($first)), $values($called));
    }
})();
"""
"""Calls functions and methods by their names, with values of their types for parameters that have none."""


def called(functions: Sequence[Uncalled], _code: str) -> str:
    """What calls functions one after the other."""
    return _CALLED % json.dumps([one.name for one in functions]).replace('"', "'")


def extension() -> str | None:
    """The version of PHP's extension curl."""
    if shutil.which("php") is None:
        return None
    said = subprocess.run(["php", "--ri", "curl"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"cURL Information => (\S+)", said)
    return found[1] if found else None


def guzzle() -> str | None:
    """The version of Guzzle, if Debian's package is there."""
    client = _DEBIAN / "GuzzleHttp" / "ClientInterface.php"
    found = re.search(r"MAJOR_VERSION = (\d+)", client.read_text(encoding="utf-8")) if client.is_file() else None
    return found[1] if found else None


def run(job: Job) -> Ended:
    script = job.cwd / "sample.php"
    is_tagged = job.code.lstrip().startswith("<?")  # pages often leave it out
    script.write_bytes((job.code if is_tagged else f"<?php\n{job.code}").encode())
    (job.cwd / "vendor").mkdir()
    (job.cwd / "vendor" / "autoload.php").write_text(_autoload(), encoding="utf-8")
    return run_command(["php", *_settings(job.environment), str(script)], job)


def run_batch(batch: Batch) -> str:
    script, codes = batch.written("run.php", _MANY), batch.written("samples.json", json.dumps(batch.codes))
    folder = Path(script).parent
    (folder / "vendor").mkdir(exist_ok=True)
    (folder / "vendor" / "autoload.php").write_text(_autoload(), encoding="utf-8")
    return run_batch_command(
        ["php", *_settings(batch.environment), "-d", f"include_path={folder}:{_DEBIAN}:.", script, codes], batch
    )


def _autoload() -> str:
    """The file that Composer would have made."""
    return f"<?php require_once '{_DEBIAN}/GuzzleHttp/autoload.php';\n"


def _settings(environment: Mapping[str, str]) -> list[str]:
    settings = {"curl.cainfo": environment["UNISONO_CERTIFICATE"], "variables_order": "EGPCS", "error_log": "/dev/stderr"}
    return [word for name, value in settings.items() for word in ("-d", f"{name}={value}")]
