"""What an endpoint page says of its request, in the terms in which two versions of the page are compared: from what the page
declares, and for what that leaves open from one of its samples. None stands for what neither says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from unisono.diff.shape import Shape, add_text, shape_of
from unisono.pages.model import EndpointPage, Example, ExampleKind, Sample
from unisono.pages.parameters import Parameter, Place
from unisono.records import dataclass
from unisono.text.json import JsonError, Node
from unisono.text.placeholders import literals
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.compare import FROM_THE_CLIENT, compare_method, compare_path, is_written
from unisono.wire.request import DEFAULT_PORTS, Request, essence
from unisono.wire.urls import read_pairs, split_url

ParameterKey = tuple[Place, str, str]
"""Where a parameter belongs, the object whose member it is ("" if none is named), and its name."""

NO_SCHEME = "credentials without a scheme"


@dataclass(frozen=True, eq=False)
class Outline:
    """A page, and the request of the sample that answers for what the page does not declare; None if there is none."""

    page: EndpointPage
    request: Request | None

    @property
    def host(self) -> Text | None:
        """Scheme, host and port, without the default port (RFC 9110, 4.2.3)."""
        base = self.page.target.base if self.page.target else None
        url = base or (self.request.url if self.request else None)
        if url is None:
            return None
        parts = split_url(url)
        if not parts.authority.value or list(literals(parts.authority)) == [None]:
            return None
        origin = url.slice(0, len(parts.scheme) + len("://") + len(parts.authority))
        port = f":{DEFAULT_PORTS.get(parts.scheme.value.lower())}"
        return origin.slice(0, len(origin) - len(port)) if origin.value.endswith(port) else origin

    @property
    def path(self) -> str | None:
        if self.page.target:
            return self.page.target.path
        return (split_url(self.request.url).path.value or "/") if self.request else None

    @property
    def query(self) -> Mapping[str, None] | None:
        """The names in the query, in order and without those that are placeholders."""
        if self.page.target and self.page.target.query:
            query: Text | None = self.page.target.query
        elif self.request:
            query = split_url(self.request.url).query
        else:
            return None
        return dict.fromkeys(pair.name for pair in read_pairs(query) if not _starts_unknown(pair.text))

    @property
    def fields(self) -> Mapping[str, str] | None:
        """The header fields that the author wrote, by their names in lower case. Credentials and the content's type, which
        are told apart from them, are not among them."""
        if self.request is None:
            return None
        named = {field.name.value.lower(): field for field in self.request.fields}
        return {
            name: field.name.value
            for name, field in named.items()
            if name not in {"authorization", "content-type"} and (name not in FROM_THE_CLIENT or is_written([field]))
        }

    @property
    def authentication(self) -> str | None:
        """The scheme in `Authorization`, never the credentials; "" where the field is not sent."""
        if self.request is None:
            return None
        found = self.request.field("authorization")
        if found is None:
            return ""
        if _starts_unknown(found.value):
            return None
        scheme, space, _ = found.value.value.strip().partition(" ")
        return scheme if space else NO_SCHEME

    @cached_property
    def content(self) -> Shape | None:
        media_type = self.request.media_type if self.request else None
        sent = media_type.value if media_type else None
        shape = Shape()
        for example in self.page.request_examples:
            if isinstance(example.json, Node):
                shape.add(example.json)
            elif not isinstance(example.json, JsonError):
                add_text(shape, example.code, sent or "text/plain")
        if shape.types:
            return shape
        return shape_of(self.request.content, sent) if self.request else None

    @property
    def media_type(self) -> str | None:
        """The type and subtype of the content; "" where it is sent without. A JSON example declares JSON, and the sample says
        whether that is one of the types built on it (RFC 6839)."""
        if self.request is None:
            return None
        sent = self.request.media_type
        found = essence(sent.value) if sent else ""
        if any(isinstance(example.json, Node) for example in self.page.request_examples):
            return found if found.endswith("+json") else "application/json"
        return None if self.request.content is None or (sent and sent.has_placeholder) else found

    @cached_property
    def parameters(self) -> Mapping[ParameterKey, Parameter]:
        """The documented parameters, the first of each name."""
        found: dict[ParameterKey, Parameter] = {}
        for group in self.page.parameter_groups:
            place = Place.REQUEST if group.place is Place.OTHER else group.place
            listed = [parameter for parameter in group.parameters if _status(parameter) is None]
            for path, parameter in _with_paths(listed):
                found.setdefault((place, group.subject.value if group.subject else "", path), parameter)
        return found

    @cached_property
    def statuses(self) -> Mapping[str, None]:
        """The statuses with which the page says that a request is answered, in order: of its lists, and of its examples."""
        listed = [_status(one) for group in self.page.parameter_groups for one in group.parameters]
        shown = [_status_of(example) for example in self.page.examples if example.kind is ExampleKind.RESPONSE]
        return dict.fromkeys(sorted(status for status in (*listed, *shown) if status))

    @cached_property
    def answer(self) -> Shape | None:
        """The content with which a request is answered that succeeds, of all examples of it; None where there is none in
        JSON, or where that of one of them is wrong."""
        shape = Shape()
        for example in self.answers:
            if isinstance(example.json, JsonError):
                return None
            if isinstance(example.json, Node):
                shape.add(example.json)
        return shape if shape.types else None

    @property
    def answers(self) -> list[Example]:
        """The examples of responses that are no failures."""
        return [example for example in self.page.examples if example.kind is ExampleKind.RESPONSE and _succeeds(example)]

    @cached_property
    def names(self) -> frozenset[str]:
        """What the page shows of its request by name: path parameters, the query's and the content's members at any depth."""
        path = [parameter.name.value for parameter in self.page.target.parameters] if self.page.target else []
        members: list[str] = []
        pending = [self.content] if self.content else []
        while pending:
            shape = pending.pop()
            members += shape.members
            pending += shape.members.values()
            pending += [shape.items] if shape.items else []
        return frozenset([*path, *(self.query or ()), *members])


_STATUS = regex(r"[1-5](?:\d\d|xx)\b", re.IGNORECASE)
_FAILS = regex(r"error|fail", re.IGNORECASE)


def _status(parameter: Parameter) -> str | None:
    """The status that an entry of a list is, and no parameter: `404`, `404 Not Found`."""
    found = _STATUS.match(parameter.name.value.strip("`* "))
    return found[0].lower() if found else None


def _status_of(example: Example) -> str | None:
    found = _STATUS_IN_TITLE.search(example.title.value) if example.title else None
    return found[0].lower() if found else None


def _succeeds(example: Example) -> bool:
    status = _status_of(example)
    return status.startswith("2") if status else example.title is None or not _FAILS.search(example.title.value)


_STATUS_IN_TITLE = regex(r"\b[1-5](?:\d\d|xx)\b", re.IGNORECASE)


def _with_paths(parameters: Iterable[Parameter], within: str = "") -> Iterator[tuple[str, Parameter]]:
    for parameter in parameters:
        path = f"{within}{parameter.name}"
        yield path, parameter
        yield from _with_paths(parameter.members, f"{path}.")


def outlines(before: EndpointPage, after: EndpointPage) -> tuple[Outline, Outline]:
    """Both versions of a page, each with the request of the first sample that is understood: the same client's, if one is
    understood in both, as clients differ in what they add."""
    old, new = _requests(before), _requests(after)
    both = next((title for title in old if title in new), None)
    if both is not None:
        return Outline(before, old[both]), Outline(after, new[both])
    return Outline(before, next(iter(old.values()), None)), Outline(after, next(iter(new.values()), None))


def _requests(page: EndpointPage) -> dict[str, Request]:
    """The request of each sample that is understood, by the sample's title."""
    found: dict[str, Request] = {}
    for sample in page.samples:
        if sample.reading.meant.status == "ok" and sample.reading.requests:
            found.setdefault(sample.title, _main_request(page, sample))
    return found


def _main_request(page: EndpointPage, sample: Sample) -> Request:
    """Of several requests, the one that fits the page best: others prepare it (a login) or follow it."""

    def misfits(request: Request) -> int:
        paths = compare_path(request, page.target) if page.target else ()
        return len([*compare_method(request, page.declared_method), *paths])

    return min(sample.reading.requests, key=misfits)


def _starts_unknown(text: Text) -> bool:
    return text.value != "" and next(literals(text), None) is None
