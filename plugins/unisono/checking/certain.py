"""What is certain of the samples that cannot be read as a whole, compared: of their one request the method, the host and the
path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from http import HTTPMethod

from unisono.checking.disagreements import (
    Comparer,
    Disagreement,
    base_of,
    compare_methods,
    page_base,
    understood,
    what_differs,
    with_endpoint,
    would,
)
from unisono.checking.operation_differences import differences
from unisono.checking.settings import Settings
from unisono.languages.reading import Glimpse
from unisono.openapi.operations import OperationPage
from unisono.pages.model import EndpointPage, Page, Sample
from unisono.pages.sample_groups import SampleGroup, sample_groups
from unisono.wire.compare import base_path, compare_hosts, compare_paths
from unisono.wire.request import Request

Known = Mapping[Sample, Sequence[Disagreement]]
_Agreed = Sequence[tuple[Comparer, str, Request]]


def with_certain(page: Page, settings: Settings, base: str | None, known: Known) -> Known:
    """`known` with what is certain of each sample that cannot be read, where it differs from what the page declares, or else
    from what all samples of its group have that can be read. What these have as it has is told of the page."""
    found = {sample: list(differs) for sample, differs in known.items()}
    of_page = {what_differs(one) for differs in known.values() for one in differs if one.of_page}
    for group in sample_groups(page):
        glimpses = {sample: seen for sample in group.samples if (seen := sample.reading.seen) is not None}
        agreed = _agreed(page, group) if glimpses else []
        for sample, seen in glimpses.items():
            own = found.setdefault(sample, [])
            told = {one.difference.aspect for one in own}
            for one in _compared(page, settings, base, agreed, sample, seen):
                if one.difference.aspect not in told:
                    difference = replace(one.difference, found=would(one.difference.found))
                    own.append(replace(one, difference=difference, of_page=what_differs(one) in of_page))
    return found


def _compared(
    page: Page, settings: Settings, base: str | None, agreed: _Agreed, sample: Sample, seen: Glimpse
) -> Iterator[Disagreement]:
    """In what is certain of a sample it differs; each aspect once."""
    start = sample.code.slice(0, 0)
    request = Request(seen.method or start, seen.url or start, (), None, sample.code.span())
    aspects = {"method"} if seen.method else set()
    if seen.url:
        aspects |= {"path", "host"} if "://" in seen.url.value else {"path"}
    for one in (*_with_page(page, settings, base, request), *_with_others(agreed, request)):
        if one.difference.aspect in aspects:
            aspects.remove(one.difference.aspect)
            yield one


def _with_page(page: Page, settings: Settings, base: str | None, request: Request) -> Iterator[Disagreement]:
    if isinstance(page, OperationPage):
        yield from (Disagreement(one, against) for against, one in differences(page, request))
    elif isinstance(page, EndpointPage):
        is_below = page.target is not None and base_path(request, page.target) is not None
        # Without a host, or another sample that tells, the API's base path is not known.
        is_open = is_below and ("://" not in request.url.value or (base is None and page_base(page) is None))
        for one in with_endpoint(page, settings, base_of(page, settings, base), request):
            if not (is_open and one.difference.aspect == "path"):
                yield one


def _agreed(page: Page, group: SampleGroup) -> _Agreed:
    """In what the page leaves open, what the samples that can be read send, where each sends one request, and all the same: the
    title of the first, its request, and how it is compared."""
    sent = understood(group.samples)
    if not sent or isinstance(page, OperationPage) or any(len(requests) > 1 for requests in sent.values()):
        return []
    title, others = next(iter(sent)).title, [requests[0] for requests in sent.values()]
    endpoint = page if isinstance(page, EndpointPage) else None
    comparers: list[Comparer] = [compare_hosts]
    comparers += [] if endpoint and endpoint.target else [compare_paths]
    comparers += [] if endpoint and endpoint.method in list(HTTPMethod) else [compare_methods]
    return [
        (compare, title, others[0])
        for compare in comparers
        if not any(difference for other in others[1:] for difference in compare(other, others[0]))
    ]


def _with_others(agreed: _Agreed, request: Request) -> Iterator[Disagreement]:
    for compare, title, other in agreed:
        yield from (Disagreement(one, f"{title} has") for one in compare(request, other))
