"""A Hurl file (<https://hurl.dev/docs/hurl-file.html>): each request as one entry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unisono.checking.wording import visible
from unisono.exports.collection import Collection, Endpoint, Losses, Named
from unisono.exports.formats import File
from unisono.exports.limits import file_of
from unisono.languages.writing import Unwritable, Variable, Wanted, braced, pieces
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.request import Part

TITLE = "Hurl"
ENDING = ".hurl"


def write(collection: Collection) -> Iterator[File]:
    """One file. Values of variables are given to Hurl: `--variable NAME=value`."""
    entries = []
    for endpoint, named in collection.requests:
        try:
            entries.append("\n".join(_entry(endpoint, named, collection)) + "\n")
        except Unwritable as error:
            collection.losses.leave_out(f"Hurl {error}", endpoint.place, named.name)
    yield File("", "\n".join([f"# {visible(' '.join(collection.title.split()))}\n", *entries]))


def _entry(endpoint: Endpoint, named: Named, collection: Collection) -> Iterator[str]:
    wanted = Wanted(named.request)
    yield f"# {visible(' '.join(named.name.split()))}"
    yield f"{wanted.method} {_said(wanted.request.url)}"
    login = None if wanted.credentials else wanted.login
    for field in wanted.fields_besides_credentials if login else wanted.fields:
        yield f"{_key(field.name.value)}: {_said(field.value)}".rstrip()
    if wanted.media_type is not None and wanted.parts is None:
        yield f"Content-Type: {wanted.media_type}"
    if login:
        user, password = map(braced, login)
        yield f"[BasicAuth]\n{user}: {password}"
    if wanted.parts is not None:
        yield "[Multipart]"
        yield from (_part(part, endpoint, collection.losses) for part in wanted.parts)
    elif wanted.file is not None:
        yield f"file,{_escaped(wanted.file, ';')};"
    elif wanted.text is not None:
        yield _content(wanted.text)


def _content(text: Text) -> str:
    """A multiline string, of which what is between the line of the first marks and the last marks is sent; else one line."""
    said = _said(text, multiline=True)
    if "\n" in said or not said.strip():
        if "```" in said:
            raise Unwritable("has no way to say content of several lines with three backticks")
        return f"```raw\n{said}```" if said.endswith("\n") else f"```raw\n{said}\n```"
    return "`" + said.replace("`", "\\`") + "`"


def _said(text: Text, *, multiline: bool = False) -> str:
    """A value, with what has a meaning in Hurl escaped."""
    found = []
    for piece in pieces(text):
        if isinstance(piece, Variable):
            found.append(f"{{{{{piece.name}}}}}")
        elif not isinstance(piece, str):
            raise Unwritable("cannot say a value that the site has not put in")
        elif "{{" in piece:
            raise Unwritable("takes '{{' for the beginning of a variable")
        else:
            found.append(piece if multiline else _escaped(piece))
    return "".join(found)


_SPECIAL = regex(r"[\\#\n\r\t]")


def _escaped(text: str, also: str = "") -> str:
    text = _SPECIAL.sub(lambda found: {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(found[0], "\\" + found[0]), text)
    return text.replace(also, "\\" + also) if also else text


def _key(name: str) -> str:
    return re.sub(r"[:#\\]", lambda found: "\\" + found[0], name)


def _part(part: Part, endpoint: Endpoint, losses: Losses) -> str:
    file = file_of(part, "Hurl", losses, endpoint.place)
    if file is None:
        if part.media_type is not None:
            losses.add("Hurl has no media type of a part that is no file", endpoint.place)
        return f"{_key(part.name.value)}: {_said(part.value)}"
    media_type = f" {part.media_type}" if part.media_type is not None else ""
    return f"{_key(part.name.value)}: file,{_escaped(file, ';')};{media_type}"
