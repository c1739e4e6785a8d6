"""The JSON of an answer, compared with the examples and the parameters of a page: names, and kinds of values, at any depth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from unisono.checking.answered import Aspect, Departure
from unisono.checking.diagnostic import Finding
from unisono.checking.wording import count
from unisono.pages.documentation import Listing, Member, Section
from unisono.pages.parameter_names import ANY, may_be_listed, words
from unisono.pages.problem import Related
from unisono.pages.types import JsonType, read_type
from unisono.records import dataclass
from unisono.text.json import Node
from unisono.text.placeholders import is_placeholder
from unisono.text.source import Span, Text

MOST = 20
"""Findings about one answer; how many more there are is said."""

MAX_NAME = 100
"""Characters of a name in an answer that are told."""

_ARTICLES = {"object": "an object", "array": "an array", "null": "null"}


@dataclass(frozen=True, eq=False)
class Documented:
    """What a page has of an answer: the JSON of its examples, the parameters that it lists, and the site's words for types."""

    shown: Sequence[Node]
    section: Section | None
    types: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class _Place:
    """All values of an answer at one place, whose pointer has `*` for any index and, in a map, for any name; all that examples
    show there, and the type that the page says, as it is written and as it is understood."""

    pointer: str
    answers: Sequence[Node]
    shown: Sequence[Node]
    kind: Text | None = None
    type: JsonType | None = None


def compare(answer: Node, documented: Documented, status: str) -> Iterator[Departure]:
    """In what the JSON of an answer differs from what a page has of it."""
    found = _Comparison(answer, documented, status).departures(_Place("", [answer], documented.shown))
    yield from islice(found, MOST)
    rest = list(found)
    if rest:
        last = rest[0].finding
        message = last.message + (f" (and {count(len(rest) - 1, 'other difference')})" if rest[1:] else "")
        yield Departure(rest[0].aspect, Finding(message, last.span, None, last.related, last.where))


class _Comparison:
    def __init__(self, answer: Node, documented: Documented, status: str) -> None:
        self._types, self._status = documented.types, status
        self._root: Listing | None = None
        self._listings: dict[Node, Listing] = {}
        self._members: dict[Node, Member] = {}
        section = documented.section
        if section is not None and section.root is not None and _is_of(section.root, documented.shown):
            self._root = section.root
            for found in section.listed(answer):
                self._listings[found.node] = found.listing
                self._members.update((value, member) for _, _, value, member in found.documented())

    def departures(self, root: _Place) -> Iterator[Departure]:
        pending = [root]
        while pending:
            place = pending.pop()
            yield from self._of_types(place)
            answers, shown = _objects(place.answers), _objects(place.shown)
            below: list[_Place] = []
            if answers:
                yield from self._of_names(place, answers, shown)
                below += self._members_of(place, answers, shown)
            if items := _items(place.answers):
                inner = place.type.items if place.type else None
                below.append(_Place(f"{place.pointer}/*", items, _items(place.shown), place.kind, inner))
            pending += reversed(below)

    def _members_of(self, place: _Place, answers: Sequence[Node], shown: Sequence[Node]) -> Iterator[_Place]:
        if self._is_map(answers, shown):
            yield self._below(place, "*", _values(answers), _values(shown))
            return
        theirs = _by_name(shown)
        for name, values in _by_name(answers).items():
            yield self._below(place, name, values, theirs.get(name, []))

    def _below(self, place: _Place, name: str, answers: Sequence[Node], shown: Sequence[Node]) -> _Place:
        member = next((self._members[value] for value in answers if value in self._members), None)
        kind = member.parameter.type if member and member.parameter else None
        known = read_type(kind.value, self._types) if kind else None
        return _Place(f"{place.pointer}/{_escaped(name)}", answers, shown, kind, known)

    def _listing(self, answers: Sequence[Node]) -> Listing | None:
        return next((self._listings[node] for node in answers if node in self._listings), None)

    def _is_map(self, answers: Sequence[Node], shown: Sequence[Node]) -> bool:
        """Whether the names in objects are data: the page has a placeholder for them, or shows only such."""
        if listing := self._listing(answers):
            return listing.members.keys() == {ANY}
        keys = [key for node in shown for key, _ in node.members]
        return keys != [] and all(is_placeholder(key) or not may_be_listed(key.value) for key in keys)

    def _of_names(self, place: _Place, answers: Sequence[Node], shown: Sequence[Node]) -> Iterator[Departure]:
        names = _Names(answers, shown, self._listing(answers))
        if not names.known or self._is_map(answers, shown):
            return
        said = f"the answer {self._status}"
        for name, meant in names.gained():
            page = f"the page calls it {meant}" if meant else "the page has not"
            yield self._departure("gained", names.where(name, meant), place, name, f"{said} has", page)
        for name in names.lacking():
            yield self._departure("lacking", names.where(name, name), place, name, f"{said} lacks", "the page has it")
        for name in names.lacking_in_some():
            page = "the page has it as required"
            yield self._departure("lacking", names.where(name, name), place, name, f"an item in {said} lacks", page)

    def _departure(
        self,
        aspect: Aspect,
        where: tuple[Span, tuple[Related, ...]],
        place: _Place,
        name: str,
        found: str,
        page: str,
    ) -> Departure:
        span, related = where
        pointer = f"{place.pointer}/{_escaped(name)}"
        return Departure(aspect, Finding(f"{found} {pointer}, {page}", span, None, related, f"{self._status}{pointer}"))

    def _of_types(self, place: _Place) -> Iterator[Departure]:
        """The first of the values at a place that is of a kind which neither the type nor, where it allows none of these, an
        example has."""
        known, shown = place.type, [node for node in place.shown if node.kind != "null"]
        if known is None and any(is_placeholder(node) for node in shown):
            return
        kinds: set[str] = {node.kind for node in shown if known is None or not known.allows(node)}
        listed = self._root if not place.pointer and not kinds else None
        if listed:  # only these have members
            kinds = {"object", "array"}
        if known is None and not kinds:
            return
        wrong = next((one for one in place.answers if not _is_allowed(one, known, kinds)), None)
        if wrong is None:
            return
        at = f" at {place.pointer}" if place.pointer else ""
        page = f"the page says '{place.kind}'" if known else f"the page has {_named(kinds)}"
        said = place.kind if known else listed.place if listed else None
        span = said.span() if said else _begin(shown[0])
        message = f"the answer {self._status} has {_named([wrong.kind])}{at}, {page}"
        yield Departure("type", Finding(message, span, where=f"{self._status}{place.pointer}"))


class _Names:
    """The names in objects of an answer, in those of examples, and in the list of their members."""

    def __init__(self, answers: Sequence[Node], shown: Sequence[Node], listing: Listing | None) -> None:
        self._answers, self._shown, self._listing = answers, shown, listing
        self._mine = _by_name(answers)
        listed = listing.members if listing else ()
        self.known = dict.fromkeys(name for name in (*_by_name(shown), *listed) if name != ANY)
        spelt = {words(name): name for name in self.known if name not in self._mine}
        strange = [name for name in self._mine if name not in self.known]
        self._gained = {name: spelt.pop(words(name), None) for name in strange} if ANY not in listed else {}

    def gained(self) -> Iterable[tuple[str, str | None]]:
        """The names that only the answer has, each with what the page has that differs in spelling alone."""
        return self._gained.items()

    def lacking(self) -> Iterator[str]:
        """The names that only the page has: not what is optional, by word or as examples lack it."""
        for name in self.known:
            if name in self._mine or name in self._gained.values():
                continue
            required = self._required(name)
            if required is None:
                required = all(any(key.value == name for key, _ in node.members) for node in self._shown)
            if required:
                yield name

    def lacking_in_some(self) -> Iterator[str]:
        """The names that the page says are required, and that some of several objects lack."""
        for name, values in self._mine.items():
            if len(values) < len(self._answers) and self._required(name):
                yield name

    def _required(self, name: str) -> bool | None:
        member = self._listing.members.get(name) if self._listing else None
        return member.parameter.required if member and member.parameter else None

    def where(self, name: str, meant: str | None) -> tuple[Span, tuple[Related, ...]]:
        """What to point at: what the page has, in an example or the list, else the object, or the list, that lacks it."""
        key = next((key for node in self._shown for key, _ in node.members if key.value == meant), None)
        if key is not None:
            return key.span, ()
        member = self._listing.members.get(meant) if self._listing and meant else None
        if member is not None and member.parameter is not None:
            return member.parameter.name.span(), ()
        if self._listing is None:
            return _begin(self._shown[0]), ()
        place = self._listing.place.span()
        if not self._shown or meant:
            return place, ()
        return _begin(self._shown[0]), (Related(place, f"{name[:MAX_NAME]} is not listed {self._listing.label}"),)


def _is_allowed(node: Node, known: JsonType | None, kinds: set[str]) -> bool:
    return node.kind == "null" or node.kind in kinds or (known is not None and known.allows(node))


def _is_of(root: Listing, shown: Sequence[Node]) -> bool:
    """Whether a list may be of the examples: one that has another name than all that they have is of something else."""
    objects = [item for value in shown for item in (value.items if value.kind == "array" else [value])]
    names = {key.value for node in objects for key, _ in node.members}
    return not names or len(root.members) == 1 or any(root.get(name) for name in names)


def _objects(nodes: Sequence[Node]) -> list[Node]:
    return [node for node in nodes if node.kind == "object"]


def _items(nodes: Sequence[Node]) -> list[Node]:
    return [item for node in nodes for item in node.items]


def _values(objects: Sequence[Node]) -> list[Node]:
    return [value for node in objects for _, value in node.members]


def _by_name(objects: Sequence[Node]) -> dict[str, list[Node]]:
    """The values of each name. Of a name that an object has twice, only the last counts, as for most readers of JSON."""
    found: dict[str, list[Node]] = {}
    for node in objects:
        for name, value in {key.value: value for key, value in node.members}.items():
            found.setdefault(name, []).append(value)
    return found


def _begin(node: Node) -> Span:
    """A value, or the bracket that begins it."""
    span = node.span
    return span if node.kind not in {"object", "array"} else span._replace(end=span.start + 1)


def _escaped(name: str) -> str:
    """One step of a JSON pointer (RFC 6901, 3)."""
    return name[:MAX_NAME].replace("~", "~0").replace("/", "~1")


def _named(kinds: Iterable[str]) -> str:
    return " or ".join(sorted({_ARTICLES.get(kind, f"a {kind}") for kind in kinds}))
