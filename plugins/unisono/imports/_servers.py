"""Where the samples of pages send their requests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from unisono.checking.check import entry_of
from unisono.pages.model import Page
from unisono.wire.urls import split_url

MOST = 20
"""Addresses of an API; more are those of examples."""


def servers(pages: Iterable[Page]) -> list[str]:
    """The base URLs that the samples of pages have in common, the commonest first. Each page, and each endpoint in a heading,
    has one, that of most of its samples: what others have there is a slip."""
    found = Counter(base for page in pages for own in (page, *page.endpoints) if (base := _base(own)))
    return [server for server, _ in found.most_common(MOST)]


def _base(page: Page) -> str | None:
    path = entry_of(page).base or ""
    urls = [split_url(request.url) for sample in page.samples for request in sample.reading.requests]
    known = [
        url for url in urls if url.authority.value and not url.authority.has_placeholder and not url.scheme.has_placeholder
    ]
    counted = Counter(f"{url.scheme.value}://{url.authority.value}{path}" for url in known).most_common(1)
    return counted[0][0] if counted else None
