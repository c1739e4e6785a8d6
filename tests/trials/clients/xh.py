"""How xh samples run, where there is an xh: by bash, and through a proxy, which reqwest takes from the environment.

Debian has none, nor have the registries of Python and Node.js. There, what is read and written rests on its manual and source.
"""

from __future__ import annotations

from trials import shell
from trials.own import TOKEN, URL
from trials.running import Batch, Ended, Job, run_recipe
from unisono.languages.running import PROXY
from unisono.languages.shell.xh.running import TRUSTING

PROGRAMS = (*shell.PROGRAMS, "xh")
COMMANDS = {"xhs": 'exec xh --https "$@"'}
ENVIRONMENT = {**PROXY, **TRUSTING}


called = shell.called


def needs(_code: str) -> list[str]:
    return [*PROGRAMS]


def run(job: Job) -> Ended:
    return run_recipe("xh", job)


def run_batch(batch: Batch) -> str:
    return shell.run_batch(batch, "")


PLACES = {
    "bare": f"xh {URL} X-Api-Key:{TOKEN}",
    "'": f"xh GET '{URL}' 'X-Api-Key:{TOKEN}'",
    '"': f'xh GET "{URL}" "Authorization: Bearer {TOKEN}"',
    "$'": f"xh GET $'{URL}' $'X-Api-Key:{TOKEN}'",
    "value": f"xh {URL} X-Api-Key:'{TOKEN}'",
    '"$': f"TOKEN='{TOKEN}'\nxh {URL} X-Api-Key:\"$TOKEN\"",
    "option": f"xh -A bearer -a {TOKEN} {URL}",
    "option=": f"xh --auth-type=bearer --auth='{TOKEN}' {URL}",
}
