"""Two requests, or a page's declaration and a request → their differences, each with its place on both sides.

What counts as the same follows RFC 3986 (URLs), RFC 8259 (JSON values), RFC 7578 (multipart) and the WHATWG URL standard's
`application/x-www-form-urlencoded`. A placeholder agrees with any value in the same place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, unquote_plus

from unisono.placeholders import literals, same_text
from unisono.request import Content, Request, essence
from unisono.source import Span, Text
from unisono.syntax.json import JsonError, Node, read_json, same_number
from unisono.target import PathParameter, Target


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which a request differs from what it is compared with.

    `aspect` is what differs: method, path, query, content or media-type. `found` says what the request does, at `span`;
    `expected` what the other side has, at `other`. `where` is a JSON pointer (RFC 6901) into the content or a name, or "".
    """

    aspect: str
    where: str
    found: str
    span: Span
    expected: str
    other: Span


@dataclass(frozen=True, slots=True, eq=False)
class Url:
    """A request's URL in its parts (RFC 3986, 3). `query` is None without a `?`."""

    scheme: Text
    authority: Text
    path: Text
    query: Text | None


_URL = re.compile(r"(?:([^:/?#]*)://([^/?#]*))?([^?#]*)(?:\?([^#]*))?")


def split_url(url: Text) -> Url:
    """The parts of a URL; scheme and authority are empty where it is relative."""
    found = _URL.match(url.value)
    if found is None:  # cannot be: every part is optional
        raise AssertionError(url.value)
    cut = [url.slice(*found.span(group)) if found[group] is not None else None for group in range(1, 5)]
    nothing = url.slice(0, 0)
    return Url(cut[0] or nothing, cut[1] or nothing, cut[2] or nothing, cut[3])


def compare_method(request: Request, method: Text) -> Iterator[Difference]:
    """Methods are compared as the wire has them; the declared one is taken in upper case."""
    declared = method.value.upper()
    if request.method.value != declared and not same_text(request.method, method):
        sent = f"sends {request.method}"
        yield Difference("method", "", sent, request.method.span(), declared, method.span())


def compare_path(request: Request, target: Target) -> Iterator[Difference]:
    """Paths segment by segment; a path parameter agrees with any one segment's text."""
    path = split_url(request.url).path
    if not _same_path(path, target):
        yield Difference("path", "", f"requests the path {path.value or '/'}", path.span(), target.path, target.text.span())


def compare_paths(request: Request, other: Request) -> Iterator[Difference]:
    path, reference = split_url(request.url).path, split_url(other.url).path
    if not _same_path(path, Target(reference, (reference,), None, None)):
        sent = f"requests the path {path.value or '/'}"
        yield Difference("path", "", sent, path.span(), reference.value or "/", reference.span())


def _same_path(path: Text, target: Target) -> bool:
    parts = [
        Text.placeholder("{}", part.text.span()) if isinstance(part, PathParameter) else _decoded_path(part)
        for part in target.parts
    ]
    declared = Text.join(parts) if parts else target.text.slice(0, 0)
    left = _segments(_decoded_path(path))
    right = _segments(declared)
    return len(left) == len(right) and all(map(same_text, left, right))


def _segments(path: Text) -> list[Text]:
    """The segments between the slashes; a missing leading slash is no difference, an empty path is `/` (RFC 3986, 6.2.3)."""
    start = 1 if path.value.startswith("/") else 0
    segments = []
    for segment in path.value[start:].split("/"):
        segments.append(path.slice(start, start + len(segment)))
        start += len(segment) + 1
    return segments


_ENCODED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")


def _decoded_path(text: Text) -> Text:
    """Percent-encoded characters decoded (RFC 3986, 6.2.2.2), but for an encoded slash, which is data within a segment."""
    parts, at = [], 0
    for found in _ENCODED.finditer(text.value):
        parts.append(text.slice(at, found.start()))
        value = unquote(found[0]).replace("/", "%2F")
        parts.append(Text.decoded(value, text.span(*found.span())))
        at = found.end()
    return Text.join([*parts, text.slice(at, len(text))]) if parts else text


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A name and value of a query or of form content; `value` is None for a name without `=`."""

    name: str
    value: Text | None
    text: Text


def query_pairs(query: Text | None) -> list[Pair]:
    """The pairs of a query. A `+` is a plus sign here (RFC 3986); only form content takes it for a space."""
    return _pairs(query, unquote) if query else []


def _pairs(text: Text, decode: Callable[[str], str]) -> list[Pair]:
    pairs, at = [], 0
    for item in text.value.split("&"):
        pair, at = text.slice(at, at + len(item)), at + len(item) + 1
        if item:
            name, equals, value = item.partition("=")
            raw = pair.slice(len(name) + 1, len(item))
            decoded = decode(value)
            shown = raw if decoded == value else Text.decoded(decoded, raw.span())
            pairs.append(Pair(decode(name), shown if equals else None, pair))
    return pairs


def compare_query(request: Request, query: Text | None, place: Span) -> Iterator[Difference]:
    """Queries as names with their values in order; the order of different names makes no difference. `place` is where the
    other side's URL is, for what it lacks."""
    url = split_url(request.url)
    own = url.query.span() if url.query and url.query.value else url.path.span()
    yield from _compare_pairs("query", query_pairs(url.query), own, query_pairs(query), place)


def _compare_pairs(aspect: str, own: list[Pair], own_place: Span, other: list[Pair], place: Span) -> Iterator[Difference]:
    noun = "query parameter" if aspect == "query" else "form field"
    names = list(dict.fromkeys([p.name for p in own] + [p.name for p in other]))
    left, right = _by_name(own), _by_name(other)
    for name in names:
        mine, theirs = left.get(name, []), right.get(name, [])
        if not theirs:
            yield Difference(aspect, name, f"sends the {noun} '{name}'", mine[0].text.span(), f"no {noun} '{name}'", place)
        elif not mine:
            yield Difference(aspect, name, f"sends no {noun} '{name}'", own_place, theirs[0].text.value, theirs[0].text.span())
        elif len(mine) != len(theirs) or not all(map(_same_value, mine, theirs)):
            at = next((i for i, pair in enumerate(zip(mine, theirs, strict=False)) if not _same_value(*pair)), 0)
            sent, expected = "&".join(p.text.value for p in mine), "&".join(p.text.value for p in theirs)
            yield Difference(aspect, name, f"sends {sent}", mine[at].text.span(), expected, theirs[at].text.span())


def _by_name(pairs: list[Pair]) -> dict[str, list[Pair]]:
    grouped: dict[str, list[Pair]] = {}
    for pair in pairs:
        grouped.setdefault(pair.name, []).append(pair)
    return grouped


def _same_value(left: Pair, right: Pair) -> bool:
    if left.value is None or right.value is None:
        return left.value is right.value
    return same_text(left.value, right.value)


def compare_media_type(request: Request, other: str | None, place: Span) -> Iterator[Difference]:
    """Media types by type and subtype; any `+json` agrees with JSON (RFC 6839), parameters make no difference. `other` is
    None where the other side has none."""
    sent = request.media_type
    found = essence(sent.value) if sent else None
    if found == other or (found and found.endswith("+json") and other == "application/json"):
        return
    if sent and sent.has_placeholder:
        return
    span = sent.span() if sent else request.url.span()
    says = f"sends its content as {found}" if found else "sends its content without a Content-Type"
    yield Difference("media-type", "", says, span, other or "no Content-Type", place)


def compare_content(request: Request, other: Content | Node | Text | None, place: Span) -> Iterator[Difference]:
    """The content against that of another request, a JSON example (`Node`) or a plain one (`Text`), as JSON values where both
    are JSON, as pairs where the request sends a form, as parts where it is multipart, and else as text."""
    content = request.content
    if other is None:
        if content is not None and content.text.value:
            yield Difference("content", "", "sends content", content.text.span(), "no content", place)
        return
    if content is None or not content.text.value:
        if not isinstance(other, Content) or other.text.value:
            yield Difference("content", "", "sends no content", request.url.span(), "content", place)
        return
    if content.parts is not None or (isinstance(other, Content) and other.parts is not None):
        yield from _compare_parts(content, other, place)
        return
    expected = _json(other.text) if isinstance(other, Content) else other
    if isinstance(expected, Node):
        found = _json(content.text)
        if isinstance(found, Node):
            yield from compare_json(found, expected)
        else:
            yield Difference("content", "", f"sends content that is not JSON: {found}", found.span, "JSON", place)
        return
    text = other.text if isinstance(other, Content) else other
    if isinstance(text, Text):
        yield from _compare_texts(request, content.text, text)


def _compare_texts(request: Request, found: Text, expected: Text) -> Iterator[Difference]:
    if request.media_type and essence(request.media_type.value) == "application/x-www-form-urlencoded":
        theirs = expected.stripped()
        yield from _compare_pairs(
            "content", _pairs(found, unquote_plus), found.span(), _pairs(theirs, unquote_plus), theirs.span()
        )
    elif not same_text(found.stripped(), expected.stripped()):
        yield Difference("content", "", "sends other content", found.span(), "this content", expected.span())


def _json(text: Text) -> Node | JsonError:
    try:
        return read_json(text)
    except JsonError as error:
        return error


def _compare_parts(content: Content, other: Content | Node | Text, place: Span) -> Iterator[Difference]:
    theirs = other.parts if isinstance(other, Content) else None
    if content.parts is None or theirs is None:
        found = "sends multipart content" if content.parts is not None else "sends content that is not multipart"
        expected = "multipart content" if theirs is not None else "content that is not multipart"
        yield Difference("content", "", found, content.text.span(), expected, place)
        return
    left = {part.name.value: part for part in content.parts}
    right = {part.name.value: part for part in theirs}
    for name in dict.fromkeys([*left, *right]):
        mine, yours = left.get(name), right.get(name)
        if yours is None and mine is not None:
            yield Difference("content", name, f"sends the part '{name}'", mine.name.span(), f"no part '{name}'", place)
        elif mine is None and yours is not None:
            yield Difference(
                "content", name, f"sends no part '{name}'", content.text.span(), f"part '{name}'", yours.name.span()
            )
        elif mine and yours and (mine.filename is None) != (yours.filename is None):
            kinds = ("a field", "a file")
            sent, expected = kinds[mine.filename is not None], kinds[yours.filename is not None]
            yield Difference(
                "content", name, f"sends the part '{name}' as {sent}", mine.name.span(), expected, yours.name.span()
            )
        elif mine and yours and not mine.filename and not same_text(mine.value, yours.value):
            found, expected = f"sends the part '{name}' as {_short(mine.value.value)}", _short(yours.value.value)
            yield Difference("content", name, found, mine.value.span(), expected, yours.value.span())


def compare_json(found: Node, expected: Node) -> Iterator[Difference]:
    """Differences of two JSON values: members whatever their order, items in theirs, types told apart (RFC 8259)."""
    pending = [("", found, expected)]
    while pending:
        pointer, left, right = pending.pop()
        if left.kind != right.kind:
            if not _is_placeholder(left) and not _is_placeholder(right):
                yield _value_difference(pointer, left, right)
        elif left.kind == "object":
            mine = {key.value: (key, value) for key, value in left.members}
            theirs = {key.value: (key, value) for key, value in right.members}
            both = [name for name in mine if name in theirs]
            pending += [(_child(pointer, name), mine[name][1], theirs[name][1]) for name in reversed(both)]
            for name in [name for name in mine if name not in theirs]:
                where, key = _child(pointer, name), mine[name][0]
                yield Difference("content", where, f"sends {where}", key.span, f"no {where}", right.span)
            for name in [name for name in theirs if name not in mine]:
                where, key = _child(pointer, name), theirs[name][0]
                yield Difference("content", where, f"does not send {where}", left.span, where, key.span)
        elif left.kind == "array":
            if len(left.items) != len(right.items):
                sent, wanted = f"sends {_items(left)} at {pointer or 'the top'}", _items(right)
                yield Difference("content", pointer, sent, left.span, wanted, right.span)
            pairs = list(enumerate(zip(left.items, right.items, strict=False)))
            pending += [(f"{pointer}/{i}", a, b) for i, (a, b) in reversed(pairs)]
        elif not _same_scalar(left, right):
            yield _value_difference(pointer, left, right)


def _is_placeholder(node: Node) -> bool:
    """Whether the value, or all of a string, is a placeholder, which stands for a value of any type (`"<quantity>"`)."""
    if node.kind == "placeholder":
        return True
    return node.kind == "string" and node.value != "" and list(literals(node.text)) == [None]


def _same_scalar(left: Node, right: Node) -> bool:
    if left.kind == "number":
        return same_number(left.value, right.value)
    return (
        left.value == right.value or left.kind == "placeholder" or (left.kind == "string" and same_text(left.text, right.text))
    )


def _value_difference(pointer: str, left: Node, right: Node) -> Difference:
    at = f" at {pointer}" if pointer else ""
    article = {"object": "an object", "array": "an array"}
    sent = article.get(left.kind) or f"{_type(left)}{_short(_raw(left))}"
    wanted = article.get(right.kind) or f"{_type(right)}{_short(_raw(right))}"
    return Difference("content", pointer, f"sends {sent}{at}", left.span, wanted, right.span)


def _type(node: Node) -> str:
    return f"the {node.kind} " if node.kind in {"string", "number"} else ""


def _raw(node: Node) -> str:
    return node.document.value[node.start : node.end]


def _items(array: Node) -> str:
    return f"{len(array.items)} item{'' if len(array.items) == 1 else 's'}"


def _short(text: str) -> str:
    """A value for a message: one line, at most 60 characters."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57] + "…"


def _child(pointer: str, name: str) -> str:
    return f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
