"""The cases of every client: the samples in `languages/<language>/<client>/cases/`, beside each what it is read as."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

LANGUAGES = Path(__file__).parents[1] / "languages"
FILES = sorted(path for path in LANGUAGES.glob("*/*/cases/*") if path.suffix != ".json")
"""The samples."""


def client_of(case: Path) -> str:
    """The id of a case's client, as its package says it."""
    language, client = case.parts[-4:-2]
    return str(getattr(import_module(f"unisono.languages.{language}.{client}"), "ID", client))


def name_of(case: Path) -> str:
    """A case's name in the output of the tests: `curl/data.sh`."""
    return f"{client_of(case)}/{case.name}"
