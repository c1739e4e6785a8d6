"""The examples of content that an operation gives, as JSON in which each value has its place in the document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from unisono.text.documents import Number
from unisono.text.json import JsonError, Node, read_json
from unisono.text.references import At, Library
from unisono.text.source import Text

MAX_VALUES = 5_000
"""Values of an example; a larger one is not compared."""


def examples_of(media_type: At, library: Library) -> list[Node] | None:
    """The `example` or the `examples` beside a schema; None where one of them cannot be had, as that may be the one that is
    meant. What stands in the schema is not taken: that is of the data, and not of the request."""
    found: list[At | None] = [one for one in [media_type.get("example")] if one is not None]
    for _, listed in media_type.members("examples"):
        one = library.resolve(listed)
        found.append(one.get("value") if one is not None else None)
    made = [None if at is None else _read(at, library) for at in found]
    return None if None in made else [one for one in made if one is not None]


def _read(at: At, library: Library) -> Node | None:
    resolved = library.resolve(at)
    if resolved is None:
        return None
    parts = list(islice(_written(resolved), MAX_VALUES))
    text = resolved.written or Text.join(parts)
    try:
        return read_json(text) if len(parts) < MAX_VALUES else None
    except JsonError:
        return None


def _written(at: At) -> Iterator[Text]:
    """A value as JSON."""
    place = at.span
    if isinstance(at.value, dict):
        yield Text.decoded("{", place)
        for number, (name, member) in enumerate(at.members()):
            yield Text.decoded(f"{',' if number else ''}{json.dumps(name)}:", member.span)
            yield from _written(member)
        yield Text.decoded("}", place)
    elif isinstance(at.value, list):
        yield Text.decoded("[", place)
        for number, item in enumerate(at.items()):
            if number:
                yield Text.decoded(",", place)
            yield from _written(item)
        yield Text.decoded("]", place)
    else:
        yield Text.decoded(_scalar(at.value), place)


def _scalar(value: Any) -> str:
    return value.text if isinstance(value, Number) else json.dumps(value)
