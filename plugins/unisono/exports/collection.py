"""The endpoints of a site with the requests that their pages declare: what is written in other formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import field

from unisono.checking.checked import CheckedPage
from unisono.checking.declared import Undeclared
from unisono.checking.generated import request_of
from unisono.languages.writing import Unwritable, variables_of
from unisono.pages.model import EndpointPage, heading
from unisono.pages.sample_groups import SampleGroup, sample_groups
from unisono.records import dataclass
from unisono.wire.request import Request
from unisono.wire.same import departure

_LEFT_OUT = "left out: "


@dataclass
class Losses:
    """What an export lacks: the places of each kind, by what is said of it. `left_out` are the requests that are not in it at
    all, by the place of their page and their name, with the reason: a page without any has one of its own name."""

    places: dict[str, list[str]] = field(default_factory=dict)
    left_out: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, what: str, place: str) -> None:
        """Something of a request is lost."""
        found = self.places.setdefault(what, [])
        if place not in found:
            found.append(place)

    def leave_out(self, why: str, place: str, name: str) -> None:
        """A request is lost, or all of an endpoint."""
        self.add(f"{_LEFT_OUT}{why}", place)
        self.left_out[place, name] = why

    def reasons(self, place: str) -> list[str]:
        """Why requests of an endpoint are left out: one reason for each of them."""
        return [why for (where, _), why in self.left_out.items() if where == place]


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
        return place_of(self.page)


@dataclass(frozen=True, eq=False)
class Collection:
    """The endpoints of a site in their order."""

    title: str
    endpoints: tuple[Endpoint, ...]
    losses: Losses

    @property
    def requests(self) -> Iterator[tuple[Endpoint, Named]]:
        return ((endpoint, named) for endpoint in self.endpoints for named in endpoint.requests)

    @property
    def written(self) -> int:
        """How many of the requests an export has, after it was written: those that it did not leave out."""
        return sum((endpoint.place, named.name) not in self.losses.left_out for endpoint, named in self.requests)

    def leave_out(self, endpoint: Endpoint, why: str) -> None:
        """Tell that all of an endpoint is left out."""
        for name in [named.name for named in endpoint.requests] or [endpoint.name]:
            self.losses.leave_out(why, endpoint.place, name)

    def variables(self) -> list[str]:
        """The names of the variables in the requests, in the order in which they come."""
        return list(dict.fromkeys(name for _, named in self.requests for name in variables_of(named.request)))


def collect(title: str, pages: Iterable[tuple[CheckedPage, EndpointPage, str]]) -> Collection:
    """The endpoints of pages, each with the folder that it is in; those of a folder stand by their `position`. A request that
    nothing declares is told as left out."""
    losses = Losses()
    found = [_endpoint(checked, page, folder, losses) for checked, page, folder in pages]
    first = {folder: number for number, folder in reversed([*enumerate(one.folder for one in found)])}
    found.sort(key=lambda one: (first[one.folder], one.page.position))
    return Collection(title, tuple(found), losses)


def _endpoint(checked: CheckedPage, page: EndpointPage, folder: str, losses: Losses) -> Endpoint:
    """One request for each of the page's sets of samples, else the one that it documents. What two sets send alike is one."""
    groups: list[SampleGroup | None] = [*sample_groups(page)]
    names, requests, place = Counter[str](), list[Named](), place_of(page)
    for group in groups or [None]:
        name = heading(page)
        if len(groups) > 1 and group is not None:
            name = f"{name}: {_caption(group)}"
        names[name] += 1
        if names[name] > 1:
            name = f"{name} ({names[name]})"
        try:
            request = request_of(checked, group)
            _ = [*variables_of(request)]  # raises for what no other client can say
        except (Undeclared, Unwritable) as error:
            losses.leave_out(str(error), place, name)
            continue
        if all(departure(request, one.request) for one in requests):
            requests.append(Named(name, request))
    return Endpoint(page, checked, folder, tuple(requests))


def place_of(page: EndpointPage) -> str:
    """Where a page says its method, as findings have it."""
    return f"{page.source.path}:{page.declared_method.span().line}"


def _caption(group: SampleGroup) -> str:
    """What tells a set of samples from the others of its page."""
    if len(group.samples) == 1 or group.heading is None:
        return " ".join(group.samples[0].title.split())
    return " ".join(group.heading.text.value.split())
