"""The request of a page that has no sample yet: from what it declares and lists, and from the servers of the settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPMethod
from urllib.parse import quote, unquote

from unisono.checking.declared import Undeclared, with_example
from unisono.checking.settings import Settings
from unisono.pages.documentation import documentation_of
from unisono.pages.header_fields import HeaderFields
from unisono.pages.model import EndpointPage
from unisono.pages.parameter_names import names_of
from unisono.pages.parameters import Parameter, Place
from unisono.text.source import Text
from unisono.wire.request import Field, Request
from unisono.wire.target import PathParameter, Target
from unisono.wire.urls import read_pairs

_WITH_CONTENT = frozenset({"POST", "PUT", "PATCH"})


def documented_request(page: EndpointPage, settings: Settings) -> Request:
    """The request with the method, the path, the first server, the header fields and query parameters that are listed as
    required or with a value, and the first Request example. A value that is not said is a word for readers to replace; what is
    not listed is not sent. Raises Undeclared."""
    place, lacking = page.declared_method.span(), _lacking(page)
    if page.method not in list(HTTPMethod):
        raise Undeclared(f"{lacking}, and its method is none of HTTP")
    if page.target is None:
        raise Undeclared(f"{lacking}, and does not say its path")
    if not page.request_examples and page.method in _WITH_CONTENT:
        raise Undeclared(f"{lacking}, and no Request example that says what a {page.method} sends")
    query = "&".join([*([page.target.query.value] if page.target.query else []), *_query(page, page.target)])
    url = _base(page.target, settings, lacking) + _path(page, page.target) + (f"?{query}" if query else "")
    fields = tuple(_fields(page))
    request = Request(Text.decoded(page.method, place), Text.decoded(url, place), fields, None, place)
    return with_example(request, page.request_examples) if page.request_examples else request


def _lacking(page: EndpointPage) -> str:
    """That there is no sample; other endpoints of the same page may have some."""
    whose = f"{page.method} {page.target.path}" if page.in_heading and page.target else "the page"
    return f"{whose} has no sample"


def _base(target: Target, settings: Settings, lacking: str) -> str:
    if target.base is not None:
        return target.base.value
    if not settings.servers:
        raise Undeclared(f"{lacking}, and the setting 'servers' names no server")
    server = settings.servers[0].rstrip("/")
    origin = re.match(r"[^/]*//[^/]*", server)
    own = server[origin.end() :] if origin else ""
    return server[: len(server) - len(own)] if own and target.path.startswith(f"{own}/") else server


def _path(page: EndpointPage, target: Target) -> str:
    listed = {name: one for one in _listed(page, Place.PATH) for name in names_of(one)}
    parts = [
        _encoded(_value(part.name.value, listed.get(part.name.value), "")) if isinstance(part, PathParameter) else part.value
        for part in target.parts
    ]
    path = "".join(parts)
    return path if path.startswith("/") else f"/{path}"


def _query(page: EndpointPage, target: Target) -> Iterator[str]:
    there = {pair.name for pair in read_pairs(target.query)}
    for parameter in _listed(page, Place.QUERY):
        name = parameter.name.value
        if parameter.required and name not in there and re.fullmatch(r"[\w.\-\[\]]+", name):
            yield f"{_encoded(name)}={_encoded(_value(name, parameter))}"


def _fields(page: EndpointPage) -> Iterator[Field]:
    """The header fields that are required, and those of which one value is said."""
    fields = HeaderFields(page.parameter_groups)
    for parameter in fields.parameters:
        name = parameter.name
        is_said = parameter.default is not None or len(parameter.values) == 1
        if (parameter in fields.required or is_said) and re.fullmatch(r"[A-Za-z0-9-]+", name.value):
            yield Field(name, Text.decoded(_value(name.value, parameter), name.span()))


def _listed(page: EndpointPage, place: Place) -> tuple[Parameter, ...]:
    listing = documentation_of(page).listing(place)
    return tuple(listing.parameters) if listing else ()


def _value(name: str, parameter: Parameter | None, mark: str = "YOUR_") -> str:
    """What is said of a parameter's value, else a word for readers to replace."""
    if parameter is not None and parameter.default is not None:
        return parameter.default.value.strip("\"'`")
    if parameter is not None and parameter.values:
        return parameter.values[0].value.strip("\"'`")
    return mark + word_for(name)


def word_for(name: str) -> str:
    """The word in the place of a value that is not said: readers replace it."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return re.sub(r"[^A-Za-z0-9]+", "_", words).strip("_").upper()


def _encoded(text: str) -> str:
    return quote(unquote(text), safe="-._~[]")
