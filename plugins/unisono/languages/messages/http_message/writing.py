"""A request → the HTTP message that it is, with a URL for its target, as `.http` files have it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unisono.languages.messages.http_message.variables import USED
from unisono.languages.writing import Pieces, Unwritable, Wanted, braced, pieces
from unisono.text.source import Text


def write(wanted: Wanted) -> Iterator[str]:
    """With the content as it is; then, if that is JSON, with `{{` in its strings escaped, which would begin a variable. Space
    around JSON is no part of it."""
    yield _message(wanted, escaped=False)
    if wanted.json is not None:
        yield _message(wanted, escaped=True)


def _message(wanted: Wanted, *, escaped: bool) -> str:
    fields = [(f.name.value, _certain(pieces(f.value))) for f in wanted.fields]
    content, media_type = _content(wanted)
    if media_type is not None:
        fields.append(("Content-Type", media_type))
    if escaped:
        content = content.replace("{{", r"{\u007b")
    head = [f"{wanted.method} {braced(wanted.url)} HTTP/1.1", *(f"{name}: {value}".rstrip() for name, value in fields)]
    return "\n".join([*head, "", content] if content else head)


def _certain(value: Pieces) -> str:
    """What is said, where nothing in it looks like a variable that is none."""
    if looks := next((found for piece in value if isinstance(piece, str) and (found := USED.search(piece))), None):
        raise Unwritable(f"takes '{looks[0]}' for a variable in `.http` files")
    return braced(value)


def _content(wanted: Wanted) -> tuple[str, str | None]:
    """The content, and the media type that is to be said of it."""
    media_type = wanted.media_type
    if wanted.text is None and wanted.parts is None:
        return "", media_type
    if wanted.file is not None:
        return f"< ./{wanted.file}", media_type
    if wanted.parts is not None:
        text, media_type = wanted.written_out
        content = "\n".join(_line(line) for line in text.lines()).rstrip("\n")
    else:
        said = pieces(wanted.text) if wanted.text else []
        content = braced(said).strip(" \t\r\n") if wanted.json is not None else _certain(said)
    if re.search(r"(?m)^[ \t]*(?:#|//)", content):
        raise Unwritable("takes a line of content that begins with '#' or '//' for a comment in `.http` files")
    if re.search(r"\r(?!\n)|\n[^\S\n]*+\Z|\A\s*+\Z", content):  # a line of no-break spaces counts as empty, too
        raise Unwritable("has no way to say an empty line at the end of the content")
    return content, media_type


def _line(line: Text) -> str:
    """A line of multipart content; a file is put in from a line of its own."""
    if line.has_placeholder and not line.known.strip("\0") and line.value.startswith("@"):
        return f"< ./{line.value[1:]}"
    return _certain(pieces(line))
