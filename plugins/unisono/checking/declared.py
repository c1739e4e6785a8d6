"""The request that a group of samples should send: what the page declares, and for what it leaves open what a sample has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPMethod

from unisono.checking.checked import CheckedSample
from unisono.checking.disagreements import are_comparable
from unisono.checking.settings import Settings
from unisono.languages.writing import Unwritable, variables_of, writers
from unisono.pages.model import EndpointPage, Example, Page
from unisono.pages.sent import path_values
from unisono.text.json import Node, json_text
from unisono.text.source import Span, Text
from unisono.wire.compare import FROM_THE_CLIENT, compare_path, compare_query, is_written
from unisono.wire.compare_content import compare_content
from unisono.wire.multipart import boundary_fault
from unisono.wire.request import BOUNDARY, Content, Field, Request, essence
from unisono.wire.target import PathParameter, Target
from unisono.wire.urls import base_variable, split_url


class Undeclared(Exception):
    """Nothing says what the samples should send; the message says why."""


def declared_request(
    page: Page, group: Sequence[CheckedSample], examples: Sequence[Example], settings: Settings, base: str, source: str | None
) -> Request:
    """The request for the samples of a group: that of the sample which `source` names, or else of the one that differs least,
    with the method, the path and the content that the page declares.

    `base` is the API's base path. `source` is a client's id; None for the one that the page itself names. Raises Undeclared.
    """
    model = model_of(page, group, source)
    request = model.sample.reading.requests[0]
    request = _with_its_boundary(_without_the_clients_own(request))
    of_page = {one.difference.aspect for one in model.disagreements if one.of_page}  # the samples are right, or as right
    if isinstance(page, EndpointPage):
        request = _as_declared(page, request, settings, base, of_page)
    is_open = of_page & {"content", "media-type"} or not are_comparable(examples)
    return with_example(request, examples) if examples and not is_open else request


def named_source(page: Page, source: str | None) -> str | None:
    """The client whose sample the others follow: `source`, as the user says it, or `source` in the page's front matter."""
    said = page.front_matter.text("source")
    return source or (said.value.strip() if said else None)


def model_of(page: Page, group: Sequence[CheckedSample], source: str | None) -> CheckedSample:
    """The sample that the others follow: of those that differ as little, one that is sent, not one that only defines functions.
    Raises Undeclared where there is none."""
    source = named_source(page, source)
    known = [c for c in group if c.sample.reading.status == "ok" and len(c.sample.reading.requests) == 1]
    known = [
        c
        for c in known
        if not c.sample.reading.misprints and _is_writable(_without_the_clients_own(c.sample.reading.requests[0]))
    ]
    if source is not None:
        reader = writers()[source].reader if source in writers() else source
        known = [checked for checked in known if checked.sample.language == reader]
        if not known:
            raise Undeclared(f"there is no sample for {source} among them that can be read and sends one request")
    if not known:
        raise Undeclared("none of the samples can be read and sends one request")
    return min(known, key=lambda checked: (len(checked.disagreements), not checked.is_called))


def _is_writable(request: Request) -> bool:
    """Whether other clients can say what is in it: not a value that only its own sample works out."""
    try:
        return all(variables_of(request))
    except Unwritable:
        return False


def _without_the_clients_own(request: Request) -> Request:
    """Without the fields that are there because of what the client does and not of what the author wants: a `User-Agent` with
    the version of the client is that, too."""
    return replace(request, fields=tuple(field for field in request.fields if _is_said(field)))


def _with_its_boundary(request: Request) -> Request:
    """With a media type that names the boundary of the content, if that is written out and the sample says another."""
    if request.content is None or request.content.parts is None or not boundary_fault(request):
        return request
    value = f"multipart/form-data; boundary={BOUNDARY}"
    fields = [
        replace(field, value=Text.decoded(value, field.value.span())) if field.name.value.lower() == "content-type" else field
        for field in request.fields
    ]
    return replace(request, fields=tuple(fields))


def _is_said(field: Field) -> bool:
    if field.name.value.lower() not in FROM_THE_CLIENT:
        return True
    return is_written([field]) and not field.value.has_placeholder


def _as_declared(page: EndpointPage, request: Request, settings: Settings, base: str, of_page: set[str]) -> Request:
    place = page.declared_method.span()
    if page.method in list(HTTPMethod) and "method" not in of_page:
        request = replace(request, method=Text.decoded(page.method, place))
    target = page.target
    if target and "path" not in of_page and any(compare_path(request, target, settings.stating_servers, base)):
        request = replace(request, url=_url(request, target, base, place))
    if target and target.query and "query" not in of_page and any(compare_query(request, target.query, place)):
        url = split_url(request.url)
        head = request.url.slice(0, len(url.scheme) + len("://") + len(url.authority) + len(url.path))
        request = replace(request, url=Text.join([head, Text.decoded("?", place), target.query]))
    return request


def _url(request: Request, target: Target, base: str, place: Span) -> Text:
    """The request's URL with the declared path; its parameters have the values that the request has for them."""
    url, values = split_url(request.url), dict(path_values(request, target))
    whole = base_variable(request.url)
    if not url.authority.value and whole is None:
        raise Undeclared("the address that its request goes to is not known")
    parts = [values.get(part.name.value, part.text) if isinstance(part, PathParameter) else part for part in target.parts]
    if whole and not request.url.value.startswith(f"{whole}{base}/"):  # which may have the API's base path
        base = ""
    path = Text.join([Text.decoded(base, place), *parts])
    if not path.value.startswith("/"):
        path = Text.join([Text.decoded("/", place), path])
    origin = whole or request.url.slice(0, len(url.scheme) + len("://") + len(url.authority))
    query = [Text.decoded("?", place), url.query] if url.query is not None else []
    return Text.join([origin, path, *query])


def with_example(request: Request, examples: Sequence[Example]) -> Request:
    """With the content of an example, unless it has that of one of them."""
    fitting = next((example for example in examples if has_example(request, example)), None)
    if fitting is None and not isinstance(examples[0].json, Node):
        raise Undeclared("the page's example is not JSON")
    example = fitting or examples[0]
    if not isinstance(example.json, Node):
        return request
    has_variables = request.content is not None and request.content.text.has_placeholder
    if fitting is None or not has_variables:
        request = replace(request, content=Content(_text(example)))
    media_type = request.media_type
    if media_type is None or not essence(media_type.value).endswith(("/json", "+json")):
        place = example.code.span()
        others = [field for field in request.fields if field.name.value.lower() != "content-type"]
        added = Field(Text.decoded("Content-Type", place), Text.decoded("application/json", place))
        request = replace(request, fields=(*others, added))
    return request


def has_example(request: Request, example: Example) -> bool:
    """Whether a request has the content of an example."""
    expected = example.json if isinstance(example.json, Node) else example.code.stripped()
    return not any(compare_content(request, expected, example.code.span()))


def _text(example: Example) -> Text:
    """An example's content in strict JSON."""
    node = example.json
    return json_text(node) if isinstance(node, Node) and example.annotations else example.code.stripped()
