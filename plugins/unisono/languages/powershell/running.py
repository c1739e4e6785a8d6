"""How PowerShell runs a sample. Where it has to be redirected, by a proxy, which .NET takes from the environment."""

from __future__ import annotations

from collections.abc import Sequence

from unisono.languages.reading import Uncalled
from unisono.languages.running import PROXY, Recipe


def called(functions: Sequence[Uncalled], _code: str) -> str:
    """Lines that call functions one after the other, with a number that is a text as well."""
    lines = (f"{one.name} {' '.join(f'-{name[1:]} 7' for name in one.parameters)}" for one in functions)
    return "\n" + "\n".join(lines) + "\n"


def recipe(code: str) -> Recipe:
    return Recipe(
        {"pwsh": ("pwsh", "--version")},
        ("pwsh", "-NoProfile", "-File", "sample.ps1"),
        {"sample.ps1": code},
        {"SSL_CERT_FILE": "{certificate}", "POWERSHELL_TELEMETRY_OPTOUT": "1"},
        redirected=PROXY,
    )
