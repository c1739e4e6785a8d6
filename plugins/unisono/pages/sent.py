"""What samples send for what a page documents of its request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from unisono.pages.model import EndpointPage, Sample
from unisono.text.placeholders import plain_name, written
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.compare import compare_paths, unknown_start
from unisono.wire.request import Request
from unisono.wire.target import Target, read_target
from unisono.wire.urls import split_url

_SEGMENT = regex(r"[^/]+")

Stretch = tuple[int, int]
"""Where in a text something begins and ends."""


def sent_requests(sample: Sample, target: Target | None) -> Iterator[Request]:
    """Those of a sample's requests that are for the page's path: others prepare it (a login) or follow it."""
    reading = sample.reading.meant
    requests = reading.requests if reading.status == "ok" else ()
    return (request for request in requests if len(requests) == 1 or (target and any(path_values(request, target))))


MAX_PATHS = 16
"""Paths of a page's samples that are compared with one another."""


def sent_target(page: EndpointPage) -> Target | None:
    """The path that the samples of a page send their requests to, without the server that they name; for a page that declares
    one, None. Neither is there one where a sample that is understood sends several requests that may be meant, or where two of
    them are for other paths. It is as the first sample has it in which the whole path is known."""
    if page.target is not None:
        return None
    meant: list[Request] = []
    for sample in page.samples:
        reading = sample.reading.meant
        requests = reading.requests if reading.status == "ok" else ()
        own = [one for one in requests if len(requests) == 1 or one.method.value == page.method]
        if requests and len({split_url(one.url).path.value for one in own}) != 1:
            return None
        meant += own[:1]
    different = list({request.url.value: request for request in meant}.values())
    if len(different) > MAX_PATHS or any(any(compare_paths(one, other)) for one, other in combinations(different, 2)):
        return None
    return _target_of(different)


def _target_of(requests: Sequence[Request]) -> Target | None:
    """The path of the first request in which all of it is known, or else what stands behind an unknown server in the first."""
    known = [split_url(one.url).path for one in requests if unknown_start(one.url) is None]
    rests = [split_url(rest).path for one in requests if (rest := unknown_start(one.url)) is not None]
    path = next((path for path in (*known, *rests) if path.value), None)
    if path is None or not path.value.startswith("/"):
        return None
    return read_target(Text.decoded("".join(_with_parameters(path)), path.span()))


def _with_parameters(path: Text) -> Iterator[str]:
    """A path, with what stands for a value in it as a path parameter."""
    for run, is_unknown in path.runs():
        at = 0
        for start, end in [(0, len(run))] if is_unknown else [*written(run.value)]:
            name = plain_name(run.value[start:end])
            yield f"{run.value[at:start]}{{{name if _NAME.fullmatch(name) else '…'}}}"
            at = end
        yield run.value[at:]


_NAME = regex(r"\w[\w.-]*")


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
