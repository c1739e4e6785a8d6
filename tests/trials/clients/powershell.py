"""How PowerShell samples run, where there is a PowerShell: through a proxy, which .NET takes from the environment.

Debian has none. There, what is read and written rests on PowerShell's documentation and source.
"""

from __future__ import annotations

from trials.running import Batch, Ended, Job, run_batch_command, run_command

PROGRAMS = ("pwsh",)
ENVIRONMENT = {
    "http_proxy": "http://127.0.0.1:{port}",
    "https_proxy": "http://127.0.0.1:{port}",
    "SSL_CERT_FILE": "{certificate}",
}
PLACES: dict[str, str] = {}


def needs(_code: str) -> list[str]:
    return [*PROGRAMS]


def run(job: Job) -> Ended:
    script = job.cwd / "sample.ps1"
    script.write_bytes(job.code.encode())
    return run_command(["pwsh", "-NoProfile", "-File", str(script)], job)


def run_batch(batch: Batch) -> str:
    scripts = [batch.written(f"sample{number}.ps1", code) for number, code in enumerate(batch.codes)]
    script = batch.written("run.ps1", "\n".join(f"try {{ & '{path}' }} catch {{ Write-Error $_ }}" for path in scripts))
    return run_batch_command(["pwsh", "-NoProfile", "-File", script], batch)
