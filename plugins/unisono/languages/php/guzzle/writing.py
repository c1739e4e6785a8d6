"""A request → the PHP program that sends it with Guzzle (its documentation, "Request Options")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unisono.languages.layout import Group, Tree, lay_out
from unisono.languages.php.writing import (
    STYLE,
    array,
    encoded,
    has_zero_fraction,
    pairs,
    text,
    value_of,
)
from unisono.languages.writing import Pieces, Wanted, candidates, in_quotes, pieces
from unisono.wire.request import Part

Option = tuple[str, Tree]


def write(wanted: Wanted) -> Iterator[str]:
    """With Guzzle's options for query, form, JSON and credentials; then with each of them as it is sent."""
    return candidates(wanted, _with_client)


def _with_client(wanted: Wanted, values: bool, query: bool) -> str:
    options: list[Option] = []
    url = text(wanted.url)
    if query and wanted.query and wanted.has_escapes:
        url = text(wanted.base)
        options.append(("query", pairs(wanted.query)))
    credentials = wanted.login if values else None
    body, implied = _body(wanted, values=values)
    if headers := list(_headers(wanted, implied, without_credentials=credentials is not None)):
        options.append(("headers", array(headers)))
    if credentials:
        options.append(("auth", Group("[", [("", text(part)) for part in credentials], "]")))
    options += body
    arguments: list[tuple[str, Tree]] = [("", text([wanted.method])), ("", url)]
    if options:
        arguments.append(("", Group("[", [(f"'{name}' => ", value) for name, value in options], "]", breaks=True)))
    call = lay_out(Group("$client->request(", arguments, ")", hugs=True), STYLE, "$response = ", ";")
    return f"<?php\n\nrequire 'vendor/autoload.php';\n\n$client = new GuzzleHttp\\Client();\n{call}\necho $response->getBody();"


def _headers(wanted: Wanted, implied: str, *, without_credentials: bool) -> Iterator[tuple[str, Tree]]:
    """Names and values; several values of one name are an array."""
    found: dict[str, tuple[str, list[str]]] = {}
    for field in wanted.fields_besides_credentials if without_credentials else wanted.fields:
        name = field.name.value
        found.setdefault(name.lower(), (name, []))[1].append(text(pieces(field.value)))
    for name, values in found.values():
        yield text([name]), values[0] if len(values) == 1 else Group("[", [("", value) for value in values], "]")
    if wanted.media_type and wanted.media_type != implied:
        yield "'Content-Type'", text([wanted.media_type])


def _body(wanted: Wanted, *, values: bool) -> tuple[list[Option], str]:
    """The option for the content, and the media type that it makes Guzzle send."""
    if wanted.parts is not None:
        return [("multipart", _multipart(wanted.parts))], "multipart/form-data"
    if wanted.file is not None:
        return [("body", _opened(wanted.file))], ""
    if wanted.text is None:
        return [], ""
    if values and wanted.json is not None:
        if has_zero_fraction(wanted.json):
            return [("body", encoded(wanted.json))], ""
        return [("json", value_of(wanted.json))], "application/json"
    if values and wanted.form:
        return [("form_params", pairs(wanted.form))], "application/x-www-form-urlencoded"
    return [("body", text(pieces(wanted.text)))], ""


def _opened(name: str) -> str:
    return f"fopen({text([name])}, 'r')"


def _multipart(parts: Sequence[Part]) -> Tree:
    return Group("[", [("", _part(part)) for part in parts], "]", breaks=True)


def _part(part: Part) -> Tree:
    """An array with the name, the contents, and what else is to be said of a part."""
    is_file = part.filename is not None and part.value.has_placeholder
    members: list[tuple[str, Tree]] = [("'name'", text(in_quotes(part.name)))]
    members.append(("'contents'", _opened(part.filename.value) if is_file and part.filename else text(_value(part))))
    if part.filename is not None and not is_file:
        members.append(("'filename'", text(in_quotes(part.filename))))
    headers = [(text([field.name.value]), text(pieces(field.value))) for field in part.fields]
    if part.media_type is not None:
        headers.append(("'Content-Type'", text(pieces(part.media_type))))
    if headers:
        members.append(("'headers'", array(headers)))
    return array(members)


def _value(part: Part) -> Pieces:
    return pieces(part.value)
