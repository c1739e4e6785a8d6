"""A request → the script that sends it with Node's own modules `https` and `http` (documentation of `http.request`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from unisono.languages.javascript.writing import (
    array,
    call,
    declared,
    dictionary,
    field_value,
    json,
    key,
    octets,
    paragraph,
    program,
    search_params,
    statement,
    text,
)
from unisono.languages.layout import Group, Tree
from unisono.languages.writing import Unwritable, Wanted, is_file, pieces
from unisono.wire.request import DEFAULT_PORTS, Part
from unisono.wire.urls import split_url

Members = list[tuple[str, Tree]]

TITLE = "Node.js (https)"

_WITHOUT_CONTENT = frozenset({"GET", "HEAD", "DELETE", "OPTIONS"})
"""Methods whose content Node.js does not frame by itself (`http.ClientRequest`)."""

_ANSWER = """  const chunks = [];
  response.on("data", (chunk) => chunks.push(chunk));
  response.on("end", () => console.log(Buffer.concat(chunks).toString()));
});
request.on("error", console.error);"""


class Body(NamedTuple):
    """The content: the statements before the request, the statement that sends it, the header fields that it needs, and the
    modules."""

    before: Sequence[str]
    sending: str
    fields: Members
    modules: Sequence[tuple[str, str]] = ()


def write(wanted: Wanted) -> Iterator[str]:
    """With JavaScript's own values for form, JSON and credentials, then with each as it is sent; then with the URL in one."""
    for values, parts in ((True, True), (False, True), (False, False)):
        try:
            yield _program(wanted, values=values, parts=parts)
        except Unwritable:
            if not values and not parts:
                raise


def _program(wanted: Wanted, *, values: bool, parts: bool) -> str:
    body = _body(wanted, values=values)
    options = _target(wanted) if parts else []
    options += [("method", text([wanted.method]))] if wanted.method != "GET" else []
    login = values and wanted.login is not None
    fields = [*body.fields, *_fields(wanted, besides_credentials=login)]
    options += [("headers", Group("{", fields, "}", pad=" "))] if fields else []
    options += [("auth", text(wanted.login_text))] if login else []
    before = [*declared(wanted), *body.before]
    before += [] if parts else [statement(text(wanted.url), "url")]
    module = "http" if wanted.request.url.value.lower().startswith("http:") else "https"
    before += [statement(dictionary(options), "options")] if options else []
    arguments = ", ".join([*([] if parts else ["url"]), *(["options"] if options else [])])
    request = f"const request = {module}.request({arguments}, (response) => {{\n{_ANSWER}"
    modules = sorted([*body.modules, (module, f"node:{module}")], key=lambda found: found[1])
    imports = [f'const {name} = require("{path}");' for name, path in modules]
    return program(imports, [*before, request, body.sending])


def _target(wanted: Wanted) -> Members:
    """The URL in its parts. Raises Unwritable where a variable holds more than one of them."""
    url = split_url(wanted.request.url)
    found = re.fullmatch(r"(.+?)(?::(\d+))?", url.authority.value)
    if found is None or url.scheme.has_placeholder:
        raise Unwritable("has no way to take apart a URL in a variable")
    host = url.authority.slice(*found.span(1))
    if host.value.startswith("["):
        host = host.slice(1, len(host) - 1)
    members: Members = [("hostname", text(pieces(host)))]
    if found[2] and found[2] != DEFAULT_PORTS.get(url.scheme.value.lower()):
        members.append(("port", found[2]))
    path = wanted.request.url.slice(wanted.request.url.value.index("//") + 2 + len(url.authority), len(wanted.request.url))
    return [*members, ("path", text(pieces(path) if path.value.startswith("/") else ["/", *pieces(path)]))]


def _fields(wanted: Wanted, *, besides_credentials: bool) -> Members:
    """Header fields; several of one name are an array."""
    values: dict[str, tuple[str, list[Tree]]] = {}
    for field in wanted.fields_besides_credentials if besides_credentials else wanted.fields:
        name = field.name.value
        values.setdefault(name.lower(), (name, []))[1].append(field_value(pieces(field.value)))
    return [(f"{key([name])}: ", found[0] if len(found) == 1 else array(found)) for name, found in values.values()]


def _body(wanted: Wanted, *, values: bool) -> Body:
    said = wanted.media_type
    if wanted.parts is not None and values:
        return _form(wanted, wanted.parts)
    if wanted.parts is not None:
        content, media_type = wanted.octets
        return _octets(wanted, octets(content, "fs.readFileSync"), media_type, is_read=any(map(is_file, wanted.parts)))
    if wanted.file is not None:
        return _octets(wanted, call("fs.readFileSync", text([wanted.file])), said, is_read=True)
    if wanted.text is None:
        return Body([], "request.end();", _media_type(said))
    if values and wanted.json is not None:
        return _octets(wanted, json(wanted.json), said)
    if values and wanted.form:
        return _octets(wanted, _written(search_params(wanted.form)), said)
    return _octets(wanted, paragraph(pieces(wanted.text)), said)


def _written(made: Group) -> Group:
    return made._replace(closing=f"{made.closing}.toString()")


def _media_type(said: str | None) -> Members:
    return [('"Content-Type": ', text([said]))] if said else []


def _octets(wanted: Wanted, content: Tree, said: str | None, *, is_read: bool = False) -> Body:
    """Content that is known before it is sent: as bytes where the header fields, which go out with it, have to be such."""
    if declared(wanted) and not (isinstance(content, Group) and is_read):
        content = call("Buffer.from", content)
    fields = _media_type(said)
    if wanted.method in _WITHOUT_CONTENT:
        fields.append(('"Content-Length": ', "Buffer.byteLength(body)"))
    return Body([statement(content, "body")], "request.end(body);", fields, [("fs", "node:fs")] if is_read else [])


def _form(wanted: Wanted, parts: Sequence[Part]) -> Body:
    """With the package form-data, as Node.js has no form that these modules take."""
    statements = ["const form = new FormData();"]
    for part in parts:
        if part.fields:
            raise Unwritable("has no way to give a part of a form fields of its own")
        name, options = text(pieces(part.name)), []
        value = (
            call("fs.createReadStream", text(pieces(part.filename)))
            if part.filename is not None and is_file(part)
            else text(pieces(part.value))
        )
        if part.filename is not None and not is_file(part):
            options.append(("filename", text(pieces(part.filename))))
        if part.media_type is not None:
            options.append(("contentType", text(pieces(part.media_type))))
        statements.append(statement(call("form.append", name, value, *([dictionary(options)] if options else []))))
    fields: Members = [("...", "form.getHeaders()")]
    if wanted.method in _WITHOUT_CONTENT:
        fields.append(('"Transfer-Encoding": ', '"chunked"'))
    modules = [("FormData", "form-data"), *([("fs", "node:fs")] if any(map(is_file, parts)) else [])]
    return Body(statements, "form.pipe(request);", fields, modules)
