"""What a page in a browser may not send of a request (Fetch standard), told before anybody tries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unisono.text.regex import regex
from unisono.wire.request import Request
from unisono.words import Words

_FIELDS = regex(
    r"accept-charset|accept-encoding|access-control-request-.+|connection|content-length|cookie2?|date|dnt|expect|host"
    r"|keep-alive|origin|referer|set-cookie|te|trailer|transfer-encoding|upgrade|user-agent|via|proxy-.*|sec-.*",
    re.IGNORECASE,
)
"""Forbidden request-headers (Fetch, 2.2.2), and `User-Agent`, which browsers do not change."""

_METHODS = frozenset({"CONNECT", "TRACE", "TRACK"})
_UNWRITABLE = regex("[^\t\n\r -\ud7ff\ue000-\U0010ffff]")
"""What a page of HTML cannot hold as it is."""


def kept_fields(request: Request) -> list[str]:
    """The names of the header fields that a browser leaves out, or has its own value for."""
    return list(dict.fromkeys(field.name.value for field in request.fields if _FIELDS.fullmatch(field.name.value)))


def obstacles(request: Request, words: Words) -> Iterator[str]:
    """Why a browser cannot send the request at all, each reason a sentence."""
    method = request.method.value.upper()
    if method in _METHODS:
        yield words.try_no_method.format(method=method)
    if method in {"GET", "HEAD"} and request.content is not None and request.content.text.value:
        yield words.try_no_content.format(method=method)
    if files := _files(request):
        yield words.try_no_files.format(files=words.comma.join(files))
    values = [text for field in request.fields for text in (field.name, field.value)]
    if any(not all(ord(sign) < 0x100 for sign in text.value) for text in values):
        yield words.try_no_signs
    texts = [request.url, *values, *([request.content.text] if request.content else [])]
    if any(_UNWRITABLE.search(text.value) for text in texts):
        yield words.try_no_controls


def _files(request: Request) -> list[str]:
    """The names of the files whose content is sent: their placeholders are `@` and the name."""
    content = request.content
    runs = content.text.runs() if content else ()
    return [run.value.removeprefix("@") for run, is_unknown in runs if is_unknown and run.value.startswith("@")]
