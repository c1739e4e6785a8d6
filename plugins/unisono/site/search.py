"""What Material's search knows of an endpoint beyond the text of its page.

Its index holds `/orders/cancel/` and `order_uuid` as single words, as its separator is white space and hyphens, and samples on
any page name methods. So an endpoint's entry gets fields of its own in the index, which are searched but not shown: the method;
the words of the path; the path and the parameters, whole and in words; and the page's text with its samples. Shown are the
method, the path and one line. Each parameter has an entry, which leads to it. The separator stays the author's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from html import escape, unescape
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from material.plugins.search import plugin as material_search  # type: ignore[import-untyped]
from material.plugins.search.plugin import SearchIndex, SearchPlugin  # type: ignore[import-untyped]
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import AnchorLink

from unisono.checking.disagreements import page_base
from unisono.checking.wording import one_line
from unisono.drawing.anchors import anchors
from unisono.drawing.facts import BelowHeading
from unisono.pages.documentation import documentation_of
from unisono.pages.model import EndpointPage
from unisono.pages.parameters import Parameter
from unisono.pages.reading import LIST
from unisono.pages.sent import sent_target
from unisono.pages.stated import stated_of
from unisono.records import dataclass
from unisono.site.sections import sections_of
from unisono.text.regex import regex
from unisono.text.source import Source, Text
from unisono.wire.target import read_target
from unisono.words import Words

FIELDS = {"method": 3000.0, "path": 1000.0, "endpoint": 100.0, "samples": 1.0}
"""How much a match counts in each, where one in the title counts 1,000 and one in the text 1. A search is for beginnings of
words: what is rare, such as a whole path, counts so much that it comes last of these."""

OF_A_PARAMETER = 0.5
"""What a match in the entry of a parameter counts: an endpoint of that name comes first."""

_SHOWN = 160
"""Characters of a parameter's description in its entry."""

_PARAGRAPH = regex(r"<p>[^<]*+(?:<(?!/p>)[^<]*+)*+</p>")
_TAG = regex(r"<[^<>]*>")

_KNOWN = frozenset(("cc8a3ac0a8862662d11e87fefcdaa4a42d9ebd70a7943fa921c1c80e2661730b",))
"""Material's search plugin as `sections` knows it, by the digests of its source: that of 9.8.0 to 9.8.2."""

_WORD = regex(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![^\W\d_A-Z])|\d+")


_ATTRIBUTE = regex(r'data-search-\w+="[^"]+"')


def without_search_attributes(html: str) -> str:
    """As Material's search plugin leaves a page's HTML for the template. Its own expression begins with optional white space,
    for which it looks at every character: half a millisecond on a page."""
    kept, at = [], 0
    for found in _ATTRIBUTE.finditer(html):
        before = html[at : found.start()]
        kept.append(before[:-1] if before[-1:].isspace() else before)
        at = found.end()
    return "".join([*kept, html[at:]])


@dataclass(frozen=True)
class Findable:
    """What an endpoint is found by: its method; words of its path; its path and the names of its parameters, also in words. The
    line that its entry shows, and its parameters, each with its permanent name, its own name and its entry, all as HTML."""

    method: str
    path: str
    endpoint: str
    shown: str
    entries: tuple[tuple[str, str, str], ...]

    @classmethod
    def of(cls, page: EndpointPage, words: Words) -> Findable:
        """What a page is found by."""
        sent = sent_target(page)
        target = page.target or sent
        base, path = page_base(page) or "", target.path if target else ""
        paths = [path, path.strip("/"), *([f"{base}{path}"] if base else [])] if path else []
        names = anchors(page, documentation_of(page)).names
        # In one paragraph: Material shows those that have a word of the query.
        line = f"<code>{escape(page.method)}</code>" + (f" <code>{escape(base + path)}</code>" if path else "")
        line += f" <i>({escape(words.from_samples)})</i>" if sent else ""
        if page.description:
            line += f" {escape(one_line(page.description.value))}"
        return cls(
            page.method,
            " ".join(dict.fromkeys(_WORD.findall(path))),
            _words([*paths, *(parameter.name.value for parameter in names)]),
            line,
            tuple((name, parameter.name.value, _entry_html(parameter, name)) for parameter, name in names.items()),
        )

    @classmethod
    def below(cls, endpoint: BelowHeading) -> Findable:
        """What an endpoint in a heading is found by. What is shown is as of any heading, and parameters have no place there."""
        target = read_target(Text.of(Source("", endpoint.path)))
        path = target.path if target else ""
        paths = [path, path.strip("/"), *([f"{endpoint.base}{path}"] if endpoint.base else [])] if path else []
        words = " ".join(dict.fromkeys(_WORD.findall(path)))
        return cls(endpoint.method, words, _words([*paths, *endpoint.parameters]), "", ())

    @classmethod
    def load(cls, read: Mapping[str, Any]) -> Findable:
        """From what JSON has kept of its fields. Raises TypeError, ValueError or KeyError for anything else."""
        method, path, endpoint, shown = (str(read[name]) for name in ("method", "path", "endpoint", "shown"))
        entries = tuple((str(name), str(title), str(html)) for name, title, html in read["entries"])
        return cls(method, path, endpoint, shown, entries)


def _words(texts: Iterable[str]) -> str:
    """These texts and the words in them, each once."""
    return " ".join(dict.fromkeys(word for text in texts for word in (text, *_WORD.findall(text))))


def _entry_html(parameter: Parameter, name: str) -> str:
    kind = f" {one_line(parameter.type.value)}" if parameter.type else ""
    described = one_line(stated_of(parameter).rest)
    short = f"{described[:_SHOWN]}…" if len(described) > _SHOWN else described
    return f"<p><code>{escape(name)}</code>{escape(kind)} {escape(short)}</p>"


def entries_of(page: SitePage, plugins: Iterable[object]) -> list[dict[str, Any]] | None:
    """The page as Material's search plugin would put it into its index; None where there is none, or where the page has a list
    that depends on the others."""
    search = _search(plugins)
    html = page.content or ""
    if search is None or LIST.search(html):
        return None
    index = SearchIndex(**search.config)
    sections = sections_of(html) if is_known() else None
    if sections is None:
        index.add_entry_from_context(page)
    elif not (page.meta.get("search") or {}).get("exclude"):
        anchors = _anchors(page.toc)
        for section in sections:
            if not section.excluded:
                index.create_entry_for_section(section, anchors.get(section.id, []), page.url, page)
    entries: list[dict[str, Any]] = index.entries
    return entries


def heading_of(page: SitePage) -> str:
    """What Material's search plugin calls a page whose text begins without a heading."""
    return str(page.meta.get("title", page.title))


def has_dictionary() -> bool:
    """Whether the search plugin divides Chinese text with jieba, by its own dictionaries or by those of the site."""
    return material_search.jieba is not None


@cache
def is_known() -> bool:
    """Whether the search plugin of the Material that is installed is one whose entries are known from here. Any other makes its
    entries itself."""
    try:
        source = files("material.plugins.search").joinpath("plugin.py").read_bytes()
    except OSError:
        return False
    return sha256(source).hexdigest() in _KNOWN


def _anchors(toc: Iterable[AnchorLink]) -> dict[str | None, list[AnchorLink]]:
    """The first anchor of an id, as the plugin looks for it in the whole of a table of contents."""
    found: dict[str | None, list[AnchorLink]] = {}
    pending = [*toc][::-1]
    while pending:
        anchor = pending.pop()
        found.setdefault(anchor.id, [anchor])
        pending.extend(reversed(anchor.children))
    return found


def has_search(plugins: Iterable[object]) -> bool:
    """Whether the site has Material's search."""
    return _search(plugins) is not None


def index_entries(plugins: Iterable[object]) -> list[dict[str, Any]]:
    """The index of Material's search plugin, to be added to; a list that nobody reads where there is none."""
    search = _search(plugins)
    entries: list[dict[str, Any]] = search.search_index.entries if search else []
    return entries


def complete_search(
    plugins: Iterable[object], findable: Mapping[str, Findable], below: Mapping[str, Findable], elsewhere: Collection[str]
) -> None:
    """Complete the entries that Material's search plugin has collected, before it writes them. `findable` are the endpoints, by
    the URL of the page, `below` those in headings, by the URL of these; `elsewhere` are pages that are found at other URLs: the
    entries of endpoints among them are left out."""
    search = _search(plugins)
    if not search:
        return
    index = search.search_index
    index.config["fields"].update({name: {"boost": boost} for name, boost in FIELDS.items()})
    collected, index.entries = index.entries, []
    known = {entry["location"] for entry in collected}
    heading = None  # the location of a page's heading, whose entry says what that of the page does
    for entry in collected:
        location = entry["location"]
        url = location.partition("#")[0]
        if url in elsewhere and url in findable:
            continue
        if location in findable:
            _complete(entry, findable[location])
            heading = (f"{location}#", entry["title"])
        elif heading and location.startswith(heading[0]) and entry["title"] == heading[1]:
            heading = None
            continue
        if location in below:
            entry.update(_fields(below[location]))
        index.entries.append(entry)
        if location in findable:
            index.entries.extend(_of_parameters(location, findable[location], known))


def _complete(entry: dict[str, Any], found: Findable) -> None:
    if "endpoint" in entry:
        return  # by an earlier build of the same site
    text = entry["text"]
    paragraph = _PARAGRAPH.search(text)
    entry["samples"] = unescape(_TAG.sub(" ", text))
    first = f" {paragraph[0][3:-4]}" if paragraph and found.shown.endswith(("</code>", "</i>")) else ""
    entry["text"] = f"<p>{found.shown}{first}</p>"
    entry |= _fields(found)


def _fields(found: Findable) -> dict[str, str]:
    return {"method": found.method, "path": found.path, "endpoint": found.endpoint}


def _of_parameters(location: str, found: Findable, known: Collection[str]) -> Iterator[dict[str, Any]]:
    for name, title, html in found.entries:
        own = f"{location}#{quote(name, errors='replace')}"
        if own not in known:
            yield {"location": own, "title": escape(title), "text": html, "boost": OF_A_PARAMETER}


def _search(plugins: Iterable[object]) -> SearchPlugin | None:
    return next((plugin for plugin in plugins if isinstance(plugin, SearchPlugin) and plugin.config.enabled), None)
