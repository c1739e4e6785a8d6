"""A request → the Python program that sends it with requests (its "Quickstart")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unisono.languages.layout import Group, Tree
from unisono.languages.python.writing import dictionary, pairs, program, text, value_of
from unisono.languages.writing import Pieces, Unwritable, Wanted, pieces
from unisono.wire.request import Part

Arguments = list[tuple[str, Tree]]

_FUNCTIONS = frozenset({"GET", "OPTIONS", "HEAD", "POST", "PUT", "PATCH", "DELETE"})


def write(wanted: Wanted) -> Iterator[str]:
    """With Python's own values for query, form, JSON and credentials; then with each of them as it is sent."""
    for values in (True, False):
        for query in (True, False):
            try:
                yield program("requests", _call(wanted, values=values, query=query))
            except Unwritable:
                if not values and not query:
                    raise


def _call(wanted: Wanted, *, values: bool, query: bool) -> Group:
    name = wanted.method.lower() if wanted.method in _FUNCTIONS else "request"
    arguments: Arguments = [] if name != "request" else [("", text([wanted.method]))]
    if query and wanted.query:
        arguments += [("", text(wanted.base)), ("params=", pairs(wanted.query))]
    else:
        arguments.append(("", text(wanted.url)))
    body, implied = _body(wanted, values=values)
    credentials = wanted.credentials if values else None
    fields = wanted.joined(wanted.fields_besides_credentials if credentials else wanted.fields)
    headers = [(text([name]), _header(value)) for name, value in fields]
    if wanted.media_type and wanted.media_type != implied:
        headers.append((text(["Content-Type"]), text([wanted.media_type])))
    if headers:
        arguments.append(("headers=", dictionary(headers)))
    if credentials:
        arguments.append(("auth=", Group("(", [("", text([part])) for part in credentials], ")")))
    return Group(f"requests.{name}(", [*arguments, *body], ")")


def _header(value: Pieces) -> str:
    """A header field's value; what is beyond Latin-1 is written as the bytes that other clients send."""
    given = text(value)
    return given if given.isascii() else f"{given}.encode()"


def _body(wanted: Wanted, *, values: bool) -> tuple[Arguments, str]:
    """The arguments for the content, and the media type that they make requests send."""
    if wanted.parts is not None:
        return _multipart(wanted.parts), "multipart/form-data"
    if wanted.file is not None:
        return [("data=", _file(wanted.file))], ""
    if wanted.text is None:
        return [], ""
    if values and wanted.json is not None:
        return [("json=", value_of(wanted.json))], "application/json"
    if values and wanted.form:
        return [("data=", pairs(wanted.form))], "application/x-www-form-urlencoded"
    given = text(pieces(wanted.text))
    return [("data=", given if given.isascii() else f"{given}.encode()")], ""


def _file(name: str) -> str:
    return f'open({text([name])}, "rb")'


def _multipart(parts: Sequence[Part]) -> Arguments:
    """`data` for texts and `files` for files, where that is their order; else all of them in `files`, in a list."""
    texts = [part for part in parts if part.filename is None and part.media_type is None and not part.fields]
    files = [part for part in parts if part not in texts]
    names = [part.name.value for part in parts]
    if files and list(parts) == [*texts, *files] and len(set(names)) == len(names):
        data: Arguments = [("data=", dictionary((text(pieces(p.name)), text(pieces(p.value))) for p in texts))]
        return [*(data if texts else []), ("files=", dictionary((text(pieces(p.name)), _part(p)) for p in files))]
    if len(set(names)) == len(names):
        return [("files=", dictionary((text(pieces(part.name)), _part(part)) for part in parts))]
    return [("files=", Group("[", [("", Group("(", [("", text(pieces(p.name))), ("", _part(p))], ")")) for p in parts], "]"))]


def _part(part: Part) -> Tree:
    """A file, or a tuple of its name, its content, its type and its header fields."""
    if part.filename is not None and part.value.has_placeholder:
        content = _file(part.filename.value)
        if part.media_type is None and not part.fields:
            return content
    else:
        content = text(pieces(part.value))
    items: Arguments = [("", text(pieces(part.filename)) if part.filename is not None else "None"), ("", content)]
    if part.media_type is not None or part.fields:
        items.append(("", text(pieces(part.media_type)) if part.media_type is not None else "None"))
    if part.fields:
        items.append(("", dictionary((text([f.name.value]), text(pieces(f.value))) for f in part.fields)))
    return Group("(", items, ")")
