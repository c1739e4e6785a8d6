"""What the pages of a site have in common, which a new one is to have as well."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from unisono.checking.check import entry_of
from unisono.checking.generated import writer_of
from unisono.checking.settings import Settings
from unisono.languages.writing import writers
from unisono.pages.model import EndpointPage, declared_position
from unisono.records import dataclass
from unisono.starting.site import default_options
from unisono.text.regex import regex
from unisono.wire.request import Request
from unisono.wire.target import Target
from unisono.wire.urls import split_url

T = TypeVar("T")

_CREDENTIALS = regex(r"authorization|.*api-?key|.*-token", re.IGNORECASE)


@dataclass(frozen=True)
class Neighbours:
    """The endpoints of a site, those in headings among them. What they do not tell is as on a site that has just been made."""

    pages: Sequence[EndpointPage]
    settings: Settings

    @property
    def languages(self) -> list[str]:
        """The clients to write samples for: those of the settings, else those that more than half of the pages have."""
        named = [writer_of(name) for name in self.settings.languages]
        if not named:
            known = Counter(client for page in self.pages for client in entry_of(page).clients)
            named = [client for client, number in known.most_common() if number * 2 > len(self.pages)]
        found = [client for client in dict.fromkeys(named) if client in writers()]
        return [client for client in found if client] or list(default_options()["languages"])

    @property
    def base(self) -> str:
        """The URL before the path: the first server of the settings, else what most samples have there."""
        if self.settings.servers:
            return self.settings.servers[0].rstrip("/")
        bases = [f"{_origin(request)}{entry_of(page).base or ''}" for page, request in self._requests if _origin(request)]
        return _most(bases) or str(default_options()["servers"][0])

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """The header field with the credentials that most samples have."""
        found = [
            (field.name.value, field.value.value)
            for _, request in self._requests
            for field in request.fields
            if _CREDENTIALS.fullmatch(field.name.value) and not field.value.has_placeholder
        ]
        if not self._requests:
            return (("Authorization", "Bearer YOUR_TOKEN"),)
        most = _most(found)
        return (most,) if most else ()

    @property
    def visibility(self) -> str | None:
        """That of most pages that have one. None on a site where no page says for whom it is: one that did would hide the
        others."""
        said = _most([page.visibility for page in self.pages if page.visibility])
        return said or (None if self.pages or not self.settings.audience else self.settings.audience[0])

    def position_in(self, folder: Path) -> str | None:
        """One behind the last page of a folder; None where no page there says where it stands."""
        there = [page for page in self.pages if Path(page.source.path).parent == folder]
        placed = [(page.position, said.value.strip()) for page in there if (said := declared_position(page.front_matter))]
        if not placed:
            return None
        last = max(placed)[1]
        number = re.search(r"\d{1,9}$", last)
        return f"{last[: number.start()]}{int(number[0]) + 1}" if number else f"{last}.1"

    def folder_of(self, target: Target) -> Path | None:
        """The folder where most pages are whose path begins with the same word."""
        first = first_word(target)
        return _most([Path(page.source.path).parent for page in self.pages if page.target and first_word(page.target) == first])

    @cached_property
    def _requests(self) -> list[tuple[EndpointPage, Request]]:
        """What the samples send that were understood."""
        return [(page, request) for page in self.pages for sample in page.samples for request in _sent(sample.reading.requests)]


def first_word(target: Target) -> str:
    """The first segment of a path that is no parameter and no version."""
    words = [word for word in target.path.split("/") if word and not re.match(r"\{|v\d|api$", word)]
    return words[0] if words else ""


def _sent(requests: Sequence[Request]) -> Iterator[Request]:
    return (request for request in requests if not request.url.has_placeholder)


def _origin(request: Request) -> str:
    url = split_url(request.url)
    return f"{url.scheme.value}://{url.authority.value}" if url.authority.value else ""


def _most(found: Iterable[T]) -> T | None:
    counted = Counter(found).most_common(1)
    return counted[0][0] if counted else None
