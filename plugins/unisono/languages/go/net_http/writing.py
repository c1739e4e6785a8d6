"""A request → the Go program that sends it with net/http (its documentation, "Overview")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from unisono.languages.go.names import STANDARD
from unisono.languages.go.writing import terms_of, text
from unisono.languages.writing import FormPair, Piece, Pieces, Unwritable, Wanted, in_quotes, in_ways, is_file, pieces
from unisono.text.json import json_text
from unisono.text.source import Text
from unisono.wire.multipart import boundary_of
from unisono.wire.request import Part

_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE"}
_FORM = "application/x-www-form-urlencoded"
_WIDTH = 80
"""Characters of JSON that stand on one line; more is laid out over several."""

_CHECK = "if err != nil {\n\tlog.Fatal(err)\n}"


def write(wanted: Wanted) -> Iterator[str]:
    """With `url.Values`, parts and credentials as Go has them; then with each of them as it is sent."""
    return in_ways(partial(_program, wanted))


def _program(wanted: Wanted, values: bool, query: bool) -> str:
    url, before = _url(wanted, query=query)
    body, made = _body(wanted, values)
    blocks = [before, made, "\n".join(_sent(wanted, url, body, values)), _shown()]
    code = "\n\n".join(block for block in blocks if block)
    imports = "\n".join(f'\t"{path}"' for path in sorted(_needed(code)))
    return f"package main\n\nimport (\n{imports}\n)\n\nfunc main() {{\n{_indented(code)}\n}}"


def _needed(code: str) -> Iterator[str]:
    """The packages that the code uses: what stands between quotation marks is none of it."""
    bare = re.sub(r'"(?:[^"\\\n]|\\.)*+"|\\[\\"]|`[^`]*`', '""', code)
    return (STANDARD[name] for name in set(re.findall(r"(?<![\w.])([a-z]+)\.[A-Z]", bare)) if name in STANDARD)


def _indented(code: str) -> str:
    """The body of a function. Lines within a text stay where they are."""
    parts = re.split(r'("(?:[^"\\\n]|\\.)*+"|\\[\\"]|`[^`]*`)', code)
    for at in range(0, len(parts), 2):
        parts[at] = re.sub(r"\n(?!\n)", "\n\t", parts[at])
    return "\t" + "".join(parts)


def _shown() -> str:
    read = f"body, err := io.ReadAll(resp.Body)\n{_CHECK}"
    return f"{read}\nfmt.Println(string(body))"


def _url(wanted: Wanted, *, query: bool) -> tuple[list[str], str]:
    """The URL as what is put together for it, and what goes before: its query apart where it is read with ease decoded."""
    if query and wanted.query and wanted.has_escapes:
        return [*terms_of([*wanted.base, "?"]), "query.Encode()"], "\n".join(_values("query", wanted.query))
    return terms_of(wanted.url), ""


def _values(name: str, pairs: Sequence[FormPair]) -> Iterator[str]:
    """The pairs of a query or a form."""
    yield f"{name} := url.Values{{}}"
    known: set[str] = set()
    for pair in pairs:
        if pair.value is None:
            raise Unwritable("has no way to say a name without a value")
        said = text(pair.name, beside=True)
        yield f"{name}.{'Add' if said in known else 'Set'}({said}, {text(pair.value, beside=True)})"
        known.add(said)


def _sent(wanted: Wanted, url: list[str], body: str, values: bool) -> Iterator[str]:
    """The request, and sending it: in one where Go has a function for such a request."""
    head = list(_head(wanted, values))
    simple = _simple(wanted, url, body, values) if values and not wanted.fields else None
    if simple is not None:
        yield f"resp, err := {simple}"
    else:
        method = f"http.Method{wanted.method.capitalize()}" if wanted.method in _METHODS else text([wanted.method])
        yield f"req, err := http.NewRequest({method}, {'+'.join(url)}, {body or 'nil'})"
        yield _CHECK
        yield from head
        yield "\nresp, err := http.DefaultClient.Do(req)"
    yield _CHECK
    yield "defer resp.Body.Close()"


def _simple(wanted: Wanted, url: list[str], body: str, values: bool) -> str | None:
    kind = _media_type(wanted, values)
    if wanted.method in {"GET", "HEAD"} and not body and kind is None:
        return f"http.{wanted.method.capitalize()}({' + '.join(url)})"
    if wanted.method != "POST" or kind is None or not body:
        return None
    if values and wanted.form and kind == text([_FORM]):
        return f"http.PostForm({'+'.join(url)}, form)"
    return f"http.Post({'+'.join(url)}, {kind}, {body})"


def _head(wanted: Wanted, values: bool) -> Iterator[str]:
    """The header fields; each value of a name is one."""
    known: set[str] = set()
    login = values and wanted.login
    for field in wanted.fields_besides_credentials if login else wanted.fields:
        name, value = field.name.value, pieces(field.value)
        if name.lower() == "host":
            yield f"req.Host = {text(value)}"
            continue
        verb = "Add" if name.lower() in known else "Set"
        known.add(name.lower())
        yield f"req.Header.{verb}({text([name], beside=True)}, {text(value, beside=True)})"
    if (kind := _media_type(wanted, values)) is not None:
        yield f'req.Header.Set("Content-Type", {kind})'
    if login:
        yield f"req.SetBasicAuth({', '.join(text(part, beside=True) for part in login)})"


def _media_type(wanted: Wanted, values: bool) -> str | None:
    """`Content-Type`, as an argument; None where there is none."""
    if wanted.parts is not None and values and wanted.media_type == "multipart/form-data":
        return "writer.FormDataContentType()"
    if wanted.parts is not None and wanted.text is not None:
        written = wanted.request.media_type
        return text([wanted.written_out[1] if written is None or not boundary_of(written) else written.value], beside=True)
    return text([wanted.media_type], beside=True) if wanted.media_type else None


def _body(wanted: Wanted, values: bool) -> tuple[str, str]:
    """What the request is given as content, and what goes before that makes it; both empty where there is none."""
    if wanted.text is None:
        return "", ""
    if wanted.parts is not None and values:
        return "&form", "\n".join(_multipart(wanted.parts))
    if wanted.file is not None:
        return "file", f"file, err := os.Open({text([wanted.file])})\n{_CHECK}\ndefer file.Close()"
    if values and wanted.form:
        return "strings.NewReader(form.Encode())", "\n".join(_values("form", wanted.form))
    if wanted.json is not None and values:
        return "payload", f"payload := strings.NewReader({text(_json(wanted), lines=True)})"
    return _plain(wanted)


def _plain(wanted: Wanted) -> tuple[str, str]:
    """The content as it is sent, with the files that are in it."""
    content = wanted.text
    if content is None:
        raise AssertionError(wanted)
    runs = [(run, unknown and run.value.startswith("@")) for run, unknown in content.runs()]
    if not any(is_file for _, is_file in runs):
        return "payload", f"payload := strings.NewReader({text(pieces(content), lines=True)})"
    lines = ["var payload bytes.Buffer"]
    for number, (run, is_of_file) in enumerate(runs, 1):
        if is_of_file:
            lines += [f"data{number}, err := os.ReadFile({text([run.value[1:]])})", _CHECK, f"payload.Write(data{number})"]
        else:
            lines.append(f"payload.WriteString({text(pieces(run), lines=True)})")
    return "&payload", "\n".join(lines)


def _json(wanted: Wanted) -> Pieces:
    """JSON for between backquotes, moved in with the code: as it is laid out, or over several lines where it is long."""
    node, written = wanted.json, wanted.text
    if node is None or written is None:
        raise AssertionError(wanted)
    if "\n" in written.value.strip():
        return pieces(written.stripped().sub(re.compile(r"\n(?=.)"), lambda _: "\n\t"))
    if len(written) <= _WIDTH or node.kind not in {"object", "array"}:
        return pieces(written)
    return pieces(json_text(node, "\t", "\t"))


def _multipart(parts: Sequence[Part]) -> Iterator[str]:
    yield "var form bytes.Buffer"
    yield "writer := multipart.NewWriter(&form)"
    files = sum(map(_is_made, parts))
    number = 0
    for part in parts:
        if not _is_made(part):
            yield f"writer.WriteField({text(in_quotes(part.name), beside=True)}, {text(pieces(part.value), beside=True)})"
            continue
        number += 1
        yield from _made(part, str(number) if files > 1 else "")
    yield "writer.Close()"


def _is_made(part: Part) -> bool:
    """Whether a part is more than a name and a text."""
    return part.filename is not None or part.media_type is not None or bool(part.fields) or not part.named


def _made(part: Part, number: str) -> Iterator[str]:
    """A part that is a file, or has header fields of its own."""
    file, name = f"file{number}", f"part{number}"
    if is_file(part) and part.filename is not None:
        yield f"{file}, err := os.Open({text([part.filename.value])})\n{_CHECK}\ndefer {file}.Close()"
    kind = part.media_type.value if part.media_type is not None else "application/octet-stream"
    if part.filename is not None and part.named and not part.fields and kind == "application/octet-stream":
        said = f"{text(in_quotes(part.name), beside=True)}, {text(in_quotes(part.filename), beside=True)}"
        yield f"{name}, err := writer.CreateFormFile({said})\n{_CHECK}"
    else:
        yield from _header(part, f"header{number}")
        yield f"{name}, err := writer.CreatePart(header{number})\n{_CHECK}"
    if is_file(part):
        yield f"if _, err := io.Copy({name}, {file}); err != nil {{\n\tlog.Fatal(err)\n}}"
    else:
        yield f"io.WriteString({name}, {text(pieces(part.value), beside=True)})"


def _header(part: Part, name: str) -> Iterator[str]:
    said = [piece for piece in ("name" if part.named else "", "filename" if part.filename is not None else "") if piece]
    texts: dict[str, Text | None] = {"name": part.name, "filename": part.filename}
    disposition: list[Piece] = ["form-data"]
    for parameter in said:
        value = texts[parameter]
        if value is None or "\\" in value.known:
            raise Unwritable("has no way to say such a name of a part")
        disposition += [f'; {parameter}="', *in_quotes(value), '"']
    fields = [("Content-Disposition", disposition)]
    fields += [("Content-Type", list(pieces(part.media_type)))] if part.media_type is not None else []
    fields += [(field.name.value, list(pieces(field.value))) for field in part.fields]
    yield f"{name} := textproto.MIMEHeader{{}}"
    for field_name, written in fields:
        yield f"{name}.Set({text([field_name])}, {text(written, beside=True)})"
