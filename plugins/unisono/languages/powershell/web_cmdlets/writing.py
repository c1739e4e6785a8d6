"""A request → the PowerShell script that sends it with `Invoke-RestMethod` (its documentation, "Splatting")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from unisono.languages.csharp.http_client.fields import OF_CONTENT, is_taken
from unisono.languages.powershell.writing import Block, Tree, depth, here, key, lay_out, table, text, value_of
from unisono.languages.writing import File, Piece, Pieces, Unwritable, Wanted, in_quotes, is_file, pieces, runs_of
from unisono.text.source import Text
from unisono.wire.request import Part

_METHODS = frozenset("GET HEAD POST PUT DELETE TRACE OPTIONS MERGE PATCH".split())  # noqa: SIM905


def write(wanted: Wanted) -> Iterator[str]:
    """With PowerShell's own values for the content; then with it as text; then as bytes."""
    for kind in (_own, _as_text, _as_octets):
        try:
            yield _script(wanted, kind(wanted))
        except Unwritable:
            if kind is _as_octets:
                raise


class _Body:
    """What says the content: the lines before the call, and the parameters."""

    def __init__(self, lines: Sequence[str] = (), parameters: Sequence[tuple[str, str]] = ()) -> None:
        self.lines = lines
        self.parameters = parameters


def _script(wanted: Wanted, body: _Body) -> str:
    blocks: list[str] = []
    parameters = [("Uri", text(wanted.url))]
    if wanted.method not in _METHODS:
        parameters.append(("CustomMethod", text([wanted.method])))
    elif wanted.method != "GET":
        parameters.append(("Method", f"'{wanted.method.capitalize()}'"))
    headers, unchecked = _headers(wanted)
    if headers:
        blocks.append(headers)
        parameters.append(("Headers", "$headers"))
    if unchecked:
        parameters.append(("SkipHeaderValidation", "$true"))
    blocks += body.lines
    parameters += body.parameters
    if len(parameters) == 1:
        blocks.append(f"Invoke-RestMethod -Uri {parameters[0][1]}")
    else:
        blocks.append(lay_out(Block("@{", [(f"{name} = ", value) for name, value in parameters], "}", "; "), "$params = "))
        blocks[-1] += "\nInvoke-RestMethod @params"
    return "\n\n".join(blocks)


def _headers(wanted: Wanted) -> tuple[str, bool]:
    """What sets `$headers`, and whether PowerShell must not look at the values."""
    items: list[tuple[str, Tree]] = [("Authorization = ", '"Basic $credentials"')] if wanted.login else []
    fields = wanted.fields_besides_credentials if wanted.login else wanted.fields
    if any(f.name.value.lower() in OF_CONTENT for f in fields) and wanted.method == "GET" and wanted.text is None:
        raise Unwritable("sends no header fields of a content that is not there")
    checked = True
    for name, value in wanted.joined(fields):
        if not all(piece.isascii() for piece in value if isinstance(piece, str)):
            raise Unwritable("sends only ASCII in header fields")
        said = [f.value for f in fields if f.name.value.lower() == name.lower()]
        comma = Text.decoded(", ", said[0].span())
        checked &= is_taken(name, Text.join([part for one in said for part in (comma, one)][1:]))
        items.append((f"{key([name])} = ", text(value)))
    made = lay_out(Block("@{", items, "}", "; "), "$headers = ") if items else ""
    if wanted.login:
        encoded = f"[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes({text(wanted.login_text)}))"
        made = f"$credentials = {encoded}\n{made}"
    return made, not checked


def _own(wanted: Wanted) -> _Body:
    """The content in the values that PowerShell has of its kind."""
    if wanted.parts is not None:
        return _form_of(wanted.parts)
    if wanted.file is not None:
        return _Body(parameters=[("InFile", text([wanted.file])), *_type(wanted, is_text=False)])
    if wanted.json is not None and wanted.text is not None and wanted.json.kind in {"object", "array"}:
        tree = value_of(wanted.json)
        deep = depth(tree) - 1
        level = f" -Depth {max(deep, 10)}" if deep > 2 else ""
        given = f" | ConvertTo-Json{level}"
        if wanted.json.kind == "array":  # which the pipeline would take apart
            return _Body([lay_out(tree, "$body = ConvertTo-Json -InputObject ", level)], [("Body", "$body"), *_type(wanted)])
        return _Body([lay_out(tree, "$body = ", given)], [("Body", "$body"), *_type(wanted)])
    if wanted.form and wanted.media_type == "application/x-www-form-urlencoded" and wanted.method != "GET":
        if any(pair.value is None for pair in wanted.form):
            raise Unwritable("has no pair without a value")
        tree = table([(pair.name, text(pair.value or [])) for pair in wanted.form])
        said = [] if wanted.method == "POST" else _type(wanted)
        return _Body([lay_out(tree, "$body = ")], [("Body", "$body"), *said])
    return _as_text(wanted)


def _form_of(parts: Sequence[Part]) -> _Body:
    """`-Form`, whose texts are plain and whose files are of no special type."""
    found: dict[str, tuple[Pieces, list[str]]] = {}
    for part in parts:
        if part.fields or not part.named:
            raise Unwritable("has no such part")
        name = in_quotes(part.name)
        if is_file(part) and part.filename is not None:
            if part.media_type is not None and part.media_type.value != "application/octet-stream":
                raise Unwritable("has no type of a part")
            shown = f"(Get-Item {text([part.filename.value])})"
        elif part.filename is None and (part.media_type is None or part.media_type.value.startswith("text/plain")):
            shown = text(pieces(part.value))
        else:
            raise Unwritable("has no such part")
        found.setdefault(part.name.value, (name, []))[1].append(shown)
    if [name for name, (_, values) in found.items() for _ in values] != [part.name.value for part in parts]:
        raise Unwritable("sends the parts of one name one after the other")
    members: list[tuple[Pieces, Tree]] = []
    for name, values in found.values():
        alone = values[0].removeprefix("(").removesuffix(")") if values[0].startswith("(Get-Item") else values[0]
        members.append((name, alone if len(values) == 1 else Block("@(", [("", one) for one in values], ")", ", ")))
    return _Body([lay_out(table(members), "$form = ")], [("Form", "$form")])


def _as_text(wanted: Wanted) -> _Body:
    """The content as the text that is sent."""
    if wanted.parts is not None:
        raise Unwritable("has no text to send")
    if wanted.text is None:
        return _Body(parameters=_type(wanted, is_text=False))
    if wanted.media_type is None:
        raise Unwritable("has a text to send of no type")
    value = pieces(wanted.text)
    literal = here(value) or text(value)
    if "\n" not in literal and len(literal) < 60:
        return _Body(parameters=[("Body", literal), *_type(wanted)])
    return _Body([f"$body = {literal}"], [("Body", "$body"), *_type(wanted)])


def _type(wanted: Wanted, *, is_text: bool = True) -> Sequence[tuple[str, str]]:
    """`-ContentType`: with UTF-8 where an older PowerShell takes another encoding; empty against what POST says by itself."""
    kind = wanted.media_type
    if kind is None:
        return [("ContentType", "''")] if wanted.method == "POST" else []
    known = wanted.text.known if wanted.text is not None else ""
    if is_text and not known.isascii() and not re.search("charset", kind, re.IGNORECASE):
        kind += "; charset=utf-8"
    return [("ContentType", text([kind]))]


def _as_octets(wanted: Wanted) -> _Body:
    """The content as bytes, multipart content written out."""
    if wanted.text is None:
        return _as_text(wanted)
    if wanted.parts is not None:
        found, media_type = wanted.octets
        runs = list(_runs(found))
    else:
        media_type, runs = wanted.media_type or "", list(_runs(pieces(wanted.text)))
    joined = " +\n    ".join(runs)
    lines = [f"$body = {runs[0]}" if len(runs) == 1 else f"$body = [byte[]](\n    {joined}\n)"]
    said = [("ContentType", text([media_type]))] if media_type or wanted.method == "POST" else []
    return _Body(lines, [("Body", "$body"), *said])


def _runs(found: Sequence[Piece | File]) -> Iterator[str]:
    """The bytes of texts and of files, in order."""
    for run in runs_of(found):
        if isinstance(run, File):
            yield f"(Get-Content {text([run.name])} -AsByteStream -Raw)"
        else:
            yield f"[Text.Encoding]::UTF8.GetBytes({text(run)})"
