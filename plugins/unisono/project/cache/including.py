"""The includes that a kept result was made with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from unisono.pages.liquid import Includes
from unisono.project.cache.fingerprint import digest
from unisono.text.source import Source


def digests(includes: Includes, names: Iterable[str]) -> dict[str, str | None]:
    """A digest of each of these includes, None for those that cannot be had."""
    return {name: None if text is None else _digest(text) for name, text in includes.texts(names).items()}


@lru_cache(maxsize=256)  # the same few on all pages
def _digest(text: str) -> str:
    return digest(text)


def sources(page: Source, includes: Includes, made_from: Mapping[str, str | None]) -> dict[str, Source]:
    """The page and the includes that it was made from (`digests`), by path."""
    there = [includes.source(name) for name, found in made_from.items() if found is not None]
    return {source.path: source for source in (page, *there)}
