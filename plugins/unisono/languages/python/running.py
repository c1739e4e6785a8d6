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


_CALLED = """
import asyncio, inspect
def _given(function):
    kinds = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    listed = inspect.signature(function).parameters.values()
    return {one.name: 'a' for one in listed if one.default is one.empty and one.kind in kinds}
for owner, _, name in (path.rpartition('.') for path in %s):
    of = globals()[owner] if owner else None
    made = next((one for one in list(globals().values()) if of and isinstance(one, of)), None)
    if of and not isinstance(inspect.getattr_static(of, name), (staticmethod, classmethod)):
        made = made or of(**_given(of))
    function = getattr(made or of, name) if owner else globals()[name]
    found = function(**_given(function))
    asyncio.run(found) if inspect.iscoroutine(found) else None
"""
"""Calls functions and methods by their names, with a text for each parameter without a value."""


def called(functions: Sequence[Uncalled], _code: str) -> str:
    """Lines that call functions one after the other."""
    return _CALLED % [one.name for one in functions]


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
