"""A request → the wget command that sends it (the manual of GNU Wget, "HTTP Options")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unisono.languages.shell.writing import command, word
from unisono.languages.writing import Pieces, Unwritable, Wanted, pieces

Option = Sequence[str]


def write(wanted: Wanted) -> Iterator[str]:
    """With options for credentials, then with the header field as it is sent."""
    yield _command(wanted, options=True)
    yield _command(wanted, options=False)


def _command(wanted: Wanted, *, options: bool) -> str:
    kind = "post" if wanted.method == "POST" else "body"
    content = [*_content(wanted, kind)]
    is_implied = wanted.method == ("POST" if content else "GET")
    credentials = wanted.login if options else None
    head = [] if is_implied else [_option("method", [wanted.method])]
    if credentials:
        user, password = credentials
        head.append(["--auth-no-challenge", *_option("user", user), *_option("password", password)])
    fields = [_header(name, value) for name, value in _fields(wanted, besides=credentials is not None)]
    return command("wget -qO-", [*head, *fields, *content, [word(wanted.url)]])


def _option(name: str, value: Pieces) -> Option:
    return [f"--{name}={word(value)}"]


def _header(name: str, value: Pieces) -> Option:
    said: Pieces = [f"{name}: ", *value] if value else [f"{name}:"]
    return _option("header", said)


def _fields(wanted: Wanted, *, besides: bool) -> Iterator[tuple[str, Pieces]]:
    """The fields to be said; wget sends one of each name."""
    yield from wanted.joined(wanted.fields_besides_credentials if besides else wanted.fields)
    media_type = wanted.media_type
    if wanted.parts is not None:
        media_type = wanted.written_out[1]
    if media_type is None and (wanted.text is not None or wanted.parts is not None):
        raise Unwritable("sends no content without a media type")
    if media_type is not None and (wanted.text is None or media_type != "application/x-www-form-urlencoded"):
        yield "Content-Type", [media_type]


def _content(wanted: Wanted, kind: str) -> Iterator[Option]:
    if wanted.parts is not None:
        if any(part.value.has_placeholder and part.filename is not None for part in wanted.parts):
            raise Unwritable("uploads no files, but for one that is all of the content")
        yield _option(f"{kind}-data", pieces(wanted.written_out[0]))
    elif wanted.file is not None:
        yield _option(f"{kind}-file", [wanted.file])
    elif wanted.text is not None:
        yield _option(f"{kind}-data", pieces(wanted.text))
