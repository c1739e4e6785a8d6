"""Two contents, or an example and a content → their differences: JSON as values, forms as pairs, multipart as parts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from unisono.text.json import Node, same_number, unique_members
from unisono.text.likeness import likeness
from unisono.text.placeholders import is_placeholder, same_text
from unisono.text.regex import regex
from unisono.text.source import Origin, Span, Text
from unisono.wire.compare import NEARLY, Difference, bounded, compare_pairs, short
from unisono.wire.graphql import differing_token, tokens
from unisono.wire.multipart import parts_of
from unisono.wire.request import Content, Part, Request, essence
from unisono.wire.urls import read_pairs
from unisono.wire.xml_tree import XmlError, looks_like_xml, read_xml, xml_differences


def compare_content(request: Request, other: Content | Node | Text | None, place: Span) -> Iterator[Difference]:
    """The content against that of another request (see `content_of`), a JSON example (`Node`) or a plain one (`Text`): as JSON
    values where both are JSON, as pairs where the request sends a form, as parts where it is multipart, as trees where both are
    XML, as tokens where both are GraphQL, and else as text."""
    content = content_of(request)
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
    expected = other.json if isinstance(other, Content) else other
    if isinstance(expected, Node):
        if _surely_same(content.text, expected.document):
            return
        found = content.json
        if isinstance(found, Node):
            yield from compare_json(found, expected)
        elif not is_form(request):  # a form in the place of JSON is told by its media type
            yield Difference("content", "", f"sends content that is not JSON: {found}", found.span, "JSON", place)
        return
    text = other.text if isinstance(other, Content) else other
    if isinstance(text, Text):
        yield from _compare_texts(request, content.text, text)


def content_of(request: Request) -> Content | None:
    """A request's content, taken apart where it is multipart, also where the author wrote it out by hand."""
    content = request.content
    if content is None or content.parts is not None or (parts := parts_of(request)) is None:
        return content
    return Content(content.text, parts)


def is_form(request: Request) -> bool:
    """Whether a request says that it sends pairs."""
    return request.media_type is not None and essence(request.media_type.value) == "application/x-www-form-urlencoded"


def _compare_texts(request: Request, found: Text, expected: Text) -> Iterator[Difference]:
    if is_form(request):
        theirs = expected.stripped()
        yield from compare_pairs("content", read_pairs(found), found.span(), read_pairs(theirs), theirs.span())
    elif looks_like_xml(found) and looks_like_xml(expected):
        yield from _compare_xml(found, expected)
    elif request.media_type and essence(request.media_type.value) == "application/graphql":
        yield from _compare_documents("", found, expected)
    else:
        yield from _compare_characters(found, expected)


def _compare_characters(found: Text, expected: Text) -> Iterator[Difference]:
    if not same_text(found.stripped(), expected.stripped()):
        yield Difference("content", "", "sends other content", found.span(), "this content", expected.span())


def _compare_xml(found: Text, expected: Text) -> Iterator[Difference]:
    """As trees; as characters where one of them is no XML that is read."""
    try:
        left, right = read_xml(found), read_xml(expected)
    except XmlError:
        yield from _compare_characters(found, expected)
        return
    for path, mine, place, theirs, other in xml_differences(left, right):
        yield Difference("content", path, f"sends {mine} at {path}", place.span(), theirs, other.span())


def _compare_documents(pointer: str, found: Text, expected: Text) -> Iterator[Difference]:
    """GraphQL documents as their tokens; as characters where one of them is none."""
    left, right = tokens(found), tokens(expected)
    if left is None or right is None:
        if not same_text(found, expected):
            yield _other_document(pointer, found, expected)
    elif differs := differing_token(left, right):
        yield _other_document(pointer, differs[0] or found, differs[1] or expected, *differs)


def _other_document(
    pointer: str, found: Text, expected: Text, mine: Text | None = None, theirs: Text | None = None
) -> Difference:
    at = f" at {pointer}" if pointer else ""
    said = [f"the GraphQL token {short(token.value)}" if token else "no more GraphQL" for token in (mine, theirs)]
    if mine is None and theirs is None:
        said = ["another GraphQL document", "this one"]
    return Difference("content", pointer, f"sends {said[0]}{at}", found.span(), said[1], expected.span())


def _surely_same(left: Text, right: Text) -> bool:
    """Whether both are the same JSON, with its numbers spelled alike, which the standard library tells in no time."""
    if left.has_placeholder or right.has_placeholder:
        return False
    try:
        return bool(_DECODER.decode(left.value) == _DECODER.decode(right.value))
    except (ValueError, RecursionError):
        return False


def _number(spelling: str) -> tuple[str]:
    """What is neither a string nor, as 1 is in Python, a boolean."""
    return (spelling,)


def _no_number(spelling: str) -> None:
    raise ValueError(spelling)  # NaN and the like are no JSON


_DECODER = json.JSONDecoder(parse_int=_number, parse_float=_number, parse_constant=_no_number, object_pairs_hook=unique_members)


def _compare_parts(content: Content, other: Content | Node | Text, place: Span) -> Iterator[Difference]:
    theirs = other.parts if isinstance(other, Content) else None
    if content.parts is None or theirs is None:
        found = "sends multipart content" if content.parts is not None else "sends content that is not multipart"
        expected = "multipart content" if theirs is not None else "content that is not multipart"
        yield Difference("content", "", found, content.text.span(), expected, place)
        return
    left, right = _by_name(content.parts), _by_name(theirs)
    for name in dict.fromkeys([*left, *right]):
        mine, yours = left.get(name, []), right.get(name, [])
        if len(mine) != len(yours):
            span = mine[0].name.span() if mine else content.text.span()
            other_span = yours[0].name.span() if yours else place
            yield Difference("content", name, f"sends {_parts(mine, name)}", span, _parts(yours, name), other_span)
            continue
        for left_part, right_part in zip(mine, yours, strict=True):
            yield from _compare_part(left_part, right_part)


def _by_name(parts: Iterable[Part]) -> dict[str, list[Part]]:
    grouped: dict[str, list[Part]] = {}
    for part in parts:
        grouped.setdefault(part.name.value, []).append(part)
    return grouped


def _parts(parts: list[Part], name: str) -> str:
    return f"{len(parts)} parts '{name}'" if len(parts) > 1 else f"{'a' if parts else 'no'} part '{name}'"


def _compare_part(mine: Part, yours: Part) -> Iterator[Difference]:
    """Two parts of one name. A file's bytes and its name on the author's disk are nobody's concern."""
    name = mine.name.value
    if (mine.filename is None) != (yours.filename is None):
        sent, expected = ("a field" if part.filename is None else "a file" for part in (mine, yours))
        found = f"sends the part '{name}' as {sent}"
        yield Difference("content", name, found, mine.name.span(), expected, yours.name.span())
        return
    if mine.filename is None and not same_text(mine.value, yours.value):
        found = f"sends the part '{name}' as {short(mine.value.value)}"
        yield Difference("content", name, found, mine.value.span(), short(yours.value.value), yours.value.span())
    elif mine.filename is not None and _names_a_file(mine, yours) != _names_a_file(yours, mine):
        sent, expected = (_as_file(part) for part in (mine, yours))
        yield Difference("content", name, f"sends {sent} as '{name}'", mine.value.span(), expected, yours.value.span())
    yield from _compare_part_types(name, mine, yours)


def _names_a_file(part: Part, other: Part) -> bool:
    """Whether a part sends a file's name as the content of the file that the other sends."""
    return not part.value.has_placeholder and other.value.has_placeholder and bool(_FILE_NAME.fullmatch(part.value.value))


_FILE_NAME = regex(r"[\w./\\~ -]*\w\.[A-Za-z][A-Za-z0-9]{0,4}")


def _as_file(part: Part) -> str:
    value = short(part.value.value)
    return f"the file {value.removeprefix('@')}" if part.value.has_placeholder else f"the text '{value}'"


def _compare_part_types(name: str, mine: Part, yours: Part) -> Iterator[Difference]:
    """What a client guesses of a file by itself says nothing; where one author wrote the media type, both must send it."""
    left, right = mine.media_type, yours.media_type
    if not any(t and any(p.origin is Origin.VERBATIM for p in t.pieces) for t in (left, right)):
        return
    if any(t and t.has_placeholder for t in (left, right)):
        return
    found, expected = (essence(t.value) if t else _implied(part) for t, part in ((left, mine), (right, yours)))
    if found != expected:
        place, other = (left or mine.name).span(), (right or yours.name).span()
        yield Difference("content", name, f"sends the part '{name}' as {found}", place, expected, other)


def _implied(part: Part) -> str:
    """The media type of a part that says none (RFC 7578, 4.4)."""
    return "text/plain" if part.filename is None else "a file without a media type"


Members = dict[str, tuple[Node, Node]]
"""The names and values of an object by its names."""

_GRAPHQL = regex(r"(?:/\d+)?/query")
"""Where a request to a GraphQL server has its document (GraphQL over HTTP, 5.1), also in a batch."""


def compare_json(found: Node, expected: Node) -> Iterator[Difference]:
    """Differences of two JSON values: members whatever their order, items in theirs, types told apart (RFC 8259)."""
    pending = [("", found, expected)]
    while pending:
        pointer, left, right = pending.pop()
        if left.kind == right.kind == "string" and _GRAPHQL.fullmatch(pointer) and tokens(left.text) and tokens(right.text):
            yield from _compare_documents(pointer, left.text, right.text)
        elif left.kind != right.kind:
            if not is_placeholder(left) and not is_placeholder(right):
                yield _value_difference(pointer, left, right)
        elif left.kind == "object":
            mine = {key.value: (key, value) for key, value in left.members}
            theirs = {key.value: (key, value) for key, value in right.members}
            both = [name for name in mine if name in theirs]
            pending += [(_child(pointer, name), mine[name][1], theirs[name][1]) for name in reversed(both)]
            yield from _member_differences(pointer, left, right, mine, theirs)
        elif left.kind == "array":
            if len(left.items) != len(right.items):
                sent, wanted = f"sends {_items(left)} at {pointer or 'the top'}", _items(right)
                yield Difference("content", pointer, sent, left.span, wanted, right.span)
            pairs = list(enumerate(zip(left.items, right.items, strict=False)))
            pending += [(f"{pointer}/{i}", a, b) for i, (a, b) in reversed(pairs)]
        elif not _same_scalar(left, right):
            yield _value_difference(pointer, left, right)


def _member_differences(pointer: str, left: Node, right: Node, mine: Members, theirs: Members) -> Iterator[Difference]:
    """Members that only one side has. One on each side with names that are nearly the same is one difference: a slip."""
    extra, lacking = ([name for name in own if name not in other] for own, other in ((mine, theirs), (theirs, mine)))
    if len(extra) == len(lacking) == 1 and _is_slip(extra[0], lacking[0]):
        sent, meant = extra[0], lacking[0]
        found, where = f"sends {_child(pointer, sent)}", _child(pointer, meant)
        yield Difference("content", where, found, mine[sent][0].span, f"{where} instead", theirs[meant][0].span, sent)
        return
    for name in extra:
        where, key = _child(pointer, name), mine[name][0]
        shown = _shown(pointer, name)
        yield Difference("content", where, f"sends {shown}", key.span, f"no {shown.removeprefix('the ')}", right.span)
    for name in lacking:
        where, key = _child(pointer, name), theirs[name][0]
        shown = _shown(pointer, name)
        yield Difference("content", where, f"does not send {shown}", left.span, shown, key.span)


def _is_slip(name: str, other: str) -> bool:
    return likeness(name.lower(), other.lower()) >= NEARLY


def _same_scalar(left: Node, right: Node) -> bool:
    if left.kind == "number":
        return same_number(left.value, right.value)
    return (
        left.value == right.value or left.kind == "placeholder" or (left.kind == "string" and same_text(left.text, right.text))
    )


def _value_difference(pointer: str, left: Node, right: Node) -> Difference:
    at = f" at {pointer}" if pointer else ""
    found = f"sends {shown_value(left)}{at}"
    return Difference("content", pointer, found, left.span, shown_value(right), right.span, slip=_slip(left, right))


def _slip(left: Node, right: Node) -> str:
    """Whether one is the other, but for being a string with the other's text in it."""
    if left.kind == "string" and right.kind not in {"string", "placeholder"}:
        return "json-as-text" if _is_json(left.value, right.kind) else ""
    return "text-as-json" if right.kind == "string" and left.value == right.value else ""


def _is_json(text: str, kind: str) -> bool:
    if kind in {"boolean", "null"}:
        return text in {"true", "false", "null"}
    if kind == "number":
        return re.fullmatch(r"-?[0-9.]+(?:[eE][+-]?[0-9]+)?", text) is not None
    return text.strip().startswith("{" if kind == "object" else "[")


def shown_value(node: Node) -> str:
    """A JSON value for a message: its kind where that matters, and the value itself where it is short."""
    article = {"object": "an object", "array": "an array"}
    kind = f"the {node.kind} " if node.kind in {"string", "number"} else ""
    return article.get(node.kind) or f"{kind}{short(node.document.value[node.start : node.end])}"


def _items(array: Node) -> str:
    return f"{len(array.items)} item{'' if len(array.items) == 1 else 's'}"


def _shown(pointer: str, name: str) -> str:
    """A member in a message: its pointer, but for the empty name, whose pointer looks like a stray slash."""
    return _child(pointer, name) if name else f'the member "" at {pointer or "the top"}'


def _child(pointer: str, name: str) -> str:
    return bounded(f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}")
