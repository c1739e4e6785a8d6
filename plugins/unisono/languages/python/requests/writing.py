"""A request → the Python program that sends it with requests (its "Quickstart")."""

from __future__ import annotations

from collections.abc import Iterator

from unisono.languages.layout import Group, Tree
from unisono.languages.python.writing import (
    dictionary,
    field_value,
    multipart,
    opened,
    pairs,
    paragraph,
    program,
    text,
    value_of,
)
from unisono.languages.writing import Wanted, candidates, pieces

Arguments = list[tuple[str, Tree]]

_FUNCTIONS = frozenset({"GET", "OPTIONS", "HEAD", "POST", "PUT", "PATCH", "DELETE"})


def write(wanted: Wanted) -> Iterator[str]:
    """With Python's own values for query, form, JSON and credentials; then with each of them as it is sent."""
    return candidates(wanted, _with_requests)


def _with_requests(wanted: Wanted, values: bool, query: bool) -> str:
    return program("requests", _call(wanted, values=values, query=query))


def _call(wanted: Wanted, *, values: bool, query: bool) -> Group:
    name = wanted.method.lower() if wanted.method in _FUNCTIONS else "request"
    arguments: Arguments = [] if name != "request" else [("", text([wanted.method]))]
    if query and wanted.query:
        arguments += [("", text(wanted.base)), ("params=", pairs(wanted.query))]
    else:
        arguments.append(("", text(wanted.url)))
    body, implied = _body(wanted, values=values)
    credentials = wanted.login if values else None
    fields = wanted.joined(wanted.fields_besides_credentials if credentials else wanted.fields)
    headers = [(text([name]), field_value(value)) for name, value in fields]
    if wanted.media_type and wanted.media_type != implied:
        headers.append((text(["Content-Type"]), text([wanted.media_type])))
    if headers:
        arguments.append(("headers=", dictionary(headers)))
    if credentials:
        arguments.append(("auth=", Group("(", [("", text(part)) for part in credentials], ")")))
    return Group(f"requests.{name}(", [*arguments, *body], ")")


def _body(wanted: Wanted, *, values: bool) -> tuple[Arguments, str]:
    """The arguments for the content, and the media type that they make requests send."""
    if wanted.parts is not None:
        return multipart(wanted.parts), "multipart/form-data"
    if wanted.file is not None:
        return [("data=", opened(wanted.file))], ""
    if wanted.text is None:
        return [], ""
    if values and wanted.json is not None:
        return [("json=", value_of(wanted.json))], "application/json"
    if values and wanted.form:
        return [("data=", pairs(wanted.form))], "application/x-www-form-urlencoded"
    given = paragraph(pieces(wanted.text))
    return [("data=", given if given.isascii() else f"{given}.encode()")], ""
