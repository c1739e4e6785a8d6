"""How HTTPie runs: by bash, as the command that is installed. Where it has to be redirected, as any Python."""

from __future__ import annotations

from unisono.languages.python.running import REDIRECTED, starting
from unisono.languages.running import Recipe
from unisono.languages.shell.running import in_bash

CONFIGURATION = '{"disable_update_warnings": true}'
TRUSTING = {"REQUESTS_CA_BUNDLE": "{certificate}"}


def recipe(code: str) -> Recipe:
    files = {".httpie/config.json": CONFIGURATION, **starting()}
    environment = {**TRUSTING, "HTTPIE_CONFIG_DIR": "{folder}/.httpie"}
    return in_bash(code, {"httpie": ("http", "--version")}, environment, REDIRECTED, {}, files)
