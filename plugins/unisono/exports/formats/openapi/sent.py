"""The values of parameters in the requests of an endpoint, as examples of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from unisono.pages.sent import path_values
from unisono.text.source import Text
from unisono.wire.cookies import cookie_pairs
from unisono.wire.request import Request
from unisono.wire.target import Target
from unisono.wire.urls import read_pairs, split_url

Values = Mapping[tuple[str, str], Sequence[str]]
"""Values by the place (`in`) and the name of a parameter; several where it is sent several times."""

_KINDS: Mapping[str, type | tuple[type, ...]] = {"integer": int, "number": (int, float), "boolean": bool}


def values_sent(requests: Iterable[Request], target: Target | None) -> Values:
    """Those of the first request that has any for a parameter. What is known only at run time is none."""
    found: dict[tuple[str, str], list[str]] = {}
    for request in requests:
        own: dict[tuple[str, str], list[str]] = {}
        for key, value in _sent(request, target):
            if not value.has_placeholder:
                own.setdefault(key, []).append(unquote(value.value) if key[0] == "path" else value.value)
        found = {**own, **found}
    return found


def _sent(request: Request, target: Target | None) -> Iterator[tuple[tuple[str, str], Text]]:
    yield from ((("path", name), value) for name, value in (path_values(request, target) if target else ()))
    pairs = read_pairs(split_url(request.url).query)
    yield from ((("query", pair.name), pair.value) for pair in pairs if pair.value is not None)
    yield from ((("header", field.name.value), field.value) for field in request.fields)
    yield from ((("cookie", name), value) for name, values in cookies_of(request).items() for value in values)


def cookies_of(request: Request) -> Mapping[str, Sequence[Text]]:
    """The values of the cookies that a request carries, by their names."""
    return cookie_pairs(field.value for field in request.fields if field.name.value.lower() == "cookie")


def with_example(parameter: dict[str, Any], sent: Sequence[str]) -> dict[str, Any]:
    """A parameter with the value that is sent, where its author has stated none and the value is of its type."""
    schema = parameter["schema"]
    if not sent or schema.keys() & {"example", "examples", "const"}:
        return parameter
    if schema.get("type") == "array":
        values = [_typed(one, schema.get("items", {}).get("type")) for one in sent]
        return parameter if None in values else {**parameter, "example": values}
    value = _typed(sent[0], schema.get("type")) if len(sent) == 1 else None
    return parameter if value is None else {**parameter, "example": value}


def _typed(text: str, kind: object) -> Any:
    """The value that a text stands for; None where it is not of that type. Of several types, a text is one of its own."""
    if not isinstance(kind, str) or kind not in _KINDS:
        return text if kind is None or kind == "string" or (isinstance(kind, list) and "string" in kind) else None
    try:
        value = json.loads(text)
    except ValueError:
        return None
    is_truth = isinstance(value, bool)
    return value if isinstance(value, _KINDS[kind]) and is_truth == (kind == "boolean") else None
