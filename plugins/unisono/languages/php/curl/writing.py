"""A request → the PHP program that sends it with the extension curl (PHP manual, "cURL Functions")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from unisono.languages.layout import Group, Tree, lay_out
from unisono.languages.php.writing import STYLE, array, built, encoded, text
from unisono.languages.writing import Unwritable, Wanted, are_together, candidates, pieces
from unisono.text.source import Text
from unisono.wire.multipart import boundary_of
from unisono.wire.request import Part

Option = tuple[str, Tree]


def write(wanted: Wanted) -> Iterator[str]:
    """With PHP's own values for query, form, JSON, files and credentials; then with each of them as it is sent."""
    return candidates(wanted, _with_handle)


def _with_handle(wanted: Wanted, values: bool, query: bool) -> str:
    options = [("CURLOPT_RETURNTRANSFER", "true"), *_head(wanted), *_credentials(wanted, values), *_body(wanted, values)]
    if headers := list(_headers(wanted, values)):
        options.insert(len(options) - (options[-1][0] == "CURLOPT_POSTFIELDS"), ("CURLOPT_HTTPHEADER", _list(headers)))
    url = _url(wanted) if query and wanted.has_escapes else text(wanted.url)
    call = Group("curl_init(", [("", url)], ")", hugs=True)
    made = f"$curl = curl_init({url});" if isinstance(url, str) else lay_out(call, STYLE, "$curl = ", ";")
    return f"<?php\n\n{made}\n{_setting(options)}\n\n$response = curl_exec($curl);\necho $response;"


def _setting(options: Sequence[Option]) -> str:
    """The call that sets the options; of one alone the call for one."""
    if len(options) == 1:
        name, value = options[0]
        return f"curl_setopt($curl, {name}, {value});"
    pairs = [(f"{name} => ", value) for name, value in options]
    return lay_out(Group("curl_setopt_array($curl, [", pairs, "])", breaks=True), STYLE, after=";")


def _url(wanted: Wanted) -> Tree:
    query = built(wanted.query or [])
    return query._replace(opening=f"{text([*wanted.base, '?'])} . {query.opening}")


def _list(items: Sequence[Tree]) -> Tree:
    return Group("[", [("", item) for item in items], "]", breaks=len(items) > 1)


def _head(wanted: Wanted) -> Iterator[Option]:
    """The method, where the other options do not imply it."""
    if re.search(r"/(?:\.|%2e){1,2}(?:[/?]|$)", "".join(p for p in wanted.url if isinstance(p, str)), re.IGNORECASE):
        yield "CURLOPT_PATH_AS_IS", "true"
    has_content = wanted.text is not None
    if wanted.method == "HEAD" and not has_content:
        yield "CURLOPT_NOBODY", "true"
    elif wanted.method == "POST" and has_content:
        yield "CURLOPT_POST", "true"
    elif wanted.method != "GET" or has_content:
        yield "CURLOPT_CUSTOMREQUEST", text([wanted.method])


def _credentials(wanted: Wanted, values: bool) -> Iterator[Option]:
    if values and wanted.login:
        yield "CURLOPT_USERPWD", text(wanted.login_text)


def _headers(wanted: Wanted, values: bool) -> Iterator[str]:
    fields = wanted.fields_besides_credentials if values and wanted.login else wanted.fields
    for field in fields:
        value = pieces(field.value)
        yield text([f"{field.name}: ", *value] if value else [f"{field.name};"])
    said = _media_type(wanted, values)
    if said is not None:
        yield text([f"Content-Type: {said}" if said else "Content-Type:"])


def _media_type(wanted: Wanted, values: bool) -> str | None:
    """What has to be said of the media type: "" that there is none, None where curl says the right one by itself."""
    said = wanted.media_type
    if wanted.parts is not None and values:
        return None if said == "multipart/form-data" else said
    if wanted.text is None:
        return said
    if wanted.parts is not None and wanted.request.media_type is not None:
        written = wanted.request.media_type
        return written.value if boundary_of(written) else f"{written}; boundary={_boundary(wanted)}"
    return None if said == "application/x-www-form-urlencoded" else said or ""


def _boundary(wanted: Wanted) -> str:
    """The one that the content is written out with."""
    return (wanted.text.value if wanted.text else "").partition("\r\n")[0].removeprefix("--")


def _body(wanted: Wanted, values: bool) -> Iterator[Option]:
    if wanted.text is None:
        return
    if wanted.parts is not None and values:
        yield "CURLOPT_POSTFIELDS", _multipart(wanted.parts)
    elif wanted.file is not None:
        yield "CURLOPT_POSTFIELDS", f"file_get_contents({text([wanted.file])})"
    elif values and wanted.json is not None:
        yield "CURLOPT_POSTFIELDS", encoded(wanted.json)
    elif values and wanted.form:
        yield "CURLOPT_POSTFIELDS", built(wanted.form)
    else:
        yield "CURLOPT_POSTFIELDS", _content(wanted.text)


def _content(content: Text) -> str:
    """As it is sent, with the bytes of files in it."""
    found = []
    for run, unknown in content.runs():
        is_file = unknown and run.value.startswith("@")
        found.append(f"file_get_contents({text([run.value[1:]])})" if is_file else text(pieces(run)))
    return " . ".join(found)


def _multipart(parts: Sequence[Part]) -> Tree:
    """An array of parts by their names; several of one name that follow one another are an array in it."""
    names = [text(pieces(part.name)) for part in parts]
    if not are_together(names):
        raise Unwritable("has no array with a name twice")
    times = Counter(names)
    if any(part.filename is not None and times[name] > 1 for name, part in zip(names, parts, strict=True)):
        raise Unwritable("has no array of files of one name")
    found: dict[str, list[Tree]] = {}
    for name, part in zip(names, parts, strict=True):
        found.setdefault(name, []).append(_part(part))
    return array(
        (name, same[0] if len(same) == 1 else Group("[", [("", one) for one in same], "]")) for name, same in found.items()
    )


def _part(part: Part) -> Tree:
    media_type = text(pieces(part.media_type)) if part.media_type is not None else None
    if part.fields or not part.named or (part.filename is None and media_type is not None):
        raise Unwritable("has no way to say the header fields of a part")
    if part.filename is None:
        return text(pieces(part.value))
    name = text(pieces(part.filename))
    if not part.value.has_placeholder:
        given = [text(pieces(part.value)), name, *([media_type] if media_type else [])]
        return Group("new CURLStringFile(", [("", one) for one in given], ")")
    return Group("new CURLFile(", [("", one) for one in [name, *([media_type] if media_type else [])]], ")")
