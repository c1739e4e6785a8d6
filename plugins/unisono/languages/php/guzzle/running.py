"""How PHP samples with Guzzle run: it is looked for where Debian has it, and loaded by the file that Composer would make."""

from __future__ import annotations

from unisono.languages.php.curl.running import DEBIAN, in_php
from unisono.languages.running import Recipe

_AUTOLOAD = f"{DEBIAN}/GuzzleHttp/autoload.php"
_VERSION = f"is_file('{_AUTOLOAD}') && (require '{_AUTOLOAD}') ? print(GuzzleHttp\\ClientInterface::MAJOR_VERSION) : exit(1);"


def autoload() -> str:
    """The text of `vendor/autoload.php`."""
    return f"<?php require_once '{_AUTOLOAD}';\n"


def recipe(code: str) -> Recipe:
    return in_php(code, {"guzzle": ("php", "-r", _VERSION)}, {"vendor/autoload.php": autoload()})
