"""A request → the module that sends it with axios 1.x on Node.js (its documentation, "Request Config")."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from unisono.languages.javascript.writing import (
    array,
    call,
    declared,
    dictionary,
    form_data,
    headers,
    key,
    octets,
    paragraph,
    program,
    search_params,
    statement,
    text,
    value_of,
)
from unisono.languages.layout import Group, Tree
from unisono.languages.writing import FormPair, Unwritable, Wanted, is_file, pieces

Members = list[tuple[str, Tree]]

_WITHOUT_DATA = frozenset({"GET", "DELETE", "HEAD", "OPTIONS"})
_WITH_DATA = frozenset({"POST", "PUT", "PATCH"})


class Data(NamedTuple):
    """The content: the expression, the media type that has to be said, the statements before, and what of `node:fs` is used."""

    tree: Tree | None
    media_type: Tree | None
    before: Sequence[str] = ()
    imported: str = ""


def write(wanted: Wanted) -> Iterator[str]:
    """With JavaScript's own values for query, form, JSON and credentials; then with each of them as it is sent."""
    for values in (True, False):
        for query in (_params, _search_params, None):
            try:
                yield _program(wanted, values=values, query=query)
            except Unwritable:
                if not values and not query:
                    raise


def _program(wanted: Wanted, *, values: bool, query: Callable[[Sequence[FormPair]], Members] | None) -> str:
    data = _data(wanted, values=values)
    config = query(wanted.query) if query and wanted.query else []
    url = text(wanted.base if config else wanted.url)
    login = wanted.login if values else None
    fields = headers(wanted, data.media_type, "" if login else None)
    config += [("headers", dictionary(fields))] if fields else []
    if login:
        config.append(("auth", dictionary(zip(("username", "password"), map(text, login), strict=True))))
    imports = ['import axios from "axios";', f'import {{ {data.imported} }} from "node:fs";' if data.imported else ""]
    sending = statement(_call(wanted.method, url, data.tree, config), "response")
    return program(sorted(imports), [*declared(wanted), *data.before, sending, "console.log(response.data);"])


def _call(method: str, url: Tree, data: Tree | None, config: Members) -> Group:
    if method in _WITH_DATA:
        arguments = [data or "null"] if data or config else []
        return call(f"await axios.{method.lower()}", url, *arguments, *([dictionary(config)] if config else []))
    config = [*config, ("data", data)] if data else config
    if method in _WITHOUT_DATA:
        return call(f"await axios.{method.lower()}", url, *([dictionary(config)] if config else []))
    return call("await axios.request", dictionary([("method", text([method])), ("url", url), *config]))


def _params(pairs: Sequence[FormPair]) -> Members:
    """An object, in which what is there several times has an array."""
    values: dict[str, list[str]] = {}
    for pair in pairs:
        if pair.value is None:
            raise Unwritable("has no way to send a name without a value")
        values.setdefault(key(pair.name), []).append(text(pair.value))
    members = [(name, array(given) if len(given) > 1 else given[0]) for name, given in values.items()]
    repeats: Members = [("paramsSerializer", dictionary([("indexes", "null")]))] if len(values) < len(pairs) else []
    return [("params", dictionary(members)), *repeats]


def _search_params(pairs: Sequence[FormPair]) -> Members:
    return [("params", search_params(pairs))]


def _data(wanted: Wanted, *, values: bool) -> Data:
    said = wanted.media_type
    media_type = text([said]) if said else None
    if wanted.parts is not None and values:
        blob = "openAsBlob" if any(map(is_file, wanted.parts)) else ""
        return Data("form", None if said == "multipart/form-data" else media_type, form_data(wanted.parts), blob)
    if wanted.parts is not None:
        content, whole = wanted.octets
        read = "readFileSync" if any(map(is_file, wanted.parts)) else ""
        return Data(octets(content), text([whole]), (), read)
    if values and wanted.json is not None and wanted.json.kind in {"object", "array"}:
        return Data(value_of(wanted.json), None if said == "application/json" else media_type)
    if values and wanted.form:
        return Data(search_params(wanted.form), None if said == "application/x-www-form-urlencoded" else media_type)
    if said is None and wanted.method in _WITH_DATA:
        media_type = "false"  # else it is that of a form
    if wanted.file is not None:
        return Data(call("readFileSync", text([wanted.file])), media_type, (), "readFileSync")
    return Data(None if wanted.text is None else paragraph(pieces(wanted.text)), media_type)
