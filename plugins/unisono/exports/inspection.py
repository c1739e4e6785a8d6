"""What every sample of a page sends, as `unisono inspect` prints it."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from unisono.languages.reading import Status
from unisono.pages.model import EndpointPage, Page, Sample
from unisono.wire.har import HarRequest, to_har


class InspectedSample(TypedDict):
    title: str
    language: str | None
    line: int
    status: Status
    reason: str | None
    requests: list[HarRequest]
    uncalled: NotRequired[list[str]]


class InspectedBlock(TypedDict):
    line: int
    role: Literal["sample", "example", "other"]
    reason: str


class InspectedPage(TypedDict):
    path: str
    name: str | None
    method: str | None
    target: str | None
    samples: list[InspectedSample]
    blocks: list[InspectedBlock]
    line: NotRequired[int]


def inspect(page: Page) -> InspectedPage:
    """A page's declaration, if it has one, its samples' requests and its blocks of code, in the form of the contract; of an
    endpoint that stands in a heading of a page, also the line that says its method."""
    endpoint = page if isinstance(page, EndpointPage) else None
    found: InspectedPage = {
        "path": page.source.path,
        "name": page.name.value if page.name else None,
        "method": endpoint.method if endpoint else None,
        "target": endpoint.target.path if endpoint and endpoint.target else None,
        "samples": [_inspect(sample) for sample in page.samples],
        "blocks": [{"line": block.span.line, "role": block.role, "reason": block.reason} for block in page.blocks],
    }
    return {**found, "line": endpoint.declared_method.span().line} if endpoint and endpoint.in_heading else found


def _inspect(sample: Sample) -> InspectedSample:
    reading = sample.reading
    uncalled = [function.name for function in reading.meant.uncalled]
    found: InspectedSample = {
        "title": sample.title,
        "language": sample.language,
        "line": sample.span.line,
        "status": reading.status,
        "reason": reading.reason,
        "requests": [to_har(request) for request in reading.requests],
    }
    return {**found, "uncalled": uncalled} if uncalled else found
