"""A request → the Ruby program that sends it with net/http (its documentation, "Examples")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unisono.languages.layout import Group, Tree, lay_out
from unisono.languages.ruby.writing import STYLE, pairs, text, value_of
from unisono.languages.writing import Unwritable, Wanted, in_quotes, in_ways, pieces
from unisono.wire.multipart import boundary_of
from unisono.wire.request import Part

_VERBS = frozenset("Get Head Post Put Patch Delete Options Trace Propfind Copy Move Lock Unlock Mkcol Proppatch".split())  # noqa: SIM905
_WITH_BODY = frozenset({"Post", "Put", "Patch", "Propfind", "Proppatch", "Mkcol", "Lock", "Unlock"})


def write(wanted: Wanted) -> Iterator[str]:
    """With Ruby's own values for content and credentials, and for the query; then with each of them as it is sent."""
    return in_ways(lambda values, query: _program(wanted, values=values, query=query))


def _program(wanted: Wanted, *, values: bool, query: bool) -> str:
    lines = list(_uri(wanted, query=query))
    lines.append(f"request = {_made(wanted)}")
    lines += [f"request[{text([name])}] = {value}" for name, value in _fields(wanted, values)]
    if values and wanted.login:
        lines.append(f"request.basic_auth({', '.join(text(part) for part in wanted.login)})")
    lines += _body(wanted, values)
    code = "\n".join(lines)
    needed = ["net/http", *(["json"] if "JSON." in code else [])]
    head = "".join(f"require '{name}'\n" for name in sorted(needed))
    return f"{head}\n{code}\n\n{_sent(wanted)}\nputs response.body"


def _uri(wanted: Wanted, *, query: bool) -> Iterator[str]:
    """The URI, and its query apart where a reader would rather see it decoded."""
    if query and wanted.query and wanted.has_escapes:
        yield f"uri = URI({text(wanted.base)})"
        call = Group("URI.encode_www_form(", [("", pairs(wanted.query))], ")", hugs=True)
        yield lay_out(call, STYLE, "uri.query = ")
    else:
        yield f"uri = URI({text(wanted.url)})"


def _made(wanted: Wanted) -> str:
    """The request, of the class of its method; of a general one where that would say a media type without content. Of an IPv6
    address, the connection says the `Host`, whose brackets a request that is made of a URI leaves out."""
    verb = wanted.method.capitalize()
    uri = "uri.request_uri" if "://[" in wanted.request.url.known else "uri"
    if wanted.method in {name.upper() for name in _VERBS} and not (wanted.text is None and verb in _WITH_BODY):
        return f"Net::HTTP::{verb}.new({uri})"
    return f"Net::HTTPGenericRequest.new({text([wanted.method])}, {_boolean(wanted.text is not None)}, true, {uri})"


def _boolean(value: bool) -> str:
    return "true" if value else "false"


def _fields(wanted: Wanted, values: bool) -> Iterator[tuple[str, str]]:
    without = values and wanted.login
    for name, value in wanted.joined(wanted.fields_besides_credentials if without else wanted.fields):
        if name.endswith("-"):
            raise Unwritable("leaves out a hyphen at the end of a field's name")
        yield name, text(value)
    said, parts = wanted.media_type, wanted.parts is not None
    if parts and not values and wanted.text is not None and wanted.request.media_type is not None:
        written = wanted.request.media_type
        boundary = wanted.text.value.partition("\r\n")[0].removeprefix("--")
        yield "Content-Type", text([written.value if boundary_of(written) else f"{written}; boundary={boundary}"])
    elif said and not parts and not (values and wanted.form and said == "application/x-www-form-urlencoded"):
        yield "Content-Type", text([said])


def _body(wanted: Wanted, values: bool) -> Iterator[str]:
    if wanted.text is None:
        return
    if wanted.parts is not None and values:
        call = Group("request.set_form(", [("", _multipart(wanted.parts)), ("", "'multipart/form-data'")], ")")
        yield lay_out(call, STYLE)
    elif wanted.file is not None:
        yield f"request.body = File.binread({text([wanted.file])})"
    elif values and wanted.json is not None:
        yield lay_out(Group("JSON.generate(", [("", value_of(wanted.json))], ")", hugs=True), STYLE, "request.body = ")
    elif values and wanted.form:
        yield lay_out(Group("request.set_form_data(", [("", pairs(wanted.form))], ")", hugs=True), STYLE)
    else:
        found = []
        for run, unknown in wanted.text.runs():
            is_file = unknown and run.value.startswith("@")
            found.append(f"File.binread({text([run.value[1:]])})" if is_file else text(pieces(run)))
        yield f"request.body = {' + '.join(found)}"


def _multipart(parts: Sequence[Part]) -> Tree:
    return Group("[", [("", _part(part)) for part in parts], "]", breaks=len(parts) > 1)


def _part(part: Part) -> Tree:
    """A list with the name, the content, and what else is to be said of a part."""
    if part.fields or not part.named or (part.filename is None and part.media_type is not None):
        raise Unwritable("has no way to say the header fields of a part")
    items: list[tuple[str, Tree]] = [("", text(in_quotes(part.name)))]
    options = []
    if part.filename is not None and part.value.has_placeholder:
        items.append(("", f"File.open({text([part.filename.value])})"))
    else:
        items.append(("", text(pieces(part.value))))
        options += [("filename", text(in_quotes(part.filename)))] if part.filename is not None else []
    if part.media_type is not None:
        options.append(("content_type", text(pieces(part.media_type))))
    if options:
        items.append(("", Group("{", [(f"{name}: ", value) for name, value in options], "}", pad=" ")))
    return Group("[", items, "]")


def _sent(wanted: Wanted) -> str:
    scheme = wanted.request.url.known.partition(":")[0].lower()
    tls = {"https": "true", "http": ""}.get(scheme, "uri.scheme == 'https'")
    options = f", use_ssl: {tls}" if tls else ""
    return f"response = Net::HTTP.start(uri.hostname, uri.port{options}) do |http|\n  http.request(request)\nend"
