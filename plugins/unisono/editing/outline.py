"""What an open text consists of: its headings, parameters, samples and examples, each within the section that it stands in."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator
from dataclasses import field
from typing import Literal

from unisono.editing.sites import View
from unisono.pages.blocks import Heading
from unisono.pages.model import EndpointPage, Example, Part, Sample
from unisono.pages.parameters import Parameter, ParameterGroup
from unisono.records import dataclass
from unisono.text.source import Span, Text

Kind = Literal["endpoint", "heading", "parameter", "sample", "example"]


@dataclass
class Symbol:
    """One of its parts: `span` is all of it, `name_span` what is shown of it."""

    name: str
    detail: str
    kind: Kind
    span: Span
    name_span: Span
    children: list[Symbol] = field(default_factory=list)


def outline(view: View) -> list[Symbol]:
    """The parts of an open text. What an include brings is in that one's outline."""
    page, source = view.page, view.source
    top = _Section(Symbol("", "", "heading", Span(source, 0, len(source.text)), Span(source, 0, 0)), 0)
    if isinstance(page, EndpointPage) and source is page.source:
        what = f"{page.method} {page.target.path if page.target else ''}".rstrip()
        name = page.declared_method
        top.symbol.children.append(Symbol(what, page.name.value if page.name else "", "endpoint", name.span(), name.span()))
    open_sections = [top]
    for part in page.body:
        if isinstance(part, Heading) and _own(view, part.markdown):
            while open_sections[-1].level >= part.level:
                open_sections.pop()
            whole = part.markdown.span()
            heading = Symbol(part.words or "#" * part.level, "", "heading", whole, _within(part.text.span(), whole))
            open_sections[-1].symbol.children.append(heading)
            open_sections.append(_Section(heading, part.level))
        else:
            open_sections[-1].symbol.children += _symbols(view, part)
    top.symbol.children += [symbol for part in page.aside for symbol in _symbols(view, part)]
    _stretch(top.symbol.children, len(source.text))
    for sample in (one for endpoint in page.endpoints for one in endpoint.samples):
        for symbol in _symbols(view, sample):
            _put(symbol, top.symbol.children)
    return top.symbol.children


@dataclass(frozen=True)
class _Section:
    symbol: Symbol
    level: int


def _own(view: View, text: Text) -> bool:
    return text.span().source is view.source


def _symbols(view: View, part: Part) -> Iterator[Symbol]:
    if isinstance(part, ParameterGroup):
        yield from (_of_parameter(view, parameter) for parameter in part.parameters if _own(view, parameter.name))
    elif isinstance(part, Sample) and part.span.source is view.source:
        place = part.written.span() if part.written and _own(view, part.written) else part.span
        yield Symbol(part.title or "sample", part.language or "", "sample", part.span, _within(place, part.span))
    elif isinstance(part, Example) and _own(view, part.code):
        place = part.code.span()
        yield Symbol(part.caption or "Example", str(part.kind), "example", place, place)


def _of_parameter(view: View, parameter: Parameter) -> Symbol:
    name, last = parameter.name.span(), parameter.markdown.span()
    end = last.end if last.source is name.source and last.end > name.end else name.end
    members = [_of_parameter(view, member) for member in parameter.members if _own(view, member.name)]
    kind = parameter.type.value if parameter.type else ""
    return Symbol(parameter.name.value.strip() or "parameter", kind, "parameter", name._replace(end=end), name, members)


def _within(place: Span, whole: Span) -> Span:
    return place if whole.start <= place.start and place.end <= whole.end else whole


def _put(symbol: Symbol, among: list[Symbol]) -> None:
    """Have a symbol in its place, below the heading that reaches around it."""
    before = bisect_right(among, symbol.span.start, key=lambda one: one.span.start)
    around = among[before - 1] if before else None  # headings reach to the next, and come after all else beside them
    if around is not None and around.kind == "heading" and symbol.span.start < around.span.end:
        _put(symbol, around.children)
    else:
        insort(among, symbol, key=lambda one: one.span.start)


def _stretch(symbols: list[Symbol], end: int) -> None:
    """Have each heading reach to the next beside it, and all others around what is in them."""
    following = end
    reach: list[int] = []
    for symbol in reversed(symbols):
        reach.append(following)
        following = symbol.span.start if symbol.kind == "heading" else following
    for symbol, following in zip(symbols, reversed(reach), strict=True):
        if symbol.kind == "heading":
            symbol.span = symbol.span._replace(end=max(symbol.span.end, following))
        _stretch(symbol.children, symbol.span.end)
        last = max((child.span.end for child in symbol.children), default=0)
        symbol.span = symbol.span._replace(end=max(symbol.span.end, last))
