"""Requests that importers know, as what samples are written from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from functools import cache
from typing import NamedTuple
from urllib.parse import quote

from unisono.imports._endpoint_pages import Code
from unisono.languages import role_of
from unisono.languages.writing import Unwritable, write_sample, writers
from unisono.records import dataclass
from unisono.starting.site import default_options
from unisono.text.source import Source, Text
from unisono.wire.request import Content, Field, Part, Request, basic

_SPAN = Text.of(Source("the document", " ")).span()


class FormPart(NamedTuple):
    """A part of multipart content: a value, or the `file` of that name. Without a media type, the client says its own."""

    name: str
    value: str = ""
    file: str = ""
    media_type: str = ""
    fields: tuple[tuple[str, str], ...] = ()


@dataclass
class Call:
    """A request in plain words. `content` is its text, `parts` are those of multipart content, `file` is the name of a file
    with the bytes that are the content. `login` is the user and the password of Basic."""

    method: str
    url: str
    query: list[tuple[str, str]] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)
    cookies: list[tuple[str, str]] = field(default_factory=list)
    login: str = ""
    media_type: str = ""
    content: str | None = None
    parts: list[FormPart] | None = None
    file: str = ""

    def request(self) -> Request:
        """It as what goes over the wire."""
        url = self.url
        if self.query:
            pairs = "&".join(f"{quote(name, safe='[]$@')}={quote(value, safe=',:/@')}" for name, value in self.query)
            url += ("&" if "?" in url else "?") + pairs
        fields = [Field(_text(name), _text(value)) for name, value in self.fields]
        if self.login:
            fields.append(Field(_text("Authorization"), basic(_text(self.login))))
        if self.cookies:
            said = "; ".join(f"{name}={value}" for name, value in self.cookies)
            fields.append(Field(_text("Cookie"), _text(said)))
        if self.media_type and (self.content is not None or self.parts is not None or self.file):
            fields.append(Field(_text("Content-Type"), _text(self.media_type)))
        return Request(_text(self.method), _text(url), tuple(fields), self._content(), _SPAN)

    def _content(self) -> Content | None:
        if self.parts is not None:
            return Content.multipart(map(_part, self.parts), _SPAN)
        if self.file:
            return Content(Text.placeholder(f"@{self.file}", _SPAN))
        return None if self.content is None else Content(_text(self.content))

    def sample(self) -> Code:
        """The sample that sends it, for the client that new sites have first. Raises Unwritable."""
        writer = writers()[_client()]
        try:
            return Code(writer.title, writer.lexer, write_sample(_client(), self.request()))
        except UnicodeEncodeError:
            raise Unwritable("cannot say a half of a surrogate pair") from None


@cache
def _client() -> str:
    found: str = default_options()["languages"][0]
    return found


def has_sample(samples: Iterable[Code]) -> bool:
    """Whether one of them is for that client."""
    reader = writers()[_client()].reader
    return any(role_of(one.title, one.info, one.code).language == reader for one in samples)


def _part(part: FormPart) -> Part:
    value, filename = _text(part.value), None
    if part.file:
        value, filename = Text.placeholder(f"@{part.file}", _SPAN), _text(part.file)
    fields = tuple(Field(_text(name), _text(said)) for name, said in part.fields)
    return Part(_text(part.name), value, filename, _text(part.media_type) if part.media_type else None, fields)


def _text(value: str) -> Text:
    return Text.decoded(value, _SPAN)


def form(pairs: Iterable[tuple[str, str]]) -> str:
    """Pairs as the content of a form (WHATWG URL, 5.2), brackets as they are."""
    return "&".join(f"{quote(name, safe='[]$@')}={quote(value, safe=',:/@')}".replace("%20", "+") for name, value in pairs)
