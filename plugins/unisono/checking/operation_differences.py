"""An operation of an OpenAPI document and a request of one of its samples → their differences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from unisono.openapi.conformity import LEFT_OUT, Fault, escaped, faults, required_names, types_said, unescaped
from unisono.openapi.examples import examples_of
from unisono.openapi.operations import MediaType, OperationPage, Parameter
from unisono.text.json import Node
from unisono.text.likeness import most_like
from unisono.text.placeholders import is_placeholder, literals
from unisono.text.regex import regex
from unisono.text.source import Span
from unisono.wire.compare import (
    FROM_THE_CLIENT,
    Difference,
    base_path,
    compare_method,
    compare_path,
    unknown_start,
)
from unisono.wire.compare_content import content_of, is_form, shown_value
from unisono.wire.request import Content, Request, essence
from unisono.wire.urls import Pair, read_pairs, split_url

REQUIRED = "required"
"""The aspect of what the operation requires and the request lacks."""

UNDOCUMENTED = "undocumented"
"""The aspect of what the request sends and the operation does not name."""

TYPE = "type"
"""The aspect of a value that is of another type than the schema says."""

OF_OPERATIONS = frozenset({REQUIRED, UNDOCUMENTED, TYPE, "host"})
"""The aspects in which only operations, and not pages, are compared."""

Found = tuple[str, Difference]
"""A difference, and what it is a difference from."""

_DECLARES = "the operation declares"
_REQUIRES = "the operation requires"


def differences(page: OperationPage, request: Request) -> Iterator[Found]:
    """In what a request differs from what an operation declares: method, host, path, query, header fields that it requires,
    media type, and content by its schema."""
    for found in compare_method(request, page.declared_method):
        yield _DECLARES, found
    for found in _address(page, request):
        yield _DECLARES, found
    yield from _query(page, request)
    yield from _fields(page, request)
    yield from _content(page, request)


def _address(page: OperationPage, request: Request) -> Iterator[Difference]:
    url, servers = split_url(request.url), page.declared.servers
    known = unknown_start(request.url) is None
    hosts = [server for server in servers if server.is_host_of(url)]
    if servers and known and not hosts:
        place = request.url.span(0, len(url.scheme) + len("://") + len(url.authority))
        named = dict.fromkeys(f"{one.origin.scheme}://{one.origin.authority}" for one in servers if one.origin is not None)
        yield Difference(
            "host", "", f"is sent to {url.scheme}://{url.authority}", place, " or ".join(named), servers[0].url.span()
        )
    targets = [server.target for server in hosts or servers]
    wrong = [[*compare_path(request, target)] for target in targets]
    if wrong and all(wrong) and not _is_below_another(page, request, any_base=not hosts):
        yield from wrong[0]


def _is_below_another(page: OperationPage, request: Request, *, any_base: bool) -> bool:
    """Whether a request is for the operation's path below a base path that is not known, or, on a host that is none of its
    own, below any."""
    path = split_url(request.url).path
    for at in (found.start() for found in re.finditer("/", path.value)):
        before = path.slice(0, at)
        if before.has_placeholder or None in literals(before):
            rest = Request(request.method, path.slice(at, len(path)), (), None, request.span)
            if not any(compare_path(rest, page.declared.path)):
                return True
    return any_base and base_path(request, page.declared.path) is not None


def _query(page: OperationPage, request: Request) -> Iterator[Found]:
    url = split_url(request.url)
    sent = read_pairs(url.query)
    own = page.declared.path.query
    named = [parameter for parameter in page.declared.parameters if parameter.place == "query"]
    known = all(_name_is_known(pair) for pair in sent)
    names = {pair.name for pair in sent} | {_base(pair.name) for pair in sent}
    may_go_on = unknown_start(request.url) is not None and request.url.known.endswith("\0")
    if url.query is not None or not may_go_on:
        for parameter in named if known else ():
            if _is_needed(page, parameter) and names.isdisjoint({parameter.name.value, _base(parameter.name.value)}):
                place = (url.query if url.query is not None else url.path).span()
                yield (
                    _REQUIRES,
                    _lack(f"query parameter '{parameter.name}'", parameter.name.value, place, parameter.name.span()),
                )
    if page.declared.is_open:
        return
    declared = {parameter.name.value for parameter in named} | page.declared.keys
    declared |= {_base(name) for name in declared} | {pair.name for pair in read_pairs(own)}
    for pair in sent:
        if _NAME.fullmatch(pair.name) and _name_is_known(pair) and declared.isdisjoint({pair.name, _base(pair.name)}):
            expected = f"no such parameter{_instead(pair.name, declared)}"
            found = f"sends the query parameter '{pair.name}'"
            yield _DECLARES, Difference(UNDOCUMENTED, pair.name, found, pair.text.span(), expected, page.declared_method.span())


_NAME = regex(r"[\w.\-$:@~]+(?:\[[^\[\]]*\])*")


def _base(name: str) -> str:
    """A name without what says which member of it is meant: `filter[state]`, `ids[]`."""
    return name.partition("[")[0]


def _name_is_known(pair: Pair) -> bool:
    name = pair.text.slice(0, len(pair.text.known.partition("=")[0]))
    return None not in literals(name)


def _is_needed(page: OperationPage, parameter: Parameter) -> bool:
    """Whether it must be sent. One with a default may be left out, whatever else is said of it."""
    schema = parameter.at.get("schema")
    found = page.declared.library.resolve(schema) if schema is not None else None
    return parameter.required and not (found is not None and found.has("default"))


def _fields(page: OperationPage, request: Request) -> Iterator[Found]:
    """What describes content and credentials is no parameter (OpenAPI 3.1, 4.8.12.1)."""
    unknown = any(None in literals(field.name) for field in request.fields)
    for parameter in page.declared.parameters if not unknown else ():
        name = parameter.name.value
        if parameter.place != "header" or name.lower() in FROM_THE_CLIENT | {"authorization", "content-type"}:
            continue
        if _is_needed(page, parameter) and request.field(name) is None:
            yield _REQUIRES, _lack(f"field {name}", name.lower(), request.url.span(), parameter.name.span())


def _lack(what: str, where: str, place: Span, other: Span) -> Difference:
    return Difference(REQUIRED, where, f"sends no {what}", place, "it", other)


def _content(page: OperationPage, request: Request) -> Iterator[Found]:
    content, body = content_of(request), page.declared.body
    is_empty = content is None or (not content.text.value and not content.parts)
    if body is None:
        if (
            not is_empty
            and content is not None
            and not page.declared.is_unknown
            and content.text.value.strip() not in {"{}", "''"}
        ):
            place = content.text.span()
            yield _DECLARES, Difference("content", "", "sends content", place, "none", page.declared_method.span())
        return
    if content is None or is_empty:
        if page.declared.needs_content:
            yield _REQUIRES, Difference("content", "", "sends no content", request.url.span(), "some", body.span)
        return
    if not page.declared.media_types:
        return
    media_type = _media_type(page, request)
    if media_type is not None:
        yield from _of_schema(page, request, content, media_type)
        return
    yield _DECLARES, _other_media_type(page, request)
    meant = _meant(page, content)
    if meant is not None and isinstance(content.json, Node):
        yield from _of_json(page, content.json, meant)


def _media_type(page: OperationPage, request: Request) -> MediaType | None:
    """The media type of the operation that a request's content has, of several that fit the narrowest (OpenAPI 3.1, 4.8.13)."""
    sent = request.media_type
    if sent is None:
        return None
    if sent.has_placeholder:
        return page.declared.media_types[0]
    fitting = [one for one in page.declared.media_types if _is_in(essence(sent.value), essence(one.name.value))]
    return min(fitting, key=lambda one: one.name.value.count("*"), default=None)


def _is_in(sent: str, declared: str) -> bool:
    if declared in {sent, "*/*", "*"} or (declared.endswith("/*") and sent.startswith(declared[:-1])):
        return True
    return declared == "application/json" and sent.endswith("+json")


def _other_media_type(page: OperationPage, request: Request) -> Difference:
    sent = request.media_type
    says = f"sends its content as {essence(sent.value)}" if sent else "sends its content without a Content-Type"
    declared = [one.name.value for one in page.declared.media_types]
    is_json = request.content is not None and isinstance(request.content.json, Node) and "application/json" in declared
    slip = "not-as-json" if is_json else ""
    place = (sent or request.url).span()
    return Difference("media-type", "", says, place, " or ".join(declared), page.declared.media_types[0].name.span(), slip=slip)


def _meant(page: OperationPage, content: Content) -> MediaType | None:
    """The media type of content that is sent as another one: JSON, where it is such."""
    if not isinstance(content.json, Node) or content.json.kind not in {"object", "array"}:
        return None
    return next((one for one in page.declared.media_types if _is_json(essence(one.name.value))), None)


def _is_json(media_type: str) -> bool:
    return media_type == "application/json" or media_type.endswith("+json")


def _of_schema(page: OperationPage, request: Request, content: Content, media_type: MediaType) -> Iterator[Found]:
    if content.parts is not None:
        names = {part.name.value for part in content.parts} if all(part.named for part in content.parts) else None
        yield from _lacking_names(page, names, content, media_type, "part")
    elif is_form(request):
        pairs = read_pairs(content.text)
        names = {pair.name for pair in pairs} if all(map(_name_is_known, pairs)) else None
        yield from _lacking_names(page, names, content, media_type, "form field")
    elif isinstance(content.json, Node):
        if _is_json(essence((request.media_type or media_type.name).value)):
            yield from _of_json(page, content.json, media_type)
    elif _is_json(essence(media_type.name.value)):
        found = f"sends content that is not JSON: {content.json}"
        yield _DECLARES, Difference("content", "", found, content.json.span, "JSON", media_type.name.span())


def _of_json(page: OperationPage, content: Node, media_type: MediaType) -> Iterator[Found]:
    examples = examples_of(media_type.at, page.declared.library)
    if media_type.schema is None:
        compared = [[*_unlike(content, example, "")] for example in examples or ()]
        for difference in min(compared, key=len, default=[]):
            yield "the example has", difference
        return
    for fault in faults(media_type.schema, content, page.declared.library.resolve):
        if fault.kind != "undocumented" or not _is_shown(fault.pointer, examples):
            yield _told(fault)


def _unlike(node: Node, example: Node, pointer: str) -> Iterator[Difference]:
    """In what JSON differs from an example, in names and in kinds of values: other values are no mistake."""
    if any(one.kind == "null" or is_placeholder(one) for one in (node, example)):
        return
    if node.kind != example.kind:
        found = f"sends {shown_value(node)}" + (f" at {pointer}" if pointer else "")
        yield Difference("content", pointer, found, node.span, shown_value(example), example.span)
        return
    names = {key.value: value for key, value in example.members}
    for key, value in node.members if names else ():
        where = f"{pointer}/{escaped(key.value)}"
        if key.value in names:
            yield from _unlike(value, names[key.value], where)
        elif not is_placeholder(key) and key.value not in LEFT_OUT:
            yield Difference(
                "content", where, f"sends {where}", key.span, f"no {where}{_instead(key.value, names)}", example.span
            )
    for number, item in enumerate(node.items if example.items else ()):
        yield from _unlike(item, example.items[min(number, len(example.items) - 1)], f"{pointer}/{number}")


def _instead(name: str, names: Iterable[str]) -> str:
    like = most_like(name, list(names))
    return f", but '{like}'" if like else ""


def _lacking_names(
    page: OperationPage, sent: set[str] | None, content: Content, media_type: MediaType, noun: str
) -> Iterator[Found]:
    """The names that the schema of a form requires. How members of objects and items of arrays are named differs."""
    if sent is None or media_type.schema is None or (None in literals(content.text) and not sent):
        return
    bases = {re.split(r"[\[.]", name)[0] for name in sent} | sent
    for name, at in required_names(media_type.schema, page.declared.library.resolve):
        if name not in bases:
            yield _REQUIRES, _lack(f"{noun} '{name}'", f"/{name}", content.text.span(), at.span)


def _is_shown(pointer: str, examples: Iterable[Node] | None) -> bool:
    """Whether one of the examples has a member of that name, wherever it is; None is of examples that are not known."""
    return examples is None or any(_has(example, unescaped(pointer.rpartition("/")[2])) for example in examples)


def _has(node: Node, name: str) -> bool:
    return any(key.value == name or _has(value, name) for key, value in node.members) or any(
        _has(one, name) for one in node.items
    )


def _told(fault: Fault) -> Found:
    if fault.kind == "undocumented":
        found, expected = f"sends {fault.pointer}", f"no such member{_instead(fault.node.value, fault.expected)}"
        return _DECLARES, Difference(UNDOCUMENTED, fault.pointer, found, fault.node.span, expected, fault.at.span)
    if fault.kind == "required":
        return _REQUIRES, _lack(fault.pointer, fault.pointer, fault.node.span, fault.at.span)
    found = f"sends {shown_value(fault.node)}" + (f" at {fault.pointer}" if fault.pointer else "")
    return _DECLARES, Difference(TYPE, fault.pointer, found, fault.node.span, types_said(fault.expected), fault.at.span)
