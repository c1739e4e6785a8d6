"""What is compared with what on a page: its declaration first, and for what it leaves open the samples with one another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from http import HTTPMethod
from itertools import islice

from unisono.checking.operation_differences import OF_OPERATIONS, differences
from unisono.checking.settings import Settings
from unisono.languages import languages
from unisono.openapi.operations import OperationPage
from unisono.pages.documentation import documentation_of
from unisono.pages.header_fields import field_names
from unisono.pages.model import EndpointPage, Example, ExampleKind, Page, Sample
from unisono.pages.sample_groups import sample_groups
from unisono.pages.suppression import Suppressions
from unisono.records import dataclass
from unisono.text.json import JsonError, Node
from unisono.text.regex import regex
from unisono.text.source import Origin, Span, Text
from unisono.wire.compare import (
    FROM_THE_CLIENT,
    Difference,
    base_path,
    compare_authentication,
    compare_fields,
    compare_hosts,
    compare_media_type,
    compare_media_types,
    compare_method,
    compare_path,
    compare_paths,
    compare_query,
    compare_servers,
    is_another_try,
)
from unisono.wire.compare_content import compare_content, content_of
from unisono.wire.multipart import boundary_fault
from unisono.wire.request import Request, essence
from unisono.wire.target import PathParameter, Target
from unisono.wire.urls import split_url

MAX_ALTERNATIVES = 16
"""Groups of agreeing samples, or examples, that a sample is tried against: it keeps the time linear. Pages have a handful."""

MAX_PAIRS = 1000
"""Requests times examples of a page that are compared even where that makes more alternatives for each."""

MAX_TOLD, _FEW = 10_000, 20
"""How many differences of the requests of a page are told, and how many of each in any case. Very many samples that each lack
very much would have more than any page that shows it has characters."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A difference and what it is a difference from: `against` reads "the page declares", "HTTPie has". `of_page` marks one
    that all samples of the page have alike, and that is declared there: the page is the odd one."""

    difference: Difference
    against: str
    of_page: bool = False


Found = dict[Sample, list[Disagreement]]


@lru_cache(maxsize=2)  # asked for to compare the page, and to tell what the site has in common
def page_base(page: EndpointPage) -> str | None:
    """The path before the declared one that most of a page's samples request: "" or a base path such as "/v1". None where no
    sample tells."""
    if page.target is None:
        return None
    found: list[str] = []
    for sample in page.samples:
        reading = sample.reading.meant
        own = [base_path(request, page.target) for request in reading.requests] if reading.status == "ok" else []
        known = [base for base in own if base is not None]
        found += [min(known, key=len)] if known else []
    counted = Counter(found)
    return max(counted, key=lambda base: (counted[base], base == ""), default=None)


def base_of(page: Page, settings: Settings, base: str | None) -> str:
    """The API's base path before the path of a page: `base` where other pages tell it, else what most of its samples say; ""
    where the settings state it."""
    if settings.stating_servers or not isinstance(page, EndpointPage):
        return ""
    return base if base is not None else page_base(page) or ""


def page_host(page: EndpointPage) -> str | None:
    """The host, with its port, that most requests of a page's samples are for, in lower case; None where none is known."""
    urls = [split_url(request.url) for sample in page.samples for request in sample.reading.requests]
    hosts = [url.authority.value.lower() for url in urls if url.authority.value and not url.authority.has_placeholder]
    counted = Counter(hosts)
    return max(counted, key=counted.__getitem__, default=None)


def disagreements(page: Page, settings: Settings, base: str | None = None) -> Mapping[Sample, Sequence[Disagreement]]:
    """For each sample that was understood, in what its requests differ. A sample that sends several is taken by the one that
    fits the page best; others prepare it (a login) or follow it (a status query), but for those that look like another try at
    the same endpoint, which are compared as well. `base` is the API's base path, by default what most of the page's samples
    say."""
    if isinstance(page, OperationPage):
        return _with_operation(page)
    if not isinstance(page, EndpointPage):
        return _in_groups(page, settings)
    base = base_of(page, settings, base)
    requests = understood(page.samples)
    number = sum(len(sent) for sent in requests.values())
    declaration = _Declaration(page, settings, base, _told_of_each(number))
    examples = page.request_examples[: max(MAX_ALTERNATIVES, MAX_PAIRS // max(number, 1))]
    found: Found = {}
    for group in sample_groups(page):
        own = {sample: requests[sample] for sample in group.samples if sample in requests}
        _compare_group(declaration, group.examples(examples), own, found)
    accepted = Suppressions(page.suppressions)
    if any(accepted.aim_at(sample.span) for sample in found):
        return found  # what is accepted of some samples is told of each
    found = _with_those_of_the_page(found)
    of_page = {what_differs(one) for differs in found.values() for one in differs if one.of_page}
    for sample in (sample for sample in page.samples if sample.reading.meant.status == "invalid"):
        methods = _other_methods(page, settings, base, sample)
        found[sample] = [replace(one, of_page=True) if what_differs(one) in of_page else one for one in methods]
    return found


def _with_operation(page: OperationPage) -> Found:
    """What differs from an operation of an OpenAPI document, which says more of its requests than a page does. Its samples are
    not compared with one another: they may show several ways to use it."""
    found: Found = {}
    requests = understood(page.samples)
    most = _told_of_each(sum(len(sent) for sent in requests.values()))
    for sample, sent in requests.items():
        compared = [
            _first((Disagreement(one, against) for against, one in differences(page, request)), most) for request in sent
        ]
        found[sample] = [*min(compared, key=_distance), *_unexpanded(sample, sent)]
    if any(suppression.target is not None for suppression in page.suppressions):
        return found
    return _with_those_of_the_page(found)


def _distance(differs: Sequence[Disagreement]) -> tuple[int, int]:
    """How far a request is from the operation: first of all whether it is meant for another one."""
    return sum(one.difference.aspect in {"method", "host", "path"} for one in differs), len(differs)


def _other_methods(page: EndpointPage, settings: Settings, base: str, sample: Sample) -> list[Disagreement]:
    """The other methods that a sample has sent to the page's path before it fails, unless it has sent the declared one too."""
    if page.target is None or page.method not in list(HTTPMethod):
        return []
    own = [
        request
        for request in sample.reading.requests
        if not any(compare_path(request, page.target, settings.stating_servers, base))
        and not _may_lack_options(sample, request)
    ]
    compared = [list(compare_method(request, page.declared_method)) for request in own]
    return [Disagreement(one, "the page declares") for found in compared for one in found] if all(compared) else []


def _may_lack_options(sample: Sample, request: Request) -> bool:
    """Whether a command ends where its author did not mean it to, and takes its method from what it has by then."""
    place = sample.reading.meant.span
    is_command = sample.language is not None and bool(languages()[sample.language].commands)
    is_written = request.method.pieces[0].origin is Origin.VERBATIM
    return is_command and not is_written and place is not None and place.start >= request.span.end


def _in_groups(page: Page, settings: Settings) -> Found:
    """What differs on a page that documents no endpoint: the samples of a group from one another, and from the example of a
    request that stands with them."""
    found: Found = {}
    groups = [(group, understood(group.samples)) for group in sample_groups(page)]
    number = sum(len(sent) for _, requests in groups for sent in requests.values())
    declaration = _Declaration(page, settings, "", _told_of_each(number))
    for group, requests in groups:
        runs = {sample.run for sample in group.samples}
        examples = [e for e in page.examples if e.kind is ExampleKind.REQUEST and e.run in runs][:MAX_ALTERNATIVES]
        _compare_group(declaration, examples, requests, found)
    return found


def _told_of_each(number: int) -> int:
    """How many differences are told of each of a number of requests."""
    return max(_FEW, MAX_TOLD // max(number, 1))


def _first(differs: Iterable[Disagreement], most: int) -> list[Disagreement]:
    """The first of the differences of a request, and where there are more than `most`, that there are."""
    found = list(islice(differs, most + 1))
    if len(found) > most:
        says = f"differs in more than the {most:,} places that are told"
        last = replace(found[-1].difference, where="", found=says, expected="first", sent_name=None, slip="")
        found[-1] = Disagreement(last, "mend these")
    return found


def understood(samples: Iterable[Sample]) -> dict[Sample, tuple[Request, ...]]:
    """The requests of the samples that are understood, an excerpt's as if it had its imports."""
    return {s: s.reading.meant.requests for s in samples if s.reading.meant.status == "ok" and s.reading.meant.requests}


@dataclass(frozen=True, slots=True)
class _Declaration:
    """What a page declares, if it documents an endpoint, and where settings and other pages say that its path begins. `most` is
    how many differences of a request are told."""

    page: Page
    settings: Settings
    base: str
    most: int


def _compare_group(
    declaration: _Declaration, examples: Sequence[Example], requests: Mapping[Sample, Sequence[Request]], found: Found
) -> None:
    chosen: dict[Sample, Request] = {}
    for sample, sent in requests.items():
        compared = [_first(_with_declaration(declaration, examples, request), declaration.most) for request in sent]
        best = min(range(len(sent)), key=lambda i: len(compared[i]))
        chosen[sample], found[sample] = sent[best], compared[best]
        for other, differs in zip(sent, compared, strict=True):
            if other is not sent[best] and differs and _is_another_try(other, sent[best], examples):
                found[sample] += differs
        found[sample] += _unexpanded(sample, sent)
    for compare, open_requests in _open_aspects(declaration.page, examples, chosen, found):
        _among_samples(open_requests, compare, found, declaration.most)


def _is_another_try(request: Request, declared: Request, examples: Sequence[Example]) -> bool:
    """Whether a request of a sample looks as if it were meant for the endpoint as well. One with another method for the same
    path is another endpoint (a list, and what is added to it), unless it has the members of an example."""
    if not is_another_try(request, declared):
        return False
    if request.method.value == declared.method.value or split_url(request.url).path.value != split_url(declared.url).path.value:
        return True
    content = request.content.json if request.content else None
    sent = {key.value for key, _ in content.members} if isinstance(content, Node) else set()
    return any(sent == {key.value for key, _ in example.json.members} for example in examples if isinstance(example.json, Node))


def _with_those_of_the_page(found: Found) -> Found:
    """Where each of several samples differs from the page's declaration alike, the page is the odd one."""
    if len(found) < 2:
        return found
    first, *others = ({what_differs(one): one for one in differs} for differs in found.values())
    misprinted = {
        what_differs(one) for sample, differs in found.items() for one in differs if is_misprint(sample, one.difference)
    }
    common = {what for what in first if what[0] in _DECLARED and all(what in other for other in others)} - misprinted
    return {
        sample: [replace(one, of_page=True) if what_differs(one) in common else one for one in differs]
        for sample, differs in found.items()
    }


_CONDITIONAL = {
    "sends ": "would send ",
    "does not send ": "would not send ",
    "requests ": "would request ",
    "is sent ": "would be sent ",
}


def would(found: str) -> str:
    """What a request does, told of one that is not sent."""
    return next((said + found[len(does) :] for does, said in _CONDITIONAL.items() if found.startswith(does)), found)


REQUIRED_FIELD = "required-field"
"""The aspect of a header field that the page lists as required."""


def is_misprint(sample: Sample, difference: Difference) -> bool:
    """Whether a difference comes from a misprint, which is told in its place: what is miswritten is sent otherwise, or not at
    all."""
    return any(
        (difference.is_lack and not misprint.aspect)
        or difference.aspect == misprint.aspect
        or (difference.span.start <= misprint.span.start and misprint.span.end <= difference.span.end)
        for misprint in sample.reading.misprints
        if misprint.explains
    )


_DECLARED = frozenset({"method", "path", "query", "content", "media-type", REQUIRED_FIELD, *OF_OPERATIONS})
"""What a page declares. A media type that its example only implies is the page's as well."""


WhatDiffers = tuple[str, str, str, Span]


def what_differs(one: Disagreement) -> WhatDiffers:
    """What tells disagreements apart but for the sample that has them."""
    return one.difference.aspect, one.difference.where, one.difference.found, one.difference.other


def _with_declaration(declaration: _Declaration, examples: Sequence[Example], request: Request) -> Iterator[Disagreement]:
    if isinstance(declaration.page, EndpointPage):
        yield from with_endpoint(declaration.page, declaration.settings, declaration.base, request)
        yield from _lacking_fields(declaration.page, request)
    if fault := boundary_fault(request):
        media_type = (request.media_type or request.url).span()
        difference = Difference("media-type", "", fault, media_type, "the boundary that separates its parts", media_type)
        yield Disagreement(difference, "multipart content needs")
    if examples and are_comparable(examples):
        compared = (list(islice(_with_example(request, example), declaration.most + 1)) for example in examples)
        yield from min(compared, key=len)


def _lacking_fields(page: EndpointPage, request: Request) -> Iterator[Disagreement]:
    """The header fields that the page lists as required and that the request lacks. What clients send by themselves is never
    lacking, and what describes content only where there is some."""
    for parameter in documentation_of(page).header_fields.required:
        names = field_names(parameter)
        needed = request.content is not None or not all(name.lower().startswith("content-") for name in names)
        if needed and not any(name.lower() in FROM_THE_CLIENT or request.field(name) for name in names):
            sends = f"sends no field {names[0]}"
            difference = Difference(
                REQUIRED_FIELD, names[0].lower(), sends, request.url.span(), "required", parameter.name.span()
            )
            yield Disagreement(difference, f"the page lists {names[0]} as")


def with_endpoint(page: EndpointPage, settings: Settings, base: str, request: Request) -> Iterator[Disagreement]:
    """In what a request differs from what a page declares, but for its fields and its content. `base` as of `base_of`."""
    declares = "the page declares"
    # What is no method is reported as that; nothing can agree with it.
    for difference in compare_method(request, page.declared_method) if page.method in list(HTTPMethod) else ():
        yield Disagreement(difference, declares)
    if page.target:
        if any(compare_path(request, page.target, settings.stating_servers, base)):
            documented = _as_documented(page, page.target)
            for difference in compare_path(request, documented, settings.stating_servers, base):
                yield Disagreement(difference, declares)
        if page.target.query:
            for difference in compare_query(request, page.target.query, page.target.text.span()):
                yield Disagreement(difference, declares)
    if settings.servers:
        for difference in compare_servers(request, settings.servers, page.declared_method.span()):
            yield Disagreement(difference, "the servers of this site are")
    elif page.target and page.target.base and _PLAIN_BASE.fullmatch(page.target.base.value):
        for difference in compare_servers(request, [page.target.base.value], page.target.base.span()):
            yield Disagreement(difference, declares)


_PLAIN_BASE = regex(r"https?://[A-Za-z0-9.-]+(?::\d+)?", re.IGNORECASE)
"""The beginning of an absolute URL that says a host, and not that the reader's own comes there."""


@lru_cache(maxsize=8)  # asked for each sample of a page
def _as_documented(page: EndpointPage, target: Target) -> Target:
    """The path with those of its parameters that are documented as spanning several segments marked as such."""
    spanning = {
        parameter.name.value
        for group in page.parameter_groups
        for parameter in group.parameters
        if _SPANNING.search(parameter.markdown.value)
    }
    parts = [
        replace(part, pattern="**") if isinstance(part, PathParameter) and part.name.value in spanning else part
        for part in target.parts
    ]
    return replace(target, parts=tuple(parts))


_SPANNING = regex(
    r"\b(?:with|contains?|including|include|have|has|keeps?) (?:its |any |the )?(?:slashes|`/`|several (?:path )?segments)"
    r"|\b(?:several|multiple|more) (?:path )?segments|\bslashes (?:are )?(?:allowed|kept)|\bspan(?:s|ning) ",
    re.IGNORECASE,
)


def are_comparable(examples: Iterable[Example]) -> bool:
    """Whether requests can be compared with these examples. One that cannot be read may be the one that is meant."""
    return not any(isinstance(example.json, JsonError) for example in examples)


def _unexpanded(sample: Sample, sent: Sequence[Request]) -> Iterator[Disagreement]:
    """What the sample sends as it stands though it looks like a variable; each of its places once."""
    if sample.language is None:
        return
    interpolation = languages()[sample.language].interpolation
    told: set[Span] = set()
    for text in (text for request in sent for text in _texts(request)):
        for shown, place in interpolation.unexpanded(text, sample.code):
            if shown.span() not in told:
                told.add(shown.span())
                says = f"sends {shown} as it is"
                difference = Difference("variable", shown.value, says, shown.span(), interpolation.advice, place.span())
                yield Disagreement(difference, f"{interpolation.language} puts")


def _texts(request: Request) -> Iterator[Text]:
    yield request.url
    yield from (field.value for field in request.fields)
    if request.content is not None:
        yield from [part.value for part in request.content.parts] if request.content.parts else [request.content.text]


def _with_example(request: Request, example: Example) -> Iterator[Disagreement]:
    """With one example of the request's content. Where a page has several, it allows any of them."""
    if isinstance(example.json, JsonError):
        return  # see are_comparable
    expected = example.code.stripped() if example.json is None else example.json
    for difference in compare_content(request, expected, example.code.stripped().span()):
        yield Disagreement(difference, f"{example.label} has")
    if example.json is not None and request.content is not None:
        for difference in compare_media_type(request, "application/json", example.code.stripped().span()):
            yield Disagreement(difference, f"{example.label} is")


Comparer = Callable[[Request, Request], Iterable[Difference]]


Requests = Mapping[Sample, Request]


def _open_aspects(
    page: Page, examples: Sequence[Example], chosen: Requests, found: Mapping[Sample, Sequence[Disagreement]]
) -> Iterator[tuple[Comparer, Requests]]:
    """The comparisons that the page's declaration leaves open, each with the requests that it concerns. `found` is what is
    known to differ from the declaration."""
    yield (compare_hosts, _untold("host", chosen, found))  # where the page or the settings say it, some have been told
    yield (_but_required(page, compare_fields), chosen)
    yield (_but_required(page, compare_authentication), chosen)
    target = page.target if isinstance(page, EndpointPage) else None
    if not isinstance(page, EndpointPage) or page.method not in list(HTTPMethod):
        yield (compare_methods, chosen)
    if target is None:
        yield (compare_paths, chosen)
    if target is None or target.query is None:
        yield (_queries, chosen)
    if not examples or not are_comparable(examples):
        yield (_contents, chosen)
    # An example in JSON leaves open which kind of JSON it is; what is none at all has been told.
    with_content = {s: request for s, request in chosen.items() if request.content is not None}
    yield (compare_media_types, _untold("media-type", with_content, found))


def _untold(aspect: str, chosen: Requests, found: Mapping[Sample, Sequence[Disagreement]]) -> Requests:
    """The requests that do not differ from the declaration in an aspect."""
    return {s: request for s, request in chosen.items() if not any(one.difference.aspect == aspect for one in found[s])}


def _but_required(page: Page, compare: Comparer) -> Comparer:
    """A comparison of header fields without which requests have those that the page lists as required: it declares these."""
    required = {name.lower() for parameter in documentation_of(page).header_fields.required for name in field_names(parameter)}
    if not required:
        return compare

    def compare_open(request: Request, other: Request) -> Iterator[Difference]:
        for difference in compare(request, other):
            name = "authorization" if difference.aspect == "authentication" else difference.where
            if name not in required or (request.field(name) and other.field(name)):
                yield difference

    return compare_open


def compare_methods(request: Request, other: Request) -> Iterable[Difference]:
    return compare_method(request, other.method)


def _queries(request: Request, other: Request) -> Iterator[Difference]:
    url = split_url(other.url)
    return compare_query(request, url.query, url.query.span() if url.query and url.query.value else url.path.span())


def _contents(request: Request, other: Request) -> Iterator[Difference]:
    content = content_of(other)
    return compare_content(request, content, content.text.span() if content else other.url.span())


def _is_readable(request: Request) -> bool:
    """Whether the content is JSON where it says so."""
    media_type, content = request.media_type, request.content
    says = media_type is not None and essence(media_type.value) == "application/json"
    return not (says and content is not None and isinstance(content.json, JsonError))


def _rank(sample: Sample, requests: Requests, found: Mapping[Sample, Sequence[Disagreement]]) -> tuple[bool, int, bool]:
    """How far a sample is to be believed, for comparison with another's rank."""
    return not sample.reading.misprints, -len(found[sample]), _is_readable(requests[sample])


def _among_samples(requests: Requests, compare: Comparer, found: dict[Sample, list[Disagreement]], told: int) -> None:
    """Compare requests with one another: those that differ from what most of them, or else the first ones, send. Of each,
    `told` differences are."""
    groups: list[list[Sample]] = []
    for sample, request in requests.items():
        group = next((g for g in groups[:MAX_ALTERNATIVES] if not any(compare(request, requests[g[0]]))), None)
        if group is None:
            groups.append([sample])
        else:
            group.append(sample)
    if len(groups) < 2:
        return
    # Where as many send one thing as another, those are right that have no misprint and agree with the page in all else.
    most = max(groups, key=lambda group: (len(group), *_rank(group[0], requests, found)))
    reference = most[0]
    for group in groups:
        for sample in group if group is not most else ():
            differs = compare(requests[sample], requests[reference])
            found[sample] += _first((Disagreement(one, f"{reference.title} has") for one in differs), told)
