"""Endpoints that stand in the headings of a page: `## POST /orders`, as people write them who have no front matter; or in a
line of their own below one, as Slate ("### HTTP Request") and GitLab have it; or `### POST` below `## /orders`.

An endpoint has what stands below its heading, up to the next one of its level or above, but for what is of another endpoint
within it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace
from functools import cached_property
from http import HTTPMethod
from typing import NamedTuple

from unisono.pages.blocks import Block, CodeBlock, Heading, Prose, Table, read_placed
from unisono.pages.frontmatter import Mapping as FrontMatter
from unisono.pages.frontmatter import Scalar, Value
from unisono.pages.heading_words import HeadingPlace, letters
from unisono.pages.keys import letters_of
from unisono.pages.labelled_requests import Labels, request_of
from unisono.pages.request_lines import (
    LONGEST,
    MAY_HAVE,
    RequestLine,
    RequestList,
    about_request,
    method_alone,
    path_alone,
    plain,
    read_request_line,
    several_requests,
    words_of,
)
from unisono.records import dataclass
from unisono.text.json import begins_json
from unisono.text.regex import regex
from unisono.text.source import Text
from unisono.wire.target import Target, read_target

_UNDERLINE = regex(r" {0,3}(=+|-+)[ \t]*[\r\n]*")
_UNDERLINED = regex(r" {0,3}[^\s>|][^\r\n]*[\r\n]*")
_HTML = regex(r" {0,3}<h(?P<level>[1-6])(?:\s[^<>]*)?>(?P<title>.*)</h(?P=level)>\s*")
_WITH_END = regex(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_LINE = regex(r"[^\r\n]+")
_DEFINES_A_LINK = regex(r" {0,3}\[[^\[\]]*\]:\s")
_ITEM = regex(r"(?: {0,3}(?:[*+>-]|\d+[.)])[ \t]+)*")
_CAPTION = regex(r"[\s>*_#-]*(\w(?:.*\w)?)[^\w]*")
_DATA = frozenset({"json", "jsonc", "json5", "xml"})
_SAYS_REQUEST = frozenset({"", "http", "https", "text", "txt", "plain", "plaintext", "none", "rest", "api", "url", "endpoint"})
"""Info strings of a block of code that may hold nothing but the request."""


class Named(NamedTuple):
    """An endpoint on a page: its request, what it is called, and the texts that are about it, in order. `section` is its
    heading and what follows that up to the first endpoint within it."""

    request: RequestLine
    name: Text
    texts: tuple[Text, ...]
    section: Text
    place: HeadingPlace | None = None


class _Summary(NamedTuple):
    """A line with the request of what can be opened below it (`<summary>POST /orders</summary>`), which is a heading
    but for its level. `is_tag`: a line that has it in a tag, of which the first below a heading says what that is about."""

    line: RequestLine
    is_tag: bool = False


class Several(NamedTuple):
    """A place on a page that is about several requests, so that what stands there is of none of them: what says so, the first
    method there, and the texts below, in order."""

    says: Text
    method: Text
    texts: tuple[Text, ...]


@dataclass
class _Section:
    """A heading, and what stands below it: from `start`, where the heading is, and `below` it, to `end`."""

    heading: Heading | None
    level: int
    start: int
    below: int
    above: _Section | None
    end: int = 0
    stated: list[RequestLine] = field(default_factory=list)
    listed: list[RequestList] = field(default_factory=list)
    """Several in one place, below a heading that only says that they follow."""
    labels: Labels = field(default_factory=Labels)
    code: list[CodeBlock] = field(default_factory=list)
    request: RequestLine | None = None
    has_prose: bool = False
    is_summary: bool = False
    is_tagged: bool = False
    inner: list[_Section] = field(default_factory=list)

    @cached_property
    def is_about_request(self) -> bool:
        """Whether the heading only says that a request follows."""
        return self.heading is not None and about_request(plain(self.heading.text).value)

    @cached_property
    def says_requests(self) -> bool:
        """Whether it only says that some follow."""
        return self.heading is not None and _OF_REQUESTS.fullmatch(words_of(self.heading.text)) is not None


def read_requests(texts: Sequence[Text]) -> tuple[list[Named], list[Several]]:
    """The endpoints of the texts of a page, in the order of their headings, and its places that are about several requests."""
    if not any(MAY_HAVE.search(text.value) for text in texts):
        return [], []
    read = [(text, _with_requests(text)) for text in texts]
    places = _places([section for _, sections in read for section in sections])
    several = [one for text, sections in read for one in _several(text, sections)]
    named = [
        _named(text, one, one.request)._replace(place=places.get(id(one)))
        for text, sections in read
        for one in _of_endpoints(sections)
        if one.request
    ]
    return named, several


def whole_page(front_matter: FrontMatter, texts: Sequence[Text]) -> Named | None:
    """The endpoint that all of a page is about by a key of its front matter: `api` or `openapi` with method and path
    (`api: POST /orders`), as Mintlify has it, `api` or `rest` with keys for them, or a key that says what the page
    is and has nothing else (`title: POST /orders`). Others may tell of another page (`replacement: POST /v2/orders`)."""
    if not texts:
        return None
    line = next(filter(None, (_in_a_key(letters_of(key.text.value), value) for key, value in front_matter.entries)), None)
    return Named(line, front_matter.text("title") or line.method, tuple(texts), texts[0]) if line else None


def _in_a_key(key: str, value: Value) -> RequestLine | None:
    """The request that a key of front matter has. A word before a path is a method in any case under `api` alone."""
    if isinstance(value, FrontMatter):
        method, path = value.text("method"), next(filter(None, map(value.text, ("path", "url", "endpoint", "route"))), None)
        target = read_target(path) if path and path.value.startswith(("/", "http")) else None
        is_known = key in {"api", "rest"} and method and method.value.strip().upper() in list(HTTPMethod)
        return RequestLine(method.stripped(), target) if is_known and method and target else None
    if key not in _OF_THE_PAGE or not isinstance(value, Scalar) or "/" not in value.text.value:
        return None
    found = (_IN_A_KEY if key in {"api", "openapi"} else _NOTHING_ELSE).fullmatch(value.text.value)
    return read_request_line(value.text.slice(*found.span("request"))) if found else None


_OF_THE_PAGE = frozenset(
    {
        *("api", "openapi", "title", "name", "heading", "sidebartitle", "sidebarlabel", "linktitle", "navtitle", "summary"),
        *("endpoint", "apiendpoint", "request", "httprequest", "route", "operation", "path", "url", "uri"),
    }
)
"""Keys that say what the page itself is, by their letters."""
_IN_A_KEY = regex(r"\s*(?:[^\s\"']+\.(?:json|ya?ml)\s+)?(?P<request>[A-Za-z]+\s+\S+)\s*")
"""With a file of OpenAPI before it or not."""
_NOTHING_ELSE = regex(rf"\s*(?P<request>(?:{'|'.join(HTTPMethod)})\s+(?:https?:/)?/\S*)\s*")


def _places(sections: Sequence[_Section]) -> dict[int, HeadingPlace]:
    """Which headings of a page those of its sections are, by the section's identity."""
    said = [(section, letters(section.heading.text.value)) for section in sections if section.heading is not None]
    alike, seen = Counter(words for _, words in said), Counter[str]()
    found: dict[int, HeadingPlace] = {}
    for section, words in said:
        found[id(section)] = HeadingPlace(words, seen[words], alike[words])
        seen[words] += 1
    return found


def _of_endpoints(sections: Sequence[_Section]) -> list[_Section]:
    """Those of an endpoint, without an example of the same one within."""
    found = []
    for section in sections:
        around = _around(section)
        if section.request is not None and around is not None and _same(section.request, around.request):
            section.request = None  # an example of the same one
        if section.request is not None:
            found.append(section)
    return found


def _several(text: Text, sections: Sequence[_Section]) -> Iterator[Several]:
    """The places of a text that are about several requests: by headings that consist of them, or by what stands below one that
    only says that they follow. Not those within an endpoint, or with one within them: these list what stands elsewhere."""
    known = {_key(section.request) for section in sections if section.request}
    for section in sections:
        if section.heading is None or section.request is not None or _around(section) is not None or _has_endpoint(section):
            continue
        if listed := several_requests(section.heading.text):
            if not known.issuperset(listed.requests):
                yield Several(section.heading.text, listed.first, (text.slice(section.below, section.end),))
        elif section.level > 1 and (stated := _stated_several(section)) and known.isdisjoint(stated.requests):
            yield Several(section.heading.text, stated.first, tuple(_own_texts(text, section)))


def _stated_several(section: _Section) -> RequestList | None:
    """Different requests where a section says its own: below a heading that only says that they follow."""
    if not any(one.says_requests for one in section.inner):
        return None
    if section.listed:
        return section.listed[0]
    requests = tuple(dict.fromkeys(_key(one) for one in section.stated))
    return RequestList(section.stated[0].method, requests) if len(requests) > 1 else None


_OF_REQUESTS = regex(r"(?:https?|api|rest)?[\s-]*(?:requests?|endpoints?)[\s:]*", re.IGNORECASE)


def _key(request: RequestLine) -> tuple[str, str]:
    return request.method.value.upper(), request.target.path.rstrip("/")


def _has_endpoint(section: _Section) -> bool:
    """Whether a heading within a section is that of an endpoint, or of a method."""
    headed = ((here, here.heading) for one in section.inner for here in _within(one) if here.heading is not None)
    return any(here.request is not None or method_alone(heading.text) for here, heading in headed)


def _own_texts(text: Text, section: _Section) -> Iterator[Text]:
    """What stands in a section itself, and below its headings that only say that requests follow."""
    yield text.slice(section.below, section.inner[0].start if section.inner else section.end)
    yield from (text.slice(one.below, one.end) for one in section.inner if one.says_requests)


def _with_requests(text: Text) -> list[_Section]:
    """The sections of a text, each with its request."""
    sections = _sections(text)
    for section in sections:
        section.request = _request(section)
    asked = [section for section in sections if section.request]
    if len(asked) == 1 and (wider := _wider(asked[0])):
        wider.request, asked[0].request = asked[0].request, None
    return sections


def _wider(section: _Section) -> _Section | None:
    """The section around one that only states the one request of a text, whose samples stand in others beside it: "## Endpoint"
    within "## About" and then "## Examples". None where it is not certain that these are its own, as all with an address that
    have its path are."""
    request = section.request
    if request is None or not section.stated or section.above is None or any(_may_be_code(one) for one in _within(section)):
        return None
    around = section
    while around.above is not None and (around.above.heading is not None or around.level > 1):
        around = around.above
    telling = max((part.value for part in request.target.parts if isinstance(part, Text)), key=len, default="")
    shown = [[telling in code for code in _with_address(one)] for one in _within(around)]
    is_sure = len(telling) >= _TELLING and any(shown) and all(any(codes) for codes in shown if codes)
    return around if is_sure and around is not section else None


def _with_address(section: _Section) -> list[str]:
    """The code in a section that names a host."""
    return [block.code.value for block in _may_be_code(section) if "://" in block.code.value]


_TELLING = 5
"""Characters of a path that are found in no code by chance."""


def _within(section: _Section) -> Iterator[_Section]:
    """A section and all within it."""
    pending = [section]
    while pending:
        here = pending.pop()
        yield here
        pending += here.inner


def _may_be_code(section: _Section) -> list[CodeBlock]:
    """The blocks of code of a section that may be samples: all but data, and those that only state a request."""
    return [block for block in section.code if not _is_data(block) and not _alone(block, 1, _MOST)]


def stated_target(texts: Iterable[Text], method: str) -> Target | None:
    """The path of the only request that headings of a page, or lines of their own, name, if that has this method."""
    found: list[RequestLine] = []
    for section in (section for text in texts if MAY_HAVE.search(text.value) for section in _sections(text)):
        line = read_request_line(section.heading.text) if section.heading else None
        found += [*([line] if line and not line.about else []), *section.stated]
    first = found[0] if found else None
    is_one = first is not None and first.method.value.upper() == method and all(_same(one, first) for one in found)
    return first.target if first and is_one else None


def _named(text: Text, section: _Section, request: RequestLine) -> Named:
    end = next((inner.start for inner in _endpoints_within(section)), section.end)
    return Named(request, _name(section, request), tuple(_texts(text, section)), text.slice(section.start, end))


def _name(section: _Section, request: RequestLine) -> Text:
    """What an endpoint is called: the words of its heading beside its request, or those alone, or the request."""
    if section.is_summary and request.name:
        return Text.decoded(request.name, request.method.span())
    if section.heading is None or method_alone(section.heading.text):
        return Text.decoded(f"{request.method.value.upper()} {request.target.path}", request.method.span())
    return Text.decoded(request.name or words_of(section.heading.text), section.heading.text.span())


def _same(request: RequestLine, other: RequestLine | None) -> bool:
    return other is not None and _key(request) == _key(other)


def _around(section: _Section) -> _Section | None:
    """The nearest section around one that is an endpoint's."""
    here = section.above
    while here is not None and here.request is None:
        here = here.above
    return here


def _texts(text: Text, section: _Section) -> Iterator[Text]:
    at = section.below
    for other in _endpoints_within(section):
        if other.start > at:
            yield text.slice(at, other.start)
        at = other.end
    if section.end > at:
        yield text.slice(at, section.end)


def _endpoints_within(section: _Section) -> Iterator[_Section]:
    """The outermost endpoints within one, in order."""
    pending = section.inner[::-1]
    while pending:
        here = pending.pop()
        if here.request is not None:
            yield here
        else:
            pending += here.inner[::-1]


def _request(section: _Section) -> RequestLine | None:
    """The request of a section: in its heading, or the only one that a line below it states."""
    if section.heading is not None:
        line = read_request_line(section.heading.text)
        if line is not None and not line.about:
            return line
        above = section.above.heading if section.above else None
        if above and (method := method_alone(section.heading.text)) and (target := path_alone(above.text)):
            return RequestLine(method, target)
    first = section.stated[0] if section.stated else None
    return first if first and all(_same(one, first) for one in section.stated) else None


def _sections(text: Text) -> list[_Section]:
    """All sections of a text, that of what comes before the first heading among them, with the requests that lines state."""
    here = _Section(None, 0, 0, 0, None)
    found = [here]
    for start, end, block in _placed(text):
        if isinstance(block, Heading):
            while here.above is not None and here.level >= block.level:
                here.end, here = start, here.above
            here = _Section(block, block.level, start, end, here)
            if here.above is not None:
                here.above.inner.append(here)
            found.append(here)
            if (line := read_request_line(block.text)) and line.about:
                _owner(here, about=True).stated.append(line)
        elif isinstance(block, _Summary):
            if opened := _opened(here, block, start, end):
                found.append(here := opened)
        else:
            _owner(here).stated.extend(_stated(block))
            if here.says_requests and not isinstance(block, Table):
                _owner(here).listed.extend(_listed(block))
            _see(here, block)
    section: _Section | None = here
    while section is not None:
        section.end, section = len(text), section.above
    for section in found:
        if (request := section.labels.request) and not _is_elsewhere(section, request):
            _owner(section).stated.append(request)
    return found


def _is_elsewhere(section: _Section, request: RequestLine) -> bool:
    """Whether a request that lines name with its host is not what is about it, such as a form of another service that a
    tutorial fills in: of all URLs in code, none has that host."""
    urls = [block.code.value for one in _within(section) for block in one.code if "://" in block.code.value]
    base = request.target.base.value if request.target.base is not None else ""
    return base != "" and urls != [] and not any(base.partition("://")[2] in code for code in urls)


def _opened(section: _Section, block: _Summary, start: int, end: int) -> _Section | None:
    """The section that a summary or a tag begins; None for the first tag below a heading, which says what that is about, and
    where it belongs to what is about an endpoint already."""
    tagged = _tagged(section)
    if block.is_tag and tagged is None and not _owner(section).stated:
        _owner(section).stated.append(block.line)
        _owner(section).is_tagged = True
        return None
    if _same(block.line, tagged.stated[0]) if block.is_tag and tagged else _is_within_endpoint(section):
        return None
    opened = _below_summary(section, start, end)
    opened.stated.append(block.line)
    return opened


def _tagged(section: _Section) -> _Section | None:
    """The nearest section around, or this, that a tag or a summary is about."""
    here: _Section | None = section
    while here is not None and not (here.is_tagged or here.is_summary):
        here = here.above
    return here


def _is_within_endpoint(section: _Section) -> bool:
    """Whether a section says a request already, or a heading around it does: what can be opened there is part of that."""
    here: _Section | None = section
    while here is not None and not here.is_summary:
        line = read_request_line(here.heading.text) if here.heading is not None else None
        if here.stated or (line is not None and not line.about):
            return True
        here = here.above if here.above is not None and here.above.above is not None else None
    return False


def _below_summary(section: _Section, start: int, end: int) -> _Section:
    """The section that a summary begins: beside that of the one before it, or else beside the one where it stands."""
    before = _tagged(section) or section
    while section is not before:
        section.end, section = start, section.above or before
    if before.above is None:
        opened = _Section(None, 1, start, end, before, is_summary=True)
        before.inner.append(opened)
        return opened
    before.end = start
    opened = _Section(None, before.level, start, end, before.above, is_summary=True)
    before.above.inner.append(opened)
    return opened


def _see(section: _Section, block: Prose | CodeBlock | Table) -> None:
    """Take note of what a section has."""
    if isinstance(block, CodeBlock):
        section.code.append(block)
    elif isinstance(block, Prose):
        section.labels.take(block.text)
        if section.heading is not None and section.above is not None and not section.has_prose:
            section.above.labels.take_below(section.heading.text, block.text)
        section.has_prose = section.has_prose or block.text.value.strip() != ""


def _owner(section: _Section, *, about: bool = False) -> _Section:
    """The section that a line states the request of: that around it, if its heading only says that a request follows."""
    if section.heading is None or section.above is None or section.above.heading is None:
        return section
    return section.above if about or section.is_about_request else section


def _stated(block: Prose | CodeBlock | Table) -> Iterator[RequestLine]:
    """The requests that lines of prose, a table, or a block of code with nothing else in it, state."""
    if isinstance(block, Table):
        if request := request_of(block):
            yield request
        return
    if isinstance(block, CodeBlock):
        yield from _alone(block, 1, 1)
        return
    above: int | None = None
    for found in _LINE.finditer(block.text.value):
        item = _ITEM.match(found[0])
        start = found.start() + (item.end() if item else 0)
        begins, above = start if above is None else above, None
        if found[0].startswith(("    ", "\t")) or _DEFINES_A_LINK.match(found[0]):
            continue
        if line := read_request_line(block.text.slice(begins, found.end()), alone=True):
            yield line
        elif method_alone(block.text.slice(start, found.end())):
            above = start  # and the path in the next line, as Scribe has it


def _listed(block: Prose | CodeBlock) -> Iterator[RequestList]:
    """The requests of a block of code that has several and nothing else, or of the only line of a paragraph."""
    if isinstance(block, CodeBlock):
        found = _alone(block, 2, _MOST)
        requests = tuple(dict.fromkeys(_key(one) for one in found))
        if len(requests) > 1:
            yield RequestList(found[0].method, requests)
    elif len(lines := [line for line in block.text.lines() if line.value.strip()]) == 1 and (
        listed := several_requests(lines[0].stripped())
    ):
        yield listed


_MOST = 5
"""Lines of a block of code that has the requests of a section; more are an overview."""


def _alone(block: CodeBlock, fewest: int, most: int) -> list[RequestLine]:
    """The requests of the lines of a block of code, if it has so many, each a request and nothing else."""
    return _requests_of(block.info.value if block.info else "", block.code, fewest, most)


def sole_request(info: str, code: Text) -> RequestLine | None:
    """The request of a block of code that has nothing else, by its info string and its text."""
    return next(iter(_requests_of(info, code, 1, 1)), None)


def _requests_of(info: str, code: Text, fewest: int, most: int) -> list[RequestLine]:
    lines = [line for line in code.lines() if line.value.strip()] if len(code) < _LONGEST else []
    if info.strip().lower() not in _SAYS_REQUEST or not fewest <= len(lines) <= most:
        return []
    found = [request for line in lines if (request := read_request_line(line, alone=True))]
    return found if len(found) == len(lines) else []


_LONGEST = 1_000
"""Characters of a block of code that may state a request."""


def captioned(blocks: Iterable[Block], says: Callable[[str], bool]) -> Iterator[Block]:
    """The blocks, those of JSON that have no title with the line above them, or else the nearest heading, as theirs, where that
    says what they are, which `says` tells of words."""
    heading: Text | None = None
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Heading):
            heading = block.text if len(block.text) <= LONGEST and says(block.words) else None
        if isinstance(block, CodeBlock) and block.title is None and _is_data(block):
            line = _last_line(before) if isinstance(before, Prose) else None
            caption = line if line and says(line.value) else heading
            yield block if caption is None else replace(block, title=caption)
        else:
            yield block
        before = block


def _is_data(block: CodeBlock) -> bool:
    info = block.info.value.lower() if block.info else ""
    return info in _DATA or (info == "" and begins_json(block.code))


def _last_line(prose: Prose) -> Text | None:
    """The line above what follows prose, without marks, if it is short."""
    value = prose.text.value.rstrip()
    start = max(value.rfind("\n"), value.rfind("\r")) + 1
    line = prose.text.slice(start, len(value)) if len(value) - start <= MAX_CAPTION else None
    found = _CAPTION.fullmatch(line.value) if line else None
    return line.slice(*found.span(1)) if line and found else None


MAX_CAPTION = 60
"""Characters of a line above a block of code that may say what it is; a longer one says more."""


def _placed(text: Text) -> Iterator[tuple[int, int, Heading | _Summary | Prose | CodeBlock | Table]]:
    """Headings, prose, tables and blocks of code with where they begin and end; in prose, some lines are headings."""
    for start, end, block in read_placed(text):
        if isinstance(block, Heading | CodeBlock | Table):
            yield start, end, block
        elif isinstance(block, Prose):
            yield from _in_prose(start, block)


def _in_prose(start: int, prose: Prose) -> Iterator[tuple[int, int, Heading | _Summary | Prose]]:
    at = 0
    for begin, end, summary in _summaries(prose.text):
        yield from _below(start + at, Prose(prose.text.slice(at, begin)))
        yield start + begin, start + end, summary
        at = end
    yield from _below(start + at, Prose(prose.text.slice(at, len(prose.text))))


def _summaries(text: Text) -> list[tuple[int, int, _Summary]]:
    """The summaries and tags in prose that have a request, with their places; but not tags of several requests right below
    one another: they list what stands elsewhere."""
    found: list[tuple[int, int, _Summary]] = []
    listed: set[int] = set()
    for one in _SUMMARY.finditer(text.value) if _MAY_HAVE_SUMMARY.search(text.value) else ():
        is_tag = one["said"] is None
        line = read_request_line(text.slice(*one.span(0 if is_tag else "said")), alone=is_tag)
        if line is None or not (is_tag or line.method.value.isupper()):  # a question is "Delete /tmp?", or "Get /started"
            continue
        if is_tag and found and found[-1][2].is_tag and text.value[found[-1][1] : one.start()].isspace():
            listed |= set() if _same(line, found[-1][2].line) else {len(found) - 1, len(found)}
        found.append((*one.span(), _Summary(line, is_tag)))
    return [one for number, one in enumerate(found) if number not in listed]


_MAY_HAVE_SUMMARY = regex(r"<summary|method=")
_SUMMARY = regex(
    r"^[ \t]*+(?:(?:<details[^<>]*>[ \t]*+)?<summary[^<>]*>(?P<said>[^\r\n]*?)</summary>[ \t]*"
    r"|(?:<[A-Z]|\{%)(?=[^\r\n]*\bmethod=)[^\r\n]*)$",
    re.MULTILINE,
)


def _below(start: int, prose: Prose) -> Iterator[tuple[int, int, Heading | Prose]]:
    at, text = 0, prose.text
    for begin, end, level, title in _headings_within(text.value):
        if begin > at:
            yield start + at, start + begin, Prose(text.slice(at, begin))
        yield start + begin, start + end, Heading(level, text.slice(*title).stripped(), text.slice(begin, end))
        at = end
    if at < len(text):
        yield start + at, start + len(text), Prose(text.slice(at, len(text)))


def _headings_within(prose: str) -> Iterator[tuple[int, int, int, tuple[int, int]]]:
    """Where headings in prose begin and end, their levels and where their text is: those of HTML on a line of their own, and
    lines that are underlined, if they are the first ones of their blocks, as Python-Markdown has it."""
    begins, title = True, None
    for line in _WITH_END.finditer(prose) if "--" in prose or "==" in prose or "<h" in prose else ():
        if title is not None and (underline := _UNDERLINE.fullmatch(line[0])):
            yield title.start(), line.end(), 1 if underline[1][0] == "=" else 2, title.span()
            begins, title = True, None
            continue
        if html := _HTML.fullmatch(line[0]):
            first, last = html.span("title")
            yield line.start(), line.end(), int(html["level"]), (line.start() + first, line.start() + last)
            begins, title = True, None
            continue
        title = line if begins and _UNDERLINED.fullmatch(line[0]) else None
        begins = not line[0].strip()
