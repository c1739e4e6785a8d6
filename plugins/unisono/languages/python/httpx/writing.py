"""A request → the Python program that sends it with httpx (its "QuickStart")."""

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

ID, TITLE = "httpx", "Python (httpx)"

Arguments = list[tuple[str, Tree]]

_WITH_CONTENT = frozenset({"POST", "PUT", "PATCH"})
_WITHOUT_CONTENT = frozenset({"GET", "HEAD", "OPTIONS", "DELETE"})


def write(wanted: Wanted) -> Iterator[str]:
    """With Python's own values for query, form, JSON and credentials; then with each of them as it is sent."""
    return candidates(wanted, _with_httpx)


def _with_httpx(wanted: Wanted, values: bool, query: bool) -> str:
    return program("httpx", _call(wanted, values=values, query=query))


def _call(wanted: Wanted, *, values: bool, query: bool) -> Group:
    body, implied = _body(wanted, values=values)
    has_function = wanted.method in _WITH_CONTENT or (wanted.method in _WITHOUT_CONTENT and not body)
    name = wanted.method.lower() if has_function else "request"
    arguments: Arguments = [] if has_function else [("", text([wanted.method]))]
    if query and wanted.query:
        arguments += [("", text(wanted.base)), ("params=", pairs(wanted.query))]
    else:
        arguments.append(("", text(wanted.url)))
    credentials = wanted.login if values else None
    if headers := _headers(wanted, implied, besides_credentials=credentials is not None):
        arguments.append(("headers=", headers))
    if credentials:
        arguments.append(("auth=", Group("(", [("", text(part)) for part in credentials], ")")))
    return Group(f"httpx.{name}(", [*arguments, *body], ")")


def _headers(wanted: Wanted, implied: str, *, besides_credentials: bool) -> Group | None:
    """A dict, or a list of pairs where a field is there several times."""
    fields = wanted.fields_besides_credentials if besides_credentials else wanted.fields
    found = [(text([field.name.value]), field_value(pieces(field.value))) for field in fields]
    if wanted.media_type and wanted.media_type != implied:
        found.append((text(["Content-Type"]), text([wanted.media_type])))
    if len({name.lower() for name, _ in found}) < len(found):
        return Group("[", [("", Group("(", [("", name), ("", value)], ")")) for name, value in found], "]")
    return dictionary(found) if found else None


def _body(wanted: Wanted, *, values: bool) -> tuple[Arguments, str]:
    """The arguments for the content, and the media type that they make httpx send."""
    if wanted.parts is not None:
        return multipart(wanted.parts), "multipart/form-data"
    if wanted.file is not None:
        return [("content=", opened(wanted.file))], ""
    if wanted.text is None:
        return [], ""
    if values and wanted.json is not None:
        return [("json=", value_of(wanted.json))], "application/json"
    if values and wanted.form and isinstance(form := pairs(wanted.form), Group) and form.opening == "{":
        return [("data=", form)], "application/x-www-form-urlencoded"
    return [("content=", paragraph(pieces(wanted.text)))], ""
