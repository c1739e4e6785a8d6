"""How xh runs: by bash. Where it has to be redirected, by a proxy, which reqwest takes from the environment."""

from __future__ import annotations

from unisono.languages.running import PROXY, Recipe
from unisono.languages.shell.running import in_bash

TRUSTING = {"REQUESTS_CA_BUNDLE": "{certificate}", "SSL_CERT_FILE": "{certificate}"}


def recipe(code: str) -> Recipe:
    return in_bash(code, {"xh": ("xh", "--version")}, TRUSTING, PROXY)
