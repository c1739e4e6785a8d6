"""How wget runs: by bash, and sent to the recorder by an HTTP proxy, of which it adds no more than a field for the proxy."""

from __future__ import annotations

from dataclasses import replace

from trials import shell
from trials.own import BASE, TOKEN, URL
from trials.running import Batch, Ended, Job

PROGRAMS = (*shell.PROGRAMS, "wget")
ENVIRONMENT = {
    "http_proxy": "http://127.0.0.1:{port}",
    "https_proxy": "http://127.0.0.1:{port}",
    "WGETRC_LINES": "ca_certificate = {certificate}\nhsts = off\ntries = 1\n",
}

DEVIATIONS: dict[str, str] = {}


called = shell.called


def needs(_code: str) -> list[str]:
    return [*PROGRAMS]


def run(job: Job) -> Ended:
    settings = job.cwd / ".wgetrc"
    settings.write_text(job.environment["WGETRC_LINES"], encoding="utf-8")
    return shell.run(replace(job, own={"WGETRC": str(settings), **job.own}))


def run_batch(batch: Batch) -> str:
    settings = batch.written("wgetrc", batch.environment["WGETRC_LINES"])
    return shell.run_batch(replace(batch, environment={**batch.environment, "WGETRC": settings}), "")


PLACES = {
    "'": f"wget -qO- --header 'Authorization: Bearer {TOKEN}' '{URL}'",
    '"': f'wget -qO- "{URL}" --header="Authorization: Bearer {TOKEN}"',
    "$'": f"wget -qO- $'{URL}' --header $'X-Api-Key: {TOKEN}'",
    "bare": f"wget -qO- --header X-Api-Key:{TOKEN} {URL}",
    '"$': f'ID=1 TOKEN=\'{TOKEN}\'\nBASE="{BASE}"\nwget -qO- "$BASE/a/${{ID}}/" --header "Authorization: Bearer $TOKEN"',
}
