"""The JSON that HTTPie sends: Python's `json.dumps` of what `json.loads` made of the author's words.

What is written as the author wrote it keeps its place character for character.
"""

from __future__ import annotations

import json
import re
from dataclasses import field

from unisono.languages import json_dumps
from unisono.languages.reading import Invalid, Unsupported
from unisono.records import dataclass
from unisono.text.json import JsonError, Node, read_json
from unisono.text.regex import regex
from unisono.text.source import Span, Text


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """A string, number, `true`, `false`, `null`, or a value known only when the sample runs.

    `text` is how it is written in JSON; `plain` is Python's `str` of it, for forms, None where it is not a string or number.
    """

    text: Text
    type_name: str
    plain: Text | None


@dataclass(slots=True, eq=False)
class Array:
    """`None` stands for elements that are skipped (`a[2]=x`) and become null."""

    span: Span
    elements: list[Value | None] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Object:
    """`members` by name, each with the name as first written.

    `fixed`: the members of an object that the author wrote in JSON, duplicates included. HTTPie keeps them apart from those
    that later items put in, and sends only them.
    """

    span: Span
    members: dict[str, tuple[Text, Value]] = field(default_factory=dict)
    fixed: list[tuple[Text, Value]] | None = None


Value = Scalar | Array | Object


def string(text: Text) -> Scalar:
    """A string of the author's, in quotes."""
    return Scalar(Text.join(list(json_dumps.string(text))), "string", text)


def unknown(placeholder: Text) -> Scalar:
    """Any value, known only when the sample runs."""
    return Scalar(placeholder, "value known only when the sample runs", placeholder)


def parse(text: Text, shown: str) -> Value:
    """The value of JSON written by the author. `shown` introduces it in the reason, as HTTPie does with the item's word.

    Raises Invalid with Python's reason where it is not JSON.
    """
    try:
        return _value(read_json(text))
    except JsonError as error:
        raise _refused(text, shown, error) from error
    except ValueError as error:  # an integer of more than 4300 digits
        raise Invalid(f"{shown}: {error}", text.span()) from error


def _refused(text: Text, shown: str, error: JsonError) -> Invalid | Unsupported:
    if not text.has_placeholder:
        try:
            json.loads(text.value)
        except ValueError as reason:
            said = getattr(reason, "msg", reason)  # without the place in the item, which is no place in the file
            return Invalid(f"{shown}: {said}{_hint(text)}", error.span)
        except RecursionError:
            pass
    return Unsupported(f"JSON that cannot be read: {error}", error.span)


def _hint(text: Text) -> str:
    """What to write where text is taken for JSON."""
    if re.fullmatch(r"[\w.@:/+-]+", text.value):
        return "; `:=` takes JSON, write `=` for text"
    return "; `:=` takes JSON"


def _value(node: Node) -> Value:
    if node.kind == "array":
        return Array(node.span, [_value(item) for item in node.items])
    if node.kind == "object":
        return Object(node.span, fixed=[(_quoted_again(name), _value(value)) for name, value in node.members])
    if node.kind == "string":
        return Scalar(_quoted_again(node), "string", node.text)
    if node.kind == "number":
        return _number(node.text)
    if node.kind == "placeholder":
        return unknown(node.text)
    if node.kind == "boolean":
        return Scalar(node.text, "bool", Text.decoded(node.value.capitalize(), node.span))
    return Scalar(node.text, "NoneType", None)


_INTEGER = regex(r"-?[0-9]+")


def _number(text: Text) -> Scalar:
    number: int | float = int(text.value) if _INTEGER.fullmatch(text.value) else float(text.value)
    return Scalar(json_dumps.spelled(text, json.dumps(number)), "number", json_dumps.spelled(text, str(number)))


_WRITTEN = regex(r"\\u[0-9A-Fa-f]{4}|\\.|[^ -~]")


def _quoted_again(node: Node) -> Text:
    """A JSON string as `json.dumps` writes it: escapes are normalised one by one, surrogates are not joined."""
    written = node.document.slice(node.start, node.end)
    return written.sub(_WRITTEN, lambda found: json.dumps(json.loads(f'"{found[0]}"'))[1:-1])


def json_text(value: Value) -> Text:
    """The JSON text that is sent."""
    return json_dumps.joined(_part(value))


def _part(value: Value) -> json_dumps.Part:
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Array):
        null = Text.decoded("null", value.span)
        return json_dumps.array(value.span, (null if item is None else _part(item) for item in value.elements))
    own = value.members.values() if value.fixed is None else value.fixed
    return json_dumps.members(value.span, ((name, _part(member)) for name, member in own))
