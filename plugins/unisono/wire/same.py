"""Whether two requests are the same one, strictly: what a writer is proven by. What people are told of is in `compare`.

The same is what a server built from the standards cannot tell apart; a placeholder is the same as itself only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from unisono.text.json import Node
from unisono.text.percent import ESCAPE
from unisono.text.placeholders import variable_name
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.compare import FROM_THE_CLIENT
from unisono.wire.multipart import parts_of
from unisono.wire.request import DEFAULT_PORTS, Part, Request, escaped_name, essence
from unisono.wire.urls import read_pairs, split_url


def departure(wanted: Request, sent: Request) -> str | None:
    """What `sent` has otherwise than `wanted`, for a message; None where it is the same request.

    Fields that clients add by themselves count where `wanted` has them; those of the transfer itself (`Content-Length`) never.
    """
    pairs = [
        ("the method", wanted.method.value, sent.method.value),
        ("the URL", _url(wanted.url), _url(sent.url)),
        *_fields(wanted, sent),
        ("Content-Type", _media_type(wanted), _media_type(sent)),
    ]
    for what, expected, found in pairs:
        if expected != found:
            return f"{what} would be {_shown(found)} instead of {_shown(expected)}"
    return None if _same_content(wanted, sent) else "the content would be another"


def _shown(value: object) -> str:
    return "none" if value in (None, []) else f"'{', '.join(value) if isinstance(value, list) else value}'"


def spelled(text: Text) -> str:
    """A value with its placeholders in the one spelling that all languages share: `${NAME}` for a variable."""
    if not text.has_placeholder:
        return text.value
    return "".join(_placeholder(run.value) if unknown else run.value for run, unknown in text.runs())


def _placeholder(shown: str) -> str:
    if name := variable_name(shown):
        return f"\0{name}\0"
    if shown.startswith("base64("):
        inner = shown.removeprefix("base64(").removesuffix(")")
        return f"\0base64({':'.join(map(_placeholder, inner.split(':')))})\0"
    return "@" + shown[1:] if shown[:1] in {"@", "$"} else shown  # the file of that name


_UNRESERVED = regex(r"%(?:4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE]|3[0-9]|2[DE])")


def _url(url: Text) -> str:
    """A URL, normalised (RFC 3986, 6.2.2), its query with a blank as `%20`."""
    parts = split_url(url)
    scheme, authority = parts.scheme.value.lower(), spelled(parts.authority)
    host, colon, port = authority.rpartition(":")
    if colon and port == DEFAULT_PORTS.get(scheme):
        authority = host
    path = _encoded(spelled(parts.path)) or "/"
    query = "" if parts.query is None else "?" + _encoded(spelled(parts.query).replace("+", "%20"))
    host = authority if "\0" in authority else authority.lower()
    return f"{scheme}://{host}{path}{'' if query == '?' else query}"


def _encoded(part: str) -> str:
    """A part of a URL in the one spelling of each character: what is unreserved plain, all that no URL has encoded."""
    plain = _UNRESERVED.sub(lambda found: chr(int(found[0][1:], 16)), ESCAPE.sub(lambda found: found[0].upper(), part))
    return quote(plain, safe="/:@!$&'()*+,;=?%~\0")


_OF_THE_TRANSFER = frozenset({"content-length", "transfer-encoding", "connection", "keep-alive", "expect"})


def _fields(wanted: Request, sent: Request) -> Iterator[tuple[str, list[str], list[str]]]:
    """The values of each field on both sides. A list in one field is the same as several fields (RFC 9110, 5.3)."""
    names = dict.fromkeys(f.name.value.lower() for f in (*wanted.fields, *sent.fields))
    for name in names:
        expected, found = (_values(request, name) for request in (wanted, sent))
        if name == "content-type" or name in _OF_THE_TRANSFER or (not expected and name in FROM_THE_CLIENT):
            continue
        yield f"the field {name}", expected, found


def _values(request: Request, name: str) -> list[str]:
    values = [spelled(f.value.stripped()) for f in request.fields if f.name.value.lower() == name]
    separator = "; " if name == "cookie" else ", "
    return [separator.join(filter(None, values))] if values else []


_NO_OPS = regex(r";\s*(?:charset=\"?utf-8\"?|boundary=[^;]*)", re.IGNORECASE)


def _media_type(request: Request) -> str | None:
    """Without what says nothing: the encoding that the content has anyway, and the boundary."""
    found = request.media_type
    if found is None or (request.content is None and essence(found.value) == "multipart/form-data"):
        return None
    return re.sub(r"\s*;\s*", "; ", _NO_OPS.sub("", spelled(found)).strip())


def _same_content(wanted: Request, sent: Request) -> bool:
    left, right = parts_of(wanted), parts_of(sent)
    if left is not None or right is not None:
        return left is not None and right is not None and _same_parts(left, right)
    mine, theirs = wanted.content, sent.content
    text, other = (spelled(content.text) if content else "" for content in (mine, theirs))
    if text == other:
        return True
    media_type = essence(wanted.media_type.value) if wanted.media_type else ""
    if media_type == "application/x-www-form-urlencoded" and mine and theirs:
        return [_pair(*pair) for pair in _pairs(mine.text)] == [_pair(*pair) for pair in _pairs(theirs.text)]
    if not mine or not theirs or not media_type.endswith(("/json", "+json")):
        return False
    return isinstance(mine.json, Node) and isinstance(theirs.json, Node) and _tree(mine.json) == _tree(theirs.json)


def _pairs(text: Text) -> Iterator[tuple[str, Text | None]]:
    yield from ((pair.name, pair.value) for pair in read_pairs(text))


def _pair(name: str, value: Text | None) -> tuple[str, str | None]:
    return name, None if value is None else spelled(value)


def _tree(node: Node) -> Any:
    """A JSON value to compare: members in order, also those of one name, strings decoded, numbers as they are written."""
    if node.kind == "object":
        return ("object", [(_string(key), _tree(value)) for key, value in node.members])
    if node.kind == "array":
        return ("array", [_tree(item) for item in node.items])
    return (node.kind, _string(node) if node.kind in {"string", "placeholder"} else node.value)


def _string(node: Node) -> str:
    return spelled(node.text) if node.document.has_placeholder else node.value


def _same_parts(left: Sequence[Part], right: Sequence[Part]) -> bool:
    return len(left) == len(right) and all(map(_same_part, left, right))


def _same_part(wanted: Part, sent: Part) -> bool:
    """Where no type of a part is wanted, that of a file is the client's business; a text is `text/plain` (RFC 7578, 4.4), in
    UTF-8 as all of it (RFC 7578, 5.1.2)."""
    if _names(wanted) != _names(sent):
        return False
    expected, found = (_NO_OPS.sub("", part.media_type.value) if part.media_type else None for part in (wanted, sent))
    if expected != found and not (expected is None and (wanted.filename is not None or found == "text/plain")):
        return False
    if wanted.filename is not None and wanted.value.has_placeholder:
        return sent.value.has_placeholder
    return spelled(wanted.value) == spelled(sent.value) and _own_fields(wanted) == _own_fields(sent)


def _names(part: Part) -> list[str | None]:
    """As they go over the wire: `%22` that an author wrote is what a client makes of a quotation mark."""
    return [None if name is None else escaped_name(spelled(name)) for name in (part.name, part.filename)]


def _own_fields(part: Part) -> list[tuple[str, str]]:
    """The fields that a receiver looks at: not the length, which the boundaries tell (RFC 7578, 4.8)."""
    fields = [(f.name.value.lower(), spelled(f.value)) for f in part.fields]
    return [(name, value) for name, value in fields if name not in _OF_THE_TRANSFER]
