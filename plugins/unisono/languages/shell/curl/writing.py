"""A request → the curl command that sends it (curl manual page)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from unisono.languages.shell.writing import command, word
from unisono.languages.writing import Piece, Pieces, Unwritable, Variable, Wanted, pieces
from unisono.text.regex import regex
from unisono.wire.request import Part

Option = Sequence[str]


def write(wanted: Wanted) -> Iterator[str]:
    """With `-u` and pairs that curl encodes, then with the header field and the content as they are sent."""
    for literally in (False, True):
        head, options = _head(wanted), [*_fields(wanted, literally), *_content(wanted, literally)]
        yield command("curl", [head, *options])


def _head(wanted: Wanted) -> Option:
    """The method, where the options do not imply it, and the URL."""
    url = "".join(piece for piece in wanted.url if isinstance(piece, str))
    how = ["-g"] if re.search(r"[{}\[\]]", url) else []
    how += ["--path-as-is"] if re.search(r"/(?:\.|%2e){1,2}(?:[/?]|$)", url, re.IGNORECASE) else []
    has_content = wanted.text is not None or wanted.parts is not None
    if wanted.method == "HEAD" and not has_content:
        how.append("--head")
    elif wanted.method != ("POST" if has_content else "GET"):
        how += ["-X", word([wanted.method])]
    return [*how, word(wanted.url)]


def _fields(wanted: Wanted, literally: bool) -> Iterator[Option]:
    login = None if literally else wanted.login
    if login:
        yield ["-u", word(wanted.login_text)]
    for field in wanted.fields_besides_credentials if login else wanted.fields:
        value = pieces(field.value)
        said: Pieces = [f"{field.name}: ", *value] if value else [f"{field.name};"]
        yield ["-H", word(said)]
    if (media_type := _media_type(wanted)) is not None:
        yield ["-H", word([f"Content-Type: {media_type}" if media_type else "Content-Type:"])]


def _media_type(wanted: Wanted) -> str | None:
    """What has to be said of the media type: "" that there is none, None where curl says the right one by itself."""
    said = wanted.media_type
    if wanted.parts is not None:
        return None if said == "multipart/form-data" else said
    if wanted.text is None:
        return said
    return None if said == "application/x-www-form-urlencoded" else said or ""


def _content(wanted: Wanted, literally: bool) -> Iterator[Option]:
    if wanted.parts is not None:
        yield from (_part(part) for part in wanted.parts)
    elif wanted.file is not None:
        yield ["--data-binary", word([f"@{wanted.file}"])]
    elif wanted.text is not None and wanted.form and not literally:
        for name, value in wanted.form:
            given = [*name, "=", *(value or [])]
            yield ["-d" if all(map(_is_plain, given)) else "--data-urlencode", word(given)]
    elif wanted.text is not None:
        text = pieces(wanted.text)
        yield ["--data-raw" if str(text[0]).startswith("@") else "-d", word(text)]


def _is_plain(piece: object) -> bool:
    """Whether curl need not encode it."""
    return isinstance(piece, str) and re.fullmatch(r"[\w.~=-]*", piece, re.ASCII) is not None


def _part(part: Part) -> Option:
    """`-F`, or `--form-string` where the value begins as `-F` would take for something else."""
    value = pieces(part.value) if part.filename is None or not part.value.has_placeholder else []
    if part.filename is None and part.media_type is None and not part.fields and _is_special(value):
        return ["--form-string", word([f"{part.name}=", *value])]
    said: list[Piece] = []
    said += [_quoted(piece) if isinstance(piece, str) else piece for piece in value]
    if part.filename is not None:
        said.append(f";filename={_quoted(part.filename.value)}" if value else f"@{_quoted(part.filename.value)}")
    if part.media_type:
        said.append(f";type={part.media_type}")
    headers = [f';headers="{field.name}: {field.value}"' for field in part.fields]
    if re.search(r"[=;]", part.name.value):
        raise Unwritable(f"has no way to send a part that is called '{part.name}'")
    return ["-F", word([f"{part.name}=", *said, *headers])]


def _is_special(value: Pieces) -> bool:
    """Whether `-F` takes a value for something else, or cuts it: at its beginning, at a semicolon, at blanks around it."""
    text = "".join(str(piece) for piece in value if not isinstance(piece, Variable))
    return _SPECIAL.search(text) is not None


_SPECIAL = regex(r"^[@<\"(=\s]|;|\s$")


def _quoted(value: str) -> str:
    """In the quotation marks of `-F`, where it has characters that end a value."""
    return '"' + re.sub(r'[\\"]', r"\\\g<0>", value) + '"' if re.search(r'[;,"]', value) or _SPECIAL.search(value) else value
