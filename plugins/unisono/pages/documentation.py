"""What a page documents, linked to what its examples show: parameter lists, those of nested objects included, and the JSON
objects that they describe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property, lru_cache
from itertools import dropwhile, pairwise

from unisono.pages.blocks import Heading
from unisono.pages.header_fields import HeaderFields
from unisono.pages.model import EndpointPage, Example, ExampleKind, Page
from unisono.pages.parameter_names import ANY, names_of, steps, words
from unisono.pages.parameters import Parameter, ParameterGroup, Place, place_named
from unisono.pages.sent import sent_requests
from unisono.pages.statuses import names_status, status_or_class
from unisono.records import dataclass
from unisono.text.json import JsonError, Node
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import Field
from unisono.wire.target import PathParameter
from unisono.wire.urls import read_pairs, split_url


@dataclass(eq=False)
class Member:
    """A documented name. `parameter` is None where only longer names imply it: `address` where `address.city` is listed.
    `listing` is the number of the list that it stands in; `members` are those that longer names imply."""

    name: str
    listing: int
    parameter: Parameter | None = None
    members: dict[str, Member] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Listing:
    """One parameter list, or several that continue one another. `subject` is what it describes in the words of its heading;
    empty for the members of the content itself."""

    subject: tuple[str, ...]
    groups: tuple[ParameterGroup, ...]
    members: Mapping[str, Member]

    @property
    def place(self) -> Text:
        """What to point at as the list: its heading, or its first name."""
        return self.groups[0].heading or self.groups[0].parameters[0].name

    @property
    def label(self) -> str:
        """Where its parameters are listed, in the words of a finding."""
        return f"under '{self.groups[0].heading}'" if self.groups[0].heading else "among the parameters"

    @property
    def parameters(self) -> Iterator[Parameter]:
        return (parameter for group in self.groups for parameter in group.parameters)

    def get(self, name: str) -> Member | None:
        """The member that documents `name`: itself, or one whose name is a placeholder (`<sku>`)."""
        return self.members.get(name) or self.members.get(ANY)

    def like(self, name: str) -> str | None:
        """A documented name that differs from `name` in spelling only."""
        return self._spellings.get(words(name))

    @cached_property
    def _spellings(self) -> Mapping[tuple[str, ...], str]:
        return {words(name): name for name in self.members}


@dataclass(frozen=True, eq=False)
class ListedObject:
    """A JSON object and the list that documents its members. `path` is its parameter path (`request.items[]`)."""

    path: str
    node: Node
    listing: Listing

    def documented(self) -> Iterator[tuple[str, Node, Node, Member]]:
        """Each documented member: parameter path, key, value, and what documents it."""
        for key, value in self.node.members:
            if member := self.listing.get(key.value):
                yield f"{self.path}.{key.value}", key, value, member


@dataclass(frozen=True, eq=False)
class DescribedObject(ListedObject):
    """One in an example or, where no example of the request can be read, in the content that a sample sends: then `example` is
    None. `label` is what findings call either, `of_request` whether it is of the request."""

    label: str
    of_request: bool
    example: Example | None


@dataclass(frozen=True, slots=True, eq=False)
class SentParameter:
    """A query parameter in the page's path (`sample` is None) or in the URL of a sample, by its name up to a bracket."""

    name: str
    text: Text
    value: Text | None
    sample: str | None


class Section:
    """The lists of one place and, in responses, one status (`409`, `error`; None for success)."""

    def __init__(self, place: Place, status: str | None, groups: Iterable[ParameterGroup]) -> None:
        self.place = place
        self.path = f"{place}-{status}" if status else str(place)
        self.listings = tuple(_listings(list(groups)))
        self._by_subject: dict[tuple[str, ...], list[int]] = {}
        for number, listing in enumerate(self.listings):
            self._by_subject.setdefault(listing.subject, []).append(number)

    @property
    def root(self) -> Listing | None:
        """The members of the content itself; None where the page lists none."""
        numbers = self._by_subject.get(())
        return self.listings[numbers[0]] if numbers else None

    def below(self, member: Member) -> Listing | None:
        """The list that describes an object, or the items of an array: names that start with the member's, else the list whose
        heading names it, else the one that its type or description mentions (`Address object`). Of several the next one."""
        if member.members:
            return Listing(words(member.name), self.listings[member.listing].groups, member.members)
        for subject in [words(member.name), *(_mentioned(member.parameter) if member.parameter else ())]:
            if subject and (numbers := self._by_subject.get(subject)):
                after = next((number for number in numbers if number > member.listing), numbers[-1])
                return self.listings[after]
        return None

    def paths(self) -> Iterator[tuple[str, Member]]:
        """Every documented member with its parameter path, each list under the first that leads to it."""
        if self.root is None:
            return
        seen, pending = {self.root}, [(self.path, self.root.members)]
        for path, members in pending:
            for name, member in members.items():
                own = f"{path}.{name}"
                yield own, member
                listing = self.below(member)
                if listing is not None and (member.members or listing not in seen):
                    seen.add(listing)
                    pending.append((own + _brackets(member), listing.members))

    def listed(self, root: Node) -> Iterator[ListedObject]:
        """The objects in a content whose members the lists document, in order."""
        if self.root is None:
            return
        pending: list[tuple[str, Node, Listing]] = [(self.path, root, self.root)]
        if root.kind == "array" and (whole := _stands_for(self.root, root)):
            below = self.below(whole)
            pending = [(f"{self.path}.{whole.name}", root, below)] if below else []
        while pending:
            path, node, listing = pending.pop()
            if node.kind == "array":
                pending += [(f"{path}[]", item, listing) for item in reversed(node.items)]
            elif node.kind == "object":
                found = ListedObject(path, node, listing)
                yield found
                members = [
                    (own, value, below)
                    for own, _, value, member in found.documented()
                    if value.kind in {"object", "array"} and (below := self.below(member))
                ]
                pending += reversed(members)


def subjects_of(parameter: Parameter) -> Iterator[tuple[str, ...]]:
    """The words of each heading under which the members of a parameter may be listed."""
    yield from (words(steps(name)[-1]) for name in names_of(parameter))
    yield from _mentioned(parameter)


def continues(heading: str) -> bool:
    """Whether a heading says only which members of the content its list has, as `Optional` does."""
    own = set(words(heading))
    return own != set() and own <= _CONTINUES


def _mentioned(parameter: Parameter) -> Sequence[tuple[str, ...]]:
    """The objects that the parameter's type or description says that it is (`array of Item objects`), not those it has."""
    return _mentioned_in(parameter.type.value if parameter.type else "", parameter.markdown.value[:MAX_DESCRIPTION])


@lru_cache(maxsize=1024)  # asked several times for each parameter, and many pages describe the same
def _mentioned_in(kind: str, description: str) -> Sequence[tuple[str, ...]]:
    found = [words(kind)]
    if "object" in description.lower():
        found += [words(match[1]) for match in _IS_OBJECT.finditer(description)]
    return [tuple(dropwhile(_QUANTITIES.__contains__, named)) for named in found]


def _brackets(member: Member) -> str:
    kind = member.parameter.type.value.lower() if member.parameter and member.parameter.type else ""
    return "[]" if re.search(r"array|list|\[\]", kind) else ""


@lru_cache(maxsize=2)  # rules ask for it, and what draws the page
def documentation_of(page: Page) -> Documentation:
    """What a page documents."""
    return Documentation(page)


class Documentation:
    """The parameter lists of a page and the objects in its examples that they describe."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._sections = {key: Section(*key, groups) for key, groups in _grouped(page).items()}

    def section(self, place: Place, status: str | None = None) -> Section | None:
        """What the page documents of a place; None if it documents nothing there."""
        return self._sections.get((place, status))

    def answer(self, status: str | None) -> Section | None:
        """What the page documents of an answer, or where it has no list of its own for the status, of a success or of errors.
        `error` is an error whose status is not said, None a success, and `5xx` any of the class."""
        exact = self.section(Place.RESPONSE, status)
        if exact or status is None:
            return exact
        of_class = self.section(Place.RESPONSE, f"{status[0]}xx")
        return of_class or self.section(Place.RESPONSE, None if status.startswith("2") else "error")

    def listing(self, place: Place) -> Listing | None:
        """The list of what a place itself has; None if there is none."""
        section = self.section(place)
        return section.root if section else None

    def documents(self, name: str, *places: Place) -> bool:
        """Whether a list of one of the places names it."""
        return any(s.place in places and s.root is not None and s.root.get(name) for s in self._sections.values())

    @cached_property
    def path_parameters(self) -> tuple[PathParameter, ...]:
        target = self._page.target if isinstance(self._page, EndpointPage) else None
        return target.parameters if target else ()

    @cached_property
    def query(self) -> tuple[SentParameter, ...]:
        """The query parameters of the page's path, and those of the samples that send one request."""
        target = self._page.target if isinstance(self._page, EndpointPage) else None
        found = list(_sent(target.query if target else None, None))
        for sample in self._page.samples:
            reading = sample.reading.meant
            if reading.status == "ok" and len(reading.requests) == 1:
                found += _sent(split_url(reading.requests[0].url).query, sample.title)
        return tuple(found)

    @cached_property
    def _in_url(self) -> frozenset[tuple[str, ...]]:
        return frozenset([words(p.name.value) for p in self.path_parameters] + [words(p.name) for p in self.query])

    @cached_property
    def _field_names(self) -> frozenset[str]:
        requests = (request for sample in self._page.samples for request in sample.reading.requests)
        return frozenset(header.name.value.lower() for request in requests for header in request.fields)

    def outside_content(self, parameter: Parameter) -> bool:
        """Whether the path, a query or a header field has it, under any of its names: lists of the request's parameters often
        name these too. How names in URLs are spelt makes no difference."""
        return any(
            words(steps(name)[0]) in self._in_url or name.lower() in self._field_names or _FIELD_NAME.fullmatch(name)
            for name in names_of(parameter)
        )

    @cached_property
    def header_fields(self) -> HeaderFields:
        """The header fields that the page lists."""
        return HeaderFields(self._page.parameter_groups)

    @cached_property
    def sent_fields(self) -> tuple[tuple[str, Field], ...]:
        """The header fields of the samples' requests for the page's path, each with the sample's title."""
        target = self._page.target if isinstance(self._page, EndpointPage) else None
        return tuple(
            (sample.title, field)
            for sample in self._page.samples
            for request in sent_requests(sample, target)
            for field in request.fields
        )

    @cached_property
    def objects(self) -> tuple[DescribedObject, ...]:
        """Every object in the page's Request and Response examples whose members the page documents, in order. Where no example
        of the request can be read, those of the first sample that sends JSON."""
        return (*self._sent_objects(), *(found for example in self._page.examples for found in self._described(example)))

    @cached_property
    def paths(self) -> Mapping[Parameter, str]:
        """Each documented parameter's path: `request.address.city`, `response.items[].sku`, `response-409.code`."""
        paths: dict[Parameter, str] = {}
        for section in self._sections.values():
            for path, member in section.paths():
                if member.parameter is not None:
                    paths.setdefault(member.parameter, path)
        return paths

    @cached_property
    def has_spaced_names(self) -> bool:
        """Whether a member in an example, or a query parameter, has a space in its name."""
        names = [key.value for found in self.objects for key, _ in found.node.members] + [sent.name for sent in self.query]
        return not self.objects or any(" " in name for name in names)

    def _described(self, example: Example) -> Iterator[DescribedObject]:
        section = self._section_of(example)
        if section is None or section.root is None or not isinstance(example.json, Node):
            return
        if not _PLAIN_TITLE.fullmatch(example.title.value if example.title else "") and not _overlap(
            section.root, example.json
        ):
            return  # of something else, such as an error, that the title does not call one
        for found in section.listed(example.json):
            of_request = example.kind is ExampleKind.REQUEST
            yield DescribedObject(found.path, found.node, found.listing, example.label, of_request, example)

    def _sent_objects(self) -> Iterator[DescribedObject]:
        section, page = self.section(Place.REQUEST), self._page
        if section is None or not isinstance(page, EndpointPage):
            return
        if not all(isinstance(example.json, JsonError) for example in page.request_examples):
            return
        sent = ((sample.title, request.content) for sample in page.samples for request in sent_requests(sample, page.target))
        for title, content in sent:
            if content is not None and isinstance(content.json, Node) and content.json.kind in {"object", "array"}:
                for found in section.listed(content.json):
                    yield DescribedObject(found.path, found.node, found.listing, title, True, None)
                return

    def _section_of(self, example: Example) -> Section | None:
        if example.kind is ExampleKind.REQUEST:
            return self.section(Place.REQUEST)
        if example.kind is not ExampleKind.RESPONSE:
            return None
        title = example.title.value if example.title else ""
        return self.answer(status_or_class(title))


def _overlap(root: Listing, value: Node) -> bool:
    objects = value.items if value.kind == "array" else [value]
    return any(root.get(key.value) for item in objects for key, _ in item.members)


def _stands_for(root: Listing, array: Node) -> Member | None:
    """The one documented member that is the whole array rather than a member of each of its items."""
    names = {key.value for item in array.items for key, _ in item.members}
    only = next(iter(root.members.values())) if len(root.members) == 1 else None
    return only if only and only.name not in names and _brackets(only) else None


def _sent(query: Text | None, sample: str | None) -> Iterator[SentParameter]:
    for pair in read_pairs(query):
        yield SentParameter(steps(pair.name)[0], pair.text, pair.value, sample)


def _grouped(page: Page) -> dict[tuple[Place, str | None], list[ParameterGroup]]:
    """The page's lists by place and status, told by the headings that they stand under. One within an answer that is called as
    a parameter of it (`conflict`, `error_response`) is that of an object, not of another answer."""
    grouped: dict[tuple[Place, str | None], list[ParameterGroup]] = {}
    listed: dict[str | None, set[tuple[str, ...]]] = {}  # the parameters of each answer, by their words
    around: list[tuple[int, str | None]] = []  # the level of each open heading, and what it says where it is that of an answer
    status: str | None = None
    for part in page.body:
        if isinstance(part, Heading):
            around = [one for one in around if one[0] < part.level]
            titles = [title for _, title in around if title is not None]
            is_object = bool(titles) and words(part.text.value) in listed.get(_status_of(titles), ())
            own = [part.text.value] if _of_response(part.text.value) and not is_object else []
            around.append((part.level, own[0] if own else None))
            status = _status_of([*titles, *own])
        elif isinstance(part, ParameterGroup) and not all(_CODE.match(p.name.value) for p in part.parameters):
            of_response = part.place is Place.RESPONSE
            grouped.setdefault((part.place, status if of_response else None), []).append(part)
            if of_response:
                names = listed.setdefault(status, set())
                names.update(words(name) for parameter in part.parameters for name in names_of(parameter))
    return grouped


def _status_of(titles: list[str]) -> str | None:
    """The status that headings, the innermost last, say of a list: the nearest that they name. One that only speaks of an error
    is that of the answer around it, where that is none of a success."""
    named = [status for title in reversed(titles) if (status := status_or_class(title))]
    first = next((status for status in named if status != "error"), None)
    says_error = bool(named) and named[0] == "error"
    return "error" if says_error and (first is None or first < "4") else first


@lru_cache(maxsize=1024)
def _of_response(heading: str) -> bool:
    return names_status(heading) or re.search("respon", heading, re.IGNORECASE) is not None


def _listings(groups: list[ParameterGroup]) -> Iterator[Listing]:
    """The lists, those under one heading as one, and so those of the content itself. A heading without the word Object is the
    subject of a list if it names a parameter and is not the first; otherwise its list is, or goes on with, the members of the
    content (`Optional`)."""
    names = {words(part) for group in groups for parameter in group.parameters for part in names_of(parameter)}
    subjects = [_subject(group, names if group is not groups[0] else set()) for group in groups]
    together: dict[tuple[tuple[str, ...], Text | None], list[ParameterGroup]] = {}
    for group, subject in zip(groups, subjects, strict=True):
        if subject is not None:
            together.setdefault((subject, group.heading if subject else None), []).append(group)
    for number, ((subject, _), same) in enumerate(together.items()):
        yield Listing(subject, tuple(same), _members(same, number))


def _subject(group: ParameterGroup, names: set[tuple[str, ...]]) -> tuple[str, ...] | None:
    """What the list describes: the words of an object, `()` for the content itself, None where that is not known."""
    if group.subject is not None:
        return words(group.subject.value) or None
    if group.heading is None:
        return ()
    heading = words(group.heading.value)
    if heading in names:
        return heading
    of_answer = group.place is Place.RESPONSE and names_status(group.heading.value)
    says_whose = place_named(group.heading.value) or of_answer
    return () if says_whose or set(heading) <= _CONTINUES else None


def _members(groups: Iterable[ParameterGroup], listing: int) -> dict[str, Member]:
    members: dict[str, Member] = {}
    for group in groups:
        for parameter in group.parameters:
            for name in names_of(parameter):
                _put(members, name, parameter, listing)
    return members


def _put(members: dict[str, Member], name: str, parameter: Parameter, listing: int) -> None:
    """`items[].sku` and `address.city` stand below `items` and `address`."""
    for step, following in pairwise([*steps(name), None]):
        if step is None:
            continue
        own = ANY if _ANY_STEP.fullmatch(step) else step
        member = members.setdefault(own, Member(own, listing))
        if following is None:
            member.parameter = member.parameter or parameter
            for inner in parameter.members:
                for named in names_of(inner):
                    _put(member.members, named, inner, listing)
        members = member.members


_ANY_STEP = regex(r"<[A-Za-z][\w .-]{0,60}>")
"""A step that stands for any name: `scores.<player>`."""

MAX_DESCRIPTION = 1000
"""Characters of a description in which the name of an object is looked for."""

_IS_OBJECT = regex(r"(?:\A|\bas\b|\bof\b)[ \t]*((?:[\w'-]+[ \t]+){1,6}?)objects?\b", re.IGNORECASE)
_QUANTITIES = frozenset({"array", "list", "of", "all", "one", "or", "more"})
_FIELD_NAME = regex(r"X-.+|Authorization|Accept(?:-.+)?|Content-.+|Cookie|If-.+|Idempotency-Key", re.IGNORECASE)
_PLAIN_TITLE = regex(r"(?:request|response|body|example|json|success(?:ful)?|ok|created|accepted|\d{3}|[\W_])*+", re.IGNORECASE)
_CODE = regex(r"[`*]*[1-5]\d\d\b")
_CONTINUES = frozenset({"required", "optional", "and", "additional", "other"})
