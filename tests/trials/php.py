"""How PHP runs a sample, and many of them: told of the recorder by an environment variable of libcurl's, and by settings."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

from trials.running import Batch, Ended, Job, run_batch_command, run_recipe
from unisono.languages.php.curl.running import DEBIAN, REDIRECTED, settings
from unisono.languages.php.guzzle.running import autoload
from unisono.languages.php.running import called

__all__ = ["called"]

PROGRAMS = ("php",)
ENVIRONMENT = {**REDIRECTED, "UNISONO_CERTIFICATE": "{certificate}"}

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


def extension() -> str | None:
    """The version of PHP's extension curl."""
    if shutil.which("php") is None:
        return None
    said = subprocess.run(["php", "--ri", "curl"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"cURL Information => (\S+)", said)
    return found[1] if found else None


def guzzle() -> str | None:
    """The version of Guzzle, if Debian's package is there."""
    client = Path(DEBIAN) / "GuzzleHttp" / "ClientInterface.php"
    found = re.search(r"MAJOR_VERSION = (\d+)", client.read_text(encoding="utf-8")) if client.is_file() else None
    return found[1] if found else None


def run(language: str, job: Job) -> Ended:
    return run_recipe(language, job)


def run_batch(batch: Batch) -> str:
    script, codes = batch.written("run.php", _MANY), batch.written("samples.json", json.dumps(batch.codes))
    folder = Path(script).parent
    (folder / "vendor").mkdir(exist_ok=True)
    (folder / "vendor" / "autoload.php").write_text(autoload(), encoding="utf-8")
    return run_batch_command(
        ["php", *settings(batch.environment["UNISONO_CERTIFICATE"]), "-d", f"include_path={folder}:{DEBIAN}:.", script, codes],
        batch,
    )
