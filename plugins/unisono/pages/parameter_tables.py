"""Pipe tables that list parameters: told from other tables by their header, the names in them and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from unisono.pages.blocks import Table
from unisono.pages.parameter_facts import (
    bare,
    filled,
    read_name,
    read_range,
    read_requirements,
    read_values,
    split_flag,
    without_tags,
)
from unisono.pages.parameter_lists import read_place
from unisono.pages.parameters import LONGEST_HEADING, Parameter, Place, marked_flag, place_named, read_kind
from unisono.text.regex import regex
from unisono.text.source import Text

_NOUN = r"(?:parameter|param|argument|arg|field|attribute|property|propertie|variable|member)s?"
_PLAIN_NAME = regex(r"(?:names?|keys?)")
_NAME = regex(rf"(?:\w+ ){{0,2}}{_NOUN}(?: names?)?|(?:\w+ )?{_NOUN} keys?")
_COLUMNS: Final = {
    "type": regex(r"(?:(?:data|value|json|field|param(?:eter)?) ?)?types?"),
    "required": regex(r"(?:is )?(?:required|mandatory|req|req'd|obligatory)|required ?(?:/|or) ?optional|m ?/ ?o|o ?/ ?m"),
    "optional": regex(r"(?:is )?optional"),
    "description": regex(r"descriptions?|desc|meaning|explanation|details?|notes?|comments?|remarks?|purpose|definition"),
    "default": regex(r"defaults?(?: values?)?"),
    "values": regex(r"(?:allowed|possible|valid|accepted|permitted) values|values|enum|options|choices"),
    "range": regex(r"ranges?|constraints?"),
    "place": regex(r"in|location|located in|sent in|passed in|where|param(?:eter)? (?:type|location|in)"),
}
_HEADER_NAME = regex(r"(?:request |http )?headers?(?: (?:field|param(?:eter)?|name|key)s?)*")
_OTHER_TABLE = regex(r"\b(?:codes?|status(?:es)?|errors?|headers?|cookies?|limits?|http)\b", re.IGNORECASE)
_GENERIC = frozenset({"parameters", "parameter", "params", "arguments", "attributes", "fields"})
_ONE = r"[\w$@][\w$@.:\[\]{}<>*?/-]{0,99}|[<{:][\w -]{1,40}[>}]?"
_SENT_NAME = regex(rf"(?:{_ONE})(?:\s*(?:,|/|\||\bor\b|\band\b)\s*(?:{_ONE}))*")

MAX_NAME = 200
"""Characters of a name; a cell with more is prose."""


def read_table(table: Table, heading: Text | None, around: Place, before: str) -> list[tuple[Place | None, Parameter]]:
    """The parameters of a table with their places, None where the page's method decides; nothing for a table of anything else.

    `heading` is the one that it stands under and `around` the place that this names, `before` the text above it.
    """
    columns = _columns(table.header)
    if not table.rows or "name" not in columns or any(_is_of_others(cell) for cell in table.header):
        return []
    of_headers = _is_of_headers(table.header[columns["name"]])
    if not (_is_one_of_headers if of_headers else _is_plainly_one)(columns, table.header, heading, around, before):
        return []
    columns = _with_places(columns, table)
    parameters = list(_parameters(table, columns))
    names = [parameter.name.value for _, parameter in parameters]
    if sum(len(name) <= MAX_NAME and _SENT_NAME.fullmatch(name) is not None for name in names) * 2 <= len(names):
        return []
    place = _place(table.header[columns["name"]].value, heading, around, before)
    return [(own or place, parameter) for own, parameter in parameters]


def _with_places(columns: dict[str, int], table: Table) -> dict[str, int]:
    """A column of types may hold the places: `query`, `path`."""
    words = [word for row in table.rows if (word := filled(_cell(row, columns.get("type")))) is not None]
    if "place" in columns or not words or not all(read_place(word) for word in words):
        return columns
    return {"place" if role == "type" else role: number for role, number in columns.items()}


def _columns(header: Sequence[Text]) -> dict[str, int]:
    """What is in which column; the name stands in one of the first two."""
    words = [" ".join(bare(cell).value.lower().strip(" ?:*()").split()) for cell in header]
    found: dict[str, int] = {}
    for number, word in enumerate(words):
        role = next((role for role, pattern in _COLUMNS.items() if pattern.fullmatch(word)), None)
        is_name = number < 2 and any(pattern.fullmatch(word) for pattern in (_NAME, _PLAIN_NAME, _HEADER_NAME))
        if role or is_name:
            found.setdefault(role or "name", number)
    return found


def _is_of_headers(cell: Text) -> bool:
    return _HEADER_NAME.fullmatch(" ".join(bare(cell).value.lower().strip(" ?:*()").split())) is not None


def _is_of_others(cell: Text) -> bool:
    return _OTHER_TABLE.search(cell.value) is not None and not _is_of_headers(cell)


def _is_one_of_headers(
    columns: dict[str, int], header: Sequence[Text], heading: Text | None, around: Place, before: str
) -> bool:
    """Whether a table with a column of header fields is one of those of the request, and not of what the response has: it says
    what is required, or its heading, the line above it or the column says that they are the request's."""
    if around in {Place.HEADER, Place.REQUEST}:
        return True
    if around is not Place.OTHER or (heading and place_named(heading.value) in {Place.OTHER, Place.HEADER}):
        return False
    of_request = any("request" in cell.value.lower() for cell in header)
    return bool(columns.keys() & {"required", "optional"}) or of_request or (not heading and _said(before) is Place.HEADER)


def _is_plainly_one(columns: dict[str, int], header: Sequence[Text], heading: Text | None, around: Place, before: str) -> bool:
    """Whether a table with a column of names is one of parameters: by its other columns, or by its heading."""
    named = place_named(heading.value) if heading else None
    if around is Place.HEADER or (not heading and _said(before) is Place.HEADER):
        return named is Place.HEADER or not (heading and _OTHER_TABLE.search(heading.value, 0, LONGEST_HEADING))
    if heading and (named is Place.OTHER or _OTHER_TABLE.search(heading.value, 0, LONGEST_HEADING)):
        return False
    if columns.keys() & {"type", "required", "optional"}:
        return True
    described = bool(columns.keys() & {"description", "default", "values", "range"})
    by_noun = _PLAIN_NAME.fullmatch(bare(header[columns["name"]]).value.lower()) is None
    return described and (around is not Place.OTHER or (heading is None and by_noun))


def _place(name: str, heading: Text | None, around: Place, before: str) -> Place | None:
    """By the header of the names ("Query parameter"), the heading, or the line above a table without one."""
    own = place_named(name) if not _is_generic(name) else None
    if own is not None and own is not Place.REQUEST:
        return own
    if heading is not None:
        return None if around is Place.REQUEST and _is_generic(heading.value) else around
    said = _said(before)
    return own if said is Place.REQUEST else said or own


def _said(before: str) -> Place | None:
    """The place that the line above a table names."""
    return place_named(before.rstrip().rpartition("\n")[2])


def _is_generic(words: str) -> bool:
    return words.strip(" `*:").lower() in _GENERIC or _PLAIN_NAME.fullmatch(words.strip(" `*:").lower()) is not None


def _parameters(table: Table, columns: dict[str, int]) -> Iterator[tuple[Place | None, Parameter]]:
    rows = list(_whole_rows(table, columns["name"]))
    required, optional = ([_cell(row, columns.get(role)) for row in rows] for role in ("required", "optional"))
    for row, is_required in zip(rows, read_requirements(required, optional), strict=True):
        yield read_place(_cell(row, columns.get("place"))), _parameter(table, row, columns, is_required)


def _whole_rows(table: Table, name: int) -> Iterator[Sequence[Text]]:
    """The rows; one without a name goes on with the row above it."""
    together: list[list[Sequence[Text]]] = []
    for row in table.rows:
        if together and filled(_cell(row, name)) is None:
            together[-1].append(row)
        else:
            together.append([row])
    for rows in together:
        yield rows[0] if len(rows) == 1 else [_joined(rows, number) for number in range(len(rows[0]))]


def _joined(rows: Sequence[Sequence[Text]], number: int) -> Text:
    """The texts of one column in several rows, with spaces between them."""
    first, *others = (cell for row in rows if (cell := _cell(row, number)) is not None)
    parts = [first]
    for cell in others:
        if cell.value:
            parts += [Text.decoded(" ", parts[-1].span(len(parts[-1]))), cell]
    return Text.join(parts)


def _cell(row: Sequence[Text], number: int | None) -> Text | None:
    return row[number] if number is not None and number < len(row) else None


def _parameter(table: Table, row: Sequence[Text], columns: dict[str, int], required: bool | None) -> Parameter:
    def fact(role: str) -> Text | None:
        return filled(_cell(row, columns.get(role)))

    written = row[columns["name"]]
    name, flag = read_name(written)
    kind, listed, interval, default = (fact(role) for role in ("type", "values", "range", "default"))
    if kind:
        kind, own = read_kind(bare(kind), None)
        flag = own if flag is None else flag
    description = _cell(row, columns.get("description")) or Text.decoded("", written.span(len(written)))
    if split := split_flag(description) or marked_flag(description):
        description, own = split
        flag = own if flag is None else flag
    values = read_values(bare(listed)) if listed else ()
    if listed and not values:
        interval = interval or listed
    if interval and not values and (values := read_range(bare(interval))):
        interval = None
    required = flag if required is None else required
    notes = _notes(table, row, columns, required)
    markdown = _with_notes(description, list(notes))
    return Parameter(name, kind, required, markdown, None, bare(default) if default else None, values, interval)


def _notes(table: Table, row: Sequence[Text], columns: dict[str, int], required: bool | None) -> Iterator[Text]:
    """What stands in columns that have no place of their own, under their header, and an answer to "required?" that is no yes
    or no."""
    known = set(columns.values())
    unclear = {columns[role] for role in ("required", "optional") if role in columns and required is None}
    unclear |= {columns["place"]} if "place" in columns and not read_place(_cell(row, columns["place"])) else set()
    for number, cell in enumerate(row):
        if (number not in known or number in unclear) and filled(cell):
            header = table.header[number] if number < len(table.header) else None
            label = [without_tags(header), Text.decoded(": ", header.span())] if header and header.value else []
            yield Text.join([*label, cell])


def _with_notes(description: Text, notes: list[Text]) -> Text:
    parts = [description] if description.value else []
    for note in notes:
        if parts:
            parts.append(Text.decoded("\n\n", parts[-1].span(len(parts[-1]))))
        parts.append(note)
    return Text.join(parts) if parts else description
