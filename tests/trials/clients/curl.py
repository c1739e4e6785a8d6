"""How curl runs."""

from __future__ import annotations

from functools import partial

from trials import shell
from trials.own import BASE, TOKEN, URL
from trials.running import Batch, run_recipe
from unisono.languages.shell.curl.running import REDIRECTED, TRUSTING

PROGRAMS = (*shell.PROGRAMS, "curl")
ENVIRONMENT = {**TRUSTING, **REDIRECTED}

DEVIATIONS = {
    "host-number-behind-a-proxy.sh": "its proxy is not there",
    "lines-windows-ends.sh": "bash takes the carriage return at the end of a line for a character of the last word",
    "powershell-line-ends.sh": "a command for PowerShell",
    "windows-copied-from-a-browser.sh": "a command for cmd.exe",
    "windows.sh": "a command for cmd.exe",
}
NEWER = {
    "fail-twice.sh": ("curl", (8, 23), "older ones take only one of the two"),
    "option-in-upper-case.sh": ("curl", (8, 6), "up to 8.5, upper case is taken for lower case"),
    "option-shortened.sh": ("curl", (8, 6), "up to 8.5, options may be shortened"),
    "option-with-equals-sign.sh": ("curl", (8, 16), "`--option=value` came with 8.16"),
    "url-of-ipfs.sh": ("curl", (8, 4), "ipfs:// came with 8.4"),
    "url-query.sh": ("curl", (8, 20), "up to 8.19, it writes percent-encoded bytes in lower case"),
    "variables-of-curl.sh": ("curl", (8, 3), "--variable came with 8.3"),
}

run = partial(run_recipe, "curl")


called = shell.called


def needs(_code: str) -> list[str]:
    return [*PROGRAMS]


def run_batch(batch: Batch) -> str:
    return shell.run_batch(batch, 'curl() { command curl -s "$@"; }\n')


PLACES = {
    "'": f"curl '{URL}' -H 'Authorization: Bearer {TOKEN}'",
    '"': f'curl "{URL}" -H "Authorization: Bearer {TOKEN}"',
    "$'": f"curl $'{URL}' -H $'X-Api-Key: {TOKEN}'",
    "bare": f"curl {URL} -H X-Api-Key:{TOKEN} --globoff",
    "option": f"curl --oauth2-bearer {TOKEN} --url {URL}",
    '"$': f'ID=1 TOKEN=\'{TOKEN}\'\nBASE="{BASE}"\ncurl "$BASE/a/${{ID}}/" -H "Authorization: Bearer $TOKEN"',
    "$ split": f'export TOKEN="{TOKEN}"; curl {URL} -H X-Api-Key:$TOKEN',
    "unknown": f'curl {URL} -H "Authorization: Bearer $TOKEN" -H "Accept: text/plain"',
    "many": f"curl -sS -X GET \\\n  '{URL}' \\\n  -H \"X-Api-Key: \"'{TOKEN}' # as it is",
}
