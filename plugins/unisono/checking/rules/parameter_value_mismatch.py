"""## What it does

Reports a value in a Request or Response example, or in the path, the query, the header fields or the content of a sample, that
is none of those that the parameter list allows: in a column or under a key of its own, or in a sentence such as "One of
`draft`, `open`." A value that several samples have is reported once. A default that is none of them is reported too. `null`, an
empty text and placeholders agree with any, as do several of the values with commas between them. Of a sample's content that
differs from the page's, the difference is reported instead.

## Why is this bad?

Readers copy the value from the example, and the API refuses it; or the list lacks a value that the API has.

## Example

With the Request example `{"status": "opened"}`:

```markdown
status
: (string) What becomes of the order. One of `draft`, `open`, `closed`.
```

Write `{"status": "open"}`.

## How to mend it

Write one of the values that the list has, or add to the list the one that it lacks.

## When not to use it

Where lists name a few of many values, without saying that there are others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from urllib.parse import unquote_plus

from unisono.checking.checked import CheckedPage
from unisono.checking.diagnostic import Finding, Severity
from unisono.pages.model import EndpointPage
from unisono.pages.parameter_facts import read_values
from unisono.pages.parameters import Parameter, Place
from unisono.pages.problem import Related
from unisono.pages.sent import path_values, sent_requests
from unisono.pages.stated import stated_of
from unisono.text.json import Node
from unisono.text.placeholders import is_placeholder, literals
from unisono.text.source import Span, Text
from unisono.wire.compare import is_written
from unisono.wire.compare_content import shown_value
from unisono.wire.request import Request, essence
from unisono.wire.urls import read_pairs

SEVERITY = Severity.ERROR
DEFAULT = True


def check(page: CheckedPage) -> Iterator[Finding]:
    if any(_allowed(parameter) for group in page.page.parameter_groups for parameter in group.walk()):
        yield from _none_of_them(page)


def _none_of_them(page: CheckedPage) -> Iterator[Finding]:
    """What is none of the values that the page states for some of its parameters, as few pages do."""
    seen: set[str] = set()
    for described in page.documentation.objects:
        for path, _, value, member in described.documented():
            values = _allowed(member.parameter) if path not in seen else ()
            if values and member.parameter and (wrong := _wrong(value, values)) and wrong.span not in page.odd:
                seen.add(path)
                found = f"{described.label} has {shown_value(wrong)} at {path.partition('.')[2]}"
                yield _finding(found, wrong.span, member.parameter, values, path)
    if isinstance(page.page, EndpointPage):
        told: set[tuple[str, str]] = set()
        for finding in _of_samples(page, page.page, seen):
            text = finding.span.source.text[finding.span.start : finding.span.end]
            if (finding.where, text) not in told:
                told.add((finding.where, text))
                yield finding
        yield from _defaults(page)


def _of_samples(page: CheckedPage, endpoint: EndpointPage, seen: set[str]) -> Iterator[Finding]:
    yield from _in_query(page)
    yield from _in_fields(page)
    for sample in endpoint.samples:
        for request in sent_requests(sample, endpoint.target):
            yield from _in_path(page, endpoint, sample.title, request)
            yield from _in_content(page, sample.title, request, seen)


def _in_query(page: CheckedPage) -> Iterator[Finding]:
    listing = page.documentation.listing(Place.QUERY)
    for sent in page.documentation.query if listing else ():
        member = listing.get(sent.name) if listing else None
        if member and member.parameter and sent.value and not _agrees(sent.value, values := _allowed(member.parameter)):
            found = f"{sent.sample or 'the path'} has {sent.text}"
            yield _finding(found, sent.value.span(), member.parameter, values, f"query.{sent.name}", sent.sample)


def _in_fields(page: CheckedPage) -> Iterator[Finding]:
    for title, field in page.documentation.sent_fields:
        parameter = page.documentation.header_fields.get(field.name.value)
        values = _allowed(parameter) if is_written([field]) else ()
        if parameter and not _agrees(field.value, values) and essence(field.value.value) not in values:
            found = f"{title} sends {field.name}: {field.value}"
            yield _finding(found, field.value.span(), parameter, values, f"header.{parameter.name}", title)


def _in_path(page: CheckedPage, endpoint: EndpointPage, title: str, request: Request) -> Iterator[Finding]:
    listing = page.documentation.listing(Place.PATH)
    for name, text in path_values(request, endpoint.target) if listing and endpoint.target else ():
        member = listing.members.get(listing.like(name) or "") if listing else None
        if member and member.parameter and not _agrees(text, values := _allowed(member.parameter)):
            found = f"{title} has {text} for {name}"
            yield _finding(found, text.span(), member.parameter, values, f"path.{name}", title)


def _in_content(page: CheckedPage, title: str, request: Request, seen: set[str]) -> Iterator[Finding]:
    section, content = page.documentation.section(Place.REQUEST), request.content
    told = (checked for checked in page.samples if checked.sample.title == title)
    if section is None or content is None or any(d.difference.aspect == "content" for one in told for d in one.disagreements):
        return
    if isinstance(content.json, Node):
        for path, _, value, member in (own for found in section.listed(content.json) for own in found.documented()):
            values = _allowed(member.parameter) if path not in seen else ()
            if values and member.parameter and (wrong := _wrong(value, values)):
                seen.add(path)
                found = f"{title} sends {shown_value(wrong)} at {path.partition('.')[2]}"
                yield _finding(found, wrong.span, member.parameter, values, path, title)
        return
    for name, text in _pairs(request):
        listed = section.root.get(name) if section.root else None
        path = f"{section.path}.{name}"
        if listed and listed.parameter and path not in seen and not _agrees(text, values := _allowed(listed.parameter)):
            seen.add(path)
            yield _finding(f"{title} sends {name}={text}", text.span(), listed.parameter, values, path, title)


def _pairs(request: Request) -> Iterator[tuple[str, Text]]:
    """The names and values of a form."""
    content, media_type = request.content, request.media_type
    if content and content.parts is not None:
        yield from ((part.name.value, part.value) for part in content.parts if part.filename is None)
    elif content and media_type and essence(media_type.value) == "application/x-www-form-urlencoded":
        yield from ((pair.name, pair.value) for pair in read_pairs(content.text) if pair.value)


def _defaults(page: CheckedPage) -> Iterator[Finding]:
    for parameter in (parameter for group in page.page.parameter_groups for parameter in group.walk()):
        default, values = stated_of(parameter).default, _allowed(parameter)
        if default and default.value.lower() not in _NO_VALUE and not _agrees(default, values):
            path = page.documentation.paths.get(parameter, parameter.name.value)
            yield _finding(f"the default of {parameter.name} is {default}", default.span(), parameter, values, path)


_NO_VALUE = frozenset({"null", "none", "nil", "all", "any", "unset"})
"""Words for a default that is no value."""


@lru_cache(maxsize=4096)  # asked for each sample and each example
def _allowed(parameter: Parameter | None) -> Sequence[str]:
    """The values that a parameter may have; none where the page does not say."""
    return [value.value for value in stated_of(parameter).values] if parameter else []


def _wrong(value: Node, values: Sequence[str]) -> Node | None:
    """The value, or the first of an array's items, that is none of those allowed."""
    return next((node for node in _scalars(value) if not _is_one_of(node, values)), None)


def _scalars(value: Node) -> Sequence[Node]:
    """The value itself, or the items of an array, without objects."""
    return [node for node in (value.items if value.kind == "array" else [value]) if node.kind not in {"object", "array"}]


def _is_one_of(node: Node, values: Sequence[str]) -> bool:
    return node.kind == "null" or is_placeholder(node) or _agrees(node.text, values)


def _agrees(text: Text, values: Sequence[str]) -> bool:
    if not values or {text.value.strip(), unquote_plus(text.value)} & {"", *values} or None in literals(text):
        return True
    several = read_values(text)
    return len(several) > 1 and all(value.value in values for value in several)


def _finding(
    found: str, span: Span, parameter: Parameter, values: Sequence[str], where: str, sample: str | None = None
) -> Finding:
    shown = ", ".join(values[:10]) + (", …" if len(values) > 10 else "")
    related = (Related(parameter.name.span(), f"{parameter.name} is one of {shown}"),)
    return Finding(f"{found}, which is none of {shown}; correct the one that is wrong", span, sample, related, where)
