"""What samples send for what a page documents of its request."""

from __future__ import annotations

from collections.abc import Iterator

from unisono.pages.model import Sample
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.compare import unknown_start
from unisono.wire.request import Request
from unisono.wire.target import Target
from unisono.wire.urls import split_url

_SEGMENT = regex(r"[^/]+")

Stretch = tuple[int, int]
"""Where in a text something begins and ends."""


def sent_requests(sample: Sample, target: Target | None) -> Iterator[Request]:
    """Those of a sample's requests that are for the page's path: others prepare it (a login) or follow it."""
    reading = sample.reading.meant
    requests = reading.requests if reading.status == "ok" else ()
    return (request for request in requests if len(requests) == 1 or (target and any(path_values(request, target))))


def path_values(request: Request, target: Target) -> Iterator[tuple[str, Text]]:
    """What in the request's path stands for path parameters, with these parameters' names."""
    path = split_url(request.url).path
    yield from ((name, path.slice(*place)) for name, place in path_places(request, target))


def path_places(request: Request, target: Target) -> Iterator[tuple[str, Stretch]]:
    """Where in the request's path something stands for path parameters, with these parameters' names. It is told from the end,
    as a base path may come first; a variable that the URL begins with, which stands for that and for the host, is none of them.
    """
    path = split_url(request.url).path
    rest = unknown_start(request.url)
    begin = 0 if rest is None else len(path) - len(split_url(rest).path)
    declared = target.path.strip("/").split("/")
    several = {f"{{{parameter.name}}}" for parameter in target.parameters if parameter.pattern != "*"}
    places = [found.span() for found in _SEGMENT.finditer(path.value, begin)]
    if first := next((i + 1 for i, name in enumerate(declared) if name in several), 0):
        yield from _up_to_several(path, declared[:first], places[: len(places) - len(declared) + first])
    for name, place in zip(reversed(declared[first:]), reversed(places), strict=False):
        if name.startswith("{") and name.endswith("}"):
            yield name[1:-1], place


def _up_to_several(path: Text, declared: list[str], places: list[Stretch]) -> Iterator[tuple[str, Stretch]]:
    """The places of the parameters up to one that stands for several segments, which has what is left of `places`."""
    *names, last = declared
    for start in range(len(places) - len(names)):
        own = [(place, path.value[slice(*place)]) for place in places[start : start + len(names)]]
        if all(name.startswith("{") or name == segment for name, (_, segment) in zip(names, own, strict=True)):
            yield from ((name[1:-1], place) for name, (place, _) in zip(names, own, strict=True) if name.startswith("{"))
            yield last[1:-1], (places[start + len(names)][0], places[-1][1])
            return
