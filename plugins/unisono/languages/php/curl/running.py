"""How PHP runs a sample: told what to trust, and where to be redirected, by settings and a variable of libcurl's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unisono.languages.running import Recipe

REDIRECTED = {"ALL_PROXY": "socks5h://127.0.0.1:{port}"}
DEBIAN = "/usr/share/php"
"""Where Debian's packages of libraries are; those of Guzzle load one another from there."""

NEEDS = {
    "php": ("php", "--version"),
    "php-curl": ("php", "-r", "extension_loaded('curl') ? print(curl_version()['version']) : exit(1);"),
}


def tagged(code: str) -> str:
    """A sample as a file; pages often leave its first line out."""
    return code if code.lstrip().startswith("<?") else f"<?php\n{code}"


def settings(certificate: str) -> list[str]:
    """Options of the command."""
    found = {"curl.cainfo": certificate, "variables_order": "EGPCS", "error_log": "/dev/stderr"}
    return [word for name, value in found.items() for word in ("-d", f"{name}={value}")]


def in_php(code: str, needs: Mapping[str, Sequence[str]], files: Mapping[str, str]) -> Recipe:
    command = ("php", *settings("{certificate}"), "sample.php")
    return Recipe({**NEEDS, **needs}, command, {"sample.php": tagged(code), **files}, redirected=REDIRECTED)


def recipe(code: str) -> Recipe:
    return in_php(code, {}, {})
