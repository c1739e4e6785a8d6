"""How curl runs: by bash. Where it has to be redirected, by a SOCKS proxy, the one setting that holds for every transfer of a
command, `--next` or not, and that does not change a request.
"""

from __future__ import annotations

from unisono.languages.running import Recipe
from unisono.languages.shell.running import in_bash

TRUSTING = {"CURL_CA_BUNDLE": "{certificate}"}
REDIRECTED = {"ALL_PROXY": "socks5h://127.0.0.1:{port}"}


def recipe(code: str) -> Recipe:
    return in_bash(code, {"curl": ("curl", "--version")}, TRUSTING, REDIRECTED)
