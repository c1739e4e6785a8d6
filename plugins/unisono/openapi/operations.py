"""Operations that have samples, each as the page that it is: what it declares of its requests, and its samples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from unisono.languages import languages, role_of
from unisono.openapi.document import operations
from unisono.openapi.samples import Kept, info_of, kept_samples, samples_outside, title_of
from unisono.openapi.servers import Server, servers_of
from unisono.pages.frontmatter import Mapping
from unisono.pages.model import Block, EndpointPage, Sample
from unisono.pages.position import LAST
from unisono.pages.suppression import Suppression
from unisono.records import dataclass
from unisono.text.references import At, Library
from unisono.text.source import Span, Text
from unisono.wire.target import PathParameter, Target, read_target


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """A parameter in the query or the header section of an operation's requests."""

    at: At
    name: Text
    place: str
    required: bool


@dataclass(frozen=True, slots=True, eq=False)
class MediaType:
    """A media type that an operation's content may have, and what is said of that content."""

    at: At
    name: Text
    schema: At | None


@dataclass(frozen=True, slots=True, eq=False)
class Declared:
    """What an operation declares. `path` is its own, without what servers have before it. `is_open`: there may be query
    parameters that it does not name. `keys` are the query parameters of credentials (`apiKey`). `body` is None where it
    declares no content, or one that cannot be read (`is_unknown`)."""

    path: Target
    servers: tuple[Server, ...]
    parameters: tuple[Parameter, ...]
    is_open: bool
    keys: frozenset[str]
    body: At | None
    is_unknown: bool
    media_types: tuple[MediaType, ...]
    library: Library

    @property
    def needs_content(self) -> bool:
        return self.body is not None and self.body.flag("required")


@dataclass(frozen=True, eq=False, kw_only=True)
class OperationPage(EndpointPage):
    """An operation of an OpenAPI document, as the page of its endpoint."""

    declared: Declared


def operation_pages(library: Library, root: At) -> Iterator[OperationPage]:
    """The operations of a document that have samples."""
    keys = _keys_in_queries(library, root)
    for listed, item, at in operations(root, library.resolve):
        kept = [*kept_samples(at, library)]
        if kept:
            yield _page(library, root, listed.name, item, at, kept, keys)


def samples_elsewhere(library: Library, root: At) -> list[Kept]:
    """The samples that are in the documents read so far and are of no operation of a path: of webhooks, of callbacks, of a path
    as a whole."""
    read = {id(at.value) for _, _, at in operations(root, library.resolve)}
    return [kept for document in library.documents for kept in samples_outside(document, library, read)]


def _page(library: Library, root: At, path: Text, item: At, at: At, kept: list[Kept], keys: frozenset[str]) -> OperationPage:
    parameters, is_open = _parameters(library, item, at)
    own = _path(path, [one for one in parameters if one.place == "path"])
    servers = servers_of(library, at, item, root, own)
    body_at = at.get("requestBody")
    body = library.resolve(body_at) if body_at is not None else None
    media_types = tuple(MediaType(one, one.name, one.get("schema")) for _, one in body.members("content")) if body else ()
    samples, blocks = _samples(kept)
    summary = at.get("summary")
    return OperationPage(
        source=at.document.source,
        front_matter=Mapping((), at.span),
        title=None,
        name=summary.written if summary is not None else None,
        description=None,
        visibility=None,
        position=LAST,
        body=(),
        aside=samples,
        blocks=blocks,
        suppressions=tuple(_suppressions(at, kept)),
        problems=(),
        includes=(),
        declared_method=at.name,
        target=servers[0].target if servers else own,
        declared=Declared(
            own, servers, parameters, is_open, keys, body, body_at is not None and body is None, media_types, library
        ),
    )


IGNORE = "x-unisono-ignore"
"""The key with the rules that are not to report: of an operation, or of one of its samples."""


def _suppressions(at: At, kept: Iterable[Kept]) -> Iterator[Suppression]:
    yield from _ignored(at, None)
    for one in kept:
        yield from _ignored(one.at, one.code.span())


def _ignored(at: At, target: Span | None) -> Iterator[Suppression]:
    said = at.get(IGNORE)
    if said is None:
        return
    rules = [one.written for one in ([said] if isinstance(said.value, str) else said.items())]
    known = tuple(rule for rule in rules if rule is not None)
    mistake = None if known else f"it names no rule; write '{IGNORE}: [rule]'"
    yield Suppression(known, "", target, said.span, mistake)


def _keys_in_queries(library: Library, root: At) -> frozenset[str]:
    """The query parameters that hold credentials by the document's security schemes."""
    components = root.get("components")
    schemes = [library.resolve(one) for _, one in components.members("securitySchemes")] if components is not None else []
    return frozenset(one.text("name") for one in schemes if one is not None and one.text("in") == "query")


def _path(key: Text, parameters: Sequence[Parameter]) -> Target:
    """The path of an operation, with the slash that it must begin with. A parameter of which a value with a slash is shown
    stands for several segments."""
    text = key if key.value.startswith("/") else Text.join([Text.decoded("/", key.span()), key])
    target = read_target(text) or Target(text, (text,), None, None)
    several = {one.name.value for one in parameters if any("/" in value for value in _shown_values(one.at))}
    parts = [
        replace(part, pattern="**") if isinstance(part, PathParameter) and part.name.value in several else part
        for part in target.parts
    ]
    return replace(target, parts=tuple(parts))


def _shown_values(parameter: At) -> Iterator[str]:
    """The values of a parameter that a document shows: its examples, defaults and those that are allowed."""
    for at in (parameter, parameter.get("schema")):
        if at is not None:
            yield from (at.text(key) for key in ("example", "default"))
            yield from (str(one.value) for key in ("examples", "enum") for one in at.items(key))
            yield from (one.text("value") for _, one in at.members("examples"))


def _parameters(library: Library, item: At, at: At) -> tuple[tuple[Parameter, ...], bool]:
    """The parameters of an operation, those of its path among them, and whether there may be others in the query."""
    found: dict[tuple[str, str], Parameter] = {}
    is_open = False
    for listed in [*item.items("parameters"), *at.items("parameters")]:
        one = library.resolve(listed)
        name = one.get("name") if one is not None else None
        written = name.written if name is not None else None
        if one is None or written is None:
            is_open = True
            continue
        place = one.text("in")
        is_open = is_open or (place == "query" and _is_spread(library, one))
        found[place, written.value] = Parameter(one, written, place, one.flag("required"))
    return tuple(found.values()), is_open


def _is_spread(library: Library, parameter: At) -> bool:
    """Whether the members of a parameter's value are parameters of their own (`style: form`, exploded): their names are not
    known."""
    schema = parameter.get("schema")
    resolved = library.resolve(schema) if schema is not None else None
    if resolved is None or parameter.text("style") not in {"", "form"} or parameter.value.get("explode") is False:
        return schema is not None and resolved is None
    kinds = resolved.value.get("type") if isinstance(resolved.value, dict) else None
    if kinds is None:
        return any(resolved.has(key) for key in ("properties", "additionalProperties", "allOf", "oneOf", "anyOf"))
    return "object" in (kinds if isinstance(kinds, list) else [kinds])


def _samples(kept: list[Kept]) -> tuple[tuple[Sample, ...], tuple[Block, ...]]:
    samples: list[Sample] = []
    blocks: list[Block] = []
    titles: dict[str, int] = {}
    for one in kept:
        sample, block = _sample(one)
        blocks.append(block)
        if sample is not None:
            number = titles[sample.title] = titles.get(sample.title, 0) + 1
            samples.append(replace(sample, title=f"{sample.title} {number}") if number > 1 else sample)
    return tuple(samples), tuple(blocks)


def _sample(kept: Kept) -> tuple[Sample | None, Block]:
    """A sample, if its code shows a client or it is said to be of one; most others call a library of the API's own."""
    code, word = kept.code, kept.language.strip().lower()
    info = info_of(kept.language, code.value)
    commands = {name for client in languages().values() for name in client.commands}
    named = next((name for name in (word, kept.label.strip().lower()) if name in commands), None)
    role = role_of(named, info, code.value, must_show=named is None)
    block = Block(code.span(), "sample" if role.client else "other", role.reason, code)
    if role.language is None:
        return None, replace(block, role="other")
    title = title_of(kept.label, kept.language, info, code.value)
    return Sample(title, role.language, Text.decoded(info, code.span()), code, code.span()), block
