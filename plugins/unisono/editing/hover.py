"""What is told of a place in an open text, as Markdown: what a sample sends, what a parameter is and where it occurs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from unisono.checking.wording import count
from unisono.editing.occurrences import Occurrence, keys_called, not_read, occurrences
from unisono.editing.sites import View
from unisono.languages.reading import Reading
from unisono.pages.apart import apart
from unisono.pages.documentation import documentation_of
from unisono.pages.model import Page, Sample
from unisono.pages.parameters import Parameter, Place
from unisono.text.regex import regex
from unisono.text.source import Span, Text
from unisono.wire.request import Request

Link = Callable[[Span], str]
"""The address of a place."""

MAX_CONTENT = 2000
"""Characters of a request's content that are shown; more fits on no screen."""

MAX_VALUE = 60
"""Characters of a value that is shown in a line."""


MAX_PLACES = 12
"""Places that are listed."""


class Hover(NamedTuple):
    """What is told, and the stretch of the text that it is of."""

    markdown: str
    span: Span


def hover(view: View, at: int, link: Link) -> Hover | None:
    """What is told of a place: of the parameter there, or that is used there, and of the sample around it."""
    told = [*_of_parameters(view, at, link), *_of_samples(view, at)]
    return Hover("\n\n---\n\n".join(one.markdown for one in told), told[0].span) if told else None


def _of_parameters(view: View, at: int, link: Link) -> Iterator[Hover]:
    for page in apart(view.page):
        yield from _of_parameters_of(page, view, at, link)


def _of_parameters_of(page: Page, view: View, at: int, link: Link) -> Iterator[Hover]:
    found = occurrences(page)
    for group in page.parameter_groups:
        for parameter in group.walk():
            if view.has(parameter.name, at):
                own = [one for one in found if one.parameter is parameter]
                where = _where(page, parameter, own, group.place is Place.RESPONSE, link)
                yield Hover(f"{_described(page, parameter)}\n\n{where}", parameter.name.span())
    here = {one.parameter: one.text for one in found if view.has(one.text, at)}
    for parameter, text in here.items():
        place = parameter.name.span()
        documented = f"{_described(page, parameter)}\n\nDocumented in [line {place.line}]({link(place)})."
        yield Hover(documented, _stretch(view, text))


def _stretch(view: View, text: Text) -> Span:
    """Where a text is in the open one, of which some of it is."""
    own = [piece for piece in text.pieces if piece.source is view.source]
    return Span(view.source, own[0].start, own[-1].end)


def _described(page: Page, parameter: Parameter) -> str:
    path = documentation_of(page).paths.get(parameter)
    flags = {None: [], True: ["required"], False: ["optional"]}[parameter.required]
    facts = ", ".join([*([parameter.type.value] if parameter.type else []), *flags])
    name = _code(path or parameter.name.value)
    words = " ".join(parameter.markdown.value.split())
    return f"{name}{f' ({facts})' if facts else ''}{f': {words}' if words else ''}"


def _where(page: Page, parameter: Parameter, found: Sequence[Occurrence], of_response: bool, link: Link) -> str:
    """Where a parameter occurs, else where there are keys of its name; and what was not looked at, where neither is known."""
    if found:
        return _listed(f"Occurs in {count(len(found), 'place')}:", found, link)
    alike = keys_called(page, parameter, in_responses=of_response)
    if alike:
        return _listed("No list says which object has it; keys that are called so:", alike, link)
    unread = not_read(page)
    rest = f" of those that can be read; {', '.join(unread)} cannot" if unread else ""
    return f"Occurs in no example and no sample{rest}."


def _listed(first: str, found: Sequence[Occurrence], link: Link) -> str:
    lines = [
        f"- {one.within}, [line {one.text.span().line}]({link(one.text.span())}){_value(one)}" for one in found[:MAX_PLACES]
    ]
    more = [f"- and {len(found) - MAX_PLACES:,} more"] if len(found) > MAX_PLACES else []
    return "\n".join([first, "", *lines, *more])


def _value(one: Occurrence) -> str:
    if one.value is None:
        return ""
    line = " ".join(one.value.split())
    return f": {_code(line if len(line) <= MAX_VALUE else f'{line[:MAX_VALUE]}…')}" if line else ": empty"


def _of_samples(view: View, at: int) -> Iterator[Hover]:
    for sample in view.page.all_samples:
        if view.holds(sample.span, at) or view.has(sample.code, at):
            yield Hover(_sent(sample), sample.span if view.holds(sample.span, at) else _stretch(view, sample.code))


def _sent(sample: Sample) -> str:
    reading = sample.reading
    requests = [_fenced(_request(request)) for request in reading.requests]
    if reading.status == "unsupported":
        return f"{_title(sample)} is not understood: {reading.reason}"
    if reading.status == "invalid":
        first = f"{_title(sample)} cannot run as it is printed: {reading.reason}"
        sends = f"As it is meant, it {_sends(reading)}" if reading.completed else "Before it fails, it sends"
        return "\n\n".join([first, *([sends, *requests] if requests else [])])
    said = [f"But {misprint.message}" for misprint in reading.misprints]
    return "\n\n".join([f"{_title(sample)} {_sends(reading)}", *requests, *said])


def _sends(reading: Reading) -> str:
    """That a sample sends something, or would if it called its functions."""
    uncalled = ", ".join(_code(function.name) for function in reading.meant.uncalled)
    return f"would send, were it to call {uncalled}," if uncalled else "sends"


def _title(sample: Sample) -> str:
    return _code(sample.title)


def _request(request: Request) -> str:
    lines = [f"{request.method} {request.url}", *(f"{field.name}: {field.value}" for field in request.fields)]
    content = request.content.text.value if request.content else ""
    if len(content) > MAX_CONTENT:
        content = f"{content[:MAX_CONTENT]}\n… {len(content) - MAX_CONTENT:,} characters more"
    return "\n".join([*lines, *(["", content] if content else [])])


_BACKTICKS = regex("`+")


def _code(text: str) -> str:
    """A code span that holds a text (CommonMark, 6.1)."""
    mark = "`" * (1 + max((len(run) for run in _BACKTICKS.findall(text)), default=0))
    blank = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{mark}{blank}{' '.join(text.split()) or ' '}{blank}{mark}"


def _fenced(text: str) -> str:
    """A block of code that holds a text (CommonMark, 4.5)."""
    fence = "`" * max(3, 1 + max((len(run) for run in _BACKTICKS.findall(text)), default=0))
    return f"{fence}http\n{text}\n{fence}"
