"""What every sample of a page sends, as `unisono inspect` prints it."""

from __future__ import annotations

from typing import TypedDict

from unisono.languages.reading import Status
from unisono.pages.model import EndpointPage, Sample
from unisono.wire.har import HarRequest, to_har


class InspectedSample(TypedDict):
    title: str
    language: str | None
    line: int
    status: Status
    reason: str | None
    requests: list[HarRequest]


class InspectedPage(TypedDict):
    path: str
    name: str | None
    method: str
    target: str | None
    samples: list[InspectedSample]


def inspect(page: EndpointPage) -> InspectedPage:
    """The page's declaration and its samples' requests, in the form of the contract."""
    return {
        "path": page.source.path,
        "name": page.name.value if page.name else None,
        "method": page.method,
        "target": page.target.path if page.target else None,
        "samples": [_inspect(sample) for sample in page.samples],
    }


def _inspect(sample: Sample) -> InspectedSample:
    reading = sample.reading
    return {
        "title": sample.title,
        "language": sample.language,
        "line": sample.span.line,
        "status": reading.status,
        "reason": reading.reason,
        "requests": [to_har(request) for request in reading.requests],
    }
