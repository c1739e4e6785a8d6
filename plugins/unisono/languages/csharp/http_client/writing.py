"""A request → the C# program that sends it with `HttpClient` (.NET's documentation, "Make HTTP requests")."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from unisono.languages.csharp.http_client.fields import OF_CONTENT, is_taken
from unisono.languages.csharp.writing import Block, Names, Tree, dictionary, lay_out, raw, text, value_of
from unisono.languages.writing import File, Piece, Pieces, Unwritable, Wanted, in_quotes, is_file, pieces, runs_of
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import Part

_VERBS = frozenset("Get Post Put Delete Head Options Trace Patch".split())  # noqa: SIM905
_TAKEN = frozenset({"client", "handler", "request", "response", "json", "content", "bytes", "credentials"})
_ESSENCE = regex(r"[!#$&^_.+\w-]+/[!#$&^_.+\w-]+")
_NAMESPACES = {
    "System.Net.Http.Headers": r"\b(?:Authentication|MediaType)HeaderValue\b",
    "System.Text": r"\bEncoding\.",
    "System.Text.Json": r"\bJsonSerializer\.",
}
"""What is not among the namespaces that a project of .NET has without being told."""


def write(wanted: Wanted) -> Iterator[str]:
    """With C#'s own values for content; then with each as it is sent; then with all of it as bytes."""
    for kind in (_own, _as_text, _as_octets):
        try:
            yield _Program(wanted).code(kind)
        except Unwritable:
            if kind is _as_octets:
                raise


class _Program:
    """One program that is being written."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.names = Names(_TAKEN)

    def text(self, value: Pieces) -> str:
        return text(value, self.names)

    def code(self, body: Callable[[_Program], Iterator[str]]) -> str:
        """The whole sample."""
        made = f"using var request = new HttpRequestMessage({_method(self.wanted.method)}, {self.text(self.wanted.url)});"
        fields, of_content = [*self._fields()], [*self._content_fields()]
        content = [*body(self)]
        if of_content and not content:
            content = ["request.Content = new ByteArrayContent(Array.Empty<byte>());"]
        content += of_content
        apart = bool(fields) and len(content) + content.count("\n") > 1
        handler = (
            "new HttpClient(new SocketsHttpHandler\n{\n    RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8\n})"
            if any(not f.value.known.isascii() for f in self.wanted.fields)
            else "new HttpClient()"
        )
        blocks = [
            [*self.names.lines()],
            [f"using var client = {handler};"],
            *([[made, *fields], content] if apart else [[made, *fields, *content]]),
            [
                "using var response = await client.SendAsync(request);",
                "Console.WriteLine(await response.Content.ReadAsStringAsync());",
            ],
        ]
        code = "\n\n".join("\n".join(block) for block in blocks if block)
        used = [name for name, mark in _NAMESPACES.items() if re.search(mark, code)]
        return "".join(f"using {name};\n" for name in used) + ("\n" if used else "") + code

    def _fields(self) -> Iterator[str]:
        wanted = self.wanted
        for name, value in wanted.joined([f for f in wanted.fields if f.name.value.lower() not in OF_CONTENT]):
            if name.lower() == "authorization" and (credentials := self._credentials(value)):
                yield from credentials
                continue
            values = [f.value for f in wanted.fields if f.name.value.lower() == name.lower()]
            is_added = is_taken(name, values[0]) and (len(values) == 1 or is_taken(name, _listed(values)))
            how = "Add" if is_added else "TryAddWithoutValidation"
            yield f'request.Headers.{how}("{name}", {self.text(value)});'

    def _credentials(self, value: Pieces) -> Sequence[str]:
        """Credentials of the schemes Bearer and Basic; nothing for others."""
        if self.wanted.login:
            login = self.text(self.wanted.login_text)
            return [
                f"var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes({login}));",
                'request.Headers.Authorization = new AuthenticationHeaderValue("Basic", credentials);',
            ]
        first = value[0] if value and isinstance(value[0], str) else ""
        found = re.match(r"(Bearer|Basic|Token|Digest|ApiKey) (?=\S|\Z)", first)
        rest = [first[found.end() :], *value[1:]] if found else []
        rest = [piece for piece in rest if piece != ""]
        if found is None or not rest:
            return []
        return [f'request.Headers.Authorization = new AuthenticationHeaderValue("{found[1]}", {self.text(rest)});']

    def _content_fields(self) -> Iterator[str]:
        """The fields that a content has."""
        wanted = self.wanted
        for name, value in wanted.joined([f for f in wanted.fields if f.name.value.lower() in OF_CONTENT]):
            yield f'request.Content.Headers.TryAddWithoutValidation("{name}", {self.text(value)});'


def _listed(values: Sequence[Text]) -> Text:
    """Several values of a field as one."""
    comma = Text.decoded(", ", values[0].span())
    return Text.join([part for value in values for part in (comma, value)][1:])


def _method(method: str) -> str:
    name = method.capitalize()
    return f"HttpMethod.{name}" if method in {verb.upper() for verb in _VERBS} else f'new HttpMethod("{method}")'


def _own(program: _Program) -> Iterator[str]:
    """The content in the values that C# has of its kind."""
    wanted = program.wanted
    if wanted.text is None and wanted.media_type is None:
        return
    if wanted.parts is not None:
        yield from _multipart(program, wanted.parts)
    elif wanted.file is not None:
        yield from _bytes(program, f"new StreamContent(File.OpenRead({program.text([wanted.file])}))")
    elif wanted.json is not None and wanted.json.kind in {"object", "array"} and wanted.text is not None:
        tree = value_of(wanted.json, program.names)
        if isinstance(tree, str):
            yield from _text(program)
        else:
            yield lay_out(tree, "var json = JsonSerializer.Serialize(", ");")
            yield from _typed(program, "json")
    elif wanted.form and wanted.media_type == wanted.essence:
        yield from _form(program)
    else:
        yield from _text(program)


def _as_text(program: _Program) -> Iterator[str]:
    """The content as the text that is sent."""
    wanted = program.wanted
    if wanted.parts is not None or (wanted.text is None and wanted.media_type is None):
        raise Unwritable("has no text to send")
    yield from _text(program)


def _text(program: _Program) -> Iterator[str]:
    value = pieces(program.wanted.text) if program.wanted.text is not None else []
    literal = raw(value, program.names) or program.text(value)
    if len(literal) < 60 and "\n" not in literal:
        yield from _typed(program, literal)
    else:
        name = "json" if program.wanted.json is not None else "content"
        yield f"var {name} = {literal};"
        yield from _typed(program, name)


def _typed(program: _Program, value: str) -> Iterator[str]:
    """A text with its media type."""
    wanted = program.wanted
    if wanted.media_type is None:
        yield f"request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes({value}));"
    elif re.fullmatch(rf"{_ESSENCE.pattern}(?:;\s*charset=\"?utf-8\"?)?", wanted.media_type, re.IGNORECASE):
        given = f'{value}, Encoding.UTF8, "{wanted.media_type.partition(";")[0]}"'
        yield f"request.Content = new StringContent({given});"
    else:
        yield f"request.Content = new StringContent({value});"
        yield f"request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse({program.text([wanted.media_type])});"


def _bytes(program: _Program, content: str) -> Iterator[str]:
    """Content of bytes, with its media type if it has one."""
    yield f"request.Content = {content};"
    if (kind := program.wanted.media_type) is not None:
        yield f"request.Content.Headers.ContentType = {_type(program, kind)};"


def _type(program: _Program, media_type: str) -> str:
    how = "new MediaTypeHeaderValue" if _ESSENCE.fullmatch(media_type) else "MediaTypeHeaderValue.Parse"
    return f"{how}({program.text([media_type])})"


def _form(program: _Program) -> Iterator[str]:
    form = program.wanted.form or []
    if any(pair.value is None for pair in form):
        raise Unwritable("has no pair without a value")
    pairs = [(program.text(pair.name), program.text(pair.value or [])) for pair in form]
    if len({name for name, _ in pairs}) == len(pairs):
        tree: Tree = dictionary(dict(pairs))
    else:
        items: list[tuple[str, Tree]] = [("", f"new({name}, {value})") for name, value in pairs]
        tree = Block("new KeyValuePair<string, string>[]", items)
    yield lay_out(tree, "request.Content = new FormUrlEncodedContent(", ");")


def _multipart(program: _Program, parts: Sequence[Part]) -> Iterator[str]:
    items: list[tuple[str, Tree]] = [("", _part(program, part)) for part in parts]
    broken = [f"    {item if isinstance(item, str) else lay_out(item)}" for _, item in items]
    yield "request.Content = new MultipartFormDataContent\n{\n" + ",\n".join(broken) + "\n};"


def _part(program: _Program, part: Part) -> str:
    """A content, its name, and the name of its file."""
    if part.fields or not part.named:
        raise Unwritable("has no such part")
    name, filename = program.text(in_quotes(part.name)), ""
    if part.filename is not None:
        filename = f", {program.text(in_quotes(part.filename))}"
    if is_file(part) and part.filename is not None:
        content = f"new StreamContent(File.OpenRead({program.text([part.filename.value])}))"
        kind = f" {{ Headers = {{ ContentType = {_type(program, part.media_type.value)} }} }}" if part.media_type else ""
    elif part.filename is not None and part.media_type is None:
        content, kind = f"new ByteArrayContent(Encoding.UTF8.GetBytes({program.text(pieces(part.value))}))", ""
    else:
        given = f', Encoding.UTF8, "{part.media_type}"' if part.media_type and part.media_type.value != "text/plain" else ""
        content, kind = f"new StringContent({program.text(pieces(part.value))}{given})", ""
    return f"{{ {content}{kind}, {name}{filename} }}"


def _as_octets(program: _Program) -> Iterator[str]:
    """All of the content written out, multipart content as well."""
    wanted = program.wanted
    if wanted.text is None:
        if wanted.media_type is not None:
            yield "request.Content = new ByteArrayContent(Array.Empty<byte>());"
            yield f'request.Content.Headers.TryAddWithoutValidation("Content-Type", {program.text([wanted.media_type])});'
        return
    if wanted.parts is not None:
        found, media_type = wanted.octets
    else:
        media_type, found = wanted.media_type or "", list[Piece | File]()
        for run, unknown in wanted.text.runs():
            found = [*found, File(run.value[1:])] if unknown and run.value.startswith("@") else [*found, *pieces(run)]
    first, *rest = _runs(program, found)
    joined = first if not rest else first + "".join(f"\n    .Concat({run})" for run in rest) + "\n    .ToArray()"
    yield f"var bytes = {joined};"
    yield "request.Content = new ByteArrayContent(bytes);"
    if media_type:
        yield f'request.Content.Headers.TryAddWithoutValidation("Content-Type", {program.text([media_type])});'


def _runs(program: _Program, found: Sequence[Piece | File]) -> Iterator[str]:
    """The bytes of texts and of files, in order."""
    for run in runs_of(found):
        if isinstance(run, File):
            yield f"File.ReadAllBytes({program.text([run.name])})"
        else:
            yield f"Encoding.UTF8.GetBytes({program.text(run)})"
