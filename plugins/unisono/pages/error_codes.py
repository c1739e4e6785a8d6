"""The codes by which an API tells its errors apart, with the messages for people: in examples of responses, and in the lists
and tables in which authors explain them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from unisono.pages.blocks import Heading
from unisono.pages.documentation import documentation_of
from unisono.pages.model import Example, ExampleKind, Page, Part
from unisono.pages.parameters import ParameterGroup, Place
from unisono.pages.stated import stated_of
from unisono.pages.statuses import (
    MAX_CELL,
    STATUS,
    Row,
    column_of_meanings,
    is_of_codes,
    phrase_of,
    plain_text,
    prose_of_codes,
    split_rows,
    status_named,
)
from unisono.text.json import Node
from unisono.text.regex import regex

MAX_MESSAGE = 300
"""Characters of a message that are told."""


class ErrorCode(NamedTuple):
    """`status` and `code` are empty where they are not said, `message` too."""

    status: str
    code: str
    message: str


def error_codes(page: Page, title: str = "") -> Iterator[ErrorCode]:
    """Those of a page: of its examples, then of its lists and tables below headings of errors. `title` stands above all of
    these. An example of an error gives one at least, which has no code where none is found in it."""
    for example in page.examples:
        if example.kind is ExampleKind.RESPONSE:
            yield from _of_example(example)
    yield from _of_lists(page.body)
    yield from _of_parameters(page)
    for prose in prose_of_codes(page.body, title):
        for table in split_rows(prose)[0]:
            yield from _of_table(table)


def _of_example(example: Example) -> Iterator[ErrorCode]:
    named = status_named(example.title.value if example.title else "")
    node = example.json if isinstance(example.json, Node) else None
    status = (_status_in(node) if node else "") if named in {None, "error"} else str(named)
    if not status.startswith(("4", "5")) and (named != "error" or status):
        return
    found = list(_of_content(node, status)) if node else []
    for code, message in dict.fromkeys(found or [("", "")]):
        yield ErrorCode(status, code, message)


# In the order in which they are taken: what JSON:API, OAuth 2.0 (RFC 6749, 5.2), Problem Details (RFC 9457, 3.1) and others
# have.
_CODES = ("code", "error_code", "errorcode", "error", "reason", "type", "status")
_MESSAGES = ("message", "error_description", "error_message", "errormessage", "detail", "msg", "description", "title", "error")
_WITHIN = ("error", "errors", "fault", "detail", "details", "problem")
_STATUSES = ("status", "status_code", "statuscode", "http_status")
_TOKEN = regex(r"[A-Za-z0-9](?:[\w.:/#-]{0,98}[A-Za-z0-9_])?")
_NO_CODES = frozenset({"error", "errors", "fail", "failed", "failure", "about:blank"})
"""Words that tell no error from another."""


def _status_in(node: Node) -> str:
    """The status of an error that a content itself states, beside what is wrong."""
    members = _members(node)
    values = (members[name] for name in _STATUSES if name in members and members[name].kind in {"number", "string"})
    found = next((value.value for value in values if re.fullmatch(r"[45]\d\d", value.value)), "")
    return found if members.keys() & {*_MESSAGES, "errors"} else ""


def _of_content(node: Node, status: str) -> Iterator[tuple[str, str]]:
    """The code and the message of each error in a content: in its objects, or in what a member says of errors."""
    for one in node.items if node.kind == "array" else [node]:
        members = _members(one)
        inner = next((members[name] for name in _WITHIN if name in members and members[name].kind in {"object", "array"}), None)
        found = _stated(members, status)
        if inner is not None and not found[0]:
            yield from _of_inner(inner, status) or ([found] if any(found) else [])
        elif any(found):
            yield found


def _of_inner(inner: Node, status: str) -> list[tuple[str, str]]:
    objects = [inner] if inner.kind == "object" else [item for item in inner.items if item.kind == "object"]
    texts = [("", _brief(item.value)) for item in inner.items if item.kind == "string"]
    return [stated for one in objects if any(stated := _stated(_members(one), status))] or texts


def _stated(members: Mapping[str, Node], status: str) -> tuple[str, str]:
    none = _NO_CODES | {status, phrase_of(status).lower() if status else ""}
    codes = (members[name].value for name in _CODES if name in members and members[name].kind in {"string", "number"})
    code = next((value for value in codes if value.lower() not in none and _TOKEN.fullmatch(value)), "")
    messages = (members[name].value for name in _MESSAGES if name in members and members[name].kind == "string")
    return code, _brief(next((value for value in messages if value != code), ""))


def _members(node: Node) -> dict[str, Node]:
    """By their names in lower case, the first of a kind."""
    return {key.value.lower(): value for key, value in reversed(node.members)} if node.kind == "object" else {}


def _brief(text: str) -> str:
    line = " ".join(text.split())
    return f"{line[:MAX_MESSAGE]}…" if len(line) > MAX_MESSAGE else line


def _of_lists(body: Sequence[Part]) -> Iterator[ErrorCode]:
    """Of lists in which each name is a code with what it means: parameters would have types."""
    below = False
    for part in body:
        if isinstance(part, Heading):
            below = is_of_codes(part)
        elif below and isinstance(part, ParameterGroup) and not any(parameter.type for parameter in part.parameters):
            for parameter in part.parameters:
                yield from _explained(parameter.name.value, plain_text(parameter.markdown.value), "")


_OF_AN_ERROR = regex(rf"{Place.RESPONSE}-([45]\d\d|error)\.(?:.*\.)?([^.]+)")


def _of_parameters(page: Page) -> Iterator[ErrorCode]:
    """Of the values that a code in the content of an error may have."""
    for parameter, path in documentation_of(page).paths.items():
        found = _OF_AN_ERROR.fullmatch(path)
        if found and found[2].lower() in _CODES:
            for value in stated_of(parameter).values:
                yield from _explained(value.value, "", "" if found[1] == "error" else found[1])


def _explained(name: str, meaning: str, status: str) -> Iterator[ErrorCode]:
    code = _bare(name)
    if STATUS.fullmatch(code) is None and _TOKEN.fullmatch(code):
        yield ErrorCode(status, code, _brief(meaning))


_OF_CODES = regex(r"\b(?:codes?|errors?|types?|reasons?)\b", re.IGNORECASE)


def _of_table(table: list[Row]) -> Iterator[ErrorCode]:
    """Of a table with a column of codes; a status may stand beside them."""
    header, *rows = table
    codes = next((n for n, cell in enumerate(header[:3]) if _OF_CODES.search(cell) and not _of_statuses(rows, n)), None)
    meanings = column_of_meanings(header)
    for row in rows:
        if codes is not None and codes < len(row) <= MAX_COLUMNS and len(row[codes]) <= MAX_CELL:
            cells = [_bare(cell) for number, cell in enumerate(row) if number != codes]
            status = next((cell for cell in cells if STATUS.fullmatch(cell)), "")
            meaning = row[meanings] if meanings < len(row) and meanings != codes else ""
            yield from _explained(row[codes], plain_text(meaning), status)


MAX_COLUMNS = 20


def _of_statuses(rows: Sequence[Row], number: int) -> bool:
    return any(number < len(row) and STATUS.fullmatch(_bare(row[number])) for row in rows)


def _bare(cell: str) -> str:
    return cell.strip("`*_ ")
