"""How Python samples run."""

from __future__ import annotations

import importlib
import re
import textwrap
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from unisono.languages.reading import Uncalled
from unisono.languages.running import Recipe
from unisono.text.regex import regex
from unisono.walking import packages

TRUSTING = dict.fromkeys(("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"), "{certificate}")
START = Path(__file__).with_name("sitecustomize.py")
"""What Python runs when it starts, where the folder of this file is in PYTHONPATH."""

REDIRECTED = {
    "PYTHONPATH": "{folder}/.start",
    "UNISONO_WIRE_PORT": "{port}",
    "UNISONO_WIRE_NAMES": "{names}",
}
"""What sends every Python to the recording server, if `starting()` is among its files."""

_IMPORTED = regex(r"^[ \t]*(?:import|from)[ \t]+(\w+)", re.MULTILINE)
_VERSION = "import sys, importlib.metadata as found; print(found.version(sys.argv[1]))"


@cache
def _clients() -> frozenset[str]:
    """The libraries that clients are: their folders have their names."""
    around = importlib.import_module(__name__.rpartition(".")[0])
    return frozenset(found.__name__.rpartition(".")[2] for found in packages(around) if hasattr(found, "TITLES"))


def called(functions: Sequence[Uncalled], _code: str) -> str:
    """Lines that call functions one after the other."""
    calls = ", ".join(f"({one.name}, {one.parameters!r})" for one in functions)
    return (
        f"\nimport asyncio, inspect\nfor function, names in [{calls}]:\n    found = function(**dict.fromkeys(names, 'a'))\n"
        "    asyncio.run(found) if inspect.iscoroutine(found) else None\n"
    )


def starting() -> dict[str, str]:
    return {".start/sitecustomize.py": START.read_text(encoding="utf-8")}


def recipe(code: str) -> Recipe:
    """A page may indent a whole sample."""
    libraries = [name for name in dict.fromkeys(_IMPORTED.findall(code)) if name in _clients()]
    return Recipe(
        {"python": ("python3", "--version"), **{name: ("python3", "-c", _VERSION, name) for name in libraries}},
        ("python3", "sample.py"),
        {"sample.py": textwrap.dedent(code), **starting()},
        {"PYTHONPATH": "{folder}/.start", "PYTHONUTF8": "1", "UNISONO_WIRE_CERTIFICATE": "{certificate}", **TRUSTING},
        redirected=REDIRECTED,
    )
