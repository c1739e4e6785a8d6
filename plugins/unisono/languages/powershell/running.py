"""How PowerShell runs a sample. Where it has to be redirected, by a proxy, which .NET takes from the environment."""

from __future__ import annotations

from unisono.languages.running import PROXY, Recipe


def recipe(code: str) -> Recipe:
    return Recipe(
        {"pwsh": ("pwsh", "--version")},
        ("pwsh", "-NoProfile", "-File", "sample.ps1"),
        {"sample.ps1": code},
        {"SSL_CERT_FILE": "{certificate}", "POWERSHELL_TELEMETRY_OPTOUT": "1"},
        redirected=PROXY,
    )
