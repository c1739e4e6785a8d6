"""The endpoints of a site with the requests that their pages declare: what is written in other formats."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from unisono.checking.checked import CheckedPage
from unisono.checking.declared import Undeclared, declared_request
from unisono.checking.documented import documented_request
from unisono.languages.writing import Unwritable, variables_of
from unisono.pages.model import EndpointPage, heading
from unisono.pages.sample_groups import SampleGroup, sample_groups
from unisono.wire.request import Request


@dataclass
class Losses:
    """What an export leaves out: the places of each kind, by what is said of it."""

    places: dict[str, list[str]] = field(default_factory=dict)

    def add(self, what: str, place: str) -> None:
        found = self.places.setdefault(what, [])
        if place not in found:
            found.append(place)


@dataclass(frozen=True, eq=False)
class Named:
    """One of the requests of an endpoint. `name` is the endpoint's, and what tells several of them apart."""

    name: str
    request: Request


@dataclass(frozen=True, eq=False)
class Endpoint:
    """An endpoint's page. `folder` is that of its file below the pages', empty at its root, with `/` in it."""

    page: EndpointPage
    checked: CheckedPage
    folder: str
    requests: tuple[Named, ...]

    @property
    def name(self) -> str:
        return heading(self.page)

    @property
    def place(self) -> str:
        """Where its page is, as findings say it."""
        return f"{self.page.source.path}:{self.page.declared_method.span().line}"


@dataclass(frozen=True, eq=False)
class Collection:
    """The endpoints of a site in their order."""

    title: str
    endpoints: tuple[Endpoint, ...]
    losses: Losses

    @property
    def requests(self) -> Iterator[tuple[Endpoint, Named]]:
        return ((endpoint, named) for endpoint in self.endpoints for named in endpoint.requests)

    def variables(self) -> list[str]:
        """The names of the variables in the requests, in the order in which they come."""
        return list(dict.fromkeys(name for _, named in self.requests for name in variables_of(named.request)))


def collect(title: str, pages: Iterable[tuple[CheckedPage, str]]) -> Collection:
    """The endpoints of pages, each with the folder that it is in; those of a folder stand by their `position`. A page whose
    request nothing declares is told as lost, and has none."""
    losses = Losses()
    found = [_endpoint(checked, folder, losses) for checked, folder in pages if isinstance(checked.page, EndpointPage)]
    first = {folder: number for number, folder in reversed([*enumerate(one.folder for one in found)])}
    found.sort(key=lambda one: (first[one.folder], one.page.position))
    return Collection(title, tuple(found), losses)


def _endpoint(checked: CheckedPage, folder: str, losses: Losses) -> Endpoint:
    page = checked.page
    assert isinstance(page, EndpointPage)  # noqa: S101
    endpoint = Endpoint(page, checked, posixpath.normpath(folder) if folder not in {"", "."} else "", ())
    requests = tuple(_requests(endpoint, losses))
    return Endpoint(page, checked, endpoint.folder, requests)


def _requests(endpoint: Endpoint, losses: Losses) -> Iterator[Named]:
    """One for each of the page's sets of samples, else the one that it documents."""
    page, name = endpoint.page, endpoint.name
    groups: list[SampleGroup | None] = [group for group in sample_groups(page) if len(group.samples) > 1]
    groups = groups or [*sample_groups(page)[:1]] or [None]
    seen: set[str] = set()
    for group in groups:
        try:
            request = _declared(endpoint.checked, page, group)
            _ = [*variables_of(request)]  # raises for what no other client can say
        except (Undeclared, Unwritable) as error:
            losses.add(f"no request: {error}", endpoint.place)
            continue
        own = name
        if len(groups) > 1 and group is not None and (caption := _caption(group)):
            own = f"{name}: {caption}"
        while own in seen:
            own = f"{own} ({len(seen) + 1})"
        seen.add(own)
        yield Named(own, request)


def _declared(checked: CheckedPage, page: EndpointPage, group: SampleGroup | None) -> Request:
    if group is None:
        return documented_request(page, checked.settings)
    samples = [one for one in checked.samples if one.sample in group.samples]
    return declared_request(page, samples, group.examples(page.request_examples), checked.settings, checked.base, None)


def _caption(group: SampleGroup) -> str:
    """What tells a set of samples from the others of its page."""
    if len(group.samples) == 1 or group.heading is None:
        return " ".join(group.samples[0].title.split())
    return " ".join(group.heading.text.value.split())
