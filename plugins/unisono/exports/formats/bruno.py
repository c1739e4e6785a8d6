"""A Bruno collection: a folder with a `.bru` file for each request (<https://docs.usebruno.com/bru-lang/overview>)."""

from __future__ import annotations

import json
import posixpath
import re
import textwrap
from collections import Counter
from collections.abc import Iterator

from unisono.checking.wording import visible
from unisono.exports.collection import Collection, Endpoint, Losses, Named
from unisono.exports.formats import File
from unisono.exports.limits import file_of, latin
from unisono.languages.writing import Unwritable, Variable, Wanted, braced, pieces
from unisono.text.names import Names, file_name
from unisono.text.regex import regex
from unisono.wire.request import Part

TITLE = "Bruno"
ENDING = ""
_METHODS = frozenset({"GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "CONNECT", "TRACE"})
_PLAIN_KEY = regex(r"[^\s:{}\"'~@()]+")


def write(collection: Collection) -> Iterator[File]:
    """`bruno.json`, a file for each request in the folder of its page, and an environment with the variables, if there are
    any."""
    about = {"version": "1", "name": collection.title, "type": "collection", "ignore": ["node_modules", ".git"]}
    yield File("bruno.json", json.dumps(about, indent=2, ensure_ascii=False) + "\n")
    names = Names()
    numbers = Counter[str]()
    for endpoint, named in collection.requests:
        try:
            numbers[endpoint.folder] += 1
            text = "\n".join(_blocks(endpoint, named, numbers[endpoint.folder], collection))
        except Unwritable as error:
            collection.losses.leave_out(f"Bruno {error}", endpoint.place, named.name)
            continue
        yield File(names.free(posixpath.join(endpoint.folder, f"{file_name(named.name)}.bru")), text)
    if variables := collection.variables():
        yield File("environments/Values.bru", _block("vars", "".join(f"{name}: \n" for name in variables)))


def _blocks(endpoint: Endpoint, named: Named, number: int, collection: Collection) -> Iterator[str]:
    wanted = Wanted(named.request)
    if wanted.method not in _METHODS:
        raise Unwritable(f"has no method {wanted.method}")
    yield _block("meta", f"name: {visible(' '.join(named.name.split()))}\ntype: http\nseq: {number}\n")
    login = None if wanted.credentials else wanted.login
    kind, content = _body(endpoint, wanted, collection)
    url = _line(braced(wanted.url))
    yield _block(wanted.method.lower(), f"url: {url}\nbody: {_MODES.get(kind, kind)}\nauth: {'basic' if login else 'none'}\n")
    if login:
        user, password = (_line(braced(value)) for value in login)
        yield _block("auth:basic", f"username: {user}\npassword: {password}\n")
    own = wanted.fields_besides_credentials if login else wanted.fields
    fields = [(f.name.value, latin(_line(braced(pieces(f.value))))) for f in own]
    if len({name.lower() for name, _ in fields}) < len(fields):
        raise Unwritable("sends only the last of several header fields of one name")
    if wanted.media_type is not None and wanted.parts is None:
        fields.append(("Content-Type", wanted.media_type))
    if fields:
        yield _block("headers", "".join(f"{_key(name)}: {value}\n" for name, value in fields))
    if content:
        yield _block(f"body:{kind}", content)
    yield _block("settings", "encodeUrl: false\n")


_MODES = {"multipart-form": "multipartForm", "form-urlencoded": "formUrlEncoded"}


def _block(name: str, lines: str) -> str:
    return f"{name} {{\n{textwrap.indent(lines, '  ', lambda line: line.strip() != '')}}}\n"


def _body(endpoint: Endpoint, wanted: Wanted, collection: Collection) -> tuple[str, str]:
    """The kind of the content, and the lines of its block."""
    if wanted.parts is not None:
        return "multipart-form", "".join(_part(part, endpoint, collection.losses) for part in wanted.parts)
    if wanted.file is not None:
        return "file", f"file: @file({wanted.file}) @contentType({wanted.media_type or 'application/octet-stream'})\n"
    if wanted.text is None:
        return "none", ""
    if wanted.form and any(isinstance(piece, Variable) for piece in pieces(wanted.text)):  # it puts none into other text
        return "form-urlencoded", "".join(
            f"{_key(braced(name))}: {_line(braced(value or []))}\n" for name, value in wanted.form
        )
    if wanted.media_type is None:
        collection.losses.add("Bruno says the media type text/plain of content without one", endpoint.place)
    text = braced(pieces(wanted.text))
    if re.search(r"\r|\A\s|\s\Z", text):
        raise Unwritable("takes away blanks at the ends of content, and carriage returns")
    kind = "json" if wanted.json is not None else "xml" if wanted.essence.endswith(("/xml", "+xml")) else "text"
    if kind == "json" and re.search(r"//|/\*", text):
        kind = "text"  # it would take them for comments
    return kind, f"{text}\n"


def _part(part: Part, endpoint: Endpoint, losses: Losses) -> str:
    file = file_of(part, "Bruno", losses, endpoint.place)
    value = f"@file({file})" if file is not None else _line(braced(pieces(part.value)))
    media_type = f" @contentType({part.media_type})" if part.media_type is not None else ""
    return f"{_key(part.name.value)}: {value}{media_type}\n"


def _key(name: str) -> str:
    if _PLAIN_KEY.fullmatch(name):
        return name
    if re.search(r"[\"\r\n\\]", name):
        raise Unwritable(f"has no way to say the name {name!r}")
    return f'"{name}"'


def _line(value: str) -> str:
    if re.search(r"[\r\n]|\A\s|\s\Z|\A'''|\A@file\(", value):
        raise Unwritable(f"has no way to say the value {value[:60]!r}")
    return value
