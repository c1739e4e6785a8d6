"""A request → the HTTPie command that sends it (HTTPie's documentation, "Request items")."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from unisono.languages.shell.httpie.body import guessed_type
from unisono.languages.shell.writing import command, word
from unisono.languages.writing import Pieces, Unwritable, Variable, Wanted, are_together, pieces
from unisono.records import dataclass
from unisono.text.json import Node
from unisono.text.regex import regex
from unisono.wire.request import Part

Option = Sequence[str]

_NAME = regex(r"[A-Za-z0-9_.\[\]][A-Za-z0-9_.\[\]-]*")
_KEY = regex(r"(?![0-9]+\Z)[A-Za-z0-9_][A-Za-z0-9_.-]*")
_ESCAPE = regex(r"(?:^|[^\\])(?:\\\\)*\\[:;=@]")
_DEPTH = 2
_LONGEST = 60


@dataclass(frozen=True)
class Dialect:
    """A program that takes HTTPie's request items. `plain` gives the characters of a value as they stand in an item, and raises
    Unwritable for those that cannot; `guessed` gives the media type that the program takes a file for, `keeps_dots` is the
    option for a path with dot segments. It `groups` the parts of one name, or sends them in their order."""

    program: str
    plain: Callable[[str], str]
    guessed: Callable[[str], str | None]
    keeps_dots: Sequence[str] = ()
    groups: bool = False


def _unescaped(value: str) -> str:
    if _ESCAPE.search(value):
        raise Unwritable("takes a backslash before one of `:;=@` in a request item for an escape")
    return value


_HTTPIE = Dialect("http", _unescaped, guessed_type, ("--path-as-is",), groups=True)


def write(wanted: Wanted) -> Iterator[str]:
    """As `written`, for HTTPie itself."""
    yield from written(wanted, _HTTPIE)


def written(wanted: Wanted, dialect: Dialect) -> Iterator[str]:
    """With request items for query and content and an option for a login, then with each of them as it is sent. A bearer's
    token is a header field before it is an option, as people write it."""
    command_of = _Command(wanted, dialect)
    for field in wanted.fields_besides_credentials:
        command_of.header(field.name.value, pieces(field.value))  # raises what is so in any of them
    both = (True, False)
    for query, items, (login, bearer) in product(both, both, ((True, False), (True, True), (False, False))):
        try:
            yield command_of.text(query=query, items=items, login=login, bearer=bearer)
        except Unwritable:
            if not query and not items and not login:
                raise


class _Body(NamedTuple):
    """What says the content: `kind`, the options for what it is; `items`; and `raw`, the option that gives it as it is sent.
    `media_type` is what has to be said of that: "" that there is none, None where HTTPie says the right one by itself."""

    media_type: str | None
    kind: Option = ()
    items: Sequence[str] = ()
    raw: Option = ()


@dataclass(frozen=True)
class _Command:
    """The commands that say a request."""

    wanted: Wanted
    dialect: Dialect

    def text(self, *, query: bool, items: bool, login: bool, bearer: bool) -> str:
        wanted = self.wanted
        body = self._body(items=items)
        credentials = [*_credentials(wanted, bearer=bearer)] if login else []
        how = [*body.kind, *(self.dialect.keeps_dots if _has_dots(wanted.url) else []), *credentials]
        if body.items or body.raw or wanted.method != "GET":
            how.append(wanted.method)
        parameters = self._query() if query else []
        how.append(word(wanted.base if parameters else wanted.url))
        fields = wanted.fields_besides_credentials if credentials else wanted.fields
        said = [*parameters, *(self.header(field.name.value, pieces(field.value)) for field in fields)]
        if body.media_type is not None:
            said.append(self.header("Content-Type", [body.media_type]) if body.media_type else "Content-Type:")
        said += body.items
        end = [["--"]] if any(item.lstrip("'").startswith("-") for item in said) else []
        return command(self.dialect.program, [how, *end, *([item] for item in said), *([body.raw] if body.raw else [])])

    def _query(self) -> Sequence[str]:
        found = []
        for name, value in self.wanted.query or []:
            if value is None or not _is_name(name):
                raise Unwritable("has no request item for such a parameter")
            found.append(self._item(str(name[0]), "==", value))
        return found

    def header(self, name: str, value: Pieces) -> str:
        return self._item(name, ":", value) if value else word([f"{name};"])

    def _body(self, *, items: bool) -> _Body:
        wanted = self.wanted
        said = wanted.media_type
        if wanted.parts is not None:
            return self._multipart(wanted.parts, items=items)
        if wanted.file is not None:
            return _Body(said or "", items=[word([f"@{wanted.file}"])])
        if wanted.text is None:
            return _Body(said)
        if items and wanted.form:
            media_type = said if said != "application/x-www-form-urlencoded" else None
            return _Body(media_type, ["-f"], [self._field(name, value) for name, value in wanted.form])
        media_type = None if said == "application/json" else said or ""
        if items and wanted.json is not None:
            return _Body(media_type, items=[*self._members(wanted.json)])
        return _Body(media_type, raw=_option("--raw", pieces(wanted.text), "--raw"))

    def _multipart(self, parts: Sequence[Part], *, items: bool) -> _Body:
        if items:
            kind = "-f" if any(part.filename is not None for part in parts) else "--multipart"
            media_type = None if self.wanted.media_type == "multipart/form-data" else self.wanted.media_type
            return _Body(media_type, [kind], [self._part(part) for part in parts])
        if any(part.value.has_placeholder for part in parts):  # files are sent by request items only
            names = [part.name.value for part in parts]
            if self.dialect.groups and not are_together(names):
                raise Unwritable("sends the parts of one name one after the other")
            for part in parts:
                self._part(part)
        text, with_boundary = self.wanted.written_out
        return _Body(with_boundary, raw=_option("--raw", pieces(text), "--raw"))

    def _field(self, name: Pieces, value: Pieces | None) -> str:
        if value is None or not _is_name(name):
            raise Unwritable("has no request item for such a field")
        return self._item(str(name[0]), "=", value)

    def _part(self, part: Part) -> str:
        """`name=value`, or `name@file;type=…`."""
        if part.fields:
            raise Unwritable("has no request item for a part with header fields")
        name = re.sub("[:;=@]", r"\\\g<0>", part.name.value)
        if part.filename is None:
            if part.media_type is not None:
                raise Unwritable("has no request item for a text with a media type")
            return self._item(name, "=", pieces(part.value))
        is_known = part.media_type is None or part.media_type.value == self.dialect.guessed(part.filename.value)
        return self._item(name, "@", [part.filename.value + ("" if is_known else f";type={part.media_type}")])

    def _members(self, node: Node) -> Iterator[str]:
        """The members of an object as items. Raises Unwritable where a person would rather write it as it is."""
        if node.kind != "object" or not node.members:
            raise Unwritable("has no request items for JSON that is no object")
        for key, value in node.members:
            yield from self._member(_key(key), value, 1)

    def _member(self, path: str, value: Node, depth: int) -> Iterator[str]:
        if value.kind == "string":
            yield self._item(path, "=", pieces(value.text))
        elif value.kind == "object" and value.members and depth < _DEPTH:
            for key, inner in value.members:
                yield from self._member(f"{path}[{_key(key)}]", inner, depth + 1)
        else:
            text = pieces(value.document.slice(value.start, value.end))
            given = "".join(str(piece) for piece in text if not isinstance(piece, Variable))
            if len(given) > _LONGEST or "\n" in given:
                raise Unwritable("has no request item for a value that a person would lay out over several lines")
            yield self._item(path, ":=", text)

    def _item(self, name: str, separator: str, value: Pieces) -> str:
        """A request item: the value alone in quotes, where it needs them and the name does not."""
        value = [self.dialect.plain(piece) if isinstance(piece, str) else piece for piece in value]
        first = value[0] if value else ""
        if isinstance(first, str) and first.startswith(("=", "@")):
            value = ["\\" + first, *value[1:]]
        said = name + separator
        if not value:
            return word([said])
        return said + word(value) if word([said]) == said else word([said, *value])


def _has_dots(url: Pieces) -> bool:
    known = "".join(piece for piece in url if isinstance(piece, str))
    return re.search(r"/(?:\.|%2e){1,2}(?:[/?]|$)", known, re.IGNORECASE) is not None


def _is_name(name: Pieces) -> bool:
    return len(name) == 1 and isinstance(name[0], str) and _NAME.fullmatch(name[0]) is not None


def _credentials(wanted: Wanted, *, bearer: bool) -> Iterator[str]:
    if wanted.login or not bearer:
        yield from _option("-a", wanted.login_text, "--auth") if wanted.login else ()
        return
    said = [pieces(f.value) for f in wanted.fields if f.name.value.lower() == "authorization"]
    if len(said) == 1 and said[0] and isinstance(said[0][0], str) and said[0][0].startswith("Bearer "):
        token = [said[0][0].removeprefix("Bearer "), *said[0][1:]]
        yield from ["-A", "bearer", *_option("-a", [piece for piece in token if piece != ""], "--auth")]


def _option(name: str, value: Pieces, long: str) -> Option:
    """An option and its value, in one word where argparse would take the value for an option."""
    if value and isinstance(value[0], str) and value[0].startswith("-"):
        return [f"{long}={word(value)}"]
    return [name, word(value)]


def _key(key: Node) -> str:
    if key.text.has_placeholder or not _KEY.fullmatch(key.text.value):
        raise Unwritable("has no request item for such a member")
    return key.text.value
