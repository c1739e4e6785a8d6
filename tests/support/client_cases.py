"""The cases of every client: the samples in `languages/<language>/<client>/cases/`, beside each what it is read as."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from unisono.languages.reading import Glimpse
from unisono.wire.request import Request
from unisono.wire.urls import split_url

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


def told_otherwise(seen: Glimpse, request: Request) -> list[str]:
    """In what a request is another one than what is seen of its sample."""
    differs = []
    if seen.method and seen.method.value != request.method.value:
        differs.append(f"sends {request.method}")
    if seen.url:
        mine, theirs = split_url(seen.url), split_url(request.url)
        if (mine.path.value or "/") != (theirs.path.value or "/"):
            differs.append(f"requests {theirs.path}")
        if mine.authority.value and mine.authority.value != theirs.authority.value:
            differs.append(f"is sent to {theirs.authority}")
    return differs
