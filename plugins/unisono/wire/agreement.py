"""All in which two requests differ, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from unisono.wire.compare import (
    Difference,
    compare_authentication,
    compare_fields,
    compare_hosts,
    compare_media_types,
    compare_method,
    compare_paths,
    compare_query,
)
from unisono.wire.compare_content import compare_content, content_of
from unisono.wire.request import Request
from unisono.wire.urls import split_url


def differences(request: Request, other: Request) -> Iterator[Difference]:
    """What a sample that sends the one beside a sample that sends the other would be told of."""
    query, content = split_url(other.url).query, content_of(other)
    return chain(
        compare_method(request, other.method),
        compare_hosts(request, other),
        compare_paths(request, other),
        compare_query(request, query, other.url.span()),
        compare_fields(request, other),
        compare_authentication(request, other),
        compare_media_types(request, other),
        compare_content(request, content, content.text.span() if content else other.url.span()),
    )


def agrees(request: Request, other: Request) -> bool:
    """Whether there is none."""
    return next(differences(request, other), None) is None
