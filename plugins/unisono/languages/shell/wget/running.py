"""How wget runs: by bash. Where it has to be redirected, by an HTTP proxy, for which it adds no more than a field."""

from __future__ import annotations

from unisono.languages.running import PROXY, Recipe
from unisono.languages.shell.running import in_bash


def settings(certificate: str) -> str:
    """The text of `.wgetrc`: no environment variable names a certificate to it, and what fails is not to be tried 20 times."""
    return f"ca_certificate = {certificate}\nhsts = off\ntries = 1\n"


def recipe(code: str) -> Recipe:
    own = {".wgetrc": settings("{certificate}")}
    return in_bash(code, {"wget": ("wget", "--version")}, {"WGETRC": "{folder}/.wgetrc"}, PROXY, own)
