"""How wget runs."""

from __future__ import annotations

from dataclasses import replace

from trials import shell
from trials.own import BASE, TOKEN, URL
from trials.running import Batch, Ended, Job, run_recipe
from unisono.languages.running import PROXY
from unisono.languages.shell.wget.running import settings

PROGRAMS = (*shell.PROGRAMS, "wget")
ENVIRONMENT = {
    **PROXY,
    "WGETRC_LINES": settings("{certificate}"),
}

DEVIATIONS: dict[str, str] = {}


called = shell.called


def needs(_code: str) -> list[str]:
    return [*PROGRAMS]


def run(job: Job) -> Ended:
    return run_recipe("wget", job)


def run_batch(batch: Batch) -> str:
    own = batch.written("wgetrc", batch.environment["WGETRC_LINES"])
    return shell.run_batch(replace(batch, environment={**batch.environment, "WGETRC": own}), "")


PLACES = {
    "'": f"wget -qO- --header 'Authorization: Bearer {TOKEN}' '{URL}'",
    '"': f'wget -qO- "{URL}" --header="Authorization: Bearer {TOKEN}"',
    "$'": f"wget -qO- $'{URL}' --header $'X-Api-Key: {TOKEN}'",
    "bare": f"wget -qO- --header X-Api-Key:{TOKEN} {URL}",
    '"$': f'ID=1 TOKEN=\'{TOKEN}\'\nBASE="{BASE}"\nwget -qO- "$BASE/a/${{ID}}/" --header "Authorization: Bearer $TOKEN"',
}
