"""A request → a sample that sends it: what clients' modules `writing` share.

A client that samples can be written for has a module `writing` with `write(wanted: Wanted) -> Iterator[str]`: the samples that
say the request, the one that a person would write first, the most literal last; it raises `Unwritable` with the reason where
there is none. `ID` and `TITLE` in it are the client's own where those of the package are shared with another client.

None of them is trusted. What `write_sample` gives out has been read back, and sends the request that was asked for.
"""

from __future__ import annotations

import importlib
import re
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from importlib.util import find_spec
from itertools import groupby, product
from types import ModuleType
from typing import NamedTuple

from unisono.languages import client_packages, languages
from unisono.records import dataclass
from unisono.text.budget import CHARACTERS
from unisono.text.json import Node
from unisono.text.placeholders import variable_name
from unisono.text.regex import regex
from unisono.text.source import Source, Text
from unisono.wire.multipart import parts_of
from unisono.wire.request import Content, Field, Part, Request, escaped_name, essence
from unisono.wire.same import departure
from unisono.wire.urls import read_pairs


class Unwritable(Exception):
    """A client cannot say the request. The message says why, in a sentence that goes on from the client's name."""


class Variable(NamedTuple):
    """A value that the sample takes from a variable of the environment."""

    name: str


class Opaque(NamedTuple):
    """Characters that the page replaces before anybody sees them (`{{ site.api_url }}`); they are written as they stand."""

    tag: str


class File(NamedTuple):
    """The bytes of a file, in content that is written out."""

    name: str


Piece = str | Variable | Opaque
Pieces = Sequence[Piece]
"""A value as a sample has to say it."""

_BOUNDARY = regex(r"(?:(?<!\s)\s++)?;\s*+boundary=[^;]*+")
_TAG = regex(r"\{\{.*\}\}|\{%.*%\}", re.DOTALL)


def pieces(text: Text) -> Pieces:
    """A value in what is known of it, and the variables in it. Raises Unwritable for anything else that is not known."""
    found: list[Piece] = []
    for run, unknown in text.runs():
        if not unknown:
            found.append(run.value)
        elif _TAG.fullmatch(run.value):
            found.append(Opaque(run.value))
        elif name := variable_name(run.value):
            found.append(Variable(name))
        else:
            raise Unwritable(f"cannot say '{run.value}', which is known only when the sample that it comes from runs")
    return [piece for piece in found if piece != ""]


def runs_of(found: Sequence[Piece | File]) -> Iterator[Pieces | File]:
    """The texts and the files that content is made of, in order; what stands side by side of a text is one."""
    held: list[Piece] = []
    for piece in found:
        if not isinstance(piece, File):
            held.append(piece)
            continue
        if held:
            yield held
        held = []
        yield piece
    if held:
        yield held


def braced(value: Pieces) -> str:
    """A value with `{{NAME}}` for a variable, as `.http` files and collections of API clients have it."""
    said = []
    for piece in value:
        if isinstance(piece, Variable):
            said.append(f"{{{{{piece.name}}}}}")
        else:
            said.append(piece.tag if isinstance(piece, Opaque) else piece)
    return "".join(said)


class FormPair(NamedTuple):
    """A name and value of a query or a form; without a value where there is no `=`."""

    name: Pieces
    value: Pieces | None


def in_ways(program: Callable[[bool, bool], str]) -> Iterator[str]:
    """The samples of a writer with the language's own values for content and credentials, and for the query; then with each of
    them as it is sent. `program` is told which; what it says of the last is raised."""
    for values, query in product((True, False), (True, False)):
        try:
            yield program(values, query)
        except Unwritable:
            if not values and not query:
                raise


@dataclass(frozen=True)
class Wanted:
    """The request that a sample is written for, taken apart as its author thinks of it.

    `fields` are the header fields that have to be said, without `Content-Type`, which is `media_type`.
    """

    request: Request

    @property
    def method(self) -> str:
        return self.request.method.value

    @cached_property
    def url(self) -> Pieces:
        return pieces(self.request.url)

    @cached_property
    def base(self) -> Pieces:
        """The URL without its query."""
        url = self.request.url
        return pieces(url.slice(0, (url.known + "?").index("?")))

    @cached_property
    def query(self) -> Sequence[FormPair] | None:
        """The pairs of the query, decoded; None where it is more than such pairs, or less."""
        url = self.request.url
        at = url.known.find("?")
        return _pairs(url.slice(at + 1, len(url))) if at >= 0 else []

    @property
    def has_escapes(self) -> bool:
        """Whether a reader would rather see the query decoded, and it can be."""
        return bool(self.query) and not {"%", "+"}.isdisjoint(self.request.url.known.partition("?")[2])

    @property
    def media_type(self) -> str | None:
        """The value of `Content-Type`; of multipart content without the boundary, which clients choose."""
        found = self.request.media_type
        if found is None:
            return None
        return _BOUNDARY.sub("", found.value) if self.parts is not None else found.value

    @property
    def essence(self) -> str:
        """The type and subtype in `Content-Type`; "" without one."""
        return essence(self.media_type or "")

    @cached_property
    def fields(self) -> Sequence[Field]:
        return [f for f in self.request.fields if f.name.value.lower() not in _NOT_SAID]

    @cached_property
    def credentials(self) -> tuple[str, str] | None:
        """The user and the password of `Basic` credentials (RFC 7617); None without such, or where they are not text."""
        said = [f.value for f in self.fields if f.name.value.lower() == "authorization"]
        if len(said) != 1 or said[0].has_placeholder or not (found := _BASIC.fullmatch(said[0].value)):
            return None
        try:
            user, colon, password = b64decode(found[1], validate=True).decode("ascii").partition(":")
        except ValueError:
            return None
        return (user, password) if colon and (user + password).isprintable() else None

    @cached_property
    def login(self) -> tuple[Pieces, Pieces] | None:
        """As `credentials`, also where the user or the password is a variable."""
        if self.credentials:
            return [self.credentials[0]], [self.credentials[1]]
        said = [f.value.value for f in self.fields if f.name.value.lower() == "authorization"]
        found = _IN_BASE64.fullmatch(said[0]) if len(said) == 1 else None
        if found is None:
            return None
        user, password = ([Variable(name)] if (name := variable_name(part)) else [part] for part in found.groups())
        return (
            None
            if any("$" in part or "%" in part for part in (*user, *password) if isinstance(part, str))
            else (user, password)
        )

    @property
    def login_text(self) -> Pieces:
        """The user and the password with a colon between them."""
        user, password = self.login or ((), ())
        return [*user, ":", *password]

    def joined(self, fields: Sequence[Field]) -> Sequence[tuple[str, Pieces]]:
        """Names and values for clients that have one value for a name: several are a list (RFC 9110, 5.3)."""
        names: dict[str, tuple[str, list[Piece]]] = {}
        for field in fields:
            name, value = field.name.value, pieces(field.value)
            before = names.setdefault(name.lower(), (name, []))[1]
            between = ["; " if name.lower() == "cookie" else ", "] if before and value else []
            before.extend([*between, *value])
        return list(names.values())

    @property
    def fields_besides_credentials(self) -> Sequence[Field]:
        return [f for f in self.fields if f.name.value.lower() != "authorization"]

    @property
    def text(self) -> Text | None:
        """The content; None where there is none."""
        content = self.request.content
        return content.text if content and content.text.value else None

    @cached_property
    def file(self) -> str | None:
        """The name of the file whose bytes are the content, where they are."""
        if self.text is None or self.parts is not None:
            return None
        runs = list(self.text.runs())
        only = runs[0][0].value if len(runs) == 1 and runs[0][1] else ""
        return only[1:] if only.startswith("@") else None

    @cached_property
    def json(self) -> Node | None:
        """The content as JSON, where it says that it is."""
        content = self.request.content
        if content is None or not self.essence.endswith(("/json", "+json")):
            return None
        return content.json if isinstance(content.json, Node) else None

    @cached_property
    def form(self) -> Sequence[FormPair] | None:
        """The content as the pairs of a form, where it says that it is one."""
        if self.text is None or self.essence != "application/x-www-form-urlencoded":
            return None
        return _pairs(self.text)

    @cached_property
    def parts(self) -> Sequence[Part] | None:
        """The parts of multipart content."""
        return parts_of(self.request)

    @cached_property
    def written_out(self) -> tuple[Text, str]:
        """Multipart content as it goes over the wire, and the media type with its boundary: for clients that make none."""
        text = self.request.content.text if self.request.content else self.request.url
        boundary = next(name for name in _BOUNDARIES if name not in text.value)
        parts = [
            replace(part, value=Text.placeholder(f"@{part.filename}", text.span())) if is_file(part) else part
            for part in self.parts or []
        ]
        return Content.multipart(parts, text.span(), boundary).text, f"{self.media_type}; boundary={boundary}"

    @cached_property
    def octets(self) -> tuple[Sequence[Piece | File], str]:
        """As `written_out`, with the files in it."""
        text, media_type = self.written_out
        found: list[Piece | File] = []
        for run, unknown in text.runs():
            found += [File(run.value[1:])] if unknown and run.value.startswith("@") else pieces(run)
        return found, media_type


_NOT_SAID = frozenset({"content-type", "content-length", "transfer-encoding", "connection", "keep-alive", "expect"})
_BOUNDARIES = ["boundary", *(f"boundary{number}" for number in range(1, 100))]
_IN_BASE64 = regex(r"Basic base64\(([^:\\()]*):([^\\()]*)\)")
_BASIC = regex(r"Basic ([A-Za-z0-9+/=]+)", re.IGNORECASE)


def _pairs(text: Text) -> Sequence[FormPair] | None:
    pairs = read_pairs(text)
    if not pairs or len(pairs) != text.known.count("&") + 1 or any("\0" in pair.text.known.split("=")[0] for pair in pairs):
        return None
    return [FormPair([pair.name], None if pair.value is None else pieces(pair.value)) for pair in pairs]


def in_quotes(name: Text) -> Pieces:
    """The name of a part or of its file, for clients that put it in quotation marks without escaping it."""
    return [escaped_name(piece) if isinstance(piece, str) else piece for piece in pieces(name)]


def are_together(names: Sequence[str]) -> bool:
    """Whether those that are the same follow one another."""
    return [name for name, _ in groupby(names)] == [*dict.fromkeys(names)]


def is_file(part: Part) -> bool:
    """Whether a part is the bytes of a file: that of its name."""
    return part.filename is not None and part.value.has_placeholder


def variables_of(request: Request) -> Iterator[str]:
    """The names of the variables in a request, as they come. Raises Unwritable where it has a value that other clients cannot
    say: one that only its own sample works out. Files they can, and credentials of variables."""
    wanted = Wanted(request)
    content = request.content.text.runs() if request.content else ()
    without_files = (run for run, unknown in content if not (unknown and run.value.startswith("@")))
    fields = wanted.fields_besides_credentials if wanted.login else request.fields
    found = [wanted.login_text] if wanted.login else []
    found += [pieces(text) for text in (request.url, *(field.value for field in fields), *without_files)]
    return (piece.name for value in found for piece in value if isinstance(piece, Variable))


class Writer(NamedTuple):
    """How samples for a client are written. `reader`: the id under which they are read; `info_string`: that of their fence;
    `mark`: what shows in them."""

    title: str
    reader: str
    lexer: str
    info_string: str
    mark: re.Pattern[str]
    write: Callable[[Wanted], Iterator[str]]


@cache
def writers() -> Mapping[str, Writer]:
    """Every client that samples can be written for, by its id."""
    return dict(sorted(_writers()))


def _writers() -> Iterator[tuple[str, Writer]]:
    for reader, package in client_packages():
        name = f"{package.__name__}.writing"
        if find_spec(name):
            module: ModuleType = importlib.import_module(name)
            client = languages()[reader]
            title, info_string = getattr(module, "TITLE", client.title), client.info_string
            found = Writer(title, reader, client.lexer, info_string, package.MARK, module.write)
            yield getattr(module, "ID", reader), found


def write_sample(client: str, request: Request) -> str:
    """The sample with which a client sends the request: the first of its writer's that, read back, does. It ends without a line
    break. Raises Unwritable."""
    writer, wanted = writers()[client], Wanted(request)
    reason, tried = "", set()
    for code in writer.write(wanted):
        if code in tried:
            continue
        tried.add(code)
        told = _fault(writer.reader, code, request)
        if told is None:
            return code
        reason = reason or told
    raise Unwritable(f"cannot say it: {reason}" if reason else "cannot say it")


def _fault(reader: str, code: str, request: Request) -> str | None:
    """Why a sample does not send the request, or cannot stand on a page; None where all is well."""
    if len(code) > CHARACTERS:
        return f"it is longer than {CHARACTERS:,} characters"
    if unprintable := _UNPRINTABLE.search(code):
        return f"the character U+{ord(unprintable[0]):04X} cannot stand in a sample"
    reading = languages()[reader].read(_on_a_page(code, request))
    if reading.status != "ok":
        return reading.reason or reading.status
    if len(reading.requests) != 1:
        return f"{len(reading.requests)} requests would be sent"
    if reading.misprints:
        return reading.misprints[0].message
    return departure(request, reading.requests[0])


_UNPRINTABLE = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


def _on_a_page(code: str, request: Request) -> Text:
    """The code as a reader gets it from a page, which has put values in for its tags."""
    source = Source("sample", code)
    whole = Text.of(source)
    texts = [request.url, *(f.value for f in request.fields), *([request.content.text] if request.content else [])]
    tags = {run.value for text in texts for run, unknown in text.runs() if unknown and _TAG.fullmatch(run.value)}
    if not tags:
        return whole
    parts, at = [], 0
    for found in re.finditer("|".join(map(re.escape, sorted(tags, key=len, reverse=True))), code):
        parts += [whole.slice(at, found.start()), Text.placeholder(found[0], whole.span(*found.span()))]
        at = found.end()
    return Text.join([*parts, whole.slice(at, len(whole))])


def candidates(wanted: Wanted, program: Callable[[Wanted, bool, bool], str]) -> Iterator[str]:
    """The programs with the language's own values for the content, credentials and query; then with each of them as it is sent.

    `program` makes one of them, told whether to take values for the content, and for the query. Raises Unwritable where the
    last one does; others that do are left out.
    """
    for values in (True, False):
        for query in (True, False):
            try:
                yield program(wanted, values, query)
            except Unwritable:
                if not values and not query:
                    raise


_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


UNSEEN = regex("[\x00-\x1f\x7f-\xa0\xad\u2028\u2029\ufeff\ud800-\udfff]")
"""What a text between quotation marks has as escapes: nobody sees it as it is."""

_ESCAPED = regex(rf"\\|{UNSEEN.pattern}")


def escaped(value: str) -> str:
    """What stands between quotation marks in a program, but for these (ECMAScript 12.9.4; Python's reference, 2.4.1)."""
    return _ESCAPED.sub(_escape, value)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _ESCAPES.get(found[0]) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")
