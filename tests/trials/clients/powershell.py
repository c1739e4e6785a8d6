"""How PowerShell samples run, where there is a PowerShell: through a proxy, which .NET takes from the environment.

Debian has none. There, what is read and written rests on PowerShell's documentation and source.
"""

from __future__ import annotations

from trials.own import BASE, TOKEN, URL
from trials.running import Batch, Ended, Job, run_batch_command, run_recipe
from unisono.languages.powershell.running import called
from unisono.languages.running import PROXY

__all__ = ["called"]

PROGRAMS = ("pwsh",)
ENVIRONMENT = {
    **PROXY,
    "SSL_CERT_FILE": "{certificate}",
}
PLACES = {
    "verbatim": f"""Invoke-RestMethod -Uri '{URL}' -Headers @{{ 'X-Api-Key' = '{TOKEN}' }}""",
    "expandable": f"""Invoke-RestMethod -Uri "{URL}" -Headers @{{ "X-Api-Key" = "{TOKEN}" }}""",
    "names": f"""$base = "{BASE}"
$token = '{TOKEN}'
$id = "1"
$headers = @{{
    'X-Api-Key' = $Token
}}
Invoke-RestMethod -Uri "$base/a/${{id}}/" -Headers $headers""",
    "splatted": f"""$headers = @{{}}
$headers['X-Api-Key'] = '{TOKEN}'

$params = @{{
    Uri = '{URL}'
    Method = 'Get'
    Headers = $headers
}}
Invoke-RestMethod @params""",
    "templates": f"""$token = "{TOKEN}"
$url = "$("{BASE}")/a/" + '1' + "/"
Invoke-WebRequest $url -Headers @{{ 'X-Api-Key' = ('{{0}}' -f $token) }}""",
    "bare": f"""Invoke-RestMethod -Uri {URL} -Headers @{{ 'X-Api-Key' = "$('{TOKEN}')" }}""",
    "environment": f"""Invoke-RestMethod -Uri "{URL}" -Headers @{{ 'X-Api-Key' = $env:TOKEN }}""",
}
REFUSED = "(?i).*%E2%80%(?:8[EF]|A[A-E])"


def needs(_code: str) -> list[str]:
    return [*PROGRAMS]


def run(job: Job) -> Ended:
    return run_recipe("powershell", job)


def run_batch(batch: Batch) -> str:
    scripts = [batch.written(f"sample{number}.ps1", code) for number, code in enumerate(batch.codes)]
    script = batch.written("run.ps1", "\n".join(f"try {{ & '{path}' }} catch {{ Write-Error $_ }}" for path in scripts))
    return run_batch_command(["pwsh", "-NoProfile", "-File", script], batch)
