"""Where on a page the parameters occur that it documents: in its path, in its examples, and in what its samples send."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from unisono.pages.apart import apart
from unisono.pages.documentation import Documentation, documentation_of
from unisono.pages.model import EndpointPage, ExampleKind, Page, Sample
from unisono.pages.parameter_names import names_of, steps, words
from unisono.pages.parameters import Parameter, Place
from unisono.pages.sent import path_values, sent_requests
from unisono.text.json import Node
from unisono.text.source import Text
from unisono.wire.request import Request


class Occurrence(NamedTuple):
    """A parameter, where it occurs, what that is a part of, and the value that it has there, where it has one."""

    parameter: Parameter
    text: Text
    within: str
    value: str | None = None


def occurrences(page: Page) -> Sequence[Occurrence]:
    """All those of a page, each place once, in the order of path, examples, samples; those of each of several endpoints."""
    return [one for part in apart(page) for one in _occurrences(part)]


def _occurrences(page: Page) -> Sequence[Occurrence]:
    documentation = documentation_of(page)
    found = [*_declared(page), *_in_examples(documentation)]
    if isinstance(page, EndpointPage):
        listed = {place: _by_words(page, place) for place in (Place.PATH, Place.QUERY)}
        found += [one for sample in page.samples for one in _sent(page, sample, documentation, listed)]
    return list({(one.text.span(), one.parameter): one for one in found}.values())


def keys_called(page: Page, parameter: Parameter, *, in_responses: bool) -> Sequence[Occurrence]:
    """The keys with a parameter's name, whatever object they are in: in the examples of responses, or in all others and in what
    samples send. For a parameter of which no list says what it is a member of."""
    names = {steps(name)[-1] for name in names_of(parameter)}
    values = [
        (example.label, example.json)
        for example in page.examples
        if (example.kind is ExampleKind.RESPONSE) == in_responses and isinstance(example.json, Node)
    ]
    if not in_responses:
        requests = ((sample.title, request) for sample in page.samples for request in sample.reading.meant.requests)
        contents = ((title, request.content.json) for title, request in requests if request.content)
        values += [(title, node) for title, node in contents if isinstance(node, Node)]
    return [
        Occurrence(parameter, key.text, label, value.text.value)
        for label, node in values
        for key, value in _members(node)
        if key.value in names
    ]


def _members(node: Node) -> Iterator[tuple[Node, Node]]:
    for key, value in node.members:
        yield key, value
        yield from _members(value)
    for item in node.items:
        yield from _members(item)


def not_read(page: Page) -> list[str]:
    """What of a page may have parameters and cannot be read: examples that are no JSON, and samples."""
    examples = [example.label for example in page.examples if not isinstance(example.json, Node)]
    return [*examples, *(sample.title for sample in page.samples if sample.reading.meant.status != "ok")]


Listed = dict[Place, dict[tuple[str, ...], Parameter]]


def _by_words(page: Page, place: Place) -> dict[tuple[str, ...], Parameter]:
    """The parameters of a part of the URL by the words of their names; lists of all parameters often name these too."""
    places = (Place.REQUEST, Place.OTHER, place)
    return {
        words(steps(name)[0]): parameter
        for wanted in places
        for group in page.parameter_groups
        if group.place is wanted
        for parameter in group.parameters
        for name in names_of(parameter)
    }


def _declared(page: Page) -> Iterator[Occurrence]:
    target = page.target if isinstance(page, EndpointPage) else None
    if target is not None:
        listed, queried = _by_words(page, Place.PATH), _by_words(page, Place.QUERY)
        for one in target.parameters:
            if parameter := listed.get(words(one.name.value)):
                yield Occurrence(parameter, one.text, "the path")
        for sent in documentation_of(page).query:
            if sent.sample is None and (parameter := queried.get(words(sent.name))):
                yield Occurrence(parameter, sent.text, "the path", sent.value.value if sent.value else None)


def _in_examples(documentation: Documentation) -> Iterator[Occurrence]:
    for described in documentation.objects:
        if described.example is not None:
            for _, key, value, member in described.documented():
                if member.parameter is not None:
                    yield Occurrence(member.parameter, key.text, described.label, value.text.value)


def _sent(page: EndpointPage, sample: Sample, documentation: Documentation, listed: Listed) -> Iterator[Occurrence]:
    for request in sent_requests(sample, page.target):
        for name, value in path_values(request, page.target) if page.target else ():
            if parameter := listed[Place.PATH].get(words(name)):
                yield Occurrence(parameter, value, sample.title, value.value)
        for field in request.fields:
            if parameter := documentation.header_fields.get(field.name.value):
                yield Occurrence(parameter, field.name, sample.title, field.value.value)
        yield from _in_content(request, sample, documentation)
    for sent in documentation.query:
        if sent.sample == sample.title and (parameter := listed[Place.QUERY].get(words(sent.name))):
            yield Occurrence(parameter, sent.text, sample.title, sent.value.value if sent.value else None)


def _in_content(request: Request, sample: Sample, documentation: Documentation) -> Iterator[Occurrence]:
    section = documentation.section(Place.REQUEST)
    node = request.content.json if request.content else None
    if section is None or not isinstance(node, Node):
        return
    for described in section.listed(node):
        for _, key, value, member in described.documented():
            if member.parameter is not None:
                yield Occurrence(member.parameter, key.text, sample.title, value.text.value)
