"""The names that the samples and examples of a page show, which its parameter lists should have."""

from __future__ import annotations

from collections.abc import Iterator

from unisono.pages.model import EndpointPage, ExampleKind
from unisono.pages.parameters import Place
from unisono.pages.sent import sent_requests
from unisono.text.json import Node
from unisono.wire.urls import read_pairs, split_url


def shown_names(page: EndpointPage) -> Iterator[tuple[Place, set[str]]]:
    """The names that a page shows, object by object, and the place that each is of."""
    if page.target:
        yield Place.PATH, {parameter.name.value for parameter in page.target.parameters}
    sent = [request for sample in page.samples for request in sent_requests(sample, page.target)]
    for request in sent:
        query = split_url(request.url).query
        yield Place.QUERY, {pair.name for pair in read_pairs(query)}
    contents = [request.content.json for request in sent if request.content]
    for node in (*(example.json for example in page.request_examples), *contents):
        yield from ((Place.REQUEST, names) for names in _objects(node))
    for example in page.examples:
        if example.kind is ExampleKind.RESPONSE:
            yield from ((Place.RESPONSE, names) for names in _objects(example.json))


def _objects(node: object) -> Iterator[set[str]]:
    """The names of the members of each object of a value."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Node):
            waiting += [*one.items, *(value for _, value in one.members)]
            if one.members:
                yield {key.value for key, _ in one.members}
