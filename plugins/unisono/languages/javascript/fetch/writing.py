"""A request → the program that sends it with `fetch`: a module for Node.js 20, of which most runs in a browser too (MDN)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from unisono.languages.javascript.writing import (
    Code,
    call,
    declared,
    dictionary,
    form_data,
    headers,
    json,
    octets,
    paragraph,
    program,
    search_params,
    statement,
    text,
)
from unisono.languages.layout import Tree
from unisono.languages.writing import Wanted, candidates, is_file, pieces

_CONDITIONS = frozenset({"if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range"})
"""Fields with which no cache is asked (Fetch standard, 4.6), unless one has to be: then `Pragma` and `Cache-Control` are not
added."""


class Body(NamedTuple):
    """The content: the expression, the media type that has to be said, the statements before, and what of `node:fs` is used."""

    tree: Tree
    media_type: str | None
    before: Sequence[str] = ()
    imported: str = ""


def write(wanted: Wanted) -> Iterator[str]:
    """With JavaScript's own values for query, form, JSON and credentials; then with each of them as it is sent."""
    return candidates(wanted, _with_fetch)


def _with_fetch(wanted: Wanted, values: bool, query: bool) -> str:
    body = _body(wanted, values=values)
    said = body.media_type if body else wanted.media_type
    before = [*declared(wanted), *(body.before if body else [])]
    url = text(wanted.url)
    if query and wanted.query and any(mark in url for mark in "%+"):
        before.append(statement(search_params(wanted.query), "params"))
        url = text([*wanted.base, "?", Code("params")])
    options: list[tuple[str, Tree]] = [("method", text([wanted.method]))] if wanted.method != "GET" else []
    login = text(["Basic ", Code(f"btoa({text(wanted.login_text)})")]) if values and wanted.login else None
    if fields := headers(wanted, text([said]) if said else None, login):
        options.append(("headers", dictionary(fields)))
    if {field.name.value.lower() for field in wanted.fields} & _CONDITIONS:
        options.append(("cache", '"force-cache"'))
    options += [("body", body.tree)] if body else []
    sending = call("await fetch", url, *([dictionary(options)] if options else []))
    imports = f'import {{ {body.imported} }} from "node:fs";' if body and body.imported else ""
    return program([imports], [*before, statement(sending, "response"), "console.log(await response.text());"])


def _body(wanted: Wanted, *, values: bool) -> Body | None:
    said = wanted.media_type
    if wanted.parts is not None and values:
        blob = "openAsBlob" if any(map(is_file, wanted.parts)) else ""
        return Body("form", None if said == "multipart/form-data" else said, form_data(wanted.parts), blob)
    if wanted.parts is not None:
        content, media_type = wanted.octets
        read = "readFileSync" if any(map(is_file, wanted.parts)) else ""
        return Body(octets(content), media_type, (), read)
    if wanted.file is not None:
        return Body(call("await openAsBlob", text([wanted.file])), said, (), "openAsBlob")
    if wanted.text is None:
        return None
    if values and wanted.json is not None:
        return Body(json(wanted.json), said)
    if values and wanted.form:
        return Body(search_params(wanted.form), None if said == "application/x-www-form-urlencoded" else said)
    whole = paragraph(pieces(wanted.text))
    return Body(whole if said else call("new TextEncoder().encode", whole), said)
