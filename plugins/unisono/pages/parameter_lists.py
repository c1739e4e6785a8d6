"""Parameters and code blocks that front matter lists, as pages of the Aviator template and its kin do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from unisono.pages.blocks import CodeBlock
from unisono.pages.frontmatter import Mapping as Entry
from unisono.pages.frontmatter import Scalar, Sequence, Value
from unisono.pages.parameter_facts import filled, read_name, read_range, read_requirements, read_values
from unisono.pages.parameters import Parameter, Place, place_named
from unisono.pages.problem import Problem
from unisono.pages.types import read_type
from unisono.records import dataclass
from unisono.text.regex import regex
from unisono.text.source import Span, Text

_PARAMETERS = regex(r"(?:[a-z]+_)*(?:parameters?|params?|arguments|attributes|fields)")
_HEADERS = regex(r"(?:request_)?headers?(?:_fields?)?")
_BLOCKS = regex(r"(?:[a-z]+_)*blocks")
_CODE: Final = "code_block"

_KEYS: Final[Mapping[str, frozenset[str]]] = {
    "name": frozenset({"name", "parameter", "param", "field"}),
    "type": frozenset({"type", "data_type", "datatype"}),
    "required": frozenset({"required", "mandatory", "is_required"}),
    "optional": frozenset({"optional"}),
    "default": frozenset({"default", "default_value"}),
    "values": frozenset({"values", "allowed_values", "possible_values", "valid_values", "enum", "options", "choices"}),
    "range": frozenset({"range", "ranges"}),
    "description": frozenset({"description", "content", "desc", "text"}),
    "place": frozenset({"in", "location"}),
}
_ROLES: Final = {key: role for role, keys in _KEYS.items() for key in keys}

# Some pages have the place where others have the name, and the name in `content`: `name: QUERY PARAM`.
_PLACE_AS_NAME = regex(r"(url|uri|path|query|body|form|headers?)[ _-]*(?:string[ _-]*)?param(?:eter)?s?", re.IGNORECASE)
_PLACE = regex(
    r"(path|url|uri|query|body|form|headers?|cookies?|request|response)(?:[ _-]?(?:string|data|body|param(?:eter)?s?))*",
    re.IGNORECASE,
)
_ONE_NAME = regex(r"[\w$@.\[\]-]{1,100}")


_GENERIC = frozenset({"parameters", "parameter", "params", "param", "arguments", "attributes", "fields"})
_PLACE_TITLES: Final = {
    Place.PATH: "path",
    Place.QUERY: "query",
    Place.REQUEST: "request",
    Place.RESPONSE: "response",
    Place.HEADER: "header",
    Place.OTHER: "cookie",  # of an entry with `in: cookie`, as no list of these keys is of anything else
}


@dataclass(frozen=True, eq=False)
class ParameterList:
    """The parameters under one key, each with its place where it has one of its own. `place` is that of the key, None if that
    does not say, `title` what the author wants as heading."""

    key: Text
    title: Text | None
    place: Place | None
    parameters: tuple[tuple[Place | None, Parameter], ...]

    def heading(self, place: Place, *, alone: bool) -> Text:
        """The heading of those of one place; `alone` says whether the list has no others."""
        if self.title and (alone or place is not Place.PATH):
            return Text.decoded(" ".join(self.title.value.split()), self.title.span())
        words = _plain(self.key.value).replace("_", " ")
        named = f"{_PLACE_TITLES[place]} parameters" if words in _GENERIC else words
        return Text.decoded(named.title(), self.key.span())


@lru_cache(maxsize=256)  # the same few on all pages
def is_parameter_list(key: str) -> bool:
    """Whether a key of the front matter holds a list of parameters: `parameters`, `query_parameters`, `response-fields`."""
    return _PARAMETERS.fullmatch(_plain(key)) is not None


def holds_parameters(key: str, value: Value) -> bool:
    """Whether a key holds a list of parameters: by its name, or one of headers with names in it. To other programs, such a key
    may be anything else."""
    if is_parameter_list(key):
        return True
    items = value.items if isinstance(value, Sequence) else ()
    named = any(isinstance(item, Entry) and any(_role(name) == "name" for name, _ in item.entries) for item in items)
    return named and _HEADERS.fullmatch(_plain(key)) is not None


@lru_cache(maxsize=256)
def is_block_list(key: str) -> bool:
    """Whether a key of the front matter holds a list of code blocks: `right_code_blocks`, `left_request_blocks`."""
    return _BLOCKS.fullmatch(_plain(key)) is not None


def read_place(text: Text | None) -> Place | None:
    """The place that a word for one names (`query`, `path`, `formData`); None for any other text."""
    found = _PLACE.fullmatch(text.value.strip(" `*")) if text else None
    return place_named(f"{found[1]} parameters") if found else None


def holds_blocks(value: Value) -> bool:
    """Whether a list has code blocks in it, directly or in the lists in it."""
    items = value.items if isinstance(value, Sequence) else ()
    return any(holds_blocks(item) or (isinstance(item, Entry) and item.get(_CODE) is not None) for item in items)


def _plain(key: str) -> str:
    return key.strip().lower().replace("-", "_").replace(" ", "_")


class ListReader:
    """Reads lists of the front matter; what is wrong with them goes to `problems`."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def blocks(self, key: str, listed: Value | None) -> Iterator[CodeBlock]:
        """The code blocks of a list."""
        for entry in self._entries(key, listed, f"'- {_CODE}: |'", reports_empty=False):
            code, info, title = (self._text(entry, key, name) for name in (_CODE, "language", "title"))
            if code is not None:
                yield CodeBlock(code, info, title, code.span(), code)
            elif entry.get(_CODE) is None:
                self._wrong(f"an entry of '{key}' has no '{_CODE}', and nothing is shown for it; write '- {_CODE}: |'", entry)

    def parameters(self, key: Text, listed: Value | None, title: Text | None) -> ParameterList | None:
        """The parameters of a list; None if it has none."""
        found = tuple(self._parameters(key.value, listed))
        words = _plain(key.value).replace("_", " ")
        named = place_named(title.value) if title and words == "parameters" else place_named(words)
        place = None if named is Place.REQUEST and words in _GENERIC else named
        return ParameterList(key, title, place, found) if found else None

    def _parameters(self, key: str, listed: Value | None) -> Iterator[tuple[Place | None, Parameter]]:
        entries = list(self._entries(key, listed, "'- name: …'"))
        required, optional = ([self._fact(entry, key, role) for entry in entries] for role in ("required", "optional"))
        for entry, is_required in zip(entries, read_requirements(required, optional), strict=True):
            read = self._parameter(entry, key, is_required)
            if read is not None:
                yield read

    def _parameter(self, entry: Entry, key: str, required: bool | None) -> tuple[Place | None, Parameter] | None:
        name, description = self._fact(entry, key, "name"), self._descriptions(entry, key)
        if name is None:
            self._wrong(f"a parameter in '{key}' has no 'name'; write it, or take the entry out", entry)
            return None
        where = read_place(self._fact(entry, key, "place"))
        said = _PLACE_AS_NAME.fullmatch(name.value.strip())
        if said and description and _ONE_NAME.fullmatch(description.value.strip()):
            name, description, where = description.stripped(), None, place_named(f"{said[1]} parameters")
        bare, flag = read_name(name)
        kind, values, span = self._constraints(entry, key)
        notes = [*([description] if description else []), *self._notes(entry, key, required)]
        markdown = _joined(notes, "\n\n") if notes else Text.decoded("", name.span())
        members = tuple(inner for inside in _nested(entry) for _, inner in self._parameters(inside[0], inside[1]))
        default = filled(self._fact(entry, key, "default"))
        required = flag if required is None else required
        return where, Parameter(bare, kind, required, markdown, None, default, values, span, members)

    def _descriptions(self, entry: Entry, key: str) -> Text | None:
        """All that describes a parameter, under one key or several."""
        values = [(name.text, value) for name, value in entry.entries if _role(name) == "description"]
        texts = [text for name, value in values if (text := self._said(name, value, key, "\n\n")) is not None]
        return _joined(texts, "\n\n") if texts else None

    def _constraints(self, entry: Entry, key: str) -> tuple[Text | None, tuple[Text, ...], Text | None]:
        """Type, values and range. `values` may hold the type, and a range values."""
        kind, listed, interval = (filled(self._fact(entry, key, role)) for role in ("type", "values", "range"))
        if kind is None and listed and len(read_values(listed)) < 2 and read_type(listed.value, {}):
            kind, listed = listed, None
        values = self._enumeration(entry) or (read_values(listed) if listed else ())
        if listed and not values and interval is None:
            interval = listed
        if not values and interval and (values := read_range(interval)):
            interval = None
        return kind, values, interval

    def _enumeration(self, entry: Entry) -> tuple[Text, ...]:
        found = next((value for name, value in entry.entries if _role(name) == "values" and isinstance(value, Sequence)), None)
        return tuple(item.text for item in found.items if isinstance(item, Scalar) and not item.is_null) if found else ()

    def _notes(self, entry: Entry, key: str, required: bool | None) -> Iterator[Text]:
        """What an entry says under keys that have no place of their own, and an answer to "required?" that is no yes or no."""
        for name, value in entry.entries:
            role = _role(name)
            is_place = role == "place" and isinstance(value, Scalar) and read_place(value.text) is not None
            if (role in {None, "place"} and not is_place) or (role in {"required", "optional"} and required is None):
                said = self._said(name.text, value, key)
                if said is not None:
                    yield Text.join([name.text, Text.decoded(": ", name.span), said])

    def _fact(self, entry: Entry, key: str, role: str) -> Text | None:
        """The text under the first key that stands for a fact; of a list, its texts."""
        for name, value in entry.entries:
            between = "\n\n" if role == "description" else " | "
            if _role(name) == role and (said := self._said(name.text, value, key, between)) is not None:
                return said
        return None

    def _said(self, name: Text, value: Value, key: str, between: str = ", ") -> Text | None:
        """The text of a value; of a list, its texts. None where there is none, or where parameters are listed."""
        if isinstance(value, Scalar):
            return None if value.is_null or not value.text.value.strip() else value.text
        items = value.items if isinstance(value, Sequence) else ()
        texts = [item.text for item in items if isinstance(item, Scalar) and not item.is_null]
        if isinstance(value, Entry):
            self._wrong(f"'{name}' of a parameter in '{key}' must be text; write '{name}: text'", value)
        return _joined(texts, between) if texts else None

    def _text(self, entry: Entry, key: str, name: str) -> Text | None:
        value = entry.get(name)
        if value is not None and not isinstance(value, Scalar):
            self._wrong(f"'{name}' in '{key}' must be text; write '{name}: text'", value)
        return entry.text(name)

    def _entries(self, key: str, listed: Value | None, form: str, *, reports_empty: bool = True) -> Iterator[Entry]:
        """The mappings in a list, those in lists within it too. Reports what is in it else; of empty entries only where readers
        would miss something: the template's editor leaves an empty code block on every page."""
        for item in listed.items if isinstance(listed, Sequence) else ():
            if isinstance(item, Sequence) and item.items:
                self._wrong(f"a list in the list '{key}'; start its items one level further left, with {form}", item)
                yield from self._entries(key, item, form, reports_empty=reports_empty)
            elif isinstance(item, Entry) and not _is_empty(item):
                yield item
            elif isinstance(item, Scalar) and not item.is_null and item.text.value.strip():
                self._wrong(f"an entry of '{key}' is text; write {form}", item)
            elif reports_empty:
                message = f"an entry of '{key}' is empty, and nothing is shown for it; fill it in, or take it out"
                self.problems.append(Problem("empty-entry", message, _first(item)))

    def _wrong(self, message: str, value: Value) -> None:
        self.problems.append(Problem("invalid-front-matter", message, _first(value)))


def _first(value: Value) -> Span:
    """Where a value begins, on one line: a mapping at its first key."""
    span = value.entries[0][0].span if isinstance(value, Entry) and value.entries else value.span
    return span if not isinstance(value, Sequence) or not value.items else _first(value.items[0])


def _is_empty(entry: Entry) -> bool:
    return all(isinstance(value, Scalar) and (value.is_null or not value.text.value.strip()) for _, value in entry.entries)


def _role(name: Scalar) -> str | None:
    return _ROLES.get(_plain(name.text.value))


def _nested(entry: Entry) -> Iterator[tuple[str, Sequence]]:
    """The lists of parameters within one, under whatever key."""
    for name, value in entry.entries:
        if isinstance(value, Sequence) and any(isinstance(item, Entry | Sequence) for item in value.items):
            yield name.text.value, value


def _joined(texts: Iterable[Text], between: str) -> Text:
    parts: list[Text] = []
    for text in texts:
        if parts:
            parts.append(Text.decoded(between, parts[-1].span(len(parts[-1]))))
        parts.append(text)
    return Text.join(parts)
